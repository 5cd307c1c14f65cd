//! A search request, read with the server's checks in the server's order.

use std::sync::Arc;

use weaviate_query::proto::{self, CombinationMethod, hybrid};

use super::group::GroupBy;
use super::hybrid::Hybrid;
use super::keyword::Keyword;
use super::near::{Combination, Near, Query as VectorQuery, has_certainty};
use super::select::{self, Metadata, Selected};
use super::sort::SortBy;
use crate::engine::Engine;
use crate::error::{Refusal, Result, Within};
use crate::filter::{self, Clause};
use crate::gotext;
use crate::schema::{Class, VectorSpec};
use crate::write::proto::{multi_vector, vector};

/// What is searched.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    List,
    Keyword(Keyword),
    Near(Near),
    Hybrid(Box<Hybrid>),
}

/// A search.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) tenant: String,
    pub(crate) kind: Kind,
    pub(crate) properties: Vec<Selected>,
    pub(crate) metadata: Metadata,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    pub(crate) autocut: usize,
    pub(crate) after: Option<String>,
    pub(crate) sort: Vec<SortBy>,
    pub(crate) filter: Option<Clause>,
    pub(crate) group: Option<GroupBy>,
}

/// The vectors a search is about.
struct Targets {
    names: Vec<String>,
    combination: Option<Weights>,
    /// Whether there is a vector search at all.
    searching: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Method {
    Minimum,
    Sum,
    Average,
    Manual,
    Relative,
}

#[derive(Clone)]
struct Weights {
    method: Method,
    weights: Vec<f32>,
}

/// Reads a request.
pub(super) fn read(engine: &Engine, class: &Arc<Class>, from: &proto::SearchRequest) -> Result<Query> {
    refuse_unsupported(from)?;
    let targets = targets(class, from).within("extract target vectors")?;
    let certainty = targets.searching && certain(class, &targets.names);
    let metadata =
        from.metadata.as_ref().map(|from| Metadata::read(class, from, certainty)).unwrap_or_default();
    let mut properties = select::read(engine, class, from.properties.as_ref(), certainty)
        .within("extract properties request")?;
    let limit = if from.limit > 0 { from.limit as usize } else { engine.settings().default_limit };
    let keyword = from.bm25_search.as_ref().map(|bm25| {
        Keyword::new(&bm25.query, &bm25.properties, bm25.search_operator.as_ref(), metadata.explain)
    });
    let mut kinds = Vec::new();
    if let Some(near) = &from.near_vector {
        check_selection(near.selection.as_ref())?;
        let found = near_vector(class, near, &targets)?;
        if near.distance.is_some() && near.certainty.is_some() {
            return Err(Refusal::new("near_vector: cannot provide distance and certainty"));
        }
        kinds.push(Kind::Near(found));
    }
    if let Some(near) = &from.near_object {
        check_selection(near.selection.as_ref())?;
        kinds.push(Kind::Near(near_object(near, &targets)?));
    }
    if let Some(hybrid) = &from.hybrid_search {
        check_selection(hybrid.selection.as_ref())?;
        kinds.push(Kind::Hybrid(Box::new(read_hybrid(class, hybrid, &targets, metadata.explain)?)));
    }
    let filter = match &from.filters {
        Some(filters) => {
            let clause = filter::read(engine, class, filters)?;
            filter::validate(engine, &clause)?;
            Some(clause)
        }
        None => None,
    };
    if !from.sort_by.is_empty() && (keyword.is_some() || !kinds.is_empty()) {
        return Err(Refusal::new("sorting cannot be combined with search"));
    }
    let group = from.group_by.as_ref().map(|by| group_by(class, by, &mut properties)).transpose()?;
    let kind = match (keyword, kinds.pop()) {
        (Some(_), Some(Kind::Near(_))) => {
            return Err(Refusal::new(
                "conflict: both near<Media> and keyword-based (bm25) arguments present, choose one",
            ));
        }
        (Some(keyword), _) => Kind::Keyword(keyword),
        (None, Some(kind)) => kind,
        (None, None) => Kind::List,
    };
    if let Kind::Near(near) = &kind {
        check_certainty(class, near)?;
    }
    Ok(Query {
        tenant: from.tenant.clone(),
        kind,
        properties,
        metadata,
        limit,
        offset: from.offset as usize,
        autocut: from.autocut as usize,
        after: Some(from.after.clone()).filter(|after| !after.is_empty()),
        sort: from
            .sort_by
            .iter()
            .map(|by| SortBy { path: by.path.clone(), ascending: by.ascending })
            .collect(),
        filter,
        group,
    })
}

fn refuse_unsupported(from: &proto::SearchRequest) -> Result<()> {
    let asked = [
        (from.near_text.is_some(), "`near_text`"),
        (from.near_image.is_some(), "`near_image`"),
        (from.near_audio.is_some(), "`near_audio`"),
        (from.near_video.is_some(), "`near_video`"),
        (from.near_depth.is_some(), "`near_depth`"),
        (from.near_thermal.is_some(), "`near_thermal`"),
        (from.near_imu.is_some(), "`near_imu`"),
        (from.generative.is_some(), "generative search"),
        (from.rerank.is_some(), "reranking"),
        (from.boost.is_some(), "`boost`"),
    ];
    match asked.into_iter().find(|(asked, _)| *asked) {
        Some((_, what)) => Err(Refusal::unsupported(what)),
        None => Ok(()),
    }
}

fn check_selection(selection: Option<&proto::Selection>) -> Result<()> {
    match selection.and_then(|selection| selection.selection.as_ref()) {
        Some(_) => Err(Refusal::unsupported("MMR selection")),
        None => Ok(()),
    }
}

// Every target must measure by cosine, and there may be only one.
fn certain(class: &Class, names: &[String]) -> bool {
    let only = |spec: Option<&VectorSpec>| spec.is_some_and(|spec| has_certainty(spec.distance));
    match names {
        [] => only(class.vector("")),
        [name] => only(class.vector(name)),
        _ => false,
    }
}

fn check_certainty(class: &Class, near: &Near) -> Result<()> {
    if near.certainty.is_none() {
        return Ok(());
    }
    if near.targets.len() > 1 {
        return Err(Refusal::new("multiple target vectors are not supported with certainty"));
    }
    match near.targets.first().and_then(|name| class.vector(name)) {
        Some(spec) if !has_certainty(spec.distance) => Err(Refusal::new(format!(
            "can't compute and return certainty when vector index is configured with {} distance",
            spec.distance.name()
        ))),
        _ => Ok(()),
    }
}

fn targets(class: &Class, from: &proto::SearchRequest) -> Result<Targets> {
    #[expect(deprecated, reason = "old clients name the targets in a list")]
    let found = match (&from.near_vector, &from.near_object, &from.hybrid_search) {
        (Some(near), _, _) => Some((near.targets.as_ref(), &near.target_vectors)),
        (_, Some(near), _) => Some((near.targets.as_ref(), &near.target_vectors)),
        (_, _, Some(hybrid)) => Some((hybrid.targets.as_ref(), &hybrid.target_vectors)),
        _ => None,
    };
    match found {
        Some((targets, list)) => read_targets(class, targets, list),
        None => Ok(Targets { names: Vec::new(), combination: None, searching: false }),
    }
}

fn read_targets(class: &Class, targets: Option<&proto::Targets>, list: &[String]) -> Result<Targets> {
    let mut names = targets.map_or_else(|| list.to_vec(), |targets| targets.target_vectors.clone());
    let combination = match targets {
        Some(targets) => Some(weights(targets)?),
        None if names.len() > 1 => Some(Weights { method: Method::Minimum, weights: vec![0.0; names.len()] }),
        None => None,
    };
    let known = class.vector_names();
    if names.is_empty() && !class.has_unnamed_vector() {
        match known.as_slice() {
            [only] => names.push((*only).to_owned()),
            [] => {}
            _ => {
                return Err(Refusal::new(format!(
                    "class {} has multiple vectors, but no target vectors were provided",
                    class.name
                )));
            }
        }
    }
    for name in &names {
        if !known.contains(&name.as_str()) {
            return Err(Refusal::new(format!(
                "class {} does not have named vector {name} configured. Available named vectors {}",
                class.name,
                gotext::list(&known)
            )));
        }
    }
    Ok(Targets { names, combination, searching: true })
}

fn weights(from: &proto::Targets) -> Result<Weights> {
    let count = from.target_vectors.len();
    let own = || -> Result<Vec<f32>> {
        if from.weights_for_targets.len() != count {
            return Err(Refusal::new(format!(
                "number of weights ({}) does not match number of targets ({count})",
                from.weights_for_targets.len()
            )));
        }
        from.weights_for_targets
            .iter()
            .zip(&from.target_vectors)
            .map(|(weight, target)| {
                if weight.target == *target {
                    Ok(weight.weight)
                } else {
                    Err(Refusal::new(format!("target vector {} not found in target vectors", weight.target)))
                }
            })
            .collect()
    };
    Ok(match from.combination() {
        CombinationMethod::TypeAverage => {
            Weights { method: Method::Average, weights: vec![1.0 / count as f32; count] }
        }
        CombinationMethod::TypeSum => Weights { method: Method::Sum, weights: vec![1.0; count] },
        CombinationMethod::TypeManual => Weights { method: Method::Manual, weights: own()? },
        CombinationMethod::TypeRelativeScore => Weights { method: Method::Relative, weights: own()? },
        CombinationMethod::TypeMin | CombinationMethod::Unspecified => {
            Weights { method: Method::Minimum, weights: vec![0.0; count] }
        }
    })
}

/// A vector as it is sent.
enum Sent {
    Single(Vec<f32>),
    Multi,
}

fn sent(from: &proto::Vectors) -> Result<Sent> {
    if from.r#type == proto::vectors::VectorType::MultiFp32 as i32 {
        multi_vector(&from.vector_bytes).within("extract vector")?;
        return Ok(Sent::Multi);
    }
    Ok(Sent::Single(vector(&from.vector_bytes)))
}

