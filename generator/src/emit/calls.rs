//! The calls of operations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::{self, Text};
use super::tokens::{
    Ways, converted, docs, ident, like_operator, many_arguments, marks, security, self_named, ty,
    undocumented,
};
use super::{endings, methods};
use crate::ir::{Encoding, JsonFraming, PairEncoding, PartEncoding, Parts};
use crate::rust::{
    Answers, Argument, BodySetter, BodyWriting, Call, CallBody, CallHeaders, Convert, Ending,
    Location, NULL_BODY, Setter, Slot, has_constant, query_style,
};

/// Returns a call: its operation, its struct, its setters and how it ends.
pub(super) fn call(call: &Call) -> Text {
    let name = ident(&call.name);
    let mut text = layout::rust(&operation(call))?;
    text.push('\n');
    text.push_str(&layout::rust(&structure(call))?);
    text.push('\n');
    if let Some(answers) = &call.answers {
        text.push_str(&layout::in_macro("answers", &self::answers(answers))?);
        text.push('\n');
    }
    if let Some(headers) = &call.headers {
        text.push_str(&layout::in_macro("headers", &self::headers(headers))?);
        text.push('\n');
    }
    text.push_str(&format!("call! {{ {name}{} }}\n", ending(call)));
    if let Some(stream) = &call.stream {
        text.push_str(&endings::streams(&name, stream));
    }
    if let Some(structured) = &call.structured {
        text.push_str(&super::structured::structured(&name, structured));
    }
    if let Some(tools) = &call.tools {
        text.push_str(&super::structured::tools(&name, tools));
    }
    text.push_str(&format!("crate::client::call_options! {{ {name} }}\n"));
    Ok(text)
}

/// Writes the output of a call, in the words of the macro.
fn ending(call: &Call) -> String {
    let Some(output) = &call.output else { return String::new() };
    let how = match call.ending {
        Ending::Usual => "",
        Ending::Optional => " as optional",
        Ending::Answer => " as answer",
        Ending::Text => " as text",
        Ending::Bytes => " as bytes",
    };
    format!(" -> {output}{how}")
}

