//! The small parts: names, types, documentation, arguments.

use proc_macro2::{Ident, LexError, Span, TokenStream};
use quote::quote;

use crate::ir::Security;
use crate::plan::one_line;
use crate::rust::{Convert, Slot, Type};

/// A name, raw or not.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A name, or the path to one.
pub(super) fn path(path: &str) -> TokenStream {
    let names = path.split("::").map(ident);
    quote! { #(#names)::* }
}

/// What stands between lines of documentation until they are laid out: no text
/// has it.
pub(super) const LINE_BREAK: char = '\u{1}';

/// `///` lines, as one: they are a third of all tokens otherwise.
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

/// A type in use.
pub(super) fn ty(ty: &Type) -> TokenStream {
    ty.to_string().parse().unwrap_or_else(|error: LexError| {
        let message = error.to_string();
        quote! { compile_error!(#message) }
    })
}

/// The type of an argument.
pub(super) fn argument_type(wanted: &Type, convert: Convert) -> TokenStream {
    let whole = ty(wanted);
    match (convert, wanted) {
        (Convert::Each, Type::Of(_, item)) => {
            let item = ty(item);
            quote! { impl IntoIterator<Item = impl Into<#item>> }
        }
        (Convert::EachExact, Type::Of(_, item)) => {
            let item = ty(item);
            quote! { impl IntoIterator<Item = #item> }
        }
        (Convert::Entries, Type::Map(values)) => {
            let values = ty(values);
            quote! { impl IntoIterator<Item = (impl Into<String>, impl Into<#values>)> }
        }
        (Convert::EntriesExact, Type::Map(values)) => {
            let values = ty(values);
            quote! { impl IntoIterator<Item = (impl Into<String>, #values)> }
        }
        (Convert::Into, _) => quote! { impl Into<#whole> },
        (Convert::Shown, _) => quote! { impl ToString },
        _ => whole,
    }
}

/// What makes an argument the value that it stands for.
pub(super) fn converted(name: &Ident, convert: Convert) -> TokenStream {
    match convert {
        Convert::Same | Convert::Exact => quote! { #name },
        Convert::Shown => quote! { #name.to_string() },
        Convert::Into => quote! { #name.into() },
        Convert::Each => quote! { #name.into_iter().map(Into::into).collect() },
        Convert::EachExact => quote! { #name.into_iter().collect() },
        Convert::Entries => {
            quote! { #name.into_iter().map(|(key, value)| (key.into(), value.into())).collect() }
        }
        Convert::EntriesExact => {
            quote! { #name.into_iter().map(|(key, value)| (key.into(), value)).collect() }
        }
    }
}

/// The parts of a setter: its generic parameters, the argument's type, and the
/// value to store.
pub(super) fn setter(
    name: &Ident,
    wanted: &Type,
    slot: Slot,
    convert: Convert,
) -> (TokenStream, TokenStream, TokenStream) {
    if slot != Slot::Nullable {
        return (quote! {}, argument_type(wanted, convert), converted(name, convert));
    }
    let generics = quote! { <M> };
    match (convert, wanted) {
        (Convert::Exact | Convert::EachExact | Convert::EntriesExact, _) => {
            let whole = ty(wanted);
            (quote! {}, quote! { impl Into<Nullable<#whole>> }, quote! { #name.into() })
        }
        (Convert::Each, Type::Of(_, item)) => {
            let item = ty(item);
            (
                generics,
                quote! { impl IntoNullableList<#item, M> },
                quote! { #name.into_nullable_list() },
            )
        }
        (Convert::Entries, Type::Map(values)) => {
            let values = ty(values);
            (
                generics,
                quote! { impl IntoNullableMap<#values, M> },
                quote! { #name.into_nullable_map() },
            )
        }
        _ => {
            let whole = ty(wanted);
            (generics, quote! { impl IntoNullable<#whole, M> }, quote! { #name.into_nullable() })
        }
    }
}

/// What a call has to be sent with.
pub(super) fn security(security: &Security) -> TokenStream {
    let alternatives = security.iter().map(|names| quote! { &[#(#names),*] });
    quote! { &[#(#alternatives),*] }
}
