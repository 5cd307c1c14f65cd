// says: `after` walks in the order of ids: a `boost` would break it
// at: boost

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::{Boost, Uuid, condition, query};

pub fn ask(id: Uuid) {
    let _ = query!(Note, after: id, boost: Boost::filter(condition!(Note, .stars > 3)));
}

fn main() {}
