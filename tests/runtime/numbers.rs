//! Numbers as generated types read them: integers however they are written,
//! numbers that stay exact, integers that are listed.

use std::collections::BTreeMap;
use std::fmt::Debug;

use openapi_loom_runtime::http::EventData;
use openapi_loom_runtime::{
    JsonNumber, Nullable, UnixTime, integer_enum, object, ruled_union, tagged_union, union,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

integer_enum! {
    /// A level.
    pub enum Level {
        /// Low.
        Low = 1,
        Under = -1,
    }
}

object! {
    /// All kinds of integers.
    #[rest(rest)]
    #[derive(Default)]
    pub struct Integers {
        /// Required.
        #[wire(corrected = "plain")]
        pub plain: i64,
        /// Optional.
        #[wire(optional = "optional")]
        pub optional: Option<i64>,
        /// Optional or null.
        #[wire(optional = "nullable")]
        pub nullable: Nullable<u64>,
        /// Null or there.
        #[wire(nullable = "or_null")]
        pub or_null: Option<i32>,
        /// A list.
        #[wire(corrected = "list")]
        pub list: Vec<i64>,
        /// A list of lists, of which some are null.
        #[wire(corrected = "lists")]
        pub lists: Vec<Option<Vec<u8>>>,
        /// A map.
        #[wire(corrected = "map")]
        pub map: BTreeMap<String, Vec<i64>>,
        /// A time.
        #[wire(optional = "time")]
        pub time: Option<UnixTime>,
        /// One of a list.
        #[wire(optional = "level")]
        pub level: Option<Level>,
        /// The object inside.
        #[wire(optional = "inner")]
        pub inner: Option<Box<Integers>>,
        /// More.
        #[wire(rest = "")]
        pub rest: BTreeMap<String, i64>,
    }
}

tagged_union! {
    /// By a number.
    #[tag = "kind"]
    pub enum Tagged {
        /// One.
        One(Integers) = "1",
        /// A map.
        Map(BTreeMap<String, i64>) = "2",
    }
}

union! {
    /// By kind.
    #[expected = "a string, an integer or a list"]
    pub enum ByKind {
        /// Text.
        Text(String) = string,
        /// An integer.
        Integer(u64) = integer,
        /// A list.
        List(Vec<i64>) = list,
    }
}

union! {
    /// An integer of a list, or any number.
    #[expected = "a boolean or an integer"]
    pub enum Leveled {
        /// True or false.
        Boolean(bool) = boolean,
        /// An amount.
        Integer(Level) = integers,
    }
}

union! {
    /// Text or any number.
    #[expected = "a string or a number"]
    pub enum Mode {
        /// Automatic.
        Auto = "auto",
        /// A number.
        Number(JsonNumber) = numbers,
        /// Another text.
        Other(Value) = [string],
    }
}

ruled_union! {
    /// By its content.
    #[expected = "an object"]
    pub enum Ruled {
        /// The first.
        First(Integers) = (object, "plain" = 1i64),
        /// One with an integer.
        Second(Box<Integers>) = (object, "optional" = integer),
        /// Anything.
        Other(Value) = [object],
    }
}

/// Reads a value from text, from bytes and from a tree, which has to be the
/// same.
#[track_caller]
fn read<T: DeserializeOwned + Debug + PartialEq>(text: &str) -> Result<T, String> {
    let from_text = serde_json::from_str::<T>(text).map_err(|error| error.to_string());
    let from_bytes = serde_json::from_slice::<T>(text.as_bytes());
    assert_eq!(from_text, from_bytes.map_err(|error| error.to_string()), "{text}");
    let tree: Value = serde_json::from_str(text).unwrap();
    match (&from_text, serde_json::from_value::<T>(tree)) {
        (Ok(one), Ok(other)) => assert_eq!(*one, other, "{text}"),
        (Err(_), Err(_)) => {}
        (one, other) => panic!("{text} is {one:?} from text, and {other:?} from a tree"),
    }
    from_text
}

#[track_caller]
fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn integers_are_read_however_they_are_written() {
    let odd = r#"{
        "plain": 12.0, "optional": 1e3, "nullable": 1.8e19, "or_null": -7.0, "list": [1.0, 2, 3e0],
        "lists": [[1.0], null, [2.0, 255]], "map": {"a": [4.0]}, "time": 1.7e9, "level": -1.0,
        "inner": {"plain": 5.0, "list": [6.0], "inner": {"plain": 7.0}}, "more": 8.0
    }"#;
    let plain = json!({
        "plain": 12, "optional": 1000, "nullable": 18_000_000_000_000_000_000_u64, "or_null": -7,
        "list": [1, 2, 3], "lists": [[1], null, [2, 255]], "map": {"a": [4]},
        "time": 1_700_000_000, "level": -1,
        "inner": {"plain": 5, "or_null": null, "list": [6], "lists": [], "map": {},
            "inner": {"plain": 7, "or_null": null, "list": [], "lists": [], "map": {}}},
        "more": 8
    });
    let integers: Integers = read(odd).unwrap();
    assert_eq!(serde_json::to_value(&integers).unwrap(), plain);
    assert_eq!(read::<Integers>(&plain.to_string()).unwrap(), integers);
}

