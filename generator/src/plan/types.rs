//! Schemas → structs and aliases.

use super::{Planner, RUNTIME, docs, import, import_argument, names, naming, reserved};
use crate::ir::{self, Constant, Hold, Presence, Shape, TypeDef, TypeId, TypeRef, Usage};
use crate::rust::{
    Alias, Convert, Field, FieldInput, FieldSetter, Item, Marks, OpenEnumKind, Slot, Struct,
    TerminalMethod, Type,
};
use crate::words::{code, paragraphs};

/// The most properties that documentation names as those of which some are to be given.
const MAX_NAMES: usize = 12;

impl Planner<'_> {
    /// Returns the item of a type.
    pub(super) fn type_item(
        &mut self,
        id: &TypeId,
        def: &TypeDef,
        imports: &mut Vec<String>,
    ) -> Item {
        let name = self.type_name(id);
        let known = match &def.shape {
            Shape::Union(union) => super::unions::known(union),
            Shape::Events(_) => "An event of a stream.".to_owned(),
            _ => String::new(),
        };
        let known = paragraphs([Some(self.said_of_type(id).as_str()), Some(&known)]);
        let mut docs = self.docs(&def.docs, &known);
        docs.extend(self.webhook_docs(id, def));
        // What is inside it is documented as that.
        if id.0.len() == 1 && !self.used.contains(id) {
            docs::add_paragraph(
                &mut docs,
                "No call takes this type or answers with it.".to_owned(),
            );
        }
        match &def.shape {
            Shape::Object(object) => {
                Item::Struct(self.struct_item(id, name, docs, object, imports))
            }
            Shape::Enum(values) => {
                let mut item = self.open_enum(id, docs, OpenEnumKind::Texts, values, imports);
                item.terminal = self.terminal.get(id).map(|texts| TerminalMethod {
                    docs: vec!["Tells whether a poll ends at this.".to_owned()],
                    texts: texts.to_vec(),
                });
                Item::OpenEnum(item)
            }
            Shape::IntegerEnum(values) => {
                Item::OpenEnum(self.open_enum(id, docs, OpenEnumKind::Integers, values, imports))
            }
            Shape::Union(union) => Item::Union(self.union_item(id, docs, union, imports)),
            Shape::Events(events) => Item::Events(self.events_item(name, docs, events, imports)),
            Shape::Assembly(state) => Item::Assembly(self.assembly_item(name, state, imports)),
            Shape::Accumulation(state) => {
                Item::Accumulation(self.accumulation_item(name, state, imports))
            }
            Shape::Alias(target) => {
                let ty = self.ty(target);
                import(&ty, imports);
                Item::Alias(Alias { docs, marks: self.type_marks(id), name, ty })
            }
        }
    }

    fn struct_item(
        &self,
        id: &TypeId,
        name: String,
        mut docs: Vec<String>,
        object: &ir::Object,
        imports: &mut Vec<String>,
    ) -> Struct {
        let usage = self.api.types.get(id).map(|def| def.usage).unwrap_or_default();
        imports.push(format!("{RUNTIME}::object"));
        // Long lists would say less than the properties themselves.
        let is_short = |of: &&ir::Alternatives| of.sets.iter().flatten().count() <= MAX_NAMES;
        for alternatives in object.alternatives.iter().filter(is_short) {
            let text = format!("{}.", docs::capitalized(&alternatives.words()));
            docs::add_paragraph(&mut docs, text);
        }
        if object.closed {
            docs::add_paragraph(&mut docs, "The document allows no other properties.".to_owned());
        }
        let mut constants = Vec::new();
        let names = self.field_names(id);
        let setters = naming::setters(names, "property", &reserved::is_of_structs);
        let mut fields: Vec<Field> = Vec::with_capacity(names.len());
        for ((field, name), setter) in object.fields.iter().zip(names).zip(&setters) {
            fields.push(self.field(id, field, (name, setter), &mut constants));
        }
        if let Some(rest) = &object.rest {
            fields.push(self.rest_field(rest, object.rest_hold, names));
        } else if usage.response {
            fields.push(extra_field(names));
        }
        for field in &fields {
            import_field(field, usage.request, imports);
        }
        let arguments = fields.iter().any(|field| matches!(field.input, FieldInput::Argument(..)));
        // An empty text in place of what tells it apart would be no use.
        let is_told = object
            .fields
            .iter()
            .any(|field| field.presence.is_required() && field.preset.is_some());
        let default = usage.response || !(arguments || is_told);
        if !usage.request {
            // Callers only read it: its fields are public, and it is made by
            // decoding, or from the default.
            for field in &mut fields {
                field.input = FieldInput::Fixed(String::new());
                field.preset = None;
            }
        }
        let mut item = Struct {
            docs,
            marks: self.type_marks(id),
            name,
            fields,
            constants,
            default,
            constructor_docs: Vec::new(),
            texts: self.text_methods(id, imports),
        };
        item.constructor_docs = constructor_docs(&item);
        item
    }

    fn field(
        &self,
        id: &TypeId,
        field: &ir::Field,
        (name, setter): (&str, &str),
        constants: &mut Vec<String>,
    ) -> Field {
        let usage = self.api.types.get(id).map(|def| def.usage).unwrap_or_default();
        let marks = self.marks(self.module_of(id), &field.docs, &field.name, name);
        let name = names::raw(name);
        let docs = self.docs(&field.docs, &self.said_by_type(&field.ty));
        let slot = slot(field.presence, usage);
        let convert = self.convert(&field.ty);
        let (ty, input, docs) = match &field.constant {
            Some(Constant::Text(text)) => {
                constants.push(text.clone());
                let ty = Type::Constant(constants.len() - 1);
                (ty, FieldInput::Fixed("Constant::default()".to_owned()), constant_docs(text, docs))
            }
            Some(Constant::Value(value)) => {
                let input = FieldInput::Fixed(literal(value, &field.ty));
                (self.ty(&field.ty), input, constant_docs(&value.to_string(), docs))
            }
            None if field.is_argument() => {
                let mut docs = docs;
                if field.presence.is_write_only() {
                    docs::add_paragraph(&mut docs, WITHOUT.to_owned());
                }
                let argument = self.setter_type(&field.ty, convert);
                (self.ty(&field.ty), FieldInput::Argument(convert, argument), docs)
            }
            None if field.presence.is_required() => {
                let text = field.preset.as_deref().unwrap_or_default();
                let mut docs = docs;
                docs::add_paragraph(&mut docs, format!("{} unless it is set.", code(text)));
                (self.ty(&field.ty), FieldInput::Fixed(format!("{text:?}.into()")), docs)
            }
            None => {
                let argument = self.setter_type(&field.ty, convert);
                let setter = field_setter(&name, names::raw(setter), convert, argument);
                (self.ty(&field.ty), FieldInput::Setter(setter), docs)
            }
        };
        let constant_text = matches!(field.constant, Some(Constant::Text(_)));
        let fixed = match (&field.constant, &input) {
            // What is missing is read as null anyway.
            (Some(Constant::Value(of)), FieldInput::Fixed(value)) if !of.is_null() => {
                Some(value.clone())
            }
            _ => None,
        };
        Field {
            docs,
            marks,
            wire: field.name.clone(),
            corrected: slot == Slot::Plain && (usage.response || constant_text),
            fixed,
            packed: field.packed,
            hold: field.hold,
            name,
            ty,
            slot,
            input,
            preset: field.preset.clone(),
        }
    }

    /// Returns the field of the properties that are not declared.
    fn rest_field(&self, rest: &TypeRef, hold: Hold, names: &[String]) -> Field {
        let name = naming::undeclared("rest", names);
        let (ty, convert) = match rest {
            TypeRef::Any => (Type::FreeForm, Convert::Object),
            rest => {
                let is_exact = self.api.target(rest).is_exact();
                let convert = if is_exact { Convert::EntriesSame } else { Convert::Entries };
                (Type::Map(Box::new(self.ty(rest))), convert)
            }
        };
        Field {
            docs: vec!["Further properties.".to_owned()],
            marks: Marks::default(),
            wire: String::new(),
            corrected: false,
            fixed: None,
            packed: false,
            hold,
            input: FieldInput::Setter(field_setter(&name, name.clone(), convert, ty.clone())),
            slot: Slot::Rest,
            preset: None,
            name,
            ty,
        }
    }
}

