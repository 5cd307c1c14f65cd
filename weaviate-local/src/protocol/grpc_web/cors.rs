//! What browsers ask before and behind a request to another origin. Every origin may ask.

use axum::response::Response;
use http::{
    HeaderValue, Method,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD,
        CONTENT_LENGTH, ORIGIN, VARY,
    },
    request::Parts,
};

/// Headers that a page may send.
const HEADERS: &str = "\
    authorization batch connect-protocol-version connect-timeout-ms content-type grpc-timeout \
    x-anthropic-api-key x-anthropic-baseurl x-anyscale-api-key x-anyscale-baseurl x-aws-access-key \
    x-aws-secret-key x-azure-api-key x-azure-block-size x-azure-concurrency x-azure-deployment-id \
    x-azure-resource-name x-cohere-api-key x-cohere-baseurl x-contextualai-api-key x-contextualai-baseurl \
    x-databricks-endpoint x-databricks-token x-databricks-user-agent x-deepseek-api-key \
    x-deepseek-baseurl x-digitalocean-api-key x-digitalocean-baseurl x-friendli-baseurl x-friendli-token \
    x-goog-api-key x-goog-studio-api-key x-goog-vertex-api-key x-google-api-key x-google-studio-api-key \
    x-google-vertex-api-key x-grpc-web x-huggingface-api-key x-jinaai-api-key x-mistral-api-key \
    x-mistral-baseurl x-nvidia-api-key x-nvidia-baseurl x-openai-api-key x-openai-baseurl x-openai-organization \
    x-palm-api-key x-twelvelabs-api-key x-twelvelabs-baseurl x-user-agent x-voyageai-api-key \
    x-voyageai-baseurl x-weaviate-api-key x-weaviate-client x-weaviate-cluster-url";

/// Answers the question whether a request may be sent, if it is that question.
pub(crate) fn preflight(head: &Parts) -> Option<Response> {
    let method =
        head.headers.get(ACCESS_CONTROL_REQUEST_METHOD).filter(|_| head.method == Method::OPTIONS)?;
    let mut response = Response::default();
    let headers = response.headers_mut();
    for name in ["origin", "access-control-request-method", "access-control-request-headers"] {
        headers.append(VARY, HeaderValue::from_static(name));
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(0));
    let asked = head.headers.get(ACCESS_CONTROL_REQUEST_HEADERS).and_then(|value| value.to_str().ok());
    let names: Vec<&str> =
        asked.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let known = |name: &&str| HEADERS.split(' ').any(|known| known.eq_ignore_ascii_case(name));
    if head.headers.contains_key(ORIGIN) && method == "POST" && names.iter().all(known) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
        if let (false, Ok(names)) = (names.is_empty(), HeaderValue::try_from(names.join(", "))) {
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
    }
    Some(response)
}

/// Lets a page read the answer, with its status.
pub(crate) fn open(head: &Parts, response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("Origin"));
    if head.headers.contains_key(ORIGIN) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("Grpc-Status, Grpc-Message, Grpc-Status-Details-Bin"),
        );
    }
}
