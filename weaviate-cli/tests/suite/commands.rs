//! The commands, by their arguments: what they say, what they do, and their exit codes.

use std::path::PathBuf;

use weaviate::{
    Collection, Vector,
    cli::run as command,
    schema::{CollectionDef, Snapshot},
    sync::SchemaApi as _,
};
use weaviate_tests::run;

use crate::desk::{Desk, Heard, kept};

#[derive(Collection)]
struct Note {
    text: Option<String>,
}

mod later {
    use super::{Collection, Vector};

    #[derive(Collection)]
    #[weaviate(description = "What was noted.")]
    pub(super) struct Note {
        pub(super) text: Option<String>,
        pub(super) stars: Option<i64>,
        #[weaviate(vector)]
        pub(super) meaning: Option<Vector<3>>,
    }
}

mod other {
    use super::Collection;

    #[derive(Collection)]
    pub(super) struct Note {
        pub(super) text: Option<i64>,
    }
}

#[test]
fn a_change_is_planned_applied_and_told() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        let (old, new) = (Note::SCHEMA, later::Note::SCHEMA);
        kept("plan-new.txt", &desk.said(old, &["plan"]).await);
        kept("plan.json.txt", &desk.said(old, &["plan", "--json"]).await);
        kept("apply-new.txt", &desk.said(old, &["apply"]).await);
        kept("apply.json.txt", &desk.said(old, &["apply", "--json"]).await);
        kept("plan-none.txt", &desk.said(old, &["plan", "--check"]).await);
        let (code, _) = desk.ask(new, &["plan", "--check"], None).await;
        assert_eq!(code, 3);
        kept("plan-changes.txt", &desk.said(new, &["plan"]).await);
        kept("explain.txt", &desk.said(new, &["explain"]).await);
        kept("explain.json.txt", &desk.said(new, &["explain", "--json"]).await);
        kept("drift.txt", &desk.said(new, &["drift"]).await);
        kept("drift.json.txt", &desk.said(new, &["drift", "--json"]).await);
        kept("status-behind.txt", &desk.said(new, &["status"]).await);
        kept("apply-changes.txt", &desk.said(new, &["apply"]).await);
        kept("status.txt", &desk.said(new, &["status"]).await);
        kept("status.json.txt", &desk.said(new, &["status", "--json"]).await);
        // The program of before runs on, and sees what it does not know.
        kept("drift-old.txt", &desk.said(old, &["drift"]).await);
        assert_eq!(desk.ask(old, &["drift", "--check"], None).await.0, 3);
        assert_eq!(desk.ask(old, &["apply", "--strict"], None).await.0, 1);
        let history: serde_json::Value =
            serde_json::from_str(&desk.said(new, &["history", "--json"]).await).unwrap();
        let mut timeless = history.clone();
        for entry in timeless.as_array_mut().unwrap() {
            let when = entry["when"].take();
            assert_eq!(when.as_str().unwrap().len(), "2026-11-30 14:33:07 UTC".len());
        }
        kept("history.json.txt", &format!("{timeless:#}\n"));
        let states: Vec<&str> =
            history.as_array().unwrap().iter().map(|of| of["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["applied", "applied"]);
        assert_eq!(history[0]["plan"]["changes"].as_array().unwrap().len(), 3);
        assert!(desk.said(new, &["history", "-n", "1"]).await.contains("add the named vector `meaning`"));
    });
}

#[test]
fn what_is_refused_changes_nothing_and_says_why() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        desk.said(Note::SCHEMA, &["apply"]).await;
        kept("plan-refused.txt", &desk.said(other::Note::SCHEMA, &["plan"]).await);
        let (code, heard) = desk.ask(other::Note::SCHEMA, &["apply"], None).await;
        assert_eq!((code, heard.out.as_str()), (1, ""));
        kept("apply-refused.txt", &heard.err);
        desk.said(Note::SCHEMA, &["plan", "--check"]).await;
    });
}

