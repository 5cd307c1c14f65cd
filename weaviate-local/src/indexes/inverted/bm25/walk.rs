//! The best documents of one property: the documents of all tokens walked side by side, in their order.
//!
//! Once there are as many as are wanted, a token that cannot lift a document above the worst of them is not walked any
//! more: its documents matter only where one of the other tokens is (known as max score). What a filter leaves out is never met.

use std::{borrow::Cow, cmp::Reverse, collections::BinaryHeap};

use roaring::{RoaringBitmap, bitmap::Iter};

use super::super::text::{Repeat, Text};
use crate::schema::Class;

/// How the documents of a property are scored.
pub(super) struct Walk<'a> {
    pub(super) class: &'a Class,
    pub(super) boost: f64,
    pub(super) text: Text<'a>,
    /// How many of the tokens a document must have.
    pub(super) needed: usize,
    /// How many documents are wanted.
    pub(super) limit: usize,
}

/// The documents of a token that are yet to come.
struct List<'a> {
    docs: Iter<'a>,
    next: Option<u32>,
    repeats: &'a [Repeat],
    weight: f64,
    /// More than what the token adds to any score.
    most: f64,
    /// The place of the token in the query: scores are summed in that order.
    at: usize,
}

impl List<'_> {
    fn step(&mut self) {
        self.next = self.docs.next();
    }

    /// Leaves out what comes before a document.
    fn skip_to(&mut self, doc: u32) {
        if self.next.is_some_and(|next| next < doc) {
            self.docs.advance_to(doc);
            self.step();
        }
    }

    /// How often the token occurs in a document, which has it; documents are asked for in their order.
    fn count(&mut self, doc: u32) -> u32 {
        // In steps that double: the next one is near, unless much was left out.
        let mut near = 0;
        while self.repeats.get(near).is_some_and(|repeat| repeat.doc < doc) {
            near = 2 * near + 1;
        }
        let passed =
            self.repeats.get(..near).unwrap_or(self.repeats).partition_point(|repeat| repeat.doc < doc);
        self.repeats = self.repeats.get(passed..).unwrap_or_default();
        self.repeats.first().filter(|repeat| repeat.doc == doc).map_or(1, |repeat| repeat.count)
    }
}

/// A score and its document: of equal scores the earlier document is the better one.
#[derive(PartialEq)]
struct Found(f32, u32);

impl Eq for Found {}

impl Ord for Found {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Walk<'_> {
    /// The documents with the best scores, best first, among the ones within a set if there is one.
    pub(super) fn best<'t>(
        &self,
        tokens: impl Iterator<Item = (&'t str, f64)>,
        within: Option<&RoaringBitmap>,
    ) -> Vec<(u32, f32)> {
        let sets: Vec<_> = tokens
            .enumerate()
            .filter_map(|(at, (token, weight))| {
                let docs = self.text.docs(token)?;
                let docs = within.map_or(Cow::Borrowed(docs), |within| Cow::Owned(docs & within));
                Some((at, docs, self.text.repeats(token), weight))
            })
            .collect();
        let mut lists: Vec<List<'_>> = sets
            .iter()
            .map(|(at, docs, repeats, weight)| {
                let mut docs = docs.iter();
                let next = docs.next();
                List { docs, next, repeats, weight: *weight, most: self.most(*weight), at: *at }
            })
            .collect();
        // What adds the least comes first.
        lists.sort_by(|a, b| a.most.total_cmp(&b.most));
        self.walk(lists)
    }

    // The share of a weight that counts is at most one. Where that is not so, nothing is known.
    fn most(&self, weight: f64) -> f64 {
        let most = (weight * self.boost).max(0.0) * (1.0 + 1e-9);
        let Class { k1, b, .. } = self.class;
        if *k1 >= 0.0 && (0.0..=1.0).contains(b) && most.is_finite() { most } else { f64::INFINITY }
    }

    fn walk(&self, mut lists: Vec<List<'_>>) -> Vec<(u32, f32)> {
        let mut found: BinaryHeap<Reverse<Found>> = BinaryHeap::new();
        // The lists before this one are not walked, only looked at.
        let mut walked = 0;
        // Shares of the score by the token's place in the query.
        let mut shares = vec![None; lists.iter().map(|list| list.at + 1).max().unwrap_or(0)];
        let mean = self.text.mean_length();
        while let Some(doc) = lists.iter().skip(walked).filter_map(|list| list.next).min() {
            let length = f64::from(self.text.length(doc));
            let norm = self.class.k1 * ((1.0 - self.class.b) + self.class.b * (length / mean));
            let mut seen = 0;
            for (place, list) in lists.iter_mut().enumerate() {
                if place < walked {
                    list.skip_to(doc);
                }
                if list.next != Some(doc) {
                    continue;
                }
                let count = f64::from(list.count(doc));
                if let Some(share) = shares.get_mut(list.at) {
                    *share = Some(count / (count + norm) * list.weight * self.boost);
                }
                seen += 1;
                list.step();
            }
            let score = shares.iter_mut().filter_map(Option::take).fold(0.0, |sum, share| sum + share) as f32;
            if seen < self.needed {
                continue;
            }
            if found.len() < self.limit {
                found.push(Reverse(Found(score, doc)));
            } else if let Some(mut worst) = found.peek_mut()
                && Found(score, doc) > worst.0
            {
                *worst = Reverse(Found(score, doc));
            } else {
                continue;
            }
            if found.len() == self.limit
                && let Some(Reverse(Found(worst, _))) = found.peek()
            {
                walked = unable(&lists, *worst);
            }
        }
        found.into_sorted_vec().into_iter().map(|Reverse(Found(score, doc))| (doc, score)).collect()
    }
}

