// says: `Article_open` cannot be held to some values: `one_of` is for texts, ints, numbers, dates and uuids
// at: one_of

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(one_of = [true]))]
    pub open: bool,
}

fn main() {}
