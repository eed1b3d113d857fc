//! A server on loopback that has its answer ready, so that as little as can be
//! of what is measured is its own work.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// The answer to every request.
pub(crate) struct Answer {
    /// The head but for its first line, with the empty line after it.
    pub(crate) headers: String,
    /// Sent so many times.
    pub(crate) block: Vec<u8>,
    pub(crate) times: usize,
    /// Sent after all blocks.
    pub(crate) tail: Vec<u8>,
}

impl Answer {
    /// Starts a server of it that lives as long as the process; its URL.
    pub(crate) fn serve(self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let answer = Arc::new(self);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let answer = answer.clone();
                // An error is a client that has gone.
                thread::spawn(move || answer.send(&stream));
            }
        });
        url
    }

    fn send(&self, mut stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let first = [b"HTTP/1.1 200 OK\r\n", self.headers.as_bytes(), &self.block].concat();
        let mut requests = BufReader::new(stream);
        while skip_request(&mut requests)? {
            stream.write_all(&first)?;
            for _ in 1..self.times {
                stream.write_all(&self.block)?;
            }
            stream.write_all(&self.tail)?;
        }
        Ok(())
    }
}

/// Reads a request; false if there is none any more.
fn skip_request(reader: &mut impl BufRead) -> io::Result<bool> {
    let mut length = 0;
    for line in reader.by_ref().lines() {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            io::copy(&mut reader.take(length), &mut io::sink())?;
            return Ok(true);
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    Ok(false)
}
