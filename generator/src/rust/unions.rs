//! Unions, and the tests that tell their arms apart.

use super::{Marks, TextMethod, Type};
use crate::ir::{JsonKind, NumberType};

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The property that tells objects apart.
    pub tag: Option<String>,
    /// The means by which its arms are told apart.
    pub form: UnionForm,
    /// The values that it takes, in words; `None` when all arms are told apart by the
    /// tag.
    pub expected: Option<String>,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// The variant of values that are of no other one, unless all are told apart by the tag.
    pub other: Option<OtherVariant>,
    /// The properties that all of its variants have.
    pub shared: Vec<SharedField>,
    /// Its methods for the text that is in whichever variant it is.
    pub texts: Vec<TextMethod>,
}

/// The variant of a union for values that are of no other one.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherVariant {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The kinds of values that it keeps.
    pub kinds: Vec<&'static str>,
}

/// A property that all variants of a union have, as a method of the union.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedField {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The name of the method, and of the field in each variant.
    pub name: String,
    /// Its name on the wire.
    pub property: String,
    /// Its type.
    pub ty: Type,
}

impl SharedField {
    /// Returns the type that the method gives for a field of this one: a scalar, or what
    /// lends it.
    pub fn lent(ty: &Type) -> String {
        match ty {
            Type::Builtin("String") => "Option<&str>".to_owned(),
            Type::Of("Vec", items) => format!("Option<&[{items}]>"),
            ty if is_scalar(ty) => format!("Option<{ty}>"),
            ty => format!("Option<&{ty}>"),
        }
    }

    /// Tells whether a field of a type can be read out of an object that the document does
    /// not list.
    pub fn is_read_unlisted(ty: &Type) -> bool {
        *ty == Type::STRING || is_scalar(ty)
    }
}

/// Tells whether values of a type are copied.
fn is_scalar(ty: &Type) -> bool {
    match ty {
        Type::Builtin(name) => {
            *name == "bool" || NumberType::all().any(|number| number.name() == *name)
        }
        Type::Name(name) => name == "UnixTime",
        _ => false,
    }
}

/// The means by which the arms of a union are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnionForm {
    /// By the tag.
    Tagged,
    /// By JSON kind, by text, or by the tag.
    Mixed,
    /// Some by more than that.
    Ruled,
}

impl UnionForm {
    /// Returns the macro that defines such a union.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tagged => "tagged_union",
            Self::Mixed => "union",
            Self::Ruled => "ruled_union",
        }
    }
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The number of the arm that it stands for, or of the event: of several that
    /// have one name, the first.
    pub arm: usize,
    /// The type that it holds.
    pub payload: Option<Type>,
    /// The key that tells it apart.
    pub key: VariantKey,
    /// The text of the tag that is written where what it holds does not say one.
    pub written: Option<String>,
}

/// The JSON kind of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArmKind {
    /// The kind.
    pub kind: JsonKind,
    /// Some if more than its payload converts into it: into an enum of texts, texts; into one of
    /// integers, into a time and into a number (1), integers; into an exact number (2), all
    /// numbers; into a list, lists of what its items are made of, where the number tells several
    /// apart, from 1.
    pub converts: Option<usize>,
}

impl ArmKind {
    /// Returns the word for it in the macro of unions.
    pub const fn word(self) -> &'static str {
        match (self.kind, self.converts) {
            (JsonKind::String, Some(_)) => "texts",
            (JsonKind::Integer, Some(_)) => "integers",
            (JsonKind::Number, Some(1)) => "numbers",
            (JsonKind::Number, Some(_)) => "exact_numbers",
            (JsonKind::List, Some(1)) => "items",
            (JsonKind::List, Some(2)) => "items_2",
            (JsonKind::List, Some(_)) => "items_3",
            (kind, _) => kind.word(),
        }
    }
}

/// The key that tells a variant apart.
#[derive(Clone, Debug, PartialEq)]
pub enum VariantKey {
    /// One of these texts.
    Texts(Vec<String>),
    /// The name of an event, the data of which is text as it comes.
    TextEvent(String),
    /// It is an object that no tag tells apart.
    Default,
    /// The JSON kind.
    Kind(ArmKind),
    /// The JSON kind, and sets of what holds of its values: one of them.
    Rule(ArmKind, Vec<Vec<Test>>),
}

/// A condition that holds of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The places that are looked at.
    pub places: Vec<String>,
    /// The values, one of which is at one of the places: Rust literals, and words of
    /// `ruled_union!`.
    pub is: Vec<String>,
}

/// Sets of tests as they are written in Rust.
pub fn joined_sets(sets: &[Vec<Test>]) -> String {
    sets.iter().map(joined).collect::<Vec<_>>().join(" | ")
}

/// Tests as they are written in Rust.
pub fn joined<'t>(tests: impl IntoIterator<Item = &'t Test>) -> String {
    let test = |test: &Test| {
        let places: Vec<String> = test.places.iter().map(|place| format!("{place:?}")).collect();
        format!("{} = {}", places.join(" | "), test.is.join(" | "))
    };
    tests.into_iter().map(test).collect::<Vec<_>>().join(", ")
}
