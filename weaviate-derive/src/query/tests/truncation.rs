//! What the editor sends while a person types: every query of a corpus, cut at every token.
//!
//! rust-analyzer expands the text as it is, and once more with a word at the cursor. It finds what stands before a dot
//! by its place in the first expansion, so up to the cursor both must be the same.

use std::{collections::HashSet, panic::resume_unwind, thread};

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use super::{
    super::{
        ast::{Body, Else, Filter, If, Item, Operand, Order, Query, Select, Test, What},
        words,
    },
    corpus::CORPUS,
    leaves, parse, parses, tokens,
};
use crate::{diag::Diagnostics, token::MARKER};

/// What becomes of the tokens behind the cursor.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tail {
    Drop,
    Keep,
    /// The next token is not there yet.
    Hole,
}

/// A place in a query: behind the leaf, or in the group, that is the `n`th.
struct Cut {
    n: usize,
    tail: Tail,
    /// Whether the cursor's word is there.
    marked: bool,
    /// Whether the leaf before the cursor is only half written.
    half: bool,
}

impl Cut {
    fn apply(&self, input: &TokenStream) -> TokenStream {
        self.stream(input.clone(), &mut 0)
    }

    fn stream(&self, input: TokenStream, seen: &mut usize) -> TokenStream {
        let mut out = Vec::new();
        let mut tokens = input.into_iter().peekable();
        if *seen == self.n {
            // The cursor is at the beginning of a group that was just opened.
            self.cursor(&mut out, &mut tokens);
            *seen += 1;
        }
        while let Some(token) = tokens.next() {
            if *seen > self.n && self.tail == Tail::Drop {
                break;
            }
            match token {
                TokenTree::Group(group) => {
                    *seen += 1;
                    let mut inner = Group::new(group.delimiter(), self.stream(group.stream(), seen));
                    inner.set_span(group.span());
                    out.push(TokenTree::Group(inner));
                }
                leaf => {
                    *seen += 1;
                    if *seen == self.n && self.half {
                        out.push(half(&leaf, self.marked));
                        *seen += 1;
                    } else {
                        out.push(leaf);
                    }
                    if *seen == self.n {
                        self.cursor(&mut out, &mut tokens);
                        *seen += 1;
                    }
                }
            }
        }
        out.into_iter().collect()
    }

    fn cursor(
        &self,
        out: &mut Vec<TokenTree>,
        tokens: &mut std::iter::Peekable<impl Iterator<Item = TokenTree>>,
    ) {
        if self.tail == Tail::Hole {
            tokens.next();
        }
        if !self.marked {
            return;
        }
        // The cursor before a word makes one word with it.
        let joined = match (self.tail, tokens.peek()) {
            (Tail::Keep, Some(TokenTree::Ident(next))) => next.to_string().replace("r#", ""),
            _ => String::new(),
        };
        if !joined.is_empty() {
            tokens.next();
        }
        out.push(TokenTree::Ident(Ident::new(&format!("{MARKER}{joined}"), Span::call_site())));
    }
}

fn half(leaf: &TokenTree, marked: bool) -> TokenTree {
    let TokenTree::Ident(ident) = leaf else { return leaf.clone() };
    let text = ident.to_string().replace("r#", "");
    let half: String = text.chars().take(text.len().div_ceil(2)).collect();
    let half = if marked { format!("{half}{MARKER}") } else { half };
    TokenTree::Ident(Ident::new(&half, ident.span()))
}

/// How many places a query has: every leaf and every group's beginning.
fn places(input: TokenStream) -> usize {
    input
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => 1 + places(group.stream()),
            _ => 1,
        })
        .sum()
}

/// One cut, without and with the cursor's word, and what becomes of both.
struct Case {
    what: String,
    real: TokenStream,
    marked: TokenStream,
    real_expansion: TokenStream,
    marked_expansion: TokenStream,
}

impl Case {
    /// What stands before the cursor.
    fn before(&self) -> String {
        let input = leaves_text(&self.marked);
        input.find(MARKER).and_then(|at| input.get(..at)).unwrap_or_default().to_owned()
    }
}

/// Looks at every cut of a query that was not `seen` before: queries that begin alike share many.
fn cuts(text: &str, seen: &mut HashSet<(String, String)>, mut look: impl FnMut(Case)) {
    let input = tokens(text);
    for n in 1..=places(input.clone()) {
        for (tail, half) in [
            (Tail::Drop, false),
            (Tail::Keep, false),
            (Tail::Hole, false),
            (Tail::Drop, true),
            (Tail::Keep, true),
        ] {
            let at = |marked| Cut { n, tail, marked, half }.apply(&input);
            let (real, marked) = (at(false), at(true));
            let texts = (real.to_string(), marked.to_string());
            // Only words are half written.
            if !texts.1.contains(MARKER) || !seen.insert(texts) {
                continue;
            }
            let real_expansion = super::super::query(real.clone());
            let marked_expansion = super::super::query(marked.clone());
            let what = format!("{text}\n{n} {tail:?} half: {half}");
            look(Case { what, real, marked, real_expansion, marked_expansion });
        }
    }
}

