//! [`ir::Api`](crate::ir::Api) → [`rust::Crate`](crate::rust::Crate): every Rust name, module and
//! line of documentation is decided here.

mod accessors;
mod accumulate;
mod answers;
mod assembly;
mod call_docs;
mod calls;
mod client;
mod conversions;
mod docs;
mod example;
mod features;
mod files;
mod guides;
mod html;
mod known;
mod lists;
mod markdown;
mod marks;
mod methods;
mod names;
mod naming;
mod pages;
mod reserved;
mod security;
mod settings;
mod shared;
mod structured;
mod types;
mod unions;
mod webhooks;

pub(crate) use self::files::{group_module, handle_name};
pub use self::naming::type_names;
pub(crate) use self::naming::{rival_of_field, rival_of_parameter, rivals_of_types};
pub(crate) use self::unions::test;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use self::accessors::Accessors;
use self::example::Example;
use self::names::Distinct;
use crate::config::{self, Config};
use crate::diagnostic::{Report, Severity};
use crate::ir::{
    Api, Conversion, DataEvents, Hold, LibraryType, Operation, Page, Precision, Shape, TypeId,
    TypeRef,
};
use crate::rust::{Convert, Crate, CredentialSetter, Manifest, Slot, Type, holder};
use crate::words::{of_api, titled};

/// The crate that generated code calls.
const RUNTIME: &str = "openapi_loom_runtime";

/// The names of the runtime that calls and forms use, so that nothing else can have them.
const OF_RUNTIME: [&str; 7] =
    ["Bytes", "CookieStyle", "Encoding", "File", "HeaderStyle", "PathStyle", "QueryStyle"];

/// Lets the crate itself use what its callers are warned of.
const USES_DEPRECATED: &str =
    "allow(deprecated, reason = \"what is deprecated is read and written, too\")";

/// Plans the crate. `unfit` is how bad an entry of the configuration is that does not fit.
pub fn plan(api: &Api, config: &Config, unfit: Severity, report: &mut Report) -> Crate {
    let (types, modules) = (naming::types(api), naming::modules(api));
    let fields = naming::all_fields(api);
    let mut in_module: BTreeMap<String, Vec<&TypeId>> = BTreeMap::new();
    for id in api.types.keys() {
        in_module.entry(modules.names[id.component()].clone()).or_default().push(id);
    }
    let mut planner = Planner {
        api,
        config,
        type_names: types.names.clone(),
        of_calls: naming::of_calls(api),
        modules: modules.names.clone(),
        in_module,
        accessors: accessors::named(api, &fields, unfit, report),
        fields,
        arms: HashMap::new(),
        conversions: conversions::by_file(api),
        pages: pages(api),
        streams: streams(api),
        assembled: assembled(api),
        terminal: terminal(api),
        roles: known::roles(api),
        used: known::used(api),
        quiet: BTreeSet::new(),
        examples: HashMap::new(),
        credentials: OnceCell::new(),
        fixed_headers: OnceCell::new(),
        report,
    };
    planner.arms = planner.all_arms();
    planner.report_displaced(&types);
    let groups = planner.groups();
    planner.find_quiet(&groups);
    let conditions = planner.conditions(&groups);
    let mut files = planner.type_files(&conditions);
    let warns = files.iter().flat_map(|file| &file.items).any(marks::is_deprecated);
    files.extend(planner.group_files(&groups));
    // Without operations there is nothing to call.
    if !groups.is_empty() {
        files.push(planner.client_file(&groups));
    }
    let needs = planner.needs(&groups, &conditions);
    let mut root = planner.root_file(&groups, &conditions, &needs);
    if warns {
        root.attributes.push(USES_DEPRECATED.to_owned());
    }
    files.push(root);
    let (package, features) = (planner.package(), planner.features(&groups, &needs));
    let guides = planner.guides(&groups, &files);
    let manifest = planner.manifest();
    let needs = needs.always.into_iter().collect();
    let is_full = planner.is_full();
    let common = features::common(structured::has_typed(api)).collect();
    Crate { package, manifest, features, is_full, files, guides, needs, common }
}

struct Planner<'a> {
    api: &'a Api,
    config: &'a Config,
    type_names: BTreeMap<&'a TypeId, String>,
    /// The names of calls and handles, and of what calls answer with.
    of_calls: HashSet<String>,
    /// The modules of types, by component or operation.
    modules: BTreeMap<&'a str, String>,
    /// The types in each of them.
    in_module: BTreeMap<String, Vec<&'a TypeId>>,
    /// The names of the fields of objects.
    fields: BTreeMap<&'a TypeId, Distinct>,
    /// The methods for the text that is in values, each with its name.
    accessors: Accessors<'a>,
    /// The names of the variants of unions, by arm.
    arms: HashMap<&'a TypeId, Vec<String>>,
    /// The conversions by the type in whose file they are.
    conversions: HashMap<&'a TypeId, Vec<&'a Conversion>>,
    /// The types that are pages, and those that are the data of events.
    pages: HashMap<&'a TypeId, &'a Page>,
    streams: HashMap<&'a TypeId, &'a DataEvents>,
    /// The events that build up one object.
    assembled: HashSet<&'a TypeId>,
    /// The texts of enums at which polls end.
    terminal: HashMap<&'a TypeId, &'a [String]>,
    /// The roles of the types that are whole bodies and answers.
    roles: HashMap<&'a TypeId, known::Roles<'a>>,
    /// The types that an operation or a webhook reaches.
    used: BTreeSet<&'a TypeId>,
    /// The modules of types of which nothing warns.
    quiet: BTreeSet<String>,
    /// The examples of operations by their ids, once their methods are planned.
    examples: HashMap<String, Example>,
    /// The setters of credentials, once they are asked for.
    credentials: OnceCell<Vec<CredentialSetter>>,
    /// The headers that all requests have, once they are asked for.
    fixed_headers: OnceCell<Vec<(String, String)>>,
    report: &'a mut Report,
}

