// says: the server would write `Title` with a small first letter
// at: "Title"
use weaviate::{Collection};

#[derive(Collection)]
struct Note {
    #[weaviate(rename = "Title")]
    title: String,
}

fn main() {}
