// says: the name of a property is made of ASCII letters
// at: "my-title"
use weaviate::{Collection};

#[derive(Collection)]
struct Note {
    #[weaviate(rename = "my-title")]
    title: String,
}

fn main() {}
