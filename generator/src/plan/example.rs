//! Examples: each operation called with what it requires.
//!
//! An argument is a value that can be written in few words: a text, a number, a value
//! of an enum, an object of such; what the document shows of it, where it does and that
//! is one, or else one of its format. What would take more is a parameter of the example,
//! of its own type, so that the example compiles whatever the type is. Of what is
//! optional, a few are set that the document shows in the body.

use serde_json::Value;

use super::{Planner, files, names, naming, reserved};
use crate::ir::{self, Operation, Shape, TypeRef};
use crate::rust::{Argument, Convert, Slot, Type};

/// The maximum depth to which objects within objects are written.
const DEPTH: usize = 2;

/// The maximum number of arguments of an object that is written.
const ARGUMENTS: usize = 4;

/// The maximum number of optional arguments that are set.
const SETTERS: usize = 3;

/// The maximum number of characters of a text.
const TEXT: usize = 40;

/// The maximum width of the line of a call.
const WIDTH: usize = 88;

/// A call of an operation.
pub(super) struct Example {
    /// The names that have to be there, each with its type.
    given: Vec<(String, String)>,
    /// The handle: `client.pets()`.
    handle: String,
    /// The method.
    method: String,
    arguments: Vec<String>,
    /// The setters of optional arguments: `.name("Bo")`.
    setters: Vec<String>,
    /// The method's arguments, each with its type.
    takes: Vec<String>,
    /// The method beside it that takes the whole body, with its arguments and their types.
    whole: Option<String>,
    /// True if the document shows something of what it sends.
    is_shown: bool,
    /// True if it answers with something.
    answers: bool,
    /// The method for the text of what it answers, if that has one alone.
    reads: Option<String>,
}

impl Example {
    /// Tells whether it is there without anything but a client.
    pub(super) fn is_whole(&self) -> bool {
        self.given.is_empty()
    }

    /// Tells whether the document shows something of what it sends.
    pub(super) fn is_shown(&self) -> bool {
        self.is_shown
    }

    /// Returns the method's name.
    pub(super) fn method_name(&self) -> &str {
        &self.method
    }

    /// Returns the method with its arguments and their types.
    pub(super) fn signature(&self) -> String {
        format!("{}({})", self.method, self.takes.join(", "))
    }

    /// Returns the method beside it that takes the whole body, with its arguments and their types.
    pub(super) fn whole(&self) -> Option<&str> {
        self.whole.as_deref()
    }

    /// Notes the method beside it that takes the whole body.
    pub(super) fn set_whole(&mut self, method: &str, parameters: &[Argument], body: &Type) {
        let takes = parameters.iter().map(taken).chain([format!("body: {body}")]);
        self.whole = Some(format!("{method}({})", takes.collect::<Vec<_>>().join(", ")));
    }

    /// Tells whether it answers with something.
    pub(super) fn answers(&self) -> bool {
        self.answers
    }

    /// Returns the call, on one line or on one for each argument or setter, and what `ending` adds.
    fn call(&self, ending: &str) -> Vec<String> {
        let Self { handle, method, arguments, setters, .. } = self;
        let fits = |line: &String| line.chars().count() <= WIDTH;
        let start = format!("{handle}.{method}({})", arguments.join(", "));
        let line = format!("{start}{}{ending}", setters.concat());
        if fits(&line) {
            return vec![line];
        }
        if !setters.is_empty() {
            let more = setters.iter().map(String::as_str).chain([ending]);
            let (start, indent) = match fits(&start) {
                true => (vec![start], "    "),
                false => (self.on_lines(""), ""),
            };
            return start.into_iter().chain(more.map(|more| format!("{indent}{more}"))).collect();
        }
        self.on_lines(ending)
    }

    /// Returns the method's call, on a line for each argument, and what `ending` adds.
    fn on_lines(&self, ending: &str) -> Vec<String> {
        let Self { handle, method, arguments, .. } = self;
        let arguments = arguments.iter().map(|argument| format!("    {argument},"));
        let start = format!("{handle}.{method}(");
        [start].into_iter().chain(arguments).chain([format!("){ending}")]).collect()
    }

    /// Statements that make the call, name what it answers, and print the text of that, if it
    /// has a method for it.
    pub(super) fn statement(&self) -> Vec<String> {
        let ending = ".await?;";
        let mut lines = if self.answers { self.bound("answer", ending) } else { self.call(ending) };
        let print = |method: &String| format!("println!(\"{{}}\", answer.{method}());");
        lines.extend(self.reads.as_ref().map(print));
        lines
    }

    /// Returns a statement that binds what the call gives, with what `ending` adds, to a pattern.
    pub(super) fn bound(&self, pattern: &str, ending: &str) -> Vec<String> {
        let mut lines = self.call(ending);
        lines[0].insert_str(0, &format!("let {pattern} = "));
        lines
    }