/// The documentation of what is required of callers, and not there in what they read.
const WITHOUT: &str = "It is not there in what was read, which is sent again without it.";

/// Finds how a field is present, of a property of a type that some see.
pub(super) const fn slot(presence: Presence, usage: Usage) -> Slot {
    match (presence, usage.request) {
        (Presence::Required, _) => Slot::Plain,
        (Presence::RequiredNullable, _) => Slot::OrNull,
        (Presence::OptionalNullable | Presence::WriteOnlyNullable, true) => Slot::Nullable,
        (_, _) => Slot::Optional,
    }
}

/// Returns the setter of a field.
fn field_setter(field: &str, name: String, convert: Convert, ty: Type) -> FieldSetter {
    let docs = vec![format!("Sets [`{0}`](Self::{0}).", field.trim_start_matches("r#"))];
    FieldSetter { docs, name, convert, ty }
}

/// Returns the field of the properties that are not declared, where nothing is said of
/// them: what a server says is kept all the same.
fn extra_field(names: &[String]) -> Field {
    Field {
        docs: Vec::new(),
        marks: Marks::default(),
        wire: String::new(),
        corrected: false,
        fixed: None,
        packed: false,
        hold: Hold::Direct,
        input: FieldInput::Fixed("Default::default()".to_owned()),
        slot: Slot::Extra,
        preset: None,
        name: naming::undeclared("extra", names),
        ty: Type::EXTRA,
    }
}

