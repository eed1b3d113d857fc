//! The sum of an `allOf` that is not just one of objects, and of a union beside
//! other keywords.
//!
//! All parts of an `allOf` hold. Of scalars, that is the narrowest; of lists,
//! one whose items are all that the parts say; a union among objects becomes a
//! union of merged objects. Merging objects is left to the builder, which knows
//! their properties.

pub(crate) mod children;
pub(crate) mod conditional;
pub(crate) mod discriminators;
mod distinct;
mod distribute;
mod kind;
mod list;
mod maps;
mod objects;
mod overlap;
mod scalar;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

pub(crate) use self::distinct::of_all;
use self::kind::ValueKind;
use self::objects::Together;
use self::overlap::Claims;
use super::model::{Additional, Required, Schema, Type};
use super::slips;
use super::spelling::absorb;
use crate::diagnostic::{Diagnostic, Report};
use crate::source::Pointer;

/// The number of arms that the unions of one schema may be multiplied to.
const MAX_ARMS: usize = 400;

/// The depth to which schemas may be merged into one another.
const MAX_DEPTH: usize = 48;

/// The components, by name.
pub(crate) type Components = BTreeMap<String, Arc<Schema>>;

/// Combines what is said about one value in several places.
pub(crate) struct Combiner<'a> {
    components: &'a Components,
    /// The names of the components by their places.
    names: BTreeMap<&'a Pointer, &'a str>,
    kinds: BTreeMap<String, ValueKind>,
    /// The places that are being combined: one may be copied into itself.
    open: HashSet<Pointer>,
    /// The number of arms that the unions of one schema were multiplied to so far.
    arms: usize,
    /// Set once it is reported of that schema that there are too many.
    too_many: bool,
    /// The number of components that were entered for one schema so far.
    entered: usize,
    /// The properties of one schema that were put together of several parts so far.
    together: Vec<Together>,
    /// The places of the arms of each `anyOf` around that is one object now, from the outside in,
    /// as far as their further properties do not lie between.
    merged: Vec<BTreeSet<Pointer>>,
    /// The place of that schema.
    start: Pointer,
    report: &'a mut Report,
}

/// The way that led to a schema.
#[derive(Clone, Debug, Default)]
struct Scope {
    /// The components that the value is known to be one of.
    lineage: Vec<String>,
    depth: usize,
}

impl Scope {
    /// Returns the scope of a schema inside this one that is about the same value.
    fn same(&self) -> Self {
        Self { lineage: self.lineage.clone(), depth: self.depth + 1 }
    }

    /// Returns the scope of a component that the value is.
    fn of(&self, name: &str) -> Self {
        let mut scope = self.same();
        scope.lineage.push(name.to_owned());
        scope
    }

    /// Returns the scope of a schema inside this one that is about another value.
    const fn other(&self) -> Self {
        Self { lineage: Vec::new(), depth: self.depth + 1 }
    }
}

impl<'a> Combiner<'a> {
    pub(crate) fn new(components: &'a Components, report: &'a mut Report) -> Self {
        let names = components.iter().map(|(name, schema)| (&*schema.at, name.as_str())).collect();
        let (kinds, open) = (BTreeMap::new(), HashSet::new());
        let (start, together, merged) = (Pointer::root(), Vec::new(), Vec::new());
        let (arms, too_many, entered) = (0, false, 0);
        Self {
            components,
            names,
            kinds,
            open,
            arms,
            too_many,
            entered,
            together,
            merged,
            start,
            report,
        }
    }

    /// Combines a component. One without anything to combine stays what it is.
    pub(crate) fn component(&mut self, name: &str, schema: &Arc<Schema>) -> Arc<Schema> {
        if !has_mixture(schema) {
            return Arc::clone(schema);
        }
        self.start_at(schema);
        let scope = Scope { lineage: vec![name.to_owned()], depth: 0 };
        let mut combined = Schema::clone(schema);
        // They say what a value is where it is used, and nothing of the schema itself.
        let family = combined.children.take().map(|mut children| {
            children.iter_mut().for_each(|child| self.schema(child, &scope));
            (children, combined.discriminator.take())
        });
        self.schema(&mut combined, &scope);
        if let Some((children, discriminator)) = family {
            (combined.children, combined.discriminator) = (Some(children), discriminator);
        }
        Arc::new(combined)
    }

    /// Combines a schema that is no component.
    pub(crate) fn inline(&mut self, schema: &mut Schema) {
        self.start_at(schema);
        conditional::in_schema(schema, self.components, self.report);
        self.schema(schema, &Scope::default());
    }

