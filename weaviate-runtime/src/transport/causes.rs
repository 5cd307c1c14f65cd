//! Why an error came: what is behind it, down to what the system said.

use std::{error::Error as StdError, io};

/// The words of the last cause.
pub(crate) fn root(error: &(dyn StdError + 'static)) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

/// An error and all that is behind it.
pub(crate) fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        // An `io::Error` shows the source of what it wraps, and hides what it wraps.
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        inner.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| cause.source())
    })
}

/// Of what kind the innermost error of the system is.
pub(crate) fn kind(error: &io::Error) -> io::ErrorKind {
    chain(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .last()
        .map_or(io::ErrorKind::Other, io::Error::kind)
}
