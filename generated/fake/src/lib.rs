#![doc = include_str!("../README.md")]

mod answer;
mod assistant;
mod form;
mod library;
mod message;
mod model;
mod models;
mod page;
mod refusal;
mod routes;
mod run;
pub mod server;
mod store;
mod upload;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use answer::{Answer, Event};
use server::{Reply, Request, Server};
use store::Store;

/// A fake of the API, with nothing in it yet. It lives as long as the process; clones
/// are of the same one.
#[derive(Clone)]
pub struct Fake {
    server: Server,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    store: Mutex<Store>,
    exchanges: Mutex<Vec<Exchange>>,
    scripted: Mutex<VecDeque<Reply>>,
}

/// A request and what the fake made of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The request.
    pub request: Request,
    /// The answer.
    pub answer: Answer,
}

impl Fake {
    /// Starts a fake on a free port of loopback. It keeps nothing that another
    /// one has.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub fn start() -> Self {
        let shared = Arc::<Shared>::default();
        let answering = shared.clone();
        Self { server: Server::answering(move |request| answering.answer(request)), shared }
    }

    /// The base URL: `http://127.0.0.1:PORT/v1`.
    pub fn url(&self) -> String {
        self.server.url() + routes::BASE
    }

    /// Answers the next request with this reply, whatever it asks for, and carries
    /// nothing out. Replies that are added before it comes are for the requests
    /// after it.
    pub fn answer_next(&self, reply: Reply) {
        lock(&self.shared.scripted).push_back(reply);
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// All that was asked and answered so far, save for what a reply of
    /// [`answer_next`](Self::answer_next) has answered.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.shared.exchanges).clone()
    }
}

impl Shared {
    fn answer(&self, request: &Request) -> Reply {
        if let Some(reply) = lock(&self.scripted).pop_front() {
            return reply;
        }
        let mut store = lock(&self.store);
        let answer = routes::answer(&mut store, request).unwrap_or_else(|refusal| refusal.answer());
        let mut exchanges = lock(&self.exchanges);
        exchanges.push(Exchange { request: request.clone(), answer: answer.clone() });
        answer.reply().header("x-request-id", &format!("req_{}", exchanges.len()))
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake").field("url", &self.url()).finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
