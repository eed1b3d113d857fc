//! The requests that the server makes in turn: webhooks and callbacks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::docs::Sent;
use super::{Change, Class, Comparison, Half, Kind, Place};
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
        let [added, removed] = match is_callback {
            true => [Kind::CallbackAdded, Kind::CallbackRemoved],
            false => [Kind::WebhookAdded, Kind::WebhookRemoved],
        };
        let find = |hooks: &'_ [Hook], hook: &Hook| {
            let same = |other: &&Hook| other.name == hook.name && words(other) == words(hook);
            hooks.iter().find(same).cloned()
        };
        for before in old {
            let Some(after) = find(new, before) else {
                let found = self.push(place, removed).from([words(before)]).takes(&before.ty);
                found.at(Some(&before.origin), None);
                continue;
            };
            let deprecated = (before.deprecated, after.deprecated);
            let what =
                if is_callback { format!("callback {}", words(before)) } else { words(before) };
            self.deprecation_of((place, what), deprecated, (&before.origin, &after.origin));
            let name = is_callback.then(|| words(before));
            self.payload((place, name.clone()), before, &after);
            self.answers_taken((place, name.clone()), before, &after);
            if let Some(name) = name {
                self.posted(place, before, &after);
                self.said((place, &name), [&before.payload, &after.payload], false);
                self.said((place, &name), [&before.answers, &after.answers], true);
            }
        }
        for after in new.iter().filter(|after| find(old, after).is_none()) {
            let found = self.push(place, added).to([words(after)]).brings(&after.ty);
            found.at(None, Some(&after.origin));
        }
    }

    /// Compares the types of what a callback brings, and what is said of it.
    fn posted(&mut self, place: &Place, old: &Hook, new: &Hook) {
        let same = self.same_if_any(old.ty.as_ref(), new.ty.as_ref());
        let first = self.found.len();
        self.docs(place, (&old.docs, &new.docs), None, Sent::Never);
        for found in &mut self.found[first..] {
            let Change { before, after, .. } = &mut found.change;
            for said in [before, after] {
                said.retain(|words| !words.is_empty());
                said.insert(0, words(old));
            }
        }
        if !same {
            let ty = |half: &Half<'_>, hook: &Hook| hook.ty.as_ref().map(|ty| half.ty(ty));
            let [before, after] = [ty(&self.old, old), ty(&self.new, new)];
            let typed = |ty: Option<String>| [words(old)].into_iter().chain(ty);
            let class = if old.ty.is_some() { Class::Breaking } else { Class::Compatible };
            let found = self.push(place, Kind::CallbackChanged).class(class);
            found.from(typed(before)).to(typed(after)).takes(&old.ty).brings(&new.ty);
            found.at(Some(&old.origin), Some(&new.origin));
        }
    }

    /// Compares what a request of the server's own brings, with the name of a callback.
    fn payload(&mut self, (place, name): (&Place, Option<String>), old: &Hook, new: &Hook) {
        let one = self.places(&old.payload, self.old.api);
        let other = self.places(&new.payload, self.new.api);
        let all = one.iter().all(|(at, old)| other.get(at).is_some_and(|new| brings_all(old, new)));
        let class = if all { Class::Compatible } else { Class::Breaking };
        let kind = if name.is_some() { Kind::CallbackChanged } else { Kind::WebhookChanged };
        self.places_changed((place, name, kind, class), (old, &one), (new, &other));
    }

    /// Compares the answers that are taken to a request of the server's own.
    fn answers_taken(&mut self, (place, name): (&Place, Option<String>), old: &Hook, new: &Hook) {
        let one = self.places(&old.answers, self.old.api);
        let other = self.places(&new.answers, self.new.api);
        let are_taken =
            one.iter().all(|(at, old)| other.get(at).is_some_and(|new| takes_all(old, new)));
        // What is in something new is asked only of those who give that.
        let is_asked = |(at, new): (&&str, &&Brought)| {
            new.required
                && !one.contains_key(at)
                && holder(at, &other).is_some_and(|holder| one.contains_key(holder))
        };
        let class = match are_taken && !other.iter().any(is_asked) {
            true => Class::Compatible,
            false => Class::Refused,
        };
        let kind = match name.is_some() {
            true => Kind::CallbackAnswerChanged,
            false => Kind::WebhookAnswerChanged,
        };
        self.places_changed((place, name, kind, class), (old, &one), (new, &other));
    }

    /// Compares the texts and the limits of what a callback brings beside its JSON, or of its
    /// answers, of which `is_sent` is whether callers send them: there is no type that tells
    /// them.
    fn said(&mut self, (place, name): (&Place, &str), sides: [&Payload; 2], is_sent: bool) {
        let [old, new] = sides;
        let (one, other) = (self.places(old, self.old.api), self.places(new, self.new.api));
        // What is new or gone is told as a whole.
        let is_kept = |at: &&str| one.contains_key(at) && other.contains_key(at);
        let kinds: [(Kind, Part); 2] = [
            (Kind::Description, |payload| &payload.texts),
            (Kind::Limits, |payload| &payload.limits),
        ];
        let changes = kinds.map(|(kind, of)| {
            let one = self.gathered(old, self.old.api, of);
            let other = self.gathered(new, self.new.api, of);
            let mut all: BTreeSet<&str> = one.keys().chain(other.keys()).copied().collect();
            all.retain(|at| is_kept(at) && one.get(at) != other.get(at));
            let is_new = |at: &&str| {
                let known = one.get(at);
                let mut said = other.get(at).into_iter().copied().flatten();
                said.any(|said| known.is_none_or(|known| !known.contains(said)))
            };
            let is_refused = is_sent && kind == Kind::Limits && all.iter().any(is_new);
            let class = if is_refused { Class::Refused } else { Class::Docs };
            (kind, class, [said_words(name, &all, &one), said_words(name, &all, &other)])
        });
        for (kind, class, [from, to]) in changes {
            if from != to {
                self.push(place, kind).class(class).from(from).to(to);
            }
        }
    }

    /// Reports the places that are not as they were, if there are any.
    fn places_changed(
        &mut self,
        (place, name, kind, class): (&Place, Option<String>, Kind, Class),
        (old, one): (&Hook, &Places<'_>),
        (new, other): (&Hook, &Places<'_>),
    ) {
        if one == other {
            return;
        }
        let only = |one: &Places<'_>, other: &Places<'_>| -> Vec<String> {
            let is_only = |(at, brought): &(&&str, &&Brought)| other.get(*at) != Some(*brought);
            let words = one.iter().filter(is_only).map(|(at, brought)| brought_words(at, brought));
            name.clone().into_iter().chain(words).collect()
        };
        let found = self.push(place, kind).class(class);
        found.from(only(one, other)).to(only(other, one));
        found.at(Some(&old.origin), Some(&new.origin));
    }

    /// Returns the places of a payload, and of the components that it leads to, as far
    /// as they lead to a change.
    fn places<'p>(&self, payload: &'p Payload, api: &'p Api) -> Places<'p> {
        self.gathered(payload, api, |payload| &payload.places)
    }

    /// Returns what is said of the places of a payload, and of the components that it leads to, as
    /// far as they lead to a change.
    fn gathered<'p, T>(
        &self,
        payload: &'p Payload,
        api: &'p Api,
        of: fn(&'p Payload) -> &'p BTreeMap<String, T>,
    ) -> BTreeMap<&'p str, &'p T> {
        let mut places = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![payload];
        while let Some(payload) = pending.pop() {
            places.extend(of(payload).iter().map(|(at, said)| (at.as_str(), said)));
            for name in payload.leads_to.iter().filter(|name| self.reaching.contains(*name)) {
                if seen.insert(name) {
                    pending.extend(api.brought.get(name));
                }
            }
        }
        places
    }
}

/// The texts or the limits of a payload, by its places.
type Said = BTreeMap<String, BTreeSet<String>>;

/// The texts or the limits, of the two.
type Part = fn(&Payload) -> &Said;

/// The values at each place of a payload.
type Places<'p> = BTreeMap<&'p str, &'p Brought>;

/// Returns the method of a request of the server's own; of a callback, its name and where it goes
/// as well.
fn words(hook: &Hook) -> String {
    match &hook.expression {
        Some(expression) => format!("{} {} {expression}", hook.method, hook.name),
        None => hook.method.clone(),
    }
}

/// Returns the name of a callback, and what is said of some of its places.
fn said_words(
    name: &str,
    places: &BTreeSet<&str>,
    said: &BTreeMap<&str, &BTreeSet<String>>,
) -> Vec<String> {
    let words = places.iter().filter_map(|at| {
        let said = said.get(at)?.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        Some(if at.is_empty() { said } else { format!("{at}: {said}") })
    });
    [name.to_owned()].into_iter().chain(words).collect()
}

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
    let changed = both.filter(|(_, old, new)| old != new).map(|(name, ..)| name);
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

/// Returns the place that a place is in.
fn holder<'p>(at: &'p str, places: &Places<'_>) -> Option<&'p str> {
    let mut ends = at.match_indices(' ').map(|(end, _)| &at[..end]);
    ends.rfind(|outer| places.contains_key(outer))
}

/// Tells whether all that the old one took is taken by the new one.
fn takes_all(old: &Brought, new: &Brought) -> bool {
    let Brought { ty, format, values, required, nullable } = old;
    let is_known = |value: &String| new.values.contains(value);
    let values = new.values.is_empty() || !values.is_empty() && values.iter().all(is_known);
    let format = new.format.is_empty() || *format == new.format;
    *ty == new.ty && format && values && (*required || !new.required) && (!nullable || new.nullable)
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
    if parts.is_empty() { at.to_owned() } else { format!("{at}: {}", parts.join(" ")) }
}