fn near_vector(class: &Class, from: &proto::NearVector, targets: &Targets) -> Result<Near> {
    let found = near_vectors(class, from, targets).within("near_vector")?;
    Ok(Near { distance: from.distance, certainty: from.certainty, ..found })
}

fn near_vectors(class: &Class, from: &proto::NearVector, targets: &Targets) -> Result<Near> {
    #[expect(deprecated, reason = "old clients send the vector in one of these")]
    let one = match (from.vectors.as_slice(), from.vector_bytes.is_empty(), from.vector.is_empty()) {
        ([only], _, _) => Some(sent(only)?),
        ([_, _, ..], _, _) => {
            return Err(Refusal::new(format!(
                "only 1 vector supported, found {} vectors",
                from.vectors.len()
            )));
        }
        ([], false, _) => Some(Sent::Single(vector(&from.vector_bytes))),
        ([], true, false) => Some(Sent::Single(from.vector.clone())),
        ([], true, true) => None,
    };
    let mut names = if targets.names.is_empty() { vec![String::new()] } else { targets.names.clone() };
    let combination = targets.combination.clone();
    if let Some(one) = one {
        for name in &names {
            let multi = class.vector(name).is_some_and(|spec| spec.multi);
            match (&one, multi) {
                (Sent::Multi, false) => {
                    return Err(Refusal::new(
                        "provided vector is a multi vector but vector index supports regular vectors",
                    ));
                }
                (Sent::Single(_), true) => {
                    return Err(Refusal::new(
                        "provided vector is a regular vector but vector index supports multi vectors",
                    ));
                }
                _ => {}
            }
        }
        let Sent::Single(vector) = one else { return Err(Refusal::unsupported("multi-vector search")) };
        let vectors = vec![vector; names.len()];
        return Ok(finished(names, vectors, combination));
    }
    let per_target = &from.vector_per_target;
    let mut lists: Vec<Vec<Vec<f32>>> = Vec::new();
    let mut several = false;
    if !from.vector_for_targets.is_empty() {
        several = from.vector_for_targets.first().is_some_and(|first| !first.vectors.is_empty());
        if several {
            let mut seen = Vec::new();
            names.retain(|name| {
                let new = !seen.contains(name);
                seen.push(name.clone());
                new
            });
        }
        if from.vector_for_targets.len() != names.len() {
            return Err(Refusal::new("vector for target must have the same lengths as target vectors"));
        }
        for (given, name) in from.vector_for_targets.iter().zip(&names) {
            if given.name != *name {
                let all: Vec<&str> = from.vector_for_targets.iter().map(|v| v.name.as_str()).collect();
                return Err(missing_target(name, &names, &all));
            }
            #[expect(deprecated, reason = "old clients send one vector a target")]
            let list = if given.vectors.is_empty() {
                vec![vector(&given.vector_bytes)]
            } else {
                given
                    .vectors
                    .iter()
                    .map(|entry| match sent(entry)? {
                        Sent::Single(vector) => Ok(vector),
                        Sent::Multi => Err(Refusal::unsupported("multi-vector search")),
                    })
                    .collect::<Result<_>>()?
            };
            lists.push(list);
        }
    } else if !per_target.is_empty() {
        if per_target.len() != names.len() {
            return Err(Refusal::new("vector per target must be provided for all targets"));
        }
        for name in &names {
            let Some(bytes) = per_target.get(name) else {
                let all: Vec<&str> = per_target.keys().map(String::as_str).collect();
                return Err(missing_target(name, &names, &all));
            };
            lists.push(vec![vector(bytes)]);
        }
    } else {
        return Err(Refusal::new("vector is required"));
    }
    let mut all_names = Vec::new();
    let mut vectors = Vec::new();
    for (name, list) in names.into_iter().zip(lists) {
        for vector in list {
            all_names.push(name.clone());
            vectors.push(vector);
        }
    }
    let combination = combination.map(|known| readjusted(known, several, all_names.len()));
    Ok(finished(all_names, vectors, combination))
}

