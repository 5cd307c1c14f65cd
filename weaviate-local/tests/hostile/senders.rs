//! Sending what no client would.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::bytes::{mutated, mutated_json, noise};
use crate::program::{Random, Remote};
use crate::seeds;

/// What is sent where.
pub(crate) struct Attack {
    pub(crate) kind: &'static str,
    grpc: bool,
    bytes: Vec<u8>,
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
    pub(crate) fn new(http: SocketAddr, grpc: SocketAddr) -> Senders {
        Senders { http, grpc, remote: Remote::new(&format!("http://{http}"), &format!("http://{grpc}")) }
    }

    pub(crate) fn attack(random: &mut Random) -> Attack {
        let (kind, grpc, bytes) = match random.below(16) {
            0 => ("noise at REST", false, noise(random)),
            1 => ("noise at gRPC", true, noise(random)),
            2 => ("broken HTTP", false, mutated(&rest(random, &Part::Nothing), random)),
            3 | 4 => ("broken path", false, rest(random, &Part::Path)),
            5 => ("broken body", false, rest(random, &Part::Bytes)),
            6..=8 => ("wrong JSON", false, rest(random, &Part::Json)),
            9 => ("broken HTTP/2", true, mutated(&call(random, false), random)),
            10 => ("noise as HTTP/2 frames", true, [PREFACE, &noise(random)].concat()),
            _ => ("wrong message", true, call(random, true)),
        };
        Attack { kind, grpc, bytes }
    }

    /// Sends, and reads until the engine is done with it.
    pub(crate) async fn send(&self, attack: &Attack) {
        let to = if attack.grpc { self.grpc } else { self.http };
        let mut stream = TcpStream::connect(to).await.expect("an engine that listens");
        let (mut read, mut write) = stream.split();
        let mut sink = vec![0; 1 << 16];
        let _ = write.write_all(&attack.bytes).await;
        if attack.grpc {
            // HTTP/2 stays open: the end of the stream's answer is a frame, which is looked for; what is no HTTP/2 is
            // closed, and what has no answer is left alone after a moment.
            let mut seen = Vec::new();
            let moment = Duration::from_millis(if attack.kind == "wrong message" { 15_000 } else { 60 });
            let _ = tokio::time::timeout(moment, async {
                while let Ok(count) = read.read(&mut sink).await {
                    seen.extend_from_slice(&sink[..count]);
                    if count == 0 || ended(&seen) {
                        return;
                    }
                }
            })
            .await
            .map_err(|_| assert!(attack.kind != "wrong message", "no answer to {attack:?}"));
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
}

/// A request over HTTP/1.1, wrong in one part.
fn rest(random: &mut Random, wrong: &Part) -> Vec<u8> {
    let seeds = seeds::rest();
    let (method, path, json) = &seeds[random.below(seeds.len() as u64) as usize];
    let mut path = path.clone().into_bytes();
    let mut body = if json.is_null() { Vec::new() } else { json.to_string().into_bytes() };
    match wrong {
        Part::Nothing => {}
        Part::Path => path = mutated(&path, random),
        Part::Bytes => body = mutated(&body, random),
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
    let seeds = seeds::grpc();
    let (path, message) = &seeds[random.below(seeds.len() as u64) as usize];
    let message = match random.below(8) {
        _ if !wrong => message.clone(),
        0 => noise(random),
        _ => mutated(message, random),
    };
    let mut out = PREFACE.to_vec();
    frame(&mut out, 4, 0, 0, &[]);
    let mut head = Vec::new();
    for (name, value) in [
        (":method", "POST"),
        (":scheme", "http"),
        (":path", path),
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
