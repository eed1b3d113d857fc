//! Functions of the caller's that a model can call.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::decode::at;
use super::error::{Error, ErrorKind};
use super::structured::{Misread, read};
use super::tool_protocol::ToolProtocol;
use super::transport::{BoxFuture, MaybeSend};
use crate::value::{arguments_schema, not_finite};

/// Functions that a model may call, each with the type of its arguments.
///
/// ```
/// use openapi_loom_runtime::http::Tools;
/// # use openapi_loom_runtime::serde;
/// use schemars::JsonSchema;
///
/// #[derive(serde::Deserialize, JsonSchema)]
/// # #[serde(crate = "openapi_loom_runtime::serde")]
/// struct Weather {
///     /// The city's name, in English.
///     city: String,
/// }
///
/// let tools = Tools::new().with("weather", "Tells the weather.", |of: Weather| async move {
///     Ok(format!("Sunny in {}.", of.city))
/// });
/// # let _ = tools;
/// ```
#[derive(Default)]
pub struct Tools<'t> {
    tools: Vec<Tool<'t>>,
    /// The reason why the functions cannot be called.
    problem: Option<String>,
}

struct Tool<'t> {
    name: String,
    description: String,
    schema: ArgumentsSchema,
    function: Box<dyn Function<'t> + 't>,
}

/// The JSON Schema of a function's arguments.
#[derive(Debug, PartialEq)]
pub(super) struct ArgumentsSchema {
    pub(super) schema: Value,
    /// True if it has the strict form, so that a server can hold the model to it.
    pub(super) is_strict: bool,
}

impl ArgumentsSchema {
    /// Returns the strict one of a type.
    fn of<A: JsonSchema>() -> Result<Self, String> {
        let schema = arguments_schema::<A>().map_err(|error| error.to_string())?;
        Ok(Self { schema, is_strict: true })
    }

    /// Returns one of the caller's own, as it is.
    fn own(schema: Value) -> Result<Self, String> {
        match schema.is_object() {
            true => Ok(Self { schema, is_strict: false }),
            false => Err(format!("a schema of arguments is an object, not {schema}")),
        }
    }
}

impl<'t> Tools<'t> {
    /// Makes a set without tools.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a function: its name, which no other has, what it is for, and itself. Its
    /// argument is a struct, whose strict JSON Schema the model gets, or `()` if it takes
    /// nothing.
    ///
    /// The function's value goes to the model: a text as it is, anything else as JSON.
    /// Use that also to tell the model that something is not so: an error of the
    /// function ends the whole run.
    pub fn with<A, O, F, R>(
        self,
        name: impl Into<String>,
        description: impl Into<String>,
        function: F,
    ) -> Self
    where
        A: JsonSchema + DeserializeOwned + 't,
        O: Serialize + 't,
        F: FnMut(A) -> R + MaybeSend + 't,
        R: Future<Output = Result<O, Box<dyn StdError + Send + Sync>>> + MaybeSend + 't,
    {
        self.add(name.into(), description.into(), ArgumentsSchema::of::<A>(), function)
    }

    /// Adds a function whose arguments have a JSON Schema of the caller's own, from a file or
    /// an MCP server, say. Its argument is a [`Value`], or any type that can be read from what
    /// the schema describes. Otherwise as [`with`](Self::with).
    ///
    /// The model gets the schema as it is, and no server is asked to hold it to that, since few
    /// schemas have the strict form: arguments that are none of the function's type go back to
    /// the model, and whether a [`Value`] is what the schema says is for the function to check.
    ///
    /// ```
    /// use openapi_loom_runtime::http::Tools;
    /// # use openapi_loom_runtime::serde_json;
    /// use serde_json::{Value, json};
    ///
    /// let schema = json!({"type": "object", "properties": {"city": {"type": "string"}}});
    /// let tools = Tools::new().with_schema(
    ///     "weather",
    ///     "Tells the weather.",
    ///     schema,
    ///     |arguments: Value| async move { Ok(format!("Sunny in {}.", arguments["city"])) },
    /// );
    /// # let _ = tools;
    /// ```
    pub fn with_schema<A, O, F, R>(
        self,
        name: impl Into<String>,
        description: impl Into<String>,
        schema: Value,
        function: F,
    ) -> Self
    where
        A: DeserializeOwned + 't,
        O: Serialize + 't,
        F: FnMut(A) -> R + MaybeSend + 't,
        R: Future<Output = Result<O, Box<dyn StdError + Send + Sync>>> + MaybeSend + 't,
    {
        self.add(name.into(), description.into(), ArgumentsSchema::own(schema), function)
    }

