//! A way to the token endpoint that fails: whatever is cut, reset, stalled, delayed or corrupted, a call ends in time, and
//! the next one signs in.

use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};
use weaviate::{ErrorKind, auth::Oidc};
use weaviate_tests::{
    issuer::Front,
    proxy::{Do, Fault, From, Point, Proxy},
    run,
};

use super::{Memo, behind, by_grpc};

const POINTS: [(From, Point); 5] = [
    (From::Client, Point::Connect),
    (From::Client, Point::Headers),
    (From::Client, Point::Message),
    (From::Server, Point::Headers),
    (From::Server, Point::Message),
];
const WHAT: [Do; 5] = [Do::Cut, Do::Reset, Do::Stall, Do::Delay(Duration::from_millis(200)), Do::Corrupt];
/// How long a call may take.
const TIMEOUT: Duration = Duration::from_secs(3);

#[test]
fn every_call_ends_and_the_next_one_signs_in_whatever_breaks() {
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let cells: Vec<_> =
            POINTS.into_iter().flat_map(|(from, at)| WHAT.map(|what| (from, at, what))).collect();
        let played = cells.into_iter().map(|(from, at, what)| {
            let (world, signed) = (&world, &signed);
            async move {
                let cell = format!("{what:?} at {at:?} of the {from:?}");
                let issuer = signed.issuer.twin();
                let account = issuer.account();
                let fault = Fault { from, at, after: 0, what };
                let proxy = Proxy::start(issuer.addr(), [fault]).await.unwrap();
                issuer.move_endpoint(&proxy.url());
                let front = Front::start(&signed.rest, Some(&issuer.href())).await;
                let client = behind(world, signed, &front).timeout(TIMEOUT);
                let client = client.oidc(Oidc::client_credentials(account.secret())).build().unwrap();
                let began = Instant::now();
                let first = by_grpc(&client).await;
                let took = began.elapsed();
                assert!(took < TIMEOUT + Duration::from_secs(2), "{cell}: {took:?}");
                assert_eq!(proxy.left(), 0, "{cell} did not happen: {first:?}");
                match (&first, what) {
                    // What broke before there was an answer is tried again by the call itself.
                    (Ok(()), _) => {}
                    (Err(error), Do::Stall) => {
                        assert_eq!(error.kind(), ErrorKind::Timeout, "{cell}: {error}");
                    }
                    // A byte that is another one may make another secret of one, no JSON, or another token.
                    (Err(error), Do::Corrupt) => assert!(
                        matches!(
                            error.kind(),
                            ErrorKind::Unauthenticated
                                | ErrorKind::Decode
                                | ErrorKind::Config
                                | ErrorKind::Unavailable
                        ),
                        "{cell}: {error}"
                    ),
                    (Err(error), _) => panic!("{cell}: {error}"),
                }
                // A request that nobody answers is given up after ten seconds, a token that is none after one.
                let until = Instant::now() + Duration::from_secs(15);
                loop {
                    match by_grpc(&client).await {
                        Ok(()) => break,
                        Err(error) => assert!(Instant::now() < until, "{cell}: {error}"),
                    }
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            }
        });
        // All at once would be a test of this machine.
        stream::iter(played).buffer_unordered(5).collect::<()>().await;
    });
}
