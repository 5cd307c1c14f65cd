//! What every question is checked for: the tenant, counts, ids.

use crate::plain::{
    error::{Error, Result},
    render::context::Context,
};

/// The largest count that a server adds up to without overflow: it keeps them in 32 bits with a sign.
pub(super) const LARGEST: u64 = i32::MAX as u64;

/// The tenant has a name, if there is one.
pub(super) fn tenant(cx: &Context<'_>) -> Result<()> {
    // On the wire an empty name says that there is no tenant.
    if cx.tenant == Some("") { Err(Error::invalid("the name of the tenant is empty")) } else { Ok(()) }
}

/// A count that the wire has fewer bits for than the question.
pub(super) fn at_most(count: Option<u32>, clause: &str) -> Result<()> {
    match count {
        Some(count) if u64::from(count) > LARGEST => {
            Err(Error::invalid(format!("`{clause}` is {count}: a server counts to {LARGEST}")))
        }
        _ => Ok(()),
    }
}

/// An id that the server must be able to read.
pub(super) fn id(text: &str, clause: &str) -> Result<()> {
    if uuid::Uuid::try_parse(text).is_err() {
        return Err(Error::invalid(format!("`{clause}` is {text:?}: that is no id")));
    }
    lower_case(text, clause)
}

/// A server keeps ids in lower case and compares them as text: another spelling finds nothing.
pub(super) fn lower_case(text: &str, clause: &str) -> Result<()> {
    match uuid::Uuid::try_parse(text) {
        Ok(id) if id.as_hyphenated().to_string() != text => Err(Error::invalid(format!(
            "`{clause}` has the id {text:?}: a server finds it only as {:?}",
            id.as_hyphenated().to_string()
        ))),
        _ => Ok(()),
    }
}
