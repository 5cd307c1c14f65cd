//! What a change of a schema needs of a server: indexes of properties made, made anew and taken away, tokenizations
//! changed, properties and vectors added to collections with objects, quantizers, aliases moved, times of updates.

use serde_json::{Value as Json, json};

use crate::{
    ask::{Ask, Mistake, id},
    play::{Family, pairs, play},
};

/// A property of each kind; of those that can have an index, one without.
fn class() -> Json {
    let off = |name: &str, kind: &str| json!({"name": name, "dataType": [kind], "indexFilterable": false});
    let mut texts: Vec<Json> = ["plain", "cut", "keys", "again", "bare", "gone"]
        .map(|name| json!({"name": name, "dataType": ["text"]}))
        .into();
    texts.extend(["quiet", "searched", "still"].map(
        |name| json!({"name": name, "dataType": ["text"], "indexFilterable": false, "indexSearchable": false}),
    ));
    texts.extend([
        json!({"name": "filtered", "dataType": ["text"], "tokenization": "field", "indexSearchable": false}),
        json!({"name": "tags", "dataType": ["text[]"], "tokenization": "field"}),
        json!({"name": "off", "dataType": ["object"], "indexFilterable": false,
            "nestedProperties": [{"name": "x", "dataType": ["text"]}]}),
        json!({"name": "r", "dataType": ["Other"]}),
        json!({"name": "blob", "dataType": ["blob"]}),
        json!({"name": "m", "dataType": ["int"]}), json!({"name": "k", "dataType": ["int"]}),
        json!({"name": "o", "dataType": ["object"], "nestedProperties": [{"name": "x", "dataType": ["text"]}]}),
    ]);
    texts.extend([
        off("n", "int"),
        off("f", "number"),
        off("d", "date"),
        off("b", "boolean"),
        off("u", "uuid"),
        off("nn", "int[]"),
        off("g", "geoCoordinates"),
        off("p", "phoneNumber"),
    ]);
    json!({"class": "Thing", "vectorizer": "none", "properties": texts})
}

fn object(n: u32) -> Json {
    let text = format!("Red Fox {}", n % 3);
    let mut properties = json!({"tags": ["a b", format!("c{n}")], "b": n.is_multiple_of(2), "u": id(n), "nn": [n, n + 10],
        "f": f64::from(n) / 2.0, "d": format!("2020-01-{n:02}T00:00:00Z"), "n": n, "m": n, "k": n});
    for name in ["plain", "cut", "keys", "again", "bare", "gone", "quiet", "searched", "still", "filtered"] {
        properties[name] = json!(text);
    }
    json!({"class": "Thing", "id": id(n), "properties": properties})
}

fn world() -> Vec<Ask> {
    let mut world = vec![
        Ask::new(
            "POST schema",
            json!({"class": "Other", "vectorizer": "none", "multiTenancyConfig": {"enabled": true},
            "properties": [{"name": "n", "dataType": ["int"]}]}),
        ),
        Ask::new("POST schema/Other/tenants", json!([{"name": "t1"}])),
        Ask::new("POST schema", class()),
        Ask::new("POST aliases", json!({"alias": "Alias", "class": "Thing"})),
    ];
    world.extend((1..=6).map(|n| Ask::new("POST objects", object(n))));
    // One with no value at all.
    world.push(Ask::new("POST objects", json!({"class": "Thing", "id": id(7)})));
    world
}

fn put(property: &str, index: &str, body: Json) -> Ask {
    Ask::new(&format!("PUT schema/Thing/properties/{property}/index/{index}"), body)
}

const BODIES: [&str; 9] = [
    "{}",
    r#"{"tokenization":"word"}"#,
    r#"{"tokenization":"field"}"#,
    r#"{"tokenization":"none"}"#,
    r#"{"tokenization":" word "}"#,
    r#"{"algorithm":"blockmax"}"#,
    r#"{"algorithm":"Block-Max"}"#,
    r#"{"algorithm":"wand"}"#,
    r#"{"algorithm":"none"}"#,
];

const MISTAKES: &[Mistake] = &[
    ("unknown class", |ask| ask.path("Thing", "Nothing")),
    ("alias", |ask| ask.path("Thing", "Alias")),
    ("lower case class", |ask| ask.path("Thing", "thing")),
    ("class with tenants", |ask| ask.path("Thing", "Other")),
    ("unknown property", |ask| ask.path("/n/", "/none/")),
    ("unknown index", |ask| ask.path("rangeFilters", "none")),
    ("other name of the index", |ask| ask.path("rangeFilters", "rangeable")),
    ("index of texts", |ask| ask.path("rangeFilters", "searchable")),
    ("tenant", |ask| ask.parameter("tenants", "t1")),
    ("unknown tenant", |ask| ask.parameter("tenants", "nobody")),
    ("both settings", |ask| {
        ask.set("tokenization", json!("word"));
        ask.set("algorithm", json!("blockmax"));
    }),
    ("setting of another type", |ask| ask.set("tokenization", json!(1))),
    ("malformed JSON", |ask| ask.text("{")),
];

