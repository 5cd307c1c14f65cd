//! GraphQL: variables, `null`, comparisons and the objects that lack the property, distances, groups, selections.

use serde_json::{Value as Json, json};

use crate::{
    ask::{Ask, beacon, id},
    play::{Family, play},
};

fn world() -> Vec<Ask> {
    let mut world = vec![
        Ask::new(
            "POST schema",
            json!({"class": "B", "vectorizer": "none", "properties": [{"name": "t", "dataType": ["text"]}]}),
        ),
        Ask::new(
            "POST schema",
            json!({"class": "A", "vectorizer": "none", "vectorIndexConfig": {"distance": "l2-squared"},
            "invertedIndexConfig": {"indexNullState": true, "indexPropertyLength": true},
            "properties": [
                {"name": "t", "dataType": ["text"]}, {"name": "n", "dataType": ["int"]},
                {"name": "f", "dataType": ["number"]}, {"name": "b", "dataType": ["boolean"]},
                {"name": "d", "dataType": ["date"]}, {"name": "u", "dataType": ["uuid"]},
                {"name": "tt", "dataType": ["text[]"]}, {"name": "nn", "dataType": ["int[]"]},
                {"name": "g", "dataType": ["geoCoordinates"]}, {"name": "r", "dataType": ["B"]},
                {"name": "o", "dataType": ["object"], "nestedProperties": [
                    {"name": "a", "dataType": ["text"]}, {"name": "k", "dataType": ["int"]}]},
                {"name": "oo", "dataType": ["object[]"], "nestedProperties": [
                    {"name": "a", "dataType": ["text"]}]}]}),
        ),
        Ask::new("POST objects", json!({"class": "B", "id": id(1), "properties": {"t": "x"}})),
    ];
    world.extend((1..=6).map(|n| Ask::new("POST objects", object(n))));
    world
}

/// Of the objects 5 and 6 one has only nulls, the other nothing, and no vector either.
fn object(n: u32) -> Json {
    let odd = n % 2 == 1;
    let mut properties = json!({
        "t": if odd { format!("red {n}") } else { "blue".to_owned() }, "n": n % 3, "f": f64::from(n) / 2.0,
        "b": !odd, "d": format!("2020-01-0{n}T00:00:00Z"), "u": id(n),
        "tt": if odd { json!(["ab", "cd"]) } else { json!(["ef"]) }, "nn": [n, n + 1],
        "g": {"latitude": 50 + n % 2, "longitude": 4}, "r": [beacon(&format!("B/{}", id(1)))],
        "o": {"a": if odd { "x" } else { "y" }, "k": n}, "oo": [{"a": "x"}, {"a": format!("y{n}")}],
    });
    if n > 4 {
        properties.as_object_mut().expect("an object").values_mut().for_each(|value| *value = Json::Null);
    }
    let mut object = json!({"class": "A", "id": id(n), "properties": properties, "vector": [n, 0]});
    if n == 6 {
        object = json!({"class": "A", "id": id(n)});
    }
    object
}

fn query(text: &str, variables: Option<Json>) -> (String, Ask) {
    let key = variables.as_ref().map_or(text.to_owned(), |variables| format!("{text} {variables}"));
    let mut body = json!({"query": text});
    if let Some(variables) = variables {
        body["variables"] = variables;
    }
    (key, Ask::new("POST graphql", body))
}

fn get(arguments: &str, selected: &str) -> (String, Ask) {
    query(&format!("{{Get{{A({arguments}){{{selected}}}}}}}"), None)
}

