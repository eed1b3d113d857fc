//! Scalars: which type a schema's format, its limits and what it lists make of
//! it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use indexmap::IndexMap;
use indexmap::map::Entry;
use serde_json::{Number, Value};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Input};
use crate::ir::{EnumValue, NumberType, Precision, Shape, TypeId, TypeRef, Width};
use crate::pointer::Pointer;
use crate::schema::{BEYOND, Listed, Schema, Type};
use crate::words::{description, similar};

/// The formats of integers that are seconds since 1970.
const UNIX_TIME: [&str; 2] = ["unixtime", "unix-time"];

/// The formats of integers without a sign that need all of 64 bits. That of a count in
/// memory says no width.
const UNSIGNED: [&str; 4] = ["uint64", "uint", "uint128", "uint256"];

/// The formats of integers of more bits than there is a type for.
const WIDER: [&str; 4] = ["int128", "uint128", "int256", "uint256"];

/// The types that the configuration chooses, and which of its choices are of use.
pub(super) struct Scalars<'c> {
    config: &'c Config,
    /// The formats of numbers, and of texts, that there are.
    numbers: BTreeSet<String>,
    texts: BTreeSet<String>,
    /// The integers for some of which their type has no room, with that type.
    too_wide: BTreeMap<Pointer, Width>,
}

impl<'c> Scalars<'c> {
    pub(super) fn new(config: &'c Config) -> Self {
        let (numbers, texts) = Default::default();
        Self { config, numbers, texts, too_wide: BTreeMap::new() }
    }

    /// Returns the shape of a schema of one of these types, which has no items and no
    /// properties.
    pub(super) fn shape(&mut self, kind: Type, schema: &Schema) -> Shape {
        let listed = match kind {
            Type::String if !schema.listed().is_empty() => Some(texts(schema.listed())),
            Type::Integer => integers(schema.listed()),
            _ => None,
        };
        listed.unwrap_or_else(|| Shape::Alias(self.plain(kind, schema)))
    }

    /// Returns the type of its values, whatever it lists.
    pub(super) fn plain(&mut self, kind: Type, schema: &Schema) -> TypeRef {
        let format = schema.format.as_deref();
        match kind {
            Type::String if is_binary(schema) => TypeRef::File,
            Type::String => self.text(format),
            Type::Boolean => TypeRef::Boolean,
            Type::Integer => self.integer(schema),
            _ => self.number(format),
        }
    }

    /// Returns the type of integers.
    fn integer(&mut self, schema: &Schema) -> TypeRef {
        let format = schema.format.as_deref();
        if format.is_some_and(|format| UNIX_TIME.contains(&format)) {
            return TypeRef::UnixTime;
        }
        let width = match self.chosen(format) {
            Some(NumberType::Integer(width)) if fits(schema, width) => width,
            _ if is_unsigned(schema) => Width::U64,
            _ => Width::default(),
        };
        let is_limited = schema.limits.minimum.is_some() && schema.limits.maximum.is_some();
        let is_wider = !is_limited && format.is_some_and(|format| WIDER.contains(&format));
        if is_wider || numbers_of(schema).any(|number| !has_room(width, number)) {
            self.too_wide.insert(schema.at.0.clone(), width);
        }
        TypeRef::Integer(width)
    }

    /// Returns the type of numbers that need not be whole.
    fn number(&mut self, format: Option<&str>) -> TypeRef {
        TypeRef::Number(match self.chosen(format) {
            Some(NumberType::Float(precision)) => precision,
            _ => Precision::default(),
        })
    }

    /// Returns the type of texts that are neither listed nor bytes of a file.
    fn text(&mut self, format: Option<&str>) -> TypeRef {
        let Some(format) = format else { return TypeRef::String };
        self.texts.insert(format.to_owned());
        self.config.formats.0.get(format).map_or(TypeRef::String, |ty| TypeRef::Parsed(*ty))
    }

