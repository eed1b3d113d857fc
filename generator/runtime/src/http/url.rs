//! From a base URL, a path template and query pairs to one URL.

use std::borrow::Cow;

use memchr::memchr2;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use reqwest::Url;

use super::service::{Service, Variable};
use super::text::split_at_first;

/// The characters that are encoded in a query: all but those that RFC 3986
/// leaves unreserved.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same without the reserved characters, which stand for themselves, but
/// with `&`, `+` and `#`.
const RESERVED: &AsciiSet = &QUERY
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// `pchar` of RFC 3986, section 3.3: what may stand in a path segment as it is.
const SEGMENT: &AsciiSet = &QUERY
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Returns a text as it stands in a query.
pub(crate) fn encode_query(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, QUERY)).into_owned()
}

/// Encodes as [`encode_query`], but for what RFC 3986 reserves and what is encoded
/// already. What would end the pair or the query, or read as a space, is
/// encoded all the same.
pub(crate) fn encode_reserved(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        encoded.extend(utf8_percent_encode(before, RESERVED));
        let is_encoded = after.len() >= 2 && after.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        encoded.push_str(if is_encoded { "%" } else { "%25" });
        rest = after;
    }
    encoded.extend(utf8_percent_encode(rest, RESERVED));
    encoded
}

/// Returns a base URL with values in the place of its variables.
///
/// A value cannot move the rest of the URL elsewhere: what ends a host or a path
/// is refused, unless the value is one that the document has.
pub(crate) fn fill_base(
    service: &Service,
    values: &[(&'static str, String)],
) -> Result<String, String> {
    let mut chosen: Vec<(&str, &str)> = Vec::new();
    for Variable { name, default, values: known } in service.variables {
        let given = values.iter().rev().find(|(given, _)| given == name);
        let value = given.map_or(*default, |(_, value)| value.as_str());
        let is_known = value == *default || known.contains(&value);
        if value.is_empty() {
            return Err(format!("the variable `{name}` of the base URL has no value"));
        }
        if !is_known && !known.is_empty() {
            let known = known.join(", ");
            return Err(format!(
                "the variable `{name}` of the base URL can only be one of {known}"
            ));
        }
        // A port or a path may be a part of it where it is one of the default.
        let others: String = "-._~:/"
            .chars()
            .filter(|other| !":/".contains(*other) || default.contains(*other))
            .collect();
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || others.contains(c);
        if !is_known && !value.chars().all(is_allowed) {
            return Err(format!(
                "the variable `{name}` of the base URL can only have letters, digits and `{others}`"
            ));
        }
        if !is_known && value.split('/').any(|part| matches!(part, "." | "..")) {
            return Err(format!(
                "the variable `{name}` of the base URL has a relative path segment (\".\" or \"..\")"
            ));
        }
        chosen.push((name, value));
    }
    Ok(with_values(service.base_url, &chosen))
}

/// Returns a template with values in the place of the names in braces that have one. A
/// value is no template: braces in it stay.
fn with_values(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, tail))
        });
        match named {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// Reads a base URL. What is wrong with it is told without it: it may be a key that was put
/// in the wrong place.
pub(crate) fn parse_base(text: &str) -> Result<Url, String> {
    let text = text.trim();
    let is_web =
        |scheme: &str| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let without = || "the base URL does not begin with http:// or https://".to_owned();
    match Url::parse(text) {
        Ok(url) if !is_web(url.scheme()) => Err(without()),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            let help = "give them as the key, `user:password`, with `Auth::Basic`";
            Err(format!("the base URL has a user or a password in it: {help}"))
        }
        Ok(url) => match placeholder(text) {
            Some(name) => {
                let help = "write its value in its place";
                Err(format!("the base URL has the placeholder `{{{name}}}` in it: {help}"))
            }
            None => Ok(url),
        },
        Err(error) if text.split_once(':').is_some_and(|(scheme, _)| is_web(scheme)) => {
            Err(format!("the base URL is not one: {error}"))
        }
        Err(_) => Err(without()),
    }
}

/// Returns the first name in braces before the query, where a value should be.
fn placeholder(base: &str) -> Option<&str> {
    let path = base.split(['?', '#']).next()?;
    let named = path.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0));
    let is_name = |name: &&str| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c))
    };
    named.into_iter().find(is_name)
}

/// Returns a path parameter as one percent-encoded segment.
///
/// An empty segment names another resource, and URL normalisation takes `.`
/// and `..` as steps upwards even when they are percent-encoded: no encoding
/// can send them, so they are refused.
fn encode_segment(value: String) -> Result<String, &'static str> {
    check_segment(&value)?;
    let encoded = match Cow::from(utf8_percent_encode(&value, SEGMENT)) {
        Cow::Owned(encoded) => Some(encoded),
        Cow::Borrowed(_) => None,
    };
    Ok(encoded.unwrap_or(value))
}

