//! Sending what no client would.

use std::{net::SocketAddr, time::Duration};

use base64::Engine as _;
use serde_json::Value as Json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    bytes::{mutated, mutated_json, noise, spliced},
    corpus::corpus,
    program::{Random, Remote},
    seeds,
    wire::changed,
};

/// What is sent where.
pub(crate) struct Attack {
    pub(crate) kind: &'static str,
    grpc: bool,
    slow: bool,
    bytes: Vec<u8>,
}

/// One that is HTTP/2 and has an answer, whatever is in the message.
const WRONG_MESSAGE: &str = "wrong message";

/// The two ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Port {
    Rest,
    Grpc,
}

impl std::fmt::Debug for Attack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cut = &self.bytes[..self.bytes.len().min(4_000)];
        write!(f, "{} b\"{}\"", self.kind, cut.escape_ascii())
    }
}

pub(crate) struct Senders {
    http: SocketAddr,
    grpc: SocketAddr,
    pub(crate) remote: Remote,
}

impl Senders {
    pub(crate) fn new(http: SocketAddr, grpc: SocketAddr) -> Self {
        Self { http, grpc, remote: Remote::new(&format!("http://{http}"), &format!("http://{grpc}")) }
    }

    pub(crate) fn attack(port: Port, random: &mut Random) -> Attack {
        let (kind, bytes) = match port {
            Port::Rest => match random.below(20) {
                0 => ("noise", noise(random)),
                1 => ("broken HTTP", mutated(&rest(random, &Part::Nothing), random)),
                2 | 3 => ("broken path", rest(random, &Part::Path)),
                4 => ("broken body", rest(random, &Part::Bytes)),
                5..=8 => ("wrong JSON", rest(random, &Part::Json)),
                9..=11 => ("JSON with a piece of another", rest(random, &Part::Splice)),
                12..=14 => ("wrong Connect", connect(random)),
                15..=17 => ("wrong gRPC-web", web(random)),
                _ => ("slow or unfinished HTTP", rest(random, &Part::Nothing)),
            },
            Port::Grpc => match random.below(20) {
                0 => ("noise", noise(random)),
                1 | 2 => ("broken HTTP/2", mutated(&call(random, false), random)),
                3 => ("noise as HTTP/2 frames", [PREFACE, &noise(random)].concat()),
                4 => ("slow or unfinished HTTP/2", call(random, true)),
                _ => (WRONG_MESSAGE, call(random, true)),
            },
        };
        Attack { kind, grpc: port == Port::Grpc, slow: kind.starts_with("slow"), bytes }
    }

    /// Sends, and reads until the engine is done with it.
    pub(crate) async fn send(&self, attack: &Attack) {
        let to = if attack.grpc { self.grpc } else { self.http };
        let mut stream = TcpStream::connect(to).await.expect("an engine that listens");
        let (mut read, mut write) = stream.split();
        let mut sink = vec![0; 1 << 16];
        if attack.slow {
            // In pieces, and sometimes not to the end: the other side is gone, or says nothing more for a while.
            let pieces = attack.bytes.chunks(attack.bytes.len() / 4 + 1);
            let whole = attack.bytes.len() % 2;
            for piece in pieces.take(3 + whole) {
                let _ = write.write_all(piece).await;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            if whole == 0 {
                return;
            }
        } else {
            let _ = write.write_all(&attack.bytes).await;
        }
        if attack.grpc {
            // HTTP/2 stays open: the end of the stream's answer is a frame, which is looked for; what is no HTTP/2 is
            // closed, and what has no answer is left alone after a moment.
            let mut seen = Vec::new();
            let moment = Duration::from_millis(if attack.kind == WRONG_MESSAGE { 15_000 } else { 60 });
            let _ = tokio::time::timeout(moment, async {
                while let Ok(count) = read.read(&mut sink).await {
                    seen.extend_from_slice(&sink[..count]);
                    if count == 0 || ended(&seen) {
                        return;
                    }
                }
            })
            .await
            .map_err(|_| assert!(attack.kind != WRONG_MESSAGE, "no answer to {attack:?}"));
        } else {
            let _ = write.shutdown().await;
            while matches!(read.read(&mut sink).await, Ok(count) if count > 0) {}
        }
    }
}

enum Part {
    Nothing,
    Path,
    Bytes,
    Json,
    /// JSON with a piece of that of another request.
    Splice,
}

fn any<'a, T>(of: &'a [T], random: &mut Random) -> &'a T {
    &of[random.below(of.len() as u64) as usize]
}

/// A request that is right: one of ours, or one that was recorded.
fn right(random: &mut Random) -> (String, String, Json) {
    let recorded = &corpus().rest;
    if recorded.is_empty() || random.below(2) == 0 {
        let (method, path, json) = any(&seeds::rest(), random).clone();
        (method.to_owned(), path, json)
    } else {
        any(recorded, random).clone()
    }
}

/// The path of a method and a message that is right.
fn right_message(random: &mut Random) -> (String, Vec<u8>) {
    let recorded = &corpus().grpc;
    if recorded.is_empty() || random.below(3) == 0 {
        let (path, message) = any(&seeds::grpc(), random).clone();
        (path.to_owned(), message)
    } else {
        let (path, message, _) = any(recorded, random);
        (path.clone(), message.clone())
    }
}

