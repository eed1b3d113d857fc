//! The keys of every object but schemas.

use super::Key;

/// The kinds of objects of a document, schemas apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Info,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Tag,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    Discriminator,
    /// A reference to a shared part, and what may stand beside it.
    Reference,
}

const READERS: &str = "it speaks to those who read the document";
const EXAMPLE: &str = "it shows a value, and says nothing of others";
const SHARED: &str = "its parts are used where they are referred to";

const ROOT: [Key; 11] = [
    Key::used("openapi"),
    Key::used("info"),
    Key::used("servers"),
    Key::used("paths"),
    Key::used("webhooks"),
    Key::harmless("components", SHARED),
    Key::used("security"),
    Key::harmless("tags", "operations name the tags that count"),
    Key::harmless("externalDocs", READERS),
    Key::harmless("jsonSchemaDialect", "all dialects are read alike"),
    Key::harmless("$self", "a document is read from where it was found"),
];

const INFO: [Key; 7] = [
    Key::used("title"),
    Key::used("version"),
    Key::harmless("description", READERS),
    Key::harmless("summary", READERS),
    Key::harmless("termsOfService", READERS),
    Key::harmless("contact", READERS),
    Key::harmless("license", "it is that of the API, and not of the client"),
];

const SERVER: [Key; 4] =
    [Key::used("url"), Key::used("description"), Key::used("variables"), Key::used("name")];

const SERVER_VARIABLE: [Key; 3] =
    [Key::used("enum"), Key::used("default"), Key::harmless("description", READERS)];

const COMPONENTS: [Key; 11] = [
    Key::used("schemas"),
    Key::harmless("responses", SHARED),
    Key::harmless("parameters", SHARED),
    Key::harmless("examples", SHARED),
    Key::harmless("requestBodies", SHARED),
    Key::harmless("headers", SHARED),
    Key::used("securitySchemes"),
    Key::harmless("links", SHARED),
    Key::harmless("callbacks", SHARED),
    Key::harmless("pathItems", SHARED),
    Key::harmless("mediaTypes", SHARED),
];

const PATH_ITEM: [Key; 15] = [
    Key::used("$ref"),
    Key::harmless("summary", "each operation has documentation of its own"),
    Key::harmless("description", "each operation has documentation of its own"),
    Key::used("get"),
    Key::used("put"),
    Key::used("post"),
    Key::used("delete"),
    Key::used("options"),
    Key::used("head"),
    Key::used("patch"),
    Key::used("trace"),
    Key::used("query"),
    Key::used("additionalOperations"),
    Key::used("servers"),
    Key::used("parameters"),
];

const OPERATION: [Key; 12] = [
    Key::used("tags"),
    Key::used("summary"),
    Key::used("description"),
    Key::harmless("externalDocs", READERS),
    Key::used("operationId"),
    Key::used("parameters"),
    Key::used("requestBody"),
    Key::used("responses"),
    Key::reported("callbacks", "what the server calls has no types"),
    Key::used("deprecated").or("false"),
    Key::used("security"),
    Key::used("servers"),
];

const PARAMETER: [Key; 13] = [
    Key::used("name"),
    Key::used("in"),
    Key::used("description"),
    Key::used("required").or("false"),
    Key::used("deprecated").or("false"),
    Key::harmless("allowEmptyValue", "an empty value can always be given"),
    Key::used("style"),
    Key::used("explode"),
    Key::used("allowReserved"),
    Key::used("schema"),
    Key::used("content"),
    Key::harmless("example", EXAMPLE),
    Key::harmless("examples", EXAMPLE),
];

const HEADER: [Key; 9] = [
    Key::used("description"),
    Key::used("required").or("false"),
    Key::used("deprecated").or("false"),
    Key::used("style").or("simple"),
    Key::used("explode").or("false"),
    Key::used("schema"),
    Key::used("content"),
    Key::harmless("example", EXAMPLE),
    Key::harmless("examples", EXAMPLE),
];

const REQUEST_BODY: [Key; 3] = [
    Key::harmless("description", "a body is documented by its type"),
    Key::used("content"),
    Key::used("required").or("false"),
];

