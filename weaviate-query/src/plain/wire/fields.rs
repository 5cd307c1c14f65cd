//! Walks the fields of a protobuf message without decoding it.
//!
//! The format is <https://protobuf.dev/programming-guides/encoding/>. Groups are refused: proto3 has none. A
//! field is a tag, which is its number times eight and its kind, and then what it holds: a number of up to
//! ten bytes, four bytes, eight bytes, or a length and as many bytes.
//!
//! The common forms are read where this is called, all others in functions that are not inlined.

use crate::plain::error::{Error, Result};

/// The fields of a message in the order of its bytes: what is left of them. It is `Copy`, so a walk can be
/// begun again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

/// What a field holds, by its kind on the wire; what it means is the number's business.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Payload<'a> {
    Varint(u64),
    Fixed64(u64),
    Bytes(&'a [u8]),
    Fixed32(u32),
}

impl<'a> Payload<'a> {
    /// A message, a text or packed numbers.
    pub(crate) fn bytes(self) -> Result<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(broken()),
        }
    }

    /// A text, which has to be UTF-8.
    pub(crate) fn text(self) -> Result<&'a str> {
        std::str::from_utf8(self.bytes()?)
            .map_err(|_| Error::decode("the reply holds text that is not UTF-8"))
    }

    /// A number, a boolean or a word of an enumeration.
    pub(crate) fn varint(self) -> Result<u64> {
        match self {
            Self::Varint(value) => Ok(value),
            _ => Err(broken()),
        }
    }

    /// A number of 32 bits.
    pub(crate) fn float(self) -> Result<f32> {
        match self {
            Self::Fixed32(bits) => Ok(f32::from_bits(bits)),
            _ => Err(broken()),
        }
    }

    /// A number of 64 bits.
    pub(crate) fn double(self) -> Result<f64> {
        match self {
            Self::Fixed64(bits) => Ok(f64::from_bits(bits)),
            _ => Err(broken()),
        }
    }
}

