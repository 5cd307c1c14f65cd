//! What was found, as the messages of a reply.

use std::collections::HashMap;

use bytes::Bytes;
use weaviate_proto::{self as proto, list_value, value};

use super::{
    found::Found,
    group::Group,
    hit::Hit,
    query::{Kind, Query},
    select::{Metadata, Selected},
};
use crate::{
    catalog::{Catalog, check_tenant},
    common::{
        error::{Refusal, Result, Within as _},
        gotext,
        object::{Object, Vector},
        sync::read,
        value::{Beacon, Date, Fields, Value},
    },
    schema::Class,
};

/// Writes a reply.
pub(super) fn write(
    catalog: &Catalog,
    class: &Class,
    query: &Query,
    found: Found,
) -> Result<proto::SearchReply> {
    let writer = Writer {
        catalog,
        tenant: &query.tenant,
        place: query.kind.searching(),
        vector_search: matches!(query.kind, Kind::Near(_)),
    };
    let mut reply = proto::SearchReply::default();
    match found {
        Found::Hits(hits) => {
            reply.results = hits
                .iter()
                .map(|hit| writer.result(class, hit, &query.properties, &query.metadata))
                .collect::<Result<_>>()?;
        }
        Found::Groups(groups) => {
            reply.group_by_results =
                groups.iter().map(|group| writer.group(class, group, query)).collect::<Result<_>>()?;
        }
    }
    Ok(reply)
}

/// Refuses to follow a link of a tenant's object out of it: a server asks for the tenant there too (1.39.0).
pub(crate) fn check_link(to: &Class, tenant: &str) -> Result<()> {
    if tenant.is_empty() || to.multi_tenant {
        return Ok(());
    }
    let place = format!(
        "resolve cross-refs: build reference cache: build request cache: fetch job list: index {}: determine shard",
        gotext::quote(&to.index_name())
    );
    check_tenant(to, tenant).within(place)
}

struct Writer<'a> {
    catalog: &'a Catalog,
    tenant: &'a str,
    /// Where a link that cannot be followed fails.
    place: String,
    vector_search: bool,
}

