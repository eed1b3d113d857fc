//! The crate as it will be written: every name and every line of
//! documentation is settled here.

use std::fmt;

use crate::config::RateLimit;
use crate::ir::{
    Auth, BuildUp, Encoding, Framing, Hold, JsonFraming, Kind, LibraryType, MergeRules, Pairs,
    Parameter, Parts, Security, Structured, Tools, Turn, Variable,
};
use crate::pointer::Pointer;

/// A crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crate {
    /// The package's name.
    pub package: String,
    /// The metadata in its manifest.
    pub manifest: Manifest,
    /// Its features, apart from those that every generated crate has.
    pub features: Vec<Feature>,
    /// True if it has all of these by default.
    pub is_full: bool,
    /// Its modules.
    pub files: Vec<File>,
    /// The pages beside its sources.
    pub guides: Vec<Guide>,
    /// The features of the runtime that it does not do without, whatever its own
    /// features are.
    pub needs: Vec<&'static str>,
    /// True if it has anything for callers' types, behind a feature.
    pub has_typed: bool,
}

/// A page in Markdown beside the sources, which is written once; later only its regions
/// are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Its path in the crate.
    pub path: &'static str,
    /// The lines at its beginning.
    pub lines: Vec<String>,
    /// Its regions, in their order.
    pub regions: Vec<GuideRegion>,
}

/// A region of a page: what is between two markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideRegion {
    /// Its name in the markers.
    pub name: &'static str,
    /// Its lines.
    pub lines: Vec<String>,
}

/// The metadata of a package in its manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The version.
    pub version: String,
    /// A description of the package.
    pub description: String,
    /// The licence.
    pub license: Option<String>,
    /// The address of the sources.
    pub repository: Option<String>,
    /// The page.
    pub homepage: Option<String>,
    /// The address of the documentation.
    pub documentation: Option<String>,
    /// The keywords that it is found by.
    pub keywords: Vec<String>,
    /// The categories that it belongs to.
    pub categories: Vec<String>,
}

/// A cargo feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The module that is there with it.
    pub module: String,
    /// The features that it enables.
    pub enables: Vec<String>,
}

/// A source file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File {
    /// Its path below `src`.
    pub path: String,
    /// Its `//!` lines.
    pub docs: Vec<String>,
    /// Its own attributes, such as `recursion_limit = "…"`.
    pub attributes: Vec<String>,
    /// Its imports, as full paths.
    pub imports: Vec<String>,
    /// Its items.
    pub items: Vec<Item>,
}

/// Something in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `mod name;`, with `pub` or without, and with or without `pub use name::{…};`.
    Module(Module),
    /// Modules whose content is right here with any of some features.
    Modules(Modules),
    /// `pub use path::{names};`
    Reexport(Reexport),
    /// A struct with its constructor and setters.
    Struct(Struct),
    /// An enum of texts or integers.
    OpenEnum(OpenEnum),
    /// A union.
    Union(Union),
    /// The events of a stream.
    Events(Events),
    /// An implementation that makes values of a type the events of a stream.
    DataEvents(DataEvents),
    /// The objects that the events of a stream add up to.
    Accumulation(Accumulation),
    /// The one object that the events of a stream build up.
    Assembly(Assembly),
    /// `pub type Name = …;`
    Alias(Alias),
    /// The handle of a group of operations.
    Group(Group),
    /// The call of one operation.
    Call(Box<Call>),
    /// The types down which the compiler is led, each with the features with any of
    /// which it is there; always, if there are none.
    Led(Vec<(Type, Vec<String>)>),
    /// The client and what is fixed about its API.
    Client(Box<Client>),
    /// An implementation that makes a type a page of a list.
    Page(Page),
    /// A conversion of what is read into what is sent.
    Conversion(Conversion),
}

