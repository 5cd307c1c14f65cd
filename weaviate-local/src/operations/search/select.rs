//! What a reply shows of each object.

use weaviate_proto as proto;

use crate::{
    catalog::Catalog,
    common::{
        error::{Refusal, Result, Within},
        gotext,
    },
    schema::{Class, DataType, Property, names},
};

/// A property that is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Selected {
    Plain(String),
    Object(String, Vec<Self>),
    Reference { name: String, collection: String, properties: Vec<Self>, metadata: Metadata },
}

impl Selected {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Plain(name) | Self::Object(name, _) | Self::Reference { name, .. } => name,
        }
    }
}

/// What is asked for beside properties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the request is a list of flags")]
pub(crate) struct Metadata {
    pub(crate) id: bool,
    pub(crate) vector: bool,
    pub(crate) vectors: Vec<String>,
    pub(crate) created: bool,
    pub(crate) updated: bool,
    pub(crate) distance: bool,
    pub(crate) certainty: bool,
    pub(crate) score: bool,
    pub(crate) explain: bool,
}

impl Metadata {
    /// Reads the request; `certainty` tells whether the search can give one.
    pub(crate) fn read(class: &Class, from: &proto::MetadataRequest, certainty: bool) -> Self {
        let named = class.vector_names();
        let vectors = if from.vector && !named.is_empty() {
            named.into_iter().map(str::to_owned).collect()
        } else {
            from.vectors.clone()
        };
        Self {
            id: from.uuid,
            vector: from.vector,
            vectors,
            created: from.creation_time_unix,
            updated: from.last_update_time_unix,
            distance: from.distance,
            certainty: from.certainty && certainty,
            score: from.score,
            explain: from.explain_score,
        }
    }
}

/// Every property that is no reference and no blob.
fn all(properties: &[Property]) -> Vec<Selected> {
    properties
        .iter()
        .filter(|property| {
            !matches!(property.kind, DataType::Reference | DataType::Blob | DataType::BlobHash)
        })
        .map(|property| {
            if property.kind.is_nested() {
                Selected::Object(property.name.clone(), all(&property.nested))
            } else {
                Selected::Plain(property.name.clone())
            }
        })
        .collect()
}

/// Reads which properties are asked for.
pub(crate) fn read(
    catalog: &Catalog,
    class: &Class,
    from: Option<&proto::PropertiesRequest>,
    certainty: bool,
) -> Result<Vec<Selected>> {
    let Some(from) = from else { return Ok(all(&class.properties)) };
    let mut out = Vec::new();
    if from.return_all_nonref_properties {
        out = all(&class.properties);
    } else {
        for name in &from.non_ref_properties {
            let name = names::lower_first(name);
            let property = class
                .known_property(&name)
                .within(format!("get property by name {name} for class {}", class.name))?;
            out.push(if property.kind.is_nested() {
                Selected::Object(name, all(&property.nested))
            } else {
                Selected::Plain(name)
            });
        }
    }
    for reference in &from.ref_properties {
        out.push(read_reference(catalog, class, reference, certainty)?);
    }
    out.extend(from.object_properties.iter().map(read_object));
    Ok(out)
}

fn read_reference(
    catalog: &Catalog,
    class: &Class,
    from: &proto::RefPropertiesRequest,
    certainty: bool,
) -> Result<Selected> {
    let name = names::lower_first(&from.reference_property);
    let property = class.known_property(&name)?;
    let collection = match property.targets.as_slice() {
        [only] => only.clone(),
        [] => property.kind.name().to_owned(),
        many if from.target_collection.is_empty() => {
            return Err(Refusal::new(format!(
                "multi target references from collection {} and property {} with need an explicitlinked collection. \
                 Available linked collections are {}",
                class.name,
                from.reference_property,
                gotext::list(many)
            )));
        }
        _ => from.target_collection.clone(),
    };
    let linked = catalog
        .get(&collection)
        .ok_or_else(|| Refusal::new(format!("could not find class {collection} in schema")))?
        .class();
    let properties = match &from.properties {
        Some(properties) => {
            read(catalog, &linked, Some(properties), certainty).within("extract properties request")?
        }
        None => all(&linked.properties),
    };
    let metadata =
        from.metadata.as_ref().map(|from| Metadata::read(&linked, from, certainty)).unwrap_or_default();
    Ok(Selected::Reference { name, collection, properties, metadata })
}

fn read_object(from: &proto::ObjectPropertiesRequest) -> Selected {
    let mut inner: Vec<Selected> =
        from.primitive_properties.iter().map(|name| Selected::Plain(names::lower_first(name))).collect();
    inner.extend(from.object_properties.iter().map(read_object));
    Selected::Object(names::lower_first(&from.prop_name), inner)
}
