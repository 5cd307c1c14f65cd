//! Backups through REST: what comes back is what was there, as it was indexed.

#[path = "support/program.rs"]
mod program;

use std::path::Path;

use serde_json::{Value as Json, json};
use weaviate_local::{Engine, Serve, Serving, Settings};

use program::{Folder, Remote};

async fn serve(engine: Engine, backups: &Path) -> (Serving, Remote) {
    let engine = engine.with_settings(Settings::default().backups_path(backups));
    let serving = engine.serve(Serve::default()).await.unwrap();
    let (http, grpc) = (serving.http_addr(), serving.grpc_addr());
    let remote = Remote::new(&format!("http://{http}"), &format!("http://{grpc}"));
    (serving, remote)
}

/// The ids of the objects a filter finds, by their last letter.
async fn found(remote: &Remote, filter: &str) -> Json {
    let query = format!("{{Get{{Note(where:{{{filter}}}){{_additional{{id}}}}}}}}");
    let answer = remote.done("POST", "graphql", &json!({"query": query})).await;
    assert!(answer["errors"].is_null(), "{answer}");
    let objects = answer["data"]["Get"]["Note"].as_array().unwrap().iter();
    objects.map(|object| object["_additional"]["id"].as_str().unwrap()[35..].to_owned()).collect()
}

async fn fill(remote: &Remote) {
    let text = |name: &str| json!({"name": name, "dataType": ["text"]});
    let note = json!({"class": "Note", "vectorizer": "none", "properties": [text("title")],
        "invertedIndexConfig": {"indexNullState": true}});
    remote.done("POST", "schema", &note).await;
    let object = |n: u32, title: &str| {
        json!({"class": "Note", "id": format!("00000000-0000-0000-0000-00000000000{n}"), "vector": [n, 1],
            "properties": {"title": title}})
    };
    remote.done("POST", "objects", &object(1, "red house")).await;
    // What came before a property is not indexed for it.
    remote.done("POST", "schema/Note/properties", &text("later")).await;
    remote.done("POST", "objects", &object(2, "blue house")).await;
    let people = json!({"class": "Person", "vectorizer": "none", "multiTenancyConfig": {"enabled": true}});
    remote.done("POST", "schema", &people).await;
    remote.done("POST", "schema/Person/tenants", &json!([{"name": "a"}, {"name": "b"}])).await;
    remote.done("PUT", "schema/Person/tenants", &json!([{"name": "b", "activityStatus": "COLD"}])).await;
    remote.done("POST", "aliases", &json!({"alias": "Memo", "class": "Note"})).await;
}

async fn check(remote: &Remote) {
    assert_eq!(found(remote, r#"path:["title"],operator:Equal,valueText:"house""#).await, json!(["1", "2"]));
    assert_eq!(found(remote, r#"path:["later"],operator:IsNull,valueBoolean:true"#).await, json!(["2"]));
    let (_, tenants) = remote.rest("GET", "schema/Person/tenants", None).await;
    assert_eq!(
        tenants,
        json!([{"activityStatus": "HOT", "name": "a"}, {"activityStatus": "COLD", "name": "b"}])
    );
    let (_, alias) = remote.rest("GET", "aliases/Memo", None).await;
    assert_eq!(alias["class"], "Note");
    let (_, object) =
        remote.rest("GET", "objects/Note/00000000-0000-0000-0000-000000000002?include=vector", None).await;
    assert_eq!((&object["vector"], &object["properties"]), (&json!([2, 1]), &json!({"title": "blue house"})));
}

#[tokio::test(flavor = "multi_thread")]
async fn collections_come_back_as_they_were() {
    let (backups, data) = (Folder::new("backups"), Folder::new("backups-data"));
    let (_first, from) = serve(Engine::in_memory(), &backups.0).await;
    fill(&from).await;
    check(&from).await;
    let made = from.done("POST", "backups/filesystem", &json!({"id": "all"})).await;
    assert_eq!(made["classes"], json!(["Note", "Person"]));
    let (_, status) = from.rest("GET", "backups/filesystem/all", None).await;
    assert_eq!((&status["status"], status["error"].is_null()), (&json!("SUCCESS"), true));

    // Into another engine, which keeps its data in a folder.
    let (second, to) = serve(Engine::open(&data.0).unwrap(), &backups.0).await;
    for class in ["Person", "Note"] {
        to.done("POST", "backups/filesystem/all/restore", &json!({"include": [class]})).await;
        let (_, status) = to.rest("GET", "backups/filesystem/all/restore", None).await;
        assert_eq!(status["status"], "SUCCESS", "{status}");
    }
    check(&to).await;
    to.done("POST", "backups/filesystem/all/restore", &json!({})).await;
    let (_, status) = to.rest("GET", "backups/filesystem/all/restore", None).await;
    assert_eq!(status["status"], "FAILED");
    // The words of 1.39.0.
    let why = "could not restore classes: [\"Note\": error when trying to restore class: class name Note already exists \
               \"Person\": error when trying to restore class: class name Person already exists]";
    assert_eq!(status["error"], why);
    check(&to).await;

    drop(to);
    second.shutdown().await;
    let (_third, reopened) = serve(Engine::open(&data.0).unwrap(), &backups.0).await;
    check(&reopened).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_server_is_refused_by_name() {
    let backups = Folder::new("backups-foreign");
    let folder = backups.0.join("theirs");
    std::fs::create_dir_all(&folder).unwrap();
    let description = json!({"id": "theirs", "status": "SUCCESS", "nodes": {"weaviate-0": {"classes": ["Note"]}},
        "startedAt": "2026-11-21T17:49:31.737950638Z", "completedAt": "2026-11-21T17:49:33Z", "version": "2.1"});
    std::fs::write(folder.join("backup_config.json"), description.to_string()).unwrap();
    let (_serving, remote) = serve(Engine::in_memory(), &backups.0).await;
    let (status, answer) = remote.rest("POST", "backups/filesystem/theirs/restore", Some(&json!({}))).await;
    assert_eq!(status, 422);
    let why = answer["error"][0]["message"].as_str().unwrap();
    assert!(why.contains("\"theirs\"") && why.contains("made itself"), "{why}");
}