/// The text up to the cursor, without a dot before it.
fn before_cursor(expansion: &TokenStream) -> Option<String> {
    let text: String = leaves_text(expansion);
    let at = text.find(MARKER)?;
    let before = text.get(..at)?;
    Some(before.strip_suffix('.').unwrap_or(before).to_owned())
}

fn leaves_text(stream: &TokenStream) -> String {
    stream.to_string().split_whitespace().collect()
}

/// Whether Rust that the person wrote is itself unfinished: it is handed on as it is.
fn has_broken_rust(query: &Query) -> bool {
    let collection: TokenStream = query.collection.iter().cloned().collect();
    let row = match &query.select {
        Some(Select::Row(_, row)) => Some(row.iter().cloned().collect::<TokenStream>()),
        _ => None,
    };
    let broken_type = |tokens: TokenStream| !tokens.is_empty() && syn::parse2::<syn::Type>(tokens).is_err();
    let items = match &query.select {
        Some(Select::Items(_, items)) => items.as_slice(),
        _ => &[],
    };
    broken_type(collection)
        || broken_items(items)
        || row.is_some_and(broken_type)
        || query.clauses.iter().any(|clause| match &clause.body {
            Body::Rust(tokens) | Body::Borrowed(tokens) => broken(tokens),
            Body::Filter(filter) => broken_filter(filter),
            Body::Word(_, Some(arguments)) => broken(&[TokenTree::Group(arguments.clone())]),
            Body::Sort(orders) => {
                orders.iter().any(|order| matches!(order, Order::Rust(tokens) if broken(tokens)))
            }
            Body::On(list) | Body::Joined(_, list) => {
                list.iter().any(|one| one.weight.as_ref().is_some_and(|(_, weight)| broken(weight)))
            }
            Body::PerTarget(list) => list.iter().any(|one| broken(&one.vector)),
            Body::Part(word, rest) => {
                let part: Vec<TokenTree> =
                    std::iter::once(TokenTree::Ident(word.clone())).chain(rest.iter().cloned()).collect();
                broken(&part)
            }
            _ => false,
        })
}

fn broken_items(items: &[Item]) -> bool {
    items.iter().any(|item| match &item.what {
        What::Word(_, Some(arguments)) => broken(&[TokenTree::Group(arguments.clone())]),
        What::Nested(_, inner) => broken_items(inner),
        _ => false,
    })
}

fn broken(tokens: &[TokenTree]) -> bool {
    let tokens: TokenStream = tokens.iter().cloned().collect();
    syn::parse2::<syn::Expr>(tokens.clone()).is_err()
        || leaves(tokens).iter().any(|leaf| leaf.to_string() == "_")
}

fn broken_filter(filter: &Filter) -> bool {
    match filter {
        Filter::Rust(tokens) => broken(tokens),
        Filter::Test(path, test) => {
            path.steps.iter().any(|step| {
                step.call.as_ref().is_some_and(|call| {
                    let call: Vec<TokenTree> = vec![TokenTree::Group(call.clone())];
                    broken(&call)
                })
            }) || matches!(test, Test::Operator(_, Operand::Rust(tokens)) if broken(tokens))
        }
        Filter::Not(_, inner) => broken_filter(inner),
        Filter::Join(_, _, left, right) => broken_filter(left) || broken_filter(right),
        Filter::If(inner) => broken_if(inner),
        Filter::Gap => false,
    }
}

