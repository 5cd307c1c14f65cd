//! Searches.

use super::{
    super::context::Context,
    common::{at_most, id},
    vector,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Bm25, Hybrid, HybridVector, KeywordOperator, Move, Near, NearText, Search},
    version::Version,
};

/// Checks a search.
pub(super) fn search(search: &Search, cx: &Context<'_>) -> Result<()> {
    if let Some(near) = search.near() {
        bounds(near)?;
        vector::targets(&near.targets)?;
    }
    match search {
        Search::Bm25(search) => {
            if search.query.is_empty() {
                return Err(Error::invalid(
                    "`bm25` with an empty text finds nothing: leave the search out to list objects",
                ));
            }
            operator(search, cx)
        }
        Search::NearVector(search) => vector::vectors(&search.vectors, &search.near.targets),
        Search::NearObject { id: other, .. } => id(other, "near_object"),
        Search::NearText(search) => text(search),
        Search::NearMedia(search) if search.data.is_empty() => {
            let clause = search.medium.clause();
            Err(Error::invalid(format!("`{clause}` has no bytes to search with")))
        }
        Search::NearMedia(_) => Ok(()),
        Search::Hybrid(search) => hybrid(search, cx),
    }
}

/// How many words must be there, which servers learned one by one.
fn operator(search: &Bm25, cx: &Context<'_>) -> Result<()> {
    let Some(operator) = search.operator else { return Ok(()) };
    cx.needs(Version::new(1, 31), "`operator`")?;
    match operator {
        KeywordOperator::And => Ok(()),
        KeywordOperator::AndCross => cx.needs(Version::new(1, 39), "`and_cross`"),
        KeywordOperator::Or(least) => at_most(Some(least), "operator"),
    }
}

/// A hybrid: what it says itself, then its half by a vector, of which a server reads only some.
fn hybrid(search: &Hybrid, cx: &Context<'_>) -> Result<()> {
    let alpha = search.alpha.unwrap_or(Hybrid::ALPHA);
    if !(0.0..=1.0).contains(&alpha) {
        return Err(Error::invalid(format!(
            "`alpha` is {alpha}: it goes from 0 (only words) to 1 (only the vector)"
        )));
    }
    if search.keywords.query.is_empty() {
        if alpha < 1.0 {
            return Err(Error::invalid(
                "`hybrid` has no words to search: give it a text, or search the vector alone by `hybrid: none`, without `alpha`",
            ));
        }
        if search.vector.is_none() {
            return Err(Error::invalid("`hybrid: none` searches the vector alone: give it a `vector`"));
        }
    }
    if let Some(distance) = search.max_distance.filter(|distance| !distance.is_finite()) {
        return Err(Error::invalid(format!("`max_distance` is {distance}")));
    }
    operator(&search.keywords, cx)?;
    vector::targets(&search.targets)?;
    match &search.vector {
        None => Ok(()),
        Some(HybridVector::Text(half)) => {
            outside(&half.near)?;
            // Of this half a server reads the concepts and the forces, and drops the rest in silence.
            for (clause, there) in
                [("distance", half.near.distance.is_some()), ("certainty", half.near.certainty.is_some())]
            {
                if there {
                    return Err(Error::invalid(format!(
                        "inside `hybrid` a server drops the `{clause}` of `near_text`: give `max_distance` to the `hybrid`"
                    )));
                }
            }
            for (clause, shift) in [("move_to", &half.move_to), ("move_away", &half.move_away)] {
                if shift.as_ref().is_some_and(|shift| !shift.ids.is_empty()) {
                    return Err(Error::invalid(format!(
                        "inside `hybrid` a server drops the objects of `{clause}`: name concepts"
                    )));
                }
            }
            text(half)
        }
        Some(HybridVector::Vectors(half)) => {
            outside(&half.near)?;
            bounds(&half.near)?;
            vector::vectors(&half.vectors, &search.targets)
        }
    }
}

/// The half of a hybrid names no targets: those of the hybrid count, and a second list is refused.
fn outside(half: &Near) -> Result<()> {
    if half.targets.names.is_empty() && half.targets.join.is_none() {
        return Ok(());
    }
    Err(Error::invalid("the half of a `hybrid` has no `target` of its own: give it to the `hybrid`"))
}

/// Texts to make a vector of, and what it is moved to and from.
fn text(search: &NearText) -> Result<()> {
    if search.concepts.iter().all(String::is_empty) {
        return Err(Error::invalid("`near_text` without a text finds nothing: give it a concept"));
    }
    for (clause, shift) in [("move_to", &search.move_to), ("move_away", &search.move_away)] {
        let Some(Move { force, concepts, ids }) = shift else { continue };
        if !(0.0..=1.0).contains(force) {
            return Err(Error::invalid(format!("the force of `{clause}` is {force}: it goes from 0 to 1")));
        }
        if concepts.is_empty() && ids.is_empty() {
            return Err(Error::invalid(format!("`{clause}` names neither concepts nor objects")));
        }
        ids.iter().try_for_each(|other| id(other, clause))?;
    }
    Ok(())
}

/// How far a search by vectors looks: by a distance or a certainty, not both.
fn bounds(near: &Near) -> Result<()> {
    let Near { targets, distance, certainty } = near;
    if distance.is_some() && certainty.is_some() {
        return Err(Error::invalid("`distance` and `certainty` say the same thing: give one of them"));
    }
    if certainty.is_some() && targets.names.len() > 1 {
        return Err(Error::invalid("`certainty` is for one vector: give `distance` with several"));
    }
    if let Some(certainty) = certainty.filter(|certainty| !(0.0..=1.0).contains(certainty)) {
        return Err(Error::invalid(format!("`certainty` is {certainty}: it goes from 0 to 1")));
    }
    match distance.filter(|distance| !distance.is_finite()) {
        Some(distance) => Err(Error::invalid(format!("`distance` is {distance}"))),
        None => Ok(()),
    }
}
