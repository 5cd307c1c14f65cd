//! `export` and `import`: what comes out of one server goes into another as it was.

mod two;

use serde_json::Value;
use weaviate::{
    Collection as _, Uuid,
    ir::{Item, Query},
    query,
    sync::ObjectApi as _,
};
use weaviate_tests::run;

use self::two::{Kept, Topic, same, two};
use crate::desk::{Desk, Folder, kept};

#[test]
fn what_is_exported_is_imported_as_it_was() {
    run(|world| async move {
        let two = two(&world, 12).await;
        let folder = Folder::new("moves");
        let to = folder.file("out");
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--to", &to], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        kept("export.txt", &heard.out.replace(&to, "backup"));
        // Tenants are left as they were.
        let blue = two.here.collection::<Kept>().tenants().await.unwrap();
        assert!(!blue.iter().find(|tenant| tenant.name() == "blue").unwrap().is_active());
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--to", &to], None).await;
        assert_eq!(code, 2);
        kept("export-again.txt", &heard.err.replace(&to, "backup"));
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &to], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""), "{}", heard.out);
        kept("import.txt", &heard.out);
        same(&two, 12).await;
        // Once more, over what is there: it asks, and changes nothing.
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &to], None).await;
        assert_eq!(code, 2);
        kept("import-asks.txt", &heard.err);
        assert_eq!(two.other.ask(Topic::SCHEMA, &["import", &to], Some(false)).await.0, 1);
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &to, "--yes", "--json"], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        kept("import.json.txt", &heard.out);
        same(&two, 12).await;
        // Nothing is left beside the objects but the manifest.
        let mut names: Vec<String> = std::fs::read_dir(&to)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "Kept.acme.ndjson",
                "Kept.blue.ndjson",
                "Kept.empty.ndjson",
                "Old.ndjson",
                "Topic.ndjson",
                "Whole.ndjson",
                "weaviate.export.json",
            ]
        );
    });
}

#[test]
fn an_export_goes_on_where_it_was_cut() {
    run(|world| async move {
        let two = two(&world, 40).await;
        let folder = Folder::new("cut");
        let (whole, cut) = (folder.file("whole"), folder.file("cut"));
        let export = async |to: &str| {
            let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--to", to, "--json"], None).await;
            assert_eq!((code, heard.err.as_str()), (0, ""));
            heard.out
        };
        let said = export(&whole).await;
        kept("export.json.txt", &without_place(&said, &two.one));
        let text = std::fs::read_to_string(format!("{whole}/Whole.ndjson")).unwrap();
        // Cut inside of a line, between two, before the first, and behind the last.
        let second = text.match_indices('\n').nth(1).unwrap().0 + 1;
        for at in [0, 5, second, second + 17, text.len() - 1, text.len()] {
            let _ = std::fs::remove_dir_all(&cut);
            std::fs::create_dir_all(&cut).unwrap();
            let mut manifest: Value = serde_json::from_str(&said).unwrap();
            let files = manifest["files"].as_array_mut().unwrap();
            files.retain(|file| file["collection"] != "Whole");
            for file in files {
                let file = file["file"].as_str().unwrap();
                std::fs::copy(format!("{whole}/{file}"), format!("{cut}/{file}")).unwrap();
            }
            manifest["ended"] = false.into();
            std::fs::write(format!("{cut}/weaviate.export.json"), manifest.to_string()).unwrap();
            std::fs::write(format!("{cut}/Whole.ndjson.part"), &text[..at]).unwrap();
            let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &cut], None).await;
            assert_eq!(code, 2);
            assert!(heard.err.contains("did not end"), "{}", heard.err);
            export(&cut).await;
            assert_eq!(std::fs::read_to_string(format!("{cut}/Whole.ndjson")).unwrap(), text, "cut at {at}");
        }
        // What another export began is not gone on with.
        let mut manifest: Value = serde_json::from_str(&said).unwrap();
        manifest["ended"] = false.into();
        std::fs::write(format!("{cut}/weaviate.export.json"), manifest.to_string()).unwrap();
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "Topic", "--to", &cut], None).await;
        assert_eq!(code, 2);
        let said = heard.err.replace(&cut, "backup").replace(&two.one.url, "http://localhost:8080");
        kept("export-other.txt", &said.replace(&two.one.prefix, "Aa"));
    });
}

/// What a manifest says, without where it came from.
fn without_place(json: &str, desk: &Desk) -> String {
    json.replace(&desk.url, "http://localhost:8080").replace(&desk.prefix, "Aa")
}

