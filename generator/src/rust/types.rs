//! Types: structs, enums of values, other names, and how an argument becomes a field.

use std::collections::HashSet;
use std::fmt;

use super::{Marks, Step};
use crate::ir::{Hold, LibraryType};

/// A type in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A type that is in scope everywhere.
    Builtin(&'static str),
    /// A name in scope.
    Name(String),
    /// `types::Name`, where something else has that name.
    Apart(String),
    /// `Parsed<library::Type>`
    Parsed(LibraryType),
    /// A generic type of one parameter, such as `Vec<T>`.
    Of(&'static str, Box<Type>),
    /// `BTreeMap<String, T>`
    Map(Box<Type>),
    /// `Map<String, Value>`
    FreeForm,
    /// `Constant<Self, N>`
    Constant(usize),
}

impl Type {
    /// `String`
    pub const STRING: Self = Self::Builtin("String");
    /// The type that holds properties of which nothing is said.
    pub const EXTRA: Self = Self::Builtin("Extra");

    /// Returns a name in scope.
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    /// Returns the same where these names are of other things.
    #[must_use]
    pub fn beside(self, names: &HashSet<String>) -> Self {
        match self {
            Self::Name(name) if names.contains(&name) => Self::Apart(name),
            Self::Of(outer, inner) => inner.beside(names).inside(outer),
            Self::Map(values) => Self::Map(Box::new(values.beside(names))),
            ty => ty,
        }
    }

    /// Returns `outer<self>`.
    #[must_use]
    pub fn inside(self, outer: &'static str) -> Self {
        Self::Of(outer, Box::new(self))
    }

    /// Returns the same in what holds it.
    #[must_use]
    pub fn held(self, hold: Hold) -> Self {
        match holder(hold) {
            Some(holder) => self.inside(holder),
            None => self,
        }
    }
}

/// The type as it is written in Rust.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Builtin(name) => f.write_str(name),
            Self::Name(name) => f.write_str(name),
            Self::Apart(name) => write!(f, "types::{name}"),
            Self::Parsed(LibraryType::Bytes) => f.write_str("Parsed<Bytes>"),
            Self::Parsed(ty) => write!(f, "Parsed<{}>", ty.path()),
            Self::Of(outer, inner) => write!(f, "{outer}<{inner}>"),
            Self::Map(values) => write!(f, "BTreeMap<String, {values}>"),
            Self::FreeForm => f.write_str("Map<String, Value>"),
            Self::Constant(0) => f.write_str("Constant<Self>"),
            Self::Constant(number) => write!(f, "Constant<Self, {number}>"),
        }
    }
}

/// Returns the name of the type in which a value is held.
pub const fn holder(hold: Hold) -> Option<&'static str> {
    match hold {
        Hold::Direct => None,
        Hold::Boxed => Some("Box"),
        Hold::Apart => Some("Apart"),
    }
}

/// A struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The texts of its constants, in order.
    pub constants: Vec<String>,
    /// True if it has a value without arguments.
    pub default: bool,
    /// The `///` lines of its constructor.
    pub constructor_docs: Vec<String>,
    /// Its methods for the text that is in it.
    pub texts: Vec<TextMethod>,
}

/// A method for the text that is in a value, of a struct or of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMethod {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The ways to the text: one, or that of each variant of a union.
    pub ways: Vec<Vec<Step>>,
}

impl Struct {
    /// Tells whether its constructor sets nothing.
    pub fn is_empty(&self) -> bool {
        let is_set = |field: &Field| {
            field.preset.is_some() || matches!(field.input, FieldInput::Argument(..))
        };
        !self.fields.iter().any(is_set)
    }

    /// Tells whether it has a constructor; a struct that callers only read has none.
    pub fn is_made(&self) -> bool {
        let is_read =
            |field: &Field| matches!(&field.input, FieldInput::Fixed(fixed) if fixed.is_empty());
        let declared = || self.fields.iter().filter(|field| field.slot != Slot::Extra);
        declared().count() == 0 || !declared().all(is_read)
    }
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its type, without what presence adds.
    pub ty: Type,
    /// The wrapper that its presence adds.
    pub slot: Slot,
    /// True if a missing or null value reads as the empty one.
    pub corrected: bool,
    /// The value that it always has, if that is no text: a missing or null one reads as that.
    pub fixed: Option<String>,
    /// True if it is a list of numbers that may also come as one text.
    pub packed: bool,
    /// The way in which the struct holds it.
    pub hold: Hold,
    /// The source of its value.
    pub input: FieldInput,
    /// The value that the constructor sets it to, though there is a setter: the text of
    /// an enum.
    pub preset: Option<String>,
}

impl Field {
    /// Returns its type as a whole.
    pub fn whole(&self) -> Type {
        self.slot.of(self.ty.clone().held(self.hold))
    }
}

/// The wrapper that presence puts around a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// `T`
    Plain,
    /// `Option<T>`, null when `None`.
    OrNull,
    /// `Option<T>`, left out when `None`.
    Optional,
    /// `Nullable<T>`
    Nullable,
    /// The properties that are not declared, where the document says what they are.
    Rest,
    /// The properties that are not declared, where it does not.
    Extra,
}

impl Slot {
    /// Returns the slot that the setter of a field has to fill: further properties may
    /// be left out, too.
    pub const fn set(self) -> Self {
        match self {
            Self::Nullable => Self::Nullable,
            _ => Self::Optional,
        }
    }

    /// Returns the slot of the constructor's argument for a field that is required.
    pub const fn given(self) -> Self {
        match self {
            Self::OrNull | Self::Nullable => Self::OrNull,
            _ => Self::Plain,
        }
    }

