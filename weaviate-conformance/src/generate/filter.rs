//! Filters: every operator on every kind of property, what is inside an object, behind a link, or about the object itself.

use serde_json::{Value, json};

use super::{
    random::Random,
    values,
    world::{Collection, Property, World},
};

/// What a condition is about.
#[derive(Clone)]
pub(crate) enum Place {
    /// A property, what is inside one (`a.b`), or `len(…)`, `_id`, …
    Property(String),
    /// Behind a link: its name, whether the target is named, the target, what is asked of it.
    Link(String, bool, String, Box<Place>),
    /// How many links there are.
    Count(String),
}

/// A filter, before it is written down for gRPC or GraphQL.
pub(crate) enum Filter {
    /// A property, an operator, and the kind and value of what it is compared with.
    Is(Place, &'static str, &'static str, Value),
    /// `And`, `Or` or `Not` of some.
    Of(&'static str, Vec<Filter>),
}

const COMPARING: [&str; 6] =
    ["Equal", "NotEqual", "GreaterThan", "GreaterThanEqual", "LessThan", "LessThanEqual"];
const CONTAINING: [&str; 3] = ["ContainsAny", "ContainsAll", "ContainsNone"];
const ALL: [&str; 12] = [
    "Equal",
    "NotEqual",
    "GreaterThan",
    "GreaterThanEqual",
    "LessThan",
    "LessThanEqual",
    "Like",
    "IsNull",
    "WithinGeoRange",
    "ContainsAny",
    "ContainsAll",
    "ContainsNone",
];

/// A filter on a collection.
pub(crate) fn filter(random: &mut Random, world: &World, of: &Collection, depth: usize) -> Filter {
    if depth > 0 && random.chance(35) {
        let joined = random.word(&["And", "And", "Or", "Or", "Not"]);
        let count = match joined {
            "Not" if random.chance(92) => 1,
            _ => random.within(1, 3),
        };
        return Filter::Of(joined, (0..count).map(|_| filter(random, world, of, depth - 1)).collect());
    }
    condition(random, world, of, 2)
}

/// A filter on what is inside objects.
pub(crate) fn inside(random: &mut Random, of: &Collection, depth: usize) -> Filter {
    if depth > 0 && random.chance(40) {
        let word = random.word(&["And", "And", "Or", "Not"]);
        let count = if word == "Not" { 1 } else { random.within(2, 3) };
        return Filter::Of(word, (0..count).map(|_| inside(random, of, depth - 1)).collect());
    }
    match of.property(random, |one| one.kind.starts_with("object")) {
        Some(property) => nested(random, of, property),
        None => about_object(random, of),
    }
}

fn condition(random: &mut Random, world: &World, of: &Collection, hops: usize) -> Filter {
    match random.below(100) {
        0..7 => return about_object(random, of),
        7..13 => {
            if let Some(property) = of.property(random, |one| one.kind != "ref") {
                let length = json!(random.within(-1, 9));
                let place = Place::Property(format!("len({})", property.name));
                return Filter::Is(place, random.word(&COMPARING), "Int", length);
            }
        }
        13..30 if hops > 0 => {
            if let Some(property) = of.property(random, |one| one.kind == "ref") {
                return link(random, world, property, hops);
            }
        }
        _ => {}
    }
    match of.property(random, |one| one.kind != "ref" || random_ref(one)) {
        Some(property) if property.kind.starts_with("object") => nested(random, of, property),
        Some(property) => plain(random, of, property, &[&property.name]),
        None => about_object(random, of),
    }
}

// A link as if it were a plain property is a mistake worth asking, of one property in a collection.
fn random_ref(property: &Property) -> bool {
    property.targets.len() == 1 && property.name.len().is_multiple_of(2)
}

fn link(random: &mut Random, world: &World, property: &Property, hops: usize) -> Filter {
    if random.chance(25) {
        let count = json!(random.within(0, 3));
        return Filter::Is(Place::Count(property.name.clone()), random.word(&COMPARING), "Int", count);
    }
    let target = random.pick(&property.targets).clone();
    let named = property.targets.len() > 1 || random.chance(10);
    let Some(behind) = world.find(&target) else {
        return Filter::Is(Place::Count(property.name.clone()), "Equal", "Int", json!(1));
    };
    match condition(random, world, behind, hops - 1) {
        Filter::Is(place, operator, kind, value) => Filter::Is(
            Place::Link(property.name.clone(), named, target, Box::new(place)),
            operator,
            kind,
            value,
        ),
        other @ Filter::Of(..) => other,
    }
}

fn about_object(random: &mut Random, of: &Collection) -> Filter {
    let place = |name: &str| Place::Property(name.to_owned());
    match random.below(5) {
        0..3 => {
            if random.chance(30) {
                let ids: Vec<String> = (0..random.within(1, 4)).map(|_| of.id(random)).collect();
                return Filter::Is(place("_id"), random.word(&CONTAINING), "TextArray", json!(ids));
            }
            let id = if random.chance(10) { "no-uuid".to_owned() } else { of.id(random) };
            let id = if random.chance(8) { format!("{}*", &id[..4]) } else { id };
            Filter::Is(place("_id"), random.word(&ALL), "Text", json!(id))
        }
        3 => {
            let time = random.word(&["0", "1600000000000", "4000000000000", "2020-01-01T00:00:00Z", "soon"]);
            Filter::Is(
                place(random.word(&["_creationTimeUnix", "_lastUpdateTimeUnix"])),
                random.word(&COMPARING),
                "Text",
                json!(time),
            )
        }
        _ => Filter::Is(
            place(random.word(&["nosuch", "_nosuch", "id", "len(nosuch)", ""])),
            "Equal",
            "Text",
            json!("x"),
        ),
    }
}

fn nested(random: &mut Random, of: &Collection, property: &Property) -> Filter {
    let mut path = vec![property.name.as_str()];
    let mut at = property;
    while !at.nested.is_empty() {
        if random.chance(6) {
            break;
        }
        at = random.pick(&at.nested);
        path.push(&at.name);
    }
    if random.chance(3) {
        path.push("nosuch");
    }
    plain(random, of, at, &path)
}

fn plain(random: &mut Random, of: &Collection, property: &Property, path: &[&str]) -> Filter {
    let place = Place::Property(path.join("."));
    let base = property.kind.trim_end_matches("[]");
    let operator: &'static str = if random.chance(15) {
        random.word(&ALL)
    } else {
        match (base, random.below(10)) {
            (_, 0) => "IsNull",
            ("text", 1..=4) => "Like",
            ("geoCoordinates", 1..=8) => "WithinGeoRange",
            (_, 5..=7) => random.word(&CONTAINING),
            _ => random.word(&COMPARING),
        }
    };
    if operator == "IsNull" && !random.chance(6) {
        return Filter::Is(place, operator, "Boolean", json!(random.chance(50)));
    }
    if operator == "WithinGeoRange" && !random.chance(6) {
        let at = of.stored(random, path).filter(|at| at["latitude"].is_number());
        let at = at.unwrap_or_else(|| values::of(random, "geoCoordinates"));
        let distance = *random.pick(&[0.0, 1000.0, 500_000.0, 2_000_000.0, 9_000_000.0, 30_000_000.0, -1.0]);
        let value = json!({"latitude": at["latitude"], "longitude": at["longitude"], "distance": distance});
        return Filter::Is(place, operator, "Geo", value);
    }
    let base = if random.chance(8) {
        random.word(&["text", "int", "number", "boolean", "date", "uuid"])
    } else {
        base
    };
    let one = |random: &mut Random| {
        let stored = if random.chance(75) { of.stored(random, path) } else { None };
        let value = stored.filter(|value| fits(value, base)).unwrap_or_else(|| values::of(random, base));
        match value.as_str() {
            Some(text) if base == "text" => json!(altered(random, text, operator == "Like")),
            // There is no value of such a kind to compare with.
            None if value.is_object() || value.is_null() => json!("x"),
            _ => value,
        }
    };
    let many = CONTAINING.contains(&operator) != random.chance(5);
    let value = if many { (0..random.within(1, 3)).map(|_| one(random)).collect() } else { one(random) };
    Filter::Is(place, operator, kind_of(base, many), value)
}