#[tokio::test(flavor = "multi_thread")]
async fn tasks() {
    let mut asked = Vec::new();
    for property in [
        "plain", "quiet", "filtered", "tags", "off", "r", "blob", "m", "o", "n", "f", "d", "b", "u", "nn",
        "g", "p",
    ] {
        for index in ["filterable", "searchable", "rangeFilters"] {
            for body in BODIES {
                let ask = put(property, index, serde_json::from_str(body).expect("JSON"));
                asked.push((format!("{} {body}", ask.path), ask));
            }
            let rebuild =
                Ask::bare(&format!("POST schema/Thing/properties/{property}/index/{index}/rebuild"));
            asked.push((rebuild.path.clone(), rebuild));
        }
    }
    let place = "schema/Thing/properties/n/index/rangeFilters";
    asked.extend(pairs(
        &[
            ("make", Ask::new(&format!("PUT {place}"), json!({}))),
            ("make anew", Ask::bare(&format!("POST {place}/rebuild"))),
            ("cancel", Ask::bare(&format!("POST {place}/cancel"))),
            ("remove", Ask::bare(&format!("DELETE {place}"))),
        ],
        MISTAKES,
    ));
    play(&Family { name: "tasks", world: world(), asked, without: &[] }).await;
}

/// A question by GraphQL, which answers with ids.
fn query(arguments: &str) -> (String, Ask) {
    let text = format!("{{Get{{Thing({arguments}){{_additional{{id}}}}}}}}");
    (arguments.to_owned(), Ask::new("POST graphql", json!({"query": text})))
}

