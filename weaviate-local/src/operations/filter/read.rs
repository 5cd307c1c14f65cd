//! Filters from gRPC messages, and from the where clause of REST and GraphQL.

use serde_json::Value as Json;
use weaviate_proto::{self as proto, filter_target::Target, filters::TestValue};

use super::{
    clause::{CREATED, Clause, Comparison, ID, Operand, Operator, Path, UPDATED, length_of},
    nested,
    validate::{compare, each},
};
use crate::{
    catalog::Catalog,
    common::{
        doc::{Doc, list},
        error::{Refusal, Result},
        gotext::{self, INTEGERS},
        settings::Settings,
    },
    schema::{Class, DataType, names},
};

/// Reads a filter on a collection.
pub(crate) fn read(
    catalog: &Catalog,
    class: &std::sync::Arc<Class>,
    from: &proto::Filters,
) -> Result<Clause> {
    use proto::filters::Operator as Wire;
    let wire = Wire::try_from(from.operator).unwrap_or(Wire::Unspecified);
    if matches!(wire, Wire::And | Wire::Or | Wire::Not) {
        let children = from.filters.iter().map(|child| read(catalog, class, child)).collect::<Result<_>>()?;
        return Ok(match wire {
            Wire::And => Clause::And(children),
            Wire::Or => Clause::Or(children),
            _ => Clause::Not(children),
        });
    }
    #[expect(deprecated, reason = "old clients send the path as a list")]
    let on = &from.on;
    if from.target.is_none() && on.len() % 2 != 1 {
        return Err(Refusal::new(format!(
            "paths needs to have a uneven number of components: property, class, property, ...., got {}",
            gotext::list(on)
        )));
    }
    let operator = operator(wire, from.operator)?;
    let (path, value_type) = match &from.target {
        Some(target) => target_path(catalog, class, target, operator)?,
        None => list_path(catalog, class, on, operator)?,
    };
    let value = operand(from.test_value.as_ref())?;
    comparison(operator, path, value, value_type)
}

// A number that no operator has is told as a number.
fn operator(wire: proto::filters::Operator, number: i32) -> Result<Operator> {
    use proto::filters::Operator as Wire;
    Ok(match wire {
        Wire::Equal => Operator::Equal,
        Wire::NotEqual => Operator::NotEqual,
        Wire::GreaterThan => Operator::Greater,
        Wire::GreaterThanEqual => Operator::GreaterEqual,
        Wire::LessThan => Operator::Less,
        Wire::LessThanEqual => Operator::LessEqual,
        Wire::WithinGeoRange => Operator::WithinGeoRange,
        Wire::Like => Operator::Like,
        Wire::IsNull => Operator::IsNull,
        Wire::ContainsAny => Operator::ContainsAny,
        Wire::ContainsAll => Operator::ContainsAll,
        Wire::ContainsNone => Operator::ContainsNone,
        Wire::Unspecified | Wire::And | Wire::Or | Wire::Not => {
            let name = if number == wire as i32 { wire.as_str_name().to_owned() } else { number.to_string() };
            return Err(Refusal::new(format!("unknown filter operator {name}")));
        }
    })
}

// A filter on uuids compares texts. Numbers that come as a text or as the other kind of number are converted.
fn comparison(operator: Operator, path: Path, value: Operand, value_type: DataType) -> Result<Clause> {
    let value_type = if value_type == DataType::Uuid { DataType::Text } else { value_type };
    let value = match value_type {
        DataType::Number => corrected_number(operator, value)?,
        DataType::Int => corrected_int(operator, value)?,
        _ => value,
    };
    Ok(Clause::Compare(Comparison { operator, path, value, value_type }))
}

fn operand(value: Option<&TestValue>) -> Result<Operand> {
    Ok(match value {
        Some(TestValue::ValueText(text)) => Operand::Text(text.clone()),
        Some(TestValue::ValueInt(number)) => Operand::Int(*number),
        Some(TestValue::ValueBoolean(value)) => Operand::Bool(*value),
        Some(TestValue::ValueNumber(number)) => Operand::Number(*number),
        Some(TestValue::ValueTextArray(list)) => Operand::Texts(list.values.clone()),
        Some(TestValue::ValueIntArray(list)) => Operand::Ints(list.values.clone()),
        Some(TestValue::ValueBooleanArray(list)) => Operand::Bools(list.values.clone()),
        Some(TestValue::ValueNumberArray(list)) => Operand::Numbers(list.values.clone()),
        Some(TestValue::ValueGeo(geo)) => {
            Operand::Geo { latitude: geo.latitude, longitude: geo.longitude, distance: geo.distance }
        }
        None => return Err(Refusal::new("unknown value type <nil>")),
    })
}

/// A text where a number is meant, in the words of Go's parser.
fn unreadable(text: &str, wanted: &str, kind: &str) -> Refusal {
    Refusal::new(format!(
        "expected {wanted} value, but could not parse string '{text}' as {kind}: strconv.ParseFloat: parsing {}: \
         invalid syntax",
        gotext::quote(text)
    ))
}

