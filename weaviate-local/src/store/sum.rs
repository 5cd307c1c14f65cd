//! One number over everything in the folder: what is missing, there twice or under another key makes it another.

use super::bytes::check_sum;

/// The sum of all entries, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum(pub(super) u64);

/// An entry of a table, as it counts.
#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    Collection(u32, &'a str),
    Class(u64, &'a [u8]),
    Shard(u32, (u32, bool, &'a str)),
    Alias(&'a str, &'a str),
    Object(u64, &'a [u8]),
    Vectors(u64, &'a [u8]),
}

impl Sum {
    pub(super) fn add(&mut self, entry: Entry<'_>) {
        self.0 = self.0.wrapping_add(entry.digest());
    }

    pub(super) fn take(&mut self, entry: Entry<'_>) {
        self.0 = self.0.wrapping_sub(entry.digest());
    }

    pub(super) fn join(&mut self, other: Self) {
        self.0 = self.0.wrapping_add(other.0);
    }
}

impl Entry<'_> {
    fn digest(self) -> u64 {
        match self {
            Self::Collection(id, name) => mixed(1, id.into(), check_sum(name.as_bytes())),
            Self::Class(key, doc) => mixed(2, key, check_sum(doc)),
            Self::Shard(id, (collection, active, name)) => {
                let owner = u64::from(collection) << 1 | u64::from(active);
                mixed(3, id.into(), check_sum(name.as_bytes())) ^ mixed(4, owner, 0)
            }
            Self::Alias(name, target) => {
                mixed(5, check_sum(name.as_bytes()).into(), check_sum(target.as_bytes()))
            }
            // These begin with a check sum of their own, which reading them compares.
            Self::Object(key, record) => mixed(6, key, head(record)),
            Self::Vectors(key, record) => mixed(7, key, head(record)),
        }
    }
}

fn head(record: &[u8]) -> u32 {
    record.first_chunk().map_or(0, |head| u32::from_le_bytes(*head))
}

fn mixed(table: u64, key: u64, check: u32) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut out = key.wrapping_mul(PRIME) ^ table;
    for part in [u64::from(check), table] {
        out = (out ^ (out >> 29) ^ part).wrapping_mul(PRIME).rotate_left(31);
    }
    out
}
