//! What proves to a server who calls: values, and providers of what expires.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;

use super::secret::Secret;
use super::transport::{BoxFuture, Cause, MaybeSend, MaybeSync, Shared, wall_time};

/// How long before its end a token is replaced, at most; a tenth of its time,
/// if that is less. It has to reach the server while it holds.
const MARGIN: Duration = Duration::from_secs(30);

/// No token is kept for longer than a century, which every clock can count.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 24 * 3600);

/// What proves to a server who calls: an API key, a token, user and password.
/// It is a value, or a provider of values. Its `Debug` shows nothing of it.
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
    /// Why it cannot be used: words that follow “the credential”.
    Unusable(&'static str),
}

impl Credential {
    /// User and password, for HTTP's basic scheme. A user with a colon is an
    /// error when the client is built or the call is sent: no server could
    /// tell where the password begins.
    pub fn basic(user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        let user = user.as_ref();
        if user.contains(':') {
            return Self(Source::Unusable("has a colon in its user"));
        }
        format!("{user}:{}", password.as_ref()).into()
    }

    /// Values that are asked for when they are needed: tokens that expire, or
    /// keys that are read from elsewhere.
    ///
    /// `ask` is called before each call, unless the [`Token`] that it gave
    /// last says that it still holds. Calls at the same time wait for one
    /// answer. A server's 401 has it asked once more for that call. An error
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
            Box::pin(async { asked.await.map(Into::into).map_err(Into::into) })
        })
    }

    /// Values that are asked for by way of the client's own transport.
    pub(crate) fn by_transport(
        ask: impl Fn(&Shared) -> Asking + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        Self(Source::Provider(Arc::new(Provider {
            ask: Box::new(ask),
            given: AtomicU64::new(0),
            last: Mutex::new(None),
        })))
    }

    /// Why it cannot be used, if that is known before it is: words that follow
    /// “the credential”.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match &self.0 {
            Source::Value(value) if value.expose().is_empty() => Some("is empty"),
            Source::Unusable(problem) => Some(problem),
            Source::Value(_) | Source::Provider(_) => None,
        }
    }

    /// Its value, unless that has to be asked for.
    pub(crate) fn value(&self) -> Option<&Secret> {
        match &self.0 {
            Source::Value(value) => Some(value),
            Source::Provider(_) | Source::Unusable(_) => None,
        }
    }

    /// Its value now. A provider's has a number; one up to `refused` is not
    /// given again.
    pub(crate) async fn ask(
        &self,
        refused: Option<u64>,
        transport: &Shared,
    ) -> Result<(Secret, Option<u64>), Cause> {
        match &self.0 {
            Source::Value(value) => Ok((value.clone(), None)),
            Source::Provider(provider) => {
                let Given { value, number, .. } = provider.token(refused, transport).await?;
                Ok((value, Some(number)))
            }
            Source::Unusable(problem) => Err((*problem).into()),
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

impl<T: Text> From<T> for Credential {
    fn from(value: T) -> Self {
        Self(Source::Value(Secret::new(value.into())))
    }
}

/// A value of a [`Credential::provider`], and how long it holds.
#[derive(Clone, Debug)]
pub struct Token {
    value: Secret,
    lifetime: Option<Duration>,
}

impl Token {
    /// A value that is used for the calls that wait for it, and asked for anew
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

impl<T: Text> From<T> for Token {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// What is text, in any of the standard library's types of it.
pub trait Text: Into<String> {}

impl Text for String {}
impl Text for &String {}
impl Text for &str {}
impl Text for &mut str {}
impl Text for Box<str> {}
impl Text for Cow<'_, str> {}

/// A token that is asked for.
pub(crate) type Asking = BoxFuture<'static, Result<Token, Cause>>;

/// What asks for tokens.
trait Ask: Fn(&Shared) -> Asking + MaybeSend + MaybeSync {}

impl<F: Fn(&Shared) -> Asking + MaybeSend + MaybeSync> Ask for F {}

/// Asks for tokens, one call at a time.
struct Provider {
    ask: Box<dyn Ask>,
    /// How many were given so far.
    given: AtomicU64,
    last: Mutex<Option<Given>>,
}

/// A token as it was given.
#[derive(Clone)]
struct Given {
    value: Secret,
    number: u64,
    /// When it has to be replaced, by the clock of the transport; after the calls that waited for it, if that
    /// is not known.
    until: Option<Duration>,
}

impl Provider {
    /// The token that holds, or a new one.
    async fn token(&self, refused: Option<u64>, transport: &Shared) -> Result<Given, Cause> {
        let before = self.given.load(Ordering::Acquire);
        let mut last = self.last.lock().await;
        if let Some(given) = &*last
            && given.is_good(before, refused, transport.now())
        {
            return Ok(given.clone());
        }
        let Token { value, lifetime } = (self.ask)(transport).await?;
        if value.expose().is_empty() {
            return Err("it gave an empty value".into());
        }
        let until = lifetime.map(|lifetime| {
            let lifetime = lifetime.min(LONGEST);
            transport.now() + lifetime.saturating_sub(MARGIN.min(lifetime / 10))
        });
        let number = self.given.fetch_add(1, Ordering::AcqRel) + 1;
        Ok(last.insert(Given { value, number, until }).clone())
    }
}

impl Given {
    /// Whether it can be used by who began to wait when `before` tokens had
    /// been given.
    fn is_good(&self, before: u64, refused: Option<u64>, now: Duration) -> bool {
        let holds = self.until.map(|until| now < until);
        match refused {
            Some(refused) => self.number > refused && holds.unwrap_or(true),
            None => self.number > before || holds.unwrap_or(false),
        }
    }
}
