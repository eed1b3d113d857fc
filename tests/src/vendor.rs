//! The documents of vendors: those that our overlay and configuration are for,
//! and others, which go without.

use std::sync::LazyLock;

use openapi_loom_generator::diff::Version;
use openapi_loom_generator::document;
use openapi_loom_generator::ir::Api;
use openapi_loom_generator::{Groups, Inputs};
use serde_json::Value;

use crate::shared::{read_shared, read_workspace};

/// The dates of the documents in the shared material.
pub const DATES: [&str; 3] = ["2024-06-17", "2025-03-22", "2026-08-21"];

/// Documents of other vendors in the shared material.
pub const OTHERS: [&str; 5] =
    ["discord.json", "petstore-expanded.yaml", "petstore.yaml", "tictactoe.yaml", "uspto.yaml"];

/// The group that is there in each of them with the same names.
static THREADS: LazyLock<[String; 1]> = LazyLock::new(|| ["threads".to_owned()]);

/// A document and the choices for it.
#[derive(Clone, Debug)]
pub struct Vendor {
    /// Its date, or its name.
    pub date: String,
    /// Its bytes, YAML or JSON.
    pub bytes: Vec<u8>,
    overlay: Option<String>,
    config: String,
    of_record: bool,
    groups: Groups<'static>,
}

impl Vendor {
    /// Returns the vendor's document of a date, unless it is not there, with its threads.
    pub fn of(date: &str) -> Option<Self> {
        let bytes = read_shared(&format!("specs/openai-{date}.yaml"))?;
        let dated = Self { date: date.to_owned(), of_record: false, ..Self::with(bytes) };
        Some(dated.threads())
    }

    /// Returns the same with threads alone.
    #[must_use]
    pub fn threads(self) -> Self {
        Self { groups: Groups::Named(&*THREADS), ..self }
    }

    /// Returns the same with the groups of the document of record.
    #[must_use]
    pub fn configured(self) -> Self {
        Self { groups: Groups::Configured, ..self }
    }

    /// Returns those that are there.
    pub fn all() -> Vec<Self> {
        DATES.iter().filter_map(|date| Self::of(date)).collect()
    }

    /// Returns all documents that are there, the other vendors' as well, with all of
    /// their groups.
    pub fn whole() -> Vec<Self> {
        let others = OTHERS.iter().filter_map(|name| {
            let bytes = read_shared(&format!("specs/other/{name}"))?;
            let date = name.split('.').next().unwrap_or(name).to_owned();
            let (overlay, config) = (None, String::new());
            Some(Self { date, overlay, config, of_record: false, ..Self::with(bytes) })
        });
        let dated = Self::all().into_iter();
        dated.chain(others).map(|known| Self { groups: Groups::All, ..known }).collect()
    }

    /// Returns the document of record.
    pub fn of_record() -> Self {
        Self::with(read_workspace("spec/openai.yaml").into_bytes())
    }

    fn with(bytes: Vec<u8>) -> Self {
        Self {
            date: "of record".to_owned(),
            bytes,
            overlay: Some(read_workspace("spec/overlay.yaml")),
            config: read_workspace("spec/config.yaml"),
            of_record: true,
            groups: Groups::Configured,
        }
    }

    /// Returns the same document as JSON.
    #[must_use]
    pub fn as_json(&self) -> Self {
        self.with_root(&self.root())
    }

    /// Returns the same choices for another tree.
    #[must_use]
    pub fn with_root(&self, root: &Value) -> Self {
        Self { bytes: root.to_string().into_bytes(), ..self.clone() }
    }

    /// Returns the document as a tree.
    ///
    /// # Panics
    ///
    /// Panics if it is none.
    pub fn root(&self) -> Value {
        let document =
            document(&self.bytes).unwrap_or_else(|error| panic!("{}: {error}", self.date));
        document.value().clone()
    }

    /// Returns the generator's inputs.
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs {
            document: &self.bytes,
            overlay: self.overlay.as_deref(),
            config: &self.config,
            groups: self.groups,
            of_record: self.of_record,
            package: None,
            lenient: false,
            files: None,
        }
    }

    /// Returns the API that it describes.
    ///
    /// # Panics
    ///
    /// Panics if the generator does not understand it.
    pub fn api(&self) -> Api {
        openapi_loom_generator::api(&self.inputs())
            .unwrap_or_else(|failure| panic!("{}: {failure:#?}", self.date))
    }

    /// Returns it as one side of a comparison.
    ///
    /// # Panics
    ///
    /// Panics if the generator does not understand it.
    pub fn version(&self) -> Version {
        openapi_loom_generator::version(&self.inputs())
            .unwrap_or_else(|failure| panic!("{}: {failure:#?}", self.date))
    }
}