/// Encodes a path parameter as it stands in a path template: as one segment, or, where it is in the
/// query, as a value there.
pub(crate) fn encode_parameter(
    template: &str,
    name: &str,
    value: String,
) -> Result<String, &'static str> {
    let Some((path, query)) = split_at_first(template, b'?') else { return encode_segment(value) };
    let is_in =
        |part: &str| part.split('{').skip(1).any(|after| after.split('}').next() == Some(name));
    if !is_in(query) {
        return encode_segment(value);
    }
    match &*value {
        "" => return Err(EMPTY),
        _ if is_in(path) => check_segment(&value)?,
        _ => {}
    }
    Ok(encode_query(&value))
}

/// The problem of a segment without a value.
pub(crate) const EMPTY: &str = "is empty";

/// Refuses what cannot be a segment of a path.
pub(crate) fn check_segment(segment: &str) -> Result<(), &'static str> {
    match segment {
        "" => Err(EMPTY),
        "." | ".." => Err("is a relative path segment (\".\" or \"..\")"),
        _ => Ok(()),
    }
}

/// Fills a template such as `/threads/{thread_id}` with encoded segments.
///
/// The error is the name of the parameter that has no value.
pub(crate) fn fill<'t>(template: &'t str, values: &[(&str, String)]) -> Result<String, &'t str> {
    let mut path = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = split_at_first(rest, b'{') {
        let (name, tail) = split_at_first(after, b'}').unwrap_or((after, ""));
        let (_, value) = values.iter().find(|(known, _)| *known == name).ok_or(name)?;
        path.push_str(before);
        path.push_str(value);
        rest = tail;
    }
    path.push_str(rest);
    Ok(path)
}

/// Gives copies of a base URL room for the paths of calls: that of a fragment, which is not sent.
pub(crate) fn make_room(base: &mut Url) {
    base.set_fragment(Some(&"-".repeat(ROOM)));
}

/// The number of bytes that a path seldom has more than.
const ROOM: usize = 96;

/// Returns `base` with `path` appended to its path. The base may end in a slash or
/// not; its own query stays, before one that the path has. A fragment is not
/// sent.
pub(crate) fn join(base: &Url, path: &str) -> Url {
    let end = memchr2(b'?', b'#', path.as_bytes()).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let query = rest.strip_prefix('?').and_then(|rest| rest.split('#').next()).unwrap_or_default();
    let mut url = base.clone();
    url.set_fragment(None);
    url.set_path(&[base.path().trim_end_matches('/'), path].concat());
    if !query.is_empty() {
        let own = base.query().filter(|own| !own.is_empty());
        url.set_query(Some(&own.map_or(query.to_owned(), |own| format!("{own}&{query}"))));
    }
    url
}

/// Adds pairs to the query; each replaces what an earlier layer says by the
/// same name, and pairs of one layer may repeat a name.
pub(crate) fn add_query(url: &mut Url, pairs: &[(String, String)]) {
    let encoded = pairs.iter().map(|(name, value)| (name.as_str(), encode_query(value)));
    add_encoded_query(url, &encoded.collect::<Vec<_>>());
}

/// Adds as [`add_query`], where the values are percent-encoded already. One without a name
/// stands alone.
pub(crate) fn add_encoded_query<V: AsRef<str>>(url: &mut Url, pairs: &[(&str, V)]) {
    if pairs.is_empty() {
        return;
    }
    let mut query = keep_others(url.query().unwrap_or_default(), pairs);
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        if !name.is_empty() {
            query.extend(utf8_percent_encode(name, QUERY));
            query.push('=');
        }
        query.push_str(value.as_ref());
    }
    url.set_query(Some(&query));
}

/// Tells whether the query has a pair of that name.
pub(crate) fn has_query(url: &Url, name: &str) -> bool {
    url.query_pairs().any(|(known, _)| known == name)
}

/// Returns the pairs of `query` whose names are not in `pairs`, byte for byte.
fn keep_others<V>(query: &str, pairs: &[(&str, V)]) -> String {
    let kept = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default().replace('+', " ");
        let name = percent_decode_str(&name).decode_utf8_lossy();
        !pair.is_empty() && pairs.iter().all(|(new, _)| **new != name)
    });
    kept.collect::<Vec<_>>().join("&")
}

