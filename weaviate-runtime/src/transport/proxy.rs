//! HTTP proxies: which one stands before an address, and the tunnel through it.
//!
//! Both protocols take the same one. `reqwest` goes through it for REST, a [`tunnel`] leads gRPC through it.

use std::{io, net::IpAddr};

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use weaviate_query::{Error, ErrorKind, Result};

use super::endpoint::{Endpoint, HttpProxy};

/// Which proxy a program wants.
#[derive(Debug, Clone, Default)]
pub(crate) enum Proxies {
    /// What the environment says, as it says it to curl; a server on this machine is never behind one.
    #[default]
    Environment,
    Nothing,
    /// This one, whatever the environment says.
    At(HttpProxy),
}

impl Proxies {
    /// The address of a proxy, as a person writes it.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        // The text is never shown: it may have a password in it.
        let bad = |why: &str| {
            Err(Error::new(
                ErrorKind::Config,
                format!("the address of the proxy {why}: write for example `http://proxy.example.com:3128`"),
            ))
        };
        let text = text.trim();
        if !text.contains("://") {
            return bad("has no scheme");
        }
        let Ok(url) = reqwest::Url::parse(text) else { return bad("is not a URL") };
        if url.host_str().is_none_or(str::is_empty) {
            return bad("has no host");
        }
        if !url.path().trim_end_matches('/').is_empty() || url.query().is_some() || url.fragment().is_some() {
            return bad("has something behind its port");
        }
        let found = Matcher::builder().all(text).build().intercept(&Uri::from_static("http://server"));
        match found {
            Some(found) => Ok(Self::At(read(&found, "the address of the proxy")?)),
            None => bad("is of no kind that is known"),
        }
    }

    /// The one that stands before an address.
    pub(crate) fn before(&self, to: &Endpoint) -> Result<Option<HttpProxy>> {
        match self {
            Self::Nothing => Ok(None),
            Self::At(proxy) => Ok(Some(proxy.clone())),
            Self::Environment if is_here(to.name()) => Ok(None),
            Self::Environment => {
                let Ok(uri) = to.origin().parse::<Uri>() else { return Ok(None) };
                let found = Matcher::from_env().intercept(&uri);
                found
                    .map(|found| read(&found, "the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`)"))
                    .transpose()
            }
        }
    }
}

/// Whether a host is this machine, which no proxy reaches.
fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.to_ascii_lowercase().ends_with(".localhost")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn read(found: &Intercept, by: &str) -> Result<HttpProxy> {
    let refused = |why: &str| Error::new(ErrorKind::Config, format!("{by} names a proxy {why}"));
    let uri = found.uri();
    let tls = match uri.scheme_str() {
        Some("http") => false,
        Some("https") if cfg!(feature = "tls") => true,
        Some("https") => return Err(refused("at `https`, which needs the feature `tls`")),
        Some(scheme) => {
            return Err(refused(&format!(
                "of the kind `{scheme}`, and only HTTP proxies are known: name one at `http` or `https`, or call `no_proxy` if the server is reached without"
            )));
        }
        None => return Err(refused("without a scheme")),
    };
    let host = uri.host().unwrap_or_default().to_owned();
    let port = uri.port_u16().unwrap_or(if tls { 443 } else { 80 });
    Ok(HttpProxy { tls, host, port, auth: found.basic_auth().cloned() })
}

/// An answer of a proxy has at most so many bytes in its head.
const HEAD: usize = 8 << 10;

/// Asks a proxy for a way to `host:port`; what comes behind its answer is the server's.
///
/// hyper-util has this as `Tunnel`, which says of no refusal why, and loses what a server sends first with the
/// proxy's answer in one packet: HTTP/2 without TLS begins with the server's settings.
pub(crate) async fn tunnel<S>(stream: &mut S, to: &Endpoint, proxy: &HttpProxy) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (host, port) = (&to.host, to.port);
    let mut ask = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n").into_bytes();
    if let Some(auth) = &proxy.auth {
        ask.extend_from_slice(b"Proxy-Authorization: ");
        ask.extend_from_slice(auth.as_bytes());
        ask.extend_from_slice(b"\r\n");
    }
    ask.extend_from_slice(b"\r\n");
    stream.write_all(&ask).await?;
    stream.flush().await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == HEAD {
            return Err(refused(proxy, "does not answer as a proxy does: see that its address is right"));
        }
        // One byte at a time: the next may be the server's. It is once for each connection.
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(refused(
                    proxy,
                    "closes the connection when it is asked for a way: see that it is an HTTP proxy and lets `CONNECT` through to this port",
                ));
            }
            Err(error) => return Err(error),
        }
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.lines().next().unwrap_or_default().splitn(3, ' ');
    let status = words.next().filter(|version| version.starts_with("HTTP/1.")).and_then(|_| words.next());
    match status.and_then(|status| status.parse::<u16>().ok()) {
        Some(200..=299) => Ok(()),
        Some(407) => Err(refused(proxy, credentials(proxy))),
        Some(status) => {
            let reason = words.next().unwrap_or_default();
            let why = format!(
                "refuses a way to `{host}:{port}` ({status} {reason}): let it through there, or name the server in `NO_PROXY`"
            );
            Err(refused(proxy, &why))
        }
        None => Err(refused(proxy, "does not answer as a proxy does: see that its address is right")),
    }
}

