//! Conversions of what callers have into what they send.

use super::{Shape, TypeId};

/// A conversion of a type which callers have into one that they send.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// The type that is read, or an enum.
    pub from: TypeId,
    /// The type that is sent.
    pub to: Goal,
    /// The reason to take the two for one thing.
    pub link: Link,
    /// The way from one to the other.
    pub how: Carrying,
    /// True if some values are refused, since something of them would be lost.
    pub refuses: bool,
}

/// The target of a conversion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// A type with a name.
    Type(TypeId),
    /// Text.
    Text,
}

/// The reason to take two types for one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// The one is what this operation answers, the other what it is asked by.
    Operation(String),
    /// Both are unions that hold this type.
    Arm(TypeId),
    /// Both have this property, of one type with a name, and the same text as their tag.
    Property(String),
    /// Both are enums of this property, the one where it is answered, the other where an
    /// operation is asked for that.
    Named(String),
    /// Both are unions with one tag, and this arm of the one becomes an arm of the other.
    Becomes(TypeId),
    /// They are at one place of types that convert: the one that is read.
    Within(TypeId),
    /// The other is a union of which this arm is what the one becomes.
    Holds(TypeId),
    /// The other is made of the one, an enum, and of more.
    Lists,
}

/// The way from a value of one type to one of another.
#[derive(Clone, Debug, PartialEq)]
pub enum Carrying {
    /// Property by property.
    Fields(Fields),
    /// Arm by arm: for each of the union that is read, the arm that it becomes. An arm
    /// without one is refused.
    Arms {
        /// The arms, as those of the union.
        arms: Vec<Option<(usize, Way)>>,
        /// True if what neither union lists is kept as it is.
        keeps_unlisted: bool,
    },
    /// As this arm of the union that is sent.
    Arm(usize, Way),
    /// Text by text, except for these, which only the enum that is read lists.
    Texts(Vec<String>),
    /// By its one property of text; a value that has one of the others is refused.
    Text {
        /// The property.
        name: String,
        /// The others.
        refused: Vec<String>,
    },
}

impl Conversion {
    /// Returns the parts that stay behind and those that are refused, each in a sentence.
    /// `from` is what is read.
    pub fn notes(&self, from: &Shape) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |before: &str, names: &[String], after: &str| {
            if !names.is_empty() {
                notes.push(format!("{before}`{}`{after}", names.join("`, `")));
            }
        };
        match (&self.how, from) {
            (Carrying::Fields(fields), _) => {
                let Fields { carried, required, refused, only, left } = fields;
                note("", left, if left.len() == 1 { " stays behind." } else { " stay behind." });
                note("An error unless ", refused, is_empty(refused));
                let within = carried.iter().filter(|(_, way)| way.refuses());
                let within: Vec<String> = within.map(|(name, _)| name.clone()).collect();
                note("An error if something in ", &within, " is refused.");
                note("An error without ", required, ".");
                for (name, text) in only {
                    notes.push(format!("An error unless `{name}` is `{text}`."));
                }
            }
            (Carrying::Arms { arms, keeps_unlisted }, Shape::Union(union)) => {
                let of = |wanted: fn(&Option<(usize, Way)>) -> bool| {
                    let arms = union.arms.iter().zip(arms).filter(|(_, way)| wanted(way));
                    arms.map(|(arm, _)| arm.word()).collect::<Vec<_>>()
                };
                note("An error for ", &of(Option::is_none), ".");
                let refuses =
                    |way: &Option<(usize, Way)>| way.as_ref().is_some_and(|(_, way)| way.refuses());
                note("An error if something in ", &of(refuses), " is refused.");
                if !keeps_unlisted {
                    notes.push("An error for what the document does not list.".to_owned());
                }
            }
            (Carrying::Texts(refused), _) => note("An error for ", refused, "."),
            (Carrying::Text { refused, .. }, _) => {
                note("An error unless ", refused, is_empty(refused));
            }
            _ => {}
        }
        notes
    }
}

/// Returns the end of a sentence on properties.
const fn is_empty(properties: &[String]) -> &'static str {
    if properties.len() == 1 { " is empty." } else { " are empty." }
}

/// The fates of the properties of an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// Those that the other object has, too, and how they become its.
    pub carried: Vec<(String, Way)>,
    /// Those of them that the object may lack, and the other one requires.
    pub required: Vec<String>,
    /// Those without which alone the object converts.
    pub refused: Vec<String>,
    /// Those that must be a text, which the other one always is.
    pub only: Vec<(String, String)>,
    /// Those that only the server says: they stay behind.
    pub left: Vec<String>,
}

/// The way in which a value within another one is carried.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// As it is.
    Same,
    /// As it is, but for the properties in it that the document does not declare.
    Declared,
    /// By a conversion that always succeeds.
    Into,
    /// By one that refuses some values.
    Try,
    /// Item by item.
    Each {
        /// True if some items are refused.
        refuses: bool,
    },
    /// By its constant text.
    Constant,
    /// By reading it as the other type: it can be any value.
    Read,
    /// As an arm of a union.
    Arm(usize, Box<Way>),
}

impl Way {
    /// Tells whether some values are refused.
    pub fn refuses(&self) -> bool {
        match self {
            Self::Same | Self::Declared | Self::Into | Self::Constant => false,
            Self::Try | Self::Read => true,
            Self::Each { refuses } => *refuses,
            Self::Arm(_, way) => way.refuses(),
        }
    }
}

impl Link {
    /// Returns the reason in words; `name` gives the name of a type in Rust.
    pub fn words(&self, name: &dyn Fn(&TypeId) -> String) -> String {
        match self {
            Self::Operation(id) => format!("`{id}` is asked by the one and answers with the other"),
            Self::Arm(id) => format!("both can be a `{}`", name(id)),
            Self::Property(property) => {
                format!("both have one tag, and one type of `{property}`")
            }
            Self::Named(property) => {
                format!(
                    "one operation is asked for `{property}` by the one and answers it by the other"
                )
            }
            Self::Becomes(id) => {
                format!("a `{}`, which the one can be, becomes an arm of the other", name(id))
            }
            Self::Within(owner) => {
                format!("they are at one place where `{}` converts", name(owner))
            }
            Self::Lists => "the other has its texts".to_owned(),
            Self::Holds(id) => format!("the one becomes a `{}`, which the other can be", name(id)),
        }
    }
}