fn compared(path: &str, operator: &str, value: &str) -> (String, Ask) {
    query(&format!("where:{{path:[\"{path}\"],operator:{operator},{value}}}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn reindexed() {
    let mut world = world();
    let remove = |property: &str, index: &str| {
        Ask::bare(&format!("DELETE schema/Thing/properties/{property}/index/{index}"))
    };
    let by_words = || json!({"tokenization": "word"});
    let whole = || json!({"tokenization": "field"});
    world.extend([
        put("cut", "searchable", whole()),
        put("keys", "filterable", whole()),
        put("again", "filterable", whole()),
        Ask::bare("POST schema/Thing/properties/again/index/searchable/rebuild"),
        remove("bare", "searchable"),
        put("bare", "filterable", whole()),
        remove("gone", "searchable"),
        put("quiet", "filterable", json!({})),
        put("searched", "searchable", by_words()),
        put("filtered", "searchable", whole()),
        put("tags", "searchable", by_words()),
        put("n", "filterable", json!({})),
        put("f", "rangeFilters", json!({})),
        put("d", "rangeFilters", json!({})),
        put("d", "filterable", json!({})),
        put("b", "filterable", json!({})),
        put("u", "filterable", json!({})),
        put("nn", "filterable", json!({})),
        put("m", "rangeFilters", json!({})),
        remove("m", "filterable"),
        remove("k", "filterable"),
    ]);
    // Written while an index is away, and while those of filters and searches have other tokens.
    world.push(Ask::new("POST objects", object(8)));
    world.push(Ask::bare(&format!("DELETE objects/Thing/{}", id(3))));
    world.extend([put("k", "filterable", json!({})), put("gone", "searchable", by_words())]);
    let mut asked: Vec<(String, Ask)> = ["GET schema/Thing", "GET schema/Thing/indexes"]
        .map(|line| (line.to_owned(), Ask::bare(line)))
        .into();
    for text in
        ["plain", "cut", "keys", "again", "bare", "gone", "quiet", "searched", "still", "filtered", "tags"]
    {
        for value in ["Red Fox 1", "fox", "Blue Hen", "hen", "a b", "a"] {
            asked.push(compared(text, "Equal", &format!("valueText:\"{value}\"")));
            asked.push(query(&format!("bm25:{{query:\"{value}\",properties:[\"{text}\"]}}")));
        }
        asked.push(compared(text, "Like", "valueText:\"*ed fo*\""));
        asked.push(compared(text, "NotEqual", "valueText:\"fox\""));
    }
    for number in ["n", "m", "k", "nn"] {
        for operator in ["Equal", "NotEqual", "GreaterThan", "LessThanEqual"] {
            asked.push(compared(number, operator, "valueInt:4"));
        }
    }
    for operator in ["Equal", "GreaterThan", "LessThanEqual"] {
        asked.push(compared("f", operator, "valueNumber:1.5"));
        asked.push(compared("d", operator, "valueDate:\"2020-01-04T00:00:00Z\""));
    }
    asked.push(compared("b", "Equal", "valueBoolean:true"));
    asked.push(compared("u", "Equal", &format!("valueText:\"{}\"", id(4))));
    // The description as it is shown, and as one that knows nothing of what the server wrote into it.
    let body = json!({"class": "Thing", "description": "new", "vectorizer": "none", "properties": class()["properties"]});
    asked.push(("PUT the description of before".to_owned(), Ask::new("PUT schema/Thing", body)));
    play(&Family { name: "reindexed", world, asked, without: &[] }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_with_objects() {
    let vector = || json!({"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"});
    let class = |name: &str, vectors: Json| {
        json!({"class": name, "vectorConfig": vectors, "invertedIndexConfig": {"indexTimestamps": true},
            "properties": [{"name": "t", "dataType": ["text"]}]})
    };
    let object = |n: u32, vectors: Json, properties: Json| {
        Ask::new(
            "POST objects",
            json!({"class": "Thing", "id": id(n), "vectors": vectors, "properties": properties}),
        )
    };
    let mut two = class("Thing", json!({"v": vector(), "w": vector()}));
    two["properties"] = json!([{"name": "t", "dataType": ["text"]}, {"name": "n", "dataType": ["int"]}]);
    let mut quantized = two.clone();
    quantized["vectorConfig"]["v"]["vectorIndexConfig"] = json!({"sq": {"enabled": true}});
    quantized["vectorConfig"]["w"]["vectorIndexConfig"] = json!({"rq": {"enabled": true, "bits": 8}});
    let world = vec![
        Ask::new("POST schema", class("Thing", json!({"v": vector()}))),
        Ask::new("POST schema", class("Later", json!({"v": vector()}))),
        Ask::new("POST aliases", json!({"alias": "Alias", "class": "Thing"})),
        object(1, json!({"v": [1, 0]}), json!({"t": "old"})),
        object(2, json!({"v": [0, 1]}), json!({"t": "old"})),
        Ask::new("POST schema/Thing/properties", json!({"name": "n", "dataType": ["int"]})),
        Ask::new("PUT schema/Thing", two),
        object(3, json!({"v": [1, 1], "w": [1, 0, 0]}), json!({"t": "new", "n": 3})),
        Ask::new(
            &format!("PATCH objects/Thing/{}", id(1)),
            json!({"class": "Thing", "id": id(1),
            "vectors": {"w": [0, 1, 0]}, "properties": {"n": 1}}),
        ),
        Ask::new("PUT schema/Thing", quantized),
        Ask::new("POST objects", json!({"class": "Later", "id": id(9), "properties": {"t": "moved"}})),
        Ask::new("PUT aliases/Alias", json!({"class": "Later"})),
    ];
    let mut asked: Vec<(String, Ask)> =
        ["GET schema/Thing", "GET schema/Alias", "GET aliases", "GET objects?class=Thing&include=vector"]
            .map(|line| (line.to_owned(), Ask::bare(line)))
            .into();
    for arguments in [
        r#"nearVector:{vector:[1,0],targetVectors:["v"]}"#,
        r#"nearVector:{vector:[0,1,0],targetVectors:["w"]}"#,
        r#"where:{path:["n"],operator:Equal,valueInt:1}"#,
        r#"where:{path:["n"],operator:NotEqual,valueInt:1}"#,
        r#"where:{path:["n"],operator:GreaterThan,valueInt:0}"#,
        r#"sort:[{path:["_lastUpdateTimeUnix"],order:asc}]"#,
        r#"sort:[{path:["_lastUpdateTimeUnix"],order:desc}]"#,
        r#"sort:[{path:["_creationTimeUnix"],order:desc}]"#,
        r#"where:{path:["_lastUpdateTimeUnix"],operator:GreaterThan,valueText:"1000000000000"}"#,
        r#"where:{path:["_lastUpdateTimeUnix"],operator:LessThan,valueText:"1000000000000"}"#,
        r#"where:{path:["_lastUpdateTimeUnix"],operator:GreaterThan,valueDate:"2020-01-01T00:00:00Z"}"#,
        r#"where:{path:["_lastUpdateTimeUnix"],operator:GreaterThanEqual,valueDate:"2220-01-01T00:00:00Z"}"#,
        r#"where:{path:["_creationTimeUnix"],operator:LessThan,valueInt:1}"#,
        r#"where:{path:["_lastUpdateTimeUnix"],operator:GreaterThan,valueText:"x"}"#,
    ] {
        asked.push(query(arguments));
    }
    for text in [
        "{Get{Alias{t}}}",
        "{Get{Alias{t __typename} Later{t}}}",
        "{Get{a:Alias{none}}}",
        "{Get{alias{t}}}",
        "{Aggregate{Alias{meta{count}}}}",
        "{Aggregate{Alias{none{count}}}}",
        "{Get{Alias(bm25:{query:\"moved\",properties:[\"none\"]}){t}}}",
        "{Get{Alias(bm25:{query:\"moved\"}){t}}}",
    ] {
        asked.push((text.to_owned(), Ask::new("POST graphql", json!({"query": text}))));
    }
    play(&Family { name: "changed_with_objects", world, asked, without: &[] }).await;
}
