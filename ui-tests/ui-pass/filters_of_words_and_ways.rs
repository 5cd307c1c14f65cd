//! What stands beside the programs about words, links and lists, and compiles.

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::{filter, query};

pub fn ask() {
    let pattern = "hel* wor*";
    let _ = query!(Book, filter: .title like "hel*" && .title like pattern && .line like "c++*" && .slug like "a b*");
    let _ = filter!(Book, .title matches_any ["a b"] && .words matches_all ["a", "b"] && .code matches_none ["abc"]);
    let _ = filter!(Book, .words matches "a b" && .tags contains_all ["a b"] && .slug contains_any ["a b"]);
    let _ =
        filter!(Book, .shelf.room in 1..=2 && .shelf.sizes contains_all [1, 2] && .shelf.owner.born in 1..=2);
    let _ =
        filter!(Book, .shelves.room in (1..) && .shelves.room in [1, 2] && .shelves.sizes contains_any [1]);
    let _ = filter!(Book, .shelves.room != 5 && .places.shelf.room != 5 && !(.shelf.owner.born == 5));
    let _ = filter!(Book, .shelves.label matches "a b" && .shelves.label matches_any ["a"]);
}
