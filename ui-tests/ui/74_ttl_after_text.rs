// says: `Note_title` is no date
// at: title
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(days = 30, after = title))]
struct Note {
    title: String,
}

fn main() {}