    fn start_at(&mut self, schema: &Schema) {
        (self.arms, self.too_many, self.entered) = (0, false, 0);
        self.start = schema.at.0.clone();
        self.together.clear();
    }

    fn schema(&mut self, schema: &mut Schema, scope: &Scope) {
        if scope.depth > MAX_DEPTH {
            self.too_deep(schema);
            return;
        }
        self.tag_arms(schema);
        let around = self.merged.len();
        self.overlap(schema);
        self.overlap_among_others(schema);
        self.overlap_parts(schema, scope);
        self.maps(schema);
        self.leave_type_to_arms(schema);
        self.end_list(schema);
        if !is_mixture(schema) {
            self.children(schema, scope);
        } else if self.open.insert(schema.at.0.clone()) {
            let at = schema.at.0.clone();
            self.mixture(schema, scope);
            self.children(schema, scope);
            self.open.remove(&at);
        }
        self.merged.truncate(around);
    }

    fn children(&mut self, schema: &mut Schema, scope: &Scope) {
        let other = scope.other();
        for property in schema.properties.iter_mut().flat_map(|all| all.values_mut()) {
            self.schema(property, &other);
        }
        if let Some(items) = &mut schema.items {
            self.schema(items, &other);
        }
        if let Some(Additional::Of(values)) = &mut schema.additional {
            // Those within themselves are ended on their own.
            let merged = std::mem::take(&mut self.merged);
            self.schema(values, &other);
            self.merged = merged;
        }
        let same = scope.same();
        for arms in [&mut schema.all_of, &mut schema.one_of, &mut schema.any_of] {
            for arm in arms.iter_mut().flatten() {
                self.schema(arm, &same);
            }
        }
    }

    /// Combines what a schema says by several keywords.
    fn mixture(&mut self, schema: &mut Schema, scope: &Scope) {
        let (mut parts, silent) = self.saying_and_silent(schema, scope);
        keep_limits(schema, &silent);
        let kinds = self.kinds_of(&parts);
        if let [kind @ (ValueKind::Scalar | ValueKind::List), ..] = kinds.as_slice() {
            self.report_objects(&silent, *kind);
        }
        let content = self.content(schema);
        if kinds.first() == Some(&ValueKind::Scalar) {
            // A format may stand apart from its type, and so may limits of numbers.
            let decides = |part: &&Schema| part.format.is_some() || part.limits.are_of_numbers();
            parts.extend(silent.iter().filter(decides).cloned());
        }
        match kinds.as_slice() {
            [] => {
                let is_object = |part: &Schema| self.target(part).kind == Some(Type::Object);
                let is_object = silent.iter().any(is_object);
                keep_annotations(schema);
                schema.kind = is_object.then_some(Type::Object);
            }
            _ if parts.len() == 1 => only(schema, parts.remove(0)),
            _ if self.are_scalars(&kinds, &parts) => {
                self.scalars(schema, &parts);
                if let Some((content, media_type)) = content {
                    schema.content = Some(content);
                    schema.about.media_type = media_type;
                }
            }
            [ValueKind::List] => {
                parts.retain(|part| !part.is_union());
                self.lists(schema, &parts);
            }
            [ValueKind::Object] => self.merge(schema, parts),
            [ValueKind::Union]
            | [ValueKind::Scalar | ValueKind::List | ValueKind::Object, ValueKind::Union] => {
                self.distribute(schema, parts);
                // The only arm that is left is part of what stands beside it.
                if !schema.is_union() && is_mixture(schema) && scope.depth < MAX_DEPTH {
                    self.mixture(schema, &scope.same());
                }
            }
            _ => {}
        }
        self.contrary_limits(schema);
    }

    /// Leaves out limits of several parts of which no value is within both, and reports them.
    fn contrary_limits(&mut self, schema: &mut Schema) {
        for contrary in schema.all_limits(self.target(schema)).contrary() {
            let found = slips::no_value(&contrary, " of these parts", &schema.at);
            self.report.push(found.help("take one of the two out of the document"));
            schema.limits.leave_out(&contrary);
            schema.about.limits.leave_out(&contrary);
        }
    }

    /// Returns the schema of a text once it is read, and how it is written, as
    /// one of several parts says it.
    fn content(&self, schema: &Schema) -> Option<(Box<Schema>, Option<String>)> {
        let parts = schema.all_of.iter().flatten().map(|part| self.target(part));
        let mut parts = std::iter::once(schema).chain(parts);
        parts.find_map(|part| Some((part.content.clone()?, part.about.media_type.clone())))
    }

