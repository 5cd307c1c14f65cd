//! Values that come of variables: where they stand, what they are as values of a type, and where they do not fit.

use serde_json::Value as Json;

use super::{
    ast::{Pos, Value},
    inputs::{Input, within},
};
use crate::common::gotext;

/// Each variable in a value, with its place and the type that is expected there.
pub(super) fn places(of: &Input, value: &Value, scope: &str, see: &mut dyn FnMut(&str, Pos, Option<String>)) {
    match value {
        Value::Variable(name, at) => see(name, *at, of.name(scope)),
        Value::List(items) => {
            let inner = if let Input::List(inner) = of { inner } else { &Input::Any };
            for item in items {
                places(inner, item, scope, see);
            }
        }
        Value::Object(given) => {
            // One object can stand for a list of them.
            let of = if let Input::List(inner) = of { inner } else { of };
            let known = of.fields().unwrap_or_default();
            for (key, value) in given {
                let inner = known.iter().find(|(name, _)| name == key).map_or(&Input::Any, |(_, of)| of);
                places(inner, value, scope, see);
            }
        }
        _ => {}
    }
}

/// A variable's value as one of a type, or why it is none.
pub(super) fn coerced(of: &Input, given: &Json, scope: &str) -> Result<Value, Vec<String>> {
    let shown = || gotext::shown(given);
    let wrong = || {
        let name = of.name(scope).unwrap_or_default();
        vec![format!("Expected type \"{}\", found \"{}\".", name.trim_end_matches('!'), shown())]
    };
    let int = |given: &Json| match given {
        Json::Number(number) => number.as_i64(),
        Json::String(text) => text.parse().ok(),
        Json::Bool(value) => Some(i64::from(*value)),
        _ => None,
    };
    let float = |given: &Json| match given {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => text.parse().ok(),
        Json::Bool(value) => Some(f64::from(u8::from(*value))),
        _ => None,
    };
    match of {
        // What is no number yet becomes one that fits.
        Input::Int | Input::Count => match int(given) {
            Some(number) if given.is_number() => Ok(Value::Unfit("int64", number.to_string())),
            found => found.map(Value::Int).ok_or_else(wrong),
        },
        Input::Float => float(given).map(Value::Float).ok_or_else(wrong),
        Input::Text => {
            Ok(if given.is_number() { Value::Unfit("json.Number", shown()) } else { Value::Text(shown()) })
        }
        Input::Enum(_, known) => match given.as_str().filter(|text| known.contains(text)) {
            Some(text) => Ok(Value::Enum(text.to_owned())),
            None => Err(wrong()),
        },
        Input::Operand("Int", _) => int(given).map(Value::Int).ok_or_else(wrong),
        Input::Operand("Float", _) => float(given).map(Value::Float).ok_or_else(wrong),
        Input::Operand("" | "Boolean", _) => match given {
            Json::Bool(value) => Ok(Value::Bool(*value)),
            Json::String(text) => Ok(Value::Bool(!matches!(text.as_str(), "" | "false"))),
            // Whatever else it is, it is not true.
            _ => Ok(Value::Bool(false)),
        },
        Input::Operand(..) if given.is_number() => Ok(Value::Unfit("float64", shown())),
        Input::Operand(..) => Ok(Value::Text(shown())),
        // The server reads no list that comes as a variable into a vector.
        Input::Vector => Err(wrong()),
        Input::List(of) => match given {
            Json::Array(items) => {
                let mut out = Vec::new();
                let mut errors = Vec::new();
                for (at, item) in items.iter().enumerate() {
                    match coerced(of, item, scope) {
                        Ok(item) => out.push(item),
                        Err(why) => errors.extend(within(&format!("In element #{}", at + 1), why)),
                    }
                }
                if errors.is_empty() { Ok(Value::List(out)) } else { Err(errors) }
            }
            one => coerced(of, one, scope).map(|one| Value::List(vec![one])),
        },
        Input::Any => Ok(any(given)),
        Input::Object(..) | Input::Where | Input::Operands => coerced_object(of, given, scope),
    }
}