#[test]
fn the_way_to_the_server_is_looked_at() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        let json: serde_json::Value =
            serde_json::from_str(&desk.said(Note::SCHEMA, &["doctor", "--json"]).await).unwrap();
        assert_eq!(json["well"], true);
        let text = desk.said(Note::SCHEMA, &["doctor"]).await;
        assert!(text.ends_with("in short: all is well; questions go by gRPC\n"), "{text}");
        if world.is_engine() {
            // Nobody listens there.
            let mut heard = Heard::default();
            let words = [
                "weaviate",
                "doctor",
                "--json",
                "--url",
                "http://127.0.0.1:9",
                "--grpc-url",
                "http://127.0.0.1:9",
            ];
            assert_eq!(command(None, words, &mut heard).await, 1);
            kept("doctor.json.txt", &heard.out);
        }
    });
}

#[test]
fn a_lock_is_taken_away_only_by_somebody() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        let note = Note::SCHEMA;
        desk.said(note, &["apply"]).await;
        assert_eq!(desk.said(note, &["unlock"]).await, "no sync holds the lock\n");
        kept("unlock.json.txt", &desk.said(note, &["unlock", "--json"]).await);
        let api = world.client.schema_api();
        let lock = format!("{}WeaviateSyncLock", desk.prefix);
        api.create_alias(&lock, &format!("{}WeaviateSync", desk.prefix)).await.unwrap();
        assert!(desk.said(note, &["status"]).await.contains("a sync is at work"));
        let (code, heard) = desk.ask(note, &["unlock"], None).await;
        assert_eq!(code, 2);
        kept("unlock-nobody.txt", &heard.err);
        let (code, heard) = desk.ask(note, &["unlock"], Some(false)).await;
        assert_eq!((code, heard.err.ends_with("weaviate: nothing was done\n")), (1, true));
        assert_eq!(desk.ask(note, &["unlock"], Some(true)).await.1.out, "the lock is free\n");
        api.create_alias(&lock, &format!("{}WeaviateSync", desk.prefix)).await.unwrap();
        assert_eq!(desk.said(note, &["unlock", "--yes"]).await, "the lock is free\n");
    });
}

#[test]
fn structs_are_written_of_what_is_there() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        let note = later::Note::SCHEMA;
        desk.said(note, &["apply"]).await;
        // No object tells how long its vectors are.
        let (code, heard) = desk.ask(note, &["generate", "--check"], None).await;
        assert_eq!(code, 3, "{}", heard.err);
        kept("generate.txt", &heard.out);
        let client = world.builder().await.build().unwrap();
        let meaning = Some(Vector::new([0.1, 0.2, 0.3]));
        let some = later::Note { text: Some("one".into()), stars: None, meaning };
        client.collection::<later::Note>().insert(&some).await.unwrap();
        let source = desk.said(note, &["generate", "Note", "--check"]).await;
        assert!(
            source.contains("pub meaning: Option<Vector<3>>") && !source.contains("not said"),
            "{source}"
        );
        kept("generate.json.txt", &desk.said(note, &["generate", "Note", "--json"]).await);
        let (code, heard) = desk.ask(note, &["generate", "Nothing"], None).await;
        assert_eq!((code, heard.err.as_str()), (2, "weaviate: the server has no collection `Nothing`\n"));
    });
}

#[test]
fn the_embedded_engine_keeps_its_folder() {
    run(|_| async move {
        let folder = std::env::temp_dir().join(format!("weaviate-cli-{}", std::process::id()));
        let path = folder.display().to_string();
        let ask = async |words: &[&str]| {
            let mut heard = Heard::default();
            let arguments = ["weaviate", "--engine", &path].into_iter().chain(words.iter().copied());
            (command(Some(vec![Note::SCHEMA]), arguments, &mut heard).await, heard.err)
        };
        assert_eq!(ask(&["plan", "--check"]).await, (3, String::new()));
        assert_eq!(ask(&["apply"]).await, (0, String::new()));
        assert_eq!(ask(&["plan", "--check"]).await, (0, String::new()));
        std::fs::remove_dir_all(folder).unwrap();
    });
}

