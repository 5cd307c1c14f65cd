//! `generate` on every schema of the corpus, of the generated sets, and of `every.json`, which has every attribute: the
//! source that it makes is compiled in here, planned against the server that it came from, and synced to an empty one,
//! which must then have the same classes.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value;
use weaviate::{
    Names, Version,
    modules::{generative, reranker, vectorizer},
    schema::{Class, CollectionDef},
    sync::{Actual, Options, SchemaApi as _, plan},
};
use weaviate_cli::generate::{Generated, Live};
use weaviate_tests::{World, leave_out, run};

use crate::generated;

macro_rules! structs {
    ($set:ident: $($name:ident)*) => { vec![$(<generated::$set::$name as weaviate::Collection>::SCHEMA),*] };
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/generated")
}

/// The classes of a set, in the order in which they can be made.
fn classes(set: &str) -> (Vec<Value>, BTreeMap<String, String>) {
    let conformance = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../conformance");
    let read = |path: PathBuf| -> Value { serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() };
    let folder = match set {
        "corpus" => conformance.join("schema"),
        "first" => conformance.join("generated/1/schema"),
        "third" => conformance.join("generated/3/schema"),
        "fourth" => conformance.join("generated/4/schema"),
        own => {
            let all = read(folder().join(format!("{own}.json")));
            let aliases = serde_json::from_value(all["aliases"].clone()).unwrap();
            return (all["classes"].as_array().unwrap().clone(), aliases);
        }
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| !path.file_name().unwrap().to_string_lossy().starts_with('_'));
    files.sort();
    (files.into_iter().map(read).collect(), BTreeMap::new())
}

/// The text with the prefix before each of the names, where they stand as names of classes.
fn with_prefix(value: &mut Value, names: &[String], prefix: &str) {
    match value {
        Value::String(text) if names.contains(text) => *text = format!("{prefix}{text}"),
        Value::Array(list) => list.iter_mut().for_each(|value| with_prefix(value, names, prefix)),
        Value::Object(json) => {
            for (key, value) in json {
                if ["class", "dataType", "properties", "nestedProperties"].contains(&key.as_str())
                    || value.is_object()
                {
                    with_prefix(value, names, prefix);
                }
            }
        }
        _ => {}
    }
}

/// Makes the classes on the server, links last; those of modules that it does not have it refuses.
async fn made(world: &World, set: &str) -> Live {
    let (classes, aliases) = classes(set);
    let prefix = world.class("");
    let names: Vec<String> =
        classes.iter().map(|class| class["class"].as_str().unwrap().to_owned()).collect();
    let is_link =
        |property: &Value| property["dataType"][0].as_str().unwrap().starts_with(char::is_uppercase);
    let api = world.client.schema_api();
    let mut links = Vec::new();
    for mut class in classes {
        class["properties"].as_array_mut().unwrap().iter_mut().for_each(|property| {
            with_prefix(&mut property["dataType"], &names, &prefix);
        });
        class["class"] = format!("{prefix}{}", class["class"].as_str().unwrap()).into();
        let (later, now): (Vec<_>, Vec<_>) =
            class["properties"].as_array().unwrap().iter().cloned().partition(is_link);
        class["properties"] = now.into();
        let class: Class = serde_json::from_value(class).unwrap();
        match api.create_class(&class).await {
            Ok(()) => links.extend(later.into_iter().map(|link| (class.name().to_owned(), link))),
            // Its service is not there, or the module: `modules` has it.
            Err(error) if error.to_string().contains("module") => {
                leave_out(if world.is_engine() { "engine" } else { "real server" }, &error.to_string());
            }
            Err(error) => panic!("{}: {error}", class.name()),
        }
    }
    for (class, link) in links {
        api.add_property(&class, &link).await.unwrap();
    }
    for (alias, class) in aliases {
        api.create_alias(&format!("{prefix}{alias}"), &format!("{prefix}{class}")).await.unwrap();
    }
    live(world, prefix).await
}

