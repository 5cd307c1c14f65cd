//! The same questions spelled in GraphQL.

use serde_json::{Value, json};

use super::{
    filter::filter,
    random::Random,
    values,
    world::{Collection, Index, Property, World},
};

/// `Get`.
pub(crate) fn get(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut arguments = tenant(random, of);
    let mut additional = vec!["id".to_owned()];
    match random.below(9) {
        0 => {
            arguments.push(near(random, of));
            additional.push(random.word(&["distance", "certainty", "distance certainty"]).to_owned());
        }
        1 => {
            arguments.push(format!("nearObject:{{id:{}}}", json!(of.id(random))));
            additional.push("distance".to_owned());
        }
        2..4 => {
            arguments.push(format!("bm25:{{{}}}", words(random, of)));
            additional.push(random.word(&["score", "score explainScore"]).to_owned());
        }
        4 => {
            let vector = json!(values::vector(random, index(of).dimensions));
            let alpha = random.within(0, 4) as f64 / 4.0;
            let fusion = random.word(&["", "", "fusionType:rankedFusion", "fusionType:relativeScoreFusion"]);
            let name = targets(of);
            arguments.push(format!(
                "hybrid:{{{} alpha:{alpha} vector:{vector} {fusion}{name}}}",
                words(random, of)
            ));
            additional.push("score".to_owned());
        }
        5 => {
            if let Some(property) = of.property(random, |one| !one.kind.starts_with("object")) {
                let order = random.word(&["asc", "desc"]);
                arguments.push(format!("sort:[{{path:[{}] order:{order}}}]", json!(property.name)));
            }
        }
        6 => arguments.push(format!("after:{}", json!(of.id(random)))),
        _ => {}
    }
    if random.chance(40) {
        arguments.push(format!("where:{}", filter(random, world, of, 1).graphql()));
    }
    arguments.push(format!("limit:{}", random.within(1, 9)));
    if random.chance(10) {
        arguments.push(format!("offset:{}", random.within(0, 4)));
    }
    let group = random.chance(8);
    if group && let Some(property) = of.property(random, |one| !one.kind.starts_with("object")) {
        {
            arguments.push(format!(
                "groupBy:{{path:[{}] groups:{} objectsPerGroup:{}}}",
                json!(property.name),
                random.within(1, 3),
                random.within(1, 2)
            ));
            additional.push("group{id groupedBy{path value} count hits{_additional{id}}}".to_owned());
        }
    }
    if random.chance(6) {
        additional.push(random.word(&["vector", "nosuch", "isConsistent", "vectors{shape}"]).to_owned());
    }
    let fields = fields(random, world, of, 1);
    let additional = additional.join(" ");
    question(&format!(
        "{{Get{{{}({}){{{fields} _additional{{{additional}}}}}}}}}",
        of.name,
        arguments.join(" ")
    ))
}

/// `Aggregate`.
pub(crate) fn aggregate(random: &mut Random, world: &World) -> Value {
    let of = world.any(random);
    let mut arguments = tenant(random, of);
    if random.chance(30) {
        arguments.push(format!("where:{}", filter(random, world, of, 1).graphql()));
    }
    let mut grouped = "";
    if random.chance(30)
        && let Some(property) = of.property(random, |one| !one.kind.starts_with("object"))
    {
        arguments.push(format!("groupBy:[{}]", json!(property.name)));
        grouped = "groupedBy{path value}";
        if random.chance(40) {
            arguments.push(format!("limit:{}", random.within(1, 4)));
        }
    }
    if random.chance(20) {
        arguments.push(near(random, of));
        arguments.push(format!("objectLimit:{}", random.within(1, 9)));
    }
    let mut fields = vec!["meta{count}".to_owned(), grouped.to_owned()];
    for _ in 0..random.within(0, 3) {
        let Some(property) = of.property(random, |_| true) else { continue };
        let names: &[&str] = match property.kind.trim_end_matches("[]") {
            "int" | "number" => &["count", "type", "sum", "mean", "mode", "median", "maximum", "minimum"],
            "boolean" => &["count", "type", "totalTrue", "totalFalse", "percentageTrue", "percentageFalse"],
            "date" => &["count", "type", "median", "mode", "maximum", "minimum"],
            "ref" => &["type", "pointingTo"],
            "text" => {
                &["count", "type", "topOccurrences(limit:3){value occurs}", "topOccurrences{value occurs}"]
            }
            _ => &["count", "type"],
        };
        let name = random.word(names);
        let more = if random.chance(50) { random.word(names) } else { "" };
        let more = if more.starts_with("top") { "" } else { more };
        fields.push(format!("{}{{{name} {more}}}", property.name));
    }
    let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(" ")) };
    question(&format!("{{Aggregate{{{}{arguments}{{{}}}}}}}", of.name, fields.join(" ")))
}