/// Every comparison, alone, denied, and with a list.
fn comparisons() -> Vec<(String, Ask)> {
    let mut out = Vec::new();
    for (path, key, value) in [
        ("t", "valueText", "\"blue\""),
        ("n", "valueInt", "1"),
        ("f", "valueNumber", "1"),
        ("b", "valueBoolean", "true"),
        ("d", "valueDate", "\"2020-01-02T00:00:00Z\""),
        ("u", "valueText", "\"00000000-0000-0000-0000-000000000002\""),
        ("tt", "valueText", "\"ab\""),
        ("nn", "valueInt", "2"),
        ("o.a", "valueText", "\"x\""),
        ("o.k", "valueInt", "2"),
        ("len(t)", "valueInt", "4"),
        ("len(tt)", "valueInt", "1"),
    ] {
        for operator in ["Equal", "NotEqual", "GreaterThan", "GreaterThanEqual", "LessThan", "LessThanEqual"]
        {
            let one = format!("{{path:[\"{path}\"],operator:{operator},{key}:{value}}}");
            out.push(get(&format!("where:{one}"), "_additional{id}"));
            out.push(get(&format!("where:{{operator:Not,operands:[{one}]}}"), "_additional{id}"));
            out.push(query(&format!("{{Aggregate{{A(where:{one}){{meta{{count}}}}}}}}"), None));
        }
        for operator in ["ContainsAny", "ContainsAll", "ContainsNone"] {
            let one = format!("{{path:[\"{path}\"],operator:{operator},{key}:[{value}]}}");
            out.push(get(&format!("where:{one}"), "_additional{id}"));
        }
        // What no value can be asked of has no place for one.
        if path.starts_with("len") {
            continue;
        }
        let null = |on| format!("where:{{path:[\"{path}\"],operator:IsNull,valueBoolean:{on}}}");
        out.extend([true, false].map(|on| get(&null(on), "_additional{id}")));
    }
    out
}

const SEARCHES: [&str; 8] = [
    "nearVector:{vector:[1,0]}",
    "nearObject:{id:\"00000000-0000-0000-0000-000000000001\"}",
    "bm25:{query:\"red\"}",
    "hybrid:{query:\"red\",vector:[1,0],alpha:1}",
    "hybrid:{query:\"red\",vector:[1,0],alpha:0}",
    "limit:2",
    "sort:{path:[\"n\"]}",
    "where:{path:[\"n\"],operator:Equal,valueInt:1}",
];

/// What each search tells of distances, and its groups by every kind of property.
fn searches() -> Vec<(String, Ask)> {
    let mut out = Vec::new();
    for search in SEARCHES {
        out.push(get(search, "_additional{id distance score vector}"));
        out.push(get(search, "_additional{id certainty}"));
        for path in ["t", "n", "f", "b", "d", "u", "g", "o", "oo", "r", "tt", "nn"] {
            // The groups of keyword and hybrid search are those of texts; how they refuse others is theirs.
            if search.starts_with("hybrid") || (search.starts_with("bm25") && path == "oo") {
                continue;
            }
            let group = format!("{search},groupBy:{{path:[\"{path}\"],groups:3,objectsPerGroup:2}}");
            let inside =
                "id count minDistance maxDistance groupedBy{path value} hits{t _additional{id distance}}";
            out.push(get(&group, &format!("_additional{{id distance group{{{inside}}}}}")));
        }
    }
    for path in ["t", "n", "f", "b", "d", "u", "r", "tt", "nn", "zz"] {
        let text =
            format!("{{Aggregate{{A(groupBy:[\"{path}\"]){{meta{{count}} groupedBy{{path value}}}}}}}}");
        out.push(query(&text, None));
    }
    for inside in [
        "o{a k}",
        "o",
        "o{zz}",
        "oo{a}",
        "g{latitude}",
        "r{... on B{t}}",
        "r{t}",
        "r{... on A{t}}",
        "r{... on B{_additional{id}}}",
        "t t",
        "x:t y:t",
        "o.a",
        "\"o.a\"",
    ] {
        out.push(query(&format!("{{Get{{A{{{inside}}}}}}}"), None));
    }
    out
}

