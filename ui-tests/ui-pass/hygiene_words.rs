//! Locals, types and properties called like the words of searches: `none`, `sum`, `near_text`, `Move`, `Boost`, `generated`.
#![allow(dead_code)]

mod theirs {
    #[derive(Debug)]
    pub struct Move;
    #[derive(Debug)]
    pub struct Rows;
    #[derive(Debug)]
    pub struct Groups;
    #[derive(Debug)]
    pub struct Boost;
    #[derive(Debug)]
    pub struct Diversity;
    #[derive(Debug)]
    pub struct Fusion;
    #[derive(Debug)]
    pub struct Prompt;
    pub fn sum() {}
    pub fn average() {}
    pub fn weighted() {}
    pub fn near_vector() {}
}

pub mod declared {
    use weaviate::{Blob, Collection, Link, Vector};

    #[derive(Debug, Clone, Collection)]
    #[weaviate(reranker(cohere()), generative(openai()))]
    pub struct Offer {
        pub generated: String,
        pub score: f64,
        pub vector: String,
        pub none: i64,
        pub sum: Option<i64>,
        pub near_text: String,
        #[weaviate(tokenization = field)]
        pub rerank: String,
        pub picture: Blob,
        pub similar: Vec<Link<Offer>>,
        #[weaviate(vector(vectorizer = openai()))]
        pub text: Vector<4>,
        #[weaviate(vector(vectorizer = multi2vec_clip(image_fields = [picture], text_fields = [generated])))]
        pub target: Vector<2>,
    }
}

pub mod asked {
    use super::declared::Offer;
    use crate::theirs::*;
    use weaviate::{condition, query};

    pub fn ask() -> (Move, Rows, Groups, Boost, Diversity, Fusion, Prompt) {
        sum();
        average();
        weighted();
        near_vector();
        // A local is the value where a value stands, and nothing where a word stands.
        let (none, sum, near_text, vector, ranked, and) = ("x", "y", "z", [0.5_f32, 0.5], 3_u32, "w");
        let generated = weaviate::search::Move::new(0.5).concepts(none);
        let boost = weaviate::Boost::filter(condition!(Offer, .none > 3 && .none < 9));
        let _ = query!(Offer, near_text: near_text, target: sum(.text, .target), move_to: generated, limit: ranked);
        let _ = query!(Offer, near_vector: vector, target: .target, group_by: .rerank, groups: ranked, select: { .none, distance });
        let _ = query!(Offer, near_vector: { .text: [0.5; 4], .target: vector }, target: weighted(.text * 0.3, .target * 0.7));
        let _ = query!(Offer, hybrid: none, vector: near_text(near_text), target: .text, fusion: ranked, operator: and);
        let _ =
            query!(Offer, hybrid: and, target: .text, boost: boost, diversity: weaviate::Diversity::mmr(5));
        let q = query!(Offer,
            bm25: sum,
            rerank: .rerank,
            prompt: "Sell {generated} for {near_text}",
            select: { .generated as said, generated, .score as value, score, rerank_score, .vector, vector(.text) },
        );
        let _ = (q, none);
        let _ = query!(aggregate Offer, near_text: none, target: .text, object_limit: 3, select: { count, .sum { sum }, .none { sum as added, mean } });
        (Move, Rows, Groups, Boost, Diversity, Fusion, Prompt)
    }
}
