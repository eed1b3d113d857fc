//! Every public item of a planned crate, with its signature and with the place
//! in the document that it comes from.
//!
//! An old crate is read with the names that its types and operations have in
//! the new one, so that an item whose only change is the name of a type in it
//! counts as the same: that name is reported once, at the type.

mod calls;
mod types;

use std::collections::BTreeMap;

use super::Place;
use super::change::Aspect;
use crate::rust::{
    CallPages, Client, Convert, Crate, CredentialSetter, Feature, File, Handle, HeaderSetter, Item,
    Module, Reexport, Slot, Type, VariableSetter, WAY,
};

/// The things that have another name in the new document.
#[derive(Debug, Default)]
pub(super) struct Renamed {
    /// The Rust names of types.
    pub(super) types: BTreeMap<String, String>,
    /// The ids of operations.
    pub(super) operations: BTreeMap<String, String>,
    /// The parameters in the path, by the operation's new id.
    pub(super) parameters: BTreeMap<(String, String), String>,
}

/// The source of an item: a place, and the aspect of it.
pub(super) type ItemSource = (Place, Aspect);

/// A public item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Public {
    /// The source of the item.
    pub(super) source: ItemSource,
    /// The places without which it would not be.
    pub(super) owners: Vec<Place>,
    /// Its signature; `(…)` stands for its arguments.
    pub(super) head: String,
    /// Its arguments in order.
    pub(super) arguments: Vec<PublicArgument>,
    /// The types that it mentions.
    pub(super) mentions: Vec<String>,
    /// The meanings of its name on the wire; several words, one of which a
    /// server says, or none where there are no words for it.
    pub(super) meaning: Vec<String>,
}

/// An argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PublicArgument {
    /// The source of the argument.
    pub(super) source: ItemSource,
    /// Its type.
    pub(super) ty: String,
}

impl Place {
    /// Names what an argument stands for on the wire; for a method, its operation.
    fn meaning(&self) -> String {
        match self {
            Self::Parameter(_, name) => format!("parameter {name}"),
            Self::Member(_, name) => format!("property {name}"),
            Self::Operation(id) => format!("operation {id}"),
            _ => String::new(),
        }
    }
}

impl PublicArgument {
    /// Tells whether the same is given for it on the wire: a property of the body, whichever type
    /// that is of, a parameter, or the body.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_same_place = match (&self.source.0, &other.source.0) {
            (Place::Member(_, one), Place::Member(_, other)) => one == other,
            (one, other) => one == other,
        };
        self.ty == other.ty && is_same_place
    }
}

impl Public {
    /// Returns an item without arguments.
    fn of(place: Place, aspect: Aspect, head: impl Into<String>) -> Self {
        Self {
            source: (place, aspect),
            owners: Vec::new(),
            head: head.into(),
            arguments: Vec::new(),
            mentions: Vec::new(),
            meaning: Vec::new(),
        }
    }

    fn means(self, words: impl IntoIterator<Item = String>) -> Self {
        Self { meaning: words.into_iter().collect(), ..self }
    }

    /// Tells whether the name stands for something else on the wire than
    /// another one.
    pub(super) fn means_other_than(&self, other: &Self) -> bool {
        let (own, others) = (&self.meaning, &other.meaning);
        !own.is_empty() && !others.is_empty() && own.iter().all(|word| !others.contains(word))
    }

    /// Returns the item with what it and its arguments stand for.
    pub(super) fn shown_with_meaning(&self) -> String {
        let words: Vec<String> = self.meaning.iter().map(|word| format!("{word:?}")).collect();
        let item = self.written(&|part| part.source.0.meaning());
        if words.is_empty() { item } else { format!("{item} for {}", words.join(" or ")) }
    }

    fn owners(self, owners: impl IntoIterator<Item = Place>) -> Self {
        Self { owners: owners.into_iter().collect(), ..self }
    }

    fn mentions(self, mentions: Vec<String>) -> Self {
        Self { mentions, ..self }
    }