/// `null` where anything may stand, and nothing there.
fn nulls() -> Vec<(String, Ask)> {
    let arguments = [
        "limit:null",
        "sort:null",
        "sort:[null]",
        "where:null",
        "where:{operator:Equal,path:[\"n\"],valueInt:null}",
        "where:{operator:And,operands:null}",
        "where:{operator:And,operands:[]}",
        "where:{path:[],operator:Equal,valueInt:1}",
        "where:{path:[\"n\"],valueInt:1}",
        "where:{operator:Equal,valueInt:1}",
        "where:{path:[\"n\"],operator:Equal}",
        "where:{path:[\"n\"],operator:Equal,valueInt:1,valueNumber:2}",
        "where:{}",
        "bm25:{}",
        "bm25:{query:null}",
        "bm25:{query:\"\"}",
        "bm25:{query:\"red\",properties:[]}",
        "hybrid:{}",
        "nearVector:{}",
        "nearVector:{vector:null}",
        "nearObject:{}",
        "limit:-1",
        "limit:0",
        "limit:-2",
        "offset:-1",
        "limit:20000",
        "after:\"00000000-0000-0000-0000-000000000001\"",
        "after:\"00000000-0000-0000-0000-000000000001\",limit:2",
        "after:\"one\",limit:2",
    ];
    arguments.into_iter().map(|arguments| get(arguments, "n _additional{id}")).collect()
}

/// `query($x:TYPE){Get{A(ARGUMENTS){n}}}`, with each of the values.
fn asked(of: &str, arguments: &str, values: &[Json]) -> Vec<(String, Ask)> {
    let text = format!("query($x:{of}){{Get{{A({arguments}){{n}}}}}}");
    values.iter().map(|value| query(&text, Some(value.clone()))).collect()
}

