//! Changes that cost more than a request: classes that take the place of others while programs read and write, indexes
//! that a server builds, lifetimes that delete.
//!
//! A target of its own, because some of it takes long: `REBUILD_KILLS=all` kills at every write, `REBUILD_OBJECTS=100000`
//! moves so many under load.

mod afterwards;
mod in_place;
mod kills;
mod load;
mod pairs;
mod shapes;
mod table;
mod whole;

use std::time::Duration;

use weaviate::{
    Client, Link, Uuid,
    property::Vector,
    sync::{Options, Rebuild},
};

use shapes::before;

fn options(rebuild: Rebuild) -> Options {
    let mut options = Options::default();
    options.rebuild = rebuild;
    options.heartbeat = Duration::from_millis(50);
    options.takeover = Duration::from_millis(400);
    options
}

fn id(n: u32) -> Uuid {
    Uuid::from_u128(0x4000_8000_0000_0000_0000 + (u128::from(n) << 96) + u128::from(n))
}

fn book(n: u32) -> before::Book {
    before::Book {
        id: id(n),
        title: format!("book {n}"),
        pages: i64::from(n),
        tags: vec![format!("tag{}", n % 7)],
        embedding: Vector::new([n as f32, 1.0, 0.5]),
        author: Some(Link::to(id(n % 10))),
    }
}

/// Ten authors and `count` books, with links both ways.
async fn filled(client: &Client, count: u32) {
    client.sync::<(before::Book, before::Author)>().await.unwrap();
    let author = |n| before::Author { id: id(n), name: format!("author {n}"), best: None };
    let authors = client.collection::<before::Author>();
    authors.insert_many((0..10).map(author)).await.unwrap().into_result().unwrap();
    let books = client.collection::<before::Book>();
    books.insert_many((0..count).map(book)).await.unwrap().into_result().unwrap();
    let best = |n: u32| before::Author { best: Some(Link::to(id(n))), ..author(n) };
    authors.insert_many((0..10.min(count)).map(best)).await.unwrap().into_result().unwrap();
}
