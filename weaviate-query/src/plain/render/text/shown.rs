//! The parts of a question as `query!` writes them.

use std::fmt;

use crate::plain::ir::{Filter, Item, Metric, Operator, Selection, Step, Target, Value};

/// A property, or what every object has, as `query!` writes it.
pub(super) struct Name<'a>(pub(super) &'a str);

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

/// A filter as `query!` writes it, in parentheses where it has parts.
pub(super) struct Shown<'a>(pub(super) &'a Filter);

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
pub(in crate::plain::render) struct Way<'a>(pub(in crate::plain::render) &'a Target);

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0.path {
            match step {
                Step::Object(name) | Step::Objects(name) | Step::Link { name, collection: None } => {
                    write!(f, ".{name}")?;
                }
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

/// A value as `query!` writes it; texts in quotes.
pub(super) struct Operand<'a>(pub(super) &'a Value);

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
            Value::Refused(why) => write!(f, "({why})"),
        }
    }
}

/// A selection in braces, as `query!` writes it.
pub(super) struct Parts<'a>(pub(super) &'a Selection);

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

/// A collection as the step to it is called: `NewsFeed` as `news_feed`.
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

/// A metric as `query!` has it; messages of `check` name it so, too.
pub(in crate::plain::render) fn metric(metric: Metric) -> String {
    match metric {
        Metric::Count => "count",
        Metric::Sum => "sum",
        Metric::Mean => "mean",
        Metric::Median => "median",
        Metric::Mode => "mode",
        Metric::Min => "min",
        Metric::Max => "max",
        Metric::Top(most) => return format!("top({most})"),
        Metric::TrueCount => "true_count",
        Metric::FalseCount => "false_count",
        Metric::TrueShare => "true_share",
        Metric::FalseShare => "false_share",
        Metric::PointingTo => "pointing_to",
    }
    .to_owned()
}
