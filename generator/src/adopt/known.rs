//! The places of our document that say in words what a value of upstream is.

use std::collections::{BTreeSet, HashMap};

use super::facts::{Side, is_asked_for, is_words, same_schema, same_value};
use super::merge::Merge;
use super::view::{View, is_null};
use crate::schema::Schema;
use crate::source::{Node, NodeId};

/// The number of places that are looked at for the words of one value.
const MOST_PLACES: usize = 100;

/// The unions among the keywords that combine schemas.
const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

/// A place of ours that may have words for a value of upstream.
#[derive(Clone, Copy, Debug)]
struct Counterpart<'d> {
    node: Node<'d>,
    /// True if its own words are about the value, not only those of what is in it.
    is_whole: bool,
    /// True if a reference leads there.
    is_behind: bool,
}

/// The places of ours that may have words for a value of upstream, the nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Counterparts<'d>(Vec<Counterpart<'d>>);

impl<'d> Counterparts<'d> {
    /// Takes places that are about the value itself.
    pub(super) fn of(nodes: impl IntoIterator<Item = Node<'d>>) -> Self {
        let places = nodes.into_iter();
        Self(places.map(|node| Counterpart { node, is_whole: true, is_behind: false }).collect())
    }

    /// Returns the places that are about the value itself.
    pub(super) fn whole(&self) -> impl Iterator<Item = Node<'d>> {
        self.0.iter().filter(|place| place.is_whole).map(|place| place.node)
    }

    /// Returns all places.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'d>> {
        self.0.iter().map(|place| place.node)
    }

    /// Returns the places of a member of the value.
    pub(super) fn member(&self, key: &str) -> Self {
        Self::of(self.nodes().filter_map(|node| node.get(key)))
    }

    /// Returns the words of a key.
    pub(super) fn word(&self, key: &str) -> Option<Node<'d>> {
        self.whole().find_map(|node| node.get(key))
    }

    /// Returns the same places for what holds a part of the value.
    pub(super) fn part(&self) -> Self {
        Self(self.0.iter().map(|place| Counterpart { is_whole: false, ..*place }).collect())
    }

    /// Adds the places of another value after these.
    pub(super) fn and(mut self, more: Self) -> Self {
        more.0.into_iter().for_each(|place| _ = self.push(place));
        self
    }

    /// Returns the places that no reference leads to.
    pub(super) fn here(&self) -> Self {
        Self(self.0.iter().filter(|place| !place.is_behind).copied().collect())
    }

    /// Returns the places that a reference leads to, as those of its target.
    fn behind(&self) -> Self {
        let behind = self.0.iter().filter(|place| place.is_behind && place.is_whole);
        Self(behind.map(|place| Counterpart { is_behind: false, ..*place }).collect())
    }

    /// Adds a place, unless it is known; whether it is added.
    fn push(&mut self, place: Counterpart<'d>) -> bool {
        let is_new = self.nodes().all(|known| known != place.node);
        let is_added = is_new && self.0.len() < MOST_PLACES;
        if is_added {
            self.0.push(place);
        }
        is_added
    }
}

/// The components that upstream has and ours has not, as far as something refers to them.
#[derive(Clone, Debug, Default)]
pub(super) struct NewComponents<'d> {
    /// The places of ours that were what each of them is.
    known: HashMap<NodeId, Counterparts<'d>>,
    /// Those that a reference that is written leads to.
    referred: BTreeSet<NodeId>,
}

impl<'d> NewComponents<'d> {
    /// Returns the places of ours that have words for a component.
    pub(super) fn words(&self, target: Node<'d>) -> Option<&Counterparts<'d>> {
        self.known.get(&target.id()).filter(|known| !known.0.is_empty())
    }

    /// Tells whether a reference that is written leads to a component.
    pub(super) fn is_referred(&self, target: Node<'d>) -> bool {
        self.referred.contains(&target.id())
    }
}

impl<'d> Merge<'d> {
    /// Notes that a reference of theirs is written in the place of what is known; whether the
    /// words of that place go to its target.
    pub(super) fn refers(&self, theirs: Node<'d>, known: &Counterparts<'d>) -> bool {
        let target = self.new_target(theirs).filter(|_| !self.is_trial);
        let Some(target) = target else { return false };
        let mut targets = self.targets.borrow_mut();
        targets.referred.insert(target.id());
        let behind = known.behind();
        let is_behind = !behind.0.is_empty();
        let carried = match known.whole().next() {
            Some(_) if is_behind => behind,
            Some(_) => known.here(),
            None => known.clone(),
        };
        let all = targets.known.entry(target.id()).or_default();
        let says = |node: Node<'d>| node.entries().filter(|(key, _)| is_words(key));
        let is_first = all.whole().next().is_none() && carried.whole().next().is_some();
        let is_said = carried
            .whole()
            .flat_map(says)
            .all(|(key, words)| all.word(key).is_some_and(|known| same_value(known, words)));
        // Of several places, the first one says what the component is.
        let carried = if is_first { carried } else { carried.part() };
        *all = std::mem::take(all).and(carried);
        (is_first || is_said) && !is_behind
    }

