//! The texts of a document for people.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::{Number, Value};

use super::Builder;
use super::constraints::{constraints, has_type_of_values, values_apart};
use super::scalar::{integer, is_binary, is_said_by_type};
use crate::ir::{Constraints, Docs, Inner, Limits, TypeRef};
use crate::pointer::Pointer;
use crate::schema::{
    About, Additional, ExternalDocs, Form, Listed, Matched, Matching, Schema, Tuple, Type, of_all,
    positions_of_both,
};
use crate::words::{
    all_of, clean, code, dedented, default_words, description, letters, list_item, one_line,
    paragraphs, title_sentence, unique, without_stop,
};

impl<'a> Builder<'a> {
    /// Returns the documentation of a schema; limits and default are those of what it
    /// refers to, unless it has its own.
    pub(super) fn docs(&self, schema: &'a Schema) -> Docs {
        self.docs_beside("", schema, &schema.at)
    }

    /// Returns the documentation of something by what is said of it and by its schema, whose words
    /// are told unless its type has them.
    pub(super) fn docs_with(
        &self,
        words: Option<&str>,
        schema: Option<&'a Schema>,
        (ty, name): (&TypeRef, &Pointer),
    ) -> Docs {
        let words = words.unwrap_or_default().trim();
        let words = if repeats(words, name) { "" } else { words };
        let Some(schema) = schema else {
            return Docs { text: words.to_owned(), ..Docs::default() };
        };
        let mut docs = self.docs_beside(words, schema, name);
        let ty = ty.named().and_then(|id| self.types.get(id));
        if !words.is_empty() && ty.is_some_and(|ty| ty.origin == schema.at.0) {
            words.clone_into(&mut docs.text);
        }
        docs
    }

    /// Returns the documentation of a value, without what its type has.
    pub(super) fn docs_of_unnamed(&self, schema: Option<&'a Schema>, ty: Option<&TypeRef>) -> Docs {
        match (schema, ty) {
            (None, _) => Docs::default(),
            (Some(schema), Some(TypeRef::Named(_))) => match schema.component() {
                Some(name) => {
                    let target = self.find(name).map(|target| self.follow(target));
                    target.map_or_else(Docs::default, |target| own_docs(&beside(schema, target)))
                }
                None => Docs::default(),
            },
            (Some(schema), Some(_)) => self.docs(schema),
            (Some(schema), None) => self.docs_with_values(schema),
        }
    }

    /// Returns the documentation of each item of a stream, without what its type has. Of a value
    /// that is read as any, it is said of which type it is.
    pub(super) fn docs_of_item(&self, schema: &'a Schema, ty: &TypeRef) -> Docs {
        let mut docs = self.docs_of_unnamed(Some(schema), Some(ty));
        if matches!(ty, TypeRef::Any) {
            let kind = Some(kind_words(self.follow(schema))).filter(|kind| !kind.is_empty());
            docs.form.splice(0..0, kind);
        }
        docs
    }

    /// Returns the documentation of an error or a callback by what is said of it, and of what its
    /// body holds.
    pub(super) fn docs_of_body(
        &self,
        words: Option<&str>,
        schema: Option<&'a Schema>,
        ty: Option<&TypeRef>,
    ) -> Docs {
        let of_body = self.docs_of_unnamed(schema, ty);
        let about = About { description: Some(of_body.text), ..About::default() };
        let known = letters(words.unwrap_or_default());
        let told = line(&about, &Pointer::root());
        let whole = Some(described(&about)).filter(|text| !known.contains(&letters(text)));
        // What is more than a line holds is told as a whole.
        let more = whole.filter(|text| letters(text) != letters(&told));
        let body = whole.filter(|_| more.is_none());
        let body = body.map(|text| Inner::words(told, text.to_owned()));
        let mark = About { deprecated: of_body.deprecated, ..About::default() };
        Docs {
            text: paragraphs([words, more]),
            inner: body.into_iter().chain(marks(&mark)).chain(of_body.inner).collect(),
            deprecated: false,
            ..of_body
        }
    }

    /// Returns the documentation of a schema after words about what is called `name` and has it.
    fn docs_beside(&self, words: &str, schema: &'a Schema, name: &Pointer) -> Docs {
        let own = docs_but_text(&self.with_inner(schema));
        let text = text_beside(words, &schema.about, name);
        let mut docs = Docs { text, constraints: self.constraints(schema), ..own };
        let target = self.follow(schema);
        if target.at.0 != schema.at.0 {
            let target = &*self.with_inner(target);
            let inherited = docs_but_text(target);
            add(&mut docs.inner, inherited.inner);
            match (&schema.about.tuple, &target.about.tuple) {
                (Some(own), Some(more)) => {
                    docs.positions = positions(&positions_of_both(own, more));
                }
                _ => add(&mut docs.positions, inherited.positions),
            }
            let format = format_words(schema).and_then(|_| format_words(target));
            let formats = inherited.format.into_iter();
            add(&mut docs.format, formats.filter(|fact| Some(fact) != format.as_ref()).collect());
            add(&mut docs.form, inherited.form);
            docs.form.retain(|fact| may_have_others(target) || fact != CLOSED);
            docs.limits = limit_words(target, &schema.all_limits(target));
            docs.default = docs.default.or(inherited.default);
            if target.kind == Some(Type::Integer) {
                let whole = docs.default.as_ref().and_then(integer).map(Value::from);
                docs.default = whole.or(docs.default);
            }
            docs.shown = docs.shown.or(inherited.shown);
            docs.deprecated |= inherited.deprecated;
        }
        let arms = docs_of_arms(target, |arm| self.follow(arm));
        if let Some(arms) = arms.or_else(|| self.docs_of_untyped_arms(target)) {
            docs.inner.extend(arms.inner);
            docs.default = docs.default.or(arms.default);
            docs.deprecated |= arms.deprecated;
            if target.at.0 == schema.at.0 {
                docs.text = paragraphs(unique([docs.text.as_str(), &arms.text].map(Some)));
            }
        }
        let flat = self.flattened(target);
        let leaves = flat.iter().filter(|(within, _)| !within);
        docs.inner.extend(text_instead(leaves.map(|(_, arm)| &**arm)).map(Inner::facts));
        docs
    }

