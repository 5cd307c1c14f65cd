//! Code about any collection.

#[path = "../model.rs"]
#[allow(missing_docs)]
mod model;

use model::{Article, Category};
use weaviate::{
    Collection, Filter, Hit, Query, query,
    tenancy::Chosen,
    token::{Field, Property},
};

pub fn recent<C: Collection>(filter: Option<Filter<C>>, limit: u32) -> Query<C, Hit<C>> {
    query!(C, limit: limit).limit(limit + u32::from(filter.is_some()))
}

pub fn only<C: Collection>(filter: Filter<C>) -> weaviate::ir::Query {
    query!(C, filter: filter, limit: 3).ir().clone()
}

pub fn at_least<C: Collection, P: Property<Kind = weaviate::kind::int, Filterable = weaviate::kind::yes>>(
    at: Field<C, (), P>,
    least: i64,
) -> Filter<C> {
    at.ge(least)
}

pub async fn all<C: Collection, T: Chosen<C>>(handle: &weaviate::Handle<C, T>) -> weaviate::Result<usize> {
    Ok(handle.fetch(query!(C, limit: 100)).await?.len())
}

pub fn ask() {
    let _ = recent::<Article>(None, 3);
    let _ = only(at_least(Article::FIELDS.words, 3));
    let _ = recent::<Category>(None, 3);
}
