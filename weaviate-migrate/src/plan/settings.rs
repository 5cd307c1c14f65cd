//! What is declared of the class itself: description, inverted index, tenancy.

use serde_json::{Map, Value};
use weaviate_query::{
    Version,
    schema::{Class, CollectionDef},
};

use super::{
    by_rule, change::Change, draft::Draft, modules, normal, rules, scene::Scene, table, ttl, vectors,
};

/// Values that a server refuses, so that nothing else is written before it does.
pub(crate) fn check(def: &CollectionDef, version: Option<Version>) -> Result<(), String> {
    if let Some(version) = version.filter(|version| def.server > Version::OLDEST && *version < def.server) {
        return Err(format!(
            "the struct says that it needs Weaviate {} (`server = …`), and this server is {version}",
            def.server
        ));
    }
    let inverted = &def.inverted;
    if let Some((k1, b)) = inverted.bm25
        && !(k1 >= 0.0 && k1.is_finite() && (0.0..=1.0).contains(&b))
    {
        return Err(format!(
            "`bm25(k1 = {k1}, b = {b})` is refused by the server: `k1` is 0 or more, `b` is from 0 to 1"
        ));
    }
    let Some(words) = inverted.stopwords else { return Ok(()) };
    match words.additions.iter().find(|word| words.removals.contains(word)) {
        Some(word) => {
            Err(format!("the stop word `{word}` is added and removed: take it out of one of the two lists"))
        }
        None => Ok(()),
    }
}

/// Section by section of the JSON that the struct gives; the sections of vectors and modules have files of their own.
pub(crate) fn compare(scene: &Scene<'_>, wanted: &Class, actual: &Class, draft: &mut Draft) {
    if let Some(to) = wanted.description()
        && Some(to) != actual.description()
    {
        let from = actual.json().get("description").cloned().unwrap_or_default();
        let rule = rules::setting("description", "");
        by_rule::apply(scene, &["description"], &to.into(), Some(&from), rule, draft);
    }
    if scene.def.multi_tenancy.is_none() && actual.is_multi_tenant() {
        draft.changes.push(Change {
            what: "multi-tenancy: the server has it and the struct does not declare it".into(),
            from: true.into(),
            to: false.into(),
            ..scene.fixed(
                "multiTenancyConfig.enabled",
                table::find("collection", "multiTenancyConfig.enabled", "changed").map_or("", |row| row.why),
                "declare `#[weaviate(multi_tenant)]`",
            )
        });
    }
    for (section, settings) in wanted.json() {
        match (section.as_str(), settings.as_object()) {
            ("class" | "description" | "properties", _) => {}
            ("vectorConfig", Some(vectors)) => vectors::compare(scene, vectors, actual, draft),
            ("objectTtlConfig", _) => ttl::compare(scene, settings, actual, draft),
            ("moduleConfig", Some(modules)) => modules::compare(scene, modules, actual, draft),
            (section, Some(settings)) => compare_section(scene, section, settings, actual, draft),
            (section, None) => {
                let found = actual.json().get(section);
                if !normal::covers(settings, found) {
                    by_rule::apply(scene, &[section], settings, found, rules::setting(section, ""), draft);
                }
            }
        }
    }
    if scene.def.ttl.is_none() {
        ttl::ended(scene, actual, draft);
    }
    vectors::without_a_field(scene, wanted, actual, draft);
}

/// One section, key by key: each has a rule of its own.
fn compare_section(
    scene: &Scene<'_>,
    section: &str,
    wanted: &Map<String, Value>,
    actual: &Class,
    draft: &mut Draft,
) {
    for (key, to) in wanted {
        let from = actual.at(&[section, key]);
        let same = match (section, key.as_str()) {
            ("invertedIndexConfig", "stopwords") => normal::same_stopwords(to, from),
            // They hang on the switch, and that is said by itself.
            ("multiTenancyConfig", "autoTenantCreation" | "autoTenantActivation")
                if !actual.is_multi_tenant() =>
            {
                true
            }
            _ => normal::covers(to, from),
        };
        if !same {
            by_rule::apply(scene, &[section, key], to, from, rules::setting(section, key), draft);
        }
    }
}
