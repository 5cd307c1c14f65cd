// says: `éé` in `ascii_fold_ignore` is not one letter
// at: [
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(server = "1.37")]
struct Note {
    #[weaviate(analyzer(ascii_fold, ascii_fold_ignore = ["éé"]))]
    title: String,
}

fn main() {}