    /// Returns the same of a schema of which no type is made that lists its values.
    pub(super) fn docs_with_values(&self, schema: &'a Schema) -> Docs {
        let mut docs = self.docs(schema);
        let listed = self.follow(schema).listed().iter().map(|listed| listed.value.clone());
        if docs.constraints.values.is_empty() {
            docs.constraints.values = listed.collect();
            docs.limits.extend(value_words(&docs.constraints.values));
        }
        docs
    }

    /// Returns a schema in which items and values that are of a component, and of which more is
    /// said, are of a schema that says this alone.
    fn with_inner<'s>(&self, schema: &'s Schema) -> Cow<'s, Schema> {
        if !says_beside(schema) {
            return Cow::Borrowed(schema);
        }
        let mut all = schema.clone();
        let rest = match &mut all.additional {
            Some(Additional::Of(values)) => Some(values),
            _ => None,
        };
        for inner in all.items.iter_mut().chain(rest) {
            **inner = match inner.component().and_then(|name| self.find(name)) {
                Some(target) => beside(inner, self.follow(target)),
                None => self.with_inner(inner).into_owned(),
            };
        }
        Cow::Owned(all)
    }

    /// Documents a list by what is known of its items.
    pub(super) fn docs_of_items(&self, item: &'a Schema) -> Docs {
        let items = Some(Box::new(self.with_beside(item).into_owned()));
        own_docs(&Schema { kind: Some(Type::Array), items, ..Schema::default() })
    }

    /// Returns what a schema refers to, with what is said beside the reference.
    pub(super) fn with_beside(&self, schema: &'a Schema) -> Cow<'a, Schema> {
        let target = self.follow(schema);
        if schema.component().is_none() || schema.about == About::default() {
            return Cow::Borrowed(target);
        }
        let (own, mut target) = (schema.about.clone(), target.clone());
        target.limits.fill(own.limits);
        let about = &mut target.about;
        about.title = own.title.or(about.title.take());
        about.description = own.description.or(about.description.take());
        about.null = own.null.or(about.null.take());
        about.default = own.default.or(about.default.take());
        about.more = own.more.or(about.more.take());
        about.deprecated |= own.deprecated;
        Cow::Owned(target)
    }

    /// Documents values of one type that one or another of several schemas takes: by the texts
    /// of all, and by the facts about each, which may be so by case.
    pub(super) fn docs_of_any(&self, schemas: &[&'a Schema], by_case: bool) -> Docs {
        let all: Vec<Docs> = schemas.iter().map(|schema| self.docs(schema)).collect();
        let facts = unique(all.iter().map(facts_of));
        let docs = agreed(all);
        let any_of = || schemas.iter().map(|schema| self.constraints(schema)).collect();
        let told = |words| alternatives(&facts, words, any_of());
        match facts.len() {
            0 | 1 => docs,
            _ => Docs { inner: either(&facts, by_case).map(told).into_iter().collect(), ..docs },
        }
    }

    /// Documents a union by its arms that have no type of their own: by what is said of several
    /// listed texts at once, and of unions within it, all of whose arms are its own. Where all are
    /// texts, or numbers, they are one type, and each is told.
    fn docs_of_untyped_arms(&self, union: &'a Schema) -> Option<Docs> {
        let flat = self.flattened(union);
        let leaves = || flat.iter().filter(|(within, _)| !within).map(|(_, arm)| &**arm);
        let are_one_type = leaves().all(is_text) || leaves().all(is_number);
        // Listed texts are of the type of any text, which has its own words.
        let are_typed = leaves().any(|arm| is_text(arm) && arm.listed().is_empty());
        let is_untyped = |(within, arm): &&(bool, Cow<'_, Schema>)| match arm.listed().len() {
            _ if *within => true,
            1 => are_one_type && is_number(arm),
            listed => are_one_type || is_text(arm) && listed > 1 && !are_typed,
        };
        let arms: Vec<&Schema> = flat.iter().filter(is_untyped).map(|(_, arm)| &**arm).collect();
        let words: Vec<String> =
            arms.iter().map(|arm| words_of_arm(arm, arm.listed(), &union.at)).collect();
        let marks = marks_of_arms(&arms, |arm| !arm.listed().is_empty(), flat.len());
        (!arms.is_empty()).then(|| docs_by(&words, marks))
    }

    /// Lists what the arms of a union refer to, and each union that is written within it before its
    /// own arms; true stands beside such a union.
    fn flattened(&self, union: &'a Schema) -> Vec<(bool, Cow<'a, Schema>)> {
        let reversed = |union: &'a Schema| union.union_arms().collect::<Vec<_>>().into_iter().rev();
        let mut flat = Vec::new();
        let mut pending: Vec<&'a Schema> = reversed(union).collect();
        while let Some(arm) = pending.pop() {
            let within = arm.is_union() && arm.component().is_none();
            flat.push((within, self.with_beside(arm)));
            if within {
                pending.extend(reversed(arm));
            }
        }
        flat
    }

    /// Documents the texts, or the numbers, that one or another of several arms takes, as a union
    /// of these.
    pub(super) fn docs_of_scalars(&self, arms: Vec<Schema>) -> Docs {
        let union = Schema { one_of: Some(arms), ..Schema::default() };
        docs_of_scalar_arms(&union, |arm| match arm.component().and_then(|name| self.find(name)) {
            Some(target) => self.follow(target),
            None => arm,
        })
    }

    /// Returns an arm as its words and facts are told, which is of a type. One that is made of other
    /// schemas is told without these.
    pub(super) fn told_arm(&self, kind: Type, arm: &'a Schema) -> Schema {
        let told = self.with_beside(arm).into_owned();
        match told.form() {
            Form::Type(_) => told,
            _ => Schema {
                at: told.at,
                about: told.about,
                limits: told.limits,
                kind: Some(kind),
                ..Schema::default()
            },
        }
    }
}

/// Documents values that one or another of several schemas takes, by the docs of each: by the texts
/// of all, and by what else they agree in.
fn agreed(all: Vec<Docs>) -> Docs {
    let mut all = all.into_iter();
    let Some(mut shared) = all.next() else { return Docs::default() };
    let mut texts = vec![shared.text.clone()];
    let mut do_agree = true;
    for docs in all {
        shared.deprecated &= docs.deprecated;
        do_agree &= docs.inner == shared.inner
            && docs.positions == shared.positions
            && docs.format == shared.format
            && docs.form == shared.form
            && docs.constraints == shared.constraints
            && docs.default == shared.default;
        texts.push(docs.text);
    }
    shared.text = paragraphs(unique(texts).iter().map(|text| Some(text.as_str())));
    match do_agree {
        true => shared,
        false => Docs {
            text: shared.text,
            shown: shared.shown,
            deprecated: shared.deprecated,
            ..Docs::default()
        },
    }
}

/// Returns all that is known of a place beside its text, its default and what it shows.
pub(super) fn facts_of(docs: &Docs) -> String {
    let inner = docs.inner.iter().map(|inner| &inner.told).filter(|told| !told.is_empty());
    let written = docs.format.iter().chain(&docs.form);
    let facts = docs.positions.iter().chain(inner).chain(written).chain(&docs.limits);
    facts.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Says of several facts that one or another is so. Where nothing is known of one, they are so in
/// some cases alone, if it is `by_case`, and nothing is said otherwise.
fn either(facts: &[String], by_case: bool) -> Option<String> {
    let known: Vec<&str> =
        facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    let are_all = known.len() == facts.len();
    if known.is_empty() || !(are_all || by_case) {
        return None;
    }
    let all = known.join(", or ");
    Some(match known.len() {
        _ if are_all => format!("either {all}"),
        1 => format!("{all} in some cases"),
        _ => format!("{all}, in some cases"),
    })
}

/// Makes a fact of the words for alternatives, which is not told where these are too many.
fn alternatives(facts: &[String], words: String, any_of: Vec<Constraints>) -> Inner {
    let are_told = facts.len() <= MOST_ALTERNATIVES;
    let told = if are_told { words.clone() } else { String::new() };
    Inner { told, any_of, ..Inner::facts(words) }
}

/// Adds what is said of a place elsewhere, and not there.
fn add<T: PartialEq>(facts: &mut Vec<T>, inherited: Vec<T>) {
    for fact in inherited {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
}

/// Tells whether something is said beside the component that items or values are of.
fn says_beside(schema: &Schema) -> bool {
    let rest = match &schema.additional {
        Some(Additional::Of(values)) => Some(&**values),
        _ => None,
    };
    schema.items.as_deref().into_iter().chain(rest).any(|inner| match inner.component() {
        Some(_) => inner.closed || inner.about != About::default(),
        None => says_beside(inner),
    })
}

/// Returns a schema that says what is said beside a reference, with the limits of the scalars or
/// lists that this leads to.
fn beside(referring: &Schema, target: &Schema) -> Schema {
    let kind = match target.form() {
        Form::Type(kind) if kind != Type::Object && target.listed().is_empty() => Some(kind),
        _ => None,
    };
    let limits = if kind.is_some() { referring.all_limits(target) } else { Limits::default() };
    let (at, about) = (referring.at.clone(), referring.about.clone());
    let closed = referring.closed && may_have_others(target);
    Schema { at, about, kind, limits, closed, ..Schema::default() }
}

/// Tells whether the values of a schema may be objects with properties that it does not declare.
fn may_have_others(schema: &Schema) -> bool {
    !schema.closed && matches!(schema.kind, None | Some(Type::Object))
}

/// The most limits of which documentation says that one or another of them holds.
const MOST_ALTERNATIVES: usize = 8;

/// Documents a union of texts, or of numbers, by its arms. `target` returns what an arm leads to.
fn docs_of_arms<'s>(union: &'s Schema, target: impl Fn(&'s Schema) -> &'s Schema) -> Option<Docs> {
    let is_of = |kinds: &[Type]| {
        let mut arms = union.union_arms();
        arms.all(|arm| matches!(target(arm).form(), Form::Type(kind) if kinds.contains(&kind)))
    };
    let is_scalar = is_of(&[Type::String]) || is_of(&[Type::Integer, Type::Number]);
    (union.is_union() && is_scalar).then(|| docs_of_scalar_arms(union, target))
}

/// Documents a union of texts, or of numbers: it is one type, and what one value alone says is said
/// there, unless these are numbers that are not all integers. Of a component, what is said beside
/// the reference is told.
fn docs_of_scalar_arms<'s>(union: &'s Schema, target: impl Fn(&'s Schema) -> &'s Schema) -> Docs {
    let inline = union.union_arms().filter(|arm| arm.component().is_none());
    let (open, listed): (Vec<&Schema>, Vec<&Schema>) =
        inline.partition(|arm| arm.listed().is_empty());
    let has_type = !union.union_arms().any(|arm| target(arm).form() == Form::Type(Type::Number));
    let is_listing = |arm: &Schema| !arm.listed().is_empty();
    // A component that alone lists values is the type, with variants of its own.
    let lists_alone = union.union_arms().filter(|arm| is_listing(target(arm))).count() == 1;
    let has_variants = |arm: &'s Schema| {
        has_type && is_listing(target(arm)) && !(lists_alone && arm.component().is_some())
    };
    let referring = union.union_arms().filter(|arm| arm.component().is_some());
    let told = listed.iter().copied().chain(referring);
    let told = told.filter(|arm| !has_variants(arm) || target(arm).listed().len() > 1);
    let said: Vec<&Schema> = open.iter().copied().chain(told).collect();
    let words_of = |arm: &&'s Schema| words_of_arm(arm, target(arm).listed(), &union.at);
    let mut words: Vec<String> = said.iter().map(words_of).collect();
    if !has_type && listed.len() < union.union_arms().count() {
        words.extend(listed_words(&listed, &union.at));
    }
    let facts = unique(open.iter().map(|arm| facts_of_arm(arm)));
    let values = listed.iter().flat_map(|arm| arm.listed()).map(|listed| listed.value.clone());
    let inner = match facts.as_slice() {
        [] if !has_type && listed.len() == union.union_arms().count() => {
            value_words(&values.clone().collect::<Vec<_>>())
        }
        // An arm of which nothing is known takes the values of the others.
        facts if facts.iter().any(String::is_empty) => either(facts, union.about.by_case),
        [] => None,
        [only] if open.len() < union.union_arms().count() => Some(format!("other values: {only}")),
        [only] => Some(only.clone()),
        facts => either(facts, union.about.by_case),
    };
    let any_of: Vec<Constraints> = match open.is_empty() {
        true => vec![Constraints { values: values.collect(), ..Constraints::default() }],
        false => open.iter().map(|arm| constraints(arm)).collect(),
    };
    let told = |words| alternatives(&facts, words, any_of);
    let described =
        listed.iter().filter(|_| !has_type).flat_map(|arm| words_of_values(arm.listed()));
    let marks = marks_of_arms(&said, has_variants, union.union_arms().count());
    let inner = inner.map(told).into_iter().chain(described).collect();
    Docs { inner, ..docs_by(&words, marks) }
}

/// Documents a union by the words about its arms and their marks.
fn docs_by(words: &[String], marks: About) -> Docs {
    let words = words.iter().map(String::as_str).chain(marks.description.as_deref());
    let text = paragraphs(unique(words.map(Some)));
    let About { default, deprecated, .. } = marks;
    Docs { text, default, deprecated, ..Docs::default() }
}

/// Names the values that some arms list beside others, and that nothing else is said of.
fn listed_words(arms: &[&Schema], union: &Pointer) -> Option<String> {
    let is_told = |arm: &&&Schema| {
        arm.listed().len() == 1 && !words_of_arm(arm, arm.listed(), union).is_empty()
    };
    let values = arms.iter().filter(|arm| !is_told(arm)).flat_map(|arm| arm.listed());
    let values = values.filter(|one| words_of_values(std::slice::from_ref(*one)).next().is_none());
    let values: Vec<String> = values.map(|one| code(&one.value.to_string())).collect();
    match values.as_slice() {
        [] => None,
        [only] => Some(format!("{only} is listed.")),
        several => Some(format!("{} are listed.", all_of(several))),
    }
}

/// Tells whether an arm takes texts alone.
fn is_text(arm: &Schema) -> bool {
    arm.form() == Form::Type(Type::String)
}

/// Tells whether an arm takes numbers alone.
fn is_number(arm: &Schema) -> bool {
    matches!(arm.form(), Form::Type(Type::Integer | Type::Number))
}

/// Returns the default of the arms of a union that have no name, and whether they are deprecated:
/// in words, where that is not so of all `count` arms. Values that are variants say by themselves
/// whether they are deprecated; facts say who writes the values.
fn marks_of_arms<'s>(
    arms: &[&'s Schema],
    has_variants: impl Fn(&'s Schema) -> bool,
    count: usize,
) -> About {
    let mark = |arm: &&'s Schema| About {
        default: arm.about.default.clone(),
        deprecated: arm.about.deprecated && !has_variants(arm),
        ..About::default()
    };
    let others = (arms.len() < count).then(About::default);
    let marks: Vec<About> = arms.iter().map(mark).chain(others).collect();
    of_all(&marks.iter().collect::<Vec<_>>())
}

/// Returns the text about an arm, with the value that it is about where that is one.
fn words_of_arm(arm: &Schema, listed: &[Listed], union: &Pointer) -> String {
    let words = text(&arm.about, union);
    match listed {
        [only] if !words.is_empty() => format!("{}: {words}", code(&only.value.to_string())),
        _ => words,
    }
}

/// Says in words how the values of an arm are written, and how they are limited.
fn facts_of_arm(arm: &Schema) -> String {
    let limits = limit_words(arm, &arm.all_limits(arm));
    written(arm).chain(limits).collect::<Vec<_>>().join(", ")
}

/// Returns the values that an arm lists, each with what the arm says of it.
pub(super) fn listed_by(arm: &Schema) -> Vec<Listed> {
    let mut all = arm.listed().to_vec();
    for listed in &mut all {
        listed.deprecated |= arm.about.deprecated;
    }
    if let [only] = all.as_mut_slice() {
        let name = arm.at.child(only.value.as_str().unwrap_or_default());
        let text = Some(text(&arm.about, &name)).filter(|text| !text.is_empty());
        only.description = description([only.description.as_deref(), text.as_deref()]);
    }
    all
}

fn own_docs(schema: &Schema) -> Docs {
    Docs { text: text(&schema.about, &schema.at), ..docs_but_text(schema) }
}

/// Documents a schema without the text about it.
fn docs_but_text(schema: &Schema) -> Docs {
    let about = &schema.about;
    Docs {
        inner: of_parts_inside(schema).chain(of_null(about)).collect(),
        positions: by_position(schema),
        format: formats(schema),
        form: form(schema),
        limits: limit_words(schema, &schema.all_limits(schema)),
        default: about.default.clone(),
        shown: about.shown.clone(),
        deprecated: about.deprecated,
        ..Docs::default()
    }
}

/// Returns what is said of null.
fn of_null(about: &About) -> Option<Inner> {
    let words = about.null.as_deref()?;
    let told = format!("`null`: {}", without_stop(&one_line(words)));
    Some(Inner { of_null: true, ..Inner::words(told, words.to_owned()) })
}

/// Returns the text about a schema: its title, where that says more than its name and its
/// description, the description, and where more is said.
fn text(about: &About, at: &Pointer) -> String {
    text_beside("", about, at)
}

/// Returns the text about a schema after other words, without what these say already.
fn text_beside(words: &str, about: &About, at: &Pointer) -> String {
    let known = letters(words);
    let is_new = |text: &&str| words.is_empty() || !known.contains(&letters(text));
    let title = title(about, at).filter(is_new).map(title_sentence);
    let description = Some(described(about)).filter(is_new).filter(|text| !repeats(text, at));
    let more = about.more.as_ref().map(ExternalDocs::sentence);
    let more = more.as_deref().filter(is_new);
    let beside = paragraphs([title.as_deref(), description, more]);
    let is_open = words.ends_with(char::is_alphanumeric) && !beside.is_empty();
    // Some places have all paragraphs in one line.
    let words = if is_open { format!("{words}.") } else { words.to_owned() };
    paragraphs([Some(&*words), Some(&*beside)])
}

/// Tells whether a text says no more than the name of what it is about.
fn repeats(text: &str, name: &Pointer) -> bool {
    let text = letters(text);
    !text.is_empty() && name.last().is_some_and(|name| letters(&name) == text)
}

/// Returns the description of a schema; nothing if it has none.
fn described(about: &About) -> &str {
    about.description.as_deref().unwrap_or_default().trim()
}

/// Returns the title of a schema, where that says more than its name and its description.
fn title<'s>(about: &'s About, at: &Pointer) -> Option<&'s str> {
    let name = letters(&at.last().unwrap_or_default());
    let description = letters(described(about));
    let says_more = |title: &&str| {
        let title = letters(title);
        !name.contains(&title) && !description.contains(&title)
    };
    about.title.as_deref().map(str::trim).filter(says_more)
}

