// says: `near_image` is not supported yet
// at: near_image

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::query;

pub fn ask(image: Vec<u8>) {
    let _ = query!(Article, near_image: image);
}

fn main() {}
