//! A tree of the document → [`Schema`], in one walk.
//!
//! It is total: what is wrong is reported and left out, so that it does not
//! hide what else is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::model::{
    About, Additional, At, DefaultMapping, Discriminator, ExternalDocs, Listed, Mapping, OwnNames,
    Required, Schema,
};
use super::never::{Impossible, Never};
use super::slips;
use super::spelling::{Draft, is_of_properties, settle};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::ir::Limits;
use crate::report::diagnostic::Remedy;
use crate::shown::Shown;
use crate::source::{Node, NodeId, Pointer, is_out_of_range};
use crate::vocabulary::{self, Fate, Holds, NARROWS, ObjectKind, Table, is_default, is_said_by};
use crate::words::default_words;

/// The number of schemas that a condition may refer to, by one another as well.
pub(crate) const MAX_REFERRED: usize = 100;

/// The targets of the references of schemas.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// The component that a schema refers to, by the schema.
    pub(crate) components: HashMap<NodeId, String>,
    /// The schemas that schemas, and the values of discriminators, refer to.
    pub(crate) targets: HashMap<NodeId, NodeId>,
    /// The schemas inside of something else that became components, with their
    /// names.
    pub(crate) extracted: HashMap<NodeId, String>,
    /// The names that these have in their files.
    pub(crate) own_names: Arc<OwnNames>,
    /// The anchors that dynamic references name, by the places of these.
    pub(crate) dynamic: HashMap<Pointer, String>,
    /// The components that dynamic references lead to below a component, by their anchors.
    pub(crate) anchors: BTreeMap<String, BTreeMap<String, String>>,
}

/// Reads schemas.
pub(crate) struct Reader<'r> {
    links: &'r Links,
    /// The severity of a value that a keyword cannot have.
    severity: Severity,
    /// The places of schemas of which something was left out.
    pub(crate) broken: BTreeSet<Pointer>,
    never: Never,
    report: &'r mut Report,
}

impl<'r> Reader<'r> {
    /// Makes a reader that has read nothing yet.
    pub(crate) fn new(links: &'r Links, severity: Severity, report: &'r mut Report) -> Self {
        Self { links, severity, broken: BTreeSet::new(), never: Never::default(), report }
    }
}

