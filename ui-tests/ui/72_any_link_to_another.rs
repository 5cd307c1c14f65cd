// says: the link leads to `(Category, Person)`, `Publisher` is none of them
// at: any

#[path = "../feed.rs"]
mod feed;

use feed::{Category, Person, Publisher};
use weaviate::{AnyLink, Link, Uuid};

pub fn link(id: Uuid) -> AnyLink<(Category, Person)> {
    Link::<Publisher>::to(id).any()
}

fn main() {}
