//! The processor's time, the clock's, and allocations of one work, done in one way and in another in turn.

use std::time::{Duration, Instant};

use weaviate_benches::count::allocations;

use crate::{
    Result,
    work::{Bench, Way, Work},
};

/// What one run of a work costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
}

/// The quickest of each way. Both are measured in turn, so that what the machine does beside slows both.
pub(crate) fn costs(
    bench: &Bench,
    work: Work,
    ways: &[Way],
    in_flight: usize,
    times: usize,
) -> Result<Vec<Cost>> {
    const ROUNDS: usize = 15;
    let mut best = vec![Cost { cpu: Duration::MAX, wall: Duration::MAX }; ways.len()];
    for _ in 0..ROUNDS {
        for (way, best) in ways.iter().zip(&mut best) {
            let (cpu, began) = (used()?, Instant::now());
            bench.go(work, *way, in_flight, times)?;
            let share = |all: Duration| all / times as u32;
            best.wall = best.wall.min(share(began.elapsed()));
            best.cpu = best.cpu.min(share(used()?.saturating_sub(cpu)));
        }
    }
    Ok(best)
}

/// How often one run allocates.
pub(crate) fn allocated(bench: &Bench, work: Work, way: Way) -> Result<usize> {
    const TIMES: usize = 10;
    bench.go(work, way, 1, 2)?;
    let (allocations, done) = allocations(|| bench.go(work, way, 1, TIMES));
    done?;
    Ok(allocations / TIMES)
}

/// What this thread took of the processors: Linux counts nanoseconds.
pub(crate) fn used() -> Result<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanos = text.split(' ').next().ok_or("no schedstat")?.parse()?;
    Ok(Duration::from_nanos(nanos))
}
