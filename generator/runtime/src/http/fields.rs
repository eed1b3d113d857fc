//! From JSON values to the named texts of queries, forms and headers.

use serde::Serialize;
use serde_json::Value;

use super::cookies;
use super::encoding::Encoding;
use super::url::{check_segment, encode_query};

/// The style in which a query parameter that is a list or an object is written.
///
/// The names are those of OpenAPI's `style` and `explode`. A null in a list or an object is
/// left out, unless all of it is JSON.
///
/// ```
/// # use openapi_loom_runtime::http::{Call, QueryStyle};
/// # fn example(mut call: Call) {
/// call.set_query_as("ids", &[1, 2], QueryStyle::FormJoined); // ids=1,2
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryStyle {
    /// `form`, exploded: `a=1&a=2`, and a pair for each entry of an object.
    /// With [`brackets`](super::Service::brackets) `a[]=1&a[]=2` and
    /// `a[key]=1`.
    Form,
    /// `form`, not exploded: `a=1,2`, and `a=key,1` for an object.
    FormJoined,
    /// `spaceDelimited`, not exploded: `a=1%202`.
    SpaceDelimited,
    /// `pipeDelimited`, not exploded: `a=1%7C2`.
    PipeDelimited,
    /// `deepObject`: `a[key]=1`, `a[key][inner]=2`, `a[key][]=3`, and `a[0][key]=1` for a
    /// list of objects.
    DeepObject,
    /// A parameter whose `content` is JSON: `a={"key":1}`, percent-encoded.
    Json,
    /// A parameter that is all of the query: a pair for each entry of an object,
    /// `a=1&b=2`, whose own lists and objects are as in [`Form`](Self::Form).
    Whole,
    /// A parameter that is all of the query: its JSON, percent-encoded.
    WholeJson,
    /// A parameter that is all of the query: its text, percent-encoded.
    WholeText,
}

/// The style in which a path parameter that is a list or an object is written, after
/// OpenAPI's `style` and `explode`.
///
/// ```
/// # use openapi_loom_runtime::http::{Call, PathStyle};
/// # fn example(call: Call) {
/// call.path_as("ids", &[1, 2], PathStyle::MatrixExploded); // ;ids=1;ids=2
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathStyle {
    /// `simple`, not exploded: `1,2`, and `key,1` for an object.
    Simple,
    /// `simple`, exploded: `1,2`, and `key=1` for an object.
    SimpleExploded,
    /// `label`, not exploded: `.1,2`, and `.key,1` for an object.
    Label,
    /// `label`, exploded: `.1.2`, and `.key=1` for an object.
    LabelExploded,
    /// `matrix`, not exploded: `;a=1,2`, and `;a=key,1` for an object.
    Matrix,
    /// `matrix`, exploded: `;a=1;a=2`, and `;key=1` for an object.
    MatrixExploded,
    /// A parameter whose `content` is JSON, percent-encoded.
    Json,
}

/// The style in which a header that is a list or an object is written, after OpenAPI's
/// `explode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderStyle {
    /// `simple`, not exploded: `1,2`, and `key,1` for an object.
    Simple,
    /// `simple`, exploded: `1,2`, and `key=1` for an object.
    SimpleExploded,
    /// A parameter whose `content` is JSON, in ASCII.
    Json,
}

/// The style in which a cookie parameter is written that is a list or an object, or goes as it
/// is, after OpenAPI's `style` and `explode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CookieStyle {
    /// Exploded: a cookie for each item, `a=1; a=2`, and for each entry of an
    /// object.
    Form,
    /// Not exploded: `a=1,2`, and `a=key,1` for an object.
    FormJoined,
    /// Exploded, with nothing encoded: what no cookie can carry is an error.
    Plain,
    /// Not exploded, with nothing encoded.
    PlainJoined,
    /// A parameter whose `content` is JSON.
    Json,
}

