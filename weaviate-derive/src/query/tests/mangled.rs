//! Nonsense: whatever the tokens are, the macros answer, and with Rust unless the Rust in them is broken.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{
    super::{filter, query, sort},
    corpus::CORPUS,
    tokens,
};
use crate::collection::{self, Kind};

const STRUCTS: &[&str] = &[
    "#[weaviate(name = \"A\", inverted(null_state, bm25(k1 = 1, b = 2)), multi_tenant(auto_create), crate = ::w)]
     pub struct Article { #[weaviate(id)] id: Uuid, #[weaviate(tokenization = field, default = f(1))] title: String,
        #[weaviate(vector(distance = dot, index = hnsw(ef = 3)))] v: Vector<3>, #[weaviate(meta(a = \"b\"))] w: Option<i64> }",
    "#[weaviate(from = Article)] struct Card { title: String, #[weaviate(path = a.b)] a: i64, #[weaviate(score)] s: f32 }",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// A few tokens are left out, doubled, exchanged or put inside a group.
fn mangle(input: TokenStream, dice: &mut Dice) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in input {
        let token = match token {
            TokenTree::Group(group) if dice.roll(3) > 0 => {
                TokenTree::Group(Group::new(group.delimiter(), mangle(group.stream(), dice)))
            }
            other => other,
        };
        match dice.roll(40) {
            0 => {}
            1 => out.extend([token.clone(), token]),
            2 => {
                let before = out.pop();
                out.push(token);
                out.extend(before);
            }
            3 => {
                let delimiters =
                    [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None];
                let delimiter = delimiters.get(dice.roll(4)).copied().unwrap_or(Delimiter::None);
                out.push(TokenTree::Group(Group::new(delimiter, token.into())));
            }
            4 => out.extend(tokens(
                [". ", ",", "&&", "|", "<", ":", "as", "if", "!"].get(dice.roll(9)).unwrap_or(&""),
            )),
            _ => out.push(token),
        }
    }
    out.into_iter().collect()
}

#[test]
fn queries() {
    let mut dice = Dice(1);
    for text in CORPUS {
        for _ in 0..60 {
            let input = mangle(tokens(text), &mut dice);
            for out in [query(input.clone()), filter(input.clone()), sort(input)] {
                let mut trees = out.into_iter();
                assert!(matches!(trees.next(), Some(TokenTree::Group(_))) && trees.next().is_none());
            }
        }
    }
}

#[test]
fn structs() {
    let mut dice = Dice(2);
    for text in STRUCTS {
        for _ in 0..600 {
            let input = mangle(tokens(text), &mut dice);
            for out in [
                collection::derive(Kind::Collection, input.clone()),
                collection::derive(Kind::Object, input.clone()),
                crate::select::derive(input),
            ] {
                assert!(!out.is_empty());
            }
        }
    }
}