impl Item {
    /// The names of what is public of it, other than modules.
    pub fn exports(&self) -> Vec<String> {
        match self {
            Self::Struct(item) => vec![item.name.clone()],
            Self::OpenEnum(item) => vec![item.name.clone()],
            Self::Union(item) => vec![item.name.clone()],
            Self::Events(item) => vec![item.name.clone()],
            Self::Accumulation(item) => vec![item.name.clone()],
            Self::Assembly(item) => vec![item.name.clone()],
            Self::Alias(item) => vec![item.name.clone()],
            Self::Call(item) => {
                let answers = item.answers.iter().map(|answers| answers.name.clone());
                let headers = item.headers.iter().map(|headers| headers.name.clone());
                [item.name.clone()].into_iter().chain(answers).chain(headers).collect()
            }
            Self::DataEvents(_)
            | Self::Page(_)
            | Self::Conversion(_)
            | Self::Module(_)
            | Self::Modules(_)
            | Self::Reexport(_)
            | Self::Group(_)
            | Self::Led(_)
            | Self::Client(_) => Vec::new(),
        }
    }
}

/// A module.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// True if it is public.
    pub public: bool,
    /// The names of its items that are reexported right here. They are listed one by
    /// one, since with thousands of glob reexports the compiler asks each module for
    /// each name.
    pub exports: Vec<String>,
    /// The feature with which it is there; always, if there is none.
    pub feature: Option<String>,
}

/// Modules whose content is right here with any of some features.
#[derive(Clone, Debug, PartialEq)]
pub struct Modules {
    /// The features.
    pub features: Vec<String>,
    /// The names of the modules, and of what is in each.
    pub names: Vec<(String, Vec<String>)>,
}

/// A reexport.
#[derive(Clone, Debug, PartialEq)]
pub struct Reexport {
    /// The path of the names.
    pub path: String,
    /// The names.
    pub names: Vec<String>,
    /// The features with any of which they are there; always, if there are none.
    pub features: Vec<String>,
}

/// A type in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A type that is in scope everywhere.
    Builtin(&'static str),
    /// A name in scope.
    Name(String),
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

    /// A name in scope.
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    /// `outer<self>`
    #[must_use]
    pub fn inside(self, outer: &'static str) -> Self {
        Self::Of(outer, Box::new(self))
    }

    /// The same in what holds it.
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

/// The name of the type in which a value is held.
pub const fn holder(hold: Hold) -> Option<&'static str> {
    match hold {
        Hold::Direct => None,
        Hold::Boxed => Some("Box"),
        Hold::Apart => Some("Apart"),
    }
}

/// The attributes of an item, a field, a variant or a setter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// True if the compiler warns those who use it.
    pub deprecated: bool,
    /// Its name on the wire, where its own does not lead those there who search.
    pub alias: Option<String>,
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
    /// Its methods for the text that is in it.
    pub texts: Vec<TextMethod>,
}

/// A method for the text that is in a value.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMethod {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The way to the text.
    pub way: Vec<Step>,
}

impl Struct {
    /// Tells whether it has a constructor; a struct that callers only read has none.
    pub fn is_made(&self) -> bool {
        let is_read =
            |field: &Field| matches!(&field.input, Input::Fixed(fixed) if fixed.is_empty());
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
    /// True if it is a list of numbers that may also come as one text.
    pub packed: bool,
    /// The way in which the struct holds it.
    pub hold: Hold,
    /// The source of its value.
    pub input: Input,
    /// The value that the constructor sets it to, though there is a setter: the text of
    /// an enum.
    pub preset: Option<String>,
}

impl Field {
    /// Its type as a whole.
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

