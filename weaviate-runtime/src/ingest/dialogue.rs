//! One `BatchStream`, from its start to its end.

use std::{
    task::{Context, Poll},
    time::Instant,
};

use bytes::Bytes;
use futures_core::stream::BoxStream;
use futures_util::{StreamExt as _, stream};
use tokio::sync::mpsc;
use weaviate_query::{
    Error, Result,
    render::Consistency,
    wire::stream::{Said, start, stop},
};

use crate::client::Client;

/// A stream that was opened.
pub(super) struct Dialogue {
    /// What is still to be said; `None` when everything is. The window bounds what waits in it.
    to: Option<mpsc::UnboundedSender<Bytes>>,
    from: BoxStream<'static, Result<Bytes>>,
    /// The messages that were sent in it.
    pub(super) sent: Vec<u64>,
    pub(super) opened: Instant,
    /// When something was heard last.
    pub(super) heard: Instant,
    /// Whether the server says that it has no memory, or that it goes: then there is no hurry to come back.
    pub(super) dismissed: bool,
}

impl Dialogue {
    pub(super) async fn open(client: Client, consistency: Option<Consistency>) -> Result<Self> {
        let opening = || {
            let (to, mut messages) = mpsc::unbounded_channel();
            // The receiver stands just below.
            let _ = to.send(start(consistency));
            let messages = stream::poll_fn(move |cx| messages.poll_recv(cx)).boxed();
            let opened = client.open_stream("BatchStream", messages);
            async { Ok::<_, Error>((to, opened.await?)) }
        };
        let (to, from) = match opening().await {
            // The token has come to its end: with another one it is the first try again.
            Err(error) if error.is_unauthorized() && client.signs() => opening().await?,
            opened => opened?,
        };
        let now = client.env().now();
        Ok(Self { to: Some(to), from, sent: Vec::new(), opened: now, heard: now, dismissed: false })
    }

    /// Whether more may be said.
    pub(super) fn is_open(&self) -> bool {
        self.to.is_some()
    }

    /// Says a message with objects, and gives it back if nobody listens any more.
    pub(super) fn say(&mut self, number: u64, data: Bytes) {
        self.sent.push(number);
        if let Some(to) = &self.to {
            // If nobody listens the stream ends, and the message goes out in the next one.
            let _ = to.send(data);
        }
    }

    /// Says that this was all. What was said is still answered.
    pub(super) fn stop(&mut self) {
        if let Some(to) = self.to.take() {
            let _ = to.send(stop());
        }
    }

    /// What the server says next; `None` when it has ended the stream.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Said, Error>>> {
        self.from.poll_next_unpin(cx).map(|message| message.map(|message| Said::read(&message?)))
    }
}
