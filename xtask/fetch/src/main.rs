//! The program that `cargo xtask fetch` runs. What is done with a download is
//! in `xtask`; how it is made is here, so that nothing else has to be built with
//! an HTTP client.

mod download;

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::fetch::main(download::download)
}
