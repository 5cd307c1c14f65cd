//! What the editor sends while a person types: every query of a corpus, cut at every token.
//!
//! rust-analyzer expands the text as it is, and once more with a word at the cursor. It finds what stands before a dot
//! by its place in the first expansion, so up to the cursor both must be the same.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use super::super::ast::{Body, Else, Filter, If, Item, Operand, Order, Query, Select, Test, What};
use super::{leaves, parse, parses, tokens};
use crate::diag::Diagnostics;
use crate::token::MARKER;

pub(super) const CORPUS: &[&str] = &[
    "Article",
    "Article, limit: 10, offset: 20",
    "Article, limit: f::<A, B>(x), after: |a, b| a",
    "crate::blog::Article, filter: .title == \"x\"",
    "Article, filter: .words >= 3 && .public",
    "Article, filter: !.words == -3 || !(.public)",
    "Article, filter: (.a == 1 || .b == 2) && .c",
    "Article, filter: .author.name like \"x*\" && .category.name.len() > 2",
    "Article, filter: .summary.is_null() || .place.within(p, 3.0)",
    "Article, filter: .tags contains_any [\"a\", \"b\"], limit: 3",
    "Article, filter: .words in 1..=5 && .slug in []",
    "Article, filter: if let Some(m) = min { .words >= m } && .public",
    "Article, filter: if a { .b == 1 } else if c { .d } else { .e like x }, limit: 1",
    "Article, filter: mine && other.clone() || f(x)",
    "Article, filter: .type == r#type && .published >= since",
    "Article, sort: .words desc, limit: 3",
    "Article, sort: [.words desc, .title asc, .created_at()], limit: 3",
    "Article, after: id, limit: 10",
    "Article, bm25: \"rust\", on: [.title ^ 2, .summary], operator: or(2)",
    "Article, hybrid: \"rust\", alpha: 0.7, vector: embed(\"rust\"), limit: 3",
    "Article, near_vector: v, target: .embedding, distance: 0.3",
    "Article, near_object: id, certainty: 1",
    "Article, select: { .title, .words }",
    "Article, select: { .title as headline, .author { .name, .city { .zip } }, id }",
    "Article, select: { .embedding as v, created_at }, limit: 3",
    "Article, bm25: q, select: { .title, score, .category { .name, id } }",
    "Article, select: Card",
    "Article, select: my::Card, limit: 3",
    "aggregate Article, select: { count }",
    "aggregate Article, filter: .tags contains_any [\"a\"], group_by: .slug, select: { count, .words { mean, max } }",
    "aggregate Article, near_vector: v, object_limit: 100, select: { .words { top(5) as five, mode }, count as n }",
    "crate = ::w, Article, filter: .a == 1 && .b == x, select: { .c }",
    "Article, hybrid: \"rust async runtimes\", alpha: 0.7, vector: embed(q), on: [.title ^ 2, .summary], \
     filter: .published >= since && .category.name like \"Prog*\" && if let Some(m) = min { .words >= m }, \
     limit: 10, select: { .title, .author { .name }, score }",
];

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

/// Every cut of the corpus: its description, and the text without and with the cursor's word.
fn cuts() -> Vec<(String, TokenStream, TokenStream)> {
    let mut cuts = Vec::new();
    for text in CORPUS {
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
                // Only words are half written.
                if leaves_text(&marked).contains(MARKER) {
                    cuts.push((format!("{text}\n{n} {tail:?} half: {half}"), real, marked));
                }
            }
        }
    }
    cuts
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
            Body::On(list) => {
                list.iter().any(|one| one.weight.as_ref().is_some_and(|(_, weight)| broken(weight)))
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

#[test]
fn every_cut_expands() {
    let cuts = cuts();
    assert!(cuts.len() > 2000, "{}", cuts.len());
    let (all, mut excused) = (cuts.len(), 0);
    for (what, real, marked) in cuts {
        for (input, text) in [(real, true), (marked, false)] {
            let expansion = super::super::query(input.clone());
            if parses(&expansion) {
                continue;
            }
            let query = parse::query(input.clone(), &mut Diagnostics::new());
            assert!(has_broken_rust(&query), "{what}\n{input}\n{expansion}");
            // A word between two tokens of Rust is never Rust; of the text as it is only few cuts are not.
            excused += usize::from(text);
        }
    }
    assert!(excused * 10 < all, "{excused} of {all}");
}

#[test]
fn the_cursor_moves_nothing() {
    let mut dots = 0;
    for (what, real, marked) in cuts() {
        let input = leaves_text(&marked);
        let after_dot =
            input.find(MARKER).and_then(|at| input.get(..at)).is_some_and(|before| before.ends_with('.'));
        if !after_dot {
            continue;
        }
        dots += 1;
        let expansion = super::super::query(marked.clone());
        let Some(before) = before_cursor(&expansion) else {
            panic!("the cursor is lost\n{what}\n{marked}\n{expansion}")
        };
        let real = leaves_text(&super::super::query(real));
        assert!(real.starts_with(&before), "{what}\n{marked}\n{expansion}\n{real}");
    }
    assert!(dots > 150, "{dots}");
}

/// What the cursor follows where a person can only write punctuation: nothing is offered there.
const CLOSED: &[&str] = &[
    // Between a key and its colon, and where a body begins with a bracket or brace.
    ",limit",
    ",offset",
    ",filter",
    ",sort",
    ",select",
    ",after",
    ",bm25",
    ",hybrid",
    ",near_vector",
    ",near_object",
    ",on",
    ",on:",
    ",operator",
    ",alpha",
    ",vector",
    ",target",
    ",distance",
    ",certainty",
    ",after",
    ",group_by",
    ",object_limit",
    "aggregateArticle,select:",
    "group_by:.slug,select:",
    "object_limit:100,select:",
    // Where a property begins, with its dot.
    "on:[",
    "on:[.title^2,",
    // After a property that only punctuation follows.
    "on:[.title",
    ".summary",
    "target:.embedding",
    "(.embedding",
    "group_by:.slug",
    "desc",
    "asc",
    "is_null()",
    // In the middle of an operator or a path.
    "&",
    "|",
    "::",
    "crate:",
    "crate=",
    "crate=:",
    "crate=::w",
];

/// Elsewhere the cursor's word is in the expansion: else nothing could be offered.
#[test]
fn the_cursor_is_found() {
    let mut found = 0;
    for (what, _, marked) in cuts() {
        let input = leaves_text(&marked);
        let before = input.find(MARKER).and_then(|at| input.get(..at)).unwrap_or_default();
        if leaves_text(&super::super::query(marked.clone())).contains(MARKER) {
            found += 1;
            continue;
        }
        assert!(CLOSED.iter().any(|closed| before.ends_with(closed)), "{what}\n{marked}");
    }
    assert!(found > 1500, "{found}");
}
