//! Numbers, texts and lists as bytes, and back: the ground of what the folder keeps of an object.

use std::fmt;

/// Why bytes are not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) &'static str);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Reading's result.
pub(crate) type Read<T> = Result<T, Broken>;

/// Collects bytes behind a check sum.
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn new() -> Self {
        Self(vec![0; 4])
    }

    /// Puts the check sum in its place.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let (head, body) = self.0.split_at_mut(4);
        head.copy_from_slice(&check_sum(body).to_le_bytes());
        self.0
    }

    pub(crate) fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the low ones first.
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.byte(value as u8 | 0x80);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    pub(crate) fn signed(&mut self, value: i64) {
        self.raw(&value.to_le_bytes());
    }

    pub(crate) fn float(&mut self, value: f64) {
        self.raw(&value.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.raw(text.as_bytes());
    }

    pub(crate) fn floats(&mut self, values: &[f32]) {
        self.number(values.len() as u64);
        for value in values {
            self.raw(&value.to_le_bytes());
        }
    }

    pub(crate) fn list<T>(&mut self, items: impl ExactSizeIterator<Item = T>, each: impl Fn(&mut Self, T)) {
        self.number(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }
}

/// Takes the same bytes apart again.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads what a [`Writer`] finished, if the check sum is right.
    pub(crate) fn new(bytes: &'a [u8]) -> Read<Self> {
        let (head, body) = bytes.split_first_chunk::<4>().ok_or(Broken("a record is cut off"))?;
        if check_sum(body) != u32::from_le_bytes(*head) {
            return Err(Broken("a record's check sum is wrong"));
        }
        Ok(Self(body))
    }

    /// As [`Reader::new`], for bytes that are known to be right.
    pub(crate) fn checked(bytes: &'a [u8]) -> Read<Self> {
        bytes.split_first_chunk::<4>().map(|(_, body)| Self(body)).ok_or(Broken("a record is cut off"))
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Broken("a record ends too early"))?;
        self.0 = rest;
        Ok(*head)
    }

    fn take(&mut self, length: usize) -> Read<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length).ok_or(Broken("a record ends too early"))?;
        self.0 = rest;
        Ok(head)
    }

    pub(crate) fn byte(&mut self) -> Read<u8> {
        self.array().map(|[byte]| byte)
    }

    pub(crate) fn number(&mut self) -> Read<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Broken("a number is too long"))
    }

    pub(crate) fn length(&mut self) -> Read<usize> {
        self.number().map(|number| number as usize)
    }

    pub(crate) fn signed(&mut self) -> Read<i64> {
        self.array().map(i64::from_le_bytes)
    }

    pub(crate) fn float(&mut self) -> Read<f64> {
        self.array().map(f64::from_le_bytes)
    }

    pub(crate) fn text(&mut self) -> Read<String> {
        self.passed_text().map(str::to_owned)
    }

    /// A text, where it is.
    pub(crate) fn passed_text(&mut self) -> Read<&'a str> {
        let length = self.length()?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_| Broken("a text is not UTF-8"))
    }

    /// Leaves out so many items of a size.
    pub(crate) fn pass(&mut self, items: usize, size: usize) -> Read<()> {
        let length = items.checked_mul(size).ok_or(Broken("a list is too long"))?;
        self.take(length).map(drop)
    }

    pub(crate) fn floats(&mut self) -> Read<Vec<f32>> {
        let mut out = Vec::new();
        self.floats_into(&mut out)?;
        Ok(out)
    }

    /// The numbers in place of those that are there.
    pub(crate) fn floats_into(&mut self, numbers: &mut Vec<f32>) -> Read<()> {
        let length = self.length()?.checked_mul(4).ok_or(Broken("a vector is too long"))?;
        let (chunks, _) = self.take(length)?.as_chunks::<4>();
        numbers.clear();
        numbers.extend(chunks.iter().map(|chunk| f32::from_le_bytes(*chunk)));
        Ok(())
    }

    pub(crate) fn list<T, C: FromIterator<T>>(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Read<T>,
    ) -> Read<C> {
        let length = self.length()?;
        (0..length).map(|_| each(self)).collect()
    }
}

// It finds accidental changes, not deliberate ones: each word is mixed into the sum so far.
pub(super) fn check_sum(bytes: &[u8]) -> u32 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    for (slot, byte) in last.iter_mut().zip(rest) {
        *slot = *byte;
    }
    let mut sum = bytes.len() as u64;
    for word in words.iter().chain([&last]) {
        sum = (sum.rotate_left(29) ^ u64::from_le_bytes(*word)).wrapping_mul(PRIME);
    }
    (sum >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut out = Writer::new();
        out.number(300);
        out.signed(-7);
        out.text("Łódź");
        out.floats(&[1.5, -0.25]);
        let bytes = out.finish();
        let mut from = Reader::new(&bytes).unwrap();
        assert_eq!(from.number(), Ok(300));
        assert_eq!(from.signed(), Ok(-7));
        assert_eq!(from.text().as_deref(), Ok("Łódź"));
        assert_eq!(from.floats().unwrap(), [1.5, -0.25]);
        assert!(from.byte().is_err());
    }

    #[test]
    fn every_single_changed_bit_is_found() {
        let mut out = Writer::new();
        out.text("a text of some length, longer than a word");
        let bytes = out.finish();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(Reader::new(&changed).is_err(), "bit {bit}");
        }
        assert!(Reader::new(&bytes[..bytes.len() - 1]).is_err());
    }
}
