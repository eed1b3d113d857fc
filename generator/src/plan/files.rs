//! The distribution of items over files.

use std::collections::{BTreeMap, BTreeSet};

use super::example::compiled;
use super::features::{Conditions, FORMS, Groups, Needs, library};
use super::{OF_RUNTIME, Planner, RUNTIME, names, reserved};
use crate::config::Notice;
use crate::ir::{Auth, Hold, KeyScheme, Operation, Precision, Shape, TypeDef, TypeId, TypeRef};
use crate::rust::{File, Item, Module, Modules, Reexport, holder};
use crate::words::{code, is_same, of_api, one_of, titled};

/// The number of levels, at most, of functions within functions of one name that
/// the compiler follows for a type that holds another.
const LEVELS: usize = 8;

/// The names of the runtime that callers need, so that they need no other crate.
const REEXPORTED: [&str; 36] = [
    "Accumulate",
    "Accumulated",
    "ApiError",
    "ApiErrorKind",
    "Assembled",
    "Auth",
    "Bytes",
    "Credential",
    "Download",
    "Error",
    "ErrorKind",
    "Event",
    "EventData",
    "EventStream",
    "HeaderMap",
    "IntoTextDeltas",
    "Items",
    "Method",
    "NextPoll",
    "Page",
    "Pages",
    "Poll",
    "RateLimit",
    "RateLimits",
    "Response",
    "Result",
    "Sending",
    "Snapshots",
    "StatusCode",
    "TextDeltas",
    "Token",
    "Transport",
    "UndeclaredCall",
    "http_client_builder",
    "reqwest",
    "transport",
];

/// The row of the types on the front page.
const TYPES: &str = "- [`types`]: what is sent and read";

/// The pages of the runtime's guide.
pub(super) const GUIDE: &str = "values, credentials, connections, errors, retries, streams, lists, files, models, polls, webhooks, beyond, blocking, testing, features, updates";

/// Modules and files of the crate itself, and crates that it names.
const MODULES: [&str; 15] = [
    "bin",
    "client",
    "guide",
    "jiff",
    "lib",
    "main",
    "openapi_loom_runtime",
    "reqwest",
    "rust_decimal",
    "schemars",
    "serde",
    "serde_json",
    "transport",
    "types",
    "uuid",
];

impl<'a> Planner<'a> {
    /// Returns one file per component, with the inline types inside it, and the index.
    pub(super) fn type_files(&mut self, conditions: &Conditions) -> Vec<File> {
        let mut conditional: BTreeMap<&[String], Vec<(String, Vec<String>)>> = BTreeMap::new();
        let mut index = File {
            path: "types/mod.rs".to_owned(),
            docs: vec!["The types of the API, one file per schema.".to_owned()],
            ..File::default()
        };
        let mut files = Vec::new();
        for (module, ids) in self.in_module.clone() {
            let name = names::raw(&module);
            let file = self.type_file(&module, &ids, conditions);
            match conditions.get(&module).filter(|features| !features.is_empty()) {
                Some(features) => {
                    conditional.entry(features).or_default().push((name, exports(&file)));
                }
                None => index.items.push(flat_module(name, exports(&file))),
            }
            files.push(file);
        }
        for (features, names) in conditional {
            index.items.push(Item::Modules(Modules { features: features.to_vec(), names }));
        }
        files.push(index);
        files
    }

