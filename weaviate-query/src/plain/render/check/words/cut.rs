//! What a tokenization leaves of a text, as far as that is certain (1.39.0).
//!
//! | tokenization | words | stop words |
//! |---|---|---|
//! | `word` | runs of letters and digits, in lower case | dropped |
//! | `lowercase`, `whitespace` | runs without white space | kept |
//! | `field` | the whole text, also an empty one | kept |
//! | `trigram` | all runs of three letters or digits, whatever stands between them | kept |
//! | `gse`, `gse_ch`, `kagome_ja`, `kagome_kr` | found with a dictionary, `😂` too: of an empty text none | kept |

use crate::plain::schema::{CollectionDef, FieldDef, Tokenization};

/// How the text of one property is cut.
pub(super) struct Cut<'a> {
    pub(super) tokenization: Tokenization,
    field: &'a FieldDef,
    owner: &'a CollectionDef,
}

/// Why nothing is left of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It has no words: of what they would be.
    Nothing(&'static str),
    /// Its words are these, all of them stop words.
    Stop(Vec<String>),
}

impl<'a> Cut<'a> {
    pub(super) fn of(field: &'a FieldDef, owner: &'a CollectionDef) -> Self {
        // What a server does where nothing is declared.
        Self { tokenization: field.tokenization.unwrap_or(Tokenization::Word), field, owner }
    }

    /// Why nothing is left of the text, if nothing is.
    pub(super) fn lost(&self, text: &str) -> Option<Lost> {
        let nothing = |is: bool| is.then(|| Lost::Nothing(self.keeps()));
        match self.tokenization {
            Tokenization::Field => None,
            Tokenization::Lowercase | Tokenization::Whitespace => nothing(text.trim().is_empty()),
            Tokenization::Trigram => nothing(text.chars().filter(|c| is_letter(*c)).count() < 3),
            Tokenization::Word => {
                let mut words = pieces(text, |c| !is_letter(c)).map(str::to_lowercase).peekable();
                if words.peek().is_none() {
                    return nothing(true);
                }
                let words: Option<Vec<String>> =
                    words.map(|word| self.is_stop_word(&word).then_some(word)).collect();
                words.map(Lost::Stop)
            }
            Tokenization::Gse | Tokenization::GseCh => nothing(text.chars().all(|c| c == ' ')),
            Tokenization::KagomeJa | Tokenization::KagomeKr => nothing(matches!(text, "" | " ")),
        }
    }

    /// The parts that a pattern is cut into and what a word may have in it, if the pattern is cut or empty.
    pub(super) fn parts<'p>(&self, pattern: &'p str) -> Option<(Vec<&'p str>, &'static str)> {
        let separates: fn(char) -> bool = match self.tokenization {
            Tokenization::Word => |c| !is_letter(c) && !matches!(c, '*' | '?'),
            Tokenization::Lowercase | Tokenization::Whitespace => char::is_whitespace,
            // A whole text has blanks, too; the others have no `like`.
            _ => return None,
        };
        (pattern.is_empty() || pattern.contains(separates))
            .then(|| (pieces(pattern, separates).collect(), self.keeps()))
    }

    /// What the words are.
    const fn keeps(&self) -> &'static str {
        match self.tokenization {
            Tokenization::Word => "letters and digits",
            Tokenization::Lowercase | Tokenization::Whitespace => "what stands between white space",
            Tokenization::Trigram => "runs of three letters or digits",
            Tokenization::Field => "the text as it is",
            Tokenization::Gse | Tokenization::GseCh | Tokenization::KagomeJa | Tokenization::KagomeKr => {
                "words of a dictionary"
            }
        }
    }

    /// Whether the server leaves a word out, by the list of the property or that of the collection.
    fn is_stop_word(&self, word: &str) -> bool {
        let analyzer = self.field.analyzer.and_then(|analyzer| analyzer.stopword_preset);
        if let Some(preset) = analyzer {
            return self.preset(preset).contains(&word);
        }
        let Some(declared) = &self.owner.inverted.stopwords else { return ENGLISH.contains(&word) };
        let preset = declared.preset.map_or(ENGLISH, |preset| self.preset(preset));
        !declared.removals.contains(&word) && (preset.contains(&word) || declared.additions.contains(&word))
    }

    /// The list of this name: the collection's own, or one of the server's two.
    fn preset(&self, name: &str) -> &'static [&'static str] {
        let own = self.owner.inverted.stopword_presets.iter().find(|(own, _)| *own == name);
        own.map_or(if name == "en" { ENGLISH } else { &[] }, |(_, words)| words)
    }
}

/// Nearly what a server holds for a letter or digit: a vowel sign that is a mark to it is a letter here, which refuses less.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

fn pieces(text: &str, separates: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(separates).filter(|piece| !piece.is_empty())
}

/// The preset `en` of a server, which counts where nothing is declared (1.39.0).
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no",
    "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to",
    "was", "will", "with",
];
