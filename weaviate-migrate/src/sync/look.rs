//! Reads a server and plans; the only place that reads for a plan.

use weaviate_query::{
    Names, Result, Version,
    schema::{Class, CollectionDef},
};

use super::{options::Options, store};
use crate::{
    Actual, ChangeClass, Plan, SchemaApi,
    plan::{has_aliases, plan},
};

/// A plan and what it was made from.
pub(crate) struct Looked {
    pub(crate) plan: Plan,
    pub(crate) names: Names,
    pub(crate) actual: Actual,
    pub(crate) version: Option<Version>,
    /// Whether somebody holds the lock.
    pub(crate) is_locked: bool,
    /// The class for lock and history, if it is there.
    pub(crate) store: Option<Class>,
}

/// Reads what the plan depends on, in as few requests as there can be, and plans.
pub(crate) async fn look<A: SchemaApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
) -> Result<Looked> {
    let doing = "reading the server's schema";
    let version = api.version().await.map_err(|error| error.context(doing))?;
    // Aliases first: an alias that another sync makes meanwhile is then not seen without its class.
    let aliases = if has_aliases(version) {
        api.aliases().await.map_err(|error| error.context(doing))?
    } else {
        Vec::new()
    };
    let classes = api.classes().await.map_err(|error| error.context(doing))?;
    let mut actual = Actual { classes, aliases: aliases.into_iter().collect(), ..Actual::default() };
    let is_locked = actual.aliases.remove(&store::lock(names)).is_some();
    let mut made = plan(wanted, &actual, names, version);
    if !made.is_empty() {
        // Counting costs a request a class, so only what differs is counted.
        for class in to_count(&made, &actual) {
            let count =
                api.count(&class).await.map_err(|error| error.context(format!("counting `{class}`")))?;
            actual.counts.insert(class, count);
        }
        for (class, after, seconds) in made.lifetimes() {
            if let Some(count) = api.expired(&class, &after, seconds).await? {
                actual.expired.insert(class, count);
            }
        }
        made = plan(wanted, &actual, names, version);
    }
    if options.keep_undeclared {
        made = made.keep_undeclared();
    }
    if options.reindex {
        made = made.reindex();
    }
    made = made.rebuild(options.rebuild);
    if options.expire {
        made = made.expire();
    }
    let names = actual.names(names);
    let store = actual.class(&store::class(&names)).cloned();
    Ok(Looked { plan: made, names, actual, version, is_locked, store })
}

/// The classes of which it matters how many objects they have: those that differ, and where objects would have to be
/// copied, those that link to them.
fn to_count(plan: &Plan, actual: &Actual) -> Vec<String> {
    let mut classes = Vec::new();
    for change in plan.changes() {
        classes.push(change.on.as_str());
        if change.class >= ChangeClass::Rebuild {
            classes.extend(actual.referrers(&change.on));
        }
    }
    classes.sort_unstable();
    classes.dedup();
    classes.into_iter().filter(|class| actual.class(class).is_some()).map(str::to_owned).collect()
}
