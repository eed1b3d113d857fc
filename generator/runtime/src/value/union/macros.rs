//! The macros that define unions.

/// Defines a union of objects that one constant property, the tag, tells apart.
///
/// ```
/// # use openapi_loom_runtime::serde_json::{self, json};
/// # use openapi_loom_runtime::{serde, tagged_union};
/// #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// # #[serde(crate = "openapi_loom_runtime::serde")]
/// pub struct Circle { r#type: String, radius: f64 }
///
/// tagged_union! {
///     /// A shape.
///     #[tag = "type"]
///     pub enum Shape {
///         /// A circle.
///         Circle(Circle) = "circle",
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Shape>(json);
/// assert!(matches!(read(json!({"radius": 1.5, "type": "circle"})), Ok(Shape::Circle(_))));
/// assert!(matches!(read(json!({"type": "square", "side": 1})), Ok(Shape::Other(_))));
/// assert!(read(json!("circle")).is_err());
/// ```
///
/// A variant that says `#[written = "circle"]` before its name holds an object that may leave the
/// tag out: it is written with that text, unless the object says one.
///
/// A method gives the field that all variants have by its name; of `Other`, it reads texts,
/// numbers and booleans as they came:
///
/// ```
/// # use openapi_loom_runtime::serde_json::{self, json};
/// # use openapi_loom_runtime::{object, tagged_union};
/// # object! {
/// #     /// A circle.
/// #     pub struct Circle {
/// #         /// The id.
/// #         #[wire(required = "id")]
/// #         pub id: String,
/// #     }
/// # }
/// # object! {
/// #     /// A square.
/// #     pub struct Square {
/// #         /// The id.
/// #         #[wire(optional = "id")]
/// #         pub id: Option<String>,
/// #     }
/// # }
/// tagged_union! {
///     /// A shape.
///     #[tag = "type"]
///     pub enum Shape {
///         /// A circle.
///         Circle(Circle) = "circle",
///         /// A square.
///         Square(Square) = "square",
///     }
///
///     impl Shape {
///         /// Returns the id.
///         pub fn id(&self) -> Option<&str> {
///             shared("id")
///         }
///     }
/// }
///
/// let id = |json| serde_json::from_value::<Shape>(json).unwrap().id().map(str::to_owned);
/// assert_eq!(id(json!({"type": "circle", "id": "c1"})).as_deref(), Some("c1"));
/// assert_eq!(id(json!({"type": "square"})), None);
/// assert_eq!(id(json!({"type": "line", "id": "l1"})).as_deref(), Some("l1"));
/// ```
#[macro_export]
macro_rules! tagged_union {
    (
        $(#[doc $($doc:tt)+])*
        $(#[deprecated $($deprecated:tt)*])?
        #[tag = $tag:literal]
        pub enum $name:ident {
            $(
                $(#[doc $($variant_doc:tt)+])*
                $(#[deprecated $($variant_deprecated:tt)*])?
                $(#[cfg $($variant_cfg:tt)+])*
                $(#[written = $written:literal])?
                $variant:ident($payload:ty $(,)?) = $($value:literal)|+,
            )*
        }
        $($shared:tt)*
    ) => {
        $(#[doc $($doc)+])*
        $(#[deprecated $($deprecated)*])?
        #[doc = concat!("\nTold apart by `", $tag, "`; an object with another or no `", $tag, "` reads as `Other`.")]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc $($variant_doc)+])*
                $(#[deprecated $($variant_deprecated)*])?
                $(#[cfg $($variant_cfg)+])*
                $variant($payload),
            )*
            /// An object that the document does not list, kept as it is.
            Other($crate::serde_json::Value),
        }

        impl $crate::value::Union for $name {
            const EXPECTED: &'static str = concat!("an object with `", $tag, "`");
            const TAG: &'static str = $tag;
            const NAME: &'static str = concat!("!", $tag);

            // No type of a document is called like the parameter.
            fn object<'de, __D: $crate::serde::Deserializer<'de>>(
                tag: ::std::option::Option<&str>,
                object: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                match tag {
                    $( $(#[cfg $($variant_cfg)+])* ::std::option::Option::Some($($value)|+) => {
                        $crate::value::decode::<$payload, _>(object).map(Self::$variant)
                    } )*
                    _ => $crate::value::other(object).map(Self::Other),
                }
            }
        }

        impl $crate::value::OpenUnion for $name {
            fn unlisted(value: $crate::serde_json::Value) -> Self {
                Self::Other(value)
            }
        }

        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                Self::Other($crate::serde_json::Value::Null)
            }
        }

        $( $(#[cfg $($variant_cfg)+])* impl ::std::convert::From<$payload> for $name {
            fn from(value: $payload) -> Self {
                Self::$variant(value)
            }
        } )*

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $( $(#[cfg $($variant_cfg)+])* Self::$variant(value) => {
                        $crate::__union_arm!(write value serializer; $($written)?)
                    } )*
                    Self::Other(value) => $crate::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        $crate::__union_deserialize!($name);
        $crate::__union_shared! {
            [$( $(#[cfg $($variant_cfg)+])* $variant = declared, )* Other = [object],]
            $($shared)*
        }
    };
}

/// Defines a union whose arms are told apart by JSON kind, by literal, or, for
/// objects, by tag.
///
/// Each variant says what it is told apart by: a text (a variant without payload is that very
/// string, one with payload an object whose tag has that text; of several texts, `("a" | "b")`), or
/// a JSON kind (`string`, `boolean`, `integer`, `number`, `list`, `object`; `texts` for an
/// [`open_enum!`](crate::open_enum), into which texts convert, `integers` for an
/// [`integer_enum!`](crate::integer_enum) or a [`UnixTime`](crate::UnixTime), into which integers
/// do, `numbers` for a number into which they do, too, `exact_numbers` for a
/// [`JsonNumber`](crate::JsonNumber) into which all numbers do; `items` for the list into which
/// arrays, slices and tuples of what converts into its items do (of up to three, the others are
/// `items_2` and `items_3`); `default` for an object that no tag has told apart, which is also what
/// the union is where there is no value). `Other(Value) = [string, object]` keeps values of these
/// kinds that no other variant takes.
///
/// ```
/// # use openapi_loom_runtime::serde_json::{self, Value, json};
/// # use openapi_loom_runtime::union;
/// union! {
///     /// How many.
///     #[expected = "a string or an integer"]
///     pub enum Count {
///         /// All of them.
///         All = "all",
///         /// So many.
///         Exactly(i64) = integer,
///         /// Anything newer.
///         Other(Value) = [string],
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Count>(json);
/// assert_eq!(read(json!("all")).unwrap(), Count::All);
/// assert_eq!(read(json!(7)).unwrap(), Count::Exactly(7));
/// assert_eq!(read(json!("few")).unwrap(), Count::Other(json!("few")));
/// assert_eq!(
///     read(json!([])).unwrap_err().to_string(),
///     "invalid type: sequence, expected a string or an integer"
/// );
/// ```
///
/// As in a [`tagged_union!`](crate::tagged_union), a variant with a tag may say what is `written`.
///
/// A kind that is none is an error of the compiler:
///
/// ```compile_fail
/// openapi_loom_runtime::union! {
///     /// How many.
///     #[expected = "an integer"]
///     pub enum Count {
///         /// So many.
///         Exactly(i64) = int,
///     }
/// }
/// ```
///
/// So is one of two kinds that are not in the order of the above:
///
/// ```compile_fail
/// openapi_loom_runtime::union! {
///     /// How many.
///     #[expected = "an integer, a string or an object"]
///     pub enum Count {
///         /// So many.
///         Exactly(i64) = integer,
///         /// Anything newer.
///         Other(openapi_loom_runtime::serde_json::Value) = [object, string],
///     }
/// }
/// ```
#[macro_export]
macro_rules! union {
    ($($definition:tt)*) => {
        $crate::__union! { [] $($definition)* }
    };
}

/// Defines a [`union!`](crate::union) in which some arms are told apart by more
/// than one property.
///
/// Such a variant says of which kind it is and what holds of all its values:
/// `(object, "role" = "user" | "system", "id" = present)`. A place in a value is
/// a path of properties, in which `0` is the first item of a list with a value at the rest of
/// the path that is not null, or else the first with null; what is there is a text, a number
/// (a negative one in parentheses) or a boolean, a kind, `null`, `absent`, or `present` and not
/// null; of several places one is enough. Where one of
/// several rules is enough, they stand in parentheses, and the kind behind them
/// takes all the rest: `((list, "0" = true), (list, "0" = absent), list)`. These variants are tried in their order, after
/// those that the tag alone tells apart, by looking at the value and never by
/// decoding it: what is decided for is decoded once.
///
/// ```
/// # use openapi_loom_runtime::serde_json::{self, Value, json};
/// # use openapi_loom_runtime::{object, ruled_union};
/// object! {
///     /// What was asked.
///     pub struct Question {
///         /// The text.
///         #[wire(required = "text")]
///         pub text: String,
///     }
/// }
///
/// object! {
///     /// What was answered.
///     pub struct Answer {
///         /// Its id.
///         #[wire(required = "id")]
///         pub id: String,
///         /// The text.
///         #[wire(required = "text")]
///         pub text: String,
///     }
/// }
///
/// ruled_union! {
///     /// What was said.
///     #[expected = "an object with `type`"]
///     pub enum Said {
///         /// An answer.
///         Answer(Answer) = (object, "type" = "message", "id" = present),
///         /// A question.
///         Question(Question) = (object, "type" = "message" | absent),
///         /// Anything newer.
///         Other(Value) = [object],
///     }
/// }
///
/// let read = |json| serde_json::from_value::<Said>(json).unwrap();
/// assert!(matches!(read(json!({"type": "message", "id": "1", "text": ""})), Said::Answer(_)));
/// assert!(matches!(read(json!({"text": "Why?"})), Said::Question(_)));
/// assert!(matches!(read(json!({"type": "image"})), Said::Other(_)));
/// ```
#[macro_export]
macro_rules! ruled_union {
    ($($definition:tt)*) => {
        $crate::__union! { [whole] $($definition)* }
    };
}

/// Both kinds of unions: where there is `whole`, objects and lists are looked at
/// as a whole once no tag has told them apart.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        [$($whole:ident)?]
        $(#[doc $($doc:tt)+])*
        $(#[deprecated $($deprecated:tt)*])?
        #[expected = $expected:literal]
        $(#[tag = $tag:literal])?
        pub enum $name:ident {
            $(
                $(#[doc $($variant_doc:tt)+])*
                $(#[deprecated $($variant_deprecated:tt)*])?
                $(#[cfg $($variant_cfg:tt)+])*
                $(#[written = $written:literal])?
                $variant:ident $(($payload:ty $(,)?))? = $key:tt,
            )*
        }
        $($shared:tt)*
    ) => {
        $(#[doc $($doc)+])*
        $(#[deprecated $($deprecated)*])?
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc $($variant_doc)+])*
                $(#[deprecated $($variant_deprecated)*])?
                $(#[cfg $($variant_cfg)+])*
                $variant $(($payload))?,
            )*
        }

        // One `if` or `return` per arm: the last return is without a condition
        // where a kind belongs to one arm alone.
        #[allow(unreachable_code, reason = "in some unions the last `return` is for any value")]
        impl $crate::value::Union for $name {
            const EXPECTED: &'static str = $expected;
            const TAG: &'static str = concat!("", $($tag)?);
            const NAME: &'static str = concat!("#", $($tag)?);

            fn text(text: &str) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(text text; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn boolean(value: bool) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                let _ = value;
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(boolean value; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn integer(
                value: $crate::JsonNumber,
            ) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                let _ = value;
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(integer value; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn number(
                value: $crate::JsonNumber,
            ) -> ::std::result::Result<Self, $crate::value::Mismatch> {
                let _ = value;
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(number value; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err($crate::value::Mismatch)
            }

            fn list<'de, __D: $crate::serde::Deserializer<'de>>(
                list: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $(
                    let list = match $crate::value::by_rules($crate::value::$whole(list)?, Self::list_by_rules) {
                        ::std::result::Result::Ok(list) => return list,
                        ::std::result::Result::Err(list) => list,
                    };
                )?
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(list list; $variant $(($payload))? = $key); )*
                drop(list);
                ::std::result::Result::Err(<Self as $crate::value::Union>::mismatch($crate::value::Unexpected::Seq))
            }

            fn object<'de, __D: $crate::serde::Deserializer<'de>>(
                tag: ::std::option::Option<&str>,
                object: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                let _ = tag;
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(tag object tag; $variant $(($payload))? = $key); )*
                $(
                    let object = match $crate::value::by_rules($crate::value::$whole(object)?, Self::object_by_rules) {
                        ::std::result::Result::Ok(object) => return object,
                        ::std::result::Result::Err(object) => object,
                    };
                )?
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(object object; $variant $(($payload))? = $key); )*
                drop(object);
                ::std::result::Result::Err(<Self as $crate::value::Union>::mismatch($crate::value::Unexpected::Map))
            }

            fn list_by_rules<__E: $crate::serde::de::Error>(
                list: $crate::value::Whole<__E>,
            ) -> ::std::result::Result<::std::result::Result<Self, __E>, $crate::value::Whole<__E>> {
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(rule list list; $variant $(($payload))? = $key); )*
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(rest list list; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err(list)
            }

            fn object_by_rules<__E: $crate::serde::de::Error>(
                object: $crate::value::Whole<__E>,
            ) -> ::std::result::Result<::std::result::Result<Self, __E>, $crate::value::Whole<__E>> {
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(rule object object; $variant $(($payload))? = $key); )*
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(rest object object; $variant $(($payload))? = $key); )*
                ::std::result::Result::Err(object)
            }

            fn arms<'de, __A: $crate::serde::de::SeqAccess<'de>>(arms: &mut __A) {
                let _ = &arms;
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(shape arms; $variant $(($payload))? = $key); )*
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(pattern value; $variant $(($payload))?) => {
                        $crate::__union_arm!(serialize value serializer; $(($payload))? $key $(, $written)?)
                    } )*
                }
            }
        }

        #[allow(unreachable_code, reason = "the first that can be empty returns")]
        impl $crate::value::Empty for $name {
            fn empty() -> Self {
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(default_empty; $variant $(($payload))? = $key); )*
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(other_empty; $variant $(($payload))? = $key); )*
                $( $(#[cfg $($variant_cfg)+])* $crate::__union_arm!(empty; $variant $(($payload))? = $key); )*
            }
        }

        $(
            $(#[cfg $($variant_cfg)+])*
            $crate::__union_from!($name $variant $(($payload))? = $key);
            $crate::__union_key!($variant $(($payload))? = $key);
        )*

        $crate::__union_deserialize!($name);
        $crate::__union_shared! {
            [$( $(#[cfg $($variant_cfg)+])* $variant = $key, )*]
            $($shared)*
        }
    };
}

/// Emits the part of one variant of [`union!`](crate::union) in each method.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_arm {
    (text $text:ident; $variant:ident = $key:literal) => {
        if $text == $key {
            return ::std::result::Result::Ok(Self::$variant);
        }
    };
    (text $text:ident; $variant:ident($payload:ty) = string) => {
        return ::std::result::Result::Ok(Self::$variant(
            <$payload as $crate::value::FromText>::from_text($text),
        ))
    };
    (text $text:ident; $variant:ident($payload:ty) = texts) => {
        $crate::__union_arm!(text $text; $variant($payload) = string)
    };
    (text $text:ident; $variant:ident($payload:ty) = [string $($more:tt)*]) => {
        return ::std::result::Result::Ok(Self::$variant($text.into()))
    };
    (boolean $value:ident; $variant:ident($payload:ty) = boolean) => {
        return ::std::result::Result::Ok(Self::$variant(<$payload>::from($value)))
    };
    (integer $value:ident; $variant:ident($payload:ty) = integer) => {
        return <$payload as $crate::value::FromNumber>::from_number($value)
            .map(Self::$variant)
            .ok_or($crate::value::Mismatch)
    };
    (integer $value:ident; $variant:ident($payload:ty) = integers) => {
        $crate::__union_arm!(integer $value; $variant($payload) = integer)
    };
    (number $value:ident; $variant:ident($payload:ty) = number) => {
        return <$payload as $crate::value::FromNumber>::from_number($value)
            .map(Self::$variant)
            .ok_or($crate::value::Mismatch)
    };
    (number $value:ident; $variant:ident($payload:ty) = numbers) => {
        $crate::__union_arm!(number $value; $variant($payload) = number)
    };
    (number $value:ident; $variant:ident($payload:ty) = exact_numbers) => {
        $crate::__union_arm!(number $value; $variant($payload) = number)
    };
    (list $list:ident; $variant:ident($payload:ty) = list) => {
        return $crate::value::decode::<$payload, _>($list).map(Self::$variant)
    };
    (list $list:ident; $variant:ident($payload:ty) = items) => {
        $crate::__union_arm!(list $list; $variant($payload) = list)
    };
    (list $list:ident; $variant:ident($payload:ty) = items_2) => {
        $crate::__union_arm!(list $list; $variant($payload) = list)
    };
    (list $list:ident; $variant:ident($payload:ty) = items_3) => {
        $crate::__union_arm!(list $list; $variant($payload) = list)
    };
    (list $list:ident; $variant:ident($payload:ty) = [$(string,)? $(object,)? list]) => {
        return $crate::value::other($list).map(Self::$variant)
    };
    (tag $object:ident $tag:ident; $variant:ident($payload:ty) = $key:literal) => {
        if $tag == ::std::option::Option::Some($key) {
            return $crate::value::decode::<$payload, _>($object)
                .map(Self::$variant);
        }
    };
    (tag $object:ident $tag:ident; $variant:ident($payload:ty) = ($($key:literal)|+)) => {
        if ::std::matches!($tag, $(::std::option::Option::Some($key))|+) {
            return $crate::value::decode::<$payload, _>($object)
                .map(Self::$variant);
        }
    };
    (rule object $value:ident; $variant:ident($payload:ty) = (object, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule list $value:ident; $variant:ident($payload:ty) = (list, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule list $value:ident; $variant:ident($payload:ty) = (items, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule list $value:ident; $variant:ident($payload:ty) = (items_2, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule list $value:ident; $variant:ident($payload:ty) = (items_3, $($tests:tt)+)) => {
        $crate::__union_arm!(decide $value; $variant($payload) = $($tests)+);
    };
    (rule $kind:ident $value:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ $(, $rest:ident)?)) => {
        $( $crate::__union_arm!(rule $kind $value; $variant($payload) = ($($rule)+)); )+
    };
    (object $object:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ , object)) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (list $list:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ , list)) => {
        return $crate::value::decode::<$payload, _>($list).map(Self::$variant)
    };
    (
        decide $value:ident;
        $variant:ident($payload:ty) = $($($place:literal)|+ = $($is:tt)|+),+ $(,)?
    ) => {
        if $( $crate::__union_test!($value, [$($place),+], [$($is),+]) )&&+ {
            return ::std::result::Result::Ok(
                $crate::value::decode::<$payload, _>($value).map(Self::$variant),
            );
        }
    };
    // The arm of all that no rule is for, but one that keeps what no arm is for.
    (rest $kind:ident $value:ident; $variant:ident($payload:ty) = [$($kinds:tt)*]) => {};
    (rest object $value:ident; $variant:ident($payload:ty) = object) => {
        return ::std::result::Result::Ok(
            $crate::value::decode::<$payload, _>($value).map(Self::$variant),
        )
    };
    (rest object $value:ident; $variant:ident($payload:ty) = default) => {
        $crate::__union_arm!(rest object $value; $variant($payload) = object)
    };
    (rest object $value:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ , object)) => {
        $crate::__union_arm!(rest object $value; $variant($payload) = object)
    };
    (rest list $value:ident; $variant:ident($payload:ty) = list) => {
        return ::std::result::Result::Ok(
            $crate::value::decode::<$payload, _>($value).map(Self::$variant),
        )
    };
    (rest list $value:ident; $variant:ident($payload:ty) = items) => {
        $crate::__union_arm!(rest list $value; $variant($payload) = list)
    };
    (rest list $value:ident; $variant:ident($payload:ty) = items_2) => {
        $crate::__union_arm!(rest list $value; $variant($payload) = list)
    };
    (rest list $value:ident; $variant:ident($payload:ty) = items_3) => {
        $crate::__union_arm!(rest list $value; $variant($payload) = list)
    };
    (rest list $value:ident; $variant:ident($payload:ty) = ($(($($rule:tt)+)),+ , list)) => {
        $crate::__union_arm!(rest list $value; $variant($payload) = list)
    };
    // A test that is not understood must not become an arm that is never chosen.
    (decide $($other:tt)*) => {
        ::std::compile_error!(concat!("no test of an arm: ", stringify!($($other)*)))
    };
    (object $object:ident; $variant:ident($payload:ty) = object) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (object $object:ident; $variant:ident($payload:ty) = default) => {
        return $crate::value::decode::<$payload, _>($object).map(Self::$variant)
    };
    (object $object:ident; $variant:ident($payload:ty) = [$(string,)? object $(, list)?]) => {
        return $crate::value::other($object).map(Self::$variant)
    };
    (shape $arms:ident; $variant:ident($payload:ty) = object) => {
        let _ = $arms.next_element::<$payload>();
    };
    (shape $arms:ident; $variant:ident($payload:ty) = default) => {
        let _ = $arms.next_element::<$payload>();
    };
    (shape $arms:ident; $variant:ident($payload:ty) = (object, $($tests:tt)+)) => {
        let _ = $arms.next_element::<$payload>();
    };
    (shape $arms:ident; $variant:ident($payload:ty) = ((object, $($tests:tt)+) $($more:tt)*)) => {
        let _ = $arms.next_element::<$payload>();
    };
    (default_empty; $variant:ident($payload:ty) = default) => {
        return Self::$variant(<$payload as $crate::value::Empty>::empty())
    };
    (other_empty; $variant:ident($payload:ty) = [$($kind:ident),*]) => {
        return Self::$variant($crate::serde_json::Value::Null)
    };
    (empty; $variant:ident($payload:ty) = $key:tt) => {
        return Self::$variant(<$payload as $crate::value::Empty>::empty())
    };
    (empty; $variant:ident = $key:tt) => {
        return Self::$variant
    };
    (pattern $value:ident; $variant:ident($payload:ty)) => {
        Self::$variant($value)
    };
    (pattern $value:ident; $variant:ident) => {
        Self::$variant
    };
    (serialize $value:ident $serializer:ident; ($payload:ty) $key:tt $(, $written:literal)?) => {
        $crate::__union_arm!(write $value $serializer; $($written)?)
    };
    (serialize $value:ident $serializer:ident; $key:literal) => {
        $serializer.serialize_str($key)
    };
    (write $value:ident $serializer:ident;) => {
        $crate::serde::Serialize::serialize($value, $serializer)
    };
    (write $value:ident $serializer:ident; $text:literal) => {{
        use $crate::value::Object as _;
        $value.serialize_with_tag($serializer, <Self as $crate::value::Union>::TAG, $text)
    }};
    ($($other:tt)*) => {};
}

/// Tests whether a value at one of these places is one of these.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_test {
    ($value:ident, [$($place:literal),+], $is:tt) => {
        ( $( $crate::__union_test!(at $value, $place, $is) )||+ )
    };
    (at $value:ident, $place:literal, [$($is:tt),+]) => {{
        let found = $crate::value::at(&$value, $place);
        $( $crate::__union_test!(found $is) )||+
    }};
    ($found:ident present) => {
        $found.is_some_and(|found| found.is_there())
    };
    ($found:ident absent) => {
        $found.is_none()
    };
    ($found:ident null) => {
        $found.is_some_and(|found| found.is_null())
    };
    ($found:ident string) => {
        $found.is_some_and(|found| found.is_string())
    };
    ($found:ident boolean) => {
        $found.is_some_and(|found| found.is_boolean())
    };
    ($found:ident integer) => {
        $found.is_some_and(|found| found.is_integer())
    };
    ($found:ident number) => {
        $found.is_some_and(|found| found.is_number())
    };
    ($found:ident list) => {
        $found.is_some_and(|found| found.is_array())
    };
    ($found:ident object) => {
        $found.is_some_and(|found| found.is_object())
    };
    ($found:ident ($value:literal)) => {
        $found.is_some_and(|found| found == $value)
    };
    ($found:ident $value:literal) => {
        $found.is_some_and(|found| found == $value)
    };
}

/// Refuses what [`union!`](crate::union) would take for a variant that nothing is.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_key {
    ($variant:ident = $text:literal) => {};
    ($variant:ident($payload:ty) = $text:literal) => {};
    ($variant:ident($payload:ty) = string) => {};
    ($variant:ident($payload:ty) = texts) => {};
    ($variant:ident($payload:ty) = boolean) => {};
    ($variant:ident($payload:ty) = integer) => {};
    ($variant:ident($payload:ty) = integers) => {};
    ($variant:ident($payload:ty) = number) => {};
    ($variant:ident($payload:ty) = numbers) => {};
    ($variant:ident($payload:ty) = exact_numbers) => {};
    ($variant:ident($payload:ty) = list) => {};
    ($variant:ident($payload:ty) = items) => {};
    ($variant:ident($payload:ty) = items_2) => {};
    ($variant:ident($payload:ty) = items_3) => {};
    ($variant:ident($payload:ty) = object) => {};
    ($variant:ident($payload:ty) = default) => {};
    ($variant:ident($payload:ty) = [string $(, object)? $(, list)?]) => {};
    ($variant:ident($payload:ty) = [object $(, list)?]) => {};
    ($variant:ident($payload:ty) = [list]) => {};
    ($variant:ident($payload:ty) = ($($text:literal)|+)) => {};
    ($variant:ident($payload:ty) = (object, $($tests:tt)+)) => {};
    ($variant:ident($payload:ty) = (list, $($tests:tt)+)) => {};
    ($variant:ident($payload:ty) = (items, $($tests:tt)+)) => {};
    ($variant:ident($payload:ty) = (items_2, $($tests:tt)+)) => {};
    ($variant:ident($payload:ty) = (items_3, $($tests:tt)+)) => {};
    ($variant:ident($payload:ty) = ($((object, $($tests:tt)+)),+ $(, object)?)) => {};
    ($variant:ident($payload:ty) = ($((list, $($tests:tt)+)),+ $(, list)?)) => {};
    ($variant:ident $(($payload:ty))? = $($key:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`", ::std::stringify!($variant), "` is told apart by what is no kind, text or rule: `",
            ::std::stringify!($($key)*), "`"
        ));
    };
}

/// The conversions into one variant of [`union!`](crate::union).
#[doc(hidden)]
#[macro_export]
macro_rules! __union_from {
    ($name:ident $variant:ident($payload:ty) = [$($kind:ident),*]) => {
        impl $crate::value::OpenUnion for $name {
            fn unlisted(value: $crate::serde_json::Value) -> Self {
                Self::$variant(value)
            }
        }

        $( $crate::__union_from!(other $name $variant $kind); )*
    };
    ($name:ident $variant:ident($payload:ty) = $key:tt) => {
        impl ::std::convert::From<$payload> for $name {
            fn from(value: $payload) -> Self {
                Self::$variant(value)
            }
        }

        $crate::__union_from!(more $name $variant $payload = $key);
    };
    (more $name:ident $variant:ident $payload:ty = integers) => {
        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (more $name:ident $variant:ident $payload:ty = numbers) => {
        impl ::std::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (more $name:ident $variant:ident $payload:ty = exact_numbers) => {
        $crate::__union_from!(numbers $name $variant i32 i64 u64 f64);
    };
    (numbers $name:ident $variant:ident $($number:ident)+) => {
        $(
            impl ::std::convert::From<$number> for $name {
                fn from(value: $number) -> Self {
                    Self::$variant(value.into())
                }
            }
        )+
    };
    (more $name:ident $variant:ident $payload:ty = items) => {
        impl $crate::value::ListUnion<1> for $name {
            type List = $payload;
        }
    };
    (more $name:ident $variant:ident $payload:ty = items_2) => {
        impl $crate::value::ListUnion<2> for $name {
            type List = $payload;
        }
    };
    (more $name:ident $variant:ident $payload:ty = items_3) => {
        impl $crate::value::ListUnion<3> for $name {
            type List = $payload;
        }
    };
    (more $name:ident $variant:ident $payload:ty = ($items:ident, $($tests:tt)+)) => {
        $crate::__union_from!(more $name $variant $payload = $items);
    };
    (more $name:ident $variant:ident $payload:ty = string) => {
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::$variant($crate::value::FromText::from_text(text))
            }
        }

        $crate::__union_from!(texts $name);
    };
    (more $name:ident $variant:ident $payload:ty = texts) => {
        $crate::__union_from!(more $name $variant $payload = string);
        $crate::__union_from!(owned $name);
    };
    (other $name:ident $variant:ident string) => {
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::value::Union::text(text)
                    .unwrap_or_else(|$crate::value::Mismatch| Self::$variant(text.into()))
            }
        }

        $crate::__union_from!(owned $name);
        $crate::__union_from!(texts $name);
    };
    (owned $name:ident) => {
        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                text.as_str().into()
            }
        }
    };
    (texts $name:ident) => {
        impl ::std::convert::From<&::std::string::String> for $name {
            fn from(text: &::std::string::String) -> Self {
                text.as_str().into()
            }
        }

        impl ::std::convert::From<::std::borrow::Cow<'_, str>> for $name {
            fn from(text: ::std::borrow::Cow<'_, str>) -> Self {
                text.into_owned().as_str().into()
            }
        }

        impl ::std::convert::From<::std::boxed::Box<str>> for $name {
            fn from(text: ::std::boxed::Box<str>) -> Self {
                (&*text).into()
            }
        }
    };
    ($($other:tt)*) => {};
}

/// The entry into [`Union`](crate::value::Union) from serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_deserialize {
    ($name:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::value::deserialize_union(deserializer)
            }
        }
    };
}

/// The methods of a union for the properties that all of its variants have.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_shared {
    ($variants:tt) => {};
    (
        $variants:tt
        impl $name:ident {
            $(
                $(#[doc $($doc:tt)+])*
                pub fn $method:ident(&self $(,)?) -> $returned:ty { shared($property:literal) }
            )+
        }
    ) => {
        impl $name {
            $(
                $(#[doc $($doc)+])*
                pub fn $method(&self) -> $returned {
                    $crate::__union_shared!(match self $method $property $variants)
                }
            )+
        }
    };
    (
        match $union:ident $field:ident $property:literal
        [$( $(#[cfg $($cfg:tt)+])* $variant:ident = $key:tt, )*]
    ) => {
        match $union {
            $( $(#[cfg $($cfg)+])* Self::$variant(value) => {
                $crate::__union_shared!(value value $field $property $key)
            } )*
        }
    };
    (value $value:ident $field:ident $property:literal [$($kind:ident),+]) => {
        $crate::value::Unlisted::of($value, $property)
    };
    (value $value:ident $field:ident $property:literal $key:tt) => {
        $crate::value::Shared::shared(&$value.$field)
    };
}
