//! The parts that no operation needs: component schemas that none reaches, and
//! what is posted to webhooks and callbacks. They stop no run: a faulty one is left
//! out, and so is what leads to it.
//!
//! Each part is walked once, and notes what it leads to, so that a fault is told
//! of all that it spoils however many lead there.

use std::collections::{HashMap, HashSet};

use super::closure::{Closure, Reached};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::{Node, NodeId, Pointer};

/// A part, and what was met on the way through it.
pub(super) struct Walked<'d> {
    /// The name of the component; none of what is posted.
    pub(super) name: Option<String>,
    pub(super) node: Node<'d>,
    pub(super) found: Report,
    /// The components that it refers to.
    pub(super) leads_to: Vec<String>,
}

/// Parts that are sound.
#[derive(Default)]
pub(super) struct Sound<'d> {
    /// The webhooks and callbacks.
    pub(super) hooks: HashSet<NodeId>,
    /// The components that these reach.
    pub(super) posted: Reached<'d>,
    /// The other components, each with those that it refers to.
    pub(super) others: Vec<Walked<'d>>,
}

/// Returns the parts of those that were walked with which something is wrong, or that
/// lead to one of these, by number.
pub(super) fn spoiled(walked: &[Walked<'_>]) -> HashSet<usize> {
    let mut led_to_by: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, part) in walked.iter().enumerate() {
        for name in &part.leads_to {
            led_to_by.entry(name).or_default().push(number);
        }
    }
    let faulty = walked.iter().enumerate().filter(|(_, part)| part.found.has_errors());
    let mut pending: Vec<usize> = faulty.map(|(number, _)| number).collect();
    let mut spoiled: HashSet<usize> = pending.iter().copied().collect();
    while let Some(number) = pending.pop() {
        let name = walked[number].name.as_deref();
        for other in name.and_then(|name| led_to_by.get(name)).into_iter().flatten() {
            if spoiled.insert(*other) {
                pending.push(*other);
            }
        }
    }
    spoiled
}

/// Reports what was found of a part: all, if it is kept; else what is wrong, as
/// warnings, or that it leads to that.
pub(super) fn tell(part: &mut Walked<'_>, is_kept: bool, report: &mut Report) {
    let found = std::mem::take(&mut part.found);
    let at = part.node.at();
    if is_kept {
        found.into_found().into_iter().for_each(|found| report.push(found));
    } else if found.has_errors() {
        for found in found.into_found().into_iter().filter(Diagnostic::is_error) {
            let found = found.related(&at, "left out, since no operation needs it");
            report.push(Diagnostic { severity: Severity::Warning, ..found });
        }
    } else {
        report.push_counted(leads_to_fault(&at));
    }
}

fn leads_to_fault(at: &Pointer) -> Diagnostic {
    let message =
        "this is left out, since no operation needs it, and it refers to what is left out";
    let warning = Diagnostic::warning("left-out", at, message);
    warning.settled_without(at, "It refers to what is not understood.")
}

impl<'d> Closure<'d> {
    /// Walks what no operation needs, beginning with these webhooks and callbacks, and gives
    /// what is sound. Components that none of them reaches are among it if `all` are asked for.
    pub(super) fn optional(
        &mut self,
        hooks: Vec<Walked<'d>>,
        all: bool,
        report: &mut Report,
    ) -> Sound<'d> {
        let first = hooks.len();
        let mut walked = hooks;
        walked.extend(self.walked());
        let posted = walked.len();
        if all {
            self.add_declared();
            walked.extend(self.walked());
        }
        let spoiled = spoiled(&walked);
        let kept = self.kept(&walked, &spoiled);
        let mut sound = Sound::default();
        for (number, mut part) in walked.into_iter().enumerate() {
            let is_kept = kept.contains(&number);
            // A part that was only made for another part goes with it.
            if is_kept || spoiled.contains(&number) {
                tell(&mut part, is_kept, report);
            }
            match (is_kept, part.name.clone()) {
                (true, None) => _ = sound.hooks.insert(part.node.id()),
                (true, Some(name)) if (first..posted).contains(&number) => {
                    sound.posted.push((name, part.node));
                }
                (true, Some(_)) => sound.others.push(part),
                (false, Some(name)) => self.forget(&name, part.node),
                (false, None) => {}
            }
        }
        sound
    }

    /// Finds, of the parts that are not spoiled, those that the document declares, and
    /// what they lead to.
    fn kept(&self, walked: &[Walked<'d>], spoiled: &HashSet<usize>) -> HashSet<usize> {
        let named = walked.iter().enumerate();
        let named: HashMap<&str, usize> =
            named.filter_map(|(number, part)| Some((part.name.as_deref()?, number))).collect();
        let is_declared =
            |number: &usize| !spoiled.contains(number) && !self.is_extracted(walked[*number].node);
        let mut pending: Vec<usize> = (0..walked.len()).filter(is_declared).collect();
        let mut kept: HashSet<usize> = pending.iter().copied().collect();
        while let Some(number) = pending.pop() {
            let inner = walked[number].leads_to.iter();
            for other in inner.filter_map(|name| named.get(name.as_str())) {
                if kept.insert(*other) {
                    pending.push(*other);
                }
            }
        }
        kept
    }
}