impl Reader<'_> {
    /// Reads what is used by the name of a component, or at its place.
    pub(crate) fn schema(&mut self, node: Node<'_>) -> Schema {
        match self.links.extracted.get(&node.id()) {
            Some(name) => Schema::refer_to(name, node.at()),
            None => self.content(node),
        }
    }

    /// Reads a schema that is a component of its own.
    pub(crate) fn content(&mut self, node: Node<'_>) -> Schema {
        let at = node.at();
        if !node.is_object() {
            // A schema that takes no value at all says nothing about those that there are.
            if node.as_bool().is_none() {
                self.report.push(no_schema(node, &at));
                self.broken.insert(at.clone());
            }
            return Schema::any(at);
        }
        self.never.enter(node, self.links);
        let mut draft = Draft { schema: Schema::any(at.clone()), ..Draft::default() };
        let mut said = Beside::default();
        for (key, child) in node.entries() {
            if child.is_null() && !slips::takes_null(key) {
                slips::null(key, child, self.report);
                continue;
            }
            if let Some(Holds::Part(kind)) = vocabulary::keyword(key).map(|known| known.holds) {
                vocabulary::check(kind, child, self.report);
            }
            if !self.keyword(key, child, &mut draft, &mut said) {
                self.unknown(key, child);
            }
        }
        draft.schema.about.shown = Shown::read(node);
        if said.refers {
            match self.links.components.get(&node.id()) {
                Some(name) => draft.schema.reference = Some(name.clone()),
                None => drop(self.broken.insert(at)),
            }
        }
        self.name_values(&said, &mut draft);
        slips::further_items(node, &mut draft, self.report);
        slips::contrary_limits(node, &mut draft.schema.limits, self.report);
        slips::mend(node, &mut draft, said.default.as_ref(), self.report);
        self.report_of_other_types(node, &draft);
        if let Some(constant) = node.get("const").filter(|_| !is_of_properties(&draft)) {
            self.report_wholes([constant], constant);
        }
        settle(draft)
    }

    /// Reports the keywords that speak about values of other types than those of the
    /// schema.
    fn report_of_other_types(&mut self, node: Node<'_>, draft: &Draft) {
        let types: Vec<&str> = draft.types.iter().map(|(_, kind)| kind.name()).collect();
        if types.is_empty() {
            return;
        }
        for (name, child) in node.entries() {
            let Some(key) = vocabulary::keyword(name) else { continue };
            let is_about =
                key.about.is_empty() || types.iter().any(|kind| key.about.contains(kind));
            // `required: true` is told of by itself.
            let is_told = child.is_null() || name == "required" && !child.is_list();
            if is_about || is_told || is_default(key, Table::Schema, node, child) {
                continue;
            }
            let types = types.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>();
            let message = format!("`{name}` says nothing of values of type {}", types.join(" or "));
            let at = child.at();
            let found = Diagnostic::warning("left-out", &at, message);
            self.report.push_counted(found.settled_without(&at, "It is about other values."));
        }
    }

    /// Reports lists and objects among the values of a keyword: it is left out then.
    fn report_wholes<'n>(&mut self, values: impl IntoIterator<Item = Node<'n>>, keyword: Node<'n>) {
        let mut values = values.into_iter();
        let Some(whole) = values.find(|value| value.is_list() || value.is_object()) else { return };
        let message = "a list or an object among listed values: none of these is told apart";
        let found = Diagnostic::warning("left-out", &whole.at(), message);
        let settled = found.settled_without(&keyword.at(), "Any such value is taken.");
        self.report.push_counted(settled);
    }

    /// Gives the listed values what is said about each.
    fn name_values(&mut self, said: &Beside<'_>, draft: &mut Draft) {
        let Some(listed) = &mut draft.schema.values else { return };
        let mut texts = |node: Option<Node<'_>>| {
            let texts = node?.items().map(|item| item.text().map(str::to_owned));
            let texts: Vec<Option<String>> = texts.collect();
            if texts.len() == listed.len() && texts.iter().all(Option::is_some) {
                return Some(texts);
            }
            let (at, count) = (node?.at(), listed.len());
            let values = if count == 1 { "value, which takes" } else { "values, which take" };
            let message =
                format!("there are {count} {values} a list of as many texts; none is used");
            let found = Diagnostic::warning("enum-names", &at, message);
            self.report.push(found.settled_without(&at, "It does not fit the values."));
            None
        };
        let (names, descriptions) = (texts(said.names), texts(said.descriptions));
        for (listed, name) in listed.iter_mut().zip(names.into_iter().flatten()) {
            listed.name = name;
        }
        for (listed, text) in listed.iter_mut().zip(descriptions.into_iter().flatten()) {
            listed.description = text;
        }
        for item in said.values.into_iter().flat_map(Node::items) {
            let value = item.get("value").map(Node::to_value);
            let Some(listed) =
                listed.iter_mut().find(|listed| Some(&listed.value) == value.as_ref())
            else {
                continue;
            };
            for (key, own) in [("name", &mut listed.name), ("description", &mut listed.description)]
            {
                let Some(node) = item.get(key) else { continue };
                let text = node.text().map(str::to_owned);
                if own.is_some() && *own != text {
                    self.report.push_counted(named_twice(node, key));
                }
                *own = own.take().or(text);
            }
        }
        for item in said.terminal.into_iter().flat_map(Node::items) {
            let value = item.to_value();
            match listed.iter_mut().find(|listed| listed.value == value) {
                Some(listed) => listed.is_terminal = true,
                None => self.report.push(no_end(item)),
            }
        }
    }

    /// Reads what a keyword says; whether it is known.
    fn keyword<'n>(
        &mut self,
        key: &str,
        node: Node<'n>,
        draft: &mut Draft,
        said: &mut Beside<'n>,
    ) -> bool {
        let schema = &mut draft.schema;
        match key {
            "$ref" | "$dynamicRef" | "$recursiveRef" => said.refers = true,
            "type" => slips::types(node, draft, self.report),
            "enum" => schema.values = self.values(node),
            "const" => {
                draft.constant = Some(Listed::new(node.to_value(), node.at()));
            }
            "format" => schema.format = self.text(node),
            "nullable" => schema.nullable |= self.flag(node),
            "contentMediaType" => schema.about.media_type = self.text(node),
            "contentEncoding" => schema.about.encoding = self.text(node),
            "properties" => schema.properties = self.properties(node),
            "required" => self.required(node, schema),
            "additionalProperties" => {
                schema.closed |= takes_none(node);
                schema.additional = Some(self.additional(node));
            }
            "patternProperties" => draft.patterns = self.patterns(node),
            "unevaluatedProperties" => {
                schema.closed |= takes_none(node);
                draft.unevaluated = Some(self.additional(node));
            }
            "items" if node.is_list() => draft.prefix = self.listed(node).unwrap_or_default(),
            // There are no further items than the first ones.
            "items" if takes_none(node) => draft.further_items = Some(Additional::Any(false)),
            "items" => schema.items = Some(Box::new(self.schema(node))),
            "prefixItems" => draft.prefix = self.listed(node).unwrap_or_default(),
            "additionalItems" | "unevaluatedItems" => {
                draft.further_items = Some(self.additional(node));
            }
            "if" => schema.test(self.tested(node)),
            "then" | "else" => self.conditional(node, schema),
            "dependentSchemas" | "dependencies" => self.dependents(key, node, schema),
            "contentSchema" => schema.content = Some(Box::new(self.schema(node))),
            "allOf" => self.parts(node, schema),
            "oneOf" => schema.one_of = self.arms(node),
            "anyOf" => schema.any_of = self.arms(node),
            "discriminator" => schema.discriminator = self.discriminator(node),
            "x-enum-varnames" => {
                let others = said.names.replace(node);
                self.other_names(others, node);
            }
            "x-enumNames" => match said.names {
                None => said.names = Some(node),
                Some(names) => self.other_names(Some(node), names),
            },
            "x-enum-descriptions" => said.descriptions = Some(node),
            "x-ms-enum" => {
                vocabulary::check(ObjectKind::MsEnum, node, self.report);
                said.values = node.get("values");
            }
            "x-terminal" => said.terminal = Some(node),
            "default" => said.default = Some(self.default(node)),
            _ => {
                return self.limit(key, node, &mut draft.schema.limits)
                    || self.about(key, node, &mut draft.schema.about)
                    || key.starts_with("x-")
                    || self.is_not_needed(key, node);
            }
        }
        true
    }

    /// Reports names of listed values, if others are taken.
    fn other_names(&mut self, others: Option<Node<'_>>, names: Node<'_>) {
        let are_others = |others: &Node<'_>| others.to_value() != names.to_value();
        let Some(others) = others.filter(are_others) else { return };
        let at = others.at();
        let message = "`x-enumNames` is left out: `x-enum-varnames` names the values";
        let found = Diagnostic::warning("left-out", &at, message);
        self.report.push_counted(found.settled_without(&at, "The values have other names."));
    }

    /// Reads the values that are listed.
    fn values(&mut self, node: Node<'_>) -> Option<Vec<Listed>> {
        if !self.is(node, node.is_list(), "a list") {
            return None;
        }
        if node.items().next().is_none() {
            let at = node.at();
            let message = "an `enum` without values takes none: it is left out";
            let found = Diagnostic::warning("left-out", &at, message);
            self.report.push_counted(found.settled_without(&at, "Any value is taken."));
        }
        self.report_wholes(node.items(), node);
        let listed = node.items().map(|node| Listed::new(node.to_value(), node.at()));
        Some(listed.collect::<Vec<_>>()).filter(|all| !all.is_empty())
    }

    /// Reads what else holds where a property is there: a schema, or names, which are
    /// in `dependentRequired` since.
    fn dependents(&mut self, key: &str, node: Node<'_>, schema: &mut Schema) {
        for (_, node) in node.entries() {
            if node.is_list() {
                let names = vocabulary::left_out("a schema", key, node, vocabulary::NARROWS);
                self.report.push_counted(names);
            } else {
                self.conditional(node, schema);
            }
        }
    }

    /// Reads the schemas that all hold. What their conditions test, the whole tests.
    fn parts(&mut self, node: Node<'_>, schema: &mut Schema) {
        let mut parts = self.listed(node);
        for part in parts.iter_mut().flatten() {
            schema.test(std::mem::take(&mut part.tested));
        }
        self.report_other_defaults(node);
        schema.all_of = parts;
    }

    /// Reports the defaults of parts that give way to that of the whole, or of a later part.
    fn report_other_defaults(&mut self, parts: Node<'_>) {
        let own = parts.parent().and_then(|whole| whole.get("default"));
        let of_parts = parts.items().filter_map(|part| part.get("default"));
        let of_parts: Vec<Node<'_>> = of_parts.filter(|default| !default.is_null()).collect();
        let Some(taken) = own.or(of_parts.last().copied()) else { return };
        let value = taken.to_value();
        for other in of_parts.iter().filter(|other| other.to_value() != value) {
            self.report.push_counted(slips::other_default(&other.at()));
        }
    }

    /// Reads a default: its value, and its text in the file where that is one.
    fn default(&mut self, node: Node<'_>) -> (Value, Option<String>) {
        let default = node.to_value();
        if !default.is_null() && default_words(&default).is_none() {
            self.report.push_counted(long_default(node));
        }
        (default, node.text().map(str::to_owned))
    }

    /// Tells whether a keyword is one that nothing is made of; what it says is
    /// reported where that is lost.
    fn is_not_needed(&mut self, key: &str, node: Node<'_>) -> bool {
        let Some(keyword) = vocabulary::keyword(key) else { return false };
        if let Fate::Reported(what) = keyword.fate
            && !is_said_by(keyword.default, node)
        {
            let left_out = vocabulary::left_out("a schema", key, node, what);
            self.report.push_counted(left_out);
        }
        true
    }

    fn limit(&mut self, key: &str, node: Node<'_>, limits: &mut Limits) -> bool {
        match key {
            "pattern" => limits.patterns = self.text(node).into_iter().collect(),
            "minLength" => limits.min_length = self.count(node),
            "maxLength" => limits.max_length = self.count(node),
            "minItems" => limits.min_items = self.count(node),
            "maxItems" => limits.max_items = self.count(node),
            "uniqueItems" => limits.unique_items = Some(self.flag(node)),
            "minProperties" => limits.min_properties = self.count(node),
            "maxProperties" => limits.max_properties = self.count(node),
            "multipleOf" => limits.multiple_of = self.number(node).into_iter().collect(),
            "minimum" => limits.fill(Limits { minimum: self.number(node), ..Limits::default() }),
            "maximum" => limits.fill(Limits { maximum: self.number(node), ..Limits::default() }),
            "exclusiveMinimum" => {
                let (minimum, exclusive_minimum) = self.exclusive(node);
                limits.fill(Limits { minimum, exclusive_minimum, ..Limits::default() });
            }
            "exclusiveMaximum" => {
                let (maximum, exclusive_maximum) = self.exclusive(node);
                limits.fill(Limits { maximum, exclusive_maximum, ..Limits::default() });
            }
            _ => return false,
        }
        true
    }

    /// Reads that a bound is not taken itself: a note beside the bound, or the bound.
    fn exclusive(&mut self, node: Node<'_>) -> (Option<Number>, bool) {
        if let Some(exclusive) = node.as_bool() {
            return (None, exclusive);
        }
        let bound = self.number(node);
        let exclusive = bound.is_some();
        (bound, exclusive)
    }

    fn about(&mut self, key: &str, node: Node<'_>, about: &mut About) -> bool {
        match key {
            // Blank words hide none that another part has.
            "title" => about.title = self.text(node).filter(|text| !text.trim().is_empty()),
            "description" => {
                about.description = self.text(node).filter(|text| !text.trim().is_empty());
            }
            "deprecated" => about.deprecated = self.flag(node),
            "readOnly" => about.read_only = self.flag(node),
            "writeOnly" => about.write_only = self.flag(node),
            "externalDocs" => about.more = ExternalDocs::read(node),
            _ => return false,
        }
        true
    }

    /// Reads a schema for each name, but for those that take no value.
    fn properties(&mut self, node: Node<'_>) -> Option<IndexMap<String, Schema>> {
        if !self.is(node, node.is_object(), "an object") {
            return None;
        }
        let mut read = IndexMap::new();
        for (name, child) in node.entries() {
            if takes_none(child) {
                let is_declared = |part| self.never.is_declared(part, name, self.links);
                let is_field = node.parent().is_some_and(is_declared);
                self.report.push_counted(never(name, child, is_field));
            } else {
                read.insert(name.to_owned(), self.schema(child));
            }
        }
        Some(read)
    }

    /// Reads a list of schemas.
    fn listed(&mut self, node: Node<'_>) -> Option<Vec<Schema>> {
        if !self.is(node, node.is_list(), "a list") {
            return None;
        }
        Some(node.items().map(|child| self.schema(child)).collect())
    }

    /// Reads the arms of a union without those that take no value, unless that is all of them.
    fn arms(&mut self, node: Node<'_>) -> Option<Vec<Schema>> {
        if !self.is(node, node.is_list(), "a list") {
            return None;
        }
        let is_empty = node.items().all(takes_none);
        let arms = node.items().filter(|arm| is_empty || !takes_none(*arm));
        Some(arms.map(|arm| self.schema(arm)).collect())
    }

    fn additional(&mut self, node: Node<'_>) -> Additional {
        match node.as_bool() {
            Some(any) => Additional::Any(any),
            None if takes_none(node) => Additional::Any(false),
            None => Additional::Of(Box::new(self.schema(node))),
        }
    }

    fn patterns(&mut self, node: Node<'_>) -> Option<IndexMap<String, Additional>> {
        if !self.is(node, node.is_object(), "an object") {
            return None;
        }
        let pattern = |(name, child): (&str, Node<'_>)| (name.to_owned(), self.additional(child));
        Some(node.entries().map(pattern).collect())
    }

    /// Reads a schema that holds under a condition.
    fn conditional(&mut self, node: Node<'_>, schema: &mut Schema) {
        self.report_narrowing(node);
        let mut read = self.schema(node);
        schema.test(std::mem::take(&mut read.tested));
        if read.declares() {
            schema.conditional.push(read);
        }
    }

    /// Finds the properties that a condition is about, itself or by what it refers to. They may
    /// have any value: what the condition says of one is not so where it does not hold.
    fn tested(&mut self, condition: Node<'_>) -> IndexMap<String, Schema> {
        let mut found = Schema::default();
        let mut seen = HashSet::from([condition.id()]);
        // Each with the reference that led there: the target's own properties have types.
        let mut pending: Vec<(Node<'_>, Option<Node<'_>>)> = vec![(condition, None)];
        while let Some((node, reference)) = pending.pop() {
            for (key, child) in node.entries() {
                match key {
                    "allOf" | "oneOf" | "anyOf" => {
                        pending.extend(child.items().map(|arm| (arm, reference)));
                    }
                    "$ref" => {
                        let target = self.links.targets.get(&node.id());
                        let target = target.map(|target| node.document().node(*target));
                        let target = target.filter(|target| seen.insert(target.id()));
                        pending.extend(target.map(|target| (target, reference.or(Some(child)))));
                    }
                    "properties" => {
                        let one = |(name, node): (&str, Node<'_>)| {
                            (name.to_owned(), Schema::any(reference.unwrap_or(node).at()))
                        };
                        found.test(child.entries().map(one).collect());
                    }
                    _ => {}
                }
            }
            if seen.len() > MAX_REFERRED {
                let at = condition.at();
                let message = "the condition refers to too many schemas: properties that only \
                               these name are no fields";
                let warning = Diagnostic::warning("too-many-conditions", &at, message)
                    .help("declare under `properties` what is to be a field");
                self.report.push(warning);
                break;
            }
        }
        found.tested
    }

    /// Reports what a condition says of values beside their properties.
    fn report_narrowing(&mut self, condition: Node<'_>) {
        let mut pending = vec![condition];
        while let Some(node) = pending.pop() {
            if node.as_bool() == Some(false) {
                let key = node.key().unwrap_or("allOf");
                self.report.push_counted(vocabulary::left_out("a schema", key, node, NARROWS));
            }
            for (name, child) in node.entries() {
                let Some(key) = vocabulary::keyword(name) else { continue };
                match name {
                    "allOf" | "oneOf" | "anyOf" => pending.extend(child.items()),
                    "type" if child.as_str() == Some("object") => {}
                    _ if HEARD_OF_A_CONDITION.contains(&name) || key.fate != Fate::Used => {}
                    _ if is_said_by(key.default, child) => {}
                    _ => {
                        let found = vocabulary::left_out("a condition", name, child, NARROWS);
                        self.report.push_counted(found);
                    }
                }
            }
        }
    }

    fn required(&mut self, node: Node<'_>, schema: &mut Schema) {
        if node.as_bool().is_some() {
            slips::misplaced_required(node, self.report);
        } else if self.is(node, node.is_list(), "a list of names") {
            let mut required = Vec::new();
            for item in node.items() {
                let Some(name) = self.text(item) else { continue };
                let Some(part) = node.parent() else { continue };
                if let Some(how) = self.never.impossible(part, &name, self.links) {
                    self.report.push(impossible_required(&name, how, item));
                    continue;
                }
                let is_declared = self.never.is_declared(part, &name, self.links);
                required.push(Required { at: At(item.at()), name, is_declared });
            }
            schema.required = Some(required);
        }
    }

    fn discriminator(&mut self, node: Node<'_>) -> Option<Discriminator> {
        if !self.is(node, node.is_object(), "an object with `propertyName`") {
            return None;
        }
        let Some(property) = node.get("propertyName") else {
            self.is(node, false, "an object with `propertyName`");
            return None;
        };
        let property = self.text(property)?;
        let mut mapping = Vec::new();
        for (value, target) in node.get("mapping").into_iter().flat_map(Node::entries) {
            if let Some(component) = self.mapped(target) {
                let at = At(target.at());
                mapping.push(Mapping { at, value: value.to_owned(), component });
            }
        }
        let default = node.get("defaultMapping").and_then(|target| {
            let component = self.mapped(target)?;
            Some(DefaultMapping { at: At(target.at()), component })
        });
        let own_names = Arc::clone(&self.links.own_names);
        Some(Discriminator { at: At(node.at()), property, mapping, default, own_names })
    }

    /// Returns the component that a mapping leads to: by its name, by a reference to it,
    /// or by one to what has become a component.
    fn mapped(&mut self, node: Node<'_>) -> Option<String> {
        let text = self.text(node)?;
        let Some(target) = self.links.targets.get(&node.id()) else { return Some(text) };
        let extracted = self.links.extracted.get(target).cloned();
        let component = || node.document().node(*target).at().component();
        Some(extracted.or_else(component).unwrap_or(text))
    }

    /// Returns text, as it is written.
    fn text(&mut self, node: Node<'_>) -> Option<String> {
        let text = node.text().filter(|_| !node.is_null());
        self.is(node, text.is_some(), "text");
        text.map(str::to_owned)
    }

    fn flag(&mut self, node: Node<'_>) -> bool {
        let flag = node.as_bool();
        self.is(node, flag.is_some(), "`true` or `false`");
        flag.unwrap_or_default()
    }

    fn number(&mut self, node: Node<'_>) -> Option<Number> {
        let number = node.as_number();
        self.counts(node, number.is_some(), "a number");
        number
    }

    /// Returns a whole number that counts something.
    fn count(&mut self, node: Node<'_>) -> Option<u64> {
        let whole = |float: f64| (float >= 0.0 && float.fract() == 0.0).then_some(float as u64);
        let count = node.as_u64().or_else(|| node.as_f64().and_then(whole));
        self.counts(node, count.is_some(), "a whole number that is not negative");
        count
    }

    /// Reports a number that is of another kind than it should, or beyond all that there are.
    fn counts(&mut self, node: Node<'_>, fits: bool, what: &str) {
        match node.as_str().filter(|text| is_out_of_range(text)) {
            Some(text) => self.report.push(slips::beyond(text, &node.at())),
            None => _ = self.is(node, fits, what),
        }
    }

    /// Reports that a keyword has a value of another kind than it should.
    fn is(&mut self, node: Node<'_>, fits: bool, what: &str) -> bool {
        if !fits {
            let at = node.at();
            let message = format!("{what} should be here");
            let error = Diagnostic::error("schema", &at, message);
            let error = error.settled_without(&at, "No schema can have this here.");
            self.report.push(Diagnostic { severity: self.severity, ..error });
            self.broken.extend(node.parent().map(Node::at));
        }
        fits
    }

    /// Reports a keyword that is none. By the rule of JSON Schema it is an
    /// annotation, but it may be a slip of the pen.
    fn unknown(&mut self, key: &str, node: Node<'_>) {
        let message = format!("`{key}` is no keyword of a schema; it is ignored");
        let at = node.at();
        let why = format!("`{key}` is no keyword of a schema.");
        let warning =
            Diagnostic::warning("unknown-keyword", &at, message).settled_without(&at, why);
        let known = vocabulary::KEYWORDS.iter().map(|key| key.name);
        self.report.push(match crate::words::similar(key, known) {
            Some(meant) => warning.help(format!("write `{meant}`, if that is meant")),
            None => warning,
        });
    }
}

