//! The patterns of `Like`: `*` for any letters, `?` for one.

/// A pattern for one token.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    letters: Vec<char>,
}

impl Pattern {
    pub(crate) fn new(pattern: &str) -> Self {
        Self { letters: pattern.chars().collect() }
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

#[cfg(test)]
mod tests {
    use super::Pattern;

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
