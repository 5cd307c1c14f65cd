//! Searches as messages.

use bytes::Bytes;

use super::Context;
use crate::{
    Error, Result, Version,
    ir::{Bm25, Fusion, Hybrid, KeywordOperator, Near, NearVector, Search},
    proto::{
        self, Bm25 as WireBm25, Hybrid as WireHybrid, NearObject as WireNearObject,
        NearVector as WireNearVector, SearchOperatorOptions, Targets, Vectors, hybrid,
        search_operator_options, vectors::VectorType,
    },
};

/// A search as the message of its kind.
pub(super) enum Rendered {
    Bm25(WireBm25),
    Hybrid(Box<WireHybrid>),
    NearVector(WireNearVector),
    NearObject(WireNearObject),
}

pub(super) fn search(search: &Search, cx: &Context<'_>) -> Result<Rendered> {
    Ok(match search {
        Search::Bm25(search) => Rendered::Bm25(bm25(search, cx)?),
        Search::Hybrid(search) => Rendered::Hybrid(Box::new(hybrid(search, cx)?)),
        Search::NearVector(search) => Rendered::NearVector(near_vector(search)?),
        Search::NearObject { id, near } => Rendered::NearObject(near_object(id, near)?),
    })
}

fn bm25(search: &Bm25, cx: &Context<'_>) -> Result<WireBm25> {
    if search.query.is_empty() {
        return Err(Error::invalid(
            "`bm25` with an empty text finds nothing: leave the search out to list objects",
        ));
    }
    Ok(WireBm25 {
        query: search.query.clone(),
        properties: weighted(&search.properties),
        search_operator: search.operator.map(|operator| keyword_operator(operator, cx)).transpose()?,
    })
}

fn weighted(properties: &[(String, u32)]) -> Vec<String> {
    let spell = |(name, weight): &(String, u32)| match weight {
        1 => name.clone(),
        weight => format!("{name}^{weight}"),
    };
    properties.iter().map(spell).collect()
}

fn keyword_operator(operator: KeywordOperator, cx: &Context<'_>) -> Result<SearchOperatorOptions> {
    use search_operator_options::Operator as Wire;
    let (operator, least) = match operator {
        KeywordOperator::And => (Wire::And, None),
        KeywordOperator::Or(least) => (Wire::Or, Some(i32::try_from(least).unwrap_or(i32::MAX))),
        KeywordOperator::AndCross => {
            cx.needs(Version::new(1, 39), "`and_cross`")?;
            (Wire::AndCross, None)
        }
    };
    Ok(SearchOperatorOptions { operator: operator.into(), minimum_or_tokens_match: least })
}

fn hybrid(search: &Hybrid, cx: &Context<'_>) -> Result<WireHybrid> {
    let alpha = search.alpha.unwrap_or(Hybrid::ALPHA);
    if !(0.0..=1.0).contains(&alpha) {
        return Err(Error::invalid(format!(
            "`alpha` is {alpha}: it goes from 0 (only words) to 1 (only the vector)"
        )));
    }
    let mut wire = WireHybrid {
        query: search.keywords.query.clone(),
        properties: weighted(&search.keywords.properties),
        fusion_type: match search.fusion {
            None => hybrid::FusionType::Unspecified,
            Some(Fusion::Ranked) => hybrid::FusionType::Ranked,
            Some(Fusion::RelativeScore) => hybrid::FusionType::RelativeScore,
        }
        .into(),
        bm25_search_operator: search.keywords.operator.map(|op| keyword_operator(op, cx)).transpose()?,
        targets: targets(search.target.as_deref()),
        threshold: search.distance.map(hybrid::Threshold::VectorDistance),
        ..WireHybrid::default()
    };
    if let Some(vector) = &search.vector {
        wire.vectors = vec![vectors(vector, search.dimensions, search.target.as_deref())?];
    }
    // A server before 1.36 reads only the old field, one from 1.36 on the new one if it is told so.
    wire.alpha_param = Some(alpha);
    wire.use_alpha_param = true;
    #[allow(deprecated)]
    {
        wire.alpha = alpha;
    }
    Ok(wire)
}

fn near_vector(search: &NearVector) -> Result<WireNearVector> {
    check_near(&search.near)?;
    Ok(WireNearVector {
        vectors: vec![vectors(&search.vector, search.dimensions, search.near.target.as_deref())?],
        targets: targets(search.near.target.as_deref()),
        distance: search.near.distance,
        certainty: search.near.certainty,
        ..WireNearVector::default()
    })
}

fn near_object(id: &str, near: &Near) -> Result<WireNearObject> {
    check_near(near)?;
    Ok(WireNearObject {
        id: id.to_owned(),
        targets: targets(near.target.as_deref()),
        distance: near.distance,
        certainty: near.certainty,
        ..WireNearObject::default()
    })
}

fn check_near(near: &Near) -> Result<()> {
    if near.distance.is_some() && near.certainty.is_some() {
        return Err(Error::invalid("`distance` and `certainty` say the same thing: give one of them"));
    }
    Ok(())
}

fn targets(name: Option<&str>) -> Option<Targets> {
    Some(Targets { target_vectors: vec![name?.to_owned()], ..Targets::default() })
}

fn vectors(vector: &[f32], wanted: Option<usize>, target: Option<&str>) -> Result<Vectors> {
    // The server would answer a plain listing, without an error.
    if vector.is_empty() {
        return Err(Error::invalid("the query vector is empty"));
    }
    if let Some(wanted) = wanted.filter(|wanted| *wanted != vector.len()) {
        let (found, name) = (vector.len(), target.unwrap_or("the vector"));
        return Err(Error::invalid(format!(
            "`{name}` has {wanted} dimensions, the query vector has {found}"
        )));
    }
    if let Some(place) = vector.iter().position(|x| !x.is_finite()) {
        return Err(Error::invalid(format!("component {place} of the query vector is {}", vector[place])));
    }
    Ok(proto::Vectors {
        vector_bytes: little_endian(vector),
        r#type: VectorType::SingleFp32.into(),
        ..Vectors::default()
    })
}

fn little_endian(vector: &[f32]) -> Bytes {
    vector.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>().into()
}
