//! A class as a struct: what is said of the collection, then its fields.

use std::fmt::Write as _;

use serde_json::{Value, json};
use weaviate_query::{
    Version,
    modules::{Listed, generative, reranker},
    schema::{Class, spread},
};

use super::{
    context::{Context, Item},
    left::Left,
    names::{Fields, version_of},
    notes::Notes,
    property::{self, Place},
    setting, vector,
};

/// The struct of a class, and those of the objects inside it.
pub(super) fn write(cx: &Context<'_>, class: &Class) -> Vec<Item> {
    let mut notes = Notes { class: class.name().to_owned(), ..Notes::default() };
    let mut left = Left::new("", Some(Value::Object(class.json().clone())));
    left.of_the_server(&["class"]);
    let Some(ident) = cx.names.of_class(class.name()) else { return Vec::new() };
    let properties = left.take("properties");
    let properties = properties.as_ref().and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut vectors: Vec<(&str, &Value)> = class.vectors().collect();
    vectors.sort_by_key(|(name, _)| *name);
    let fields = Fields::of(
        properties.iter().filter_map(|property| property.get("name")?.as_str()),
        vectors.iter().map(|(name, _)| *name),
    );
    let mut said = Said { words: Vec::new(), fields: String::new(), timestamps: false };
    names(cx, class.name(), ident, &fields, &mut said);
    let description = left.text("description");
    let docs = match description {
        Some(text) if !property::is_doc(&text) => {
            said.word(format!("description = {}", setting::text(&text)));
            String::new()
        }
        text => property::docs(text.as_deref(), "description", &mut notes),
    };
    said.words.extend(tenancy(&mut left, &mut notes));
    let versioned = version_of(cx.live, class.name()).is_some();
    ttl(&mut left, &fields, &mut said, &mut notes);
    said.words.extend(inverted(&mut left, versioned, &said, &mut notes));
    said.words.extend(spread(&mut left, &fields, &mut notes));
    said.words.extend(modules(&mut left, &fields, &mut notes));
    unnamed_vector(&mut left, !vectors.is_empty(), &mut notes);
    let mut items = Vec::new();
    let of = vector::modules(&vectors);
    let place = Place { owner: ident, path: "properties".into(), fields: &fields, modules: &of };
    let mut body = property::write_all(cx, &place, properties, &mut notes, &mut items);
    for (name, config) in vectors {
        let written = vector::write(cx, name, config, &fields, &mut notes);
        let (field, renamed) = fields.field(name, true);
        let rename = if renamed { format!("rename = {}, ", setting::text(name)) } else { String::new() };
        let _ = writeln!(body, "#[weaviate({rename}{})]\npub {field}: {},", written.word, written.ty);
    }
    body.push_str(&said.fields);
    left.of_the_server(&["vectorConfig"]);
    left.end(&mut notes);
    if let Some(version) = notes.needs {
        let version = if version.patch == 0 {
            format!("{}.{}", version.major, version.minor)
        } else {
            version.to_string()
        };
        said.words.insert(0, format!("server = {}", setting::text(&version)));
    }
    let mut source = docs;
    cx.uses("Collection");
    source.push_str("#[derive(Debug, Clone, Collection)]\n");
    source.push_str(&attributes(&said.words));
    let _ = write!(source, "pub struct {ident} {{ {body} }}");
    items.insert(0, Item { unsaid: notes.unsaid, source, collection: Some(ident.to_owned()) });
    items
}

/// What is said of the collection.
struct Said {
    words: Vec<String>,
    /// Fields that only a word needs.
    fields: String,
    /// Whether what is said implies that times are indexed.
    timestamps: bool,
}

impl Said {
    fn word(&mut self, word: String) {
        self.words.push(word);
    }
}

/// Words in attributes, as many in one as fit on a line.
fn attributes(words: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < 80 => {
                line.push_str(", ");
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines.iter().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "#[weaviate({line})]");
        out
    })
}

/// The collection's name, whether its class is a version, and how fields are named.
fn names(cx: &Context<'_>, class: &str, ident: &str, fields: &Fields, said: &mut Said) {
    let name = cx.names.collection(class);
    if name != ident {
        said.word(format!("name = {}", setting::text(name)));
    }
    if version_of(cx.live, class).is_none() {
        said.word("versioned = false".into());
    }
    if fields.camel_case {
        said.word("rename_all = \"camelCase\"".into());
    }
}

fn tenancy(left: &mut Left, notes: &mut Notes) -> Option<String> {
    let mut of = left.inside("multiTenancyConfig");
    let enabled = of.flag("enabled", false);
    let words = [("autoTenantCreation", "auto_create"), ("autoTenantActivation", "auto_activate")];
    let words: Vec<String> =
        words.into_iter().filter(|(key, _)| of.flag(key, false)).map(|(_, word)| word.to_owned()).collect();
    of.end(notes);
    enabled.then(|| setting::named("multi_tenant", &words))
}

