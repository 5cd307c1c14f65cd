//! References set, added and removed, tenants, and deletions by a filter.

use serde_json::{Value, json};

use super::{
    filter,
    objects::{IDS, properties, scratch},
    random::Random,
    schema::made,
    step::step,
    world::{Collection, World},
};

fn collections() -> Vec<Value> {
    let plain = json!([{"name": "title", "dataType": ["text"]}]);
    let mut out = vec![
        made("POST /v1/schema", json!({"class": "ScratchTarget", "properties": plain})),
        made("POST /v1/schema", json!({"class": "ScratchOther", "properties": plain})),
        made(
            "POST /v1/schema",
            json!({"class": "Scratch", "properties": [
                {"name": "title", "dataType": ["text"]}, {"name": "one", "dataType": ["ScratchTarget"]},
                {"name": "many", "dataType": ["ScratchTarget", "ScratchOther"]}, {"name": "also", "dataType": ["Scratch"]},
            ]}),
        ),
    ];
    for (class, id) in
        [("ScratchTarget", IDS[0]), ("ScratchTarget", IDS[1]), ("ScratchOther", IDS[0]), ("Scratch", IDS[0])]
    {
        out.push(made("POST /v1/objects", json!({"class": class, "id": id, "properties": {"title": class}})));
    }
    out
}

fn beacon(random: &mut Random) -> Value {
    let id = random.word(&[IDS[0], IDS[0], IDS[1], IDS[2], IDS[3], "nope", ""]);
    let class = random.word(&[
        "ScratchTarget/",
        "ScratchTarget/",
        "ScratchOther/",
        "Scratch/",
        "Nosuch/",
        "scratchTarget/",
        "",
    ]);
    match random.below(14) {
        0 => random
            .pick(&[
                json!({}),
                json!({"beacon": ""}),
                json!({"beacon": 1}),
                json!({"beacon": "x"}),
                json!({"href": "/v1/objects"}),
                json!(null),
            ])
            .clone(),
        1 => json!({"beacon": format!("weaviate://example.org/{class}{id}")}),
        2 => json!({"beacon": format!("http://localhost/{class}{id}")}),
        _ => json!({"beacon": format!("weaviate://localhost/{class}{id}")}),
    }
}

