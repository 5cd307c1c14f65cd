//! Reads a hybrid search from a request.

use weaviate_proto::{self as proto, hybrid};

use crate::{
    common::error::{Refusal, Result, Within},
    operations::{
        modules::{Ask, is_known},
        search::{
            keyword::Keyword,
            near::Near,
            query::Hybrid,
            targets::Targets,
            vectors::{everywhere, near_media, near_vector, only, texts},
        },
    },
    schema::Class,
};

pub(crate) fn read(class: &Class, from: &proto::Hybrid, targets: &Targets) -> Result<Hybrid> {
    #[expect(deprecated, reason = "old clients send the vector in one of these")]
    let own = only(&from.vectors, &from.vector_bytes, &from.vector).within("hybrid")?;
    // An empty vector is none.
    let own = own.filter(|own| !own.is_empty());
    let selected = [
        (from.near_text.as_ref().is_some_and(|near| near.selection.is_some()), "near_text"),
        (from.near_vector.as_ref().is_some_and(|near| near.selection.is_some()), "near_vector"),
    ];
    if let Some((_, name)) = selected.into_iter().find(|(selected, _)| *selected) {
        return Err(Refusal::new(format!(
            "hybrid: selection must be set on the top-level hybrid search, not on the {name} sub-search"
        )));
    }
    #[expect(deprecated, reason = "what an old client sends unless it says otherwise")]
    let alpha = match (from.use_alpha_param, from.alpha_param) {
        (false, _) => f64::from(from.alpha),
        (true, Some(alpha)) => f64::from(alpha),
        (true, None) => 0.75,
    };
    let found = match (&from.near_vector, &from.near_text, own) {
        (Some(_), _, Some(_)) => {
            return Err(Refusal::new("cannot combine nearVector and vector in hybrid search"));
        }
        (Some(_), Some(_), _) => {
            return Err(Refusal::new("hybrid search cannot have both nearText and nearVector parameters"));
        }
        (None, Some(_), Some(_)) => {
            return Err(Refusal::new("cannot combine nearText and query in hybrid search"));
        }
        // A certainty inside a hybrid search sets no limit; with a distance beside it, it is refused later.
        (Some(near), ..) => {
            let certainty = near.certainty.filter(|_| near.distance.is_some());
            Some(Near { certainty, ..near_vector(class, near, targets)? })
        }
        // Inside a hybrid search by texts, neither distance nor certainty sets a limit.
        (None, Some(near), _) => Some(near_media("nearText", texts(near), targets)),
        (None, None, Some(vector)) => Some(everywhere(&vector, targets)),
        (None, None, None) => of_query(class, &from.query, targets),
    };
    let leg = match (&from.near_vector, &from.near_text) {
        (Some(_), _) => "vector,nearVector",
        _ => "vector,hybridVector",
    };
    let distance = from.threshold.as_ref().map(|hybrid::Threshold::VectorDistance(distance)| *distance);
    Ok(Hybrid {
        // The server never asks this side for explanations.
        keyword: Keyword::new(&from.query, &from.properties, from.bm25_search_operator.as_ref(), false),
        alpha,
        ranked: from.fusion_type() == hybrid::FusionType::Ranked,
        near: found,
        leg,
        distance,
    })
}

// The vector a module makes of the query; none without a module for every target.
fn of_query(class: &Class, query: &str, targets: &Targets) -> Option<Near> {
    let known = |name: &String| class.vector(name).is_some_and(|spec| is_known(&spec.vectorizer));
    let ask = Ask::Texts { texts: vec![query.to_owned()], to: None, away: None };
    targets.or_unnamed().iter().all(known).then(|| near_media("hybrid", ask, targets))
}