fn variables() -> Vec<(String, Ask)> {
    let all = [
        json!({}),
        json!({"x": null}),
        json!({"x": 1}),
        json!({"x": 1.5}),
        json!({"x": "1"}),
        json!({"x": "a"}),
        json!({"x": true}),
        json!({"x": [1]}),
        json!({"x": {"a": 1}}),
    ];
    let mut out = Vec::new();
    for of in ["Int", "Int!", "Int=2", "Float", "String", "Boolean", "[Int]", "ID", "Foo", "A"] {
        out.extend(asked(of, "limit:$x", &all));
    }
    out.extend(asked("Int", "offset:$x", &all));
    out.extend(asked("Int", "autocut:$x", &all));
    out.extend(asked("String", "after:$x,limit:2", &all));
    out.extend(asked("String", "bm25:{query:$x}", &all));
    out.extend(asked("[String]", "bm25:{query:\"red\",properties:$x}", &[json!({}), json!({"x": ["t"]})]));
    out.extend(asked("Float", "nearVector:{vector:[1,0],distance:$x}", &all));
    out.extend(asked("String", "nearObject:{id:$x}", &[json!({}), json!({"x": id(1)}), json!({"x": 5})]));
    out.extend(asked("[String]", "where:{path:$x,operator:Equal,valueInt:1}", &all));
    out.extend(asked("String", "where:{path:[$x],operator:Equal,valueInt:1}", &[json!({"x": "n"})]));
    for (of, key, path) in [
        ("IntGetObjectsA", "valueInt", "n"),
        ("FloatGetObjectsA", "valueNumber", "f"),
        ("BooleanGetObjectsA", "valueBoolean", "b"),
        ("TextGetObjectsA", "valueText", "t"),
        ("String", "valueText", "t"),
        ("Int", "valueInt", "n"),
    ] {
        out.extend(asked(of, &format!("where:{{path:[\"{path}\"],operator:Equal,{key}:$x}}"), &all));
    }
    let operators = [json!({}), json!({"x": "Equal"}), json!({"x": "Eq"}), json!({"x": 1})];
    let operator = "where:{path:[\"n\"],operator:$x,valueInt:1}";
    out.extend(asked("GetObjectsAWhereOperatorEnum", operator, &operators));
    let filters = [
        json!({}),
        json!({"x": {"path": ["n"], "operator": "Equal", "valueInt": 1}}),
        json!({"x": {"path": "n", "operator": "Equal", "valueInt": 1}}),
        json!({"x": {"path": ["n"], "operator": "Eq", "valueInt": 1}}),
        json!({"x": {"path": ["n"], "operator": "Equal", "valueInt": "a"}}),
        json!({"x": {"nothing": 1}}),
        json!({"x": 1}),
    ];
    out.extend(asked("GetObjectsAWhereInpObj", "where:$x", &filters));
    out.extend(asked("GetObjectsAWhereInpObj!", "where:$x", &filters));
    out.extend(asked("AggregateObjectsAWhereInpObj", "where:$x", &filters));
    out.extend(asked("GetObjectsAWhereInpObj", "where:{operator:And,operands:[$x]}", &filters));
    out.extend(asked("[GetObjectsAWhereOperandsInpObj]", "where:{operator:And,operands:$x}", &filters));
    let sorts = [json!({}), json!({"x": [{"path": ["n"], "order": "desc"}]}), json!({"x": {"path": ["n"]}})];
    out.extend(asked("[GetObjectsASortInpObj]", "sort:$x", &sorts));
    let vectors = [
        json!({}),
        json!({"x": {"vector": [1, 0]}}),
        json!({"x": {"vector": [1, 0], "y": 1}}),
        json!({"x": 3}),
    ];
    out.extend(asked("GetObjectsANearVectorInpObj", "nearVector:$x", &vectors));
    out.extend(asked("GetObjectsANearVectorVectorScalar", "nearVector:{vector:$x}", &[json!({"x": [1, 0]})]));
    out.extend(asked("[Float]", "nearVector:{vector:$x}", &[json!({"x": [1, 0]})]));
    for (text, variables) in [
        ("query($x:Int){Get{A{n}}}", json!({"x": 1})),
        ("query Q($x:Int){Get{A{n}}}", json!({"x": 1})),
        ("{Get{A(limit:$x){n}}}", json!({"x": 1})),
        ("query Q{Get{A(limit:$x){n}}}", json!({"x": 1})),
        ("query($x:Int,$x:Int){Get{A(limit:$x){n}}}", json!({"x": 1})),
        ("query($x:Int!=2){Get{A(limit:$x){n}}}", json!({})),
        ("query($x:Int=\"a\"){Get{A(limit:$x){n}}}", json!({})),
        ("query($x:Int){Get{A(limit:$x,unknown:$x){n}}}", json!({"x": 1})),
        ("query($x:Int){Get{A(limit:$x){zz}}}", json!({"x": 1})),
        ("query($x:Int){Get{A(limit:[$x]){n}}}", json!({"x": 1})),
        ("query($x:Int){Get{A(limit:$x){n}}}", json!([1])),
        ("query($x:Int){Get{A(limit:$x){n}}}", json!("a")),
        ("query A($x:Int){Get{A(limit:$x){n}}} query B{Get{A{n}}}", json!({"x": 1})),
        ("query($x:Int){Aggregate{A(limit:$x){meta{count}}}}", json!({})),
        (
            "query($x:Int){Aggregate{A(objectLimit:$x,nearVector:{vector:[1,0]}){meta{count}}}}",
            json!({"x": 2}),
        ),
        ("query($x:[String]){Aggregate{A(groupBy:$x){meta{count}}}}", json!({"x": ["b"]})),
        ("query($x:[String]){Aggregate{A(groupBy:$x){meta{count}}}}", json!({})),
        ("query($x:AggregateObjectsAWhereInpObj){Aggregate{A(where:$x){meta{count}}}}", filters[1].clone()),
        ("query($x:AggregateObjectsAWhereInpObj){Aggregate{A(where:$x){meta{count}}}}", json!({})),
    ] {
        out.push(query(text, Some(variables)));
    }
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn graphql() {
    let mut asked = variables();
    asked.extend(nulls());
    asked.extend(comparisons());
    asked.extend(searches());
    play(&Family { name: "graphql", world: world(), asked, without: GRAPHQL }).await;
}

/// What the engine refuses by name in GraphQL.
const GRAPHQL: &[&str] = &[];
