//! Certificates: whom a client trusts, and who it is.

use std::time::Duration;

use weaviate::{Client, ClientBuilder, ErrorKind, transport::Via};
use weaviate_tests::{
    World,
    proxy::tls::{Authority, Identity, TlsEnd, Valid},
    run,
};

use super::{at, kept, prepare, works};

/// What REST says, and what gRPC does where REST is reached.
async fn refusals(
    world: &World,
    url: &str,
    with: impl Fn(ClientBuilder) -> ClientBuilder,
) -> [weaviate::Error; 2] {
    let (rest, _, _serving) = world.sockets().await;
    let made = |builder| with(builder).via(Via::Grpc).timeout(Duration::from_secs(3)).build().unwrap();
    let by_rest = made(at(world, url)).meta().await.unwrap_err();
    let client = made(world.client_at(&format!("http://{rest}"), url));
    [by_rest, client.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err()]
}

async fn end(
    world: &World,
    authority: &Authority,
    names: &[&str],
    valid: Valid,
    clients: Option<&Authority>,
) -> (TlsEnd, String, Option<weaviate::local::Serving>) {
    let (rest, grpc, serving) = world.sockets().await;
    let end = TlsEnd::start(rest, grpc, &authority.issue(names, valid), clients).await.unwrap();
    let url = format!("https://localhost:{}", end.addr.port());
    (end, url, serving)
}

#[test]
fn an_authority_of_ones_own() {
    run(|world| async move {
        prepare(&world).await;
        let authority = Authority::new();
        let (end, url, _serving) =
            end(&world, &authority, &["localhost", "127.0.0.1"], Valid::Now, None).await;
        for url in [url, format!("https://127.0.0.1:{}", end.addr.port())] {
            for via in [Via::Grpc, Via::GrpcWeb] {
                let client = at(&world, &url).ca_certificate(authority.pem()).via(via).build().unwrap();
                works(&client).await.unwrap();
            }
        }
    });
}

#[test]
fn a_client_shows_who_it_is() {
    run(|world| async move {
        prepare(&world).await;
        let (ours, theirs) = (Authority::new(), Authority::new());
        let (_end, url, _serving) = end(&world, &ours, &["localhost"], Valid::Now, Some(&theirs)).await;
        let me = theirs.issue(&["me"], Valid::Now);
        let trusting = || at(&world, &url).ca_certificate(ours.pem());
        for via in [Via::Grpc, Via::GrpcWeb] {
            let known = trusting().via(via).client_certificate(&me.certificate, &me.key).build().unwrap();
            works(&known).await.unwrap();
        }
        let refusals = |me: Option<Identity>| {
            let ours = ours.pem();
            let (world, url) = (&world, &url);
            async move {
                refusals(world, url, |builder| match &me {
                    None => builder.ca_certificate(&ours),
                    Some(me) => builder.ca_certificate(&ours).client_certificate(&me.certificate, &me.key),
                })
                .await
            }
        };
        let wants = |error: &weaviate::Error| {
            error.to_string().contains("wants a client certificate: give it one with `client_certificate")
        };
        // The line may be closed before the server's word of it was read: then it is asked again.
        let mut errors = refusals(None).await;
        for _ in 0..4 {
            if !errors.iter().all(wants) {
                errors = refusals(None).await;
            }
        }
        for error in errors {
            assert!(wants(&error), "{error}");
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        }
        let stranger = ours.issue(&["me"], Valid::Now);
        for error in refusals(Some(stranger)).await {
            assert!(error.to_string().contains("does not take this program's client certificate"), "{error}");
        }
        let old = theirs.issue(&["me"], Valid::Before);
        for error in refusals(Some(old)).await {
            assert!(error.to_string().contains("client certificate has expired"), "{error}");
        }
    });
}

#[test]
fn what_is_wrong_with_a_certificate_is_said() {
    run(|world| async move {
        let authority = Authority::named("one");
        let mut said = std::collections::BTreeSet::new();
        for (names, valid, trusted, says) in [
            (["localhost"], Valid::Now, None, "signed by an authority that is not trusted here"),
            (["localhost"], Valid::Now, Some(Authority::new()), "signed by an authority that is not trusted"),
            (["localhost"], Valid::Now, Some(Authority::named("one")), "under the name it gives"),
            (["localhost"], Valid::Before, None, "has expired: renew it on the server"),
            (["localhost"], Valid::Later, None, "is not valid yet"),
            (["db.example.com"], Valid::Now, None, "is for `db.example.com`, not for `localhost`"),
        ] {
            let (_end, url, _serving) = end(&world, &authority, &names, valid, None).await;
            let is_system = trusted.is_none() && says.contains("not trusted");
            let trusted = trusted.as_ref().unwrap_or(&authority).pem();
            let errors =
                refusals(
                    &world,
                    &url,
                    |builder| if is_system { builder } else { builder.ca_certificate(&trusted) },
                );
            for error in errors.await {
                let text = error.to_string().replace(&url, "https://localhost:8443");
                said.insert(text.trim_start_matches("asking `Parcel`: ").to_owned());
                assert!(error.to_string().contains(says), "{says}: {error}");
                assert!(error.to_string().contains(&url), "{error}");
                // It is not tried again: it stays so.
                assert_eq!(error.kind(), ErrorKind::Config, "{error}");
                assert!(!error.to_string().contains("tries"), "{error}");
            }
        }
        kept("certificates", &said.into_iter().collect::<Vec<_>>().join("\n"));
    });
}

#[test]
fn tls_at_one_side_only() {
    run(|world| async move {
        let authority = Authority::new();
        let (rest, grpc, _serving) = world.sockets().await;
        let client = |rest: String, grpc: String| {
            let builder = world.client_at(&rest, &grpc).ca_certificate(authority.pem());
            builder.via(Via::Grpc).attempts(1).build().unwrap()
        };
        let plain = client(format!("https://{rest}"), format!("https://{grpc}"));
        let half = client(format!("http://{rest}"), format!("https://{grpc}"));
        for error in [plain.meta().await.unwrap_err(), {
            half.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err()
        }] {
            assert!(error.to_string().contains("answers without TLS: write `http://`"), "{error}");
        }
    });
}

#[test]
fn what_is_given_is_read_when_it_is_given() {
    let authority = Authority::new();
    let (me, other) = (authority.issue(&["me"], Valid::Now), authority.issue(&["me"], Valid::Now));
    let builder = || Client::builder("https://db.example.com");
    for (builder, says) in [
        (builder().ca_certificate("no certificate"), "`ca_certificate` has no certificate in it"),
        (builder().ca_certificate(&me.key), "`ca_certificate` has no certificate in it"),
        (
            builder().ca_certificate("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"),
            "`ca_certificate` cannot be read",
        ),
        (builder().client_certificate(&me.key, &me.key), "`client_certificate` has no certificate in it"),
        (
            builder().client_certificate(&me.certificate, "k3y"),
            "the key of `client_certificate` cannot be read",
        ),
        (builder().client_certificate(&me.certificate, &other.key), "see that the key is the one"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(says), "{error}");
        assert!(!format!("{error:?}").contains("PRIVATE KEY-----\n"), "{error:?}");
    }
}
