//! A question as text: how it would be written in `query!`, and what the server will be told.

mod aggregate;
mod rank;
mod search;

use std::fmt::{self, Write as _};

pub use aggregate::explain_aggregate;
pub(super) use aggregate::metric;

use super::{Context, check};
use crate::ir::{Filter, Item, Operator, Query, Selection, Step, Target, Value};

/// Explains a question: its clauses with the values they have now, the class it goes to and what limits it.
pub fn explain(query: &Query, cx: &Context<'_>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write(&mut text, query, cx);
    text
}

fn write(out: &mut String, query: &Query, cx: &Context<'_>) -> fmt::Result {
    head(out, "query", &query.collection, cx)?;
    if let Some(level) = cx.consistency {
        writeln!(out, "  consistency: {}", level.rest_name().to_lowercase())?;
    }
    if let Some(search) = &query.search {
        search::write(out, search)?;
    }
    if let Some(ids) = &query.ids {
        writeln!(out, "  ids: {ids:?}")?;
    }
    if let Some(filter) = &query.filter {
        writeln!(out, "  filter: {}", Shown(filter))?;
    }
    if !query.sort.is_empty() {
        let key = |key: &crate::ir::SortBy| {
            format!("{} {}", Name(&key.name), if key.descending { "desc" } else { "asc" })
        };
        writeln!(out, "  sort: [{}]", query.sort.iter().map(key).collect::<Vec<_>>().join(", "))?;
    }
    rank::write(out, query)?;
    match query.limit.or(query.ids.as_ref().and_then(|ids| u32::try_from(ids.len()).ok())) {
        Some(limit) => writeln!(out, "  limit: {limit}")?,
        None => writeln!(out, "  limit: the server's default, 10 unless it is set otherwise")?,
    }
    for (name, value) in [("offset", query.offset), ("auto_limit", query.auto_limit)] {
        if let Some(value) = value {
            writeln!(out, "  {name}: {value}")?;
        }
    }
    if let Some(after) = &query.after {
        writeln!(out, "  after: {after}")?;
    }
    if query.profile {
        writeln!(out, "  profile: true")?;
    }
    writeln!(out, "  select: {}", Parts(&query.selection))?;
    if query.is_empty() {
        writeln!(out, "  answered without a request: no object can pass")?;
    } else if let Err(error) = check::query(query, cx) {
        writeln!(out, "  refused before it is sent: {error}")?;
    }
    let end = u64::from(query.limit.unwrap_or(0)) + u64::from(query.offset.unwrap_or(0));
    if end > 10_000 {
        writeln!(
            out,
            "  limit and offset together are {end}: a server answers 10000 at most unless QUERY_MAXIMUM_RESULTS says more; walk with `after`"
        )?;
    }
    Ok(())
}

/// What is asked whom.
fn head(out: &mut String, what: &str, collection: &str, cx: &Context<'_>) -> fmt::Result {
    let class = cx.names.class(collection);
    write!(out, "{what} {collection}")?;
    if class != collection {
        write!(out, " (class {class})")?;
    }
    if let Some(tenant) = cx.tenant {
        write!(out, ", tenant {tenant:?}")?;
    }
    writeln!(out)
}

/// A property, or what every object has, as `query!` writes it.
struct Name<'a>(&'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "_id" => f.write_str(".id"),
            "_creationTimeUnix" => f.write_str(".created_at()"),
            "_lastUpdateTimeUnix" => f.write_str(".updated_at()"),
            name => write!(f, ".{name}"),
        }
    }
}

struct Shown<'a>(&'a Filter);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = |f: &mut fmt::Formatter<'_>, parts: &[Filter], between: &str| {
            f.write_str("(")?;
            for (i, part) in parts.iter().enumerate() {
                write!(f, "{}{}", if i == 0 { "" } else { between }, Shown(part))?;
            }
            f.write_str(")")
        };
        match self.0 {
            Filter::Constant(known) => write!(f, "{known}"),
            Filter::All(parts) => join(f, parts, " && "),
            Filter::Any(parts) => join(f, parts, " || "),
            Filter::Not(inner) => match &**inner {
                Filter::Test { operator, value, .. }
                    if *operator != Operator::IsNull && !is_true(*operator, value) =>
                {
                    write!(f, "!({})", Shown(inner))
                }
                inner => write!(f, "!{}", Shown(inner)),
            },
            Filter::Test { target, operator: Operator::IsNull, value: Value::Boolean(null) } => {
                write!(f, "{}{}.is_null()", if *null { "" } else { "!" }, Way(target))
            }
            Filter::Test { target, value: Value::Geo { latitude, longitude, distance }, .. } => {
                write!(f, "{} within {distance} m of ({latitude}, {longitude})", Way(target))
            }
            Filter::Test { target, operator, value } if is_true(*operator, value) => {
                write!(f, "{}", Way(target))
            }
            Filter::Test { target, operator, value } => {
                write!(f, "{} {} {}", Way(target), operator.symbol(), Operand(value))
            }
        }
    }
}

