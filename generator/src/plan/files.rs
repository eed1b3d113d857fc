//! Which item is in which file.

use std::collections::BTreeMap;

use super::{Planner, RUNTIME, names};
use crate::ir::{Operation, Shape, TypeDef, TypeId};
use crate::pointer::Pointer;
use crate::rust::{File, Item, Module, Reexport};

/// What callers need of the runtime, so that they need no other crate.
const REEXPORTED: [&str; 25] = [
    "Accumulate",
    "Accumulated",
    "ApiError",
    "ApiErrorKind",
    "Auth",
    "Bytes",
    "Error",
    "ErrorKind",
    "Event",
    "EventData",
    "EventStream",
    "HeaderMap",
    "Items",
    "Page",
    "Pages",
    "Poll",
    "RateLimit",
    "RateLimits",
    "Response",
    "Result",
    "Snapshots",
    "StatusCode",
    "TextDeltas",
    "http_client_builder",
    "reqwest",
];

impl<'a> Planner<'a> {
    /// One file per component, with the inline types inside it, and the index.
    pub(super) fn type_files(&mut self) -> Vec<File> {
        let mut components: BTreeMap<String, Vec<&'a TypeId>> = BTreeMap::new();
        let mut owners: BTreeMap<String, &'a str> = BTreeMap::new();
        for (id, def) in &self.api.types {
            let module = names::module_name(id.component());
            match owners.get(&module) {
                Some(owner) if *owner != id.component() => {
                    let other = self.origin_of(owner);
                    self.collision("module", &module, &def.origin, &other);
                }
                _ => {
                    owners.insert(module.clone(), id.component());
                }
            }
            components.entry(module).or_default().push(id);
        }
        let mut index = File {
            path: "types/mod.rs".to_owned(),
            docs: vec!["The types of the API, one file per schema.".to_owned()],
            ..File::default()
        };
        let mut files = Vec::new();
        for (module, ids) in components {
            index.items.push(Item::Module(Module {
                name: names::raw(&module),
                public: false,
                flat: true,
            }));
            files.push(self.type_file(&module, &ids));
        }
        files.push(index);
        files
    }

    fn origin_of(&self, component: &str) -> Pointer {
        let id = TypeId(vec![component.to_owned()]);
        self.api.types.get(&id).map(|def| def.origin.clone()).unwrap_or_default()
    }