fn corrected_number(operator: Operator, value: Operand) -> Result<Operand> {
    Ok(match value {
        Operand::Int(number) => Operand::Number(number as f64),
        Operand::Text(text) => match text.parse() {
            Ok(number) => Operand::Number(number),
            Err(_) => return Err(unreadable(&text, "a number", "float")),
        },
        Operand::Ints(list) if operator.is_contains() => {
            Operand::Numbers(list.into_iter().map(|number| number as f64).collect())
        }
        other => other,
    })
}

fn corrected_int(operator: Operator, value: Operand) -> Result<Operand> {
    Ok(match value {
        Operand::Number(number) => Operand::Int(whole(number)?),
        Operand::Text(text) => match text.parse() {
            Ok(number) => Operand::Int(whole(number)?),
            Err(_) => return Err(unreadable(&text, "an integer", "int")),
        },
        Operand::Numbers(list) if operator.is_contains() => {
            Operand::Ints(list.into_iter().map(whole).collect::<Result<_>>()?)
        }
        other => other,
    })
}

fn whole(number: f64) -> Result<i64> {
    let received = |what: &str| {
        Refusal::new(format!("filtering for integer, but received a {what} {}", gotext::general(number)))
    };
    if !number.is_finite() {
        return Err(received("non-finite number"));
    }
    if !INTEGERS.contains(&number) {
        return Err(received("value out of range"));
    }
    if number.fract() != 0.0 {
        return Err(received("floating point number"));
    }
    Ok(number as i64)
}

fn target_path(
    catalog: &Catalog,
    class: &std::sync::Arc<Class>,
    target: &proto::FilterTarget,
    operator: Operator,
) -> Result<(Path, DataType)> {
    let here = |property: &str, child: Option<Path>| Path {
        class: class.clone(),
        property: property.to_owned(),
        child: child.map(Box::new),
    };
    match &target.target {
        Some(Target::Property(property)) => Ok((here(property, None), data_type(class, property, operator)?)),
        Some(Target::SingleTarget(single)) => {
            let name = names::lower_first(&single.on);
            let property = class.known_property(&name)?;
            let linked = match property.targets.as_slice() {
                [only] => only.clone(),
                [] => property.kind.name().to_owned(),
                many => {
                    return Err(Refusal::new(format!(
                        "expected reference property with a single target, got {} for {name} ",
                        gotext::list(many)
                    )));
                }
            };
            let (child, kind) = linked_path(catalog, &linked, single.target.as_deref(), operator)?;
            Ok((here(&name, Some(child)), kind))
        }
        Some(Target::MultiTarget(multi)) => {
            let (child, kind) =
                linked_path(catalog, &multi.target_collection, multi.target.as_deref(), operator)?;
            Ok((here(&names::lower_first(&multi.on), Some(child)), kind))
        }
        Some(Target::Count(count)) => Ok((here(&names::lower_first(&count.on), None), DataType::Int)),
        None => Err(Refusal::new("unknown target type ")),
    }
}

fn linked_path(
    catalog: &Catalog,
    collection: &str,
    target: Option<&proto::FilterTarget>,
    operator: Operator,
) -> Result<(Path, DataType)> {
    let class = catalog
        .get(collection)
        .ok_or_else(|| Refusal::new(format!("could not find class {collection} in schema")))?
        .class();
    match target {
        Some(target) => target_path(catalog, &class, target, operator),
        None => Err(Refusal::new("unknown target type ")),
    }
}

// Property, class, property, class, … property.
fn list_path(
    catalog: &Catalog,
    class: &std::sync::Arc<Class>,
    on: &[String],
    operator: Operator,
) -> Result<(Path, DataType)> {
    match on {
        [property] => Ok((
            Path { class: class.clone(), property: property.clone(), child: None },
            data_type(class, property, operator)?,
        )),
        [property, linked, rest @ ..] => {
            let next = catalog
                .get(linked)
                .ok_or_else(|| Refusal::new(format!("could not find class {linked} in schema")))?
                .class();
            let (child, kind) = list_path(catalog, &next, rest, operator)?;
            Ok((
                Path { class: class.clone(), property: property.clone(), child: Some(Box::new(child)) },
                kind,
            ))
        }
        [] => Err(Refusal::new(
            "paths needs to have a uneven number of components: property, class, property, \
                                ...., got []",
        )),
    }
}

fn data_type(class: &Class, property: &str, operator: Operator) -> Result<DataType> {
    match property {
        ID => return Ok(DataType::Text),
        CREATED | UPDATED => return Ok(DataType::Date),
        _ if operator == Operator::IsNull => return Ok(DataType::Boolean),
        _ if length_of(property).is_some() => return Ok(DataType::Int),
        _ => {}
    }
    if let Some((root, segments)) = nested::path::split(class, property) {
        let leaf = nested::path::leaf(root, property, &segments)?;
        return Ok(leaf.kind.item());
    }
    let property = class.known_property(property)?;
    Ok(if property.kind == DataType::Reference { DataType::Int } else { property.kind.item() })
}