impl PathStyle {
    /// Returns a parameter as it stands in the path, percent-encoded.
    pub(crate) fn segment(self, name: &str, value: &Value) -> Result<String, &'static str> {
        let value = &match self {
            Self::Json => value.clone(),
            _ => without_nulls(value),
        };
        let written = match self {
            Self::Json => encode_query(&value.to_string()),
            Self::Simple => parts(value, encode_query, ",").join(","),
            Self::SimpleExploded => parts(value, encode_query, "=").join(","),
            Self::Label => format!(".{}", parts(value, encode_query, ",").join(",")),
            Self::LabelExploded => format!(".{}", parts(value, encode_query, "=").join(".")),
            Self::Matrix => {
                let name = encode_query(name);
                match parts(value, encode_query, ",").join(",") {
                    text if text.is_empty() && !is_text(value) => String::new(),
                    text if text.is_empty() => format!(";{name}"),
                    text => format!(";{name}={text}"),
                }
            }
            Self::MatrixExploded => matrix(&encode_query(name), value),
        };
        check_segment(&written).map(|()| written)
    }
}

/// Writes `;a=1;a=2`, or `;key=1`; what is empty has no `=`.
fn matrix(name: &str, value: &Value) -> String {
    let one = |name: &str, value: &Value| match encode_query(&text(value)) {
        empty if empty.is_empty() => format!(";{name}"),
        text => format!(";{name}={text}"),
    };
    match value {
        Value::Array(items) => items.iter().map(|item| one(name, item)).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| one(&encode_query(key), value)).collect()
        }
        scalar => one(name, scalar),
    }
}

/// Tells whether a value is neither a list nor an object.
pub(crate) fn is_text(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

impl HeaderStyle {
    /// Returns a header's value; `None` for an empty list or object, which has none.
    pub(crate) fn written(self, value: &Value) -> Option<String> {
        let between = match self {
            Self::Simple => ",",
            Self::SimpleExploded => "=",
            Self::Json => return Some(ascii_json(value)),
        };
        let parts = parts(&without_nulls(value), str::to_owned, between);
        (!parts.is_empty()).then(|| parts.join(","))
    }
}

impl CookieStyle {
    /// Returns the cookies of a parameter.
    pub(crate) fn cookies(
        self,
        name: &str,
        value: &Value,
    ) -> Result<Vec<(String, String)>, &'static str> {
        let encoded = self.cookies_by(name, value, [cookies::encode, cookies::encode_name]);
        match self {
            Self::Plain | Self::PlainJoined
                if encoded != self.cookies_by(name, value, [str::to_owned; 2]) =>
            {
                Err("as it is, it has characters that no cookie can carry")
            }
            _ => Ok(encoded),
        }
    }

    /// Returns the cookies of a parameter, by what their values go through, and the names
    /// that are keys of an object.
    fn cookies_by(
        self,
        name: &str,
        value: &Value,
        [encode, encode_name]: [fn(&str) -> String; 2],
    ) -> Vec<(String, String)> {
        if self == Self::Json {
            return vec![(name.to_owned(), encode(&ascii_json(value)))];
        }
        let one = |name: &str, value: &Value| (name.to_owned(), encode(&text(value)));
        let value = &without_nulls(value);
        match (self, value) {
            (Self::Form | Self::Plain, Value::Array(items)) => {
                items.iter().map(|item| one(name, item)).collect()
            }
            (Self::Form | Self::Plain, Value::Object(entries)) => {
                entries.iter().map(|(key, value)| one(&encode_name(key), value)).collect()
            }
            (Self::Form | Self::Plain, scalar) => vec![one(name, scalar)],
            (Self::FormJoined | Self::PlainJoined | Self::Json, _) => {
                let parts = parts(value, encode, ",");
                let cookie = (!parts.is_empty()).then(|| (name.to_owned(), parts.join(",")));
                cookie.into_iter().collect()
            }
        }
    }
}

/// Returns JSON in ASCII, which every header can carry.
fn ascii_json(value: &Value) -> String {
    let mut ascii = String::new();
    for character in value.to_string().chars() {
        match character {
            '\x20'..='\x7e' => ascii.push(character),
            other => {
                let mut units = [0; 2];
                let units = other.encode_utf16(&mut units).iter();
                ascii.extend(units.map(|unit| format!("\\u{unit:04x}")));
            }
        }
    }
    ascii
}

