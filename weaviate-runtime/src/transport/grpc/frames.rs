//! Messages out of the pieces in which an answer comes.
//!
//! A piece may end anywhere, also inside the head of a message. A message that came in one piece is a part of it and is not
//! copied; of another all pieces are copied once, into a buffer that has its length.

use bytes::{Buf as _, Bytes, BytesMut};

use super::body::HEAD;

/// What has come and was not handed on yet.
#[derive(Debug)]
pub(super) struct Frames {
    limit: usize,
    /// The piece that came last, from the first byte that nobody has looked at.
    piece: Bytes,
    /// A message that began in an earlier piece, with as much of it as there is.
    begun: BytesMut,
}

/// What no server should send.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// This flag before a message.
    Flag(u8),
    /// A message of so many bytes.
    Large(usize),
}

impl Frames {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, piece: Bytes::new(), begun: BytesMut::new() }
    }

    /// The next piece, once there is no message left of the one before.
    pub(super) fn add(&mut self, piece: Bytes) {
        self.piece = piece;
    }

    /// Whether a message has begun and is not there, or nobody has asked for it.
    pub(super) fn is_cut(&self) -> bool {
        !self.begun.is_empty() || !self.piece.is_empty()
    }

    /// The next message; none where the next piece is needed.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>, Bad> {
        if !self.begun.is_empty() {
            return self.go_on();
        }
        let Some(length) = self.length(&self.piece)? else {
            if !self.piece.is_empty() {
                self.begun = BytesMut::from(self.piece.split_to(self.piece.len()));
            }
            return Ok(None);
        };
        if self.piece.len() - HEAD < length {
            self.begun = BytesMut::with_capacity(HEAD + length);
            return self.go_on();
        }
        self.piece.advance(HEAD);
        Ok(Some(self.piece.split_to(length)))
    }

    /// A message that began before.
    fn go_on(&mut self) -> Result<Option<Bytes>, Bad> {
        if self.begun.len() < HEAD {
            self.take(HEAD);
        }
        let Some(length) = self.length(&self.begun)? else { return Ok(None) };
        // At once, and no more than was let pass.
        self.begun.reserve(HEAD + length - self.begun.len());
        self.take(HEAD + length);
        if self.begun.len() < HEAD + length {
            return Ok(None);
        }
        let mut message = std::mem::take(&mut self.begun);
        message.advance(HEAD);
        Ok(Some(message.freeze()))
    }

    /// Takes of the piece until so many bytes are there.
    fn take(&mut self, wanted: usize) {
        let missing = wanted.saturating_sub(self.begun.len()).min(self.piece.len());
        self.begun.extend_from_slice(&self.piece.split_to(missing));
    }

    /// The length in the head of a message, if all of the head is there.
    fn length(&self, data: &[u8]) -> Result<Option<usize>, Bad> {
        let (flag, length) = match *data {
            [flag, a, b, c, d, ..] => (flag, Some(u32::from_be_bytes([a, b, c, d]) as usize)),
            [flag, ..] => (flag, None),
            [] => return Ok(None),
        };
        match length {
            _ if flag != 0 => Err(Bad::Flag(flag)),
            Some(length) if length > self.limit => Err(Bad::Large(length)),
            length => Ok(length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(message: &[u8]) -> Vec<u8> {
        [&[0][..], &(message.len() as u32).to_be_bytes(), message].concat()
    }

    /// All messages, and whether something is left of another.
    fn read(pieces: &[&[u8]], limit: usize) -> Result<(Vec<Bytes>, bool), Bad> {
        let (mut frames, mut read) = (Frames::new(limit), Vec::new());
        for piece in pieces {
            frames.add(Bytes::copy_from_slice(piece));
            while let Some(message) = frames.next()? {
                read.push(message);
            }
        }
        Ok((read, frames.is_cut()))
    }

    const MESSAGES: [&[u8]; 4] = [b"first", b"", b"x", b"a fourth one"];

    #[test]
    fn messages_are_the_same_wherever_pieces_end() {
        let whole = MESSAGES.map(frame).concat();
        for first in 0..=whole.len() {
            for second in first..=whole.len() {
                let pieces = [&whole[..first], &whole[first..second], &whole[second..]];
                let (messages, cut) = read(&pieces, 100).unwrap();
                assert!(messages == MESSAGES && !cut, "{first}, {second}");
            }
        }
        let bytes: Vec<&[u8]> = whole.chunks(1).collect();
        assert_eq!(read(&bytes, 100).unwrap(), (MESSAGES.map(Bytes::from_static).to_vec(), false));
    }

    #[test]
    fn what_is_cut_off_is_seen() {
        let whole = frame(b"message");
        for length in 1..whole.len() {
            assert_eq!(read(&[&whole[..length]], 100), Ok((Vec::new(), true)), "{length}");
            assert_eq!(read(&[&whole[..1], &whole[1..length]], 100), Ok((Vec::new(), true)), "{length}");
        }
        assert_eq!(read(&[b""], 100), Ok((Vec::new(), false)));
    }

    #[test]
    fn a_flag_is_refused_by_its_first_byte() {
        for flag in 1..=u8::MAX {
            assert_eq!(read(&[&[flag]], 100), Err(Bad::Flag(flag)));
            assert_eq!(read(&[&frame(b"x"), &[flag, 0, 0]], 100), Err(Bad::Flag(flag)));
            assert_eq!(
                read(&[&[frame(b"x"), vec![flag, 0, 0, 0, 1, 0]].concat()], 100),
                Err(Bad::Flag(flag))
            );
        }
    }

    #[test]
    fn a_length_is_refused_before_there_is_room_for_it() {
        let head = [0, 0xff, 0xff, 0xff, 0xff];
        for end in 0..=head.len() {
            assert_eq!(read(&[&head[..end], &head[end..]], 1 << 20), Err(Bad::Large(u32::MAX as usize)));
        }
        assert_eq!(read(&[&frame(b"12345678")], 8).map(|(read, _)| read.len()), Ok(1));
        assert_eq!(read(&[&frame(b"123456789")], 8), Err(Bad::Large(9)));
    }

    #[test]
    fn a_message_in_one_piece_is_not_copied() {
        let piece = Bytes::from(frame(b"a message"));
        let mut frames = Frames::new(100);
        frames.add(piece.clone());
        let message = frames.next().unwrap().unwrap();
        assert_eq!(message.as_ptr(), piece[HEAD..].as_ptr());
    }
}
