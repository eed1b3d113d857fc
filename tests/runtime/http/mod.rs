//! Requests, answers and streams, over real sockets.

mod answers;
mod calls;
mod downloads;
mod errors;
mod forms;
mod generated;
mod pages;
mod parameters;
mod retries;
mod streams;