    /// Returns a type as a whole.
    pub fn of(self, inner: Type) -> Type {
        match self {
            Self::Plain | Self::Rest | Self::Extra => inner,
            Self::OrNull | Self::Optional => inner.inside("Option"),
            Self::Nullable => inner.inside("Nullable"),
        }
    }
}

/// The source of a field's value in a struct.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldInput {
    /// By the constructor, from an argument for this type.
    Argument(Convert, Type),
    /// By a setter.
    Setter(FieldSetter),
    /// It is fixed: a Rust expression.
    Fixed(String),
}

/// A setter of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldSetter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The conversion by which the argument is taken.
    pub convert: Convert,
    /// The type that the argument becomes.
    pub ty: Type,
}

/// The generic parameter that says in which way an argument is given; where a function
/// has several, each has a number behind it.
pub(crate) const WAY: &str = "M";

/// The conversion of an argument into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convert {
    /// As it is, where nothing else becomes such a value, or the compiler would take
    /// a literal for one of another type if more were taken.
    Same,
    /// From what becomes a value of the type.
    Into,
    /// From what becomes any JSON.
    Json,
    /// From a list of what becomes items.
    Each,
    /// From a map of what becomes values.
    Entries,
    /// From a map of any JSON.
    Object,
    /// From a list of items as they are, for the reason of `Same`.
    EachSame,
    /// From a map of values as they are, for the reason of `Same`.
    EntriesSame,
    /// `impl ToString`: any value, by its text.
    Shown,
}

impl Convert {
    /// Returns the trait of the runtime by which an argument for a slot is taken, and its
    /// method; none where one of Rust's own serves.
    pub const fn by(self, slot: Slot) -> Option<(&'static str, &'static str)> {
        Some(match (self, slot) {
            (Self::Into, Slot::Optional) => ("IntoOptional", "into_optional"),
            (Self::Into, Slot::Nullable | Slot::OrNull) => ("IntoNullable", "into_nullable"),
            (Self::Into, _) => ("IntoValue", "into_value"),
            (Self::Json, Slot::Nullable | Slot::OrNull) => {
                ("IntoNullableJson", "into_nullable_json")
            }
            (Self::Each, Slot::Optional) => ("IntoOptionalList", "into_optional_list"),
            (Self::Each, Slot::Nullable | Slot::OrNull) => {
                ("IntoNullableList", "into_nullable_list")
            }
            (Self::Each, _) => ("IntoList", "into_list"),
            (Self::Entries, Slot::Optional) => ("IntoOptionalMap", "into_optional_map"),
            (Self::Entries, Slot::Nullable | Slot::OrNull) => {
                ("IntoNullableMap", "into_nullable_map")
            }
            (Self::Entries, _) => ("IntoMap", "into_map"),
            (Self::Object, Slot::Optional) => ("IntoOptionalObject", "into_optional_object"),
            (Self::Object, Slot::Nullable | Slot::OrNull) => {
                ("IntoNullableObject", "into_nullable_object")
            }
            (Self::Object, _) => ("IntoObject", "into_object"),
            (Self::Same | Self::Json | Self::EachSame | Self::EntriesSame | Self::Shown, _) => {
                return None;
            }
        })
    }

    /// Tells whether a slot that may be empty takes an option of what it takes.
    pub const fn takes_option(self) -> bool {
        self.by(Slot::Optional).is_some() || matches!(self, Self::Same)
    }

    /// Returns the type of an argument for a slot; `way` names the generic parameter.
    pub fn argument(self, ty: &Type, slot: Slot, way: &str) -> String {
        if let Some((by, _)) = self.by(slot) {
            return match (self, ty) {
                (Self::Json | Self::Object, _) => format!("impl {by}<{way}>"),
                (Self::Each, Type::Of(_, inner)) | (Self::Entries, Type::Map(inner)) => {
                    format!("impl {by}<{inner}, {way}>")
                }
                _ => format!("impl {by}<{ty}, {way}>"),
            };
        }
        match (self, slot, ty) {
            (Self::Json, ..) => format!("impl Into<{ty}>"),
            (Self::Shown, ..) => "impl ToString".to_owned(),
            (_, Slot::Nullable, _) => format!("impl Into<Nullable<{ty}>>"),
            (_, Slot::OrNull, _) => format!("impl Into<Option<{ty}>>"),
            (Self::EachSame, _, Type::Of(_, item)) => format!("impl IntoIterator<Item = {item}>"),
            (Self::EntriesSame, _, Type::Map(values)) => {
                format!("impl IntoIterator<Item = (impl Into<String>, {values})>")
            }
            (_, Slot::Optional, _) => format!("impl Into<Option<{ty}>>"),
            _ => ty.to_string(),
        }
    }
}

/// An enum of texts or integers.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnum {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The kind of its values.
    pub of: OpenEnumKind,
    /// Its variants.
    pub variants: Vec<EnumVariant>,
    /// The method that tells the texts at which polls end, if there are any.
    pub terminal: Option<TerminalMethod>,
}

/// A method that tells the texts at which polls end.
#[derive(Clone, Debug, PartialEq)]
pub struct TerminalMethod {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The texts.
    pub texts: Vec<String>,
}

/// The kind of values that an enum lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenEnumKind {
    /// Texts.
    Texts,
    /// Integers.
    Integers,
}

impl OpenEnumKind {
    /// Returns the macro that defines such an enum.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Texts => "open_enum",
            Self::Integers => "integer_enum",
        }
    }

    /// Returns the type of what is not listed.
    pub const fn other(self) -> &'static str {
        match self {
            Self::Texts => "String",
            Self::Integers => "i64",
        }
    }
}

/// A variant of an enum of texts or integers.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumVariant {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// Its text, or its integer as text.
    pub value: String,
}

/// Another name for a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The type that it stands for.
    pub ty: Type,
}
