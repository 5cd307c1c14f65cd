//! One request to somebody else than the server, and the whole answer: the issuer of tokens.

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use weaviate_query::{Error, ErrorKind};

use super::{
    Again, Failure, Network, causes,
    endpoint::{Endpoint, Protocol},
};

/// No answer of an issuer is near it.
const LARGEST: usize = 1 << 20;

impl Network {
    /// Sends a request over the client's own HTTP, with its TLS and its proxies; a redirect is an answer.
    pub(crate) async fn web(&self, request: Request<Vec<u8>>) -> Result<Response<Bytes>, Failure> {
        // A query is not shown.
        let uri = request.uri();
        let port = uri.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
        let (scheme, host) = (uri.scheme_str().unwrap_or("http"), uri.host().unwrap_or_default());
        let to = format!("{scheme}://{host}{port}{}", uri.path());
        if cfg!(not(feature = "tls")) && uri.scheme_str() == Some("https") {
            let message = format!("`{to}` needs the feature `tls` of `weaviate`");
            return Err(Error::new(ErrorKind::Config, message).into());
        }
        let end = Endpoint::parse(&format!("{scheme}://{host}{port}"), Protocol::Rest)?;
        let failed = |error: &reqwest::Error| {
            let what = if error.is_connect() { "cannot connect to" } else { "the connection broke to" };
            let message = format!("{what} `{to}`: {}", causes::root(error));
            Failure { error: Error::new(ErrorKind::Unavailable, message), again: Again::Always }
        };
        let request = reqwest::Request::try_from(request)
            .map_err(|_| Error::new(ErrorKind::Config, format!("`{to}` is no address of HTTP")))?;
        let mut answer = self.http(end)?.execute(request).await.map_err(|error| failed(&error))?;
        let mut whole = Response::new(Bytes::new());
        *whole.status_mut() = answer.status();
        *whole.headers_mut() = std::mem::take(answer.headers_mut());
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| failed(&error))? {
            if body.len() + chunk.len() > LARGEST {
                return Err(
                    Error::decode(format!("the answer of `{to}` has more than {LARGEST} bytes")).into()
                );
            }
            body.extend_from_slice(&chunk);
        }
        *whole.body_mut() = body.freeze();
        Ok(whole)
    }
}
