//! Files that are sent, and bytes that come.
//!
//! A `File` is an argument of an operation that takes one. It is read while
//! it is sent, a piece at a time, however large it is:
//!
#![cfg_attr(feature = "forms", doc = "```")]
#![cfg_attr(not(feature = "forms"), doc = "```ignore")]
//! use openapi_loom_runtime::File;
//!
//! let on_disk = File::from_path("speech.mp3");
//! let in_memory = File::from_bytes("notes.txt", "some text");
//! let renamed = in_memory.with_name("other.txt").with_content_type("text/markdown");
//! # let _ = (on_disk, renamed);
//! ```
//!
//! Bytes are owned or `'static`: a slice of a vector goes in by `.to_vec()`. A path goes wherever
//! a file does, `.upload(Path::new("speech.mp3"))`, and a file by reference, which is cloned. The
//! content type is the one that the document asks for, or what the extension of the name stands
//! for, and many servers go by the name as well. So bytes need a name, by `from_bytes`.
//! `from_stream(name, stream, length)` takes what comes piece by piece from elsewhere, with `None`
//! as its length where that is not known; it can be sent once, and such a call is not repeated.
//!
//! A large file goes in parts to a service that takes it so: `file.length().await?` is the
//! number of its bytes, and `for part in file.parts(64 << 20).await? { … }` cuts it into files
//! that are sent one by one.
//!
//! An operation that answers with bytes gives them all by `.await`, up to
//! `max_answer_size` of the client, and by `.download()` as they come, without a limit:
//!
//! ```no_run
//! use openapi_loom_runtime::http::{Download, Result};
//!
//! async fn save(download: Download) -> Result<()> {
//!     println!("{:?} of {:?} bytes", download.content_type(), download.content_length());
//! #   #[cfg(feature = "fs")]
//!     let length = download.save("speech.mp3").await?;
//! #   #[cfg(feature = "fs")]
//!     println!("{length} bytes saved");
//!     Ok(())
//! }
//! ```
//!
//! `save` writes beside the file and renames at the end: what fails
//! half-way leaves no half of a file. `.write_to(&mut writer)` writes into what you have,
//! `.chunk()` gives the next bytes, and `.bytes()` all that are left. An answer that breaks
//! off is an error, and is not taken for the end. So are bytes in a content coding that
//! is not undone (the features `gzip`, `brotli` and `zstd` undo theirs), unless the call
//! asks for it by a header `accept-encoding` of its own.
//!
//! The timeout of a call ends with the head of such an answer; after that, the idle timeout
//! bounds how long nothing may come.
//!
//! A file of one JSON value per line, as batches have it, is written from what a call takes,
//! and read into what it answers:
//!
#![cfg_attr(feature = "forms", doc = "```")]
#![cfg_attr(not(feature = "forms"), doc = "```ignore")]
//! use openapi_loom_runtime::serde::{Serialize, de::DeserializeOwned};
//! use openapi_loom_runtime::serde_json::{self, Value, json};
//! use openapi_loom_runtime::File;
//!
//! fn lines(bodies: &[impl Serialize]) -> File {
//!     let line = |(id, body)| {
//!         let id = format!("line-{id}");
//!         let request = json!({"custom_id": id, "method": "POST", "url": "/v1/tasks", "body": body});
//!         format!("{request}\n")
//!     };
//!     File::from_bytes("lines.jsonl", bodies.iter().enumerate().map(line).collect::<String>())
//! }
//!
//! fn answers<T: DeserializeOwned>(text: &str) -> serde_json::Result<Vec<T>> {
//!     let read = |line| {
//!         let mut line: Value = serde_json::from_str(line)?;
//!         serde_json::from_value(line["response"]["body"].take())
//!     };
//!     text.lines().map(read).collect()
//! }
//! # let _ = lines(&[1]);
//! # assert_eq!(answers::<u8>("{\"response\": {\"body\": 1}}\n").unwrap(), [1]);
//! ```
