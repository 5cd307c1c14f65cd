// says: `Note_title` cannot have a range index
// at: range
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(range)]
    title: Vec<i64>,
}

fn main() {}