/// Returns the documentation of a constant, which has its text.
fn constant_docs(text: &str, mut docs: Vec<String>) -> Vec<String> {
    let text = code(text);
    if !docs.iter().any(|line| line.contains(&text)) {
        docs::add_paragraph(&mut docs, format!("Always {text}."));
    }
    docs
}

/// Returns the documentation of a constructor.
fn constructor_docs(item: &Struct) -> Vec<String> {
    let article = if item.name.starts_with(['A', 'E', 'I', 'O']) { "An" } else { "A" };
    vec![match item.is_empty() {
        true => format!("{article} `{}` with nothing set.", item.name),
        false => format!("{article} `{}` of what it requires{}.", item.name, given(item)),
    }]
}

/// Names the arguments of a constructor that texts could be swapped in, and what it sets by
/// itself.
fn given(item: &Struct) -> String {
    let arguments = item.fields.iter().filter_map(|field| match &field.input {
        FieldInput::Argument(convert, _) => Some((&field.name, *convert == Convert::Into)),
        _ => None,
    });
    let arguments: Vec<(&String, bool)> = arguments.collect();
    let named = match arguments.iter().filter(|(_, is_text)| *is_text).count() {
        0 | 1 => String::new(),
        _ => {
            let names =
                arguments.iter().map(|(name, _)| format!("`{}`", name.trim_start_matches("r#")));
            format!(": {}", names.collect::<Vec<_>>().join(", "))
        }
    };
    let fixed = item.fields.iter().filter_map(|field| match &field.ty {
        Type::Constant(number) => {
            Some(format!("{} = {}", code(&field.wire), code(item.constants.get(*number)?)))
        }
        _ => None,
    });
    let fixed: Vec<String> = fixed.collect();
    let fixed =
        if fixed.is_empty() { fixed.concat() } else { format!(", with {}", fixed.join(", ")) };
    named + &fixed
}

fn import_field(field: &Field, has_setters: bool, imports: &mut Vec<String>) {
    import(&field.ty.clone().held(field.hold), imports);
    if field.slot == Slot::Nullable {
        imports.push(format!("{RUNTIME}::Nullable"));
    }
    match &field.input {
        FieldInput::Setter(setter) if has_setters => {
            import_argument(&setter.ty, field.slot.set(), setter.convert, imports);
        }
        FieldInput::Argument(convert, argument) if has_setters => {
            import_argument(argument, field.slot.given(), *convert, imports);
        }
        _ => {}
    }
}

/// Writes a boolean or a number in Rust.
fn literal(value: &serde_json::Value, ty: &TypeRef) -> String {
    match (ty, value.as_f64()) {
        (TypeRef::Number(_), Some(number)) => format!("{number:?}"),
        _ if value.is_null() => "Value::Null".to_owned(),
        _ => value.to_string(),
    }
}