impl<'a> Fields<'a> {
    /// The next field: its number and what it holds.
    ///
    /// Nearly all hold bytes or a small number behind a tag of one byte: those are read where this is called.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "left to itself the compiler makes a call of it, which costs more than it does"
    )]
    pub(crate) fn next(&mut self) -> Result<Option<(u64, Payload<'a>)>> {
        let (tag, value, rest) = match *self.0 {
            [] => return Ok(None),
            [tag @ 0..0x80, value @ 0..0x80, ref rest @ ..] => (tag, usize::from(value), rest),
            [tag @ 0..0x80, low, high @ 0..0x80, ref rest @ ..] => {
                (tag, usize::from(low & 0x7f) | usize::from(high) << 7, rest)
            }
            _ => return self.other(),
        };
        let number = u64::from(tag >> 3);
        match tag & 7 {
            2 => {
                let Some((bytes, rest)) = rest.split_at_checked(value) else { return Err(broken()) };
                self.0 = rest;
                Ok(Some((number, Payload::Bytes(bytes))))
            }
            0 => {
                self.0 = rest;
                Ok(Some((number, Payload::Varint(value as u64))))
            }
            _ => self.other(),
        }
    }

    /// The next field, if it has this number, holds bytes and is written in the short form that nearly all
    /// are; else nothing is read and the caller takes the long way.
    #[inline]
    pub(crate) fn only(&mut self, number: u8) -> Option<&'a [u8]> {
        let (len, rest) = match *self.0 {
            [tag, len @ 0..0x80, ref rest @ ..] if tag == number << 3 | 2 => (usize::from(len), rest),
            [tag, low, high @ 0..0x80, ref rest @ ..] if tag == number << 3 | 2 => {
                (usize::from(low & 0x7f) | usize::from(high) << 7, rest)
            }
            _ => return None,
        };
        let (bytes, rest) = rest.split_at_checked(len)?;
        self.0 = rest;
        Some(bytes)
    }

    /// The next field, where it is none of the short forms.
    #[inline]
    fn other(&mut self) -> Result<Option<(u64, Payload<'a>)>> {
        // By value: a reader whose address is handed to a call cannot stay in registers.
        let (number, payload, rest) = self.any()?;
        *self = rest;
        Ok(Some((number, payload)))
    }

    /// The next field in any form, and the fields behind it.
    #[inline(never)]
    fn any(mut self) -> Result<(u64, Payload<'a>, Self)> {
        let tag = self.varint()?;
        let payload = match tag & 7 {
            0 => Payload::Varint(self.varint()?),
            1 => Payload::Fixed64(u64::from_le_bytes(self.array()?)),
            2 => {
                let len = usize::try_from(self.varint()?).map_err(|_| broken())?;
                Payload::Bytes(self.take(len)?)
            }
            5 => Payload::Fixed32(u32::from_le_bytes(self.array()?)),
            _ => return Err(broken()),
        };
        if tag >> 35 != 0 {
            return Err(broken());
        }
        Ok((tag >> 3, payload, self))
    }

    /// The last field of this number, as proto3 has it for fields that are not repeated.
    pub(crate) fn find(mut self, wanted: u64) -> Result<Option<Payload<'a>>> {
        let mut found = None;
        while let Some((number, payload)) = self.next()? {
            if number == wanted {
                found = Some(payload);
            }
        }
        Ok(found)
    }

    /// How often a field of this number stands in the message: a list is allocated once, in its size.
    pub(crate) fn count(mut self, wanted: u64) -> Result<usize> {
        let mut count = 0;
        while let Some((number, _)) = self.next()? {
            count += usize::from(number == wanted);
        }
        Ok(count)
    }

    /// A number of one or two bytes, read here; longer ones are not.
    #[inline]
    fn varint(&mut self) -> Result<u64> {
        match *self.0 {
            [byte @ 0..0x80, ref rest @ ..] => {
                self.0 = rest;
                Ok(u64::from(byte))
            }
            [low, high @ 0..0x80, ref rest @ ..] => {
                self.0 = rest;
                Ok(u64::from(low & 0x7f) | u64::from(high) << 7)
            }
            _ => self.long_varint(),
        }
    }

    /// A number of up to ten bytes, seven bits in each, the lowest first.
    #[inline(never)]
    fn long_varint(&mut self) -> Result<u64> {
        let mut value = 0_u64;
        for (i, &byte) in self.0.iter().enumerate().take(10) {
            value |= u64::from(byte & 0x7f) << (7 * i as u32);
            if byte < 0x80 {
                self.0 = self.0.get(i + 1..).unwrap_or_default();
                return Ok(value);
            }
        }
        Err(broken())
    }

    /// So many bytes; fewer are an error.
    #[inline]
    fn take(&mut self, len: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or_else(broken)?;
        self.0 = rest;
        Ok(taken)
    }

    /// As many bytes as the array has.
    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(broken)?;
        self.0 = rest;
        Ok(*taken)
    }
}

/// What is said of bytes that are no message: nearly always they were cut.
#[cold]
pub(crate) fn broken() -> Error {
    Error::decode("the reply is not a whole protobuf message: it was cut or changed on the way")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_written_bytes() {
        // 1: varint 150; 2: "hi"; 3: fixed32 1.0f32; from the encoding guide.
        let bytes = [0x08, 0x96, 0x01, 0x12, 0x02, b'h', b'i', 0x1d, 0x00, 0x00, 0x80, 0x3f];
        let mut fields = Fields(&bytes);
        assert_eq!(fields.next().unwrap(), Some((1, Payload::Varint(150))));
        assert_eq!(fields.next().unwrap(), Some((2, Payload::Bytes(b"hi"))));
        assert_eq!(fields.next().unwrap().unwrap().1.float().unwrap().to_bits(), 1.0_f32.to_bits());
        assert_eq!(fields.next().unwrap(), None);
    }

    #[test]
    fn hostile_bytes_are_errors() {
        for bytes in [
            &[0x08][..],
            &[0x12, 0x05, b'x'],
            &[0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
            &[0x0b],
            &[0xff; 11],
            &[0x1d, 0, 0],
        ] {
            assert!(Fields(bytes).next().is_err(), "{bytes:?}");
        }
    }
}
