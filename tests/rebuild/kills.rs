//! A migrating process dies at a write, before or after its effect, while other programs read and write without pause;
//! another one goes on, or goes back.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU32, AtomicU64, Ordering::SeqCst},
    },
};

use futures_util::future::BoxFuture;
use tokio::sync::Notify;
use weaviate::{
    Client,
    ir::{Item, Metadata, Query, Selection},
    layer::{Layer, Next, Op, Reply},
    query, raw,
    sync::{ObjectApi as _, Rebuild, Returned, SchemaApi as _},
};
use weaviate_tests::{World, run};

use crate::{
    book, filled, id,
    load::{Model, Seen, read, write},
    options,
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

/// All books but one, which another program removed, and one that it changed; and so many `more`.
async fn is_all_there(client: &Client, more: u64) {
    let books = client.collection::<before::Book>();
    let all = u64::from(BOOKS) - 1 + more;
    assert_eq!(books.count().await.unwrap(), all);
    let near = query!(before::Book, near_vector: book(0).embedding, filter: .pages >= 0, limit: 500, select: { .pages });
    assert_eq!(books.fetch(near).await.unwrap().len() as u64, all, "found by vector");
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

/// What a rebuild gave up may have what was written after it came into use: every book of a writer is as it was told to
/// be in the class that is in use or, if a rollback says so, in the one that was given up. How many are in the first.
async fn accounted(world: &World, back: &Client, model: Model, returned: Option<&Returned>) -> u64 {
    let books = back.collection::<before::Book>();
    let given_up = returned.filter(|returned| returned.kept);
    let mut elsewhere = HashMap::new();
    if let Some(returned) = given_up {
        assert_eq!(returned.from, world.class("Book_v2"));
        let items = [Item::Metadata(Metadata::Id), Item::Property("pages".into())].into();
        let query = Query { selection: Selection { items }, ..Query::new(returned.from.clone()) };
        for object in back.object_api().find(&returned.from, None, &query, None, 500).await.unwrap() {
            let Some(raw::Value::Int(pages)) = object.properties.get("pages") else { panic!("{object:?}") };
            elsewhere.insert(object.id.unwrap(), *pages);
        }
    }
    let (mut more, mut only_there) = (0, 0);
    for (n, pages) in model {
        let found = books.get(id(n)).await.unwrap().map(|book| book.pages);
        more += u64::from(found.is_some());
        if found != pages {
            assert!(given_up.is_some(), "book {n} is {found:?}, and was told to be {pages:?}");
            assert_eq!(elsewhere.get(&id(n)).copied(), pages, "book {n} in the class that was given up");
            only_there += u64::from(pages.is_some());
        }
    }
    let told = given_up.map_or(0, |returned| returned.written);
    assert!(
        only_there <= told,
        "{only_there} are in the class that was given up alone, and {told} were told"
    );
    more
}

/// Kills at one write while a program reads and another one writes; how much they did, or `None` if the rebuild has
/// fewer writes.
async fn one(world: &World, at: u32, before: bool, back: bool) -> Option<[u64; 2]> {
    filled(&world.client, BOOKS).await;
    // They know nothing of the rebuild, and see it from its beginning to its end.
    let program = || async { world.builder().await.build().unwrap() };
    let seen: [Arc<Seen>; 2] = Default::default();
    let [reads, writes] = &seen;
    let reading = tokio::spawn(read(program().await, 10..BOOKS, reads.clone()));
    let writing = tokio::spawn(write(program().await, 10_000_000, writes.clone()));
    let died = killed(world, at, before).await;
    let options = options(Rebuild::Compatible);
    let other = program().await;
    let mut returned = None;
    if died && back {
        // What is written to the new class from now on is not what is read once the old one is back.
        let aliases = other.schema_api().aliases().await.unwrap();
        let is_used = aliases.iter().any(|(_, class)| class.ends_with("_v2") && !class.contains("_by_"));
        writes.is_over.store(is_used, SeqCst);
        match other.rollback(&options).await {
            Ok(back) => {
                returned = back.collections.into_iter().find(|returned| returned.collection == "Book");
            }
            // Killed before it had begun.
            Err(error) => assert!(error.is_not_found(), "{error}"),
        }
        assert!(other.plan::<(before::Book, before::Author)>().await.unwrap().is_empty());
        meanwhile(&other).await;
    } else if died {
        // A class that is closed lets the write wait, so the other program goes on beside.
        let (done, ()) =
            tokio::join!(other.sync_with::<(after::Book, after::Author)>(&options), meanwhile(&world.client));
        done.unwrap();
        assert!(other.plan::<(after::Book, after::Author)>().await.unwrap().is_empty());
        assert_eq!(other.names().concrete("Book"), world.class("Book_v2"));
    }
    for seen in &seen {
        seen.is_over.store(true, SeqCst);
    }
    reading.await.unwrap();
    let more = accounted(world, &other, writing.await.unwrap(), returned.as_ref()).await;
    if !died {
        return None;
    }
    is_all_there(&other, more).await;
    let left = other.collections().await.unwrap();
    assert!(left.iter().all(|class| !class.name().contains("_by_")));
    let sum = |of: fn(&Seen) -> &AtomicU64| seen.iter().map(|seen| of(seen).load(SeqCst)).sum();
    Some([sum(|seen| &seen.reads), sum(|seen| &seen.writes)])
}

/// Which writes are killed: some of them, or all with `REBUILD_KILLS=all`.
fn some(back: bool) {
    let step = if std::env::var("REBUILD_KILLS").is_ok_and(|all| all == "all") { 1 } else { 5 };
    let (mut at, mut kills, mut reads, mut writes) = (1, 0, 0, 0);
    loop {
        let (sender, receiver) = std::sync::mpsc::channel();
        run(move |world| async move {
            println!("kill {at}");
            sender.send(one(&world, at, at % 2 == 0, back).await).unwrap();
        });
        let Some(seen) = receiver.recv().unwrap() else { break };
        reads += seen[0];
        writes += seen[1];
        kills += 1;
        at += step;
    }
    println!("killed at {kills} writes: {reads} reads and {writes} writes meanwhile");
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
        is_all_there(&other, 0).await;
    });
}
