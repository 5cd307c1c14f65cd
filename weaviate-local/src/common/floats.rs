//! The numbers of vectors, as messages carry them.

use super::error::{Refusal, Result};

/// The numbers of a vector, from their bytes in a message.
pub(crate) fn read_numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).filter_map(|chunk| Some(f32::from_le_bytes(chunk.try_into().ok()?))).collect()
}

/// A list of vectors from their bytes in a message, which begin with their length.
pub(crate) fn read_rows(bytes: &[u8]) -> Result<Vec<Vec<f32>>> {
    let Some((head, rest)) = bytes.split_first_chunk::<2>() else { return Ok(Vec::new()) };
    let dimensions = usize::from(u16::from_le_bytes(*head));
    if dimensions == 0 {
        return Err(Refusal::new("dimension cannot be 0"));
    }
    Ok(read_numbers(rest).chunks(dimensions).map(<[f32]>::to_vec).collect())
}
