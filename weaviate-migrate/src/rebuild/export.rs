//! Takes objects out of a server, and drops what a rebuild replaced once they are out.

use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind, Names, Result,
    schema::{Class, CollectionDef},
};

use super::{
    links::Links,
    mapping::Mapping,
    record::{Left, State},
    time::rfc3339,
};
use crate::{
    Options,
    objects::{Moved, ObjectApi},
    sync::{Held, Record, Wait, beside, look},
};

/// Where objects are written to: files, one for each class and tenant.
pub trait Export: Send {
    /// Begins with the objects of a class, or of one tenant of it, and says where an earlier export left off.
    ///
    /// # Errors
    ///
    /// What it cannot write.
    fn begin(&mut self, class: &str, tenant: Option<&str>) -> Result<Begun>;

    /// One object, with its vectors and links.
    ///
    /// # Errors
    ///
    /// What it cannot write.
    fn object(&mut self, class: &str, tenant: Option<&str>, object: &Moved) -> Result<()>;

    /// Ends what was begun, and says how many objects can be read back from it.
    ///
    /// # Errors
    ///
    /// What it cannot write, or read.
    fn end(&mut self) -> Result<u64>;

    /// Whether programs may write meanwhile, so that the server counts other objects in the end than were there to be read.
    fn is_live(&self) -> bool {
        false
    }
}

/// Where an export begins.
///
/// ```
/// assert_eq!(weaviate::sync::Begun::default(), weaviate::sync::Begun::Behind { last: None, count: 0 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Behind this object, in the order of ids, or with the first one; so many were written before.
    Behind {
        /// The last object that was written.
        last: Option<Uuid>,
        /// How many were.
        count: u64,
    },
    /// Nowhere: so many objects were written, and those were all.
    Ended {
        /// How many there were.
        count: u64,
    },
}

impl Default for Begun {
    fn default() -> Self {
        Self::Behind { last: None, count: 0 }
    }
}

/// A class that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    /// Its name.
    pub class: String,
    /// How many objects were exported before; none if none were to be.
    pub exported: Option<u64>,
}

/// Takes all objects of a class out, and says how many there were.
///
/// # Errors
///
/// `NotFound` for a class that is not there; `Server` if not as many came out as the server counts; else what a request or
/// `to` failed with.
pub async fn export<A: ObjectApi>(api: &A, class: &str, to: &mut dyn Export) -> Result<u64> {
    let Some(found) = api.class(class).await? else {
        return Err(Error::new(ErrorKind::NotFound, format!("there is no class `{class}` to export")));
    };
    if !found.is_multi_tenant() {
        return one(api, &found, None, to).await;
    }
    let mut sum = 0;
    let mut tenants = api.tenants(class).await?;
    tenants.sort();
    for (tenant, active) in tenants {
        if !active {
            api.set_tenant(class, &tenant, true).await?;
        }
        let done = one(api, &found, Some(&tenant), to).await;
        // Also after a failure it is left as it was.
        if !active {
            api.set_tenant(class, &tenant, false).await?;
        }
        sum += done?;
    }
    Ok(sum)
}

/// So many objects are read at once.
const PAGE: u32 = 500;

async fn one<A: ObjectApi>(api: &A, class: &Class, tenant: Option<&str>, to: &mut dyn Export) -> Result<u64> {
    let name = class.name();
    let same = CollectionDef::new("");
    let mapping = Mapping::new(&same, class, class, &str::to_owned);
    let (mut after, mut count) = match to.begin(name, tenant)? {
        Begun::Behind { last, count } => (last, count),
        Begun::Ended { count } => return Ok(count),
    };
    let query = mapping.query(name, Links::All);
    loop {
        let page = api.find(name, tenant, &query, after, PAGE).await?;
        let Some(last) = page.last().and_then(|object| object.id) else { break };
        let moved = mapping.whole(api, name, tenant, page, Links::All).await?;
        for moved in &moved {
            to.object(name, tenant, moved)?;
        }
        count += moved.len() as u64;
        after = Some(last);
    }
    let (read, there) = (to.end()?, api.count_in(name, tenant).await?);
    if read != count || there != count && !to.is_live() {
        let message = format!(
            "`{name}` has {there} objects, {count} were exported and {read} can be read back: nothing was dropped"
        );
        return Err(Error::new(ErrorKind::Server, message));
    }
    Ok(count)
}