/// Reads a where clause of REST or GraphQL, whose form is known to be right, and checks it by the schema. The key of a value
/// says its type.
pub(crate) fn read_doc(
    catalog: &Catalog,
    settings: &Settings,
    class: &std::sync::Arc<Class>,
    doc: &Doc,
) -> Result<Clause> {
    let operator = doc.get("operator").and_then(Json::as_str).unwrap_or_default();
    if matches!(operator, "And" | "Or" | "Not") {
        let operands = list(doc, "operands").iter().filter_map(Json::as_object);
        let children = each(operands, |operand| read_doc(catalog, settings, class, operand))?;
        return Ok(match operator {
            "And" => Clause::And(children),
            "Or" => Clause::Or(children),
            _ => Clause::Not(children),
        });
    }
    let mut path: Vec<&str> = list(doc, "path").iter().filter_map(Json::as_str).collect();
    // The older name of the id, which messages do not know.
    if let Some(last) = path.last_mut().filter(|last| **last == "id") {
        *last = ID;
    }
    let operator = named_operator(operator)?;
    let (value, value_type) = json_operand(doc)?;
    let clause = comparison(operator, doc_path(catalog, class, &path)?, value, value_type)?;
    if let Clause::Compare(comparison) = &clause {
        compare(settings, comparison)?;
    }
    Ok(clause)
}

fn doc_path(catalog: &Catalog, class: &std::sync::Arc<Class>, path: &[&str]) -> Result<Path> {
    let [property, rest @ ..] = path else {
        return Err(Refusal::new("field 'path': must have at least one element"));
    };
    let child = match rest {
        [] => None,
        [linked, rest @ ..] => {
            let next = catalog.get(linked).ok_or_else(|| {
                Refusal::new(format!("class {} does not exist in schema", gotext::quote(linked)))
            })?;
            Some(Box::new(doc_path(catalog, &next.class(), rest)?))
        }
    };
    Ok(Path { class: class.clone(), property: (*property).to_owned(), child })
}

pub(super) fn named_operator(name: &str) -> Result<Operator> {
    Ok(match name {
        "Equal" => Operator::Equal,
        "NotEqual" => Operator::NotEqual,
        "GreaterThan" => Operator::Greater,
        "GreaterThanEqual" => Operator::GreaterEqual,
        "LessThan" => Operator::Less,
        "LessThanEqual" => Operator::LessEqual,
        "WithinGeoRange" => Operator::WithinGeoRange,
        "Like" => Operator::Like,
        "IsNull" => Operator::IsNull,
        "ContainsAny" => Operator::ContainsAny,
        "ContainsAll" => Operator::ContainsAll,
        "ContainsNone" => Operator::ContainsNone,
        other => return Err(Refusal::new(format!("unrecognized operator: {other}"))),
    })
}

// The value and the type that its key names.
fn json_operand(doc: &Doc) -> Result<(Operand, DataType)> {
    let texts = |value: &Json| {
        value.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    for (key, value) in doc {
        let Some(name) = key.strip_prefix("value") else { continue };
        let value_type = match name.strip_suffix("Array").unwrap_or(name) {
            "Text" | "String" => DataType::Text,
            "Date" => DataType::Date,
            "Int" => DataType::Int,
            "Number" => DataType::Number,
            "Boolean" => DataType::Boolean,
            "GeoRange" => DataType::Geo,
            _ => continue,
        };
        let operand = match name {
            "Text" | "String" | "Date" => value.as_str().map(|text| Operand::Text(text.to_owned())),
            "Int" => value.as_i64().map(Operand::Int),
            "Number" => value.as_f64().map(Operand::Number),
            "Boolean" => value.as_bool().map(Operand::Bool),
            "TextArray" | "StringArray" | "DateArray" => Some(Operand::Texts(texts(value))),
            "IntArray" => {
                Some(Operand::Ints(value.as_array().into_iter().flatten().filter_map(Json::as_i64).collect()))
            }
            "NumberArray" => Some(Operand::Numbers(
                value.as_array().into_iter().flatten().filter_map(Json::as_f64).collect(),
            )),
            "BooleanArray" => Some(Operand::Bools(
                value.as_array().into_iter().flatten().filter_map(Json::as_bool).collect(),
            )),
            "GeoRange" => {
                let at = |value: &Json| value.as_f64().unwrap_or_default() as f32;
                Some(Operand::Geo {
                    latitude: at(&value["geoCoordinates"]["latitude"]),
                    longitude: at(&value["geoCoordinates"]["longitude"]),
                    distance: at(&value["distance"]["max"]),
                })
            }
            _ => None,
        };
        if let Some(operand) = operand {
            return Ok((operand, value_type));
        }
    }
    Err(Refusal::new("got operator, but no value<Type> field set"))
}
