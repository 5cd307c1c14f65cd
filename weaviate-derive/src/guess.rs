//! "did you mean": the known word that a mistyped one is nearest to.

/// How alike two words must be before one is offered for the other.
const ALIKE: f64 = 0.8;

/// The word of `known` nearest to `word`, if one is near enough.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: String = word.to_lowercase();
    let mut best: Option<(&'a str, f64)> = None;
    for candidate in known.iter().copied() {
        let alike = jaro_winkler(&word, candidate);
        if alike >= ALIKE && best.is_none_or(|(_, so_far)| alike > so_far) {
            best = Some((candidate, alike));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// `` `a`, `b` and `c` ``
pub(crate) fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(|word| format!("`{word}`")).collect();
            format!("{} and `{last}`", rest.join(", "))
        }
    }
}

/// The help that belongs to an unknown word: a guess, or everything that is known.
pub(crate) fn help(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None => format!("known are {}", list(known)),
    }
}

/// Jaro's share of matching characters, raised by a common beginning of up to four (Winkler).
fn jaro_winkler(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let jaro = jaro(&a, &b);
    let common = a.iter().zip(&b).take(4).take_while(|(x, y)| x == y).count();
    jaro + common as f64 * 0.1 * (1.0 - jaro)
}

fn jaro(a: &[char], b: &[char]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut from_a = Vec::new();
    for (i, x) in a.iter().enumerate() {
        let low = i.saturating_sub(window);
        let near = b.iter().zip(taken.iter_mut()).take(i + window + 1).skip(low);
        if let Some((_, used)) = near.into_iter().find(|(y, used)| *y == x && !**used) {
            *used = true;
            from_a.push(*x);
        }
    }
    if from_a.is_empty() {
        return 0.0;
    }
    let from_b = b.iter().zip(&taken).filter(|(_, used)| **used).map(|(y, _)| *y);
    let moved = from_a.iter().zip(from_b).filter(|(x, y)| **x != *y).count() as f64 / 2.0;
    let matched = from_a.len() as f64;
    (matched / a.len() as f64 + matched / b.len() as f64 + (matched - moved) / matched) / 3.0
}

#[cfg(test)]
mod tests {
    use super::{jaro, jaro_winkler, list, nearest};

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    // The pairs of Winkler's 1990 paper, as they are printed there.
    #[test]
    fn known_distances() {
        for (a, b, expected) in [("MARTHA", "MARHTA", 0.944), ("DIXON", "DICKSONX", 0.767)] {
            assert!((jaro(&chars(a), &chars(b)) - expected).abs() < 0.001, "{a} {b}");
        }
        for (a, b, expected) in [("MARTHA", "MARHTA", 0.961), ("DWAYNE", "DUANE", 0.84)] {
            assert!((jaro_winkler(a, b) - expected).abs() < 0.001, "{a} {b}");
        }
    }

    #[test]
    fn guesses() {
        let known = ["filter", "limit", "select", "contains_any"];
        assert_eq!(nearest("fliter", &known), Some("filter"));
        assert_eq!(nearest("limt", &known), Some("limit"));
        assert_eq!(nearest("containsAny", &known), Some("contains_any"));
        assert_eq!(nearest("where", &known), None);
    }

    #[test]
    fn lists() {
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(list(&["a"]), "`a`");
    }
}
