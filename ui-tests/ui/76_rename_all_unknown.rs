// says: `rename_all` is `snake_case` or `camelCase`
// at: kebab
use weaviate::{Collection};

#[derive(Collection)]
#[weaviate(rename_all = kebab)]
struct Note {
    title: String,
}

fn main() {}
