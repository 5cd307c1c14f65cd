//! Clauses that contradict each other, or need one another, where the words alone show it.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::super::{
    ast::{Body, Clause, Query},
    words,
};
use crate::{diag::Diagnostics, token};

/// All clauses of a question.
pub(super) fn check(query: &Query, diagnostics: &mut Diagnostics) {
    let find = |key: &str| query.clauses().find(|clause| clause.key == key);
    if let (Some(_), Some(certainty)) = (find("distance"), find("certainty")) {
        say(
            certainty,
            "`distance` and `certainty` both say where to stop",
            "remove one of the two",
            diagnostics,
        );
    }
    if query.aggregate {
        // Without `select` it is not finished, which is said already.
        if query.select.is_some() {
            numbers(query, diagnostics);
        }
        return;
    }
    let asks = find("prompt").or_else(|| find("grouped_task"));
    if let (None, Some(provider)) = (asks, find("provider")) {
        let help = "add `prompt: \"…\"` or `grouped_task: \"…\"`";
        say(provider, "a `provider` writes nothing by itself", help, diagnostics);
    } else if let (None, Some(on)) = (find("grouped_task"), find("grouped_on"))
        && matches!(&on.body, Body::On(list) if !list.is_empty() && list.iter().all(|of| !of.broken))
    {
        let help = "add `grouped_task: \"…\"`";
        say(on, "`grouped_on` says what a `grouped_task` reads, and there is none", help, diagnostics);
    }
    if let Some(sort) = find("sort") {
        let writing = find("prompt").or_else(|| find("grouped_task"));
        let model = "a language model reads results in their own order: it takes no `sort`";
        if writing.is_some() {
            say(sort, model, "remove `sort`, or ask the model about the results of a search", diagnostics);
        } else if find("boost").is_some() {
            say(
                sort,
                "a `boost` orders the results itself: it takes no `sort`",
                "remove one of the two",
                diagnostics,
            );
        }
    }
    if let (Some(diversity), Some(limit)) = (find("diversity"), find("limit"))
        && let (Some(chosen), Some(most)) = (of_mmr(&diversity.body), literal(rust(&limit.body)))
        && chosen > most
    {
        let message = format!("`diversity` chooses {chosen} objects out of a `limit` of {most}");
        say(diversity, &message, "raise `limit`, or choose fewer", diagnostics);
    }
}

/// A question for numbers: one vector, and an end to what is looked at.
fn numbers(query: &Query, diagnostics: &mut Diagnostics) {
    let find = |key: &str| query.clauses().find(|clause| clause.key == key);
    let Some(search) = query.clauses().find(|clause| words::is_search(&clause.key)) else { return };
    if let Some(Clause { body: Body::Joined(word, list), place, .. }) = find("target")
        && list.len() > 1
    {
        diagnostics.turn_to(*place);
        let help = "name one: `target: .embedding`";
        diagnostics.help(word.span(), "an aggregate looks at one vector: there is nothing to join", help);
        return;
    }
    if search.key == "hybrid" {
        let wordless = matches!(search.body, Body::None(_)) || find("alpha").is_some_and(is_one);
        // A server finds an end by itself where a vector is given and words are searched too.
        let without = match find("vector").map(|vector| &vector.body) {
            Some(Body::Part(word, _)) if word == "near_vector" => return,
            None | Some(Body::Part(..)) => "a vector of its own",
            Some(_) if wordless => "words",
            Some(_) => return,
        };
        // That a vector is missing is said by its type.
        if find("object_limit").is_none() && !(wordless && without != "words") {
            let message =
                format!("an aggregate over a `hybrid` without {without} needs to know where to stop");
            say(search, &message, "add `object_limit: 100`", diagnostics);
        }
        return;
    }
    if !search.key.to_string().starts_with("near_") {
        return;
    }
    let ends = ["object_limit", "distance", "certainty"];
    if !ends.iter().any(|end| find(end).is_some()) {
        let message = format!("an aggregate over `{}` needs to know where to stop", search.key);
        say(search, &message, "add `object_limit: 100` or `distance: 0.3`", diagnostics);
    }
}

fn say(at: &Clause, message: &str, help: &str, diagnostics: &mut Diagnostics) {
    diagnostics.turn_to(at.place);
    diagnostics.help(at.key.span(), message, help);
}

fn rust(body: &Body) -> &[TokenTree] {
    match body {
        Body::Rust(tokens) => tokens,
        _ => &[],
    }
}

/// `10`
fn literal(tokens: &[TokenTree]) -> Option<u64> {
    match tokens {
        [TokenTree::Literal(number)] => {
            number.to_string().replace('_', "").trim_end_matches("u32").parse().ok()
        }
        _ => None,
    }
}

/// `alpha: 1`, which searches no words.
fn is_one(alpha: &Clause) -> bool {
    match &alpha.body {
        Body::Float(tokens) | Body::Rust(tokens) => match tokens.as_slice() {
            [TokenTree::Literal(number)] => number
                .to_string()
                .trim_end_matches("f32")
                .parse()
                .is_ok_and(|alpha: f64| (alpha - 1.0).abs() < f64::EPSILON),
            _ => false,
        },
        _ => false,
    }
}

/// The number in `Diversity::mmr(10)`, whatever follows.
fn of_mmr(body: &Body) -> Option<u64> {
    let is_mmr = |name: &Ident| token::plain(name) == "mmr";
    rust(body).windows(2).find_map(|pair| match pair {
        [TokenTree::Ident(name), TokenTree::Group(group)]
            if is_mmr(name) && group.delimiter() == Delimiter::Parenthesis =>
        {
            literal(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => None,
    })
}
