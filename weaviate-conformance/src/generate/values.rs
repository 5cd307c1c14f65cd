//! Values of each kind, ordinary ones and those at the edges.

use serde_json::{Value, json};

use super::random::Random;

/// Words that texts are made of: stop words, cases, accents, scripts, punctuation.
pub(crate) const WORDS: [&str; 56] = [
    "the",
    "and",
    "a",
    "of",
    "is",
    "harbour",
    "Harbour",
    "HARBOUR",
    "lamp",
    "lamps",
    "kettle",
    "copper",
    "river",
    "glacier",
    "winter",
    "light",
    "storm",
    "bridge",
    "goat",
    "robot",
    "Robot",
    "rain",
    "snow",
    "lantern",
    "green",
    "blue",
    "42",
    "3.14",
    "x_y",
    "a-b",
    "C++",
    "AT&T",
    "don't",
    "user@example.org",
    "été",
    "Été",
    "ete",
    "naïve",
    "Straße",
    "STRASSE",
    "İstanbul",
    "東京",
    "東京都",
    "данные",
    "Данные",
    "مرحبا",
    "שלום",
    "🐋",
    "👩‍💻",
    "e\u{301}",
    "ﬁne",
    "wh*le",
    "wha?",
    "\"quoted\"",
    "back\\slash",
    "<b>&amp;",
];

/// Dates as the server reads them, with zones and fractions.
const DATES: [&str; 12] = [
    "2020-02-29T00:00:00Z",
    "2021-06-30T12:34:56+02:00",
    "2021-06-30T10:34:56Z",
    "2021-06-30T10:34:56.789Z",
    "2021-06-30T10:34:56.123456789Z",
    "1999-12-31T23:59:59-11:30",
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999Z",
    "1900-03-01T08:00:00+05:45",
    "2038-01-19T03:14:08Z",
    "2261-12-31T23:59:59Z",
    "1678-01-01T00:00:00Z",
];

/// A text of some words.
pub(crate) fn text(random: &mut Random) -> String {
    if random.chance(4) {
        return String::new();
    }
    let long = random.chance(3);
    let count = if long { 120 } else { 1 + random.below(7) };
    let between = random.word(&[" ", " ", " ", ", ", "  ", "; ", "\t", "\n", "/", "."]);
    let words: Vec<&str> = (0..count).map(|_| random.word(&WORDS)).collect();
    words.join(between)
}

/// A short text, such as names and labels are.
pub(crate) fn label(random: &mut Random) -> String {
    let words: Vec<&str> = (0..=random.below(2)).map(|_| random.word(&WORDS)).collect();
    words.join(" ")
}

/// A uuid, the same one now and then.
pub(crate) fn uuid(random: &mut Random) -> String {
    let number = if random.chance(60) { random.below(12) as u64 } else { random.next() >> 16 };
    format!("{:08x}-0000-4000-8000-{number:012x}", number % 7)
}

/// A vector with components that `f32` holds exactly.
pub(crate) fn vector(random: &mut Random, dimensions: usize) -> Vec<f32> {
    (0..dimensions).map(|_| random.within(-512, 511) as f32 / 512.0).collect()
}

/// A base64 text.
pub(crate) fn blob(random: &mut Random) -> String {
    random.word(&["AA==", "AQI=", "cGhvdG8gMQ==", "/+8=", "aGVsbG8gd29ybGQ="]).to_owned()
}

/// A value of a scalar kind, or a list of them for `kind[]`; null for kinds that have parts.
pub(crate) fn of(random: &mut Random, kind: &str) -> Value {
    if let Some(kind) = kind.strip_suffix("[]") {
        let count = random.word(&["0", "1", "2", "3", "3", "5"]).parse().unwrap_or_default();
        return (0..count).map(|_: usize| of(random, kind)).collect();
    }
    match kind {
        "text" | "string" if random.chance(50) => json!(label(random)),
        "text" | "string" => json!(text(random)),
        "int" if random.chance(8) => {
            json!(*random.pick(&[
                i64::from(i32::MAX),
                i64::from(i32::MIN),
                (1 << 53) - 1,
                -(1 << 53),
                1_000_000_007
            ]))
        }
        "int" => json!(random.within(-5, 20)),
        "number" if random.chance(10) => {
            json!(*random.pick(&[1e-9, -1e9, 1e15, 0.1, 123_456.789, f64::from(f32::MAX), -0.0]))
        }
        "number" => json!(random.within(-20, 80) as f64 / 8.0),
        "boolean" => json!(random.chance(50)),
        "date" if random.chance(40) => json!(random.word(&DATES)),
        "date" => {
            let (year, month, day) = (random.within(1990, 2030), random.within(1, 12), random.within(1, 28));
            let (hour, minute) = (random.within(0, 23), random.within(0, 59));
            json!(format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"))
        }
        "uuid" => json!(uuid(random)),
        "geoCoordinates" if random.chance(10) => random
            .pick(&[
                json!({"latitude": 90.0, "longitude": 180.0}),
                json!({"latitude": -90.0, "longitude": -180.0}),
            ])
            .clone(),
        "geoCoordinates" => {
            json!({"latitude": random.within(-320, 320) as f64 / 4.0, "longitude": random.within(-640, 640) as f64 / 4.0})
        }
        "phoneNumber" => {
            let number = random.within(2_000_000, 2_000_009);
            json!({"input": format!("030 {number}"), "defaultCountry": "DE"})
        }
        "blob" => json!(blob(random)),
        _ => Value::Null,
    }
}
