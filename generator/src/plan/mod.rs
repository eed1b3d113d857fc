//! [`ir::Api`](crate::ir::Api) → [`rust::Crate`](crate::rust::Crate): every Rust name, module and
//! line of documentation is decided here.

mod accumulate;
mod calls;
mod client;
mod docs;
mod files;
mod names;
mod types;

pub(crate) use self::docs::one_line;
pub(crate) use self::files::{group_module, handle_name};
pub(crate) use self::names::static_name;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{Api, Operation, Shape, TypeId, TypeRef};
use crate::pointer::Pointer;
use crate::rust::{Convert, Crate, Slot, Type};

/// The crate that generated code calls.
const RUNTIME: &str = "openapi_client_runtime";

/// Plans the crate.
pub fn plan(api: &Api, config: &Config, report: &mut Report) -> Crate {
    let mut planner = Planner { api, config, type_names: type_names(api), report };
    planner.check_type_names();
    let mut files = planner.type_files();
    let groups = planner.groups();
    files.extend(planner.group_files(&groups));
    files.push(planner.client_file(&groups));
    files.push(planner.root_file(&groups));
    Crate { package: planner.package(), files }
}

struct Planner<'a> {
    api: &'a Api,
    config: &'a Config,
    type_names: BTreeMap<&'a TypeId, String>,
    report: &'a mut Report,
}

impl<'a> Planner<'a> {
    /// The package's name: the configured one, or one made of the title.
    fn package(&self) -> String {
        match &self.config.package {
            Some(name) => name.clone(),
            None => names::plain_field_name(&self.api.title).replace('_', "-"),
        }
    }

    /// Two types with one name are an error.
    fn check_type_names(&mut self) {
        let mut origins: BTreeMap<String, &Pointer> = BTreeMap::new();
        for (id, def) in &self.api.types {
            let name = self.type_name(id);
            if let Some(other) = origins.insert(name.clone(), &def.origin) {
                self.collision("type", &name, &def.origin, other);
            }
        }
    }

    fn collision(&mut self, what: &str, name: &str, at: &Pointer, other: &Pointer) {
        let message = format!("two things would both be the {what} `{name}`");
        let error = Diagnostic::error("name-collision", at, message);
        self.report.push(error.one_of_two(other));
    }

    /// Two operations whose methods would have one name.
    fn method_collision(&mut self, name: &str, operation: &Operation, other: &Pointer) {
        let message = format!("two things would both be the method `{name}`");
        let update = json!({"operationId": format!("{}2", operation.id)});
        self.report.push(
            Diagnostic::error("name-collision", &operation.origin, message)
                .related(other, "the other one")
                .settled_with(&operation.origin, update, "Its name would be that of another one."),
        );
    }

    /// Two groups whose modules would have one name.
    fn group_collision(&mut self, module: &str, operations: &[&Operation], other: &Pointer) {
        let Some(first) = operations.first() else { return };
        let message = format!("two groups would both be the module `{module}`");
        let mut error = Diagnostic::error("name-collision", &first.origin, message)
            .related(other, "the other one")
            .help("give its operations another group");
        let keys: Vec<&str> = self.config.group_key.iter().map(String::as_str).collect();
        let keys = if keys.is_empty() { vec!["tags", "0"] } else { keys };
        for operation in operations {
            let group = format!("{} 2", operation.group);
            let why = "Another group has the same name in Rust.";
            error = error.settled_with(&operation.origin.descend(&keys), group.into(), why);
        }
        self.report.push(error);
    }

    fn type_name(&self, id: &TypeId) -> String {
        self.type_names.get(id).cloned().unwrap_or_else(|| names::type_name(&id.0))
    }

    /// The Rust type of a use.
    fn ty(&self, ty: &TypeRef) -> Type {
        rust_type(ty, &|id| self.type_name(id))
    }

