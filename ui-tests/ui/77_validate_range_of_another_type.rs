// says: `Article_score` holds `f64`: `{integer}` is none
// at: 0

#[derive(Debug, Clone, weaviate::Collection)]
pub struct Article {
    #[weaviate(validate(range(0..)))]
    pub score: f64,
}

fn main() {}
