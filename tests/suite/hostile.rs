//! Answers that no server gives, some hundreds of them, and those that were found to do harm.

use std::{fs, path::PathBuf};

use weaviate_tests::hostile::{Found, Hostile};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime")
}

fn judge(found: Option<Found>, of: &str) {
    if let Some(found) = found {
        panic!("{of}: `{}` ended with {}", found.call, found.what);
    }
}

#[test]
fn a_client_bears_whatever_it_is_told() {
    runtime().block_on(async {
        let hostile = Hostile::start().await;
        for seed in 0..300 {
            judge(hostile.play(seed).await, &format!("seed {seed}"));
        }
    });
}

/// What the example writes down of its finds is played again. An hour of it (225,665 seeds) had none.
#[test]
fn what_is_found_is_written_and_played_again() {
    runtime().block_on(async {
        let hostile = Hostile::start().await;
        let told = vec![b"{\"version\":".to_vec().into(), vec![0xff; 64].into()];
        let found = Found { call: "count".to_owned(), what: "nothing yet".to_owned(), told };
        let file = found.write(&std::env::temp_dir().join("weaviate-hostile"), "count.bin");
        judge(hostile.replay(&file).await, "a find that was written");
        fs::remove_file(file).expect("the file that was written");
        let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/hostile");
        for entry in fs::read_dir(kept).into_iter().flatten() {
            let file = entry.expect("a file").path();
            judge(hostile.replay(&file).await, &file.display().to_string());
        }
    });
}
