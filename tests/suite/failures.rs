//! What goes wrong, said so that it can be mended.

use std::{sync::LazyLock, time::Duration};

use weaviate::{Client, Collection, ErrorKind, Uuid, query, transport::Via};
use weaviate_tests::run;

use crate::model::{Article, article, articles};

#[derive(Debug, Clone, Collection)]
struct Unknown {
    text: String,
}

#[test]
fn a_collection_that_is_not_there() {
    run(|world| async move {
        let handle = world.client.collection::<Unknown>();
        let class = world.class("Unknown");
        for error in [
            handle.fetch(query!(Unknown, select: { .text })).await.map(|_| ()).unwrap_err(),
            handle.count().await.unwrap_err(),
            handle.insert(&Unknown { text: "x".into() }).await.unwrap_err(),
            handle.get(Uuid::from_u128(1)).await.map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            assert!(error.to_string().contains(&class), "{error}");
        }
    });
}

#[test]
fn nobody_answers() {
    run(|_| async {
        let free = free_port().await;
        let client = Client::builder(format!("http://127.0.0.1:{free}"))
            .timeout(Duration::from_secs(3))
            .build()
            .unwrap();
        let error = client.collection::<Article>().count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        assert!(error.to_string().contains(&free.to_string()), "{error}");
        assert!(error.is_retryable());
    });
}

#[test]
fn the_grpc_port_is_wrong() {
    run(|world| async move {
        let free = free_port().await;
        let builder = world
            .builder()
            .await
            .via(Via::Grpc)
            .grpc_url(format!("http://127.0.0.1:{free}"))
            .timeout(Duration::from_secs(3));
        let client = builder.build().unwrap();
        client.sync::<(Unknown,)>().await.unwrap();
        let error = client
            .collection::<Unknown>()
            .fetch(query!(Unknown, select: { .text }))
            .await
            .map(|_| ())
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        let text = error.to_string();
        assert!(text.contains(&free.to_string()) && text.contains("gRPC"), "{text}");
    });
}

#[test]
fn a_call_that_is_dropped_leaves_nothing_behind() {
    run(|world| async move {
        let handle = articles(&world).await;
        for micros in [0, 50, 200, 1000] {
            let call = handle.fetch(query!(Article, limit: 100, select: { .title, .embedding }));
            let _ = tokio::time::timeout(Duration::from_micros(micros), call).await;
        }
        // The channel is as good as before.
        assert_eq!(handle.count().await.unwrap(), 8);
        assert_eq!(handle.fetch(query!(Article, limit: 100, select: { id })).await.unwrap().len(), 8);
    });
}

#[test]
fn a_deadline_is_kept() {
    run(|_| async {
        // It takes connections and never says a word.
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = silent.local_addr().unwrap().port();
        let client = Client::builder(format!("http://127.0.0.1:{port}"))
            .grpc_url(format!("http://127.0.0.1:{port}"))
            .build()
            .unwrap();
        let started = std::time::Instant::now();
        let handle = client.collection::<Article>().timeout(Duration::from_millis(300));
        let error = handle.count().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(started.elapsed() < Duration::from_secs(3));
    });
}

/// A client in a `static`, asked from two runtimes one after the other.
#[test]
fn a_client_outlives_a_runtime() {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::new("http://127.0.0.1:1").unwrap());
    for _ in 0..2 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let error = runtime.block_on(async {
            CLIENT.collection::<Article>().timeout(Duration::from_millis(500)).count().await
        });
        assert!(error.unwrap_err().is_retryable());
    }
}

#[test]
fn one_client_from_two_runtimes_in_turn() {
    run(|world| async move {
        let handle = articles(&world).await;
        let other = handle.clone();
        let count = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { other.count().await })
        });
        let count = tokio::task::spawn_blocking(move || count.join().unwrap()).await.unwrap();
        assert_eq!(count.unwrap(), 8);
        assert_eq!(handle.count().await.unwrap(), 8);
    });
}

#[test]
fn addresses_that_cannot_be_meant() {
    for bad in ["", "localhost:8080", "ftp://x", "http://", "http://host:port"] {
        let error = Client::new(bad).map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{bad}: {error}");
    }
    for bad in ["t_", "T-"] {
        assert!(Client::builder("http://localhost:8080").name_prefix(bad).build().is_err(), "{bad}");
    }
}

#[test]
fn everything_can_cross_threads() {
    fn sent<T: Send + 'static>(_: T) {}
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let client = Client::new("http://localhost:8080").unwrap();
    shared(&client);
    let handle = client.collection::<Article>();
    shared(&handle);
    let own = handle.clone();
    sent(async move {
        let _ = own.fetch(query!(Article, filter: .public, select: { .title })).await;
        let _ = own.insert(&article(1)).await;
        let _ = own.insert_many([article(1)]).await;
        let _ = own.delete_where(weaviate::filter!(Article, .public)).await;
        let _ = own.client().sync::<(Article,)>().await;
    });
}

async fn free_port() -> u16 {
    tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}