/// One request about references.
pub(crate) fn link(random: &mut Random) -> Value {
    let mut setup = collections();
    let property = random.word(&["one", "one", "many", "many", "also", "title", "nosuch", "One"]);
    if random.chance(60) {
        let to = json!({"beacon": format!("weaviate://localhost/ScratchTarget/{}", IDS[0])});
        setup.push(made(&format!("POST /v1/objects/Scratch/{}/references/one", IDS[0]), to));
    }
    let from = random.word(&[IDS[0], IDS[0], IDS[0], IDS[2], "nope"]);
    let class =
        if random.chance(6) { random.word(&["scratch", "Nosuch", "ScratchOther"]) } else { "Scratch" };
    let path = format!("/v1/objects/{class}/{from}/references/{property}");
    let list = |random: &mut Random| (0..random.within(0, 3)).map(|_| beacon(random)).collect::<Value>();
    let mut case = match random.below(10) {
        0..3 => json!({"transport": "rest", "method": format!("POST {path}"), "request": beacon(random)}),
        3..5 => json!({"transport": "rest", "method": format!("PUT {path}"), "request": list(random)}),
        5 => json!({"transport": "rest", "method": format!("DELETE {path}"), "request": beacon(random)}),
        6 => {
            let each = |random: &mut Random| {
                let from = random.word(&["Scratch", "Scratch", "Scratch", "Nosuch", "scratch"]);
                let id = random.word(&[IDS[0], IDS[0], IDS[2], "nope"]);
                let from = format!(
                    "weaviate://localhost/{from}/{id}/{}",
                    random.word(&["one", "many", "nosuch", "title", "also"])
                );
                json!({"from": from, "to": beacon(random)["beacon"].as_str().unwrap_or("weaviate://localhost/x")})
            };
            let all: Value = (0..random.within(1, 2)).map(|_| each(random)).collect();
            json!({"transport": "rest", "method": "POST /v1/batch/references", "request": all})
        }
        7 => {
            let each = |random: &mut Random| {
                let mut out = json!({
                    "name": random.word(&["one", "many", "also", "nosuch", "title"]), "from_collection": random.word(&["Scratch", "Scratch", "scratch", "Nosuch", ""]),
                    "from_uuid": random.word(&[IDS[0], IDS[0], IDS[2], "nope", ""]), "to_uuid": random.word(&[IDS[0], IDS[1], IDS[3], "nope", ""]),
                });
                if random.chance(60) {
                    out["to_collection"] =
                        json!(random.word(&["ScratchTarget", "ScratchOther", "Nosuch", "Scratch"]));
                }
                out
            };
            let all: Value = (0..random.within(1, 2)).map(|_| each(random)).collect();
            json!({"transport": "grpc", "method": "BatchReferences", "request": {"references": all}})
        }
        8 => {
            let body = json!({"class": "Scratch", "id": IDS[2], "properties": {"title": "x", (property): list(random)}});
            json!({"transport": "rest", "method": "POST /v1/objects", "request": body})
        }
        _ => {
            let mut refs = json!({"non_ref_properties": {"title": "x"}});
            let uuids = [random.word(&[IDS[0], IDS[1], IDS[3], "nope"])];
            if random.chance(50) {
                refs["single_target_ref_props"] = json!([{"uuids": uuids, "prop_name": property}]);
            } else {
                let target = random.word(&["ScratchTarget", "ScratchOther", "Nosuch", ""]);
                refs["multi_target_ref_props"] =
                    json!([{"uuids": uuids, "prop_name": property, "target_collection": target}]);
            }
            let object = json!({"uuid": IDS[2], "collection": "Scratch", "properties": refs});
            json!({"transport": "grpc", "method": "BatchObjects", "request": {"objects": [object]}})
        }
    };
    case["setup"] = json!(setup);
    case["after"] = json!([
        step(&format!("GET /v1/objects/Scratch/{}", IDS[0]), Value::Null),
        step(&format!("GET /v1/objects/Scratch/{}", IDS[2]), Value::Null),
    ]);
    case["cleanup"] = json!(["Scratch", "ScratchTarget", "ScratchOther"]);
    case
}

