//! Downloads into files.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tokio::task::spawn_blocking;

use super::{Download, Error};

/// The number of characters that its part has of a file's name: no more than 100
/// bytes. With what comes after it, that is a name for every file system.
const NAME: usize = 25;

/// The most links to one another that are followed: as many as Linux does.
const LINKS: usize = 40;

impl Download {
    /// Saves the bytes that have not been read yet in a file, and says how many
    /// they were.
    ///
    /// They are written beside it under another name, which becomes the file's
    /// when all of them are there and on the disk: a download that fails, or is
    /// dropped, neither leaves half a file nor takes away an earlier one.
    ///
    /// A file that is there already is replaced by a new one with its permissions,
    /// where a system has them for owner, group and others. Owner, access control
    /// lists and further attributes are those of a new file, and another name of
    /// it, a hard link, keeps what was there. Where the path is a symbolic link, it
    /// stays one, and the file that it leads to is meant.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk), and
    /// [`ErrorKind::Io`](crate::http::ErrorKind::Io) if the file cannot be
    /// written.
    pub async fn save(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref().to_owned();
        // If nobody waits any more, the new part is dropped, and removed, as soon
        // as it is there.
        let created = blocking(move || Part::create(&path)).await;
        let (part, file) = created.map_err(|error| self.not_written(error))?;
        let mut file = tokio::fs::File::from_std(file);
        let length = self.pour(&mut file).await?;
        let file = file.into_std().await;
        blocking(move || part.complete(file)).await.map_err(|error| self.not_written(error))?;
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
    /// The part's path; `None` once it is complete.
    path: Option<PathBuf>,
    whole: PathBuf,
}

impl Part {
    fn create(path: &Path) -> io::Result<(Self, File)> {
        let whole = followed(path)?;
        let earlier = match fs::metadata(&whole) {
            Ok(earlier) if earlier.is_file() => Some(earlier),
            Ok(_) => return Err(named(&whole, io::Error::other("it is there, and no file"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(named(&whole, error)),
        };
        let name = whole.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let name = beginning(name);
        for number in 0_u32.. {
            let part = format!("{name}.{}-{number}.part", std::process::id());
            let part = whole.with_file_name(part);
            match open(&part, earlier.as_ref()) {
                Ok(file) => {
                    let created = Self { path: Some(part), whole };
                    permit(&file, earlier.as_ref())
                        .map_err(|error| named(&created.whole, error))?;
                    return Ok((created, file));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(named(&part, error)),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn complete(mut self, file: File) -> io::Result<()> {
        // The name must not be on the disk before what it stands for.
        file.sync_all().map_err(|error| named(&self.whole, error))?;
        drop(file);
        if let Some(part) = &self.path {
            fs::rename(part, &self.whole).map_err(|error| named(&self.whole, error))?;
        }
        self.path = None;
        sync_directory(&self.whole).map_err(|error| named(&self.whole, error))
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

/// Returns the path of the file that a path leads to, which need not be there.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Ok(whole) = fs::canonicalize(&path) {
            return Ok(whole);
        }
        match fs::read_link(&path) {
            // Its target is relative to where the link is.
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(named(&path, io::Error::other("it is a link that leads to itself")))
}

/// Returns the beginning of a file's name, as text.
fn beginning(name: &OsStr) -> String {
    name.to_string_lossy().chars().take(NAME).collect()
}

/// Creates a file that nobody can read who could not read the earlier one.
fn open(path: &Path, earlier: Option<&Metadata>) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if let Some(earlier) = earlier {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(mode(earlier));
    }
    #[cfg(not(unix))]
    let _ = earlier;
    options.open(path)
}

/// Gives a file all permissions of the earlier one, those too that a new file
/// does not have.
#[cfg(unix)]
fn permit(file: &File, earlier: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let Some(earlier) = earlier else { return Ok(()) };
    file.set_permissions(fs::Permissions::from_mode(mode(earlier)))
}

/// Does nothing: elsewhere a file has no more than a mark that it cannot be replaced.
#[cfg(not(unix))]
fn permit(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}

/// Returns the permissions of owner, group and others, without a mark that a
/// program runs as its owner, which writing takes away, too.
#[cfg(unix)]
fn mode(metadata: &Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o777
}

/// Has the name of a file on the disk.
#[cfg(unix)]
fn sync_directory(file: &Path) -> io::Result<()> {
    let directory = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // Not every directory can be read by who writes there.
    let Ok(directory) = File::open(directory) else { return Ok(()) };
    match directory.sync_all() {
        // Nor does every file system know that.
        Err(error) if is_unknown(&error) => Ok(()),
        synced => synced,
    }
}

#[cfg(unix)]
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

/// Does nothing: elsewhere a directory is no file.
#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
