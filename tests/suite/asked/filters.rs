//! Which objects.

mod combined;
mod kinds;
mod nested;
mod numbers;
mod objects;
mod text;

use super::case::Case;

pub(super) fn cases() -> Vec<Case> {
    [text::cases(), numbers::cases(), kinds::cases(), objects::cases(), combined::cases(), nested::cases()]
        .into_iter()
        .flatten()
        .collect()
}
