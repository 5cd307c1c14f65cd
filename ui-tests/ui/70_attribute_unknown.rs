// says: there is no attribute `multitenant`
// at: multitenant

#[derive(Debug, Clone, weaviate::Collection)]
#[weaviate(multitenant)]
pub struct Article {
    pub title: String,
}

fn main() {}
