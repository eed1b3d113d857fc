//! The choice of the credentials that a call is sent with, by what its operation
//! asks for and what the caller has set.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::Url;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, USER_AGENT,
};

use super::call::Call;
use super::context::Context;
use super::cookies;
use super::credential::Credential;
use super::error::{Error, ErrorKind};
use super::options::{Placed, find};
use super::secret::Secret;
use super::service::{Auth, Scheme, Security, Service};
use super::url;

/// Returns the scheme of the first alternative that is not there, unless the schemes of
/// another one all are.
pub(crate) fn missing(
    service: &Service,
    security: Security,
    has: impl Fn(&'static Scheme) -> bool,
) -> Option<&'static Scheme> {
    let lacks = |names: &&[&str]| {
        let mut schemes = service.schemes.iter().filter(|scheme| names.contains(&scheme.name));
        schemes.find(|scheme| !has(scheme))
    };
    let mut lacking = security.iter().map(lacks);
    let first = lacking.next()??;
    lacking.all(|scheme| scheme.is_some()).then_some(first)
}

/// Tells whether something is set where a credential goes, or that is nowhere.
pub(crate) fn is_set(
    auth: &Auth,
    headers: &HeaderMap,
    query: &[(String, String)],
    base_url: Option<&Url>,
) -> bool {
    match auth {
        Auth::None => true,
        Auth::Bearer | Auth::Basic => headers.contains_key(AUTHORIZATION),
        Auth::Header(name) => headers.contains_key(name.as_ref()),
        Auth::Cookie(name) => cookies::in_headers(headers, name),
        Auth::Query(name) => {
            query.iter().any(|(known, _)| known == name)
                || base_url.is_some_and(|url| url::has_query(url, name))
        }
    }
}

/// The source of the credential that a scheme of an alternative is sent with.
#[derive(Clone, Copy)]
enum Held<'c> {
    /// The credential that is set for the call.
    Own(&'static Scheme, &'c Credential),
    /// The client's.
    Shared(&'static Scheme, &'c Credential),
    /// A header, a query pair or a cookie that the caller has set in its place.
    ByHand,
}

/// The credentials of providers that a call is sent with. Those that were
/// refused are asked for anew, once.
#[derive(Default)]
pub(crate) struct Tokens {
    /// Scheme whose credential is asked for.
    asked: Option<&'static str>,
    sent: Vec<Sent>,
    refused: Vec<Sent>,
}

/// A credential of a provider that was sent.
struct Sent {
    scheme: &'static str,
    credential: Credential,
    number: u64,
}

impl Tokens {
    /// Marks the credentials that were sent as refused; tells whether others are
    /// worth an attempt. If others are refused, too, the fault is not theirs, and
    /// they are kept.
    pub(crate) fn refuse(&mut self) -> bool {
        let first = self.refused.is_empty();
        self.refused = std::mem::take(&mut self.sent);
        if first {
            self.refused.iter().for_each(|sent| sent.credential.refuse(sent.number));
        }
        first && !self.refused.is_empty()
    }

    /// Returns the scheme whose credential is being asked for.
    pub(crate) fn asked(&self) -> Option<&'static str> {
        self.asked
    }

    fn refused(&self, scheme: &str) -> Option<u64> {
        self.refused.iter().find(|sent| sent.scheme == scheme).map(|sent| sent.number)
    }
}

/// The values of providers that a call was sent with, which nothing may show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Issued(Arc<Mutex<Vec<Secret>>>);

