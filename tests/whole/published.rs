//! The packages: what is in each, and a crate that asks for the runtime by its version
//! beside the runtime as it is packaged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use workspace_tests::crates::OnDisk;
use workspace_tests::shared::{read_workspace, workspace};
use workspace_tests::snippet::Snippet;

const PET: &str = "Pet: {type: object, required: [name], properties: {name: {type: string}}}";

/// Runs `cargo package` for what is below a directory, and gives what it prints.
fn package(directory: &str, arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let packaged = Command::new(cargo)
        .args(["package", "--quiet", "--offline", "--no-verify", "--allow-dirty"])
        .args(arguments)
        .current_dir(workspace(directory))
        .output()
        .unwrap();
    assert!(packaged.status.success(), "{}", String::from_utf8_lossy(&packaged.stderr));
    String::from_utf8(packaged.stdout).unwrap()
}

/// Returns the directories of the packages that are published.
fn published() -> Vec<String> {
    let workspace = read_workspace("Cargo.toml");
    let (_, members) = workspace.split_once("\nmembers = [").unwrap();
    let members = members.split(']').next().unwrap().split('"').skip(1).step_by(2);
    let is_published = |member: &&str| {
        !read_workspace(&format!("{member}/Cargo.toml")).contains("publish = false")
    };
    members.filter(is_published).map(str::to_owned).collect()
}

/// Returns the runtime as a registry would have it, unpacked.
fn packaged(home: &Path) -> PathBuf {
    let target = home.join("package");
    package("generator/runtime", &["--target-dir", target.to_str().unwrap()]);
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

/// The licences ask for that. Those of the workspace are outside of each package.
#[test]
fn each_package_has_the_licence_texts() {
    let published = published();
    assert_eq!(published.len(), 5, "{published:?}");
    for directory in published {
        let files = package(&directory, &["--list"]);
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(files.lines().any(|file| file == licence), "{directory}: {licence}: {files}");
            let text = read_workspace(&format!("{directory}/{licence}"));
            assert!(text == read_workspace(licence), "{directory}: {licence}");
        }
    }
}

/// A dependency by its path alone is not in the manifest of a package.
#[test]
fn no_package_has_tests_that_need_what_is_not_published() {
    for directory in published() {
        let manifest = read_workspace(&format!("{directory}/Cargo.toml"));
        let files = package(&directory, &["--list"]);
        let tests: Vec<&str> = files.lines().filter(|file| file.starts_with("tests/")).collect();
        let complete = !manifest.contains("workspace-tests");
        assert!(complete || tests.is_empty(), "{directory}: {tests:?}");
    }
}

#[test]
fn a_crate_compiles_with_the_packaged_runtime_and_with_no_other_or_older_interface() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
    fs::create_dir_all(&home).unwrap();
    let runtime = packaged(&home);
    let mut output = Snippet::read(PET).run().unwrap();
    let on_disk = OnDisk::write_published(&home, "pets", &output, &runtime);
    on_disk.cargo(&["check", "--lib"]);

    // A runtime of another first number, and one that is older than the generator.
    let root = output.files.iter().position(|file| file.path == "lib.rs").unwrap();
    let text = output.files[root].text.clone();
    let (_, after) = text.split_once("::interface!(").unwrap();
    let (own, _) = after.split_once(')').unwrap();
    let (first, second) = own.split_once('.').unwrap();
    let second: u32 = second.parse().unwrap();
    for other in ["7.0".to_owned(), format!("{first}.{}", second + 1)] {
        output.files[root].text =
            text.replace(&format!("::interface!({own})"), &format!("::interface!({other})"));
        let on_disk = OnDisk::write_published(&home, "pets", &output, &runtime);
        let refused = on_disk.refused(&["check", "--lib"]);
        let told = format!(
            "this code was generated for interface {other} of `openapi-loom-runtime`, and the \
             runtime in Cargo.lock has interface {own}: "
        );
        assert!(refused.contains(&told), "{refused}");
    }
}
