//! What of each object is wanted.

use crate::plain::{
    error::{Error, Result},
    ir::{Item, Metadata, Query, Search, Selection},
};

/// Checks the selection of a question, and what it asks for that the question does not make.
pub(super) fn selection(query: &Query) -> Result<()> {
    if query.group_by.is_some() {
        groups(&query.selection)?;
    }
    for item in &query.selection.items {
        if let Item::Metadata(word) = item {
            made(*word, query)?;
        }
    }
    parts(&query.selection)
}

/// In groups the server fills in no more metadata than this, and says nothing of it.
fn groups(selection: &Selection) -> Result<()> {
    let known = |word: Metadata| matches!(word, Metadata::Id | Metadata::Distance | Metadata::Score);
    for item in &selection.items {
        if let Item::Metadata(word) = item
            && !known(*word)
        {
            let word = word.name();
            return Err(Error::invalid(format!(
                "the objects of a group have no `{word}`: leave it out, or ask without `group_by`"
            )));
        }
    }
    Ok(())
}

/// Metadata that nothing in the question makes. A score or a distance is let through: it is asked for with
/// every whole object and read where there is one.
fn made(word: Metadata, query: &Query) -> Result<()> {
    let (made, by) = match word {
        Metadata::RerankScore => (query.rerank.is_some(), "`rerank`"),
        Metadata::Generated => {
            (query.generative.as_ref().is_some_and(|wanted| wanted.prompt.is_some()), "`prompt`")
        }
        Metadata::ExplainScore => {
            let words = matches!(query.search, Some(Search::Bm25(_) | Search::Hybrid(_)));
            (words || query.boost.is_some(), "`bm25` or `hybrid`")
        }
        Metadata::Certainty => {
            (query.search.as_ref().is_some_and(|search| search.near().is_some()), "a search by vectors")
        }
        _ => return Ok(()),
    };
    if made {
        return Ok(());
    }
    Err(Error::invalid(format!("`{}` comes from {by}, which this question has not", word.name())))
}

/// What is selected inside objects and behind links, at any depth.
fn parts(selection: &Selection) -> Result<()> {
    for item in &selection.items {
        match item {
            Item::Object { name, selection } => object(name, selection)?,
            Item::Link { name, selection, .. } => {
                link(name, selection)?;
                parts(selection)?;
            }
            Item::Property(_) | Item::Vector(_) | Item::Metadata(_) => {}
        }
    }
    Ok(())
}

/// Objects behind links were not found by the search: the server would answer 0.
fn link(name: &str, selection: &Selection) -> Result<()> {
    for item in &selection.items {
        if let Item::Metadata(word) = item
            && !matches!(
                word,
                Metadata::Id | Metadata::CreatedAt | Metadata::UpdatedAt | Metadata::IsConsistent
            )
        {
            let word = word.name();
            return Err(Error::invalid(format!(
                "`{word}` is known of the objects that were found, not of those behind `.{name}`"
            )));
        }
    }
    Ok(())
}

/// A nested object has properties and objects in it, and nothing else.
fn object(name: &str, selection: &Selection) -> Result<()> {
    if selection.items.is_empty() {
        return Err(Error::invalid(format!("nothing is selected of `.{name}`: name its properties")));
    }
    for item in &selection.items {
        let found = match item {
            Item::Property(_) => continue,
            Item::Object { name, selection } => {
                object(name, selection)?;
                continue;
            }
            Item::Link { name, .. } => format!("no link `.{name}`"),
            Item::Vector(name) => format!("no vector `.{name}`"),
            Item::Metadata(word) => format!("no `{}`", word.name()),
        };
        return Err(Error::invalid(format!("the nested object `.{name}` has {found} of its own")));
    }
    Ok(())
}
