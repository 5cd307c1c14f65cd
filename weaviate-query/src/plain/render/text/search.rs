//! Searches as text.

use std::fmt::{self, Write as _};

use super::super::check::per_target;
use crate::plain::ir::{
    Bm25, Fusion, Hybrid, HybridVector, Join, KeywordOperator, Move, Near, NearText, NearVector, Search,
    Targets, Values,
};

/// The search with what bounds it, a line each.
pub(super) fn write(out: &mut String, search: &Search) -> fmt::Result {
    match search {
        Search::Bm25(bm25) => keywords(out, "bm25", bm25),
        Search::Hybrid(search) => hybrid(out, search),
        Search::NearVector(search) => {
            writeln!(out, "  near_vector: {}", vectors(search))?;
            near(out, &search.near)
        }
        Search::NearObject { id, near: bounds } => {
            writeln!(out, "  near_object: {id}")?;
            near(out, bounds)
        }
        Search::NearText(search) => {
            writeln!(out, "  near_text: {}", texts(&search.concepts))?;
            near(out, &search.near)?;
            moves(out, search)
        }
        Search::NearMedia(search) => {
            writeln!(out, "  {}: {} bytes", search.medium.clause(), search.data.len())?;
            near(out, &search.near)
        }
    }
}

/// A hybrid with what the server fills in: the alpha, and where the vector comes from.
fn hybrid(out: &mut String, hybrid: &Hybrid) -> fmt::Result {
    if hybrid.keywords.query.is_empty() {
        writeln!(out, "  hybrid: none")?;
    } else {
        keywords(out, "hybrid", &hybrid.keywords)?;
    }
    writeln!(out, "  alpha: {}", hybrid.alpha.unwrap_or(Hybrid::ALPHA))?;
    match &hybrid.vector {
        // With an alpha of 0 the vector does not count, so where it comes from is not said.
        None if hybrid.alpha == Some(0.0) => {}
        None => writeln!(out, "  vector: made by the server from the text")?,
        Some(HybridVector::Vectors(search)) => {
            write!(out, "  vector: {}", vectors(search))?;
            bounds(out, &search.near)?;
        }
        Some(HybridVector::Text(search)) => {
            write!(out, "  vector: near_text {}", texts(&search.concepts))?;
            bounds(out, &search.near)?;
            moves(out, search)?;
        }
    }
    targets(out, &hybrid.targets)?;
    match hybrid.fusion {
        None => {}
        Some(Fusion::Ranked) => writeln!(out, "  fusion: ranked")?,
        Some(Fusion::RelativeScore) => writeln!(out, "  fusion: relative_score")?,
    }
    hybrid.max_distance.map_or(Ok(()), |distance| writeln!(out, "  max_distance: {distance}"))
}

/// What bounds the half of a hybrid, in its own line.
fn bounds(out: &mut String, near: &Near) -> fmt::Result {
    if let Some(distance) = near.distance {
        write!(out, ", distance {distance}")?;
    }
    if let Some(certainty) = near.certainty {
        write!(out, ", certainty {certainty}")?;
    }
    out.write_char('\n')
}

/// Words, where they are looked for, and how many must be there.
fn keywords(out: &mut String, name: &str, keywords: &Bm25) -> fmt::Result {
    writeln!(out, "  {name}: {:?}", keywords.query)?;
    if !keywords.properties.is_empty() {
        let spell = |(name, weight): &(String, u32)| match weight {
            1 => format!(".{name}"),
            weight => format!(".{name} ^ {weight}"),
        };
        writeln!(out, "  on: [{}]", keywords.properties.iter().map(spell).collect::<Vec<_>>().join(", "))?;
    }
    match keywords.operator {
        None => Ok(()),
        Some(KeywordOperator::And) => writeln!(out, "  operator: and"),
        Some(KeywordOperator::Or(least)) => writeln!(out, "  operator: or({least})"),
        Some(KeywordOperator::AndCross) => writeln!(out, "  operator: and_cross"),
    }
}

/// Vectors by their shape, not their numbers: one is longer than the rest of the question.
fn vectors(search: &NearVector) -> String {
    let each = search.vectors.iter().map(|vector| {
        let shape = match &vector.values {
            Values::Single(values) => format!("{} dimensions", values.len()),
            Values::Multi(rows) => {
                format!("{} rows of {} dimensions", rows.len(), rows.first().map_or(0, Vec::len))
            }
        };
        vector.target.as_ref().map_or_else(|| shape.clone(), |target| format!(".{target}: {shape}"))
    });
    let all = each.collect::<Vec<_>>().join(", ");
    if per_target(&search.vectors) { format!("{{ {all} }}") } else { all }
}

/// One text, or a list of several.
fn texts(texts: &[String]) -> String {
    match texts {
        [one] => format!("{one:?}"),
        several => format!("{several:?}"),
    }
}

/// What the text is moved to and from.
fn moves(out: &mut String, search: &NearText) -> fmt::Result {
    for (clause, way, shift) in [("move_to", "to", &search.move_to), ("move_away", "from", &search.move_away)]
    {
        let Some(Move { force, concepts, ids }) = shift else { continue };
        let mut places = Vec::new();
        if !concepts.is_empty() {
            places.push(texts(concepts));
        }
        if !ids.is_empty() {
            places.push(format!("the objects {}", ids.join(", ")));
        }
        writeln!(out, "  {clause}: {force} of the way {way} {}", places.join(" and "))?;
    }
    Ok(())
}

/// Which vectors and how far, a line each.
fn near(out: &mut String, near: &Near) -> fmt::Result {
    targets(out, &near.targets)?;
    if let Some(distance) = near.distance {
        writeln!(out, "  distance: {distance}")?;
    }
    if let Some(certainty) = near.certainty {
        writeln!(out, "  certainty: {certainty}")?;
    }
    Ok(())
}

/// The vectors that are searched, as `query!` joins them.
fn targets(out: &mut String, targets: &Targets) -> fmt::Result {
    let Targets { names, join } = targets;
    if names.is_empty() {
        return Ok(());
    }
    let plain = || names.iter().map(|name| format!(".{name}")).collect::<Vec<_>>().join(", ");
    let weighted = |weights: &[f32]| {
        let each = names.iter().zip(weights).map(|(name, weight)| format!(".{name} * {weight}"));
        each.collect::<Vec<_>>().join(", ")
    };
    match join {
        None if names.len() == 1 => writeln!(out, "  target: {}", plain()),
        None => writeln!(out, "  target: ({})", plain()),
        Some(Join::Sum) => writeln!(out, "  target: sum({})", plain()),
        Some(Join::Average) => writeln!(out, "  target: average({})", plain()),
        Some(Join::Minimum) => writeln!(out, "  target: minimum({})", plain()),
        Some(Join::Weighted(weights)) => writeln!(out, "  target: weighted({})", weighted(weights)),
        Some(Join::Relative(weights)) => writeln!(out, "  target: relative({})", weighted(weights)),
    }
}