fn missing_target(name: &str, names: &[String], given: &[&str]) -> Refusal {
    Refusal::new(format!(
        "vector for target {name} is required. All target vectors: {} all vectors for targets {}",
        gotext::list(names),
        gotext::list(given)
    ))
}

// Several vectors for one target change how many there are to weigh.
fn readjusted(known: Weights, several: bool, count: usize) -> Weights {
    if !several {
        return known;
    }
    match known.method {
        Method::Average => Weights { weights: vec![1.0 / count as f32; count], ..known },
        Method::Sum => Weights { weights: vec![1.0; count], ..known },
        Method::Minimum => Weights { weights: vec![0.0; count], ..known },
        Method::Manual | Method::Relative => known,
    }
}

fn finished(targets: Vec<String>, vectors: Vec<Vec<f32>>, combination: Option<Weights>) -> Near {
    let combination = match combination {
        Some(Weights { method: Method::Relative, weights }) => Combination::Relative(weights),
        Some(Weights { method: Method::Minimum, .. }) | None => Combination::Minimum,
        Some(Weights { weights, .. }) => Combination::Weighted(weights),
    };
    Near { query: VectorQuery::Vectors(vectors), targets, combination, distance: None, certainty: None }
}

fn near_object(from: &proto::NearObject, targets: &Targets) -> Result<Near> {
    if from.id.is_empty() {
        return Err(Refusal::new("near_object: id is required"));
    }
    if from.distance.is_some() && from.certainty.is_some() {
        return Err(Refusal::new("near_object: cannot provide distance and certainty"));
    }
    let names = if targets.names.is_empty() { vec![String::new()] } else { targets.names.clone() };
    let near = finished(names, Vec::new(), targets.combination.clone());
    Ok(Near {
        query: VectorQuery::Object(from.id.clone()),
        distance: from.distance,
        certainty: from.certainty,
        ..near
    })
}

