//! The stages of a run, and the time of each.

use std::fmt;
use std::time::{Duration, Instant};

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The inputs are read.
    Source,
    /// The overlay corrects the document.
    Correct,
    /// Operations are selected, with the schemas that they reach.
    Select,
    /// They become types and calls.
    Build,
    /// Pages, polls and the like, for which all of these are needed, are added.
    Passes,
    /// Everything in Rust is named and described.
    Plan,
    /// Findings get their places.
    Report,
    /// Files are made.
    Emit,
}

impl fmt::Display for Stage {
    /// Writes the names of the modules in which it happens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Source => "source",
            Self::Correct => "correct",
            Self::Select => "select, schema",
            Self::Build => "build",
            Self::Passes => "passes",
            Self::Plan => "plan",
            Self::Report => "report",
            Self::Emit => "emit",
        })
    }
}

/// A stage of a run, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The stage.
    pub stage: Stage,
    /// Time that it took by the clock.
    pub time: Duration,
}

/// A listener that hears of each stage of a run when it begins.
pub type Watcher<'a> = &'a dyn Fn(Stage);

/// Measures the stages of a run, one after another.
pub(crate) struct Stopwatch<'a> {
    watcher: Watcher<'a>,
    stage: Stage,
    begun: Instant,
    timings: Vec<Timing>,
}

impl<'a> Stopwatch<'a> {
    /// Begins with the first stage.
    pub(crate) fn start(stage: Stage, watcher: Watcher<'a>) -> Self {
        watcher(stage);
        Self { watcher, stage, begun: Instant::now(), timings: Vec::new() }
    }

    /// Ends a stage, and begins the next one.
    pub(crate) fn begin(&mut self, stage: Stage) {
        self.end();
        self.stage = stage;
        (self.watcher)(stage);
    }

    /// Ends the last stage. The time of each.
    pub(crate) fn timings(mut self) -> Vec<Timing> {
        self.end();
        self.timings
    }

    fn end(&mut self) {
        let now = Instant::now();
        self.timings.push(Timing { stage: self.stage, time: now - self.begun });
        self.begun = now;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::Stage;
    use crate::{Groups, Inputs, generate_watched};

    /// Returns the stages that a run tells of, and those whose time it gives, if it has an end.
    fn stages(document: &str) -> (Vec<Stage>, Option<Vec<Stage>>) {
        let inputs = Inputs {
            document: document.as_bytes(),
            overlay: None,
            config: "",
            groups: Groups::Configured,
            package: None,
            of_record: false,
            lenient: false,
            files: None,
        };
        let told = RefCell::new(Vec::new());
        let output = generate_watched(&inputs, &|stage| told.borrow_mut().push(stage));
        let timed = output.map(|output| output.timings.iter().map(|timing| timing.stage).collect());
        (told.into_inner(), timed.ok())
    }

    #[test]
    fn each_stage_is_told_of_in_its_order() {
        let operation = "get: {operationId: a, responses: {'204': {description: Done.}}}";
        let head = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {/a: {";
        let (told, timed) = stages(&format!("{head}{operation}}}}}"));
        let names: Vec<String> = told.iter().map(ToString::to_string).collect();
        let all =
            ["source", "correct", "select, schema", "build", "passes", "plan", "report", "emit"];
        assert_eq!(names, all);
        assert_eq!(timed, Some(told));
    }

    #[test]
    fn a_run_that_fails_tells_how_far_it_came() {
        assert_eq!(stages("{"), (vec![Stage::Source], None));
    }
}