const MEDIA_TYPE: [Key; 7] = [
    Key::used("schema"),
    Key::used("itemSchema"),
    Key::harmless("example", EXAMPLE),
    Key::harmless("examples", EXAMPLE),
    Key::used("encoding"),
    Key::used("prefixEncoding"),
    Key::used("itemEncoding"),
];

const ENCODING: [Key; 8] = [
    Key::used("contentType"),
    Key::reported("headers", "a part has no headers but those of its content"),
    Key::used("style"),
    Key::used("explode"),
    Key::used("allowReserved"),
    Key::reported("encoding", "parts within parts are written as JSON"),
    Key::reported("prefixEncoding", "parts within parts are written as JSON"),
    Key::reported("itemEncoding", "parts within parts are written as JSON"),
];

const RESPONSE: [Key; 5] = [
    Key::harmless("summary", READERS),
    Key::used("description"),
    Key::harmless("headers", "an answer gives all of its headers, declared or not"),
    Key::used("content"),
    Key::harmless("links", "they say which calls may follow, and not what these are"),
];

const TAG: [Key; 6] = [
    Key::used("name"),
    Key::harmless("summary", READERS),
    Key::harmless("description", READERS),
    Key::harmless("externalDocs", READERS),
    Key::harmless("parent", "a group is one of calls, however tags are ordered"),
    Key::harmless("kind", "a group is one of calls, whatever the tag is for"),
];

const SECURITY_SCHEME: [Key; 10] = [
    Key::used("type"),
    Key::harmless("description", READERS),
    Key::used("name"),
    Key::used("in"),
    Key::used("scheme"),
    Key::harmless("bearerFormat", "a token is sent as it is, whatever is in it"),
    Key::used("flows"),
    Key::used("openIdConnectUrl"),
    Key::used("oauth2MetadataUrl"),
    Key::used("deprecated").or("false"),
];

const OAUTH_FLOWS: [Key; 5] = [
    Key::used("implicit"),
    Key::used("password"),
    Key::used("clientCredentials"),
    Key::used("authorizationCode"),
    Key::used("deviceAuthorization"),
];

const OAUTH_FLOW: [Key; 5] = [
    Key::used("authorizationUrl"),
    Key::used("deviceAuthorizationUrl"),
    Key::used("tokenUrl"),
    Key::used("refreshUrl"),
    Key::used("scopes"),
];

const DISCRIMINATOR: [Key; 3] = [
    Key::used("propertyName"),
    Key::used("mapping"),
    Key::reported("defaultMapping", "an object of another value is kept as it is, as `Other`"),
];

const REFERENCE: [Key; 3] = [Key::used("$ref"), Key::used("summary"), Key::used("description")];

impl Kind {
    /// The keys that it may have.
    pub(crate) const fn keys(self) -> &'static [Key] {
        match self {
            Self::Root => &ROOT,
            Self::Info => &INFO,
            Self::Server => &SERVER,
            Self::ServerVariable => &SERVER_VARIABLE,
            Self::Components => &COMPONENTS,
            Self::PathItem => &PATH_ITEM,
            Self::Operation => &OPERATION,
            Self::Parameter => &PARAMETER,
            Self::Header => &HEADER,
            Self::RequestBody => &REQUEST_BODY,
            Self::MediaType => &MEDIA_TYPE,
            Self::Encoding => &ENCODING,
            Self::Response => &RESPONSE,
            Self::Tag => &TAG,
            Self::SecurityScheme => &SECURITY_SCHEME,
            Self::OAuthFlows => &OAUTH_FLOWS,
            Self::OAuthFlow => &OAUTH_FLOW,
            Self::Discriminator => &DISCRIMINATOR,
            Self::Reference => &REFERENCE,
        }
    }

    /// What it is called, with its article.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Root => "the document",
            Self::Info => "`info`",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "`components`",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::Header => "a header",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Tag => "a tag",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "`flows`",
            Self::OAuthFlow => "an OAuth flow",
            Self::Discriminator => "a discriminator",
            Self::Reference => "a reference",
        }
    }
}
