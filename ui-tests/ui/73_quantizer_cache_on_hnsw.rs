// says: `cache` is a setting of quantizers on a `flat` index
// at: bq
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(quantizer = bq(cache = true)))]
    embedding: Option<Vector<4>>,
}

fn main() {}
