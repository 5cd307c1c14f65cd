// says: the name of a property is made of ASCII letters
// at: "first-name"
use weaviate::{Object};

#[derive(Object)]
struct Author {
    #[weaviate(rename = "first-name")]
    first: String,
}

fn main() {}
