// says: the name of a collection is made of ASCII letters
// at: "My-Notes"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(name = "My-Notes")]
struct Note {
    title: String,
}

fn main() {}
