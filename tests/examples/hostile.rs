//! Tells a client answers that no server gives, for as long as it should, and writes down what it does not bear.
//!
//! ```sh
//! cargo run -p weaviate-tests --example hostile -- --minutes 60 --seed 1
//! ```
//!
//! What is found is written into `tests/data/hostile`, where the suite plays it. No single piece of memory may be larger
//! than 256 MiB: an answer may claim any length.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use weaviate_tests::hostile::{Found, Hostile};

/// Keeps the largest piece that was asked for.
struct Watching;

static LARGEST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: hands on to the system's allocator, whatever it is given.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        LARGEST.fetch_max(size, Relaxed);
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static WATCHING: Watching = Watching;

const LIMIT: usize = 256 << 20;

fn argument(name: &str, default: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|word| word != name).skip(1);
    arguments.next().map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} takes a number")))
}

/// So many calls are under way at once: most of them wait for a deadline.
const WORKERS: u64 = 8;

#[tokio::main]
async fn main() {
    let (minutes, first) = (argument("--minutes", 1), argument("--seed", 0));
    let hostile = Arc::new(Hostile::start().await);
    let (played, finds) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let began = Instant::now();
    let end = began + Duration::from_secs(60 * minutes);
    for worker in 0..WORKERS {
        let (hostile, played, finds) = (hostile.clone(), played.clone(), finds.clone());
        tokio::spawn(async move {
            for seed in (first + worker..).step_by(WORKERS as usize) {
                if let Some(found) = hostile.play(seed).await {
                    finds.fetch_add(1, Relaxed);
                    tell(seed, &found);
                }
                played.fetch_add(1, Relaxed);
            }
        });
    }
    while Instant::now() < end {
        tokio::time::sleep(Duration::from_secs(30).min(end - Instant::now())).await;
        let largest = LARGEST.swap(0, Relaxed);
        let (played, finds) = (played.load(Relaxed), finds.load(Relaxed));
        println!(
            "{played} seeds in {:.0?}, {finds} finds; largest piece of memory {largest} B",
            began.elapsed()
        );
        assert!(largest <= LIMIT, "an answer made the client ask for {largest} bytes at once");
    }
    assert_eq!(finds.load(Relaxed), 0, "see above");
}

fn tell(seed: u64, found: &Found) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/hostile");
    let file = found.write(&folder, &format!("{}-{seed}.bin", found.call.replace(' ', "-")));
    println!("seed {seed}: `{}` ended with {}: {}", found.call, found.what, file.display());
}
