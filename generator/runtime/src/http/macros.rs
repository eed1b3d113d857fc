//! The parts that all generated clients and all generated calls have in common.

/// Emits a generated crate's `Client` and `ClientBuilder` around a static
/// [`Service`](crate::http::Service).
///
/// ```
/// use openapi_loom_runtime::http::Service;
///
/// static SERVICE: Service = Service {
///     base_url: "https://api.example.org/v1",
///     ..Service::DEFAULT
/// };
///
/// openapi_loom_runtime::client! {
///     /// A client of the example API.
///     Client, ClientBuilder, SERVICE
/// }
///
/// # fn main() -> Result<(), openapi_loom_runtime::http::Error> {
/// let client = Client::builder().api_key("secret").max_retries(0).build()?;
/// assert!(!format!("{client:?}").contains("secret"));
/// # Ok(())
/// # }
/// ```
///
/// The generated crate reaches what is inside by `client.inner()`, and sets a
/// named header by `builder.with_header(name, value)` and the credential of a
/// scheme by `builder.with_credential(scheme, credential)`, all of them hidden.
/// Errors name the methods that do the latter where they are listed: after the service,
/// `setters = { "Scheme": "method" }`.
#[macro_export]
macro_rules! client {
    (
        $(#[$meta:meta])* $client:ident, $builder:ident, $service:path
        $(, setters = { $($scheme:literal: $setter:literal),* $(,)? })?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $client {
            inner: $crate::http::Client,
        }

        impl $client {
            /// Makes a client with an API key and the defaults for the rest.
            ///
            /// # Errors
            ///
            /// If no header can carry the key.
            pub fn new(api_key: impl Into<$crate::http::Credential>) -> $crate::http::Result<Self> {
                Self::builder().api_key(api_key).build()
            }

            /// Makes a client from environment variables.
            ///
            /// # Errors
            ///
            /// If there is no API key, or what a variable says cannot be used.
            pub fn from_env() -> $crate::http::Result<Self> {
                $builder::from_env().build()
            }

            /// Starts to configure a client. The environment is not read; see
            #[doc = concat!("[`", stringify!($builder), "::from_env`].")]
            pub fn builder() -> $builder {
                $builder::new()
            }

            /// Starts another client with all that is set for this one, such as one with
            /// more time for each call. They share their connections, unless the other one
            /// gets an HTTP client or a transport of its own; the time for connecting
            /// belongs to these.
            pub fn to_builder(&self) -> $builder {
                $builder { inner: self.inner.to_builder() }
            }

            /// Starts a call that the document does not have: any method, and any
            /// path below the base URL, in which what is in braces is set by
            /// [`path`]($crate::http::UndeclaredCall::path).
            pub fn call(
                &self,
                method: $crate::http::Method,
                path: impl ::std::convert::Into<::std::borrow::Cow<'static, str>>,
            ) -> $crate::http::UndeclaredCall {
                $crate::http::UndeclaredCall::new(&self.inner, method, path)
            }

            #[doc(hidden)]
            pub fn inner(&self) -> &$crate::http::Client {
                &self.inner
            }
        }

        #[doc = concat!("Configures a [`", stringify!($client), "`].")]
        #[derive(Clone, Debug)]
        #[must_use = "a builder does nothing before `build`"]
        pub struct $builder {
            inner: $crate::http::ClientBuilder,
        }

        impl Default for $builder {
            fn default() -> Self {
                Self::new()
            }
        }

        impl $builder {
            /// Starts with the defaults. The environment is not read.
            pub fn new() -> Self {
                let inner = $crate::http::ClientBuilder::new(&$service);
                $(let inner = inner.setters(&[$(($scheme, $setter)),*]);)?
                Self { inner }
            }

            /// Starts with what environment variables say. An empty variable
            /// counts as unset.
            pub fn from_env() -> Self {
                let inner = $crate::http::ClientBuilder::from_env(&$service);
                $(let inner = inner.setters(&[$(($scheme, $setter)),*]);)?
                Self { inner }
            }

            /// Sets the API key, or a
            /// [provider]($crate::http::Credential::provider) of tokens.
            pub fn api_key(self, key: impl Into<$crate::http::Credential>) -> Self {
                Self { inner: self.inner.api_key(key) }
            }

            /// Says that the server needs no API key: a call that has none is
            /// sent without it, where it would be an error otherwise. Of several
            /// credentials that an operation asks for, those that are set are sent.
            pub fn without_authentication(self) -> Self {
                Self { inner: self.inner.without_authentication() }
            }

            /// Sets where the API key goes, for servers that expect it in
            /// another place.
            pub fn auth(self, auth: $crate::http::Auth) -> Self {
                Self { inner: self.inner.auth(auth) }
            }

            /// Sets the URL to which the paths of operations are appended. It
            /// may have a path and a query, and end in a slash or not.
            pub fn base_url(self, url: impl AsRef<str>) -> Self {
                Self { inner: self.inner.base_url(url) }
            }

            /// Sets a header of every request, in place of any that is set otherwise.
            /// Those for the length and the framing of a body cannot be set.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                Self { inner: self.inner.header(name, value) }
            }

            /// Adds a query pair, such as an API version, to every request.
            pub fn query(self, name: impl AsRef<str>, value: impl std::fmt::Display) -> Self {
                Self { inner: self.inner.query(name, value) }
            }

            /// Sets how long one attempt may take, from connecting to the last
            /// byte of the answer: 600 s by default. For an event stream it
            /// bounds the time to the beginning of the answer, as does the idle
            /// timeout.
            pub fn timeout(self, timeout: std::time::Duration) -> Self {
                Self { inner: self.inner.timeout(timeout) }
            }

            /// Sets how long connecting may take: 5 s by default. It has no
            /// effect on an HTTP client of your own.
            pub fn connect_timeout(self, timeout: std::time::Duration) -> Self {
                Self { inner: self.inner.connect_timeout(timeout) }
            }

            /// Sets how long an event stream may be silent: 600 s by default.
            pub fn idle_timeout(self, timeout: std::time::Duration) -> Self {
                Self { inner: self.inner.idle_timeout(timeout) }
            }

            /// Sets how often a failed attempt is repeated: twice by default.
            ///
            /// An attempt is repeated when the connection fails or times out,
            /// and on the statuses 408, 409, 429 and 500 and above but 501,
            /// unless the server says otherwise by a header of its own. **When an answer is
            /// lost, nobody knows whether the server has done its work:** a
            /// repeated call that creates something can create it twice. Set 0
            /// here, or an idempotency key on the call if the server honours
            /// one, where that matters.
            pub fn max_retries(self, retries: u32) -> Self {
                Self { inner: self.inner.max_retries(retries) }
            }

            /// Sets how long a call may take with all its attempts and the waits
            /// between them; there is no limit by default. A retry that could
            /// not begin in time is not waited for. Of an event stream and of a
            /// download it bounds the time to the beginning of the answer; each
            /// page of a list and each call of a poll has its own.
            pub fn deadline(self, deadline: std::time::Duration) -> Self {
                Self { inner: self.inner.deadline(deadline) }
            }

            /// Sets how many retries all calls of this client may make beyond
            /// what their successes earn: 100 by default, and no limit with
            /// `None`. A call that succeeds at once earns a fifth of one, a
            /// retry that succeeds earns itself. Where none is left, a call
            /// fails with its first error: an outage does not multiply the load.
            pub fn retry_budget(self, retries: impl Into<Option<u32>>) -> Self {
                Self { inner: self.inner.retry_budget(retries) }
            }

            /// Sets how large one event of a stream may be: 16 MiB by default.
            pub fn max_event_size(self, bytes: usize) -> Self {
                Self { inner: self.inner.max_event_size(bytes) }
            }

            /// Sets how large an answer may be that is taken into memory as a
            /// whole: 256 MiB by default. A larger one is an error; an event
            /// stream, and a download that is read as it comes, may be of any
            /// size. Of the body of an error, at most 1 MiB is kept.
            pub fn max_answer_size(self, bytes: usize) -> Self {
                Self { inner: self.inner.max_answer_size(bytes) }
            }

            /// Sets the HTTP client, with its own proxies, certificates and
            /// redirects. Start it from
            /// [`http_client_builder`]($crate::http::http_client_builder), so
            /// that a redirect never carries the key to another host. A
            /// timeout of that client's own also ends event streams.
            pub fn http_client(self, client: $crate::http::reqwest::Client) -> Self {
                Self { inner: self.inner.http_client(client) }
            }

            /// Sets what makes the exchanges, in place of an HTTP client: a
            /// test's script, or one that wraps another.
            pub fn transport(self, transport: impl $crate::http::Transport) -> Self {
                Self { inner: self.inner.transport(transport) }
            }

            #[doc(hidden)]
            pub fn with_header(self, name: &'static str, value: impl AsRef<str>) -> Self {
                Self { inner: self.inner.header(name, value) }
            }

            #[doc(hidden)]
            pub fn with_variable(self, name: &'static str, value: impl AsRef<str>) -> Self {
                Self { inner: self.inner.variable(name, value) }
            }

            #[doc(hidden)]
            pub fn with_credential(
                self,
                scheme: &'static str,
                credential: impl Into<$crate::http::Credential>,
            ) -> Self {
                Self { inner: self.inner.credential(scheme, credential) }
            }

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// If something that was set cannot be used, or the environment
            /// was to give an API key and does not.
            pub fn build(self) -> $crate::http::Result<$client> {
                Ok($client { inner: self.inner.build()? })
            }
        }
    };
}