/// Returns the title and the description of a schema in one line. It ends where a list, code or
/// another block of Markdown begins, which is none in one line.
fn line(about: &About, at: &Pointer) -> String {
    let is_block = |line: &&str| {
        let text = line.trim_start();
        let marks = ["# ", "## ", "### ", ">", "|", "```", "~~~"];
        let is_code = line.starts_with("    ");
        // An item may be empty.
        let is_item = list_item(&format!("{text} ")).is_some();
        is_item || is_code || marks.iter().any(|mark| text.starts_with(mark))
    };
    let description = dedented(&clean(described(about)));
    let told = description.lines().take_while(|line| !is_block(line));
    let told: Vec<&str> = told.flat_map(str::split_whitespace).collect();
    let told = told.join(" ");
    let told = without_stop(told.trim_end_matches(':'));
    let title = title(about, at).map(without_stop).filter(|title| !title.is_empty());
    let all = title.into_iter().chain(Some(told).filter(|told| !told.is_empty()));
    all.collect::<Vec<_>>().join(". ")
}

/// The words of an object that has no properties but those of its type.
const CLOSED: &str = "no other properties";

/// Says in words how values are written, and by whom.
fn written(schema: &Schema) -> impl Iterator<Item = String> + use<> {
    formats(schema).into_iter().chain(form(schema))
}

