//! Conversions of what is read into what is sent.

use super::Slot;

/// A conversion of what is read into what is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The features with any of which what is read is there; always, if there are none.
    pub features: Vec<String>,
    /// The type that is read, as its path.
    pub from: String,
    /// The name of what is sent.
    pub to: String,
    /// True if some values are refused.
    pub refuses: bool,
    /// The way from one to the other.
    pub how: Carrying,
}

/// The way from a value of one type to one of another.
#[derive(Clone, Debug, PartialEq)]
pub enum Carrying {
    /// Field by field.
    Fields {
        /// The fields that have to be empty, with their names on the wire.
        refused: Vec<(String, String)>,
        /// The fields that have to be a text.
        only: Vec<Only>,
        /// The fields that are carried.
        fields: Vec<Carried>,
        /// True if the other object has further fields.
        is_part: bool,
    },
    /// As the variant of this name.
    Variant(String, Way),
    /// Variant by variant.
    Variants(Vec<CarriedVariant>),
    /// Text by text, but for these.
    Texts(Vec<String>),
    /// By the text in a field, where the others are empty.
    Text {
        /// The field.
        field: String,
        /// The others, with their names on the wire.
        refused: Vec<(String, String)>,
    },
}

/// A field that has to be a text, which the other object always has.
#[derive(Clone, Debug, PartialEq)]
pub struct Only {
    /// The field that is read.
    pub field: String,
    /// Its name on the wire.
    pub wire: String,
    /// The text.
    pub text: String,
}

/// A field that becomes one of another object.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The field that is read.
    pub from: String,
    /// The slot of that field.
    pub from_slot: Slot,
    /// The field that is sent.
    pub to: String,
    /// The slot of the field that is sent.
    pub to_slot: Slot,
    /// The name on the wire.
    pub wire: String,
    /// The way from the one value to the other.
    pub way: Way,
}

/// A variant that becomes one of another union.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedVariant {
    /// The variant that is read.
    pub from: String,
    /// True if it holds something.
    pub holds: bool,
    /// The variant that it becomes, and how what it holds does; if there is none, it is
    /// refused by this word.
    pub to: Result<(String, Way), String>,
}

/// The way in which a value within another one is carried.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// As it is.
    Same,
    /// As it is, but for the properties in it that the document does not declare.
    Declared,
    /// By a conversion.
    Into {
        /// True if it refuses some values.
        refuses: bool,
    },
    /// Item by item.
    Each {
        /// True if some items are refused.
        refuses: bool,
    },
    /// By its constant text.
    Constant,
    /// By reading it as the other type: it can be any value.
    Read,
    /// As this variant, given by its path.
    Variant(String, Box<Way>),
}

impl Way {
    /// Tells whether some values are refused.
    pub fn refuses(&self) -> bool {
        match self {
            Self::Same | Self::Declared | Self::Constant => false,
            Self::Read => true,
            Self::Into { refuses } | Self::Each { refuses } => *refuses,
            Self::Variant(_, way) => way.refuses(),
        }
    }
}
