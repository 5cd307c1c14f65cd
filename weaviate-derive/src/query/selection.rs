//! The grammar of selections.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};

use super::{
    ast::{Item, Path, Select, What},
    filter::path,
    parse::Parser,
};
use crate::{arity, diag::Diagnostics, guess, token};

/// Words of a search's selection.
const METADATA: &[&str] = &[
    "id",
    "created_at",
    "updated_at",
    "score",
    "distance",
    "certainty",
    "explain_score",
    "rerank_score",
    "is_consistent",
    "generated",
    "vector",
];
/// Words of the braces after a property of an aggregate.
const METRICS: &[&str] = &[
    "count",
    "mean",
    "median",
    "mode",
    "sum",
    "min",
    "max",
    "top",
    "true_count",
    "false_count",
    "true_share",
    "false_share",
    "pointing_to",
];
/// What `*` is elsewhere.
const EVERYTHING: &str = "leave `select` out: then the answer is the whole struct";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Search,
    Aggregate,
    /// The braces after a property of an aggregate.
    Metrics,
}

/// The body of `select`.
pub(super) fn select(parser: &mut Parser<'_>, key: Ident, aggregate: bool) -> Select {
    let of = if aggregate { Of::Aggregate } else { Of::Search };
    let only = parser.at + 1 == parser.tokens.len();
    if let Some(group) = parser.group(Delimiter::Brace).filter(|_| only) {
        return Select::Items(key, braces(parser, &group, of));
    }
    if parser.at_path()
        || parser.group(Delimiter::Brace).is_some()
        || parser.group(Delimiter::Bracket).is_some()
    {
        parser.diagnostics.help(
            parser.span(),
            "a selection stands in braces",
            "write `select: { .title, .words }`",
        );
        let rest = parser.rest();
        let inner = match rest {
            [TokenTree::Group(group)] => group.stream().into_iter().collect(),
            other => other.to_vec(),
        };
        return Select::Items(key, items(&mut Parser::new(&inner, parser.end, parser.diagnostics), of));
    }
    if parser.is("*") {
        parser.diagnostics.help(parser.span(), "there is no `*`", EVERYTHING);
        return Select::Items(key, Vec::new());
    }
    if aggregate {
        let help = "write what to compute: `select: { count, .words { mean } }`";
        parser.diagnostics.help(parser.span(), "an aggregate has no rows of a type", help);
        return Select::Items(key, Vec::new());
    }
    Select::Row(key, parser.rest().to_vec())
}

fn braces(parser: &mut Parser<'_>, group: &Group, of: Of) -> Vec<Item> {
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let close = group.span_close();
    if inner.is_empty() {
        let example = match of {
            Of::Search => "`{ .title }`",
            Of::Aggregate => "`{ count }`",
            Of::Metrics => "`{ mean, max }`",
        };
        parser.diagnostics.help(
            group.span_open(),
            "nothing is selected",
            format!("write what is wanted: {example}"),
        );
    }
    items(&mut Parser::new(&inner, close, parser.diagnostics), of)
}

fn items(parser: &mut Parser<'_>, of: Of) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for part in parser.tokens.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ',')) {
        let end = part.last().map_or(parser.end, TokenTree::span);
        let mut part = Parser::new(part, end, parser.diagnostics);
        // Items need no comma to be told apart, so a missing one hides nothing.
        while !part.done() {
            let before = part.at;
            if before > 0 {
                part.diagnostics.error(part.span(), "expected `,` before this");
            }
            if let Some(item) = item(&mut part, of) {
                push(&mut items, item, &mut part);
            }
            if part.at == before {
                part.at += 1;
            }
        }
    }
    cap(&mut items, of, parser.diagnostics);
    items
}