    /// Returns the component that a schema or a part of theirs refers to, if ours has none there.
    fn new_target(&self, theirs: Node<'d>) -> Option<Node<'d>> {
        theirs.get("$ref")?;
        let target = theirs.resolved()?;
        self.ours.document.find(&target.at()).is_none().then_some(target)
    }

    /// Adds to the places of a part those that they refer to.
    pub(super) fn known_part(&self, known: &Counterparts<'d>) -> Counterparts<'d> {
        let mut found = Counterparts::default();
        for place in &known.0 {
            found.push(*place);
            let target = place.node.get("$ref").and_then(|_| place.node.resolved());
            if let Some(node) = target {
                found.push(Counterpart { node, is_behind: true, ..*place });
            }
        }
        found
    }

    /// Adds to the places of a schema what they wrap, refer to and combine.
    pub(super) fn known_schema(
        &self,
        known: &Counterparts<'d>,
        theirs: Node<'d>,
    ) -> Counterparts<'d> {
        let mut found = Counterparts::default();
        let mut pending: Vec<Counterpart<'d>> = known.0.iter().rev().copied().collect();
        while let Some(place) = pending.pop().filter(|_| found.0.len() < MOST_PLACES) {
            if !place.node.is_object() {
                continue;
            }
            let view = View::of(place.node, self.config);
            let layers = view.layers().rev().map(|node| found.push(Counterpart { node, ..place }));
            if layers.filter(|is_new| *is_new).count() == 0 {
                continue;
            }
            let core = view.core();
            let mut inside = Vec::new();
            if let Some(node) = core.get("$ref").and_then(|_| core.resolved()) {
                inside.push(Counterpart { node, is_behind: true, ..place });
            }
            let combined = core.get("allOf").into_iter().flat_map(Node::items);
            inside.extend(combined.map(|node| {
                let is_whole = place.is_whole && node.get("$ref").is_none();
                Counterpart { node, is_whole, ..place }
            }));
            let arm = self.arm_alone(core, theirs);
            inside.extend(arm.map(|node| Counterpart { node, ..place }));
            pending.extend(inside.into_iter().rev());
        }
        found
    }

    /// Finds the arm of a union of ours that is what a schema of theirs is that is no union.
    fn arm_alone(&self, ours: Node<'d>, theirs: Node<'d>) -> Option<Node<'d>> {
        let arms = |node: Node<'d>| UNIONS.into_iter().filter_map(move |key| node.get(key));
        let ours: Vec<Node<'d>> = arms(ours).flat_map(Node::items).collect();
        if ours.is_empty() {
            return None;
        }
        let target = theirs.resolved().unwrap_or(theirs);
        if arms(View::of(target, self.config).core()).next().is_some() {
            return None;
        }
        self.paired(&ours, &[theirs]).pop().flatten()
    }

    /// Finds the places of each arm of a schema of theirs, and tells whether one of the arms takes
    /// the words of the whole.
    pub(super) fn known_arms(
        &self,
        theirs: Node<'d>,
        key: &str,
        known: &Counterparts<'d>,
    ) -> (Vec<Counterparts<'d>>, bool) {
        let arms: Vec<Node<'d>> = theirs.get(key).into_iter().flat_map(Node::items).collect();
        let keys: &[&str] = if key == "allOf" { &["allOf"] } else { &UNIONS };
        let lists = known.nodes().flat_map(|node| keys.iter().filter_map(move |key| node.get(key)));
        let ours: Vec<Node<'d>> = lists.flat_map(Node::items).collect();
        let is_apart = ours.is_empty();
        let takes = |arm: &Node<'d>| is_apart && self.takes_words(*arm, theirs);
        if key == "allOf" {
            let taker = arms.iter().position(|arm| arm.get("$ref").is_none() && takes(arm));
            let pairs = self.paired(&ours, &arms).into_iter().enumerate();
            let all = pairs.map(|(number, pair)| match taker == Some(number) {
                true => known.clone(),
                false => Counterparts::of(pair).and(known.part()),
            });
            return (all.collect(), taker.is_some());
        }
        // A union of which ours is one arm.
        let ours = if is_apart { known.nodes().take(1).collect() } else { ours };
        let pairs = self.paired(&ours, &arms);
        let taker = pairs.iter().zip(&arms).position(|(pair, arm)| pair.is_some() && takes(arm));
        let all = pairs.into_iter().enumerate().map(|(number, pair)| match pair {
            Some(_) if is_apart && taker == Some(number) => known.clone(),
            Some(_) if is_apart => known.part(),
            pair => Counterparts::of(pair),
        });
        (all.collect(), taker.is_some())
    }

