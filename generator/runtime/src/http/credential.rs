//! The proof to a server of who calls: values, and providers of values that
//! expire.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::provider::{Asking, Provider};
use super::secret::Secret;
use super::transport::{Cause, MaybeSend, MaybeSync, Shared, outside};
use crate::value::wall_time;

/// The proof to a server of who calls: an API key, a token, user and password. It
/// is a value, or a provider of values. Its `Debug` shows nothing of it.
///
/// ```
/// use openapi_loom_runtime::http::Credential;
///
/// let key: Credential = "secret".into();
/// assert!(!format!("{key:?}").contains("secret"));
/// ```
#[derive(Clone)]
pub struct Credential(Source);

#[derive(Clone)]
enum Source {
    Value(Secret),
    Provider(Arc<Provider>),
    /// A reason why it cannot be used: words that follow “the credential”.
    Unusable(&'static str),
}

impl Credential {
    /// Takes user and password, for HTTP's basic scheme. A user with a colon is an
    /// error when the client is built or the call is sent: no server could
    /// tell where the password begins.
    pub fn basic(user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        let user = user.as_ref();
        if user.contains(':') {
            return Self(Source::Unusable("has a colon in its user"));
        }
        format!("{user}:{}", password.as_ref()).into()
    }

    /// Returns values that are asked for when they are needed: tokens that expire, or
    /// keys that are read from elsewhere.
    ///
    /// `ask` is called before each call, unless the [`Token`] that it gave
    /// last says that it still holds. Calls at the same time wait for one
    /// answer, be it an error. Shortly before a token ends, one call asks for
    /// another, and all others take that one as long as it holds; so does the
    /// one that asks, if it fails. A server's 401 has `ask` called once more for
    /// that call, or for the next if that call cannot be sent again. An error
    /// of its is one of the call, of the kind
    /// [`ErrorKind::Credential`](super::ErrorKind::Credential), and that
    /// attempt is not sent; its time counts as the attempt's.
    ///
    /// ```
    /// use openapi_loom_runtime::http::{Credential, Token};
    /// use std::time::Duration;
    ///
    /// # async fn fetch() -> Result<String, std::io::Error> { Ok(String::new()) }
    /// let token = Credential::provider(|| async {
    ///     let token = fetch().await?;
    ///     Ok::<_, std::io::Error>(Token::new(token).expires_in(Duration::from_secs(3600)))
    /// });
    /// ```
    pub fn provider<F, A, T, E>(ask: F) -> Self
    where
        F: Fn() -> A + MaybeSend + MaybeSync + 'static,
        A: Future<Output = Result<T, E>> + MaybeSend + 'static,
        T: Into<Token>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::by_transport(move |_| -> Asking {
            let asked = ask();
            Box::pin(outside(async { asked.await.map(Into::into).map_err(Into::into) }))
        })
    }

    /// Returns values that are asked for by way of the client's own transport.
    pub(crate) fn by_transport(
        ask: impl Fn(&Shared) -> Asking + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        Self(Source::Provider(Arc::new(Provider::new(ask))))
    }

    /// Returns the reason why it cannot be used, if that is known before it is:
    /// words that follow “the credential”.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match &self.0 {
            Source::Value(value) if value.expose().is_empty() => Some("is empty"),
            Source::Unusable(problem) => Some(problem),
            Source::Value(_) | Source::Provider(_) => None,
        }
    }

    /// Returns its value, unless that has to be asked for.
    pub(crate) fn value(&self) -> Option<&Secret> {
        match &self.0 {
            Source::Value(value) => Some(value),
            Source::Provider(_) | Source::Unusable(_) => None,
        }
    }

    /// Returns its value now. A provider's has a number; a call that was refused with one
    /// up to `refused` takes any later one.
    pub(crate) async fn ask(
        &self,
        refused: Option<u64>,
        transport: &Shared,
    ) -> Result<(Secret, Option<u64>), Cause> {
        match &self.0 {
            Source::Value(value) => Ok((value.clone(), None)),
            Source::Provider(provider) => {
                // Boxed, as most calls have a value and need no room for this.
                let token = Box::pin(provider.token(refused, transport));
                let (value, number) = token.await?;
                Ok((value, Some(number)))
            }
            Source::Unusable(problem) => Err((*problem).into()),
        }
    }

    /// Has a provider's value that a server refuses, by its number, not given
    /// again.
    pub(crate) fn refuse(&self, number: u64) {
        if let Source::Provider(provider) = &self.0 {
            provider.refuse(number);
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Value(value) => value.fmt(f),
            Source::Provider(_) => f.write_str("Provider"),
            Source::Unusable(problem) => write!(f, "Unusable({problem:?})"),
        }
    }
}

impl<T: SecretText> From<T> for Credential {
    fn from(value: T) -> Self {
        Self(Source::Value(Secret::new(value.into())))
    }
}

/// A value of a [`Credential::provider`], and how long it holds.
#[derive(Clone, Debug)]
pub struct Token {
    pub(crate) value: Secret,
    pub(crate) lifetime: Option<Duration>,
}

impl Token {
    /// Makes a value that is used for the calls that wait for it, and asked for anew
    /// by the next.
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: Secret::new(value.into()), lifetime: None }
    }

    /// Sets how long it holds from now on. It is replaced 30 s before its end,
    /// or when a tenth of its time is left, whichever is later.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// Sets when it ends, as [`expires_in`](Self::expires_in).
    pub fn expires_at(self, end: SystemTime) -> Self {
        self.expires_in(end.duration_since(wall_time()).unwrap_or_default())
    }
}

impl<T: SecretText> From<T> for Token {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// A text, in any of the standard library's types of it.
pub trait SecretText: Into<String> {}

impl SecretText for String {}
impl SecretText for &String {}
impl SecretText for &str {}
impl SecretText for &mut str {}
impl SecretText for Box<str> {}
impl SecretText for Cow<'_, str> {}
