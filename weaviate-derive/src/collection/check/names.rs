//! Names: what the server takes, and each once.

use std::collections::HashMap;

use super::super::model::{Field, Kind, Model, Role};
use crate::{diag::Diagnostics, names, token};

/// The names of the collection, of its fields, and of the collections behind its links.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let problem = names::class_problem(&model.name).filter(|_| model.kind == Kind::Collection);
    if let Some(problem) = problem {
        diagnostics.help(model.named_at, problem, "give it another name with `#[weaviate(name = \"…\")]`");
    }
    for field in &model.fields {
        taken(field, model.kind, diagnostics);
        steps(field, diagnostics);
    }
    twice(&model.fields, diagnostics);
}

/// Whether the server takes the name of a field.
fn taken(field: &Field, kind: Kind, diagnostics: &mut Diagnostics) {
    let problem = match (field.role, kind) {
        (Role::Vector, _) => names::vector_problem(&field.name),
        (Role::Property, Kind::Collection) => names::property_problem(&field.name),
        (Role::Property, Kind::Object) => names::nested_problem(&field.name),
        _ => None,
    };
    if let Some(problem) = problem {
        let help = if field.name == "id" {
            "mark the field `#[weaviate(id)]`, or give it another name with `#[weaviate(rename = \"…\")]`"
        } else {
            "give it another name with `#[weaviate(rename = \"…\")]`"
        };
        diagnostics.help(field.named_at, problem, help);
    }
}

/// The collections behind one link are told apart in a query.
fn steps(field: &Field, diagnostics: &mut Diagnostics) {
    for (at, target) in field.targets.iter().enumerate() {
        if target.repeats(field.targets.iter().take(at)) {
            let (of, step) = (token::plain(&field.ident), &target.step);
            let message = format!("two collections behind `{of}` are called `{step}`");
            diagnostics.error(step.span(), message);
        }
    }
}

/// The server tells names apart without regard to case. Vectors are named apart from properties.
fn twice(fields: &[Field], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<(bool, String), &Field> = HashMap::new();
    for field in fields.iter().filter(|field| field.is_stored()) {
        let key = (field.role == Role::Vector, field.name.to_lowercase());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, field);
            continue;
        };
        let message = if first.name == field.name {
            format!("two fields are called `{}` on the server", field.name)
        } else {
            format!(
                "`{}` and `{}` differ only in case, the server takes them for one",
                first.name, field.name
            )
        };
        let help = "give one of them another name with `#[weaviate(rename = \"…\")]`";
        diagnostics.help(field.named_at, message, help);
    }
}
