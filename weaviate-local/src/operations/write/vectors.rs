//! The vectors of an object: which a collection takes, and the ones its vectorizer makes.

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

/// Checks the vectors that came with an object and adds those a module makes.
pub(crate) fn check(
    settings: &Settings,
    class: &Class,
    given: &Named<Vector>,
    fields: &Fields,
) -> Result<Named<Vector>> {
    let mut out = Named::new();
    for (name, vector) in given {
        let unnamed = name.is_empty() || (name == "default" && class.has_unnamed_vector());
        let name = if unnamed && class.vector("default").is_none_or(|_| name.is_empty()) {
            String::new()
        } else {
            name.clone()
        };
        if class.vector(&name).is_none() {
            return Err(Refusal::new(if name.is_empty() {
                format!("collection {} configuration does not have single vector index", class.name)
            } else {
                format!("collection {} does not have configuration for vector {name}", class.name)
            }));
        }
        out.insert(name, vector.clone());
    }
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
