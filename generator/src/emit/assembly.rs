//! The one object that the events of a stream build up.

use proc_macro2::TokenStream;
use quote::quote;

use super::accumulate::{addition, chained, merge_rules, way};
use super::layout::{self, Text};
use super::tokens::{docs, ident, option, ty};
use crate::ir::{BuildUp, Placing};
use crate::rust::Assembly;

/// Returns another name for it, how events build it up, and that they do.
pub(super) fn assembly(item: &Assembly) -> Text {
    let Assembly { docs: lines, name, events, whole, parts, text, text_docs } = item;
    let (lines, name, events, whole) = (docs(lines), ident(name), ident(events), ty(whole));
    let text = chained(text.iter().map(|steps| way(quote! { std::iter::once(self) }, steps)));
    let rules = rules(parts);
    let add = quote! { state.add(self, &ASSEMBLY) };
    let [addition, text] = addition(&events, &name, &add, (text_docs, text));
    let items = [
        Some(quote! { #lines pub type #name = Assembled<#whole>; }),
        Some(quote! { static ASSEMBLY: Assembly = #rules; }),
        addition,
        text,
    ];
    let items: Vec<String> = items.iter().flatten().map(layout::rust).collect::<Result<_, _>>()?;
    Ok(layout::join(&items))
}

fn rules(parts: &BuildUp) -> TokenStream {
    match parts {
        BuildUp::Merged { rules, renamed, dropped, complete } => {
            let rules = merge_rules(rules);
            let complete = option(complete);
            let renamed = renamed.iter().map(|(path, name)| quote! { (#path, #name) });
            quote! {
                Assembly::Merged {
                    rules: #rules,
                    renamed: &[#(#renamed),*],
                    dropped: &[#(#dropped),*],
                    complete: #complete,
                }
            }
        }
        BuildUp::Placed { tag, rules, last } => {
            let rules = rules.iter().map(|Placing { events, at, take, append }| {
                quote! {
                    Placing { events: &[#(#events),*], at: #at, take: #take, append: #append }
                }
            });
            quote! {
                Assembly::Placed { tag: #tag, rules: &[#(#rules),*], last: &[#(#last),*] }
            }
        }
    }
}
