//! The requests that the server makes in turn: webhooks and callbacks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Class, Comparison, Kind, Place};
use crate::ir::{Api, Brought, Hook, Payload};

impl Comparison<'_> {
    /// Compares the requests that the server makes of its own accord.
    pub(super) fn webhooks(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let names = old.webhooks.iter().chain(&new.webhooks).map(|hook| &hook.name);
        for name in names.collect::<BTreeSet<_>>() {
            let of = |hooks: &[Hook]| -> Vec<Hook> {
                hooks.iter().filter(|hook| hook.name == *name).cloned().collect()
            };
            let place = Place::Webhook(name.clone());
            self.hooks(&place, &of(&old.webhooks), &of(&new.webhooks));
        }
    }

    /// Compares the webhooks of one name, or the callbacks of an operation.
    pub(super) fn hooks(&mut self, place: &Place, old: &[Hook], new: &[Hook]) {
        let is_callback = matches!(place, Place::Operation(_));
        let [added, removed, changed] = match is_callback {
            true => [Kind::CallbackAdded, Kind::CallbackRemoved, Kind::CallbackChanged],
            false => [Kind::WebhookAdded, Kind::WebhookRemoved, Kind::WebhookChanged],
        };
        let words = |hook: &Hook| {
            let name = if is_callback { format!(" {}", hook.name) } else { String::new() };
            format!("{}{name}", hook.method)
        };
        let find = |hooks: &'_ [Hook], hook: &Hook| {
            let same = |other: &&Hook| (&other.name, &other.method) == (&hook.name, &hook.method);
            hooks.iter().find(same).cloned()
        };
        for before in old {
            let Some(after) = find(new, before) else {
                self.push(place, removed).from([words(before)]).at(Some(&before.origin), None);
                continue;
            };
            let deprecated = (before.deprecated, after.deprecated);
            let what =
                if is_callback { format!("callback {}", words(before)) } else { words(before) };
            self.deprecation_of((place, what), deprecated, (&before.origin, &after.origin));
            let one = self.places(&before.payload, self.old.api);
            let other = self.places(&after.payload, self.new.api);
            if one == other {
                continue;
            }
            let only = |one: &Places<'_>, other: &Places<'_>| -> Vec<String> {
                let is_only = |(at, brought): &(&&str, &&Brought)| other.get(*at) != Some(*brought);
                one.iter().filter(is_only).map(|(at, brought)| brought_words(at, brought)).collect()
            };
            let (gone, more) = (only(&one, &other), only(&other, &one));
            let all =
                one.iter().all(|(at, old)| other.get(at).is_some_and(|new| brings_all(old, new)));
            let class = if all { Class::Compatible } else { Class::Breaking };
            let name = is_callback.then(|| words(before));
            let found = self.push(place, changed).class(class);
            found.from(name.clone().into_iter().chain(gone)).to(name.into_iter().chain(more));
            found.at(Some(&before.origin), Some(&after.origin));
        }
        for after in new.iter().filter(|after| find(old, after).is_none()) {
            self.push(place, added).to([words(after)]).at(None, Some(&after.origin));
        }
    }

    /// Returns the places of a payload, and of the components that it leads to, as far
    /// as they lead to a change.
    fn places<'p>(&self, payload: &'p Payload, api: &'p Api) -> Places<'p> {
        let mut places = Places::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![payload];
        while let Some(payload) = pending.pop() {
            places.extend(payload.places.iter().map(|(at, brought)| (at.as_str(), brought)));
            for name in payload.leads_to.iter().filter(|name| self.reaching.contains(*name)) {
                if seen.insert(name) {
                    pending.extend(api.brought.get(name));
                }
            }
        }
        places
    }
}

/// The values at each place of a payload.
type Places<'p> = BTreeMap<&'p str, &'p Brought>;

/// Returns the components without a type that changed, and those that lead to one of
/// them: no other tells two payloads apart.
pub(super) fn reaching(old: &Api, new: &Api) -> BTreeSet<String> {
    let mut led_to_by: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, payload) in old.brought.iter().chain(&new.brought) {
        for inner in &payload.leads_to {
            led_to_by.entry(inner).or_default().push(name);
        }
    }
    // One that is new or gone is told of where it is named.
    let both =
        old.brought.iter().filter_map(|(name, old)| Some((name, old, new.brought.get(name)?)));
    let changed = both.filter(|(_, old, new)| old.places != new.places).map(|(name, ..)| name);
    let mut reaching: BTreeSet<String> = changed.cloned().collect();
    let mut pending: Vec<String> = reaching.iter().cloned().collect();
    while let Some(name) = pending.pop() {
        for outer in led_to_by.get(name.as_str()).into_iter().flatten() {
            if reaching.insert((*outer).to_owned()) {
                pending.push((*outer).to_owned());
            }
        }
    }
    reaching
}

/// Tells whether a reader of the old one understands the new one. Other values
/// are no surprise, as long as some are known, nor is another format.
fn brings_all(old: &Brought, new: &Brought) -> bool {
    let Brought { ty, format: _, values, required, nullable } = old;
    let is_known = |value: &String| values.contains(value);
    let values = values.is_empty() || new.values.is_empty() || new.values.iter().any(is_known);
    *ty == new.ty && values && (!required || new.required) && (*nullable || !new.nullable)
}

/// Returns a place of a payload, and what is there.
fn brought_words(at: &str, brought: &Brought) -> String {
    let Brought { ty, format, values, required, nullable } = brought;
    let parts = [
        Some(ty.clone()).filter(|ty| !ty.is_empty()),
        (!format.is_empty()).then(|| format!("({format})")),
        (!values.is_empty()).then(|| format!("one of {}", values.join(", "))),
        nullable.then(|| "or null".to_owned()),
        required.then(|| "required".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { format!("{at}: any") } else { format!("{at}: {}", parts.join(" ")) }
}
