// says: `Note_title` is not text: it has no analyzer
// at: analyzer
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(ascii_fold))]
    title: i64,
}

fn main() {}
