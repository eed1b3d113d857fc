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
//! Tokens of OAuth 2 for a client with an id and a secret are fetched from the token
//! endpoint, and kept as long as they hold:
//!
//! ```
//! # use openapi_loom_runtime::http::{Client, Credential, Scheme, Service};
//! # static SERVICE: Service = Service { base_url: "http://localhost", ..Service::DEFAULT };
//! let tokens = Credential::client_credentials(
//!     "https://auth.example.com/oauth2/token",
//!     "client-id",
//!     "client-secret",
//!     "pets:read pets:write",
//! );
//! let client = Client::builder(&SERVICE).api_key(tokens).build()?;
//! # Ok::<(), openapi_loom_runtime::http::Error>(())
//! ```
//!
//! A token of the platform that a program runs on is exchanged for one of the service (RFC 8693,
//! workload identity) by a provider, with what the service asks for beside it:
//!
//! ```
//! use openapi_loom_runtime::http::{Credential, Token, http_client_builder, reqwest};
//! use openapi_loom_runtime::serde_json::{Value, from_slice, json};
//! use std::{error::Error, fs, time::Duration};
//!
//! async fn exchanged(http: reqwest::Client) -> Result<Token, Box<dyn Error + Send + Sync>> {
//!     let own = fs::read_to_string("/var/run/secrets/tokens/service")?;
//!     let asked = json!({
//!         "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
//!         "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
//!         "subject_token": own.trim(),
//!     });
//!     let asked = http.post("https://auth.example.com/token").body(asked.to_string());
//!     let answer = asked.header("content-type", "application/json").send().await?;
//!     let answer: Value = from_slice(&answer.error_for_status()?.bytes().await?)?;
//!     let token = answer["access_token"].as_str().ok_or("there is no token")?;
//!     let seconds = answer["expires_in"].as_u64().unwrap_or_default();
//!     Ok(Token::new(token).expires_in(Duration::from_secs(seconds)))
//! }
//!
//! let http = http_client_builder().build()?;
//! let token = Credential::provider(move || exchanged(http.clone()));
//! # Ok::<(), reqwest::Error>(())
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
//! where it asks for nothing. Where a document says nothing of security, no call needs a
//! key, and one that is set goes out all the same. A key that is missing is an error before
//! anything is sent.
//!
//! No error and no `Debug` shows a key, nor what `.header(…)`, `.query(…)` and the query of
//! the base URL set: where a server echoes one, `[redacted]` stands in its place. A value of
//! less than 8 bytes is taken for no secret, and stays in the server's words; so does the
//! name of an error (`code`, `type`, `param`) of which a key is only a part.
//!
//! # Redirects
//!
//! At most ten are followed. Within the scheme, host and port, a `GET` goes on as it is; so
//! does any other request after 307 and 308, and by a `GET` without the body after 303.
//! To another host, only a `GET` without `.query(…)` goes on, and never from https to http. Of
//! the caller's headers and cookies, the request there has nothing but a `Range` of bytes. A
//! call with a credential goes to another host only for bytes or text, since files may be stored
//! elsewhere: by `.download()`, `.send_bytes()` or `.send_text()`, and not if the credential is
//! in the query or in the address. Any other redirect is an error that says why; its
//! `.headers()` have the address.
