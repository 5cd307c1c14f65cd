//! What of an object comes back.

use serde_json::{Value, json};

use super::{
    listing::listing,
    random::Random,
    world::{Collection, Property, World},
};

/// A listing with chosen values.
pub(crate) fn selected(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut request = listing(of, random);
    request["limit"] = json!(random.within(1, 3));
    match random.below(6) {
        0 => {
            request.as_object_mut().map(|request| request.remove("properties"));
        }
        1 => request["properties"] = json!({"return_all_nonref_properties": true}),
        _ => request["properties"] = properties(random, world, of, 2),
    }
    for (name, often) in [
        ("vector", 25),
        ("distance", 8),
        ("score", 8),
        ("certainty", 5),
        ("explain_score", 5),
        ("is_consistent", 8),
    ] {
        if random.chance(often) {
            request["metadata"][name] = json!(true);
        }
    }
    if random.chance(20) && !of.vectors[0].name.is_empty() {
        let names: Vec<&str> =
            of.vectors.iter().filter(|_| random.chance(60)).map(|one| one.name.as_str()).collect();
        request["metadata"]["vectors"] = json!(names);
    }
    if random.chance(3) {
        request["metadata"]["vectors"] = json!(["nosuch"]);
    }
    for flag in ["uses_123_api", "uses_125_api", "uses_127_api"] {
        if random.chance(5) {
            request[flag] = json!(false);
        }
    }
    request["filters"] =
        json!({"operator": "OPERATOR_EQUAL", "value_text": of.id(random), "target": {"property": "_id"}});
    if random.chance(30) {
        request.as_object_mut().map(|request| request.remove("filters"));
    }
    request
}

/// The message `PropertiesRequest`.
pub(crate) fn properties(random: &mut Random, world: &World, of: &Collection, hops: usize) -> Value {
    let mut out = json!({});
    let mut plain = Vec::new();
    for _ in 0..random.within(1, 4) {
        match of.property(random, |one| one.kind != "ref" && one.nested.is_empty()) {
            Some(property) if !plain.contains(&property.name) => plain.push(property.name.clone()),
            _ => {}
        }
    }
    if random.chance(3) {
        plain.push(random.word(&["nosuch", "id", "_id", ""]).to_owned());
    }
    if !plain.is_empty() {
        out["non_ref_properties"] = json!(plain);
    }
    if let Some(property) = of.property(random, |one| !one.nested.is_empty()).filter(|_| random.chance(70)) {
        out["object_properties"] = json!([inside(random, property)]);
    }
    if hops == 0 || !random.chance(60) {
        return out;
    }
    let Some(property) = of.property(random, |one| one.kind == "ref") else { return out };
    let target = random.pick(&property.targets);
    if let Some(behind) = world.find(target) {
        let mut link = json!({
            "reference_property": property.name, "metadata": {"uuid": true},
            "properties": properties(random, world, behind, hops - 1),
        });
        if property.targets.len() > 1 || random.chance(10) {
            link["target_collection"] = json!(target);
        }
        out["ref_properties"] = json!([link]);
    }
    out
}

fn inside(random: &mut Random, property: &Property) -> Value {
    let mut out = json!({"prop_name": property.name});
    let (deep, plain): (Vec<&Property>, Vec<&Property>) =
        property.nested.iter().filter(|_| random.chance(60)).partition(|one| !one.nested.is_empty());
    if !plain.is_empty() {
        out["primitive_properties"] = plain.iter().map(|one| json!(one.name)).collect();
    }
    if !deep.is_empty() {
        out["object_properties"] = deep.into_iter().map(|one| inside(random, one)).collect();
    }
    if random.chance(3) {
        out["primitive_properties"] = json!(["nosuch"]);
    }
    out
}
