//! The parts that no operation needs: component schemas that none reaches, and
//! what is posted to webhooks and callbacks. They stop no run: a faulty one is left
//! out, and so is what leads to it.
//!
//! Each part is walked once, and notes what it leads to, so that a fault is told
//! of all that it spoils however many lead there.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::closure::Closure;
use super::group::OperationNode;
use super::operation::Fill;
use super::{callback, webhook};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::schema::{Links, Reader, Schema};
use crate::source::{Node, NodeId, Pointer};

/// The kind of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The component of that name.
    Component(String),
    /// A request of the server's own.
    Hook,
    /// An object that such requests are in.
    Frame,
}

/// A part, and what was met on the way through it.
pub(super) struct Walked<'d> {
    pub(super) part: Part,
    pub(super) node: Node<'d>,
    pub(super) found: Report,
    /// The components that it refers to.
    pub(super) leads_to: Vec<String>,
}

impl Walked<'_> {
    fn name(&self) -> Option<&str> {
        match &self.part {
            Part::Component(name) => Some(name),
            Part::Hook | Part::Frame => None,
        }
    }
}

/// Parts as they are read.
#[derive(Default)]
pub(super) struct Sound {
    /// The components, by name.
    pub(super) components: Vec<(String, Arc<Schema>)>,
    /// The JSON that requests of the server's own bring, by their places.
    pub(super) posted: HashMap<NodeId, Schema>,
    /// The places of schemas of which something was left out.
    pub(super) broken: BTreeSet<Pointer>,
}

/// Reads parts. Where something is wrong with one, it is left out, and so is what leads to it;
/// unless `all` are asked for, so is what only these lead to. `severity` is that of a value that a
/// keyword cannot have.
pub(super) fn sound<'d>(
    closure: &mut Closure<'d>,
    links: &Links,
    mut walked: Vec<Walked<'d>>,
    all: bool,
    severity: Severity,
    report: &mut Report,
) -> Sound {
    let mut sound = Sound::default();
    let mut read = |part: &mut Walked<'d>| {
        let mut found = std::mem::take(&mut part.found);
        let mut reader = Reader::new(links, severity, &mut found);
        let schema = match part.part {
            Part::Component(_) => Some(reader.content(part.node)),
            Part::Hook => {
                let mut fill = Fill { closure: &mut *closure, reader: &mut reader };
                webhook::payload(part.node, &mut fill)
            }
            Part::Frame => None,
        };
        sound.broken.append(&mut reader.broken);
        part.found = found;
        schema
    };
    let schemas: Vec<Option<Schema>> = walked.iter_mut().map(&mut read).collect();
    let spoiled = spoiled(&walked);
    let kept = closure.kept(&walked, &spoiled, links, all);
    for (number, (mut part, schema)) in walked.into_iter().zip(schemas).enumerate() {
        let is_kept = kept.contains(&number);
        if is_kept || spoiled.contains(&number) {
            tell(&mut part, is_kept, report);
        }
        if let Some(schema) = schema.filter(|_| is_kept) {
            match part.part {
                Part::Component(name) => sound.components.push((name, Arc::new(schema))),
                Part::Hook | Part::Frame => _ = sound.posted.insert(part.node.id(), schema),
            }
        }
    }
    sound
}

/// Returns the parts of those that were walked with which something is wrong, or that
/// lead to one of these, by number.
fn spoiled(walked: &[Walked<'_>]) -> HashSet<usize> {
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
        for other in
            walked[number].name().and_then(|name| led_to_by.get(name)).into_iter().flatten()
        {
            if spoiled.insert(*other) {
                pending.push(*other);
            }
        }
    }
    spoiled
}

/// Reports what was found of a part: all, if it is kept; else what is wrong, as
/// warnings, or that it leads to that. What else is found is told where the part is there
/// all the same.
fn tell(part: &mut Walked<'_>, is_kept: bool, report: &mut Report) {
    let found = std::mem::take(&mut part.found);
    let (at, is_hook) = (part.node.at(), part.part == Part::Hook);
    if is_kept {
        found.into_found().into_iter().for_each(|found| report.push(found));
        return;
    }
    if !found.has_errors() {
        report.push_counted(leads_to_fault(&at, is_hook));
    }
    for found in found.into_found() {
        let found = match (&part.part, found.is_error()) {
            (Part::Component(_), false) => continue,
            (Part::Component(_), true) => {
                found.related(&at, "left out, since no operation needs it")
            }
            (Part::Hook, true) => found.related(&at, "without a type, since no operation needs it"),
            (Part::Hook, false) | (Part::Frame, _) => found,
        };
        report.push(Diagnostic { severity: Severity::Warning, ..found });
    }
}

fn leads_to_fault(at: &Pointer, is_hook: bool) -> Diagnostic {
    let what = if is_hook { "has no type" } else { "is left out" };
    let message =
        format!("this {what}, since no operation needs it, and it refers to what is left out");
    let warning = Diagnostic::warning("left-out", at, message);
    warning.settled_without(at, "It refers to what is not understood.")
}

impl<'d> Closure<'d> {
    /// Walks what no operation needs, beginning with the callbacks of those that are `wanted`,
    /// and gives what is sound. Webhooks, and the components that nothing else reaches, are among
    /// it if `all` are asked for.
    pub(super) fn optional(
        &mut self,
        wanted: &[OperationNode<'d>],
        all: bool,
        report: &mut Report,
    ) -> Vec<Walked<'d>> {
        let mut walked = callback::walked(self, wanted);
        if all {
            walked.extend(webhook::walked(self));
        }
        walked.extend(self.walked());
        if all {
            self.add_declared();
            walked.extend(self.walked());
        }
        let spoiled = spoiled(&walked);
        let kept = self.kept(&walked, &spoiled, &self.links, all);
        let mut sound = Vec::new();
        for (number, mut part) in walked.into_iter().enumerate() {
            let is_kept = kept.contains(&number);
            // A part that was only made for another part goes with it.
            if is_kept || spoiled.contains(&number) {
                tell(&mut part, is_kept, report);
            }
            match (is_kept, part.name()) {
                (true, _) => sound.push(part),
                (false, Some(name)) => self.forget(name, part.node),
                (false, None) => {}
            }
        }
        sound
    }

    /// Finds, of the parts that are not spoiled, those that the document declares, or webhooks and
    /// callbacks if not `all` are asked for, and what they lead to.
    fn kept(
        &self,
        walked: &[Walked<'d>],
        spoiled: &HashSet<usize>,
        links: &Links,
        all: bool,
    ) -> HashSet<usize> {
        let named = walked.iter().enumerate();
        let named: HashMap<&str, usize> =
            named.filter_map(|(number, part)| Some((part.name()?, number))).collect();
        let is_asked_for = |part: &Walked<'d>| match part.part {
            Part::Component(_) => all && !self.is_extracted(links, part.node),
            Part::Hook | Part::Frame => true,
        };
        let is_declared =
            |number: &usize| !spoiled.contains(number) && is_asked_for(&walked[*number]);
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