/// What the server has of this test.
async fn live(world: &World, prefix: String) -> Live {
    let api = world.client.schema_api();
    let mut classes = api.classes().await.unwrap();
    classes.retain(|class| class.name().starts_with(&prefix) && !class.name().ends_with("WeaviateSync"));
    classes.sort_by(|one, other| one.name().cmp(other.name()));
    let aliases =
        api.aliases().await.unwrap().into_iter().filter(|(alias, _)| alias.starts_with(&prefix)).collect();
    Live { classes, aliases, prefix, ..Live::default() }
}

/// With a number of dimensions for each vector, as objects would tell it.
fn measured(mut live: Live) -> Live {
    for class in &live.classes {
        let mut vectors: Vec<_> = class.vectors().collect();
        vectors.sort_by_key(|(name, _)| *name);
        for (n, (name, _)) in vectors.into_iter().enumerate() {
            live.dimensions.insert((class.name().to_owned(), name.to_owned()), 3 + n);
        }
    }
    live
}

/// Holds the source to the one that is compiled in.
fn compare(set: &str, generated: &Generated) {
    let path = folder().join(format!("{set}.rs"));
    let head = format!("//! Made by `generate` of the schemas of `{set}`.\n\n");
    let source = format!("{head}{}", generated.source);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &source).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept == source, "{set}.rs is not what is made now: BLESS=1 writes it\n{source}");
}

fn test(set: &'static str, structs: fn() -> Vec<&'static CollectionDef>) {
    run(move |world| async move {
        let live = measured(made(&world, set).await);
        let generated = live.generate();
        let structs = structs();
        if live.classes.len() == structs.len() || std::env::var_os("BLESS").is_some() {
            compare(set, &generated);
        }
        let here = |def: &&CollectionDef| {
            let class = world.class(def.name);
            live.classes.iter().any(|have| have.name() == class) || live.aliases.contains_key(&class)
        };
        let structs: Vec<&CollectionDef> = structs.into_iter().filter(here).collect();
        assert!(!structs.is_empty());
        let plan = world.client.plan_definitions(&structs, &Options::default()).await.unwrap();
        assert!(plan.is_empty(), "{plan}");
        println!(
            "{set}: {} of {} classes generated, compiled and planned to nothing",
            structs.len(),
            live.classes.len()
        );

        // To nothing, and back: the server has what it had.
        let before: Vec<Class> = live.classes.clone();
        let (aliases, classes) = (live.aliases.clone(), live.classes.iter().map(Class::name));
        for alias in aliases.keys() {
            world.client.schema_api().delete_alias(alias).await.unwrap();
        }
        for class in classes {
            assert!(world.client.delete_collection_named(class).await.unwrap());
        }
        world.client.sync_definitions(&structs, &Options::default()).await.unwrap();
        let after = self::live(&world, live.prefix.clone()).await;
        for class in &before {
            let unsaid: Vec<&str> = generated
                .unsaid
                .iter()
                .filter(|of| of.class == class.name())
                .map(|of| of.path.as_str())
                .collect();
            // A version that is made anew is the first one.
            let alias = live.aliases.iter().find(|(_, of)| *of == class.name()).map(|(alias, _)| alias);
            let name = alias.map_or_else(|| class.name().to_owned(), |alias| format!("{alias}_v1"));
            let again = after.classes.iter().find(|again| again.name() == name).unwrap();
            let names: Vec<(String, String)> =
                live.aliases.iter().map(|(a, c)| (c.clone(), format!("{a}_v1"))).collect();
            same(&plain(class, &names), &plain(again, &names), class.name(), &unsaid);
        }
    });
}

