//! A plan as a graph in the words of Mermaid, for a pull request.

use std::fmt::Write as _;

use super::{Plan, change::Change};

impl Plan {
    /// The plan as a Mermaid graph: a box for each difference, by its collection, and the steps that close them in their
    /// order. What is refused is marked so.
    ///
    /// ```
    /// # use weaviate::{Collection, Names, Version, sync::{Actual, Plan, plan}};
    /// # #[derive(Collection)] struct Note { text: String, stars: i64 }
    /// # let today = Some(Version::new(1, 39));
    /// # let plan: Plan = plan(&[Note::SCHEMA], &Actual::default(), &Names::new(), today);
    /// let graph = plan.to_mermaid();
    /// assert!(graph.starts_with("flowchart TD\n"));
    /// assert!(graph.contains("s0[\"create the class 'Note_v1'\"] --> s1"));
    /// ```
    pub fn to_mermaid(&self) -> String {
        let mut out = String::from("flowchart TD\n");
        let mut collections: Vec<&str> = Vec::new();
        for change in self.changes() {
            if !collections.contains(&change.collection.as_str()) {
                collections.push(&change.collection);
            }
        }
        for (n, collection) in collections.iter().enumerate() {
            let _ = writeln!(out, "  subgraph c{n}[\"{}\"]", quoted(collection));
            for (i, change) in
                self.changes().iter().enumerate().filter(|(_, of)| of.collection == **collection)
            {
                let _ = writeln!(out, "    d{i}[\"{}\"]{}", label(change), class(change));
            }
            out.push_str("  end\n");
        }
        for (i, step) in self.steps().iter().enumerate() {
            let next = if i + 1 < self.steps().len() { format!(" --> s{}", i + 1) } else { String::new() };
            let _ = writeln!(out, "  s{i}[\"{}\"]{next}", quoted(&step.to_string()));
        }
        out.push_str("  classDef refused stroke:#c00\n");
        out
    }
}

fn label(change: &Change) -> String {
    format!("{}: {}", change.class, quoted(&change.what))
}

fn class(change: &Change) -> &'static str {
    if change.refused.is_some() { ":::refused" } else { "" }
}

/// A label stands in double quotes, and has no way to write one.
fn quoted(text: &str) -> String {
    text.replace(['`', '"'], "'").replace('\n', " ")
}