    /// Writes it as a test that is compiled.
    pub(super) fn block(&self, package: &str) -> Vec<String> {
        let given: Vec<String> =
            self.given.iter().map(|(name, ty)| format!(", {name}: {ty}")).collect();
        compiled(package, &given.join(""), self.statement())
    }
}

/// Statements as a test that is compiled, with a client; `given` is what they need beside
/// it.
pub(super) fn compiled(package: &str, given: &str, statements: Vec<String>) -> Vec<String> {
    let start =
        format!("# async fn example(client: {package}::Client{given}) -> {package}::Result<()> {{");
    let start = ["```no_run".to_owned(), start];
    let end = ["# Ok(()) }", "```"].map(str::to_owned);
    start.into_iter().chain(statements).chain(end).collect()
}

/// Returns an argument of a method with its type, or what that is made of.
fn taken(argument: &Argument) -> String {
    let name = &argument.name;
    match argument.convert {
        Convert::Shown => format!("{name}: impl ToString"),
        _ if argument.is_borrowed() => format!("{name}: &str"),
        _ => format!("{name}: {}", argument.whole()),
    }
}

/// Tells whether an arm of a union is any text.
fn is_string(arm: &ir::Arm) -> bool {
    arm.key == ir::ArmKey::Kind(ir::JsonKind::String) && arm.payload == Some(TypeRef::String)
}

/// The hints about a value for an example.
#[derive(Clone, Copy)]
struct Hint<'a> {
    /// Its name on the wire.
    name: &'a str,
    /// The value that the document shows.
    shown: Option<&'a Value>,
    /// The limits on its values, as far as they are known.
    constraints: Option<&'a ir::Constraints>,
}

impl<'a> Hint<'a> {
    /// Collects the hints about an argument.
    fn of(argument: &'a Argument, docs: &'a ir::Docs, shown: Option<&'a Value>) -> Self {
        Self { name: &argument.wire, shown, constraints: Some(&docs.constraints) }
    }

    /// Returns a text: what the document shows, if that is short, or one of its format, or what
    /// it is called.
    fn text(self) -> String {
        let shown = match self.shown {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let fits = |text: &String| {
            !text.is_empty() && text.chars().count() <= TEXT && !text.contains(char::is_control)
        };
        let format = self.constraints.and_then(|constraints| constraints.format.as_deref());
        let of_format = || format.and_then(of_format).map(str::to_owned);
        let text = shown.filter(fits).or_else(of_format);
        format!("{:?}", text.unwrap_or_else(|| names::plain_field_name(self.name)))
    }
}

/// Returns a text of a format that a server checks, if it is one that most know.
fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "2025-01-31",
        "date-time" => "2025-01-31T12:00:00Z",
        "email" => "someone@example.com",
        "ipv4" => "192.0.2.1",
        "uri" => "https://example.com",
        "uuid" => "123e4567-e89b-12d3-a456-426614174000",
        _ => return None,
    })
}

/// Returns the value that the document shows for a property: in the object around it, or
/// by itself.
fn shown<'a>(field: &'a ir::Field, around: Option<&'a Value>) -> Option<&'a Value> {
    around.and_then(|object| object.get(&field.name)).or(field.docs.shown.value())
}

/// Tells whether what is written is what the document shows: a scalar, or a list of one.
fn is_as_shown(written: &str, shown: &Value) -> bool {
    match shown {
        Value::Null => false,
        Value::Bool(shown) => written == shown.to_string(),
        Value::Number(shown) => {
            written == shown.to_string()
                || shown.as_f64().is_some_and(|shown| written == format!("{shown:?}"))
        }
        Value::String(shown) => written == format!("{shown:?}"),
        Value::Array(items) => match items.as_slice() {
            [only] => {
                let item = written.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
                item.is_some_and(|item| is_as_shown(item, only))
            }
            _ => false,
        },
        Value::Object(_) => false,
    }
}

