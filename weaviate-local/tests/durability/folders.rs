//! Folders that are refused, each by what is the matter with it, and none of them touched.

use std::{collections::BTreeMap, path::Path};

use serde_json::json;
use weaviate_local::{Engine, OpenErrorKind, Serve};

use crate::program::{Folder, Program, Random, Remote};

const DATA: &str = "weaviate-local.redb";

/// Every file with its bytes; of the lock only that it is there.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(path).expect("a folder");
    let read = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().expect("a name");
        let bytes = if name == "weaviate-local.lock" {
            Vec::new()
        } else {
            std::fs::read(entry.path()).expect("a file")
        };
        (name, bytes)
    };
    entries.map(|entry| read(entry.expect("an entry"))).collect()
}

/// A folder with a collection and some objects in it.
async fn filled(path: &Path) {
    let engine = Engine::open(path).expect("a new folder");
    let serving = engine.serve(Serve::default()).await.expect("free ports");
    let http = format!("http://{}", serving.http_addr());
    let remote = Remote::new(&http, &http);
    remote.done("POST", "schema", &json!({"class": "Note"})).await;
    for number in 0..50 {
        remote.done("POST", "objects", &json!({"class": "Note", "vector": [number, 2, 3]})).await;
    }
    serving.shutdown().await;
}

/// Everything the engine of [`filled`] has.
async fn content(engine: &Engine) -> String {
    let serving = engine.serve(Serve::default()).await.expect("free ports");
    let http = format!("http://{}", serving.http_addr());
    let remote = Remote::new(&http, &http);
    let objects = remote.rest("GET", "objects?limit=100&include=vector", None).await;
    let schema = remote.rest("GET", "schema", None).await;
    serving.shutdown().await;
    format!("{objects:?} {schema:?}")
}

#[tokio::test]
async fn a_folder_is_open_once() {
    let folder = Folder::new("locked");
    let first = Engine::open(&folder.0).expect("a new folder");
    let error = Engine::open(&folder.0).expect_err("it is open");
    assert_eq!(*error.kind(), OpenErrorKind::Locked { process: Some(std::process::id()) });
    assert!(error.to_string().contains("clone its `Engine`"), "{error}");
    drop(first);
    let mut program = Program::start(Some(&folder.0));
    let error = Engine::open(&folder.0).expect_err("the program has it");
    assert_eq!(*error.kind(), OpenErrorKind::Locked { process: Some(program.child.id()) });
    assert!(error.to_string().contains(&program.child.id().to_string()), "{error}");
    program.kill();
    Engine::open(&folder.0).expect("nobody has it any more");
}

#[test]
fn other_peoples_folders_stay_as_they_are() {
    let folder = Folder::new("foreign");
    std::fs::create_dir_all(&folder.0).unwrap();
    std::fs::write(folder.0.join("photo.jpg"), b"a photo").unwrap();
    let before = files(&folder.0);
    let error = Engine::open(&folder.0).expect_err("a folder of something else");
    assert!(matches!(error.kind(), OpenErrorKind::Foreign { .. }), "{error:?}");
    assert!(error.to_string().contains("`photo.jpg`"), "{error}");
    assert_eq!(files(&folder.0), before);
    let error = Engine::open(folder.0.join("photo.jpg")).expect_err("a file");
    assert!(matches!(error.kind(), OpenErrorKind::Foreign { .. }), "{error:?}");
    assert_eq!(files(&folder.0), before);
}

#[tokio::test]
async fn a_newer_format_is_named() {
    let folder = Folder::new("format");
    filled(&folder.0).await;
    let format = redb::TableDefinition::<'_, &str, u32>::new("meta");
    let db = redb::Database::open(folder.0.join(DATA)).unwrap();
    let write = db.begin_write().unwrap();
    assert_eq!(
        write.open_table(format).unwrap().insert("format", 7).unwrap().map(|old| old.value()),
        Some(1)
    );
    write.commit().unwrap();
    drop(db);
    let error = Engine::open(&folder.0).expect_err("a format of the future");
    assert_eq!(*error.kind(), OpenErrorKind::Format { found: 7, known: 1 });
    assert!(error.to_string().contains("newer version"), "{error}");
}

#[tokio::test]
async fn another_programs_data_file_is_foreign() {
    let folder = Folder::new("other-program");
    std::fs::create_dir_all(&folder.0).unwrap();
    drop(redb::Database::create(folder.0.join(DATA)).unwrap());
    let error = Engine::open(&folder.0).expect_err("not ours");
    assert!(matches!(error.kind(), OpenErrorKind::Foreign { .. }), "{error:?}");
}

#[tokio::test]
async fn damage_is_found_and_nothing_deleted() {
    let folder = Folder::new("damaged");
    filled(&folder.0).await;
    let right = content(&Engine::open(&folder.0).expect("a whole folder")).await;
    let whole = files(&folder.0);
    let data = whole[DATA].clone();
    let mut random = Random::new(5);
    let mut damages = vec![Vec::new(), b"not a database at all".to_vec(), data[..data.len() / 2].to_vec()];
    for _ in 0..120 {
        let mut changed = data.clone();
        let at = random.below(data.len() as u64) as usize;
        let end = data.len().min(at + 1 + random.below(64) as usize);
        changed[at..end].iter_mut().for_each(|byte| *byte ^= 0x5a);
        damages.push(changed);
    }
    let mut refused = 0;
    for damaged in damages {
        std::fs::write(folder.0.join(DATA), &damaged).unwrap();
        match Engine::open(&folder.0) {
            // A damage in a free page is none.
            Ok(engine) => assert_eq!(content(&engine).await, right),
            Err(error) => {
                assert!(matches!(error.kind(), OpenErrorKind::Corrupt { .. }), "{error:?}");
                assert!(error.to_string().contains("is damaged"), "{error}");
                assert_eq!(files(&folder.0).len(), whole.len());
                refused += 1;
            }
        }
    }
    assert!(refused >= 3, "{refused} of 123 damages were found");
    println!("{refused} of 123 damages were found");
    std::fs::write(folder.0.join(DATA), &data).unwrap();
    Engine::open(&folder.0).expect("the copy is whole");
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_stops_the_program_and_the_data_stays() {
    for signal in ["-TERM", "-INT"] {
        let folder = Folder::new(&format!("signal{signal}"));
        let mut program = Program::start(Some(&folder.0));
        Remote::of(&program).done("POST", "schema", &json!({"class": "Note"})).await;
        let id = program.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status().expect("kill");
        assert!(sent.success());
        let ended = program.child.wait().expect("its end");
        assert!(ended.success(), "{signal}: {ended}");
        let engine = Engine::open(&folder.0).expect("a folder nobody has");
        let serving = engine.serve(Serve::default()).await.expect("free ports");
        let http = format!("http://{}", serving.http_addr());
        assert_eq!(Remote::new(&http, &http).rest("GET", "schema/Note", None).await.0, 200);
    }
}