/// Modules that no test has: the structs say what the JSON does, or the generator says that they do not.
#[test]
fn modules() {
    let (mut all, _) = classes("modules");
    all.extend(
        classes("corpus")
            .0
            .into_iter()
            .filter(|class| ["Blurb", "Picture", "Poster"].contains(&class["class"].as_str().unwrap())),
    );
    let all: Vec<Class> = all.into_iter().map(|class| serde_json::from_value(class).unwrap()).collect();
    let live = measured(Live { classes: all, ..Live::default() });
    let generated = live.generate();
    compare("modules", &generated);
    let structs = structs!(modules: Photo Asked Growing Odd Centred Blurb Picture Poster);
    assert_eq!(structs.len(), live.classes.len());
    let actual = Actual { classes: live.classes.clone(), ..Actual::default() };
    let plan = plan(&structs, &actual, &Names::new(), Some(Version::new(1, 39))).keep_undeclared();
    assert!(plan.is_empty(), "{plan}");
    for def in structs {
        let class = live.classes.iter().find(|class| class.name() == def.name).unwrap();
        let again = def.to_class(def.name, &Names::new(), true);
        for part in ["vectorConfig", "moduleConfig"] {
            let unsaid: Vec<&str> = generated
                .unsaid
                .iter()
                .filter(|of| of.class == def.name)
                .map(|of| of.path.as_str())
                .collect();
            let before = undefaulted(class.at(&[part])).unwrap_or_default();
            let after = again.at(&[part]).cloned().unwrap_or_default();
            said(&before, &after, &format!("{}.{part}", def.name), &unsaid);
        }
    }
}

/// Every module with every setting, as the JSON of the feature list has it, and what the derive makes of the attribute.
///
/// The classes are called as the features are. Where the Python client's key is not the one that a 1.39.0 reads, it is the
/// server's: `imuFields`, `tokenLimit`, and Google's modules by their own names.
#[test]
fn pinned() {
    let (all, _) = classes("pinned");
    let all: Vec<Class> = all.into_iter().map(|class| serde_json::from_value(class).unwrap()).collect();
    let live = measured(Live { classes: all, ..Live::default() });
    let generated = live.generate();
    compare("pinned", &generated);
    assert_eq!(generated.unsaid, []);
    // Each has a word of its own.
    assert!(!generated.source.contains("custom("), "{}", generated.source);
    let structs: Vec<&CollectionDef> = structs!(pinned: Vzr02 Vzr04 Vzr05 Vzr06 Vzr07 Vzr08 Vzr09 Vzr10 Vzr11 Vzr12 Vzr13 Vzr14 Vzr17 Vzr18 Vzr19 Vzr20 Vzr22 Vzr23 Vzr26 Vzr27 Vzr29 Vzr30 Vzr31 Vzr32 Vzr33 Vzr34 Vzr35 Vzr36 Vzr37 Vzr38 Vzr39 Vzr40 Vzr41 Vzr43 Gnc01 Gnc02 Gnc04 Gnc05 Gnc06 Gnc07 Gnc08 Gnc10 Gnc11 Gnc12 Gnc13 Gnc15 Gnc16 Gnc17 Gnc18 Gnc19 Gnc20 Gnc22 Rrk01 Rrk02 Rrk04 Rrk05 Rrk06 Rrk07);
    assert_eq!(structs.len(), live.classes.len());
    for def in structs {
        let class = live.classes.iter().find(|class| class.name() == def.name).unwrap();
        let again = def.to_class(def.name, &Names::new(), true);
        for part in ["vectorConfig", "moduleConfig"] {
            assert_eq!(undefaulted(class.at(&[part])), undefaulted(again.at(&[part])), "{}", def.name);
        }
    }
    // And nothing in the tables is without one.
    let text = serde_json::to_string(&live.classes).unwrap();
    let tables = [vectorizer::ALL, generative::ALL, reranker::ALL];
    for module in tables.into_iter().flatten().filter(|module| !UNPINNED.contains(&module.word)) {
        assert!(text.contains(&format!("\"{}\":", module.name)), "`{}` has no feature", module.name);
        for setting in module.settings {
            let key = setting.key.rsplit('.').next().unwrap();
            assert!(text.contains(&format!("\"{key}\":")), "`{key}` of `{}`", module.name);
        }
    }
}

