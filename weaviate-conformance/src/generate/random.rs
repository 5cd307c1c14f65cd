//! Numbers that look random and are the same for a seed on every machine (`SplitMix64`).

/// Where the choices of a generator come from.
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed and a name, so that what one generator takes moves no other.
    pub(crate) fn named(seed: u64, name: &str) -> Self {
        // FNV-1a
        let hash = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(name.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, hash))
    }

    /// Any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// A number of `start..=end`.
    pub(crate) fn within(&mut self, start: i64, end: i64) -> i64 {
        let span = end.abs_diff(start).saturating_add(1);
        start.wrapping_add_unsigned(self.next() % span)
    }

    /// True in this many of a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some, which must be at least one.
    pub(crate) fn pick<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }

    /// One word of a list.
    pub(crate) fn word(&mut self, some: &[&'static str]) -> &'static str {
        some[self.below(some.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_sequence_of_splitmix64() {
        // From the reference implementation by Sebastiano Vigna, seed 1234567.
        let mut random = Random(1_234_567);
        for number in [
            6_457_827_717_110_365_317_u64,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ] {
            assert_eq!(random.next(), number);
        }
    }
}
