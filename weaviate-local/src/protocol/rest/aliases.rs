//! Aliases of collections, over REST.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    common::{
        doc::text,
        error::{Refusal, Result},
    },
    operations::context::Context,
    schema::names,
};

fn shown(alias: &str, class: &str) -> Json {
    json!({"alias": alias, "class": class})
}

pub(super) fn list(context: &Context, call: &mut Call<'_>) -> Answer {
    let class = names::upper_first(call.parameter("class"));
    let of = Some(class.as_str()).filter(|class| !class.is_empty());
    let aliases: Vec<Json> =
        context.catalog().aliases(of).iter().map(|(alias, class)| shown(alias, class)).collect();
    Answer::ok(json!({ "aliases": aliases }))
}

pub(super) fn create(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    let doc = call.doc();
    let (alias, class) = context.catalog().add_alias(text(&doc, "alias"), text(&doc, "class"))?;
    Ok(Answer::ok(shown(&alias, &class)))
}

pub(super) fn get(context: &Context, alias: &str) -> Result<Answer> {
    let class = context.catalog().alias(alias).ok_or_else(|| Refusal::silent(404))?;
    Ok(Answer::ok(shown(&names::upper_first(alias), &class)))
}

pub(super) fn update(context: &Context, call: &mut Call<'_>, alias: &str) -> Result<Answer> {
    let doc = call.doc();
    let (alias, class) = context.catalog().update_alias(alias, text(&doc, "class"))?;
    Ok(Answer::ok(shown(&alias, &class)))
}

pub(super) fn delete(context: &Context, alias: &str) -> Result<Answer> {
    context.catalog().remove_alias(alias)?;
    Ok(Answer::empty(204))
}
