//! The rows of a whole reply.

use super::{fields::Fields, object::ObjectBytes};
use crate::plain::error::{Error, Result};

/// Reads each result of a `SearchReply`; the first row that cannot be read fails them all, named by its id.
///
/// Groups are another field, which is passed over here.
pub(crate) fn results<R>(reply: &[u8], mut each: impl FnMut(ObjectBytes<'_>) -> Result<R>) -> Result<Vec<R>> {
    let mut rows = Vec::new();
    let mut fields = Fields(reply);
    while let Some((number, payload)) = fields.next()? {
        if number == RESULTS {
            let object = ObjectBytes::of_search_result(payload.bytes()?)?;
            if rows.len() == rows.capacity() {
                rows.reserve(1 + likely(rows.len(), reply.len() - fields.0.len(), fields.0.len()));
            }
            rows.push(each(object).map_err(|error| at(error, object, rows.len()))?);
        }
    }
    Ok(rows)
}

/// `SearchReply.results`
const RESULTS: u64 = 2;

/// How many rows are still to come, if they are as long as those before.
///
/// They are not counted: that would fetch the whole reply from memory once more. A guess that is far off,
/// even of a reply that somebody made for it, reserves room for 64 times the rows that were read at most.
fn likely(rows: usize, read: usize, left: usize) -> usize {
    let length = read / (rows + 1);
    (left / length.max(1) * 17 / 16).min(64 * (rows + 1))
}

/// Names the object that an error is about: by its id, or by its place if it has none.
#[cold]
pub(crate) fn at(error: Error, object: ObjectBytes<'_>, row: usize) -> Error {
    match object.id() {
        Ok(Some(id)) => error.context(format!("object {id}")),
        _ => error.context(format!("result {row}")),
    }
}
