//! A crate that asks for the runtime by its version, beside the runtime as it is
//! packaged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use workspace_tests::crates::OnDisk;
use workspace_tests::shared::workspace;
use workspace_tests::snippet::Snippet;

const PET: &str = "Pet: {type: object, required: [name], properties: {name: {type: string}}}";

/// The runtime as a registry would have it, unpacked.
fn packaged(home: &Path) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let packaged = Command::new(cargo)
        .args(["package", "--quiet", "--offline", "--no-verify", "--allow-dirty"])
        .args(["--package", "openapi-loom-runtime", "--target-dir"])
        .arg(home.join("package"))
        .current_dir(workspace("."))
        .output()
        .unwrap();
    assert!(packaged.status.success(), "{}", String::from_utf8_lossy(&packaged.stderr));
    let name = format!("openapi-loom-runtime-{}", openapi_loom_generator::VERSION);
    let unpacked = home.join(&name);
    if unpacked.exists() {
        fs::remove_dir_all(&unpacked).unwrap();
    }
    let archive = home.join(format!("package/package/{name}.crate"));
    // Packages have one time for all files, by which cargo would take another runtime for this one.
    let tar = Command::new("tar").arg("-xzmf").arg(&archive).arg("-C").arg(home).status().unwrap();
    assert!(tar.success(), "{}", archive.display());
    unpacked
}

#[test]
fn a_crate_compiles_with_the_packaged_runtime_and_with_no_other_interface() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
    fs::create_dir_all(&home).unwrap();
    let runtime = packaged(&home);
    let mut output = Snippet::read(PET).run().unwrap();
    let on_disk = OnDisk::write_published(&home, "pets", &output, &runtime);
    on_disk.cargo(&["check", "--lib"]);

    let root = output.files.iter_mut().find(|file| file.path == "lib.rs").unwrap();
    assert!(root.text.contains("::interface!(1);"), "{}", root.text);
    root.text = root.text.replace("::interface!(1);", "::interface!(7);");
    let on_disk = OnDisk::write_published(&home, "pets", &output, &runtime);
    let refused = on_disk.refused(&["check", "--lib"]);
    let told = "this code was generated for interface 7 of `openapi-loom-runtime`";
    assert!(refused.contains(told), "{refused}");
}
