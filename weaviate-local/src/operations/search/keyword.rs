//! Keyword search: which properties it looks at, and the best hits in them.

use roaring::RoaringBitmap;
use weaviate_proto as proto;

use super::{hit::Hit, place::Place};
use crate::{
    common::{
        error::{Refusal, Result, Within},
        sync::read,
    },
    indexes::inverted::bm25::{self, Match, Target},
    schema::{Class, DataType, Property, names},
};

/// A keyword search as it was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Keyword {
    pub(crate) query: String,
    /// Names, some with `^` and a weight.
    pub(crate) properties: Vec<String>,
    pub(crate) mode: Match,
    pub(crate) explain: bool,
}

impl Keyword {
    pub(crate) fn new(
        query: &str,
        properties: &[String],
        operator: Option<&proto::SearchOperatorOptions>,
        explain: bool,
    ) -> Self {
        use proto::search_operator_options::Operator;
        let mode = match operator.map(|o| (o.operator(), o.minimum_or_tokens_match.unwrap_or(0))) {
            Some((Operator::And, _)) => Match::All,
            Some((Operator::AndCross, _)) => Match::Across,
            Some((_, minimum)) => Match::Any(minimum.max(0) as u32),
            None => Match::Any(0),
        };
        let properties = properties.iter().map(|name| names::lower_first(name)).collect();
        Self { query: query.to_owned(), properties, mode, explain }
    }

    /// The properties with their weights; all searchable ones when none is named.
    fn targets<'a>(&self, class: &'a Class) -> Result<Vec<Target<'a>>> {
        if self.properties.is_empty() {
            let all: Vec<Target<'_>> = class
                .properties
                .iter()
                .filter(|property| property.searchable)
                .map(|property| Target { property, boost: 1.0 })
                .collect();
            if all.is_empty() {
                return Err(Refusal::new("No properties provided, and no indexed properties found in class"));
            }
            return Ok(all);
        }
        let mut targets: Vec<Target<'a>> = Vec::new();
        for entry in &self.properties {
            let (name, boost) = match entry.split_once('^') {
                Some((name, boost)) => (name, boost.parse().unwrap_or(0.0)),
                None => (entry.as_str(), 1.0),
            };
            let property = searchable(class, name, entry)?;
            // The last weight of a property named twice is the one that counts.
            match targets.iter_mut().find(|known| known.property.name == name) {
                Some(known) => known.boost = boost,
                None => targets.push(Target { property, boost }),
            }
        }
        Ok(targets)
    }
}

impl Keyword {
    /// Whether it looks at every searchable property.
    pub(super) fn is_everywhere(&self) -> bool {
        self.properties.is_empty()
    }

    /// The best documents of a search in every text property, for an aggregation.
    pub(crate) fn documents_in_texts(&self, at: &Place<'_>, limit: usize) -> Result<Vec<u32>> {
        let properties = at
            .class
            .properties
            .iter()
            .filter(|property| property.kind == DataType::Text && property.searchable)
            .map(|property| property.name.clone())
            .collect();
        let all = Self { properties, ..self.clone() };
        Ok(run(at, &all, limit)?.into_iter().map(|hit| hit.doc).collect())
    }
}

// The message has the name as it was given, with its weight.
fn searchable<'a>(class: &'a Class, name: &str, given: &str) -> Result<&'a Property> {
    class.property(name).filter(|property| property.searchable).ok_or_else(|| {
        Refusal::new(format!(
            "Searching by property '{given}' requires inverted index. Is `indexSearchable` option of property \
             '{given}' enabled? Set it to `true` or leave empty"
        ))
    })
}

/// What is refused before anything is looked up.
pub(super) fn check(keyword: &Keyword) -> Result<()> {
    if keyword.query.is_empty() {
        return Err(Refusal::new("keyword search (bm25) must have query set"));
    }
    Ok(())
}

/// What is refused before the shard is asked: no property at all, at the place of the index.
pub(super) fn check_properties(class: &Class, keyword: &Keyword, place: &str) -> Result<()> {
    let checked = keyword.targets(class).map(|_| ());
    if keyword.properties.is_empty() { checked.within(place) } else { checked }
}

/// The best hits.
pub(super) fn run(at: &Place<'_>, keyword: &Keyword, limit: usize) -> Result<Vec<Hit>> {
    let targets = keyword.targets(&at.class)?;
    let allowed = at.allowed()?;
    if allowed.as_ref().is_some_and(RoaringBitmap::is_empty) {
        return Ok(Vec::new());
    }
    if keyword.mode == Match::Across && !same_tokens(&targets) {
        return Err(Refusal::new(
            "blockmaxwand: OPERATOR_AND_CROSS requires all searched properties to share the same tokenization and \
             analyzer settings",
        ));
    }
    let shard = read(&at.shard);
    let query = bm25::Query { text: &keyword.query, mode: keyword.mode, limit };
    let found = bm25::search(shard.index(), &at.class, &targets, &query, allowed.as_ref());
    let mut hits: Vec<Hit> = found
        .into_iter()
        .filter_map(|found| {
            let mut hit = Hit::new(found.doc, shard.object(found.doc)?);
            hit.score = found.score;
            if keyword.explain {
                hit.explain = explained(&found);
            }
            Some(hit)
        })
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.object.id.cmp(&b.object.id)));
    Ok(hits)
}

fn same_tokens(targets: &[Target<'_>]) -> bool {
    let mut kinds = targets.iter().map(|target| (target.property.tokenization, &target.property.analyzer));
    let first = kinds.next();
    kinds.all(|kind| Some(kind) == first)
}

fn explained(hit: &bm25::Hit) -> String {
    use std::fmt::Write as _;

    use crate::common::gotext::general;
    let mut out = String::new();
    for (at, (token, count, length)) in hit.parts.iter().enumerate() {
        // A token is explained once, by the last property that has it.
        if hit.parts.iter().skip(at + 1).any(|(later, _, _)| later == token) {
            continue;
        }
        let _ = write!(
            out,
            ", BM25F_{token}_frequency:{}, BM25F_{token}_propLength:{}",
            general(f64::from(*count)),
            general(f64::from(*length))
        );
    }
    out
}
