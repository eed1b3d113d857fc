//! The small parts: names, types, documentation, arguments.

use proc_macro2::{Ident, LexError, Span, TokenStream};
use quote::quote;

use crate::ir::Security;
use crate::rust::{Convert, Marks, Slot, Type, WAY};
use crate::words::one_line;

/// Returns a name, raw or not.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Returns a name, or the path to one.
pub(super) fn path(path: &str) -> TokenStream {
    let names = path.split("::").map(ident);
    quote! { #(#names)::* }
}

/// Returns a text, or none.
pub(super) fn option(text: &Option<String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}

/// The character between lines of documentation until they are laid out: no text has it.
pub(super) const LINE_BREAK: char = '\u{1}';

/// Writes `///` lines as one: they are a third of all tokens otherwise.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push(LINE_BREAK);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(&one_line(line));
        }
    }
    if lines.is_empty() {
        TokenStream::new()
    } else {
        quote! { #[doc = #text] }
    }
}

/// The number of arguments that clippy takes for too many.
const MANY_ARGUMENTS: usize = 8;

/// Allows that a function has many arguments, since that requires them.
pub(super) fn many_arguments(count: usize, that: &str) -> Option<TokenStream> {
    let reason = format!("the {that} requires them");
    let is_many = count >= MANY_ARGUMENTS;
    is_many.then(|| quote! { #[allow(clippy::too_many_arguments, reason = #reason)] })
}

/// Returns the attributes of an item, in the order that the macros have.
pub(super) fn marks(marks: &Marks) -> TokenStream {
    let alias = marks.alias.as_ref().map(|alias| quote! { #[doc(alias = #alias)] });
    let deprecated = marks.deprecated.then(|| quote! { #[deprecated] });
    quote! { #alias #deprecated }
}

/// Allows that something has no documentation where nothing is known of it but its name.
pub(super) fn undocumented<'d>(
    mut lines: impl Iterator<Item = &'d Vec<String>>,
) -> Option<TokenStream> {
    let reason = "the document does not describe all of it";
    lines.any(Vec::is_empty).then(|| quote! { #[allow(missing_docs, reason = #reason)] })
}

/// Allows that a constructor is called as its type.
pub(super) fn self_named(of: &str) -> Option<TokenStream> {
    let reason = "the document calls it so";
    (of == "New").then(|| quote! { #[allow(clippy::self_named_constructors, reason = #reason)] })
}

/// The methods of the traits of operators that take what a setter takes.
const OPERATORS: [&str; 10] =
    ["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];

/// Allows that a setter is called like the method of an operator.
pub(super) fn like_operator(setter: &str) -> Option<TokenStream> {
    let reason = "the property is called so";
    OPERATORS
        .contains(&setter)
        .then(|| quote! { #[allow(clippy::should_implement_trait, reason = #reason)] })
}

/// Returns a type in use.
pub(super) fn ty(ty: &Type) -> TokenStream {
    parsed(&ty.to_string())
}

/// Parses Rust that was written by the plan.
pub(super) fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error: LexError| {
        let message = error.to_string();
        quote! { compile_error!(#message) }
    })
}

/// Returns the type of an argument that is taken on the way of that name.
pub(super) fn argument_type(wanted: &Type, slot: Slot, convert: Convert, way: &str) -> TokenStream {
    parsed(&convert.argument(wanted, slot, way))
}

/// Writes the conversion of an argument into the value of a slot: the value, or with a
/// slot that may be empty an option of it, if the argument may be one.
pub(super) fn converted(name: &Ident, slot: Slot, convert: Convert) -> TokenStream {
    if let Some((_, method)) = convert.by(slot) {
        let method = ident(method);
        let or_null = (slot == Slot::OrNull).then(|| quote! { .into_value() });
        return quote! { #name.#method() #or_null };
    }
    match (convert, slot) {
        (Convert::Shown, _) => quote! { #name.to_string() },
        (_, Slot::Nullable | Slot::OrNull)
        | (Convert::Json, _)
        | (Convert::Same, Slot::Optional) => {
            quote! { #name.into() }
        }
        (Convert::EachSame, _) => quote! { #name.into_iter().collect() },
        (Convert::EntriesSame, _) => {
            quote! { #name.into_iter().map(|(key, value)| (key.into(), value)).collect() }
        }
        _ => quote! { #name },
    }
}

/// The generic parameters of a function: a way for each argument that is taken on
/// one.
#[derive(Default)]
pub(super) struct Ways {
    count: usize,
    only: bool,
}

impl Ways {
    /// Returns those of a function with so many arguments on ways.
    pub(super) fn of(arguments: impl IntoIterator<Item = (Slot, Convert)>) -> Self {
        let arguments = arguments.into_iter();
        let taken = arguments.filter(|(slot, convert)| convert.by(*slot).is_some()).count();
        Self { count: 0, only: taken == 1 }
    }

    /// Returns the type of the next argument.
    pub(super) fn argument(&mut self, wanted: &Type, slot: Slot, convert: Convert) -> TokenStream {
        self.count += usize::from(convert.by(slot).is_some());
        let way = self.name(self.count);
        argument_type(wanted, slot, convert, &way)
    }

    /// Returns the parameters, once each argument has its type.
    pub(super) fn generics(&self) -> TokenStream {
        let names = (1..=self.count).map(|number| ident(&self.name(number)));
        if self.count == 0 {
            TokenStream::new()
        } else {
            quote! { <#(#names),*> }
        }
    }

    fn name(&self, number: usize) -> String {
        if self.only { WAY.to_owned() } else { format!("{WAY}{number}") }
    }
}

/// Writes the security that a call has to be sent with.
pub(super) fn security(security: &Security) -> TokenStream {
    let alternatives = security.iter().map(|names| quote! { &[#(#names),*] });
    quote! { &[#(#alternatives),*] }
}
