//! Searches, as both kinds of question have them.

use weaviate_proto as proto;

use super::super::{How, Operator, Path, Search};

impl Search {
    fn targets(&self) -> Option<proto::Targets> {
        use proto::CombinationMethod::{TypeAverage, TypeMin, TypeSum, Unspecified};
        let combination = match (self.target.len(), self.join) {
            (0, _) => return None,
            (1, _) => Unspecified,
            (_, "sum") => TypeSum,
            (_, "average") => TypeAverage,
            _ => TypeMin,
        };
        Some(proto::Targets {
            target_vectors: self.target.clone(),
            combination: combination.into(),
            weights_for_targets: Vec::new(),
        })
    }

    pub(super) fn operator(&self) -> Option<proto::SearchOperatorOptions> {
        use proto::search_operator_options::Operator as Word;
        let (operator, least) = match self.operator? {
            Operator::And => (Word::And, None),
            Operator::Or(least) => (Word::Or, Some(least as i32)),
            Operator::AndCross => (Word::AndCross, None),
        };
        Some(proto::SearchOperatorOptions { operator: operator.into(), minimum_or_tokens_match: least })
    }

    pub(super) fn near_vector(&self) -> proto::NearVector {
        let vector = match &self.how {
            How::NearVector(vector) => vector.clone(),
            _ => self.vector.clone().unwrap_or_default(),
        };
        proto::NearVector {
            certainty: self.certainty.map(f64::from),
            distance: self.distance.map(f64::from),
            targets: self.targets(),
            vectors: if self.each.is_empty() { vec![vectors(&vector)] } else { Vec::new() },
            vector_for_targets: self
                .each
                .iter()
                .map(|(name, vector)| proto::VectorForTarget {
                    name: name.clone(),
                    vectors: vec![vectors(vector)],
                    ..Default::default()
                })
                .collect(),
            ..Default::default()
        }
    }

    pub(super) fn near_object(&self) -> proto::NearObject {
        let How::NearObject(id) = &self.how else { return proto::NearObject::default() };
        proto::NearObject {
            id: id.clone(),
            certainty: self.certainty.map(f64::from),
            distance: self.distance.map(f64::from),
            targets: self.targets(),
            ..Default::default()
        }
    }

    pub(super) fn near_text(&self) -> proto::NearTextSearch {
        let How::NearText(words) = &self.how else { return proto::NearTextSearch::default() };
        proto::NearTextSearch {
            query: vec![words.clone()],
            certainty: self.certainty.map(f64::from),
            distance: self.distance.map(f64::from),
            targets: self.targets(),
            ..Default::default()
        }
    }

    pub(super) fn hybrid(&self) -> proto::Hybrid {
        let words = match &self.how {
            How::Hybrid(words) => words.clone().unwrap_or_default(),
            How::Bm25(words) => words.clone(),
            _ => String::new(),
        };
        let words_only = matches!(self.how, How::Bm25(_));
        proto::Hybrid {
            query: words,
            properties: self.on.iter().map(Path::dotted).collect(),
            targets: self.targets(),
            bm25_search_operator: self.operator(),
            alpha_param: Some(self.alpha.unwrap_or(if words_only { 0.0 } else { 0.75 })),
            use_alpha_param: true,
            vectors: self.vector.iter().map(|vector| vectors(vector)).collect(),
            threshold: self.max_distance.map(proto::hybrid::Threshold::VectorDistance),
            fusion_type: proto::hybrid::FusionType::RelativeScore.into(),
            ..Default::default()
        }
    }
}

fn vectors(vector: &[f32]) -> proto::Vectors {
    proto::Vectors {
        vector_bytes: vector.iter().flat_map(|number| number.to_le_bytes()).collect(),
        r#type: proto::vectors::VectorType::SingleFp32.into(),
        ..Default::default()
    }
}