fn answers(answers: &Answers) -> TokenStream {
    let (lines, name) = (docs(&answers.docs), ident(&answers.name));
    let variants = answers.variants.iter().map(|variant| {
        let (lines, name) = (docs(&variant.docs), ident(&variant.name));
        let how = match variant.ending {
            Ending::Text => Some(quote! { #[body(text)] }),
            Ending::Bytes if variant.can_be_json => Some(quote! { #[body(json_bytes)] }),
            Ending::Bytes => Some(quote! { #[body(bytes)] }),
            Ending::Usual | Ending::Optional | Ending::Answer => None,
        };
        let payload = variant.payload.as_ref().map(ty).map(|payload| quote! { (#payload) });
        let status = Literal::u16_unsuffixed(variant.status);
        quote! { #lines #how #name #payload = #status }
    });
    quote! { #lines pub enum #name { #(#variants),* } }
}

fn headers(headers: &CallHeaders) -> TokenStream {
    let (lines, name) = (docs(&headers.docs), ident(&headers.name));
    let fields = headers.fields.iter().map(|field| {
        let (lines, name, ty) = (docs(&field.docs), ident(&field.name), ty(&field.ty));
        let wire = &field.wire;
        let json = field.is_json.then(|| quote! { , json });
        quote! { #lines #[header(#wire #json)] pub #name: #ty, }
    });
    quote! { #lines pub struct #name { #(#fields)* } }
}

fn operation(call: &Call) -> TokenStream {
    let (id, path) = (&call.id, &call.path);
    let operation = if has_constant(&call.method) {
        let method = ident(&call.method);
        quote! { new(#id, Method::#method, #path) }
    } else {
        let method = &call.method;
        quote! { named(#id, #method, #path) }
    };
    let name = ident(&call.operation);
    let lines = docs(&[format!("`{} {}`", call.method, call.path)]);
    let secured = call.security.as_ref().map(|asked| {
        let asked = security(asked);
        quote! { .secured(#asked) }
    });
    let text = call.offers.text.as_ref().map(|kinds| quote! { .text(#kinds) });
    let bytes = call.offers.bytes.as_ref().map(|kinds| quote! { .bytes(#kinds) });
    let headers = fixed_headers(&call.fixed_headers);
    quote! {
        #lines
        pub(crate) static #name: Operation =
            Operation::#operation #secured #text #bytes #headers;
    }
}

fn structure(call: &Call) -> TokenStream {
    let (lines, name) = (docs(&call.docs), ident(&call.name));
    let body = call.body.as_ref().map(|body| ty(&body.ty));
    let field = body.as_ref().map(|body| quote! { body: #body, });
    let constructor = constructor(call);
    let optional = call.optional.iter().map(parameter_setter);
    let setters = call.body.iter().flat_map(|body| &body.setters).map(body_setter);
    let null = call.body.as_ref().and_then(|body| body.null_docs.as_ref());
    let null = null.map(|lines| null_body(lines));
    let choices = call.choices.iter().map(endings::choice);
    let into_stream = call.stream.as_ref().map(|stream| endings::into_stream(stream, call));
    let pages = call.page.as_ref().map(endings::pages);
    let poll = call
        .poll
        .as_ref()
        .zip(call.output.as_ref())
        .map(|(poll, output)| endings::poll(poll, &ty(output)));
    let into_call = into_call(call.body.as_ref());
    let of_body = call.body.iter().flat_map(|body| &body.setters).map(|setter| &setter.docs);
    let allowed = undocumented(of_body);
    quote! {
        #lines
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing before it is awaited"]
        pub struct #name {
            call: Call,
            #field
        }

        #allowed
        impl #name {
            #constructor
            #(#optional)*
            #(#setters)*
            #null
            #(#choices)*
            #pages
            #poll

            #into_stream

            fn into_call(self) -> Call {
                #into_call
            }
        }
    }
}

/// Returns the method that sends null in place of a body.
fn null_body(lines: &[String]) -> TokenStream {
    let (lines, name) = (docs(lines), ident(NULL_BODY));
    quote! {
        #lines
        pub fn #name(mut self) -> Self {
            self.call.set_null_body();
            self
        }
    }
}

/// Returns the call with its body.
fn into_call(body: Option<&CallBody>) -> TokenStream {
    let Some(body) = body else { return quote! { self.call } };
    match &body.sent {
        BodyWriting::Json(None) => quote! { self.call.json(&self.body) },
        BodyWriting::Json(Some(kind)) => quote! {
            let mut call = self.call.json(&self.body);
            call.set_header("content-type", #kind);
            call
        },
        BodyWriting::Form(None, encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote! { self.call.form(&self.body, &[#(#encodings),*]) }
        }
        BodyWriting::Form(Some(kind), encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote! { self.call.form_as(#kind, &self.body, &[#(#encodings),*]) }
        }
        BodyWriting::Parts(kind, Parts { first, rest }) => {
            let (first, rest) = (first.iter().map(part_encoding), part_encoding(rest));
            quote! { self.call.parts(#kind, &self.body, &[#(#first),*], #rest) }
        }
        BodyWriting::Sequence(kind, JsonFraming::Lines) => {
            quote! { self.call.json_lines(#kind, &self.body) }
        }
        BodyWriting::Sequence(kind, JsonFraming::Records) => {
            quote! { self.call.json_records(#kind, &self.body) }
        }
        BodyWriting::UrlEncoded(PairEncoding::Brackets) => {
            quote! { self.call.urlencoded_with_brackets(&self.body) }
        }
        BodyWriting::UrlEncoded(PairEncoding::Each(encodings)) if encodings.is_empty() => {
            quote! { self.call.urlencoded(&self.body) }
        }
        BodyWriting::UrlEncoded(PairEncoding::Each(encodings)) => {
            let encodings = encodings.iter().map(encoding);
            quote! { self.call.urlencoded_as(&self.body, &[#(#encodings),*]) }
        }
        BodyWriting::Bytes(kind) => quote! { self.call.bytes(#kind, self.body) },
    }
}

/// Writes the encoding of a property of a form.
fn encoding(encoding: &Encoding) -> TokenStream {
    let Encoding { name, content_type, style, reserved, headers, needed } = encoding;
    let content_type = content_type.as_ref().map(|kind| quote! { .content_type(#kind) });
    let (headers, needed) = (fixed_headers(headers), needed_headers(needed));
    let style = style.map(|style| {
        let style = ident(query_style(style));
        quote! { .style(QueryStyle::#style) }
    });
    let reserved = reserved.then(|| quote! { .reserved() });
    quote! { Encoding::of(#name) #content_type #style #reserved #headers #needed }
}

/// Writes the encoding of a part without a name.
fn part_encoding(encoding: &PartEncoding) -> TokenStream {
    let PartEncoding { content_type, headers, needed } = encoding;
    let content_type = content_type.as_ref().map(|kind| quote! { .content_type(#kind) });
    let (headers, needed) = (fixed_headers(headers), needed_headers(needed));
    quote! { Encoding::of_part() #content_type #headers #needed }
}

/// Adds headers with their values, if there are any.
fn fixed_headers(headers: &[(String, String)]) -> Option<TokenStream> {
    let headers = headers.iter().map(|(name, value)| quote! { (#name, #value) });
    (headers.len() > 0).then(|| quote! { .headers(&[#(#headers),*]) })
}

/// Adds the headers that a file has to have, if there are any.
fn needed_headers(names: &[String]) -> Option<TokenStream> {
    (!names.is_empty()).then(|| quote! { .needs(&[#(#names),*]) })
}

/// Writes the constructor of a call: from the client, the parameters that are
/// required, and the body.
fn constructor(call: &Call) -> TokenStream {
    let operation = ident(&call.operation);
    let taken = call.required.iter().map(|(_, argument)| argument);
    let taken = taken.filter(|argument| !argument.is_borrowed());
    let mut ways = Ways::of(taken.map(|argument| (Slot::Plain, argument.convert)));
    let mut arguments: Vec<TokenStream> =
        call.required.iter().map(|(_, argument)| methods::argument(argument, &mut ways)).collect();
    let generics = ways.generics();
    let in_path = call.required.iter().filter_map(|(location, argument)| {
        let wire = &argument.wire;
        match location {
            Location::Path => {
                let value = given(argument);
                Some(quote! { .path(#wire, #value) })
            }
            Location::PathAs(style) => {
                let (value, style) = (serialized(argument), ident(style));
                Some(quote! { .path_as(#wire, &#value, PathStyle::#style) })
            }
            _ => None,
        }
    });
    let made = quote! { Call::new(client.inner(), &#operation) #(#in_path)* };
    let accept = call.accept.iter().map(|kinds| quote! { call.set_accept(#kinds); });
    let is_in_path = |location: &Location| matches!(location, Location::Path | Location::PathAs(_));
    let others = call.required.iter().filter(|(location, _)| !is_in_path(location));
    let others = others.map(|(location, argument)| {
        set(location, argument, &quote! { call }, &written(location, argument))
    });
    let lists = call.required_lists.iter().map(|wire| quote! { call.require_query(#wire); });
    let others: Vec<TokenStream> = accept.chain(others).chain(lists).collect();
    let body = call.body.as_ref().map(|body| ty(&body.ty));
    arguments.extend(body.as_ref().map(|body| quote! { body: #body }));
    let field = body.is_some().then(|| quote! { , body });
    // One is the handle, or the client.
    let many = many_arguments(arguments.len() + 1, "operation");
    let build = if others.is_empty() {
        quote! { Self { call: #made #field } }
    } else {
        quote! {
            let mut call = #made;
            #(#others)*
            Self { call #field }
        }
    };
    let named = self_named(&call.name);
    quote! {
        #many
        #named
        pub(super) fn new #generics(client: &Client, #(#arguments),*) -> Self {
            #build
        }
    }
}

/// Returns the value of a parameter as its location takes it.
fn written(location: &Location, argument: &Argument) -> TokenStream {
    match location {
        Location::QueryList | Location::Query | Location::Header | Location::Cookie => {
            given(argument)
        }
        _ => serialized(argument),
    }
}

/// Returns the value of a parameter that is required.
fn given(argument: &Argument) -> TokenStream {
    let name = ident(&argument.name);
    match argument.convert {
        _ if argument.is_borrowed() => quote! { #name.as_ref() },
        Convert::EachSame | Convert::EntriesSame => quote! { #name },
        convert => converted(&name, Slot::Plain, convert),
    }
}

/// Returns the same, where its type says how it is written.
fn serialized(argument: &Argument) -> TokenStream {
    let (value, wanted) = (given(argument), ty(&argument.ty));
    match argument.convert {
        Convert::EachSame => quote! { #value.into_iter().collect::<#wanted>() },
        Convert::EntriesSame => quote! {
            #value.into_iter().map(|(key, value)| (key.into(), value)).collect::<#wanted>()
        },
        _ => value,
    }
}

/// Puts a parameter where it belongs.
fn set(
    location: &Location,
    argument: &Argument,
    call: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let wire = &argument.wire;
    match location {
        Location::QueryList => quote! { #call.set_query_list(#wire, #value); },
        Location::QueryAs(style) => {
            let style = ident(style);
            quote! { #call.set_query_as(#wire, &#value, QueryStyle::#style); }
        }
        Location::QueryReserved(style) => {
            let style = ident(style);
            quote! { #call.set_query_reserved(#wire, &#value, QueryStyle::#style); }
        }
        Location::WholeQuery(encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote! { #call.set_whole_query(#wire, &#value, &[#(#encodings),*]); }
        }
        Location::Header => quote! { #call.set_header(#wire, #value); },
        Location::HeaderAs(style) => {
            let style = ident(style);
            quote! { #call.set_header_as(#wire, &#value, HeaderStyle::#style); }
        }
        Location::CookieAs(style) => {
            let style = ident(style);
            quote! { #call.set_cookie_as(#wire, &#value, CookieStyle::#style); }
        }
        Location::Cookie => quote! { #call.set_cookie(#wire, #value); },
        _ => quote! { #call.set_query(#wire, #value); },
    }
}

fn parameter_setter(setter: &Setter) -> TokenStream {
    let (lines, name) = (docs(&setter.docs), ident(&setter.name));
    let Setter { argument, location, .. } = setter;
    let (convert, own) = (argument.convert, ident(&argument.name));
    let mut ways = Ways::of([(Slot::Optional, convert)]);
    let wanted = ways.argument(&argument.ty, Slot::Optional, convert);
    let generics = ways.generics();
    let call = quote! { self.call };
    let set = if convert.takes_option() {
        let value = converted(&own, Slot::Optional, convert);
        let set = set(location, argument, &call, &quote! { #own });
        quote! { if let Some(#own) = #value { #set } }
    } else {
        set(location, argument, &call, &written(location, argument))
    };
    let (marks, allowed) = (marks(&setter.marks), like_operator(&setter.name));
    quote! {
        #lines
        #marks
        #allowed
        pub fn #name #generics(mut self, #own: #wanted) -> Self {
            #set
            self
        }
    }
}

fn body_setter(item: &BodySetter) -> TokenStream {
    let (lines, name, target) = (docs(&item.docs), ident(&item.name), ident(&item.target));
    let slot = item.slot.set();
    let mut ways = Ways::of([(slot, item.convert)]);
    let argument = ways.argument(&item.ty, slot, item.convert);
    let generics = ways.generics();
    let (marks, allowed) = (marks(&item.marks), like_operator(&item.name));
    quote! {
        #lines
        #marks
        #allowed
        pub fn #name #generics(mut self, value: #argument) -> Self {
            self.body = self.body.#target(value);
            self
        }
    }
}