    fn add<A, O, F, R>(
        mut self,
        name: String,
        description: String,
        schema: Result<ArgumentsSchema, String>,
        function: F,
    ) -> Self
    where
        A: DeserializeOwned + 't,
        O: Serialize + 't,
        F: FnMut(A) -> R + MaybeSend + 't,
        R: Future<Output = Result<O, FunctionError>> + MaybeSend + 't,
    {
        let problem = match schema {
            Ok(_) if self.has(&name) => format!("there are two tools `{name}`"),
            Ok(schema) => {
                let function = Box::new(Closure { function, types: PhantomData });
                self.tools.push(Tool { name, description, schema, function });
                return self;
            }
            Err(error) => format!("the tool `{name}`: {error}"),
        };
        self.problem.get_or_insert(problem);
        self
    }

    /// Adds what the model is told of them to the tools of a body.
    pub(super) fn declare(&self, how: &ToolProtocol, to: &mut Vec<Value>) -> Result<(), String> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone());
        }
        if let Some(tool) = self.tools.iter().find(|tool| how.declares(to, &tool.name)) {
            return Err(format!("the call declares a tool `{}` itself", tool.name));
        }
        to.extend(
            self.tools
                .iter()
                .map(|Tool { name, description, schema, .. }| how.tool(name, description, schema)),
        );
        Ok(())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.tools.iter().any(|tool| tool.name == name)
    }

    /// Calls one, and gives what goes to the model.
    pub(super) async fn call(&mut self, name: &str, arguments: &str) -> Result<String, Error> {
        let Some(tool) = self.tools.iter_mut().find(|tool| tool.name == name) else {
            return Ok(self.unknown(name));
        };
        tool.function.call(arguments).await.map_err(|cause| {
            Error::new(ErrorKind::Tool, format!("the tool `{name}` failed")).caused_by(cause)
        })
    }

    /// Tells the model, which called a function of another name, what functions there
    /// are.
    fn unknown(&self, name: &str) -> String {
        let names: Vec<&str> = self.tools.iter().map(|tool| tool.name.as_str()).collect();
        match names.is_empty() {
            true => format!("there is no tool `{name}`"),
            false => format!("there is no tool `{name}`, only {}", names.join(", ")),
        }
    }
}

impl fmt::Debug for Tools<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.tools.iter().map(|tool| &tool.name)).finish()
    }
}

/// A function's own error.
type FunctionError = Box<dyn StdError + Send + Sync>;

/// A function of the caller's, whatever it takes and gives.
trait Function<'t>: MaybeSend {
    /// Calls it with arguments as JSON, and gives what goes to the model.
    fn call(&mut self, arguments: &str) -> BoxFuture<'t, Result<String, FunctionError>>;
}

/// A function with the types of what it takes and gives.
struct Closure<F, A, O> {
    function: F,
    types: PhantomData<fn(A) -> O>,
}

impl<'t, A, O, F, R> Function<'t> for Closure<F, A, O>
where
    A: DeserializeOwned,
    O: Serialize,
    F: FnMut(A) -> R + MaybeSend,
    R: Future<Output = Result<O, FunctionError>> + MaybeSend + 't,
{
    fn call(&mut self, arguments: &str) -> BoxFuture<'t, Result<String, FunctionError>> {
        // Without arguments, some models write nothing.
        let arguments = if arguments.trim().is_empty() { "{}" } else { arguments };
        // What has no properties, as `()` has none, is null in Rust.
        let taken = read::<A>(arguments).or_else(|misread| match arguments.trim() {
            "{}" => read::<A>("null").map_err(|_| misread),
            _ => Err(misread),
        });
        match taken {
            Ok(arguments) => {
                let work = (self.function)(arguments);
                Box::pin(async move { written(&work.await?) })
            }
            Err(Misread { path, error }) => {
                let at = at(path.as_deref());
                let told = format!("the arguments cannot be read{at}: {error}");
                Box::pin(std::future::ready(Ok(told)))
            }
        }
    }
}

