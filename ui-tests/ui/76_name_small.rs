// says: the name of a collection starts with a capital letter, `notes` does not
// at: "notes"
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(name = "notes")]
struct Note {
    title: String,
}

fn main() {}
