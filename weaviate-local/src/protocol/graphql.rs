//! GraphQL: `Get` and `Aggregate`, run by the same searches and aggregations as gRPC.
//!
//! A query is read ([`syntax`]), held against the types there are ([`validate`]), and each of its fields is answered.
//! Directives, fragments by name, introspection, `Explore` and `group` are refused by name.

mod aggregate;
mod ast;
mod filter;
mod get;
mod given;
mod inputs;
mod request;
mod strings;
mod syntax;
mod types;
mod validate;
mod values;
mod variables;

use serde_json::{Map, Value as Json, json};

use crate::{
    common::{
        error::{Refusal, Result},
        gotext,
        value::sorted,
    },
    operations::context::Context,
};
use ast::{Field, Pos, Selection, fields};
use types::Type;
use validate::Mistake;

/// The answer to the body of a request.
pub(crate) fn answer(context: &Context, body: &Json) -> Result<Json> {
    let text = body["query"].as_str().unwrap_or_default();
    if text.is_empty() {
        return Err(Refusal::new("query cannot be empty"));
    }
    if context.catalog().all().is_empty() {
        return Err(Refusal::new(
            "no graphql provider present, this is most likely because no schema is present. Import a schema first!",
        ));
    }
    let variables = match &body["variables"] {
        Json::Null => Map::new(),
        Json::Object(variables) => variables.clone(),
        other => {
            let text = format!("variables must be a JSON object, got {}", gotext::type_of(other));
            return Err(Refusal::new(text));
        }
    };
    let document = match syntax::parse(text) {
        Ok(document) => document,
        Err(error) => return Ok(mistaken(&[Mistake::new(error.at, error.text)])),
    };
    let wanted = body["operationName"].as_str().filter(|name| !name.is_empty());
    let mut document = document;
    let operation = match (wanted, document.operations.as_mut_slice()) {
        (None, [only]) => only,
        (_, []) => {
            let text = "Must provide an operation.".to_owned();
            return Ok(mistaken(&[Mistake { at: Vec::new(), text }]));
        }
        (None, _) => {
            let text = "Must provide operation name if query contains multiple operations.";
            return Ok(mistaken(&[Mistake { at: Vec::new(), text: text.to_owned() }]));
        }
        (Some(name), all) => {
            let found = all.iter_mut().find(|operation| operation.name.as_deref() == Some(name));
            let Some(operation) = found else {
                let text = format!("Unknown operation named \"{name}\".");
                return Ok(mistaken(&[Mistake { at: Vec::new(), text }]));
            };
            operation
        }
    };
    if operation.kind != "query" {
        let text = format!("Schema is not configured for {}s", operation.kind);
        return Ok(mistaken(&[Mistake::new(operation.at, text)]));
    }
    if fields(&operation.selections).any(|root| root.name == "Explore") {
        return Err(Refusal::unsupported("`Explore` in GraphQL"));
    }
    refuse_missing(&operation.selections)?;
    let mut mistakes = Vec::new();
    variables::declared(context.catalog(), operation, &mut mistakes);
    validate::check(context.catalog(), &Type::Root, &operation.selections, &mut mistakes);
    variables::used(context.catalog(), operation, &mut mistakes);
    if !mistakes.is_empty() {
        return Ok(mistaken(&mistakes));
    }
    if let Err(mistakes) = variables::put(context.catalog(), operation, &variables) {
        return Ok(mistaken(&mistakes));
    }
    Ok(executed(context, &ast::merged(&operation.selections)))
}

fn executed(context: &Context, selections: &[Selection]) -> Json {
    let mut data = Map::new();
    let mut errors = Vec::new();
    for root in fields(selections) {
        let mut shown = Map::new();
        for field in root.fields() {
            let answer = match (root.name.as_str(), context.catalog().resolve(&field.name)) {
                _ if field.unfit.is_some() => Err(Refusal::new(field.unfit.clone().unwrap_or_default())),
                ("Get", Some(collection)) => get::objects(context, &collection.class(), field),
                ("Aggregate", Some(collection)) => aggregate::groups(context, &collection.class(), field),
                _ => Ok(Json::Null),
            };
            let answer = answer.unwrap_or_else(|refusal| {
                errors.push(json!({
                    "locations": [location(&field.at)],
                    "message": refusal.text,
                    "path": [root.key(), field.key()],
                }));
                Json::Null
            });
            shown.insert(field.key().to_owned(), answer);
        }
        data.insert(root.key().to_owned(), Json::Object(shown));
    }
    let mut out = Map::new();
    out.insert("data".to_owned(), sorted(Json::Object(data)));
    if !errors.is_empty() {
        out.insert("errors".to_owned(), json!(errors));
    }
    Json::Object(out)
}

fn mistaken(mistakes: &[Mistake]) -> Json {
    let errors: Vec<Json> = mistakes
        .iter()
        .map(|mistake| {
            let locations: Vec<Json> = mistake.at.iter().map(location).collect();
            json!({"locations": locations, "message": mistake.text, "path": null})
        })
        .collect();
    json!({"errors": errors})
}

fn location(at: &Pos) -> Json {
    json!({"column": at.column, "line": at.line})
}

// Refuses by name what GraphQL has and this engine does not.
fn refuse_missing(selections: &[Selection]) -> Result<()> {
    for selection in selections {
        match selection {
            Selection::Spread => return Err(Refusal::unsupported("fragments by name in GraphQL")),
            Selection::On { selections, .. } => refuse_missing(selections)?,
            Selection::Field(field) => refuse_missing_in(field)?,
        }
    }
    Ok(())
}

fn refuse_missing_in(field: &Field) -> Result<()> {
    if field.directives {
        return Err(Refusal::unsupported("directives in GraphQL"));
    }
    if matches!(field.name.as_str(), "__schema" | "__type") {
        return Err(Refusal::unsupported("introspection in GraphQL"));
    }
    let unknown = |inner: &&Field| matches!(inner.name.as_str(), "queryProfile" | "classification");
    if let Some(inner) = field.fields().filter(|_| field.name == "_additional").find(unknown) {
        return Err(Refusal::unsupported(&format!("`{}` in GraphQL", inner.name)));
    }
    refuse_missing(field.selections.as_deref().unwrap_or_default())
}