fn push(items: &mut Vec<Item>, item: Item, parser: &mut Parser<'_>) {
    let twice = item.what.is_selected()
        && items
            .iter()
            .any(|other| other.what.is_selected() && token::plain(&other.name) == token::plain(&item.name));
    if twice {
        let message = format!("two fields of the row are called `{}`", item.name);
        parser.diagnostics.help(
            item.name.span(),
            message,
            "give one of them another name: `.title as headline`",
        );
        return;
    }
    items.push(item);
}

/// Says once that there are too many, and keeps those that can be.
fn cap(items: &mut Vec<Item>, of: Of, diagnostics: &mut Diagnostics) {
    let most = if of == Of::Search { arity::ITEMS } else { arity::METRICS };
    if let Some(item) = items.get(most) {
        let message = format!("a selection has at most {most} parts");
        diagnostics.help(item.name.span(), message, "ask for the others in a second query");
    }
    items.truncate(most);
}

fn item(parser: &mut Parser<'_>, of: Of) -> Option<Item> {
    if parser.at_path() {
        return Some(property(parser, of));
    }
    if let Some(word) = parser.ident().cloned() {
        parser.at += 1;
        let arguments = parser.group(Delimiter::Parenthesis);
        parser.at += usize::from(arguments.is_some());
        return Some(metadata(parser, word, arguments, of));
    }
    if parser.is("*") {
        parser.diagnostics.help(parser.span(), "there is no `*`", EVERYTHING);
    } else {
        let help = "write `.title` for a property, or a word such as `score`";
        parser.diagnostics.help(parser.span(), "expected something to select", help);
    }
    parser.at = parser.tokens.len();
    None
}

fn property(parser: &mut Parser<'_>, of: Of) -> Item {
    let path = path(parser);
    let name = path.last().cloned().unwrap_or_else(|| Ident::new("_gap", path.dot()));
    let unfinished = path.is_unfinished();
    let mut renamed = renaming(parser);
    let inner = match parser.group(Delimiter::Brace) {
        Some(group) => {
            parser.at += 1;
            let inside = if of == Of::Search { Of::Search } else { Of::Metrics };
            Some(braces(parser, &group, inside))
        }
        None => None,
    };
    renamed = renamed.or_else(|| renaming(parser));
    let item = |what| Item { what, name: renamed.unwrap_or_else(|| name.clone()) };
    if unfinished {
        return item(What::Dangling(path));
    }
    if of == Of::Metrics {
        parser.diagnostics.error(path.dot(), "expected a metric such as `mean`, not a property");
        return item(What::Dangling(path));
    }
    if let Some(problem) = shape(&path) {
        parser.diagnostics.help(problem.0, problem.1, problem.2);
        // A call has rules of its own, which nobody asked about.
        let called = path.steps.iter().any(|step| step.call.is_some());
        return item(if called { What::Unknown(name.clone()) } else { What::Dangling(path) });
    }
    match inner {
        Some(inner) => item(What::Nested(path, inner)),
        None if of == Of::Aggregate => {
            let message = format!("`{}` has no metrics", token::plain(&name));
            let help = format!("write which: `.{} {{ count, max }}`", token::plain(&name));
            parser.diagnostics.help(name.span(), message, help);
            item(What::Dangling(path))
        }
        None => item(What::Property(path)),
    }
}

/// Why a path cannot be selected as it is.
fn shape(path: &Path) -> Option<(Span, String, String)> {
    if let Some(step) = path.steps.iter().find(|step| step.call.is_some()) {
        let name = step.name.as_ref().map_or_else(String::new, token::plain);
        let span = step.name.as_ref().map_or(step.dot, Ident::span);
        let help = if METADATA.contains(&name.as_str()) {
            format!("write `{name}`")
        } else {
            "select the property itself".to_owned()
        };
        return Some((span, format!("`.{name}()` cannot be selected"), help));
    }
    let names: Vec<String> =
        path.steps.iter().filter_map(|step| step.name.as_ref()).map(token::plain).collect();
    let (last, outer) = names.split_last()?;
    if outer.is_empty() {
        return None;
    }
    let mut nested = format!(".{last}");
    for name in outer.iter().rev() {
        nested = format!(".{name} {{ {nested} }}");
    }
    let second = path.steps.get(1).map_or_else(|| path.dot(), |step| step.dot);
    Some((
        second,
        "what is inside a property is selected in its braces".to_owned(),
        format!("write `{nested}`"),
    ))
}

