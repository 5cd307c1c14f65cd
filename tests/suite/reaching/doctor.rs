//! What the doctor says at each step that can fail.

use std::{
    net::SocketAddr,
    time::{Duration, Instant, SystemTime},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use weaviate::{
    Client, ClientBuilder,
    doctor::{Check, Diagnosis, Finding},
    layer::{Env, TokioEnv},
    local::{Engine, Serve, Serving, Settings},
    transport::Via,
};
use weaviate_tests::{
    proxy::tls::{Authority, TlsEnd, Valid},
    run,
};

use super::kept;

async fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

/// A port that takes connections and says nothing, or this.
async fn says(answer: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut silent = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            if answer.is_empty() {
                silent.push(stream);
                continue;
            }
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(answer).await;
            });
        }
    });
    addr
}

#[expect(clippy::needless_pass_by_value, reason = "addresses of several types")]
fn client(rest: impl ToString, grpc: impl ToString) -> ClientBuilder {
    Client::builder(rest.to_string()).grpc_url(grpc.to_string()).timeout(Duration::from_secs(1))
}

/// The table, with the addresses as they are called in it.
async fn table(builder: ClientBuilder, names: &[(SocketAddr, &str)]) -> (Diagnosis, String) {
    let diagnosis = builder.build().unwrap().doctor().await.unwrap();
    let mut text = diagnosis.to_string();
    for (addr, name) in names {
        text = text.replace(&addr.to_string(), name).replace(&format!("localhost:{}", addr.port()), name);
        text = text.replace(&format!("port {}", addr.port()), &format!("port of {name}"));
    }
    (diagnosis, text)
}

fn bad(diagnosis: &Diagnosis) -> Vec<Check> {
    diagnosis
        .steps()
        .iter()
        .filter(|step| step.finding() == Finding::Bad)
        .map(weaviate::doctor::Step::check)
        .collect()
}

#[test]
fn all_is_well() {
    run(|world| async move {
        let (rest, grpc, _serving) = world.sockets().await;
        let builder = client(format!("http://{rest}"), format!("http://{grpc}"));
        let (diagnosis, table) = table(builder, &[(rest, "rest"), (grpc, "grpc")]).await;
        assert!(diagnosis.is_well(), "{table}");
        kept("well", &table);
        let web = client(format!("http://{rest}"), format!("http://{grpc}")).via(Via::GrpcWeb);
        let diagnosis = web.build().unwrap().doctor().await.unwrap();
        assert!(diagnosis.is_well(), "{diagnosis}");
        assert!(diagnosis.to_string().ends_with("in short: all is well; questions go by gRPC-web"));
    });
}

#[test]
fn a_name_that_dns_does_not_know() {
    run(|_| async {
        let builder =
            client("http://no-such-host.invalid:8080", "http://no-such-host.invalid:50051").via(Via::Grpc);
        let (diagnosis, table) = table(builder.timeout(Duration::from_secs(5)), &[]).await;
        assert_eq!(bad(&diagnosis), [Check::Dns, Check::Dns], "{table}");
        assert!(table.contains("`no-such-host.invalid` has no address here"), "{table}");
        assert!(
            table.contains("in short: begin with DNS of REST http://no-such-host.invalid:8080"),
            "{table}"
        );
    });
}

#[test]
fn nobody_listens() {
    run(|_| async {
        let (rest, grpc) = (nobody().await, nobody().await);
        let builder = client(format!("http://{rest}"), format!("http://{grpc}"));
        let (diagnosis, table) = table(builder, &[(rest, "rest"), (grpc, "grpc")]).await;
        assert_eq!(bad(&diagnosis), [Check::Tcp, Check::Tcp, Check::GrpcWeb], "{table}");
        kept("nobody", &table);
    });
}

