//! Commands that are stopped in the middle, by Ctrl-C or killed, and gone on with by the same command.

use std::{
    fs::File,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use weaviate::{
    Client, Collection, Uuid, Vector, key_id,
    local::{Engine, Serve},
    schema::{CollectionDef, Snapshot},
};
use weaviate_tests::run;

use crate::desk::Folder;

#[derive(Debug, Clone, PartialEq, Collection)]
struct Note {
    #[weaviate(key, tokenization = field)]
    text: String,
    n: i64,
    #[weaviate(vector)]
    shape: Vector<8>,
}

mod renamed {
    use super::{Collection, Vector};

    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(super) struct Note {
        #[weaviate(key, tokenization = field)]
        pub(super) text: String,
        #[weaviate(renamed_from = "n")]
        pub(super) number: i64,
        #[weaviate(vector)]
        pub(super) shape: Vector<8>,
    }
}

const NOTES: i64 = 24_000;
const FEW: i64 = 6_000;

fn note(n: i64) -> Note {
    Note { text: format!("note {n}"), n, shape: Vector::new([n as f32; 8]) }
}

fn weaviate(engine: &str, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weaviate"));
    command.args(["--engine", engine]).args(words).env_remove("WEAVIATE_URL").env_remove("WEAVIATE_GRPC_URL");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends the process, whatever a test does.
struct Running(Option<Child>);

impl Running {
    fn new(command: &mut Command) -> Self {
        Self(Some(command.spawn().unwrap()))
    }

    /// Sends a signal once something is so, and gives what came of it.
    fn stop(mut self, signal: &str, once: impl Fn() -> bool) -> Output {
        let mut child = self.0.take().unwrap();
        let began = Instant::now();
        while !once() || signal == "-INT" && !catches(child.id(), began) {
            assert!(
                child.try_wait().unwrap().is_none(),
                "it ended by itself: {:?}",
                child.wait_with_output()
            );
            assert!(began.elapsed() < Duration::from_secs(120), "it never came so far");
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        child.wait_with_output().unwrap()
    }
}

/// Whether a process catches Ctrl-C already, by the bits that Linux shows.
fn catches(pid: u32, began: Instant) -> bool {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{pid}/status")) else {
        return began.elapsed() > Duration::from_secs(2);
    };
    let bits = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    bits.is_some_and(|bits| u64::from_str_radix(bits.trim(), 16).unwrap() & 0b10 != 0)
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn done(engine: &str, words: &[&str]) -> String {
    let output = weaviate(engine, words).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

async fn on<T>(folder: &str, ask: impl AsyncFnOnce(Client) -> T) -> T {
    let engine = Engine::open(folder).unwrap();
    let serving = engine.serve(Serve::default()).await.unwrap();
    drop(engine);
    let client = Client::builder(format!("http://{}", serving.http_addr()))
        .grpc_url(format!("http://{}", serving.grpc_addr()))
        .build()
        .unwrap();
    let told = ask(client).await;
    // The folder is free for the next one.
    serving.shutdown().await;
    told
}

async fn filled(folder: &str, count: i64) {
    on(folder, async |client| {
        client.sync::<(Note,)>().await.unwrap();
        let notes = client.collection::<Note>();
        for first in (0..count).step_by(1_000) {
            notes.insert_many((first..first + 1_000).map(note)).await.unwrap().into_result().unwrap();
        }
    })
    .await;
}

async fn is_whole(folder: &str, count: i64) {
    on(folder, async |client| {
        let notes = client.collection::<Note>();
        assert_eq!(notes.count().await.unwrap(), count as u64);
        for n in [0, 1, count / 2, count - 1] {
            let id: Uuid = key_id(&format!("note {n}"));
            assert_eq!(notes.get(id).await.unwrap().unwrap().into_inner(), note(n));
        }
    })
    .await;
}

fn schema(folder: &Folder, def: &'static CollectionDef) -> String {
    let file = folder.file("weaviate.schema.json");
    std::fs::write(&file, Snapshot::of(&[def]).to_string()).unwrap();
    file
}

fn lines(path: &str) -> usize {
    std::fs::read_to_string(path).unwrap().lines().count()
}

#[test]
fn an_export_and_an_import_go_on_where_they_were_stopped() {
    run(|_| async move {
        let folder = Folder::new("stopped");
        let (one, out) = (folder.file("one"), folder.file("out"));
        filled(&one, NOTES).await;
        let part = format!("{out}/Note.ndjson.part");
        for signal in ["-INT", "-KILL"] {
            let before = std::fs::metadata(&part).map_or(0, |part| part.len());
            let child = Running::new(&mut weaviate(&one, &["export", "--to", &out]));
            let stopped =
                child.stop(signal, || std::fs::metadata(&part).is_ok_and(|part| part.len() > before));
            if signal == "-INT" {
                let how = format!(
                    "weaviate: stopped; what is in `{out}` stays there, and the same command goes on behind it\n"
                );
                assert_eq!((stopped.status.code(), told(&stopped)), (Some(1), how));
            }
            let so_far = lines(&part);
            println!("{signal}: {so_far} of {NOTES} exported");
            assert!((1..NOTES as usize).contains(&so_far));
        }
        assert!(done(&one, &["export", "--to", &out]).contains("24,000 objects in"));
        assert_eq!(lines(&format!("{out}/Note.ndjson")), NOTES as usize);

        let two = folder.file("two");
        let file = schema(&folder, Note::SCHEMA);
        done(&two, &["apply", "--schema", &file]);
        let checkpoint = format!("{out}/weaviate.import.json");
        for (signal, behind) in [("-KILL", 0), ("-INT", 600)] {
            let begun = Instant::now();
            let child = Running::new(&mut weaviate(&two, &["import", &out]));
            let reached = || line_of(&checkpoint) > 0 && begun.elapsed() > Duration::from_millis(behind);
            let stopped = child.stop(signal, reached);
            if signal == "-INT" {
                let how =
                    "weaviate: stopped; what was done stays done, and the same command goes on behind it\n";
                assert_eq!((stopped.status.code(), told(&stopped).as_str()), (Some(1), how));
            }
            println!("{signal}: {} of {NOTES} imported", line_of(&checkpoint));
            assert!((10_000..NOTES as u64).contains(&line_of(&checkpoint)));
        }
        assert_eq!(done(&two, &["import", &out]), "24,000 lines read, 24,000 stored\n");
        assert!(!Path::new(&checkpoint).exists());
        is_whole(&two, NOTES).await;

        // From a stream: what is accounted for is told, and skipped.
        let three = folder.file("three");
        done(&three, &["apply", "--schema", &file]);
        let input = || File::open(format!("{out}/Note.ndjson")).unwrap();
        let began = Instant::now();
        let child = Running::new(weaviate(&three, &["import"]).stdin(input()));
        let stopped = child.stop("-INT", || began.elapsed() > Duration::from_millis(700));
        let said = told(&stopped);
        println!("{said}");
        assert_eq!(stopped.status.code(), Some(1), "{said}");
        let skip = said.split("--skip ").nth(1).unwrap().split('`').next().unwrap().to_owned();
        let output = weaviate(&three, &["import", "--yes", "--skip", &skip]).stdin(input()).output().unwrap();
        assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), ""));
        is_whole(&three, NOTES).await;
    });
}

fn line_of(checkpoint: &str) -> u64 {
    let json = std::fs::read(checkpoint).ok().and_then(|text| serde_json::from_slice::<Value>(&text).ok());
    json.and_then(|json| json["line"].as_u64()).unwrap_or_default()
}

#[test]
fn a_rebuild_that_is_stopped_gives_the_lock_back_and_is_gone_on_with() {
    run(|_| async move {
        let folder = Folder::new("rebuild");
        let data = folder.file("data");
        filled(&data, FEW).await;
        let file = schema(&folder, renamed::Note::SCHEMA);
        let apply = ["apply", "--rebuild", "any", "--schema", &file];
        let slowly = [&apply[..], &["--pace", "1000"]].concat();
        let began = Instant::now();
        let child = Running::new(&mut weaviate(&data, &slowly));
        let stopped = child.stop("-INT", || began.elapsed() > Duration::from_secs(3));
        let how = "weaviate: stopped; what was done stays done, and the same command goes on with the rest\n";
        assert_eq!((stopped.status.code(), told(&stopped).as_str()), (Some(1), how));
        // The lock is free, and so is what was copied used: nobody waits for a dead holder.
        let status: Value =
            serde_json::from_str(&done(&data, &["status", "--json", "--schema", &file])).unwrap();
        assert_eq!(status["locked"], false);
        assert_eq!(status["collections"][0]["class"], "Note_v1");
        let ended = done(&data, &apply);
        assert!(
            ended.starts_with("`Note` is `Note_v2` now: a rebuild that was under way is ended\n"),
            "{ended}"
        );
        on(&data, async |client| {
            let notes = client.collection::<renamed::Note>();
            assert_eq!(notes.count().await.unwrap(), FEW as u64);
            let last = notes.get(key_id(&format!("note {}", FEW - 1))).await.unwrap().unwrap().into_inner();
            assert_eq!((last.number, last.shape), (FEW - 1, note(FEW - 1).shape));
        })
        .await;
        // And back.
        let back = done(&data, &["rollback", "--yes"]);
        assert!(back.starts_with("`Note` is `Note_v1` again; nothing was written to `Note_v2`"), "{back}");
        is_whole(&data, FEW).await;
        assert_eq!(done(&data, &["drop", "--no-export", "--yes"]), "`Note_v2` is dropped\n");
        is_whole(&data, FEW).await;
    });
}