/// Says in words in which format values are, and those inside.
fn formats(schema: &Schema) -> Vec<String> {
    let about = &schema.about;
    let content = encoding(about).map(|encoding| match &about.media_type {
        Some(kind) => format!("holds {}, written in {}", code(kind), code(encoding)),
        None => format!("written in {}", code(encoding)),
    });
    let own = [format_words(schema), content].into_iter().flatten();
    own.chain(inside(schema, formats)).collect()
}

/// Says in words what values hold, where they are not written in another format, and who writes
/// them.
fn form(schema: &Schema) -> Vec<String> {
    let about = &schema.about;
    let content = about.media_type.as_ref().filter(|_| encoding(about).is_none());
    let content = content.map(|kind| format!("holds {}", code(kind)));
    let read = about.read_only.then(|| Docs::READ_ONLY.to_owned());
    let written = about.write_only.then(|| Docs::WRITE_ONLY.to_owned());
    // An object that is a type of its own says it there.
    let has_type = schema.kind.is_some()
        || schema.properties.is_some()
        || schema.all_of.is_some() && schema.component().is_none();
    let closed = (schema.closed && !has_type).then(|| CLOSED.to_owned());
    let own = [content, read, written, closed].into_iter().flatten();
    own.chain(inside(schema, form)).collect()
}

