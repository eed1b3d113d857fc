//! Source text of syntax, in one line and without the noise of tokens.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Attribute, Item, Meta, UseTree, Visibility};

/// Returns the text of some syntax as a person would write it in one line.
pub(crate) fn tidy(syntax: &impl ToTokens) -> String {
    let mut text = syntax.to_token_stream().to_string().replace('\n', " ").replace("->", "→");
    let spaces = [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" : ", ": "),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        ("[ ", "["),
        (" ]", "]"),
        ("& ", "&"),
        ("' ", "'"),
        (", >", ">"),
        (",>", ">"),
        (",)", ")"),
    ];
    for (from, to) in spaces {
        text = text.replace(from, to);
    }
    text.replace('→', "->")
}

pub(crate) fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Returns the text of an attribute.
pub(crate) fn attribute(attributes: &[Attribute], name: &str) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident(name))?;
    Some(match &attribute.meta {
        Meta::Path(_) => name.to_owned(),
        Meta::List(list) => tidy(&list.tokens),
        Meta::NameValue(pair) => tidy(&pair.value),
    })
}

/// Returns the derives of a struct that its macro does not imply.
pub(crate) fn derives(attributes: &[Attribute]) -> BTreeSet<String> {
    let derived = attribute(attributes, "derive").unwrap_or_default();
    derived.split(',').map(|name| name.trim().to_owned()).collect()
}

/// Returns the file of a module that is declared in another file.
pub(crate) fn module_file(declared_in: &Path, name: &str) -> PathBuf {
    let directory = declared_in.parent().unwrap_or(declared_in);
    let file = directory.join(format!("{name}.rs"));
    if file.exists() { file } else { directory.join(name).join("mod.rs") }
}

/// The items that a file reexports of its own private modules.
#[derive(Default)]
pub(crate) struct Reexports {
    /// Modules of which everything is.
    pub(crate) whole: BTreeSet<String>,
    /// Names.
    pub(crate) names: BTreeSet<String>,
}

impl Reexports {
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut reexports = Self::default();
        for item in items {
            let Item::Use(item) = item else { continue };
            if !public(&item.vis) || is_foreign(&item.tree) {
                continue;
            }
            for name in names(&item.tree, "") {
                let mut parts = name.rsplit("::");
                match (parts.next(), parts.next()) {
                    (Some("*"), Some(module)) => _ = reexports.whole.insert(module.to_owned()),
                    (Some(name), _) => _ = reexports.names.insert(name.to_owned()),
                    (None, _) => {}
                }
            }
        }
        reexports
    }
}

/// Tells whether it is of another crate.
pub(crate) fn is_foreign(tree: &UseTree) -> bool {
    match tree {
        UseTree::Path(path) => path.ident != "self" && path.ident != "crate",
        _ => false,
    }
}

/// Returns the paths of a `use`, each by itself.
pub(crate) fn names(tree: &UseTree, before: &str) -> Vec<String> {
    match tree {
        UseTree::Path(path) => names(&path.tree, &format!("{before}{}::", path.ident)),
        UseTree::Name(name) => vec![format!("{before}{}", name.ident)],
        UseTree::Rename(rename) => vec![format!("{before}{} as {}", rename.ident, rename.rename)],
        UseTree::Glob(_) => vec![format!("{before}*")],
        UseTree::Group(group) => group.items.iter().flat_map(|item| names(item, before)).collect(),
    }
}
