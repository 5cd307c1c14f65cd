//! Values of a property: right ones, and those that a server may refuse.

use serde_json::{Map, Value, json};

use super::{random::Random, values};

/// A value that fits.
pub(crate) fn right(random: &mut Random, kind: &str) -> Value {
    let part = |random: &mut Random| {
        let mut out = Map::new();
        for (name, kind) in [("name", "text"), ("size", "int"), ("at", "date")] {
            if random.chance(60) {
                out.insert(name.to_owned(), values::of(random, kind));
            }
        }
        if random.chance(30) {
            out.insert("inner".to_owned(), json!({"flags": values::of(random, "boolean[]")}));
        }
        Value::from(out)
    };
    match kind {
        "object" => part(random),
        "object[]" => (0..random.within(0, 3)).map(|_| part(random)).collect(),
        kind => values::of(random, kind),
    }
}

/// One that may not.
pub(crate) fn odd(random: &mut Random, kind: &str) -> Value {
    if random.chance(30) {
        return random
            .pick(&[
                json!(null),
                json!("x"),
                json!(""),
                json!(1),
                json!(1.5),
                json!(true),
                json!([]),
                json!({}),
                json!([1]),
                json!(["x"]),
                json!([null]),
                json!([[1]]),
                json!({"x": 1}),
                json!([{}]),
                json!(-0.0),
                json!(1e20),
            ])
            .clone();
    }
    let some: Vec<Value> = match kind.trim_end_matches("[]") {
        "int" => vec![
            json!(1.5),
            json!("1"),
            json!(9_223_372_036_854_775_807_i64),
            json!(1e3),
            json!(-1e18),
            json!(1.0),
        ],
        "number" => {
            vec![json!("1.5"), json!(1e308), json!(5e-324), json!(9_007_199_254_740_993_i64), json!("NaN")]
        }
        "boolean" => vec![json!("true"), json!(0), json!("yes")],
        "date" => [
            "2020-01-01",
            "2020-13-01T00:00:00Z",
            "2020-01-01T00:00:00",
            "2020-01-01 00:00:00Z",
            "2020-01-01T24:00:00Z",
            "2020-01-01T23:59:60Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "10000-01-01T00:00:00Z",
            "2020-01-01T00:00:00+25:00",
            "2020-01-01t00:00:00z",
            "1677-01-01T00:00:00Z",
            "2020-02-30T00:00:00Z",
            "2020-01-01T00:00:00.Z",
            "2020-01-01T00:00:00,5Z",
            "",
        ]
        .map(|text| json!(text))
        .to_vec(),
        "uuid" => vec![
            json!("11111111-0000-4000-8000-00000000000A"),
            json!("1111111100004000800000000000000a"),
            json!("{11111111-0000-4000-8000-00000000000a}"),
            json!("urn:uuid:11111111-0000-4000-8000-00000000000a"),
            json!("11111111"),
            json!(""),
        ],
        "geoCoordinates" => vec![
            json!({"latitude": 91, "longitude": 0}),
            json!({"latitude": 0, "longitude": 181}),
            json!({"latitude": 0}),
            json!({"latitude": "0", "longitude": 0}),
            json!({"lat": 0, "lon": 0}),
            json!({"latitude": 1, "longitude": 2, "x": 3}),
            json!({"latitude": null, "longitude": 0}),
        ],
        "phoneNumber" => vec![
            json!({"input": "030 2000001"}),
            json!({"defaultCountry": "DE"}),
            json!({"input": 1}),
            json!("030"),
            json!({"input": "+49 30 2000001"}),
            json!({"input": "030 2000001", "defaultCountry": "Germany"}),
            json!({"input": "030 2000001", "defaultCountry": "de"}),
            json!({"input": "+49 30 2000001", "x": 1}),
        ],
        "blob" => vec![json!("not base64!"), json!("data:image/png;base64,AA=="), json!("AA"), json!("")],
        "object" => vec![
            json!({"name": 1}),
            json!({"nosuch": 1}),
            json!({"size": 1.5}),
            json!({"name": null}),
            json!({"inner": {"flags": [1]}}),
            json!({"inner": []}),
            json!({"at": "soon"}),
            json!([[]]),
        ],
        _ => vec![json!(["a", 1]), json!({"a": "b"}), json!("\u{0}"), json!("\u{fffd}")],
    };
    let one = random.pick(&some).clone();
    if kind.ends_with("[]") == random.chance(10) { one } else { json!([one]) }
}
