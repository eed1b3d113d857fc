//! Results of operations that are waited for.

/// The polling of the result of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// The id of the operation that asks how far it is: this one, if it asks itself.
    pub with: String,
    /// For each of its path parameters, the property of the result; none where it is the
    /// parameter of the call that starts the work.
    pub arguments: Vec<Option<String>>,
    /// The property that says how far it is.
    pub status: String,
    /// The statuses at which polling stops.
    pub terminal: Vec<String>,
    /// The seconds for which polling goes on, where the configuration says so.
    pub deadline: Option<u64>,
    /// True if the configuration says so, and not the shapes of the document.
    pub is_configured: bool,
}

impl Poll {
    /// Says how it is polled: ``with `readJob` until `status` is one of `done` ``.
    pub fn words(&self) -> String {
        let Self { with, status, terminal, .. } = self;
        let ends: Vec<String> = terminal.iter().map(|end| format!("`{end}`")).collect();
        format!("with `{with}` until `{status}` is {}", ends.join(" or "))
    }
}
