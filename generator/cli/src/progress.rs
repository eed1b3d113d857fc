//! The line that says what a long command is doing, on a terminal.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Stderr, Write};

use openapi_loom_generator::Stage;

/// A line on standard error that is written over by the next one, and gone in the end.
/// There is none where that is no terminal.
#[derive(Debug)]
pub struct Progress<W: Write = Stderr>(Option<RefCell<Line<W>>>);

/// The line, as it is on the terminal.
#[derive(Debug)]
struct Line<W> {
    terminal: W,
    /// The number of characters in it.
    width: usize,
}

impl Progress {
    /// Begins without a line.
    pub fn start() -> Self {
        let stderr = io::stderr();
        Self::on(stderr.is_terminal().then_some(stderr))
    }
}

impl<W: Write> Progress<W> {
    fn on(terminal: Option<W>) -> Self {
        Self(terminal.map(|terminal| RefCell::new(Line { terminal, width: 0 })))
    }

    /// Says what is being done.
    pub fn say(&self, words: &str) {
        self.show(&format!("{words} ..."));
    }

    /// Says what is done in a stage of the generator.
    pub fn stage(&self, stage: Stage) {
        self.say(match stage {
            Stage::Source => "reading the document",
            Stage::Correct => "applying the overlay",
            Stage::Select => "selecting operations and schemas",
            Stage::Build => "building types and calls",
            Stage::Passes => "looking for lists, polls and conversions",
            Stage::Plan => "naming and describing",
            Stage::Report => "placing findings",
            Stage::Emit => "making files",
        });
    }

    /// Takes the line away, for something else to be written.
    pub fn clear(&self) {
        self.show("");
    }

    fn show(&self, line: &str) {
        let Some(shown) = &self.0 else { return };
        let Line { terminal, width } = &mut *shown.borrow_mut();
        if *width > 0 || !line.is_empty() {
            // Spaces go over what is left of the line before.
            let _ = write!(terminal, "\r{line:<width$}\r{line}");
            let _ = terminal.flush();
            *width = line.len();
        }
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use openapi_loom_generator::Stage;

    use super::Progress;

    #[test]
    fn a_line_is_written_over_and_gone_in_the_end() {
        let mut written = Vec::new();
        let progress = Progress::on(Some(&mut written));
        progress.clear();
        progress.say("writing");
        progress.stage(Stage::Emit);
        progress.say("a");
        progress.clear();
        progress.clear();
        drop(progress);
        let lines = [
            "\rwriting ...\rwriting ...",
            "\rmaking files ...\rmaking files ...",
            "\ra ...           \ra ...",
            "\r     \r",
        ];
        assert_eq!(String::from_utf8(written).unwrap(), lines.concat());
    }

    #[test]
    fn a_line_that_nobody_took_away_is_gone_as_well() {
        let mut written = Vec::new();
        Progress::on(Some(&mut written)).say("a");
        assert_eq!(String::from_utf8(written).unwrap(), "\ra ...\ra ...\r     \r");
    }

    #[test]
    fn nothing_is_written_where_there_is_no_terminal() {
        let progress = Progress::<Vec<u8>>::on(None);
        progress.say("a");
        progress.stage(Stage::Source);
        assert!(progress.0.is_none());
    }
}
