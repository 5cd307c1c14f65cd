// says: the server keeps the name `Raft` for itself
// at: Raft
use weaviate::{Collection};

#[derive(Collection)]
struct Raft {
    title: String,
}

fn main() {}
