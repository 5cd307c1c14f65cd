//! GraphQL over REST: one query, or several in one request.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{common::error::Result, operations::context::Context, protocol::graphql};

pub(super) fn one(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    graphql::answer(context, &call.doc().into()).map(Answer::ok)
}

/// Each query has an answer of its own, also the one that is refused.
pub(super) fn batch(context: &Context, call: &mut Call<'_>) -> Answer {
    let items = call.items();
    if items.is_empty() {
        return Answer::with_status(422, json!({"error": null}));
    }
    let answers: Vec<Json> = items
        .iter()
        .map(|item| {
            graphql::answer(context, item).unwrap_or_else(
                |refusal| json!({"errors": [{"locations": null, "message": refusal.text, "path": null}]}),
            )
        })
        .collect();
    Answer::ok(answers)
}
