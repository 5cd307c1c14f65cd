//! What is done with the results of a search, as text.

use std::fmt::{self, Write as _};

use super::{super::rank::rerank_query, shown::Shown};
use crate::plain::ir::{Boost, Condition, Decay, GroupBy, Measure, Query};

/// The clauses about the results, in the order in which a server goes through them.
pub(super) fn write(out: &mut String, query: &Query) -> fmt::Result {
    if let Some(group) = &query.group_by {
        if !group.property.is_empty() {
            writeln!(out, "  group_by: .{}", group.property)?;
        }
        writeln!(out, "  groups: {}", group.groups.unwrap_or(GroupBy::GROUPS))?;
        writeln!(out, "  objects_per_group: {}", group.objects.unwrap_or(GroupBy::OBJECTS))?;
    }
    if let Some(rerank) = &query.rerank {
        if !rerank.property.is_empty() {
            writeln!(out, "  rerank: .{}", rerank.property)?;
        }
        match (&rerank.query, rerank_query(rerank, query.search.as_ref())) {
            (Some(query), _) => writeln!(out, "  rerank_query: {query:?}")?,
            (None, Some(query)) => writeln!(out, "  rerank_query: {query:?}, the text of the search")?,
            (None, None) => {}
        }
    }
    if let Some(diversity) = &query.diversity {
        write!(out, "  diversity: {} objects", diversity.limit)?;
        match diversity.balance {
            Some(balance) => writeln!(out, ", balance {balance}")?,
            None => writeln!(out)?,
        }
    }
    if let Some(boost) = &query.boost {
        write_boost(out, boost)?;
    }
    if let Some(generative) = &query.generative {
        if generative.debug {
            writeln!(out, "  full_prompt: true")?;
        }
        if let Some(prompt) = &generative.prompt {
            writeln!(out, "  prompt: {prompt:?}")?;
        }
        if let Some(grouped) = &generative.grouped {
            writeln!(out, "  grouped_task: {:?}", grouped.task)?;
            if !grouped.properties.is_empty() {
                let names = grouped.properties.iter().map(|name| format!(".{name}")).collect::<Vec<_>>();
                writeln!(out, "  grouped_on: [{}]", names.join(", "))?;
            }
        }
        // A setting may be a key: its name is enough.
        if let Some(provider) = &generative.provider {
            let set: Vec<&str> = provider.settings.iter().map(|(name, _)| *name).collect();
            writeln!(out, "  provider: {}({})", provider.name, set.join(", "))?;
        }
    }
    Ok(())
}

/// A boost, with a line for each condition.
fn write_boost(out: &mut String, boost: &Boost) -> fmt::Result {
    out.write_str("  boost:")?;
    if let Some(weight) = boost.weight {
        write!(out, " weight {weight}")?;
    }
    if let Some(depth) = boost.depth {
        write!(out, "{} depth {depth}", if boost.weight.is_some() { "," } else { "" })?;
    }
    out.write_char('\n')?;
    for Condition { of, weight } in &boost.conditions {
        out.write_str("    ")?;
        match of {
            Measure::Filter(filter) => write!(out, "{}", Shown(filter))?,
            Measure::TimeDecay { property, origin, scale, offset, decay } => {
                write!(out, ".{property} around {origin}, scale {scale}")?;
                if let Some(offset) = offset {
                    write!(out, ", offset {offset}")?;
                }
                write_decay(out, decay)?;
            }
            Measure::NumericDecay { property, origin, scale, offset, decay } => {
                write!(out, ".{property} around {origin}, scale {scale}")?;
                if let Some(offset) = offset {
                    write!(out, ", offset {offset}")?;
                }
                write_decay(out, decay)?;
            }
            Measure::Property { property, modifier: None } => write!(out, ".{property}")?,
            Measure::Property { property, modifier: Some(modifier) } => {
                write!(out, "{}(.{property})", format!("{modifier:?}").to_lowercase())?;
            }
        }
        match weight {
            Some(weight) => writeln!(out, ", weight {weight}")?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// What was said of the decay; nothing, if the server is left to it.
fn write_decay(out: &mut String, decay: &Decay) -> fmt::Result {
    if let Some(curve) = decay.curve {
        write!(out, ", {}", format!("{curve:?}").to_lowercase())?;
    }
    if let Some(value) = decay.value {
        write!(out, ", decay {value}")?;
    }
    Ok(())
}
