//! Files of the system.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use tokio::fs::File as OnDisk;

#[cfg(target_arch = "wasm32")]
pub(super) use self::nowhere::OnDisk;

/// The same where there is no system.
#[cfg(target_arch = "wasm32")]
mod nowhere {
    use std::fs::Metadata;
    use std::io::{self, ErrorKind, SeekFrom};
    use std::path::Path;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};

    /// A file of the system: there are none.
    pub(in crate::http::file) enum OnDisk {}

    impl OnDisk {
        #[expect(clippy::unused_async, reason = "elsewhere it waits")]
        pub(in crate::http::file) async fn open(_: &Path) -> io::Result<Self> {
            Err(ErrorKind::Unsupported.into())
        }

        #[expect(clippy::unused_async, reason = "elsewhere it waits")]
        pub(in crate::http::file) async fn metadata(&self) -> io::Result<Metadata> {
            match *self {}
        }
    }

    impl AsyncRead for OnDisk {
        fn poll_read(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            _: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            match *self {}
        }
    }

    impl AsyncSeek for OnDisk {
        fn start_seek(self: Pin<&mut Self>, _: SeekFrom) -> io::Result<()> {
            match *self {}
        }

        fn poll_complete(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<u64>> {
            match *self {}
        }
    }
}
