//! The place of what cannot be read.
//!
//! An error of serde has no place of its own. While reading is traced, what
//! reads the parts of a value adds where it is to an error on its way out, so
//! that nothing is paid until there is one, and types are compiled for one
//! reader, not for another that follows it.

use std::cell::RefCell;

thread_local! {
    /// The steps to the error, the last one first; `None` while nothing is traced.
    static STEPS: RefCell<Option<Vec<Step>>> = const { RefCell::new(None) };
}

/// A step into a value.
enum Step {
    Property(String),
    Item(usize),
}

/// Reads something, and returns the place of an error with it, unless that is about all of
/// what is read.
pub(crate) fn traced<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, (E, Option<String>)> {
    let outer = STEPS.replace(Some(Vec::new()));
    let read = read();
    let steps = STEPS.replace(outer).unwrap_or_default();
    read.map_err(|error| (error, (!steps.is_empty()).then(|| place(&steps))))
}

/// Tells whether the place of an error is asked for.
pub(super) fn is_on() -> bool {
    STEPS.with_borrow(Option::is_some)
}

/// Adds a property to the place of an error that reading it gives.
pub(super) fn in_property<T, E>(name: &str, read: Result<T, E>) -> Result<T, E> {
    if read.is_err() {
        add(|| Step::Property(name.to_owned()));
    }
    read
}

/// Adds an item of a list to the place of an error that reading it gives.
pub(super) fn in_item<T, E>(number: usize, read: Result<T, E>) -> Result<T, E> {
    if read.is_err() {
        add(|| Step::Item(number));
    }
    read
}

#[cold]
fn add(step: impl FnOnce() -> Step) {
    STEPS.with_borrow_mut(|steps| steps.as_mut().map_or((), |steps| steps.push(step())));
}

/// Forgets an error that was not the last word.
pub(super) fn forget() {
    STEPS.with_borrow_mut(|steps| steps.iter_mut().for_each(Vec::clear));
}

/// Writes a place: `tools[0].name`.
fn place(steps: &[Step]) -> String {
    let mut place = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Item(number) => place.push_str(&format!("[{number}]")),
            Step::Property(name) if place.is_empty() => place.push_str(name),
            Step::Property(name) => place.push_str(&format!(".{name}")),
        }
    }
    place
}
