//! Whether an object meets the filter of a boost: compared by value, without any index or tokenization.

use std::cmp::Ordering;

use crate::{
    common::value::{Fields, Value},
    operations::filter::{Clause, Comparison, Operand, Operator},
};

pub(super) fn matches(clause: &Clause, fields: &Fields) -> bool {
    match clause {
        Clause::And(parts) => parts.iter().all(|part| matches(part, fields)),
        Clause::Or(parts) => parts.iter().any(|part| matches(part, fields)),
        Clause::Not(parts) => parts.first().is_some_and(|part| !matches(part, fields)),
        Clause::Compare(comparison) => {
            fields.get(&comparison.path.property).is_some_and(|value| compare(comparison, value))
        }
    }
}

fn compare(comparison: &Comparison, value: &Value) -> bool {
    let operator = comparison.operator;
    let order = match (value, &comparison.value) {
        (Value::Bool(value), Operand::Bool(operand)) => {
            return match operator {
                Operator::Equal => value == operand,
                Operator::NotEqual => value != operand,
                _ => false,
            };
        }
        (Value::Int(value) | Value::Number(value), Operand::Number(operand)) => value.partial_cmp(operand),
        (Value::Int(value) | Value::Number(value), Operand::Int(operand)) => {
            value.partial_cmp(&(*operand as f64))
        }
        (Value::Text(value), Operand::Text(operand)) => Some(value.cmp(operand)),
        (Value::Date(value), Operand::Text(operand)) => Some(value.text().cmp(operand)),
        _ => return false,
    };
    match operator {
        Operator::Equal => order == Some(Ordering::Equal),
        Operator::NotEqual => order != Some(Ordering::Equal),
        Operator::Greater => order == Some(Ordering::Greater),
        Operator::GreaterEqual => order.is_some_and(Ordering::is_ge),
        Operator::Less => order == Some(Ordering::Less),
        Operator::LessEqual => order.is_some_and(Ordering::is_le),
        _ => false,
    }
}
