//! The handle of a group, and its methods.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::tokens::{Ways, converted, docs, ident, many_arguments, marks, ty};
use crate::rust::{Argument, Group, Method, MethodBody};

/// Returns the handle of a group.
pub(super) fn group(group: &Group) -> TokenStream {
    let (lines, name) = (docs(&group.docs), ident(&group.name));
    let methods = group.methods.iter().map(method);
    quote! {
        #lines
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) client: crate::Client,
        }

        impl #name {
            #(#methods)*
        }
    }
}

fn method(method: &Method) -> TokenStream {
    let (lines, name, call) = (docs(&method.docs), ident(&method.name), ident(&method.call));
    let mut ways = ways(method);
    let mut arguments: Vec<TokenStream> =
        method.arguments.iter().map(|argument| self::argument(argument, &mut ways)).collect();
    let mut passed: Vec<TokenStream> = method
        .arguments
        .iter()
        .map(|argument| {
            let name = ident(&argument.name);
            quote! { #name }
        })
        .collect();
    match &method.body {
        MethodBody::None => {}
        MethodBody::Whole(body, slot, convert) => {
            let body = ways.argument(body, *slot, *convert);
            arguments.push(quote! { body: #body });
            passed.push(converted(&format_ident!("body"), *slot, *convert));
        }
        MethodBody::Made(body, parts) => {
            let body = ty(body);
            arguments.extend(parts.iter().map(|part| body_argument(part, &mut ways)));
            let parts = parts.iter().map(|part| ident(&part.name));
            passed.push(quote! { #body::new(#(#parts),*) });
        }
    }
    // One is the handle, or the client.
    let many = many_arguments(arguments.len() + 1, "operation");
    let new = (method.name == "new").then(
        || quote! { #[allow(clippy::new_ret_no_self, reason = "the operation is called so")] },
    );
    let marks = marks(&method.marks);
    let generics = ways.generics();
    quote! {
        #lines
        #marks
        #many
        #new
        pub fn #name #generics(&self, #(#arguments),*) -> #call {
            #call::new(&self.client, #(#passed),*)
        }
    }
}

/// Returns the ways of a method's arguments.
fn ways(method: &Method) -> Ways {
    let parameters = method.arguments.iter().filter(|argument| !argument.is_borrowed());
    let (whole, parts) = match &method.body {
        MethodBody::None => (None, [].as_slice()),
        MethodBody::Whole(_, slot, convert) => (Some((*slot, *convert)), [].as_slice()),
        MethodBody::Made(_, parts) => (None, parts.as_slice()),
    };
    let taken = parameters.chain(parts).map(|argument| (argument.slot, argument.convert));
    Ways::of(taken.chain(whole))
}

/// Returns a parameter's argument: what is text goes by reference.
pub(super) fn argument(argument: &Argument, ways: &mut Ways) -> TokenStream {
    let name = ident(&argument.name);
    if argument.is_borrowed() {
        return quote! { #name: impl AsRef<str> };
    }
    body_argument(argument, ways)
}

fn body_argument(argument: &Argument, ways: &mut Ways) -> TokenStream {
    let name = ident(&argument.name);
    let wanted = ways.argument(&argument.ty, argument.slot, argument.convert);
    quote! { #name: #wanted }
}
