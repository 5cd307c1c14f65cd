//! What a call allocates when nobody listens to its spans: what it needs to be sent, and nothing to be seen.
//!
//! Counted in a program of its own, because the counter counts for all of it.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use tracing::{
    Event, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};
use weaviate_query::Error;
use weaviate_runtime::{Call, Client, Failure, Transport};

struct Counting;

std::thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: hands on to the system's allocator, whatever it is given; the counter is a plain number of the thread and
// allocates nothing.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTER: Counting = Counting;

/// Answers at once, out of nothing.
struct Nothing;

impl Transport for Nothing {
    fn unary(&self, _: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        Box::pin(async { Ok(Bytes::new()) })
    }

    fn stream(
        &self,
        _: Call,
        _: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
        Box::pin(async { Err(Error::invalid("no streams").into()) })
    }
}

/// Listens, and makes a text of everything.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let _ = format!("{span:?}");
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

const CALLS: u64 = 100;

async fn each(client: &Client) -> u64 {
    client.live().await.unwrap();
    let before = COUNT.get();
    for _ in 0..CALLS {
        client.live().await.unwrap();
    }
    (COUNT.get() - before) / CALLS
}

/// `live` is the call with the least of its own: its path, and the path's copy for the transport; its headers and what
/// becomes of its tries; the boxes of the transport and of the timer for the deadline. Spans for tries, names of requests
/// and numbers add nothing.
const NEEDED: u64 = 6;

#[tokio::test]
async fn a_call_that_nobody_listens_to_allocates_nothing_for_that() {
    let client = Client::builder("http://h").transport(Nothing).build().unwrap();
    let alone = each(&client).await;
    let guard = tracing::subscriber::set_default(Listener);
    let heard = each(&client).await;
    drop(guard);
    println!("{alone} allocations a call, {heard} with a listener");
    assert_eq!(each(&client).await, alone);
    assert!(heard > alone + 5, "the listener heard nothing: {heard}");
    // A recorder's labels are made whether there is one or not: the crate does not say.
    if !cfg!(feature = "metrics") {
        assert_eq!(alone, NEEDED);
    }
}
