// says: `Article_title` is not a link
// at: links

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle};

pub fn change(articles: Handle<Article>) {
    let _ = articles.links(Article::FIELDS.title).clone();
}

fn main() {}