    /// Splits a schema into the parts that say something of its values, and those
    /// that do not.
    fn saying_and_silent(&mut self, schema: &Schema, scope: &Scope) -> (Vec<Schema>, Vec<Schema>) {
        let mut parts = self.parts(schema, scope, &mut Vec::new());
        let silent = parts.extract_if(.., |part| self.says_nothing(part)).collect();
        if parts.iter().any(Schema::only_requires) {
            let required = self.required_by_parts(&parts);
            let is_said = |one: &Required| required.contains(&one.name);
            let adds = |part: &Schema| !part.required.iter().flatten().all(is_said);
            parts.retain(|part| !part.only_requires() || part.additional.is_some() || adds(part));
        }
        // A list of required properties says nothing of how the arms of a union
        // are told apart.
        if parts.iter().any(Schema::is_union) {
            let only = parts.extract_if(.., |part| part.only_requires());
            let required: Vec<Required> = only.flat_map(|part| part.required).flatten().collect();
            let own = parts.iter_mut().filter(|part| *part.at == *schema.at);
            own.for_each(|union| require_in_arms(union, &required));
        }
        if parts.iter().any(|part| matches!(self.kind(part), ValueKind::Scalar | ValueKind::List)) {
            parts.retain(|part| !kind::limits_objects(part) || part.is_union());
        }
        (parts, silent)
    }

    /// Returns the properties that parts require which are more than a list of these, as far as all
    /// is known that they declare.
    fn required_by_parts(&self, parts: &[Schema]) -> BTreeSet<String> {
        let mut required = BTreeSet::new();
        for part in parts.iter().filter(|part| !part.only_requires()) {
            let mut claims = Claims::default();
            if self.declared(part, &mut claims, 0) {
                required.extend(claims.required.into_iter().map(str::to_owned));
            }
        }
        required
    }

    /// Lists what a schema says, one keyword after the other. References are
    /// followed if there is a union behind them.
    fn parts(&mut self, schema: &Schema, scope: &Scope, seen: &mut Vec<String>) -> Vec<Schema> {
        let mut parts = Vec::new();
        for part in schema.all_of.iter().flatten() {
            parts.extend(self.part(part, scope, seen));
        }
        let discriminator = &schema.discriminator;
        let alone = || Schema { at: schema.at.clone(), ..Schema::default() };
        if let Some(arms) = &schema.one_of {
            let (arms, discriminator) = (Some(arms.clone()), discriminator.clone());
            parts.push(Schema { one_of: arms, discriminator, ..alone() });
        }
        if let Some(arms) = &schema.any_of {
            let (arms, discriminator) = (Some(arms.clone()), discriminator.clone());
            parts.push(Schema { any_of: arms, discriminator, ..alone() });
        }
        parts.push(Schema {
            reference: schema.reference.clone(),
            kind: schema.kind.filter(|_| !self.arms_say_types(schema)),
            whole: schema.whole,
            format: schema.format.clone(),
            values: schema.values.clone(),
            limits: schema.limits.clone(),
            properties: schema.properties.clone(),
            required: schema.required.clone(),
            additional: schema.additional.clone(),
            items: schema.items.clone(),
            first_items: schema.first_items,
            ..alone()
        });
        parts
    }

    fn part(&mut self, part: &Schema, scope: &Scope, seen: &mut Vec<String>) -> Vec<Schema> {
        let whole = || vec![part.clone()];
        if self.kind(part) != ValueKind::Union || seen.len() > MAX_DEPTH {
            return whole();
        }
        let Some(name) = part.component().map(str::to_owned) else {
            return self.parts(part, scope, seen);
        };
        let components = self.components;
        let Some(content) = components.get(&name) else { return whole() };
        if seen.contains(&name) {
            return Vec::new();
        }
        // A value that is made of others is one of them as well.
        let known = knows(content, &name, &scope.lineage) || knows(content, &name, seen);
        seen.push(name.clone());
        let mut parts = self.parts(content, scope, seen);
        seen.pop();
        // The value is known already to be one of the arms.
        parts.retain(|part| !(known && *part.at == *content.at && part.is_union()));
        parts
    }

    /// Reports parts that say no more than that a value is an object, where others say that
    /// it is none.
    fn report_objects(&mut self, parts: &[Schema], kind: ValueKind) {
        let said = if kind == ValueKind::List { "a list" } else { "no object" };
        for part in parts.iter().filter(|part| part.kind == Some(Type::Object)) {
            let at = part.at.child("type");
            let message = format!("the other parts say that this is {said}; they are taken");
            let warning = Diagnostic::warning("contradicted-type", &at, message);
            self.report.push(warning.settled_without(&at, "The type is that of the other parts."));
        }
    }

