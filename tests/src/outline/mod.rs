//! A crate's public items, a line each, read off its source.
//!
//! The macros of the runtime are understood: what is inside of most of them is
//! an enum or a struct to the parser.

use std::collections::BTreeSet;
use std::path::Path;

use syn::parse::{ParseStream, Parser};
use syn::{
    Attribute, Fields, FnArg, Ident, ImplItem, ImplItemFn, Item, ItemEnum, ItemImpl, ItemMacro,
    ItemMod, ItemStruct, Token, Type,
};

use text::{Reexports, attribute, derives, is_foreign, module_file, names, public, tidy};

mod text;

/// Returns the outline of the crate in a directory, sorted.
///
/// # Panics
///
/// Panics if the source is not what is expected of a generated crate.
pub fn outline(source: &Path) -> String {
    let mut outline = Outline::default();
    outline.module(&source.join("lib.rs"), "", None);
    let mut text = String::new();
    for line in &outline.lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[derive(Default)]
struct Outline {
    lines: BTreeSet<String>,
}

impl Outline {
    /// Lists a file whose items are public under `path`; of a private module only
    /// those that are reexported.
    fn module(&mut self, file: &Path, path: &str, only: Option<&BTreeSet<String>>) {
        let text = std::fs::read_to_string(file)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let parsed =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let reexports = Reexports::of(&parsed.items);
        for item in &parsed.items {
            match item {
                Item::Mod(module) => self.submodule(module, file, path, &reexports),
                Item::Use(item) if public(&item.vis) && is_foreign(&item.tree) => {
                    for name in names(&item.tree, "") {
                        self.line(path, format!("use {name}"));
                    }
                }
                Item::Macro(item) if item.mac.path.is_ident("types") => {
                    for module in conditional(item) {
                        self.module(&module_file(file, &module), path, None);
                    }
                }
                item => self.item(item, path, &|name| only.is_none_or(|only| only.contains(name))),
            }
        }
    }

    fn submodule(&mut self, module: &ItemMod, file: &Path, path: &str, reexports: &Reexports) {
        let name = module.ident.to_string();
        let below = module_file(file, &name);
        if public(&module.vis) {
            self.line(path, format!("mod {name}"));
            self.module(&below, format!("{path}::{name}").trim_start_matches(':'), None);
        } else {
            let whole = reexports.whole.contains(&name);
            self.module(&below, path, (!whole).then_some(&reexports.names));
        }
    }

    fn item(&mut self, item: &Item, path: &str, visible: &dyn Fn(&str) -> bool) {
        match item {
            Item::Struct(item) if public(&item.vis) && visible(&item.ident.to_string()) => {
                self.structure(item, path);
            }
            Item::Impl(item) => {
                if visible(&tidy(&item.self_ty)) {
                    self.implementation(item, path);
                }
            }
            Item::Type(item) if public(&item.vis) => {
                self.line(path, format!("type {} = {}", item.ident, tidy(&item.ty)));
            }
            Item::Macro(item) => self.call(item, path),
            Item::Enum(item) if public(&item.vis) => self.enumeration(item, path, ""),
            Item::Const(item) if !public(&item.vis) => {}
            Item::Struct(_) | Item::Enum(_) | Item::Type(_) | Item::Use(_) | Item::Static(_) => {}
            other => panic!("not expected in a generated crate: {}", tidy(other)),
        }
    }

    fn structure(&mut self, item: &ItemStruct, path: &str) {
        let name = item.ident.to_string();
        let default = derives(&item.attrs).contains("Default");
        let suffix = if default { ": Default" } else { "" };
        self.line(path, format!("struct {name}{suffix}"));
        if let Some(extra) = item.attrs.iter().find(|attribute| attribute.path().is_ident("extra"))
        {
            let extra: syn::Ident = extra.parse_args().expect("the name of a field");
            self.line(path, format!("{name}.{extra}: Extra"));
        }
        let Fields::Named(fields) = &item.fields else { return };
        for field in fields.named.iter().filter(|field| public(&field.vis)) {
            let field_name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
            let how: Vec<String> = ["wire", "always"]
                .iter()
                .filter_map(|known| attribute(&field.attrs, known))
                .collect();
            let how = if how.is_empty() { String::new() } else { format!(" [{}]", how.join(", ")) };
            self.line(path, format!("{name}.{field_name}: {}{how}", tidy(&field.ty)));
        }
    }

    fn enumeration(&mut self, item: &ItemEnum, path: &str, kind: &str) {
        let name = item.ident.to_string();
        let how: Vec<String> = ["tag", "expected", "error", "end"]
            .iter()
            .filter_map(|known| Some(format!("{known} {}", attribute(&item.attrs, known)?)))
            .collect();
        let line = format!("{kind} enum {name} {}", how.join(", "));
        self.line(path, line.trim().to_owned());
        for variant in &item.variants {
            let payload = match &variant.fields {
                Fields::Unit => String::new(),
                fields => tidy(fields).replace(",)", ")"),
            };
            let wire = variant.discriminant.as_ref().map(|(_, wire)| format!(" = {}", tidy(wire)));
            let wire = wire.unwrap_or_default();
            self.line(path, format!("{name}::{}{payload}{wire}", variant.ident));
        }
        // It has one without being told so.
        if kind == "tagged_union" {
            self.line(path, format!("{name}::Other(Value)"));
        }
    }

    fn implementation(&mut self, item: &ItemImpl, path: &str) {
        let name = tidy(&item.self_ty);
        if let Some((of, _)) = &item.trait_ {
            self.line(path, format!("impl {} for {name}", tidy(of)));
            return;
        }
        for item in &item.items {
            match item {
                ImplItem::Fn(method) if public(&method.vis) => self.method(method, &name, path),
                _ => {}
            }
        }
    }

    fn method(&mut self, method: &ImplItemFn, of: &str, path: &str) {
        let mut signature = method.sig.clone();
        for argument in &mut signature.inputs {
            if let FnArg::Receiver(receiver) = argument {
                receiver.mutability = None;
            }
        }
        let name = signature.ident.to_string();
        let text = unqualified(&tidy(&signature)).replacen(&format!("fn {name}"), "fn", 1);
        self.line(path, format!("{of}::{name}: {text}"));
    }

    fn call(&mut self, item: &ItemMacro, path: &str) {
        let name = item.mac.path.segments.last().map(|last| last.ident.to_string());
        let tokens = &item.mac.tokens;
        match name.as_deref().unwrap_or_default() {
            "object" => match syn::parse2(tokens.clone()) {
                Ok(item) => self.structure(&item, path),
                Err(error) => panic!("object! {error}: {tokens}"),
            },
            kind @ ("open_enum" | "tagged_union" | "union" | "ruled_union" | "event_union") => {
                match enumeration.parse2(tokens.clone()) {
                    Ok((item, methods)) => {
                        self.enumeration(&item, path, kind);
                        methods.iter().for_each(|methods| self.implementation(methods, path));
                    }
                    Err(error) => panic!("{kind}! {error}: {tokens}"),
                }
            }
            kind @ ("client" | "call" | "streams" | "call_options") => {
                let plain = tokens.to_string();
                let arguments = plain.rsplit(']').next().unwrap_or_default().trim();
                self.line(path, format!("{kind}! {}", arguments.replace(" ,", ",")));
            }
            "data_events" => {
                let plain = tokens.to_string();
                let (name, how) = plain.split_once(',').unwrap_or((&plain, ""));
                self.line(path, format!("impl EventData for {} [{}]", name.trim(), how.trim()));
            }
            "converts" => {
                let line = conversion.parse2(tokens.clone());
                self.line(path, line.unwrap_or_else(|error| panic!("{error}: {tokens}")));
            }
            // Callers see nothing of its checks.
            "interface" => {}
            // The modules that it declares are read where it is called.
            "macro_rules" if item.ident.as_ref().is_some_and(|name| name == "types") => {}
            "macro_rules" => self.setters(item, path),
            other => panic!("a macro that the outline does not know: {other}!"),
        }
    }

    /// Lists the setters that a macro of the crate gives to every call.
    fn setters(&mut self, item: &ItemMacro, path: &str) {
        let name = item.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let text = item.mac.tokens.to_string().replace("$ call", "Call").replace("$call", "Call");
        let body = text.split_once("=>").map_or("", |(_, body)| body).trim();
        let body = body.trim_end_matches(';').trim();
        let body = body.strip_prefix('{').and_then(|body| body.strip_suffix('}')).unwrap_or(body);
        match syn::parse_str::<ItemImpl>(body) {
            Ok(mut item) => {
                if let Ok(ty) = syn::parse_str(&name) {
                    *item.self_ty = ty;
                }
                self.implementation(&item, path);
            }
            Err(error) => panic!("{name}! {error}: {body}"),
        }
    }

    fn line(&mut self, path: &str, what: String) {
        let line = if path.is_empty() { what } else { format!("{path}: {what}") };
        assert!(!line.contains('\n'), "{line}");
        assert!(self.lines.insert(line.clone()), "twice: {line}");
    }
}

/// Reads an enum, and its methods if it has any.
fn enumeration(input: ParseStream<'_>) -> syn::Result<(ItemEnum, Option<ItemImpl>)> {
    let item = input.parse()?;
    let methods = (!input.is_empty()).then(|| input.parse()).transpose()?;
    Ok((item, methods))
}

/// Returns the modules that are there with some features, each with all that is reexported:
/// `types! { feature = "pets" => cat(Cat), dog(Dog, DogSize) }`.
fn conditional(item: &ItemMacro) -> Vec<String> {
    let tokens = item.mac.tokens.to_string();
    let (_, modules) = tokens.split_once("=>").unwrap_or_else(|| panic!("types! {tokens}"));
    let names = modules.split(')').filter_map(|part| part.split_once('('));
    names.map(|(name, _)| name.trim_matches([',', ' ', '\n']).to_owned()).collect()
}

/// Returns the trait that a conversion implements: `impl From<Pet> for NewPet`.
fn conversion(input: ParseStream<'_>) -> syn::Result<String> {
    input.call(Attribute::parse_outer)?;
    let from: Type = input.parse()?;
    input.parse::<Token![=>]>()?;
    let is_tried = input.parse::<Option<Token![?]>>()?.is_some();
    let to: Ident = input.parse()?;
    // Callers see nothing of how it is done.
    input.step(|cursor| {
        let mut rest = *cursor;
        while let Some((_, next)) = rest.token_tree() {
            rest = next;
        }
        Ok(((), rest))
    })?;
    let by = if is_tried { "TryFrom" } else { "From" };
    let from = tidy(&from);
    Ok(format!("impl {by}<{}> for {to}", from.strip_prefix("super::").unwrap_or(&from)))
}

/// Types of the crate without their modules: `crate::pets::Pets` is `Pets`.
fn unqualified(text: &str) -> String {
    let mut parts = text.split("crate::");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("::").map_or(part, |(_, name)| name))
}
