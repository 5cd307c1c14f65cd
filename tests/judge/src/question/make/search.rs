//! Questions about searches: by words, by vectors, by both, aimed rightly or not.

use super::{Asker, How, Pick, Question, Search, words};
use crate::{
    question::Operator,
    world::{Distance, Kind},
};

impl Asker<'_, '_> {
    pub(super) fn search(&mut self, question: &mut Question) {
        let vectors: Vec<(String, usize, Distance)> = self
            .of()
            .vectors()
            .map(|(field, length, distance)| (field.name.clone(), length, distance))
            .collect();
        let shape = match self.chance.below(10) {
            0..3 => self.by_words(question),
            3..6 => self.near(question, &vectors),
            6..8 => self.hybrid(question, &vectors),
            8 if vectors.len() > 1 => self.several(question, &vectors),
            _ => {
                question.search = Some(Search::by(How::NearText(words(self.chance, 1, 2))));
                "near_text without a vectorizer".into()
            }
        };
        let mut shape = format!("{shape} over {} vectors", vectors.len());
        if self.chance.percent(15)
            && let Some(search) = &mut question.search
        {
            search.auto_limit = Some(1);
            shape.push_str(", auto_limit");
        }
        if self.chance.percent(25) {
            question.filter = Some(self.plain_test());
            shape.push_str(", filter");
        }
        question.shape = shape;
    }

    fn by_words(&mut self, question: &mut Question) -> String {
        let mut search = Search::by(How::Bm25(words(self.chance, 1, 3)));
        let mut shape = self.on(&mut search, "bm25");
        if self.chance.percent(50) {
            search.operator = Some(*self.chance.pick(&[
                Operator::And,
                Operator::Or(1),
                Operator::Or(2),
                Operator::AndCross,
            ]));
            shape += match search.operator {
                Some(Operator::And) => ", operator and",
                Some(Operator::Or(_)) => ", operator or",
                _ => ", operator and_cross",
            };
        }
        question.search = Some(search);
        question.select = vec![Pick::Score];
        shape
    }

    fn on(&mut self, search: &mut Search, word: &str) -> String {
        if self.chance.percent(25) {
            return word.into();
        }
        let (path, title) = if self.chance.percent(40) {
            self.path()
        } else {
            self.path_to(|field| matches!(field.kind, Kind::Text(_))).unwrap_or_else(|| self.path())
        };
        search.on = vec![path];
        if self.chance.percent(35)
            && let Some((other, second)) = self.path_to(|field| matches!(field.kind, Kind::Text(_)))
            && other != search.on[0]
        {
            search.on.push(other);
            return format!("{word} on {title} and {second}");
        }
        format!("{word} on {title}")
    }

    /// The targets by chance: none, the right one, all, or one that there is not.
    fn aim(
        &mut self,
        search: &mut Search,
        vectors: &[(String, usize, Distance)],
    ) -> (String, Option<(usize, Distance)>) {
        let first = vectors.first().cloned();
        match (self.chance.below(10), first) {
            (0, _) => {
                search.target = vec![self.of().fields[0].name.clone()];
                ("target a property".into(), None)
            }
            (_, None) => (String::new(), None),
            (1..3, Some((_, length, distance))) => (String::new(), Some((length, distance))),
            (_, Some(_)) => {
                let (name, length, distance) = self.chance.pick(vectors).clone();
                if vectors.len() > 1 || self.chance.percent(50) {
                    search.target = vec![name];
                    return ("target".into(), Some((length, distance)));
                }
                (String::new(), Some((length, distance)))
            }
        }
    }

    fn near(&mut self, question: &mut Question, vectors: &[(String, usize, Distance)]) -> String {
        let object = self.chance.percent(35);
        let mut search = Search::by(How::NearVector(Vec::new()));
        let (aimed, of) = self.aim(&mut search, vectors);
        let (length, distance) = of.unwrap_or((2, Distance::Cosine));
        let mut shape = format!("near_{} {aimed}", if object { "object" } else { "vector" });
        if object {
            let rows = &self.of().rows;
            let id = self.chance.pick(rows).id.clone();
            search.how = How::NearObject(id);
        } else {
            let wrong = self.chance.percent(10);
            if wrong {
                shape += " of a wrong length";
            }
            search.how = How::NearVector(self.vector(length + usize::from(wrong), distance));
        }
        if self.chance.percent(30) {
            search.distance = Some(self.chance.between(1, 30) as f32 / 8.0 + 0.007);
            shape += ", distance";
        }
        if self.chance.percent(20) {
            search.certainty = Some(self.chance.between(1, 9) as f32 / 10.0 + 0.007);
            shape = format!("{shape}, certainty by {distance:?}");
        }
        question.search = Some(search);
        question.select = vec![Pick::Distance];
        shape
    }

    fn hybrid(&mut self, question: &mut Question, vectors: &[(String, usize, Distance)]) -> String {
        let worded = self.chance.percent(85);
        let mut search = Search::by(How::Hybrid(worded.then(|| words(self.chance, 1, 3))));
        let mut shape = if worded { self.on(&mut search, "hybrid") } else { "hybrid: none".into() };
        let (aimed, of) = self.aim(&mut search, vectors);
        shape = format!("{shape} {aimed}");
        let (length, distance) = of.unwrap_or((2, Distance::Cosine));
        if self.chance.percent(75) {
            search.vector = Some(self.vector(length, distance));
            shape += ", vector";
        }
        search.alpha = *self.chance.pick(&[None, Some(0.0), Some(0.5), Some(1.0)]);
        shape += &search.alpha.map_or_else(String::new, |alpha| format!(", alpha {alpha}"));
        if self.chance.percent(15) {
            search.max_distance = Some(self.chance.between(1, 30) as f32 / 8.0 + 0.007);
            shape += ", max_distance";
        }
        question.search = Some(search);
        question.select = vec![Pick::Score];
        shape
    }

    fn several(&mut self, question: &mut Question, vectors: &[(String, usize, Distance)]) -> String {
        let mut search = Search::by(How::NearVector(Vec::new()));
        search.join = *self.chance.pick(&["sum", "average", "minimum"]);
        for (name, length, distance) in vectors {
            search.target.push(name.clone());
            search.each.push((name.clone(), self.vector(*length, *distance)));
        }
        let shape = format!("near_vector of several by {}", search.join);
        question.search = Some(search);
        question.select = vec![Pick::Distance];
        shape
    }
}