fn read_hybrid(class: &Class, from: &proto::Hybrid, targets: &Targets, explain: bool) -> Result<Hybrid> {
    if from.near_text.is_some() {
        return Err(Refusal::unsupported("`near_text`"));
    }
    #[expect(deprecated, reason = "old clients send the vector in one of these")]
    let own = match (from.vectors.as_slice(), from.vector_bytes.is_empty(), from.vector.is_empty()) {
        ([only], _, _) => match sent(only).within("hybrid")? {
            Sent::Single(vector) => Some(vector),
            Sent::Multi => return Err(Refusal::unsupported("multi-vector search")),
        },
        ([_, _, ..], _, _) => {
            return Err(Refusal::new(format!(
                "hybrid: only 1 vector supported, found {} vectors",
                from.vectors.len()
            )));
        }
        ([], false, _) => Some(vector(&from.vector_bytes)),
        ([], true, false) => Some(from.vector.clone()),
        ([], true, true) => None,
    };
    #[expect(deprecated, reason = "what an old client sends unless it says otherwise")]
    let alpha = match (from.use_alpha_param, from.alpha_param) {
        (false, _) => f64::from(from.alpha),
        (true, Some(alpha)) => f64::from(alpha),
        (true, None) => 0.75,
    };
    let near = match (&from.near_vector, own) {
        (Some(_), Some(_)) => {
            return Err(Refusal::new("cannot combine nearVector and vector in hybrid search"));
        }
        (Some(near), None) => Some(near_vector(class, near, targets)?),
        (None, Some(vector)) => {
            let names = if targets.names.is_empty() { vec![String::new()] } else { targets.names.clone() };
            let vectors = vec![vector; names.len()];
            Some(finished(names, vectors, targets.combination.clone()))
        }
        (None, None) => vectorized(class, from, targets),
    };
    let distance = from.threshold.as_ref().map(|hybrid::Threshold::VectorDistance(distance)| *distance);
    Ok(Hybrid {
        keyword: Keyword::new(&from.query, &from.properties, from.bm25_search_operator.as_ref(), explain),
        alpha,
        ranked: from.fusion_type() == hybrid::FusionType::Ranked,
        near,
        distance,
    })
}

