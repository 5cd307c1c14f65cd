//! Reads objects from gRPC messages.

use weaviate_proto as proto;
use weaviate_proto::google::value::Kind;

use super::{
    input::Input,
    raw::{Raw, RawMap},
};
use crate::{
    common::{
        error::{Refusal, Result},
        floats::{read_numbers, read_rows},
        gotext,
        named::Named,
    },
    schema::{Class, names},
};

fn raw(value: weaviate_proto::google::Value) -> Raw {
    match value.kind {
        None | Some(Kind::NullValue(_)) => Raw::Null,
        Some(Kind::NumberValue(number)) => Raw::Float(number),
        Some(Kind::StringValue(text)) => Raw::Text(text),
        Some(Kind::BoolValue(value)) => Raw::Bool(value),
        Some(Kind::StructValue(map)) => Raw::Map(raw_map(map)),
        Some(Kind::ListValue(list)) => Raw::List(list.values.into_iter().map(raw).collect()),
    }
}

fn raw_map(map: weaviate_proto::google::Struct) -> RawMap {
    map.fields.into_iter().map(|(key, value)| (key, raw(value))).collect()
}

fn values(from: proto::ObjectPropertiesValue) -> RawMap {
    let mut out = from.non_ref_properties.map(raw_map).unwrap_or_default();
    for list in from.boolean_array_properties {
        out.insert(list.prop_name, Raw::List(list.values.into_iter().map(Raw::Bool).collect()));
    }
    for list in from.number_array_properties {
        #[expect(deprecated, reason = "old clients send numbers one by one")]
        let numbers = if list.values_bytes.is_empty() { list.values } else { floats(&list.values_bytes) };
        out.insert(list.prop_name, Raw::List(numbers.into_iter().map(Raw::Float).collect()));
    }
    for list in from.text_array_properties {
        out.insert(list.prop_name, Raw::List(list.values.into_iter().map(Raw::Text).collect()));
    }
    for list in from.int_array_properties {
        out.insert(list.prop_name, Raw::List(list.values.into_iter().map(Raw::Int).collect()));
    }
    for object in from.object_properties {
        out.insert(object.prop_name, Raw::Map(object.value.map(values).unwrap_or_default()));
    }
    for list in from.object_array_properties {
        let items = list.values.into_iter().map(|item| Raw::Map(values(item))).collect();
        out.insert(list.prop_name, Raw::List(items));
    }
    for name in from.empty_list_props {
        out.insert(name, Raw::List(Vec::new()));
    }
    out
}

/// Numbers from their bytes; a rest that is no number is dropped.
fn floats(bytes: &[u8]) -> Vec<f64> {
    bytes.chunks_exact(8).filter_map(|chunk| Some(f64::from_le_bytes(chunk.try_into().ok()?))).collect()
}

/// An object; its class, when there is one already, is needed for references.
pub(crate) fn input(object: proto::BatchObject, class: Option<&Class>) -> Result<Input> {
    let properties = match object.properties {
        Some(properties) => self::properties(properties, class)?,
        None => RawMap::new(),
    };
    let id = gotext::parse_uuid(&object.uuid).map_err(Refusal::new)?;
    let mut vectors = Named::new();
    #[expect(deprecated, reason = "old clients send the numbers one by one")]
    let single =
        if object.vector_bytes.is_empty() { object.vector } else { read_numbers(&object.vector_bytes) };
    let vector = (!single.is_empty()).then(|| single.into());
    for entry in object.vectors {
        use proto::vectors::VectorType;
        let vector = match VectorType::try_from(entry.r#type) {
            Ok(VectorType::MultiFp32) => read_rows(&entry.vector_bytes)?.into(),
            Ok(_) => read_numbers(&entry.vector_bytes).into(),
            // What is of no known kind is no vector at all.
            Err(_) => continue,
        };
        vectors.insert(entry.name, vector);
    }
    Ok(Input {
        collection: object.collection,
        tenant: object.tenant,
        id: Some(id),
        properties,
        malformed: None,
        vector,
        vectors,
    })
}

fn properties(from: proto::batch_object::Properties, class: Option<&Class>) -> Result<RawMap> {
    let mut out = values(proto::ObjectPropertiesValue {
        non_ref_properties: from.non_ref_properties,
        number_array_properties: from.number_array_properties,
        int_array_properties: from.int_array_properties,
        text_array_properties: from.text_array_properties,
        boolean_array_properties: from.boolean_array_properties,
        object_properties: from.object_properties,
        object_array_properties: from.object_array_properties,
        empty_list_props: from.empty_list_props,
    });
    let Some(class) = class else { return Ok(out) };
    for reference in from.single_target_ref_props {
        let property = class.known_property(&reference.prop_name)?;
        let [target] = property.targets.as_slice() else {
            let types = if property.targets.is_empty() {
                gotext::list(&[property.kind.name()])
            } else {
                gotext::list(&property.targets)
            };
            // A plain property is stored as if it were a reference, and refused later.
            if property.targets.is_empty() {
                let list = reference.uuids.iter().map(|id| beacon(property.kind.name(), id)).collect();
                out.insert(reference.prop_name, Raw::List(list));
                continue;
            }
            return Err(Refusal::new(format!(
                "target is a multi-target reference, need single target {types}"
            )));
        };
        let list = reference.uuids.iter().map(|id| beacon(target, id)).collect();
        out.insert(reference.prop_name, Raw::List(list));
    }
    for reference in from.multi_target_ref_props {
        let property = class.known_property(&reference.prop_name)?;
        if property.targets.len() < 2 {
            let types = if property.targets.is_empty() {
                gotext::list(&[property.kind.name()])
            } else {
                gotext::list(&property.targets)
            };
            return Err(Refusal::new(format!(
                "target is a single-target reference, need multi-target {types}"
            )));
        }
        let target = names::upper_first(&reference.target_collection);
        let beacons = reference.uuids.iter().map(|id| beacon(&target, id));
        match out.entry(reference.prop_name).or_insert_with(|| Raw::List(Vec::new())) {
            Raw::List(list) => list.extend(beacons),
            other => *other = Raw::List(beacons.collect()),
        }
    }
    Ok(out)
}

fn beacon(target: &str, id: &str) -> Raw {
    let text = format!("weaviate://localhost/{target}/{id}");
    Raw::Map(RawMap::from([("beacon".to_owned(), Raw::Text(text))]))
}
