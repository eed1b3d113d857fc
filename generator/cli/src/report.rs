//! Output for people on the terminal.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anyhow::anyhow;
use openapi_loom_generator::pointer::on_a_line;
use openapi_loom_generator::report::{Failure, Finding, Names, Texts};
use openapi_loom_generator::{Groups, Inputs};

/// The greatest width of a line.
const WIDTH: usize = 100;

/// Says something as the command's result.
pub fn stdout(text: &str) -> anyhow::Result<()> {
    write(io::stdout().lock(), text)
}

/// Writes the command's result to a stream of standard output.
pub fn write(mut stream: impl Write, text: &str) -> anyhow::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        // A reader that went away (`… | head`) is no reason to fail.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(anyhow!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}

/// Says something beside the command's result; in colour, if that is a terminal
/// and the environment does not have `NO_COLOR`.
pub fn stderr(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Arguments that are wrong beside one another.
#[derive(Debug)]
pub(crate) struct WrongUsage(pub(crate) String);

impl fmt::Display for WrongUsage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUsage {}

/// Says why a command failed, if it did. Returns what the process exits with.
pub fn exit_code(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        stderr(&format!("error: {error}\n"));
        // What the parser of arguments exits with.
        if error.is::<WrongUsage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
    })
}

/// Says what was found in these texts.
pub fn findings<'a>(found: impl IntoIterator<Item = &'a Finding>, texts: &Texts<'_>) {
    stderr(&texts.render_all(found));
}

/// Says what is wrong with a document that came from elsewhere.
pub fn findings_in(name: &str, document: &[u8], failure: &Failure) {
    let inputs = Inputs {
        document,
        overlay: None,
        config: "",
        groups: Groups::Configured,
        of_record: false,
        package: None,
        lenient: false,
        files: None,
    };
    let none = String::new;
    let names = Names { document: name.to_owned(), overlay: none(), config: none(), group: none() };
    findings(&failure.found, &Texts::new(inputs, names));
}

/// Says why nothing was `done`: written, say.
pub fn failure(failure: &Failure, texts: &Texts<'_>, done: &str) {
    findings(&failure.found, texts);
    nothing_done(done, failure.found.iter().filter(|found| found.is_error()).count());
}

/// Says what was not done, because of a number of errors.
pub fn nothing_done(done: &str, errors: usize) {
    let errors = count(errors, "error");
    stderr(&format!("error: nothing was {done}, because of {errors} in the input\n"));
}

/// Returns a number of things.
pub fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// Words on lines that begin with `indent`.
pub fn wrapped(words: &[&str], indent: &str) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for word in words.iter().map(|word| on_a_line(word)) {
        if !line.is_empty()
            && indent.len() + line.chars().count() + 1 + word.chars().count() > WIDTH
        {
            text.push_str(&format!("{indent}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        text.push_str(&format!("{indent}{line}\n"));
    }
    text
}
