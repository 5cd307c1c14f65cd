//! Objects written over REST, one at a time: right values, edges, and wrong ones.

use serde_json::{Map, Value, json};

use super::{
    odd::{odd, right},
    random::Random,
    schema::made,
    search,
    step::step,
    values,
};

/// The properties that scratch collections have: one of each kind.
pub(crate) const KINDS: [(&str, &str); 18] = [
    ("title", "text"),
    ("titles", "text[]"),
    ("count", "int"),
    ("counts", "int[]"),
    ("price", "number"),
    ("prices", "number[]"),
    ("ok", "boolean"),
    ("oks", "boolean[]"),
    ("when", "date"),
    ("whens", "date[]"),
    ("ticket", "uuid"),
    ("tickets", "uuid[]"),
    ("place", "geoCoordinates"),
    ("phone", "phoneNumber"),
    ("photo", "blob"),
    ("meta", "object"),
    ("parts", "object[]"),
    ("also", "Scratch"),
];

/// The ids that objects of scratch collections have.
pub(crate) const IDS: [&str; 4] = [
    "11111111-0000-4000-8000-000000000001",
    "22222222-0000-4000-8000-000000000002",
    "33333333-0000-4000-8000-000000000003",
    "44444444-0000-4000-8000-00000000000A",
];

/// How a scratch collection keeps vectors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vectors {
    Unnamed,
    One,
    Two,
    Many,
}

/// A scratch collection with some properties of each kind, and how it keeps vectors.
pub(crate) fn scratch(
    random: &mut Random,
    tenants: bool,
) -> (Value, Vec<(&'static str, &'static str)>, Vectors) {
    let some: Vec<(&str, &str)> = KINDS
        .iter()
        .copied()
        .filter(|(name, kind)| *name == "title" || *kind != "Scratch" && random.chance(35))
        .collect();
    let properties = some.iter().map(|(name, kind)| {
        let mut out = json!({"name": name, "dataType": [kind]});
        if kind.starts_with("object") {
            out["nestedProperties"] = json!([
                {"name": "name", "dataType": ["text"]}, {"name": "size", "dataType": ["int"]}, {"name": "at", "dataType": ["date"]},
                {"name": "inner", "dataType": ["object"], "nestedProperties": [{"name": "flags", "dataType": ["boolean[]"]}]},
            ]);
        }
        out
    });
    let mut class = json!({"class": "Scratch", "properties": properties.collect::<Vec<_>>()});
    let named = |index: &str| json!({"vectorizer": {"none": {}}, "vectorIndexType": index});
    let vectors = *random.pick(&[
        Vectors::Unnamed,
        Vectors::Unnamed,
        Vectors::Unnamed,
        Vectors::One,
        Vectors::Two,
        Vectors::Many,
    ]);
    match vectors {
        Vectors::Unnamed => {}
        Vectors::One => class["vectorConfig"] = json!({"one": named("hnsw")}),
        Vectors::Two => class["vectorConfig"] = json!({"one": named("hnsw"), "two": named("flat")}),
        Vectors::Many => {
            class["vectorConfig"] = json!({"one": named("hnsw"), "many": named("hnsw")});
            class["vectorConfig"]["many"]["vectorIndexConfig"] = json!({"multivector": {"enabled": true}});
        }
    }
    if tenants {
        class["multiTenancyConfig"] = json!({"enabled": true, "autoTenantCreation": random.chance(20)});
    }
    (class, some, vectors)
}

/// Values for some of the properties, one of them perhaps wrong.
pub(crate) fn properties(random: &mut Random, some: &[(&str, &str)], wrong: usize) -> Value {
    let mut out = Map::new();
    for (name, kind) in some {
        if random.chance(65) {
            out.insert((*name).to_owned(), right(random, kind));
        }
    }
    if random.chance(wrong) {
        let (name, kind) = *random.pick(some);
        out.insert(name.to_owned(), odd(random, kind));
    }
    if random.chance(wrong / 6) {
        let name = random.word(&["nosuch", "Nosuch", "no-such", "_id", "id", "", "Title", "vector"]);
        out.insert(name.to_owned(), odd(random, "text"));
    }
    out.into()
}