impl Writer<'_> {
    fn result(
        &self,
        class: &Class,
        hit: &Hit,
        properties: &[Selected],
        metadata: &Metadata,
    ) -> Result<proto::SearchResult> {
        let mut shown = self.properties(&hit.object, properties)?;
        shown.target_collection = class.name.clone();
        Ok(proto::SearchResult {
            properties: Some(shown),
            metadata: Some(self.metadata(&hit.object, metadata, Some(hit))),
            generative: None,
        })
    }

    fn group(&self, class: &Class, group: &Group, query: &Query) -> Result<proto::GroupByResult> {
        // The server leaves some of the metadata out of hits in a group.
        let metadata = Metadata {
            id: query.metadata.id,
            vector: query.metadata.vector,
            vectors: query.metadata.vectors.clone(),
            distance: query.metadata.distance,
            ..Metadata::default()
        };
        let objects = group
            .hits
            .iter()
            .map(|hit| {
                let hit = Hit { distance: hit.distance.or(Some(0.0)), rerank: None, ..hit.clone() };
                let mut result = self.result(class, &hit, &query.properties, &metadata)?;
                if let (Some(shown), true) = (&mut result.metadata, query.metadata.distance) {
                    shown.distance_present = true;
                    shown.distance = hit.distance.unwrap_or(0.0);
                }
                Ok(result)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(proto::GroupByResult {
            name: group.name.clone(),
            min_distance: group.nearest,
            max_distance: group.farthest,
            number_of_objects: objects.len() as i64,
            objects,
            rerank: group.rerank.map(|score| proto::RerankReply { score }),
            ..proto::GroupByResult::default()
        })
    }

    fn properties(&self, object: &Object, selected: &[Selected]) -> Result<proto::PropertiesResult> {
        let mut fields = HashMap::new();
        let mut references = Vec::new();
        let mut requested = false;
        for property in selected {
            match property {
                Selected::Plain(name) => match object.fields.get(name) {
                    Some(Value::Refs(list)) if !list.is_empty() => {
                        return Err(Refusal::new(format!(
                            "creating primitive value for {name}: proto:\u{a0}invalid type: models.MultipleRef"
                        )));
                    }
                    // Only a module asks for an object as a whole.
                    Some(Value::Object(_)) => {
                        return Err(Refusal::new(format!(
                            "creating primitive value for {name}: proto:\u{a0}invalid type: map[string]interface {{}}"
                        )));
                    }
                    Some(value) => {
                        fields.insert(name.clone(), write_value(value, None));
                    }
                    None => {
                        fields.insert(name.clone(), null());
                    }
                },
                Selected::Object(name, inner) => {
                    if let Some(kind) = object.fields.get(name).and_then(Value::go_type) {
                        let why = format!("creating object value: proto:\u{a0}invalid type: {kind}");
                        return Err(Refusal::new(why));
                    }
                    let shown =
                        object.fields.get(name).map_or_else(null, |value| write_value(value, Some(inner)));
                    fields.insert(name.clone(), shown);
                }
                Selected::Reference { name, collection, properties, metadata } => {
                    requested = true;
                    if let Some(Value::Refs(list)) = object.fields.get(name) {
                        let shown = self.references(list, collection, properties, metadata)?;
                        if shown.is_empty() && !list.is_empty() {
                            continue;
                        }
                        // A reference that is selected twice is answered the first way both times.
                        let first = references
                            .iter()
                            .find(|known: &&proto::RefPropertiesResult| known.prop_name == *name)
                            .map(|known| known.properties.clone());
                        references.push(proto::RefPropertiesResult {
                            properties: first.unwrap_or(shown),
                            prop_name: name.clone(),
                        });
                    }
                }
            }
        }
        let fields = (!fields.is_empty()).then_some(proto::Properties { fields });
        Ok(proto::PropertiesResult {
            ref_props: references,
            target_collection: String::new(),
            metadata: None,
            non_ref_props: fields,
            ref_props_requested: requested,
        })
    }

    // References to other collections, and to objects that are gone, are left out.
    fn references(
        &self,
        list: &[Beacon],
        collection: &str,
        properties: &[Selected],
        metadata: &Metadata,
    ) -> Result<Vec<proto::PropertiesResult>> {
        let Some(target) = self.catalog.get(collection) else { return Ok(Vec::new()) };
        let class = target.class();
        if !list.is_empty() {
            check_link(&class, self.tenant).within(&self.place)?;
        }
        let Ok(shard) = target.shard(self.tenant) else { return Ok(Vec::new()) };
        let mut out = Vec::new();
        for beacon in list {
            // The server looks the id up there, also where the link names another collection.
            let Some(object) = read(&shard).get(&beacon.id) else { continue };
            let mut shown = self.properties(&object, properties)?;
            shown.target_collection = class.name.clone();
            shown.metadata = Some(self.metadata(&object, metadata, None));
            out.push(shown);
        }
        Ok(out)
    }

    fn metadata(&self, object: &Object, wanted: &Metadata, hit: Option<&Hit>) -> proto::MetadataResult {
        let mut out = proto::MetadataResult::default();
        if wanted.id {
            out.id = object.id.to_string();
            out.id_as_bytes = Bytes::copy_from_slice(object.id.as_bytes());
        }
        if wanted.vector
            && let Some(vector) = object.vector("")
        {
            #[expect(deprecated, reason = "the server sends both")]
            {
                out.vector = vector.to_vec();
            }
            out.vector_bytes = vector_bytes(vector);
        }
        out.vectors = wanted.vectors.iter().filter_map(|name| named_vector(object, name)).collect();
        if wanted.created {
            out.creation_time_unix = object.created;
            out.creation_time_unix_present = true;
        }
        if wanted.updated {
            out.last_update_time_unix = object.updated;
            out.last_update_time_unix_present = true;
        }
        if let Some(hit) = hit {
            self.scores(&mut out, wanted, hit);
        }
        out
    }

    fn scores(&self, out: &mut proto::MetadataResult, wanted: &Metadata, hit: &Hit) {
        if let (true, Some(distance)) = (self.vector_search, hit.distance) {
            if wanted.distance {
                out.distance = distance;
                out.distance_present = true;
            }
            if wanted.certainty {
                out.certainty = (1.0 - f64::from(distance) / 2.0) as f32;
                out.certainty_present = true;
            }
        }
        if wanted.score {
            out.score = hit.score;
            out.score_present = true;
        }
        if let Some(score) = hit.rerank {
            out.rerank_score = score;
            out.rerank_score_present = true;
        }
        if wanted.explain {
            out.explain_score = hit.explain.clone();
            out.explain_score_present = true;
        }
    }
}

fn vector_bytes(vector: &[f32]) -> Bytes {
    vector.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn named_vector(object: &Object, name: &str) -> Option<proto::Vectors> {
    use proto::vectors::VectorType;
    let (bytes, kind) = match object.vectors.get(name).filter(|_| !name.is_empty())? {
        Vector::Single(vector) if vector.is_empty() => return None,
        Vector::Single(vector) => (vector_bytes(vector), VectorType::SingleFp32),
        Vector::Multi(rows) => {
            let dimensions = rows.first()?.len() as u16;
            let mut bytes = dimensions.to_le_bytes().to_vec();
            bytes.extend(rows.iter().flatten().flat_map(|number| number.to_le_bytes()));
            (Bytes::from(bytes), VectorType::MultiFp32)
        }
    };
    Some(proto::Vectors {
        name: name.to_owned(),
        vector_bytes: bytes,
        r#type: kind as i32,
        ..proto::Vectors::default()
    })
}

fn null() -> proto::Value {
    proto::Value { kind: Some(value::Kind::NullValue(0)) }
}

fn int64(number: f64) -> i64 {
    // As Go converts a float that does not fit into an integer.
    if gotext::INTEGERS.contains(&number) { number as i64 } else { i64::MIN }
}

fn write_value(value: &Value, inner: Option<&[Selected]>) -> proto::Value {
    use value::Kind;
    let list = |kind: list_value::Kind| Kind::ListValue(proto::ListValue { kind: Some(kind) });
    let kind = match value {
        Value::Text(text) => Kind::TextValue(text.clone()),
        Value::Int(number) => Kind::IntValue(int64(*number)),
        Value::Number(number) => Kind::NumberValue(*number),
        Value::Bool(value) => Kind::BoolValue(*value),
        Value::Date(date) => Kind::DateValue(date.text()),
        Value::Uuid(id) => Kind::UuidValue(id.to_string()),
        Value::Geo(geo) => {
            Kind::GeoValue(proto::GeoCoordinate { longitude: geo.longitude, latitude: geo.latitude })
        }
        Value::Phone(phone) => Kind::PhoneValue(proto::PhoneNumber {
            country_code: phone.country_code,
            default_country: phone.default_country.clone(),
            input: phone.input.clone(),
            international_formatted: phone.international_formatted.clone(),
            national: phone.national,
            national_formatted: phone.national_formatted.clone(),
            valid: phone.valid,
        }),
        Value::Blob(text) => Kind::BlobValue(text.clone()),
        Value::Object(fields) => Kind::ObjectValue(object(fields, inner)),
        Value::Texts(items) => {
            list(list_value::Kind::TextValues(proto::TextValues { values: items.clone() }))
        }
        Value::Ints(items) => list(list_value::Kind::IntValues(proto::IntValues {
            values: items.iter().flat_map(|number| int64(*number).to_le_bytes()).collect(),
        })),
        Value::Numbers(items) => list(list_value::Kind::NumberValues(proto::NumberValues {
            values: items.iter().flat_map(|number| number.to_le_bytes()).collect(),
        })),
        Value::Bools(items) => {
            list(list_value::Kind::BoolValues(proto::BoolValues { values: items.clone() }))
        }
        Value::Dates(items) => list(list_value::Kind::DateValues(proto::DateValues {
            values: items.iter().map(Date::text).collect(),
        })),
        Value::Uuids(items) => list(list_value::Kind::UuidValues(proto::UuidValues {
            values: items.iter().map(ToString::to_string).collect(),
        })),
        Value::Objects(items) => list(list_value::Kind::ObjectValues(proto::ObjectValues {
            values: items.iter().map(|fields| object(fields, inner)).collect(),
        })),
        Value::Refs(_) => Kind::NullValue(0),
    };
    proto::Value { kind: Some(kind) }
}

// Inside an object what is not there is left out.
fn object(fields: &Fields, selected: Option<&[Selected]>) -> proto::Properties {
    let shown = match selected {
        Some(selected) => selected
            .iter()
            .filter_map(|property| {
                let inner = match property {
                    Selected::Object(_, inner) => Some(inner.as_slice()),
                    _ => None,
                };
                let value = fields.get(property.name())?;
                Some((property.name().to_owned(), write_value(value, inner)))
            })
            .collect(),
        None => fields.iter().map(|(name, value)| (name.clone(), write_value(value, None))).collect(),
    };
    proto::Properties { fields: shown }
}
