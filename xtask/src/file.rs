//! Files that the commands write.

use std::fs;
use std::io::Write;
use std::path::Path;

use openapi_loom::paths::{WRITABLE, refused};

/// Writes a file as a whole or not at all. Who may read and write it stays as it is.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    fs::create_dir_all(directory)
        .map_err(|error| refused("create", directory, &error, WRITABLE))?;
    let mut file = tempfile::NamedTempFile::new_in(directory)
        .map_err(|error| refused("write to", directory, &error, WRITABLE))?;
    let written = file.write_all(bytes).and_then(|()| match fs::metadata(path) {
        Ok(before) => file.as_file().set_permissions(before.permissions()),
        Err(_) => Ok(()),
    });
    written.map_err(|error| refused("write", path, &error, WRITABLE))?;
    file.persist(path).map_err(|error| refused("write", path, &error.error, WRITABLE))?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::put;

    #[test]
    fn who_may_read_a_file_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/file");
        put(&path, b"one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        put(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
    }
}