/// One request about tenants.
pub(crate) fn tenant(random: &mut Random) -> Value {
    let mut class = json!({"class": "Scratch", "properties": [{"name": "title", "dataType": ["text"]}]});
    if !random.chance(8) {
        class["multiTenancyConfig"] = json!({"enabled": true, "autoTenantCreation": random.chance(30), "autoTenantActivation": random.chance(30)});
    }
    let on = class["multiTenancyConfig"].is_object();
    let mut setup = vec![made("POST /v1/schema", class)];
    if on {
        setup.push(made("POST /v1/schema/Scratch/tenants", json!([{"name": "a"}, {"name": "b"}])));
        setup.push(made(
            "POST /v1/objects",
            json!({"class": "Scratch", "id": IDS[0], "tenant": "a", "properties": {"title": "x"}}),
        ));
        if random.chance(50) {
            setup.push(made(
                "PUT /v1/schema/Scratch/tenants",
                json!([{"name": "b", "activityStatus": random.word(&["COLD", "INACTIVE"])}]),
            ));
        }
    }
    let name = |random: &mut Random| {
        random.word(&["a", "b", "c", "d", "A", "", "a b", "été", "a-b_c", "a.b", "xxx"])
    };
    let each = |random: &mut Random| {
        let mut out = json!({"name": name(random)});
        if random.chance(55) {
            out["activityStatus"] = json!(random.word(&[
                "HOT",
                "COLD",
                "ACTIVE",
                "INACTIVE",
                "FROZEN",
                "OFFLOADED",
                "nosuch",
                "hot",
                "",
                "FREEZING"
            ]));
        }
        out
    };
    let list = |random: &mut Random| (0..random.within(0, 3)).map(|_| each(random)).collect::<Value>();
    let class = if random.chance(6) { random.word(&["scratch", "Nosuch"]) } else { "Scratch" };
    let mut case = match random.below(12) {
        0..3 => {
            json!({"transport": "rest", "method": format!("POST /v1/schema/{class}/tenants"), "request": list(random)})
        }
        3..6 => {
            json!({"transport": "rest", "method": format!("PUT /v1/schema/{class}/tenants"), "request": list(random)})
        }
        6 => {
            let names: Value = (0..random.within(0, 3)).map(|_| json!(name(random))).collect();
            json!({"transport": "rest", "method": format!("DELETE /v1/schema/{class}/tenants"), "request": names})
        }
        7 => {
            json!({"transport": "rest", "method": format!("{} /v1/schema/{class}/tenants/{}", random.word(&["GET", "HEAD"]), random.word(&["a", "b", "c", "A"]))})
        }
        8 => {
            let mut request = json!({"collection": class});
            if random.chance(60) {
                let names: Value =
                    (0..random.within(0, 2)).map(|_| json!(random.word(&["a", "b", "c"]))).collect();
                request["names"] = json!({"values": names});
            }
            json!({"transport": "grpc", "method": "TenantsGet", "request": request})
        }
        9 => {
            let body = json!({"class": "Scratch", "id": IDS[1], "tenant": random.word(&["a", "b", "c", "", "A"]), "properties": {"title": "y"}});
            json!({"transport": "rest", "method": "POST /v1/objects", "request": body})
        }
        10 => {
            let mut request = json!({"collection": "Scratch", "metadata": {"uuid": true}, "uses_123_api": true, "uses_125_api": true, "uses_127_api": true});
            if random.chance(80) {
                request["tenant"] = json!(random.word(&["a", "b", "c", "A"]));
            }
            json!({"transport": "grpc", "method": "Search", "request": request})
        }
        _ => {
            let object = json!({"uuid": IDS[1], "collection": "Scratch", "tenant": random.word(&["a", "b", "c", ""]),
                "properties": {"non_ref_properties": {"title": "y"}}});
            json!({"transport": "grpc", "method": "BatchObjects", "request": {"objects": [object]}})
        }
    };
    case["setup"] = json!(setup);
    case["after"] = json!([step("GET /v1/schema/Scratch/tenants", Value::Null)]);
    case["cleanup"] = json!(["Scratch"]);
    case
}

/// A deletion of what meets a filter.
pub(crate) fn delete(random: &mut Random) -> Value {
    let (class, some, _) = scratch(random, false);
    let name = class["properties"].clone();
    let mut setup = vec![made("POST /v1/schema", class)];
    let mut objects = Vec::new();
    for id in &IDS[..3] {
        let body = json!({"class": "Scratch", "id": id, "properties": properties(random, &some, 0)});
        objects.push(body.clone());
        setup.push(made("POST /v1/objects", body));
    }
    let of = Collection::of("Scratch", &json!({"properties": name}), objects, Vec::new());
    let world = World { collections: Vec::new() };
    // A server deletes by a place what it does not mean to: it has no index of places there.
    let mut wanted = filter::filter(random, &world, &of, 1);
    while wanted.graphql().contains("GeoRange") {
        wanted = filter::filter(random, &world, &of, 1);
    }
    let after = [step("GET /v1/objects?class=Scratch", Value::Null)];
    let (dry, verbose) = (random.chance(30), random.chance(50));
    if random.chance(35) {
        let output = if verbose { "verbose" } else { "minimal" };
        return json!({"setup": setup, "transport": "rest", "method": "DELETE /v1/batch/objects",
            "request": {"match": {"class": "Scratch", "where": wanted.rest()}, "output": output, "dryRun": dry},
            "after": after, "cleanup": ["Scratch"]});
    }
    json!({"setup": setup, "transport": "grpc", "method": "BatchDelete",
        "request": {"collection": "Scratch", "filters": wanted.grpc(), "verbose": verbose, "dry_run": dry},
        "after": after, "cleanup": ["Scratch"]})
}
