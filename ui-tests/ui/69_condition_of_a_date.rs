// says: `Article_published` is a date: the condition of a boost would compare it as text
// at: <

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{Boost, condition};

pub fn ask(then: chrono::DateTime<chrono::Utc>) {
    let _ = Boost::filter(condition!(Article, .published < then));
}

fn main() {}