/// Writes the value of a function for the model.
fn written(output: &impl Serialize) -> Result<String, FunctionError> {
    if let Some(problem) = not_finite(output) {
        return Err(format!("what it gives cannot be sent: {problem}").into());
    }
    Ok(match serde_json::to_value(output)? {
        Value::String(text) => text,
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use serde_json::json;

    use super::super::tool_protocol::BARE;
    use super::*;

    #[test]
    fn what_functions_give_is_written_for_a_model() {
        assert_eq!(written(&"a \"b\"").unwrap(), "a \"b\"");
        assert_eq!(written(&[1, 2]).unwrap(), "[1,2]");
        assert_eq!(written(&()).unwrap(), "null");
        let error = written(&[0.0, f64::NAN]).unwrap_err().to_string();
        assert_eq!(error, "what it gives cannot be sent: `[1]` is NaN, which JSON cannot express");
    }

    /// Returns the output of a future that waits for nothing.
    fn ready<T>(future: impl Future<Output = T>) -> T {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(future).poll(&mut context) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("it waits"),
        }
    }

    #[test]
    fn a_function_may_take_nothing() {
        let none = |(): ()| async { Ok("now") };
        let mut tools = Tools::new().with("time", "Tells the time.", none);
        assert_eq!(
            tools.tools[0].schema.schema,
            json!({"type": "object", "properties": {}, "required": [], "additionalProperties": false})
        );
        for arguments in ["{}", "", " {} ", "null"] {
            assert_eq!(ready(tools.call("time", arguments)).unwrap(), "now");
        }
        let told = ready(tools.call("time", "{\"zone\": 1}")).unwrap();
        assert!(told.starts_with("the arguments cannot be read: "), "{told}");
    }

    #[test]
    fn a_function_may_have_a_schema_of_its_own() {
        let how = ToolProtocol {
            tool: r#"{"name": "{name}", "of": "{schema}", "strict": "{strict}"}"#,
            ..BARE
        };
        let schema = json!({"type": "object", "properties": {"city": {"type": "string"}}});
        let echo = |arguments: Value| async { Ok(arguments) };
        let city = |(city,): (String,)| async { Ok(city) };
        let mut tools = Tools::new()
            .with_schema("echo", "Echoes.", schema.clone(), echo)
            .with_schema("city", "Names it.", json!({}), city)
            .with("time", "Tells the time.", |(): ()| async { Ok("now") });
        let mut declared = Vec::new();
        tools.declare(&how, &mut declared).unwrap();
        assert_eq!(declared[0], json!({"name": "echo", "of": schema, "strict": false}));
        assert_eq!(declared[2]["strict"], true);
        assert_eq!(ready(tools.call("echo", r#"{"a": [1]}"#)).unwrap(), r#"{"a":[1]}"#);
        assert_eq!(ready(tools.call("echo", "")).unwrap(), "{}");
        let told = ready(tools.call("city", "{}")).unwrap();
        assert!(told.starts_with("the arguments cannot be read: "), "{told}");

        let problem = |tools: Tools<'_>| tools.declare(&how, &mut Vec::new()).unwrap_err();
        let none = Tools::new().with_schema("echo", "Echoes.", json!("object"), echo);
        assert_eq!(
            problem(none),
            "the tool `echo`: a schema of arguments is an object, not \"object\""
        );
        let twice = Tools::new().with_schema("echo", "Echoes.", json!({}), echo).with_schema(
            "echo",
            "Echoes.",
            json!({}),
            echo,
        );
        assert_eq!(problem(twice), "there are two tools `echo`");
    }

    #[test]
    fn models_are_told_which_functions_there_are() {
        assert_eq!(Tools::new().unknown("a"), "there is no tool `a`");
    }
}