    /// Returns the item as a person would write it.
    pub(super) fn shown(&self) -> String {
        self.written(&|part| match &part.source.0 {
            Place::Parameter(_, name) | Place::Member(_, name) => name.clone(),
            _ => "body".to_owned(),
        })
    }

    /// Returns the item with words for the places of its arguments.
    fn written(&self, place: &dyn Fn(&PublicArgument) -> String) -> String {
        let argument = |part: &PublicArgument| format!("{}: {}", place(part), part.ty);
        let arguments: Vec<String> = self.arguments.iter().map(argument).collect();
        self.head.replacen("(…)", &format!("({})", arguments.join(", ")), 1)
    }
}

/// The public items of a crate.
#[derive(Debug, Default)]
pub(super) struct Surface {
    /// By their paths.
    pub(super) items: BTreeMap<String, Public>,
    /// The types of fields, by their owners and their names on the wire.
    members: BTreeMap<(String, String), String>,
}

impl Surface {
    /// Returns the items of a crate.
    pub(super) fn of(planned: &Crate, renamed: &Renamed) -> Self {
        let Crate {
            features,
            files,
            package: _,
            manifest: _,
            is_full: _,
            guides: _,
            needs: _,
            common: _,
        } = planned;
        let mut builder = SurfaceBuilder {
            renamed,
            aliases: BTreeMap::new(),
            operations: BTreeMap::new(),
            calls: BTreeMap::new(),
            pages: BTreeMap::new(),
            surface: Self::default(),
        };
        for file in files {
            builder.index(file);
        }
        for file in files {
            let module = module_of(&file.path);
            file.items.iter().for_each(|item| builder.item(module, item));
        }
        for Feature { name, module, enables: _ } in features {
            let owners = builder.all_of(module);
            let item = Public::of(Place::Document, Aspect::Whole, "feature").owners(owners);
            builder.put(format!("feature {name}"), item);
        }
        builder.surface
    }

    /// Returns the Rust type of the field that a property has.
    pub(super) fn member(&self, place: &Place) -> Option<String> {
        let Place::Member(owner, name) = place else { return None };
        self.members.get(&(owner.clone(), name.clone())).cloned()
    }
}

/// The surface of one crate under way.
struct SurfaceBuilder<'a> {
    renamed: &'a Renamed,
    aliases: BTreeMap<&'a str, &'a Type>,
    /// The ids of operations by their modules.
    operations: BTreeMap<&'a str, Vec<&'a str>>,
    /// And by their modules and the names of their calls.
    calls: BTreeMap<(&'a str, &'a str), &'a str>,
    /// The first operation that answers with a page, by the page's type.
    pages: BTreeMap<&'a str, &'a str>,
    surface: Surface,
}

