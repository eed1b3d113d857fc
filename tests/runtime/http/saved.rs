//! The files that downloads are saved in.

use super::downloads::{audio, download, files, not_saved, only};
use std::fs;

/// A file system takes no name of more than 255 bytes.
#[tokio::test]
async fn a_name_may_be_as_long_as_names_are() {
    let directory = tempfile::tempdir().unwrap();
    for name in ["x".repeat(255), "é".repeat(127)] {
        let path = directory.path().join(&name);
        download(audio().piece("abc")).await.save(&path).await.unwrap();
        assert_eq!(files(directory.path()), only(&name, "abc"));
        download(audio().piece("de")).await.save(&path).await.unwrap();
        assert_eq!(files(directory.path()), only(&name, "de"));
        fs::remove_file(path).unwrap();
    }
    not_saved(&directory.path().join("x".repeat(256))).await;
    assert!(files(directory.path()).is_empty());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::Path;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[tokio::test]
    async fn a_file_that_is_replaced_keeps_its_permissions() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.mp3");
        fs::write(&path, "earlier").unwrap();
        let fresh = mode(&path);
        for kept in [0o600, 0o640, 0o666, 0o755, 0o400] {
            set_mode(&path, kept);
            download(audio().piece("abc")).await.save(&path).await.unwrap();
            assert_eq!(mode(&path), kept, "{kept:o}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "abc");
        }
        // A downloaded program runs with nobody else's rights.
        set_mode(&path, 0o4755);
        download(audio().piece("abc")).await.save(&path).await.unwrap();
        assert_eq!(mode(&path), 0o755);
        // A new file is as any new file.
        let new = directory.path().join("new.mp3");
        download(audio().piece("abc")).await.save(&new).await.unwrap();
        assert_eq!(mode(&new), fresh);
    }

    /// Nobody reads the part who could not read the file.
    #[tokio::test]
    async fn a_part_is_no_more_open_than_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.mp3");
        fs::write(&path, "earlier").unwrap();
        set_mode(&path, 0o600);
        let download = download(audio().piece("abc").hang()).await;
        let mut saving = Box::pin(download.save(&path));
        while files(directory.path()).len() < 2 {
            let poll = std::future::poll_fn(|cx| std::task::Poll::Ready(saving.as_mut().poll(cx)));
            assert!(poll.await.is_pending());
            tokio::task::yield_now().await;
        }
        for name in files(directory.path()).keys() {
            assert_eq!(mode(&directory.path().join(name)), 0o600, "{name}");
        }
    }

    #[tokio::test]
    async fn a_link_stays_one() {
        let directory = tempfile::tempdir().unwrap();
        let (link, file) = (directory.path().join("link"), directory.path().join("file"));
        symlink("file", &link).unwrap();
        // The file need not be there yet.
        for text in ["abc", "de"] {
            download(audio().piece(text)).await.save(&link).await.unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert!(!fs::symlink_metadata(&file).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        let endless = directory.path().join("endless");
        symlink("endless", &endless).unwrap();
        let error = not_saved(&endless).await;
        assert!(error.to_string().contains("it is a link that leads to itself"), "{error}");
    }

    /// As documented: another name of a file keeps what was there.
    #[tokio::test]
    async fn another_name_keeps_the_earlier_file() {
        let directory = tempfile::tempdir().unwrap();
        let (path, other) = (directory.path().join("a.mp3"), directory.path().join("b.mp3"));
        fs::write(&path, "earlier").unwrap();
        fs::hard_link(&path, &other).unwrap();
        download(audio().piece("abc")).await.save(&path).await.unwrap();
        let all = [("a.mp3", "abc"), ("b.mp3", "earlier")];
        let all = all.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(files(directory.path()), all.into());
    }

    /// A file that comes to be a directory meanwhile: nothing of ours stays.
    #[tokio::test]
    async fn a_part_goes_where_it_cannot_take_the_name() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.mp3");
        let gate = workspace_tests::server::Gate::closed();
        let download = download(audio().piece("a").wait(&gate).piece("b")).await;
        let saving = tokio::spawn(download.save(path.clone()));
        while files(directory.path()).is_empty() {
            tokio::task::yield_now().await;
        }
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), "").unwrap();
        gate.open();
        saving.await.unwrap().unwrap_err();
        let entries = fs::read_dir(directory.path()).unwrap();
        let left: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["a.mp3"]);
    }
}
