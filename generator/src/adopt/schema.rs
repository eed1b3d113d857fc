//! Schemas that say something else upstream.

use super::facts::{Side, is_default, same_schema, same_value};
use super::merge::{ChangeKind, Merge};
use super::out::{Entry, Out, scalar};
use super::patch::{Piece, is_flow_inside};
use super::view::{COMBINED, View, is_null};
use crate::schema::Schema;
use crate::source::Node;
use crate::vocabulary::{Holds, Table};

/// The keywords that list values.
const VALUES: [&str; 2] = ["enum", "const"];

impl<'d> Merge<'d> {
    pub(super) fn schema(&mut self, our: Node<'d>, their: Node<'d>) {
        if same_schema((&self.ours, our), (&self.theirs, their)) {
            return;
        }
        let before = self.records.len() + self.refused.len();
        let is_anew = self.anew.contains(&our.at());
        let is_merged = !is_anew && self.merged(our, their);
        if !is_merged || before == self.records.len() + self.refused.len() {
            let out = self.emit_schema(their, Some(our));
            self.replace(our, out);
        }
    }

    /// Makes a schema say what another one says, keyword by keyword; whether that
    /// can be done.
    fn merged(&mut self, our: Node<'d>, their: Node<'d>) -> bool {
        if !our.is_object() || !their.is_object() {
            return false;
        }
        let mut views = (View::of(our, self.config), View::of(their, self.config));
        if views.0.form() != views.1.form() {
            // A union that has come down to one arm, or has grown from one.
            views = (View::whole(our), View::whole(their));
            if views.0.unions().is_empty() || views.1.unions().is_empty() {
                return false;
            }
        }
        let said = (self.ours.schema(our), self.theirs.schema(their));
        if said.1.nullable && !said.0.nullable && !self.add_null(&views.0) {
            return false;
        }
        if said.0.nullable && !said.1.nullable {
            self.drop_null(&views.0);
        }
        self.types(&views, (&said.0, &said.1));
        self.values(&views);
        self.keywords(&views);
        true
    }

