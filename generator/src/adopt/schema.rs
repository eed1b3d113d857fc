//! Schemas that say something else upstream.

use super::facts::{is_default, same_schema, same_value};
use super::known::Counterparts;
use super::merge::{ChangeKind, Merge};
use super::out::{Out, OutMember, scalar};
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
            let out = self.emit_schema(their, &Counterparts::of([our]));
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

    /// Merges the keywords that hold schemas, or say something by themselves.
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
                        // What is a list now was one of its items.
                        let item = Some(ours.core()).filter(|_| *key == "items");
                        let known = Counterparts::of(item).part();
                        let out = self.emit_member(Table::Schema, key, *their, &known);
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

    /// Finds, of `oneOf` and `anyOf`, the one that a schema has in place of the other.
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
                let out = self.emit_member(table, key, their, &Counterparts::of([our]));
                self.replace(our, out);
            }
        }
    }

    pub(super) fn reference(&mut self, our: Node<'d>, their: Node<'d>) {
        if same_value(our, their) {
            return;
        }
        if let Some(theirs) = their.parent() {
            self.refers(theirs, &self.known_part(&Counterparts::of(our.parent())));
        }
        self.set_scalar(our, their);
    }

    /// Merges the types, null apart.
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
                let arm = Out::Map(vec![OutMember::New("type".to_owned(), null())]);
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

    /// Merges the values that a schema lists.
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
                let entry = OutMember::New("enum".to_owned(), Out::List(all.collect()));
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
                let out = self.emit_member(Table::Schema, key, list, &Counterparts::default());
                let layer = list.parent().unwrap_or(list);
                self.add_member(ours.core(), layer, list, key, out);
            }
            (Some((list, _)), None) => self.gone(list, ""),
            (None, None) => {}
        }
    }

    /// Merges the arms of a union, or of an `allOf`.
    fn arms(&mut self, our: Node<'d>, their: Node<'d>) {
        let (own, theirs): (Vec<_>, Vec<_>) = (our.items().collect(), their.items().collect());
        let pairs = self.paired(&own, &theirs);
        let is_combined = their.key() == Some("allOf");
        let parts = Counterparts::of(our.parent().filter(|_| is_combined)).part();
        let mut after = None;
        for (arm, pair) in theirs.into_iter().zip(&pairs) {
            match pair {
                Some(pair) => {
                    after = Some(*pair);
                    self.schema(*pair, arm);
                }
                None if is_null(arm) => {}
                None => {
                    let out = self.emit_schema(arm, &parts);
                    let name = self.arm_name(arm);
                    self.add(our, after, Piece::Item(out), our.at(), &name);
                }
            }
        }
        for arm in our.items().filter(|arm| !is_null(*arm) && !pairs.contains(&Some(*arm))) {
            self.gone(arm, "");
        }
    }
}

/// Returns the types that are named, null apart.
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

/// Returns the keyword that lists values, and these, null apart.
fn listed<'d>(view: &View<'d>) -> Option<(Node<'d>, Vec<Node<'d>>)> {
    if let Some(constant) = view.get("const") {
        return Some((constant, vec![constant]));
    }
    let list = view.get("enum").filter(|list| list.is_list())?;
    Some((list, list.items().collect()))
}
