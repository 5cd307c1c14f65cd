//! The ways to sign in: one token for REST, gRPC and streams.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

use weaviate::{
    ErrorKind,
    auth::{Oidc, Token},
    transport::Via,
};
use weaviate_tests::{issuer::KEY, run};

use super::{Memo, by_grpc, by_rest, by_stream, client, memo};

#[test]
fn each_flow_gets_one_token_for_all_ways() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        for (oidc, asked) in [
            (Oidc::client_credentials(account.secret()), "client_credentials openid"),
            // The server's scopes first, each once.
            (
                Oidc::client_credentials(account.secret()).scopes(["weaviate", "openid"]),
                "client_credentials openid weaviate",
            ),
            (Oidc::password("ann", account.password()), "password openid"),
            (
                Oidc::password("ann", account.password()).scopes(["offline_access"]),
                "password openid offline_access",
            ),
            // It is for the scopes that it was given for.
            (Oidc::refresh_token(account.refresh()), "refresh_token"),
        ] {
            let before = account.asked().len();
            let client = client(&world, &signed, oidc);
            // Whether a server is there it says to anybody.
            assert!(client.ready().await.unwrap() && client.live().await.unwrap());
            assert_eq!(account.asked().len(), before);
            by_rest(&client).await.unwrap();
            by_grpc(&client).await.unwrap();
            assert_eq!(by_stream(&client, 10).await.unwrap(), 3);
            assert!(client.collection::<Memo>().exists(memo(10).id).await.unwrap());
            assert_eq!(account.asked()[before..], [asked]);
        }
    });
}

/// Each way has the token in headers of its own making, and gets another one when it is refused.
#[test]
fn every_way_is_signed() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        for (n, via) in [Via::Grpc, Via::GrpcWeb, Via::GraphQl].into_iter().enumerate() {
            let oidc = Oidc::refresh_token(account.refresh()).access_token(Token::new("a.b.c"));
            let at = || world.client_choosing(&signed.rest, &signed.grpc).via(via);
            let ann = at().oidc(oidc).build().unwrap();
            let before = account.asked().len();
            by_grpc(&ann).await.unwrap();
            by_rest(&ann).await.unwrap();
            assert_eq!(by_stream(&ann, 50 + 10 * n as u128).await.unwrap(), 3, "{via:?}");
            assert_eq!(account.asked()[before..], ["refresh_token"], "{via:?}");
            let nobody = at().build().unwrap();
            for error in [by_rest(&nobody).await.unwrap_err(), by_grpc(&nobody).await.unwrap_err()] {
                assert!(error.is_unauthorized(), "{via:?}: {error}");
            }
        }
    });
}

#[test]
fn a_token_that_is_there_already_is_used_first() {
    run(|world| async move {
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        let other = client(&world, &signed, Oidc::client_credentials(account.secret()));
        by_rest(&other).await.unwrap();
        let token = account.secrets().pop().unwrap();
        let oidc = Oidc::refresh_token(account.refresh())
            .access_token(Token::new(token).expires_in(Duration::from_secs(200)));
        let ann = client(&world, &signed, oidc);
        by_rest(&ann).await.unwrap();
        assert_eq!(account.asked(), ["client_credentials openid"]);
        // One that the server does not take is nobody's fault: the refresh token brings another one.
        let oidc = Oidc::refresh_token(account.refresh()).access_token(Token::new("a.b.c"));
        let ann = client(&world, &signed, oidc);
        by_rest(&ann).await.unwrap();
        assert_eq!(account.asked(), ["client_credentials openid", "refresh_token"]);
    });
}

#[test]
fn a_function_of_the_program() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        let other = client(&world, &signed, Oidc::client_credentials(account.secret()));
        by_rest(&other).await.unwrap();
        let (good, called) = (account.secrets().pop().unwrap(), Arc::new(AtomicU32::new(0)));
        let count = called.clone();
        let ann = world.client_at(&signed.rest, &signed.grpc).bearer_with(move || {
            let (good, number) = (good.clone(), count.fetch_add(1, Relaxed));
            async move {
                match number {
                    0 => Ok(Token::new(good).expires_in(Duration::from_secs(2))),
                    _ => Err("the file is gone"),
                }
            }
        });
        let ann = ann.build().unwrap();
        by_rest(&ann).await.unwrap();
        by_grpc(&ann).await.unwrap();
        assert_eq!(by_stream(&ann, 20).await.unwrap(), 3);
        assert_eq!(called.load(Relaxed), 1);
        tokio::time::sleep(Duration::from_millis(2_100)).await;
        let error = by_grpc(&ann).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthenticated);
        assert!(error.to_string().contains("`bearer_with` got no token: the file is gone"), "{error}");
        // It is not called again for each call that fails.
        let error = by_rest(&ann).await.unwrap_err();
        assert!(error.to_string().contains("the file is gone"), "{error}");
        assert_eq!(called.load(Relaxed), 2);
    });
}

#[test]
fn a_call_with_a_token_of_its_own_asks_for_none() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        let ann = client(&world, &signed, Oidc::client_credentials(account.secret()));
        let memos = ann.collection::<Memo>();
        let own = memos.clone().header("authorization", "Bearer a.b.c").unwrap();
        assert_eq!(own.count().await.unwrap_err().kind(), ErrorKind::Unauthenticated);
        assert!(account.asked().is_empty());
        memos.count().await.unwrap();
        let token = account.secrets().pop().unwrap();
        memos.header("authorization", &format!("Bearer {token}")).unwrap().count().await.unwrap();
        assert_eq!(account.asked().len(), 1);
    });
}

#[test]
fn a_key_goes_over_both_ways() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let at = || world.client_at(&signed.rest, &signed.grpc);
        let ann = at().api_key(KEY).build().unwrap();
        by_rest(&ann).await.unwrap();
        by_grpc(&ann).await.unwrap();
        assert_eq!(by_stream(&ann, 40).await.unwrap(), 3);
        let other = at().api_key("another key").build().unwrap();
        for error in [by_rest(&other).await.unwrap_err(), by_grpc(&other).await.unwrap_err()] {
            assert!(error.is_unauthorized(), "{error}");
        }
    });
}
