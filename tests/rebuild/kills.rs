//! A migrating process dies at a write, before or after its effect; another one goes on, or goes back.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::SeqCst},
};

use futures_util::future::BoxFuture;
use tokio::sync::Notify;
use weaviate::{
    Client,
    layer::{Layer, Next, Op, Reply},
    query,
    sync::Rebuild,
};
use weaviate_tests::{World, run};

use crate::{
    book, filled, id, options,
    shapes::{after, before},
};

/// Stops at one write for ever.
#[derive(Clone)]
struct Dies {
    at: u32,
    before: bool,
    writes: Arc<AtomicU32>,
    dead: Arc<Notify>,
}

impl Layer for Dies {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, weaviate::Result<Reply>> {
        Box::pin(async move {
            let number = match &op {
                Op::Write(_) => self.writes.fetch_add(1, SeqCst) + 1,
                _ => 0,
            };
            let dies = number == self.at;
            let answer = if dies && self.before { None } else { Some(next.run(op).await) };
            match answer {
                Some(answer) if !dies => answer,
                _ => {
                    self.dead.notify_one();
                    std::future::pending().await
                }
            }
        })
    }
}

/// Whether the process died; one that did not is done.
async fn killed(world: &World, at: u32, before: bool) -> bool {
    let dies = Dies { at, before, writes: Arc::default(), dead: Arc::default() };
    let client = world.builder().await.layer(dies.clone()).build().unwrap();
    let options = options(Rebuild::Compatible);
    tokio::select! {
        done = client.sync_with::<(after::Book, after::Author)>(&options) => {
            done.unwrap();
            false
        }
        () = dies.dead.notified() => true,
    }
}

const BOOKS: u32 = 60;

/// All books but one, which another program removed, and one that it changed.
async fn is_all_there(client: &Client) {
    let books = client.collection::<before::Book>();
    assert_eq!(books.count().await.unwrap(), u64::from(BOOKS) - 1);
    let near = query!(before::Book, near_vector: book(0).embedding, filter: .pages >= 0, limit: 500, select: { .pages });
    assert_eq!(books.fetch(near).await.unwrap().len() as u32, BOOKS - 1, "found by vector");
    let found = books.get_many((0..BOOKS).map(id)).await.unwrap();
    for n in (0..BOOKS).filter(|n| *n != 5) {
        let expected = before::Book { pages: if n == 6 { 600 } else { i64::from(n) }, ..book(n) };
        let found = found.iter().flatten().find(|book| book.id == id(n)).unwrap();
        assert_eq!(
            (&found.title, found.pages, &found.tags, found.embedding.as_slice()),
            (&expected.title, expected.pages, &expected.tags, expected.embedding.as_slice()),
            "book {n}"
        );
        assert_eq!(found.author.as_ref().and_then(weaviate::Link::id), Some(id(n % 10)), "book {n}");
    }
}

/// Another program, which knows nothing of the rebuild, changes one book and removes one.
async fn meanwhile(client: &Client) {
    let books = client.collection::<before::Book>();
    books.replace(id(6), &before::Book { pages: 600, ..book(6) }).await.unwrap();
    assert!(books.delete(id(5)).await.unwrap());
}

/// Kills at one write; `None` if the rebuild has fewer.
async fn one(world: &World, at: u32, before: bool, back: bool) -> Option<()> {
    filled(&world.client, BOOKS).await;
    if !killed(world, at, before).await {
        return None;
    }
    let options = options(Rebuild::Compatible);
    let other = world.builder().await.build().unwrap();
    if back {
        match other.rollback(&options).await {
            Ok(_) => {}
            // Killed before it had begun.
            Err(error) => assert!(error.is_not_found(), "{error}"),
        }
        assert!(other.plan::<(before::Book, before::Author)>().await.unwrap().is_empty());
        meanwhile(&other).await;
        is_all_there(&other).await;
    } else {
        // A class that is closed lets the write wait, so the other program goes on beside.
        let (done, ()) =
            tokio::join!(other.sync_with::<(after::Book, after::Author)>(&options), meanwhile(&world.client));
        done.unwrap();
        assert!(other.plan::<(after::Book, after::Author)>().await.unwrap().is_empty());
        assert_eq!(other.names().concrete("Book"), world.class("Book_v2"));
        is_all_there(&other).await;
    }
    let left = other.collections().await.unwrap();
    assert!(left.iter().all(|class| !class.name().contains("_by_")));
    Some(())
}

/// Which writes are killed: some of them, or all with `REBUILD_KILLS=all`.
fn some(back: bool) {
    let step = if std::env::var("REBUILD_KILLS").is_ok_and(|all| all == "all") { 1 } else { 5 };
    let mut at = 1;
    loop {
        let (sender, receiver) = std::sync::mpsc::channel();
        run(move |world| async move {
            let done = one(&world, at, at % 2 == 0, back).await;
            sender.send(done.is_some()).unwrap();
        });
        if !receiver.recv().unwrap() {
            break;
        }
        at += step;
    }
    println!("killed at {} writes", at.div_ceil(step));
    assert!(at > 20, "a rebuild has more writes than {at}");
}

#[test]
fn another_process_goes_on() {
    some(false);
}

#[test]
fn another_process_goes_back() {
    some(true);
}

#[test]
fn two_at_once_do_no_harm() {
    run(|world| async move {
        filled(&world.client, BOOKS).await;
        let options = options(Rebuild::Compatible);
        let (one, other) = (world.builder().await.build().unwrap(), world.builder().await.build().unwrap());
        let (a, b, ()) = tokio::join!(
            one.sync_with::<(after::Book, after::Author)>(&options),
            other.sync_with::<(after::Book, after::Author)>(&options),
            meanwhile(&world.client)
        );
        a.unwrap();
        b.unwrap();
        assert_eq!(other.names().concrete("Book"), world.class("Book_v2"));
        is_all_there(&other).await;
    });
}
