//! One request of REST and its whole answer, over reqwest.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    Failure, Health,
    endpoint::Endpoint,
    fault,
    line::{KEEPALIVE, KEEPALIVE_INTERVAL, KEEPALIVE_RETRIES},
};
use crate::{op::Verb, refusal};

/// A pool that opens connections when they are first needed.
pub(crate) fn client(builder: reqwest::ClientBuilder, to: &Endpoint) -> Result<reqwest::Client> {
    // Which proxy there is was decided for both protocols.
    let builder = builder.no_proxy();
    let builder = match &to.proxy {
        None => builder,
        Some(proxy) => {
            let through = reqwest::Proxy::all(proxy.to_string()).map_err(|error| {
                Error::new(ErrorKind::Config, format!("the proxy `{proxy}` cannot be used"))
                    .with_source(error)
            })?;
            builder.proxy(match &proxy.auth {
                Some(auth) => through.custom_http_auth(auth.clone()),
                None => through,
            })
        }
    };
    builder
        .tcp_keepalive(KEEPALIVE)
        .tcp_keepalive_interval(KEEPALIVE_INTERVAL)
        .tcp_keepalive_retries(KEEPALIVE_RETRIES)
        .connect_timeout(super::CONNECT)
        // Redirects are reported: following them would send keys elsewhere.
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| Error::new(ErrorKind::Config, "no HTTP client can be made").with_source(error))
}

/// Whether a server answers GraphQL at this address; one that has none switched it off.
pub(crate) async fn has_graphql(
    http: &reqwest::Client,
    to: &Endpoint,
    headers: HeaderMap,
) -> Result<Health, Failure> {
    let query = Bytes::from_static(br#"{"query":"{__typename}"}"#);
    match send(http, to, Verb::Post, "graphql", query, headers).await {
        Ok(answer) if is_graphql(&answer) => Ok(Health::Says(answer)),
        Ok(_) => {
            let message = format!("what answers at `{to}` is no GraphQL");
            Err(Error::new(ErrorKind::Unavailable, message).into())
        }
        // It has no schema as long as there is no class, and who wants a key is there.
        Err(refused)
            if refusal::has_no_schema(&refused.error)
                || matches!(
                    refused.error.kind(),
                    ErrorKind::Unauthenticated | ErrorKind::PermissionDenied
                ) =>
        {
            Ok(Health::Refuses(refused.error))
        }
        Err(failure) => Err(failure),
    }
}

/// Whether a body is an answer of GraphQL: it has data, or errors.
fn is_graphql(body: &[u8]) -> bool {
    let json: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    json.is_some_and(|json| json.get("data").is_some() || json.get("errors").is_some())
}

/// Sends one request to a path below `/v1/` and reads the whole answer.
pub(crate) async fn send(
    http: &reqwest::Client,
    to: &Endpoint,
    verb: Verb,
    path: &str,
    body: Bytes,
    mut headers: HeaderMap,
) -> Result<Bytes, Failure> {
    let method = match verb {
        Verb::Get => http::Method::GET,
        Verb::Post => http::Method::POST,
        Verb::Put => http::Method::PUT,
        Verb::Patch => http::Method::PATCH,
        Verb::Delete => http::Method::DELETE,
    };
    if !body.is_empty() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let request = http.request(method, format!("{}/v1/{path}", to.url())).headers(headers).body(body);
    let answer = request.send().await.map_err(|error| fault::of_http(&error, to))?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer.bytes().await.map_err(|error| fault::of_http(&error, to))?;
    if status.is_success() { Ok(body) } else { Err(fault::of_answer(status, &headers, &body, to)) }
}

/// One part of a path, so that no name can lead elsewhere.
pub(crate) fn segment(name: &str) -> String {
    name.bytes().fold(String::with_capacity(name.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) && name != "." && name != ".." {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::segment;

    #[test]
    fn a_name_stays_one_segment() {
        assert_eq!(segment("Article_v1"), "Article_v1");
        assert_eq!(segment("a/b?c d"), "a%2Fb%3Fc%20d");
        assert_eq!(segment(".."), "%2E%2E");
        assert_eq!(segment("é"), "%C3%A9");
    }
}
