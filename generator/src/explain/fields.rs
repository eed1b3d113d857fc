//! The reasons for the type of a field: presence, null, constants, and what the
//! schema says.

use super::{Explainer, Explanation, Touch};
use crate::ir::{
    Alternatives, Constant, Field, Hold, Object, Precision, Presence, Shape, TypeDef, TypeId,
    TypeRef, Width,
};
use crate::plan;
use crate::pointer::Pointer;
use crate::rust::{self, Slot};
use crate::schema::Schema;

/// The name in the document of the properties that are not declared.
pub(super) const REST: &str = "additionalProperties";

impl Explainer {
    /// Explains a field.
    pub(super) fn field(&self, id: &TypeId, object: &Object, field: &Field) -> Option<Explanation> {
        let Some((def, owner, rust::Item::Struct(item))) = self.planned_type(id) else {
            return None;
        };
        let planned = item.fields.iter().find(|planned| planned.wire == field.name)?;
        let rust = format!("{owner}.{}: {}", planned.name, planned.whole());
        let mut reasons = Vec::new();
        match &field.constant {
            Some(constant) => reasons.extend(constant_reasons(constant, def)),
            None => {
                reasons.extend(self.presence(field, planned.slot, def));
            }
        }
        reasons.extend(field.preset.as_ref().map(|text| {
            format!("it is `{text}` unless it is set, which tells it from other arms of a union")
        }));
        reasons.extend(self.null_from(field));
        reasons.extend(self.one_part(&field.origin));
        if field.constant.is_none() {
            reasons.push(self.words(&field.ty, &field.origin));
        }
        reasons.extend(held(field.hold, owner));
        reasons.extend(self.merged(field, def, owner));
        let named = |of: &&Alternatives| of.sets.iter().flatten().any(|name| *name == field.name);
        reasons.extend(
            object.alternatives.iter().filter(named).map(|alternatives| {
                format!("the docs of the type say that {}", alternatives.words())
            }),
        );
        reasons.extend(respelled(&planned.name, &field.name));
        reasons.extend(plan::rival_of_field(object, field).map(|(wanted, rival)| {
            let mut others = item.fields.iter();
            let other = others.find(|other| other.wire == rival.name);
            displaced(&wanted, &rival.name, other.map_or("", |other| &other.name))
        }));
        reasons.push(usage(def, owner, "its fields"));
        let mut explanation = self.from(rust, &field.origin, reasons);
        explanation.actions.extend(self.required_actions(field, def));
        explanation.actions.sort_by_key(|touch| touch.number);
        Some(explanation)
    }

    /// Explains the field for what is not declared.
    pub(super) fn undeclared(&self, id: &TypeId) -> Option<Explanation> {
        match &self.api.types.get(id)?.shape {
            Shape::Object(Object { rest: Some(rest), .. }) => self.rest(id, rest),
            _ => self.extra(id),
        }
    }

    /// Explains it where the document says what that is.
    fn rest(&self, id: &TypeId, rest: &TypeRef) -> Option<Explanation> {
        let Some((def, owner, rust::Item::Struct(item))) = self.planned_type(id) else {
            return None;
        };
        let field = item.fields.iter().find(|field| field.slot == Slot::Rest)?;
        let rust = format!("{owner}.{}: {}", field.name, field.whole());
        let at = def.origin.child(REST);
        let mut reasons = vec![
            "the object takes properties that it does not declare: they are kept here, and sent \
             back"
                .to_owned(),
            match rest {
                TypeRef::Any => "their type is not said: any JSON value".to_owned(),
                rest => format!("each of them is {}", self.words(rest, &at)),
            },
            usage(def, owner, "its fields"),
        ];
        reasons.extend(held(field.hold, owner));
        Some(self.from(rust, &at, reasons))
    }

    /// Explains it where nothing is said of that.
    fn extra(&self, id: &TypeId) -> Option<Explanation> {
        let Some((def, owner, rust::Item::Struct(item))) = self.planned_type(id) else {
            return None;
        };
        let field = item.fields.iter().find(|field| field.slot == Slot::Extra)?;
        let rust = format!("{owner}.{}: {}", field.name, field.whole());
        let mut reasons = vec![
            "callers read the object: what a server says that the document does not declare is \
             kept here, and written back after the declared properties"
                .to_owned(),
        ];
        if field.name != "extra" {
            reasons.push(format!("a property is called `extra`, so this is `{}`", field.name));
        }
        reasons.push(usage(def, owner, "its fields"));
        Some(self.from(rust, &def.origin, reasons))
    }