/// A boolean property alone, as in `.public`.
fn is_true(operator: Operator, value: &Value) -> bool {
    operator == Operator::Equal && *value == Value::Boolean(true)
}

/// The way to what a filter tests.
pub(super) struct Way<'a>(pub(super) &'a Target);

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0.path {
            match step {
                Step::Object(name) | Step::Link { name, collection: None } => write!(f, ".{name}")?,
                Step::Link { name, collection: Some(collection) } => {
                    write!(f, ".{name}.{}", snake(collection))?;
                }
            }
        }
        write!(f, "{}", Name(&self.0.name))?;
        f.write_str(match (self.0.length, self.0.count) {
            (true, _) => ".len()",
            (_, true) => ".count()",
            _ => "",
        })
    }
}

struct Operand<'a>(&'a Value);

impl fmt::Display for Operand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Text(text) => write!(f, "{text:?}"),
            Value::Int(int) => write!(f, "{int}"),
            Value::Number(number) => write!(f, "{number:?}"),
            Value::Boolean(boolean) => write!(f, "{boolean}"),
            Value::Texts(values) => write!(f, "{values:?}"),
            Value::Ints(values) => write!(f, "{values:?}"),
            Value::Numbers(values) => write!(f, "{values:?}"),
            Value::Booleans(values) => write!(f, "{values:?}"),
            Value::Geo { latitude, longitude, distance } => {
                write!(f, "({latitude}, {longitude}), {distance} m")
            }
        }
    }
}

struct Parts<'a>(&'a Selection);

impl fmt::Display for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{ ")?;
        let mut first = true;
        for (place, item) in self.0.items.iter().enumerate() {
            // What is selected behind a link to several collections stands at the first of them.
            if let Item::Link { name, collection: Some(_), .. } = item
                && self.0.items.iter().take(place).any(|other| behind(other, name).is_some())
            {
                continue;
            }
            f.write_str(if first { "" } else { ", " })?;
            first = false;
            match item {
                Item::Property(name) => write!(f, ".{name}")?,
                Item::Object { name, selection } | Item::Link { name, collection: None, selection } => {
                    write!(f, ".{name} {}", Parts(selection))?;
                }
                Item::Link { name, collection: Some(_), .. } => {
                    let steps = self.0.items.iter().filter_map(|other| behind(other, name));
                    let steps = steps.map(|(collection, of)| format!(".{} {}", snake(collection), Parts(of)));
                    write!(f, ".{name} {{ {} }}", steps.collect::<Vec<_>>().join(", "))?;
                }
                Item::Vector(name) => write!(f, "vector(.{name})")?,
                Item::Metadata(word) => f.write_str(word.name())?,
            }
        }
        f.write_str(" }")
    }
}

/// The collection and selection of a link called `link` that leads to several.
fn behind<'a>(item: &'a Item, link: &str) -> Option<(&'a str, &'a Selection)> {
    match item {
        Item::Link { name, collection: Some(collection), selection } if name == link => {
            Some((collection, selection))
        }
        _ => None,
    }
}

/// A collection as the step to it is called.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && small {
            out.push('_');
        }
        small = c.is_ascii_lowercase() || c.is_ascii_digit();
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Names,
        ir::{Bm25, KeywordOperator, Operator, Search},
    };

    #[test]
    fn a_question_reads_as_it_would_be_written() {
        let target = Target { path: vec![], name: "words".into(), length: false, count: false };
        let mut query = Query::new("Article");
        query.search = Some(Search::Bm25(Bm25 {
            query: "rust".into(),
            properties: vec![("title".into(), 2), ("summary".into(), 1)],
            operator: Some(KeywordOperator::Or(2)),
        }));
        query.filter = Some(Filter::Test { target, operator: Operator::GreaterEqual, value: Value::Int(3) });
        query.limit = Some(10);
        query.selection.items = vec![Item::Property("title".into())];
        let names = Names::new().with_prefix("T_").unwrap();
        let expected = "query Article (class T_Article)\n  bm25: \"rust\"\n  on: [.title ^ 2, .summary]\n  operator: or(2)\n  filter: .words >= 3\n  limit: 10\n  select: { .title }\n";
        assert_eq!(explain(&query, &Context::new(&names)), expected);
    }
}
