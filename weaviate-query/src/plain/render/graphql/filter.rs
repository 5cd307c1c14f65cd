//! Filters as the argument `where`.
//!
//! A value stands in an argument of its type, so the type of every property on the way has to be known.

use super::{
    super::{Context, nested::as_meant, text::shown::Way},
    number,
    refusal::unsupported,
    types,
    value::{Fields, Value},
};
use crate::plain::{
    error::{Error, Result},
    ir::{self, Filter, Operator, Step, Target},
    schema::{DataType, Shape},
};

/// Adds a filter to the arguments, unless every object passes.
pub(super) fn clause<'a>(
    arguments: &mut Fields,
    found: &Filter,
    of: Shape<'a>,
    cx: &Context<'a>,
) -> Result<()> {
    if *found != Filter::Constant(true) {
        arguments.put("where", Value::Object(filter(&as_meant(found), of, cx)?));
    }
    Ok(())
}

/// A filter as an input object: a test, or an operator with operands.
pub(super) fn filter<'a>(found: &Filter, of: Shape<'a>, cx: &Context<'a>) -> Result<Fields> {
    let mut fields = Fields::new();
    let (word, parts) = match found {
        Filter::All(parts) => ("And", parts.as_slice()),
        Filter::Any(parts) => ("Or", parts.as_slice()),
        Filter::Not(inner) => ("Not", std::slice::from_ref(&**inner)),
        Filter::Test { target, operator, value } => {
            let (path, kind) = way(target, of, cx)?;
            fields.put("path", Value::texts(path));
            fields.put("operator", Value::Word(word(*operator).into()));
            let (name, value) = operand(target, kind, *operator, value)?;
            fields.put(name, value);
            return Ok(fields);
        }
        // Refused by `check`: a constant has no form here.
        Filter::Constant(_) => return Ok(fields),
    };
    let parts = parts.iter().map(|part| filter(part, of, cx).map(Value::Object));
    fields.put("operator", Value::Word(word.into()));
    fields.put("operands", Value::List(parts.collect::<Result<_>>()?));
    Ok(fields)
}

/// The operator by its word in GraphQL.
const fn word(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal | Operator::Matches => "Equal",
        Operator::NotEqual => "NotEqual",
        Operator::Less => "LessThan",
        Operator::LessEqual => "LessThanEqual",
        Operator::Greater => "GreaterThan",
        Operator::GreaterEqual => "GreaterThanEqual",
        Operator::Like => "Like",
        Operator::ContainsAny | Operator::MatchesAny => "ContainsAny",
        Operator::ContainsAll | Operator::MatchesAll => "ContainsAll",
        Operator::ContainsNone | Operator::MatchesNone => "ContainsNone",
        Operator::IsNull => "IsNull",
        Operator::WithinRange => "WithinGeoRange",
    }
}

/// The path, with the class behind each link, and what is at its end.
fn way<'a>(target: &Target, of: Shape<'a>, cx: &Context<'a>) -> Result<(Vec<String>, DataType)> {
    let mut owner = of;
    let (mut path, mut nested) = (Vec::new(), String::new());
    for step in &target.path {
        match step {
            Step::Link { name, collection } => {
                let link = types::property(owner, name)?;
                let (behind, class) = types::target(link, name, collection.as_deref(), cx)?;
                path.extend([name.clone(), class.into_owned()]);
                owner = behind;
            }
            Step::Object(_) | Step::Objects(_) if !path.is_empty() => {
                return Err(unsupported(format!(
                    "GraphQL has no way to nested objects behind a link, as in `{}`",
                    Way(target)
                )));
            }
            Step::Object(name) | Step::Objects(name) => {
                owner = types::object(types::property(owner, name)?, name)?;
                nested.push_str(name);
                nested.push('.');
            }
        }
    }
    let of = match target.name.as_str() {
        "_id" => DataType::Uuid,
        "_creationTimeUnix" | "_lastUpdateTimeUnix" => DataType::Date,
        name => types::property(owner, name)?.data_type(),
    };
    let name = format!("{nested}{}", target.name);
    let (name, of) = match (target.length, target.count) {
        (true, _) => (format!("len({name})"), DataType::Int),
        (_, true) => (name, DataType::Int),
        _ => (name, of),
    };
    path.push(name);
    Ok((path, of))
}

/// The argument for a value: GraphQL has one for each type.
fn operand(
    target: &Target,
    of: DataType,
    operator: Operator,
    value: &ir::Value,
) -> Result<(&'static str, Value)> {
    use ir::Value as V;
    if operator == Operator::IsNull {
        return match value {
            V::Boolean(value) => Ok(("valueBoolean", Value::Boolean(*value))),
            _ => Err(mismatch(target, of)),
        };
    }
    let texts = |values: &[String]| Value::texts(values);
    Ok(match (of, value) {
        (DataType::Text | DataType::Uuid, V::Text(text)) => ("valueText", Value::Text(text.clone())),
        (DataType::Text | DataType::Uuid, V::Texts(values)) => ("valueText", texts(values)),
        (DataType::Date, V::Text(text)) => ("valueDate", Value::Text(text.clone())),
        (DataType::Date, V::Texts(values)) => ("valueDate", texts(values)),
        (DataType::Int, V::Int(value)) => ("valueInt", number::int(*value)?),
        (DataType::Int, V::Ints(values)) => ("valueInt", each(values, |value| number::int(*value))?),
        (DataType::Number, V::Number(value)) => ("valueNumber", number::double(*value)),
        (DataType::Number, V::Numbers(values)) => {
            ("valueNumber", each(values, |value| Ok(number::double(*value)))?)
        }
        (DataType::Number, V::Int(value)) => ("valueNumber", number::int(*value)?),
        (DataType::Number, V::Ints(values)) => ("valueNumber", each(values, |value| number::int(*value))?),
        (DataType::Boolean, V::Boolean(value)) => ("valueBoolean", Value::Boolean(*value)),
        (DataType::Boolean, V::Booleans(values)) => {
            ("valueBoolean", each(values, |value| Ok(Value::Boolean(*value)))?)
        }
        (DataType::GeoCoordinates, V::Geo { latitude, longitude, distance }) => {
            let (mut place, mut far, mut range) = (Fields::new(), Fields::new(), Fields::new());
            place.put("latitude", number::single(*latitude));
            place.put("longitude", number::single(*longitude));
            far.put("max", number::widened(*distance));
            range.put("geoCoordinates", Value::Object(place));
            range.put("distance", Value::Object(far));
            ("valueGeoRange", Value::Object(range))
        }
        _ => return Err(mismatch(target, of)),
    })
}

/// A list of values.
fn each<T>(values: &[T], one: impl Fn(&T) -> Result<Value>) -> Result<Value> {
    Ok(Value::List(values.iter().map(one).collect::<Result<_>>()?))
}

/// What is said of a value of another type: gRPC would convert it or let the server refuse it.
fn mismatch(target: &Target, of: DataType) -> Error {
    let (way, of) = (Way(target), of.wire_name(false));
    Error::invalid(format!("`{way}` is {of}: GraphQL compares it with nothing else"))
}
