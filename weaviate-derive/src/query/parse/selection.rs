//! The grammar of selections.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use super::{
    super::{
        ast::{Dangling, Item, Path, Select, What},
        words,
    },
    cursor::Parser,
    path::path,
};
use crate::{guess, token};

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
                if !part.at_path() && !part.ident().is_some_and(selectable) {
                    break;
                }
            }
            items.extend(item(&mut part, of));
            if part.at == before {
                part.at += 1;
            }
        }
    }
    items
}

/// Whether a word is one of a selection, or may become one.
fn selectable(word: &Ident) -> bool {
    let known = words::METADATA.iter().chain(words::METRICS);
    token::has_cursor(word) || known.into_iter().any(|name| word == name)
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
    let (what, unused) = match (unselected(&path, of, inner.is_some()), called(&path), inner) {
        (Some(why), _, inner) => (What::Dangling(path, why), inner.unwrap_or_default()),
        (None, Some(called), inner) => (What::Called(called), inner.unwrap_or_default()),
        (None, None, Some(inner)) => (What::Nested(path, inner), Vec::new()),
        (None, None, None) => (What::Property(path), Vec::new()),
    };
    Item { what, name: renamed.unwrap_or(name), unused, place: parser.diagnostics.place() }
}

/// Why nothing is selected by a path, if so.
fn unselected(path: &Path, of: Of, braces: bool) -> Option<Dangling> {
    if path.is_unfinished() {
        Some(Dangling::Unfinished)
    } else if of == Of::Metrics {
        Some(Dangling::InMetrics)
    } else if called(path).is_some() {
        None
    } else if path.steps.len() > 1 {
        Some(Dangling::Deep)
    } else {
        (of == Of::Aggregate && !braces).then_some(Dangling::NoMetrics)
    }
}

/// What a path calls, if it calls anything.
fn called(path: &Path) -> Option<Ident> {
    path.steps.iter().find(|step| step.call.is_some()).and_then(|step| step.name.clone())
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
    let place = parser.diagnostics.place();
    let named =
        |what: What, name: Ident| Item { what, name: renamed.unwrap_or(name), unused: Vec::new(), place };
    match of {
        // Which metrics a property has is a question of its type: rustc answers it.
        Of::Metrics if words::METRICS.contains(&text.as_str()) => {
            named(What::Word(word.clone(), arguments), word)
        }
        _ if token::has_cursor(&word) => named(What::Word(word.clone(), None), word),
        Of::Aggregate if text == "count" => named(What::Word(word.clone(), arguments), word),
        Of::Search if text == "vector" && arguments.is_some() => {
            match vector_of(parser, arguments.as_ref()) {
                Some(path) if path.is_unfinished() => named(What::Dangling(path, Dangling::Unfinished), word),
                Some(path) => {
                    let of = path.last().map_or_else(String::new, token::plain);
                    let name =
                        Ident::new(&format!("{of}_vector"), path.last().map_or(word.span(), Ident::span));
                    named(What::Vector(word, path), name)
                }
                None => nameless(word, named),
            }
        }
        Of::Search if words::METADATA.contains(&text.as_str()) => {
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
        if inside.done() && (path.is_unfinished() || path.steps.len() == 1 && called(&path).is_none()) {
            return Some(path);
        }
    }
    let help = "write `vector(.name)`; several are several parts";
    parser.diagnostics.help(group.span_open(), "`vector` takes the name of one vector", help);
    None
}

/// An unknown word. The row has a field of its name, if Rust takes it for one.
fn nameless(word: Ident, named: impl FnOnce(What, Ident) -> Item) -> Item {
    let name = token::raw(&word).unwrap_or_else(|| Ident::new("_gap", word.span()));
    named(What::Unknown(word), name)
}

fn unknown(parser: &mut Parser<'_>, word: &Ident, of: Of) {
    let known: &[&str] = match of {
        Of::Search => words::METADATA,
        Of::Aggregate => &["count"],
        Of::Metrics => words::METRICS,
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
