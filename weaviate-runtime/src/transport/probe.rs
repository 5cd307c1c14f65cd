//! What is found on the way to one address, a step at a time: for a person, and for no call.
//!
//! Bytes are read as they come, because what answers may be anything.

use std::{io, net::IpAddr, time::Duration};

use futures_util::future::{Either, select};
use http::HeaderMap;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use weaviate_query::Result;

use super::{
    Failure, Health, Network,
    connect::{Connecting, Connector},
    endpoint::{Endpoint, Protocol},
    line::{Io, tcp},
};
use crate::env::{Env, after};

/// What answered a request of HTTP, or what looked like it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// HTTP/1, with its status, and the text of the `Date` header.
    Http1 { status: u16, date: Option<String>, location: Option<String> },
    /// HTTP/2: its settings came.
    Http2,
    /// A record of TLS, or Go's words for a plain request at its port.
    Tls,
    /// The connection was closed.
    Closed,
    /// Nothing, for as long as was waited.
    Silence,
    /// Something else.
    Other,
}

/// What stands between a client and one address.
pub(crate) struct Probe<'n> {
    network: &'n Network,
    connector: Connector,
    most: Duration,
}

impl Network {
    /// Looks at the way to an address, each step at most so long.
    #[cfg_attr(
        not(feature = "tls"),
        expect(clippy::unnecessary_wraps, reason = "what can be wrong with it comes with that feature")
    )]
    pub(crate) fn probe(&self, to: &Endpoint, most: Duration) -> Result<Probe<'_>> {
        let connector = Connector {
            to: to.clone(),
            env: self.env().clone(),
            connecting: Connecting::default(),
            #[cfg(feature = "tls")]
            tls: self.tls()?.map(|config| match to.protocol {
                Protocol::Grpc => super::tls::for_grpc(&config),
                _ => std::sync::Arc::new(config),
            }),
        };
        Ok(Probe { network: self, connector, most })
    }
}