    /// Returns the type of texts that one of several schemas takes.
    pub(super) fn any_text<'s>(
        &mut self,
        schemas: impl IntoIterator<Item = &'s Schema>,
    ) -> TypeRef {
        let types = schemas.into_iter().map(|schema| self.text(schema.format.as_deref()));
        let same = |one: TypeRef, other: TypeRef| if one == other { one } else { TypeRef::String };
        types.reduce(same).unwrap_or(TypeRef::String)
    }

    fn chosen(&mut self, format: Option<&str>) -> Option<NumberType> {
        self.numbers.insert(format?.to_owned());
        self.config.numbers.get(format?).copied()
    }

    /// Returns a finding for the integers for some of which their type has no room.
    pub(super) fn too_wide(&self) -> impl Iterator<Item = Diagnostic> {
        self.too_wide.iter().map(|(at, width)| {
            let outcome = match width {
                Width::I64 | Width::U64 => "one of those is read as the nearest that has",
                _ => "an answer with one of those cannot be read",
            };
            let message =
                format!("some of these integers have no room in `{}`: {outcome}", width.name());
            let warning = Diagnostic::warning("wide-integer", at, message);
            warning.help("limit them, or write `type: number` if they need not be exact")
        })
    }

    /// Returns a finding for each choice that is of no use: nothing has that format.
    pub(super) fn unmatched(&self) -> Vec<Diagnostic> {
        let sections = [
            ("numbers", self.config.numbers.keys().collect::<Vec<_>>(), &self.numbers),
            ("formats", self.config.formats.0.keys().collect(), &self.texts),
        ];
        let mut found = Vec::new();
        for (section, chosen, known) in sections {
            for format in chosen.into_iter().filter(|format| !known.contains(*format)) {
                let at = Pointer::root().child(section).child(format);
                let what = if section == "numbers" { "number" } else { "text" };
                let message = format!("no {what} that is generated has the format `{format}`");
                let help = match similar(format, known.iter().map(String::as_str)) {
                    Some(meant) => format!("write `{meant}`, if that is meant"),
                    None => "take it out".to_owned(),
                };
                let error = Diagnostic::error("config-unmatched", &at, message);
                found.push(error.in_input(Input::Config).help(help));
            }
        }
        found
    }
}

/// Tells whether integers are without a sign and may be beyond `i64`.
fn is_unsigned(schema: &Schema) -> bool {
    let least = schema.limits.minimum.as_ref().and_then(Number::as_f64);
    let most = schema.limits.maximum.as_ref().and_then(Number::as_f64);
    let is_signed = least.is_some_and(|least| least < 0.0);
    let by_format = schema.format.as_deref().is_some_and(|format| UNSIGNED.contains(&format));
    let by_limits = least.is_some_and(|least| least >= BEYOND)
        || least.is_some() && most.is_some_and(|most| most > BEYOND);
    let mut listed = schema.listed().iter().map(|listed| &listed.value);
    let by_values = listed.clone().any(is_beyond) && listed.all(Value::is_u64);
    let by_default = schema.about.default.as_ref().is_some_and(is_beyond);
    !is_signed && (by_format || by_limits || by_values || by_default)
}

/// Tells whether a value is an integer beyond `i64`.
fn is_beyond(value: &Value) -> bool {
    value.is_u64() && !value.is_i64()
}

/// Tells whether a type has room for what the limits allow.
fn fits(schema: &Schema, width: Width) -> bool {
    let limits = [&schema.limits.minimum, &schema.limits.maximum];
    limits.into_iter().flatten().all(|limit| has_room(width, limit))
}

/// Returns the numbers that a schema names: its limits, and the values that it lists or has by
/// default.
fn numbers_of(schema: &Schema) -> impl Iterator<Item = &Number> {
    let limits = [&schema.limits.minimum, &schema.limits.maximum].into_iter().flatten();
    let values = schema.listed().iter().map(|listed| &listed.value).chain(&schema.about.default);
    limits.chain(values.filter_map(Value::as_number))
}

/// Tells whether a type has room for a number. A double may be that of the greatest integer.
fn has_room(width: Width, number: &Number) -> bool {
    let (least, most) = width.range();
    match (
        number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)),
        number.as_f64(),
    ) {
        (Some(whole), _) => (least..=most).contains(&whole),
        (None, double) => {
            double.is_none_or(|double| (least as f64..=most as f64).contains(&double))
        }
    }
}