/// Returns the types that are pages: an operation that answers with one says how. All
/// that do agree.
fn pages(api: &Api) -> HashMap<&TypeId, &Page> {
    let mut pages = HashMap::new();
    for operation in &api.operations {
        let answer = operation.answer.json().map(|ty| api.target(ty));
        if let (Some(page), Some(TypeRef::Named(id))) = (&operation.page, answer) {
            // One that has a cursor says more than one that counts, and one that goes
            // back as well more than one that does not.
            let says = |page: &Page| (page.turn.source().is_some(), page.back.is_some());
            let known = pages.entry(id).or_insert(page);
            if says(page) > says(known) {
                *known = page;
            }
        }
    }
    pages
}

/// Returns the enums that say whether something has come to an end, and their texts that say
/// so. One of which polls say different things has none.
fn terminal(api: &Api) -> HashMap<&TypeId, &[String]> {
    let with: HashMap<&str, &Operation> =
        api.operations.iter().map(|operation| (operation.id.as_str(), operation)).collect();
    let mut found: HashMap<&TypeId, Option<&[String]>> = HashMap::new();
    for poll in api.operations.iter().filter_map(|operation| operation.poll.as_ref()) {
        let result = with.get(poll.with.as_str()).and_then(|operation| operation.answer.json());
        let field = result.and_then(|result| api.object(result)?.field(&poll.status));
        let Some(TypeRef::Named(id)) = field.map(|field| api.target(&field.ty)) else { continue };
        let texts = found.entry(id).or_insert(Some(&poll.terminal));
        if texts.is_some_and(|texts| texts != poll.terminal) {
            *texts = None;
        }
    }
    found.into_iter().filter_map(|(id, texts)| Some((id, texts?))).collect()
}

/// Returns the types that are the data of events: the first operation that streams them
/// says how.
fn streams(api: &Api) -> HashMap<&TypeId, &DataEvents> {
    let mut found = HashMap::new();
    for stream in api.operations.iter().filter_map(|operation| operation.stream.as_ref()) {
        if let (Some(id), Some(data)) = (stream.named(), &stream.data) {
            found.entry(id).or_insert(data);
        }
    }
    found
}

/// Returns the events that build up one object.
fn assembled(api: &Api) -> HashSet<&TypeId> {
    let shapes = api.types.values().map(|def| &def.shape);
    let events = shapes.filter_map(|shape| match shape {
        Shape::Assembly(assembly) => Some(&assembly.events),
        _ => None,
    });
    events.collect()
}

impl<'a> Planner<'a> {
    /// Returns the package's name: the configured one, or one made of the title.
    fn package(&self) -> String {
        match &self.config.package {
            Some(name) => name.to_string(),
            None => names::package_name(of_api(&self.api.title)),
        }
    }

    /// Returns the metadata of the manifest, as far as it is known.
    fn manifest(&self) -> Manifest {
        let config::Manifest {
            published: _,
            version,
            description,
            license,
            repository,
            homepage,
            documentation,
            keywords,
            categories,
        } = self.config.manifest.clone();
        let title = titled(of_api(&self.api.title));
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let keywords = keywords.map(|keywords| keywords.as_slice().to_vec());
        let categories = categories.map(|categories| categories.as_slice().to_vec());
        Manifest {
            version: version.map_or_else(|| "0.1.0".to_owned(), |version| version.to_string()),
            description: description.map(Into::into).unwrap_or_else(|| {
                format!("Client of {title}, generated from its OpenAPI document")
            }),
            license,
            repository: repository.map(Into::into),
            homepage: homepage.map(Into::into),
            documentation: documentation.map(Into::into),
            keywords: keywords.unwrap_or_else(|| words(&["api", "client", "openapi"])),
            categories: categories
                .unwrap_or_else(|| words(&["api-bindings", "web-programming::http-client"])),
        }
    }

    fn type_name(&self, id: &TypeId) -> String {
        self.type_names.get(id).cloned().unwrap_or_else(|| names::type_name(&id.0))
    }

    /// Returns the Rust type of a use.
    fn ty(&self, ty: &TypeRef) -> Type {
        rust_type(ty, &|id| self.type_name(id))
    }

    /// Returns the Rust type of a use in the files of calls and handles.
    fn ty_of_call(&self, ty: &TypeRef) -> Type {
        self.ty(ty).beside(&self.of_calls)
    }

