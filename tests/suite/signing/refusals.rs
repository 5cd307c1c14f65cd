//! What is said when nobody can sign in: each way to fail has words of its own.

use std::time::Duration;

use serde_json::json;
use weaviate::{Error, ErrorKind, auth::Oidc};
use weaviate_tests::{
    World,
    issuer::{CLIENT, Front, Signed, Told},
    run,
};

use super::{Memo, behind, by_grpc, by_rest, client};

/// What a call fails with, over REST and over gRPC.
async fn fails(world: &World, signed: &Signed, oidc: Oidc) -> Error {
    let client = client(world, signed, oidc);
    let error = by_rest(&client).await.unwrap_err();
    let other = by_grpc(&client).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (other.kind(), other.message()));
    error
}

#[test]
fn what_the_issuer_refuses() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        let said = |error: Error, kind, words: &str| {
            assert_eq!(error.kind(), kind, "{error}");
            let text = error.to_string();
            assert!(text.contains("signing in: ") && text.contains(words), "{text}");
            assert!(text.len() <= 600, "{text}");
        };
        let error = fails(&world, &signed, Oidc::client_credentials("a wrong secret")).await;
        said(error, ErrorKind::Unauthenticated, "does not take the client `weaviate-suite` with this secret");
        let error = fails(&world, &signed, Oidc::password("ann", "a wrong password")).await;
        said(error, ErrorKind::Unauthenticated, "does not take the user `ann` with this password");
        let error = fails(&world, &signed, Oidc::refresh_token("a wrong token")).await;
        said(error, ErrorKind::Unauthenticated, "does not take the refresh token");
        for (answer, kind, words) in [
            (
                json!({"error": "unsupported_grant_type"}),
                ErrorKind::Config,
                "sign in by `client_credentials`: allow",
            ),
            (
                json!({"error": "unauthorized_client"}),
                ErrorKind::Config,
                "sign in by `client_credentials`: allow",
            ),
            (json!({"error": "invalid_scope"}), ErrorKind::Config, "the scopes `openid`"),
            (
                json!({"error": "invalid_request", "error_description": "why"}),
                ErrorKind::Config,
                "invalid_request: why",
            ),
            (json!({"error": "access_denied"}), ErrorKind::Unauthenticated, "access_denied"),
        ] {
            account.instead(Some(Told::Json(400, answer)));
            let error = fails(&world, &signed, Oidc::client_credentials(account.secret())).await;
            assert_eq!(error.status_code(), Some("400"));
            said(error, kind, words);
        }
        for (told, kind, words) in [
            (Told::Json(200, json!({"token_type": "Bearer"})), ErrorKind::Decode, "is no token of OAuth 2"),
            (Told::Page(200, "<html>".into()), ErrorKind::Decode, "none of OAuth 2 (HTTP 200)"),
            (Told::Page(400, "<html>".into()), ErrorKind::Decode, "none of OAuth 2 (HTTP 400)"),
            (Told::Page(404, "<html>".into()), ErrorKind::Config, "answers 404 Not Found"),
            (
                Told::Json(200, json!({"access_token": "a\nb", "token_type": "Bearer"})),
                ErrorKind::Config,
                "no header can have",
            ),
        ] {
            account.instead(Some(told));
            let error = fails(&world, &signed, Oidc::client_credentials(account.secret())).await;
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(words), "{error}");
        }
        // Each client asks once, and not for the call that comes next.
        assert_eq!(account.asked().len(), 10);
    });
}

#[test]
fn an_issuer_that_is_busy_is_asked_again() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        for told in [
            Told::Page(503, "busy".into()),
            Told::Page(429, "slow down".into()),
            Told::Json(400, json!({"error": "temporarily_unavailable"})),
        ] {
            account.instead(Some(told));
            let before = account.asked().len();
            let client = client(&world, &signed, Oidc::client_credentials(account.secret()));
            let well = async {
                while account.asked().len() < before + 2 {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                account.instead(None);
            };
            let (answer, ()) = tokio::join!(by_grpc(&client), well);
            answer.unwrap();
            // At once, after 100 ms and after 200 ms more.
            assert_eq!(account.asked().len(), before + 3);
        }
    });
}

