//! The keys of every object but schemas.

use super::{Described, Holds, Key};
use crate::source::Node;

/// The kinds of objects of a document, schemas apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Root,
    Info,
    Contact,
    License,
    ExternalDocs,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    /// A path item whose operations callers serve.
    Served,
    /// An operation that callers serve.
    Webhook,
    /// The body of a request that callers serve.
    Posted,
    /// Requests of the server to those who called an operation.
    Callback,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Link,
    Example,
    Tag,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    Discriminator,
    Xml,
    /// The names and words of the values of an enum, for AutoRest.
    MsEnum,
    /// Those of one value.
    MsEnumValue,
    /// A reference to a shared part, and what may stand beside it.
    Reference,
}

pub(super) const LOCATES: &str = "references are followed by it, and it says nothing else";
pub(super) const READERS: &str = "it speaks to those who read the document";
const SERVED: &str = "it is for those who serve it: a client calls none";
const FOLLOWS: &str = "it says which calls may follow, and not what these are";
const EXAMPLE: &str = "it shows a value, for examples of calls, and says nothing of others";
pub(super) const XML: &str = "XML is sent and read as it is";
const WITHOUT_TYPES: &str = "callbacks of what the server calls have no types";

const ROOT: [Key; 11] = [
    Key::used("openapi"),
    Key::used("info").holding(Holds::Part(ObjectKind::Info)),
    Key::used("servers").holding(Holds::PartList(ObjectKind::Server)).or("[]"),
    Key::used("paths").holding(Holds::Parts(ObjectKind::PathItem)),
    Key::used("webhooks").holding(Holds::Parts(ObjectKind::Served)),
    Key::shared("components").holding(Holds::Part(ObjectKind::Components)),
    Key::used("security"),
    Key::used("tags").holding(Holds::PartList(ObjectKind::Tag)).or("[]"),
    Key::harmless("externalDocs", READERS).holding(Holds::Part(ObjectKind::ExternalDocs)),
    Key::harmless("jsonSchemaDialect", "all dialects are read alike"),
    Key::harmless("$self", LOCATES),
];

const INFO: [Key; 7] = [
    Key::used("title"),
    Key::used("version"),
    Key::harmless("description", READERS),
    Key::harmless("summary", READERS),
    Key::harmless("termsOfService", READERS),
    Key::harmless("contact", READERS).holding(Holds::Part(ObjectKind::Contact)),
    Key::harmless("license", LICENSE_OF_API).holding(Holds::Part(ObjectKind::License)),
];

const LICENSE_OF_API: &str = "it is that of the API, and not of the client";

const CONTACT: [Key; 3] = [
    Key::harmless("name", READERS),
    Key::harmless("url", READERS),
    Key::harmless("email", READERS),
];

const LICENSE: [Key; 3] = [
    Key::harmless("name", LICENSE_OF_API),
    Key::harmless("identifier", LICENSE_OF_API),
    Key::harmless("url", LICENSE_OF_API),
];

const EXTERNAL_DOCS: [Key; 2] = [Key::used("url"), Key::used("description")];

const SERVER: [Key; 4] = [
    Key::used("url"),
    Key::used("description"),
    Key::used("variables").holding(Holds::Parts(ObjectKind::ServerVariable)).or("{}"),
    Key::used("name"),
];

const SERVER_VARIABLE: [Key; 3] =
    [Key::used("enum").or("[]"), Key::used("default"), Key::used("description")];

const COMPONENTS: [Key; 11] = [
    Key::used("schemas").holding(Holds::Named).or("{}"),
    Key::shared("responses").holding(Holds::Parts(ObjectKind::Response)).or("{}"),
    Key::shared("parameters").holding(Holds::Parts(ObjectKind::Parameter)).or("{}"),
    Key::harmless("examples", EXAMPLE).holding(Holds::Parts(ObjectKind::Example)).or("{}"),
    Key::shared("requestBodies").holding(Holds::Parts(ObjectKind::RequestBody)).or("{}"),
    Key::shared("headers").holding(Holds::Parts(ObjectKind::Header)).or("{}"),
    Key::used("securitySchemes").holding(Holds::Parts(ObjectKind::SecurityScheme)).or("{}"),
    Key::harmless("links", FOLLOWS).holding(Holds::Parts(ObjectKind::Link)).or("{}"),
    Key::shared("callbacks").holding(Holds::Parts(ObjectKind::Callback)).or("{}"),
    Key::shared("pathItems").holding(Holds::Parts(ObjectKind::PathItem)).or("{}"),
    Key::shared("mediaTypes").holding(Holds::Parts(ObjectKind::MediaType)).or("{}"),
];

