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

#[tokio::test(start_paused = true)]
async fn of_many_calls_to_a_failing_server_a_tenth_is_repeated() {
    let (client, seen) = client(|_, _| Err(unavailable(Again::IfRepeatable)));
    for _ in 0..1_000 {
        client.collections().await.unwrap_err();
    }
    // The burst of ten, and a tenth of the others: the first found all that is kept.
    assert_eq!(seen.load(Ordering::SeqCst), 1_000 + 10 + 999 / 10);
    let error = client.collections().await.unwrap_err();
    assert!(error.to_string().contains("a tenth of the calls"), "{error}");
    assert_eq!(error.server_message(), Some("shutting down"));
}

#[tokio::test(start_paused = true)]
async fn what_never_arrived_is_repeated_without_a_budget() {
    let transport = Scripted::new(|n, _: &Call| match n % 3 {
        0 | 1 => Err(unavailable(Again::Always)),
        _ => Ok(Bytes::from_static(br#"{"classes":[]}"#)),
    });
    let seen = transport.seen.clone();
    let client = Client::builder("http://h").transport(transport).retry_burst(0).build().unwrap();
    for _ in 0..100 {
        client.collections().await.unwrap();
    }
    assert_eq!(seen.load(Ordering::SeqCst), 300);
}

/// Answers one call after another, each in a second.
struct Slow(Arc<AtomicUsize>, Arc<Mutex<Vec<String>>>);
impl Transport for Slow {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        let now = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        assert!(now <= 2, "{now} at once");
        self.1.lock().unwrap().push(call.target.to_string());
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            self.0.fetch_sub(1, Ordering::SeqCst);
            Ok(Bytes::from_static(br#"{"class":"A"}"#))
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
async fn the_queue_is_fair_and_knows_the_deadlines() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let client = Client::builder("http://h")
        .transport(Slow(Arc::default(), order.clone()))
        .max_in_flight(2)
        .read_timeout(Duration::from_millis(3_500))
        .build()
        .unwrap();
    let start = tokio::time::Instant::now();
    let calls = (0..10).map(|n| {
        let client = client.clone();
        async move { client.collection_definition(&format!("C{n}")).await.map(|_| ()) }
    });
    let answers = futures_util::future::join_all(calls).await;
    assert_eq!(start.elapsed(), Duration::from_millis(3_500), "nobody waited longer than the deadline");
    // Two in each of the first three seconds; the next two were on their way, and the last two never.
    let (done, late) = answers.split_at(6);
    assert!(done.iter().all(Result::is_ok), "{answers:?}");
    let said: Vec<_> = late.iter().map(|late| late.as_ref().unwrap_err().to_string()).collect();
    assert!(said[0].contains("3.5s: 3.0s in the queue, 500.0ms for the answer: no answer"), "{said:?}");
    assert!(said[3].contains("3.5s: 3.5s in the queue: `GET /v1/schema/C9` was not sent"), "{said:?}");
    let came: Vec<_> = (0..8).map(|n| format!("GET /v1/schema/C{n}")).collect();
    assert_eq!(*order.lock().unwrap(), came);
}

#[tokio::test(start_paused = true)]
async fn who_comes_out_of_the_queue_looks_whether_the_server_is_still_there() {
    let transport = Scripted::new(|_, _: &Call| Err(unavailable(Again::Always)));
    let seen = transport.seen.clone();
    let client =
        Client::builder("http://h").transport(transport).attempts(1).max_in_flight(1).build().unwrap();
    let calls = (0..20).map(|_| client.collections());
    let all = futures_util::future::join_all(calls);
    let _ = tokio::time::timeout(Duration::from_millis(900), all).await;
    assert_eq!(seen.load(Ordering::SeqCst), 5, "the others wait until the server is tried again");
}

#[tokio::test(start_paused = true)]
async fn closing_lets_what_is_under_way_end_and_nothing_begin() {
    let client = Client::builder("http://h")
        .transport(Slow(Arc::default(), Arc::default()))
        .write_timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    let start = tokio::time::Instant::now();
    let (other, call) = (client.clone(), client.collections());
    let (answer, closed, late) = tokio::join!(call, client.close(), async {
        tokio::time::sleep(Duration::from_millis(1)).await;
        other.collections().await
    });
    answer.unwrap();
    closed.unwrap();
    assert_eq!((late.unwrap_err().kind(), start.elapsed()), (ErrorKind::Closed, Duration::from_secs(1)));
    client.close().await.unwrap();
    assert_eq!(start.elapsed(), Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn closing_cuts_off_what_does_not_end() {
    let client = Client::builder("http://h")
        .transport(Away(Arc::new(std::sync::atomic::AtomicBool::new(true)), AtomicUsize::new(5)))
        .write_timeout(Duration::from_secs(2))
        .build()
        .unwrap();
    let (answer, closed) = tokio::join!(client.collections(), client.close());
    assert_eq!(answer.unwrap_err().kind(), ErrorKind::Closed);
    let closed = closed.unwrap_err();
    assert!(closed.to_string().starts_with("1 call did not end in time"), "{closed}");
    assert_eq!(closed.kind(), ErrorKind::Timeout);
}
