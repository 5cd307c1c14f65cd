// says: `hfresh` does not measure by `dot`
// at: dot
use weaviate::{Collection, Vector};

#[derive(Collection)]
#[weaviate(server = "1.36")]
struct Note {
    title: String,
    #[weaviate(vector(index = hfresh, distance = dot))]
    embedding: Option<Vector<4>>,
}

fn main() {}