/// Lists the keys of a path item whose operations are of that kind.
const fn path_item(operation: ObjectKind, servers: Key, parameters: Key) -> [Key; 15] {
    [
        Key::used("$ref"),
        Key::used("summary"),
        Key::used("description"),
        Key::used("get").holding(Holds::Part(operation)),
        Key::used("put").holding(Holds::Part(operation)),
        Key::used("post").holding(Holds::Part(operation)),
        Key::used("delete").holding(Holds::Part(operation)),
        Key::used("options").holding(Holds::Part(operation)),
        Key::used("head").holding(Holds::Part(operation)),
        Key::used("patch").holding(Holds::Part(operation)),
        Key::used("trace").holding(Holds::Part(operation)),
        Key::used("query").holding(Holds::Part(operation)),
        Key::used(OTHER_METHODS).holding(Holds::Parts(operation)),
        servers.holding(Holds::PartList(ObjectKind::Server)),
        parameters.holding(Holds::PartList(ObjectKind::Parameter)).or("[]"),
    ]
}

const PATH_ITEM: [Key; 15] =
    path_item(ObjectKind::Operation, Key::used("servers").or("[]"), Key::used("parameters"));

const OPERATION: [Key; 12] = [
    Key::used("tags").or("[]"),
    Key::used("summary"),
    Key::used("description"),
    Key::used("externalDocs").holding(Holds::Part(ObjectKind::ExternalDocs)),
    Key::used("operationId"),
    Key::used("parameters").holding(Holds::PartList(ObjectKind::Parameter)).or("[]"),
    Key::used("requestBody").holding(Holds::Part(ObjectKind::RequestBody)),
    Key::used("responses").holding(Holds::Parts(ObjectKind::Response)),
    Key::used("callbacks").holding(Holds::Parts(ObjectKind::Callback)).or("{}"),
    Key::used("deprecated").or("false"),
    Key::used("security"),
    Key::used("servers").holding(Holds::PartList(ObjectKind::Server)).or("[]"),
];

const SERVED_ITEM: [Key; 15] = path_item(
    ObjectKind::Webhook,
    Key::harmless("servers", SERVED),
    Key::reported("parameters", POSTED_ALONE),
);

const POSTED_ALONE: &str = "what is posted is its body";

const WEBHOOK: [Key; 12] = [
    Key::harmless("tags", SERVED),
    Key::used("summary"),
    Key::used("description"),
    Key::harmless("externalDocs", READERS).holding(Holds::Part(ObjectKind::ExternalDocs)),
    Key::harmless("operationId", "a webhook is known by its name"),
    Key::reported("parameters", POSTED_ALONE)
        .holding(Holds::PartList(ObjectKind::Parameter))
        .or("[]"),
    Key::used("requestBody").holding(Holds::Part(ObjectKind::Posted)),
    Key::harmless("responses", SERVED).holding(Holds::Parts(ObjectKind::Response)),
    Key::reported("callbacks", WITHOUT_TYPES).holding(Holds::Parts(ObjectKind::Callback)),
    Key::used("deprecated").or("false"),
    Key::harmless("security", SERVED),
    Key::harmless("servers", SERVED).holding(Holds::PartList(ObjectKind::Server)),
];

const POSTED: [Key; 3] = [
    Key::used("description"),
    Key::used("content").holding(Holds::Parts(ObjectKind::MediaType)),
    Key::harmless("required", "what is posted is read as it comes"),
];

/// A path item under an expression, which is no name of ours.
const CALLBACK: [Key; 1] = [Key::used("{expression}").holding(Holds::Part(ObjectKind::Served))];

const PARAMETER: [Key; 13] = [
    Key::used("name"),
    Key::used("in"),
    Key::used("description"),
    Key::used("required").or("false"),
    Key::used("deprecated").or("false"),
    Key::harmless("allowEmptyValue", "an empty value can always be given"),
    Key::used("style"),
    Key::used("explode"),
    Key::used("allowReserved").or("false"),
    Key::used("schema").holding(Holds::One),
    Key::used("content").holding(Holds::Parts(ObjectKind::MediaType)),
    Key::harmless("example", EXAMPLE),
    Key::harmless("examples", EXAMPLE).holding(Holds::Parts(ObjectKind::Example)),
];

const HEADER: [Key; 9] = [
    Key::used("description"),
    Key::used("required").or("false"),
    Key::used("deprecated").or("false"),
    Key::harmless("style", "there is one style of headers"),
    Key::harmless("explode", "a list is the same either way, and what has properties is text"),
    Key::used("schema").holding(Holds::One),
    Key::used("content").holding(Holds::Parts(ObjectKind::MediaType)),
    Key::harmless("example", EXAMPLE),
    Key::harmless("examples", EXAMPLE).holding(Holds::Parts(ObjectKind::Example)),
];

const REQUEST_BODY: [Key; 3] = [
    Key::used("description"),
    Key::used("content").holding(Holds::Parts(ObjectKind::MediaType)),
    Key::used("required").or("false"),
];