/// An arm of a union that takes numbers.
#[derive(Clone, Debug)]
pub(super) struct NumberArm<'s> {
    /// The component that it is.
    pub(super) component: Option<&'s str>,
    /// Listed integers, or another name for a type of numbers.
    pub(super) shape: Shape,
}

/// Returns the shape of a union of numbers, or of those among its arms. Integers of
/// which some are listed are those; integers beside other numbers stay exact.
pub(super) fn numbers(arms: &[NumberArm<'_>]) -> Option<Shape> {
    let ty = |arm: &NumberArm<'_>| match &arm.shape {
        Shape::Alias(ty) => ty.clone(),
        _ => TypeRef::Integer(Width::default()),
    };
    let enums: Vec<&NumberArm<'_>> =
        arms.iter().filter(|arm| matches!(arm.shape, Shape::IntegerEnum(_))).collect();
    let ty = arms.iter().map(ty).reduce(both)?;
    Some(match (ty, enums.as_slice()) {
        (ty @ TypeRef::Number(_), _) | (ty, []) => Shape::Alias(ty),
        (_, [NumberArm { component: Some(name), .. }]) => {
            Shape::Alias(TypeRef::Named(TypeId(vec![(*name).to_owned()])))
        }
        (_, enums) => Shape::IntegerEnum(all_listed(enums)),
    })
}