/// Returns the part of a URL that may be shown: user, password and query can be
/// secrets.
pub(crate) fn shown(url: &Url) -> String {
    let origin = url.origin();
    let place = if origin.is_tuple() {
        origin.ascii_serialization()
    } else {
        let slashes = if url.has_authority() || url.scheme() == "file" { "//" } else { "" };
        format!("{}:{slashes}{}", url.scheme(), url.host_str().unwrap_or_default())
    };
    place + url.path()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(base: &str, path: &str) -> String {
        join(&parse_base(base).unwrap(), path).to_string()
    }

    #[test]
    fn the_path_is_appended_to_any_base() {
        assert_eq!(joined("https://h", "/a/b"), "https://h/a/b");
        assert_eq!(joined("https://h/", "/a"), "https://h/a");
        assert_eq!(joined("https://h/v1", "/a"), "https://h/v1/a");
        assert_eq!(joined("https://h/v1//", "/a"), "https://h/v1/a");
        assert_eq!(joined("https://h/v1/?k=v#f", "/a"), "https://h/v1/a?k=v");
        assert_eq!(joined("https://h/v1?k=v", "/a?b=1&c#d?e"), "https://h/v1/a?k=v&b=1&c");
        assert_eq!(joined("https://h?", "/a?b={c}"), "https://h/a?b={c}");
        assert_eq!(joined("https://h?", "/a#b?c"), "https://h/a?");
    }

    #[test]
    fn a_value_of_a_variable_is_no_template() {
        let filled = |values| with_values("https://{a}.{b}/{c}{a}{", values);
        let both = "https://{b}.x{a}/{c}{b}{";
        assert_eq!(filled(&[("a", "{b}"), ("b", "x{a}")]), both);
        assert_eq!(filled(&[("b", "x{a}"), ("a", "{b}")]), both);
        assert_eq!(filled(&[]), "https://{a}.{b}/{c}{a}{");
    }

    #[test]
    fn a_base_has_no_user_in_it() {
        for base in ["https://user:secret@h/v1", "https://user@h", "https://:secret@h"] {
            let problem = parse_base(base).unwrap_err();
            assert!(problem.contains("a user or a password"), "{problem}");
            assert!(!problem.contains("secret"), "{problem}");
        }
        assert_eq!(joined("https://h/v1/@user:x", "/a"), "https://h/v1/@user:x/a");
    }

    #[test]
    fn a_base_has_values_in_the_place_of_names() {
        for (base, name) in [
            ("https://{resource}.example.com/v1", "{resource}"),
            ("http://h:80/{a}/{b}", "{a}"),
            ("https://h/${REGION}", "{REGION}"),
            ("https://h/{}/{your-project id}/x", "{your-project id}"),
        ] {
            let expected = format!(
                "the base URL has the placeholder `{name}` in it: write its value in its place"
            );
            assert_eq!(parse_base(base).unwrap_err(), expected);
        }
        for base in [
            "https://h/{}",
            "https://h/{1}/{a:b}",
            "https://h/{a/b}",
            "https://h/{a",
            "https://h/a}",
            "https://h/%7Ba%7D",
            "https://h/v1?filter={a}",
        ] {
            assert!(parse_base(base).is_ok(), "{base}");
        }
    }

    #[test]
    fn a_base_that_is_none_is_told() {
        let without = "the base URL does not begin with http:// or https://";
        for base in ["127.0.0.1:8000/v1", " localhost:80 ", "ftp://h/", "/v1", "", "sk-secret"] {
            assert_eq!(parse_base(base).unwrap_err(), without);
        }
        for base in ["HTTP://", "http://:80/v1"] {
            assert_eq!(parse_base(base).unwrap_err(), "the base URL is not one: empty host");
        }
        assert!(parse_base("HTTPS://h").is_ok());
    }

    #[test]
    fn a_url_is_shown_without_what_may_be_secret() {
        for (url, expected) in [
            ("https://u:p@h:443/a?b#c", "https://h/a"),
            ("http://h:81", "http://h:81/"),
            ("file:///etc/passwd?a", "file:///etc/passwd"),
            ("x-own://u:p@h/a?b", "x-own://h/a"),
            ("mailto:a@b?c", "mailto:a@b"),
        ] {
            assert_eq!(shown(&Url::parse(url).unwrap()), expected);
        }
    }

    #[test]
    fn a_segment_stays_one_segment() {
        assert_eq!(encode_segment("a/b?c#d %é".to_owned()).unwrap(), "a%2Fb%3Fc%23d%20%25%C3%A9");
        assert_eq!(encode_segment("%2e%2e".to_owned()).unwrap(), "%252e%252e");
        let url = joined(
            "https://h/v1",
            &format!("/x/{}", encode_segment("\\..\\@:".to_owned()).unwrap()),
        );
        assert_eq!(url, "https://h/v1/x/%5C..%5C@:");
        for refused in ["", ".", ".."] {
            assert!(encode_segment(refused.to_owned()).is_err());
        }
    }

    #[test]
    fn what_is_reserved_may_stay() {
        assert_eq!(encode_reserved("a/b:c@d?[e]!$'()*,;="), "a/b:c@d?[e]!$'()*,;=");
        assert_eq!(encode_reserved("a&b#c d+é\"%"), "a%26b%23c%20d%2B%C3%A9%22%25");
        assert_eq!(encode_reserved("%2F%2f%é%2%zz%%41"), "%2F%2f%25%C3%A9%252%25zz%25%41");
    }

    #[test]
    fn a_template_needs_every_value() {
        let values = [("a", "1".to_owned()), ("b", "2".to_owned())];
        assert_eq!(fill("/x/{a}/y/{b}", &values).unwrap(), "/x/1/y/2");
        assert_eq!(fill("/x/{c}", &values), Err("c"));
    }

    #[test]
    fn a_later_layer_replaces_names_and_keeps_the_rest() {
        let mut url = parse_base("https://h/?sig=a%2Bb&v=1&flag").unwrap();
        let pairs = [("v", "2"), ("include[]", "x y"), ("include[]", "z")];
        add_query(&mut url, &pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(url.query(), Some("sig=a%2Bb&flag&v=2&include%5B%5D=x%20y&include%5B%5D=z"));
    }
}