fn coerced_object(of: &Input, given: &Json, scope: &str) -> Result<Value, Vec<String>> {
    let Some(given) = given.as_object() else {
        return Err(vec![format!(
            "Expected \"{}\", found not an object.",
            of.name(scope).unwrap_or_default()
        )]);
    };
    let known = of.fields().unwrap_or_default();
    let mut unknown: Vec<&String> =
        given.keys().filter(|key| !known.iter().any(|(name, _)| name == key)).collect();
    unknown.sort_unstable();
    let mut errors: Vec<String> =
        unknown.into_iter().map(|name| format!("In field \"{name}\": Unknown field.")).collect();
    let mut out = Vec::new();
    for (name, of) in &known {
        let Some(value) = given.get(*name).filter(|value| !value.is_null()) else { continue };
        match coerced(of, value, scope) {
            Ok(value) => out.push(((*name).to_owned(), value)),
            Err(why) => errors.extend(within(&format!("In field \"{name}\""), why)),
        }
    }
    if errors.is_empty() { Ok(Value::Object(out)) } else { Err(errors) }
}

fn any(given: &Json) -> Value {
    match given {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or_default()), Value::Int)
        }
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(any).collect()),
        Json::Object(map) => {
            Value::Object(map.iter().map(|(name, value)| (name.clone(), any(value))).collect())
        }
    }
}

/// What a server says of a value that came of a variable and that an argument does not take.
pub(super) fn unfit(of: &Input, value: &Value, argument: &str, scope: &str) -> Option<String> {
    match (of, value) {
        // A filter leaves out what is not there.
        (Input::Where | Input::Operands, Value::Object(_)) => {
            let place = "could not extract filters: failed to extract filters";
            let path = value.get("path").map(Value::list).unwrap_or_default();
            if path.iter().any(|name| matches!(name, Value::Unfit(..))) {
                return Some(format!(
                    "{place}: failed convert map to models.WhereFilter: json: cannot unmarshal number into Go struct \
                     field WhereFilter.path of type string"
                ));
            }
            holds_number(value).then(|| format!("{place}: unsupported type: 'float64'"))
        }
        // The one text that is asked for with care.
        (Input::Text, Value::Unfit("nil", _)) if argument == "after" => None,
        (_, Value::Unfit(_, shown)) if scope.starts_with("Aggregate") && matches!(of, Input::Int) => {
            Some(format!("could not extract {argument}: {argument} must be an int, instead got: {shown}"))
        }
        (_, Value::Unfit(_, shown)) if scope.starts_with("Aggregate") && argument == "groupBy" => {
            Some(format!("could not extract groupBy path: no groupBy must be a list, instead got: {shown}"))
        }
        (_, Value::Unfit(found, _)) => {
            let wanted = match of {
                Input::Int | Input::Count => "int",
                Input::Float => "float64",
                Input::List(_) | Input::Vector => "[]interface {}",
                Input::Object(..) | Input::Where | Input::Operands => "map[string]interface {}",
                Input::Operand("" | "Boolean", _) => "bool",
                _ => "string",
            };
            Some(format!("interface conversion: interface {{}} is {found}, not {wanted}"))
        }
        (Input::List(of), Value::List(items)) => {
            items.iter().find_map(|item| unfit(of, item, argument, scope))
        }
        (Input::List(of), one) => unfit(of, one, argument, scope),
        (of, Value::Object(given)) => {
            let known = of.fields()?;
            given.iter().find_map(|(key, value)| {
                let (_, of) = known.iter().find(|(name, _)| name == key)?;
                unfit(of, value, "", scope)
            })
        }
        _ => None,
    }
}

fn holds_number(value: &Value) -> bool {
    match value {
        Value::Unfit("float64", _) => true,
        Value::List(items) => items.iter().any(holds_number),
        Value::Object(fields) => fields.iter().any(|(_, value)| holds_number(value)),
        _ => false,
    }
}
