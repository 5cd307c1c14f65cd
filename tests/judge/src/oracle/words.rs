//! How text is cut, and what a pattern finds.

use crate::world::{Cut, STOP_WORDS};

/// The tokens of a text.
pub(super) fn tokens(cut: Cut, text: &str) -> Vec<String> {
    match cut {
        Cut::Word => text
            .to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        Cut::Lowercase => text.to_lowercase().split_whitespace().map(str::to_owned).collect(),
        Cut::Whitespace => text.split_whitespace().map(str::to_owned).collect(),
        Cut::Field => vec![text.trim().to_owned()],
        Cut::Trigram => {
            let letters: Vec<char> = text.to_lowercase().chars().filter(|l| l.is_alphanumeric()).collect();
            letters.windows(3).map(|three| three.iter().collect()).collect()
        }
    }
}

/// The tokens of what is looked for: stop words are dropped where text is cut into words.
pub(super) fn wanted(cut: Cut, text: &str) -> Vec<String> {
    let mut tokens = tokens(cut, text);
    if cut == Cut::Word {
        tokens.retain(|token| !STOP_WORDS.contains(&token.as_str()));
    }
    tokens
}

/// Whether all of a text is what the pattern says: `*` any characters, `?` one.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    // `reach[j]`: the pattern so far takes the first j characters.
    let mut reach = vec![false; text.len() + 1];
    reach[0] = true;
    for letter in pattern {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            next[at] = match letter {
                '*' => reach[at] || at > 0 && next[at - 1],
                '?' => at > 0 && reach[at - 1],
                letter => at > 0 && reach[at - 1] && text[at - 1] == letter,
            };
        }
        reach = next;
    }
    reach[text.len()]
}

#[cfg(test)]
mod tests {
    use super::{Cut, fits, tokens, wanted};

    #[test]
    fn text_is_cut_as_the_documentation_of_tokenizations_says() {
        let text = "Hello, (beautiful) world";
        assert_eq!(tokens(Cut::Word, text), ["hello", "beautiful", "world"]);
        assert_eq!(tokens(Cut::Lowercase, text), ["hello,", "(beautiful)", "world"]);
        assert_eq!(tokens(Cut::Whitespace, text), ["Hello,", "(beautiful)", "world"]);
        assert_eq!(tokens(Cut::Field, text), [text]);
        assert_eq!(tokens(Cut::Trigram, "Hello"), ["hel", "ell", "llo"]);
        assert_eq!(wanted(Cut::Word, "the whale"), ["whale"]);
        assert_eq!(wanted(Cut::Lowercase, "the whale"), ["the", "whale"]);
    }

    #[test]
    fn patterns_hold_for_the_whole_text() {
        assert!(fits("wh*", "whale") && fits("*", "") && fits("?ed", "red") && fits("*a*e", "whale"));
        assert!(!fits("wh", "whale") && !fits("?ed", "ed") && !fits("R*", "red"));
    }
}
