//! HTTP proxies before a server.

use std::{env, process::Command, time::Duration};

use weaviate::{Client, ErrorKind, transport::Via};
use weaviate_tests::{
    proxy::{
        tls::{Authority, TlsEnd, Valid},
        tunnel::HttpProxy,
    },
    run,
};

use super::{at, prepare, works};

/// Names that only the proxy knows.
const REST: &str = "weaviate.test:8080";
const GRPC: &str = "weaviate.test:50051";

#[test]
fn a_proxy_that_is_named() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        // RFC 7617, 2: the header of `Aladdin` with `open sesame`.
        let wants = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
        let proxy = HttpProxy::start(&[(REST, rest), (GRPC, grpc)], Some(wants)).await.unwrap();
        let open = format!("http://Aladdin:open%20sesame@{}", proxy.addr);
        let client = |via, url: &str| {
            let builder = world.client_at(&format!("http://{REST}"), &format!("http://{GRPC}"));
            builder.proxy(url).via(via).timeout(Duration::from_secs(5)).build().unwrap()
        };
        for via in [Via::Grpc, Via::GrpcWeb] {
            let through = client(via, &open);
            works(&through).await.unwrap();
            assert!(!format!("{through:?}").contains("sesame"));
            let diagnosis = through.doctor().await.unwrap();
            assert!(diagnosis.is_well(), "{diagnosis}");
            assert!(
                diagnosis.to_string().contains(&format!("through `http://{}`", proxy.addr)),
                "{diagnosis}"
            );
            assert!(!diagnosis.to_string().contains("sesame"), "{diagnosis}");
        }
        assert!(proxy.asked().iter().any(|asked| asked == &format!("CONNECT {GRPC} HTTP/1.1")));

        for (url, says) in [
            (format!("http://{}", proxy.addr), "wants a user and a password (407)"),
            (format!("http://Aladdin:s3same@{}", proxy.addr), "does not take the user and the password"),
        ] {
            for via in [Via::Grpc, Via::GrpcWeb] {
                let client = client(via, &url);
                for error in [client.meta().await.unwrap_err(), {
                    client.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err()
                }] {
                    assert!(error.to_string().contains(says), "{error}");
                    assert!(!format!("{error:?}").contains("s3same"), "{error:?}");
                }
                let diagnosis = client.doctor().await.unwrap();
                let said = diagnosis.steps().iter().filter(|step| step.says().contains(says)).count();
                assert_eq!(said, 2, "{diagnosis}");
            }
        }
    });
}

#[test]
fn a_proxy_that_lets_rest_through_and_not_grpc() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, _, _serving) = world.sockets().await;
        let proxy = HttpProxy::start(&[(REST, rest)], None).await.unwrap();
        let builder = || {
            let builder = world.client_choosing(&format!("http://{REST}"), &format!("http://{GRPC}"));
            builder.proxy(format!("http://{}", proxy.addr)).timeout(Duration::from_secs(5))
        };
        works(&builder().build().unwrap()).await.unwrap();
        let told = builder().via(Via::Grpc).build().unwrap();
        let error = told.search_raw(&weaviate::ir::Query::new("Parcel")).await.unwrap_err();
        assert!(error.to_string().contains(&format!("refuses a way to `{GRPC}` (403 Forbidden)")), "{error}");
    });
}

#[test]
fn tls_through_a_proxy() {
    run(|world| async move {
        prepare(&world).await;
        let (rest, grpc, _serving) = world.sockets().await;
        let authority = Authority::new();
        let identity = authority.issue(&["weaviate.test"], Valid::Now);
        let end = TlsEnd::start(rest, grpc, &identity, None).await.unwrap();
        let proxy = HttpProxy::start(&[("weaviate.test:443", end.addr)], None).await.unwrap();
        for via in [Via::Grpc, Via::GrpcWeb] {
            let builder = world.client_at("https://weaviate.test", "https://weaviate.test:443");
            let builder = builder.proxy(format!("http://{}", proxy.addr)).ca_certificate(authority.pem());
            let client = builder.via(via).build().unwrap();
            works(&client).await.unwrap();
            let diagnosis = client.doctor().await.unwrap();
            assert!(diagnosis.is_well(), "{diagnosis}");
        }
        // What is asked of the proxy is a way, and nothing else.
        assert!(
            proxy.asked().iter().all(|asked| asked == "CONNECT weaviate.test:443 HTTP/1.1"),
            "{:?}",
            proxy.asked()
        );

        // And TLS to the proxy itself.
        let identity = authority.issue(&["localhost"], Valid::Now);
        let safe = TlsEnd::start(proxy.addr, proxy.addr, &identity, None).await.unwrap();
        for via in [Via::Grpc, Via::GrpcWeb] {
            let builder = world.client_at("https://weaviate.test", "https://weaviate.test:443");
            let builder = builder.proxy(format!("https://localhost:{}", safe.addr.port()));
            works(&builder.ca_certificate(authority.pem()).via(via).build().unwrap()).await.unwrap();
        }
    });
}

