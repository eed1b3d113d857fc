//! The client and what is fixed about its API.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::layout::{self, Text};
use super::tokens::{docs, ident, option, path, security};
use crate::ir::{Auth, Variable};
use crate::rust::{Client, CredentialSetter, Handle, Scheme, Service};
use crate::words::one_line;

/// Returns the client.
pub(super) fn client(client: &Client) -> Text {
    let mut text = layout::rust(&service(&client.service))?;
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
    let setters = setters(&client.credentials);
    text.push_str(&format!(
        "\nopenapi_loom_runtime::client! {{\n{docs_text}    Client, ClientBuilder, \
         SERVICE{setters}\n}}\n\n"
    ));
    text.push_str(&layout::rust(&handles(client))?);
    text.push('\n');
    let Client { options, credentials, variables, .. } = client;
    if !options.is_empty() || !credentials.is_empty() || !variables.is_empty() {
        text.push_str(&layout::rust(&builder(client))?);
        text.push('\n');
    }
    let conditional = client.groups.iter().all(|group| group.feature.is_some());
    text.push_str(&call_options(client, conditional)?);
    Ok(text)
}

/// Returns the methods that set credentials, for the errors where one is missing: one of each
/// scheme.
fn setters(credentials: &[CredentialSetter]) -> String {
    let mut known = HashSet::new();
    let first = credentials.iter().filter(|setter| known.insert(&setter.scheme));
    let lines: String = first
        .map(|setter| {
            let name = setter.name.trim_start_matches("r#");
            format!("        {:?}: {name:?},\n", setter.scheme)
        })
        .collect();
    if lines.is_empty() { lines } else { format!(",\n    setters = {{\n{lines}    }}") }
}

