//! Texts that stand for values of other libraries.

use openapi_loom_runtime::http::Bytes;
use openapi_loom_runtime::value::Format;
use openapi_loom_runtime::{Nullable, Parsed, jiff, object, rust_decimal, uuid};
use serde_json::json;

object! {
    /// Something that happened.
    #[derive(Default)]
    pub struct Happened {
        /// Its time.
        #[wire(corrected = "at")]
        pub at: Parsed<jiff::Timestamp>,
        /// Its day.
        #[wire(optional = "day")]
        pub day: Nullable<Parsed<jiff::civil::Date>>,
    }
}

#[track_caller]
fn read<T: Format>(text: &str) -> Parsed<T> {
    let json = serde_json::to_string(text).unwrap();
    let parsed: Parsed<T> = serde_json::from_str(&json).unwrap();
    // Whatever it stands for, it is sent back as it came.
    assert_eq!(serde_json::to_string(&parsed).unwrap(), json);
    assert_eq!((parsed.as_str(), parsed.to_string().as_str()), (text, text));
    parsed
}

#[track_caller]
fn of<T: Format>(text: &str) -> Option<T> {
    read(text).into_value()
}

#[test]
fn points_in_time() {
    let wanted: jiff::Timestamp = "2024-02-03T04:05:06.7Z".parse().unwrap();
    for text in [
        "2024-02-03T04:05:06.7Z",
        "2024-02-03T04:05:06.700000+00:00",
        "2024-02-03 06:05:06.7+02:00",
    ] {
        assert_eq!(of(text), Some(wanted), "{text}");
        assert_eq!(read::<jiff::Timestamp>(text), wanted);
    }
    for text in ["", "yesterday", "2024-02-03T04:05:06", "1706933106"] {
        assert_eq!(of::<jiff::Timestamp>(text), None, "{text}");
    }
    assert_eq!(Parsed::from(wanted).as_str(), "2024-02-03T04:05:06.7Z");
    assert!(read::<jiff::Timestamp>("2024-02-03T00:00:00Z") < wanted);
}

#[test]
fn days_times_and_spans() {
    assert_eq!(of("2024-02-29"), Some(jiff::civil::date(2024, 2, 29)));
    assert_eq!(of::<jiff::civil::Date>("2023-02-29"), None);
    assert_eq!(of("04:05:06"), Some(jiff::civil::time(4, 5, 6, 0)));
    assert_eq!(of("2024-02-03T04:05"), Some(jiff::civil::date(2024, 2, 3).at(4, 5, 0, 0)));
    let span = of::<jiff::Span>("P1Y2M3DT4H5M6S").unwrap();
    assert_eq!((span.get_years(), span.get_days(), span.get_seconds()), (1, 3, 6));
    assert_eq!(Parsed::from(jiff::Span::new().minutes(90)).as_str(), "PT90M");
    assert!(of::<jiff::Span>("a while").is_none());
}

#[test]
fn uuids() {
    let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let wanted: uuid::Uuid = text.parse().unwrap();
    assert_eq!(of(&text.to_uppercase()), Some(wanted));
    assert_eq!(of(&text.replace('-', "")), Some(wanted));
    assert_eq!(of::<uuid::Uuid>("acct_1"), None);
    assert_eq!(Parsed::from(wanted).as_str(), text);
}

#[test]
fn decimals() {
    let decimal = |text: &str| -> rust_decimal::Decimal { text.parse().unwrap() };
    assert_eq!(of("0.10"), Some(decimal("0.1")));
    assert_eq!(of("1.5e3"), Some(decimal("1500")));
    assert_eq!(of::<rust_decimal::Decimal>("NaN"), None);
    // No digit is rounded away.
    assert_eq!(of::<rust_decimal::Decimal>("0.12345678901234567890123456789012345"), None);
    assert_eq!(Parsed::from(decimal("12.340")).as_str(), "12.340");
}

#[test]
fn bytes() {
    for text in ["+/8=", "+/8", "-_8=", "-_8"] {
        assert_eq!(of(text), Some(Bytes::from_static(&[0xfb, 0xff])), "{text}");
    }
    assert_eq!(of::<Bytes>("no base64!"), None);
    assert_eq!(of(""), Some(Bytes::new()));
    assert_eq!(Parsed::from(vec![0xfb, 0xff]).as_str(), "+/8=");
    assert_eq!(Parsed::from(&b"hi"[..]), Parsed::<Bytes>::from("aGk="));
}

#[test]
fn a_property_that_cannot_be_parsed_costs_nothing() {
    let body = json!({"at": "soon", "day": "2024-01-01"});
    let happened: Happened = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(happened.at.value(), None);
    assert_eq!(happened.day.as_ref().unwrap(), &jiff::civil::date(2024, 1, 1));
    assert_eq!(serde_json::to_value(&happened).unwrap(), body);
    let corrected: Happened = serde_json::from_value(json!({"at": null, "day": null})).unwrap();
    assert_eq!((corrected.at.as_str(), corrected.day.is_null()), ("", true));
    assert!(serde_json::from_value::<Happened>(json!({"at": 7})).is_err());
}

#[test]
fn texts_and_values_are_taken() {
    let from = |value: Parsed<jiff::civil::Date>| value.to_string();
    assert_eq!(from("2024-01-01".into()), "2024-01-01");
    assert_eq!(from("2024-01-01".to_owned().into()), "2024-01-01");
    assert_eq!(from(jiff::civil::date(2024, 1, 1).into()), "2024-01-01");
    assert_eq!(Parsed::<uuid::Uuid>::from("x"), *"x");
}
