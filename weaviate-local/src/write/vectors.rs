//! The vectors of an object: which a collection takes, and the ones its vectorizer makes.

use std::collections::BTreeMap;

use crate::error::{Refusal, Result};
use crate::object::Vector;
use crate::schema::{Class, DataType, VectorSpec};
use crate::value::{Fields, Value};

/// Checks the vectors that came with an object and adds those a module makes.
pub(crate) fn check(
    class: &Class,
    given: &BTreeMap<String, Vector>,
    fields: &Fields,
) -> Result<BTreeMap<String, Vector>> {
    let mut out = BTreeMap::new();
    for (name, vector) in given {
        let unnamed = name.is_empty() || (name == "default" && class.has_unnamed_vector());
        let name = if unnamed && class.vector("default").is_none_or(|_| name.is_empty()) {
            String::new()
        } else {
            name.clone()
        };
        let Some(spec) = class.vector(&name) else {
            return Err(Refusal::new(if name.is_empty() {
                format!("collection {} configuration does not have single vector index", class.name)
            } else {
                format!("collection {} does not have configuration for vector {name}", class.name)
            }));
        };
        match (vector, spec.multi) {
            (Vector::Multi(_), false) => {
                return Err(Refusal::new(format!(
                    "collection {} does not have configuration for multi vector {name}",
                    class.name
                )));
            }
            (Vector::Single(_), true) => {
                return Err(Refusal::new(format!(
                    "insert to vector index: insert doc id 0 to vector index for target vector {name}: AddBatch called \
                     on multivector index"
                )));
            }
            _ => {}
        }
        out.insert(name, vector.clone());
    }
    for spec in &class.vectors {
        if spec.vectorizer == "text2vec-bigram"
            && !out.contains_key(&spec.name)
            && let Some(vector) = bigram(&corpus(class, spec, fields))
        {
            out.insert(spec.name.clone(), Vector::Single(vector));
        }
    }
    Ok(out)
}

/// The vector a collection's module makes of a query; none without a module for that vector.
pub(crate) fn vectorized(class: &Class, name: &str, query: &str) -> Option<Vector> {
    class.vector(name).filter(|spec| spec.vectorizer == "text2vec-bigram")?;
    bigram(query).map(Vector::Single)
}

/// The vector text2vec-bigram makes of a text: how often each pair of letters occurs.
fn bigram(text: &str) -> Option<Vec<f32>> {
    let text = text.to_lowercase();
    let bytes = text.as_bytes();
    let pairs = bytes.len().checked_sub(1).filter(|pairs| *pairs > 0)?;
    let mut out = vec![0.0_f32; 26 * 26];
    for pair in bytes.windows(2) {
        let place = usize::from(pair[0] % 26) * 26 + usize::from(pair[1] % 26);
        if let Some(slot) = out.get_mut(place) {
            *slot += 1.0;
        }
    }
    for slot in &mut out {
        *slot /= pairs as f32;
    }
    Some(out)
}

fn corpus(class: &Class, spec: &VectorSpec, fields: &Fields) -> String {
    let module = |doc: &crate::schema::Doc| -> Option<crate::schema::Doc> {
        doc.get("text2vec-bigram").and_then(|config| config.as_object()).cloned()
    };
    let config = if spec.name.is_empty() {
        crate::schema::object(&class.doc, "moduleConfig").and_then(module)
    } else {
        class.doc["vectorConfig"][&spec.name]["vectorizer"].as_object().and_then(module)
    }
    .unwrap_or_default();
    let only: Vec<&str> =
        crate::schema::list(&config, "properties").iter().filter_map(|name| name.as_str()).collect();
    let mut words = Vec::new();
    for property in &class.properties {
        if !only.is_empty() && !only.contains(&property.name.as_str()) {
            continue;
        }
        match (property.kind, fields.get(&property.name)) {
            (DataType::Text, Some(Value::Text(text))) => words.push(text.to_lowercase()),
            (DataType::Texts, Some(Value::Texts(list))) => words.push(list.join(" ").to_lowercase()),
            _ => {}
        }
    }
    words.concat()
}
