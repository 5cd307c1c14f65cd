//! A server that does nothing: it answers with bytes that were made when it started.
//!
//! It runs in a process of its own, so that what is counted of the other one is the client's.

use std::{convert::Infallible, io::Read as _, sync::Arc};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::{StreamExt as _, stream};
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::{BodyExt, StreamBody, combinators::BoxBody};
use hyper::{
    body::{Body as _, Frame, Incoming},
    server::conn::http2,
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use prost::Message as _;
use tokio::net::{TcpListener, TcpStream};
use weaviate::Uuid;
use weaviate_proto::{
    BatchObjectsReply, BatchStreamReply, SearchReply, SearchRequest, batch_stream_reply as said,
};

use crate::{
    model::{self, PAGE, PAGES},
    rest,
};

type Body = BoxBody<Bytes, Infallible>;

struct Canned {
    found: Bytes,
    pages: Vec<Bytes>,
    none: Bytes,
    stored: Bytes,
}

/// Serves until the parent goes: prints the two addresses, and ends with its standard input.
pub(crate) fn serve() -> std::io::Result<()> {
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let canned = Arc::new(Canned {
            found: message(&model::found()),
            pages: (0..PAGES).map(|number| message(&model::page(number))).collect(),
            none: message(&SearchReply::default().encode_to_vec()),
            stored: message(&BatchObjectsReply::default().encode_to_vec()),
        });
        let rest = TcpListener::bind("127.0.0.1:0").await?;
        let grpc = TcpListener::bind("127.0.0.1:0").await?;
        println!("{} {}", rest.local_addr()?, grpc.local_addr()?);
        tokio::spawn(rest::serve(rest));
        loop {
            let (stream, _) = grpc.accept().await?;
            tokio::spawn(connection(stream, canned.clone()));
        }
    })
}

async fn connection(stream: TcpStream, canned: Arc<Canned>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(request, canned.clone()));
    // The windows of a server in Go grow to what the way can hold.
    let _ = http2::Builder::new(TokioExecutor::new())
        .initial_stream_window_size(4 << 20)
        .initial_connection_window_size(8 << 20)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// A message behind the five bytes that gRPC puts before it.
fn message(bytes: &[u8]) -> Bytes {
    let mut framed = BytesMut::with_capacity(bytes.len() + 5);
    framed.extend_from_slice(&[0]);
    framed.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    framed.extend_from_slice(bytes);
    framed.freeze()
}

async fn answer(request: Request<Incoming>, canned: Arc<Canned>) -> Result<Response<Body>, http::Error> {
    let method = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
    let body = match method.as_str() {
        "BatchStream" => dialogue(request.into_body()),
        "BatchObjects" => {
            drain(request.into_body()).await;
            once(canned.stored.clone())
        }
        _ => {
            let asked = request.into_body().collect().await.map(http_body_util::Collected::to_bytes);
            once(search(&asked.unwrap_or_default(), &canned))
        }
    };
    Response::builder().header("content-type", "application/grpc").body(body)
}

/// The rows of a search, or the next page of a walk.
fn search(asked: &Bytes, canned: &Canned) -> Bytes {
    let after = asked.get(5..).and_then(|asked| SearchRequest::decode(asked).ok());
    let Some(asked) = after.filter(|asked| asked.near_vector.is_none()) else { return canned.found.clone() };
    let Ok(after) = asked.after.parse::<Uuid>() else { return canned.none.clone() };
    canned.pages.get(after.as_u128() as usize / PAGE).unwrap_or(&canned.none).clone()
}

fn trailers() -> Frame<Bytes> {
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from_static("0"));
    Frame::trailers(trailers)
}

fn once(message: Bytes) -> Body {
    let frames = [Frame::data(message), trailers()].map(Ok);
    BodyExt::boxed(StreamBody::new(stream::iter(frames)))
}

pub(crate) async fn drain(mut body: Incoming) {
    while !body.is_end_stream() && body.frame().await.is_some() {}
}

/// Says of each message that all of its objects are stored.
fn dialogue(body: Incoming) -> Body {
    let started = said::Message::Started(said::Started {});
    let said = stream::unfold((body, BytesMut::new()), |(mut body, mut buffer)| async move {
        loop {
            if let Some(ids) = next(&mut buffer) {
                let results = said::Results { errors: Vec::new(), successes: ids };
                return Some((reply(said::Message::Results(results)), (body, buffer)));
            }
            let data = body.frame().await?.ok()?.into_data().ok()?;
            buffer.extend_from_slice(&data);
        }
    });
    let frames = stream::iter([reply(started)]).chain(said).map(Frame::data);
    BodyExt::boxed(StreamBody::new(frames.chain(stream::iter([trailers()])).map(Ok)))
}

fn reply(said: said::Message) -> Bytes {
    message(&BatchStreamReply { message: Some(said) }.encode_to_vec())
}

/// The ids in the next whole message with objects: each object begins with its own.
fn next(buffer: &mut BytesMut) -> Option<Vec<said::results::Success>> {
    loop {
        let (head, rest) = buffer.split_first_chunk::<5>()?;
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
        rest.get(..length)?;
        buffer.advance(5);
        let mut message = buffer.split_to(length).freeze();
        // Field 2 is data, field 1 of it the objects, each of them field 1 of that.
        if message.first() != Some(&(2 << 3 | 2)) {
            continue;
        }
        for _ in 0..2 {
            message.advance(1);
            prost::decode_length_delimiter(&mut message).ok()?;
        }
        let mut ids = Vec::new();
        while message.has_remaining() {
            message.advance(1);
            let length = prost::decode_length_delimiter(&mut message).ok()?;
            let object = message.split_to(length);
            let id = String::from_utf8(object.get(2..38)?.to_vec()).ok()?;
            ids.push(said::results::Success { detail: Some(said::results::success::Detail::Uuid(id)) });
        }
        return Some(ids);
    }
}
