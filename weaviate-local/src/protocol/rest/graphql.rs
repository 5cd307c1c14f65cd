//! GraphQL over REST: one query, or several in one request.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    common::error::{Refusal, Result},
    operations::context::Context,
    protocol::graphql,
};

pub(super) fn one(context: &Context, call: &Call<'_>) -> Result<Answer> {
    graphql::answer(context, &call.json("body")?).map(Answer::ok)
}

/// Each query has an answer of its own, also the one that is refused.
pub(super) fn batch(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let body = call.json("body")?;
    let Some(items) = body.as_array().filter(|items| !items.is_empty()) else {
        return Err(Refusal::new("query cannot be empty"));
    };
    let answers: Vec<Json> = items
        .iter()
        .map(|item| {
            graphql::answer(context, item).unwrap_or_else(
                |refusal| json!({"errors": [{"locations": null, "message": refusal.text, "path": null}]}),
            )
        })
        .collect();
    Ok(Answer::ok(answers))
}
