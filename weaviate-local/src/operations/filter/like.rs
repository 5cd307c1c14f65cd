//! The patterns of `Like`: `*` for any letters, `?` for one.

use crate::common::error::{Refusal, Result};

/// A pattern for one token.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    letters: Vec<char>,
    /// What the server's regular expression begins with where it is no text: it makes one of the bytes of any value.
    broken: Option<String>,
}

impl Pattern {
    pub(crate) fn new(pattern: &str) -> Self {
        Self { letters: pattern.chars().collect(), broken: None }
    }

    /// The pattern of a token, or of the key of a number: the server does not ask whether its bytes are a text.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::new(text),
            Err(error) => {
                let rest = bytes.get(error.valid_up_to()..).unwrap_or_default();
                Self { letters: Vec::new(), broken: Some(expression(rest)) }
            }
        }
    }

    /// Refuses what the server's regular expressions cannot be made of.
    pub(crate) fn check(&self) -> Result<()> {
        match &self.broken {
            None => Ok(()),
            Some(rest) => Err(Refusal::new(format!(
                "read row: parse like value: compile regex from 'like' string: error parsing regexp: invalid UTF-8: \
                 `{rest}`"
            ))),
        }
    }

    /// What every match begins with.
    pub(crate) fn prefix(&self) -> String {
        self.letters.iter().take_while(|c| !matches!(c, '*' | '?')).collect()
    }

    /// Whether a whole text matches; a wildcard stands for no line break.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut p, mut t) = (0, 0);
        let mut back: Option<(usize, usize)> = None;
        while let Some(letter) = text.get(t) {
            match self.letters.get(p) {
                Some('*') => {
                    back = Some((p, t));
                    p += 1;
                    continue;
                }
                Some('?') if *letter != '\n' => {
                    p += 1;
                    t += 1;
                    continue;
                }
                Some(wanted) if wanted == letter && *wanted != '?' => {
                    p += 1;
                    t += 1;
                    continue;
                }
                _ => {}
            }
            let Some((star, from)) = back else { return false };
            if text.get(from) == Some(&'\n') {
                return false;
            }
            back = Some((star, from + 1));
            p = star + 1;
            t = from + 1;
        }
        self.letters.get(p..).is_some_and(|rest| rest.iter().all(|c| *c == '*'))
    }
}

// As the server writes its expression, with a mark for each byte that is no text.
fn expression(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '*' => out.push_str(".*"),
                '?' => out.push('.'),
                '\\' | '.' | '+' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => {
                    out.extend(['\\', letter]);
                }
                letter => out.push(letter),
            }
        }
        out.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    out.push('$');
    out
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn bytes_that_are_no_text() {
        let why = Pattern::of_bytes(b"a\xd9*.\xff").check().unwrap_err().text;
        assert!(why.ends_with("invalid UTF-8: `\u{fffd}.*\\.\u{fffd}$`"), "{why}");
        assert!(Pattern::of_bytes("été".as_bytes()).check().is_ok());
    }

    #[test]
    fn patterns() {
        for (pattern, text, matches) in [
            ("hel*", "hello", true),
            ("hel*", "hel", true),
            ("hel?", "hel", false),
            ("h*o", "hello", true),
            ("*l?", "hello", true),
            ("hello", "hello!", false),
            ("a.c", "abc", false),
            ("*", "", true),
            ("", "a", false),
        ] {
            assert_eq!(Pattern::new(pattern).matches(text), matches, "{pattern} {text}");
        }
    }
}
