//! Makes questions of a seed: the same ones on every machine, about every area of the interface.
//!
//! A question is a case without its answers. What it asks of is a data set, and, where it writes, collections of its own.

mod aggregate;
pub(crate) mod data;
pub(crate) mod dataset;
mod filter;
mod graphql;
mod links;
mod listing;
mod objects;
mod odd;
pub(crate) mod random;
mod schema;
mod search;
mod selection;
mod step;
mod twist;
mod values;
pub(crate) mod world;

use serde_json::{Value, json};

use random::Random;
use world::World;

/// How an area asks: a message of gRPC, a query of GraphQL, or a whole case.
enum Asks {
    Search(fn(&mut Random, &World) -> Value),
    Aggregate(fn(&mut Random, &World) -> Value),
    GraphQl(fn(&mut Random, &World) -> Value),
    Case(fn(&mut Random) -> Value),
}

/// The areas, and how many of a thousand questions each has.
const AREAS: [(&str, usize, Asks); 21] = [
    ("filters", 190, Asks::Search(search::filtered)),
    ("filters_nested", 60, Asks::Search(search::nested)),
    ("bm25", 70, Asks::Search(search::keyword)),
    ("hybrid", 60, Asks::Search(search::hybrid)),
    ("near_vector", 70, Asks::Search(search::near)),
    ("group_by", 40, Asks::Search(search::grouped)),
    ("sort", 40, Asks::Search(search::sorted)),
    ("cursor", 20, Asks::Search(search::cursor)),
    ("selection", 40, Asks::Search(selection::selected)),
    ("aggregate", 80, Asks::Aggregate(aggregate::numbers)),
    ("graphql_get", 55, Asks::GraphQl(graphql::get)),
    ("graphql_aggregate", 35, Asks::GraphQl(graphql::aggregate)),
    ("schema_create", 55, Asks::Case(schema::create)),
    ("schema_add", 20, Asks::Case(schema::add)),
    ("schema_update", 30, Asks::Case(schema::update)),
    ("tokenize", 10, Asks::Case(schema::tokenize)),
    ("objects", 65, Asks::Case(objects::write)),
    ("batch_objects", 20, Asks::Case(objects::batch)),
    ("batch_delete", 10, Asks::Case(links::delete)),
    ("references", 20, Asks::Case(links::link)),
    ("tenants", 20, Asks::Case(links::tenant)),
];

/// About so many questions of a seed on a data set.
pub(crate) fn questions(world: &World, seed: u64, count: usize) -> Vec<Value> {
    let mut out = Vec::new();
    for (area, share, asks) in &AREAS {
        let mut random = Random::named(seed, area);
        for number in 0..(count * share).div_ceil(1000) {
            let mut case = match asks {
                Asks::Search(make) => {
                    json!({"transport": "grpc", "method": "Search", "request": make(&mut random, world)})
                }
                Asks::Aggregate(make) => {
                    json!({"transport": "grpc", "method": "Aggregate", "request": make(&mut random, world)})
                }
                Asks::GraphQl(make) => {
                    json!({"transport": "rest", "method": "POST /v1/graphql", "request": make(&mut random, world)})
                }
                Asks::Case(make) => make(&mut random),
            };
            case["id"] = json!(format!("{area}/{seed}-{number}"));
            out.push(case);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_questions() {
        let data = data::data(7);
        let again = data::data(7);
        assert_eq!(data.objects, again.objects);
        let world = || World::of(&data);
        let (once, twice) = (questions(&world(), 7, 300), questions(&world(), 7, 300));
        assert_eq!(once, twice);
        assert!(once.len() >= 300, "{}", once.len());
        assert_ne!(once, questions(&world(), 8, 300));
        let ids: std::collections::BTreeSet<_> = once.iter().map(|case| case["id"].to_string()).collect();
        assert_eq!(ids.len(), once.len());
    }
}