/// `ttl(days = 30, after = created_at)`, in the largest unit that says it.
fn ttl(left: &mut Left, fields: &Fields, said: &mut Said, notes: &mut Notes) {
    let mut of = left.inside("objectTtlConfig");
    if !of.flag("enabled", false) {
        return;
    }
    let after = of.text("deleteOn").unwrap_or_default();
    let seconds = of.take("defaultTtl").and_then(|seconds| seconds.as_i64()).unwrap_or_default();
    let hidden = of.flag("filterExpiredObjects", false);
    let path = of.path("deleteOn");
    of.end(notes);
    let own = [("_creationTimeUnix", "created_at"), ("_lastUpdateTimeUnix", "updated_at")];
    let own = own.into_iter().find(|(wire, _)| *wire == after).map(|(_, word)| word);
    let after = match own {
        // A property of that name would be meant: then the time of the object gets a field of its own.
        Some(word) if fields.has(word) => {
            let field = fields.free(&format!("object_{word}"));
            let _ = writeln!(said.fields, "#[weaviate({word})]\npub {field}: DateTime<Utc>,");
            field
        }
        Some(word) => word.to_owned(),
        None => {
            let Some(field) = fields.property(&after) else {
                notes.unsaid(path, format!("it names `{after}`, which the class does not have"));
                return;
            };
            field
        }
    };
    // By the word, as the derive does it.
    said.timestamps = after == "created_at" || after == "updated_at";
    notes.needs(Version::new(1, 35));
    let units = [("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1)];
    let length = units.into_iter().find(|(_, one)| seconds % one == 0).filter(|_| seconds != 0);
    let length =
        length.map(|(unit, one)| format!("{unit} = {}", setting::whole(&(seconds / one).to_string())));
    let words = length.into_iter().chain([format!("after = {after}")]);
    let words: Vec<String> = words.chain(hidden.then(|| "hide_expired".to_owned())).collect();
    said.word(setting::named("ttl", &words));
}

/// `inverted(…)`; times are indexed where something else says so, and only a difference from that is said.
fn inverted(left: &mut Left, versioned: bool, said: &Said, notes: &mut Notes) -> Option<String> {
    let mut of = left.inside("invertedIndexConfig");
    // How the server keeps the lists of words, which it decides by itself.
    of.of_the_server(&["usingBlockMaxWAND"]);
    let mut words = Vec::new();
    for (key, word) in [("indexNullState", "null_state"), ("indexPropertyLength", "property_length")] {
        if of.flag(key, false) {
            words.push(word.to_owned());
        }
    }
    match (of.flag("indexTimestamps", false), versioned || said.timestamps) {
        (true, false) => words.push("timestamps".into()),
        (false, true) => words.push("timestamps = false".into()),
        _ => {}
    }
    words.extend(bm25(&mut of, notes));
    words.extend(stopwords(&mut of, notes));
    let mut presets = of.inside("stopwordPresets");
    let mut lists = Vec::new();
    for name in presets.keys() {
        if syn::parse_str::<syn::Ident>(&name).is_ok() {
            lists.push(format!("{name} = {}", setting::texts(&presets.texts(&name))));
        }
    }
    presets.end(notes);
    if !lists.is_empty() {
        notes.needs(Version::new(1, 37));
        words.push(setting::named("stopword_presets", &lists));
    }
    if let Some(seconds) = of.take("cleanupIntervalSeconds").and_then(|seconds| seconds.as_u64())
        && seconds != 60
    {
        words.push(format!("cleanup_interval_seconds = {seconds}"));
    }
    of.end(notes);
    (!words.is_empty()).then(|| setting::named("inverted", &words))
}

/// A server leaves a 0 out.
fn bm25(of: &mut Left, notes: &mut Notes) -> Option<String> {
    of.get("bm25")?;
    let mut bm25 = of.inside("bm25");
    let [k1, b] = ["k1", "b"].map(|key| bm25.take(key).and_then(|value| value.as_f64()).unwrap_or_default());
    bm25.end(notes);
    let near = |value: f64, default: f64| (value - default).abs() < 1e-6;
    let default = near(k1, 1.2) && near(b, 0.75);
    (!default).then(|| format!("bm25(k1 = {}, b = {})", setting::number(k1), setting::number(b)))
}

fn stopwords(of: &mut Left, notes: &mut Notes) -> Option<String> {
    let mut words = of.inside("stopwords");
    let preset = words.text("preset").filter(|preset| preset != "en");
    let (add, remove) = (words.texts("additions"), words.texts("removals"));
    words.end(notes);
    let lists = [("add", add), ("remove", remove)].into_iter().filter(|(_, list)| !list.is_empty());
    let lists = lists.map(|(word, list)| format!("{word} = {}", setting::texts(&list)));
    let said: Vec<String> = preset
        .map(|preset| format!("preset = {}", setting::text(&preset)))
        .into_iter()
        .chain(lists)
        .collect();
    (!said.is_empty()).then(|| setting::named("stopwords", &said))
}

/// `replication(…)` and `sharding(…)`, without what a server of one node has.
fn spread(left: &mut Left, fields: &Fields, notes: &mut Notes) -> Vec<String> {
    let mut words = Vec::new();
    let line = |word: &str| spread::ALL.iter().find(|line| line.word == word);
    let mut of = left.inside("replicationConfig");
    // It follows from the factor and from `asyncConfig`.
    of.of_the_server(&["asyncEnabled"]);
    of.drop_defaults(&json!({ "factor": 1, "deletionStrategy": "TimeBasedResolution" }));
    let mut inside = of.inside("asyncConfig");
    let mut said =
        line("replication").map_or(Vec::new(), |line| setting::settings(line.settings, &mut of, fields));
    let settings =
        line("async").map_or(Vec::new(), |line| setting::settings(line.settings, &mut inside, fields));
    if !settings.is_empty() {
        notes.needs(Version::new(1, 36));
        said.push(setting::named("async", &settings));
    }
    inside.end(notes);
    of.end(notes);
    if !said.is_empty() {
        words.push(setting::named("replication", &said));
    }
    let mut of = left.inside("shardingConfig");
    of.of_the_server(&["actualCount", "actualVirtualCount", "function", "key", "strategy"]);
    // It is the product of the two others, where it is not said.
    let count = |of: &Left, key: &str| of.get(key).and_then(Value::as_i64).unwrap_or_default();
    if count(&of, "desiredVirtualCount") == count(&of, "desiredCount") * count(&of, "virtualPerPhysical") {
        of.of_the_server(&["desiredVirtualCount"]);
    }
    of.drop_defaults(&json!({ "desiredCount": 1, "virtualPerPhysical": 128 }));
    // Of a collection with tenants all are 0.
    of.drop_defaults(&json!({ "desiredCount": 0, "virtualPerPhysical": 0, "desiredVirtualCount": 0 }));
    let said = line("sharding").map_or(Vec::new(), |line| setting::settings(line.settings, &mut of, fields));
    of.end(notes);
    if !said.is_empty() {
        words.push(setting::named("sharding", &said));
    }
    words
}

/// `generative(…)` and `reranker(…)`: of each the first, as a question takes it.
fn modules(left: &mut Left, fields: &Fields, notes: &mut Notes) -> Vec<String> {
    let kinds: [(&str, &str, &[Listed]); 2] =
        [("generative", "generative-", generative::ALL), ("reranker", "reranker-", reranker::ALL)];
    let mut words = Vec::new();
    let mut of = left.inside("moduleConfig");
    for (word, prefix, table) in kinds {
        let Some(name) = of.keys().into_iter().find(|name| name.starts_with(prefix)) else { continue };
        let mut module = of.inside(&name);
        match setting::module(table, &name, &mut module, fields, notes) {
            Some(said) => words.push(format!("{word}({said})")),
            None => notes.unsaid(of.path(&name), format!("no attribute says all of the module `{name}`")),
        }
    }
    for name in of.keys() {
        let why =
            "a vector without a name is made by it, or a second module of its kind: no attribute says it";
        notes.unsaid(of.path(&name), why);
    }
    words
}

/// A class has a vector without a name if it has none with one. What a server makes of nothing is nothing.
fn unnamed_vector(left: &mut Left, named: bool, notes: &mut Notes) {
    let why = "the class has a vector without a name, with settings of its own: no attribute says it";
    for (key, usual) in [("vectorizer", "none"), ("vectorIndexType", "hnsw")] {
        if left.text(key).is_some_and(|value| value != usual) && !named {
            notes.unsaid(key, why);
        }
    }
    let mut index = left.inside("vectorIndexConfig");
    let distance = index.text("distance").is_some_and(|distance| distance != "cosine");
    let is_on = |key: &&str| index.get(key).and_then(|of| of.get("enabled")) == Some(&Value::Bool(true));
    let small = ["pq", "bq", "sq", "rq", "multivector"].iter().any(is_on);
    let skip = index.flag("skip", false);
    if !named && (distance || skip || small) {
        notes.unsaid("vectorIndexConfig", why);
    }
}