const MEDIA_TYPE: [Key; 7] = [
    Key::used("schema").holding(Holds::One),
    Key::used("itemSchema").holding(Holds::One).of(Described::Items),
    Key::harmless("example", EXAMPLE),
    Key::harmless("examples", EXAMPLE).holding(Holds::Parts(ObjectKind::Example)),
    Key::used("encoding").holding(Holds::Parts(ObjectKind::Encoding)).or("{}"),
    Key::used("prefixEncoding").holding(Holds::PartList(ObjectKind::Encoding)),
    Key::used("itemEncoding").holding(Holds::Part(ObjectKind::Encoding)),
];

const ENCODING: [Key; 8] = [
    Key::used("contentType"),
    Key::used("headers").holding(Holds::Parts(ObjectKind::Header)).or("{}"),
    Key::used("style"),
    Key::used("explode"),
    Key::used("allowReserved").or("false"),
    Key::reported("encoding", WITHIN).holding(Holds::Parts(ObjectKind::Encoding)),
    Key::reported("prefixEncoding", WITHIN).holding(Holds::PartList(ObjectKind::Encoding)),
    Key::reported("itemEncoding", WITHIN).holding(Holds::Part(ObjectKind::Encoding)),
];

const WITHIN: &str = "parts within parts are written as JSON";

const RESPONSE: [Key; 5] = [
    Key::harmless("summary", READERS),
    Key::harmless(
        "description",
        "the type of an answer documents it, its variant for the status, or the call its error",
    ),
    Key::used("headers").holding(Holds::Parts(ObjectKind::Header)).or("{}"),
    Key::used("content").holding(Holds::Parts(ObjectKind::MediaType)).or("{}"),
    Key::harmless("links", FOLLOWS).holding(Holds::Parts(ObjectKind::Link)),
];

const LINK: [Key; 6] = [
    Key::harmless("operationRef", FOLLOWS),
    Key::harmless("operationId", FOLLOWS),
    Key::harmless("parameters", FOLLOWS),
    Key::harmless("requestBody", FOLLOWS),
    Key::harmless("description", READERS),
    Key::harmless("server", FOLLOWS).holding(Holds::Part(ObjectKind::Server)),
];

const EXAMPLE_KEYS: [Key; 6] = [
    Key::harmless("summary", READERS),
    Key::harmless("description", READERS),
    Key::harmless("value", EXAMPLE),
    Key::harmless("dataValue", EXAMPLE),
    Key::harmless("serializedValue", EXAMPLE),
    Key::harmless("externalValue", EXAMPLE),
];

const TAG: [Key; 6] = [
    Key::used("name"),
    Key::used("summary"),
    Key::used("description"),
    Key::used("externalDocs").holding(Holds::Part(ObjectKind::ExternalDocs)),
    Key::used("parent"),
    Key::harmless("kind", "a group is one of calls, whatever the tag is for"),
];

const SECURITY_SCHEME: [Key; 10] = [
    Key::used("type"),
    Key::used("description"),
    Key::used("name"),
    Key::used("in"),
    Key::used("scheme"),
    Key::harmless("bearerFormat", "a token is sent as it is, whatever is in it"),
    Key::used("flows").holding(Holds::Part(ObjectKind::OAuthFlows)),
    Key::used("openIdConnectUrl"),
    Key::used("oauth2MetadataUrl"),
    Key::used("deprecated").or("false"),
];

const OAUTH_FLOWS: [Key; 5] = [
    Key::used("implicit").holding(Holds::Part(ObjectKind::OAuthFlow)),
    Key::used("password").holding(Holds::Part(ObjectKind::OAuthFlow)),
    Key::used("clientCredentials").holding(Holds::Part(ObjectKind::OAuthFlow)),
    Key::used("authorizationCode").holding(Holds::Part(ObjectKind::OAuthFlow)),
    Key::used("deviceAuthorization").holding(Holds::Part(ObjectKind::OAuthFlow)),
];

const OAUTH_FLOW: [Key; 5] = [
    Key::used("authorizationUrl"),
    Key::used("deviceAuthorizationUrl"),
    Key::used("tokenUrl"),
    Key::used("refreshUrl"),
    Key::used("scopes").or("{}"),
];

const DISCRIMINATOR: [Key; 3] =
    [Key::used("propertyName"), Key::used("mapping"), Key::used("defaultMapping")];

const XML_KEYS: [Key; 6] = [
    Key::harmless("name", XML),
    Key::harmless("namespace", XML),
    Key::harmless("prefix", XML),
    Key::harmless("attribute", XML),
    Key::harmless("wrapped", XML),
    Key::harmless("nodeType", XML),
];

