//! Filters as GraphQL has them: inside objects and lists of objects, by chance, pinned to elements and not; and the texts of
//! refusals in trees.

use serde_json::{Map, Value as Json, json};

use crate::{
    ask::{Ask, id},
    play::{Family, play},
};

/// Numbers that are the same each time (the constants are Knuth's).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

fn world() -> Vec<Ask> {
    let int = |name: &str| json!({"name": name, "dataType": ["int"]});
    let nested = |name: &str, of: &str, inside: Json| json!({"name": name, "dataType": [of], "nestedProperties": inside});
    let inside = json!([
        int("a"),
        {"name": "list", "dataType": ["int[]"]},
        {"name": "texts", "dataType": ["text[]"]},
        nested("inner", "object", json!([int("x")])),
        nested("other", "object", json!([int("y"), {"name": "ls", "dataType": ["int[]"]}])),
        nested("kids", "object[]", json!([int("k"), int("m")])),
    ]);
    let mut world = vec![
        Ask::new(
            "POST schema",
            json!({"class": "B", "vectorizer": "none", "properties": [int("k"),
            nested("one", "object", json!([int("a")]))]}),
        ),
        Ask::new(
            "POST schema",
            json!({"class": "A", "vectorizer": "none",
            "invertedIndexConfig": {"indexNullState": true},
            "properties": [int("n"), {"name": "u", "dataType": ["uuid"]},
                nested("own", "object", json!([{"name": "u", "dataType": ["uuid"]}])), {"name": "to", "dataType": ["B"]},
                nested("one", "object", inside.clone()), nested("many", "object[]", inside.clone()),
                nested("mid", "object", json!([nested("deep", "object", inside)]))]}),
        ),
    ];
    let mut chance = Chance(11);
    world.extend((1..=40).map(|n| {
        let mut properties = json!({"n": n});
        if chance.percent(90) {
            properties["one"] = element(&mut chance);
        }
        if chance.percent(90) {
            let many = chance.below(4);
            properties["many"] = (0..many).map(|_| element(&mut chance)).collect();
        }
        if chance.percent(90) {
            properties["mid"] =
                if chance.percent(80) { json!({"deep": element(&mut chance)}) } else { json!({}) };
        }
        Ask::new("POST objects", json!({"class": "A", "id": id(n), "properties": properties}))
    }));
    world
}

/// An object with some of its properties, and some of theirs.
fn element(chance: &mut Chance) -> Json {
    let mut out = Map::new();
    let number = |chance: &mut Chance| 1 + chance.below(2);
    if chance.percent(50) {
        out.insert("a".into(), json!(number(chance)));
    }
    if chance.percent(50) {
        let many = chance.below(3);
        out.insert("list".into(), (0..many).map(|_| json!(number(chance))).collect());
    }
    if chance.percent(40) {
        out.insert(
            "texts".into(),
            if chance.percent(50) { json!(["red"]) } else { json!(["red fox", "blue"]) },
        );
    }
    if chance.percent(50) {
        out.insert("inner".into(), if chance.percent(80) { json!({"x": number(chance)}) } else { json!({}) });
    }
    if chance.percent(40) {
        let mut other = if chance.percent(80) { json!({"y": number(chance)}) } else { json!({}) };
        if chance.percent(50) {
            other["ls"] = json!([1]);
        }
        out.insert("other".into(), other);
    }
    if chance.percent(40) {
        let kids = (0..chance.below(3)).map(|_| {
            let mut kid = Map::new();
            for name in ["k", "m"] {
                if chance.percent(70) {
                    kid.insert(name.into(), json!(number(chance)));
                }
            }
            Json::Object(kid)
        });
        out.insert("kids".into(), kids.collect());
    }
    Json::Object(out)
}

/// A comparison of something in an object property.
fn leaf(chance: &mut Chance, root: &str, pins: bool) -> String {
    let end = chance.pick(&[
        "a", "list", "texts", "inner", "inner.x", "other", "other.y", "other.ls", "kids", "kids.k", "kids.m",
        "",
    ]);
    let whole = if end.is_empty() { root.to_owned() } else { format!("{root}.{end}") };
    let pin = |step: &str, chance: &mut Chance| {
        let list = ["many", "kids", "list", "texts"].contains(&step);
        if pins && list && chance.percent(50) {
            format!("{step}[{}]", chance.below(2))
        } else {
            step.to_owned()
        }
    };
    let path = whole.split('.').map(|step| pin(step, chance)).collect::<Vec<_>>().join(".");
    let last = whole.rsplit('.').next().unwrap_or_default();
    if ["inner", "other", "kids", "one", "many", "deep", "mid"].contains(&last) || chance.percent(30) {
        return format!("{{path:[\"{path}\"],operator:IsNull,valueBoolean:{}}}", chance.percent(50));
    }
    if last == "texts" {
        let test = chance.pick(&[
            "Equal,valueText:\"red\"",
            "NotEqual,valueText:\"red\"",
            "Equal,valueText:\"red fox\"",
            "Like,valueText:\"r*\"",
            "ContainsAny,valueText:[\"red\"]",
            "ContainsAny,valueText:[\"blue\",\"fox\"]",
            "ContainsNone,valueText:[\"red\"]",
            "ContainsAll,valueText:[\"red\",\"blue\"]",
        ]);
        return format!("{{path:[\"{path}\"],operator:{test}}}");
    }
    let operator = chance.pick(&[
        "Equal",
        "NotEqual",
        "GreaterThan",
        "LessThanEqual",
        "ContainsAny",
        "ContainsNone",
        "ContainsAll",
    ]);
    let value = if operator.starts_with("Contains") {
        chance.pick(&["[1]", "[2]", "[1,2]"])
    } else {
        chance.pick(&["1", "2"])
    };
    format!("{{path:[\"{path}\"],operator:{operator},valueInt:{value}}}")
}