impl QueryStyle {
    /// Returns the pairs of a parameter: names as they are, values as `encode` makes
    /// them.
    pub(crate) fn pairs(
        self,
        name: &str,
        value: &Value,
        brackets: bool,
        encode: fn(&str) -> String,
    ) -> Vec<(String, String)> {
        let encoded = |fields: Vec<(String, &Value)>| {
            let fields = fields.into_iter();
            fields.map(|(name, value)| (name, encode(&text(value)))).collect()
        };
        let value = &match self {
            Self::Json | Self::WholeJson => value.clone(),
            _ => without_nulls(value),
        };
        match (self, value) {
            (Self::Form, Value::Object(entries)) if !brackets => {
                encoded(entries.iter().flat_map(|(key, value)| fields(key, value, false)).collect())
            }
            (Self::Whole, Value::Object(entries)) => encoded(
                entries.iter().flat_map(|(key, value)| fields(key, value, brackets)).collect(),
            ),
            (Self::Form | Self::Whole, _) => encoded(fields(name, value, brackets)),
            (Self::DeepObject, _) => encoded(fields(name, value, true)),
            (Self::FormJoined, _) => joined(name, value, ",", encode),
            (Self::SpaceDelimited, _) => joined(name, value, &encode(" "), encode),
            (Self::PipeDelimited, _) => joined(name, value, &encode("|"), encode),
            (Self::Json, _) => vec![(name.to_owned(), encode(&value.to_string()))],
            (Self::WholeJson, _) => vec![(String::new(), encode(&value.to_string()))],
            (Self::WholeText, _) => {
                let text = Some(encode(&text(value))).filter(|text| !text.is_empty());
                text.into_iter().map(|text| (String::new(), text)).collect()
            }
        }
    }
}

/// Returns one pair; none for an empty list or object, which this style cannot write.
fn joined(
    name: &str,
    value: &Value,
    delimiter: &str,
    encode: fn(&str) -> String,
) -> Vec<(String, String)> {
    let parts = parts(value, encode, delimiter);
    let pair = (!parts.is_empty()).then(|| (name.to_owned(), parts.join(delimiter)));
    pair.into_iter().collect()
}

/// Returns the parts of a value in a text that joins them: items, or keys and values,
/// with `between` them.
fn parts(value: &Value, encode: impl Fn(&str) -> String, between: &str) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(|item| encode(&text(item))).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| format!("{}{between}{}", encode(key), encode(&text(value))))
            .collect(),
        scalar => vec![encode(&text(scalar))],
    }
}

/// Returns the values that a value is sent as, by their names.
///
/// With `brackets` none of them is a list or an object. Without, a list is its
/// items, and an object, or a list within a list, is for JSON to write.
pub(crate) fn fields<'v>(name: &str, value: &'v Value, brackets: bool) -> Vec<(String, &'v Value)> {
    let mut fields = Vec::new();
    match value {
        Value::Array(items) if !brackets => {
            fields.extend(items.iter().map(|item| (name.to_owned(), item)));
        }
        // A document may say `include[]` where it means this very thing.
        Value::Array(_) => bracketed(name.strip_suffix("[]").unwrap_or(name), value, &mut fields),
        Value::Object(_) if brackets => bracketed(name, value, &mut fields),
        _ => fields.push((name.to_owned(), value)),
    }
    fields
}

fn bracketed<'v>(name: &str, value: &'v Value, fields: &mut Vec<(String, &'v Value)>) {
    match value {
        // Which values belong to the same item is told by its number alone.
        Value::Array(items) if !items.iter().all(is_text) => {
            let items = items.iter().filter(|item| !item.is_null());
            for (index, item) in items.enumerate() {
                bracketed(&format!("{name}[{index}]"), item, fields);
            }
        }
        Value::Array(items) => {
            let name = format!("{name}[]");
            items.iter().for_each(|item| bracketed(&name, item, fields));
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                bracketed(&format!("{name}[{key}]"), value, fields);
            }
        }
        scalar => fields.push((name.to_owned(), scalar)),
    }
}

/// Returns a value without the nulls in it, which only JSON can write.
fn without_nulls(value: &Value) -> Value {
    let is_there = |value: &&Value| !value.is_null();
    match value {
        Value::Array(items) => items.iter().filter(is_there).map(without_nulls).collect(),
        Value::Object(entries) => entries
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.clone(), without_nulls(value)))
            .collect(),
        scalar => scalar.clone(),
    }
}

/// Returns a value as text: a string as it is, a number as [`Display`](std::fmt::Display) writes
/// it, anything else as JSON does.
///
/// JSON writes a whole float as `3.0`; a parameter of its own is `3`, and a server that
/// reads the text as an integer takes no other.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => number.as_f64().expect("a float").to_string(),
        other => other.to_string(),
    }
}