/// Returns the encoding that values are written in; that of bytes is none.
fn encoding(about: &About) -> Option<&String> {
    about.encoding.as_ref().filter(|encoding| *encoding != "binary")
}

/// Says in which format values are, if no type says it.
fn format_words(schema: &Schema) -> Option<String> {
    let about = &schema.about;
    let said = schema.format.as_deref().or(about.format.as_deref());
    let format = said.filter(|format| {
        let is_encoding = *format == "byte" && about.encoding.is_some();
        !is_encoding && !is_said_by_type(format, schema.kind)
    });
    format.map(|format| format!("in the format {}", code(format)))
}

/// Limits of a schema's values in words; all of them, where the values are of no
/// one type.
fn limit_words(schema: &Schema, limits: &Limits) -> Vec<String> {
    let only = match schema.form() {
        Form::Type(kind) => Some(kind),
        _ => None,
    };
    let mut words: Vec<String> = Vec::new();
    let is = |kind| only.is_none_or(|only| only == kind);
    let counts = |least: Option<u64>, most, unit| range(least.filter(|it| *it > 0), most, unit);
    if is(Type::String) {
        words.extend(counts(limits.min_length, limits.max_length, " characters"));
        let patterns = limits.patterns.iter();
        words.extend(patterns.map(|pattern| format!("matches {}", code(pattern))));
    }
    if is(Type::Number) || is(Type::Integer) {
        words.extend(bounds(limits, only.unwrap_or(Type::Number)));
        let factors = limits.multiple_of.iter();
        words.extend(factors.map(|factor| format!("a multiple of {}", exponent(factor))));
    }
    if is(Type::Array) {
        words.extend(counts(limits.min_items, limits.max_items, " items"));
        words.extend((limits.unique_items == Some(true)).then(|| "no item twice".to_owned()));
    }
    if is(Type::Object) {
        words.extend(counts(limits.min_properties, limits.max_properties, " keys"));
    }
    words.extend(value_words(&values_apart(schema)));
    words.extend(inside(schema, |inner| limit_words(inner, &inner.all_limits(inner))));
    words
}

