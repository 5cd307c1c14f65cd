//! Questions for numbers as text.

use std::fmt::{self, Write as _};

use super::{
    head::head,
    search,
    shown::{Shown, metric},
};
use crate::plain::{
    ir::{Aggregate, AggregateItem},
    render::{Context, check},
};

/// Explains a question for numbers: its clauses with the values they have now, the class it goes to, and what
/// would be refused. It never fails; see [`explain`](super::explain).
pub fn explain_aggregate(aggregate: &Aggregate, cx: &Context<'_>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write(&mut text, aggregate, cx);
    text
}

fn write(out: &mut String, aggregate: &Aggregate, cx: &Context<'_>) -> fmt::Result {
    head(out, "aggregate", &aggregate.collection, cx)?;
    if cx.consistency.is_some() {
        writeln!(out, "  consistency: not asked, a server has no such setting for aggregates")?;
    }
    if let Some(found) = &aggregate.search {
        search::write(out, found)?;
    }
    if let Some(filter) = &aggregate.filter {
        writeln!(out, "  filter: {}", Shown(filter))?;
    }
    if let Some(limit) = aggregate.object_limit {
        writeln!(out, "  object_limit: {limit}")?;
    }
    if let Some(property) = &aggregate.group_by {
        writeln!(out, "  group_by: .{property}")?;
    }
    if let Some(groups) = aggregate.groups {
        writeln!(out, "  groups: {groups}")?;
    }
    writeln!(out, "  select: {}", Numbers(&aggregate.items))?;
    if aggregate.is_empty() {
        writeln!(out, "  answered without a request: no object can pass")?;
    } else if let Err(error) = check::aggregate(aggregate, cx) {
        writeln!(out, "  refused before it is sent: {error}")?;
    }
    Ok(())
}

/// What is asked, in braces, as `query!` has it.
struct Numbers<'a>(&'a [AggregateItem]);

impl fmt::Display for Numbers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().map(|item| match item {
            AggregateItem::Count => "count".to_owned(),
            AggregateItem::Property { name, metrics, .. } => {
                let metrics: Vec<String> = metrics.iter().copied().map(metric).collect();
                format!(".{name} {{ {} }}", metrics.join(", "))
            }
        });
        write!(f, "{{ {} }}", shown.collect::<Vec<_>>().join(", "))
    }
}
