//! Cuts a result off where its values jump.

use super::{group::Group, hit::Hit};

/// By distance, nearest first.
pub(super) fn by_distance(hits: Vec<Hit>, jumps: usize) -> Vec<Hit> {
    let values: Vec<f32> = hits.iter().map(|hit| hit.distance.unwrap_or(0.0)).collect();
    cut(hits, &values, jumps)
}

/// By score, best first.
pub(super) fn by_score(hits: Vec<Hit>, jumps: usize) -> Vec<Hit> {
    let values: Vec<f32> = hits.iter().map(|hit| hit.score).collect();
    cut(hits, &values, jumps)
}

/// Groups, by the distance of their nearest hit.
pub(super) fn of_groups(groups: Vec<Group>, jumps: usize) -> Vec<Group> {
    let values: Vec<f32> = groups.iter().map(|group| group.nearest).collect();
    cut(groups, &values, jumps)
}

fn cut<T>(mut hits: Vec<T>, values: &[f32], jumps: usize) -> Vec<T> {
    if jumps > 0 {
        hits.truncate(place(values, jumps));
    }
    hits
}

/// The number of values before the given jump: a jump is where the values rise above the straight line from the first
/// to the last.
pub(crate) fn place(values: &[f32], jumps: usize) -> usize {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return 0 };
    if values.len() <= 1 {
        return values.len();
    }
    let step = 1.0 / (values.len() as f32 - 1.0);
    let above: Vec<f32> = values
        .iter()
        .enumerate()
        .map(|(at, value)| (value - first) / (last - first) - at as f32 * step)
        .collect();
    let mut found = 0;
    for (at, value) in above.iter().enumerate().skip(1) {
        let before = above.get(at - 1).is_some_and(|known| value > known);
        let beside = match above.get(at + 1) {
            Some(next) => value > next,
            None => at >= 2 && above.get(at - 2).is_some_and(|known| value > known),
        };
        if before && beside {
            found += 1;
            if found >= jumps {
                return at;
            }
        }
    }
    values.len()
}

#[cfg(test)]
mod tests {
    use super::place;

    // Worked out by hand: the second list drops between 1.9 and 0.2.
    #[test]
    fn cuts_before_the_jump() {
        assert_eq!(place(&[], 1), 0);
        assert_eq!(place(&[2.0], 1), 1);
        assert_eq!(place(&[2.0, 1.95, 1.9, 0.2, 0.1, 0.1, -1.0], 1), 3);
    }
}
