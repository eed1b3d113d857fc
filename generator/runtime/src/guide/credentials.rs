//! Keys, tokens that expire, servers without a key, gateways.
//!
//! `Client::from_env()` takes the key and the address from the environment, where the
//! documentation of the client names variables for them. `Client::builder()` takes them
//! from code, and every call can have its own by `.api_key(…)` and `.base_url(…)`.
//!
//! A credential is a text, or a provider that is asked before a call: what it gives is
//! kept until it expires, shared by all calls of the client, and asked for anew once
//! when a server answers 401.
//!
//! ```
//! use openapi_loom_runtime::http::{Client, Credential, Token};
//! use std::time::Duration;
//! # use openapi_loom_runtime::http::{Scheme, Security, Service};
//! # static SERVICE: Service = Service { base_url: "http://localhost", ..Service::DEFAULT };
//! # async fn fetch_token() -> std::io::Result<(String, u64)> { Ok(("t".to_owned(), 60)) }
//! let provider = Credential::provider(|| async {
//!     let (token, seconds) = fetch_token().await?;
//!     Ok::<_, std::io::Error>(Token::new(token).expires_in(Duration::from_secs(seconds)))
//! });
//! let client = Client::builder(&SERVICE).api_key(provider).build()?;
//! # Ok::<(), openapi_loom_runtime::http::Error>(())
//! ```
//!
//! | To reach | Say |
//! |---|---|
//! | a server that needs no key | `.base_url("http://localhost:8000/v1").without_authentication()` |
//! | a gateway with a header of its own | `.auth(Auth::header("x-gateway-key")).api_key("…")` |
//! | a service with a fixed query | `.query("api-version", "v1")` |
//! | an API with several schemes | the method named after each, beside `.api_key(…)` |
//!
//! Each operation sends what its `security` in the document asks for, and nothing
//! where it asks for nothing. A key that is missing is an error before anything is
//! sent. A key is printed in no error and no `Debug`, nor is the value of a header that
//! `.header(…)` sets. A redirect to another host, which must not get the key, is not
//! followed: it is an error, whose `.headers()` have the address.
