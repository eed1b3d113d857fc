//! From JSON values to the named texts of queries, forms and headers.

use serde::Serialize;
use serde_json::Value;

use super::url::encode_query;

/// How a query parameter that is a list or an object is written.
///
/// The names are those of OpenAPI's `style` and `explode`.
///
/// ```
/// # use openapi_client_runtime::http::{Call, QueryStyle};
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
    /// `deepObject`: `a[key]=1`, `a[key][inner]=2`, `a[key][]=3`.
    DeepObject,
    /// A parameter whose `content` is JSON: `a={"key":1}`, percent-encoded.
    Json,
    /// A parameter that is all of the query: a pair for each entry of an object,
    /// `a=1&b=2`, whose own lists and objects are as in [`Form`](Self::Form).
    Whole,
}

impl QueryStyle {
    /// The pairs of a parameter: names as they are, values percent-encoded.
    pub(crate) fn pairs(self, name: &str, value: &Value, brackets: bool) -> Vec<(String, String)> {
        match (self, value) {
            (Self::Form, Value::Object(entries)) if !brackets => {
                let pairs = entries.iter().flat_map(|(key, value)| fields(key, value, false));
                encoded(pairs)
            }
            (Self::Whole, Value::Object(entries)) => {
                let pairs = entries.iter().flat_map(|(key, value)| fields(key, value, brackets));
                encoded(pairs)
            }
            (Self::Form | Self::Whole, _) => encoded(fields(name, value, brackets)),
            (Self::DeepObject, _) => encoded(fields(name, value, true)),
            (Self::FormJoined, _) => joined(name, value, ","),
            (Self::SpaceDelimited, _) => joined(name, value, "%20"),
            (Self::PipeDelimited, _) => joined(name, value, "%7C"),
            (Self::Json, _) => vec![(name.to_owned(), encode_query(&value.to_string()))],
        }
    }
}

fn encoded<'v>(fields: impl IntoIterator<Item = (String, &'v Value)>) -> Vec<(String, String)> {
    fields.into_iter().map(|(name, value)| (name, encode_query(&text(value)))).collect()
}

/// One pair; none for an empty list or object, which this style cannot write.
fn joined(name: &str, value: &Value, delimiter: &str) -> Vec<(String, String)> {
    let parts: Vec<String> = parts(value).iter().map(|part| encode_query(part)).collect();
    let pair = (!parts.is_empty()).then(|| (name.to_owned(), parts.join(delimiter)));
    pair.into_iter().collect()
}

/// The parts of a value in a text that joins them: items, or keys and values.
fn parts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(entries) => {
            entries.iter().flat_map(|(key, value)| [key.clone(), text(value)]).collect()
        }
        scalar => vec![text(scalar)],
    }
}

/// OpenAPI's style `simple`, that of headers: items, or keys and values, joined
/// by commas.
pub(crate) fn simple(value: &Value) -> String {
    parts(value).join(",")
}

/// The values that a value is sent as, by their names.
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

/// A value as text: a string as it is, anything else as JSON writes it.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A body as `application/x-www-form-urlencoded`: a null is left out.
pub(crate) fn urlencoded(
    body: &(impl Serialize + ?Sized),
    brackets: bool,
) -> Result<String, String> {
    let body = serde_json::to_value(body).map_err(|error| error.to_string())?;
    let Value::Object(entries) = &body else {
        return Err("it is not an object".to_owned());
    };
    let fields = entries.iter().flat_map(|(name, value)| fields(name, value, brackets));
    let pairs = fields
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| format!("{}={}", encode_query(&name), encode_query(&text(value))));
    Ok(pairs.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn query(style: QueryStyle, value: &Value, brackets: bool) -> String {
        let pairs = style.pairs("a", value, brackets);
        let pairs = pairs.into_iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    }

    #[test]
    fn every_style_of_openapi() {
        use QueryStyle::*;
        let list = json!(["x,y", 2, true, null]);
        let object = json!({ "R": 100, "G": "a&b" });
        let cases = [
            (Form, "a=x%2Cy&a=2&a=true&a=null", "R=100&G=a%26b"),
            (FormJoined, "a=x%2Cy,2,true,null", "a=R,100,G,a%26b"),
            (SpaceDelimited, "a=x%2Cy%202%20true%20null", "a=R%20100%20G%20a%26b"),
            (PipeDelimited, "a=x%2Cy%7C2%7Ctrue%7Cnull", "a=R%7C100%7CG%7Ca%26b"),
            (DeepObject, "a[]=x%2Cy&a[]=2&a[]=true&a[]=null", "a[R]=100&a[G]=a%26b"),
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
            "a[b][c]=1&a[b][d][]=2&a[b][d][][]=3&a[b][d][][e]=4"
        );
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
