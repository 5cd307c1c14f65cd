//! Reading a file that may be damaged: a panic on the way is an error, not the end of the engine.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs what reads a file somebody may have damaged: a panic in there is a damage found.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("reading it failed").to_owned()
    })
}
