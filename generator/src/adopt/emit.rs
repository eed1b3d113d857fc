//! The values of upstream, to be written with our words.

use super::facts::{Role, holds, is_asked_for, is_default, role, same_schema};
use super::merge::Merge;
use super::out::{Entry, NEEDS_WORDS, Out, plain};
use super::view::{COMBINED, View};
use crate::source::Node;
use crate::vocabulary::{Holds, ObjectKind, Table};

impl<'d> Merge<'d> {
    /// A value of a key, with the words that ours has at its counterpart.
    pub(super) fn emit_member(
        &self,
        table: Table,
        key: &str,
        theirs: Node<'d>,
        ours: Option<Node<'d>>,
    ) -> Out<'d> {
        let schemas = |list: bool| {
            let pairs = self.pairs(ours.filter(|ours| ours.is_list()), theirs);
            let ordered = |index: usize| ours.filter(|ours| ours.is_list())?.item(index);
            let items = theirs.items().enumerate().map(|(index, their)| {
                let our = if list { pairs[index] } else { ordered(index) };
                self.emit_schema(their, our)
            });
            Out::List(items.collect())
        };
        match holds(table, key) {
            Holds::One | Holds::OneOrListed if theirs.is_object() => self.emit_schema(theirs, ours),
            Holds::OneOrListed => schemas(false),
            Holds::Listed => schemas(key != "prefixItems"),
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
                let items = theirs.items().enumerate().map(|(index, their)| {
                    let our = ours.and_then(|ours| self.counterpart(kind, ours, their, index));
                    self.emit_part(Table::Part(kind), their, our)
                });
                Out::List(items.collect())
            }
            Holds::One | Holds::Nothing => self.emit_plain(table, key, theirs),
        }
    }

    /// A value that holds no objects of a table.
    fn emit_plain(&self, table: Table, key: &str, theirs: Node<'d>) -> Out<'d> {
        let is_group = matches!(table, Table::Part(ObjectKind::Operation))
            && self.config.group_key.first().is_some_and(|first| first == key);
        let mut way = self.config.group_key.iter().skip(1);
        match is_group {
            true => way.try_fold(theirs, |node, key| node.get(key)).map_or_else(
                || plain(theirs),
                |group| {
                    let keys = self.config.group_key.iter().skip(1).rev();
                    keys.fold(plain(group), |out, key| Out::Map(vec![Entry::New(key.clone(), out)]))
                },
            ),
            false => plain(theirs),
        }
    }

    fn emit_named(
        &self,
        theirs: Node<'d>,
        ours: Option<Node<'d>>,
        emit: &dyn Fn(Node<'d>, Option<Node<'d>>) -> Out<'d>,
    ) -> Out<'d> {
        let named = theirs.entries().map(|(name, their)| {
            let our = ours.and_then(|ours| ours.get(name));
            Entry::New(name.to_owned(), emit(their, our))
        });
        Out::Map(named.collect())
    }

    /// An object of a table.
    pub(super) fn emit_part(
        &self,
        table: Table,
        theirs: Node<'d>,
        ours: Option<Node<'d>>,
    ) -> Out<'d> {
        if !theirs.is_object() {
            return plain(theirs);
        }
        let table = table.of(theirs);
        let ours = ours.filter(|ours| ours.is_object());
        let mut entries = Vec::new();
        for (key, their) in theirs.entries() {
            let our = ours.and_then(|ours| ours.get(key));
            match role(table, key, self.config) {
                Role::Words => entries.extend(self.words(key, our)),
                Role::Fact if is_left_out(table, theirs, key, their) => {}
                Role::Fact => {
                    let value = self.emit_member(table, key, their, our);
                    entries.push(Entry::New(key.to_owned(), value));
                }
                Role::Nothing => {}
            }
        }
        self.other_words(&mut entries, ours.into_iter().flat_map(Node::entries));
        Out::Map(entries)
    }

    /// A schema.
    pub(super) fn emit_schema(&self, theirs: Node<'d>, ours: Option<Node<'d>>) -> Out<'d> {
        if !theirs.is_object() {
            return plain(theirs);
        }
        let ours = ours.filter(|ours| ours.is_object());
        if let Some(ours) = ours
            && self.is_written_here(ours)
            && same_schema((&self.ours, ours), (&self.theirs, theirs))
        {
            return Out::Same(ours);
        }
        let view = View::of(theirs, self.config);
        let ours = ours.map(|ours| View::of(ours, self.config));
        if view.is_bare() {
            self.emit_bare(theirs, ours.as_ref())
        } else if self.is_plainly_nullable(theirs, &view) {
            self.emit_nullable(theirs, &view, ours.as_ref())
        } else {
            self.emit_wrapped(theirs, &view, ours.as_ref())
        }
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

    fn emit_bare(&self, theirs: Node<'d>, ours: Option<&View<'d>>) -> Out<'d> {
        let mut entries = Vec::new();
        for (key, their) in theirs.entries() {
            entries.extend(self.emit_keyword(theirs, key, their, ours));
        }
        self.other_words(&mut entries, ours.into_iter().flat_map(members));
        Out::Map(entries)
    }

    fn emit_nullable(&self, theirs: Node<'d>, view: &View<'d>, ours: Option<&View<'d>>) -> Out<'d> {
        let mut entries = Vec::new();
        let mut members = view.members();
        // The type comes first, as where nothing is wrapped.
        members.sort_by_key(|(key, ..)| *key != "type");
        for (key, their, _) in members {
            if key == "type" {
                let kinds =
                    vec![their.as_str().unwrap_or_default().to_owned(), "'null'".to_owned()];
                entries.push(Entry::New("type".to_owned(), Out::Flow(kinds)));
            } else if key != "nullable" {
                entries.extend(self.emit_keyword(theirs, key, their, ours));
            }
        }
        self.other_words(&mut entries, ours.into_iter().flat_map(self::members));
        Out::Map(entries)
    }

    /// A schema with a wrapper that stays; the words go to what it wraps, if that
    /// has any.
    fn emit_wrapped(&self, theirs: Node<'d>, view: &View<'d>, ours: Option<&View<'d>>) -> Out<'d> {
        let mut entries = Vec::new();
        let has_words = view.core().entries().any(|(key, _)| is_asked_for(key));
        for (key, their) in theirs.entries() {
            let holds_core = |arm: &Node<'d>| is_around(*arm, view.core());
            match COMBINED.contains(&key) {
                true if their.items().any(|arm| holds_core(&arm)) => {
                    let inner = their.items().map(|arm| match holds_core(&arm) {
                        true if has_words => self.emit_schema(arm, ours.map(View::outermost)),
                        _ => self.emit_schema(arm, None),
                    });
                    entries.push(Entry::New(key.to_owned(), Out::List(inner.collect())));
                }
                _ if has_words && role(Table::Schema, key, self.config) == Role::Words => {}
                _ => entries.extend(self.emit_keyword(theirs, key, their, ours)),
            }
        }
        if !has_words {
            self.other_words(&mut entries, ours.into_iter().flat_map(members));
        }
        Out::Map(entries)
    }

    /// A member of a schema, if it is kept.
    fn emit_keyword(
        &self,
        theirs: Node<'d>,
        key: &str,
        their: Node<'d>,
        ours: Option<&View<'d>>,
    ) -> Option<Entry<'d>> {
        let our = ours.and_then(|ours| ours.get(key));
        match role(Table::Schema, key, self.config) {
            Role::Words => self.words(key, our),
            Role::Nothing => None,
            Role::Fact if is_left_out(Table::Schema, theirs, key, their) => None,
            Role::Fact => {
                let out = self.emit_member(Table::Schema, key, their, our);
                Some(Entry::New(key.to_owned(), out))
            }
        }
    }

    /// Our words for a key, or what asks for them.
    fn words(&self, key: &str, ours: Option<Node<'d>>) -> Option<Entry<'d>> {
        let known = ours.filter(|ours| self.is_written_here(*ours)).map(Entry::Same);
        let missing = is_asked_for(key);
        known.or_else(|| missing.then(|| Entry::New(key.to_owned(), Out::text(NEEDS_WORDS))))
    }

    /// Adds the words that ours has and upstream has not.
    fn other_words(
        &self,
        entries: &mut Vec<Entry<'d>>,
        ours: impl Iterator<Item = (&'d str, Node<'d>)>,
    ) {
        let known: Vec<String> = entries.iter().map(|entry| entry.key().to_owned()).collect();
        let is_words = |key: &str| role(Table::Schema, key, self.config) == Role::Words;
        let more = ours.filter(|(key, _)| is_words(key) && !known.iter().any(|it| it == key));
        let more = more.filter(|(_, node)| self.is_written_here(*node));
        let leads = |first: &String| matches!(first.as_str(), "type" | "$ref");
        let place = usize::from(known.first().is_some_and(leads));
        entries.splice(place..place, more.map(|(_, node)| Entry::Same(node)).collect::<Vec<_>>());
    }
}

fn members<'d>(view: &View<'d>) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
    view.members().into_iter().map(|(key, node, _)| (key, node))
}

/// Tells whether a member is left out, since it says what is so without it. A
/// path parameter that is required always has to say so.
fn is_left_out(table: Table, theirs: Node<'_>, key: &str, their: Node<'_>) -> bool {
    is_default(table, theirs, key, their) && their.as_bool() != Some(true)
}

/// Tells whether a node is another one, or is around it.
fn is_around(outer: Node<'_>, inner: Node<'_>) -> bool {
    let mut node = Some(inner);
    while let Some(at) = node {
        if at == outer {
            return true;
        }
        node = at.parent();
    }
    false
}
