//! The one message of an answer, and the status behind it.
//!
//! Bytes that came in one piece are handed on as they are. What is no usual answer (another status of HTTP, no message) is
//! left to tonic, which knows what each of them means.

use std::{future::poll_fn, pin::Pin};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::TryStreamExt as _;
use http::{HeaderMap, Response, StatusCode};
use hyper::body::{Body as _, Frame};
use tonic::{Code, Status, Streaming, body::Body};

use super::body::HEAD;
use crate::{op::RequestId, transport::codec::BytesCodec};

/// The message of an answer.
pub(super) async fn message(answer: Response<Body>, limit: usize) -> Result<Bytes, Status> {
    let (head, body) = answer.into_parts();
    match Status::from_header_map(&head.headers) {
        Some(status) if status.code() != Code::Ok => return Err(status),
        Some(_) => return Err(no_message()),
        None => {}
    }
    let answer = if head.status == StatusCode::OK && !head.headers.contains_key("grpc-encoding") {
        usual(body, limit).await
    } else {
        other(head.status, body, limit).await
    };
    answer.map_err(|status| named(status, &head.headers))
}

/// Gives a status the name that the server gave the request in its head.
fn named(mut status: Status, head: &HeaderMap) -> Status {
    let metadata = status.metadata_mut();
    if !metadata.contains_key(RequestId::HEADER)
        && let Some(id) = head.get(RequestId::HEADER).and_then(|id| id.to_str().ok()?.parse().ok())
    {
        metadata.insert(RequestId::HEADER, id);
    }
    status
}

async fn other(status: StatusCode, body: Body, limit: usize) -> Result<Bytes, Status> {
    let mut messages = Streaming::new_response(BytesCodec, body, status, None, Some(limit));
    let message = messages.try_next().await?.ok_or_else(no_message)?;
    messages.trailers().await?;
    Ok(message)
}

/// A message that is not compressed, and the trailers behind it.
async fn usual(mut body: Body, limit: usize) -> Result<Bytes, Status> {
    let mut read = BytesMut::new();
    let mut message = None;
    while let Some(frame) = next(&mut body).await {
        let data = match frame?.into_data() {
            Ok(data) => data,
            Err(frame) => {
                let trailers = frame.into_trailers().unwrap_or_default();
                return match Status::from_header_map(&trailers) {
                    Some(status) if status.code() != Code::Ok => Err(status),
                    Some(_) => message.ok_or_else(no_message),
                    None => Err(no_status()),
                };
            }
        };
        if message.is_some() {
            continue;
        }
        message =
            if read.is_empty() { piece(data, &mut read, limit)? } else { more(&data, &mut read, limit)? };
    }
    Err(if read.is_empty() { no_status() } else { cut() })
}

async fn next(body: &mut Body) -> Option<Result<Frame<Bytes>, Status>> {
    poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await
}

/// The first piece of an answer, which mostly is all of it; else it is kept, with room for the others.
fn piece(mut data: Bytes, read: &mut BytesMut, limit: usize) -> Result<Option<Bytes>, Status> {
    match length(&data, limit)? {
        Some(length) if data.len() - HEAD >= length => {
            data.advance(HEAD);
            data.truncate(length);
            Ok(Some(data))
        }
        _ => more(&data, read, limit),
    }
}

/// A further piece; the message when it is the last one.
fn more(data: &[u8], read: &mut BytesMut, limit: usize) -> Result<Option<Bytes>, Status> {
    let known = read.len() >= HEAD;
    read.extend_from_slice(data);
    let Some(length) = length(read, limit)? else { return Ok(None) };
    if !known {
        read.reserve((HEAD + length).saturating_sub(read.len()));
    }
    if read.len() < HEAD + length {
        return Ok(None);
    }
    read.advance(HEAD);
    Ok(Some(std::mem::take(read).split_to(length).freeze()))
}

/// The length in the head of a message, if all of the head is there.
fn length(data: &[u8], limit: usize) -> Result<Option<usize>, Status> {
    let &[flag, a, b, c, d, ..] = data else { return Ok(None) };
    if flag != 0 {
        return Err(Status::internal(format!("the answer has the flag {flag}, which was not asked for")));
    }
    let length = u32::from_be_bytes([a, b, c, d]) as usize;
    if length > limit {
        return Err(Status::out_of_range(format!(
            "Error, decoded message length too large: found {length} bytes, the limit is: {limit} bytes"
        )));
    }
    Ok(Some(length))
}

fn no_message() -> Status {
    Status::internal("Missing response message.")
}

/// As tonic says it.
fn no_status() -> Status {
    Status::unknown("missing grpc-status trailer: the stream was ended without a status")
}

fn cut() -> Status {
    Status::internal("Unexpected EOF decoding stream.")
}