/// Vectors without the kind of index that a server takes by itself: of a struct that names none it is not sent.
fn undefaulted(json: Option<&Value>) -> Option<Value> {
    let mut json = json.cloned()?;
    for (_, config) in json.as_object_mut().into_iter().flatten() {
        if let Some(config) =
            config.as_object_mut().filter(|config| config.get("vectorIndexType") == Some(&"hnsw".into()))
        {
            config.remove("vectorIndexType");
        }
    }
    Some(json)
}

/// Modules that the feature list leaves out: those for tests, what is left of older ones, and one of a server to come.
const UNPINNED: &[&str] = &["bigram", "dummy", "contextionary", "gpt4all", "meta"];

/// Asserts that all of `before` stands in `after`.
fn said(before: &Value, after: &Value, at: &str, unsaid: &[&str]) {
    if unsaid.iter().any(|path| at.split_once('.').is_some_and(|(_, at)| at == *path)) {
        return;
    }
    match before {
        Value::Object(before) => {
            before.iter().for_each(|(key, value)| said(value, &after[key], &format!("{at}.{key}"), unsaid));
        }
        Value::Bool(false) if after.is_null() => {}
        _ => assert_eq!(before, after, "{at}"),
    }
}

/// The JSON of a class with properties by name, and versions all called as the first.
fn plain(class: &Class, versions: &[(String, String)]) -> Value {
    let mut text = serde_json::to_string(class).unwrap();
    for (of, first) in versions {
        text = text.replace(&format!("\"{of}\""), &format!("\"{first}\""));
    }
    let mut json: Value = serde_json::from_str(&text).unwrap();
    if let Some(properties) = json["properties"].as_array().cloned() {
        let by_name =
            properties.into_iter().map(|property| (property["name"].as_str().unwrap().to_owned(), property));
        json["properties"] = Value::Object(by_name.collect());
    }
    json
}

/// Asserts that two documents say the same; what the generator said that no attribute says may differ.
fn same(before: &Value, after: &Value, at: &str, unsaid: &[&str]) {
    let below = at.split_once('.').map(|(_, at)| at);
    let missing = after.is_null() || before.is_null();
    // It, what is in it, and what has nothing else in it.
    if below
        .is_some_and(|at| unsaid.iter().any(|path| at.starts_with(path) || missing && path.starts_with(at)))
    {
        return;
    }
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let keys: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for key in keys {
                let [before, after] = [before, after].map(|json| json.get(key).unwrap_or(&Value::Null));
                same(before, after, &format!("{at}.{key}"), unsaid);
            }
        }
        // A server leaves what is off, 0 and empty out, or writes it.
        (Value::Bool(false), Value::Null) | (Value::Null, Value::Bool(false)) => {}
        (Value::Null, Value::Array(list)) | (Value::Array(list), Value::Null) if list.is_empty() => {}
        _ => assert_eq!(before, after, "{at}: before and after"),
    }
}

macro_rules! sets {
    ($($set:ident: $($name:ident)*;)*) => { $(
        #[test]
        fn $set() {
            test(stringify!($set), || structs!($set: $($name)*));
        }
    )*

        /// The structs of each set.
        pub(crate) fn sets() -> Vec<(&'static str, Vec<&'static CollectionDef>)> {
            vec![$((stringify!($set), structs!($set: $($name)*))),*]
        }
    };
}

sets! {
    corpus: Article Author Gadget Headline Ledger Place Quote Recipe Signal;
    first: Kit Shape Shop Till Ware;
    third: Kit Shape Shop Till Ware;
    fourth: Kit Shape Shop Till Ware;
    every: Analyzed Camel Dated Graphs Indexed Linked Lists Made Nested OptionCollection OrderFieldsCollection Rows Short Silent Spread Tenanted TenantedPlain Touched Typed Versioned WordsOfRust;
}