/// Returns a body as `application/x-www-form-urlencoded`: a null is left out.
pub(crate) fn urlencoded(
    body: &(impl Serialize + ?Sized),
    encodings: &[Encoding],
    brackets: bool,
) -> Result<String, String> {
    let body = serde_json::to_value(body).map_err(|error| error.to_string())?;
    let pairs = pairs_of(&body, encodings, brackets)?.into_iter();
    let pairs = pairs.map(|(name, value)| format!("{}={value}", encode_query(&name)));
    Ok(pairs.collect::<Vec<_>>().join("&"))
}

/// Returns the pairs of an object's properties, written as `encodings` say: names as they
/// are, values percent-encoded.
pub(crate) fn pairs_of(
    value: &Value,
    encodings: &[Encoding],
    brackets: bool,
) -> Result<Vec<(String, String)>, String> {
    let Value::Object(entries) = value else {
        return Err("it is not an object".to_owned());
    };
    let mut pairs = Vec::new();
    for (name, value) in entries {
        let encoding = encodings.iter().find(|encoding| encoding.name == name);
        match encoding.and_then(|encoding| encoding.written(name, value, brackets)) {
            Some(written) => pairs.extend(written?),
            None => {
                let fields = fields(name, value, brackets);
                let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                pairs.extend(fields.map(|(name, value)| (name, encode_query(&text(value)))));
            }
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn query(style: QueryStyle, value: &Value, brackets: bool) -> String {
        let pairs = style.pairs("a", value, brackets, encode_query);
        let pairs = pairs.into_iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    }

    #[test]
    fn every_style_of_openapi() {
        use QueryStyle::*;
        let list = json!(["x,y", 2, true, null]);
        let object = json!({ "R": 100, "B": null, "G": "a&b" });
        let cases = [
            (Form, "a=x%2Cy&a=2&a=true", "R=100&G=a%26b"),
            (FormJoined, "a=x%2Cy,2,true", "a=R,100,G,a%26b"),
            (SpaceDelimited, "a=x%2Cy%202%20true", "a=R%20100%20G%20a%26b"),
            (PipeDelimited, "a=x%2Cy%7C2%7Ctrue", "a=R%7C100%7CG%7Ca%26b"),
            (DeepObject, "a[]=x%2Cy&a[]=2&a[]=true", "a[R]=100&a[G]=a%26b"),
        ];
        for (style, of_list, of_object) in cases {
            assert_eq!(query(style, &list, false), of_list);
            assert_eq!(query(style, &object, false), of_object);
            assert_eq!(query(style, &json!("é"), false), "a=%C3%A9");
            assert_eq!(query(style, &json!([]), false), "");
            assert_eq!(query(style, &json!({}), false), "");
        }
        assert_eq!(query(Json, &json!({ "k": [1] }), true), "a=%7B%22k%22%3A%5B1%5D%7D");
        assert_eq!(query(Form, &list, true), query(DeepObject, &list, true));
        assert_eq!(query(Form, &object, true), query(DeepObject, &object, true));
    }

    #[test]
    fn what_is_nested_has_brackets_or_is_json() {
        let value = json!({ "b": { "c": 1, "d": [2, [3], { "e": 4 }] }, "f": [] });
        assert_eq!(
            query(QueryStyle::DeepObject, &value, false),
            "a[b][c]=1&a[b][d][0]=2&a[b][d][1][]=3&a[b][d][2][e]=4"
        );
        let objects = json!([{ "R": 1, "G": 2 }, null, { "R": 3 }]);
        assert_eq!(query(QueryStyle::DeepObject, &objects, false), "a[0][R]=1&a[0][G]=2&a[1][R]=3");
        assert_eq!(query(QueryStyle::Json, &json!([null]), true), "a=%5Bnull%5D");
        assert_eq!(query(QueryStyle::Form, &json!([[1], { "b": 2 }]), false), {
            "a=%5B1%5D&a=%7B%22b%22%3A2%7D"
        });
    }

    #[test]
    fn a_name_gets_brackets_once() {
        let named = |brackets| fields("a[]", &json!([1]), brackets)[0].0.clone();
        assert_eq!((named(true), named(false)), ("a[]".to_owned(), "a[]".to_owned()));
    }
}
