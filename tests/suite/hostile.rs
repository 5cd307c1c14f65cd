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

#[test]
fn what_was_found_is_borne_now() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/hostile");
    runtime().block_on(async {
        let hostile = Hostile::start().await;
        for entry in fs::read_dir(folder).expect("the corpus") {
            let file = entry.expect("a file").path();
            judge(hostile.replay(&file).await, &file.display().to_string());
        }
    });
}