    /// A type as a whole.
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
pub enum Input {
    /// By the constructor, from an argument for this type.
    Argument(Convert, Type),
    /// By a setter of this name, from an argument for this type.
    Setter(String, Convert, Type),
    /// It is fixed: a Rust expression.
    Fixed(String),
}

/// The methods of HTTP that the runtime has a constant for.
const METHODS: [&str; 9] =
    ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// Tells whether the runtime has a constant for a method of HTTP.
pub(crate) fn has_constant(method: &str) -> bool {
    METHODS.contains(&method)
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
    /// The trait of the runtime by which an argument for a slot is taken, and its
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
    /// As this variant, given by its path.
    Variant(String, Box<Way>),
}

impl Way {
    /// Tells whether some values are refused.
    pub fn refuses(&self) -> bool {
        match self {
            Self::Same | Self::Declared | Self::Constant => false,
            Self::Into { refuses } | Self::Each { refuses } => *refuses,
            Self::Variant(_, way) => way.refuses(),
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
    pub of: Listed,
    /// Its variants.
    pub variants: Vec<EnumVariant>,
    /// The texts at which polls end.
    pub terminal: Vec<String>,
}

/// The kind of values that an enum lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Texts.
    Texts,
    /// Integers.
    Integers,
}

impl Listed {
    /// The macro that defines such an enum.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Texts => "open_enum",
            Self::Integers => "integer_enum",
        }
    }

    /// The type of what is not listed.
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
    /// The kinds of values that `Other` keeps.
    pub other: Vec<&'static str>,
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
    /// The macro that defines such a union.
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
    pub key: Key,
}

/// The JSON kind of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArmKind {
    /// The kind.
    pub kind: Kind,
    /// True if more than its payload converts into it: into an enum of integers and
    /// into a number, integers; into a list, lists of what its items are made of.
    pub converts: bool,
}

impl ArmKind {
    /// The word for it in the macro of unions.
    pub const fn word(self) -> &'static str {
        match (self.kind, self.converts) {
            (Kind::Integer, true) => "integers",
            (Kind::Number, true) => "numbers",
            (Kind::List, true) => "items",
            (kind, _) => kind.word(),
        }
    }
}

/// The key that tells a variant apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
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

/// The events of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The event that reports an error.
    pub error: String,
    /// The data that ends the stream.
    pub end: String,
    /// Its variants.
    pub variants: Vec<Variant>,
}

/// An implementation that makes values of a type the events of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct DataEvents {
    /// The type.
    pub name: String,
    /// The event that reports an error.
    pub error: String,
    /// The data that ends the stream.
    pub end: Option<String>,
    /// True if an event `ping` is one of them.
    pub ping: bool,
}

/// The objects that the events of a stream add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Accumulation {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The name of the events.
    pub events: String,
    /// On the wire, the property by which an object is known.
    pub id: String,
    /// The field of that property.
    pub id_field: String,
    /// The field of an event's data that has what is new.
    pub delta: String,
    /// The rules by which it is merged in.
    pub rules: MergeRules,
    /// The objects.
    pub objects: Vec<AccumulatedObject>,
}

/// Objects of one type that events add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct AccumulatedObject {
    /// The `///` lines of their field.
    pub docs: Vec<String>,
    /// The name of their field.
    pub name: String,
    /// Their type.
    pub ty: Type,
    /// The variants that bring all of one.
    pub wholes: Vec<String>,
    /// The variants that bring what is new about one.
    pub parts: Vec<String>,
    /// The way from what such a variant holds to text.
    pub text: Vec<Step>,
}

/// The one object that the events of a stream build up.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembly {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The name of what the events add up to.
    pub name: String,
    /// The name of the events.
    pub events: String,
    /// The object.
    pub whole: Type,
    /// The way in which events build it up, by names on the wire.
    pub parts: BuildUp,
    /// The ways from an event to text.
    pub text: Vec<Vec<Step>>,
}

/// A step on the way into a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To a field; whether it may be absent, and whether it is in a holder.
    Field(String, bool, bool),
    /// To each item of a list.
    Items,
    /// To what this variant of this union holds.
    Variant(String, String),
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

/// The handle of a group of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its methods.
    pub methods: Vec<Method>,
}

/// A method of a group's handle.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its attributes.
    pub marks: Marks,
    /// The call that it makes.
    pub call: String,
    /// The arguments that go to the call itself.
    pub arguments: Vec<Argument>,
    /// The body.
    pub body: MethodBody,
}

