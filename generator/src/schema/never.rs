//! Properties that no value may have (`a: false`), beside the parts that declare them.

use std::collections::{HashMap, HashSet};

use super::read::{Links, MAX_REFERRED, takes_none};
use crate::source::{Node, NodeId};

/// The names of the properties that parts of a schema say something of.
#[derive(Debug)]
struct PropertyNames {
    /// Those that a part declares.
    declared: HashSet<String>,
    /// Those that no value may have by a part.
    never: HashSet<String>,
}

/// The properties that no value may have, and the schemas that were met with their parts.
#[derive(Debug, Default)]
pub(super) struct Never {
    /// The schemas that parts are right in, each with how the part holds there.
    inside: HashMap<NodeId, (NodeId, Standing)>,
    /// The words of all parts of each schema.
    wholes: HashMap<NodeId, PropertyNames>,
    /// The words of those parts of each schema that are no arms of it.
    branches: HashMap<NodeId, PropertyNames>,
}

/// The way that a part of a schema holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Always,
    /// As one of several.
    Arm,
    /// Under a condition.
    AtTimes,
}

/// The values that there are of an object with a required property that no value may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Impossible {
    /// None.
    Whole,
    /// None of the arm, or while the condition holds, that requires it.
    There,
    /// Perhaps some: no value may have it only at times.
    AtTimes,
}

impl Never {
    /// Notes the parts of a schema, before they are read. Those that are read for themselves
    /// are schemas of their own.
    pub(super) fn enter(&mut self, schema: Node<'_>, links: &Links) {
        let own = parts(schema).filter(|(part, _)| !links.extracted.contains_key(&part.id()));
        self.inside.extend(own.map(|(part, holds)| (part.id(), (schema.id(), holds))));
    }

    /// Tells whether any part of the schema that one is a part of declares a property.
    pub(super) fn is_declared(&mut self, part: Node<'_>, name: &str, links: &Links) -> bool {
        let whole = self.branches_around(part).pop().unwrap_or(part.id());
        self.whole(part, whole, links).declared.contains(name)
    }

    /// Tells whether no value may have a property that a part requires, and none declares beside
    /// it.
    pub(super) fn impossible(
        &mut self,
        part: Node<'_>,
        name: &str,
        links: &Links,
    ) -> Option<Impossible> {
        let around = self.branches_around(part);
        let said = self.whole(part, *around.last()?, links);
        if !said.never.contains(name) {
            return None;
        }
        let is_declared = said.declared.contains(name);
        let (mut is_never, mut is_beside) = (false, false);
        for root in &around {
            let branch = self.branches.entry(*root);
            let branch = branch.or_insert_with(|| PropertyNames::of(at(part, *root), links, false));
            is_never |= branch.never.contains(name);
            is_beside |= branch.declared.contains(name);
        }
        match (is_never && !is_beside, is_declared) {
            (true, _) if around.len() == 1 => Some(Impossible::Whole),
            (true, _) => Some(Impossible::There),
            (false, false) => Some(Impossible::AtTimes),
            (false, true) => None,
        }
    }

    fn whole(&mut self, part: Node<'_>, whole: NodeId, links: &Links) -> &PropertyNames {
        let said = self.wholes.entry(whole);
        said.or_insert_with(|| PropertyNames::of(at(part, whole), links, true))
    }

    /// Lists the arms and the parts under conditions that a part is in, from inside, and last
    /// the schema that all of these are in.
    fn branches_around(&self, part: Node<'_>) -> Vec<NodeId> {
        let (mut found, mut node) = (Vec::new(), part.id());
        while let Some((outer, holds)) = self.inside.get(&node) {
            if *holds != Standing::Always {
                found.push(node);
            }
            node = *outer;
        }
        found.push(node);
        found
    }
}

impl PropertyNames {
    /// Collects what the parts of a schema say: all of these, or those that are no arms, of
    /// which only one that always holds tells that no value may have a property.
    fn of(schema: Node<'_>, links: &Links, in_all: bool) -> Self {
        let mut seen = HashSet::from([(schema.id(), true)]);
        let (mut met, mut pending) = (Vec::new(), vec![(schema, true)]);
        while let Some((node, always)) = pending.pop() {
            met.push((node, always));
            let own = parts(node).filter(|(_, holds)| in_all || *holds != Standing::Arm);
            pending.extend(own.map(|(part, holds)| (part, always && holds == Standing::Always)));
            if let Some(target) = links.targets.get(&node.id())
                && seen.len() <= MAX_REFERRED
                && seen.insert((*target, always))
            {
                pending.push((at(node, *target), always));
            }
        }
        let properties = || {
            met.iter().flat_map(|(node, always)| {
                let own = node.get("properties").into_iter().flat_map(Node::entries);
                own.map(move |(name, property)| (name, takes_none(property), *always))
            })
        };
        let never = properties().filter(|(_, is_never, always)| *is_never && (in_all || *always));
        let never: HashSet<String> = never.map(|(name, ..)| name.to_owned()).collect();
        let declared = properties().filter(|(_, is_never, _)| !is_never);
        let declared = declared.map(|(name, ..)| name.to_owned()).collect();
        Self { never, declared }
    }
}

fn at<'d>(node: Node<'d>, id: NodeId) -> Node<'d> {
    node.document().node(id)
}

/// Returns the parts of a schema, each with how it holds.
fn parts<'d>(schema: Node<'d>) -> impl Iterator<Item = (Node<'d>, Standing)> {
    schema.entries().flat_map(|(key, node)| {
        let (parts, holds): (Vec<Node<'d>>, _) = match key {
            "allOf" => (node.items().collect(), Standing::Always),
            "oneOf" | "anyOf" => (node.items().collect(), Standing::Arm),
            "then" | "else" => (vec![node], Standing::AtTimes),
            "dependentSchemas" | "dependencies" => {
                (node.entries().map(|(_, node)| node).collect(), Standing::AtTimes)
            }
            _ => (Vec::new(), Standing::Always),
        };
        parts.into_iter().map(move |part| (part, holds))
    })
}
