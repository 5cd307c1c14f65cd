//! What searches by vector are measured by: the products alone, of vectors in one piece of memory, on all cores.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// How often.
const TIMES: usize = 50;

/// The times it takes to multiply a vector with so many others.
pub(crate) fn dot_products(objects: usize, dimensions: usize) -> Vec<Duration> {
    let numbers: Vec<f32> = (0..objects * dimensions).map(|at| (at % 97) as f32 / 97.0).collect();
    let query: Vec<f32> = (0..dimensions).map(|at| (at % 89) as f32 / 89.0).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = objects.div_ceil(threads).max(1) * dimensions.max(1);
    let best = |part: &[f32]| {
        let rows = part.chunks_exact(dimensions.max(1));
        rows.map(|row| dot(row, &query)).fold(f32::MIN, f32::max)
    };
    let once = |_| {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for part in numbers.chunks(part) {
                scope.spawn(|| black_box(best(part)));
            }
        });
        start.elapsed()
    };
    (0..TIMES).map(once).collect()
}

// Eight sums side by side, which the compiler turns into vector instructions.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}
