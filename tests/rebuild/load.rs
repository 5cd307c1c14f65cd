//! Programs that read and write without pause while a class is rebuilt, each answer held against a model.

use std::{
    collections::HashMap,
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
    shapes::{after, before},
};

/// What all programs together saw.
#[derive(Default)]
struct Seen {
    reads: AtomicU64,
    writes: AtomicU64,
    is_over: AtomicBool,
}

/// Books of one writer, and what each has to be.
type Model = HashMap<u32, Option<i64>>;

/// Writes books that nobody else writes, and reads each back at once.
async fn write(client: Client, first: u32, seen: Arc<Seen>) -> Model {
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
async fn read(client: Client, count: u32, seen: Arc<Seen>) {
    let books = client.collection::<before::Book>();
    let mut n = 0_u32;
    while !seen.is_over.load(SeqCst) {
        n = n.wrapping_mul(31).wrapping_add(17) % count;
        let found = books.get(id(n)).await.unwrap().unwrap_or_else(|| panic!("book {n} is not there"));
        assert_eq!((found.title.clone(), found.pages), (format!("book {n}"), i64::from(n)));
        seen.reads.fetch_add(1, SeqCst);
    }
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
            readers.push(tokio::spawn(read(client, count, seen.clone())));
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
            for (n, pages) in writer.await.unwrap() {
                let found = books.get(id(n)).await.unwrap().map(|book| book.pages);
                assert_eq!(found, pages, "book {n} in the end");
                left += u64::from(pages.is_some());
            }
        }
        assert_eq!(books.count().await.unwrap(), u64::from(count) + left);
        let (reads, written) = (seen.reads.load(SeqCst), seen.writes.load(SeqCst));
        println!("{count} objects in {took:?}: {reads} reads, {written} writes meanwhile");
        assert!(reads > 100 && written > 100);
    });
}
