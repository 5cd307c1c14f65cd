//! text2vec-bigram: how often each pair of letters occurs in a text.

/// The vector of a text; none for less than a pair.
pub(super) fn vector(text: &str) -> Option<Vec<f32>> {
    let text = text.to_lowercase();
    let bytes = text.as_bytes();
    let pairs = bytes.len().checked_sub(1).filter(|pairs| *pairs > 0)?;
    let mut out = vec![0.0_f32; 26 * 26];
    for pair in bytes.windows(2) {
        let place = usize::from(pair[0] % 26) * 26 + usize::from(pair[1] % 26);
        if let Some(slot) = out.get_mut(place) {
            *slot += 1.0;
        }
    }
    for slot in &mut out {
        *slot /= pairs as f32;
    }
    Some(out)
}