#[test]
fn a_proxy_that_is_not_there() {
    run(|world| async move {
        let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let client = at(&world, "http://weaviate.test:8080")
            .proxy(format!("http://{nobody}"))
            .via(Via::Grpc)
            .timeout(Duration::from_secs(2))
            .build()
            .unwrap();
        let error = client.meta().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable);
        assert!(error.to_string().contains(&format!("the proxy `http://{nobody}`")), "{error}");
        let diagnosis = client.doctor().await.unwrap();
        assert!(diagnosis.to_string().contains("is not to be reached"), "{diagnosis}");
    });
}

/// In a process of its own, whose environment says which proxy there is.
#[test]
fn the_environment_names_a_proxy() {
    const CHILD: &str = "REACHING_IN_AN_ENVIRONMENT";
    if let Ok(says) = env::var(CHILD) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = Client::builder_from_env().attempts(1).timeout(Duration::from_secs(5)).build().unwrap();
        let answer = runtime.block_on(async {
            client.meta().await?;
            // The collection is of no interest: it is the server that says so.
            client.search_raw(&weaviate::ir::Query::new("NoSuchParcel")).await.map(drop)
        });
        let error = answer.unwrap_err();
        assert!(error.to_string().contains(&says), "{error}");
        return;
    }
    run(|world| async move {
        let (rest, grpc, _serving) = world.sockets().await;
        let proxy = HttpProxy::start(&[(REST, rest), (GRPC, grpc)], None).await.unwrap();
        let url = format!("http://{}", proxy.addr);
        let (found, direct) = ("NoSuchParcel", "weaviate.test");
        for (variables, says) in [
            (&[("HTTP_PROXY", url.as_str())][..], found),
            (&[("http_proxy", &url)], found),
            (&[("ALL_PROXY", &url)], found),
            // For `https` only; the name is then looked for straight.
            (&[("HTTPS_PROXY", &url)], direct),
            (&[("HTTP_PROXY", &url), ("NO_PROXY", "example.com, .test")], direct),
            (&[("HTTP_PROXY", &url), ("NO_PROXY", "example.com")], found),
        ] {
            let before = proxy.asked().len();
            let mut child = Command::new(env::current_exe().unwrap());
            child.args(["--exact", "reaching::proxies::the_environment_names_a_proxy", "--nocapture"]);
            for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
                child.env_remove(name).env_remove(name.to_lowercase());
            }
            child.env(CHILD, says).envs(variables.iter().copied());
            child
                .env("WEAVIATE_URL", format!("http://{REST}"))
                .env("WEAVIATE_GRPC_URL", format!("http://{GRPC}"));
            let end = tokio::task::spawn_blocking(move || child.output()).await.unwrap().unwrap();
            assert!(end.status.success(), "{variables:?}: {}", String::from_utf8_lossy(&end.stderr));
            assert_eq!(proxy.asked().len() > before, says == found, "{variables:?}");
        }
        // A server on this machine is behind none: the proxy does not know it.
        let here = HttpProxy::start(&[], None).await.unwrap();
        let mut child = Command::new(env::current_exe().unwrap());
        child.args(["--exact", "reaching::proxies::the_environment_names_a_proxy", "--nocapture"]);
        child.env(CHILD, found).env("ALL_PROXY", format!("http://{}", here.addr)).env_remove("NO_PROXY");
        child
            .env("WEAVIATE_URL", format!("http://{rest}"))
            .env("WEAVIATE_GRPC_URL", format!("http://{grpc}"));
        let end = tokio::task::spawn_blocking(move || child.output()).await.unwrap().unwrap();
        assert!(end.status.success(), "{}", String::from_utf8_lossy(&end.stderr));
        assert!(here.asked().is_empty());
    });
}