fn question(query: &str) -> Value {
    json!({"query": query})
}

fn tenant(random: &mut Random, of: &Collection) -> Vec<String> {
    if of.tenants.is_empty() || random.chance(6) {
        return Vec::new();
    }
    vec![format!("tenant:{}", json!(random.pick(&of.tenants)))]
}

fn index(of: &Collection) -> &Index {
    &of.vectors[0]
}

fn targets(of: &Collection) -> String {
    let name = &index(of).name;
    if name.is_empty() { String::new() } else { format!(" targetVectors:[{}]", json!(name)) }
}

fn near(random: &mut Random, of: &Collection) -> String {
    let vector = json!(values::vector(random, index(of).dimensions));
    let distance = match random.below(4) {
        0 => format!(" distance:{}", random.within(0, 16) as f64 / 8.0),
        1 if random.chance(30) => format!(" certainty:{}", random.within(0, 8) as f64 / 8.0),
        _ => String::new(),
    };
    format!("nearVector:{{vector:{vector}{distance}{}}}", targets(of))
}

fn words(random: &mut Random, of: &Collection) -> String {
    let property = of.property(random, |one| one.searchable);
    let stored = property.and_then(|property| of.stored(random, &[&property.name]));
    let text = stored.as_ref().and_then(Value::as_str).unwrap_or("river");
    let few: Vec<&str> = text.split_whitespace().take(2).collect();
    let properties = match property.filter(|_| random.chance(60)) {
        Some(property) => format!(" properties:[{}]", json!(property.name)),
        None => String::new(),
    };
    let operator = match random.below(6) {
        0 => " searchOperator:{operator:And}",
        1 => " searchOperator:{operator:Or minimumOrTokensMatch:2}",
        _ => "",
    };
    // `hybrid` calls it `bm25SearchOperator`: asked with the other word it is refused, which is a question as well.
    format!("query:{}{properties}{operator}", json!(few.join(" ")))
}

fn fields(random: &mut Random, world: &World, of: &Collection, hops: usize) -> String {
    let mut out = Vec::new();
    for _ in 0..random.within(0, 3) {
        let Some(property) = of.property(random, |one| one.kind != "ref" || hops > 0) else { continue };
        out.push(field(random, world, property, hops));
    }
    if random.chance(3) {
        out.push(random.word(&["nosuch", "name{first}", "..."]).to_owned());
    }
    out.join(" ")
}

fn field(random: &mut Random, world: &World, property: &Property, hops: usize) -> String {
    let name = &property.name;
    match property.kind.as_str() {
        "geoCoordinates" => format!("{name}{{latitude longitude}}"),
        "phoneNumber" => format!(
            "{name}{{input internationalFormatted nationalFormatted national valid countryCode defaultCountry}}"
        ),
        "object" | "object[]" => {
            let inside: Vec<String> =
                property.nested.iter().map(|one| field(random, world, one, 0)).collect();
            format!("{name}{{{}}}", inside.join(" "))
        }
        "ref" => {
            let target = random.pick(&property.targets);
            let behind =
                world.find(target).map(|behind| fields(random, world, behind, hops.saturating_sub(1)));
            format!("{name}{{... on {target}{{{} _additional{{id}}}}}}", behind.unwrap_or_default())
        }
        _ => name.clone(),
    }
}
