//! The macro that makes a generated call stream.

/// Emits how a call streams, for a struct that has a field `call: Call` and a method
/// `fn into_stream(self) -> Call`.
///
/// | | Answer |
/// |---|---|
/// | `streams! { WatchThing -> Event }` | events |
/// | `streams! { ListThings -> Thing as lines }` | lines of JSON |
/// | `streams! { ListThings -> Thing as records }` | a sequence of JSON texts (RFC 7464) |
/// | `streams! { ListThings -> Thing as parts }` | the parts of a multipart body |
///
/// ```
/// # use openapi_loom_runtime::http::{Call, Client, Method, Operation, Service};
/// static WATCH_THING: Operation = Operation::new("watchThing", Method::GET, "/thing/events");
///
/// /// Watches a thing.
/// #[derive(Clone, Debug)]
/// #[must_use = "a call does nothing before it is awaited"]
/// pub struct WatchThing {
///     call: Call,
/// }
///
/// impl WatchThing {
///     fn new(client: &Client) -> Self {
///         Self { call: Call::new(client, &WATCH_THING) }
///     }
///
///     fn into_stream(self) -> Call {
///         self.call
///     }
/// }
///
/// openapi_loom_runtime::streams! { WatchThing -> serde_json::Value }
///
/// # static SERVICE: Service = Service { base_url: "http://localhost", ..Service::DEFAULT };
/// # async fn example() -> Result<(), openapi_loom_runtime::http::Error> {
/// # let client = Client::builder(&SERVICE).build()?;
/// let mut events = WatchThing::new(&client).resume_on_disconnect(3).stream().await?;
/// while let Some(event) = events.next().await {
///     println!("{}", event?);
/// }
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! streams {
    ($call:ident -> $event:ty) => {
        impl $call {
            /// Sets how often in a row the stream is asked for again without anything
            /// new, where its connection ends before the stream does: not at all,
            /// unless it is set.
            ///
            /// **The call is sent again as it is**, with the id of the event that came
            /// last (`Last-Event-ID`): what creates something creates it again, unless
            /// the server knows by that id what is meant. No event comes twice. After an
            /// event without an id of its own, or with one that was there, the end of
            /// the connection is an error as ever.
            pub fn resume_on_disconnect(mut self, times: u32) -> Self {
                self.call.set_resumptions(times);
                self
            }
        }

        $crate::streams! { @emit $call, $event, stream, "Makes the call and streams what happens." }
    };
    ($call:ident -> $item:ty as lines) => {
        $crate::streams! { @items $call, $item, stream_lines }
    };
    ($call:ident -> $item:ty as records) => {
        $crate::streams! { @items $call, $item, stream_records }
    };
    ($call:ident -> $item:ty as parts) => {
        $crate::streams! { @items $call, $item, stream_parts }
    };
    (@items $call:ident, $item:ty, $begin:ident) => {
        $crate::streams! {
            @emit $call, $item, $begin, "Makes the call and streams the items of its answer."
        }
    };
    (@emit $call:ident, $event:ty, $begin:ident, $summary:literal) => {
        impl $call {
            /// Sets how long the stream may be silent, over the client's limit.
            pub fn idle_timeout(mut self, timeout: std::time::Duration) -> Self {
                self.call.set_idle_timeout(timeout);
                self
            }

            #[doc = $summary]
            ///
            /// # Errors
            ///
            /// As any call; once it has begun, the stream itself yields them. So it does an
            /// error that the server reports, even where the events have a variant for it.
            pub async fn stream(self) -> $crate::http::Result<$crate::http::EventStream<$event>> {
                self.into_stream().$begin().await
            }
        }

        $crate::__streams_blocking! { $call, $event }
    };
}

/// The stream of a call for which a thread waits.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __streams_blocking {
    ($call:ident, $event:ty) => {
        impl $call {
            /// Makes the call and waits on this thread for its stream to begin. The
            /// stream is an iterator: the thread waits for each of what it yields.
            ///
            /// # Errors
            ///
            /// As `stream`; and if it is called in async code, which it would stop.
            pub fn stream_blocking(
                self,
            ) -> $crate::http::Result<$crate::http::EventStream<$event>> {
                $crate::http::EventStream::blocking(self.stream())
            }
        }
    };
}

/// The stream of a call for which a thread waits: none without the feature.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __streams_blocking {
    ($($call:tt)*) => {};
}