/// The most values that documentation lists.
const MOST_VALUES: usize = 40;

/// Lists the only values that are taken.
fn value_words(values: &[Value]) -> Option<String> {
    let (told, more) = values.split_at(values.len().min(MOST_VALUES));
    let told: Vec<String> = told.iter().map(|value| code(&value.to_string())).collect();
    match (told.as_slice(), more.len()) {
        ([], _) => None,
        ([only], _) => Some(format!("always {only}")),
        (several, 0) => Some(format!("one of {}", several.join(", "))),
        (several, more) => Some(format!("one of {}, and of {more} more", several.join(", "))),
    }
}

/// Says how a text is sent where one of several texts may be a file.
pub(super) fn text_instead<'s>(texts: impl Iterator<Item = &'s Schema>) -> Option<String> {
    let (files, texts): (Vec<&Schema>, Vec<&Schema>) = texts.partition(|text| is_binary(text));
    if files.is_empty() || texts.is_empty() || !texts.iter().all(|text| is_text(text)) {
        return None;
    }
    let values = texts.iter().flat_map(|text| text.listed()).map(|listed| listed.value.clone());
    let told = value_words(&values.collect::<Vec<_>>());
    let told = told.map(|values| format!(": {values}")).unwrap_or_default();
    Some(format!("`File::text` gives a text in the stead of a file{told}"))
}

/// Says what is known of the items or values inside a type that have no type of
/// their own to say it.
fn inside(schema: &Schema, facts: impl Fn(&Schema) -> Vec<String>) -> Vec<String> {
    let each = plain_inside(schema);
    let facts = each.flat_map(|(each, schema)| {
        facts(schema).into_iter().map(move |fact| format!("{each}: {fact}"))
    });
    facts.collect()
}

/// Lists the items or values inside a type that have no type of their own, each with a word for
/// them.
fn plain_inside(schema: &Schema) -> impl Iterator<Item = (&'static str, &Schema)> {
    let values = match &schema.additional {
        Some(Additional::Of(values)) => Some(("each value", &**values)),
        _ => None,
    };
    // What is told by position is not so of each.
    let items = schema.items.as_deref().filter(|_| schema.about.tuple.is_none());
    let items = items.map(|items| ("each item", items));
    items.into_iter().chain(values).filter(|(_, schema)| match schema.form() {
        Form::Type(Type::Object) => !schema.has_properties(),
        Form::Type(_) => schema.listed().is_empty() || !values_apart(schema).is_empty(),
        Form::OneOf | Form::AnyOf => docs_of_arms(schema, |arm| arm).is_some(),
        Form::Mixed => schema.union_arms().next().is_none() && schema.all_of.is_none(),
        _ => false,
    })
}

/// Says what is known of an item or value that has no documentation of its own.
fn of_inner(schema: &Schema) -> impl Iterator<Item = Inner> + use<> {
    let about = &schema.about;
    let told = line(about, &schema.at);
    let words = paragraphs([title(about, &schema.at), Some(described(about))]);
    let own = (!told.is_empty() || !words.is_empty()).then(|| Inner::words(told, words));
    own.into_iter().chain(marks(about)).chain(of_parts(schema))
}

