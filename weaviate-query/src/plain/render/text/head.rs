//! The first line of an explanation: what is asked whom.

use std::fmt::{self, Write as _};

use crate::plain::render::context::Context;

/// What is asked whom: the collection, its class if that is called otherwise, the tenant.
pub(super) fn head(out: &mut String, what: &str, collection: &str, cx: &Context<'_>) -> fmt::Result {
    let class = cx.names.class(collection);
    write!(out, "{what} {collection}")?;
    if class != collection {
        write!(out, " (class {class})")?;
    }
    if let Some(tenant) = cx.tenant {
        write!(out, ", tenant {tenant:?}")?;
    }
    writeln!(out)
}
