//! The parameters of a call: where they go, and how they are written there.

use std::fmt::Display;

use serde::Serialize;
use serde_json::Value;

use super::super::encoding::Encoding;
use super::super::fields::{CookieStyle, HeaderStyle, PathStyle, QueryStyle, pairs_of};
use super::super::url;
use super::{Call, QueryPair};
use crate::value::{finite_text, not_finite};

/// A value that cannot be sent, such as a number that is not finite, is an error of the
/// kind [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration) when the
/// call is sent.
impl Call {
    /// Sets a path parameter, percent-encoded as one segment, or as a value where it stands in
    /// the query of the path.
    ///
    /// An empty value, `.` and `..` would name another resource: they are an
    /// error of the kind [`ErrorKind::Configuration`] when the call is sent.
    ///
    /// [`ErrorKind::Configuration`]: crate::http::ErrorKind::Configuration
    pub fn path(mut self, name: &'static str, value: impl Display) -> Self {
        if let Some(value) = self.text_of(|| format!("the path parameter `{name}`"), &value) {
            let template = &self.context.operation.path;
            let encoded = url::encode_parameter(template, name, value);
            self.put_path(name, encoded);
        }
        self
    }

    /// Sets a path parameter that is a list or an object, written in that style.
    /// Refuses what would name another resource, as [`path`](Self::path) does.
    pub fn path_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: PathStyle,
    ) -> Self {
        let what = || format!("the path parameter `{name}`");
        if let Some(value) = self.json_of(what, value) {
            self.put_path(name, style.segment(name, &value));
        }
        self
    }

    fn put_path(&mut self, name: &'static str, segment: Result<String, &'static str>) {
        let known = self.path.iter_mut().find(|(known, _)| *known == name);
        match (segment, known) {
            (Ok(segment), Some((_, known))) => *known = segment,
            (Ok(segment), None) => self.path.push((name, segment)),
            // An answer that does not repeat it is of the same.
            (Err(url::EMPTY), Some(_)) => {}
            (Err(problem), _) => self.fail(format!("the path parameter `{name}` {problem}")),
        }
    }

    /// Sets a query parameter of the operation.
    pub fn set_query(&mut self, name: &'static str, value: impl Display) {
        if let Some(value) = self.text_of(|| format!("the query parameter `{name}`"), &value) {
            self.replace_query(name, vec![(name.to_owned(), url::encode_query(&value))]);
        }
    }

    /// Sets a query parameter of the operation that is a list: a pair for each
    /// value.
    pub fn set_query_list<T: Display>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) {
        let what = || format!("a value of the query parameter `{name}`");
        let texts = values.into_iter().map(|value| self.text_of(what, &value).map(Value::String));
        let Some(values) = texts.collect() else { return };
        let pairs = QueryStyle::Form.pairs(
            name,
            &values,
            self.context.client.service().brackets,
            url::encode_query,
        );
        self.replace_query(name, pairs);
    }

    /// Sets a query parameter of the operation that is a list or an object,
    /// written in that style.
    pub fn set_query_as(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: QueryStyle,
    ) {
        self.put_query(name, value, style, url::encode_query);
    }

    /// Sets the same where reserved characters stand as they are (`allowReserved`),
    /// but for what would end the value: `a/b:c`, `a%26b`.
    pub fn set_query_reserved(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: QueryStyle,
    ) {
        self.put_query(name, value, style, url::encode_reserved);
    }

    /// Sets a query parameter of the operation that is all of the query: a pair for
    /// each property of an object, some of them in ways of their own.
    ///
    /// ```
    /// # use openapi_loom_runtime::{http::{Call, Encoding, QueryStyle}, serde_json::json};
    /// # fn example(mut call: Call) {
    /// let range = Encoding::of("range").style(QueryStyle::DeepObject); // range[from]=1
    /// call.set_whole_query("filter", &json!({ "range": { "from": 1 } }), &[range]);
    /// # }
    /// ```
    pub fn set_whole_query(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        encodings: &[Encoding],
    ) {
        let what = || format!("the query parameter `{name}`");
        let Some(value) = self.json_of(what, value) else { return };
        let brackets = self.context.client.service().brackets;
        match pairs_of(&value, encodings, brackets) {
            Ok(pairs) => self.replace_query(name, pairs),
            Err(problem) => self.fail(format!("the query parameter `{name}`: {problem}")),
        }
    }

    /// Refuses the call if nothing is sent of a query parameter that is required: an
    /// empty list has no pair.
    pub fn require_query(&mut self, name: &'static str) {
        if !self.query.iter().any(|pair| pair.parameter == name) {
            self.fail(format!("the query parameter `{name}` is required, and cannot be empty"));
        }
    }

    fn put_query(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: QueryStyle,
        encode: fn(&str) -> String,
    ) {
        let what = || format!("the query parameter `{name}`");
        if let Some(value) = self.json_of(what, value) {
            let pairs = style.pairs(name, &value, self.context.client.service().brackets, encode);
            self.replace_query(name, pairs);
        }
    }

    fn replace_query(&mut self, parameter: &'static str, pairs: Vec<(String, String)>) {
        self.query.retain(|pair| pair.parameter != parameter);
        let pairs = pairs.into_iter();
        self.query.extend(pairs.map(|(name, value)| QueryPair { parameter, name, value }));
    }

    /// Sets a header.
    pub fn set_header(&mut self, name: &str, value: impl Display) {
        if let Some(value) = self.text_of(|| format!("the header {name}"), &value) {
            self.context.options.set_header(name, &value);
        }
    }

    /// Sets a header that is a list or an object, written in that style. One that is empty
    /// is not sent.
    pub fn set_header_as(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        style: HeaderStyle,
    ) {
        if let Some(value) = self.json_of(|| format!("the header {name}"), value) {
            match style.written(&value) {
                Some(value) => self.context.options.set_header(name, &value),
                None => _ = self.context.options.headers.remove(name),
            }
        }
    }

    /// Sets a cookie, beside those of the client and of a header of the call, in the place
    /// of one of the same name. Characters that no cookie can carry are percent-encoded.
    pub fn set_cookie(&mut self, name: &'static str, value: impl Display) {
        if let Some(value) = self.text_of(|| format!("the cookie `{name}`"), &value) {
            self.context.cookies.set(name, &value);
        }
    }

    /// Sets a cookie parameter that is written in that style, as a list or an object.
    pub fn set_cookie_as(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: CookieStyle,
    ) {
        if let Some(value) = self.json_of(|| format!("the cookie `{name}`"), value) {
            match style.cookies(name, &value) {
                Ok(cookies) => self.context.cookies.set_all(name, cookies),
                Err(why) => self.fail(format!("the cookie `{name}` cannot be sent: {why}")),
            }
        }
    }

    /// Returns a parameter as text; none fails the call. What is not finite is no number for
    /// a server.
    fn text_of(&mut self, what: impl FnOnce() -> String, value: &impl Display) -> Option<String> {
        match finite_text(value) {
            Ok(text) => Some(text),
            Err(problem) => {
                self.fail(format!("{} cannot be sent: {problem}", what()));
                None
            }
        }
    }

    /// Returns a parameter as JSON, from which every style writes it; none fails the
    /// call. A number that is not finite would be null.
    fn json_of(
        &mut self,
        what: impl FnOnce() -> String,
        value: &(impl Serialize + ?Sized),
    ) -> Option<Value> {
        let problem = match (not_finite(value), serde_json::to_value(value)) {
            (Some(problem), _) => format!("{} cannot be sent: {problem}", what()),
            (None, Err(error)) => format!("{} cannot be written: {error}", what()),
            (None, Ok(value)) => return Some(value),
        };
        self.fail(problem);
        None
    }
}
