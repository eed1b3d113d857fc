//! The ways to end a call: streams, pages, polls and other answers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{docs, ident, parsed, ty};
use crate::ir::{Framing, JsonFraming, Turn};
use crate::rust::{
    Access, Call, CallAgain, CallChoice, CallPages, CallPoll, CallStream, ChoiceAsk, Ending,
    PageBack, Slot,
};

/// Writes the method that asks for an answer other than the usual one, and reads
/// it.
pub(super) fn choice(choice: &CallChoice) -> TokenStream {
    let (lines, name, output) = (docs(&choice.docs), ident(&choice.name), ty(&choice.output));
    let send = match choice.ending {
        Ending::Text if matches!(choice.ask, ChoiceAsk::Accept(_)) => quote! { send_text },
        Ending::Text => quote! { send_as_text },
        Ending::Bytes => quote! { send_bytes },
        Ending::Usual | Ending::Optional | Ending::Answer => quote! { send },
    };
    let (set, accept) = asked(Some(&choice.ask));
    let mutable = set.is_some().then(|| quote! { mut });
    let call = into_call_asking(accept);
    quote! {
        #lines
        pub fn #name(#mutable self) -> Sending<#output> {
            #set
            #call.#send().body()
        }
    }
}

/// Writes the statement that asks for an answer before the call is made, and
/// returns the content type that it accepts.
fn asked(ask: Option<&ChoiceAsk>) -> (Option<TokenStream>, Option<&String>) {
    match ask {
        None => (None, None),
        Some(ChoiceAsk::Accept(kind)) => (None, Some(kind)),
        Some(ChoiceAsk::Body(setter, value)) => {
            let (setter, value) = (ident(setter), parsed(value));
            (Some(quote! { self.body = self.body.#setter(#value); }), None)
        }
        Some(ChoiceAsk::Query(name, value)) => {
            (Some(quote! { self.call.set_query(#name, #value); }), None)
        }
    }
}

/// Returns the call that accepts a content type.
fn into_call_asking(accept: Option<&String>) -> TokenStream {
    match accept {
        None => quote! { self.into_call() },
        Some(kind) => quote! {
            let mut call = self.into_call();
            call.set_accept(#kind);
            call
        },
    }
}

/// Returns the call as it asks for a stream.
pub(super) fn into_stream(stream: &CallStream, call: &Call) -> TokenStream {
    let (set, _) = asked(stream.ask.as_ref());
    let mutable = set.is_some().then(|| quote! { mut });
    // A call that gives nothing but events has asked for them already.
    let accept = stream.accept.as_ref().filter(|kind| call.accept.as_ref() != Some(kind));
    let call = into_call_asking(accept);
    quote! {
        fn into_stream(#mutable self) -> Call {
            #set
            #call
        }
    }
}

/// Writes the stream of a call, in the words of the macro.
pub(super) fn streams(name: &proc_macro2::Ident, stream: &CallStream) -> String {
    let how = match stream.framing {
        Framing::Events => "",
        Framing::Json(JsonFraming::Lines) => " as lines",
        Framing::Json(JsonFraming::Records) => " as records",
        Framing::Parts => " as parts",
    };
    format!("streams! {{ {name} -> {}{how} }}\n", stream.events)
}

pub(super) fn pages(pages: &CallPages) -> TokenStream {
    let CallPages { turn, takes_number, total_header, back, page, docs: lines, item_docs } = pages;
    let (page, lines, item_lines) = (ty(page), docs(lines), docs(item_docs));
    let turn = match turn {
        Turn::Cursor { parameter, .. } if *takes_number => {
            quote! { pages_by_linked_number(#parameter) }
        }
        Turn::Cursor { parameter, .. } => match pages.other_way() {
            Some(back) => quote! { pages_either_way(#parameter, #back) },
            None => quote! { pages(#parameter) },
        },
        Turn::Field { way, .. } => {
            let way = way.join(".");
            quote! { pages_in_body(#way) }
        }
        Turn::Offset { parameter, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote! { pages_by_offset(#parameter, #first) }
        }
        Turn::Number { parameter, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote! { pages_by_number(#parameter, #first) }
        }
        Turn::Address { .. } => quote! { pages_by_address() },
        Turn::Link => quote! { pages_by_link() },
    };
    let total = total_header.as_ref().map(|header| quote! { .total_in(#header) });
    let back = back.as_ref().map(|PageBack { docs: lines, parameter }| {
        let lines = docs(lines);
        quote! {
            #lines
            pub fn pages_back(self) -> Pages<#page> {
                self.into_call().pages_back(#parameter)
            }
        }
    });
    quote! {
        #lines
        pub fn pages(self) -> Pages<#page> {
            self.into_call().#turn #total
        }

        #item_lines
        pub fn items(self) -> Items<#page> {
            self.pages().items()
        }

        #back
    }
}

pub(super) fn poll(poll: &CallPoll, output: &TokenStream) -> TokenStream {
    let CallPoll { again, status, terminal, deadline, docs: lines } = poll;
    let lines = docs(lines);
    let field = ident(&status.field);
    let status = match status.slot {
        Slot::Plain => quote! { |result| result.#field.as_str() },
        _ => quote! { |result| result.#field.as_ref().map_or("", |status| status.as_str()) },
    };
    let lasting = |poll: TokenStream| match deadline {
        None => poll,
        Some(seconds) => {
            let seconds = Literal::u64_unsuffixed(*seconds);
            quote! {
                let poll: Poll<#output> = #poll;
                poll.deadline(Duration::from_secs(#seconds))
            }
        }
    };
    let Some(CallAgain { operation, arguments }) = again else {
        let poll = lasting(quote! {
            Poll::again(self.into_call(), #status, &[#(#terminal),*])
        });
        return quote! {
            #lines
            pub fn poll(self) -> Poll<#output> {
                #poll
            }
        };
    };
    let operation = ident(operation);
    let path = arguments.iter().map(|(wire, Access { field, slot })| {
        let field = ident(field);
        match slot {
            Slot::Plain => quote! { .path(#wire, &result.#field) },
            // A result that lacks the value cannot be asked for: the call says so.
            _ => quote! { .path(#wire, result.#field.as_deref().unwrap_or_default()) },
        }
    });
    let poll = lasting(quote! {
        Poll::new(
            self.into_call(),
            &#operation,
            |call, result| call #(#path)*,
            #status,
            &[#(#terminal),*],
        )
    });
    quote! {
        #lines
        pub fn poll(self) -> Poll<#output> {
            #poll
        }
    }
}
