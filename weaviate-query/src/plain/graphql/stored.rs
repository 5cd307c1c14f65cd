//! One object of a batch as the JSON that REST takes.

use serde_json::{Map, Value as Json, json};
use weaviate_proto::{
    BatchObject, BooleanArrayProperties, IntArrayProperties, NumberArrayProperties, ObjectPropertiesValue,
    TextArrayProperties, Vectors, vectors::VectorType,
};

use crate::plain::{
    error::{Error, Result},
    names::Names,
    schema::Shape,
};

/// An object with its class, id, tenant, links and vectors.
pub(super) fn object(object: &BatchObject, of: Option<Shape<'_>>, names: &Names) -> Result<Json> {
    let mut properties = Map::new();
    if let Some(parts) = &object.properties {
        scalars(&mut properties, parts.non_ref_properties.as_ref());
        numbers(&mut properties, &parts.number_array_properties)?;
        ints(&mut properties, &parts.int_array_properties);
        texts(&mut properties, &parts.text_array_properties);
        booleans(&mut properties, &parts.boolean_array_properties);
        for one in &parts.object_properties {
            let value = one.value.as_ref().map_or(Ok(Json::Null), nested)?;
            properties.insert(one.prop_name.clone(), value);
        }
        for many in &parts.object_array_properties {
            let values = many.values.iter().map(nested).collect::<Result<_>>()?;
            properties.insert(many.prop_name.clone(), Json::Array(values));
        }
        empty(&mut properties, &parts.empty_list_props);
        for link in &parts.single_target_ref_props {
            let target = of.and_then(|of| of.property(&link.prop_name)).and_then(|of| of.target(None, names));
            let class = target.as_ref().map(|(_, class)| &**class);
            links(&mut properties, &link.prop_name, class, &link.uuids);
        }
        for link in &parts.multi_target_ref_props {
            links(&mut properties, &link.prop_name, Some(&link.target_collection), &link.uuids);
        }
    }
    let mut out = json!({ "class": object.collection, "id": object.uuid });
    out["properties"] = properties.into();
    if !object.tenant.is_empty() {
        out["tenant"] = object.tenant.clone().into();
    }
    if !object.vector_bytes.is_empty() {
        out["vector"] = row(&object.vector_bytes)?;
    }
    if !object.vectors.is_empty() {
        let vectors = object.vectors.iter().map(|vector| Ok((vector.name.clone(), self::vector(vector)?)));
        out["vectors"] = Json::Object(vectors.collect::<Result<_>>()?);
    }
    Ok(out)
}

/// The address of an object.
pub(super) fn beacon(class: Option<&str>, id: &str) -> String {
    match class {
        Some(class) => format!("weaviate://localhost/{class}/{id}"),
        None => format!("weaviate://localhost/{id}"),
    }
}

fn links(properties: &mut Map<String, Json>, name: &str, class: Option<&str>, ids: &[String]) {
    let beacons = ids.iter().map(|id| json!({ "beacon": beacon(class, id) }));
    match properties.get_mut(name).and_then(Json::as_array_mut) {
        Some(before) => before.extend(beacons),
        None => {
            properties.insert(name.to_owned(), beacons.collect());
        }
    }
}

fn nested(object: &ObjectPropertiesValue) -> Result<Json> {
    let mut properties = Map::new();
    scalars(&mut properties, object.non_ref_properties.as_ref());
    numbers(&mut properties, &object.number_array_properties)?;
    ints(&mut properties, &object.int_array_properties);
    texts(&mut properties, &object.text_array_properties);
    booleans(&mut properties, &object.boolean_array_properties);
    for one in &object.object_properties {
        let value = one.value.as_ref().map_or(Ok(Json::Null), nested)?;
        properties.insert(one.prop_name.clone(), value);
    }
    for many in &object.object_array_properties {
        let values = many.values.iter().map(nested).collect::<Result<_>>()?;
        properties.insert(many.prop_name.clone(), Json::Array(values));
    }
    empty(&mut properties, &object.empty_list_props);
    Ok(properties.into())
}

fn scalars(properties: &mut Map<String, Json>, map: Option<&weaviate_proto::google::Struct>) {
    for (name, value) in map.into_iter().flat_map(|map| &map.fields) {
        properties.insert(name.clone(), scalar(value));
    }
}

fn scalar(value: &weaviate_proto::google::Value) -> Json {
    use weaviate_proto::google::value::Kind;
    match &value.kind {
        None | Some(Kind::NullValue(_)) => Json::Null,
        Some(Kind::BoolValue(value)) => Json::Bool(*value),
        Some(Kind::StringValue(text)) => Json::String(text.clone()),
        Some(Kind::NumberValue(number)) => self::number(*number),
        Some(Kind::StructValue(inside)) => {
            let fields = inside.fields.iter().map(|(name, value)| (name.clone(), scalar(value)));
            Json::Object(fields.collect())
        }
        Some(Kind::ListValue(list)) => list.values.iter().map(scalar).collect(),
    }
}

/// Ints stand in the map as floats, and REST takes an int only without a point. The negative zero is a float.
fn number(value: f64) -> Json {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole = value.fract() == 0.0 && value.abs() <= EXACT && !(value == 0.0 && value.is_sign_negative());
    if whole { Json::from(value as i64) } else { Json::from(value) }
}

fn numbers(properties: &mut Map<String, Json>, lists: &[NumberArrayProperties]) -> Result<()> {
    for list in lists {
        let (words, rest) = list.values_bytes.as_chunks::<8>();
        if !rest.is_empty() {
            return Err(Error::decode(format!("the numbers of `{}` are cut in the middle", list.prop_name)));
        }
        let values = words.iter().map(|word| number(f64::from_le_bytes(*word)));
        properties.insert(list.prop_name.clone(), values.collect());
    }
    Ok(())
}

fn ints(properties: &mut Map<String, Json>, lists: &[IntArrayProperties]) {
    properties.extend(lists.iter().map(|list| (list.prop_name.clone(), list.values.clone().into())));
}

fn texts(properties: &mut Map<String, Json>, lists: &[TextArrayProperties]) {
    properties.extend(lists.iter().map(|list| (list.prop_name.clone(), list.values.clone().into())));
}

fn booleans(properties: &mut Map<String, Json>, lists: &[BooleanArrayProperties]) {
    properties.extend(lists.iter().map(|list| (list.prop_name.clone(), list.values.clone().into())));
}

fn empty(properties: &mut Map<String, Json>, names: &[String]) {
    properties.extend(names.iter().map(|name| (name.clone(), Json::Array(Vec::new()))));
}

fn vector(vector: &Vectors) -> Result<Json> {
    if vector.r#type() != VectorType::MultiFp32 {
        return row(&vector.vector_bytes);
    }
    let Some((width, bytes)) = vector.vector_bytes.split_first_chunk::<2>() else {
        return Ok(Json::Array(Vec::new()));
    };
    let width = usize::from(u16::from_le_bytes(*width)).max(1) * size_of::<f32>();
    bytes.chunks(width).map(row).collect()
}

/// The numbers of a vector, with the digits that they have as 64 bits: a server narrows what it read.
fn row(bytes: &[u8]) -> Result<Json> {
    let (words, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(Error::decode("a vector is cut in the middle"));
    }
    Ok(words.iter().map(|word| Json::from(f64::from(f32::from_le_bytes(*word)))).collect())
}
