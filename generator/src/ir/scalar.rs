//! Scalars: how wide numbers are, what texts stand for, what is listed.

use crate::pointer::Pointer;

/// The integers that a type has room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Width {
    /// Signed, of 8 bits.
    I8,
    /// Signed, of 16 bits.
    I16,
    /// Signed, of 32 bits.
    I32,
    /// Signed, of 64 bits.
    #[default]
    I64,
    /// Without a sign, of 8 bits.
    U8,
    /// Without a sign, of 16 bits.
    U16,
    /// Without a sign, of 32 bits.
    U32,
    /// Without a sign, of 64 bits.
    U64,
}

impl Width {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::I8, Self::I16, Self::I32, Self::I64, Self::U8, Self::U16, Self::U32, Self::U64];

    /// Returns the type in Rust.
    pub const fn name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }

    /// Returns the least and the greatest integer.
    pub const fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN as i128, i8::MAX as i128),
            Self::I16 => (i16::MIN as i128, i16::MAX as i128),
            Self::I32 => (i32::MIN as i128, i32::MAX as i128),
            Self::I64 => (i64::MIN as i128, i64::MAX as i128),
            Self::U8 => (0, u8::MAX as i128),
            Self::U16 => (0, u16::MAX as i128),
            Self::U32 => (0, u32::MAX as i128),
            Self::U64 => (0, u64::MAX as i128),
        }
    }

    /// Returns the one that has room for the integers of both, if there is one.
    pub fn of_both(self, other: Self) -> Option<Self> {
        let has_room = |wide: &Self| {
            let ((least, most), (one, two)) = (wide.range(), (self.range(), other.range()));
            least <= one.0.min(two.0) && one.1.max(two.1) <= most
        };
        [self, other, Self::I64].into_iter().find(has_room)
    }
}

/// The precision of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Floating point of 32 bits.
    F32,
    /// Floating point of 64 bits.
    #[default]
    F64,
    /// Integers of 64 bits are exact, all others are of 64 bits.
    Exact,
}

/// A type of numbers that is a type of Rust itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberType {
    /// Integers.
    Integer(Width),
    /// Floating point, of 32 or 64 bits.
    Float(Precision),
}

impl NumberType {
    /// Returns all of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let floats = [Precision::F32, Precision::F64].map(Self::Float);
        Width::ALL.into_iter().map(Self::Integer).chain(floats)
    }

    /// Returns the type in Rust.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Integer(width) => width.name(),
            Self::Float(Precision::F32) => "f32",
            Self::Float(Precision::F64 | Precision::Exact) => "f64",
        }
    }
}

/// A type of a library that texts stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LibraryType {
    /// A point in time.
    Timestamp,
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// A day and a time, wherever that is.
    DateTime,
    /// A span of time.
    Span,
    /// A UUID.
    Uuid,
    /// Bytes.
    Bytes,
    /// A decimal number.
    Decimal,
}

impl LibraryType {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Timestamp,
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::Span,
        Self::Uuid,
        Self::Bytes,
        Self::Decimal,
    ];

    /// Returns the library that it is of.
    pub const fn library(self) -> &'static str {
        match self {
            Self::Timestamp | Self::Date | Self::Time | Self::DateTime | Self::Span => "jiff",
            Self::Uuid => "uuid",
            Self::Bytes => "bytes",
            Self::Decimal => "rust_decimal",
        }
    }

    /// Returns its path in Rust.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Timestamp => "jiff::Timestamp",
            Self::Date => "jiff::civil::Date",
            Self::Time => "jiff::civil::Time",
            Self::DateTime => "jiff::civil::DateTime",
            Self::Span => "jiff::Span",
            Self::Uuid => "uuid::Uuid",
            Self::Bytes => "bytes::Bytes",
            Self::Decimal => "rust_decimal::Decimal",
        }
    }

    /// Returns the format whose texts stand for its values.
    pub const fn format(self) -> &'static str {
        match self {
            Self::Timestamp => "date-time",
            Self::Date => "date",
            Self::Time => "time-local",
            Self::DateTime => "date-time-local",
            Self::Span => "duration",
            Self::Uuid => "uuid",
            Self::Bytes => "byte",
            Self::Decimal => "decimal",
        }
    }
}

/// A value that an enum lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumValue<T> {
    /// Its place in the document, if it is listed by itself.
    pub origin: Option<Pointer>,
    /// The value.
    pub value: T,
    /// The document's name for it in code.
    pub name: Option<String>,
    /// The document's text about it, in Markdown.
    pub text: String,
    /// True if it is a status at which work has come to an end.
    pub is_terminal: bool,
    /// True if it should not be used any more.
    pub deprecated: bool,
}

impl<T> EnumValue<T> {
    /// Returns a value of which nothing more is said.
    pub const fn of(value: T) -> Self {
        Self {
            origin: None,
            value,
            name: None,
            text: String::new(),
            is_terminal: false,
            deprecated: false,
        }
    }

    /// Takes away what only people read.
    pub(super) fn strip(&mut self) {
        self.origin = None;
        self.text.clear();
    }
}
