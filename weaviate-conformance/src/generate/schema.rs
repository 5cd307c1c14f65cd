//! Collections made, added to and changed, in ways that a server takes and in ways it refuses.

use serde_json::{Value, json};

use super::{
    random::Random,
    step::step,
    twist::{KINDS, TOKENIZATIONS, property, twist},
};

/// A collection is made.
pub(crate) fn create(random: &mut Random) -> Value {
    let mut class = class(random);
    if random.chance(12) {
        class["class"] = json!(random.word(&[
            "scratch",
            "SCRATCH",
            "Scratch-1",
            "1Scratch",
            "",
            "Scrätch",
            "Scratch Two",
            "_Scratch"
        ]));
    }
    for _ in 0..random.within(1, 2) {
        twist(random, &mut class);
    }
    let name = class["class"].as_str().unwrap_or_default().to_owned();
    json!({
        "transport": "rest", "method": "POST /v1/schema", "request": class,
        "after": [step("GET /v1/schema/Scratch", Value::Null)], "cleanup": ["Scratch", if name.is_empty() { "Scratch" } else { &name }],
    })
}

/// A property is added.
pub(crate) fn add(random: &mut Random) -> Value {
    let start = class(random);
    let mut property = property(random, 1);
    if random.chance(25) {
        property["name"] = start["properties"][0]["name"].clone();
    }
    json!({
        "setup": [made("POST /v1/schema", start)],
        "transport": "rest", "method": "POST /v1/schema/Scratch/properties", "request": property,
        "after": [step("GET /v1/schema/Scratch", Value::Null)], "cleanup": ["Scratch"],
    })
}

/// A collection is changed.
pub(crate) fn update(random: &mut Random) -> Value {
    let start = plain(random);
    if random.chance(12) {
        let property = random.word(&["title", "title", "count", "when", "nosuch", "Title"]);
        let index = random.word(&["filterable", "searchable", "rangeFilters", "rangeable", "nosuch"]);
        return json!({
            "setup": [made("POST /v1/schema", start)],
            "transport": "rest", "method": format!("DELETE /v1/schema/Scratch/properties/{property}/index/{index}"),
            "after": [step("GET /v1/schema/Scratch", Value::Null)], "cleanup": ["Scratch"],
        });
    }
    let mut changed = start.clone();
    for _ in 0..random.within(1, 2) {
        twist(random, &mut changed);
    }
    if random.chance(10) {
        changed.as_object_mut().map(|changed| changed.remove("properties"));
    }
    if random.chance(8) {
        changed["class"] = json!(random.word(&["Other", "scratch", "SCRATCH", ""]));
    }
    json!({
        "setup": [made("POST /v1/schema", start)],
        "transport": "rest", "method": "PUT /v1/schema/Scratch", "request": changed,
        "after": [step("GET /v1/schema/Scratch", Value::Null)], "cleanup": ["Scratch"],
    })
}

/// How a text is cut into words.
pub(crate) fn tokenize(random: &mut Random) -> Value {
    let mut request =
        json!({"text": super::values::text(random), "tokenization": random.word(&TOKENIZATIONS)});
    if random.chance(30) {
        request["analyzerConfig"] = random
            .pick(&[
                json!({"asciiFold": true}),
                json!({"asciiFold": true, "asciiFoldIgnore": ["é"]}),
                json!({"stopwordPreset": "en"}),
                json!({"stopwordPreset": "none"}),
                json!({"asciiFoldIgnore": ["é"]}),
                json!({"stopwordPreset": "nosuch"}),
            ])
            .clone();
    }
    json!({"transport": "rest", "method": "POST /v1/tokenize", "request": request})
}

/// A setup step of REST, which succeeds.
#[expect(clippy::needless_pass_by_value, reason = "it is written where it is used")]
pub(crate) fn made(method: &str, request: Value) -> Value {
    json!({"transport": "rest", "method": method, "request": request, "status": 200})
}

// A collection that a server takes.
fn plain(random: &mut Random) -> Value {
    let mut out = json!({"class": "Scratch", "properties": [
        {"name": "title", "dataType": ["text"]}, {"name": "count", "dataType": ["int"]}, {"name": "when", "dataType": ["date"]},
    ]});
    match random.below(4) {
        0 => out["vectorConfig"] = json!({"one": {"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"}}),
        1 => out["vectorConfig"] = json!({"one": {"vectorizer": {"none": {}}, "vectorIndexType": "flat"}}),
        2 => out["vectorIndexType"] = json!(random.word(&["hnsw", "flat"])),
        _ => {}
    }
    if random.chance(20) {
        out["multiTenancyConfig"] = json!({"enabled": true});
    }
    out
}

fn class(random: &mut Random) -> Value {
    let mut out = plain(random);
    let count = random.below(3);
    for _ in 0..count {
        let name = format!("extra{}", random.below(4));
        let mut property = property(random, 0);
        property["name"] = json!(name);
        property["dataType"] = json!([random.word(&KINDS[..15])]);
        if let Some(list) = out["properties"].as_array_mut()
            && !list.iter().any(|other| other["name"] == name.as_str())
            && legal(&property)
        {
            list.push(property);
        }
    }
    out
}

// Whether nothing about it can be refused, so that a setup succeeds.
fn legal(property: &Value) -> bool {
    property.as_object().is_some_and(|keys| {
        keys.keys().all(|key| matches!(key.as_str(), "name" | "dataType" | "description"))
    })
}
