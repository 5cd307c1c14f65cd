// says: two fields are called `title` on the server
// at: "title"
use weaviate::{Collection};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(rename = "title")]
    heading: String,
}

fn main() {}