/// What an object carries beside its properties.
pub(crate) fn vectors(random: &mut Random, object: &mut Value, kind: Vectors, wrong: usize) {
    if random.chance(40) {
        return;
    }
    let kind = if random.chance(wrong / 4) {
        *random.pick(&[Vectors::Unnamed, Vectors::One, Vectors::Many])
    } else {
        kind
    };
    let length = if random.chance(wrong / 4) { random.below(3) } else { 3 };
    let vector = |random: &mut Random| json!(values::vector(random, length));
    match kind {
        Vectors::Unnamed => object["vector"] = vector(random),
        Vectors::One => object["vectors"] = json!({"one": vector(random)}),
        Vectors::Two => object["vectors"] = json!({"one": vector(random), "two": vector(random)}),
        Vectors::Many => object["vectors"] = json!({"many": [vector(random), vector(random)]}),
    }
    if random.chance(wrong / 8) {
        object["vectors"] = random
            .pick(&[
                json!({"nosuch": [1, 2, 3]}),
                json!({"one": "x"}),
                json!({"one": [[1, 2, 3]]}),
                json!([]),
                json!({"one": []}),
                json!({"": [1, 2, 3]}),
            ])
            .clone();
    }
}

fn object(random: &mut Random, some: &[(&str, &str)], kind: Vectors, wrong: usize) -> Value {
    let mut out = json!({"class": "Scratch", "id": random.pick(&IDS[..3]), "properties": properties(random, some, wrong)});
    vectors(random, &mut out, kind, wrong);
    if random.chance(wrong / 6) {
        match random.below(6) {
            0 => out["class"] = json!(random.word(&["scratch", "Nosuch", "", "SCRATCH"])),
            1 => out["id"] = json!(random.word(&["nope", "", IDS[3], "1111111100004000800000000000000a"])),
            2 => out["properties"] = random.pick(&[json!(null), json!([]), json!("x"), json!({})]).clone(),
            3 => out["tenant"] = json!("a"),
            4 => out["nosuch"] = json!(1),
            _ => out["vectorWeights"] = json!({"title": "1"}),
        }
    }
    out
}

/// One request to `/v1/objects` on a scratch collection with two objects.
pub(crate) fn write(random: &mut Random) -> Value {
    let tenants = random.chance(8);
    let (class, some, kind) = scratch(random, tenants);
    let mut setup = vec![made("POST /v1/schema", class)];
    if tenants {
        setup.push(made("POST /v1/schema/Scratch/tenants", json!([{"name": "a"}, {"name": "b"}])));
    }
    for id in &IDS[..2] {
        let mut body = json!({"class": "Scratch", "id": id, "properties": properties(random, &some, 0)});
        vectors(random, &mut body, kind, 0);
        if tenants {
            body["tenant"] = json!("a");
        }
        setup.push(made("POST /v1/objects", body));
    }
    let id = match random.below(12) {
        0 => IDS[2],
        1 => random.word(&["nope", IDS[3]]),
        _ => IDS[random.below(2)],
    };
    let class = if random.chance(4) { random.word(&["scratch", "Nosuch"]) } else { "Scratch" };
    let asked = if tenants && !random.chance(25) {
        random.word(&["?tenant=a", "?tenant=a", "?tenant=b", "?tenant=c"])
    } else {
        ""
    };
    let mut body = object(random, &some, kind, 60);
    if tenants && !random.chance(25) {
        body["tenant"] = json!(random.word(&["a", "a", "b", "c"]));
    }
    if class == "scratch" {
        body["class"] = json!(class);
    }
    let mut own = body.clone();
    if !random.chance(6) {
        own["id"] = json!(id);
    }
    let (method, request) = match random.below(20) {
        0..7 => ("POST /v1/objects".to_owned(), body),
        7..10 => ("POST /v1/objects/validate".to_owned(), body),
        10..13 => (format!("PUT /v1/objects/{class}/{id}{asked}"), own),
        13..17 => (format!("PATCH /v1/objects/{class}/{id}{asked}"), own),
        17 => (format!("DELETE /v1/objects/{class}/{id}{asked}"), Value::Null),
        18 => (format!("HEAD /v1/objects/{class}/{id}{asked}"), Value::Null),
        _ => {
            let with = random.word(&[
                "",
                "?include=vector",
                "?include=classification",
                "?include=nosuch",
                "?consistency_level=ONE",
                "?node_name=x",
            ]);
            (format!("GET /v1/objects/{class}/{id}{with}"), Value::Null)
        }
    };
    let tenant = if tenants { "&tenant=a" } else { "" };
    let mut listing = json!({"collection": "Scratch", "metadata": {"uuid": true, "vector": true}, "limit": 9,
        "uses_123_api": true, "uses_125_api": true, "uses_127_api": true});
    if tenants {
        listing["tenant"] = json!("a");
    }
    let mut after =
        vec![step(&format!("GET /v1/objects/Scratch/{}?include=vector{tenant}", IDS[0]), Value::Null)];
    if random.chance(50) {
        after.push(json!({"transport": "grpc", "method": "Search", "request": listing}));
    } else {
        after.push(step(&format!("GET /v1/objects/Scratch/{}?include=vector{tenant}", IDS[2]), Value::Null));
    }
    json!({
        "setup": setup, "transport": "rest", "method": method, "request": request, "after": after, "cleanup": ["Scratch"],
    })
}

