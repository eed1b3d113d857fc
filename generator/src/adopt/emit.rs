//! The values of upstream, to be written with our words.

use super::facts::{KeyRole, holds, is_asked_for, is_default, role, same_schema, same_value};
use super::known::Counterparts;
use super::merge::Merge;
use super::out::{NEEDS_WORDS, Out, OutMember, plain};
use super::view::{COMBINED, View};
use crate::source::Node;
use crate::vocabulary::{Holds, ObjectKind, Table};

impl<'d> Merge<'d> {
    /// Writes a value of a key, with the words that ours has at its counterparts.
    pub(super) fn emit_member(
        &self,
        table: Table,
        key: &str,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
    ) -> Out<'d> {
        match holds(table, key) {
            Holds::One | Holds::OneOrListed if theirs.is_object() => self.emit_schema(theirs, ours),
            Holds::OneOrListed | Holds::Listed => {
                self.emit_items(theirs, ours, &|list, _, index| list.item(index), &|their, our| {
                    self.emit_schema(their, our)
                })
            }
            Holds::Named | Holds::NamedOrNames => {
                self.emit_named(theirs, ours, &|their, our| match their.is_object() {
                    true => self.emit_schema(their, our),
                    false => plain(their),
                })
            }
            Holds::Part(kind) => self.emit_part(Table::Part(kind), theirs, ours),
            Holds::Parts(kind) => self.emit_named(theirs, ours, &|their, our| {
                self.emit_part(Table::Part(kind), their, our)
            }),
            Holds::PartList(kind) => {
                let counterpart = |list, their, index| self.counterpart(kind, list, their, index);
                self.emit_items(theirs, ours, &counterpart, &|their, our| {
                    self.emit_part(Table::Part(kind), their, our)
                })
            }
            Holds::One | Holds::Nothing => self.emit_plain(table, key, theirs, ours),
        }
    }

    /// Writes a value that holds no objects of a table.
    fn emit_plain(
        &self,
        table: Table,
        key: &str,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
    ) -> Out<'d> {
        let is_group = matches!(table, Table::Part(ObjectKind::Operation))
            && self.config.group_key.first().is_some_and(|first| first == key);
        if is_group {
            let way = self.config.group_key.get(1..).unwrap_or_default();
            let is_there = way.iter().try_fold(theirs, |node, key| node.get(key)).is_some();
            return match is_there {
                true => self.emit_group(way, theirs, ours),
                false => plain(theirs),
            };
        }
        self.emit_value(theirs, ours)
    }

    /// Writes what names the group of an operation, and nothing beside it.
    fn emit_group(&self, way: &[String], theirs: Node<'d>, ours: &Counterparts<'d>) -> Out<'d> {
        let inside = way.split_first().and_then(|(key, way)| Some((key, theirs.get(key)?, way)));
        let Some((key, their, way)) = inside else { return plain(theirs) };
        let our = ours.member(key);
        Out::Map(vec![self.entry(key, self.emit_group(way, their, &our), &our)])
    }

    /// Writes a value of any kind, with the comments of ours at what is in it.
    fn emit_value(&self, theirs: Node<'d>, ours: &Counterparts<'d>) -> Out<'d> {
        let same = ours.nodes().find(|ours| same_value(*ours, theirs));
        match same.filter(|same| self.is_written_here(*same)) {
            Some(same) => Out::Same(same),
            None if theirs.is_list() => {
                let value = |list: Node<'d>, their: Node<'d>, _: usize| {
                    list.items().find(|our| same_value(*our, their))
                };
                self.emit_items(theirs, ours, &value, &|their, _| plain(their))
            }
            None if theirs.is_object() => {
                self.emit_named(theirs, ours, &|their, our| self.emit_value(their, our))
            }
            None => plain(theirs),
        }
    }

    /// Writes the items of a list, each with what is known of its counterpart in our lists.
    fn emit_items(
        &self,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
        counterpart: &dyn Fn(Node<'d>, Node<'d>, usize) -> Option<Node<'d>>,
        emit: &dyn Fn(Node<'d>, &Counterparts<'d>) -> Out<'d>,
    ) -> Out<'d> {
        let lists: Vec<Node<'d>> = ours.nodes().filter(|ours| ours.is_list()).collect();
        let items = theirs.items().enumerate().map(|(index, their)| {
            let our = lists.iter().find_map(|list| counterpart(*list, their, index));
            self.noted(emit(their, &Counterparts::of(our)), our)
        });
        Out::List(items.collect())
    }

    fn emit_named(
        &self,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
        emit: &dyn Fn(Node<'d>, &Counterparts<'d>) -> Out<'d>,
    ) -> Out<'d> {
        let named = theirs.entries().map(|(name, their)| {
            let our = ours.member(name);
            self.entry(name, emit(their, &our), &our)
        });
        Out::Map(named.collect())
    }

    /// Makes a new member, with the comments of ours.
    fn entry(&self, key: &str, out: Out<'d>, ours: &Counterparts<'d>) -> OutMember<'d> {
        let our = ours.nodes().find(|our| our.key() == Some(key));
        OutMember::New(key.to_owned(), self.noted(out, our))
    }

    /// Gives a value the comments of its counterpart.
    pub(super) fn noted(&self, out: Out<'d>, our: Option<Node<'d>>) -> Out<'d> {
        match our.filter(|our| self.is_written_here(*our)) {
            Some(our) => Out::Noted(our, Box::new(out)),
            None => out,
        }
    }

    /// Writes an object of a table.
    pub(super) fn emit_part(
        &self,
        table: Table,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
    ) -> Out<'d> {
        if !theirs.is_object() {
            return plain(theirs);
        }
        let table = table.of(theirs);
        let known = self.known_part(ours);
        let is_moved = self.refers(theirs, &known);
        let known = if theirs.get("$ref").is_some() { known.here() } else { known };
        let mut entries = Vec::new();
        for (key, their) in theirs.entries() {
            match role(table, key, self.config) {
                KeyRole::Words => entries.extend(self.words(key, &known)),
                KeyRole::Fact if is_left_out(table, theirs, key, their) => {}
                KeyRole::Fact => {
                    let our = known.member(key);
                    let value = self.emit_member(table, key, their, &our);
                    entries.push(self.entry(key, value, &our));
                }
                KeyRole::Nothing => {}
            }
        }
        if !is_moved {
            self.other_words(&mut entries, &known);
        }
        Out::Map(entries)
    }

    /// Writes a schema.
    pub(super) fn emit_schema(&self, theirs: Node<'d>, ours: &Counterparts<'d>) -> Out<'d> {
        if !theirs.is_object() {
            return plain(theirs);
        }
        let known = self.known_schema(ours, theirs);
        let out = self.emit_known(theirs, ours, &known);
        // What was an arm of ours, and is none here, keeps the comments at its dash.
        let is_combined = COMBINED.iter().any(|key| theirs.get(key).is_some());
        let is_arm = |node: &Node<'d>| node.key().is_none() && ours.nodes().all(|it| it != *node);
        let arm =
            known.whole().find(is_arm).filter(|arm| !is_combined && self.is_written_here(*arm));
        match arm {
            Some(arm) => Out::Led(arm, Box::new(out)),
            None => out,
        }
    }

    fn emit_known(
        &self,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
        known: &Counterparts<'d>,
    ) -> Out<'d> {
        if let Some(same) = self.same(theirs, ours, known) {
            return Out::Same(same);
        }
        let view = View::of(theirs, self.config);
        if view.is_bare() {
            self.emit_bare(theirs, known)
        } else if self.is_plainly_nullable(theirs, &view) {
            self.emit_nullable(&view, known)
        } else {
            self.emit_wrapped(theirs, &view, known)
        }
    }

    /// Finds a schema of ours that says what one of theirs says, and has all the words that are known.
    fn same(
        &self,
        theirs: Node<'d>,
        ours: &Counterparts<'d>,
        known: &Counterparts<'d>,
    ) -> Option<Node<'d>> {
        let is_same = |our: &Node<'d>| {
            let both = ((&self.ours, *our), (&self.theirs, theirs));
            our.is_object() && self.is_written_here(*our) && same_schema(both.0, both.1)
        };
        let has_words = |node: &Node<'d>| {
            let mut keys = node.entries().map(|(key, _)| key);
            keys.any(|key| role(Table::Schema, key, self.config) == KeyRole::Words)
        };
        let same = ours.whole().take(1).find(is_same);
        same.or_else(|| {
            let mut worded = known.whole().filter(has_words);
            let same = known.whole().find(is_same)?;
            worded.all(|node| node == same).then_some(same)
        })
    }

    /// Tells whether the type can say all that a schema wraps its core for.
    fn is_plainly_nullable(&self, theirs: Node<'d>, view: &View<'d>) -> bool {
        let core = view.core();
        let is_typed = core.get("type").is_some_and(|kind| kind.as_str().is_some());
        let is_open = !["$ref", "enum", "const", "oneOf", "anyOf", "allOf", "not"]
            .iter()
            .any(|key| core.get(key).is_some());
        is_typed && is_open && view.is_distinct(self.config) && self.theirs.schema(theirs).nullable
    }

    fn emit_bare(&self, theirs: Node<'d>, known: &Counterparts<'d>) -> Out<'d> {
        let mut is_taken = self.refers(theirs, known);
        let known = if theirs.get("$ref").is_some() { known.here() } else { known.clone() };
        let mut entries = Vec::new();
        for (key, their) in theirs.entries() {
            if COMBINED.contains(&key) && their.is_list() {
                let (arms, takes) = self.known_arms(theirs, key, &known);
                is_taken |= takes;
                let arms = their.items().zip(&arms);
                let arms = arms.map(|(arm, ours)| self.emit_arm(arm, ours));
                let out = Out::List(arms.collect());
                entries.push(self.entry(key, out, &known.member(key)));
            } else {
                entries.extend(self.emit_keyword(theirs, key, their, &known));
            }
        }
        if !is_taken {
            self.other_words(&mut entries, &known);
        }
        Out::Map(entries)
    }

    /// Writes an arm, with the comments of ours if it was one.
    fn emit_arm(&self, arm: Node<'d>, ours: &Counterparts<'d>) -> Out<'d> {
        let our = ours.whole().next().filter(|our| our.key().is_none());
        self.noted(self.emit_schema(arm, ours), our)
    }

    fn emit_nullable(&self, view: &View<'d>, known: &Counterparts<'d>) -> Out<'d> {
        let mut entries = Vec::new();
        let mut members = view.members();
        // The type comes first, as where nothing is wrapped.
        members.sort_by_key(|(key, ..)| *key != "type");
        for (key, their, layer) in members {
            if key == "type" {
                let kinds =
                    vec![their.as_str().unwrap_or_default().to_owned(), "'null'".to_owned()];
                entries.push(OutMember::New("type".to_owned(), Out::Flow(kinds)));
            } else if key != "nullable" {
                entries.extend(self.emit_keyword(layer, key, their, known));
            }
        }
        self.other_words(&mut entries, known);
        Out::Map(entries)
    }

    /// Writes a schema with a wrapper that stays; the words go to what it wraps, if that has any.
    fn emit_wrapped(&self, theirs: Node<'d>, view: &View<'d>, known: &Counterparts<'d>) -> Out<'d> {
        let mut entries = Vec::new();
        let has_words = self.takes_words(view.core(), theirs);
        for (key, their) in theirs.entries() {
            let holds_core = |arm: &Node<'d>| is_around(*arm, view.core());
            match COMBINED.contains(&key) {
                true if their.items().any(|arm| holds_core(&arm)) => {
                    let inner = their.items().map(|arm| match holds_core(&arm) {
                        true if has_words => self.emit_schema(arm, known),
                        true => self.emit_schema(arm, &known.part()),
                        false => self.emit_schema(arm, &Counterparts::default()),
                    });
                    entries.push(OutMember::New(key.to_owned(), Out::List(inner.collect())));
                }
                _ if has_words && role(Table::Schema, key, self.config) == KeyRole::Words => {}
                _ => entries.extend(self.emit_keyword(theirs, key, their, known)),
            }
        }
        if !has_words {
            self.other_words(&mut entries, known);
        }
        Out::Map(entries)
    }

    /// Writes a member of a schema, if it is kept.
    fn emit_keyword(
        &self,
        theirs: Node<'d>,
        key: &str,
        their: Node<'d>,
        known: &Counterparts<'d>,
    ) -> Option<OutMember<'d>> {
        match role(Table::Schema, key, self.config) {
            KeyRole::Words => self.words(key, known),
            KeyRole::Nothing => None,
            KeyRole::Fact if is_left_out(Table::Schema, theirs, key, their) => None,
            KeyRole::Fact => {
                let our = known.member(key);
                let out = self.emit_member(Table::Schema, key, their, &our);
                Some(self.entry(key, out, &our))
            }
        }
    }

    /// Returns our words for a key, or what asks for them.
    fn words(&self, key: &str, known: &Counterparts<'d>) -> Option<OutMember<'d>> {
        let known = known.word(key).filter(|ours| self.is_written_here(*ours)).map(OutMember::Same);
        let missing = is_asked_for(key);
        known.or_else(|| missing.then(|| OutMember::New(key.to_owned(), Out::text(NEEDS_WORDS))))
    }

    /// Adds the words that ours has and upstream has not.
    fn other_words(&self, entries: &mut Vec<OutMember<'d>>, known: &Counterparts<'d>) {
        let leads = |first: &OutMember<'_>| matches!(first.key(), "type" | "$ref");
        let place = usize::from(entries.first().is_some_and(leads));
        let mut keys: Vec<String> = entries.iter().map(|entry| entry.key().to_owned()).collect();
        let mut more = Vec::new();
        for (key, node) in known.whole().flat_map(Node::entries) {
            let is_words = role(Table::Schema, key, self.config) == KeyRole::Words;
            if is_words && !keys.iter().any(|it| it == key) && self.is_written_here(node) {
                keys.push(key.to_owned());
                more.push(OutMember::Same(node));
            }
        }
        entries.splice(place..place, more);
    }
}

/// Tells whether a member is left out, since it says what is so without it. A
/// path parameter that is required always has to say so.
fn is_left_out(table: Table, theirs: Node<'_>, key: &str, their: Node<'_>) -> bool {
    is_default(table, theirs, key, their) && their.as_bool() != Some(true)
}

/// Tells whether a node is another one, or is around it.
fn is_around(outer: Node<'_>, inner: Node<'_>) -> bool {
    inner.ancestors().any(|node| node == outer)
}