    /// Tells whether the words of a schema that is inside of others go to it, and not to the
    /// outermost of them.
    pub(super) fn takes_words(&self, inner: Node<'d>, outermost: Node<'d>) -> bool {
        let asks = |node: Node<'d>| node.entries().any(|(key, _)| is_asked_for(key));
        asks(inner) || !asks(outermost) && self.new_target(inner).is_some_and(asks)
    }

    /// Finds our counterpart of each of their arms; null is none, and has none.
    pub(super) fn paired(&self, ours: &[Node<'d>], arms: &[Node<'d>]) -> Vec<Option<Node<'d>>> {
        let known = |side: &Side<'d>, arm| (arm, Identity::of(side, arm));
        let free = ours.iter().filter(|arm| !is_null(**arm));
        let mut free: Vec<Arm<'d>> = free.map(|arm| known(&self.ours, *arm)).collect();
        let mut pairs = vec![None; arms.len()];
        let arms: Vec<Arm<'d>> = arms.iter().map(|arm| known(&self.theirs, *arm)).collect();
        type Test<'t, 'd> = &'t dyn Fn(&Arm<'d>, &Arm<'d>) -> bool;
        let is_either =
            |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none();
        let tests: [Test<'_, 'd>; 5] = [
            &|(one, _), (other, _)| same_schema((&self.ours, *one), (&self.theirs, *other)),
            &|(_, one), (_, other)| one.name.is_some() && one.name == other.name,
            &|(_, one), (_, other)| one.target.0.is_some() && one.target.0 == other.target.0,
            &|(_, one), (_, other)| is_either(&one.name, &other.name) && one.kind == other.kind,
            &|(_, one), (_, other)| {
                is_either(&one.name, &other.name)
                    && is_either(&one.target.0, &other.target.0)
                    && one.target.1 == other.target.1
            },
        ];
        for test in tests {
            for (pair, arm) in pairs.iter_mut().zip(&arms) {
                if pair.is_some() || is_null(arm.0) {
                    continue;
                }
                if let Some(place) = free.iter().position(|free| test(free, arm)) {
                    *pair = Some(free.remove(place).0);
                }
            }
        }
        pairs
    }

    /// Returns the name of an arm of theirs.
    pub(super) fn arm_name(&self, arm: Node<'d>) -> String {
        let identity = Identity::of(&self.theirs, arm);
        identity.name.unwrap_or_else(|| "arm".to_owned())
    }
}

/// An arm, with what it is known by.
type Arm<'d> = (Node<'d>, Identity);

/// The identity by which an arm is known again.
struct Identity {
    /// Its reference or its constants, if it has any.
    name: Option<String>,
    /// Its type.
    kind: String,
    /// The constants, and the type, of what it refers to; its own if it refers to nothing.
    target: (Option<String>, String),
}

impl Identity {
    fn of<'d>(side: &Side<'d>, node: Node<'d>) -> Self {
        let (schema, target) = (side.schema(node), side.schema(node.resolved().unwrap_or(node)));
        let kind = |schema: &Schema| schema.kind.map_or("any", |kind| kind.name()).to_owned();
        let reference = node.get("$ref").and_then(Node::as_str);
        let name = reference.and_then(|it| it.rsplit('/').next()).map(str::to_owned);
        let name = name.or_else(|| constants(&schema)).or_else(|| schema.reference.clone());
        Self { name, kind: kind(&schema), target: (constants(&target), kind(&target)) }
    }
}

/// Returns the constants of an object, as one text.
fn constants(schema: &Schema) -> Option<String> {
    let constants = schema.properties.iter().flatten().filter_map(|(name, property)| {
        let [value] = property.listed() else { return None };
        Some(format!("{name}: {}", value.value))
    });
    let mut constants: Vec<String> = constants.collect();
    constants.sort();
    (!constants.is_empty()).then(|| constants.join(", "))
}
