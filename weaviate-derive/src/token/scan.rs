//! Where values end: Rust tokens in their order, without parsing them.

use proc_macro2::TokenTree;

use super::glue::glued;

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Compare {
    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::Gt => "gt",
            Self::Ge => "ge",
        }
    }

    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Eq => "==",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
        }
    }

    /// The operator with its sides exchanged.
    pub(crate) fn turned(self) -> Self {
        match self {
            Self::Lt => Self::Gt,
            Self::Le => Self::Ge,
            Self::Gt => Self::Lt,
            Self::Ge => Self::Le,
            same => same,
        }
    }

    pub(crate) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "==" => Self::Eq,
            "!=" => Self::Ne,
            "<" => Self::Lt,
            "<=" => Self::Le,
            ">" => Self::Gt,
            ">=" => Self::Ge,
            _ => return None,
        })
    }
}

/// What a token means where it stands. Everything inside `::<…>` and closure parameters is `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    And,
    Or,
    Compare(Compare),
    Assign,
    Comma,
    Semi,
    Other,
}

/// What came before.
#[derive(Default, PartialEq, Eq)]
enum Previous {
    #[default]
    Other,
    Colons,
}

/// Walks over Rust tokens and knows whether a value is expected or has just ended.
pub(crate) struct Scan {
    value_expected: bool,
    angles: usize,
    closure: bool,
    cast: bool,
    previous: Previous,
}

impl Scan {
    /// At the beginning of a value.
    pub(crate) fn new() -> Self {
        Self { value_expected: true, angles: 0, closure: false, cast: false, previous: Previous::Other }
    }

    /// Whether the next token begins a value.
    pub(crate) fn value_expected(&self) -> bool {
        self.value_expected && !self.enclosed()
    }

    /// Whether the parameters of a closure are open.
    pub(crate) fn in_closure(&self) -> bool {
        self.closure
    }

    /// Whether a comma here belongs to `::<…>` or to the parameters of a closure.
    pub(crate) fn enclosed(&self) -> bool {
        self.closure || self.angles > 0
    }

    /// Goes past the token at `at`: what it was, and how many tokens it took.
    pub(crate) fn step(&mut self, tokens: &[TokenTree], at: usize) -> (Kind, usize) {
        let after_colons = std::mem::take(&mut self.previous) == Previous::Colons;
        match tokens.get(at) {
            None => (Kind::Other, 1),
            Some(TokenTree::Punct(_)) => self.punct(tokens, at, after_colons),
            Some(TokenTree::Ident(word)) => {
                let word = word.to_string();
                self.cast = word == "as" || (self.cast && after_colons) || (self.cast && self.value_expected);
                self.value_expected = word == "as" || expects_value(&word);
                (Kind::Other, 1)
            }
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) => {
                self.value_expected = false;
                self.cast = false;
                (Kind::Other, 1)
            }
        }
    }

    fn punct(&mut self, tokens: &[TokenTree], at: usize, after_colons: bool) -> (Kind, usize) {
        let (sign, len) = glued(tokens, at);
        if self.angles > 0 {
            return self.angle(sign, len);
        }
        if self.closure {
            self.closure = sign != "|";
            return (Kind::Other, len);
        }
        let expected = std::mem::replace(&mut self.value_expected, true);
        let opens = after_colons || expected || self.cast;
        if sign != "::" {
            self.cast = false;
        }
        let kind = match sign {
            "::" => {
                self.previous = Previous::Colons;
                Kind::Other
            }
            "<" | "<<" if opens => {
                self.angles = len;
                Kind::Other
            }
            "|" if expected => {
                self.closure = true;
                Kind::Other
            }
            "&&" if !expected => Kind::And,
            "||" if !expected => Kind::Or,
            "=" => Kind::Assign,
            "," => Kind::Comma,
            ";" => Kind::Semi,
            "?" => {
                self.value_expected = false;
                Kind::Other
            }
            sign => Compare::of(sign).map_or(Kind::Other, Kind::Compare),
        };
        (kind, len)
    }

    fn angle(&mut self, sign: &str, len: usize) -> (Kind, usize) {
        let len = match sign {
            "<" | "<<" => {
                self.angles += len;
                len
            }
            // `>>`, `>=` and `>>=` close one level at a time.
            _ if sign.starts_with('>') => {
                self.angles -= 1;
                self.value_expected = false;
                1
            }
            _ => len,
        };
        (Kind::Other, len)
    }
}

/// Words after which a value begins.
fn expects_value(word: &str) -> bool {
    matches!(
        word,
        "move"
            | "return"
            | "in"
            | "else"
            | "if"
            | "match"
            | "while"
            | "break"
            | "async"
            | "mut"
            | "let"
            | "unsafe"
    )
}
