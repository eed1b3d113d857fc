//! The client, and what is fixed about its API.

use openapi_loom_runtime::http::{Auth, NamedHeader, RateLimitHeaders, Scheme, Service};

use crate::threads::Threads;

static SERVICE: Service = Service {
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    base_url: "https://api.openai.com/v1",
    variables: &[],
    schemes: &[
        Scheme {
            name: "ApiKeyAuth",
            auth: Auth::Bearer,
            env: Some("OPENAI_API_KEY"),
        },
    ],
    security: &[&["ApiKeyAuth"]],
    base_url_env: Some("OPENAI_BASE_URL"),
    headers: &[
        NamedHeader {
            header: "OpenAI-Organization",
            env: Some("OPENAI_ORG_ID"),
        },
        NamedHeader {
            header: "OpenAI-Project",
            env: Some("OPENAI_PROJECT_ID"),
        },
    ],
    fixed_headers: &[],
    request_id_header: "x-request-id",
    poll_after_header: Some("openai-poll-after-ms"),
    should_retry_header: Some("x-should-retry"),
    retry_after_ms_header: Some("retry-after-ms"),
    rate_limits: &[
        RateLimitHeaders {
            name: "requests",
            limit: Some("x-ratelimit-limit-requests"),
            remaining: Some("x-ratelimit-remaining-requests"),
            reset: Some("x-ratelimit-reset-requests"),
        },
        RateLimitHeaders {
            name: "tokens",
            limit: Some("x-ratelimit-limit-tokens"),
            remaining: Some("x-ratelimit-remaining-tokens"),
            reset: Some("x-ratelimit-reset-tokens"),
        },
    ],
    idempotency_header: "Idempotency-Key",
    final_error_codes: &["insufficient_quota"],
    brackets: true,
    json_without_body: true,
};

openapi_loom_runtime::client! {
    /// Client of the OpenAI API: threads.
    ///
    /// It is cheap to clone; clones share connections.
    ///
    /// The environment variables are `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `OPENAI_ORG_ID`,
    /// `OPENAI_PROJECT_ID`.
    ///
    /// The document on `ApiKeyAuth`: The API key, sent as `Authorization: Bearer` and the key.
    ///
    /// It is served at `https://api.openai.com/v1` (The OpenAI API) unless a base URL is set.
    Client, ClientBuilder, SERVICE
}

impl Client {
    /// The operations of the group `assistants`.
    #[cfg(feature = "assistants")]
    pub fn assistants(&self) -> crate::assistants::Assistants {
        crate::assistants::Assistants {
            client: self.clone(),
        }
    }

    /// The operations of the group `files`.
    #[cfg(feature = "files")]
    pub fn files(&self) -> crate::files::Files {
        crate::files::Files {
            client: self.clone(),
        }
    }

    /// The operations of the group `models`.
    #[cfg(feature = "models")]
    pub fn models(&self) -> crate::models::Models {
        crate::models::Models {
            client: self.clone(),
        }
    }

    /// The operations of the group `threads`.
    pub fn threads(&self) -> Threads {
        Threads { client: self.clone() }
    }

    /// The operations of the group `uploads`.
    #[cfg(feature = "uploads")]
    pub fn uploads(&self) -> crate::uploads::Uploads {
        crate::uploads::Uploads {
            client: self.clone(),
        }
    }

    /// The operations of the group `vector_stores`.
    #[cfg(feature = "vector_stores")]
    pub fn vector_stores(&self) -> crate::vector_stores::VectorStores {
        crate::vector_stores::VectorStores {
            client: self.clone(),
        }
    }
}

impl ClientBuilder {
    /// Sets the organization that is charged (`OpenAI-Organization`).
    pub fn organization(self, value: impl AsRef<str>) -> Self {
        self.with_header("OpenAI-Organization", value)
    }

    /// Sets the project that is charged (`OpenAI-Project`).
    pub fn project(self, value: impl AsRef<str>) -> Self {
        self.with_header("OpenAI-Project", value)
    }
}

/// The setters of this API's own headers, which every call has.
macro_rules! call_options {
    ($call:ident) => {
        impl $call {
            /// Sets the organization that is charged (`OpenAI-Organization`), over the client's.
            pub fn organization(mut self, value: impl AsRef<str>) -> Self {
                self.call.set_header("OpenAI-Organization", value.as_ref());
                self
            }

            /// Sets the project that is charged (`OpenAI-Project`), over the client's.
            pub fn project(mut self, value: impl AsRef<str>) -> Self {
                self.call.set_header("OpenAI-Project", value.as_ref());
                self
            }
        }
    };
}

pub(crate) use call_options;
