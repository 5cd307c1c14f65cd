//! Deadlines and repeated tries, on a clock that stands still until somebody waits.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use weaviate_query::{Error, ErrorKind};
use weaviate_runtime::{Again, Call, Client, Failure, Target, Transport};

/// Answers `/v1/meta` and the health, and hands everything else to a function of the number of the request.
pub(crate) struct Scripted<F> {
    pub(crate) calls: Arc<Mutex<Vec<Target>>>,
    pub(crate) seen: Arc<AtomicUsize>,
    pub(crate) answer: F,
    pub(crate) meta: &'static str,
}

impl<F> Scripted<F> {
    pub(crate) fn new(answer: F) -> Self {
        Self { calls: Arc::default(), seen: Arc::default(), answer, meta: r#"{"version":"1.39.0"}"# }
    }
}

impl<F: Fn(usize, &Call) -> Result<Bytes, Failure> + Send + Sync + 'static> Transport for Scripted<F> {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        self.calls.lock().unwrap().push(call.target.clone());
        Box::pin(async move {
            tokio::task::yield_now().await;
            if let Target::Rest(_, path) = &call.target {
                match path.as_str() {
                    "meta" => return Ok(Bytes::from(self.meta)),
                    "aliases" => return Ok(Bytes::from_static(br#"{"aliases":[]}"#)),
                    _ => {}
                }
            }
            (self.answer)(self.seen.fetch_add(1, Ordering::SeqCst), &call)
        })
    }

    fn stream(
        &self,
        call: Call,
        _: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
        self.calls.lock().unwrap().push(call.target);
        Box::pin(async { Err(Error::new(ErrorKind::Unsupported, "no streams").into()) })
    }
}

fn unavailable(again: Again) -> Failure {
    Failure { error: Error::server(ErrorKind::Unavailable, "shutting down"), again }
}

fn client(
    answer: impl Fn(usize, &Call) -> Result<Bytes, Failure> + Send + Sync + 'static,
) -> (Client, Arc<AtomicUsize>) {
    let transport = Scripted::new(answer);
    let seen = transport.seen.clone();
    (Client::builder("http://h").transport(transport).build().unwrap(), seen)
}

#[tokio::test(start_paused = true)]
async fn reads_are_repeated_a_few_times() {
    let (client, seen) = client(|_, _| Err(unavailable(Again::IfRepeatable)));
    let error = client.collections().await.unwrap_err();
    assert_eq!(seen.load(Ordering::SeqCst), 5);
    assert!(error.to_string().contains("5 tries"), "{error}");
    assert_eq!(error.server_message(), Some("shutting down"));
}

#[tokio::test(start_paused = true)]
async fn a_write_that_may_have_arrived_is_not_repeated() {
    let class = weaviate_query::schema::Class::new("Article");
    let (arrived, seen) = client(|_, _| Err(unavailable(Again::IfRepeatable)));
    arrived.create_collection(&class).await.unwrap_err();
    assert_eq!(seen.load(Ordering::SeqCst), 1);

    let (never_sent, seen) =
        client(|n, _| if n < 2 { Err(unavailable(Again::Always)) } else { Ok("{}".into()) });
    never_sent.create_collection(&class).await.unwrap();
    assert_eq!(seen.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn all_tries_share_one_deadline() {
    let start = tokio::time::Instant::now();
    let (client, seen) = client(|_, _| {
        let error = Error::new(ErrorKind::RateLimited, "slow down").with_retry_after(Duration::from_secs(12));
        Err(Failure { error, again: Again::IfRepeatable })
    });
    // 30 s for a read: tries at 0, 12 and 24 s; a fourth would start behind the deadline.
    let error = client.collections().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(12)));
    assert_eq!(seen.load(Ordering::SeqCst), 3);
    assert_eq!(start.elapsed(), Duration::from_secs(24));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_come_is_a_timeout() {
    struct Silent;
    impl Transport for Silent {
        fn unary(&self, _: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
            Box::pin(std::future::pending())
        }
        fn stream(
            &self,
            _: Call,
            _: BoxStream<'static, Bytes>,
        ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
            Box::pin(std::future::pending())
        }
    }
    let start = tokio::time::Instant::now();
    let client = Client::builder("http://h").transport(Silent).build().unwrap();
    let error = client.collections().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Timeout, Duration::from_secs(30)));
    let (client, start) = (
        Client::builder("http://h").transport(Silent).timeout(Duration::from_secs(3)).build().unwrap(),
        tokio::time::Instant::now(),
    );
    client.delete_collection_named("Article").await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_away_is_asked_by_one_call_at_a_time() {
    let (client, seen) = client(|n, _| match n {
        0..8 => Err(unavailable(Again::Always)),
        _ => Ok(Bytes::from_static(br#"{"classes":[]}"#)),
    });
    client.collections().await.unwrap_err();
    assert_eq!(seen.load(Ordering::SeqCst), 5, "five failed connections open the breaker");
    let start = tokio::time::Instant::now();

    // Ten calls: one probes after 1 s, after 2 more, after 4 more, and the one after 8 more finds the server.
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.collections().await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(14_900)).await;
    assert_eq!(seen.load(Ordering::SeqCst), 8, "only the probes were sent");
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(start.elapsed(), Duration::from_secs(15));
    assert_eq!(seen.load(Ordering::SeqCst), 18);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_wait_for_the_probe_fails_at_once() {
    let transport = Scripted::new(|_, _: &Call| Err(unavailable(Again::Always)));
    let seen = transport.seen.clone();
    let client = Client::builder("http://h")
        .transport(transport)
        .read_timeout(Duration::from_millis(900))
        .attempts(1)
        .build()
        .unwrap();
    for _ in 0..5 {
        client.collections().await.unwrap_err();
    }
    let start = tokio::time::Instant::now();
    let error = client.collections().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Unavailable, Duration::ZERO));
    assert!(error.to_string().contains("the next one is tried in 1.0s"), "{error}");
    assert_eq!(seen.load(Ordering::SeqCst), 5);

    // The health is asked all the same, and a probe that is dropped leaves the next one to another call.
    client.ready().await.unwrap();
    assert_eq!(seen.load(Ordering::SeqCst), 6);
}

/// Away for five connections; then silent as long as the flag says so.
struct Away(Arc<std::sync::atomic::AtomicBool>, AtomicUsize);
impl Transport for Away {
    fn unary(&self, _: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        let n = self.1.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            match n {
                0..5 => Err(unavailable(Again::Always)),
                _ if self.0.load(Ordering::SeqCst) => std::future::pending().await,
                _ => Ok(Bytes::from_static(br#"{"classes":[]}"#)),
            }
        })
    }
    fn stream(
        &self,
        _: Call,
        _: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_is_dropped_leaves_the_next_to_another_call() {
    let hang = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let client =
        Client::builder("http://h").transport(Away(hang.clone(), AtomicUsize::new(0))).build().unwrap();
    client.collections().await.unwrap_err();
    let probe = tokio::time::timeout(Duration::from_secs(3), client.collections());
    assert!(probe.await.is_err(), "the probe hangs");
    hang.store(false, Ordering::SeqCst);
    client.collections().await.unwrap();
}