fn fits(value: &Value, kind: &str) -> bool {
    match kind {
        "int" | "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_string(),
    }
}

fn kind_of(base: &str, many: bool) -> &'static str {
    match (base, many) {
        ("int", false) => "Int",
        ("int", true) => "IntArray",
        ("number", false) => "Number",
        ("number", true) => "NumberArray",
        ("boolean", false) => "Boolean",
        ("boolean", true) => "BooleanArray",
        ("date", false) => "Date",
        ("date", true) => "DateArray",
        (_, false) => "Text",
        (_, true) => "TextArray",
    }
}

/// A text as people ask for it: a part of it, in other cases, with wildcards.
fn altered(random: &mut Random, text: &str, like: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let some = match random.below(6) {
        0..2 if !words.is_empty() => (*random.pick(&words)).to_owned(),
        2 if words.len() > 2 => {
            let start = random.below(words.len() - 1);
            words[start..words.len().min(start + 2)].join(" ")
        }
        3 => text.to_uppercase(),
        _ => text.to_owned(),
    };
    if !like {
        return some;
    }
    let half: String = some.chars().take(1 + some.chars().count() / 2).collect();
    match random.below(6) {
        0 => format!("{half}*"),
        1 => format!("*{}", some.chars().skip(1).collect::<String>()),
        2 => format!("*{half}*"),
        3 => some.chars().enumerate().map(|(at, letter)| if at == 1 { '?' } else { letter }).collect(),
        4 => random.word(&["*", "?", "**", "", "*a*", "???", "\\*"]).to_owned(),
        _ => some,
    }
}

