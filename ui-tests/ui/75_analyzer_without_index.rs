// says: `title` has no index that an analyzer could work for
// at: analyzer
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(ascii_fold), searchable = false, filterable = false)]
    title: String,
}

fn main() {}
