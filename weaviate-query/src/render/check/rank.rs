//! What is done with the results of a search.

use super::{Context, at_most, filter};
use crate::{
    Error, Result, Version,
    ir::{Boost, Condition, Decay, Diversity, Filter, GroupBy, Measure, Query, Rerank, Search},
};

/// How many conditions of a boost a server takes.
const CONDITIONS: usize = 20;

/// Checks groups, the second ranking, diversity and boosts.
pub(super) fn rank(query: &Query, cx: &Context<'_>) -> Result<()> {
    for (clause, there) in [
        ("group_by", query.group_by.is_some()),
        ("auto_limit", query.auto_limit.is_some()),
        ("rerank", query.rerank.is_some()),
        ("diversity", query.diversity.is_some()),
    ] {
        if there && query.search.is_none() {
            return Err(Error::invalid(format!("`{clause}` is for the results of a search: there is none")));
        }
    }
    if let Some(group) = &query.group_by {
        group_by(group)?;
    }
    if let (Some(wanted), Some(search)) = (&query.rerank, &query.search) {
        rerank(wanted, search)?;
    }
    if let (Some(wanted), Some(search)) = (&query.diversity, &query.search) {
        diversity(*wanted, search, query.limit, cx)?;
    }
    query.boost.as_ref().map_or(Ok(()), |wanted| boost(wanted, cx))
}

fn group_by(group: &GroupBy) -> Result<()> {
    if group.property.is_empty() {
        return Err(Error::invalid(
            "`groups` and `objects_per_group` say how many groups there are: `group_by` is missing",
        ));
    }
    at_most(group.groups, "groups")?;
    at_most(group.objects, "objects_per_group")
}

/// Left out, the server would give the reranker an empty text.
fn rerank(wanted: &Rerank, search: &Search) -> Result<()> {
    if wanted.property.is_empty() {
        return Err(Error::invalid("`rerank_query` says what `rerank` looks for: `rerank` is missing"));
    }
    match &wanted.query {
        Some(query) if query.is_empty() => Err(Error::invalid("`rerank_query` is empty")),
        None if super::super::rank::text_of(search).is_none() => {
            let (property, search) = (&wanted.property, search.name());
            Err(Error::invalid(format!(
                "`rerank` holds `.{property}` against a text, and `{search}` has none: give `rerank_query`"
            )))
        }
        _ => Ok(()),
    }
}

fn diversity(wanted: Diversity, search: &Search, most: Option<u32>, cx: &Context<'_>) -> Result<()> {
    let Diversity { limit, balance } = wanted;
    match search {
        Search::Bm25(_) => {
            return Err(Error::invalid("`diversity` compares vectors: `bm25` has none"));
        }
        Search::NearMedia(search) => {
            let search = search.medium.clause();
            return Err(Error::invalid(format!(
                "a server drops `diversity` where it searches by `{search}`"
            )));
        }
        Search::Hybrid(_) => cx.needs(Version::new(1, 39), "`diversity`")?,
        _ => cx.needs(Version::new(1, 37), "`diversity`")?,
    }
    if limit == 0 {
        return Err(Error::invalid("`diversity` chooses at least one object: its limit is 0"));
    }
    if let Some(most) = most.filter(|most| limit > *most) {
        return Err(Error::invalid(format!("`diversity` chooses {limit} objects out of a limit of {most}")));
    }
    match balance.filter(|balance| !(0.0..=1.0).contains(balance)) {
        Some(balance) => Err(Error::invalid(format!(
            "the balance of `diversity` is {balance}: it goes from 0 (only different) to 1 (only relevant)"
        ))),
        None => Ok(()),
    }
}