// The vector a module makes of the query.
fn vectorized(class: &Class, from: &proto::Hybrid, targets: &Targets) -> Option<Near> {
    let names = if targets.names.is_empty() { vec![String::new()] } else { targets.names.clone() };
    let vectors = names
        .iter()
        .map(|name| {
            let spec = class.vector(name).filter(|spec| spec.vectorizer == "text2vec-bigram")?;
            let _ = spec;
            crate::write::vectors::bigram(&from.query)
        })
        .collect::<Option<Vec<_>>>()?;
    Some(finished(names, vectors, targets.combination.clone()))
}

fn group_by(class: &Class, from: &proto::GroupBy, properties: &mut Vec<Selected>) -> Result<GroupBy> {
    let [name] = from.path.as_slice() else {
        return Err(Refusal::new(format!(
            "groupby path can only have one entry, received {}",
            gotext::list(&from.path)
        )));
    };
    if !properties.iter().any(|known| known.name() == name) {
        let property = class.known_property(name)?;
        if property.targets.is_empty() {
            properties.push(Selected::Plain(name.clone()));
        }
    }
    Ok(GroupBy {
        property: name.clone(),
        groups: from.number_of_groups.max(0) as usize,
        per_group: from.objects_per_group.max(0) as usize,
    })
}

/// The search an aggregation is limited to.
pub(crate) enum AggregateSearch {
    Near(Near),
    Hybrid(Box<Hybrid>),
}

/// Reads the search of an aggregation.
pub(crate) fn aggregate_search(
    class: &Class,
    from: &proto::aggregate_request::Search,
) -> Result<AggregateSearch> {
    use proto::aggregate_request::Search;
    let one = |targets: Result<Targets>| -> Result<Targets> {
        let targets = targets?;
        if targets.names.len() > 1 {
            return Err(Refusal::new("found more than one target vector for aggregation"));
        }
        Ok(targets)
    };
    #[expect(deprecated, reason = "old clients name the targets in a list")]
    match from {
        Search::NearVector(near) => {
            let targets = one(read_targets(class, near.targets.as_ref(), &near.target_vectors))?;
            near_vector(class, near, &targets).map(AggregateSearch::Near)
        }
        Search::NearObject(near) => {
            let targets = one(read_targets(class, near.targets.as_ref(), &near.target_vectors))?;
            near_object(near, &targets).map(AggregateSearch::Near)
        }
        Search::Hybrid(hybrid) => {
            let targets = one(read_targets(class, hybrid.targets.as_ref(), &hybrid.target_vectors))?;
            read_hybrid(class, hybrid, &targets, false).map(|found| AggregateSearch::Hybrid(Box::new(found)))
        }
        _ => Err(Refusal::unsupported("this search in an aggregation")),
    }
}