    /// Gives the reasons for its presence: whether it may be left out, or null,
    /// and what Rust makes of that.
    fn presence(&self, field: &Field, slot: Slot, def: &TypeDef) -> Vec<String> {
        let mut reasons: Vec<String> = Vec::new();
        if field.read_only && field.constant.is_none() && def.usage.request {
            reasons.push(
                "`readOnly`: only the server says it, so that callers are not asked for it even if \
                 it is required, and no call has a setter for it"
                    .to_owned(),
            );
        }
        match (field.presence, slot) {
            (Presence::WriteOnly | Presence::WriteOnlyNullable, _) => reasons.push(
                "required and `writeOnly`: an argument of the constructor; what was read does not \
                 have it, and is sent again without it"
                    .to_owned(),
            ),
            (Presence::Required, _) => {
                if def.usage.request {
                    reasons.push("required: an argument of the constructor".to_owned());
                }
                if def.usage.response {
                    let empty = self.empty(&field.ty);
                    reasons.push(format!(
                        "required; where a server leaves it out or sends null all the same, it \
                         reads as {empty}"
                    ));
                }
            }
            (Presence::RequiredNullable, _) => {
                if def.usage.request {
                    reasons.push(
                        "required, and may be null: an argument of the constructor; null is sent \
                         for `None`"
                            .to_owned(),
                    );
                }
                if def.usage.response {
                    reasons.push(
                        "required, and may be null: an `Option`; null reads as `None`, and so does \
                         a missing one"
                            .to_owned(),
                    );
                }
            }
            (Presence::Optional, _) if def.usage.request => reasons
                .push("optional: an `Option` with a setter; `None` is left out".to_owned()),
            (Presence::Optional, _) => reasons
                .push("optional: an `Option`, `None` where it is left out or null".to_owned()),
            (Presence::OptionalNullable, Slot::Nullable) => reasons.push(
                "optional, and may be null, and callers send it: a `Nullable` tells left out, null \
                 and a value apart"
                    .to_owned(),
            ),
            (Presence::OptionalNullable, _) => reasons.push(
                "optional, and may be null; callers only read it, so an `Option` is enough"
                    .to_owned(),
            ),
        }
        reasons
    }

    /// Returns the schema that says it may be null, if that is not the property's own.
    fn null_from(&self, field: &Field) -> Option<String> {
        if !field.presence.is_nullable() {
            return None;
        }
        let mut seen: Vec<String> = Vec::new();
        let mut pending = vec![(None, self.schema(&field.origin))];
        while let Some((name, schema)) = pending.pop() {
            if schema.nullable {
                let name: String = name?;
                return Some(format!(
                    "that it may be null is said by the schema `{name}`: null counts where that is \
                     used"
                ));
            }
            for used in schema.arms().iter().chain([&schema]).filter_map(Schema::component) {
                if !seen.iter().any(|known| known == used) {
                    seen.push(used.to_owned());
                    pending.push((Some(used.to_owned()), self.component(used)));
                }
            }
        }
        None
    }

    /// Says that an `allOf` has one part.
    fn one_part(&self, at: &Pointer) -> Option<String> {
        let parts = self.document.find(at)?.get("allOf")?;
        self.schema(at).component().filter(|_| parts.is_list())?;
        Some("an `allOf` with one part that is no annotation: that part".to_owned())
    }