impl Probe<'_> {
    fn to(&self) -> &Endpoint {
        &self.connector.to
    }

    fn env(&self) -> &dyn Env {
        &*self.connector.env
    }

    /// `None` if it takes longer than is waited.
    async fn within<T>(&self, what: impl Future<Output = T>) -> Option<T> {
        match select(Box::pin(what), self.env().sleep_until(after(self.env(), self.most))).await {
            Either::Left((done, _)) => Some(done),
            Either::Right(_) => None,
        }
    }

    /// The addresses that DNS has for a host, or for that of the proxy before it.
    pub(crate) async fn look_up(&self) -> io::Result<Vec<IpAddr>> {
        let (host, port) = match &self.to().proxy {
            Some(proxy) => (proxy.host.as_str(), proxy.port),
            None => (self.to().name(), self.to().port),
        };
        let host = host.trim_matches(['[', ']']).to_owned();
        let found = self.within(tokio::net::lookup_host((host, port))).await;
        let found = found.unwrap_or_else(|| Err(io::ErrorKind::TimedOut.into()))?;
        let mut found: Vec<IpAddr> = found.map(|address| address.ip()).collect();
        found.dedup();
        Ok(found)
    }

    /// A connection of TCP, through the proxy if there is one.
    pub(crate) async fn connect(&self) -> io::Result<Box<dyn Io>> {
        let connecting = async {
            match &self.to().proxy {
                // Plain HTTP is asked of the proxy, and not through it.
                Some(proxy) if self.is_forwarded() => {
                    tcp(&proxy.host, proxy.port).await.map(|stream| Box::new(stream) as Box<dyn Io>)
                }
                _ => self.connector.reach().await,
            }
        };
        self.within(connecting).await.unwrap_or_else(|| Err(io::ErrorKind::TimedOut.into()))
    }

    fn is_forwarded(&self) -> bool {
        let to = self.to();
        to.protocol == Protocol::Rest && !to.tls && to.proxy.as_ref().is_some_and(|proxy| !proxy.tls)
    }

    /// Speaks TLS, as calls do.
    #[cfg(feature = "tls")]
    pub(crate) async fn secure(&self, stream: Box<dyn Io>) -> Result<Box<dyn Io>, Option<Failure>> {
        let Some(config) = self.connector.tls.clone() else { return Ok(stream) };
        let speaking = super::tls::connect(config, &self.to().host, stream);
        match self.within(speaking).await {
            None => Err(None),
            Some(done) => done.map_err(|error| Some(super::fault::of_channel(&error, self.to()))),
        }
    }

    /// Asks HTTP/1 for a path.
    pub(crate) async fn http1(&self, stream: Box<dyn Io>, path: &str) -> Spoken {
        let to = self.to();
        let mut request = if self.is_forwarded() { to.origin() } else { String::new() };
        request = format!(
            "GET {request}{}{path} HTTP/1.1\r\nHost: {}:{}\r\nConnection: close\r\nAccept: */*\r\n",
            to.prefix, to.host, to.port
        );
        if let Some(auth) = to.proxy.as_ref().filter(|_| self.is_forwarded()).and_then(|p| p.auth.as_ref()) {
            request.push_str("Proxy-Authorization: ");
            request.push_str(&String::from_utf8_lossy(auth.as_bytes()));
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        self.spoken(stream, request.as_bytes()).await
    }

    /// Begins a connection of HTTP/2, by RFC 9113, 3.4: its first bytes and empty settings.
    pub(crate) async fn http2(&self, stream: Box<dyn Io>) -> Spoken {
        self.spoken(stream, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await
    }

    async fn spoken(&self, mut stream: Box<dyn Io>, ask: &[u8]) -> Spoken {
        const ENOUGH: usize = 16 << 10;
        let mut heard = Vec::new();
        let talking = async {
            stream.write_all(ask).await?;
            stream.flush().await?;
            while heard.len() < ENOUGH {
                if stream.read_buf(&mut heard).await? == 0 || understood(&heard) {
                    break;
                }
            }
            io::Result::Ok(())
        };
        let over = self.within(talking).await.is_some();
        match read(&heard) {
            Spoken::Closed if !over => Spoken::Silence,
            spoken => spoken,
        }
    }

    /// What gRPC says of its health.
    pub(crate) async fn health(&self, headers: HeaderMap) -> Option<Result<Health, Failure>> {
        let asking = self.network.health(self.to(), headers, self.most);
        self.within(asking).await
    }
}

/// Whether there is no need to read on.
fn understood(heard: &[u8]) -> bool {
    match heard {
        [b'H', ..] => heard.windows(4).any(|end| end == b"\r\n\r\n") && !is_go(heard),
        _ => heard.len() >= 5,
    }
}

/// A server of Go answers a plain request at the port of TLS in plain text.
fn is_go(heard: &[u8]) -> bool {
    heard.starts_with(b"HTTP/1.0 400")
}

fn read(heard: &[u8]) -> Spoken {
    match heard {
        [] => Spoken::Closed,
        // An alert of TLS, or the frame of HTTP/2 that is the first: settings.
        [0x15, 3, ..] => Spoken::Tls,
        [_, _, _, 4, ..] if !heard.starts_with(b"HTTP") => Spoken::Http2,
        _ => http1(heard).unwrap_or(Spoken::Other),
    }
}

fn http1(heard: &[u8]) -> Option<Spoken> {
    let text = String::from_utf8_lossy(heard);
    let (top, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = top.lines();
    let mut words = lines.next()?.split(' ');
    let status = words.next().filter(|word| word.starts_with("HTTP/1.")).and_then(|_| words.next())?;
    let status = status.parse().ok()?;
    if status == 400 && body.contains("HTTPS") {
        return Some(Spoken::Tls);
    }
    let header = |wanted: &str| {
        let lines = top.lines().skip(1);
        let mut pairs = lines.filter_map(|line| line.split_once(':'));
        pairs.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim().to_owned())
    };
    Some(Spoken::Http1 { status, date: header("date"), location: header("location") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_is_told_by_its_first_bytes() {
        let http1 = |status| Spoken::Http1 { status, date: None, location: None };
        for (heard, spoken) in [
            (&b""[..], Spoken::Closed),
            (b"HTTP/1.1 200 OK\r\n\r\n", http1(200)),
            (b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", http1(400)),
            // RFC 8446, 5.1 and 6: an alert, fatal, `unexpected_message`.
            (b"\x15\x03\x01\0\x02\x02\x0a", Spoken::Tls),
            // crypto/tls of Go.
            (
                b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
                Spoken::Tls,
            ),
            // RFC 9113, 6.5: settings, one of them.
            (b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64", Spoken::Http2),
            (b"SSH-2.0-OpenSSH_9.2\r\n", Spoken::Other),
        ] {
            assert_eq!(read(heard), spoken, "{}", String::from_utf8_lossy(heard));
        }
        let dated = read(b"HTTP/1.1 301 X\r\nDate: now\r\nLocation: there\r\n\r\n");
        let (date, location) = (Some("now".to_owned()), Some("there".to_owned()));
        assert_eq!(dated, Spoken::Http1 { status: 301, date, location });
    }
}
