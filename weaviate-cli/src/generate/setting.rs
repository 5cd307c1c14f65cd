//! What has settings, as an attribute spells it, by the tables that the derive's expansions are made of.

use serde_json::Value;
use weaviate_query::modules::{Kind, Listed, ListedSetting};

use super::{left::Left, names::Fields, notes::Notes};

/// `rq(bits = 1)`, or the name alone if nothing is set. What the table has no word for stays in `json`.
pub(super) fn spelled(listed: &Listed, json: &mut Left, fields: &Fields, notes: &mut Notes) -> String {
    if !listed.since.refusal.is_empty() {
        notes.needs(listed.since.version);
    }
    named(listed.word, &settings(listed.settings, json, fields))
}

/// `name(a, b)`, or the name alone.
pub(super) fn named(name: &str, settings: &[String]) -> String {
    if settings.is_empty() { name.to_owned() } else { format!("{name}({})", settings.join(", ")) }
}

/// Each setting that is there, taken out of `json` if it can be said.
pub(super) fn settings(listed: &[ListedSetting], json: &mut Left, fields: &Fields) -> Vec<String> {
    let mut said = Vec::new();
    for setting in listed {
        let Some(value) = json.take_at(setting.key) else { continue };
        let weights = weights(setting, json);
        match value_of(setting.kind, &value, weights.as_deref(), fields) {
            Some(text) => said.push(format!("{} = {text}", setting.word)),
            None => json.put_back(setting.key, value),
        }
    }
    said
}

/// What stands beside a list of properties: how much each counts.
fn weights(setting: &ListedSetting, json: &mut Left) -> Option<Vec<f64>> {
    if setting.kind != Kind::Properties {
        return None;
    }
    let weights = json.take_at(&format!("weights.{}", setting.key))?;
    weights.as_array()?.iter().map(Value::as_f64).collect()
}

/// A value as Rust, if a setting of this kind can be it.
fn value_of(kind: Kind, value: &Value, weights: Option<&[f64]>, fields: &Fields) -> Option<String> {
    match kind {
        Kind::Text => value.as_str().map(text),
        Kind::Count => value.as_u64().filter(|n| u32::try_from(*n).is_ok()).map(|n| whole(&n.to_string())),
        Kind::Int => value.as_i64().map(|n| whole(&n.to_string())),
        Kind::Number => value.as_f64().map(number),
        Kind::Flag => value.as_bool().map(|is| is.to_string()),
        Kind::Texts => list(value),
        Kind::Word(words) => {
            let value = value.as_str()?;
            words.iter().find(|(_, wire)| *wire == value).map(|(word, _)| (*word).to_owned())
        }
        Kind::Property => fields.property(value.as_str()?),
        Kind::Properties => {
            let names = value.as_array()?.iter().map(|name| fields.property(name.as_str()?));
            let names: Vec<String> = names.collect::<Option<_>>()?;
            let weighted =
                names.iter().enumerate().map(|(i, name)| match weights.and_then(|all| all.get(i)) {
                    Some(weight) => format!("{name} * {}", number(*weight)),
                    None => name.clone(),
                });
            // An empty list would be one of texts.
            (!names.is_empty()).then(|| format!("[{}]", weighted.collect::<Vec<_>>().join(", ")))
        }
        _ => None,
    }
}

/// A module: the line of the table that says the most of it, else by the server's own name for it.
///
/// `kind` is the word that `custom` stands behind. None if it can be said in neither way.
pub(super) fn module(
    table: &[Listed],
    name: &str,
    json: &mut Left,
    fields: &Fields,
    notes: &mut Notes,
) -> Option<String> {
    let mut lines: Vec<&Listed> =
        table.iter().filter(|line| line.name == name && always(line, json)).collect();
    // Of two that fit, the one that says more by its name alone.
    lines.sort_by_key(|line| std::cmp::Reverse(line.always.len()));
    for line in lines {
        let mut tried = json.clone();
        for preset in line.always {
            tried.take_at(preset.key);
        }
        let mut needs = Notes::default();
        let said = spelled(line, &mut tried, fields, &mut needs);
        if tried.is_empty() {
            *json = tried;
            needs.needs.into_iter().for_each(|version| notes.needs(version));
            return Some(said);
        }
    }
    let mut said = vec![text(name)];
    for key in json.keys() {
        let value = json.take(&key).unwrap_or_default();
        said.push(custom(&key, &value)?);
    }
    Some(named("custom", &said))
}

/// Whether the JSON has what the line always sets.
fn always(line: &Listed, json: &Left) -> bool {
    let preset =
        line.always.iter().map(|preset| (preset.key, weaviate_query::modules::Value::to_json(preset.value)));
    preset.into_iter().all(|(key, value)| json.get(key) == Some(&value))
}

/// `key = value`, or `key(…)` for an object: what a module that is in no table is told.
fn custom(key: &str, value: &Value) -> Option<String> {
    let word = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !word || syn::parse_str::<syn::Ident>(key).is_err() {
        return None;
    }
    let said = match value {
        Value::Bool(is) => is.to_string(),
        Value::String(value) => text(value),
        Value::Number(value) => match value.as_i64() {
            Some(n) => whole(&n.to_string()),
            None => number(value.as_f64()?),
        },
        Value::Array(_) => list(value)?,
        Value::Object(inside) => {
            let mut inside = inside.clone();
            inside.sort_keys();
            let inside: Vec<String> =
                inside.iter().map(|(key, value)| custom(key, value)).collect::<Option<_>>()?;
            return Some(format!("{key}({})", inside.join(", ")));
        }
        Value::Null => return None,
    };
    Some(format!("{key} = {said}"))
}

/// A list of texts.
fn list(value: &Value) -> Option<String> {
    let texts: Vec<String> =
        value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<_>>()?;
    Some(self::texts(&texts))
}

/// `["a", "b"]`
pub(super) fn texts(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|one| text(one)).collect();
    format!("[{}]", texts.join(", "))
}

/// A literal of this text.
pub(super) fn text(text: &str) -> String {
    format!("{text:?}")
}

/// Digits in groups of three, where there are many of them.
pub(super) fn whole(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    if digits.len() < 6 {
        return format!("{sign}{digits}");
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

/// A number with a point. What a server keeps as 32 bits is said in the digits that mean it.
pub(super) fn number(value: f64) -> String {
    let narrow = value as f32;
    let value = if f64::from(narrow).to_bits() == value.to_bits() {
        narrow.to_string().parse().unwrap_or(value)
    } else {
        value
    };
    format!("{value:?}")
}
