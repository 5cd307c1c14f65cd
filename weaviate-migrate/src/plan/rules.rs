//! Which setting may change, and how: the server's rules, by the place of the setting in the JSON of a class.
//!
//! They are known here because the server cannot be asked: some changes that it refuses change it all the same,
//! and some that it accepts lose the collection at its next start. A setting without a rule takes a new
//! class, the way that is always safe.

use serde_json::Value;
use weaviate_query::Version;

use super::{change::ChangeClass, table};

/// What a change of a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// One `PUT`, live at once.
    InPlace(&'static str),
    /// The server works in the background.
    Background(&'static str),
    /// Another class.
    NewClass(&'static str),
}

impl Rule {
    /// What [`TABLE`](table::TABLE) says; a field that is not in it takes a new class, which is always safe.
    pub(crate) fn of(part: &str, field: &str, change: &str) -> Self {
        match table::find(part, field, change) {
            Some(row) if row.class == ChangeClass::InPlace => Self::InPlace(row.why),
            Some(row) if row.class == ChangeClass::Reindex => Self::Background(row.why),
            Some(row) => Self::NewClass(row.why),
            None => Self::NewClass("it is not known that the server can change it in place"),
        }
    }
}

/// Since when a server can do something.
pub(crate) mod since {
    use weaviate_query::Version;

    /// Aliases.
    pub(crate) const ALIASES: Version = Version::new(1, 32);
    /// Rebuilding the index of a property.
    pub(crate) const REINDEX: Version = Version::new(1, 39);
}

/// Whether a server of this version has what came with `since`; an unknown one is taken for one of today.
pub(crate) fn has(version: Option<Version>, since: Version) -> bool {
    version.is_none_or(|version| version >= since)
}

/// Whether a server has aliases, and so a lock.
pub(crate) fn has_aliases(version: Option<Version>) -> bool {
    has(version, since::ALIASES)
}

/// The rule of a setting of the class: its section and its key in there.
pub(crate) fn setting(section: &str, key: &str) -> Rule {
    let field = if key.is_empty() { section.to_owned() } else { format!("{section}.{key}") };
    Rule::of("collection", &field, if key == "factor" { "raised" } else { "changed" })
}

/// The rule of a setting of a vector's index of this kind; `config` is what the server has for that index.
pub(crate) fn index(kind: &str, key: &str, wanted: &Value, config: &Value) -> Rule {
    match (kind, key) {
        ("hnsw" | "flat", "pq" | "bq" | "sq" | "rq") => quantizer(kind, key, wanted, config),
        ("hnsw", "multivector") => multivector(wanted, config.get("multivector").unwrap_or(&Value::Null)),
        ("hfresh", "rq") if only(wanted, config.get("rq"), &["rescoreLimit"]) => {
            Rule::of("hfresh", "rescoreLimit", "changed")
        }
        _ => Rule::of(kind, key, "changed"),
    }
}

/// One of the four quantizers of an index: it can be switched on where none is, and never changed or switched off.
fn quantizer(kind: &str, key: &str, wanted: &Value, config: &Value) -> Rule {
    let actual = config.get(key);
    let another = ["pq", "bq", "sq", "rq"].into_iter().any(|other| other != key && is_on(config.get(other)));
    match (is_on(actual), is_on(Some(wanted))) {
        (true, _) if only(wanted, actual, &["rescoreLimit"]) => Rule::of(kind, "rescoreLimit", "changed"),
        (true, _) => Rule::of("hnsw", key, "off"),
        // Numbers of a quantizer that is off count when it is switched on.
        (false, false) => Rule::of("hnsw", "vectorCacheMaxObjects", "changed"),
        (false, true) if another => Rule::of("hnsw", "another quantizer", "on"),
        (false, true) => Rule::of(kind, key, "on"),
    }
}

/// Whether one vector is several, and whether those are encoded as one; both are part of how the index is built.
fn multivector(wanted: &Value, actual: &Value) -> Rule {
    let muvera = |json: &Value| json.get("muvera").is_some_and(|muvera| is_on(Some(muvera)));
    let switched = wanted.get("enabled").is_some() && is_on(Some(wanted)) != is_on(Some(actual));
    let recoded = wanted.get("muvera").is_some() && muvera(wanted) != muvera(actual);
    if switched || recoded {
        return Rule::of("hnsw", "multivector.enabled", "changed");
    }
    Rule::of("hnsw", "multivector.muvera.ksim", "changed")
}

/// Whether a part of a configuration is enabled; it is not where nothing is said.
fn is_on(json: Option<&Value>) -> bool {
    json.and_then(|json| json.get("enabled")).and_then(Value::as_bool).unwrap_or(false)
}

/// Whether `wanted` differs from `actual` in nothing but these keys.
fn only(wanted: &Value, actual: Option<&Value>, keys: &[&str]) -> bool {
    let wanted = wanted.as_object().into_iter().flatten();
    wanted
        .filter(|(key, _)| !keys.contains(&key.as_str()))
        .all(|(key, value)| super::normal::covers(value, actual.and_then(|actual| actual.get(key.as_str()))))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_enabled_quantizer_is_left_alone() {
        let on =
            json!({ "rq": { "enabled": true, "bits": 8, "rescoreLimit": 20 }, "bq": { "enabled": false } });
        let fixed = Rule::of("hnsw", "rq", "off");
        assert!(matches!(fixed, Rule::NewClass(_)));
        assert_eq!(index("hnsw", "bq", &json!({ "enabled": true }), &on), fixed);
        assert_eq!(index("hnsw", "rq", &json!({ "enabled": false }), &on), fixed);
        assert_eq!(index("hnsw", "rq", &json!({ "enabled": true, "bits": 1 }), &on), fixed);
        assert_eq!(
            index("hnsw", "rq", &json!({ "enabled": true, "rescoreLimit": 40 }), &on),
            Rule::of("hnsw", "rescoreLimit", "changed")
        );
        let off = json!({ "rq": { "enabled": false, "bits": 8 } });
        assert!(matches!(index("hnsw", "rq", &json!({ "enabled": true }), &off), Rule::Background(_)));
        assert_eq!(index("flat", "rq", &json!({ "enabled": true }), &off), Rule::of("flat", "rq", "on"));
    }

    #[test]
    fn what_has_no_rule_needs_a_new_class() {
        let unknown = Rule::NewClass("it is not known that the server can change it in place");
        assert_eq!(setting("fromTheFuture", "x"), unknown);
        assert_eq!(index("hnsw", "fromTheFuture", &json!(1), &json!({})), unknown);
        assert_eq!(index("fromTheFuture", "ef", &json!(1), &json!({})), unknown);
    }

    #[test]
    fn a_server_without_a_version_is_one_of_today() {
        assert!(has(None, since::REINDEX));
        assert!(has(Some(Version::new(1, 32)), since::ALIASES));
        assert!(!has(Some(Version { major: 1, minor: 31, patch: 22 }), since::ALIASES));
    }
}
