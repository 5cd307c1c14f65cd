//! Takes the steps of a plan, one after the other.

use std::time::Duration;

use serde_json::Value;
use weaviate_query::{Error, ErrorKind, Result};

use super::{beside::beside, lock::Held, options::Options};
use crate::{
    Edit, Plan, Step,
    api::{SchemaApi, there_already},
};

/// Takes every step while the lock is held; `false` if it was lost.
pub(crate) async fn steps<A: SchemaApi>(
    api: &A,
    plan: &Plan,
    held: &Held<'_, A>,
    options: &Options,
) -> Result<bool> {
    for (i, step) in plan.steps().iter().enumerate() {
        if !held.is_ours().await? {
            return Ok(false);
        }
        api.progress(&format!("step {} of {}: {step}", i + 1, plan.steps().len()));
        let done = beside(take(api, step), held.stay_alive(options)).await;
        done.map_err(|error| error.context(step.to_string()))?;
    }
    Ok(true)
}

/// Takes a step; if its effect is there already that is success.
async fn take<A: SchemaApi>(api: &A, step: &Step) -> Result<()> {
    match step {
        Step::CreateClass { definition } => there_already(api.create_class(definition).await),
        Step::AddProperty { class, property } => there_already(api.add_property(class, property).await),
        Step::CreateAlias { alias, class } => there_already(api.create_alias(alias, class).await),
        Step::Reindex { class, property, index, to } => reindex(api, class, property, index, to).await,
        // Done before, or in a plan whose rebuilds are another's to make.
        Step::Rebuild { .. } => Ok(()),
        Step::UpdateClass { class, edits } => update(api, class, edits).await,
    }
}

/// How often it is asked what an index is at.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Lets the server build an index, and waits until all of that property are ready: another tokenization rebuilds two.
async fn reindex<A: SchemaApi>(api: &A, class: &str, property: &str, index: &str, to: &Value) -> Result<()> {
    api.set_index(class, property, index, to).await?;
    loop {
        let indexes = api.indexes(class, property).await?;
        let status = |json: &Value| json.get("status").and_then(Value::as_str).unwrap_or_default().to_owned();
        let find = |wanted: &[&str]| indexes.iter().find(|json| wanted.contains(&status(json).as_str()));
        if let Some(failed) = find(&["failed", "cancelled"]) {
            let message = format!("the server did not build the index: it says {failed}");
            return Err(Error::new(ErrorKind::Server, message));
        }
        let Some(running) = find(&["indexing", "pending"]) else { return Ok(()) };
        let done = running.get("progress").map(|done| format!(", {done} done")).unwrap_or_default();
        api.progress(&format!("`{property}` of `{class}` is being indexed{done}"));
        api.sleep(LOOK_EVERY).await;
    }
}

/// Reads the class, makes the edits that are not there yet, and writes it back.
async fn update<A: SchemaApi>(api: &A, name: &str, edits: &[Edit]) -> Result<()> {
    let Some(mut class) = api.class(name).await? else {
        return Err(Error::new(ErrorKind::NotFound, format!("the class `{name}` is gone")));
    };
    let mut is_changed = false;
    for edit in edits {
        if edit.is_there(&class) {
            continue;
        }
        let Some(changed) = edit.apply(&mut class) else {
            let message = format!("`{}` is gone from the class `{name}`", edit.path.join("."));
            return Err(Error::new(ErrorKind::SchemaMismatch, message));
        };
        is_changed |= changed;
    }
    // A write that changes nothing still stops the collection's writes for a moment.
    if is_changed { api.update_class(&class).await } else { Ok(()) }
}
