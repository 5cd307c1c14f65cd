// says: `text2vec-digitalocean` came with Weaviate 1.38.0
// at: digitalocean
use weaviate::{Collection, Vector};

#[derive(Collection)]
struct Note {
    title: String,
    #[weaviate(vector(vectorizer = digitalocean(model = "m")))]
    embedding: Option<Vector<4>>,
}

fn main() {}