/// How many lists, from the first on, cannot together lift a later document above that score.
fn unable(lists: &[List<'_>], worst: f32) -> usize {
    let mut sum = 0.0;
    let able = |list: &List<'_>| {
        sum += list.most;
        // Documents come in their order: one with the same score would be the worse one.
        sum as f32 > worst
    };
    lists.iter().position(able).unwrap_or(lists.len())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{
        super::super::{Keys, text::TextIndex},
        *,
    };

    /// Every document with its score, as the formula has it, the best ones first.
    fn all(walk: &Walk<'_>, tokens: &[(&str, f64)], within: Option<&RoaringBitmap>) -> Vec<(u32, f32)> {
        let score = |doc: u32| {
            let has = |token: &str| walk.text.docs(token).is_some_and(|docs| docs.contains(doc));
            let there: Vec<_> = tokens.iter().filter(|(token, _)| has(token)).collect();
            let length = f64::from(walk.text.length(doc)) / walk.text.mean_length();
            let share = |(token, weight): &(&str, f64)| {
                let count = f64::from(walk.text.count(token, doc));
                let Class { k1, b, .. } = walk.class;
                count / (count + k1 * ((1.0 - b) + b * length)) * weight * walk.boost
            };
            let score: f64 = there.iter().fold(0.0, |sum, token| sum + share(token));
            (there.len() >= walk.needed).then_some((doc, score as f32))
        };
        let docs = (0..2_000).filter(|doc| within.is_none_or(|within| within.contains(*doc)));
        let mut out: Vec<_> = docs.filter_map(score).collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.truncate(walk.limit);
        out
    }

    #[test]
    fn what_is_left_out_changes_nothing() {
        let (mut texts, keys) = (TextIndex::apart(), Keys::new());
        for doc in 0..2_000_u32 {
            let mix = |salt: u32| (doc * 31 + salt).wrapping_mul(2_654_435_761) >> 16;
            let mut tokens = HashMap::new();
            for (at, one_of) in [1, 2, 5, 30, 400].into_iter().enumerate() {
                if mix(at as u32) % one_of == 0 {
                    tokens.insert(format!("t{at}"), 1 + mix(7) % 4 * (mix(9) % 2));
                }
            }
            texts.insert(doc, &tokens);
        }
        let class = Class::from_doc(serde_json::Map::new());
        let weights = [0.001, 0.7, 1.6, 3.4, 6.0];
        let names: Vec<String> = (0..6).map(|at| format!("t{at}")).collect();
        let some: RoaringBitmap = (0..2_000).filter(|doc| doc % 11 < 3).collect();
        for (chosen, needed) in [
            (vec![0], 1),
            (vec![0, 4], 1),
            (vec![4, 0], 1),
            (vec![3, 5, 1], 1),
            (vec![0, 1, 2, 3, 4], 1),
            (vec![2, 1, 0], 2),
            (vec![2, 1, 3], 3),
            (vec![5], 1),
        ] {
            let tokens: Vec<(&str, f64)> = chosen
                .iter()
                .map(|at: &usize| (names[*at].as_str(), weights.get(*at).copied().unwrap_or(0.0)))
                .collect();
            for (limit, boost) in [(1, 1.0), (10, 3.0), (10, 0.0), (10, -2.0), (100, 1.0), (usize::MAX, 1.0)]
            {
                let walk = Walk { class: &class, boost, text: Text::new(&texts, &keys), needed, limit };
                for within in [None, Some(&some)] {
                    let found = walk.best(tokens.iter().copied(), within);
                    let right = all(&walk, &tokens, within);
                    let bits = |found: &[(u32, f32)]| -> Vec<(u32, u32)> {
                        found.iter().map(|(doc, score)| (*doc, score.to_bits())).collect()
                    };
                    assert_eq!(bits(&found), bits(&right), "{tokens:?}, {needed}, {limit}, {boost}");
                }
            }
        }
    }
}