    /// Returns the way in which an argument of a type is taken.
    fn convert(&self, ty: &TypeRef) -> Convert {
        match self.api.target(ty) {
            TypeRef::Any => Convert::Json,
            TypeRef::FreeForm => Convert::Object,
            ty if ty.is_exact() => Convert::Same,
            TypeRef::Boolean | TypeRef::Nullable(_) => Convert::Same,
            TypeRef::List(items) if self.api.target(items).is_exact() => Convert::EachSame,
            TypeRef::List(_) => Convert::Each,
            TypeRef::Map(values) if self.api.target(values).is_exact() => Convert::EntriesSame,
            TypeRef::Map(_) => Convert::Entries,
            TypeRef::String
            | TypeRef::UnixTime
            | TypeRef::File
            | TypeRef::Parsed(_)
            | TypeRef::Integer(_)
            | TypeRef::Number(_)
            | TypeRef::Named(_) => Convert::Into,
        }
    }

    /// Returns the type of an argument; resolves a list or a map through aliases, so that it can
    /// be taken item by item.
    fn argument_type(&self, ty: &TypeRef) -> Type {
        match self.api.target(ty) {
            target @ (TypeRef::List(_) | TypeRef::Map(_)) => self.ty_of_call(target),
            _ => self.ty_of_call(ty),
        }
    }

    fn docs(&self, docs: &crate::ir::Docs, fallback: &str) -> Vec<String> {
        docs::lines(docs, fallback, self.config.link_base.as_deref())
    }
}

/// Returns the Rust type of a use, where types have these names.
pub(crate) fn rust_type(ty: &TypeRef, name: &dyn Fn(&TypeId) -> String) -> Type {
    let inside = |inner: &TypeRef| rust_type(inner, name);
    match ty {
        TypeRef::String => Type::STRING,
        TypeRef::Boolean => Type::Builtin("bool"),
        TypeRef::Integer(width) => Type::Builtin(width.name()),
        TypeRef::Number(Precision::F32) => Type::Builtin("f32"),
        TypeRef::Number(Precision::F64) => Type::Builtin("f64"),
        TypeRef::Number(Precision::Exact) => Type::name("JsonNumber"),
        TypeRef::Parsed(ty) => Type::Parsed(*ty),
        TypeRef::UnixTime => Type::name("UnixTime"),
        TypeRef::File => Type::name("File"),
        TypeRef::Any => Type::name("Value"),
        TypeRef::FreeForm => Type::FreeForm,
        TypeRef::Map(values) => Type::Map(Box::new(inside(values))),
        TypeRef::List(items) => inside(items).inside("Vec"),
        TypeRef::Nullable(inner) => inside(inner).inside("Option"),
        TypeRef::Named(id) => Type::Name(name(id)),
    }
}

/// Imports what a type needs, and what presence makes of it.
fn import(ty: &Type, imports: &mut Vec<String>) {
    match ty {
        Type::Builtin(_) => {}
        Type::Parsed(ty) => {
            imports.push(format!("{RUNTIME}::Parsed"));
            match ty {
                LibraryType::Bytes => import(&Type::name("Bytes"), imports),
                ty => imports.push(format!("{RUNTIME}::{}", ty.library())),
            }
        }
        Type::Apart(_) => imports.push("crate::types::self".to_owned()),
        Type::Name(name) => match name.as_str() {
            "Value" => imports.push("serde_json::Value".to_owned()),
            "UnixTime" | "File" | "JsonNumber" => imports.push(format!("{RUNTIME}::{name}")),
            "Bytes" => imports.push(format!("{RUNTIME}::http::Bytes")),
            name => imports.push(format!("crate::types::{name}")),
        },
        Type::Of(outer, inner) => {
            if Some(*outer) == holder(Hold::Apart) {
                imports.push(format!("{RUNTIME}::{outer}"));
            }
            import(inner, imports);
        }
        Type::Map(values) => {
            imports.push("std::collections::BTreeMap".to_owned());
            import(values, imports);
        }
        Type::FreeForm => {
            imports.extend(["serde_json::Map".to_owned(), "serde_json::Value".to_owned()]);
        }
        Type::Constant(_) => imports.push(format!("{RUNTIME}::value::Constant")),
    }
}

/// Imports what an argument for a type names, for a slot: of a list or map only what is in it.
fn import_argument(ty: &Type, slot: Slot, convert: Convert, imports: &mut Vec<String>) {
    match convert.by(slot) {
        Some((by, _)) => imports.push(format!("{RUNTIME}::value::{by}")),
        None if slot == Slot::Nullable => imports.push(format!("{RUNTIME}::Nullable")),
        None => {}
    }
    match (convert, ty) {
        (Convert::Each | Convert::EachSame, Type::Of(_, inner))
        | (Convert::Entries | Convert::EntriesSame, Type::Map(inner))
            if slot != Slot::Nullable || convert.by(slot).is_some() =>
        {
            import(inner, imports);
        }
        (Convert::Object, _) => {}
        (Convert::Json, _) if convert.by(slot).is_some() => {}
        _ => import(ty, imports),
    }
}