/// `as name`
fn renaming(parser: &mut Parser<'_>) -> Option<Ident> {
    let word = parser.ident().filter(|word| **word == "as")?.clone();
    parser.at += 1;
    let name = parser.ident().cloned();
    if let Some(name) = name.as_ref().and_then(token::raw) {
        parser.at += 1;
        Some(name)
    } else {
        parser.diagnostics.error(word.span(), "expected a name after `as`");
        None
    }
}

fn metadata(parser: &mut Parser<'_>, word: Ident, arguments: Option<Group>, of: Of) -> Item {
    let renamed = renaming(parser);
    let text = word.to_string();
    let named = |what: What, name: Ident| Item { what, name: renamed.unwrap_or(name) };
    match of {
        // Which metrics a property has is a question of its type: rustc answers it.
        Of::Metrics if METRICS.contains(&text.as_str()) => named(What::Word(word.clone(), arguments), word),
        _ if token::has_cursor(&word) => named(What::Word(word.clone(), None), word),
        Of::Aggregate if text == "count" => named(What::Word(word.clone(), arguments), word),
        Of::Search if text == "vector" && arguments.is_some() => {
            match vector_of(parser, arguments.as_ref()) {
                Some(path) if path.is_unfinished() => named(What::Dangling(path), word),
                Some(path) => {
                    let of = path.last().map_or_else(String::new, token::plain);
                    let name =
                        Ident::new(&format!("{of}_vector"), path.last().map_or(word.span(), Ident::span));
                    named(What::Vector(word, path), name)
                }
                None => nameless(word, named),
            }
        }
        Of::Search if METADATA.contains(&text.as_str()) => {
            if let Some(group) = &arguments {
                parser.diagnostics.error(group.span_open(), format!("`{text}` takes nothing"));
            }
            named(What::Word(word.clone(), None), word)
        }
        _ => {
            unknown(parser, &word, of);
            nameless(word, named)
        }
    }
}

/// What stands in the parentheses of `vector(.a)`.
fn vector_of(parser: &mut Parser<'_>, arguments: Option<&Group>) -> Option<Path> {
    let group = arguments?;
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut inside = Parser::new(&inner, group.span_close(), parser.diagnostics);
    if inside.at_path() {
        let path = path(&mut inside);
        if inside.done() && (path.is_unfinished() || path.steps.len() == 1 && shape(&path).is_none()) {
            return Some(path);
        }
    }
    let help = "write `vector(.name)`; several are several parts";
    parser.diagnostics.help(group.span_open(), "`vector` takes the name of one vector", help);
    None
}

/// A word that is none; the row calls it what it is called, if Rust can.
fn nameless(word: Ident, named: impl FnOnce(What, Ident) -> Item) -> Item {
    let name = token::raw(&word).unwrap_or_else(|| Ident::new("_gap", word.span()));
    named(What::Unknown(word), name)
}

fn unknown(parser: &mut Parser<'_>, word: &Ident, of: Of) {
    let known: &[&str] = match of {
        Of::Search => METADATA,
        Of::Aggregate => &["count"],
        Of::Metrics => METRICS,
    };
    let text = word.to_string();
    let help = match guess::nearest(&text, known) {
        _ if of == Of::Metrics && matches!(text.as_str(), "avg" | "average") => {
            "did you mean `mean`?".to_owned()
        }
        Some(guess) => format!("did you mean `{guess}`?"),
        None if of == Of::Metrics => guess::help(&text, known),
        None => format!("write `.{word}` for a property"),
    };
    let message = format!("there is nothing called `{word}` to select");
    parser.diagnostics.help(word.span(), message, help);
}