#[test]
fn unions_read_integers_however_they_are_written() {
    let of = |plain| Integers { plain, ..Integers::default() };
    assert_eq!(read(r#"{"kind": 1.0, "plain": 2.0}"#).map(written_tagged), Ok((2, Some(1))));
    assert_eq!(
        read(r#"{"a": 3.0, "kind": 2.0, "b": 4.0}"#),
        Ok(Tagged::Map([("a", 3), ("kind", 2), ("b", 4)].map(|(k, v)| (k.to_owned(), v)).into()))
    );
    assert_eq!(read("7.0"), Ok(ByKind::Integer(7)));
    assert_eq!(read("18446744073709551615"), Ok(ByKind::Integer(u64::MAX)));
    assert_eq!(read("[1.0, 2]"), Ok(ByKind::List(vec![1, 2])));
    assert_eq!(read("1.0"), Ok(Leveled::Integer(Level::Low)));
    assert_eq!(Leveled::from(1), Leveled::Integer(Level::Low));
    assert_eq!(read(r#"{"plain": 1.0}"#), Ok(Ruled::First(of(1))));
    let second = Integers { plain: 2, optional: Some(3), ..Integers::default() };
    let second = Ruled::Second(Box::new(second));
    assert_eq!(read(r#"{"plain": 2.0, "optional": 3.0}"#), Ok(second));
    assert!(matches!(read(r#"{"plain": 2, "optional": 3.5}"#), Ok(Ruled::Other(_))));
}

fn written_tagged(tagged: Tagged) -> (i64, Option<i64>) {
    match tagged {
        Tagged::One(of) => (of.plain, of.rest.get("kind").copied()),
        other => panic!("{other:?}"),
    }
}

/// Returns the message of a body that cannot be read, which says where.
#[track_caller]
fn refused<T: DeserializeOwned + Debug>(body: &str) -> String {
    EventData::new(body.as_bytes()).json::<T>().unwrap_err().to_string()
}

#[test]
fn what_is_no_integer_is_named_with_its_place() {
    let rows = [
        (r#"{"plain": 12.5}"#, "at plain: invalid type: floating point `12.5`, expected i64"),
        (r#"{"list": [1, 0.1]}"#, "at list[1]: invalid type: floating point `0.1`, expected i64"),
        (
            r#"{"inner": {"map": {"a": [1, 2.5]}}}"#,
            "at inner.map.a[1]: invalid type: floating point `2.5`, expected i64",
        ),
        (r#"{"or_null": 3e9}"#, "at or_null: invalid value: integer `3000000000`, expected i32"),
        (r#"{"lists": [[256.0]]}"#, "at lists[0][0]: invalid value: integer `256`, expected u8"),
        (r#"{"nullable": -1.0}"#, "at nullable: invalid value: integer `-1`, expected u64"),
        // Beyond what the document says, and not only beyond what a number can be.
        (r#"{"or_null": 1e30}"#, "at or_null: invalid type: floating point `1e+30`, expected i32"),
        (r#"{"nullable": -1e30}"#, "at nullable: invalid type: floating point `-1e+30`"),
        (r#"{"optional": 1e30, "list": [0.5]}"#, "at optional: invalid type: floating point"),
        (r#"{"plain": "1"}"#, "at plain: invalid type: string \"1\", expected i64"),
        (r#"{"level": "low"}"#, "at level: invalid type: string \"low\", expected i64"),
    ];
    for (body, wanted) in rows {
        let message = refused::<Integers>(body);
        assert!(message.contains(wanted), "{body}: {message}");
    }
    assert!(refused::<Vec<ByKind>>("[1, 2.5]").contains(
        "at [1]: invalid type: floating point `2.5`, expected a string, an integer or a list"
    ));
}

object! {
    /// A limit.
    #[extra(extra)]
    pub struct Limit {
        /// Required.
        #[wire(corrected = "most")]
        pub most: i64,
        /// Optional.
        #[wire(optional = "least")]
        pub least: Option<i64>,
        /// Without a sign.
        #[wire(optional = "size")]
        pub size: Nullable<u64>,
        /// A time.
        #[wire(optional = "until")]
        pub until: Option<UnixTime>,
        /// A list.
        #[wire(corrected = "all")]
        pub all: Vec<i64>,
        /// A list with gaps.
        #[wire(optional = "some")]
        pub some: Option<Vec<Option<i64>>>,
        /// The limits inside.
        #[wire(corrected = "inner")]
        pub inner: Vec<Limit>,
    }
}

/// An integer that 64 bits cannot hold is the nearest that they can, and is written back as it
/// came.
#[test]
fn integers_beyond_64_bits_are_the_nearest() {
    let limit = |body: &str| EventData::new(body.as_bytes()).json::<Limit>().unwrap();
    for (body, most) in [
        ("18446744073709551615", i64::MAX),
        ("9223372036854775808", i64::MAX),
        ("99999999999999999999", i64::MAX),
        ("1e30", i64::MAX),
        ("-10000000000000000000", i64::MIN),
        ("-1e30", i64::MIN),
    ] {
        for name in ["most", "least"] {
            let read = limit(&format!("{{\"{name}\": {body}}}"));
            let value = if name == "most" { read.most } else { read.least.unwrap() };
            assert_eq!(value, most, "{body}");
            let number: Value = serde_json::from_str(body).unwrap();
            assert_eq!(read.extra.iter().collect::<Vec<_>>(), [(&name.to_owned(), &number)]);
            assert_eq!(serde_json::to_value(&read).unwrap()[name], number);
        }
        let list = EventData::new(format!("[1, {body}]").as_bytes()).json::<Vec<i64>>().unwrap();
        assert_eq!(list, [1, most]);
    }
    let all = limit(
        r#"{"all": [1, 1e30], "size": 1e20, "until": 1e30, "new": 7, "least": 2,
            "inner": [{"most": 1e30, "until": 1}, {"size": 18446744073709551615}]}"#,
    );
    assert_eq!((&*all.all, all.size), (&[1, i64::MAX][..], Nullable::Value(u64::MAX)));
    assert_eq!((all.until, all.least), (Some(UnixTime::from_secs(i64::MAX)), Some(2)));
    assert_eq!(json!(all.extra), json!({"size": 1e20, "until": 1e30, "new": 7}));
    assert_eq!(all.inner[0].extra["most"], json!(1e30));
    // What can be held is no matter of this.
    let inner = (&all.inner[0].until, &all.inner[1].size, all.inner[1].extra.len());
    assert_eq!(inner, (&Some(UnixTime::from_secs(1)), &Nullable::Value(u64::MAX), 0));
    let some = limit(r#"{"some": [1, null, 1e30]}"#);
    assert_eq!((some.some, some.extra.len()), (Some(vec![Some(1), None, Some(i64::MAX)]), 0));
    let map = EventData::new(br#"{"a": 1e30}"#).json::<BTreeMap<String, u64>>().unwrap();
    assert_eq!(map["a"], u64::MAX);
}

#[test]
fn bodies_that_are_lists_or_integers_are_read_likewise() {
    let body = |text: &'static str| EventData::new(text.as_bytes());
    assert_eq!(body("12.0").json::<i64>().unwrap(), 12);
    assert_eq!(body("[1.0, null]").json::<Vec<Option<u64>>>().unwrap(), [Some(1), None]);
    assert_eq!(body(r#"{"a": 1e2}"#).json::<BTreeMap<String, i64>>().unwrap()["a"], 100);
    assert_eq!(body("null").json::<Option<i64>>().unwrap(), None);
    let trailing = body("1.0 2").json::<i64>().unwrap_err().to_string();
    assert!(trailing.contains("trailing characters"), "{trailing}");
}

#[test]
fn numbers_stay_as_exact_as_they_are_written() {
    for text in ["9007199254740993", "3", "-3", "18446744073709551615", "0.1", "3.0", "-9.5e-7"] {
        let number: JsonNumber = read(text).unwrap();
        assert_eq!(written(&number), text);
        assert_eq!(number.to_string(), text);
    }
    for text in [r#""auto""#, "1", "2.5", "9007199254740993"] {
        assert_eq!(written(&read::<Mode>(text).unwrap()), text);
    }
    assert_eq!(read("1"), Ok(Mode::Number(1.into())));
    assert_eq!(Mode::from(1), Mode::Number(1.into()));
    assert_eq!(
        read::<JsonNumber>("\"1\"").unwrap_err().split(" at ").next(),
        Some("invalid type: string \"1\", expected a number")
    );
}

#[test]
fn numbers_are_compared_by_value() {
    let number = |text: &str| serde_json::from_str::<JsonNumber>(text).unwrap();
    assert_eq!(number("3"), number("3.0"));
    assert_eq!(number("3"), 3);
    assert_eq!(number("3.5"), 3.5);
    assert_ne!(number("9007199254740993"), 9_007_199_254_740_992.0);
    assert!(number("9007199254740993") > number("9007199254740992.0"));
    assert!(number("-1") < number("0.5") && number("1e300") > number("18446744073709551615"));
    let views = |text: &str| (number(text).as_i64(), number(text).as_u64(), number(text).as_f64());
    assert_eq!(views("3.0"), (Some(3), Some(3), 3.0));
    assert_eq!(views("-3"), (Some(-3), None, -3.0));
    assert_eq!(views("2.5"), (None, None, 2.5));
    assert_eq!(views("18446744073709551615").1, Some(u64::MAX));
    assert_eq!(views("1e19"), (None, Some(10_000_000_000_000_000_000), 1e19));
    assert_eq!(views("18446744073709551616"), (None, None, 18_446_744_073_709_551_616.0));
    assert!(number("1e300").is_integer() && !number("0.5").is_integer());
}

#[test]
fn listed_integers_stay_open() {
    let levels: Vec<Level> = read("[1, -1, 7, 1.0]").unwrap();
    assert_eq!(levels, [Level::Low, Level::Under, Level::Other(7), Level::Low]);
    assert_eq!(written(&levels), "[1,-1,7,1]");
    assert_eq!(levels.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "-1", "7", "1"]);
    assert_eq!(Level::from(1), Level::Low);
    assert_eq!(i64::from(Level::Under), -1);
    assert_eq!(Level::Other(7), 7);
    // A listed value is the same by whatever name.
    assert_eq!(Level::Other(1), Level::Low);
    assert!(Level::Under < Level::Low && Level::Low < Level::Other(2));
    assert_eq!(format!("{:?} {:?}", Level::Low, Level::from(2)), "Low Other(2)");
}

proptest! {
    #[test]
    fn a_number_without_a_fraction_is_an_integer(value: f64) {
        let text = serde_json::to_string(&value).unwrap();
        // The reader of JSON rounds in the last bit.
        let value: f64 = serde_json::from_str(&text).unwrap();
        let (least, beyond) = (i64::MIN as f64, -(i64::MIN as f64));
        let whole = value.fract() == 0.0 && value >= least && value < beyond;
        let found = read::<Vec<Integers>>(&format!("[{{\"plain\": {text}}}]"));
        prop_assert_eq!(found.ok().map(|found| found[0].plain), whole.then_some(value as i64));
    }

    #[test]
    fn integers_survive(value: i64, unsigned: u64) {
        for text in [value.to_string(), unsigned.to_string()] {
            prop_assert_eq!(written(&read::<JsonNumber>(&text).unwrap()), text);
        }
        let number = JsonNumber::from(value);
        prop_assert_eq!(number.partial_cmp(&unsigned.into()), Some(i128::from(value).cmp(&unsigned.into())));
    }

    #[test]
    fn comparisons_do_not_round(value: i64, other: f64) {
        let order = JsonNumber::from(value).partial_cmp(&other.into());
        let floor = other.floor();
        // An integer is below a number if it is below the number's floor, or is
        // that and the number has a fraction.
        let wanted = if floor >= 9.3e18 { std::cmp::Ordering::Less }
            else if floor < -9.3e18 { std::cmp::Ordering::Greater }
            else { i128::from(value).cmp(&(floor as i128)).then(0.0_f64.total_cmp(&(other - floor))) };
        prop_assert_eq!(order, Some(wanted));
    }
}

object! {
    /// Numbers that may come as one text.
    pub struct Vectors {
        /// The usual precision.
        #[wire(packed = "values")]
        pub values: Vec<f64>,
        /// The other one.
        #[wire(packed = "small")]
        pub small: Vec<f32>,
        /// Numbers that come as numbers.
        #[wire(corrected = "plain")]
        pub plain: Vec<f64>,
    }
}

#[test]
fn numbers_may_come_as_the_base64_of_floats() {
    let read = |json: Value| EventData::new(json.to_string().as_bytes()).json::<Vectors>();
    // 1.0, -2.5 and the float next to 0.1.
    let text = "AACAPwAAIMDNzMw9";
    let vectors = read(json!({"values": text, "small": text})).unwrap();
    assert_eq!(vectors.values, [1.0, -2.5, f64::from(0.1_f32)]);
    assert_eq!(vectors.small, [1.0, -2.5, 0.1]);
    // As a list, with a null in it, it is what it is elsewhere.
    let vectors = read(json!({"values": [1, 0.1, null], "small": null})).unwrap();
    assert_eq!(vectors.values[..2], [1.0, 0.1]);
    assert!(vectors.values[2].is_nan() && vectors.small.is_empty());
    let written = serde_json::to_value(&vectors).unwrap();
    assert_eq!(written, json!({"values": [1.0, 0.1, null], "small": [], "plain": []}));
    assert_eq!(read(json!({"values": ""})).unwrap().values, [0.0; 0]);
    // No text is cut to whole numbers, or taken for numbers elsewhere.
    for (wrong, place) in [
        (json!({"values": "AACA"}), "values"),
        (json!({"values": "1.0"}), "values"),
        (json!({"values": 1}), "values"),
        (json!({"plain": text}), "plain"),
    ] {
        let error = read(wrong).unwrap_err().to_string();
        assert!(error.contains(place), "{error}");
    }
}