/// Says which value is assumed in the place of an item or value, and that it should no longer be
/// used.
fn marks(about: &About) -> impl Iterator<Item = Inner> + use<> {
    let default = about.default.as_ref().and_then(default_words);
    let default = default.map(|default| format!("default {default}"));
    let deprecated = about.deprecated.then(|| "deprecated".to_owned());
    default.into_iter().chain(deprecated).map(|mark| Inner::words(mark.clone(), mark))
}

/// Says what is known of the arms of a union, and of the items and values inside of a schema.
fn of_parts(schema: &Schema) -> impl Iterator<Item = Inner> + use<> {
    let arms = docs_of_arms(schema, |arm| arm).unwrap_or_default();
    let of_arms = arms.text.lines().filter(|line| !line.is_empty()).map(without_stop);
    let of_arms = of_arms.map(|text| Inner::words(text.to_owned(), text.to_owned()));
    let about = About { default: arms.default, deprecated: arms.deprecated, ..About::default() };
    let of_arms = of_arms.chain(arms.inner).chain(marks(&about));
    let told: Vec<Inner> = of_arms.chain(of_parts_inside(schema)).collect();
    told.into_iter()
}

/// Says what is known of the items and values inside of a schema.
fn of_parts_inside(schema: &Schema) -> impl Iterator<Item = Inner> {
    let items = plain_inside(schema);
    let listed = if has_type_of_values(schema) { &[] } else { schema.listed() };
    let values = words_of_values(listed);
    let items =
        items.flat_map(|(each, schema)| of_inner(schema).map(move |inner| inner.within(each)));
    values.chain(names(schema)).chain(items)
}

/// Says what is said of each of some listed values that are no type of their own.
fn words_of_values(listed: &[Listed]) -> impl Iterator<Item = Inner> + '_ {
    let words = listed.iter().flat_map(|one| {
        let value = code(&one.value.to_string());
        let text = one.description.as_deref().map(one_line).unwrap_or_default();
        let words = one.name.as_deref().map(code).into_iter();
        let words = words.chain([without_stop(&text).to_owned()]).filter(|words| !words.is_empty());
        let words: Vec<String> = words.collect();
        let text = (!words.is_empty()).then(|| format!("{value}: {}", words.join(", ")));
        let mark = one.deprecated.then(|| format!("{value} is deprecated"));
        text.into_iter().chain(mark)
    });
    words.map(|words| Inner::words(words.clone(), words))
}

/// Says what is known of the items of a list, and of lists inside, at each position.
fn by_position(schema: &Schema) -> Vec<String> {
    let own = schema.about.tuple.iter().flat_map(|tuple| positions(tuple));
    own.chain(inside(schema, by_position)).collect()
}

/// Says what is known of the items of a list at each position. Their types are told if these differ.
/// Of items that are all alike it is said once.
fn positions(tuple: &Tuple) -> Vec<String> {
    let differing = differing_properties(tuple);
    let kinds: Vec<String> = tuple.all().map(|item| item_words(item, &differing)).collect();
    let have_one_kind = kinds.windows(2).all(|two| two[0] == two[1]);
    let told = tuple.all().zip(kinds).enumerate().map(|(index, (item, kind))| {
        let kind = kind_and_positions(kind, item, !have_one_kind);
        (index, words_with_facts(item, kind).told)
    });
    let told: Vec<(usize, String)> = told.collect();
    let are_alike = told.windows(2).all(|two| two[0].1 == two[1].1);
    let count = if are_alike { 1 } else { told.len() };
    let told = told.into_iter().take(count).filter(|(_, facts)| !facts.is_empty());
    let words = told.map(|(index, facts)| match index < tuple.first.len() {
        true if are_alike => format!("each item: {facts}"),
        true => format!("item {}: {facts}", index + 1),
        false => format!("each further item: {facts}"),
    });
    words.collect()
}

/// Finds the properties whose values are not the same in all objects of a list with positions.
fn differing_properties(tuple: &Tuple) -> HashSet<&str> {
    let mut known: HashMap<&str, String> = HashMap::new();
    let mut differing = HashSet::new();
    for (name, property) in tuple.all().flat_map(|item| item.properties.iter().flatten()) {
        let words = property_words(property);
        if *known.entry(name).or_insert_with(|| words.clone()) != words {
            differing.insert(name.as_str());
        }
    }
    differing
}

/// Says of which type an item is, and which properties an object without a name has. Of those
/// that differ from position to position, it is said what they are.
fn item_words(item: &Schema, differing: &HashSet<&str>) -> String {
    let kind = kind_words(item);
    let properties = item.properties.iter().flatten().take(MOST_VALUES);
    let names = properties.map(|(name, property)| match differing.contains(name.as_str()) {
        true => format!("{} ({})", code(name), property_words(property)),
        false => code(name),
    });
    let names: Vec<String> = names.collect();
    match names.is_empty() || item.component().is_some() {
        true => kind,
        false => format!("{kind} with {}", all_of(&names)),
    }
}

/// Says of which type a property is, or which values it has.
fn property_words(property: &Schema) -> String {
    let values: Vec<Value> = property.listed().iter().map(|one| one.value.clone()).collect();
    match (value_words(&values), kind_words(property)) {
        (Some(values), _) => values,
        (None, kind) if kind.is_empty() => "any value".to_owned(),
        (None, kind) => kind,
    }
}

/// Says which properties have names that match a pattern.
fn names(schema: &Schema) -> impl Iterator<Item = Inner> + '_ {
    let words = |matching: &Matching| {
        let pattern = code(&matching.pattern);
        let told = match &matching.values {
            Matched::Of(values) => {
                value_facts(values).within(&format!("names that match {pattern}"))
            }
            Matched::AllOthers => Inner::facts(format!("each name matches {pattern}")),
            Matched::Nothing => Inner::facts(format!("no name matches {pattern}")),
        };
        Inner { of_names: true, ..told }
    };
    schema.about.matching.iter().map(words)
}