/// The parts of a schema that belong to something else it says.
#[derive(Default)]
struct Beside<'d> {
    /// True if it refers to another schema.
    refers: bool,
    /// The names in code of the listed values.
    names: Option<Node<'d>>,
    /// The descriptions of the listed values.
    descriptions: Option<Node<'d>>,
    /// The listed values with the name in code and the description of each.
    values: Option<Node<'d>>,
    /// The listed values that are an end.
    terminal: Option<Node<'d>>,
    /// The default, and how it is written.
    default: Option<(Value, Option<String>)>,
}

/// The keywords of a condition that lead to properties, whose schemas tell what is left out.
const HEARD_OF_A_CONDITION: [&str; 8] = [
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "properties",
    "then",
    "else",
    "dependentSchemas",
    "dependencies",
];

/// Warns that a listed value has another name or description already.
fn named_twice(node: Node<'_>, what: &str) -> Diagnostic {
    let at = node.at();
    let message = format!("the value has another {what} already: that of `x-ms-enum` is left out");
    Diagnostic::warning("left-out", &at, message)
        .settled_without(&at, format!("The value has another {what}."))
}

/// Warns that what is said to be an end is no listed value.
fn no_end(item: Node<'_>) -> Diagnostic {
    let at = item.at();
    let message = "`x-terminal` has a value that is not listed beside it; it is left out";
    Diagnostic::warning("terminal", &at, message).settled_without(&at, "There is no such status.")
}

