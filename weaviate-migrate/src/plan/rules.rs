//! Which setting may change, and how: the server's rules, by the place of the setting in the JSON of a class.
//!
//! They are known here because the server cannot be asked: some changes that it refuses change it all the same,
//! and some that it accepts lose the collection at its next start. A setting without a rule takes a new
//! class, the way that is always safe.

use serde_json::Value;
use weaviate_query::Version;

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

/// It takes one request, and counts from then on.
const LIVE: Rule = Rule::InPlace("the server takes it over at once");
/// It takes one request, and counts some time later.
const RELOAD: Rule =
    Rule::InPlace("the server stores it at once and goes by it when it loads the shard again");
/// It is part of how the class was made.
const FIXED: Rule = Rule::NewClass("the server fixes it when the class is made");
/// What no rule is for: the way that is always safe.
const UNKNOWN: Rule = Rule::NewClass("it is not known that the server can change it in place");
/// The server accepts some of these changes, and has lost the collection at its next start.
const QUANTIZER_FIXED: Rule = Rule::NewClass(
    "an enabled quantizer cannot be changed: some of these changes lose the collection when the server starts again",
);

/// Since when a server can do something.
pub(crate) mod since {
    use weaviate_query::Version;

    /// Adding a named vector to a class.
    pub(crate) const ADD_VECTOR: Version = Version::new(1, 31);
    /// Aliases.
    pub(crate) const ALIASES: Version = Version::new(1, 32);
    /// Switching the index of a property off.
    pub(crate) const INDEX_OFF: Version = Version::new(1, 36);
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
    match (section, key) {
        ("invertedIndexConfig", "bm25" | "stopwords" | "stopwordPresets" | "tokenizerUserDict") => LIVE,
        ("invertedIndexConfig", "cleanupIntervalSeconds") => LIVE,
        ("invertedIndexConfig", "usingBlockMaxWAND") => {
            Rule::Background("the searchable indexes are rebuilt with the other algorithm")
        }
        ("invertedIndexConfig", "indexNullState" | "indexPropertyLength" | "indexTimestamps") => FIXED,
        ("multiTenancyConfig", "autoTenantCreation" | "autoTenantActivation") => LIVE,
        ("multiTenancyConfig", _) => Rule::NewClass("tenancy cannot be switched on or off for a class"),
        ("replicationConfig", "deletionStrategy" | "asyncConfig") => LIVE,
        ("replicationConfig", "factor") => {
            Rule::Background("copies of the shards have to be there before the factor goes up")
        }
        ("shardingConfig", _) => Rule::NewClass("the server does not split a class anew"),
        _ => UNKNOWN,
    }
}

/// The rule of a setting of a vector's index of this kind; `config` is what the server has for that index.
pub(crate) fn index(kind: &str, key: &str, wanted: &Value, config: &Value) -> Rule {
    match (kind, key) {
        (_, "distance") => Rule::NewClass("every index of the vector is built by its distance"),
        ("hnsw", "ef" | "dynamicEfMin" | "dynamicEfMax" | "dynamicEfFactor") => LIVE,
        ("hnsw", "flatSearchCutoff" | "filterStrategy") => LIVE,
        ("hnsw" | "flat", "vectorCacheMaxObjects") => RELOAD,
        ("hnsw" | "flat", "pq" | "bq" | "sq" | "rq") => quantizer(kind, key, wanted, config),
        ("hnsw", "multivector") => multivector(wanted, config.get("multivector").unwrap_or(&Value::Null)),
        ("hnsw", "efConstruction" | "maxConnections" | "cleanupIntervalSeconds") => FIXED,
        ("dynamic", "threshold") | ("hfresh", "maxPostingSizeKB") => RELOAD,
        ("hfresh", "searchProbe") => LIVE,
        ("hfresh", "rq") if only(wanted, config.get("rq"), &["rescoreLimit"]) => LIVE,
        ("hfresh", _) => FIXED,
        _ => UNKNOWN,
    }
}

/// One of the four quantizers of an index: it can be switched on where none is, and never changed or switched off.
fn quantizer(kind: &str, key: &str, wanted: &Value, config: &Value) -> Rule {
    let actual = config.get(key);
    if is_on(actual) {
        return if only(wanted, actual, &["rescoreLimit"]) { LIVE } else { QUANTIZER_FIXED };
    }
    if !is_on(Some(wanted)) {
        return RELOAD;
    }
    let another = ["pq", "bq", "sq", "rq"].into_iter().any(|other| other != key && is_on(config.get(other)));
    match kind {
        _ if another => QUANTIZER_FIXED,
        "hnsw" => Rule::Background("the server compresses the vectors that are there, and it is one way"),
        _ => FIXED,
    }
}

/// Whether one vector is several, and whether those are encoded as one; both are part of how the index is built.
fn multivector(wanted: &Value, actual: &Value) -> Rule {
    let muvera = |json: &Value| json.get("muvera").is_some_and(|muvera| is_on(Some(muvera)));
    let switched = wanted.get("enabled").is_some() && is_on(Some(wanted)) != is_on(Some(actual));
    let recoded = wanted.get("muvera").is_some() && muvera(wanted) != muvera(actual);
    if switched || recoded { FIXED } else { RELOAD }
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
        assert_eq!(index("hnsw", "bq", &json!({ "enabled": true }), &on), QUANTIZER_FIXED);
        assert_eq!(index("hnsw", "rq", &json!({ "enabled": false }), &on), QUANTIZER_FIXED);
        assert_eq!(index("hnsw", "rq", &json!({ "enabled": true, "bits": 1 }), &on), QUANTIZER_FIXED);
        assert_eq!(index("hnsw", "rq", &json!({ "enabled": true, "rescoreLimit": 40 }), &on), LIVE);
        let off = json!({ "rq": { "enabled": false, "bits": 8 } });
        assert!(matches!(index("hnsw", "rq", &json!({ "enabled": true }), &off), Rule::Background(_)));
        assert_eq!(index("flat", "rq", &json!({ "enabled": true }), &off), FIXED);
    }

    #[test]
    fn what_has_no_rule_needs_a_new_class() {
        assert_eq!(setting("fromTheFuture", "x"), UNKNOWN);
        assert_eq!(index("hnsw", "fromTheFuture", &json!(1), &json!({})), UNKNOWN);
        assert_eq!(index("fromTheFuture", "ef", &json!(1), &json!({})), UNKNOWN);
    }

    #[test]
    fn a_server_without_a_version_is_one_of_today() {
        assert!(has(None, since::REINDEX));
        assert!(has(Some(Version::new(1, 32)), since::ALIASES));
        assert!(!has(Some(Version { major: 1, minor: 31, patch: 22 }), since::ALIASES));
    }
}
