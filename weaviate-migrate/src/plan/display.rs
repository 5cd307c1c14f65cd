//! A plan for people: a line a difference, and below it what it means.

use std::fmt;

use super::{Plan, change::Change};

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server =
            self.server().map_or_else(|| "the server".into(), |version| format!("Weaviate {version}"));
        match self.changes.len() {
            0 => writeln!(f, "nothing to do: {server} has all that the structs declare")?,
            1 => write!(f, "1 change to {server}")?,
            n => write!(f, "{n} changes to {server}")?,
        }
        match self.refused().count() {
            _ if self.is_empty() => {}
            0 => writeln!(f, "; sync makes {}", if self.changes.len() == 1 { "it" } else { "them all" })?,
            n if n == self.changes.len() => writeln!(f, "; sync makes none of it")?,
            n => writeln!(f, ", {n} of which sync refuses; so it makes none")?,
        }
        let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
        let kinds = widest(&mut self.changes.iter().map(|change| change.class.to_string().len()));
        let names = widest(&mut self.changes.iter().map(|change| change.on.chars().count()));
        for change in &self.changes {
            writeln!(f)?;
            row(f, change, kinds, names)?;
        }
        for (i, note) in self.notes.iter().enumerate() {
            if i == 0 {
                writeln!(f)?;
            }
            writeln!(f, "note: {note}")?;
        }
        Ok(())
    }
}

/// One difference: a line, and below it why, what it costs, what waits, and why it is refused. `kinds` and `names` are
/// the widths of the first two columns.
fn row(f: &mut fmt::Formatter<'_>, change: &Change, kinds: usize, names: usize) -> fmt::Result {
    let mark = if change.refused.is_some() { "  REFUSED" } else { "" };
    writeln!(f, "{:kinds$}  {:names$}  {}{mark}", change.class, change.on, change.what)?;
    writeln!(f, "    why     {}", change.why)?;
    writeln!(f, "    cost    {}", change.cost)?;
    writeln!(f, "    blocks  {}", change.blocks)?;
    match &change.refused {
        Some(fix) => writeln!(f, "    refused {fix}"),
        None => Ok(()),
    }
}
