//! Messages on their way out: each behind its head, neither of them copied.

use std::{future::poll_fn, io::IoSlice, pin::pin, task::Poll};

use bytes::{Buf, Bytes};
use futures_core::stream::BoxStream;
use futures_util::future::select;
use h2::SendStream;

/// A flag, which says that it is not compressed, and the length in four bytes.
pub(super) const HEAD: usize = 5;

/// A message behind its head, in one piece for HTTP/2: what is small is copied into its buffer there, of what is large
/// both parts are written from where they are.
#[derive(Debug)]
pub(super) struct Framed {
    head: [u8; HEAD],
    /// How much of the head has gone.
    gone: usize,
    message: Bytes,
}

impl Framed {
    pub(super) fn new(message: Bytes) -> Self {
        // No message is larger than that: it was looked at before.
        let [a, b, c, d] = (message.len() as u32).to_be_bytes();
        Self { head: [0, a, b, c, d], gone: 0, message }
    }

    /// Nothing, which ends a stream.
    pub(super) fn end() -> Self {
        Self { head: [0; HEAD], gone: HEAD, message: Bytes::new() }
    }

    fn head(&self) -> &[u8] {
        self.head.get(self.gone..).unwrap_or_default()
    }
}

impl Buf for Framed {
    fn remaining(&self) -> usize {
        self.head().len() + self.message.len()
    }

    fn chunk(&self) -> &[u8] {
        if self.head().is_empty() { &self.message } else { self.head() }
    }

    fn chunks_vectored<'a>(&'a self, into: &mut [IoSlice<'a>]) -> usize {
        let parts = [self.head(), &self.message].into_iter().filter(|part| !part.is_empty());
        let mut count = 0;
        for (place, part) in into.iter_mut().zip(parts) {
            *place = IoSlice::new(part);
            count += 1;
        }
        count
    }

    fn advance(&mut self, count: usize) {
        let of_head = count.min(HEAD - self.gone);
        self.gone += of_head;
        self.message.advance(count - of_head);
    }
}

/// Sends messages one after another until there are no more, or until the stream or `enough` ends. The next one is asked for
/// when the server has room for more.
pub(super) async fn pump(
    mut to: SendStream<Framed>,
    mut messages: BoxStream<'static, Bytes>,
    enough: impl Future,
) {
    let pumping = poll_fn(move |cx| {
        loop {
            // A byte, to hear of room at all: messages are sent whole, and wait in parts for theirs.
            to.reserve_capacity(1);
            while to.capacity() == 0 {
                match to.poll_capacity(cx) {
                    Poll::Ready(Some(Ok(_))) => {}
                    Poll::Ready(_) => return Poll::Ready(()),
                    Poll::Pending => return Poll::Pending,
                }
            }
            if to.poll_reset(cx).is_ready() {
                return Poll::Ready(());
            }
            let sent = match messages.as_mut().poll_next(cx) {
                Poll::Ready(Some(message)) => to.send_data(Framed::new(message), false),
                Poll::Ready(None) => {
                    // What comes to nothing is told by the answers.
                    let _ = to.send_data(Framed::end(), true);
                    return Poll::Ready(());
                }
                Poll::Pending => return Poll::Pending,
            };
            if sent.is_err() {
                return Poll::Ready(());
            }
        }
    });
    select(pumping, pin!(enough)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(message: &'static [u8]) -> Vec<u8> {
        [&[0][..], &(message.len() as u32).to_be_bytes(), message].concat()
    }

    #[test]
    fn a_message_stands_behind_its_head_wherever_it_is_cut() {
        for message in [&b""[..], b"x", b"a message of some bytes"] {
            let bytes = whole(message);
            for first in 0..=bytes.len() {
                for second in first..=bytes.len() {
                    let mut framed = Framed::new(Bytes::from_static(message));
                    framed.advance(first);
                    framed.advance(second - first);
                    assert_eq!(framed.remaining(), bytes.len() - second);
                    let mut slices = [IoSlice::new(&[]); 4];
                    let count = framed.chunks_vectored(&mut slices);
                    let parts: Vec<&[u8]> = slices[..count].iter().map(|slice| &**slice).collect();
                    assert_eq!(parts.concat(), bytes[second..]);
                    assert_eq!(framed.chunk(), parts.first().copied().unwrap_or_default());
                    assert_eq!(framed.copy_to_bytes(framed.remaining()), bytes[second..]);
                }
            }
        }
    }

    #[test]
    fn there_may_be_room_for_one_part_only() {
        let framed = Framed::new(Bytes::from_static(b"abc"));
        let mut slices = [IoSlice::new(&[]); 1];
        assert_eq!((framed.chunks_vectored(&mut slices), &*slices[0]), (1, &[0, 0, 0, 0, 3][..]));
        assert_eq!(framed.chunks_vectored(&mut []), 0);
    }

    #[test]
    fn the_end_is_nothing() {
        let end = Framed::end();
        assert_eq!((end.has_remaining(), end.chunk().len()), (false, 0));
        assert_eq!(end.chunks_vectored(&mut [IoSlice::new(&[]); 2]), 0);
    }
}
