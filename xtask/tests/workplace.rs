//! A directory with a small document, and with what is generated from it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{fs, io};

use tempfile::TempDir;

use crate::support::Ran;

pub(crate) const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Pets, version: 1.2.3}
servers: [{url: 'https://pets.example/v1'}]
paths:
  /pets/{pet_id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - {name: pet_id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string}
        owner:
          type: object
          properties:
            name: {type: string}
";

pub(crate) const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: 1.0.0}
actions:
  - target: $.components.schemas.Pet.properties.id
    description: It has no documentation.
    update: {description: Which pet it is.}
";

const CONFIG: &str = "\
crate: pets
groups: [pets]
";

/// A directory with a document, and a crate generated from it.
pub(crate) struct Workplace {
    pub(crate) dir: TempDir,
}

impl Workplace {
    /// Makes a directory with the inputs.
    pub(crate) fn new() -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap() };
        place.put("pets.yaml", DOCUMENT);
        place.put("overlay.yaml", OVERLAY);
        place.put("config.yaml", CONFIG);
        place
    }

    /// Returns a directory with the inputs and the output.
    pub(crate) fn generated() -> Self {
        let place = Self::new();
        assert_eq!(place.regen(&[]).code, 0);
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Returns everything below `out`, as paths, texts and times of change.
    pub(crate) fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
        let mut files = Vec::new();
        collect(&self.path("out"), &mut files).unwrap();
        files.sort();
        files
    }

    /// Runs `regen` on the inputs, with more options.
    pub(crate) fn regen(&self, options: &[&str]) -> Ran {
        self.command().args(options).output().unwrap().into()
    }

    /// Makes the command of `regen` on the inputs.
    pub(crate) fn command(&self) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_xtask")))
    }

    /// Makes the same command of another program.
    pub(crate) fn command_of(&self, program: &Path) -> Command {
        let inputs = "regen --spec pets.yaml --overlay overlay.yaml --config config.yaml --out out";
        let mut command = Command::new(program);
        command.current_dir(self.dir.path()).args(inputs.split(' '));
        command
    }
}

fn collect(dir: &Path, files: &mut Vec<(PathBuf, Vec<u8>, SystemTime)>) -> io::Result<()> {
    if !dir.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let changed = entry.metadata()?.modified()?;
        if entry.file_type()?.is_dir() {
            files.push((entry.path(), Vec::new(), changed));
            collect(&entry.path(), files)?;
        } else {
            files.push((entry.path(), fs::read(entry.path())?, changed));
        }
    }
    Ok(())
}