/// The origin of a method's body.
#[derive(Clone, Debug, PartialEq)]
pub enum MethodBody {
    /// There is none.
    None,
    /// The body as a whole is an argument, taken so.
    Whole(Type, Convert),
    /// It is made of arguments.
    Made(Type, Vec<Argument>),
}

/// An argument of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// The place in the document of what it fills.
    pub origin: Pointer,
    /// The parameter on the wire that it fills.
    pub wire: String,
    /// Its type.
    pub ty: Type,
    /// The conversion by which it is taken.
    pub convert: Convert,
    /// The slot that it fills: null is sent for one that is required and not there.
    pub slot: Slot,
}

impl Argument {
    /// Tells whether it is a parameter that is any text, which goes by reference.
    pub fn is_text(&self) -> bool {
        (self.convert, self.slot) == (Convert::Into, Slot::Plain) && self.ty == Type::STRING
    }

    /// Its type as a whole.
    pub fn whole(&self) -> Type {
        self.slot.of(self.ty.clone())
    }
}

impl Argument {
    /// Tells whether it fills this parameter.
    pub fn fills(&self, parameter: &Parameter) -> bool {
        self.origin == parameter.origin && self.wire == parameter.name
    }
}

/// The call of one operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The operation's id.
    pub id: String,
    /// The operation's HTTP method.
    pub method: String,
    /// The operation's path template.
    pub path: String,
    /// The security that it asks for, if that differs from the service's own.
    pub security: Option<Security>,
    /// The arguments of the path, and of required query and header parameters.
    pub required: Vec<(Place, Argument)>,
    /// Optional parameters.
    pub optional: Vec<Setter>,
    /// The body.
    pub body: Option<CallBody>,
    /// The type of the operation's answer.
    pub output: Option<Type>,
    /// The way in which that is read.
    pub ending: Ending,
    /// The answers of which it is one.
    pub answers: Option<Answers>,
    /// The content types that are asked for.
    pub accept: Option<String>,
    /// The headers of its requests that are not those of all, each with its value.
    pub fixed_headers: Vec<(String, String)>,
    /// The headers of its answers, if any are declared.
    pub headers: Option<CallHeaders>,
    /// The content types that are asked for where any text, and where any bytes
    /// are wanted.
    pub offers: Offers,
    /// The answers that can be asked for instead of the usual one.
    pub choices: Vec<CallChoice>,
    /// Its stream.
    pub stream: Option<CallStream>,
    /// Its pages.
    pub page: Option<CallPages>,
    /// Its polling.
    pub poll: Option<CallPoll>,
    /// The request for a value of a caller's type.
    pub structured: Option<CallStructured>,
    /// The calls of the caller's functions by a model in its answer.
    pub tools: Option<CallTools>,
}

/// The request of a call for a value of a caller's type.
#[derive(Clone, Debug, PartialEq)]
pub struct CallStructured {
    /// The type of its answer.
    pub answer: Type,
    /// True if the answer gets its method here: another call may have the same one.
    pub is_first: bool,
    /// The request for the value, and its place in the answer.
    pub how: Structured,
}

/// The calls of the caller's functions by a model in the answer of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallTools {
    /// Further notes for the docs of the method.
    pub notes: Vec<String>,
    /// The type of its answer.
    pub answer: Type,
    /// The type of an item of the conversation so far, as it is sent.
    pub item: Type,
    /// The type of the events that build the answer up, where it can be streamed.
    pub event: Option<Type>,
    /// The places of the calls, and the way in which the call goes on.
    pub how: Tools,
}

/// The headers of the answers of a call, each with its type.
#[derive(Clone, Debug, PartialEq)]
pub struct CallHeaders {
    /// The `///` lines.
    pub docs: Vec<String>,
    /// The name.
    pub name: String,
    /// The headers.
    pub fields: Vec<HeaderField>,
}

/// A header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The field.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// The type that it is read as.
    pub ty: Type,
}

/// The content types that an operation can answer with beside its usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The content types that are text.
    pub text: Option<String>,
    /// The content types that are neither text nor JSON.
    pub bytes: Option<String>,
}

