//! What structs are made of.

use std::collections::BTreeMap;

use weaviate_query::schema::Class;

/// A server's schema, and what is known beside it.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// The classes that structs are made of.
    pub classes: Vec<Class>,
    /// Alias to class: the alias `Article` of `Article_v1` is what the struct is called.
    pub aliases: BTreeMap<String, String>,
    /// What stands before all names, and in no struct.
    pub prefix: String,
    /// Class and vector to the number of dimensions, as far as they are known.
    pub dimensions: BTreeMap<(String, String), usize>,
}