/// Emits what every call of a generated crate can do, for a struct that has a
/// field `call: Call` and a method `fn into_call(self) -> Call`.
///
/// | | Answer |
/// |---|---|
/// | `call! { GetThing -> Thing }` | JSON |
/// | `call! { DropThing }` | nothing |
/// | `call! { TakeThing -> Option<Thing> as optional }` | JSON, or nothing |
/// | `call! { CreateThing -> CreateThingAnswer as answer }` | one of several types, by status: see [`answers!`](crate::answers) |
/// | `call! { ReadThing -> String as text }` | text |
/// | `call! { GetFile -> Bytes as bytes }` | any bytes |
///
/// Whatever it is, it can also be had as text, as bytes, or as a download.
///
/// ```
/// # use openapi_loom_runtime::http::{Call, Client, Method, Operation, Service};
/// static GET_THING: Operation = Operation::new("getThing", Method::GET, "/things/{id}");
///
/// /// Gets a thing.
/// #[derive(Clone, Debug)]
/// #[must_use = "a call does nothing before it is awaited"]
/// pub struct GetThing {
///     call: Call,
/// }
///
/// impl GetThing {
///     fn new(client: &Client, id: &str) -> Self {
///         Self { call: Call::new(client, &GET_THING).path("id", id) }
///     }
///
///     fn into_call(self) -> Call {
///         self.call
///     }
/// }
///
/// openapi_loom_runtime::call! { GetThing -> serde_json::Value }
///
/// # static SERVICE: Service = Service { base_url: "http://localhost", ..Service::DEFAULT };
/// # async fn example() -> Result<(), openapi_loom_runtime::http::Error> {
/// # let client = Client::builder(&SERVICE).build()?;
/// let thing = GetThing::new(&client, "1").max_retries(0).await?;
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! call {
    ($call:ident) => {
        $crate::call! { @emit $call, (), send_empty }
    };
    ($call:ident -> $output:ty as optional) => {
        $crate::call! { @emit $call, $output, send_optional }
    };
    ($call:ident -> $output:ty as answer) => {
        $crate::call! { @emit $call, $output, send_answer }
    };
    ($call:ident -> $output:ty as text) => {
        $crate::call! { @emit $call, $output, send_text }
    };
    ($call:ident -> $output:ty as bytes) => {
        $crate::call! { @emit $call, $output, send_bytes }
    };
    ($call:ident -> $output:ty) => {
        $crate::call! { @emit $call, $output, send }
    };
    (@options $call:ident) => {
        impl $call {
            /// Sets the API key, over the client's.
            pub fn api_key(mut self, key: impl Into<$crate::http::Credential>) -> Self {
                self.call.set_api_key(key);
                self
            }

            /// Sets the base URL, over the client's.
            pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
                self.call.set_base_url(url.as_ref());
                self
            }

            /// Sets a header, in place of any that is set otherwise. Those for the
            /// length and the framing of a body cannot be set.
            pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.call.set_header(name.as_ref(), value.as_ref());
                self
            }

            /// Adds a query pair, over the client's of that name: the value is a text, a number,
            /// or what else is written as one.
            pub fn query(mut self, name: impl AsRef<str>, value: impl std::fmt::Display) -> Self {
                self.call.add_query(name.as_ref(), &value.to_string());
                self
            }

            /// Sets a field of the body that the document does not have, or one that
            /// it has to another value. A call without a body sends an object of these
            /// fields as JSON. A call whose body is no object fails.
            pub fn body_field(
                mut self,
                name: impl AsRef<str>,
                value: impl $crate::serde::Serialize,
            ) -> Self {
                self.call.set_body_field(name.as_ref(), &value);
                self
            }

            /// Sets how long one attempt may take, over the client's limit.
            pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
                self.call.set_timeout(timeout);
                self
            }

            /// Sets how long all attempts may take together, with the waits
            /// between them, over the client's limit.
            pub fn deadline(mut self, deadline: std::time::Duration) -> Self {
                self.call.set_deadline(deadline);
                self
            }

            /// Sets how often a failed attempt is repeated, over the client's
            /// limit.
            pub fn max_retries(mut self, retries: u32) -> Self {
                self.call.set_max_retries(retries);
                self
            }

            /// Sets a key by which a server that knows idempotency keys takes
            /// a repeated attempt for the one it has already served.
            pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
                self.call.set_idempotency_key(key.as_ref());
                self
            }
        }
    };
    (@emit $call:ident, $output:ty, $send:ident) => {
        $crate::call! { @options $call }

        impl $call {
            /// Sends the call and gives the body of the answer. Awaiting the
            /// call itself does the same.
            ///
            /// # Errors
            ///
            /// If the call cannot be sent, the server refuses it or fails, or
            /// the answer is not what the operation promises.
            pub fn send(self) -> $crate::http::Sending<$output> {
                self.response().body()
            }

            /// Sends the call and gives the body with status, headers, request
            /// id and rate limits.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub fn response(self) -> $crate::http::Sending<$crate::http::Response<$output>> {
                self.into_call().$send()
            }

            /// Sends the call and gives the answer as text, whatever it is. Asks
            /// for the text that the operation has beside its usual answer, if
            /// the document says that there is any.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send).
            pub fn send_text(self) -> $crate::http::Sending<String> {
                self.into_call().send_text().body()
            }

            /// Sends the call and gives all bytes of the answer, whatever it is.
            /// Asks for the bytes that the operation has beside its usual answer,
            /// if the document says that there are any.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send), but none for what the bytes are.
            pub fn send_bytes(self) -> $crate::http::Sending<$crate::http::Bytes> {
                self.into_call().send_bytes().body()
            }

            /// Sends the call and gives what [`send_bytes`](Self::send_bytes)
            /// does as it comes, to be saved, written or read, with status and
            /// headers.
            ///
            /// # Errors
            ///
            /// As [`send_bytes`](Self::send_bytes); once it has begun, the
            /// download itself has them.
            pub fn download(self) -> $crate::http::Sending<$crate::http::Download> {
                self.into_call().download()
            }
        }

        $crate::__blocking! { $call, $output }

        impl IntoFuture for $call {
            type Output = $crate::http::Result<$output>;
            type IntoFuture = $crate::http::Sending<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// The endings of a call for which a thread waits.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($call:ident, $output:ty) => {
        impl $call {
            /// Sends the call, waits on this thread, and gives the body of the
            /// answer.
            ///
            /// # Errors
            ///
            /// As [`send`](Self::send); and if it is called in async code, which
            /// it would stop.
            ///
            /// # Panics
            ///
            /// In async code that is in `tokio::task::unconstrained`, or behind
            /// `tokio::task::block_in_place` in its task: it cannot be told there.
            pub fn send_blocking(self) -> $crate::http::Result<$output> {
                self.send().blocking()
            }

            /// Sends the call, waits on this thread, and gives the body with
            /// status, headers, request id and rate limits.
            ///
            /// # Errors
            ///
            /// As [`send_blocking`](Self::send_blocking).
            pub fn response_blocking(
                self,
            ) -> $crate::http::Result<$crate::http::Response<$output>> {
                self.response().blocking()
            }

            /// Sends the call, waits on this thread for the head of the answer,
            /// and gives its bytes as they come, to be saved or read.
            ///
            /// # Errors
            ///
            /// As [`send_blocking`](Self::send_blocking).
            pub fn download_blocking(self) -> $crate::http::Result<$crate::http::Download> {
                self.download().blocking()
            }
        }
    };
}

/// The endings of a call for which a thread waits: none without the feature.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($($call:tt)*) => {};
}
