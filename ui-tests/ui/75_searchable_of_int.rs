// says: `Note_title` is not text: keyword search does not cover it
// at: searchable
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(searchable)]
    title: i64,
}

fn main() {}