impl Planner<'_> {
    /// Returns the name by which the package is known in code.
    pub(super) fn library(&self) -> String {
        self.package().replace('-', "_")
    }

    /// Returns the example of an operation whose method takes these arguments; `whole` is the
    /// type of a body that is one of them.
    pub(super) fn example(
        &self,
        operation: &Operation,
        parameters: &[(Argument, &ir::Parameter)],
        body: &[(Argument, &ir::Field)],
        whole: Option<&Type>,
    ) -> Example {
        let parameters = parameters.iter().map(|(argument, of)| {
            (argument, &of.ty, Hint::of(argument, &of.docs, of.docs.shown.value()))
        });
        let sent = operation.body.as_ref().and_then(|body| body.shown.value());
        let body = body.iter().map(|(argument, of)| {
            (argument, &of.ty, Hint::of(argument, &of.docs, shown(of, sent)))
        });
        let is_shown = sent.is_some()
            || operation.parameters.iter().any(|parameter| parameter.docs.shown.value().is_some());
        let (mut given, mut arguments) = (Vec::new(), Vec::new());
        let mut takes = Vec::new();
        for (argument, ty, hint) in parameters.chain(body) {
            takes.push(taken(argument));
            let value = self.written(ty, argument.convert, hint, 0);
            let null = || (argument.slot == Slot::OrNull).then(|| self.null());
            arguments.push(value.or_else(null).unwrap_or_else(|| {
                let name = match argument.name.as_str() {
                    "client" => "other_client".to_owned(),
                    name => name.to_owned(),
                };
                given.push((name.clone(), self.spelled(&argument.ty)));
                name
            }));
        }
        if let Some(ty) = whole {
            given.push(("body".to_owned(), self.spelled(ty)));
            takes.push(format!("body: {ty}"));
            arguments.push("body".to_owned());
        }
        let module = names::raw(&files::group_module(&operation.group));
        Example {
            given,
            handle: format!("client.{module}()"),
            method: names::field_name(&operation.id),
            arguments,
            setters: if whole.is_none() { self.shown_setters(operation) } else { Vec::new() },
            takes,
            whole: None,
            is_shown,
            answers: operation.answer != ir::Answer::Nothing,
            reads: self.read_by(operation),
        }
    }

    /// Returns the method for the text of what an operation answers, if that has one alone.
    fn read_by(&self, operation: &Operation) -> Option<String> {
        let TypeRef::Named(id) = self.api.target(operation.answer.json()?) else { return None };
        match self.accessors.get(id)?.as_slice() {
            [(method, _)] => Some(method.clone()),
            _ => None,
        }
    }

    /// Returns the setters of a few optional properties that the document shows in the body.
    fn shown_setters(&self, operation: &Operation) -> Vec<String> {
        let Some(body) = &operation.body else { return Vec::new() };
        let Some(sent) = body.shown.value().and_then(Value::as_object) else { return Vec::new() };
        let setters = self.body_setters(operation, body, &self.names_of_call(operation));
        let shown = sent.iter().filter_map(|(name, shown)| {
            let (field, setter, _) = setters.iter().find(|(field, ..)| field.name == *name)?;
            let constraints = Some(&field.docs.constraints);
            let hint = Hint { name, shown: Some(shown), constraints };
            if field.docs.deprecated {
                return None;
            }
            let value = self.written(&field.ty, self.convert(&field.ty), hint, 1)?;
            is_as_shown(&value, shown).then(|| format!(".{setter}({value})"))
        });
        shown.take(SETTERS).collect()
    }

    /// Returns a value for an argument in few words, if there are such.
    fn written(
        &self,
        ty: &TypeRef,
        convert: Convert,
        hint: Hint<'_>,
        depth: usize,
    ) -> Option<String> {
        match convert {
            Convert::Shown => Some(hint.text()),
            Convert::Each | Convert::EachSame => match self.api.target(ty) {
                TypeRef::List(items) => {
                    let shown = hint.shown.and_then(Value::as_array).and_then(|list| list.first());
                    let constraints = hint.constraints.and_then(|list| list.inner.as_deref());
                    Some(format!(
                        "[{}]",
                        self.value(items, Hint { shown, constraints, ..hint }, depth)?
                    ))
                }
                _ => None,
            },
            Convert::Entries => match self.api.target(ty) {
                TypeRef::Map(values) => {
                    let hint = Hint { name: "value", shown: None, constraints: None };
                    Some(format!("[(\"key\", {})]", self.value(values, hint, depth)?))
                }
                _ => None,
            },
            Convert::Same | Convert::Into => self.value(ty, hint, depth),
            Convert::Json | Convert::Object | Convert::EntriesSame => None,
        }
    }

    /// Returns a value of a type, as it is taken as an argument.
    fn value(&self, ty: &TypeRef, hint: Hint<'_>, depth: usize) -> Option<String> {
        let shown = hint.shown;
        match self.api.target(ty) {
            TypeRef::String => Some(hint.text()),
            TypeRef::Boolean => Some(shown.and_then(Value::as_bool).unwrap_or(true).to_string()),
            TypeRef::Integer(width) if *width == ir::Width::default() => {
                // Without a type, a literal is of 32 bits.
                let shown = shown.and_then(Value::as_i64).filter(|shown| *shown >= 0);
                Some(shown.and_then(|shown| i32::try_from(shown).ok()).unwrap_or(1).to_string())
            }
            TypeRef::Number(ir::Precision::F64) => {
                Some(format!("{:?}", shown.and_then(Value::as_f64).unwrap_or(1.0)))
            }
            // Not all numbers fit.
            TypeRef::Integer(_) => Some("1".to_owned()),
            TypeRef::Number(ir::Precision::F32) => Some("1.0".to_owned()),
            TypeRef::Named(id) => {
                let def = self.api.types.get(id)?;
                match &def.shape {
                    Shape::Enum(values) => {
                        let shown =
                            values.iter().find(|value| shown == Some(&value.value.as_str().into()));
                        Some(format!("{:?}", shown.or(values.first())?.value))
                    }
                    // Text converts into it.
                    Shape::Union(union)
                        if union.arms.iter().any(is_string)
                            && shown
                                .is_none_or(|shown| !shown.is_array() && !shown.is_object()) =>
                    {
                        Some(hint.text())
                    }
                    Shape::Union(union) => self.shown_arm(union, hint, depth),
                    Shape::IntegerEnum(values) => {
                        let shown = values.iter().find(|value| shown == Some(&value.value.into()));
                        Some(shown.or(values.first())?.value.to_string())
                    }
                    Shape::Object(object) if def.usage.request && depth < DEPTH => {
                        let shown = shown.or(def.docs.shown.value());
                        self.constructed(id, object, shown, depth)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Returns the arm of a union that the document shows, if that is an object which its tag
    /// tells.
    fn shown_arm(&self, union: &ir::Union, hint: Hint<'_>, depth: usize) -> Option<String> {
        let tag = hint.shown?.get(union.tag.as_ref()?)?.as_str()?;
        let payload = union.arms.iter().find(|arm| arm.key.is_tagged(tag))?.payload.as_ref()?;
        self.value(payload, hint, depth)
    }

    /// Returns an object by its constructor, where that takes few arguments, and by a setter where
    /// it takes none. `sent` is what the document shows of it.
    fn constructed(
        &self,
        id: &ir::TypeId,
        object: &ir::Object,
        sent: Option<&Value>,
        depth: usize,
    ) -> Option<String> {
        let required = object.fields.iter().filter(|field| field.is_argument());
        let required: Vec<&ir::Field> = required.collect();
        let argument = |field: &&ir::Field| {
            let written = self.of_field(field, sent, depth);
            let may_be_null = field.presence.is_nullable();
            written.or_else(|| may_be_null.then(|| self.null()))
        };
        let arguments: Vec<String> = required.iter().map(argument).collect::<Option<_>>()?;
        let is_short = required.len() <= ARGUMENTS;
        let setter = required.is_empty().then(|| self.first_setter(id, object, sent, depth));
        let setter = setter.flatten().unwrap_or_default();
        let path = format!("{}::types::{}", self.library(), self.type_name(id));
        is_short.then(|| format!("{path}::new({}){setter}", arguments.join(", ")))
    }

    /// Returns the first setter of an object whose value takes few words.
    fn first_setter(
        &self,
        id: &ir::TypeId,
        object: &ir::Object,
        sent: Option<&Value>,
        depth: usize,
    ) -> Option<String> {
        let setters = naming::setters(self.field_names(id), "property", &reserved::is_of_structs);
        object.fields.iter().zip(setters).find_map(|(field, setter)| {
            if field.presence.is_required() || field.docs.deprecated {
                return None;
            }
            let value = self.of_field(field, sent, depth)?;
            Some(format!(".{}({value})", names::raw(&setter)))
        })
    }

    /// Returns the value of a field of an object, `sent` of which the document shows.
    fn of_field(&self, field: &ir::Field, sent: Option<&Value>, depth: usize) -> Option<String> {
        let constraints = Some(&field.docs.constraints);
        let hint = Hint { name: &field.name, shown: shown(field, sent), constraints };
        self.written(&field.ty, self.convert(&field.ty), hint, depth + 1)
    }

    /// Returns null, as it is taken for what is required and may be that.
    fn null(&self) -> String {
        format!("{}::Nullable::Null", self.library())
    }

    /// Returns a type as it is written outside of the crate.
    fn spelled(&self, ty: &Type) -> String {
        let library = self.library();
        match ty {
            Type::Apart(name) => format!("{library}::types::{name}"),
            Type::Name(name) => match name.as_str() {
                "Value" => "serde_json::Value".to_owned(),
                "UnixTime" | "File" | "JsonNumber" | "Bytes" => format!("{library}::{name}"),
                name => format!("{library}::types::{name}"),
            },
            Type::Parsed(ir::LibraryType::Bytes) => format!("{library}::Parsed<{library}::Bytes>"),
            Type::Parsed(ty) => format!("{library}::Parsed<{library}::{}>", ty.path()),
            Type::Of(outer, inner) => format!("{outer}<{}>", self.spelled(inner)),
            Type::Map(values) => {
                format!("std::collections::BTreeMap<String, {}>", self.spelled(values))
            }
            Type::FreeForm => "serde_json::Map<String, serde_json::Value>".to_owned(),
            Type::Builtin(_) | Type::Constant(_) => ty.to_string(),
        }
    }
}
