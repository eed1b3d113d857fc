//! The reasons for a type that is any value.

use std::fmt;

/// The reason for a type that is any value, or an object of any properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Untyped {
    /// The schema says nothing of its values.
    Unsaid,
    /// It is an object that declares no properties, and none that others have.
    Properties,
    /// It declares properties, and takes any others as well.
    MoreProperties,
    /// It is a list that does not say what it holds.
    Items,
    /// It is a union, and one of its arms takes any value.
    Arm,
    /// It is a union, and one of its arms takes values of several kinds that it
    /// does not tell apart.
    MixedArm,
    /// It takes null and nothing else.
    Null,
    /// It is a list or map that holds itself.
    Itself,
    /// There is no schema where one should be.
    NoSchema,
    /// Events whose data has no type of its own.
    Events,
    /// There is no rule for it, or something is wrong with it: a warning says
    /// so.
    NotUnderstood,
}

impl fmt::Display for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsaid => "the schema says nothing of its values",
            Self::Properties => "an object of any properties",
            Self::MoreProperties => "any properties beside those declared",
            Self::Items => "a list of any items",
            Self::Arm => "a union with an arm of any value",
            Self::MixedArm => "a union with an arm of several kinds",
            Self::Null => "only null",
            Self::Itself => "a list or map that holds itself",
            Self::NoSchema => "no schema",
            Self::Events => "events of data without a type of its own",
            Self::NotUnderstood => "not understood: see the warning",
        })
    }
}
