//! Programs that read and write without pause while a class is rebuilt, each answer held against a model.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    time::Instant,
};

use weaviate::{Client, sync::Rebuild};
use weaviate_tests::run;

use crate::{
    book, filled, id, options,
    shapes::{after, before, tenants},
};

/// What all programs together saw.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) reads: AtomicU64,
    pub(crate) writes: AtomicU64,
    pub(crate) is_over: AtomicBool,
}

/// Books of one writer, and what each has to be.
pub(crate) type Model = HashMap<u32, Option<i64>>;

/// Writes books that nobody else writes, and reads each back at once.
pub(crate) async fn write(client: Client, first: u32, seen: Arc<Seen>) -> Model {
    let books = client.collection::<before::Book>();
    let mut model = Model::new();
    let mut round = 0_u32;
    while !seen.is_over.load(SeqCst) {
        round += 1;
        let n = first + round.wrapping_mul(7) % 50;
        let pages = i64::from(round);
        match (model.get(&n).copied().flatten(), round % 4) {
            (Some(_), 0) => {
                assert!(books.delete(id(n)).await.unwrap(), "book {n} was there");
                model.insert(n, None);
            }
            (Some(_), 1) => {
                books.replace(id(n), &before::Book { pages, ..book(n) }).await.unwrap();
                model.insert(n, Some(pages));
            }
            _ => {
                let one = [before::Book { pages, ..book(n) }];
                books.insert_many(&one).await.unwrap().into_result().unwrap();
                model.insert(n, Some(pages));
            }
        }
        seen.writes.fetch_add(1, SeqCst);
        let found = books.get(id(n)).await.unwrap().map(|book| book.pages);
        assert_eq!(
            found,
            model.get(&n).copied().flatten(),
            "book {n} after a write that was told to be done"
        );
        seen.reads.fetch_add(1, SeqCst);
    }
    model
}

/// Reads books that nobody writes.
pub(crate) async fn read(client: Client, of: Range<u32>, seen: Arc<Seen>) {
    let books = client.collection::<before::Book>();
    let mut step = 0_u32;
    while !seen.is_over.load(SeqCst) {
        step = step.wrapping_mul(31).wrapping_add(17) % (of.end - of.start);
        let n = of.start + step;
        let found = books.get(id(n)).await.unwrap().unwrap_or_else(|| panic!("book {n} is not there"));
        assert_eq!((found.title.clone(), found.pages), (format!("book {n}"), i64::from(n)));
        seen.reads.fetch_add(1, SeqCst);
    }
}

/// Every book of a writer is as it was told to be; how many those are.
async fn in_the_end(client: &Client, model: Model) -> u64 {
    let books = client.collection::<before::Book>();
    let mut left = 0;
    for (n, pages) in model {
        let found = books.get(id(n)).await.unwrap().map(|book| book.pages);
        assert_eq!(found, pages, "book {n} in the end");
        left += u64::from(pages.is_some());
    }
    left
}

#[test]
fn no_read_fails_and_no_write_is_lost() {
    run(|world| async move {
        let count = std::env::var("REBUILD_OBJECTS").map_or(2_000, |count| count.parse().unwrap());
        filled(&world.client, count).await;
        let seen = Arc::new(Seen::default());
        let mut writers = Vec::new();
        let mut readers = Vec::new();
        for n in 0..3 {
            // Programs of their own: they know nothing of the rebuild.
            let client = world.builder().await.build().unwrap();
            writers.push(tokio::spawn(write(client.clone(), 10_000_000 + n * 1_000, seen.clone())));
            readers.push(tokio::spawn(read(client, 0..count, seen.clone())));
        }
        let began = Instant::now();
        let migrator = world.builder().await.build().unwrap();
        let done = migrator.sync_with::<(after::Book, after::Author)>(&options(Rebuild::Compatible)).await;
        let took = began.elapsed();
        // They go on for a while in the new class.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        seen.is_over.store(true, SeqCst);
        done.unwrap();
        for reader in readers {
            reader.await.unwrap();
        }
        let mut left = 0;
        let books = migrator.collection::<before::Book>();
        for writer in writers {
            left += in_the_end(&migrator, writer.await.unwrap()).await;
        }
        assert_eq!(books.count().await.unwrap(), u64::from(count) + left);
        let (reads, written) = (seen.reads.load(SeqCst), seen.writes.load(SeqCst));
        println!("{count} objects in {took:?}: {reads} reads, {written} writes meanwhile");
        assert!(reads > 100 && written > 100);
    });
}

