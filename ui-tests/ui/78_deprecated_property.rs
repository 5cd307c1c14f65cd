// says: use of deprecated field `ArticleFields::headline`: it is called `title`
// at: headline
#![deny(deprecated)]

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    pub title: String,
    #[weaviate(deprecated = "it is called `title`")]
    pub headline: Option<String>,
}

pub fn ask() {
    let _ = weaviate::query!(Article, filter: .headline.matches("x"));
}

fn main() {}