fn service(service: &Service) -> TokenStream {
    let Service { base_url, request_id_header, idempotency_header, final_error_codes, .. } =
        service;
    let schemes = service.schemes.iter().map(|Scheme { name, auth, env }| {
        let (auth, env) = (self::auth(auth), option(env));
        quote! { Scheme { name: #name, auth: #auth, env: #env } }
    });
    let security = security(&service.security);
    let variables = service.variables.iter().map(|variable| {
        let Variable { name, default, values, description: _ } = variable;
        quote! { Variable { name: #name, default: #default, values: &[#(#values),*] } }
    });
    let base_url_env = option(&service.base_url_env);
    let poll_after = option(&service.poll_after_header);
    let should_retry = option(&service.should_retry_header);
    let retry_after_ms = option(&service.retry_after_ms_header);
    let rate_limits = service.rate_limits.iter().map(|(name, headers)| {
        let (limit, remaining) = (option(&headers.limit), option(&headers.remaining));
        let reset = option(&headers.reset);
        quote! {
            RateLimitHeaders { name: #name, limit: #limit, remaining: #remaining, reset: #reset }
        }
    });
    let (brackets, json_without_body) = (service.brackets, service.json_without_body);
    let fixed = service.fixed_headers.iter().map(|(name, value)| quote! { (#name, #value) });
    let headers = service.headers.iter().map(|(header, env)| {
        let env = option(env);
        quote! { NamedHeader { header: #header, env: #env } }
    });
    quote! {
        static SERVICE: Service = Service {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            variables: &[#(#variables),*],
            schemes: &[#(#schemes),*],
            security: #security,
            base_url_env: #base_url_env,
            headers: &[#(#headers),*],
            fixed_headers: &[#(#fixed),*],
            request_id_header: #request_id_header,
            poll_after_header: #poll_after,
            should_retry_header: #should_retry,
            retry_after_ms_header: #retry_after_ms,
            rate_limits: &[#(#rate_limits),*],
            idempotency_header: #idempotency_header,
            final_error_codes: &[#(#final_error_codes),*],
            brackets: #brackets,
            json_without_body: #json_without_body,
        };
    }
}

fn auth(auth: &Auth) -> TokenStream {
    match auth {
        Auth::Bearer => quote! { Auth::Bearer },
        Auth::Basic => quote! { Auth::Basic },
        Auth::Header(name) => quote! { Auth::header(#name) },
        Auth::Query(name) => quote! { Auth::query(#name) },
        Auth::Cookie(name) => quote! { Auth::cookie(#name) },
    }
}

fn handles(client: &Client) -> TokenStream {
    let handles = client.groups.iter().map(|handle| {
        let Handle { docs: lines, method, ty: handle, feature } = handle;
        let (method, handle, lines) = (ident(method), path(handle), docs(lines));
        let condition = feature.as_ref().map(|feature| quote! { #[cfg(feature = #feature)] });
        quote! {
            #lines
            #condition
            pub fn #method(&self) -> #handle {
                #handle { client: self.clone() }
            }
        }
    });
    quote! { impl Client { #(#handles)* } }
}

fn builder(client: &Client) -> TokenStream {
    let setters = client.options.iter().map(|option| {
        let (name, header) = (ident(&option.name), &option.header);
        let lines = docs(&option.docs);
        quote! {
            #lines
            pub fn #name(self, value: impl AsRef<str>) -> Self {
                self.with_header(#header, value)
            }
        }
    });
    let credentials = client.credentials.iter().map(|setter| {
        let (name, scheme) = (ident(&setter.name), &setter.scheme);
        let lines = docs(&setter.docs);
        match setter.basic {
            true => quote! {
                #lines
                pub fn #name(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
                    self.with_credential(#scheme, Credential::basic(user, password))
                }
            },
            false => quote! {
                #lines
                pub fn #name(self, credential: impl Into<Credential>) -> Self {
                    self.with_credential(#scheme, credential)
                }
            },
        }
    });
    let variables = client.variables.iter().map(|setter| {
        let (lines, name, variable) = (docs(&setter.docs), ident(&setter.name), &setter.variable);
        quote! {
            #lines
            pub fn #name(self, value: impl AsRef<str>) -> Self {
                self.with_variable(#variable, value)
            }
        }
    });
    quote! { impl ClientBuilder { #(#setters)* #(#credentials)* #(#variables)* } }
}

/// Returns the macro by which each call gets the setters of the API's own headers; with
/// groups as features there may be no call.
fn call_options(client: &Client, conditional: bool) -> Text {
    let call = format_ident!("Call");
    let setters = client.options.iter().map(|option| {
        let (name, header) = (ident(&option.name), &option.header);
        let lines = docs(&option.call_docs);
        quote! {
            #lines
            pub fn #name(mut self, value: impl AsRef<str>) -> Self {
                self.call.set_header(#header, value.as_ref());
                self
            }
        }
    });
    let credentials = client.credentials.iter().map(|setter| {
        let (name, scheme) = (ident(&setter.name), &setter.scheme);
        let lines = docs(&setter.call_docs);
        let (arguments, value) = match setter.basic {
            true => (
                quote! { user: impl AsRef<str>, password: impl AsRef<str> },
                quote! { crate::Credential::basic(user, password) },
            ),
            false => (quote! { credential: impl Into<crate::Credential> }, quote! { credential }),
        };
        quote! {
            #lines
            pub fn #name(mut self, #arguments) -> Self {
                self.call.set_credential(#scheme, #value);
                self
            }
        }
    });
    let inner = layout::rust(&quote! { impl #call { #(#setters)* #(#credentials)* } })?;
    let inner: String = inner
        .replacen("impl Call", "impl $call", 1)
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("        {line}\n") })
        .collect();
    let allow = |lint: &str| match conditional {
        true => format!("#[allow({lint}, reason = \"no feature may be on\")]\n"),
        false => String::new(),
    };
    let (definition, reexport) = (allow("unused_macros"), allow("unused_imports"));
    let others = if client.credentials.is_empty() { "" } else { " and credentials" };
    Ok(format!(
        "/// The setters of this API's own headers{others}, which every call has.\n{definition}\
         macro_rules! call_options {{\n    ($call:ident) => {{\n{inner}    }};\n}}\n\n\
         {reexport}pub(crate) use call_options;\n"
    ))
}
