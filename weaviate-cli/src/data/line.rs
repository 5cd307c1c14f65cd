//! One object as a line of JSON, between servers: it names collections as programs do, without prefix and version.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;
use weaviate_migrate::{Moved, MovedLinks};
use weaviate_query::{
    Error, Names, Result,
    schema::Class,
    wire::{self, Encode, Sink, raw},
};

/// An object that is on its way in.
pub(crate) struct Line {
    /// Which line of its source it is, from 1.
    pub(crate) number: u64,
    moved: Moved,
}

impl Encode for Line {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        self.moved.encode(sink)
    }
}

/// Writes an object that came out of a class; `collections` says what each class is called by programs.
pub(crate) fn write(
    moved: &Moved,
    class: &str,
    tenant: Option<&str>,
    collections: &BTreeMap<String, String>,
) -> Result<String> {
    let named = |class: &str| collections.get(class).cloned().unwrap_or_else(|| class.to_owned());
    let mut moved = moved.clone();
    for links in &mut moved.links {
        links.class = named(&links.class);
    }
    let id = moved.object.id.unwrap_or_default();
    let json = wire::json::object(&moved, &named(class), tenant, id, &Names::new())?;
    Ok(json.to_string())
}

/// The collection and the tenant that a line says.
pub(crate) fn addressed(json: &Value) -> Result<(&str, Option<&str>)> {
    let class = json.get("class").and_then(Value::as_str).unwrap_or_default();
    let tenant = json.get("tenant").and_then(Value::as_str).filter(|tenant| !tenant.is_empty());
    if !json.is_object() {
        return Err(Error::invalid("the line is no object of JSON"));
    }
    Ok((class, tenant))
}

impl Line {
    /// Reads an object for a class; `collections` says what programs call the classes of its server.
    ///
    /// # Errors
    ///
    /// Why the object does not fit the class.
    pub(crate) fn read(
        number: u64,
        json: &Value,
        class: &Class,
        collections: &BTreeMap<String, String>,
    ) -> Result<(Uuid, Self)> {
        let (object, links) = raw::Object::from_json(json, class)?;
        let id = object.id.ok_or_else(|| {
            Error::invalid(
                "the object has no `id`: it needs one, so that an import that was stopped writes none twice",
            )
        })?;
        let mut all: Vec<MovedLinks> = Vec::new();
        for link in links {
            let class = collections.get(&link.class).cloned().unwrap_or(link.class);
            match all.iter_mut().find(|links| links.name == link.name && links.class == class) {
                Some(links) => links.ids.push(link.id),
                None => all.push(MovedLinks { name: link.name, class, only: link.only, ids: vec![link.id] }),
            }
        }
        Ok((id, Self { number, moved: Moved { object, links: all } }))
    }
}
