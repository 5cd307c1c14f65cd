//! The vectors of an object: which a collection takes, and which its vectorizer makes.

use super::input::Input;
use crate::{
    common::{
        error::{Refusal, Result},
        named::Named,
        object::Vector,
        settings::Settings,
        value::Fields,
    },
    operations::modules::Module,
    schema::Class,
};

/// Checks the vectors that came with an object: each under the name the collection has for it.
pub(crate) fn given(class: &Class, input: &Input) -> Result<Named<Vector>> {
    let mut out = Named::new();
    if let Some(vector) = &input.vector {
        if let Some(only) = only(class) {
            // Whatever else came is not even looked at.
            out.insert(only.to_owned(), vector.clone());
            return Ok(out);
        }
        if !class.has_unnamed_vector() {
            return Err(Refusal::new(format!(
                "collection {} configuration does not have single vector index",
                class.name
            )));
        }
        out.insert(String::new(), vector.clone());
    }
    for (name, vector) in &input.vectors {
        let known = !name.is_empty() && class.vector(name).is_some();
        // The unnamed vector can be called the default one.
        let name = match name.as_str() {
            "default" if !known && class.has_unnamed_vector() => "",
            name if known => name,
            name => {
                return Err(Refusal::new(format!(
                    "collection {} does not have configuration for vector {name}",
                    class.name
                )));
            }
        };
        out.insert(name.to_owned(), vector.clone());
    }
    Ok(out)
}

/// The name of the only vector, where a vector without a name can be no other.
fn only(class: &Class) -> Option<&str> {
    match class.vectors.as_slice() {
        [spec] if !spec.name.is_empty() => Some(&spec.name),
        _ => None,
    }
}

/// Adds the vectors a module makes of the properties.
pub(crate) fn make(
    settings: &Settings,
    class: &Class,
    given: Named<Vector>,
    fields: &Fields,
) -> Result<Named<Vector>> {
    let mut out = given;
    for spec in &class.vectors {
        if !out.contains_key(&spec.name)
            && let Some(module) = Module::of(settings, class, &spec.name)
            && let Some(vector) = module.object(fields)?
        {
            out.insert(spec.name.clone(), vector);
        }
    }
    Ok(out)
}