/// The path of a method and a message that is wrong.
fn wrong_message(random: &mut Random) -> (String, Vec<u8>) {
    let (path, message) = right_message(random);
    let message = match random.below(8) {
        0 => noise(random),
        1 | 2 => mutated(&message, random),
        _ => changed(&message, &right_message(random).1, random),
    };
    (path, message)
}

/// A message as JSON over HTTP/1.1, wrong somewhere.
fn connect(random: &mut Random) -> Vec<u8> {
    let recorded = &corpus().grpc;
    if recorded.is_empty() {
        return web(random);
    }
    let (path, _, json) = any(recorded, random);
    let json = if random.below(2) == 0 {
        spliced(json, &any(recorded, random).2, random)
    } else {
        mutated_json(json, random)
    };
    post(&format!("grpc-web{path}"), "application/json", json.to_string().as_bytes())
}

/// A message in a frame of gRPC-web, wrong somewhere.
fn web(random: &mut Random) -> Vec<u8> {
    let (path, message) = wrong_message(random);
    let mut frame = vec![0];
    frame.extend_from_slice(&(message.len() as u32).to_be_bytes());
    frame.extend_from_slice(&message);
    if random.below(4) == 0 {
        frame = mutated(&frame, random);
    }
    if random.below(8) == 0 {
        frame.iter_mut().take(5).for_each(|byte| *byte = 0xff);
    }
    let kind =
        *any(&["application/grpc-web+proto", "application/grpc-web-text", "application/proto"], random);
    if kind.ends_with("text") {
        frame = base64::engine::general_purpose::STANDARD.encode(&frame).into_bytes();
    }
    post(&format!("grpc-web{path}"), kind, &frame)
}

fn post(path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST /v1/{path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A request over HTTP/1.1, wrong in one part.
fn rest(random: &mut Random, wrong: &Part) -> Vec<u8> {
    let (method, path, json) = &right(random);
    let mut path = path.clone().into_bytes();
    let mut body = if json.is_null() { Vec::new() } else { json.to_string().into_bytes() };
    match wrong {
        Part::Nothing => {}
        Part::Path => path = mutated(&path, random),
        Part::Bytes => body = mutated(&body, random),
        Part::Splice => body = spliced(json, &right(random).2, random).to_string().into_bytes(),
        Part::Json => {
            let mut json = mutated_json(json, random);
            for _ in 0..random.below(3) {
                json = mutated_json(&json, random);
            }
            body = json.to_string().into_bytes();
        }
    }
    let mut out = format!("{method} /v1/").into_bytes();
    out.append(&mut path);
    let length = body.len();
    let head = " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ";
    out.extend_from_slice(format!("{head}{length}\r\n\r\n").as_bytes());
    out.append(&mut body);
    out
}

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A gRPC call as HTTP/2 frames, with a message that is right or not.
fn call(random: &mut Random, wrong: bool) -> Vec<u8> {
    let (path, message) = if wrong { wrong_message(random) } else { right_message(random) };
    let mut out = PREFACE.to_vec();
    frame(&mut out, 4, 0, 0, &[]);
    let mut head = Vec::new();
    for (name, value) in [
        (":method", "POST"),
        (":scheme", "http"),
        (":path", &path),
        (":authority", "localhost"),
        ("content-type", "application/grpc"),
        ("te", "trailers"),
    ] {
        // A literal that is not to be indexed; all of these are shorter than 127 bytes.
        head.extend_from_slice(&[0, name.len() as u8]);
        head.extend_from_slice(name.as_bytes());
        head.push(value.len() as u8);
        head.extend_from_slice(value.as_bytes());
    }
    frame(&mut out, 1, 4, 1, &head);
    let mut data = vec![0];
    data.extend_from_slice(&(message.len() as u32).to_be_bytes());
    data.extend_from_slice(&message);
    let chunks: Vec<&[u8]> = data.chunks(16_000).collect();
    for (at, chunk) in chunks.iter().enumerate() {
        frame(&mut out, 0, u8::from(at + 1 == chunks.len()), 1, chunk);
    }
    out
}

fn frame(out: &mut Vec<u8>, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
    out.extend_from_slice(&(payload.len() as u32).to_be_bytes()[1..]);
    out.extend_from_slice(&[kind, flags]);
    out.extend_from_slice(&stream.to_be_bytes());
    out.extend_from_slice(payload);
}

/// Whether the frames so far end stream 1, or the connection.
fn ended(mut seen: &[u8]) -> bool {
    while let Some((head, rest)) = seen.split_first_chunk::<9>() {
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
        let (kind, flags, stream) =
            (head[3], head[4], u32::from_be_bytes([head[5], head[6], head[7], head[8]]));
        let ends_stream = stream == 1 && (kind == 3 || (kind <= 1 && flags & 1 == 1));
        if ends_stream || kind == 7 {
            return true;
        }
        let Some(rest) = rest.get(length..) else { return false };
        seen = rest;
    }
    false
}
