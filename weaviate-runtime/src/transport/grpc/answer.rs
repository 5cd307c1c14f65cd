//! An answer: its messages, and the status behind them.
//!
//! Whoever wrote it may have meant something else: what cannot be read is an error that says what it is.

use bytes::Bytes;
use futures_core::stream::BoxStream;
use futures_util::{StreamExt as _, stream};
use h2::RecvStream;
use http::{HeaderMap, Response, StatusCode};

use super::frames::{Bad, Frames};
use crate::transport::{
    Failure,
    endpoint::Endpoint,
    fault,
    status::{Code, Status},
};

/// Why there is no message.
#[derive(Debug)]
pub(super) enum No {
    /// A server of gRPC says so.
    Said(Status),
    /// Something on the way, or what answers is none.
    Else(Failure),
}

impl From<Failure> for No {
    fn from(failure: Failure) -> Self {
        Self::Else(failure)
    }
}

impl No {
    pub(super) fn failure(self) -> Failure {
        match self {
            Self::Said(status) => fault::of_status(&status),
            Self::Else(failure) => failure,
        }
    }
}

/// What has come of an answer.
struct Answer<'t> {
    head: HeaderMap,
    body: RecvStream,
    frames: Frames,
    limit: usize,
    to: &'t Endpoint,
}

/// The one message of an answer, if the status behind it says that it is one.
pub(super) async fn message(answer: Response<RecvStream>, limit: usize, to: &Endpoint) -> Result<Bytes, No> {
    let mut answer = Answer::begin(answer, limit, to)?;
    let message = answer.next().await?.ok_or_else(|| fault::odd("has no message", to))?;
    match answer.next().await? {
        None => Ok(message),
        Some(_) => Err(fault::odd("has more than one message", to).into()),
    }
}

/// The messages of an answer as they come; `kept` lives as long as somebody waits for one.
pub(super) fn messages(
    answer: Response<RecvStream>,
    limit: usize,
    to: &Endpoint,
    kept: impl Send + 'static,
) -> Result<BoxStream<'static, Result<Bytes, Failure>>, Failure> {
    // One that has ended well already: there is nothing to say.
    if Status::of(answer.headers()).is_some_and(|status| status.code == Code::Ok) {
        return Ok(stream::empty().boxed());
    }
    let Answer { head, body, frames, .. } = Answer::begin(answer, limit, to).map_err(No::failure)?;
    let state = Some((head, body, frames, to.clone(), kept));
    let next = move |state: Option<_>| async move {
        let (head, body, frames, to, kept) = state?;
        let mut answer = Answer { head, body, frames, limit, to: &to };
        let next = answer.next().await.map_err(No::failure);
        let Answer { head, body, frames, .. } = answer;
        match next {
            Ok(None) => None,
            Ok(Some(message)) => Some((Ok(message), Some((head, body, frames, to, kept)))),
            Err(failure) => Some((Err(failure), None)),
        }
    };
    Ok(stream::unfold(state, next).boxed())
}

impl<'t> Answer<'t> {
    /// Looks at the head: a status there stands in place of messages.
    fn begin(answer: Response<RecvStream>, limit: usize, to: &'t Endpoint) -> Result<Self, No> {
        let (head, body) = answer.into_parts();
        match Status::of(&head.headers) {
            Some(status) if status.code != Code::Ok => Err(No::Said(status)),
            Some(_) => Err(fault::odd("has a status and no message", to).into()),
            None if head.status != StatusCode::OK => Err(fault::of_page(head.status, to).into()),
            None => Ok(Self { head: head.headers, body, frames: Frames::new(limit), limit, to }),
        }
    }

    /// The next message; none where the answer ends well.
    async fn next(&mut self) -> Result<Option<Bytes>, No> {
        loop {
            if let Some(message) = self.frames.next().map_err(|bad| self.bad(&bad))? {
                return Ok(Some(message));
            }
            let Some(piece) = self.body.data().await else { return self.end().await };
            let piece = piece.map_err(|error| fault::of_h2(&error, self.to))?;
            // That it is more than came cannot be.
            let _ = self.body.flow_control().release_capacity(piece.len());
            self.frames.add(piece);
        }
    }

    /// What stands behind the last message.
    async fn end(&mut self) -> Result<Option<Bytes>, No> {
        let trailers = self.body.trailers().await.map_err(|error| fault::of_h2(&error, self.to))?;
        match trailers.as_ref().and_then(Status::of) {
            Some(status) if status.code != Code::Ok => Err(No::Said(status.of_answer(&self.head))),
            Some(_) if !self.frames.is_cut() => Ok(None),
            _ => Err(fault::broken("the answer was cut off", self.to).into()),
        }
    }

    fn bad(&self, bad: &Bad) -> Failure {
        match bad {
            Bad::Large(found) => fault::too_large("the answer", *found, self.limit).into(),
            Bad::Flag(0x01) => fault::odd("is compressed, which was not asked for", self.to),
            Bad::Flag(_) => fault::odd("is not gRPC: see that this is the port of gRPC", self.to),
        }
    }
}

#[cfg(test)]
mod tests;
