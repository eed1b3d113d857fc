//! The clock of the machine.

pub(super) use platform::{now, sleep};

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use std::sync::OnceLock;
    use std::time::{Duration, Instant};

    /// The clock of a test may have been stopped a while ago.
    const BEFORE: Duration = Duration::from_secs(24 * 3600);

    /// The time that a timer of tokio goes by.
    pub(in super::super) fn now() -> Duration {
        static ORIGIN: OnceLock<Instant> = OnceLock::new();
        let now = tokio::time::Instant::now().into_std();
        let origin = ORIGIN.get_or_init(|| now.checked_sub(BEFORE).unwrap_or(now));
        now.saturating_duration_since(*origin)
    }

    pub(in super::super) fn sleep(time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(time)
    }
}

/// The standard library has no clock here, nor has tokio.
#[cfg(target_arch = "wasm32")]
mod platform {
    use std::time::{Duration, UNIX_EPOCH};

    use js_sys::{Function, Promise, Reflect};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;

    use crate::value::wall_time;

    /// A timer counts milliseconds in 32 bits, with a sign.
    const LONGEST: Duration = Duration::from_millis(i32::MAX as u64);

    /// The time of day, which is all that every JavaScript has.
    pub(in super::super) fn now() -> Duration {
        wall_time().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    pub(in super::super) async fn sleep(time: Duration) {
        let mut left = time;
        while !left.is_zero() {
            let step = left.min(LONGEST);
            Timer::start(step).wait().await;
            left -= step;
        }
    }

    /// A timer of JavaScript, which ends when it is dropped.
    struct Timer {
        promise: Promise,
        id: JsValue,
    }

    impl Timer {
        fn start(time: Duration) -> Self {
            let milliseconds = JsValue::from_f64(time.as_secs_f64() * 1e3);
            let mut id = JsValue::UNDEFINED;
            let promise = Promise::new(&mut |resolve, _| {
                id = call("setTimeout", &[&resolve, &milliseconds]);
            });
            Self { promise, id }
        }

        async fn wait(&self) {
            // A promise that nothing rejects.
            let _ = JsFuture::from(self.promise.clone()).await;
        }
    }

    impl Drop for Timer {
        fn drop(&mut self) {
            call("clearTimeout", &[&self.id]);
        }
    }

    /// Calls a function of the global object; undefined if there is none.
    fn call(name: &str, arguments: &[&JsValue]) -> JsValue {
        let function = Reflect::get(&js_sys::global(), &JsValue::from_str(name));
        let Ok(function) = function.map(Function::from) else { return JsValue::UNDEFINED };
        let arguments = arguments.iter().copied().collect::<js_sys::Array>();
        function.apply(&JsValue::UNDEFINED, &arguments).unwrap_or(JsValue::UNDEFINED)
    }
}
