//! Small documents for tests of the generator: the wrapping that every
//! document needs is here, so that a test shows only what it is about.

use openapi_loom_generator::ir::Api;
use openapi_loom_generator::report::{Failure, Names, Texts};
use openapi_loom_generator::{Groups, Inputs, Output, api, generate};

/// A document of a few schemas and operations.
#[derive(Clone, Debug)]
pub struct Snippet {
    openapi: &'static str,
    server: &'static str,
    paths: String,
    schemas: String,
    overlay: Option<String>,
    config: String,
    of_record: bool,
    lenient: bool,
}

impl Snippet {
    /// Schemas of which callers read the first.
    pub fn read(schemas: &str) -> Self {
        Self::of(schemas, &["get"])
    }

    /// Schemas of which callers send the first.
    pub fn sent(schemas: &str) -> Self {
        Self::of(schemas, &["post"])
    }

    /// Schemas of which callers send and read the first.
    pub fn both(schemas: &str) -> Self {
        Self::of(schemas, &["get", "post"])
    }

    /// Returns a pet with a name, which callers send and read.
    pub fn pets() -> Self {
        Self::both("Pet: {type: object, properties: {name: {type: string}}}")
    }

    /// Makes a document of what is below `paths`.
    pub fn paths(paths: &str) -> Self {
        Self {
            openapi: "3.1.0",
            server: "https://pets.example/v1",
            paths: indented(paths, 2),
            schemas: String::new(),
            overlay: None,
            config: String::new(),
            of_record: true,
            lenient: false,
        }
    }

    /// Returns one operation, `GET /pets`, by what is below its method.
    pub fn get(operation: &str) -> Self {
        Self::paths(&format!("/pets:\n  get:\n{}", indented(operation, 4)))
    }

    /// Returns one operation, `POST /pets`, by what is below its method.
    pub fn post(operation: &str) -> Self {
        Self::paths(&format!("/pets:\n  post:\n{}", indented(operation, 4)))
    }

    fn of(schemas: &str, methods: &[&str]) -> Self {
        let schemas = indented(schemas, 4);
        let first = schemas
            .lines()
            .find_map(|line| line.trim().split_once(':'))
            .map_or("", |(name, _)| name);
        let content = format!(
            "content: {{application/json: {{schema: {{$ref: '#/components/schemas/{first}'}}}}}}"
        );
        let mut operations = "/pets:\n".to_owned();
        for method in methods {
            operations.push_str(&match *method {
                "get" => format!(
                    "  get:\n    operationId: readPet\n    tags: [pets]\n    responses:\n      \
                     '200': {{description: A pet., {content}}}\n"
                ),
                _ => format!(
                    "  post:\n    operationId: sendPet\n    tags: [pets]\n    requestBody: {{required: true, \
                     {content}}}\n    responses:\n      '204': {{description: Done.}}\n"
                ),
            });
        }
        Self { schemas, ..Self::paths(&operations) }
    }

    /// Returns the same with these schemas.
    #[must_use]
    pub fn schemas(self, schemas: &str) -> Self {
        Self { schemas: indented(schemas, 4), ..self }
    }

    /// Returns the same in another version of OpenAPI.
    #[must_use]
    pub fn openapi(self, openapi: &'static str) -> Self {
        Self { openapi, ..self }
    }

    /// Returns the same at another server.
    #[must_use]
    pub fn server(self, server: &'static str) -> Self {
        Self { server, ..self }
    }

    /// Returns the same with this configuration.
    #[must_use]
    pub fn config(self, config: &str) -> Self {
        Self { config: indented(config, 0), ..self }
    }

    /// Returns the same with an overlay of these actions.
    #[must_use]
    pub fn actions(self, actions: &str) -> Self {
        let head = "overlay: 1.0.0\ninfo: {title: Corrections, version: '1'}\nactions:";
        Self { overlay: Some(format!("{head}\n{}", indented(actions, 2))), ..self }
    }

    /// Returns the same, but not the document that the overlay and the configuration
    /// were made for.
    #[must_use]
    pub fn not_of_record(self) -> Self {
        Self { of_record: false, ..self }
    }

