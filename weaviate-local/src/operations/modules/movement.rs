//! What is searched for, and how other concepts move it.

/// What a module has to make a vector of.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    Texts {
        texts: Vec<String>,
        to: Option<Move>,
        away: Option<Move>,
    },
    Image(String),
    /// What no module here reads.
    Other,
}

/// Concepts and objects to go to or away from.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) force: f32,
    pub(crate) concepts: Vec<String>,
    pub(crate) objects: Vec<String>,
}

impl Move {
    /// Whether there is anything to move by.
    pub(crate) fn moves(&self) -> bool {
        self.force > 0.0 && !(self.concepts.is_empty() && self.objects.is_empty())
    }
}

/// How much of the way a force of one goes.
const PART: f32 = 0.5;

/// Moves a vector towards another.
pub(crate) fn towards(from: &[f32], to: &[f32], force: f32) -> Result<Vec<f32>, String> {
    check_lengths("movement", from, to)?;
    if !(0.0..=1.0).contains(&force) {
        return Err(format!("movement: force must be between 0 and 1: got {force:.6}"));
    }
    let part = force * PART;
    Ok(from.iter().zip(to).map(|(a, b)| a * (1.0 - part) + b * part).collect())
}

/// Moves a vector away from another.
pub(crate) fn away(from: &[f32], other: &[f32], force: f32) -> Result<Vec<f32>, String> {
    check_lengths("movement (moveAwayFrom)", from, other)?;
    Ok(from.iter().zip(other).map(|(a, b)| a + force * PART * (a - b)).collect())
}

fn check_lengths(what: &str, a: &[f32], b: &[f32]) -> Result<(), String> {
    if a.len() == b.len() {
        return Ok(());
    }
    Err(format!("{what}: vector lengths don't match: got {} and {}", a.len(), b.len()))
}

/// The mean of vectors; of none an empty one.
pub(crate) fn mean(all: &[Vec<f32>]) -> Vec<f32> {
    let longest = all.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest)
        .map(|at| {
            let values: Vec<f32> = all.iter().filter_map(|vector| vector.get(at).copied()).collect();
            values.iter().sum::<f32>() / values.len() as f32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Worked out by hand: half the force of the way.
    #[test]
    fn vectors_move() {
        assert_eq!(towards(&[0.0, 4.0], &[4.0, 0.0], 0.5), Ok(vec![1.0, 3.0]));
        assert_eq!(away(&[1.0, 4.0], &[3.0, 0.0], 0.5), Ok(vec![0.5, 5.0]));
        assert_eq!(mean(&[vec![1.0, 2.0], vec![3.0]]), [2.0, 2.0]);
        assert!(towards(&[1.0], &[1.0], 1.5).unwrap_err().ends_with("got 1.500000"));
    }
}
