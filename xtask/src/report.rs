//! What people read on the terminal.

use std::io::{self, Write};

use openapi_client_generator::diagnostic::{Diagnostic, Failure, Severity};

use crate::inputs::Sources;

/// Says something as the command's result.
pub(crate) fn stdout(text: &str) {
    // A reader that went away (`… | head`) is no reason to fail.
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Says something beside the command's result.
pub(crate) fn stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says what is worth a look.
pub(crate) fn warnings(warnings: &[Diagnostic], sources: &Sources) {
    for warning in warnings {
        stderr(&format!("{}\n\n", finding(warning, sources)));
    }
}

/// Says why nothing was generated.
pub(crate) fn failure(failure: &Failure, sources: &Sources) {
    warnings(&failure.found, sources);
    let errors = match failure.found.iter().filter(|found| found.is_error()).count() {
        1 => "1 error".to_owned(),
        count => format!("{count} errors"),
    };
    stderr(&format!("error: nothing was written, because of {errors} in the input\n"));
}

/// A finding with the path of the input that it is about. The generator, which
/// knows no paths, can only say “document”.
fn finding(found: &Diagnostic, sources: &Sources) -> String {
    let severity = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = sources.place(found);
    let help =
        found.help.as_ref().map(|help| format!("\n  help: {}", help.replace('\n', "\n        ")));
    format!(
        "{severity}[{}]: {}\n  --> {place}{}",
        found.rule,
        found.message,
        help.unwrap_or_default()
    )
}
