//! Properties that are dead: no struct declares them, and no object has a value for them.

use serde::Serialize;
use weaviate_query::{
    Names, Result,
    ir::{Item, Metadata, Query, Selection},
    schema::{Class, CollectionDef, PropertyRef},
    wire::raw::Value,
};

use super::mapping::item;
use crate::{ObjectApi, Options, plan::normal, sync::look};

/// A property that a collection has for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Dead {
    /// The class.
    pub class: String,
    /// The property.
    pub property: String,
    /// How many objects were looked at, all of the class; none of them fills it.
    pub objects: u64,
}

/// So many objects are looked at at once.
const PAGE: u32 = 500;

/// The properties of the classes of `wanted` that no struct declares and no object fills. An empty list fills nothing.
///
/// All objects are looked at, and only for properties of which none was found yet, so a class without dead properties
/// is mostly done after its first page. A class with tenants that are not active has none: nobody knows what they hold.
/// Links are left out.
///
/// # Errors
///
/// What a read fails with.
pub async fn dead<A: ObjectApi>(api: &A, wanted: &[&CollectionDef], names: &Names) -> Result<Vec<Dead>> {
    let looked = look(api, wanted, names, &Options::default()).await?;
    let mut all = Vec::new();
    for def in wanted {
        let class = looked.names.concrete(def.name).into_owned();
        let Some(class) = looked.actual.class(&class) else { continue };
        let declared = |property: &PropertyRef<'_>| {
            let is = |name: &str| normal::property_name(name) == property.name();
            def.fields.iter().any(|field| is(field.name) || field.renamed_from.is_some_and(is))
        };
        let suspects = class.properties().filter(|property| !property.is_reference() && !declared(property));
        all.extend(of_class(api, class, suspects.collect()).await?);
    }
    Ok(all)
}

async fn of_class<A: ObjectApi>(api: &A, class: &Class, mut left: Vec<PropertyRef<'_>>) -> Result<Vec<Dead>> {
    let tenants = if class.is_multi_tenant() {
        api.tenants(class.name()).await?.into_iter().map(|(name, active)| (Some(name), active)).collect()
    } else {
        vec![(None, true)]
    };
    if tenants.iter().any(|(_, active)| !active) {
        return Ok(Vec::new());
    }
    let mut objects = 0;
    for (tenant, _) in tenants {
        let mut after = None;
        while !left.is_empty() {
            let mut items: Vec<Item> = left.iter().map(|property| item(*property)).collect();
            items.push(Item::Metadata(Metadata::Id));
            let query = Query { selection: Selection { items }, ..Query::new(class.name().to_owned()) };
            let page = api.find(class.name(), tenant.as_deref(), &query, after, PAGE).await?;
            let Some(last) = page.last().and_then(|object| object.id) else { break };
            objects += page.len() as u64;
            left.retain(|property| {
                !page.iter().any(|object| object.properties.get(property.name()).is_some_and(fills))
            });
            after = Some(last);
        }
    }
    let found = |property: PropertyRef<'_>| Dead {
        class: class.name().to_owned(),
        property: property.name().to_owned(),
        objects,
    };
    Ok(left.into_iter().map(found).collect())
}

/// Whether a value is one.
fn fills(value: &Value) -> bool {
    !matches!(value, Value::List(values) if values.is_empty())
}