fn broken_if(conditional: &If) -> bool {
    let condition: TokenStream = conditional.condition.iter().cloned().collect();
    let whole: TokenStream =
        if condition.is_empty() { quote::quote!(true) } else { quote::quote!(if #condition {}) };
    syn::parse2::<syn::Expr>(whole).is_err()
        || broken_filter(&conditional.then)
        || match &conditional.otherwise {
            Else::None => false,
            Else::Block(_, _, filter) => broken_filter(filter),
            Else::If(_, next) => broken_if(next),
        }
}

/// What the cursor follows where a person can only write punctuation, besides the keys of clauses: nothing is offered
/// there.
const CLOSED: &[&str] = &[
    // Where a body begins with a bracket or brace.
    ",on:",
    "grouped_on:",
    // Where a property begins, with its dot.
    "on:[",
    "^2,",
    "^2.5,",
    "on:[.title,",
    "near_vector:{",
    "vector:{",
    "sum(.text,",
    "average(.text,",
    "minimum(.text,",
    "average(.text,.look,",
    "(.text*0.3,",
    "(.text*1,",
    "{.text:[1.0],",
    "{.text:[a,b],",
    "{.text:a,",
    "select:{.title,vector(",
    // After a property that only punctuation follows.
    "on:[.title",
    "on:.title",
    "on:.author",
    "on:.author.name",
    ".summary",
    ".title^2.5,.a",
    "target:.embedding",
    "target:.text",
    "target:.picture",
    "target:.look",
    "(.embedding",
    "group_by:.slug",
    "group_by:.category",
    "rerank:.title",
    "rerank:.author",
    "rerank:.author.name",
    "sum(.text",
    "average(.text",
    "minimum(.text",
    "weighted(.text",
    "relative(.text",
    "(.text,.look",
    "(.text,.look,.sound",
    ",.look",
    "{.text",
    "desc",
    "asc",
    "is_null()",
    // A weight of a list that is not one yet.
    "(.text*",
    "(.text*0.3",
    "(.text*1",
    // In the middle of an operator or a path.
    "&",
    "|",
    "::",
    "crate:",
    "crate=",
    "crate=:",
    "crate=::w",
];

/// Whether only punctuation can follow.
fn is_closed(before: &str) -> bool {
    let keys = [false, true].into_iter().flat_map(words::table).map(|word| word.name);
    CLOSED.iter().any(|closed| before.ends_with(closed))
        // An aggregate has no rows by a type's name.
        || before.starts_with("aggregate") && before.ends_with(",select:")
        || keys
            .into_iter()
            .any(|key| before.strip_suffix(key).is_some_and(|before| before.ends_with(',')))
}

/// How much was looked at.
#[derive(Debug, Default)]
struct Seen {
    cuts: usize,
    excused: usize,
    dots: usize,
    found: usize,
}

impl Seen {
    fn look(&mut self, case: &Case) {
        self.cuts += 1;
        self.expands(case);
        self.moves_nothing(case);
        self.is_found(case);
    }

    fn expands(&mut self, case: &Case) {
        let Case { what, real, marked, real_expansion, marked_expansion } = case;
        for (input, expansion, text) in [(real, real_expansion, true), (marked, marked_expansion, false)] {
            if parses(expansion) {
                continue;
            }
            let query = parse::query(input.clone(), &mut Diagnostics::new());
            assert!(has_broken_rust(&query), "{what}\n{input}\n{expansion}");
            // A word between two tokens of Rust is never Rust; of the text as it is only few cuts are not.
            self.excused += usize::from(text);
        }
    }

    fn moves_nothing(&mut self, case: &Case) {
        if !case.before().ends_with('.') {
            return;
        }
        self.dots += 1;
        let Case { what, marked, marked_expansion, .. } = case;
        let Some(before) = before_cursor(marked_expansion) else {
            panic!("the cursor is lost\n{what}\n{marked}\n{marked_expansion}")
        };
        let real = leaves_text(&case.real_expansion);
        assert!(real.starts_with(&before), "{what}\n{marked}\n{marked_expansion}\n{real}");
    }

    /// Where nothing closes it, the cursor's word is in the expansion: else nothing could be offered.
    fn is_found(&mut self, case: &Case) {
        if leaves_text(&case.marked_expansion).contains(MARKER) {
            self.found += 1;
            return;
        }
        let before = case.before();
        assert!(is_closed(&before), "{}\n{}", case.what, case.marked);
    }
}

#[test]
fn every_cut_expands_and_the_cursor_stays() {
    assert!(CORPUS.len() >= 80, "{}", CORPUS.len());
    let seen: Vec<Seen> = thread::scope(|scope| {
        let parts = [0, 1].map(|part| {
            scope.spawn(move || {
                let (mut seen, mut known) = (Seen::default(), HashSet::new());
                for text in CORPUS.iter().skip(part).step_by(2) {
                    cuts(text, &mut known, |case| seen.look(&case));
                }
                seen
            })
        });
        parts.into_iter().map(|part| part.join().unwrap_or_else(|why| resume_unwind(why))).collect()
    });
    let sum = |of: fn(&Seen) -> usize| seen.iter().map(of).sum::<usize>();
    let cuts = sum(|seen| seen.cuts);
    assert!(cuts > 5000, "{seen:?}");
    assert!(sum(|seen| seen.excused) * 10 < cuts, "{seen:?}");
    assert!(sum(|seen| seen.dots) > 500 && sum(|seen| seen.found) > 3500, "{seen:?}");
}
