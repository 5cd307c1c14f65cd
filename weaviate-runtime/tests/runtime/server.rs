//! A listener that misbehaves as it is told, on a thread of its own so that it outlives any runtime.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// What is done with a request.
#[derive(Clone, Copy)]
pub(crate) enum Do {
    /// Answers with this status, extra header line (may be empty) and body.
    Answer(u16, &'static str, &'static str),
    /// Reads it and says nothing.
    Hang,
    /// Reads it and closes.
    Close,
}

/// `GET /v1/meta` of a server.
pub(crate) const META: Do =
    Do::Answer(200, "", r#"{"version":"1.39.0","grpcMaxMessageSize":104858000,"modules":{"m":{}}}"#);

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers the n-th request with the n-th of `plan`, and then always with the last.
    pub(crate) fn start(plan: &'static [Do]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (requests, heads) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::default()));
        let (counter, log) = (requests.clone(), heads.clone());
        let connections = Arc::new(AtomicUsize::new(0));
        let accepted = connections.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                accepted.fetch_add(1, Ordering::SeqCst);
                let (counter, log) = (counter.clone(), log.clone());
                thread::spawn(move || serve(stream, plan, &counter, &log));
            }
        });
        Self { address, requests, connections, heads }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// An address at which nobody listens.
pub(crate) fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn serve(mut stream: TcpStream, plan: &[Do], requests: &AtomicUsize, heads: &Mutex<Vec<String>>) {
    let mut kept = Vec::new();
    while let Some(head) = read_request(&mut stream, &mut kept) {
        heads.lock().unwrap().push(head);
        let n = requests.fetch_add(1, Ordering::SeqCst);
        match plan[n.min(plan.len() - 1)] {
            Do::Answer(status, header, body) => {
                let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
                let answer =
                    format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{header}\r\n{body}", body.len());
                if stream.write_all(answer.as_bytes()).is_err() {
                    return;
                }
            }
            Do::Hang => {}
            Do::Close => return,
        }
    }
}

/// Reads one request with its body and gives its head.
fn read_request(stream: &mut TcpStream, kept: &mut Vec<u8>) -> Option<String> {
    loop {
        if kept.first() == Some(&0x16) {
            // TLS: answered as Go's server does.
            let _ = stream
                .write_all(b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server");
            return None;
        }
        if let Some(end) = kept.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&kept[..end]).into_owned();
            let length = head
                .lines()
                .find_map(|line| {
                    line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
                })
                .unwrap_or(0_usize);
            if kept.len() >= end + 4 + length {
                kept.drain(..end + 4 + length);
                return Some(head);
            }
        }
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(read) => kept.extend_from_slice(&buffer[..read]),
        }
    }
}
