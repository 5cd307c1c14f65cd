//! What follows a question, to see what it did.

use serde_json::{Value, json};

/// A step of REST to follow a question with.
pub(super) fn step(method: &str, request: Value) -> Value {
    match request {
        Value::Null => json!({"transport": "rest", "method": method}),
        request => json!({"transport": "rest", "method": method, "request": request}),
    }
}
