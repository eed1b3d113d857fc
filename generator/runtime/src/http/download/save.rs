//! Downloads into files.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tokio::task::spawn_blocking;

use super::{Download, Error};

impl Download {
    /// Saves the bytes that have not been read yet in a file, and says how many
    /// they were.
    ///
    /// They are written beside it under another name, which becomes the file's
    /// when all of them are there: a download that fails, or is dropped, neither
    /// leaves half a file nor takes away an earlier one.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk), and
    /// [`ErrorKind::Io`](crate::http::ErrorKind::Io) if the file cannot be
    /// written.
    pub async fn save(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref().to_owned();
        // If nobody waits for it any more, the part goes as soon as it is there.
        let created = blocking(move || Part::create(&path)).await;
        let (part, file) = created.map_err(|error| self.not_written(error))?;
        let mut file = tokio::fs::File::from_std(file);
        let length = self.pour(&mut file).await?;
        drop(file);
        blocking(move || part.complete()).await.map_err(|error| self.not_written(error))?;
        Ok(length)
    }
}

/// Does what blocks on a thread that may.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await?
}

/// A file that is not complete yet, and goes unless it becomes so.
struct Part {
    /// Where it is; `None` once it is complete.
    path: Option<PathBuf>,
    whole: PathBuf,
}

impl Part {
    fn create(whole: &Path) -> io::Result<(Self, File)> {
        // Where the path is a link, the file that it leads to is meant.
        let whole = fs::canonicalize(whole).unwrap_or_else(|_| whole.to_owned());
        if fs::metadata(&whole).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(named(&whole, io::Error::other("it is there, and no file")));
        }
        let name = whole.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        for number in 0_u32.. {
            let mut part = name.to_owned();
            part.push(format!(".{}-{number}.part", std::process::id()));
            let part = whole.with_file_name(part);
            match File::create_new(&part) {
                Ok(file) => return Ok((Self { path: Some(part), whole }, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(named(&part, error)),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn complete(mut self) -> io::Result<()> {
        if let Some(part) = &self.path {
            fs::rename(part, &self.whole).map_err(|error| named(&self.whole, error))?;
        }
        self.path = None;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if let Some(part) = &self.path {
            // There is nobody to tell.
            let _ = fs::remove_file(part);
        }
    }
}

fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
