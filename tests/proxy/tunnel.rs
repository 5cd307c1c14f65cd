//! An HTTP proxy: it digs tunnels (`CONNECT`) and passes plain requests on.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A proxy that knows some hosts by itself, so that only who goes through it reaches them.
pub struct HttpProxy {
    /// Where it listens.
    pub addr: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    /// `host:port` and where that is.
    hosts: Vec<(String, SocketAddr)>,
    /// The header that it wants, if it wants one.
    wants: Option<String>,
    asked: Mutex<Vec<String>>,
}

impl HttpProxy {
    /// Listens on a free port of this machine.
    ///
    /// # Errors
    ///
    /// Those of the sockets.
    pub async fn start(hosts: &[(&str, SocketAddr)], wants: Option<&str>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let hosts = hosts.iter().map(|&(host, at)| (host.to_owned(), at)).collect();
        let shared = Arc::new(Shared { hosts, wants: wants.map(str::to_owned), asked: Mutex::default() });
        let all = shared.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let shared = all.clone();
                tokio::spawn(async move { shared.serve(client).await });
            }
        });
        Ok(Self { addr, shared, accepting })
    }

    /// The first lines of what it was asked.
    pub fn asked(&self) -> Vec<String> {
        self.shared.asked().clone()
    }
}

impl Drop for HttpProxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    fn asked(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn serve(&self, mut client: TcpStream) -> io::Result<()> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await?);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let first = head.lines().next().unwrap_or_default().to_owned();
        self.asked().push(first.clone());
        let pass = |line: &&str| line.to_ascii_lowercase().starts_with("proxy-authorization:");
        let shown = head.lines().find(pass).and_then(|line| line.split_once(": ")).map(|(_, value)| value);
        if self.wants.is_some() && shown != self.wants.as_deref() {
            return client
                .write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
                .await;
        }
        let mut words = first.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let target = target.strip_prefix("http://").unwrap_or(target);
        let (host, path) = target.split_at(target.find('/').unwrap_or(target.len()));
        let Some((_, at)) = self.hosts.iter().find(|(known, _)| known == host) else {
            return client
                .write_all(b"HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
                .await;
        };
        let mut server = TcpStream::connect(at).await?;
        if method == "CONNECT" {
            client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        } else {
            // One request for each connection: nothing behind it needs to be read.
            let rest = head.split_once("\r\n").map(|(_, rest)| rest).unwrap_or_default();
            server
                .write_all(format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n{rest}").as_bytes())
                .await?;
        }
        copy_bidirectional(&mut client, &mut server).await.map(drop)
    }
}