/// An answer that can be asked for by a method of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct CallChoice {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The method.
    pub name: String,
    /// The request for it.
    pub ask: ChoiceAsk,
    /// The type of the answer.
    pub output: Type,
    /// The way in which that is read.
    pub ending: Ending,
}

/// The request for an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ChoiceAsk {
    /// By this content type.
    Accept(String),
    /// By a setter of the body, and the value that it sets: a Rust expression.
    Body(String, String),
    /// By a parameter of the query, and its value.
    Query(String, String),
}

/// The way in which an answer is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// As JSON, or not at all if there is no output.
    #[default]
    Usual,
    /// As JSON if there is something.
    Optional,
    /// As JSON of one type or another, by status.
    Answer,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

/// One answer or another, by status.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The `///` lines.
    pub docs: Vec<String>,
    /// The name.
    pub name: String,
    /// The answers.
    pub variants: Vec<AnswerVariant>,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerVariant {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The type that it holds.
    pub payload: Option<Type>,
    /// The way in which that is read.
    pub ending: Ending,
    /// Its status.
    pub status: u16,
}

/// The place of a parameter in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the path, in the style of this name.
    PathAs(&'static str),
    /// Into the query, as one pair.
    Query,
    /// Into the query, as a pair per item.
    QueryList,
    /// Into the query, in the style of this name.
    QueryAs(&'static str),
    /// The same, with reserved characters as they are.
    QueryReserved(&'static str),
    /// Into a header.
    Header,
    /// Into a header, in the style of this name.
    HeaderAs(&'static str),
    /// Into a cookie.
    Cookie,
    /// Into a cookie, in the style of this name.
    CookieAs(&'static str),
}

/// A setter of an optional parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The place of the parameter in the request.
    pub place: Place,
    /// The parameter.
    pub argument: Argument,
}

/// The body of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallBody {
    /// Its type.
    pub ty: Type,
    /// The way in which it is sent.
    pub sent: Sent,
    /// Setters that are passed on to it.
    pub setters: Vec<BodySetter>,
}

/// The way in which a body is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// As JSON, of this content type unless it is the usual one.
    Json(Option<String>),
    /// As a form of this content type unless it is the usual one, with parts that
    /// are written in ways of their own.
    Form(Option<String>, Vec<Encoding>),
    /// As a part for each item, of this content type.
    Parts(String, Parts),
    /// As the JSON of each item, of this content type.
    Sequence(String, JsonFraming),
    /// As a query is written.
    UrlEncoded(Pairs),
    /// As it is, of this content type.
    Bytes(String),
}

/// A setter of a call that sets a property of its body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodySetter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The name of the property on the wire.
    pub wire: String,
    /// The name of the body's own setter.
    pub target: String,
    /// The argument's type.
    pub ty: Type,
    /// The slot that it fills.
    pub slot: Slot,
    /// The conversion by which it is taken.
    pub convert: Convert,
}

/// The stream of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallStream {
    /// The request for the stream in the body or the query.
    pub ask: Option<ChoiceAsk>,
    /// The content type that the call asks for by `Accept` too.
    pub accept: Option<String>,
    /// The framing of its items.
    pub framing: Framing,
    /// The events.
    pub events: Type,
}

/// The polling of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallPoll {
    /// The call that asks how far it is; none if that is the same again.
    pub again: Option<CallAgain>,
    /// The field that says how far it is.
    pub status: Access,
    /// The statuses at which polling stops.
    pub terminal: Vec<String>,
    /// The seconds for which polling goes on, if they are known.
    pub deadline: Option<u64>,
}

/// The call that asks how far work is.
#[derive(Clone, Debug, PartialEq)]
pub struct CallAgain {
    /// The static of its operation.
    pub operation: String,
    /// The path parameters of that operation, and the fields they come from.
    pub arguments: Vec<(String, Access)>,
}

/// Pages of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallPages {
    /// The request for the next page.
    pub turn: Turn,
    /// The query parameter by which the page before is asked for.
    pub back: Option<String>,
    /// The type of a page.
    pub page: Type,
}

