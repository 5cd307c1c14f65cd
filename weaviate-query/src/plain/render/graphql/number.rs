//! Numbers, written so that the server reads the same ones.
//!
//! It reads numbers as 64-bit floats, and narrows some to 32 bits. A question must not have another answer
//! over GraphQL than over gRPC because of that.

use super::{refusal::unsupported, value::Value};
use crate::plain::error::Result;

/// The largest int that the server, which reads ints as floats here, has exactly.
const EXACT: u64 = 1 << 53;

/// An int.
///
/// # Errors
///
/// `Unsupported` beyond ±2^53, where the server would read another one.
pub(super) fn int(value: i64) -> Result<Value> {
    if value.unsigned_abs() > EXACT {
        return Err(unsupported(format!("GraphQL has ints up to {EXACT} exactly, not {value}")));
    }
    Ok(Value::Number(value.to_string()))
}

/// A number that the server keeps with all its digits.
pub(super) fn double(value: f64) -> Value {
    Value::Number(format!("{value:?}"))
}

/// A number of 32 bits that the server reads with 64: written with the digits of the wider one, so it is the
/// same as over gRPC.
pub(super) fn widened(value: f32) -> Value {
    double(f64::from(value))
}

/// A number that the server narrows to 32 bits: written with the few digits that mean it, unless reading them
/// with 64 bits first and narrowing then gives another one.
pub(super) fn single(value: f32) -> Value {
    let short = format!("{value:?}");
    match short.parse::<f64>() {
        Ok(read) if (read as f32).to_bits() == value.to_bits() => Value::Number(short),
        _ => widened(value),
    }
}

/// A vector as a list of numbers.
pub(super) fn row(values: &[f32]) -> Value {
    Value::List(values.iter().map(|value| single(*value)).collect())
}

/// The vectors of a multi-vector.
pub(super) fn rows(rows: &[Vec<f32>]) -> Value {
    Value::List(rows.iter().map(|values| row(values)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_grammar_has_them() {
        for (value, written) in
            [(1.0, "1.0"), (-0.0, "-0.0"), (1e300, "1e300"), (5e-324, "5e-324"), (0.1, "0.1"), (1e16, "1e16")]
        {
            assert_eq!(double(value).to_string(), written);
        }
        assert_eq!(single(0.1).to_string(), "0.1");
        // 0.1 as a single is 0.100000001490116…
        assert_eq!(widened(0.1).to_string(), "0.10000000149011612");
        assert_eq!(row(&[1.0, -2.5]).to_string(), "[1.0, -2.5]");
        assert_eq!(rows(&[vec![1.0], vec![0.0]]).to_string(), "[[1.0], [0.0]]");
    }

    #[test]
    fn ints_beyond_a_float_are_refused() {
        assert_eq!(int(9_007_199_254_740_992).unwrap().to_string(), "9007199254740992");
        for value in [9_007_199_254_740_993, i64::MAX, i64::MIN] {
            assert!(int(value).is_err());
        }
    }
}