/// Drops the classes that rebuilds replaced, or that rollbacks gave up, each after all of its objects were exported; without
/// `export` they are gone. What is to be kept for a while yet (`keep`) stays.
///
/// # Errors
///
/// `NotFound` if nothing is left to drop, `SchemaMismatch` if a rebuild is under way or something still leads to one of
/// them; else what [`export`](export()) or a request failed with.
pub async fn drop_replaced<A: ObjectApi>(
    api: &A,
    names: &Names,
    options: &Options,
    export: Option<&mut dyn Export>,
) -> Result<Vec<Dropped>> {
    let mut wait = Wait::new(names, api.now());
    loop {
        let looked = look(api, &[], names, options).await?;
        if looked.store.is_none() {
            return Err(nothing());
        }
        if let Some(held) = wait.try_take(api, &looked, options).await? {
            let done = beside(drop_all(api, &held, export), held.stay_alive(options)).await;
            held.release().await;
            return done;
        }
        wait.pause(api, options).await?;
    }
}

fn nothing() -> Error {
    Error::new(ErrorKind::NotFound, "no rebuild left a class behind, so there is nothing to drop")
}

async fn drop_all<A: ObjectApi>(
    api: &A,
    held: &Held<'_, A>,
    mut to: Option<&mut dyn Export>,
) -> Result<Vec<Dropped>> {
    let state = State::read(api, held.store()).await?.ok_or_else(nothing)?;
    if state.is_open() {
        let message = "a rebuild is under way: let it end, or roll it back";
        return Err(Error::new(ErrorKind::SchemaMismatch, message));
    }
    let (aliases, classes) = (api.aliases().await?, api.classes().await?);
    let mut left = state.left();
    left.retain(|left| classes.iter().any(|class| class.name() == left.class));
    if left.is_empty() {
        return Err(nothing());
    }
    if left.iter().any(|left| left.until > 0) {
        let now = state.write(api, held.store(), held.holder()).await?;
        let until = left.iter().map(|left| left.until).max().unwrap_or_default();
        let (due, kept): (Vec<Left>, Vec<Left>) = left.into_iter().partition(|left| left.until <= now);
        if due.is_empty() {
            let names: Vec<&str> = kept.iter().map(|left| left.class.as_str()).collect();
            let message = format!(
                "`{}` is kept until {}, as the rebuild was told (`keep`): drop it then",
                names.join("`, `"),
                rfc3339(until)
            );
            return Err(Error::new(ErrorKind::SchemaMismatch, message));
        }
        left = due;
    }
    let there: Vec<&str> = left.iter().map(|left| left.class.as_str()).collect();
    for name in &there {
        let alias =
            aliases.iter().find(|(_, class)| class == name).map(|(alias, _)| format!("the alias `{alias}`"));
        let link = classes
            .iter()
            .find(|class| !there.contains(&class.name()) && class.targets().any(|target| target == *name));
        if let Some(what) = alias.or_else(|| link.map(|class| format!("a link of `{}`", class.name()))) {
            let message = format!("`{name}` is in use, {what} leads to it: it is not dropped");
            return Err(Error::new(ErrorKind::SchemaMismatch, message));
        }
    }
    let mut exported = Vec::new();
    for name in &there {
        exported.push(match to.as_deref_mut() {
            Some(to) => Some(export(api, name, to).await?),
            None => None,
        });
    }
    let mut dropped = Vec::new();
    for (name, exported) in there.into_iter().zip(exported) {
        api.drop_class(name).await?;
        dropped.push(Dropped { class: name.to_owned(), exported });
    }
    let told = dropped.iter().map(|dropped| {
        let what = match dropped.exported {
            Some(1) => "dropped, after its 1 object was exported".to_owned(),
            Some(objects) => format!("dropped, after its {objects} objects were exported"),
            None => "dropped without an export".to_owned(),
        };
        (dropped.class.clone(), what)
    });
    Record::done(api, held, "dropped", told).await;
    Ok(dropped)
}
