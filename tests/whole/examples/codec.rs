//! Decoding and encoding again with the crate of a whole document.

use std::collections::BTreeMap;
use std::path::Path;

use openapi_loom_generator::ir::{Precision, TypeId, TypeRef};
use openapi_loom_generator::plan;
use serde_json::{Value, json};
use workspace_tests::crates::OnDisk;
use workspace_tests::every_example::Found;

use crate::runs::Run;

/// A program around the crate of a document.
pub(crate) struct Codec {
    on_disk: OnDisk,
    name: String,
}

impl Codec {
    /// Generates and compiles it, for the types of these examples.
    pub(crate) fn of(run: &Run, examples: &[Found]) -> Self {
        let Run { document, api, output, .. } = run;
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
        let names = plan::type_names(api);
        let package = output.manifest.lines().find_map(|line| line.strip_prefix("name = "));
        let library = package.unwrap().trim_matches('"').replace('-', "_");
        let rust: BTreeMap<String, String> = examples
            .iter()
            .map(|example| {
                let ty = rust_type(
                    &example.ty,
                    &|id| format!("{library}::types::{}", names[id]),
                    &library,
                );
                (format!("{:?}", example.ty), ty)
            })
            .collect();
        let arms: String = rust
            .iter()
            .map(|(key, ty)| format!("\n            {key:?} => again::<{ty}>(json),"))
            .collect();
        let text = include_str!("../../data/probe.rs.txt").replace("\n            // types", &arms);
        let name = format!("whole-{}", document.date);
        let on_disk = OnDisk::write(&home, &name, output, &[(format!("{name}.rs"), text)]);
        let full: &[&str] =
            if output.manifest.contains("\nfull = [") { &["--features", "full"] } else { &[] };
        let build = ["build", "--example", &name];
        on_disk.cargo(&[&build[..], full].concat());
        Self { on_disk, name }
    }

    /// Decodes each value as the type of its example, and encodes it again.
    pub(crate) fn again(&self, examples: &[Found]) -> Vec<Result<Value, String>> {
        let lines: String = examples
            .iter()
            .map(|example| {
                let line =
                    json!({"type": format!("{:?}", example.ty), "json": example.value.to_string()});
                format!("{line}\n")
            })
            .collect();
        let written = self.on_disk.run_example(&self.name, lines);
        let outcomes: Vec<_> =
            written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(outcomes.len(), examples.len());
        outcomes
    }
}

/// Returns a use of a type in Rust.
fn rust_type(ty: &TypeRef, name: &dyn Fn(&TypeId) -> String, library: &str) -> String {
    let inside = |inner: &TypeRef| rust_type(inner, name, library);
    match ty {
        TypeRef::String => "String".to_owned(),
        TypeRef::Boolean => "bool".to_owned(),
        TypeRef::Integer(width) => width.name().to_owned(),
        TypeRef::Number(Precision::F32) => "f32".to_owned(),
        TypeRef::Number(Precision::F64) => "f64".to_owned(),
        TypeRef::Number(Precision::Exact) => format!("{library}::JsonNumber"),
        TypeRef::Parsed(ty) => format!("{library}::Parsed<{library}::{}>", ty.path()),
        TypeRef::UnixTime => format!("{library}::UnixTime"),
        TypeRef::File => "String".to_owned(),
        TypeRef::Any => "Value".to_owned(),
        TypeRef::FreeForm => "serde_json::Map<String, Value>".to_owned(),
        TypeRef::Map(values) => format!("std::collections::BTreeMap<String, {}>", inside(values)),
        TypeRef::List(items) => format!("Vec<{}>", inside(items)),
        TypeRef::Nullable(inner) => format!("Option<{}>", inside(inner)),
        TypeRef::Named(id) => name(id),
    }
}