#[test]
fn the_schema_file_is_written_compared_and_planned_by() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        let file = std::env::temp_dir().join(format!("weaviate-cli-{}.json", std::process::id()));
        let path = file.display().to_string();
        let (code, heard) = desk.ask(Note::SCHEMA, &["snapshot", "--schema", &path], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        assert_eq!(desk.ask(Note::SCHEMA, &["snapshot", "--check", "--schema", &path], None).await.0, 0);
        let json = desk.said(Note::SCHEMA, &["snapshot", "--json", "--schema", &path]).await;
        kept("snapshot.json.txt", &json.replace(&path, "weaviate.schema.json"));
        let json = desk.said(Note::SCHEMA, &["snapshot", "--json", "--check", "--schema", &path]).await;
        kept("snapshot-check.json.txt", &json);
        let (code, heard) =
            desk.ask(later::Note::SCHEMA, &["snapshot", "--check", "--schema", &path], None).await;
        assert_eq!(code, 3);
        kept("snapshot-differs.txt", &heard.out.replace(&path, "weaviate.schema.json"));
        // A command without structs goes by the file, and comes to the same.
        let mut by_file = Heard::default();
        let code = command(None, desk.words(&["plan", "--schema", &path]), &mut by_file).await;
        assert_eq!((code, by_file.err.as_str()), (0, ""));
        assert_eq!(by_file.out, desk.said(Note::SCHEMA, &["plan"]).await);
        std::fs::remove_file(&file).unwrap();
        let mut missing = Heard::default();
        let code = command(None, desk.words(&["plan", "--schema", "no.json"]), &mut missing).await;
        assert_eq!(code, 2);
        kept("no-schema-file.txt", &missing.err);
    });
}

#[test]
fn every_page_of_help_is_kept() {
    run(|_| async move {
        let commands = [
            "",
            "plan",
            "apply",
            "status",
            "history",
            "unlock",
            "drift",
            "explain",
            "dead",
            "rollback",
            "drop",
            "generate",
            "snapshot",
            "watch",
            "export",
            "import",
            "doctor",
            "local",
            "completions",
            "man",
        ];
        for name in commands {
            let mut heard = Heard::default();
            let words = ["weaviate", name, "--help"].into_iter().filter(|word| !word.is_empty());
            assert_eq!(command(None, words, &mut heard).await, 0);
            assert!(!heard.out.contains('\u{1b}'));
            kept(&format!("help{}{name}.txt", if name.is_empty() { "" } else { "-" }), &heard.out);
        }
        let mut heard = Heard::default();
        assert_eq!(command(None, ["weaviate", "plna"], &mut heard).await, 2);
        kept("not-understood.txt", &heard.err);
        if std::env::var_os("WEAVIATE_URL").is_none() {
            let mut heard = Heard::default();
            assert_eq!(command(None, ["weaviate", "history"], &mut heard).await, 2);
            kept("no-server.txt", &heard.err);
        }
        for words in [vec!["weaviate", "man"], vec!["weaviate", "completions", "bash"]] {
            let mut heard = Heard::default();
            assert_eq!(command(None, words, &mut heard).await, 0);
            assert!(heard.out.contains("generate") && heard.out.lines().count() > 20);
        }
    });
}

#[test]
fn all_schemas_are_read_back_from_a_file_as_they_are() {
    let all: Vec<&CollectionDef> =
        crate::schemas::sets().into_iter().flat_map(|(_, structs)| structs).collect();
    assert!(all.len() >= 40);
    for def in all {
        let read: Snapshot = Snapshot::of(&[def]).to_string().parse().unwrap();
        let class = |def: &CollectionDef| def.to_class(def.name, &weaviate::Names::new(), true);
        assert_eq!(class(read.definitions()[0]), class(def));
    }
}