    fn type_file(&mut self, module: &str, ids: &[&'a TypeId]) -> File {
        let mut imports = Vec::new();
        let mut items = Vec::new();
        for id in ids {
            let def = &self.api.types[*id];
            let item = self.type_item(id, def, &mut imports);
            items.push(item);
            if let Some(page) = self.page_item(id, &mut imports) {
                items.push(page);
            }
        }
        let own: Vec<String> =
            ids.iter().map(|id| format!("crate::types::{}", self.type_name(id))).collect();
        imports.retain(|import| !own.contains(import));
        let component = ids.first().map_or("", |id| id.component());
        let what = match self.api.types.get(&TypeId(vec![component.to_owned()])) {
            Some(_) => format!("The schema `{component}` and what is inside it."),
            None => format!("What is inside the operation `{component}`."),
        };
        File {
            path: format!("types/{module}.rs"),
            docs: vec![what],
            imports,
            items,
            ..File::default()
        }
    }

    /// The groups in the order of their first operations.
    pub(super) fn groups(&self) -> Vec<(String, Vec<&'a Operation>)> {
        let mut groups: Vec<(String, Vec<&'a Operation>)> = Vec::new();
        for operation in &self.api.operations {
            match groups.iter_mut().find(|(name, _)| *name == operation.group) {
                Some((_, operations)) => operations.push(operation),
                None => groups.push((operation.group.clone(), vec![operation])),
            }
        }
        groups
    }

    /// A directory per group: its handle, and a file per operation.
    pub(super) fn group_files(&mut self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<File> {
        let mut files = Vec::new();
        let mut seen: BTreeMap<String, &Pointer> = BTreeMap::new();
        for (group, operations) in groups {
            let module = group_module(group);
            if let Some(operation) = operations.first()
                && let Some(other) = seen.insert(module.clone(), &operation.origin)
            {
                self.group_collision(&module, operations, other);
            }
            let mut handle = File {
                path: format!("{module}/mod.rs"),
                docs: vec![format!("The operations of the group `{group}`.")],
                ..File::default()
            };
            let mut names: BTreeMap<String, &Pointer> = BTreeMap::new();
            let mut operation_modules: Vec<String> = Vec::new();
            for operation in operations {
                let file = names::module_name(&operation.id);
                if let Some(other) = names.insert(file.clone(), &operation.origin) {
                    self.method_collision(&file, operation, other);
                }
                operation_modules.push(file);
            }
            operation_modules.sort();
            for name in operation_modules {
                handle.items.push(Item::Module(Module {
                    name: names::raw(&name),
                    public: false,
                    flat: true,
                }));
            }
            let group_item = self.group_item(group, operations, &mut handle.imports);
            handle.items.push(Item::Group(group_item));
            files.push(handle);
            for operation in operations {
                files.push(self.call_file(&module, operation));
            }
        }
        files
    }

    /// The crate's root.
    pub(super) fn root_file(&self, groups: &[(String, Vec<&'a Operation>)]) -> File {
        let mut modules = vec![("client".to_owned(), false), ("types".to_owned(), true)];
        modules.extend(groups.iter().map(|(group, _)| (names::raw(&group_module(group)), true)));
        modules.sort();
        let module = |(name, public)| Item::Module(Module { name, public, flat: false });
        let mut items: Vec<Item> = modules.into_iter().map(module).collect();
        let reexport = |path: &str, names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            Item::Reexport(Reexport { path: path.to_owned(), names })
        };
        items.push(reexport("crate::client", &["Client", "ClientBuilder"]));
        items.push(reexport(&format!("{RUNTIME}::http"), &REEXPORTED));
        items.push(reexport(RUNTIME, &["Nullable", "UnixTime"]));
        File { path: "lib.rs".to_owned(), docs: self.root_docs(groups), items, ..File::default() }
    }

    /// The first call that needs nothing but text, as an example.
    fn example(&self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<String> {
        let first = groups.iter().find_map(|(group, operations)| {
            let call = operations.iter().find_map(|operation| self.example_call(operation))?;
            Some(format!(
                "let result = client.{}().{call}.await?;",
                names::raw(&group_module(group))
            ))
        });
        let Some(call) = first else { return Vec::new() };
        let package = self.package().replace('-', "_");
        let start = match self.config.environment.api_key {
            Some(_) => "Client::from_env()?",
            None => "Client::builder().build()?",
        };
        [
            "```no_run".to_owned(),
            format!("# async fn example() -> {package}::Result<()> {{"),
            format!("let client = {package}::{start};"),
            call,
            "println!(\"{result:#?}\");".to_owned(),
            "# Ok(())".to_owned(),
            "# }".to_owned(),
            "```".to_owned(),
            String::new(),
        ]
        .into()
    }

    /// How a call can end.
    fn endings(&self) -> Vec<String> {
        let any = |can: fn(&Operation) -> bool| self.api.operations.iter().any(can);
        let adds_up = |def: &TypeDef| matches!(def.shape, Shape::Accumulation(_));
        let mut lines = vec![
            "| Ends a call | Gives |",
            "|---|---|",
            "| `.await`, `.send().await` | what the operation answers |",
            "| `.response().await` | that, with status, headers, request id and rate limits |",
        ];
        if any(|operation| operation.stream.is_some()) {
            lines.push("| `.stream().await` | events as they come, where the operation streams |");
        }
        if self.api.types.values().any(adds_up) {
            lines.push("| `.stream().await?.accumulate()` | the same, and what they add up to |");
        }
        if any(|operation| operation.page.is_some()) {
            lines.push("| `.pages()`, `.items()` | a list page by page, or item by item |");
        }
        if any(|operation| operation.poll.is_some()) {
            lines.push("| `.poll().await` | the result when it has come to an end |");
        }
        lines.push("");
        lines.into_iter().map(str::to_owned).collect()
    }

    fn root_docs(&self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<String> {
        let title = self.api.title.clone();
        let title = super::docs::markdown(&title, None).join(" ");
        let count = self.api.operations.len();
        let version = super::docs::markdown(&self.api.version, None).join(" ");
        let mut docs = vec![
            format!("Client of {title}, version {version}: {}.", operations_count(count)),
            String::new(),
            "Everything starts at a [`Client`]; a call is built by its method and setters, and"
                .to_owned(),
            "made by `.await`:".to_owned(),
            String::new(),
        ];
        docs.extend(self.example(groups));
        docs.extend(self.endings());
        for (group, operations) in groups {
            let module = group_module(group);
            docs.push(format!(
                "- [`Client::{module}`]: {}, in [`{module}`]",
                operations_count(operations.len())
            ));
        }
        docs.push("- [`types`]: what is sent and read".to_owned());
        docs.push("- [`Error`]: what can go wrong, with status, headers and body kept".to_owned());
        docs
    }
}

/// The name of a group's handle.
pub(crate) fn handle_name(group: &str) -> String {
    names::type_name(&[group_module(group)])
}

fn operations_count(count: usize) -> String {
    format!("{count} operation{}", if count == 1 { "" } else { "s" })
}

/// The module, and the client's method, of a group.
pub(crate) fn group_module(group: &str) -> String {
    let module = names::module_name(group);
    match module.as_str() {
        "client" | "types" | "new" | "from_env" | "builder" | "inner" => format!("{module}_group"),
        _ => module,
    }
}
