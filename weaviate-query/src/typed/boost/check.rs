//! What the filter of a boost may hold.
//!
//! A server compares values there, object by object and without its indexes, and answers the rest with "does not pass" or
//! an error. It cannot be a rule of types, because a `Filter` is one type whatever it tests; so the filter is looked through
//! when the boost is made, and what it finds is kept as [`Measure::Refused`](crate::plain::ir::Measure::Refused) until the
//! question is sent.
//!
//! | not understood | because |
//! |---|---|
//! | a way along links or into objects, `count()`, `len()` | only the object's own values are at hand |
//! | `like`, `matches`, `contains_*`, `within`, `is_null` | only comparisons are known |
//! | an id or a time of the metadata | they are no properties |
//! | a list | one value is compared with one |
//! | a date | it would be compared as text: [`Boost::time_decay`](crate::Boost::time_decay) knows dates |

use crate::plain::{
    ir::{Filter, Operator, Target},
    schema::{CollectionDef, DataType, Role},
};

/// Why a filter would not be understood, if it would not.
pub(super) fn unfit(filter: &Filter, schema: &CollectionDef) -> Option<String> {
    match filter {
        Filter::Constant(_) => None,
        Filter::All(parts) | Filter::Any(parts) => parts.iter().find_map(|part| unfit(part, schema)),
        Filter::Not(part) => unfit(part, schema),
        Filter::Test { target, operator, .. } => test(target, *operator, schema),
    }
}

fn test(target: &Target, operator: Operator, schema: &CollectionDef) -> Option<String> {
    let Target { path, name, length, count } = target;
    if !path.is_empty() || *count {
        return Some(format!(
            "the filter of a boost looks at the object's own properties, not along a way to `{name}`"
        ));
    }
    if *length {
        return Some(format!("the filter of a boost knows no `len()`, as of `{name}`"));
    }
    match operator {
        Operator::Equal
        | Operator::NotEqual
        | Operator::Less
        | Operator::LessEqual
        | Operator::Greater
        | Operator::GreaterEqual => {}
        other => {
            let symbol = other.symbol();
            return Some(format!("the filter of a boost knows no `{symbol}`, as of `{name}`"));
        }
    }
    let property =
        |field: &&crate::plain::schema::FieldDef| field.role == Role::Property && field.name == name;
    let Some(field) = schema.fields.iter().find(property) else {
        return Some(format!("the filter of a boost looks at properties, not at `{name}`"));
    };
    match field.of.data_type {
        _ if field.of.many => Some(format!("the filter of a boost compares no list, as `{name}`")),
        DataType::Date => Some(format!(
            "the filter of a boost compares dates as text, as of `{name}`: use `Boost::time_decay`"
        )),
        _ => None,
    }
}
