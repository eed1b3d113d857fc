//! The crate of each vendor document compiles without a warning, of clippy's
//! either.

use std::path::Path;

use openapi_client_generator::generate;
use workspace_tests::crates::OnDisk;
use workspace_tests::vendor::Vendor;

#[test]
fn the_crate_of_each_document_compiles_without_a_warning() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    for document in Vendor::all() {
        let output = generate(&document.inputs()).unwrap();
        let on_disk = OnDisk::write(&home, &format!("checked-{}", document.date), &output, &[]);
        on_disk.cargo(&["clippy", "--lib"]);
        on_disk.cargo(&["check", "--lib"]);
        eprintln!("{}: {} files compile without a warning", document.date, output.files.len());
    }
}
