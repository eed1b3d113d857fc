//! The crate as it will be written: every name and every line of
//! documentation is settled here.

mod calls;
mod client;
mod conversions;
mod events;
mod pages;
mod types;
mod unions;

pub use calls::*;
pub use client::*;
pub use conversions::*;
pub use events::*;
pub use pages::*;
pub use types::*;
pub use unions::*;

/// The feature of all groups.
pub const FULL: &str = "full";

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
    /// The features of the runtime that are its own as well, each with what it is for.
    pub common: Vec<(&'static str, &'static str)>,
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
    /// Returns the names of what is public of it, other than modules.
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

/// The attributes of an item, a field, a variant or a setter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// True if the compiler warns those who use it.
    pub deprecated: bool,
    /// Its name on the wire, where its own does not lead those there who search.
    pub alias: Option<String>,
}