fn tree(chance: &mut Chance, root: &str, depth: usize, pins: bool) -> String {
    let way = if depth == 0 { 0 } else { chance.below(20) };
    let inner = |chance: &mut Chance| tree(chance, root, depth - 1, pins);
    match way {
        0..3 => leaf(chance, root, pins),
        3..11 => format!("{{operator:And,operands:[{},{}]}}", inner(chance), inner(chance)),
        11..16 => format!("{{operator:Or,operands:[{},{}]}}", inner(chance), inner(chance)),
        _ => format!("{{operator:Not,operands:[{}]}}", inner(chance)),
    }
}

fn get(filter: &str) -> (String, Ask) {
    let text = format!("{{Get{{A(where:{filter}){{n}}}}}}");
    (text.clone(), Ask::new("POST graphql", json!({"query": text})))
}

fn inside() -> Vec<(String, Ask)> {
    let mut chance = Chance(73);
    let mut asked: Vec<(String, Ask)> = (0..600)
        .map(|turn| {
            let root = chance.pick(&["one", "mid.deep", "many", "many"]);
            let depth = turn % 4;
            get(&tree(&mut chance, root, depth, turn % 3 == 0))
        })
        .collect();
    asked.sort_by(|(a, _), (b, _)| a.cmp(b));
    asked.dedup_by(|(a, _), (b, _)| a == b);
    asked
}

/// What is wrong in one place, beside what is wrong in another.
fn mistakes() -> Vec<(String, Ask)> {
    let of = |path: &str, test: &str| format!("{{path:{path},operator:{test}}}");
    let one = of("[\"n\"]", "Equal,valueText:\"a\"");
    let all = [
        ("[\"zz\"]", "Equal,valueInt:1"),
        ("[\"zz\"]", "Equal"),
        ("[\"N\"]", "Equal,valueInt:1"),
        ("[\"len(zz)\"]", "Equal,valueInt:1"),
        ("[\"len(to!)\"]", "Equal,valueInt:1"),
        ("[\"to\",\"Nope\",\"x\"]", "Equal,valueInt:1"),
        ("[\"to\",\"nope\",\"x\"]", "Equal,valueInt:1"),
        ("[\"to\",\"B\",\"x\"]", "Equal,valueInt:1"),
        ("[\"to\",\"B\",\"k\"]", "Equal,valueText:\"a\""),
        ("[\"to\",\"B\",\"id\"]", "Equal,valueInt:1"),
        ("[\"to\",\"B\",\"one.zz\"]", "Equal,valueInt:1"),
        ("[\"to\",\"B\"]", "Equal,valueInt:1"),
        ("[\"zz\",\"B\",\"k\"]", "Equal,valueText:\"a\""),
        ("[]", "Equal,valueInt:1"),
        ("[\"one.zz\"]", "Equal,valueInt:1"),
        ("[\"one.zz\"]", "Equal"),
        ("[\"one[0].a\"]", "Equal,valueInt:1"),
        ("[\"n[0]\"]", "Equal,valueInt:1"),
        ("[\"one\"]", "Equal,valueInt:1"),
        ("[\"one.a\"]", "IsNull,valueInt:1"),
        ("[\"one.a\"]", "Equal,valueText:\"a\""),
        ("[\"u\"]", "Equal,valueInt:1"),
        ("[\"u\"]", "Like,valueText:\"a\""),
        ("[\"own.u\"]", "Equal,valueInt:1"),
        ("[\"own.u\"]", "Like,valueText:\"a\""),
        ("[\"n\"]", "Equal,valueInt:1,valueText:\"a\""),
        ("[\"n\"]", "Equal,valueInt:[1],valueText:\"a\""),
    ];
    let mut asked = Vec::new();
    for (path, test) in all {
        let wrong = of(path, test);
        asked.push(get(&wrong));
        asked.push(get(&format!("{{operator:Not,operands:[{wrong}]}}")));
        asked.push(get(&format!("{{operator:And,operands:[{wrong},{one}]}}")));
        asked.push(get(&format!("{{operator:And,operands:[{one},{{operator:Or,operands:[{wrong}]}}]}}")));
    }
    for whole in
        ["operator:And,path:[\"n\"]", "operator:Or,valueInt:1", "operator:Not,operands:[]", "path:[\"n\"]"]
    {
        asked.push(get(&format!("{{{whole}}}")));
        asked.push(get(&format!("{{operator:And,operands:[{{{whole}}},{one}]}}")));
    }
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn filters() {
    let mut asked = inside();
    asked.extend(mistakes());
    play(&Family { name: "filters", world: world(), asked, without: &[] }).await;
}