    fn type_file(&mut self, module: &str, ids: &[&'a TypeId], conditions: &Conditions) -> File {
        let mut imports = Vec::new();
        let mut items = Vec::new();
        for id in ids {
            let def = &self.api.types[*id];
            let mut item = self.type_item(id, def, &mut imports);
            self.note_errors(id, &mut item);
            items.push(item);
            items.extend(self.page_item(id, &mut imports));
            items.extend(self.data_events_item(id, &mut imports));
            items.extend(self.conversion_items(id, conditions));
        }
        let own: Vec<String> =
            ids.iter().map(|id| format!("crate::types::{}", self.type_name(id))).collect();
        imports.retain(|import| !own.contains(import));
        let component = ids.first().map_or("", |id| id.component());
        let is_schema = self.api.types.contains_key(&TypeId(vec![component.to_owned()]));
        let shared = ids.first().and_then(|id| self.api.types[*id].origin.shared_part());
        let what = match (is_schema, shared) {
            (true, _) => format!("The schema `{component}` and what is inside it."),
            (false, Some((_, role))) => format!("What is inside the {role} `{component}`."),
            (false, None) => format!("What is inside the operation `{component}`."),
        };
        File {
            path: format!("types/{module}.rs"),
            docs: vec![what],
            imports,
            items,
            ..File::default()
        }
    }

    /// Returns the groups in the order of their first operations.
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

    /// Returns a directory per group: its handle, and a file per operation.
    pub(super) fn group_files(&mut self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<File> {
        let mut files = Vec::new();
        for (group, operations) in groups {
            let module = group_module(group);
            let mut handle = File {
                path: format!("{module}/mod.rs"),
                docs: vec![format!("The operations of the group `{group}`.")],
                ..File::default()
            };
            let group_item = self.group_item(group, operations, &mut handle.imports);
            let mut calls: Vec<(String, File)> = operations
                .iter()
                .map(|operation| (operation_module(operation), self.call_file(&module, operation)))
                .collect();
            calls.sort_by(|(left, _), (right, _)| left.cmp(right));
            let modules = calls.iter().map(|(name, file)| (names::raw(name), exports(file)));
            handle.items.extend(modules.map(|(name, exports)| flat_module(name, exports)));
            handle.items.push(Item::Group(group_item));
            files.push(handle);
            files.extend(calls.into_iter().map(|(_, file)| file));
        }
        files
    }

    /// Returns the crate's root.
    pub(super) fn root_file(
        &self,
        groups: &Groups<'a>,
        conditions: &Conditions,
        needs: &Needs,
    ) -> File {
        let module = |name: &str, public: bool, feature: Option<String>| Module {
            name: names::raw(name),
            public,
            exports: Vec::new(),
            feature,
        };
        let mut modules = vec![module("types", true, None)];
        modules.extend((!groups.is_empty()).then(|| module("client", false, None)));
        modules.extend(
            groups.iter().map(|(group, _)| {
                module(&group_module(group), true, self.feature_of(group, groups))
            }),
        );
        modules.sort_by(|left, right| left.name.cmp(&right.name));
        let mut items = Vec::new();
        let mut imports = Vec::new();
        if !self.api.led.is_empty() {
            imports.push(format!("{RUNTIME}::http::reads_back"));
            items.push(self.led(conditions));
        }
        items.extend(modules.into_iter().map(Item::Module));
        let http = format!("{RUNTIME}::http");
        if !groups.is_empty() {
            items.push(reexport("crate::client", &["Client", "ClientBuilder"], Vec::new()));
            items.push(reexport(&http, &REEXPORTED, Vec::new()));
            items.push(reexport(&http, &["Blocking", "wait"], vec!["blocking".to_owned()]));
        }
        if self.has_signed_webhooks() {
            items.push(reexport(&http, &["Webhooks"], vec!["webhooks".to_owned()]));
        }
        items.extend(self.of_runtime(needs, !groups.is_empty()));
        items.extend(self.typed());
        File {
            path: "lib.rs".to_owned(),
            docs: self.root_docs(groups),
            attributes: self
                .holds_apart()
                .then(|| recursion_limit(self.api.types.len()))
                .into_iter()
                .collect(),
            imports,
            items,
        }
    }

    /// Reexports what callers need of the runtime for types of their own.
    fn typed(&self) -> Vec<Item> {
        if !super::structured::has_typed(self.api) {
            return Vec::new();
        }
        let any = |is: fn(&Operation) -> bool| self.api.operations.iter().any(is);
        let mut of_http = Vec::new();
        of_http.extend(any(|operation| operation.structured.is_some()).then_some("Typed"));
        if any(|operation| operation.tools.is_some()) {
            of_http.extend(["RunTools", "ToolRun", "Tools"]);
        }
        let names = ["SchemaError", "schemars", "strict_schema"];
        [(format!("{RUNTIME}::http"), &of_http[..]), (RUNTIME.to_owned(), &names)]
            .map(|(path, names)| reexport(&path, names, vec!["schemars".to_owned()]))
            .into()
    }

    /// Reexports what callers need of the runtime beside its calls: what is always
    /// there, and what is there with the features that use it; with `calls`, their
    /// guide too.
    fn of_runtime(&self, needs: &Needs, calls: bool) -> Vec<Item> {
        let mut names =
            vec!["ConversionError", "Nullable", "UnixTime", "convert", "convert_with_extra"];
        names.extend(self.holds_apart().then(|| holder(Hold::Apart)).flatten());
        let uses = |is_it: fn(&TypeRef) -> bool| self.api.uses().map(TypeRef::innermost).any(is_it);
        if uses(|ty| *ty == TypeRef::Number(Precision::Exact)) {
            names.push("JsonNumber");
        }
        if uses(|ty| matches!(ty, TypeRef::Parsed(_))) {
            names.push("Parsed");
        }
        names.extend(calls.then_some("guide"));
        let mut by_features = BTreeMap::from([(Vec::new(), names)]);
        let file = self.has_files().then(|| ("File", needs.conditions(FORMS)));
        let libraries: BTreeSet<&'static str> = self.api.uses().filter_map(library).collect();
        let libraries = libraries.into_iter().map(|name| (name, needs.conditions(name)));
        for (name, features) in file.into_iter().chain(libraries) {
            by_features.entry(features).or_default().push(name);
        }
        let of = |(features, names): (Vec<String>, Vec<&str>)| reexport(RUNTIME, &names, features);
        by_features.into_iter().map(of).collect()
    }

    /// Tells whether types hold others so that the compiler does not look further.
    fn holds_apart(&self) -> bool {
        self.api.types.values().any(|def| def.shape.holds_apart())
    }

    /// Returns the types down which the compiler is led.
    fn led(&self, conditions: &Conditions) -> Item {
        let led = self.api.led.iter().map(|id| {
            let module = &self.modules[id.component()];
            let features = conditions.get(module).cloned().unwrap_or_default();
            (self.ty(&TypeRef::Named(id.clone())), features)
        });
        Item::Led(led.collect())
    }

    /// Tells whether callers send files.
    fn has_files(&self) -> bool {
        let is_file = |ty: &TypeRef| ty.innermost() == &TypeRef::File;
        self.api.types.values().any(|def| def.shape.types().any(is_file))
    }

    /// Returns the first call that needs nothing but a client, as an example.
    fn root_example(&self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<String> {
        let Some(example) = self.first_example(groups, |_| true) else { return Vec::new() };
        let package = self.library();
        let mut lines = vec![
            "```no_run".to_owned(),
            format!("# async fn example() -> {package}::Result<()> {{"),
            self.client_line(),
        ];
        lines.extend(example.statement());
        if example.answers() {
            lines.push("println!(\"{answer:#?}\");".to_owned());
        }
        lines.extend(["# Ok(())", "# }", "```", ""].map(str::to_owned));
        lines
    }

    /// Writes the statement that makes a client, with the credential that most calls need, if any
    /// needs one, and with an address, if the document has none.
    pub(super) fn client_line(&self) -> String {
        let service = &self.api.service;
        if let Some(together) = self.needed_together() {
            let setters: String =
                together.iter().map(|scheme| self.credential_example(scheme)).collect();
            return format!("let client = {}::{};", self.library(), self.client_with(&setters));
        }
        let needed = service.schemes.first().filter(|_| self.api.needs_credential());
        let scheme = needed.map(|scheme| &scheme.auth);
        let key = if scheme == Some(&Auth::Bearer) { "token" } else { "key" };
        let environment = &self.config.environment;
        let has_address = service.address().is_some() || environment.base_url.is_some();
        let start = match (environment.api_key.is_some() && has_address, scheme) {
            (true, _) => "Client::from_env()?".to_owned(),
            (false, Some(Auth::Basic)) => self.client_with(&self.password_setter()),
            (false, Some(_)) if service.address().is_none() => {
                self.client_with(&format!(".api_key({key:?})"))
            }
            (false, Some(_)) => format!("Client::new({key:?})?"),
            (false, None) => self.client_with(""),
        };
        format!("let client = {}::{start};", self.library())
    }

    /// Makes a client by its builder, with these setters.
    fn client_with(&self, setters: &str) -> String {
        let service = &self.api.service;
        let address = service.address().is_none().then(|| {
            let url = format!("https://api.example.com{}", service.path());
            format!(".base_url({url:?})")
        });
        format!("Client::builder(){setters}{}.build()?", address.unwrap_or_default())
    }

    /// Lists the schemes that most calls need at once. There are none where a single scheme is
    /// enough for a call, or where the environment has the address and all of their credentials.
    fn needed_together(&self) -> Option<Vec<&'a KeyScheme>> {
        let service = &self.api.service;
        let first = service.security.first().filter(|_| self.api.needs_credential())?;
        if service.security.iter().any(|way| way.len() < 2) {
            return None;
        }
        let is_set = |name: &String| {
            let mut schemes = self.schemes().into_iter();
            schemes.any(|scheme| scheme.name == *name && scheme.env.is_some())
        };
        let has_address = service.address().is_some() || self.config.environment.base_url.is_some();
        if has_address && first.iter().all(is_set) {
            return None;
        }
        let scheme = |name: &String| service.schemes.iter().find(|scheme| scheme.name == *name);
        Some(first.iter().filter_map(scheme).collect())
    }

    /// Writes the setter of a scheme's credential, with an example of one.
    fn credential_example(&self, scheme: &KeyScheme) -> String {
        match scheme.auth {
            Auth::Basic => self.password_setter(),
            Auth::Bearer => format!(".{}(\"token\")", self.credential_method(&scheme.name)),
            _ => format!(".{}(\"key\")", self.credential_method(&scheme.name)),
        }
    }

    /// Writes the setter of the user and the password of the basic scheme, with examples.
    fn password_setter(&self) -> String {
        let setters = self.credential_setters();
        let basic = setters.iter().find(|setter| setter.basic);
        basic.map_or_else(String::new, |setter| format!(".{}(\"user\", \"password\")", setter.name))
    }

    /// Shows a call of each kind, as a test that is compiled.
    fn each_kind(&self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<String> {
        let kinds = self.kinds(groups);
        if kinds.len() < 2 {
            return Vec::new();
        }
        let with_comment =
            |(what, call): (&str, Vec<String>)| [format!("// {what}.")].into_iter().chain(call);
        let statements = kinds.into_iter().flat_map(with_comment).collect();
        let mut lines = vec!["A call of each kind:".to_owned(), String::new()];
        lines.extend(compiled(&self.library(), "", statements));
        lines.push(String::new());
        lines
    }

    /// Says what the crate is.
    pub(super) fn about(&self, groups: &[(String, Vec<&'a Operation>)]) -> String {
        let all = count(groups.iter().flat_map(|(_, operations)| operations.iter().copied()));
        format!("Client of {}: {}.", self.title_and_version(), operations_count(all))
    }

    /// Returns the paragraphs that the configuration has for callers of these groups, each with an
    /// empty line behind it.
    pub(super) fn notices(&self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<String> {
        let is_there = |wanted: &String| groups.iter().any(|(group, _)| is_same(wanted, group));
        let is_meant =
            |notice: &&Notice| notice.groups.is_empty() || notice.groups.iter().any(is_there);
        let paragraph = |notice: &Notice| {
            let lines =
                super::markdown::lines(notice.text.as_ref(), self.config.link_base.as_deref());
            lines.into_iter().chain([String::new()])
        };
        self.config.notices.iter().filter(is_meant).flat_map(paragraph).collect()
    }

    fn title_and_version(&self) -> String {
        let version = super::markdown::lines(&self.api.version, None).join(" ");
        format!("{}, version {version}", titled(of_api(&self.title())))
    }

    /// Returns the document's title, as documentation has it.
    pub(super) fn title(&self) -> String {
        super::markdown::lines(&self.api.title, None).join(" ")
    }

    /// Lists the ways in which a call can end.
    fn endings(&self) -> Vec<String> {
        let any = |can: fn(&Operation) -> bool| self.api.operations.iter().any(can);
        let adds_up =
            |def: &TypeDef| matches!(def.shape, Shape::Accumulation(_) | Shape::Assembly(_));
        let mut lines = vec![
            "| Ends a call | Gives |",
            "|---|---|",
            "| `.await`, `.send().await` | what the operation answers |",
            "| `.response().await` | that, with status, headers, request id and rate limits |",
        ];
        lines.push("| `.send_blocking()` | what the operation answers, on a thread that waits, with the feature `blocking` |");
        lines.push("| `.send_text().await`, `.send_bytes().await` | the same answer as text, or as bytes |");
        lines.push("| `.download().await` | its bytes as they come |");
        if any(|operation| operation.stream.is_some()) {
            lines.push("| `.stream().await` | events as they come, where the operation streams |");
        }
        if self.api.types.values().any(adds_up) {
            lines.push("| `.stream().await?.accumulate()` | the same, and what they add up to |");
        }
        if self.api.types.values().any(|def| matches!(def.shape, Shape::Assembly(_))) {
            lines
                .push("| `.stream().await?.accumulate().whole().await` | that, once it is whole |");
        }
        if any(|operation| operation.page.is_some()) {
            lines.push("| `.pages()`, `.items()` | a list page by page, or item by item |");
        }
        if any(|operation| operation.page.as_ref().is_some_and(|page| page.back.is_some())) {
            lines.push("| `.pages_back()` | a list page by page, backwards |");
        }
        if any(|operation| operation.poll.is_some()) {
            lines.push("| `.poll().await` | the result when it has come to an end |");
        }
        if any(|operation| operation.structured.is_some()) {
            lines.push("| `.parse::<T>().await` | a value of a type of yours, with the feature `schemars` |");
            lines.push("| `.answer_as::<T>()`, then any of these | the same for each ending: `parsed` of the answer gives the value |");
        }
        if any(|operation| operation.tools.is_some()) {
            lines.push("| `.run_tools(&mut tools).await` | a `ToolRun`: the `answer` once the model calls no more functions of yours, and the `input` that goes on from it, with the feature `schemars` |");
            let streams = |it: &Operation| it.tools.is_some() && self.event_of_answer(it).is_some();
            if self.api.operations.iter().any(streams) {
                lines.push("| `.run_tools_streamed(&mut tools, …).await` | the same by streams, whose events are heard as they come |");
            }
        }
        lines.push("");
        lines.into_iter().map(str::to_owned).collect()
    }

    /// Says where the types are, and which of them the root has another thing of that name for.
    fn types_row(&self) -> String {
        let names: BTreeSet<String> = self.api.types.keys().map(|id| self.type_name(id)).collect();
        let is_twice = |name: &&&str| names.contains(**name);
        let twice: Vec<String> =
            REEXPORTED.iter().filter(is_twice).map(|name| code(name)).collect();
        if twice.is_empty() {
            return TYPES.to_owned();
        }
        format!("{TYPES}; what is called {} there is another thing than here", one_of(&twice))
    }

    fn root_docs(&self, groups: &[(String, Vec<&'a Operation>)]) -> Vec<String> {
        if groups.is_empty() {
            let what = format!("Types of {}, which has no operations.", self.title_and_version());
            return vec![what, String::new(), TYPES.to_owned()];
        }
        let mut docs = vec![self.about(groups), String::new()];
        docs.extend(self.notices(groups));
        docs.extend([
            "Everything starts at a [`Client`]; a call is built by its method and setters, and"
                .to_owned(),
            "made by `.await`:".to_owned(),
            String::new(),
        ]);
        docs.extend(self.root_example(groups));
        docs.extend(self.endings());
        docs.extend(self.each_kind(groups));
        for (group, operations) in groups {
            let module = group_module(group);
            let operations = operations_count(count(operations.iter().copied()));
            docs.push(match self.feature_of(group, groups) {
                // A link to what is left out would be broken.
                Some(feature) => {
                    format!("- `Client::{module}`: {operations}, with the feature `{feature}`")
                }
                // A macro can have its name as well.
                None => {
                    format!("- [`Client::{module}`]: {operations}, in [`{module}`](mod@{module})")
                }
            });
        }
        docs.extend(super::markdown::wrap_items(&[self.types_row()]));
        docs.push("- [`Error`]: what can go wrong, with status, headers and body kept".to_owned());
        docs.extend(super::markdown::wrap_items(&[format!("- [`guide`]: {GUIDE}")]));
        docs
    }
}

/// Returns the names of what is public in a file.
fn exports(file: &File) -> Vec<String> {
    file.items.iter().flat_map(Item::exports).collect()
}

/// Returns a module whose content is right here.
fn flat_module(name: String, exports: Vec<String>) -> Item {
    Item::Module(Module { name, public: false, exports, feature: None })
}

/// Names of a module that the root has as its own, with any of some features.
fn reexport(path: &str, names: &[&str], features: Vec<String>) -> Item {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Item::Reexport(Reexport { path: path.to_owned(), names, features })
}

/// Returns the module of an operation's call. That of the group has another name: the
/// call of an operation of that name has the word more, and so has one of an
/// operation that is called so with the word.
pub(super) fn operation_module(operation: &Operation) -> String {
    const MORE: &str = "_call";
    let module = names::module_name(&operation.id);
    let group = group_module(&operation.group);
    let rest = module.strip_prefix(group.trim_end_matches('_'));
    let is_group_with_more = rest.is_some_and(|rest| rest.replace(MORE, "").is_empty());
    if module == group || is_group_with_more {
        format!("{}{MORE}", module.trim_end_matches('_'))
    } else {
        module
    }
}

/// Returns the name of a group's handle.
pub(crate) fn handle_name(group: &str) -> String {
    let name = names::type_name(&[group_module(group)]);
    // The names of the runtime that its calls use are in the same module.
    if OF_RUNTIME.contains(&name.as_str()) { format!("{name}Group") } else { name }
}

/// Counts the operations of the document among these.
fn count<'o>(operations: impl IntoIterator<Item = &'o Operation>) -> usize {
    operations.into_iter().filter(|operation| !operation.is_variant()).count()
}

/// Returns the limit up to which the compiler follows chains of so many types when it
/// compiles how they are read and written. Each takes it a few levels. The crate
/// alone needs it: its callers have what is compiled.
fn recursion_limit(types: usize) -> String {
    format!("recursion_limit = \"{}\"", (LEVELS * types).next_power_of_two().max(256))
}

fn operations_count(count: usize) -> String {
    format!("{count} operation{}", if count == 1 { "" } else { "s" })
}

/// Returns the module, and the client's method, of a group.
pub(crate) fn group_module(group: &str) -> String {
    let module = names::module_name(group);
    match reserved::CLIENT.contains(&module.as_str()) || MODULES.contains(&module.as_str()) {
        true => format!("{module}_group"),
        false => module,
    }
}