impl Issued {
    fn add(&self, secret: &Secret) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.iter().all(|known| known.expose() != secret.expose()) {
            known.push(secret.clone());
        }
    }

    fn all(&self) -> Vec<Secret> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Call {
    /// Returns the credentials that the call is sent with, each in its place.
    pub(crate) async fn credentials(&self, tokens: &mut Tokens) -> Result<Vec<Placed>, Error> {
        let problem = |problem| Error::new(ErrorKind::Configuration, problem);
        let chosen = self.chosen().map_err(problem)?;
        tokens.sent.clear();
        let mut placed = Vec::with_capacity(chosen.len());
        for held in chosen {
            let (Held::Own(scheme, credential) | Held::Shared(scheme, credential)) = held else {
                continue;
            };
            let auth = self.client().auth(scheme);
            tokens.asked = Some(scheme.name);
            let asked =
                credential.ask(tokens.refused(scheme.name), self.client().transport()).await;
            tokens.asked = None;
            let (secret, number) = asked.map_err(|cause| Error::credential(scheme.name, cause))?;
            if let Some(number) = number {
                let credential = credential.clone();
                tokens.sent.push(Sent { scheme: scheme.name, credential, number });
                self.context().issued.add(&secret);
                if let Some(password) = password(auth, &secret) {
                    self.context().issued.add(&password);
                }
            }
            placed.push(Placed::new(auth, &secret).map_err(problem)?);
        }
        Ok(placed)
    }

    /// Tells whether the call has no credential, unless the caller has set one in a header
    /// of which the operation says nothing.
    pub(crate) fn is_public(&self) -> bool {
        self.chosen().is_ok_and(|chosen| chosen.is_empty()) && !self.has_query_by_hand()
    }

    /// Tells whether the call can go on at another host without anything of the caller's: it is
    /// public, or for a file, which may be stored elsewhere, and its credentials are in headers
    /// and cookies.
    pub(crate) fn may_leave(&self) -> bool {
        let schemes = self.client().service().schemes.iter();
        let mut schemes = schemes.filter(|scheme| {
            self.security().iter().any(|alternative| alternative.contains(&scheme.name))
        });
        let in_query = |scheme| matches!(self.client().auth(scheme), Auth::Query(_));
        self.is_public() || self.takes_any() && !self.has_query_by_hand() && !schemes.any(in_query)
    }

    /// Tells whether the caller has set a part of the query, which may be a secret.
    fn has_query_by_hand(&self) -> bool {
        let (client, context) = (self.client(), self.context());
        !context.options.query.is_empty()
            || !client.query().is_empty()
            || context.base_url().query().is_some()
    }

    /// Returns the alternatives that the operation asks for.
    fn security(&self) -> Security {
        self.operation().security.unwrap_or(self.client().service().security)
    }

    /// Returns the first alternative that has all of its credentials: one for which a
    /// credential of the call's own is set, else any, else the one that needs
    /// none. A client that may go without them sends what it has.
    fn chosen(&self) -> Result<Vec<Held<'_>>, String> {
        let security = self.security();
        let complete = security.iter().filter_map(|names| {
            names.iter().map(|name| self.held(name)).collect::<Option<Vec<Held<'_>>>>()
        });
        let rank = |held: &Vec<Held<'_>>| match held.as_slice() {
            [] => 2,
            held if held.iter().any(|held| matches!(held, Held::Own(..))) => 0,
            _ => 1,
        };
        match complete.min_by_key(rank) {
            Some(chosen) => Ok(chosen),
            None if security.is_empty() => Ok(Vec::new()),
            None if self.client().is_anonymous() => Ok(self.most(security)),
            None => Err(self.lacking(security)),
        }
    }

    /// Returns the credentials of the alternative that has most of them.
    fn most(&self, security: Security) -> Vec<Held<'_>> {
        let parts = security.iter().map(|names| {
            names.iter().filter_map(|name| self.held(name)).collect::<Vec<Held<'_>>>()
        });
        parts.min_by_key(|held| Reverse(held.len())).unwrap_or_default()
    }

    fn held(&self, name: &str) -> Option<Held<'_>> {
        let schemes = self.client().service().schemes;
        let scheme = schemes.iter().find(|scheme| scheme.name == name)?;
        let own = self.context().options.credential(name);
        if self.is_by_hand(self.client().auth(scheme), own.is_some()) {
            return Some(Held::ByHand);
        }
        let shared = || find(self.client().credentials(), name);
        own.map(|own| Held::Own(scheme, own))
            .or_else(|| shared().map(|shared| Held::Shared(scheme, shared)))
    }

    /// Tells whether the caller has put something where a credential goes: for the
    /// call, or for the client if the call has no credential of its own.
    fn is_by_hand(&self, auth: &Auth, own: bool) -> bool {
        let (client, options) = (self.client(), &self.context().options);
        let is_parameter = match auth {
            Auth::Cookie(name) => self.context().cookies.has(name),
            Auth::Query(name) => self.has_query_named(name),
            _ => false,
        };
        is_parameter
            || is_set(auth, &options.headers, &options.query, None)
            || (!own
                && is_set(auth, client.headers(), client.query(), Some(self.context().base_url())))
    }

    /// Explains what to do where no alternative is complete.
    fn lacking(&self, security: Security) -> String {
        let service = self.client().service();
        let alternatives: Vec<String> = security
            .iter()
            .map(|names| {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                names.join(" and ")
            })
            .collect();
        let lacking = missing(service, security, |scheme| self.held(scheme.name).is_some());
        let what = match (lacking, service.schemes.first()) {
            (Some(scheme), Some(first)) if scheme.name == first.name => {
                let setter = self.client().setter(scheme).unwrap_or("api_key");
                format!("no API key is set{}", set_by(Some(setter), first.env))
            }
            (Some(scheme), _) => {
                let by = set_by(self.client().setter(scheme), scheme.env);
                format!("no credential is set for the security scheme `{}`{by}", scheme.name)
            }
            (None, _) => "the service does not say how that is sent".to_owned(),
        };
        format!(
            "the operation asks for {}: {what}; a client for a server that needs none is built by \
             `without_authentication`",
            alternatives.join(", or ")
        )
    }
}

