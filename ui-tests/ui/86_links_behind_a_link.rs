// says: `Category_parent` stands inside `Article_category`: it is not changed by itself
// at: links

#[path = "../model.rs"]
mod model;

use model::{Article};
use weaviate::{Collection, Handle};

pub fn change(articles: Handle<Article>) {
    let _ = articles.links(Article::FIELDS.category.parent);
}

fn main() {}