/// Some objects at once over gRPC, or over REST.
pub(crate) fn batch(random: &mut Random) -> Value {
    let (class, some, kind) = scratch(random, false);
    let setup = [made("POST /v1/schema", class)];
    let mut objects: Vec<Value> = (0..random.within(1, 3)).map(|_| object(random, &some, kind, 45)).collect();
    for (at, object) in objects.iter_mut().enumerate() {
        if random.chance(90) && object["id"] != "" {
            object["id"] = json!(IDS[at]);
        }
    }
    let listing = json!({"collection": "Scratch", "metadata": {"uuid": true}, "limit": 9,
        "uses_123_api": true, "uses_125_api": true, "uses_127_api": true});
    let after = [json!({"transport": "grpc", "method": "Search", "request": listing})];
    if random.chance(45) {
        return json!({"setup": setup, "transport": "rest", "method": "POST /v1/batch/objects", "request": {"objects": objects},
            "after": after, "cleanup": ["Scratch"]});
    }
    let messages: Vec<Value> = objects.iter().map(|object| message(random, object)).collect();
    json!({"setup": setup, "transport": "grpc", "method": "BatchObjects", "request": {"objects": messages}, "after": after, "cleanup": ["Scratch"]})
}

// The object as the message `BatchObject`: what a Struct can carry stands there, lists of one kind in their own fields.
fn message(random: &mut Random, object: &Value) -> Value {
    let mut fields = Map::new();
    let mut out = json!({});
    for (name, value) in object["properties"].as_object().into_iter().flatten() {
        let list = value.as_array().filter(|list| !list.is_empty());
        let all = |fits: fn(&Value) -> bool| list.is_some_and(|list| list.iter().all(fits));
        let named = |values: Value| json!({"prop_name": name, "values": values});
        let into = |out: &mut Value, key: &str, entry: Value| match out[key].as_array_mut() {
            Some(list) => list.push(entry),
            None => out[key] = json!([entry]),
        };
        if value.as_array().is_some_and(Vec::is_empty) {
            into(&mut out, "empty_list_props", json!(name));
        } else if all(Value::is_string) {
            into(&mut out, "text_array_properties", named(value.clone()));
        } else if all(Value::is_boolean) {
            into(&mut out, "boolean_array_properties", named(value.clone()));
        } else if all(Value::is_i64) && random.chance(90) {
            let texts = list.into_iter().flatten().map(|number| json!(number.to_string())).collect();
            into(&mut out, "int_array_properties", named(texts));
        } else if all(Value::is_number) {
            into(&mut out, "number_array_properties", named(value.clone()));
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    out["non_ref_properties"] = fields.into();
    let mut message = json!({"collection": object["class"], "uuid": object["id"], "properties": out});
    let index = |name: &str, many| super::world::Index { name: name.to_owned(), dimensions: 3, many };
    if object["vector"].is_array() {
        message["vector_bytes"] = search::message(random, &index("", false))["vector_bytes"].clone();
    }
    for (name, vector) in object["vectors"].as_object().into_iter().flatten() {
        let mut one = search::message(random, &index(name, vector[0].is_array()));
        one["name"] = json!(name);
        match message["vectors"].as_array_mut() {
            Some(list) => list.push(one),
            None => message["vectors"] = json!([one]),
        }
    }
    if object["tenant"].is_string() {
        message["tenant"] = object["tenant"].clone();
    }
    message
}
