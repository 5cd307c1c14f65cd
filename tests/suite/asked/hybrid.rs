//! Which objects.

mod parts;

use super::case::Case;

pub(super) fn cases() -> Vec<Case> {
    [parts::cases()].into_iter().flatten().collect()
}