    /// The keywords that hold schemas, or say something by themselves.
    fn keywords(&mut self, (ours, theirs): &(View<'d>, View<'d>)) {
        let apart = |key: &str| VALUES.contains(&key) || matches!(key, "type" | "nullable");
        let of = |merge: &Self, view: &View<'d>| {
            let members = view.members().into_iter();
            let facts = members.filter(|(key, ..)| merge.is_fact(key) && !apart(key));
            let said =
                facts.filter(|(key, node, layer)| !is_default(Table::Schema, *layer, key, *node));
            said.collect::<Vec<_>>()
        };
        let (own, other) = (of(self, ours), of(self, theirs));
        for (key, their, layer) in &other {
            let our = own.iter().find(|(known, ..)| known == key);
            match our {
                Some((_, our, _)) => self.keyword(key, *our, *their),
                None => match self.other_union(key, &own, &other) {
                    Some(our) => {
                        self.patch.set_key(our, key);
                        self.record(ChangeKind::Changed, our.at(), &format!("→ {key}"));
                        self.arms(our, *their);
                    }
                    None => {
                        let out = self.emit_member(Table::Schema, key, *their, None);
                        self.add_member(ours.core(), *layer, *their, key, out);
                    }
                },
            }
        }
        for (key, our, _) in &own {
            let is_known = other.iter().any(|(known, ..)| known == key);
            if !is_known && self.other_union(key, &other, &own).is_none() {
                self.gone(*our, "");
            }
        }
    }

    /// Of `oneOf` and `anyOf`, the one that a schema has in place of the other.
    fn other_union(
        &self,
        key: &str,
        own: &[(&'d str, Node<'d>, Node<'d>)],
        other: &[(&'d str, Node<'d>, Node<'d>)],
    ) -> Option<Node<'d>> {
        let instead = match key {
            "oneOf" => "anyOf",
            "anyOf" => "oneOf",
            _ => return None,
        };
        let found = own.iter().find(|(known, ..)| *known == instead).map(|(_, node, _)| *node);
        found.filter(|_| !other.iter().any(|(known, ..)| *known == instead))
    }

    fn keyword(&mut self, key: &str, our: Node<'d>, their: Node<'d>) {
        let table = Table::Schema;
        match super::facts::holds(table, key) {
            _ if key == "$ref" => self.reference(our, their),
            _ if key == "required" && our.is_list() && their.is_list() => {
                self.scalars(our, &their.items().collect::<Vec<_>>());
            }
            _ if COMBINED.contains(&key) => self.arms(our, their),
            Holds::One | Holds::OneOrListed if our.is_object() && their.is_object() => {
                self.schema(our, their);
            }
            Holds::Listed | Holds::OneOrListed
                if our.is_list() && their.is_list() && our.len() == their.len() =>
            {
                for (our, their) in our.items().zip(their.items()) {
                    self.schema(our, their);
                }
            }
            Holds::Named | Holds::Part(_) => self.held(table, key, our, their),
            Holds::Nothing => self.plain(our, their),
            _ if same_value(our, their) => {}
            _ => {
                let out = self.emit_member(table, key, their, Some(our));
                self.replace(our, out);
            }
        }
    }

    fn reference(&mut self, our: Node<'d>, their: Node<'d>) {
        if same_value(our, their) {
            return;
        }
        let targets =
            (our.parent().and_then(Node::resolved), their.parent().and_then(Node::resolved));
        if let (Some(our), Some(their)) = targets
            && self.ours.document.find(&their.at()).is_none()
        {
            self.renamed.push((our, their));
        }
        self.set_scalar(our, their);
    }

    /// The types, null apart.
    fn types(&mut self, views: &(View<'d>, View<'d>), said: (&Schema, &Schema)) {
        let (our, their) = (views.0.get("type"), views.1.get("type"));
        let (own, other) = (kinds(our), kinds(their));
        if own == other || (said.0.kind == said.1.kind && (own.is_empty() || other.is_empty())) {
            return;
        }
        match (our, their) {
            (Some(our), Some(_)) => {
                let mut named: Vec<String> = other.iter().map(|kind| (*kind).to_owned()).collect();
                if our.is_list() && our.items().any(|kind| kind.text() == Some("null")) {
                    named.push("'null'".to_owned());
                }
                let what = format!("{} → {}", own.join(", "), other.join(", "));
                let out = match &named[..] {
                    [only] => Out::text(only),
                    _ => Out::Flow(named),
                };
                self.replace(our, out);
                self.records.last_mut().into_iter().for_each(|it| it.what.clone_from(&what));
            }
            (None, Some(their)) => {
                let out = match &other[..] {
                    [only] => Out::text(only),
                    _ => Out::Flow(other.iter().map(|kind| (*kind).to_owned()).collect()),
                };
                let layer = their.parent().unwrap_or(their);
                self.add_member(views.0.core(), layer, their, "type", out);
            }
            (Some(our), None) => self.gone(our, ""),
            (None, None) => {}
        }
    }

    /// Adds null to what a schema takes; whether it has a place for that.
    fn add_null(&mut self, ours: &View<'d>) -> bool {
        let null = || Out::Scalar { block: "'null'".to_owned(), flow: "'null'".to_owned() };
        let at = ours.outermost().at();
        let union = ours.unions().into_iter().find_map(|(layer, key)| layer.get(key));
        match (ours.get("type"), union) {
            (Some(kind), None) if kind.is_list() => {
                self.add(kind, kind.items().next_back(), Piece::Item(null()), at, "null");
            }
            (Some(kind), None) => {
                let named = vec![kind.text().unwrap_or_default().to_owned(), "'null'".to_owned()];
                self.replace(kind, Out::Flow(named));
                self.records.pop();
                self.record(ChangeKind::New, at, "null");
            }
            (_, Some(union)) => {
                let arm = Out::Map(vec![Entry::New("type".to_owned(), null())]);
                self.add(union, union.items().next_back(), Piece::Item(arm), at, "null");
            }
            (None, None) => return false,
        }
        true
    }

    /// Takes null from what a schema takes: another type, not something that is gone.
    fn drop_null(&mut self, ours: &View<'d>) {
        let at = ours.outermost().at();
        for node in ours.nulls() {
            if self.refuses(node, &at) {
                continue;
            }
            self.record(ChangeKind::Changed, at.clone(), "not null any more");
            let list = node.parent().filter(|list| list.is_list() && list.key() == Some("type"));
            match list {
                Some(list) if list.len() == 2 => {
                    let kept = list.items().find(|kind| *kind != node);
                    let kept = kept.and_then(Node::text).unwrap_or_default();
                    self.patch.set_value(list, &Out::text(kept));
                }
                _ => self.patch.remove(node),
            }
        }
    }

    /// The values that a schema lists.
    fn values(&mut self, (ours, theirs): &(View<'d>, View<'d>)) {
        let (our, their) = (listed(ours), listed(theirs));
        let is_known = |values: &[Node<'d>], value: &Node<'d>| {
            values.iter().any(|known| same_value(*known, *value))
        };
        match (our, their) {
            (Some((_, our)), Some((_, their))) if our.len() == 1 && their.len() == 1 => {
                self.plain(our[0], their[0]);
            }
            (Some((list, _)), Some((_, their))) if list.key() == Some("enum") => {
                self.scalars(list, &their);
            }
            (Some((constant, our)), Some((_, their))) => {
                let new = their.iter().filter(|value| !is_known(&our, value)).count();
                let is_gone = our.iter().any(|value| !is_known(&their, value));
                let kept = our.iter().filter(|_| is_gone && !self.removes);
                let flow = is_flow_inside(self.text, constant);
                let all = kept.chain(&their).map(|value| scalar(*value, None, flow));
                let all = all.map(|text| Out::Scalar { block: text.clone(), flow: text });
                let entry = Entry::New("enum".to_owned(), Out::List(all.collect()));
                if new > 0 {
                    self.patch.set_entry(constant, &entry);
                    self.record(ChangeKind::New, constant.at(), "more values");
                }
                if is_gone {
                    self.record(ChangeKind::Gone, constant.at(), our[0].text().unwrap_or("null"));
                }
            }
            (None, Some((list, _))) => {
                let key = list.key().unwrap_or_default();
                let out = self.emit_member(Table::Schema, key, list, None);
                let layer = list.parent().unwrap_or(list);
                self.add_member(ours.core(), layer, list, key, out);
            }
            (Some((list, _)), None) => self.gone(list, ""),
            (None, None) => {}
        }
    }

    /// The arms of a union, or of an `allOf`.
    fn arms(&mut self, our: Node<'d>, their: Node<'d>) {
        let pairs = self.pairs(Some(our), their);
        let mut after = None;
        for (arm, pair) in their.items().zip(&pairs) {
            match pair {
                Some(pair) => {
                    after = Some(*pair);
                    self.schema(*pair, arm);
                }
                None if is_null(arm) => {}
                None => {
                    let out = self.emit_schema(arm, None);
                    let name = self.arm_name(arm);
                    self.add(our, after, Piece::Item(out), our.at(), &name);
                }
            }
        }
        for arm in our.items().filter(|arm| !is_null(*arm) && !pairs.contains(&Some(*arm))) {
            self.gone(arm, "");
        }
    }

    fn arm_name(&self, arm: Node<'d>) -> String {
        let identity = Identity::of(arm, &self.theirs.schema(arm));
        identity.0.unwrap_or_else(|| "arm".to_owned())
    }

    /// Our counterpart of each of their arms.
    pub(super) fn pairs(&self, ours: Option<Node<'d>>, theirs: Node<'d>) -> Vec<Option<Node<'d>>> {
        let mut free: Vec<Node<'d>> = ours.into_iter().flat_map(Node::items).collect();
        free.retain(|arm| !is_null(*arm));
        let mut pairs = vec![None; theirs.len()];
        let known = |side: &Side<'d>, arm| (arm, Identity::of(arm, &side.schema(arm)));
        let mut free: Vec<Arm<'d>> = free.into_iter().map(|arm| known(&self.ours, arm)).collect();
        let arms: Vec<Arm<'d>> = theirs.items().map(|arm| known(&self.theirs, arm)).collect();
        type Test<'t, 'd> = &'t dyn Fn(&Arm<'d>, &Arm<'d>) -> bool;
        let tests: [Test<'_, 'd>; 3] = [
            &|(one, _), (other, _)| same_schema((&self.ours, *one), (&self.theirs, *other)),
            &|(_, one), (_, other)| one.0.is_some() && one.0 == other.0,
            &|(_, one), (_, other)| (one.0.is_none() || other.0.is_none()) && one.1 == other.1,
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
}

/// An arm, with what it is known by.
type Arm<'d> = (Node<'d>, Identity);

/// The identity by which an arm is known again: its reference or its constants,
/// if it has any, and its type.
struct Identity(Option<String>, String);

impl Identity {
    fn of(node: Node<'_>, schema: &Schema) -> Self {
        let kind = schema.kind.map_or("any", |kind| kind.name()).to_owned();
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            let name = reference.rsplit('/').next().unwrap_or(reference);
            return Self(Some(name.to_owned()), kind);
        }
        let constants = schema.properties.iter().flatten().filter_map(|(name, property)| {
            let [value] = property.listed() else { return None };
            Some(format!("{name}: {}", value.value))
        });
        let mut constants: Vec<String> = constants.collect();
        constants.sort();
        let told = (!constants.is_empty()).then(|| constants.join(", "));
        let told = told.or_else(|| schema.reference.clone());
        Self(told, kind)
    }
}

/// The types that are named, null apart.
fn kinds<'d>(node: Option<Node<'d>>) -> Vec<&'d str> {
    let named = node.into_iter().flat_map(|node| match node.is_list() {
        true => node.items().collect::<Vec<_>>(),
        false => vec![node],
    });
    let mut named: Vec<&str> =
        named.filter_map(Node::text).filter(|kind| *kind != "null").collect();
    named.sort_unstable();
    named
}

/// The keyword that lists values, and these, null apart.
fn listed<'d>(view: &View<'d>) -> Option<(Node<'d>, Vec<Node<'d>>)> {
    if let Some(constant) = view.get("const") {
        return Some((constant, vec![constant]));
    }
    let list = view.get("enum").filter(|list| list.is_list())?;
    Some((list, list.items().collect()))
}
