// says: `ascii_fold_ignore` is about letters that `ascii_fold` folds
// at: ascii_fold_ignore
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(ascii_fold_ignore = ["é"]))]
    title: String,
}

fn main() {}
