//! The distance between two vectors, and their lengths.

use crate::schema::Distance;

/// The vector of length one in the same direction.
pub(crate) fn normalized(vector: &[f32]) -> Vec<f32> {
    let norm = norm(vector);
    vector.iter().map(|x| x / norm).collect()
}

/// The length of a vector; 1 for the zero vector, so that dividing by it changes nothing.
pub(super) fn norm(vector: &[f32]) -> f32 {
    let norm = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm == 0.0 { 1.0 } else { norm }
}

/// The norms of four vectors at once: the additions of one vector wait for each other, those of four do not. Each sum
/// adds in the same order as [`norm`], so that the results are equal to the last bit.
pub(super) fn norms(vectors: [&[f32]; 4]) -> [f32; 4] {
    let mut sums = [0.0; 4];
    let [a, b, c, d] = vectors;
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        for (sum, x) in sums.iter_mut().zip([a, b, c, d]) {
            *sum += x * x;
        }
    }
    sums.map(|sum: f32| if sum == 0.0 { 1.0 } else { sum.sqrt() })
}

#[expect(clippy::float_cmp, reason = "two numbers differ or are the same")]
/// How far two vectors are apart; for cosine both have length one already.
pub(crate) fn between(distance: Distance, a: &[f32], b: &[f32]) -> f32 {
    match distance {
        Distance::Cosine => (1.0 - dot(a, b)).max(0.0),
        Distance::Dot => -dot(a, b),
        Distance::L2Squared => sum_in_order(a, b, |x, y| (x - y) * (x - y)),
        Distance::Manhattan => sum_in_order(a, b, |x, y| (x - y).abs()),
        Distance::Hamming => a.iter().zip(b).filter(|(x, y)| x != y).count() as f32,
    }
}

/// How far a vector of length one is from one that `norm` brings to length one: to the last bit what [`between`] says
/// of the quotients.
pub(super) fn cosine(query: &[f32], vector: &[f32], norm: f32) -> f32 {
    (1.0 - sum(query, vector, |x, y| x * (y / norm))).max(0.0)
}

/// As [`cosine`] in half the time, but for the last digits.
pub(super) fn about_cosine(query: &[f32], vector: &[f32], norm: f32) -> f32 {
    1.0 - dot(query, vector) / norm
}

/// How much [`about_cosine`] may be off: the most that so many additions and divisions can round, twice over.
pub(super) fn off(dimensions: usize) -> f32 {
    (dimensions / 8 + 16) as f32 * 2.0 * f32::EPSILON
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    sum(a, b, |x, y| x * y)
}

// The server adds up short vectors one by one, and the last digit of a score shows it.
fn sum_in_order(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    const SHORT: usize = 64;
    if a.len() < SHORT { a.iter().zip(b).map(|(x, y)| of(*x, *y)).sum() } else { sum(a, b, of) }
}

// Eight sums side by side, which the compiler turns into vector instructions.
fn sum(a: &[f32], b: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    let ((a_blocks, a_rest), (b_blocks, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0_f32; 8];
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum += of(*x, *y);
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(x, y)| of(*x, *y)).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "whole numbers are exact")]
    fn distances_by_hand() {
        let (a, b) = ([1.0, 2.0, 3.0], [1.0, 0.0, -1.0]);
        assert_eq!(between(Distance::Dot, &a, &b), 2.0);
        assert_eq!(between(Distance::L2Squared, &a, &b), 20.0);
        assert_eq!(between(Distance::Manhattan, &a, &b), 6.0);
        assert_eq!(between(Distance::Hamming, &a, &b), 2.0);
        assert_eq!(between(Distance::Cosine, &normalized(&[2.0, 0.0]), &normalized(&[0.0, 3.0])), 1.0);
    }

    #[test]
    fn four_lengths_are_each_the_same_to_the_last_bit() {
        let vector = |seed: u32| -> Vec<f32> { (1..100).map(|at| ((at * seed) % 97) as f32 / 7.0).collect() };
        let vectors = [vector(3), vector(5), vec![0.0; 99], vector(11)];
        let bits = norms([&vectors[0], &vectors[1], &vectors[2], &vectors[3]]).map(f32::to_bits);
        assert_eq!(bits.to_vec(), vectors.iter().map(|vector| norm(vector).to_bits()).collect::<Vec<_>>());
    }
}
