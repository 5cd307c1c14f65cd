//! The same searches in edition 2021.

use weaviate::{filter, query, search::Move, Blob, Collection, Diversity, Link, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(reranker(cohere()), generative(openai()))]
pub struct Offer {
    pub name: String,
    #[weaviate(tokenization = field)]
    pub brand: String,
    pub stock: i64,
    pub picture: Blob,
    pub similar: Vec<Link<Offer>>,
    #[weaviate(vector(vectorizer = openai()))]
    pub text: Vector<4>,
    #[weaviate(vector(vectorizer = multi2vec_clip(image_fields = [picture], text_fields = [name])))]
    pub look: Vector<2>,
}

pub fn ask(image: Vec<u8>) {
    let _ = query!(Offer, near_text: "x", target: average(.text, .look), move_away: Move::new(0.3).concepts("y"), limit: 3);
    let _ = query!(Offer, near_image: image, target: .look, distance: 0.3, select: { .name, distance });
    let _ = query!(Offer, near_vector: { .text: [0.5; 4], .look: [0.5, 0.5] }, target: relative(.text * 1, .look * 2));
    let _ = query!(Offer, hybrid: none, vector: near_text("y"), target: .text, select: { score });
    let _ = query!(Offer, hybrid: "x", vector: [0.5; 4], target: .text, alpha: 0.5, fusion: ranked, diversity: Diversity::mmr(5));
    let _ = query!(Offer, bm25: "x", operator: or(1), rerank: .name, rerank_query: "z", prompt: "Sell {name}", select: { .name, generated, rerank_score });
    let _ = query!(Offer, bm25: "x", grouped_task: "sum up", grouped_on: [.name, .brand], profile: true);
    let _ = query!(Offer, near_text: "x", target: .text, group_by: .brand, groups: 2, objects_per_group: 3, select: { .name });
    let _ = query!(aggregate Offer, hybrid: "x", target: .text, object_limit: 3, group_by: .brand, select: { count, .stock { mean, sum } });
    let _ = filter!(Offer, .similar.name like "a*" || .similar.count() > 1);
}