/// How many tenants; `REBUILD_TENANTS=50` is what is promised.
fn many() -> u32 {
    std::env::var("REBUILD_TENANTS").map_or(10, |many| many.parse().unwrap())
}

fn tenant(n: u32) -> String {
    format!("tenant{:02}", n % many())
}

fn page(n: u32, text: &str) -> tenants::Page {
    tenants::Page { id: id(n), text: text.to_owned() }
}

/// Writes pages that nobody else writes, in all tenants, and reads each back at once.
async fn write_pages(client: Client, first: u32, seen: Arc<Seen>) -> HashMap<u32, Option<String>> {
    let pages = client.collection::<tenants::Page>();
    let mut model = HashMap::new();
    let mut round = 0_u32;
    while !seen.is_over.load(SeqCst) {
        round += 1;
        let n = first + round.wrapping_mul(7) % 90;
        let own = pages.tenant(tenant(n)).unwrap();
        let text = format!("round {round}");
        if round.is_multiple_of(4) && model.get(&n).is_some_and(Option::is_some) {
            assert!(own.delete(id(n)).await.unwrap(), "page {n} was there");
            model.insert(n, None);
        } else {
            own.insert_many(&[page(n, &text)]).await.unwrap().into_result().unwrap();
            model.insert(n, Some(text));
        }
        seen.writes.fetch_add(1, SeqCst);
        let found = own.get(id(n)).await.unwrap().map(|page| page.text.clone());
        assert_eq!(found, model[&n], "page {n} after a write that was told to be done");
        seen.reads.fetch_add(1, SeqCst);
    }
    model
}

#[test]
fn the_same_with_tenants() {
    run(|world| async move {
        let count = std::env::var("REBUILD_OBJECTS").map_or(2_000, |count| count.parse().unwrap());
        world.client.sync::<(tenants::Page,)>().await.unwrap();
        let pages = world.client.collection::<tenants::Page>();
        pages.create_tenants((0..many()).map(tenant)).await.unwrap();
        for of in 0..many() {
            let some = (0..count).filter(|n| n % many() == of).map(|n| page(n, "before"));
            pages.tenant(tenant(of)).unwrap().insert_many(some).await.unwrap().into_result().unwrap();
        }
        let seen = Arc::new(Seen::default());
        let mut writers = Vec::new();
        for n in 0..3 {
            let client = world.builder().await.build().unwrap();
            writers.push(tokio::spawn(write_pages(client, 10_000_000 + n * 1_000, seen.clone())));
        }
        let began = Instant::now();
        let migrator = world.builder().await.build().unwrap();
        let done = migrator.sync_with::<(tenants::Measured,)>(&options(Rebuild::Compatible)).await;
        let took = began.elapsed();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        seen.is_over.store(true, SeqCst);
        done.unwrap();
        let now = migrator.collection::<tenants::Measured>();
        let mut left = 0;
        for writer in writers {
            for (n, text) in writer.await.unwrap() {
                let found =
                    now.tenant(tenant(n)).unwrap().get(id(n)).await.unwrap().map(|page| page.text.clone());
                assert_eq!(found, text, "page {n} in the end");
                left += u64::from(text.is_some());
            }
        }
        let mut there = 0;
        for of in 0..many() {
            there += now.tenant(tenant(of)).unwrap().count().await.unwrap();
        }
        assert_eq!(there, u64::from(count) + left);
        let (reads, written) = (seen.reads.load(SeqCst), seen.writes.load(SeqCst));
        let tenants = many();
        println!(
            "{count} objects of {tenants} tenants in {took:?}: {reads} reads, {written} writes meanwhile"
        );
        assert!(reads > 20 && written > 20);
    });
}