#[test]
fn the_port_of_rest_for_grpc_and_the_other_way_round() {
    run(|world| async move {
        let (rest, grpc, _serving) = world.sockets().await;
        let builder = client(format!("http://{grpc}"), format!("http://{rest}")).via(Via::Grpc);
        let (diagnosis, table) = table(builder, &[(rest, "rest"), (grpc, "grpc")]).await;
        assert_eq!((bad(&diagnosis)[0], bad(&diagnosis).len()), (Check::Http, 2), "{table}");
        // The engine speaks HTTP/2 at its port of REST as well.
        assert!(
            table.contains("it answers in HTTP/1") || table.contains("answers HTTP/2 and not gRPC"),
            "{table}"
        );
        assert!(
            table.contains("it may be the one of gRPC") || table.contains("is closed when HTTP is spoken"),
            "{table}"
        );
    });
}

#[test]
fn the_port_of_grpc_is_closed() {
    run(|world| async move {
        let (rest, _, _serving) = world.sockets().await;
        let grpc = nobody().await;
        let builder = client(format!("http://{rest}"), format!("http://{grpc}"));
        let (diagnosis, table) = table(builder, &[(rest, "rest"), (grpc, "grpc")]).await;
        assert_eq!(bad(&diagnosis), [Check::Tcp], "{table}");
        kept("closed", &table);
    });
}

/// A firewall that drops packets looks like a port that says nothing: a test has no packets to drop, and cuts off the
/// step the same way.
#[test]
fn the_port_of_grpc_is_silent() {
    run(|world| async move {
        let (rest, _, _serving) = world.sockets().await;
        let grpc = says(b"").await;
        let builder = client(format!("http://{rest}"), format!("http://{grpc}"));
        let began = Instant::now();
        let (diagnosis, table) = table(builder, &[(rest, "rest"), (grpc, "grpc")]).await;
        assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
        assert_eq!(bad(&diagnosis), [Check::Http2], "{table}");
        kept("silent", &table);
    });
}