impl<'a> SurfaceBuilder<'a> {
    /// Indexes what is needed to read other files.
    fn index(&mut self, file: &'a File) {
        let File { path, docs: _, attributes: _, imports: _, items } = file;
        for item in items {
            match item {
                Item::Alias(alias) => _ = self.aliases.insert(&alias.name, &alias.ty),
                Item::Call(call) => {
                    let module = module_of(path);
                    self.calls.insert((module, &call.name), &call.id);
                    if let Some(CallPages { page: Type::Name(page) | Type::Apart(page), .. }) =
                        &call.page
                    {
                        self.pages.entry(page).or_insert(&call.id);
                    }
                    self.operations.entry(module).or_default().push(&call.id);
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, module: &'a str, item: &'a Item) {
        match item {
            Item::Module(Module { name, public, exports: _, feature: _ }) => {
                if *public {
                    let owners = self.all_of(name);
                    self.put(
                        name.clone(),
                        Public::of(Place::Document, Aspect::Whole, "mod").owners(owners),
                    );
                }
            }
            // It is for the compiler alone.
            Item::Modules(_) | Item::Led(_) => {}
            Item::Reexport(Reexport { path, names, features: _ }) => {
                for name in names {
                    let head = format!("use {path}::{name}");
                    self.put(name.clone(), Public::of(Place::Document, Aspect::Whole, head));
                }
            }
            Item::Struct(item) => self.structure(item),
            Item::OpenEnum(item) => self.open_enum(item),
            Item::Union(item) => self.union(item),
            Item::Events(item) => self.events(item),
            Item::Accumulation(item) => self.accumulation(item),
            Item::Assembly(item) => self.assembly(item),
            // Its effect shows where a call streams.
            Item::DataEvents(_) => {}
            // They are compared as such.
            Item::Conversion(_) => {}
            Item::Alias(item) => self.alias(item),
            Item::Page(item) => self.page(item),
            Item::Group(item) => self.group(module, item),
            Item::Call(item) => self.call(module, item),
            Item::Client(item) => self.client(item),
        }
    }

    fn client(&mut self, client: &Client) {
        // The fixed properties of the API are compared as such, or configured.
        let Client { docs: _, service: _, groups, options, credentials, variables } = client;
        for Handle { docs: _, method, ty, feature: _ } in groups {
            let handle = ty.rsplit("::").next().unwrap_or_default();
            let owners = self.all_of(method);
            let item = Public::of(
                Place::Document,
                Aspect::Whole,
                format!("fn {method}(&self) -> {handle}"),
            );
            self.put(format!("Client::{method}"), item.owners(owners));
        }
        for HeaderSetter { docs: _, call_docs: _, name, header } in options {
            let item =
                Public::of(Place::Document, Aspect::Whole, format!("fn {name} for {header}"));
            self.put(format!("ClientBuilder::{name}"), item);
        }
        for VariableSetter { docs: _, name, variable } in variables {
            let head = format!("fn {name} for {{{variable}}} in the base URL");
            let item = Public::of(Place::Document, Aspect::Whole, head);
            self.put(format!("ClientBuilder::{name}"), item);
        }
        for CredentialSetter { docs: _, call_docs: _, name, scheme, basic } in credentials {
            let what = if *basic { "user and password" } else { "credential" };
            let head = format!("fn {name} for the {what} of {scheme}");
            let item = Public::of(Place::Scheme(scheme.clone()), Aspect::Itself, head);
            self.put(format!("ClientBuilder::{name}"), item);
        }
    }

    /// Returns the operations of a module.
    fn all_of(&self, module: &str) -> Vec<Place> {
        let module = module.trim_start_matches("r#");
        let ids = self.operations.get(module).into_iter().flatten();
        ids.map(|id| Place::Operation(self.operation_id(id))).collect()
    }

    fn put(&mut self, path: String, item: Public) {
        self.surface.items.insert(path, item);
    }

    fn type_name(&self, name: &str) -> String {
        self.renamed.types.get(name).map_or_else(|| name.to_owned(), Clone::clone)
    }

    fn operation_id(&self, id: &str) -> String {
        self.renamed.operations.get(id).map_or_else(|| id.to_owned(), Clone::clone)
    }

    /// Returns a type, by its new name and without aliases.
    fn ty(&self, ty: &Type, mentions: &mut Vec<String>) -> Type {
        match ty {
            Type::Name(name) | Type::Apart(name) => {
                mentions.push(self.type_name(name));
                match self.aliases.get(name.as_str()) {
                    Some(target) => self.ty(target, mentions),
                    None => Type::Name(self.type_name(name)),
                }
            }
            Type::Of(outer, inner) => self.ty(inner, mentions).inside(outer),
            Type::Map(values) => Type::Map(Box::new(self.ty(values, mentions))),
            Type::Builtin(_) | Type::Parsed(_) | Type::FreeForm => ty.clone(),
            // The number only tells the constants of one struct apart.
            Type::Constant(_) => Type::Constant(0),
        }
    }

    /// Returns the type of an argument for a slot.
    fn argument(
        &self,
        ty: &Type,
        slot: Slot,
        convert: Convert,
        mentions: &mut Vec<String>,
    ) -> String {
        convert.argument(&self.ty(ty, mentions), slot, WAY)
    }
}

/// Returns the public module that a file's items are in.
fn module_of(path: &str) -> &str {
    path.split_once('/').map_or("", |(module, _)| module)
}