#[test]
fn source_is_read_as_the_derive_reads_it() {
    run(|_| async move {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/generated");
        let file = std::env::temp_dir().join(format!("weaviate-cli-source-{}.json", std::process::id()));
        let path = file.display().to_string();
        for (set, structs) in crate::schemas::sets() {
            let source = folder.join(format!("{set}.rs")).display().to_string();
            let mut heard = Heard::default();
            let words = ["weaviate", "snapshot", "--source", &source, "--schema", &path];
            assert_eq!(command(None, words, &mut heard).await, 0, "{}", heard.err);
            let read: Snapshot = std::fs::read_to_string(&file).unwrap().parse().unwrap();
            assert_eq!(read.differences(&Snapshot::of(&structs)), [""; 0], "{set}");
        }
        std::fs::remove_file(&file).unwrap();
    });
}

#[test]
fn structs_of_tests_are_none_of_the_program() {
    run(|_| async move {
        let file = std::env::temp_dir().join(format!("weaviate-cli-tests-{}.rs", std::process::id()));
        let schema = file.with_extension("json");
        let source = "#[derive(Collection)] struct A { x: i64 }
            #[cfg(test)] mod tests { #[derive(Collection)] struct A { y: i64 } #[derive(Collection)] struct B { y: i64 } }";
        std::fs::write(&file, source).unwrap();
        let mut heard = Heard::default();
        let [from, to] = [&file, &schema].map(|path| path.display().to_string());
        let words = ["weaviate", "snapshot", "--source", &from, "--schema", &to];
        assert_eq!(command(None, words, &mut heard).await, 0, "{}", heard.err);
        let read: Snapshot = std::fs::read_to_string(&schema).unwrap().parse().unwrap();
        let names: Vec<&str> =
            read.definitions().iter().flat_map(|def| def.fields).map(|field| field.name).collect();
        assert_eq!(names, ["x"]);
        std::fs::remove_file(&file).unwrap();
        std::fs::remove_file(&schema).unwrap();
    });
}

#[test]
fn source_that_cannot_be_read_is_refused_by_name() {
    run(|_| async move {
        let file = std::env::temp_dir().join(format!("weaviate-cli-refused-{}.rs", std::process::id()));
        let path = file.display().to_string();
        let mut said = String::new();
        for source in [
            "#[derive(Collection)] struct A { x: Alias }",
            "#[derive(Collection)] struct A { x: Vec<Link<Other>> }",
            "#[derive(Collection)] struct A { #[weaviate(klingon)] x: i64 }",
            "#[derive(Collection)] struct A { #[weaviate(vector(index = hnsw(eff = 3)))] x: Vector<3> }",
            "#[derive(Collection)] struct A { #[weaviate(vector(index = tree))] x: Vector<3> }",
            "#[derive(Collection)] struct A { #[weaviate(vector(index = hnsw(ef = EF)))] x: Vector<3> }",
            "#[derive(Collection)] #[weaviate(server = \"new\")] struct A { x: i64 }",
            "#[derive(Collection)] #[weaviate(ttl(days = 3, after = y))] struct A { x: i64 }",
            "#[derive(Collection)] struct A { x: i64 } mod of_before { #[derive(Collection)] struct A { y: i64 } }",
            "#[derive(Collection)] struct A { x: i64 ",
        ] {
            std::fs::write(&file, source).unwrap();
            let mut heard = Heard::default();
            let words = ["weaviate", "snapshot", "--source", &path, "--schema", "no.json"];
            assert_eq!(command(None, words, &mut heard).await, 2, "{}", heard.out);
            said.push_str(&heard.err.replace(&path, "src/model.rs"));
        }
        std::fs::remove_file(&file).unwrap();
        kept("source-refused.txt", &said);
    });
}