/// An implementation that makes a type a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The type of the page.
    pub name: String,
    /// The type of an item.
    pub item: Type,
    /// The property that lists the items.
    pub list: String,
    /// Its field.
    pub items: Access,
    /// The way in which the page holds the list.
    pub hold: Hold,
    /// The fields that lead to what says whether there is more.
    pub more: Option<Vec<Access>>,
    /// True where that is set at the end, and not before.
    pub more_is_end: bool,
    /// The fields that lead to the number of pages.
    pub total_pages: Option<Vec<Access>>,
    /// The fields that lead to the number of items of all pages.
    pub total_items: Option<Vec<Access>>,
    /// Cursor of the next page.
    pub cursor: Option<PageCursor>,
    /// Cursor of the page before.
    pub back: Option<PageCursor>,
}

/// Cursor of another page.
#[derive(Clone, Debug, PartialEq)]
pub enum PageCursor {
    /// A property of the last item; of the first one on the way back.
    Item {
        /// Its name on the wire.
        property: String,
        /// Its field.
        access: Access,
    },
    /// The fields that lead to it, from the page on.
    Page(Vec<Access>),
}

/// A field, to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Its name.
    pub field: String,
    /// The slot that it fills.
    pub slot: Slot,
}

/// The client.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The fixed properties of its API.
    pub service: Service,
    /// The handles of its groups.
    pub groups: Vec<Handle>,
    /// Setters of headers.
    pub options: Vec<HeaderSetter>,
    /// Setters of the credentials of schemes, but for the API key.
    pub credentials: Vec<CredentialSetter>,
    /// Setters of the variables of the base URL.
    pub variables: Vec<VariableSetter>,
}

/// The handle of a group, as the client gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// The `///` lines of its method.
    pub docs: Vec<String>,
    /// Its method.
    pub method: String,
    /// Its type.
    pub ty: String,
    /// The feature with which it is there; always, if there is none.
    pub feature: Option<String>,
}

/// The fixed properties of an API.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The URL that it is served at, with the names of variables in braces.
    pub base_url: String,
    /// The variables.
    pub variables: Vec<Variable>,
    /// The schemes by which callers are known, that of the API key first.
    pub schemes: Vec<Scheme>,
    /// The security of operations that say nothing of their own.
    pub security: Security,
    /// The environment variable of the base URL.
    pub base_url_env: Option<String>,
    /// Headers of every request.
    pub fixed_headers: Vec<(String, String)>,
    /// Headers that may be set, and their environment variables.
    pub headers: Vec<(String, Option<String>)>,
    /// The header of a response that names the request.
    pub request_id_header: String,
    /// The header of a response that says when to ask again.
    pub poll_after_header: Option<String>,
    /// The header of a response that says whether to try again.
    pub should_retry_header: Option<String>,
    /// The header of a response that says when to try again.
    pub retry_after_ms_header: Option<String>,
    /// The headers of a response that tell of limits, by what is limited.
    pub rate_limits: Vec<(String, RateLimit)>,
    /// The header of a request that makes sending it twice harmless.
    pub idempotency_header: String,
    /// True if lists and objects in queries and forms are written with brackets.
    pub brackets: bool,
    /// True if calls without a body say that it is JSON.
    pub json_without_body: bool,
    /// Error codes with which trying again is in vain.
    pub final_error_codes: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// The place of its credential in a request.
    pub auth: Auth,
    /// The environment variable of its credential.
    pub env: Option<String>,
}

/// A setter of a variable of the base URL.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableSetter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The variable.
    pub variable: String,
}

/// A setter of the credential of a scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct CredentialSetter {
    /// Its first `///` line, which says what it sets.
    pub docs: String,
    /// Its name.
    pub name: String,
    /// The scheme.
    pub scheme: String,
    /// True if it takes a user and a password.
    pub basic: bool,
}

/// A setter of a header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderSetter {
    /// Its name.
    pub name: String,
    /// The header.
    pub header: String,
    /// A description of it.
    pub description: String,
}
