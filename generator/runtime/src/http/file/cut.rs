//! Files that are sent in parts.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncSeekExt, SeekFrom, Take};

use super::{File, FileContent, FileError, OnDisk, Stamp, open};
use crate::http::error::{Error, ErrorKind};
use crate::http::transport::outside;

/// A part of the file at a path.
#[derive(Clone, PartialEq)]
pub(super) struct Part {
    pub(super) path: PathBuf,
    /// The stamp of the whole file when it was cut.
    stamp: Stamp,
    start: u64,
    pub(super) length: u64,
}

impl Part {
    /// Opens the file at the beginning of the part, if it is still the same one.
    pub(super) async fn open(&self) -> Result<Take<OnDisk>, FileError> {
        let failed = |problem, error| FileError::new(problem, self.path.display(), error);
        let work = async {
            let (mut file, stamp) = open(&self.path).await?;
            file.seek(SeekFrom::Start(self.start)).await?;
            Ok((file, stamp))
        };
        let (file, stamp) =
            outside(work).await.map_err(|error| failed("cannot be opened", error))?;
        if stamp != self.stamp {
            let error = io::Error::other("it is another one than was cut into parts");
            return Err(failed("has changed", error));
        }
        Ok(file.take(self.length))
    }
}

impl File {
    /// Returns how many bytes it has.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] if the file at a path cannot be opened, and
    /// [`ErrorKind::Configuration`] if nothing says how long it is: a stream of unknown
    /// length, or a pipe.
    pub async fn length(&self) -> Result<u64, Error> {
        let length = match &self.content {
            FileContent::Path(path) => stamp(path).await?.length,
            FileContent::Part(part) => Some(part.length),
            FileContent::Bytes(bytes) => Some(bytes.len() as u64),
            FileContent::Text { text, .. } => Some(text.len() as u64),
            FileContent::Stream(once) => once.length,
        };
        length.ok_or_else(|| self.uncut("does not say how long it is"))
    }

    /// Cuts it into parts of `size` bytes, of which the last may have fewer: files of the
    /// same name and content type, each to be sent by itself. They are cut as they are
    /// taken, and those of a file at a path are never in memory as a whole. Once that is
    /// another file, its parts cannot be sent any more.
    ///
    /// ```
    /// # use openapi_loom_runtime::File;
    /// # async fn example() -> Result<(), openapi_loom_runtime::http::Error> {
    /// let file = File::from_bytes("log.txt", "0123456789");
    /// let parts: Vec<File> = file.parts(4).await?.collect();
    /// assert_eq!(parts[1], File::from_bytes("log.txt", "4567"));
    /// assert_eq!(parts[2].length().await?, 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`length`](Self::length), and [`ErrorKind::Configuration`] for a stream, which
    /// has no parts, and for parts of 0 bytes.
    pub async fn parts(&self, size: u64) -> Result<impl Iterator<Item = Self> + Send, Error> {
        if size == 0 {
            return Err(self.uncut("cannot be cut into parts of 0 bytes"));
        }
        let (whole, length) = match &self.content {
            FileContent::Path(path) => {
                let stamp = stamp(path).await?;
                let length = stamp.length.ok_or_else(|| self.uncut("has no parts"))?;
                (Cut::Path(Part { path: path.clone(), stamp, start: 0, length }), length)
            }
            FileContent::Part(part) => (Cut::Path(part.clone()), part.length),
            FileContent::Bytes(bytes) => (Cut::Bytes(bytes.clone()), bytes.len() as u64),
            FileContent::Text { text, .. } => (Cut::Bytes(text.clone().into()), text.len() as u64),
            FileContent::Stream(_) => return Err(self.uncut("has no parts")),
        };
        let file = self.clone();
        Ok((0..length.div_ceil(size)).map(move |number| {
            let start = number * size;
            Self { content: whole.part(start, size.min(length - start)), ..file.clone() }
        }))
    }

    /// Makes the error of a file that is not cut.
    fn uncut(&self, problem: &str) -> Error {
        Error::new(ErrorKind::Configuration, format!("the file {} {problem}", self.shown()))
    }
}

/// A file that can be cut.
enum Cut {
    Path(Part),
    Bytes(Bytes),
}

impl Cut {
    /// Returns what has that many bytes from there on, which it has.
    fn part(&self, start: u64, length: u64) -> FileContent {
        match self {
            Self::Path(whole) => {
                FileContent::Part(Part { start: whole.start + start, length, ..whole.clone() })
            }
            // No memory holds more bytes than such a number counts.
            Self::Bytes(bytes) => {
                FileContent::Bytes(bytes.slice(start as usize..(start + length) as usize))
            }
        }
    }
}

/// Returns the stamp of the file at a path.
async fn stamp(path: &Path) -> Result<Stamp, Error> {
    let failed = |error| FileError::new("cannot be opened", path.display(), error).into_error();
    outside(open(path)).await.map(|(_, stamp)| stamp).map_err(failed)
}
