//! Groups, the second ranking and boosts as messages.

use super::{Context, filter};
use crate::{
    ir::{Boost, Condition, Curve, GroupBy, Measure, Modifier, Rerank, Search},
    proto::{
        self, boost,
        boost::{DecayCurve, PropertyValueModifier, condition},
    },
};

pub(super) fn group_by(group: &GroupBy) -> proto::GroupBy {
    proto::GroupBy {
        path: vec![group.property.clone()],
        number_of_groups: group.groups.unwrap_or(GroupBy::GROUPS) as i32,
        objects_per_group: group.objects.unwrap_or(GroupBy::OBJECTS) as i32,
    }
}

/// A server gives the reranker an empty text where none is sent: that of the search goes along.
pub(super) fn rerank(rerank: &Rerank, search: Option<&Search>) -> proto::Rerank {
    proto::Rerank { property: rerank.property.clone(), query: rerank_query(rerank, search) }
}

/// What the reranker holds the property against.
pub(super) fn rerank_query(rerank: &Rerank, search: Option<&Search>) -> Option<String> {
    rerank.query.clone().or_else(|| search.and_then(text_of))
}

/// The text of a search, if it has one.
pub(super) fn text_of(search: &Search) -> Option<String> {
    let text = match search {
        Search::Bm25(search) => search.query.clone(),
        Search::Hybrid(search) => search.keywords.query.clone(),
        Search::NearText(search) => search.concepts.join(" "),
        Search::NearVector(_) | Search::NearObject { .. } | Search::NearMedia(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

pub(super) fn boost(wanted: &Boost, cx: &Context<'_>) -> proto::Boost {
    proto::Boost {
        conditions: wanted.conditions.iter().map(|part| condition(part, cx)).collect(),
        weight: wanted.weight,
        depth: wanted.depth,
    }
}

fn condition(wanted: &Condition, cx: &Context<'_>) -> boost::Condition {
    use condition::Condition as Wire;
    let of = match &wanted.of {
        Measure::Filter(filter) => Wire::Filter(filter::render(filter, cx)),
        Measure::TimeDecay { property, origin, scale, offset, decay } => {
            Wire::TimeDecay(boost::TimeDecayFunction {
                property: property.clone(),
                origin: origin.clone(),
                scale: scale.clone(),
                offset: offset.clone(),
                curve: decay.curve.map(curve),
                decay_value: decay.value,
            })
        }
        Measure::NumericDecay { property, origin, scale, offset, decay } => {
            Wire::NumericDecay(boost::NumericDecayFunction {
                property: property.clone(),
                origin: *origin,
                scale: *scale,
                offset: *offset,
                curve: decay.curve.map(curve),
                decay_value: decay.value,
            })
        }
        Measure::Property { property, modifier } => Wire::PropertyValue(boost::PropertyValueFunction {
            property: property.clone(),
            modifier: modifier.map(|modifier| {
                match modifier {
                    Modifier::Log1p => PropertyValueModifier::Log1p,
                    Modifier::Sqrt => PropertyValueModifier::Sqrt,
                }
                .into()
            }),
        }),
    };
    boost::Condition { weight: wanted.weight, condition: Some(of) }
}

fn curve(curve: Curve) -> i32 {
    match curve {
        Curve::Exponential => DecayCurve::Exponential,
        Curve::Gaussian => DecayCurve::Gauss,
        Curve::Linear => DecayCurve::Linear,
    }
    .into()
}
