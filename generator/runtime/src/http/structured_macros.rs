//! Methods of a call that is asked for a value of a caller's type, and of its answer.

/// Lets a call be asked for an answer that is a value of a type, by the fields of a
/// [`Structured`](crate::http::Structured); with `parsed`, the answer gives the value.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! structured {
    ($call:ident -> $answer:ty $(, $parsed:ident)? { $($said:tt)* }) => {
        const _: () = {
            static STRUCTURED: $crate::http::Structured = $crate::http::Structured { $($said)* };

            impl $call {
                /// Asks for an answer that is a `T`, by the JSON Schema of that type,
                /// with any of the call's endings: `parsed` of the answer gives the
                /// value. A type without a strict schema (`strict_schema`) is an error of
                /// the call that names the field.
                pub fn answer_as<T: $crate::schemars::JsonSchema + ?Sized>(mut self) -> Self {
                    self.call.set_answer_type::<T>(&STRUCTURED);
                    self
                }

                /// Sends the call for an answer that is a `T`, and gives the value with
                /// the whole answer.
                ///
                /// # Errors
                ///
                /// As [`send`](Self::send), and as `parsed` of the answer.
                pub fn parse<T>(self) -> $crate::http::Sending<$crate::http::Typed<T, $answer>>
                where
                    T: $crate::schemars::JsonSchema
                        + $crate::serde::de::DeserializeOwned
                        + $crate::http::transport::MaybeSend
                        + 'static,
                {
                    self.answer_as::<T>().into_call().parse(&STRUCTURED)
                }
            }

            $crate::structured! { @$($parsed)? $answer }
        };
    };
    (@parsed $answer:ty) => {
        impl $answer {
            /// Returns the value that the answer's text is, if it was asked for by `answer_as`.
            /// Where there are several texts, it is that of the last.
            ///
            /// # Errors
            ///
            /// Of the kind `Incomplete` if the answer was cut, `Refused` if the model
            /// refuses, each with the whole answer as the error's body; `Decode` if there
            /// is no text, or it is no `T`, with the text as the body.
            pub fn parsed<T>(&self) -> $crate::http::Result<T>
            where
                T: $crate::serde::de::DeserializeOwned,
            {
                STRUCTURED.read(self)
            }
        }
    };
    (@ $answer:ty) => {};
}

/// Lets a call go on until the model calls no more functions, by the fields of a
/// [`ToolProtocol`](crate::http::ToolProtocol); the lines before are notes for callers.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! tools {
    ($(#[$note:meta])* $call:ident -> $answer:ty, $item:ty $(, $event:ty)? { $($said:tt)* }) => {
        const _: () = {
            static TOOLS: $crate::http::ToolProtocol = $crate::http::ToolProtocol { $($said)* };

            impl $call {
                /// Tells the model of functions beside the tools that are set, makes the
                /// call, calls those that the model calls, and goes on with what they
                /// give until it calls none.
                ///
                $(#[$note])*
                ///
                /// # Errors
                ///
                /// As [`send`](Self::send), of the kind `Configuration`, before anything
                /// is sent, for two tools of one name and for what a run cannot have, of
                /// the kind `Tool` with a function's own error, and of the kind
                /// `Incomplete` if an answer is cut while it calls functions, or if there
                /// are still calls in the last round. `keep` of the run has what was said
                /// even so.
                pub fn run_tools<'r, 't>(
                    self,
                    tools: &'r mut $crate::http::Tools<'t>,
                ) -> $crate::http::RunTools<'r, 't, $answer, $item> {
                    $crate::http::RunTools::new(self.into_call(), &TOOLS, tools)
                }

                $(
                    /// Returns the same by streams: `hear` is given the events of each answer as
                    /// they come.
                    ///
                    /// # Errors
                    ///
                    /// As [`run_tools`](Self::run_tools), and as a stream.
                    pub fn run_tools_streamed<'r, 't>(
                        self,
                        tools: &'r mut $crate::http::Tools<'t>,
                        hear: impl FnMut(&$event) + $crate::http::transport::MaybeSend + 'r,
                    ) -> $crate::http::RunTools<'r, 't, $answer, $item> {
                        $crate::http::RunTools::streamed(self.into_stream(), &TOOLS, tools, hear)
                    }
                )?
            }
        };
    };
}

/// The same without the feature: nothing, but that the types are used.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! tools {
    ($(#[$note:meta])* $call:ident -> $answer:ty, $item:ty $(, $event:ty)? { $($said:tt)* }) => {
        const _: Option<($answer, $item $(, $event)?)> = None;
    };
}

/// The same without the feature: nothing.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! structured {
    ($($said:tt)*) => {};
}
