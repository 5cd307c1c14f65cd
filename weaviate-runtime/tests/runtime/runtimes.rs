//! A client is made anywhere, used in several runtimes, dropped in the middle of a call, and leaves nothing.

use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures_core::future::BoxFuture;
use weaviate_runtime::{Client, Env, TokioEnv};

use crate::server::{Do, META, Server};

static SERVER: LazyLock<Server> = LazyLock::new(|| Server::start(&[META]));
static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::new(SERVER.url()).unwrap());

fn assert_send<T: Send>(value: T) -> T {
    value
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

#[test]
fn a_static_client_serves_one_runtime_after_another() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    shared(&*CLIENT);
    for _ in 0..6 {
        let runtime = runtime();
        runtime.block_on(assert_send(CLIENT.meta())).unwrap();
        runtime.block_on(CLIENT.meta()).unwrap();
    }
    // And two at once.
    let (one, two) = (runtime(), runtime());
    for _ in 0..3 {
        one.block_on(CLIENT.meta()).unwrap();
        two.block_on(CLIENT.meta()).unwrap();
    }
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let client = Client::new("http://127.0.0.1:1").unwrap();
    let mut future = Box::pin(client.meta());
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| future.as_mut().poll(&mut cx)));
    match answer {
        Ok(std::task::Poll::Ready(Err(error))) => {
            assert!(error.to_string().contains("Tokio runtime"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_dropped_harms_no_other_and_leaves_no_task() {
    let hanging = Server::start(&[Do::Hang]);
    let client = Client::new(hanging.url()).unwrap();
    for _ in 0..3 {
        let dropped = tokio::time::timeout(Duration::from_millis(20), client.meta()).await;
        assert!(dropped.is_err());
    }
    drop(client);

    let well = Server::start(&[Do::Hang, META]);
    let client = Client::new(well.url()).unwrap();
    let query = weaviate_query::ir::Query::new("Article");
    let both = tokio::time::timeout(Duration::from_millis(100), client.search_raw(&query));
    assert!(both.await.is_err(), "the first question for the version hangs");
    client.meta().await.unwrap();
    drop(client);

    let metrics = tokio::runtime::Handle::current().metrics();
    for _ in 0..100 {
        if metrics.num_alive_tasks() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{} tasks are left", metrics.num_alive_tasks());
}

/// Tokio's, with a clock that can be set forward.
struct Skewed(Arc<AtomicU64>);

impl Env for Skewed {
    fn now(&self) -> Instant {
        TokioEnv.now() + Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
    fn sleep_until(&self, until: Instant) -> BoxFuture<'static, ()> {
        let skew = Duration::from_secs(self.0.load(Ordering::SeqCst));
        TokioEnv.sleep_until(until.checked_sub(skew).unwrap())
    }
    fn random(&self) -> u64 {
        TokioEnv.random()
    }
    fn spawn(&self, task: BoxFuture<'static, ()>) {
        TokioEnv.spawn(task);
    }
}

#[tokio::test]
async fn a_connection_that_went_silent_is_replaced() {
    let (rest, grpc) = (Server::start(&[META]), Server::start(&[Do::Hang]));
    let clock = Arc::new(AtomicU64::new(0));
    let client = Client::builder(rest.url())
        .grpc_url(grpc.url())
        .timeout(Duration::from_millis(200))
        .env(Skewed(clock.clone()))
        .build()
        .unwrap();
    client.meta().await.unwrap();
    let query = weaviate_query::ir::Query::new("Article");
    for _ in 0..6 {
        // What is answered over REST says nothing of the other connection.
        client.meta().await.unwrap();
        assert_eq!(client.search_raw(&query).await.unwrap_err().kind(), weaviate_query::ErrorKind::Timeout);
    }
    assert_eq!(grpc.connections(), 1, "calls that are given up quickly share a connection");
    clock.store(11, Ordering::SeqCst);
    for _ in 0..4 {
        client.meta().await.unwrap();
        client.search_raw(&query).await.unwrap_err();
    }
    assert_eq!(grpc.connections(), 2, "and after a silence one call replaces it");
}
