// says: `Article_summary` may be absent: a prompt fails as a whole where one object lacks what it names
// at: "about {summary}"

#[path = "../model.rs"]
mod model;

use model::Article;
use weaviate::{generative, query};

pub fn ask() {
    let _ = query!(Article, filter: .public || .summary.is_not_null(), provider: generative::openai(), prompt: "about {summary}");
}

fn main() {}