/// What a proxy wants that answers 407.
pub(crate) fn credentials(proxy: &HttpProxy) -> &'static str {
    match proxy.auth {
        None => "wants a user and a password (407): write them into its address, `http://user:password@…`",
        Some(_) => "does not take the user and the password in its address (407)",
    }
}

fn refused(proxy: &HttpProxy, why: &str) -> io::Error {
    io::Error::other(format!("the proxy `{proxy}` {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::endpoint::Protocol;

    fn at(text: &str) -> Result<HttpProxy> {
        match Proxies::parse(text)? {
            Proxies::At(proxy) => Ok(proxy),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_password_is_sent_and_never_shown() {
        let proxy = at("http://ann:s%20cret@[::1]:3128/").unwrap();
        assert_eq!((proxy.to_string().as_str(), proxy.port), ("http://[::1]:3128", 3128));
        // RFC 7617: the base64 of `ann:s cret`, by coreutils.
        assert_eq!(proxy.auth.as_ref().unwrap(), "Basic YW5uOnMgY3JldA==");
        assert!(!format!("{proxy:?} {:?}", proxy.auth).contains("YW5"));
    }

    #[test]
    fn what_is_wrong_is_said_with_the_fix_and_without_the_password() {
        for (text, fix) in [
            ("proxy:3128", "has no scheme"),
            ("http://u:secret@", "is not a URL"),
            ("http://u:secret@p:1/path", "behind its port"),
            ("socks5://u:secret@p:1", "only HTTP proxies"),
            ("ftp://u:secret@p:1", "is of no kind"),
        ] {
            let error = at(text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(fix), "{text}: {error}");
            assert!(!format!("{error:?}").contains("secret"), "{error:?}");
        }
    }

    #[test]
    fn this_machine_is_behind_no_proxy_of_the_environment() {
        for here in ["localhost", "db.LOCALHOST", "127.0.0.1", "127.8.8.8", "::1"] {
            assert!(is_here(here), "{here}");
        }
        for there in ["localhost.example.com", "10.0.0.1", "::2", "db"] {
            assert!(!is_here(there), "{there}");
        }
    }

    async fn asked(answer: &'static [u8]) -> (io::Result<()>, Vec<u8>) {
        let to = Endpoint::parse("http://db:50051", Protocol::Grpc).unwrap();
        let proxy = at("http://p:3128").unwrap();
        let (mut here, mut there) = tokio::io::duplex(4096);
        there.write_all(answer).await.unwrap();
        there.shutdown().await.unwrap();
        let end = tunnel(&mut here, &to, &proxy).await;
        let mut rest = Vec::new();
        here.read_to_end(&mut rest).await.unwrap();
        (end, rest)
    }

    #[tokio::test]
    async fn what_comes_with_the_answer_is_the_servers() {
        let (end, rest) = asked(b"HTTP/1.0 200 Yes\r\nVia: p\r\n\r\nSETTINGS").await;
        assert!(end.is_ok());
        assert_eq!(rest, b"SETTINGS");
    }

    #[tokio::test]
    async fn a_refusal_says_why() {
        for (answer, why) in [
            (&b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"[..], "wants a user"),
            (b"HTTP/1.1 403 Forbidden\r\n\r\n", "refuses a way to `db:50051` (403 Forbidden)"),
            (b"HTTP/1.1 502\r\n\r\n", "(502 )"),
            (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "does not answer as a proxy"),
            (b"", "closes the connection"),
        ] {
            let error = asked(answer).await.0.unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