    /// Describes the value that is read in the place of what a server left out.
    fn empty(&self, ty: &TypeRef) -> &'static str {
        match self.api.target(ty) {
            TypeRef::String => "empty text",
            TypeRef::File => "an empty file",
            TypeRef::Boolean => "`false`",
            TypeRef::Parsed(_) => "empty text, which stands for no value",
            TypeRef::Integer(_) | TypeRef::Number(_) | TypeRef::UnixTime => "0",
            TypeRef::Any => "null",
            TypeRef::FreeForm | TypeRef::Map(_) => "an empty map",
            TypeRef::List(_) => "an empty list",
            TypeRef::Nullable(_) => "`None`",
            TypeRef::Named(id) => match self.api.types.get(id).map(|def| &def.shape) {
                Some(Shape::Enum(_)) => "`Other(\"\")`",
                Some(Shape::IntegerEnum(_)) => "0",
                Some(Shape::Object(_)) => "an empty struct",
                _ => "its empty value",
            },
        }
    }

    /// Returns the type of a use and the words of the document for it.
    pub(super) fn words(&self, ty: &TypeRef, at: &Pointer) -> String {
        let schema = self.schema(at);
        let is_union = !schema.arms().is_empty();
        let format = schema.format.as_deref();
        let rust = self.ty(ty);
        match ty {
            TypeRef::Nullable(inner) => format!("{}; or null", self.words(inner, at)),
            TypeRef::Named(id) => self.named_words(id, &schema),
            TypeRef::Any if is_union => {
                format!("a union of which an arm takes any value: `{rust}`")
            }
            TypeRef::Any
                if self.document.find(at).is_some_and(|node| node.get("not").is_some()) =>
            {
                format!("`not` alone says no type: `{rust}`")
            }
            TypeRef::Any => format!("no type is said: any JSON value, `{rust}`"),
            TypeRef::FreeForm => {
                format!("an object that declares no properties: any of them, `{rust}`")
            }
            TypeRef::Map(values) => {
                let values = self.words(values, &at.child(REST));
                format!("an object of any keys: a map that is sorted by them; its values: {values}")
            }
            TypeRef::List(items) => {
                format!("a list: `{rust}`; its items: {}", self.words(items, &at.child("items")))
            }
            TypeRef::UnixTime => "an integer with the format `unixtime`: `UnixTime`".to_owned(),
            TypeRef::File => "bytes, in a form: `File`".to_owned(),
            TypeRef::String if format == Some("binary") => {
                "bytes, but in no form, where they are text: `String`".to_owned()
            }
            TypeRef::String if is_union => {
                "a union of texts of which none is listed: `String`".to_owned()
            }
            TypeRef::Integer(_) | TypeRef::Number(_) if is_union => {
                format!("a union of numbers: `{rust}`")
            }
            TypeRef::Number(Precision::Exact) => {
                format!("an integer or another number, of which integers are exact: `{rust}`")
            }
            TypeRef::Parsed(ty) => format!(
                "a string with the format `{}`, for which `formats` of the configuration says \
                 `{}`: `{rust}`, which keeps the text",
                format.unwrap_or_default(),
                ty.library()
            ),
            TypeRef::Integer(width) if *width != Width::default() => match format {
                Some(format) => format!("an integer with the format `{format}`: `{rust}`"),
                None => format!("an integer, whose limits, values or default ask for `{rust}`"),
            },
            TypeRef::Number(precision) if *precision != Precision::default() => {
                format!("a number with the format `{}`: `{rust}`", format.unwrap_or_default())
            }
            scalar => {
                let kind = match scalar {
                    TypeRef::String => "a string",
                    TypeRef::Boolean => "a boolean",
                    TypeRef::Integer(_) => "an integer",
                    _ => "a number",
                };
                match format {
                    Some(format) => {
                        format!(
                            "{kind}, for which the format `{format}` has no type of its own: `{rust}`"
                        )
                    }
                    None => format!("{kind}: `{rust}`"),
                }
            }
        }
    }

    fn named_words(&self, id: &TypeId, schema: &Schema) -> String {
        let rust = self.type_name(id);
        let what = match self.api.types.get(id).map(|def| &def.shape) {
            Some(Shape::Object(_)) => "a struct".to_owned(),
            Some(Shape::Enum(_) | Shape::IntegerEnum(_)) => "an open enum".to_owned(),
            Some(Shape::Union(_)) => "a union".to_owned(),
            Some(Shape::Alias(target)) => format!("another name for `{}`", self.ty(target)),
            _ => "the events of a stream".to_owned(),
        };
        match (id.0.as_slice(), schema.component()) {
            ([component], Some(_)) if component == rust => {
                format!("a reference to `{rust}`, {what}")
            }
            ([component], Some(_)) => format!("a reference to `{component}`: `{rust}`, {what}"),
            ([component], None) => {
                format!("a union of texts, of which `{component}` lists some: `{rust}`, {what}")
            }
            _ => format!(
                "an inline schema, named after its owner and the way to it: `{rust}`, {what}"
            ),
        }
    }

    /// Says by which keyword it comes from a part of the schema.
    fn merged(&self, field: &Field, def: &TypeDef, owner: &str) -> Option<String> {
        let own = def.origin.child("properties").child(&field.name);
        // What no schema declares is at the type itself.
        if field.origin == own || field.origin == def.origin {
            return None;
        }
        let way = field.origin.rest(&def.origin);
        let way: Vec<String> = way.iter().flat_map(Pointer::keys).collect();
        let schema = self.document.find(&def.origin)?;
        let is_by = |key: &&str| match way.first() {
            Some(first) => first == key,
            None => schema.get(key).is_some(),
        };
        let keys =
            ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "dependencies"];
        Some(match keys.into_iter().find(is_by)? {
            "allOf" => {
                format!(
                    "`{owner}` is an `allOf`, whose parts are one struct: this part declares it"
                )
            }
            key @ ("anyOf" | "oneOf") => {
                let arms = match self.document.before_made(&field.origin) {
                    Some(_) => "several arms declare it, this one first",
                    None => "this arm declares it",
                };
                format!(
                    "`{owner}` has the properties of all arms of its `{key}`, which can hold \
                     together: {arms}"
                )
            }
            "if" => {
                "`if` alone names it: what it asks for there is a condition, and no type".to_owned()
            }
            key => format!("it is declared under a condition, in `{key}`, and so it is optional"),
        })
    }

    /// Lists what the overlay did to the list that makes it required.
    fn required_actions(&self, field: &Field, def: &TypeDef) -> Vec<Touch> {
        let property = self.location(&field.origin).at;
        let schema = property.split().and_then(|(properties, _)| properties.split());
        let mut schemas: Vec<Pointer> = schema.map(|(schema, _)| schema).into_iter().collect();
        let owner = self.location(&def.origin).at;
        if !schemas.contains(&owner) {
            schemas.push(owner);
        }
        let history = self.history();
        let lists = schemas.iter().map(|schema| schema.child("required"));
        lists.flat_map(|list| history.of_required(&list, &field.name)).collect()
    }
}