#[test]
fn something_else_listens() {
    run(|_| async {
        for (answer, words) in [
            (&b"SSH-2.0-OpenSSH_9.2\r\n"[..], "does not speak HTTP"),
            (b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", "no Weaviate (404"),
            (b"HTTP/1.1 301 Moved\r\nlocation: https://there\r\n\r\n", "redirects to `https://there`"),
            (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "does not reach it (502)"),
            (b"HTTP/1.1 503 Unavailable\r\n\r\n", "starting or stopping"),
            (b"\x15\x03\x01\0\x02\x02\x0a", "speaks TLS: write `https://"),
        ] {
            let rest = says(answer).await;
            let builder = client(format!("http://{rest}"), format!("http://{rest}")).via(Via::Grpc);
            let (diagnosis, table) = table(builder, &[]).await;
            assert_eq!(diagnosis.first_bad().unwrap().check(), Check::Http, "{table}");
            assert!(diagnosis.first_bad().unwrap().says().contains(words), "{table}");
        }
    });
}

#[test]
fn tls_at_one_side_only() {
    run(|world| async move {
        let (rest, grpc, _serving) = world.sockets().await;
        let authority = Authority::new();
        let identity = authority.issue(&["localhost"], Valid::Now);
        let end = TlsEnd::start(rest, grpc, &identity, None).await.unwrap();
        let names = [(rest, "rest"), (grpc, "grpc"), (end.addr, "tls")];
        // The port is the one for TLS.
        let plain = format!("http://localhost:{}", end.addr.port());
        let (diagnosis, plain) = table(client(&plain, &plain), &names).await;
        assert!(diagnosis.first_bad().unwrap().says().contains("speaks TLS: write `https://"), "{plain}");
        // The port is the one without.
        let builder = client(format!("https://{rest}"), format!("https://{grpc}"));
        let (diagnosis, without) = table(builder.ca_certificate(authority.pem()), &names).await;
        assert!(diagnosis.first_bad().unwrap().says().contains("answers without TLS"), "{without}");
        // An authority that is not known.
        let url = format!("https://localhost:{}", end.addr.port());
        let builder = client(&url, &url).ca_certificate(Authority::new().pem());
        let (diagnosis, table) = table(builder, &names).await;
        assert_eq!(bad(&diagnosis), [Check::Tls, Check::Tls, Check::GrpcWeb], "{table}");
        assert!(table.contains("an authority that is not trusted here"), "{table}");
    });
}

async fn with_key() -> (Engine, Serving) {
    let engine = Engine::in_memory().with_settings(Settings::default().api_key("ann", "k1"));
    let serving = engine.serve(Serve::default()).await.unwrap();
    (engine, serving)
}

/// On the engine: the real server of the suite takes anybody.
#[test]
fn a_key_that_is_wrong_and_none() {
    run(|_| async {
        let (_engine, serving) = with_key().await;
        let (rest, grpc) = (serving.http_addr(), serving.grpc_addr());
        let at = || client(format!("http://{rest}"), format!("http://{grpc}"));
        let names = [(rest, "rest"), (grpc, "grpc")];
        let (diagnosis, wrong) = table(at().api_key("k2"), &names).await;
        assert_eq!(bad(&diagnosis)[0], Check::SignIn, "{wrong}");
        assert!(wrong.contains("does not take this key") && !wrong.contains("k2"), "{wrong}");
        kept("wrong_key", &wrong);
        let (diagnosis, none) = table(at(), &names).await;
        assert_eq!(bad(&diagnosis)[0], Check::SignIn, "{none}");
        assert!(none.contains("set `api_key` or `WEAVIATE_API_KEY`"), "{none}");
        let (diagnosis, right) = table(at().api_key("k1"), &names).await;
        assert!(diagnosis.is_well() && right.contains("the key is taken"), "{right}");
    });
}

#[test]
fn a_server_that_is_too_old() {
    run(|_| async {
        let rest = says(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{\"version\":\"1.24.1\"}",
        )
        .await;
        let (diagnosis, table) = table(client(format!("http://{rest}"), format!("http://{rest}")), &[]).await;
        assert_eq!(diagnosis.first_bad().unwrap().check(), Check::Version, "{table}");
        assert!(table.contains("Weaviate 1.24.1 is too old: 1.32.0 is the oldest"), "{table}");
    });
}

/// A clock that goes wrong.
struct Wrong(i64);

impl Env for Wrong {
    fn now(&self) -> Instant {
        TokioEnv.now()
    }
    fn system_time(&self) -> SystemTime {
        let by = Duration::from_secs(self.0.unsigned_abs());
        if self.0 > 0 { SystemTime::now() + by } else { SystemTime::now() - by }
    }
    fn sleep_until(&self, until: Instant) -> futures_util::future::BoxFuture<'static, ()> {
        TokioEnv.sleep_until(until)
    }
    fn random(&self) -> u64 {
        TokioEnv.random()
    }
    fn spawn(&self, task: futures_util::future::BoxFuture<'static, ()>) {
        TokioEnv.spawn(task);
    }
}

#[test]
fn clocks_that_are_apart() {
    run(|world| async move {
        let (rest, grpc, _serving) = world.sockets().await;
        for (by, words) in [(3_600, "ahead of the server's"), (-3_600, "behind the server's")] {
            let builder = client(format!("http://{rest}"), format!("http://{grpc}")).env(Wrong(by));
            let (diagnosis, table) = table(builder, &[]).await;
            let clock = diagnosis.steps().iter().find(|step| step.check() == Check::Clock).unwrap();
            assert_eq!(clock.finding(), Finding::Doubtful, "{table}");
            assert!(clock.says().contains(words), "{table}");
            // Questions are asked nevertheless.
            assert!(diagnosis.is_well(), "{table}");
        }
    });
}

#[test]
fn a_closed_client_has_no_doctor() {
    run(|world| async move {
        let client = world.builder().await.build().unwrap();
        client.close().await.unwrap();
        assert_eq!(client.doctor().await.unwrap_err().kind(), weaviate::ErrorKind::Closed);
    });
}
