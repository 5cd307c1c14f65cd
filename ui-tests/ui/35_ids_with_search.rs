// says: a query has one search
// at: ids

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::{Uuid, query};

pub fn ask(id: Uuid) {
    let _ = query!(Note, bm25: "x", ids: [id]);
}

fn main() {}
