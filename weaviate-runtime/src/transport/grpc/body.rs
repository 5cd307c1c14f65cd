//! Messages as the body of a request: each behind its head, not copied once it is large.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{BufMut as _, Bytes, BytesMut};
use futures_core::stream::BoxStream;
use hyper::body::{Body, Frame};

/// A flag, which says that it is not compressed, and the length in four bytes.
pub(super) const HEAD: usize = 5;

/// A message of fewer bytes is copied behind its head, so that it is one frame on the way; of a larger one that is a
/// frame more among many.
const COPIED: usize = 16 << 10;

/// One message.
pub(super) struct Once {
    head: Option<Bytes>,
    message: Option<Bytes>,
}

impl Once {
    pub(super) fn new(message: Bytes) -> Self {
        let (head, message) = framed(message);
        Self { head: Some(head), message }
    }
}

/// The head with the message, or the head and the message.
fn framed(message: Bytes) -> (Bytes, Option<Bytes>) {
    let copied = message.len() < COPIED;
    let mut head = BytesMut::with_capacity(HEAD + if copied { message.len() } else { 0 });
    head.put_u8(0);
    // No message is larger than that: it was looked at before.
    head.put_u32(message.len() as u32);
    if copied {
        head.extend_from_slice(&message);
        return (head.freeze(), None);
    }
    (head.freeze(), Some(message))
}

impl Body for Once {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = self.head.take().or_else(|| self.message.take());
        Poll::Ready(next.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.head.is_none() && self.message.is_none()
    }
}

/// Messages one after another, until there are no more.
pub(super) struct Many {
    messages: BoxStream<'static, Bytes>,
    /// The message whose head has gone.
    rest: Option<Bytes>,
}

impl Many {
    pub(super) fn new(messages: BoxStream<'static, Bytes>) -> Self {
        Self { messages, rest: None }
    }
}

impl Body for Many {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(rest) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(rest))));
        }
        let next = ready!(self.messages.as_mut().poll_next(cx));
        Poll::Ready(next.map(|message| {
            let (head, rest) = framed(message);
            self.rest = rest;
            Ok(Frame::data(head))
        }))
    }
}
