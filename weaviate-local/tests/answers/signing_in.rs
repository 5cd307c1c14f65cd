//! Keys: a server with `AUTHENTICATION_APIKEY_ENABLED` that lets nobody in without one.

use tonic::Code;
use weaviate_proto as proto;

use super::*;

const ANONYMOUS: &str = "{\"code\":401,\"message\": \"anonymous access not enabled. Please authenticate through one of the \
                         available methods: [API-keys]\" }";
const INVALID: &str = "{\"code\":401,\"message\":\"unauthorized: invalid api key\"}";
const NO_SCHEME: &str = "no authentication scheme is configured (API Key or OIDC), but an 'Authorization' header was provided. \
                         Please configure an auth scheme or remove the header for anonymous access";

fn keys() -> Settings {
    Settings::default().api_key("u1", "k1").api_key("u2", "k2")
}

fn search() -> proto::SearchRequest {
    proto::SearchRequest { collection: "Nope".into(), uses_127_api: true, ..proto::SearchRequest::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_says_who_asks() {
    let (_serving, remote) = server_with(keys()).await;
    for (header, user) in [("Bearer k1", "u1"), ("Bearer k2", "u2")] {
        let (status, info) = remote.signed(header).rest("GET", "users/own-info", None).await;
        assert_eq!((status, info), (200, json!({"groups": null, "roles": null, "username": user})));
        assert_eq!(remote.signed(header).rest("GET", "schema", None).await, (200, json!({"classes": []})));
        let status = remote.signed(header).search(search()).await.unwrap_err();
        assert_eq!(status.message(), "could not find class Nope in schema");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_one_nearly_all_is_shut() {
    let (_serving, remote) = server_with(keys()).await;
    let text = |text: &str| (401, "text/plain; charset=utf-8".to_owned(), text.to_owned());
    let json = |status, text: &str| (status, "application/json".to_owned(), text.to_owned());
    for path in ["/v1/meta", "/v1/schema", "/v1/users/own-info", "/v1/nodes", "/v1/backups/filesystem"] {
        for header in ["Basic k1", "bearer k1", "k1", "Bearer"] {
            assert_eq!(remote.signed(header).page("GET", path).await, text(ANONYMOUS), "{path} {header}");
        }
        assert_eq!(remote.page("GET", path).await, text(ANONYMOUS), "{path}");
        for header in ["Bearer k3", "Bearer  k1"] {
            assert_eq!(remote.signed(header).page("GET", path).await, json(401, INVALID), "{path} {header}");
        }
    }
    for (method, path) in [("POST", "/v1/schema"), ("POST", "/v1/graphql"), ("DELETE", "/v1/batch/objects")] {
        assert_eq!(remote.page(method, path).await, text(ANONYMOUS), "{path}");
    }
    // Open to everybody, but not to whoever brings a wrong key.
    assert_eq!(remote.page("GET", "/v1").await.0, 200);
    assert_eq!(remote.page("GET", "/v1/.well-known/openid-configuration").await.0, 404);
    for path in ["/v1", "/v1/.well-known/openid-configuration"] {
        assert_eq!(remote.signed("Bearer k3").page("GET", path).await, json(401, INVALID), "{path}");
    }
    for path in ["/v1/.well-known/live", "/v1/.well-known/ready"] {
        assert_eq!(remote.signed("Bearer k3").page("GET", path).await.0, 200, "{path}");
    }
    // What is not there is said to everybody.
    let nope = json(404, "{\"code\":404,\"message\":\"path /v1/nope was not found\"}");
    assert_eq!(remote.page("GET", "/v1/nope").await, nope);
    assert_eq!(remote.signed("Bearer k3").page("GET", "/v1/nope").await, nope);
    assert_eq!(remote.page("PUT", "/v1/meta").await.0, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_grpc_it_is_a_text() {
    let (_serving, remote) = server_with(keys()).await;
    for remote in [remote.clone(), remote.signed("Bearer k3"), remote.signed("Basic k1")] {
        let status = remote.search(search()).await.unwrap_err();
        let said = (status.code(), status.message());
        assert_eq!(said, (Code::Unknown, "extract auth: unauthorized: invalid api key"));
        let status = remote.batch(Vec::new()).await.unwrap_err();
        assert_eq!(status.message(), "extract auth: unauthorized: invalid api key");
    }
    // A stream is refused before it begins.
    let stream = "/weaviate.v1.Weaviate/BatchStream";
    let request = proto::BatchStreamRequest::default();
    let refused = Box::pin(remote.grpc::<_, proto::BatchStreamReply>(stream, request)).await.unwrap_err();
    assert_eq!((refused.code(), refused.message()), (Code::Unauthenticated, "unauthorized: invalid api key"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_for_an_engine_without_keys_is_refused() {
    let (_serving, remote) = server().await;
    let signed = remote.signed("Bearer k1");
    for path in ["schema", "users/own-info", ".well-known/openid-configuration"] {
        let (status, answer) = signed.rest("GET", path, None).await;
        assert_eq!((status, said(&answer)), (401, NO_SCHEME), "{path}");
    }
    let status = signed.search(search()).await.unwrap_err();
    assert_eq!(status.message(), format!("extract auth: {NO_SCHEME}"));
    // Another scheme is none.
    assert_eq!(remote.signed("Basic k1").rest("GET", "schema", None).await.0, 200);
}
