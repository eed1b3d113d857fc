//! The cookies of a call.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::header::{COOKIE, HeaderMap, HeaderValue};

/// The characters that no cookie can carry (RFC 6265, section 4.1.1).
const NOT_IN_COOKIES: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

/// Returns a value as a cookie can carry it.
pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, NOT_IN_COOKIES).to_string()
}

/// Returns a name as a cookie can carry it.
pub(crate) fn encode_name(name: &str) -> String {
    encode(name).replace('=', "%3D")
}

/// Cookies by their names, the values as they are sent.
#[derive(Clone, Default)]
pub(crate) struct Cookies(Vec<Cookie>);

#[derive(Clone)]
struct Cookie {
    /// The parameter that it belongs to.
    parameter: Cow<'static, str>,
    name: String,
    value: String,
}

impl Cookies {
    /// Sets a cookie. What no cookie can carry is percent-encoded; the rest is
    /// not touched, for it may well be encoded already.
    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, value: &str) {
        let name = name.into();
        let cookie = (name.clone().into_owned(), encode(value));
        self.set_all(name, [cookie]);
    }

    /// Sets the cookies of a parameter, by their names; the values are encoded
    /// already.
    pub(crate) fn set_all(
        &mut self,
        parameter: impl Into<Cow<'static, str>>,
        cookies: impl IntoIterator<Item = (String, String)>,
    ) {
        let parameter = parameter.into();
        self.0.retain(|cookie| cookie.parameter != parameter);
        let cookies = cookies.into_iter();
        self.0.extend(cookies.map(|(name, value)| Cookie {
            parameter: parameter.clone(),
            name,
            value,
        }));
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|cookie| cookie.value.as_str())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|cookie| cookie.name == name)
    }

    /// Adds the cookies to those that are in `headers` already, and replaces
    /// those of the same names.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap) -> Result<(), String> {
        if self.0.is_empty() {
            return Ok(());
        }
        let earlier = headers.get(COOKIE).map(HeaderValue::as_bytes).unwrap_or_default();
        let is_other = |pair: &&[u8]| {
            !pair.is_empty() && self.0.iter().all(|cookie| !is_named(pair, &cookie.name))
        };
        let mut cookies: Vec<Vec<u8>> = pairs(earlier).filter(is_other).map(Vec::from).collect();
        cookies.extend(self.0.iter().map(|cookie| {
            let Cookie { name, value, .. } = cookie;
            format!("{name}={value}").into_bytes()
        }));
        let mut value = HeaderValue::try_from(cookies.join(&b"; "[..]))
            .map_err(|_| "the cookies have characters that no header can carry".to_owned())?;
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
        Ok(())
    }
}

/// Returns the pairs of a header, whatever bytes it has.
fn pairs(header: &[u8]) -> impl Iterator<Item = &[u8]> {
    header.split(|byte| *byte == b';').map(<[u8]>::trim_ascii)
}

fn is_named(pair: &[u8], name: &str) -> bool {
    let end = pair.iter().position(|byte| *byte == b'=');
    end.is_some_and(|end| pair[..end].trim_ascii() == name.as_bytes())
}

/// Tells whether a cookie of that name is among the headers.
pub(crate) fn in_headers(headers: &HeaderMap, name: &str) -> bool {
    let values = headers.get_all(COOKIE).into_iter().map(HeaderValue::as_bytes);
    values.flat_map(pairs).any(|pair| is_named(pair, name))
}

/// Names only: every value may be a secret.
impl fmt::Debug for Cookies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|cookie| &cookie.name)).finish()
    }
}
