//! `cargo xtask fetch` hands over to a program that cargo builds for it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Ran, xtask};

/// Runs the command with a `cargo` that says what it was asked for and exits
/// with a code.
fn with_cargo(code: i32, arguments: &[&str]) -> Ran {
    let dir = TempDir::new().unwrap();
    let cargo = dir.path().join("cargo");
    fs::write(&cargo, format!("#!/bin/sh\nprintf '%s\\n' \"$PWD\" \"$@\"\nexit {code}\n")).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let here = dir.path().canonicalize().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.current_dir(&here).env("CARGO", cargo).args(arguments).output();
    let Ran { code, stdout, stderr } = output.unwrap().into();
    Ran { code, stdout: stdout.replace(here.to_str().unwrap(), "HERE"), stderr }
}

#[test]
fn the_program_gets_the_arguments_in_the_same_directory() {
    let ran = with_cargo(0, &["fetch", "--rev", "r1", "--update", "--out", "a b"]);

    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = ran.stdout.lines().collect();
    // It says what it compiles: an HTTP client, the first time.
    assert_eq!(lines[..5], ["HERE", "run", "--package", "xtask-fetch", "--manifest-path"]);
    assert!(lines[5].ends_with("Cargo.toml"), "{lines:?}");
    assert_eq!(lines[6..], ["--", "--rev", "r1", "--update", "--out", "a b"]);
}

#[test]
fn its_failure_is_that_of_the_command() {
    for code in [1, 101] {
        assert_eq!(with_cargo(code, &["fetch"]).code, 1);
    }
}

#[test]
fn wrong_usage_and_help_need_no_program() {
    let ran = with_cargo(0, &["fetch", "--frobnicate"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("Usage: cargo xtask fetch"), "{}", ran.stderr);

    let ran = with_cargo(1, &["fetch", "--help"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.contains("--max-size <MIB>"), "{}", ran.stdout);
}

#[test]
fn a_cargo_that_is_missing_is_an_error() {
    let dir = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.current_dir(dir.path()).env("CARGO", "/none/cargo").arg("fetch").output();
    let ran = Ran::from(output.unwrap());
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "error: cannot run `/none/cargo`: No such file or directory (os error 2)\n  \
             help: it builds `xtask-fetch`, which downloads\n"
        )
    );
    assert_eq!(xtask(dir.path(), &["fetch", "--max-size", "x"]).code, 2);
}
