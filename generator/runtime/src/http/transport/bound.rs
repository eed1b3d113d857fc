//! The bounds of what can go to another thread, except where there is none.

use std::pin::Pin;

#[cfg(not(target_arch = "wasm32"))]
mod bounds {
    /// [`Send`], except on wasm32, where everything is.
    pub trait MaybeSend: Send {}
    impl<T: Send + ?Sized> MaybeSend for T {}

    /// [`Sync`], except on wasm32, where everything is.
    pub trait MaybeSync: Sync {}
    impl<T: Sync + ?Sized> MaybeSync for T {}

    /// A future of any type, that can go to another thread except on wasm32.
    pub type BoxFuture<'a, T> = super::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
}

#[cfg(target_arch = "wasm32")]
mod bounds {
    /// [`Send`], except on wasm32, where everything is.
    pub trait MaybeSend {}
    impl<T: ?Sized> MaybeSend for T {}

    /// [`Sync`], except on wasm32, where everything is.
    pub trait MaybeSync {}
    impl<T: ?Sized> MaybeSync for T {}

    /// A future of any type, that can go to another thread except on wasm32.
    pub type BoxFuture<'a, T> = super::Pin<Box<dyn Future<Output = T> + 'a>>;
}

pub use bounds::{BoxFuture, MaybeSend, MaybeSync};
