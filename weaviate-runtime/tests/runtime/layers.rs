//! Nothing goes round the layers.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use weaviate_query::{Error, Result, ir, schema::Class};
use weaviate_runtime::{Client, Layer, Next, Op, Reply, Target, Via};

use crate::{
    retries::Scripted,
    server::{Do, META, Server},
};

/// Counts, and remembers what passed.
#[derive(Clone, Default)]
struct Count(Arc<Mutex<Vec<Target>>>);

impl Layer for Count {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
        self.0.lock().unwrap().push(op.call().target.clone());
        next.run(op)
    }
}

#[tokio::test]
async fn every_request_passes_every_layer() {
    let transport = Scripted::new(|_, call: &weaviate_runtime::Call| {
        Ok(match &call.target {
            Target::Rest(_, path) if path == "schema/Gone" => return Err(Error::invalid("no").into()),
            Target::Rest(..) => Bytes::from_static(br#"{"classes":[]}"#),
            _ => Bytes::new(),
        })
    });
    let (count, sent) = (Count::default(), transport.calls.clone());
    let client = Client::builder("http://h").layer(count.clone()).transport(transport).build().unwrap();

    client.meta().await.unwrap();
    client.ready().await.unwrap();
    client.live().await.unwrap();
    client.collections().await.unwrap();
    client.collection_definition("Article").await.unwrap();
    client.collection_definition("Gone").await.unwrap_err();
    client.create_collection(&Class::new("Article")).await.unwrap();
    client.delete_collection_named("Article").await.unwrap();
    client.search_raw(&ir::Query::new("Article")).await.unwrap();
    let count_all = ir::Aggregate { items: vec![ir::AggregateItem::Count], ..ir::Aggregate::new("Article") };
    client.aggregate_raw(&count_all).await.unwrap();

    let (passed, sent) = (count.0.lock().unwrap().clone(), sent.lock().unwrap().clone());
    assert_eq!(passed, sent);
    assert!(sent.len() > 10, "{sent:?}");
}

#[tokio::test]
async fn the_first_layer_is_the_outermost_and_may_answer_itself() {
    struct Mark(&'static str, Arc<Mutex<Vec<&'static str>>>);
    impl Layer for Mark {
        fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, Result<Reply>> {
            Box::pin(async move {
                self.1.lock().unwrap().push(self.0);
                if self.0 == "cache" {
                    return Ok(Reply::new(Bytes::from_static(br#"{"version":"1.30.0"}"#)));
                }
                next.run(op).await
            })
        }
    }
    let order = Arc::new(Mutex::default());
    let mark = |name| Mark(name, Arc::clone(&order));
    let transport = Scripted::new(|_, _: &weaviate_runtime::Call| Ok(Bytes::new()));
    let calls = transport.calls.clone();
    let client = Client::builder("http://h")
        .layer(mark("outer"))
        .layer(mark("cache"))
        .layer(mark("below"))
        .transport(transport)
        .build()
        .unwrap();
    assert_eq!(client.meta().await.unwrap().version().unwrap().to_string(), "1.30.0");
    assert_eq!(*order.lock().unwrap(), ["outer", "cache"]);
    assert!(calls.lock().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_version_is_asked_once_however_many_ask() {
    let transport = Scripted::new(|_, _: &weaviate_runtime::Call| Ok(Bytes::new()));
    let calls = transport.calls.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let asking: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.search_raw(&ir::Query::new("Article")).await.map(|_| ()) })
        })
        .collect();
    for task in asking {
        task.await.unwrap().unwrap();
    }
    let calls = calls.lock().unwrap();
    let metas =
        calls.iter().filter(|target| matches!(target, Target::Rest(_, path) if path == "meta")).count();
    assert_eq!((metas, calls.len()), (1, 51));
}

#[tokio::test]
async fn a_question_that_nothing_answers_is_not_sent() {
    let transport = Scripted::new(|_, _: &weaviate_runtime::Call| Ok(Bytes::new()));
    let (seen, calls) = (Arc::new(AtomicUsize::new(0)), transport.calls.clone());
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let query = ir::Query { filter: Some(ir::Filter::any([])), ..ir::Query::new("Article") };
    seen.fetch_add(client.search_raw(&query).await.unwrap().len(), Ordering::SeqCst);
    assert_eq!(seen.load(Ordering::SeqCst), 0);
    assert!(calls.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_transport_of_ones_own_gets_the_clients_headers() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let transport = Scripted::new(move |_, call: &weaviate_runtime::Call| {
        let header = |name| call.headers.get(name).map(str::to_owned);
        log.lock().unwrap().push((header("authorization"), header("x-trace")));
        Ok(Bytes::from_static(br#"{"classes":[]}"#))
    });
    let client = Client::builder("http://h")
        .api_key("k")
        .header("x-trace", "client")
        .transport(transport)
        .build()
        .unwrap();
    client.collections().await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [(Some("Bearer k".to_owned()), Some("client".to_owned()))]);
}

#[tokio::test]
async fn a_client_says_who_it_is() {
    const OURS: &str = concat!("weaviate-client-rust/", env!("CARGO_PKG_VERSION"));
    let told = |builder: weaviate_runtime::ClientBuilder| async {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = seen.clone();
        let transport = Scripted::new(move |_, call: &weaviate_runtime::Call| {
            let header = |name| call.headers.get(name).map(str::to_owned);
            let kind = matches!(call.target, Target::Rpc(_));
            log.lock().unwrap().push((kind, header("x-weaviate-client"), header("x-weaviate-cluster-url")));
            Ok(match call.target {
                Target::Rest(..) => Bytes::from_static(br#"{"version":"1.39.0"}"#),
                _ => Bytes::new(),
            })
        });
        let client = builder.transport(transport).build().unwrap();
        // Over REST, and as a message.
        client.live().await.unwrap();
        client.search_raw(&ir::Query::new("Article")).await.unwrap();
        let seen = seen.lock().unwrap().clone();
        assert!([true, false].iter().all(|kind| seen.iter().any(|(of, ..)| of == kind)), "{seen:?}");
        let (_, client, cluster) = seen[0].clone();
        assert!(seen.iter().all(|(_, of, at)| (of, at) == (&client, &cluster)), "{seen:?}");
        (client, cluster)
    };
    let own = |text: &str| Some(text.to_owned());
    assert_eq!(told(Client::builder("http://h")).await, (own(OURS), None));
    assert_eq!(
        told(Client::builder("http://h").header("X-Weaviate-Client", "us/1")).await,
        (own("us/1"), None)
    );
    let cluster = "https://x1.c0.europe.gcp.weaviate.cloud";
    if cfg!(feature = "tls") {
        assert_eq!(told(Client::builder(cluster)).await, (own(OURS), own(cluster)));
    }

    // On the wire, of REST and of gRPC-web; a server of gRPC is told in the same call's headers.
    let server = Server::start(&[META, Do::Answer(404, "", "")]);
    let client = Client::builder(server.url()).via(Via::GrpcWeb).attempts(1).build().unwrap();
    client.search_raw(&ir::Query::new("Article")).await.unwrap_err();
    let heads = server.heads();
    assert_eq!(heads.len(), 2, "{heads:?}");
    for head in heads {
        assert_eq!(head.matches(&format!("x-weaviate-client: {OURS}")).count(), 1, "{head}");
    }
}
