//! When another token is asked for, and how often.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use weaviate::{ErrorKind, auth::Oidc};
use weaviate_tests::{issuer::Account, run};

use super::{Memo, by_grpc, by_rest, by_stream, client};

const SECOND: Duration = Duration::from_secs(1);

async fn sleep(seconds: f64) {
    tokio::time::sleep(SECOND.mul_f64(seconds)).await;
}

#[test]
fn a_token_is_renewed_before_its_end() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        account.life(4 * SECOND, Some(4));
        let client = client(&world, &signed, Oidc::client_credentials(account.secret()));
        let began = Instant::now();
        while began.elapsed() < 9 * SECOND {
            by_rest(&client).await.unwrap();
            by_grpc(&client).await.unwrap();
            sleep(0.05).await;
        }
        // A fifth of its life before its end: after 3.2, 6.4 and not yet after 9.6 seconds.
        assert_eq!(account.asked().len(), 3, "{:?}", began.elapsed());
    });
}

/// The clock of the server is ahead: it refuses tokens that are good by what the issuer said.
#[test]
fn a_token_that_the_server_refuses_is_renewed_once() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        for expires_in in [Some(3_600), None] {
            account.life(2 * SECOND, expires_in);
            let before = account.asked().len();
            let client = client(&world, &signed, Oidc::client_credentials(account.secret()));
            by_rest(&client).await.unwrap();
            sleep(3.1).await;
            by_rest(&client).await.unwrap();
            assert_eq!(account.asked().len(), before + 2);
            sleep(3.1).await;
            by_grpc(&client).await.unwrap();
            assert_eq!(account.asked().len(), before + 3);
            sleep(3.1).await;
            assert_eq!(by_stream(&client, 30).await.unwrap(), 3);
            assert_eq!(account.asked().len(), before + 4);
        }
    });
}

/// The clock of the server is behind: another token would be refused as well, and so none is asked for.
#[test]
fn a_new_token_that_the_server_refuses_is_no_reason_to_ask_again() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        account.not_before(3_000);
        let client = client(&world, &signed, Oidc::client_credentials(account.secret()));
        for _ in 0..5 {
            let error = by_rest(&client).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unauthenticated, "{error}");
            assert!(error.server_message().is_some_and(|text| text.contains("not before")), "{error}");
            assert!(error.to_string().contains("clock"), "{error}");
            by_grpc(&client).await.unwrap_err();
        }
        assert_eq!(account.asked().len(), 1);
        sleep(1.1).await;
        by_rest(&client).await.unwrap_err();
        assert_eq!(account.asked().len(), 2);
    });
}

#[test]
fn a_hundred_callers_at_once_ask_for_one_token() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let flows: [fn(&Account) -> Oidc; 3] = [
            |account| Oidc::client_credentials(account.secret()),
            |account| Oidc::password("ann", account.password()),
            |account| Oidc::refresh_token(account.refresh()),
        ];
        let (world, signed) = (&world, &signed);
        join_all(flows.map(|flow| async move {
            let account = signed.issuer.account();
            account.wait(SECOND / 5);
            account.life(8 * SECOND, Some(3_600));
            let client = client(world, signed, flow(&account));
            let all = async || {
                let before = account.asked().len();
                let calls = (0..100).map(|n| {
                    let client = client.clone();
                    tokio::spawn(async move {
                        if n % 2 == 0 { by_rest(&client).await } else { by_grpc(&client).await }
                    })
                });
                for call in join_all(calls).await {
                    call.unwrap().unwrap();
                }
                account.asked().len() - before
            };
            // The first token, none while it is good, and one when the server refuses it.
            assert_eq!(all().await, 1);
            assert_eq!(all().await, 0);
            sleep(9.1).await;
            assert_eq!(all().await, 1);
        }))
        .await;
    });
}

/// Who leads goes away: all others get their token.
#[test]
fn callers_that_go_away_strand_nobody() {
    run(|world| async move {
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        account.rotate();
        account.wait(SECOND / 2);
        let client = client(&world, &signed, Oidc::refresh_token(account.refresh()));
        let first = tokio::time::timeout(SECOND / 10, by_rest(&client));
        let others = (0..20).map(|_| by_rest(&client));
        let (first, others) = tokio::join!(first, join_all(others));
        assert!(first.is_err());
        for other in others {
            other.unwrap();
        }
        assert_eq!(account.asked().len(), 1);
    });
}

/// All go away while an issuer makes another refresh token of the one that there is: the next caller takes it up.
#[test]
fn a_request_that_all_have_left_is_taken_up() {
    run(|world| async move {
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        account.rotate();
        account.life(SECOND * 300, Some(2));
        let client = client(&world, &signed, Oidc::refresh_token(account.refresh()));
        by_rest(&client).await.unwrap();
        sleep(2.1).await;
        account.wait(SECOND / 2);
        tokio::time::timeout(SECOND / 4, by_rest(&client)).await.unwrap_err();
        sleep(1.0).await;
        by_rest(&client).await.unwrap();
        assert_eq!(account.asked(), ["refresh_token"; 2]);
    });
}

#[test]
fn each_refresh_token_is_used_once_where_the_issuer_changes_it() {
    run(|world| async move {
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        account.rotate();
        account.life(SECOND * 2, Some(2));
        let first = account.refresh();
        let client = client(&world, &signed, Oidc::refresh_token(&first));
        for _ in 0..3 {
            by_rest(&client).await.unwrap();
            sleep(2.1).await;
        }
        assert_ne!(account.refresh(), first);
        assert_eq!(account.asked(), ["refresh_token"; 3]);
    });
}

#[test]
fn a_refresh_token_that_was_revoked() {
    run(|world| async move {
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        account.life(SECOND * 2, Some(2));
        let by_token = client(&world, &signed, Oidc::refresh_token(account.refresh()));
        let by_password = client(&world, &signed, Oidc::password("ann", account.password()));
        by_rest(&by_token).await.unwrap();
        by_rest(&by_password).await.unwrap();
        account.revoke();
        sleep(2.1).await;
        let error = by_rest(&by_token).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthenticated);
        assert!(error.to_string().contains("does not take the refresh token"), "{error}");
        // Who has a password uses it.
        by_rest(&by_password).await.unwrap();
        let asked = account.asked();
        assert_eq!(asked[asked.len() - 2..], ["refresh_token", "password openid"]);
    });
}