    /// Tells whether parts are about scalars alone: beside a union, one of them
    /// says a type of scalars. Listed values do not speak of what a union has
    /// beside these.
    fn are_scalars(&mut self, kinds: &[ValueKind], parts: &[Schema]) -> bool {
        let says = |part: &Schema| {
            self.kind(part) == ValueKind::Scalar && self.target(part).kind.is_some()
        };
        match kinds {
            [ValueKind::Scalar] => true,
            [ValueKind::Scalar, ValueKind::Union] => parts.iter().any(says),
            _ => false,
        }
    }

    fn says_nothing(&mut self, schema: &Schema) -> bool {
        let only_more_keys = schema.only_requires() && schema.required.is_none();
        only_more_keys || self.kind(schema) == ValueKind::Any
    }

    /// Reports a schema that stays as it is, though there is something to combine in it.
    fn too_deep(&mut self, schema: &Schema) {
        if !has_mixture(schema) {
            return;
        }
        let message = format!(
            "this is more than {MAX_DEPTH} levels deep; what several keywords say here is not combined"
        );
        let warning = Diagnostic::warning("depth", &schema.at, message);
        self.report.push(warning.help("make it a component, and refer to that"));
    }

    /// Reports, once for a schema, that unions are left out of it.
    fn too_many(&mut self, union: &Pointer) {
        if std::mem::replace(&mut self.too_many, true) {
            return;
        }
        let message =
            format!("the unions here make more than {MAX_ARMS} arms together; any value is taken");
        let warning = Diagnostic::warning("too-many-arms", &self.start, message);
        self.report.push(warning.settled_without(union, "Too many arms with it."));
    }
}

/// Tells whether a value of that lineage is known to be one of the arms of a component.
fn knows(content: &Schema, name: &str, lineage: &[String]) -> bool {
    let arms = content.one_of.iter().chain(&content.any_of).flatten();
    let arms = arms.filter_map(Schema::component);
    arms.chain([name]).any(|arm| lineage.iter().any(|known| known == arm))
}

/// Tells whether a schema says something by several keywords that is to be combined.
fn is_mixture(schema: &Schema) -> bool {
    let combined = [&schema.all_of, &schema.one_of, &schema.any_of];
    let combined = combined.into_iter().filter(|arms| arms.is_some()).count();
    match combined {
        0 => false,
        1 if schema.kind.is_none() && schema.reference.is_none() && schema.is_bare() => {
            schema.all_of.as_ref().is_some_and(|parts| parts.len() > 1)
        }
        _ => true,
    }
}

/// Tells whether there is something to combine in a schema or inside of it.
fn has_mixture(schema: &Schema) -> bool {
    is_mixture(schema) || schema.is_union() || schema.ended || schema.inside().any(has_mixture)
}

/// Tells a schema that declares properties itself.
fn declares(schema: &Schema) -> bool {
    schema.properties.as_ref().is_some_and(|all| !all.is_empty())
}

/// Requires properties in the inline arms of a union that declare them. Those that are components
/// are what they are elsewhere.
fn require_in_arms(union: &mut Schema, required: &[Required]) {
    for arm in [&mut union.one_of, &mut union.any_of].into_iter().flatten().flatten() {
        let Some(properties) = &arm.properties else { continue };
        for one in required.iter().filter(|one| properties.contains_key(&one.name)) {
            let known = arm.required.get_or_insert_default();
            if !known.contains(one) {
                known.push(one.clone());
            }
        }
    }
}

/// Leaves what a schema says to people, of null, and of properties that there may not be.
fn keep_annotations(schema: &mut Schema) {
    *schema = Schema {
        at: schema.at.clone(),
        about: std::mem::take(&mut schema.about),
        nullable: schema.nullable,
        closed: schema.closed,
        alternatives: std::mem::take(&mut schema.alternatives),
        ..Schema::default()
    };
}

/// Keeps the limits and the format that no type has, for people.
fn keep_limits(schema: &mut Schema, parts: &[Schema]) {
    for part in parts {
        schema.about.limits.fill(part.limits.clone());
        schema.about.format = schema.about.format.take().or_else(|| part.format.clone());
    }
}

/// Makes a schema say just this.
fn only(schema: &mut Schema, part: Schema) {
    keep_annotations(schema);
    if part.reference.is_some() {
        schema.all_of = Some(vec![part]);
    } else {
        absorb(schema, part);
        schema.kind = schema.kind.or_else(|| schema.implied_type());
    }
}
