//! `BatchStream`: start, data with acks and results, stop.

use std::{collections::HashMap, pin::Pin};

use futures_core::Stream;
use futures_util::stream;
use tonic::{Status, Streaming};
use weaviate_proto::{
    self as proto, BatchStreamReply, BatchStreamRequest,
    batch_stream_reply::{
        Acks, Message, Results, Started,
        results::{self, error, success},
    },
    batch_stream_request::{self as request, Data},
};

use super::codec::in_servers_words;
use crate::operations::{context::Context, write};

/// What the server sends.
pub(crate) type Replies = Pin<Box<dyn Stream<Item = Result<BatchStreamReply, Status>> + Send>>;

enum State {
    Waiting,
    Open,
    /// Messages still to be sent.
    Sending(Vec<Message>),
    Over,
}

/// Answers a stream message by message.
pub(crate) fn answer(context: Context, messages: Streaming<BatchStreamRequest>) -> Replies {
    Box::pin(stream::unfold(
        (context, messages, State::Waiting),
        |(context, mut messages, state)| async move {
            let mut state = state;
            loop {
                match state {
                    State::Over => return None,
                    State::Sending(mut queue) => {
                        if queue.is_empty() {
                            state = State::Open;
                            continue;
                        }
                        let next = queue.remove(0);
                        return Some((Ok(reply(next)), (context, messages, State::Sending(queue))));
                    }
                    State::Waiting => {
                        let refusal = match messages.message().await {
                            Ok(Some(BatchStreamRequest { message: Some(request::Message::Start(_)) })) => {
                                let started = Message::Started(Started {});
                                return Some((Ok(reply(started)), (context, messages, State::Open)));
                            }
                            Ok(None) => "initial stream message receive: EOF",
                            Ok(Some(_)) => "first message must be a start message",
                            Err(status) => {
                                return Some((Err(failed(status)), (context, messages, State::Over)));
                            }
                        };
                        return Some((Err(Status::unknown(refusal)), (context, messages, State::Over)));
                    }
                    State::Open => match messages.message().await {
                        Ok(Some(BatchStreamRequest { message: Some(request::Message::Data(data)) })) => {
                            let worker = context.clone();
                            let done = tokio::task::spawn_blocking(move || store(&worker, data)).await;
                            state = State::Sending(done.unwrap_or_default());
                        }
                        Ok(Some(BatchStreamRequest { message: Some(request::Message::Stop(_)) })) => {
                            state = State::Open;
                        }
                        Ok(Some(_)) => {
                            let refusal = Status::unknown("invalid batch send request: data field is nil");
                            return Some((Err(refusal), (context, messages, State::Over)));
                        }
                        Err(status) => return Some((Err(failed(status)), (context, messages, State::Over))),
                        Ok(None) => return None,
                    },
                }
            }
        },
    ))
}

fn failed(status: Status) -> Status {
    in_servers_words(&status).unwrap_or(status)
}

fn reply(message: Message) -> BatchStreamReply {
    BatchStreamReply { message: Some(message) }
}

fn store(context: &Context, data: Data) -> Vec<Message> {
    let objects = data.objects.map(|objects| objects.values).unwrap_or_default();
    let references = data.references.map(|references| references.values).unwrap_or_default();
    let uuids: Vec<String> = objects.iter().map(|object| object.uuid.clone()).collect();
    let beacons: Vec<String> = references.iter().map(write::batch::beacon).collect();
    let mut results = Results::default();
    let mut out = vec![Message::Acks(Acks { uuids: uuids.clone(), beacons: beacons.clone() })];
    let failed = |request: proto::BatchObjectsRequest| {
        write::batch::objects(context, request).map_or_else(
            |refusal| (0..).zip(std::iter::repeat(refusal.text)).take(uuids.len()).collect(),
            |reply| reply.errors.into_iter().map(|e| (e.index, e.error)).collect::<HashMap<_, _>>(),
        )
    };
    if !objects.is_empty() {
        let errors = failed(proto::BatchObjectsRequest { objects, consistency_level: None });
        for (at, uuid) in uuids.iter().enumerate() {
            match errors.get(&(at as i32)) {
                Some(error) => results.errors.push(results::Error {
                    error: error.clone(),
                    detail: Some(error::Detail::Uuid(uuid.clone())),
                }),
                None => results
                    .successes
                    .push(results::Success { detail: Some(success::Detail::Uuid(uuid.clone())) }),
            }
        }
    }
    if !references.is_empty() {
        let request = proto::BatchReferencesRequest { references, consistency_level: None };
        let errors = write::batch::references(context, request).map(|reply| reply.errors).unwrap_or_default();
        let errors: HashMap<i32, String> = errors.into_iter().map(|e| (e.index, e.error)).collect();
        for (at, beacon) in beacons.into_iter().enumerate() {
            match errors.get(&(at as i32)) {
                Some(error) => results.errors.push(results::Error {
                    error: error.clone(),
                    detail: Some(error::Detail::Beacon(beacon)),
                }),
                None => {
                    results
                        .successes
                        .push(results::Success { detail: Some(success::Detail::Beacon(beacon)) });
                }
            }
        }
    }
    if let Err(refusal) = context.commit() {
        results.errors.extend(results.successes.drain(..).map(|success| results::Error {
            error: refusal.text.clone(),
            detail: success.detail.map(|detail| match detail {
                success::Detail::Uuid(uuid) => error::Detail::Uuid(uuid),
                success::Detail::Beacon(beacon) => error::Detail::Beacon(beacon),
            }),
        }));
    }
    out.push(Message::Results(results));
    out
}