#[test]
fn what_the_server_says_of_its_issuer() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        let free = {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            format!("http://{}", listener.local_addr().unwrap())
        };
        let href = format!("{free}/.well-known/openid-configuration");
        for (says, kind, words) in [
            (None, ErrorKind::Config, "has no OIDC: sign in by `api_key`"),
            (Some(json!({"href": href, "clientId": "us"})), ErrorKind::Unavailable, "cannot connect to"),
            (
                Some(json!({"href": signed.issuer.href(), "clientId": ""})),
                ErrorKind::Config,
                "names no client",
            ),
            (
                Some(json!({"href": "http://u:hush@h", "clientId": "us"})),
                ErrorKind::Decode,
                "a name or a password in it: leave that out",
            ),
            (
                Some(json!({"href": "ftp://hush", "clientId": "us"})),
                ErrorKind::Decode,
                "none of `http` or `https`",
            ),
            (Some(json!({"link": 1})), ErrorKind::Decode, "does not answer as OpenID Connect has it"),
        ] {
            let front = Front::saying(&signed.rest, says).await;
            let client = behind(&world, &signed, &front).oidc(Oidc::client_credentials(account.secret()));
            let client = client.timeout(Duration::from_secs(1)).build().unwrap();
            for error in [by_rest(&client).await.unwrap_err(), by_grpc(&client).await.unwrap_err()] {
                assert_eq!(error.kind(), kind, "{error}");
                let text = error.to_string();
                assert!(text.contains(words) && !text.contains("hush"), "{text}");
                // The ports of the server have nothing to do with it.
                assert!(!text.contains("grpc_url"), "{text}");
            }
        }
        // A client that the server does not name.
        let front =
            Front::saying(&signed.rest, Some(json!({"href": signed.issuer.href(), "clientId": ""}))).await;
        let oidc = Oidc::client_credentials(account.secret()).client_id("weaviate-suite");
        by_rest(&behind(&world, &signed, &front).oidc(oidc).build().unwrap()).await.unwrap();
    });
}

#[test]
fn the_issuer_is_told_to_everybody() {
    run(|world| async move {
        if world.is_engine() {
            assert_eq!(world.client.openid_configuration().await.unwrap(), None);
        }
        let Some(signed) = world.signed().await else { return };
        let nobody = world.client_at(&signed.rest, &signed.grpc).build().unwrap();
        let told = nobody.openid_configuration().await.unwrap().unwrap();
        assert_eq!((told.href.as_str(), told.client_id.as_str()), (&*signed.issuer.href(), CLIENT));
        assert_eq!(told.scopes, ["openid"]);
        let page = Front::saying(&signed.rest, Some(json!({"link": 1}))).await;
        let nobody = world.client_at(&page.url(), &signed.grpc).build().unwrap();
        assert_eq!(nobody.openid_configuration().await.unwrap_err().kind(), ErrorKind::Decode);
    });
}

#[test]
fn two_ways_to_sign_in_are_one_too_many() {
    run(|world| async move {
        let builder = world.client_at("http://127.0.0.1:1", "http://127.0.0.1:2").api_key("k");
        let error = builder.oidc(Oidc::client_credentials("s")).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("to sign in twice"), "{error}");
    });
}

#[test]
fn nobody_signs_in() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let nobody = world.client_at(&signed.rest, &signed.grpc).build().unwrap();
        for error in [by_rest(&nobody).await.unwrap_err(), by_grpc(&nobody).await.unwrap_err()] {
            assert!(error.is_unauthorized() && error.server_message().is_some(), "{error}");
            assert!(
                error.to_string().contains("`api_key`") && error.to_string().contains("`oidc`"),
                "{error}"
            );
        }
    });
}
