//! The rows of a whole reply.

use super::{fields::Fields, object::ObjectBytes};
use crate::Result;

/// Reads each result of a `SearchReply`; the first row that cannot be read fails them all, named by its id.
pub(crate) fn results<R>(reply: &[u8], mut each: impl FnMut(ObjectBytes<'_>) -> Result<R>) -> Result<Vec<R>> {
    // Of rows with anything in them the list is allocated once. A reply of empty ones must not reserve a hundred
    // times its own size.
    let likely = reply.len() / LEAST;
    let mut rows = Vec::with_capacity(Fields(reply).count(RESULTS)?.min(likely));
    let mut fields = Fields(reply);
    while let Some((number, payload)) = fields.next()? {
        if number == RESULTS {
            let object = ObjectBytes::of_search_result(payload.bytes()?)?;
            let row = each(object).map_err(|error| match object.id() {
                Ok(Some(id)) => error.context(format!("object {id}")),
                _ => error.context(format!("result {}", rows.len())),
            })?;
            rows.push(row);
        }
    }
    Ok(rows)
}

/// `SearchReply.results`
const RESULTS: u32 = 2;

/// A result with an id has at least so many bytes.
const LEAST: usize = 42;
