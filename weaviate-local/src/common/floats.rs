//! The numbers of a vector: a row of their own, or a part of one that many vectors share.

use std::{
    fmt,
    ops::{Deref, Range},
    sync::Arc,
};

use super::error::{Refusal, Result};

/// Numbers that do not change; a copy is another handle on them.
#[derive(Clone)]
pub(crate) struct Floats {
    row: Arc<[f32]>,
    part: (u32, u32),
}

impl Floats {
    /// A part of a row; empty when the row has no such part.
    pub(crate) fn part(row: &Arc<[f32]>, part: &Range<usize>) -> Self {
        match (u32::try_from(part.start), u32::try_from(part.end)) {
            (Ok(start), Ok(end)) => Self { row: row.clone(), part: (start, end) },
            // No row of the folder is that long: it ends after some hundred thousand numbers.
            _ => row.get(part.clone()).unwrap_or_default().to_vec().into(),
        }
    }
}

impl From<Vec<f32>> for Floats {
    fn from(row: Vec<f32>) -> Self {
        Self { part: (0, u32::try_from(row.len()).unwrap_or(u32::MAX)), row: row.into() }
    }
}

impl Deref for Floats {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        let (start, end) = self.part;
        self.row.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl PartialEq for Floats {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Floats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

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
