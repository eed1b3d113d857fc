//! The objects that the events of a stream add up to.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::layout::{self, Text};
use super::tokens::{docs, ident, option, ty};
use crate::ir::MergeRules;
use crate::rust::{AccumulatedObject, Accumulation, Step};

/// Returns the struct, and how events add to it.
pub(super) fn accumulation(item: &Accumulation) -> Text {
    let Accumulation { docs: lines, name, events, objects, .. } = item;
    let (lines, name, events) = (docs(lines), ident(name), ident(events));
    let fields = objects.iter().map(|object| {
        let (lines, name, ty) = (docs(&object.docs), ident(&object.name), ty(&object.ty));
        quote! { #lines pub #name: Snapshots<#ty>, }
    });
    let arms = objects.iter().map(|object| arms(object, item));
    let structure = quote! {
        #lines
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
    };
    let add = quote! {
        match self {
            #(#arms)*
            _ => {}
        }
        Ok(())
    };
    let [addition, text] = addition(&events, &name, &add, (&item.text_docs, text(item)));
    let items = [Some(structure), rules(item), addition, text];
    let items: Vec<String> = items.iter().flatten().map(layout::rust).collect::<Result<_, _>>()?;
    Ok(layout::join(&items))
}

/// Writes the rules by which what is new is merged in, if anything is.
fn rules(item: &Accumulation) -> Option<TokenStream> {
    let rules = merge_rules(&item.rules);
    let has_parts = item.objects.iter().any(|object| !object.parts.is_empty());
    has_parts.then(|| quote! { const RULES: MergeRules = #rules; })
}

/// Writes the rules by which what is new is merged into what was before.
pub(super) fn merge_rules(rules: &MergeRules) -> TokenStream {
    let MergeRules { index, identity, replaced } = rules;
    let identity = option(identity);
    quote! { MergeRules { index: #index, identity: #identity, replaced: &[#(#replaced),*] } }
}

/// Writes that events add to a state, and their own method for their text, if any
/// has text. `add` is what an event does, and `text` the pieces of its text, with the
/// documentation of that method.
pub(super) fn addition(
    events: &Ident,
    state: &Ident,
    add: &TokenStream,
    (text_docs, text): (&[String], Option<TokenStream>),
) -> [Option<TokenStream>; 2] {
    let call = match text {
        Some(_) => quote! { self.text_deltas() },
        None => quote! { std::iter::empty() },
    };
    let addition = quote! {
        impl Accumulate for #events {
            type State = #state;

            fn add_to(&self, state: &mut #state) -> Result<()> {
                #add
            }

            fn text(&self) -> impl Iterator<Item = &str> {
                #call
            }
        }
    };
    let lines = docs(text_docs);
    let method = text.map(|text| {
        quote! {
            impl #events {
                #lines
                pub fn text_deltas(&self) -> impl Iterator<Item = &str> {
                    #text
                }
            }
        }
    });
    [Some(addition), method]
}

/// Chains ways to texts, if there are any.
pub(super) fn chained(ways: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    ways.reduce(|first, next| quote! { #first.chain(#next) })
}

/// Returns the text in an event, if any event has text.
fn text(item: &Accumulation) -> Option<TokenStream> {
    let with_text = item.objects.iter().filter(|object| !object.text.is_empty());
    let parts = with_text.clone().map(parts);
    let texts = chained(with_text.map(texts))?;
    Some(quote! { #(#parts)* #texts })
}

/// Writes the arms that add each variant to the state.
fn arms(object: &AccumulatedObject, item: &Accumulation) -> TokenStream {
    let (field, delta, id) = (ident(&object.name), ident(&item.delta), ident(&item.id_field));
    let id_property = &item.id;
    let wholes: Vec<_> = object.wholes.iter().map(|variant| ident(variant)).collect();
    let parts: Vec<_> = object.parts.iter().map(|variant| ident(variant)).collect();
    let whole = quote! {
        #(Self::#wholes(whole))|* => state.#field.replace(&whole.#id, whole),
    };
    if parts.is_empty() {
        return whole;
    }
    quote! {
        #whole
        #(Self::#parts(part))|* => {
            state.#field.merge(#id_property, &part.#id, &part.#delta, &RULES)?;
        }
    }
}

/// Writes the statement that takes from the event what is new about one kind of
/// objects.
fn parts(object: &AccumulatedObject) -> TokenStream {
    let name = ident(&object.name);
    let parts = object.parts.iter().map(|variant| ident(variant));
    quote! {
        let #name = match self {
            #(Self::#parts(part))|* => Some(part),
            _ => None,
        };
    }
}

/// Returns the text in it.
fn texts(object: &AccumulatedObject) -> TokenStream {
    let part = ident(&object.name);
    way(quote! { #part.into_iter() }, &object.text)
}

/// Returns the texts to which steps lead from values.
pub(super) fn way(mut values: TokenStream, steps: &[Step]) -> TokenStream {
    let mut steps = steps.iter().peekable();
    while let Some(step) = steps.next() {
        let next = match step {
            Step::Items => quote! { .flatten() },
            Step::Variant(union, variant) => {
                let (union, variant) = (ident(union), ident(variant));
                quote! {
                    .filter_map(|value| match value {
                        #union::#variant(value) => Some(value),
                        _ => None,
                    })
                }
            }
            Step::Named(name, texts) => {
                let name = ident(name);
                let said = quote! { Shared::shared(&value.#name) };
                match texts.as_slice() {
                    [text] => quote! { .filter(|value| #said == Some(#text)) },
                    texts => quote! { .filter(|value| [#(Some(#texts)),*].contains(&#said)) },
                }
            }
            Step::Field(name, absent, boxed) => {
                let (name, is_last) = (ident(name), steps.peek().is_none());
                let access = format_ident!(
                    "{}",
                    match (is_last, boxed) {
                        (false, false) => "as_ref",
                        _ => "as_deref",
                    }
                );
                match (absent, is_last) {
                    (true, _) => quote! { .filter_map(|value| value.#name.#access()) },
                    (false, false) => match steps.next_if(|step| matches!(step, Step::Items)) {
                        Some(_) => quote! { .flat_map(|value| &value.#name) },
                        None => quote! { .map(|value| &value.#name) },
                    },
                    (false, true) => quote! { .map(|value| value.#name.as_str()) },
                }
            }
        };
        values = quote! { #values #next };
    }
    values
}
