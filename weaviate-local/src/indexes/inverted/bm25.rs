//! Keyword scores: per property, then summed over properties, the way the server's block index does it.

mod walk;

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use roaring::RoaringBitmap;

use self::walk::Walk;
use super::{Index, Text, analyze};
use crate::schema::{Class, Property};

/// How many of the query's tokens a document must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// At least this many in one property; zero means one.
    Any(u32),
    /// All in one property.
    All,
    /// All, each in any property.
    Across,
}

/// A property to search and the weight of its hits.
pub(crate) struct Target<'a> {
    pub(crate) property: &'a Property,
    pub(crate) boost: f32,
}

/// What is searched for.
pub(crate) struct Query<'a> {
    pub(crate) text: &'a str,
    pub(crate) mode: Match,
    /// How many documents are wanted.
    pub(crate) limit: usize,
}

/// A document found, with what its score is made of.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) doc: u32,
    pub(crate) score: f32,
    /// Token, occurrences, tokens in the text.
    pub(crate) parts: Vec<(String, f32, f32)>,
}

struct Group<'a> {
    tokens: Vec<(String, usize)>,
    members: Vec<&'a Target<'a>>,
}

/// The documents with the best scores, best first; equal scores in the order of documents.
pub(crate) fn search(
    index: &Index,
    class: &Class,
    targets: &[Target<'_>],
    query: &Query<'_>,
    allowed: Option<&RoaringBitmap>,
) -> Vec<Hit> {
    let mode = query.mode;
    let total = index.all.len() as f64;
    let mut hits: HashMap<u32, Hit> = HashMap::new();
    for group in groups(class, targets, query.text) {
        let weights = weights(index, &group, total);
        let across = match mode {
            Match::Across => Some(documents_with_all(index, &group)),
            _ => None,
        };
        let within = match (allowed, across) {
            (Some(allowed), Some(across)) => Some(Cow::Owned(across & allowed)),
            (None, Some(across)) => Some(Cow::Owned(across)),
            (Some(allowed), None) => Some(Cow::Borrowed(allowed)),
            (None, None) => None,
        };
        for target in &group.members {
            let Some(text) = index.text(&target.property.name) else { continue };
            // Each property brings its best hits only, somewhat more than are wanted.
            let some = match mode {
                Match::Across => usize::MAX,
                _ => query.limit.saturating_add((query.limit / 10).max(10)),
            };
            let walk = Walk {
                class,
                boost: f64::from(target.boost),
                text,
                needed: needed(mode, &group),
                limit: some,
            };
            let tokens = group.tokens.iter().map(|(token, _)| token.as_str()).zip(weights.iter().copied());
            let found = walk.best(tokens, within.as_deref());
            for (doc, score) in found {
                let hit = Hit { doc, score, parts: parts(text, &group, doc) };
                match hits.get_mut(&hit.doc) {
                    Some(sum) => {
                        sum.score += hit.score;
                        sum.parts.extend(hit.parts);
                    }
                    None => {
                        hits.insert(hit.doc, hit);
                    }
                }
            }
        }
    }
    let mut hits: Vec<Hit> = hits.into_values().collect();
    hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
    hits.truncate(query.limit);
    hits
}

// Properties that cut the query into the same tokens share the weight of a token.
fn groups<'a>(class: &Class, targets: &'a [Target<'a>], query: &str) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<String, Group<'a>> = BTreeMap::new();
    for target in targets {
        let analyzer = &target.property.analyzer;
        let own = analyzer.stopword_preset.is_some() || !analyzer.fold_ignore.is_empty();
        let key = format!(
            "{:?} {} {}",
            target.property.tokenization,
            analyzer.ascii_fold,
            if own { target.property.name.as_str() } else { "" }
        );
        let group = groups.entry(key).or_insert_with(|| Group {
            tokens: counted(analyze::query(class, target.property, query)),
            members: Vec::new(),
        });
        group.members.push(target);
    }
    groups.into_values().collect()
}

fn counted(tokens: Vec<String>) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    for token in tokens {
        match out.iter_mut().find(|(known, _)| *known == token) {
            Some((_, count)) => *count += 1,
            None => out.push((token, 1)),
        }
    }
    out
}

fn weights(index: &Index, group: &Group<'_>, total: f64) -> Vec<f64> {
    group
        .tokens
        .iter()
        .map(|(token, repeats)| {
            let counts: Vec<u64> = group
                .members
                .iter()
                .filter_map(|target| Some(index.text(&target.property.name)?.docs(token)?.len()))
                .filter(|count| *count > 0)
                .collect();
            if counts.is_empty() {
                return 0.0;
            }
            let n = (counts.iter().sum::<u64>() / counts.len() as u64) as f64;
            let total = total.max(n);
            (1.0 + (total - n + 0.5) / (n + 0.5)).ln() * *repeats as f64
        })
        .collect()
}

fn documents_with_all(index: &Index, group: &Group<'_>) -> RoaringBitmap {
    let mut out: Option<RoaringBitmap> = None;
    for (token, _) in &group.tokens {
        let mut docs = RoaringBitmap::new();
        for target in &group.members {
            if let Some(more) = index.text(&target.property.name).and_then(|text| text.docs(token)) {
                docs |= more;
            }
        }
        out = Some(match out {
            Some(known) => known & docs,
            None => docs,
        });
    }
    out.unwrap_or_default()
}

/// How many of the tokens a property must have.
fn needed(mode: Match, group: &Group<'_>) -> usize {
    match mode {
        Match::Any(count) => count.max(1) as usize,
        Match::All => group.tokens.len(),
        Match::Across => 1,
    }
}

fn parts(text: Text<'_>, group: &Group<'_>, doc: u32) -> Vec<(String, f32, f32)> {
    let part = |(token, _): &(String, usize)| {
        text.docs(token).filter(|docs| docs.contains(doc))?;
        Some((token.clone(), text.count(token, doc) as f32, text.length(doc) as f32))
    };
    group.tokens.iter().filter_map(part).collect()
}