const MS_ENUM: [Key; 3] = [
    Key::harmless("name", "a type is named after its place or its component"),
    Key::harmless("modelAsString", "an enum takes other values, too"),
    Key::used("values").holding(Holds::PartList(ObjectKind::MsEnumValue)).or("[]"),
];

const MS_ENUM_VALUE: [Key; 3] = [Key::used("value"), Key::used("name"), Key::used("description")];

const REFERENCE: [Key; 3] = [
    Key::used("$ref"),
    Key::harmless("summary", WITHOUT_TEXT),
    Key::harmless("description", WITHOUT_TEXT),
];

const WITHOUT_TEXT: &str = "what it refers to has no such text";

impl ObjectKind {
    /// Returns the keys that it may have.
    pub(crate) const fn keys(self) -> &'static [Key] {
        match self {
            Self::Root => &ROOT,
            Self::Info => &INFO,
            Self::Contact => &CONTACT,
            Self::License => &LICENSE,
            Self::ExternalDocs => &EXTERNAL_DOCS,
            Self::Server => &SERVER,
            Self::ServerVariable => &SERVER_VARIABLE,
            Self::Components => &COMPONENTS,
            Self::PathItem => &PATH_ITEM,
            Self::Operation => &OPERATION,
            Self::Served => &SERVED_ITEM,
            Self::Webhook => &WEBHOOK,
            Self::Posted => &POSTED,
            Self::Callback => &CALLBACK,
            Self::Parameter => &PARAMETER,
            Self::Header => &HEADER,
            Self::RequestBody => &REQUEST_BODY,
            Self::MediaType => &MEDIA_TYPE,
            Self::Encoding => &ENCODING,
            Self::Response => &RESPONSE,
            Self::Link => &LINK,
            Self::Example => &EXAMPLE_KEYS,
            Self::Tag => &TAG,
            Self::SecurityScheme => &SECURITY_SCHEME,
            Self::OAuthFlows => &OAUTH_FLOWS,
            Self::OAuthFlow => &OAUTH_FLOW,
            Self::Discriminator => &DISCRIMINATOR,
            Self::Xml => &XML_KEYS,
            Self::MsEnum => &MS_ENUM,
            Self::MsEnumValue => &MS_ENUM_VALUE,
            Self::Reference => &REFERENCE,
        }
    }

    /// Finds the key of that name.
    pub(crate) fn key(self, name: &str) -> Option<&'static Key> {
        match self {
            Self::Callback => CALLBACK.first(),
            _ => self.keys().iter().find(|key| key.name == name),
        }
    }

    /// Returns the kind of an object of this kind, which may refer to another one. Path items
    /// can say more beside a reference.
    pub(crate) fn of(self, node: Node<'_>) -> Self {
        let refers = node.get("$ref").is_some();
        match self {
            Self::PathItem | Self::Served => self,
            _ if refers => Self::Reference,
            _ => self,
        }
    }

    /// Tells an extension from an object of this kind, by its name and value. Beside paths and
    /// statuses all that begins with `x-` is an extension; elsewhere objects are not, such as the
    /// header `x-request-id`.
    pub(crate) fn is_extension(self, name: &str, node: Node<'_>) -> bool {
        let has_pattern = matches!(self, Self::PathItem | Self::Response);
        name.starts_with("x-") && (has_pattern || !node.is_object())
    }

    /// Returns the key without which an object of this kind says nothing.
    pub(super) const fn needed(self) -> Option<&'static str> {
        match self {
            Self::ExternalDocs | Self::Server => Some("url"),
            Self::Tag => Some("name"),
            _ => None,
        }
    }

    /// Returns its name, with its article.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Root => "the document",
            Self::Info => "`info`",
            Self::Contact => "`contact`",
            Self::License => "`license`",
            Self::ExternalDocs => "`externalDocs`",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "`components`",
            Self::PathItem | Self::Served => "a path item",
            Self::Operation => "an operation",
            Self::Webhook => "a request that callers serve",
            Self::Parameter => "a parameter",
            Self::Header => "a header",
            Self::RequestBody | Self::Posted => "a request body",
            Self::Callback => "a callback",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Link => "a link",
            Self::Example => "an example",
            Self::Tag => "a tag",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "`flows`",
            Self::OAuthFlow => "an OAuth flow",
            Self::Discriminator => "a discriminator",
            Self::Xml => "`xml`",
            Self::MsEnum => "`x-ms-enum`",
            Self::MsEnumValue => "a value of `x-ms-enum`",
            Self::Reference => "a reference",
        }
    }
}

/// Tells whether a path item has the operation of a method under this key.
pub(crate) fn is_method(key: &str) -> bool {
    let held = Holds::Part(ObjectKind::Operation);
    PATH_ITEM.iter().any(|known| known.name == key && known.holds == held)
}

/// The key of a path item under which it has the operations of other methods.
pub(crate) const OTHER_METHODS: &str = "additionalOperations";