/// Says by which method and which environment variable a credential is set.
fn set_by(setter: Option<&str>, env: Option<&str>) -> String {
    let setter = setter.map(|name| format!("`{name}`"));
    let env = env.map(|name| format!("the environment variable {name}"));
    let ways: Vec<String> = setter.into_iter().chain(env).collect();
    if ways.is_empty() { String::new() } else { format!(", by {}", ways.join(" or ")) }
}

impl Context {
    /// Takes the credentials out of a text that a server had a say in, and with
    /// them what the caller has set by hand: it may well be one.
    pub(crate) fn redact(&self, text: &mut String) {
        let client = &self.client;
        for (scheme, credential) in self.options.credentials.iter().chain(client.credentials()) {
            let Some(value) = credential.value() else { continue };
            value.redact(text);
            let known = client.service().schemes.iter().find(|known| known.name == *scheme);
            if let Some(password) = known.and_then(|known| password(client.auth(known), value)) {
                password.redact(text);
            }
        }
        self.issued.all().iter().for_each(|value| value.redact(text));
        self.redact_by_hand(text);
    }

    /// Tells whether a URL of a server's has a credential in it, or what the caller has set.
    pub(crate) fn is_shown_in(&self, url: &Url) -> bool {
        let mut text = url.to_string();
        self.redact(&mut text);
        text != url.as_str()
    }

    /// Takes out the headers and the query pairs that are not the operation's.
    fn redact_by_hand(&self, text: &mut String) {
        let (client, options) = (&self.client, &self.options);
        let headers = options.headers.iter().chain(client.headers());
        // The values of the caller are marked; those of the service are known
        // to everybody.
        for (name, value) in headers.filter(|(_, value)| value.is_sensitive()) {
            let Ok(value) = std::str::from_utf8(value.as_bytes()) else { continue };
            match *name {
                ACCEPT | CONTENT_TYPE | USER_AGENT => {}
                COOKIE => {
                    let pairs = value.split(';').filter_map(|pair| pair.split_once('='));
                    pairs.for_each(|(_, value)| redact_value(text, value.trim()));
                }
                _ => redact_header(text, name, value),
            }
        }
        self.cookies.values().for_each(|value| redact_value(text, value));
        for (_, value) in options.query.iter().chain(client.query()) {
            redact_value(text, value);
        }
        for (_, value) in self.base_url().query_pairs() {
            redact_value(text, &value);
        }
    }
}

/// Returns the password of a credential that is user and password.
fn password(auth: &Auth, secret: &Secret) -> Option<Secret> {
    let (_, password) = secret.expose().split_once(':').filter(|_| *auth == Auth::Basic)?;
    Some(Secret::new(password.to_owned()))
}

/// Takes the value of a header out of a text: what follows its scheme, if it has
/// one, and the password that is in that.
fn redact_header(text: &mut String, name: &HeaderName, value: &str) {
    let (scheme, rest) = value.split_once(' ').unwrap_or_default();
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    if *name == AUTHORIZATION || is("bearer") || is("basic") {
        redact_value(text, rest);
    }
    redact_value(text, value);
    let pair = BASE64_STANDARD.decode(rest.trim()).ok().filter(|_| is("basic"));
    let pair = pair.and_then(|pair| String::from_utf8(pair).ok());
    if let Some((_, password)) = pair.as_deref().and_then(|pair| pair.split_once(':')) {
        redact_value(text, password);
    }
}

/// Takes a value that is set by hand out of a text.
fn redact_value(text: &mut String, value: &str) {
    Secret::new(value.to_owned()).redact(text);
}