/// Returns all integers that some arms list.
fn all_listed(arms: &[&NumberArm<'_>]) -> Vec<EnumValue<i64>> {
    let values = arms.iter().filter_map(|arm| match &arm.shape {
        Shape::IntegerEnum(values) => Some(values),
        _ => None,
    });
    unique(values.flatten().cloned())
}

/// Returns the type that has room for the numbers of both types.
fn both(one: TypeRef, other: TypeRef) -> TypeRef {
    if one == other {
        return one;
    }
    let plain = |ty: TypeRef| match ty {
        TypeRef::UnixTime => TypeRef::Integer(Width::default()),
        ty => ty,
    };
    match (plain(one), plain(other)) {
        (TypeRef::Integer(one), TypeRef::Integer(other)) => match one.of_both(other) {
            Some(width) => TypeRef::Integer(width),
            None => TypeRef::Number(Precision::Exact),
        },
        (
            TypeRef::Number(Precision::F32 | Precision::F64),
            TypeRef::Number(Precision::F32 | Precision::F64),
        ) => TypeRef::Number(Precision::F64),
        _ => TypeRef::Number(Precision::Exact),
    }
}

/// Returns the shape of texts that are listed.
fn texts(listed: &[Listed]) -> Shape {
    let value = |listed: &Listed| {
        let name = listed.name.as_deref();
        Some(described(listed.value.as_str()?.to_owned(), name, listed))
    };
    Shape::Enum(unique(listed.iter().filter_map(value)))
}

/// Returns the shape of texts, some of which schemas describe.
pub(super) fn described_texts(values: Vec<String>, listed: &[Listed]) -> Shape {
    let known = by_text(listed);
    let value = |text: String| match known.get(text.as_str()) {
        Some(listed) => described(text, listed.name.as_deref(), listed),
        None => EnumValue::of(text),
    };
    Shape::Enum(unique(values.into_iter().map(value)))
}

/// Returns the listed values by their texts, with all descriptions of a text that is listed more
/// than once.
pub(super) fn by_text(listed: &[Listed]) -> HashMap<&str, Listed> {
    let mut known: HashMap<&str, Vec<&Listed>> = HashMap::new();
    for listed in listed {
        if let Some(text) = listed.value.as_str() {
            known.entry(text).or_default().push(listed);
        }
    }
    let merged = known.into_iter().filter_map(|(text, all)| Some((text, merged(&all)?)));
    merged.collect()
}

/// Returns what is said of one value in several places; none if it is in none. It should not be
/// used any more if all of them say so.
fn merged(all: &[&Listed]) -> Option<Listed> {
    let first = (*all.first()?).clone();
    let said = |text: fn(&Listed) -> &Option<String>| all.iter().find_map(|one| text(one).clone());
    Some(Listed {
        name: said(|one| &one.name),
        title: said(|one| &one.title),
        description: description(all.iter().map(|one| one.description.as_deref())),
        is_terminal: all.iter().any(|one| one.is_terminal),
        deprecated: all.iter().all(|one| one.deprecated),
        ..first
    })
}

/// Returns the shape of integers that are listed; none where one of them is beyond
/// `i64`, or none is listed.
pub(super) fn integers(listed: &[Listed]) -> Option<Shape> {
    let values: Option<Vec<i64>> = listed.iter().map(|listed| integer(&listed.value)).collect();
    let named = values?.into_iter().zip(listed).map(|(value, listed)| {
        let title = listed.title.as_deref().filter(|title| is_name(title));
        described(value, listed.name.as_deref().or(title), listed)
    });
    let values = unique(named);
    (!values.is_empty()).then_some(Shape::IntegerEnum(values))
}

/// Returns a value as an integer, however it is written.
pub(super) fn integer(value: &Value) -> Option<i64> {
    let float = value.as_f64().filter(|_| value.is_f64());
    let whole = float.filter(|value| value.fract() == 0.0 && value.abs() < BEYOND);
    value.as_i64().or_else(|| whole.map(|value| value as i64))
}

/// Returns a value with what the document says about it.
fn described<T>(value: T, name: Option<&str>, listed: &Listed) -> EnumValue<T> {
    let name = name.filter(|name| !name.is_empty()).map(str::to_owned);
    let text = listed.description.clone().unwrap_or_default();
    let origin = Some(listed.at.0.clone());
    let Listed { is_terminal, deprecated, .. } = *listed;
    EnumValue { origin, value, name, text, is_terminal, deprecated }
}

/// Returns the values without repetitions, in order, each with all that is said of it.
fn unique<T: Clone + Eq + Hash>(
    values: impl IntoIterator<Item = EnumValue<T>>,
) -> Vec<EnumValue<T>> {
    let mut all: IndexMap<T, (EnumValue<T>, Vec<String>)> = IndexMap::new();
    for mut value in values {
        let text = std::mem::take(&mut value.text);
        match all.entry(value.value.clone()) {
            Entry::Occupied(listed) => {
                let (known, texts) = listed.into_mut();
                known.name = known.name.take().or(value.name);
                known.is_terminal |= value.is_terminal;
                known.deprecated &= value.deprecated;
                texts.push(text);
            }
            Entry::Vacant(place) => _ = place.insert((value, vec![text])),
        }
    }
    let told = |texts: Vec<String>| description(texts.iter().map(|text| Some(text.as_str())));
    all.into_values()
        .map(|(value, texts)| EnumValue { text: told(texts).unwrap_or_default(), ..value })
        .collect()
}

/// Tells a format that the type of values of that kind says already.
pub(super) fn is_said_by_type(format: &str, kind: Option<Type>) -> bool {
    match kind {
        Some(Type::Integer) => matches!(format, "int64" | "uint64") || UNIX_TIME.contains(&format),
        Some(Type::Number) => format == "double",
        Some(Type::String) | None => format == "binary",
        Some(Type::Array | Type::Object | Type::Boolean) => false,
    }
}

/// Tells whether text is bytes.
pub(super) fn is_binary(schema: &Schema) -> bool {
    schema.format.as_deref() == Some("binary")
}

/// Tells a schema that says nothing but that values are text, or bytes.
pub(super) fn is_plain(schema: &Schema) -> bool {
    let bare = Schema::any(Pointer::root());
    let kind = Some(Type::String).filter(|_| schema.kind.is_some());
    let format = schema.format.clone().filter(|_| is_binary(schema));
    schema.takes_the_same(&Schema { kind, format, ..bare })
}

/// Tells whether a title is a name, as code has it, and not prose.
pub(super) fn is_name(title: &str) -> bool {
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let begins = title.starts_with(char::is_alphabetic);
    begins && title.len() <= 60 && title.split(' ').count() <= 4 && title.split(' ').all(is_word)
}
