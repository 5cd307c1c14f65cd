//! Folding of accented and other special Latin letters to plain ones.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters that have no decomposition of their own.
const TABLE: &[(char, &str)] = &[
    ('ł', "l"),
    ('Ł', "L"),
    ('ø', "o"),
    ('Ø', "O"),
    ('đ', "d"),
    ('Đ', "D"),
    ('ħ', "h"),
    ('Ħ', "H"),
    ('ŧ', "t"),
    ('Ŧ', "T"),
    ('ɨ', "i"),
    ('Ɨ', "I"),
    ('ƀ', "b"),
    ('Ƀ', "B"),
    ('æ', "ae"),
    ('Æ', "AE"),
    ('œ', "oe"),
    ('Œ', "OE"),
    ('ĳ', "ij"),
    ('Ĳ', "IJ"),
    ('ß', "ss"),
    ('ẞ', "SS"),
    ('ð', "d"),
    ('Ð', "D"),
    ('þ', "th"),
    ('Þ', "TH"),
    ('ı', "i"),
    ('İ', "I"),
    ('ĸ', "k"),
    ('ŉ', "n"),
    ('ſ', "s"),
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
    ('ɓ', "b"),
    ('ƈ', "c"),
    ('ɗ', "d"),
    ('ƒ', "f"),
    ('ɠ', "g"),
    ('ɦ', "h"),
    ('ƙ', "k"),
    ('ɱ', "m"),
    ('ɲ', "n"),
    ('ƞ', "n"),
    ('ƥ', "p"),
    ('ʠ', "q"),
    ('ʂ', "s"),
    ('ƭ', "t"),
    ('ʋ', "v"),
    ('ƴ', "y"),
    ('ʐ', "z"),
    ('Ɓ', "B"),
    ('Ƈ', "C"),
    ('Ɗ', "D"),
    ('Ƒ', "F"),
];

/// Folds a text, leaving the ignored letters as they are.
pub(crate) fn fold(text: &str, ignore: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if ignore.contains(&c) {
            out.push(c);
        } else if let Some((_, plain)) = TABLE.iter().find(|(letter, _)| *letter == c) {
            out.push_str(plain);
        } else {
            out.extend(std::iter::once(c).nfd().filter(|part| !is_combining_mark(*part)));
        }
    }
    out.nfc().collect()
}