    /// Returns the same, and what leads nowhere is any value.
    #[must_use]
    pub fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }

    /// Returns the whole document.
    pub fn document(&self) -> String {
        let Self { openapi, server, paths, schemas, .. } = self;
        let components = if schemas.is_empty() {
            String::new()
        } else {
            format!("components:\n  schemas:\n{schemas}")
        };
        format!(
            "openapi: {openapi}\ninfo: {{title: Pets, version: 1.0.0}}\n\
             servers: [{{url: {server}}}]\npaths:\n{paths}{components}"
        )
    }

    /// Generates.
    pub fn run(&self) -> Result<Output, Failure> {
        self.run_document(self.document().as_bytes())
    }

    /// Returns the API that the document describes.
    pub fn api(&self) -> Result<Api, Failure> {
        self.api_of(self.document().as_bytes())
    }

    /// Returns the API that this describes instead of the document.
    pub fn api_of(&self, document: &[u8]) -> Result<Api, Failure> {
        api(&self.inputs(document))
    }

    /// Generates from this instead of the document.
    pub fn run_document(&self, document: &[u8]) -> Result<Output, Failure> {
        generate(&self.inputs(document))
    }

    fn inputs<'a>(&'a self, document: &'a [u8]) -> Inputs<'a> {
        Inputs {
            document,
            overlay: self.overlay.as_deref(),
            config: &self.config,
            groups: Groups::Configured,
            of_record: self.of_record,
            package: None,
            lenient: self.lenient,
            files: None,
        }
    }

    /// Returns everything found, as a terminal shows it, without colours.
    pub fn shown(&self) -> String {
        self.shown_document(self.document().as_bytes())
    }

    /// Returns the same for this instead of the document.
    pub fn shown_document(&self, document: &[u8]) -> String {
        let found = match self.run_document(document) {
            Ok(output) => output.warnings,
            Err(failure) => failure.found,
        };
        let texts = Texts::new(self.inputs(document), names());
        let shown: Vec<String> = found.iter().map(|found| plain(&texts.render(found))).collect();
        shown.join("\n\n")
    }

    /// Returns the files of the crate, all of them Rust.
    #[track_caller]
    pub fn files(&self) -> Vec<(String, String)> {
        match self.run() {
            Ok(output) => checked(&output),
            Err(failure) => panic!("nothing is generated:\n{failure}\n\nfrom\n{}", self.document()),
        }
    }

    /// Returns the text of one file; of several, one after the other.
    #[track_caller]
    pub fn file(&self, paths: &[&str]) -> String {
        let files = self.files();
        let text = |path: &&str| match files.iter().find(|(name, _)| name == path) {
            Some((_, text)) if paths.len() == 1 => text.clone(),
            Some((_, text)) => format!("// {path}\n{text}"),
            None => {
                let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
                panic!("no `{path}` among {}", names.join(", "))
            }
        };
        paths.iter().map(text).collect::<Vec<_>>().join("\n")
    }

    /// Returns the file of the type `Pet`.
    #[track_caller]
    pub fn pet(&self) -> String {
        self.file(&["types/pet.rs"])
    }

    /// Returns the text of a region of a page beside the sources.
    ///
    /// # Panics
    ///
    /// Panics if nothing is generated, or there is no such region.
    #[track_caller]
    pub fn region(&self, page: &str, name: &str) -> String {
        let output = self.run().unwrap_or_else(|failure| panic!("{failure}"));
        region(&output, page, name)
    }

    /// Returns the reason why nothing is generated.
    #[track_caller]
    pub fn refusal(&self) -> String {
        match self.run() {
            Ok(_) => panic!("something is generated from\n{}", self.document()),
            Err(failure) => failure.to_string(),
        }
    }

    /// Returns the warnings.
    #[track_caller]
    pub fn warnings(&self) -> String {
        match self.run() {
            Ok(output) => {
                let warnings: Vec<String> =
                    output.warnings.iter().map(ToString::to_string).collect();
                warnings.join("\n\n")
            }
            Err(failure) => panic!("nothing is generated:\n{failure}"),
        }
    }
}

/// Returns the content of a body that is a component in JSON.
pub fn json(schema: &str) -> String {
    format!("application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}")
}

/// Returns the text of a region of a page beside the sources.
///
/// # Panics
///
/// Panics if there is no such region.
#[track_caller]
pub fn region(output: &Output, page: &str, name: &str) -> String {
    let mut pages = output.guides.iter().filter(|guide| guide.path == page);
    let mut regions = pages.next().expect("a page").regions.iter();
    regions.find(|(known, _)| *known == name).expect("a region").1.clone()
}

/// Returns the names of a test's inputs.
pub fn names() -> Names {
    Names {
        document: "pets.yaml".to_owned(),
        overlay: "overlay.yaml".to_owned(),
        config: "config.yaml".to_owned(),
        group: "--group".to_owned(),
    }
}

/// Returns text for a terminal without its colours.
pub fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Returns the reason why nothing is generated from a document.
#[track_caller]
pub fn refusal_of(document: &str) -> String {
    match Snippet::paths("").run_document(document.as_bytes()) {
        Ok(_) => panic!("something is generated from\n{document}"),
        Err(failure) => failure.to_string(),
    }
}

/// Returns the files of a crate; each is Rust, and nothing was given up on the way.
#[track_caller]
pub fn checked(output: &Output) -> Vec<(String, String)> {
    for file in &output.files {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{} is no Rust: {error}\n{}", file.path, file.text);
        }
        assert!(!file.text.contains("compile_error!"), "{}:\n{}", file.path, file.text);
    }
    output.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// Returns the text without the indentation that its lines share, and with one of
/// `spaces`.
fn indented(text: &str, spaces: usize) -> String {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let shared = lines().map(|line| line.len() - line.trim_start().len()).min().unwrap_or_default();
    let spaces = " ".repeat(spaces);
    text.trim_end()
        .lines()
        .skip_while(|line| line.trim().is_empty())
        .map(|line| match line.get(shared..) {
            Some(rest) if !rest.is_empty() => format!("{spaces}{rest}\n"),
            _ => "\n".to_owned(),
        })
        .collect()
}