impl Place {
    fn grpc(&self) -> Value {
        match self {
            Self::Property(name) => json!({"property": name}),
            Self::Count(on) => json!({"count": {"on": on}}),
            Self::Link(on, false, _, behind) => json!({"single_target": {"on": on, "target": behind.grpc()}}),
            Self::Link(on, true, target, behind) => {
                json!({"multi_target": {"on": on, "target": behind.grpc(), "target_collection": target}})
            }
        }
    }

    fn path(&self, out: &mut Vec<String>) {
        match self {
            Self::Property(name) => out.push(name.clone()),
            Self::Count(on) => out.push(on.clone()),
            Self::Link(on, _, target, behind) => {
                out.extend([on.clone(), target.clone()]);
                behind.path(out);
            }
        }
    }
}

impl Filter {
    /// As the message `Filters`.
    pub(crate) fn grpc(&self) -> Value {
        match self {
            Self::Of(word, some) => {
                json!({"operator": operator(word), "filters": some.iter().map(Self::grpc).collect::<Vec<_>>()})
            }
            Self::Is(place, word, kind, value) => {
                let mut out = json!({"operator": operator(word), "target": place.grpc()});
                let int = |value: &Value| json!(value.as_i64().unwrap_or_default().to_string());
                let list = |value: &Value| match value {
                    Value::Array(list) => list.clone(),
                    value => vec![value.clone()],
                };
                match *kind {
                    "Int" => out["value_int"] = int(value),
                    "Number" => out["value_number"] = value.clone(),
                    "Boolean" => out["value_boolean"] = value.clone(),
                    "Geo" => out["value_geo"] = value.clone(),
                    "IntArray" => {
                        out["value_int_array"] =
                            json!({"values": list(value).iter().map(int).collect::<Vec<_>>()});
                    }
                    "NumberArray" => out["value_number_array"] = json!({"values": list(value)}),
                    "BooleanArray" => out["value_boolean_array"] = json!({"values": list(value)}),
                    "TextArray" | "DateArray" => out["value_text_array"] = json!({"values": list(value)}),
                    _ => out["value_text"] = value.clone(),
                }
                out
            }
        }
    }

    /// As the `where` of a deletion over REST.
    pub(crate) fn rest(&self) -> Value {
        match self {
            Self::Of(word, some) => {
                json!({"operator": word, "operands": some.iter().map(Self::rest).collect::<Vec<_>>()})
            }
            Self::Is(place, word, kind, value) => {
                let mut path = Vec::new();
                place.path(&mut path);
                json!({"path": path, "operator": word, (format!("value{kind}")): value})
            }
        }
    }

    /// As GraphQL's `where`.
    pub(crate) fn graphql(&self) -> String {
        match self {
            Self::Of(word, some) => {
                let some: Vec<String> = some.iter().map(Self::graphql).collect();
                format!("{{operator:{word} operands:[{}]}}", some.join(" "))
            }
            Self::Is(place, word, kind, value) => {
                let mut path = Vec::new();
                place.path(&mut path);
                let value = match *kind {
                    "Geo" => format!(
                        "{{geoCoordinates:{{latitude:{} longitude:{}}} distance:{{max:{}}}}}",
                        value["latitude"], value["longitude"], value["distance"]
                    ),
                    _ => value.to_string(),
                };
                let key = if *kind == "Geo" { "GeoRange" } else { kind.trim_end_matches("Array") };
                format!("{{path:{} operator:{word} value{key}:{value}}}", json!(path))
            }
        }
    }
}

fn operator(word: &str) -> String {
    let mut out = "OPERATOR".to_owned();
    for letter in word.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}