/// Warns that the documentation does not show a default.
fn long_default(default: Node<'_>) -> Diagnostic {
    let at = default.at();
    let message = "a default that is long, or has a line break or a backquote, is not shown";
    Diagnostic::warning("left-out", &at, message).settled_without(&at, "It is not shown.")
}

/// Returns something that should be a schema and is none.
fn no_schema(node: Node<'_>, at: &Pointer) -> Diagnostic {
    let error = Diagnostic::error("shape", at, "a schema should be here");
    let why = "A schema is an object; an empty one takes any value.";
    // A value merged into a list becomes an item of it.
    if node.is_list() {
        error.settled_without(at, why)
    } else {
        error.settled_with(at, serde_json::json!({}), why)
    }
}

/// Warns that a property is required which no value may have.
fn impossible_required(name: &str, how: Impossible, item: Node<'_>) -> Diagnostic {
    let (said, why) = match how {
        Impossible::Whole => {
            ("is required, and no value may have it: no object is valid", "No value may have it.")
        }
        Impossible::There => {
            ("is required here, where no value of it is allowed", "No value of it is allowed.")
        }
        Impossible::AtTimes => (
            "is required, and all that is said of it is when no value of it is allowed",
            "It is not declared but as one that is not allowed.",
        ),
    };
    let message = format!("`{name}` {said}; it is left out");
    let list = item.parent().map(Node::at).unwrap_or_default();
    let warning = Diagnostic::warning("impossible-required", &item.at(), message)
        .help("take it out of the list, or say what it is under `properties`");
    warning.settled_by(Remedy::RemoveText { list, text: name.to_owned(), why: why.to_owned() })
}

/// Warns that no value may have a property: it is left out, unless another part makes it a field.
fn never(name: &str, node: Node<'_>, is_field: bool) -> Diagnostic {
    let at = node.at();
    let message = match is_field {
        true => format!("that no value may have `{name}` here is left out: {NARROWS}"),
        false => format!("no value may have `{name}` here: this makes no field of it"),
    };
    Diagnostic::warning("left-out", &at, message).settled_without(&at, "No value has it.")
}

/// Tells whether a schema takes no value: it is `false`, or is not what takes any.
pub(super) fn takes_none(node: Node<'_>) -> bool {
    let takes_any = |node: Node<'_>| {
        node.as_bool().unwrap_or_else(|| node.is_object() && node.entries().next().is_none())
    };
    match node.as_bool() {
        Some(any) => !any,
        None => node.get("not").is_some_and(takes_any),
    }
}
