// says: `Photo_of` is a property of `Photo`, not of `Article`
// at: links

#[path = "../model.rs"]
mod model;

use model::{Article, Photo};
use weaviate::{Collection, Handle};

pub fn change(articles: Handle<Article>) {
    let _ = articles.links(Photo::FIELDS.of);
}

fn main() {}