fn boost(wanted: &Boost, cx: &Context<'_>) -> Result<()> {
    cx.needs(Version::new(1, 38), "`boost`")?;
    if wanted.conditions.is_empty() {
        return Err(Error::invalid("`boost` has no condition"));
    }
    if wanted.conditions.len() > CONDITIONS {
        let found = wanted.conditions.len();
        return Err(Error::invalid(format!(
            "`boost` has {found} conditions: a server takes {CONDITIONS} at most"
        )));
    }
    if let Some(weight) = wanted.weight.filter(|weight| !(0.0..=1.0).contains(weight)) {
        return Err(Error::invalid(format!("the weight of `boost` is {weight}: it goes from 0 to 1")));
    }
    if wanted.depth == Some(0) {
        return Err(Error::invalid("the depth of `boost` is 0: it looks at no result"));
    }
    at_most(wanted.depth, "depth")?;
    wanted.conditions.iter().try_for_each(|part| condition(part, cx))
}

fn condition(wanted: &Condition, cx: &Context<'_>) -> Result<()> {
    if let Some(weight) = wanted.weight.filter(|weight| !weight.is_finite()) {
        return Err(Error::invalid(format!("the weight of a condition of `boost` is {weight}")));
    }
    match &wanted.of {
        Measure::Filter(Filter::Constant(_)) => {
            Err(Error::invalid("a condition of `boost` is a filter that is always the same"))
        }
        Measure::Filter(found) => filter(found, cx),
        Measure::TimeDecay { property, origin, scale, offset, decay } => {
            value(property, *decay)?;
            // What it cannot read the server leaves out, without a word.
            if origin != "now" && !is_date(origin) {
                return Err(Error::invalid(format!(
                    "the origin of the decay over `{property}` is {origin:?}: it is a date as RFC 3339, or `now`"
                )));
            }
            match seconds(scale) {
                Some(scale) if scale > 0.0 => {}
                _ => return Err(unread("scale", property, scale)),
            }
            match offset {
                Some(offset) if seconds(offset).is_none() => Err(unread("offset", property, offset)),
                _ => Ok(()),
            }
        }
        Measure::NumericDecay { property, origin, scale, offset, decay } => {
            value(property, *decay)?;
            if !(*scale > 0.0 && scale.is_finite()) {
                return Err(Error::invalid(format!(
                    "the scale of the decay over `{property}` is {scale}: it must be more than 0"
                )));
            }
            if !origin.is_finite() {
                return Err(Error::invalid(format!("the origin of the decay over `{property}` is {origin}")));
            }
            match offset.filter(|offset| !(*offset >= 0.0 && offset.is_finite())) {
                Some(offset) => Err(Error::invalid(format!(
                    "the offset of the decay over `{property}` is {offset}: it must be 0 or more"
                ))),
                None => Ok(()),
            }
        }
        Measure::Property { .. } => Ok(()),
    }
}

fn unread(what: &str, property: &str, found: &str) -> Error {
    Error::invalid(format!(
        "the {what} of the decay over `{property}` is {found:?}: write a time such as `7d`, `12h`, `30m`, `10s` or `500ms`"
    ))
}

fn value(property: &str, decay: Decay) -> Result<()> {
    match decay.value {
        Some(value) if !(value > 0.0 && value < 1.0) => Err(Error::invalid(format!(
            "the decay over `{property}` is {value} at one scale: it must be between 0 and 1"
        ))),
        _ => Ok(()),
    }
}

/// A number and a unit, as a server reads them.
fn seconds(text: &str) -> Option<f64> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[number.len()..] {
        "d" => 86_400.0,
        "h" => 3_600.0,
        "m" => 60.0,
        "s" => 1.0,
        "ms" => 0.001,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(whole) && digits(part)) {
        return None;
    }
    number.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number * unit)
}

/// Whether a text has the shape of RFC 3339: a server reads nothing else as a moment.
fn is_date(text: &str) -> bool {
    let fits = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(found, wanted)| match wanted {
                b'0' => found.is_ascii_digit(),
                wanted => found == wanted,
            })
    };
    let Some((head, tail)) = text.split_at_checked(19) else { return false };
    let zone = match tail.strip_prefix('.') {
        Some(rest) => {
            let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == rest.len() {
                return false;
            }
            zone
        }
        None => tail,
    };
    fits(head, "0000-00-00T00:00:00") && (zone == "Z" || fits(zone, "+00:00") || fits(zone, "-00:00"))
}
