// says: `vector` takes the name of one vector
// at: (

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask() {
    let _ = query!(Article, select: { vector(.front, .back) });
}

fn main() {}
