//! Questions for numbers over gRPC.

use serde_json::{Value, json};

use super::{
    filter::filter,
    random::Random,
    search::{blended, near_object, near_vector},
    world::{Collection, World},
};

/// Some numbers of a collection, of what a filter or search finds, in groups.
pub(crate) fn numbers(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = json!({"collection": of.name});
    if !of.tenants.is_empty() && !random.chance(6) {
        request["tenant"] = json!(random.pick(&of.tenants));
    }
    request["objects_count"] = json!(random.chance(60));
    let mut metrics = Vec::new();
    for _ in 0..random.within(0, 3) {
        metrics.extend(metric(random, of));
    }
    if !metrics.is_empty() {
        request["aggregations"] = json!(metrics);
    }
    if random.chance(35) {
        let path = match of.property(random, |one| !one.kind.starts_with("object")) {
            Some(property) if !random.chance(4) => property.name.clone(),
            _ => "nosuch".to_owned(),
        };
        request["group_by"] = json!({"collection": of.name, "property": path});
        if random.chance(40) {
            request["limit"] = json!(random.within(1, 5));
        }
    }
    if random.chance(35) {
        request["filters"] = filter(random, world, of, 1).grpc();
    }
    if random.chance(30) {
        let (name, mut search) = match random.below(3) {
            0 => ("hybrid", blended(random, of)),
            1 => near_object(random, of),
            _ => near_vector(random, of),
        };
        match random.below(8) {
            0 => {}
            1..3 if name != "hybrid" => search["distance"] = json!(random.within(0, 16) as f64 / 8.0),
            _ => request["object_limit"] = json!(random.within(1, 9)),
        }
        request[name] = search;
    }
    request
}

fn metric(random: &mut Random, of: &Collection) -> Option<Value> {
    let property = of.property(random, |_| true)?;
    let (message, names): (&str, &[&str]) = match property.kind.trim_end_matches("[]") {
        "int" => ("int", &["count", "type", "sum", "mean", "mode", "median", "maximum", "minimum"]),
        "number" => ("number", &["count", "type", "sum", "mean", "mode", "median", "maximum", "minimum"]),
        "boolean" => (
            "boolean",
            &["count", "type", "total_true", "total_false", "percentage_true", "percentage_false"],
        ),
        "date" => ("date", &["count", "type", "median", "mode", "maximum", "minimum"]),
        "ref" => ("reference", &["type", "pointing_to"]),
        "text" => ("text", &["count", "type", "top_occurences"]),
        _ => ("text", &["count", "type"]),
    };
    let (message, names) =
        if random.chance(5) { ("int", ["count", "maximum", "type"].as_slice()) } else { (message, names) };
    let some = names.iter().filter(|_| random.chance(50)).map(|name| ((*name).to_owned(), json!(true)));
    let mut some: Value = some.collect::<serde_json::Map<_, _>>().into();
    if some["top_occurences"] == true && random.chance(50) {
        some["top_occurences_limit"] = json!(random.within(1, 6));
    }
    let name = if random.chance(2) { "nosuch" } else { &property.name };
    Some(json!({"property": name, (message): some}))
}
