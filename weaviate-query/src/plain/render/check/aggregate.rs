//! Questions for numbers.
//!
//! A server answers a metric that the data type lacks with other statistics, and a search that nothing bounds
//! with an error that speaks of certainty (1.39.0).

use super::{
    super::context::Context,
    common::{at_most, tenant},
    filter::{Losing, optional, placeless},
    search,
    vector::per_target,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Aggregate, AggregateItem, Hybrid, HybridVector, Metric, Near, Search},
    render::text::shown::metric,
    schema::DataType,
};

/// Checks a question for numbers.
///
/// # Errors
///
/// `InvalidInput` with the first thing that is wrong, `Unsupported` for what the server is too old for.
pub(in crate::plain::render) fn aggregate(aggregate: &Aggregate, cx: &Context<'_>) -> Result<()> {
    tenant(cx)?;
    if aggregate.is_empty() {
        return Err(Error::invalid("no object can be counted: this question needs no request"));
    }
    if aggregate.items.is_empty() {
        return Err(Error::invalid(
            "an aggregate that selects nothing asks nothing: select `count` or metrics",
        ));
    }
    if aggregate.groups.is_some() && aggregate.group_by.is_none() {
        return Err(Error::invalid("`groups` says how many groups there are: `group_by` is missing"));
    }
    at_most(aggregate.groups, "groups")?;
    at_most(aggregate.object_limit, "object_limit")?;
    optional(aggregate.filter.as_ref(), cx)?;
    if let Some(filter) = &aggregate.filter {
        placeless(filter, Losing::Counting)?;
    }
    match &aggregate.search {
        None if aggregate.object_limit.is_some() => Err(Error::invalid(
            "`object_limit` says how many results of a search are looked at: there is no search",
        )),
        None => Ok(()),
        Some(found) => over(found, aggregate.object_limit, cx),
    }?;
    aggregate.items.iter().try_for_each(|item| match item {
        AggregateItem::Count => Ok(()),
        AggregateItem::Property { name, kind, metrics } => of(name, *kind, metrics),
    })
}

/// The search that numbers are about: not by words alone, with an end, over one vector.
fn over(found: &Search, most: Option<u32>, cx: &Context<'_>) -> Result<()> {
    let name = found.name();
    let targets = match found {
        Search::Bm25(_) => {
            return Err(Error::invalid(
                "an aggregate has no `bm25`: use `hybrid` with `alpha: 0` and `object_limit`",
            ));
        }
        Search::Hybrid(found) => {
            if most.is_none() && !ends(found) {
                let without = match found.vector {
                    Some(HybridVector::Vectors(_)) => "words",
                    _ => "a vector of its own",
                };
                return Err(Error::invalid(format!(
                    "an aggregate over a `hybrid` without {without} needs `object_limit`"
                )));
            }
            &found.targets
        }
        _ => {
            let near = found.near();
            let bounded = most.is_some()
                || near.is_some_and(|near| near.distance.is_some() || near.certainty.is_some());
            if !bounded {
                return Err(Error::invalid(format!(
                    "an aggregate over `{name}` needs `object_limit` or `distance`"
                )));
            }
            let Some(near) = near else { return Ok(()) };
            bound(name, near)?;
            &near.targets
        }
    };
    if targets.names.len() > 1 {
        return Err(Error::invalid(format!("an aggregate over `{name}` looks at one vector")));
    }
    // Over one vector the server would ignore how it is joined.
    if targets.join.is_some() {
        return Err(Error::invalid(format!(
            "an aggregate over `{name}` looks at one vector: there is nothing to join"
        )));
    }
    search::search(found, cx)
}

/// Whether a server finds an end of a hybrid by itself: it does where a vector is given and words are searched too (1.39.0).
fn ends(found: &Hybrid) -> bool {
    match &found.vector {
        Some(HybridVector::Vectors(half)) => {
            let words = found.alpha.unwrap_or(Hybrid::ALPHA) < 1.0;
            let bounded = half.near.distance.is_some() || half.near.certainty.is_some();
            bounded || (words && !per_target(&half.vectors))
        }
        Some(HybridVector::Text(_)) | None => false,
    }
}

/// Of a distance a server makes a certainty here, `1 - distance / 2`, by whatever the vectors are compared, and one
/// that is not above 0 it takes as no bound: it refuses the question, or counts what is farther away (1.39.0).
fn bound(name: &str, near: &Near) -> Result<()> {
    if let Some(distance) = near.distance.filter(|distance| *distance >= 2.0) {
        return Err(Error::invalid(format!(
            "an aggregate over `{name}` takes a `distance` below 2, not {distance}: a server bounds nothing by more; \
             give `object_limit` alone, or `fetch` the results and count them"
        )));
    }
    if let Some(certainty) = near.certainty.filter(|certainty| *certainty <= 0.0) {
        return Err(Error::invalid(format!(
            "an aggregate over `{name}` takes a `certainty` above 0, not {certainty}: a server bounds nothing by less; \
             give `object_limit`"
        )));
    }
    Ok(())
}

/// The metrics of one property, by its data type.
fn of(name: &str, kind: DataType, metrics: &[Metric]) -> Result<()> {
    use Metric as M;
    let wire = kind.wire_name(false);
    let known = |metric: Metric| match kind {
        DataType::Int | DataType::Number => {
            matches!(metric, M::Count | M::Sum | M::Mean | M::Median | M::Mode | M::Min | M::Max)
        }
        DataType::Date => matches!(metric, M::Count | M::Median | M::Mode | M::Min | M::Max),
        DataType::Text => matches!(metric, M::Count | M::Top(_)),
        DataType::Boolean => {
            matches!(metric, M::Count | M::TrueCount | M::FalseCount | M::TrueShare | M::FalseShare)
        }
        DataType::Reference => matches!(metric, M::PointingTo),
        _ => false,
    };
    let aggregated = matches!(
        kind,
        DataType::Int
            | DataType::Number
            | DataType::Date
            | DataType::Text
            | DataType::Boolean
            | DataType::Reference
    );
    if !aggregated {
        return Err(Error::invalid(format!("`{name}` is {wire}: the server has no metrics for it")));
    }
    if metrics.is_empty() {
        return Err(Error::invalid(format!("nothing is asked of `{name}`: name a metric")));
    }
    if let Some(wrong) = metrics.iter().find(|metric| !known(**metric)) {
        let wrong = metric(*wrong);
        return Err(Error::invalid(format!("`{name}` is {wire}: the server has no `{wrong}` of it")));
    }
    let mut tops = metrics.iter().filter_map(|metric| match metric {
        M::Top(most) => Some(*most),
        _ => None,
    });
    let top = tops.next();
    if top == Some(0) {
        return Err(Error::invalid(format!(
            "`top(0)` of `{name}` asks for none of its values: give 1 or more"
        )));
    }
    // The message has one field for the number, so two cannot both be asked for.
    if tops.any(|most| Some(most) != top) {
        return Err(Error::invalid(format!("`{name}` has `top` twice: ask for the larger number")));
    }
    at_most(top, "top")
}
