//! Properties added to a collection, and their indexes taken away.

use serde_json::{Value as Json, json};

use super::{create, property, reindex::Kind, vectors};
use crate::{
    catalog::{Catalog, Collection},
    common::{
        doc::{Doc, list, text},
        error::{Refusal, Result},
    },
    schema::{BLOCKMAX, Class, names},
};

/// Adds properties to a collection; all of them or none.
pub(crate) fn add(catalog: &Catalog, collection: &Collection, properties: Vec<Json>) -> Result<()> {
    collection.update(|class| {
        let mut doc = class.doc.clone();
        let mut added: Vec<Json> = list(&doc, "properties").to_vec();
        for property in properties {
            let Json::Object(mut property) = property else { continue };
            create::lower_name(&mut property);
            if text(&property, "name").is_empty() {
                return Err(Refusal::new("property must contain name"));
            }
            names::check_property_suffix(text(&property, "name"))?;
            property::set_defaults(&mut property, false);
            check(catalog, class, &property, &added)?;
            vectors::check_property(&class.doc, &property)?;
            added.push(Json::Object(property));
        }
        doc.insert("properties".into(), json!(added));
        create::set_module_defaults(&mut doc);
        Ok((Class::from_doc(doc), ()))
    })
}

fn check(catalog: &Catalog, class: &Class, property: &Doc, known: &[Json]) -> Result<()> {
    let taken = known.iter().filter_map(|p| p["name"].as_str()).map(str::to_lowercase).collect();
    property::check(
        property,
        &property::Around {
            class: &class.name,
            taken: &taken,
            known_class: &|name| catalog.contains(name),
            presets: &|name| class.stopword_presets.contains_key(name),
            creating: false,
        },
    )
}

/// Takes an index away from a property: `key` is the setting that says whether there is one.
pub(crate) fn drop_index(collection: &Collection, name: &str, key: &str) -> Result<()> {
    collection.update(|class| {
        let mut doc = class.doc.clone();
        let property = create::properties(&mut doc).find(|property| text(property, "name") == name);
        let Some(property) = property else {
            return Err(Refusal::new(format!("property name {name}: not found")));
        };
        property.insert(key.to_owned(), json!(false));
        if key == Kind::Searchable.key() {
            property.shift_remove(BLOCKMAX);
        }
        Ok((Class::from_doc(doc), ()))
    })
}