/// Says in words of which type the values of a schema are, and what else is known of them.
fn value_facts(schema: &Schema) -> Inner {
    let kind = kind_and_positions(kind_words(schema), schema, true);
    let facts = kind.into_iter().chain(limits_and_values(schema)).map(Inner::facts);
    let all: Vec<Inner> = facts.chain(of_inner(schema)).collect();
    let joined = |text: fn(&Inner) -> &String| {
        let all = all.iter().map(text).filter(|text| !text.is_empty());
        all.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    match joined(|inner| &inner.told) {
        told if told.is_empty() => Inner::facts("any value".to_owned()),
        told => Inner {
            told,
            words: joined(|inner| &inner.words),
            facts: joined(|inner| &inner.facts),
            of_names: true,
            ..Inner::facts(String::new())
        },
    }
}

/// Says what is known of a value that has no type of its own: the words about it, and in brackets
/// the facts. Its type is one of them if `is_told`.
pub(super) fn words_and_facts(schema: &Schema, is_told: bool) -> Inner {
    words_with_facts(schema, kind_and_positions(kind_words(schema), schema, is_told))
}

/// Says the same of a value of that kind.
fn words_with_facts(schema: &Schema, kind: Option<String>) -> Inner {
    let parts = marks(&schema.about).chain(of_parts(schema)).map(|inner| inner.told);
    let parts = parts.filter(|told| !told.is_empty());
    let facts = kind.into_iter().chain(limits_and_values(schema)).chain(parts);
    let facts = facts.collect::<Vec<_>>().join(", ");
    let words = line(&schema.about, &schema.at);
    let told = match (words.as_str(), facts.as_str()) {
        ("", facts) => facts.to_owned(),
        (_, "") => words,
        (words, facts) => format!("{words} ({facts})"),
    };
    let words = described(&schema.about).to_owned();
    Inner { told, words, ..Inner::facts(facts) }
}

/// Says of which type the values of a schema are, and in brackets what is known of their items at
/// each position. The type is said alone only if `is_told`.
fn kind_and_positions(kind: String, schema: &Schema, is_told: bool) -> Option<String> {
    let positions = by_position(schema).join(", ");
    match (kind.as_str(), positions.as_str()) {
        ("", "") => None,
        (_, "") => Some(kind).filter(|_| is_told),
        ("", positions) => Some(positions.to_owned()),
        (kind, positions) => Some(format!("{kind} ({positions})")),
    }
}

/// Says in words of which type the values of a schema are.
fn kind_words(schema: &Schema) -> String {
    let is_binary = schema.format.as_deref() == Some("binary")
        || schema.about.encoding.as_deref() == Some("binary");
    let kind = match (schema.component(), schema.kind) {
        (Some(name), _) => Some(code(name)),
        (None, Some(Type::String)) if is_binary => Some("bytes".to_owned()),
        (None, Some(kind)) => Some(kind.words().to_owned()),
        (None, None) => None,
    };
    let null = schema.nullable.then(|| "or null".to_owned());
    kind.into_iter().chain(null).collect::<Vec<_>>().join(" ")
}

/// Says how the values of a schema are written, how they are limited, and which there are.
fn limits_and_values(schema: &Schema) -> impl Iterator<Item = String> + use<> {
    let listed: Vec<Value> = match values_apart(schema).is_empty() {
        true => schema.listed().iter().map(|listed| listed.value.clone()).collect(),
        false => Vec::new(),
    };
    let own = written(schema).chain(limit_words(schema, &schema.all_limits(schema)));
    own.chain(value_words(&listed))
}

fn range<T: std::fmt::Display + PartialEq>(
    min: Option<T>,
    max: Option<T>,
    unit: &str,
) -> Option<String> {
    let unit = |count: &T| {
        if count.to_string() == "1" { unit.strip_suffix('s').unwrap_or(unit) } else { unit }
    };
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("exactly {max}{}", unit(&max))),
        (Some(min), Some(max)) => Some(format!("{min} to {max}{}", unit(&max))),
        (Some(min), None) => Some(format!("at least {min}{}", unit(&min))),
        (None, Some(max)) => Some(format!("at most {max}{}", unit(&max))),
        (None, None) => None,
    }
}

/// The length up to which a number is written without an exponent.
const LONGEST_NUMBER: usize = 21;

/// Writes a number as JSON does, its exponent without a sign that says nothing.
fn exponent(number: &Number) -> String {
    number.to_string().replace("e+", "e")
}

/// Returns the bounds of numbers.
fn bounds(limits: &Limits, kind: Type) -> Option<String> {
    let number = |number: &Number| match (kind, number.as_f64()) {
        (Type::Number, Some(number)) => match number.to_string() {
            plain if plain.len() <= LONGEST_NUMBER => plain,
            _ => format!("{number:e}"),
        },
        _ => exponent(number),
    };
    // The end of what an integer can be bounds nothing.
    let max = limits.maximum.as_ref().filter(|max| max.as_u64() != Some(u64::MAX));
    let (min, max) = (limits.minimum.as_ref().map(number), max.map(number));
    if !limits.exclusive_minimum && !limits.exclusive_maximum {
        return range(min, max, "");
    }
    let least = if limits.exclusive_minimum { "above" } else { "at least" };
    let most = if limits.exclusive_maximum { "below" } else { "at most" };
    let words = [min.map(|min| format!("{least} {min}")), max.map(|max| format!("{most} {max}"))];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}
