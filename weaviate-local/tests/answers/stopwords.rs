//! Lists of stopwords: of a request, of a collection, and which of them may go.

use super::*;

const TEXT: &str = "the quick is hello world test";

async fn kept(remote: &Remote, path: &str, body: &Json) -> String {
    let mut body = body.clone();
    body["text"] = json!(TEXT);
    let (status, answer) = remote.rest("POST", path, Some(&body)).await;
    if status != 200 {
        return said(&answer).to_owned();
    }
    let words = answer["query"].as_array().unwrap().iter();
    words.map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_brings_its_own() {
    let (_serving, remote) = server().await;
    for (body, words) in [
        (json!({"stopwords": {"additions": ["quick"]}}), "hello world test"),
        (json!({"stopwords": {"removals": ["the"]}}), "the quick hello world test"),
        (json!({"stopwords": {"preset": "none", "additions": ["quick"]}}), "the is hello world test"),
        (json!({"stopwords": {"additions": ["QUICK"]}}), "quick hello world test"),
        (json!({"stopwords": {"preset": "zz"}}), "stopwordPreset 'zz' does not exist"),
        (json!({"stopwordPresets": {"c": ["quick"]}}), "quick hello world test"),
        (
            json!({"stopwordPresets": {"c": ["quick"]}, "analyzerConfig": {"stopwordPreset": "c"}}),
            "the is hello world test",
        ),
        (json!({"stopwordPresets": {"en": ["quick"]}}), "the is hello world test"),
        (json!({"stopwordPresets": {"en": ["quick"]}, "tokenization": "lowercase"}), TEXT),
        (json!({"stopwords": {}, "tokenization": "lowercase"}), "quick hello world test"),
        (
            json!({"stopwordPresets": {"c": []}, "stopwords": {"preset": "zz"}}),
            "stopwords and stopwordPresets are mutually exclusive; pass only one",
        ),
        (json!({"stopwordPresets": {"c": []}}), "stopwordPresets: preset \"c\" must have at least one word"),
        (
            json!({"stopwordPresets": {"c": [" "]}}),
            "stopwordPresets: preset \"c\" contains empty or whitespace-only word",
        ),
        (
            json!({"stopwordPresets": {"": ["a"]}}),
            "stopwordPresets: preset name must not be empty or whitespace-only",
        ),
        (
            json!({"analyzerConfig": {"stopwordPreset": "zz"}}),
            "unknown stopword preset \"zz\"; define it in stopwordPresets or use a built-in preset ('en', 'none')",
        ),
    ] {
        let mut asked = body.clone();
        asked.as_object_mut().unwrap().entry("tokenization").or_insert(json!("word"));
        assert_eq!(kept(&remote, "tokenize", &asked).await, words, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_in_use_may_not_go() {
    let (_serving, remote) = server().await;
    let text = |name: &str, preset: Option<&str>| match preset {
        Some(preset) => {
            json!({"name": name, "dataType": ["text"], "textAnalyzer": {"stopwordPreset": preset}})
        }
        None => json!({"name": name, "dataType": ["text"]}),
    };
    let nested = json!({"name": "o", "dataType": ["object"], "nestedProperties": [text("d", Some("d"))]});
    let presets = json!({"c": ["hello"], "d": ["world"], "e": ["zz"], "en": ["quick"]});
    let class = json!({"class": "Note", "vectorizer": "none",
        "properties": [text("a", None), text("c", Some("c")), text("e", Some("en")), nested],
        "invertedIndexConfig": {"stopwordPresets": presets}});
    remote.done("POST", "schema", &class).await;
    for (property, words) in [
        // The collection's own words come from the list that is built in, whatever has its name.
        ("a", "quick hello world test"),
        ("c", "the quick is world test"),
        ("e", "the is hello world test"),
    ] {
        let path = format!("schema/Note/properties/{property}/tokenize");
        assert_eq!(kept(&remote, &path, &json!({})).await, words);
    }
    let (_, note) = remote.rest("GET", "schema/Note", None).await;
    let place = "updating schema: TYPE_UPDATE_CLASS: bad request :parse class update: inverted index config";
    let cannot = |preset: &str, by: &str| {
        let list = "invertedIndexConfig.stopwordPresets";
        format!(
            "{place}: {list}: cannot remove preset \"{preset}\" because it is still used by property \"{by}\""
        )
    };
    for (presets, text) in [
        (json!({"d": ["world"]}), cannot("c", "c")),
        (json!({"c": ["hello"]}), cannot("d", "o.d")),
        (json!({}), cannot("c", "c")),
        (Json::Null, cannot("c", "c")),
        // One nobody names, and one that a built-in list takes the place of.
        (json!({"c": ["other", " "], "d": []}), String::new()),
    ] {
        let mut wanted = note.clone();
        wanted["invertedIndexConfig"]["stopwordPresets"] = presets;
        let (status, answer) = remote.rest("PUT", "schema/Note", Some(&wanted)).await;
        assert_eq!((status, said(&answer)), (if text.is_empty() { 200 } else { 422 }, text.as_str()));
    }
    let mut wanted = note.clone();
    wanted["invertedIndexConfig"]["stopwords"]["preset"] = json!("c");
    let (_, answer) = remote.rest("PUT", "schema/Note", Some(&wanted)).await;
    assert_eq!(said(&answer), format!("{place}: stopwordPreset 'c' does not exist"));
    // What else cannot change is said first.
    wanted["vectorIndexConfig"]["distance"] = json!("dot");
    let (_, answer) = remote.rest("PUT", "schema/Note", Some(&wanted)).await;
    assert!(said(&answer).contains("distance is immutable"), "{answer}");
}
