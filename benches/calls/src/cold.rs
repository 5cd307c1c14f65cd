//! What a program waits for before its first answer: the client object, and the first question, whose connections are made
//! on the way.

use std::time::{Duration, Instant};

use tokio::runtime::Builder;

use crate::{Result, child::Server, model, ours::Ours};

/// So often; the middle one counts.
const TIMES: usize = 51;

/// Prints both, as the middle of many clients.
pub(crate) fn start() -> Result<()> {
    let server = Server::start()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (mut objects, mut questions) = (Vec::with_capacity(TIMES), Vec::with_capacity(TIMES));
    for _ in 0..TIMES {
        let began = Instant::now();
        let ours = Ours::new(&server, model::documents(0))?;
        objects.push(began.elapsed());
        let began = Instant::now();
        runtime.block_on(ours.fetch())?;
        questions.push(began.elapsed());
    }
    println!("the client object {:.3?} ms, the first question {:.3?} ms", middle(objects), middle(questions));
    Ok(())
}

/// The middle one, in milliseconds.
fn middle(mut all: Vec<Duration>) -> f64 {
    all.sort_unstable();
    all.get(all.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1e3
}