#[test]
fn what_is_not_stored_stands_in_a_file_and_can_be_mended() {
    run(|world| async move {
        let two = two(&world, 0).await;
        let folder = Folder::new("rejected");
        let (file, rejected) = (folder.file("topics.ndjson"), folder.file("topics.rejected.ndjson"));
        let id = |n: u32| Uuid::from_u128(u128::from(n)).to_string();
        let beacon = |n: u32| format!("weaviate://localhost/Topic/{}", id(n));
        let lines = [
            serde_json::json!({ "class": "Topic", "id": id(1), "properties": { "name": "one", "parent": [{ "beacon": beacon(2) }],
                "first": [{ "beacon": format!("weaviate://localhost/Whole/{}", id(6)) }] } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(2), "properties": { "name": 2 } }).to_string(),
            "{ no json".to_owned(),
            String::new(),
            serde_json::json!({ "class": "Topic", "properties": { "name": "nobody" } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(3), "properties": { "nome": "three" } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(4), "tenant": "acme", "properties": { "name": "four" } }).to_string(),
            serde_json::json!({ "class": "Kept", "id": id(5), "properties": { "name": "five" } }).to_string(),
            // Only the server knows that this one is wrong.
            serde_json::json!({ "class": "Whole", "id": id(6), "vectors": { "shape": [1.0, 2.0] }, "properties": {
                "text": "six", "date": "the day before" } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(7), "properties": { "name": "seven", "parent": [{ "beacon": beacon(1) }] } }).to_string(),
        ];
        std::fs::write(&file, lines.join("\n")).unwrap();
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &file, "--yes"], None).await;
        assert_eq!((code, heard.err.as_str()), (1, ""));
        kept("import-rejected.txt", &heard.out.replace(&rejected, "topics.rejected.ndjson"));
        let told: Vec<Value> = std::fs::read_to_string(&rejected)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let why = |entry: &Value| entry["error"].as_str().unwrap().replace(&two.other.prefix, "");
        let shown: Vec<String> =
            told.iter().map(|entry| format!("{}: {}\n", entry["line"], why(entry))).collect();
        kept("import-why.txt", &shown.concat());
        // Line 1 is stored without the link to what is not stored; the one to line 2 waits for it.
        let lines: Vec<u64> = told.iter().map(|entry| entry["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, [1, 2, 3, 5, 6, 7, 8, 9]);
        let topics = two.there.collection::<Topic>();
        let mut names: Vec<String> = topics
            .fetch(query!(Topic, limit: 10))
            .await
            .unwrap()
            .into_iter()
            .map(|topic| topic.into_inner().name)
            .collect();
        names.sort();
        assert_eq!(names, ["one", "seven"]);
        // Mended by hand, and imported from that file again.
        let mended: Vec<String> = told
            .into_iter()
            .filter_map(|mut entry| {
                let object = entry.get_mut("object")?;
                match object["id"].as_str()? {
                    two if two == id(2) => object["properties"]["name"] = "two".into(),
                    _ => return None,
                }
                Some(entry.to_string())
            })
            .collect();
        std::fs::write(&file, mended.join("\n")).unwrap();
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &file, "--yes"], None).await;
        assert_eq!((code, heard.out.as_str(), heard.err.as_str()), (0, "1 line read, 1 stored\n", ""));
        let one =
            topics.fetch(query!(Topic, filter: .name == "one", select: { .parent { .name } })).await.unwrap();
        assert_eq!(one[0].parent.as_ref().unwrap().name, "two");
        // Where a line can go nowhere the import ends, and names it.
        std::fs::write(&file, r#"{"class": "Nowhere", "id": "00000000-0000-0000-0000-000000000001"}"#)
            .unwrap();
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &file, "--yes"], None).await;
        assert_eq!(code, 2);
        kept("import-nowhere.txt", &heard.err);
        let (code, heard) =
            two.other.ask(Topic::SCHEMA, &["import", &file, "--yes", "--into", "Topic"], None).await;
        assert_eq!((code, heard.out.as_str()), (0, "1 line read, 1 stored\n"), "{}", heard.err);
    });
}

#[test]
fn an_export_onto_standard_output_is_lines() {
    run(|world| async move {
        let two = two(&world, 3).await;
        let text = two.one.said(Topic::SCHEMA, &["export", "Whole", "Kept"]).await;
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let classes: Vec<&str> = lines.iter().map(|line| line["class"].as_str().unwrap()).collect();
        assert_eq!(classes, ["Whole", "Whole", "Whole", "Kept", "Kept", "Kept"]);
        assert_eq!(lines[5]["tenant"], "blue");
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "Nothing"], None).await;
        assert_eq!((code, heard.err.as_str()), (2, "weaviate: the server has no collection `Nothing`\n"));
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--json"], None).await;
        assert_eq!(code, 2);
        kept("export-json-nowhere.txt", &heard.err);
        let question = Query {
            selection: weaviate::ir::Selection { items: vec![Item::Vector("".into())] },
            ..Query::new("Old")
        };
        assert_eq!(two.here.fetch_raw(&question).await.unwrap()[0].vectors[""], [0.25, 0.5, 0.1]);
        assert_eq!(two.here.object_api().count_in(&format!("{}Old", two.one.prefix), None).await.unwrap(), 1);
    });
}