fn constant_reasons(constant: &Constant, def: &TypeDef) -> Vec<String> {
    let value = match constant {
        Constant::Text(text) => text.clone(),
        Constant::Value(value) => value.to_string(),
    };
    let mut reasons = Vec::new();
    if def.usage.request {
        reasons.push(format!(
            "required, and `{value}` is its only value: callers never write it, and it is always sent"
        ));
    }
    if def.usage.response {
        reasons.push(match constant {
            Constant::Text(_) => format!(
                "required, and `{value}` is its only value: it reads as that where a server leaves \
                 it out; another text is kept"
            ),
            Constant::Value(_) => {
                format!("required, and `{value}` is the only value of the document")
            }
        });
    }
    reasons
}

/// Gives the reason why a name of Rust is not that of the document.
pub(super) fn respelled(rust: &str, wire: &str) -> Option<String> {
    if rust == wire {
        return None;
    }
    Some(match rust.strip_prefix("r#") {
        Some(plain) if plain == wire => {
            format!("`{wire}` is a keyword of Rust, which `r#` makes a name")
        }
        _ => format!("`{wire}` on the wire; in Rust, `{rust}`"),
    })
}

/// Gives the reason why something does not have the name that it would have by itself:
/// another thing, by its word in the document and its name in Rust.
pub(super) fn displaced(wanted: &str, other: &str, name: &str) -> String {
    let name = match name.trim_start_matches("r#") {
        plain if plain == wanted => "which has it".to_owned(),
        _ => format!("which is `{name}`"),
    };
    format!("by itself, its name would be `{wanted}`, and so would that of `{other}`, {name}")
}

/// Gives the reason why a value is not held as it is.
pub(super) fn held(hold: Hold, owner: &str) -> Option<String> {
    match hold {
        Hold::Direct => None,
        Hold::Boxed => Some(format!("it leads back to `{owner}`: a `Box` gives that a size")),
        Hold::Apart => Some(
            "types hold one another in a long chain here: `Apart` keeps the compiler from \
             following it to its limit"
                .to_owned(),
        ),
    }
}

/// Says who sees a type, and what that makes of it.
pub(super) fn usage(def: &TypeDef, name: &str, fields: &str) -> String {
    let is_object = matches!(def.shape, Shape::Object(_));
    if !def.is_used {
        return format!("no call sends or reads `{name}`: it is made as what callers only read");
    }
    match (def.usage.request, def.usage.response) {
        (true, false) if is_object => format!(
            "callers only send `{name}`: its constructor takes what is required, setters the rest"
        ),
        (true, true) if is_object => format!(
            "callers send and read `{name}`: {fields} are public, and it has a constructor and \
             setters as well"
        ),
        (_, _) if is_object => {
            format!("callers only read `{name}`: {fields} are public, and it has no constructor")
        }
        (true, false) => format!("callers only send `{name}`"),
        (true, true) => format!("callers send and read `{name}`"),
        _ => format!("callers only read `{name}`"),
    }
}
