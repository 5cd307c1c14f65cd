//! A world as the Rust that declares it.

use std::fmt::Write as _;

use super::{Collection, Cut, Distance, Field, Kind, Many, World};

impl World {
    /// The structs with their derives.
    pub(crate) fn declared(&self) -> String {
        let mut out = String::new();
        for object in &self.objects {
            let _ = writeln!(out, "#[derive(Debug, Clone, Object)]\npub struct {} {{", object.name);
            for field in &object.fields {
                self.field(&mut out, field);
            }
            out.push_str("}\n\n");
        }
        for collection in &self.collections {
            let _ =
                writeln!(out, "#[derive(Debug, Clone, Collection)]\n#[weaviate({})]", settings(collection));
            let _ =
                writeln!(out, "pub struct {} {{\n    #[weaviate(id)] pub object_id: Uuid,", collection.name);
            for field in &collection.fields {
                self.field(&mut out, field);
            }
            out.push_str("}\n\n");
        }
        out
    }

    fn field(&self, out: &mut String, field: &Field) {
        let attributes = attributes(field);
        if !attributes.is_empty() {
            let _ = write!(out, "    #[weaviate({})]", attributes.join(", "));
        }
        let _ = writeln!(out, "    pub {}: {},", field.name, self.of(field));
    }

    fn of(&self, field: &Field) -> String {
        let one = match &field.kind {
            Kind::Text(_) => "String".into(),
            Kind::Int => "i64".into(),
            Kind::Number => "f64".into(),
            Kind::Bool => "bool".into(),
            Kind::Date => "DateTime<Utc>".into(),
            Kind::Uuid => "Uuid".into(),
            Kind::Place => "GeoPoint".into(),
            Kind::Phone => "PhoneNumber".into(),
            Kind::Blob => "Blob".into(),
            Kind::Object(at) => self.objects[*at].name.clone(),
            Kind::Link(to) if to.len() == 1 => format!("Link<{}>", self.collections[to[0]].name),
            Kind::Link(to) => {
                let to: Vec<_> = to.iter().map(|at| self.collections[*at].name.as_str()).collect();
                format!("AnyLink<({})>", to.join(", "))
            }
            Kind::Vector(length, _) => format!("Vector<{length}>"),
        };
        match field.many {
            Many::One => one,
            Many::Maybe => format!("Option<{one}>"),
            Many::List => format!("Vec<{one}>"),
        }
    }
}

fn settings(collection: &Collection) -> String {
    let mut parts = vec!["versioned = false".to_owned(), "preview(nested_filters)".to_owned()];
    let inverted: Vec<&str> = [
        (collection.null_state, "null_state"),
        (collection.lengths, "property_length"),
        (collection.times, "timestamps"),
    ]
    .into_iter()
    .filter_map(|(on, word)| on.then_some(word))
    .collect();
    if !inverted.is_empty() {
        parts.push(format!("inverted({})", inverted.join(", ")));
    }
    if collection.tenants {
        parts.push("multi_tenant".into());
    }
    if collection.model {
        parts.push("generative(dummy)".into());
    }
    if collection.ranker {
        parts.push("reranker(dummy)".into());
    }
    parts.join(", ")
}

fn attributes(field: &Field) -> Vec<String> {
    let mut parts = Vec::new();
    match field.kind {
        Kind::Text(Cut::Word) => {}
        Kind::Text(cut) => parts.push(format!("tokenization = {}", cut.name())),
        Kind::Vector(_, distance) => {
            parts.push(format!("vector(distance = {})", metric(distance).replace('-', "_")));
        }
        _ => {}
    }
    if !field.filterable {
        parts.push("filterable = false".into());
    }
    if !field.searchable {
        parts.push("searchable = false".into());
    }
    if field.range {
        parts.push("range".into());
    }
    if field.default {
        parts.push("default".into());
    }
    parts
}

/// What a server calls a distance.
pub(super) fn metric(distance: Distance) -> &'static str {
    match distance {
        Distance::Cosine => "cosine",
        Distance::Dot => "dot",
        Distance::Squared => "l2-squared",
        Distance::Manhattan => "manhattan",
        Distance::Hamming => "hamming",
    }
}