    /// How an argument of a type is taken.
    fn convert(&self, ty: &TypeRef) -> Convert {
        match self.api.target(ty) {
            TypeRef::String | TypeRef::Any | TypeRef::UnixTime => Convert::Into,
            TypeRef::Boolean | TypeRef::Integer | TypeRef::Number | TypeRef::FreeForm => {
                Convert::Same
            }
            TypeRef::Nullable(_) => Convert::Same,
            TypeRef::List(_) => Convert::Each,
            TypeRef::Map(_) => Convert::Entries,
            TypeRef::Named(id) => match self.api.types.get(id).map(|def| &def.shape) {
                Some(Shape::Enum(_) | Shape::Union(_)) => Convert::Into,
                _ => Convert::Same,
            },
        }
    }

    /// What a list or map holds, through aliases, so that an argument can be
    /// taken item by item.
    fn argument_type(&self, ty: &TypeRef) -> Type {
        match self.api.target(ty) {
            target @ (TypeRef::List(_) | TypeRef::Map(_)) => self.ty(target),
            _ => self.ty(ty),
        }
    }

    fn docs(&self, docs: &crate::ir::Docs, fallback: &str) -> Vec<String> {
        docs::lines(docs, fallback, self.config.link_base.as_deref())
    }
}

/// The Rust names of an API's types.
pub(crate) fn type_names(api: &Api) -> BTreeMap<&TypeId, String> {
    // Calls and handles are in files that import types.
    let operations = api.operations.iter();
    let calls: BTreeSet<String> = operations
        .flat_map(|operation| [calls::call_name(operation), files::handle_name(&operation.group)])
        .collect();
    let name = |id: &TypeId| {
        let name = names::type_name(&id.0);
        if calls.contains(&name) { format!("{name}Type") } else { name }
    };
    api.types.keys().map(|id| (id, name(id))).collect()
}

/// The Rust type of a use, where types have these names.
pub(crate) fn rust_type(ty: &TypeRef, name: &dyn Fn(&TypeId) -> String) -> Type {
    let inside = |inner: &TypeRef| rust_type(inner, name);
    match ty {
        TypeRef::String => Type::name("String"),
        TypeRef::Boolean => Type::name("bool"),
        TypeRef::Integer => Type::name("i64"),
        TypeRef::Number => Type::name("f64"),
        TypeRef::UnixTime => Type::name("UnixTime"),
        TypeRef::Any => Type::name("Value"),
        TypeRef::FreeForm => Type::FreeForm,
        TypeRef::Map(values) => Type::Map(Box::new(inside(values))),
        TypeRef::List(items) => inside(items).inside("Vec"),
        TypeRef::Nullable(inner) => inside(inner).inside("Option"),
        TypeRef::Named(id) => Type::Name(name(id)),
    }
}

/// What has to be imported for a type, and for what presence makes of it.
fn import(ty: &Type, imports: &mut Vec<String>) {
    match ty {
        Type::Name(name) => match name.as_str() {
            "String" | "bool" | "i64" | "f64" => {}
            "Value" => imports.push("serde_json::Value".to_owned()),
            "UnixTime" => imports.push(format!("{RUNTIME}::UnixTime")),
            name => imports.push(format!("crate::types::{name}")),
        },
        Type::Of(_, inner) => import(inner, imports),
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

/// What an argument for a type names: of a list or map only what is in it.
fn import_argument(ty: &Type, convert: Convert, imports: &mut Vec<String>) {
    match (convert, ty) {
        (Convert::Each, Type::Of(_, inner)) | (Convert::Entries, Type::Map(inner)) => {
            import(inner, imports)
        }
        _ => import(ty, imports),
    }
}

/// What a setter names.
fn import_setter(ty: &Type, slot: Slot, convert: Convert, imports: &mut Vec<String>) {
    import_argument(ty, convert, imports);
    if slot == Slot::Nullable {
        let name = match convert {
            Convert::Each => "value::IntoNullableList",
            Convert::Entries => "value::IntoNullableMap",
            Convert::Same | Convert::Into => "IntoNullable",
        };
        imports.push(format!("{RUNTIME}::{name}"));
    }
}
