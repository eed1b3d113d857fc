//! A fake of the threads API: a server on loopback with which whole
//! conversations run, without a key of the vendor's and without the network.
//!
//! It keeps threads, messages, runs and their steps. A run moves on by one
//! state each time that it is asked for, or as far as it can while it is
//! streamed, and what it does on the way is the same. What the assistant says
//! is decided by the rules of the module `model`, which know no dialogue.
//!
//! A stream is made up as a whole before its first event is sent.

mod answer;
mod message;
mod model;
mod page;
mod refusal;
mod routes;
mod run;
mod store;

use std::sync::{Arc, Mutex, PoisonError};

pub use self::answer::{Answer, Event};
use self::store::Store;
use crate::server::{Request, Server};

/// A server that lives as long as the process, with no thread yet.
#[derive(Clone)]
pub struct Fake {
    server: Server,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

/// A request and what was answered.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What was asked.
    pub request: Request,
    /// What was answered.
    pub answer: Answer,
}

impl Fake {
    /// Starts a server.
    pub fn start() -> Self {
        let exchanges = Arc::<Mutex<Vec<Exchange>>>::default();
        let record = exchanges.clone();
        let store = Mutex::new(Store::default());
        let server = Server::answering(move |request| {
            let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
            let answer =
                routes::answer(&mut store, request).unwrap_or_else(|refusal| refusal.answer());
            let mut record = record.lock().unwrap_or_else(PoisonError::into_inner);
            record.push(Exchange { request: request.clone(), answer: answer.clone() });
            answer.reply().header("x-request-id", &format!("req_{}", record.len()))
        });
        Self { server, exchanges }
    }

    /// The base URL: `http://127.0.0.1:PORT/v1`.
    pub fn url(&self) -> String {
        self.server.url() + routes::BASE
    }

    /// All that was asked and answered so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
