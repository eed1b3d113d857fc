//! The client and what is fixed about its API.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::layout;
use super::tokens::{docs, ident};
use crate::plan::one_line;
use crate::rust::{Client, HeaderSetter, Service};

/// The client.
pub(super) fn client(client: &Client) -> String {
    let mut text = layout::rust(&service(&client.service));
    let docs_text: String = client
        .docs
        .iter()
        .map(|line| {
            if line.is_empty() {
                "    ///\n".to_owned()
            } else {
                format!("    /// {}\n", one_line(line))
            }
        })
        .collect();
    text.push_str(&format!(
        "\nopenapi_client_runtime::client! {{\n{docs_text}    Client, ClientBuilder, SERVICE\n}}\n\n"
    ));
    text.push_str(&layout::rust(&handles(client)));
    text.push('\n');
    if !client.options.is_empty() {
        text.push_str(&layout::rust(&builder(&client.options)));
        text.push('\n');
    }
    text.push_str(&call_options(&client.options));
    text
}

fn service(service: &Service) -> TokenStream {
    let Service { base_url, request_id_header, idempotency_header, final_error_codes, .. } =
        service;
    let option = |text: &Option<String>| match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    };
    let (key_env, base_url_env) = (option(&service.key_env), option(&service.base_url_env));
    let poll_after = option(&service.poll_after_header);
    let fixed = service.fixed_headers.iter().map(|(name, value)| quote! { (#name, #value) });
    let headers = service.headers.iter().map(|(header, env)| {
        let env = option(env);
        quote! { NamedHeader { header: #header, env: #env } }
    });
    quote! {
        static SERVICE: Service = Service {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            auth: Auth::Bearer,
            key_env: #key_env,
            base_url_env: #base_url_env,
            headers: &[#(#headers),*],
            fixed_headers: &[#(#fixed),*],
            request_id_header: #request_id_header,
            poll_after_header: #poll_after,
            idempotency_header: #idempotency_header,
            final_error_codes: &[#(#final_error_codes),*],
        };
    }
}

fn handles(client: &Client) -> TokenStream {
    let handles = client.groups.iter().map(|(method, handle, lines)| {
        let (method, handle, lines) = (ident(method), ident(handle), docs(lines));
        quote! {
            #lines
            pub fn #method(&self) -> #handle {
                #handle { client: self.clone() }
            }
        }
    });
    quote! { impl Client { #(#handles)* } }
}

fn builder(options: &[HeaderSetter]) -> TokenStream {
    let setters = options.iter().map(|option| {
        let (name, header) = (ident(&option.name), &option.header);
        let lines = docs(&[format!("Sets {} (`{header}`).", option.description)]);
        quote! {
            #lines
            pub fn #name(self, value: impl AsRef<str>) -> Self {
                self.with_header(#header, value)
            }
        }
    });
    quote! { impl ClientBuilder { #(#setters)* } }
}

/// The macro by which each call gets the setters of the API's own headers.
fn call_options(options: &[HeaderSetter]) -> String {
    let call = format_ident!("Call");
    let setters = options.iter().map(|option| {
        let (name, header) = (ident(&option.name), &option.header);
        let lines =
            docs(&[format!("Sets {} (`{header}`), over the client's.", option.description)]);
        quote! {
            #lines
            pub fn #name(mut self, value: impl AsRef<str>) -> Self {
                self.call.set_header(#header, value.as_ref());
                self
            }
        }
    });
    let inner = layout::rust(&quote! { impl #call { #(#setters)* } });
    let inner: String = inner
        .replacen("impl Call", "impl $call", 1)
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("        {line}\n") })
        .collect();
    format!(
        "/// The setters of this API's own headers, which every call has.\nmacro_rules! call_options {{\n    \
         ($call:ident) => {{\n{inner}    }};\n}}\n\npub(crate) use call_options;\n"
    )
}
