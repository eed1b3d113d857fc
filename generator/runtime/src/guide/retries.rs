//! The failures after which a call is tried again, the waits, and the limits on time.
//!
//! A call is tried again up to twice, or as often as `.max_retries(…)` of the client or
//! the call says, after
//!
//! - a connection that failed or broke, and an attempt that took too long;
//! - the statuses 408, 409, 429, 500 and those from 502 on, unless the service says by
//!   a code or a header that it is of no use;
//! - a connection or a status like these between it and the token endpoint of
//!   `Credential::client_credentials`.
//!
//! It waits for as long as the server asks for (`Retry-After`, and the headers that the
//! service has for it), and gives up at once where that is more than 120 s; otherwise
//! for 0.5 s, 1 s, 2 s and so on to 8 s, less up to a quarter by chance.
//!
//! **A request whose answer was lost may have been carried out.** Where twice would
//! hurt, `.max_retries(0)`, or `.idempotency_key(…)` if the server knows what that is.
//!
//! All retries of a client come out of one budget of 100, which successes fill up again,
//! so that an outage is not answered with three times the load: `.retry_budget(…)`.
//!
//! | Limit | Of | By default |
//! |---|---|---|
//! | `.connect_timeout(…)` | a connection | 5 s |
//! | `.timeout(…)` | one attempt, to its last byte; of a stream, until it begins | 600 s |
//! | `.idle_timeout(…)` | the silence in a stream | 600 s |
//! | `.deadline(…)` | all attempts and waits of a call; of a stream and a download, until it begins | none |
//! | `.poll().deadline(…)` | all that a poll does | 600 s |
//!
//! Each page of a list and each call of a poll is a call of its own. Dropping a future
//! or a stream ends it and closes its connection.
