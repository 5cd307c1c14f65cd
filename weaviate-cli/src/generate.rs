//! Structs of a schema: what `#[derive(Collection)]` says, from what a server has.
//!
//! ```
//! use weaviate_cli::generate::Live;
//! use weaviate_query::schema::Class;
//!
//! let class: Class = serde_json::from_str(r#"{
//!     "class": "Article",
//!     "properties": [{"name": "wordCount", "dataType": ["int"], "indexRangeFilters": true}]
//! }"#).unwrap();
//! let generated = Live { classes: vec![class], ..Live::default() }.generate();
//! assert!(generated.unsaid.is_empty());
//! assert!(generated.source.contains("#[weaviate(versioned = false, rename_all = \"camelCase\")]"));
//! assert!(generated.source.contains("word_count: Option<i64>"));
//! ```
//!
//! What is on the server and not in the JSON of a class (the dimensions of a vector) is given beside it. What stands in
//! the JSON and in no attribute is never dropped in silence: it is [`Unsaid`], and stands in a comment above the struct.
//!
//! | file | owns |
//! |---|---|
//! | `class` | a struct: what is said of the collection |
//! | `property` | its fields, and the structs of nested objects |
//! | `vector` | vectors, their indexes and quantizers |
//! | `setting` | modules, and what else has settings, by the tables of `weaviate_query` |
//! | `context`, `notes`, `live` | what all of them share: the schema, the names, what is found out |
//! | `left` | JSON that is taken apart, and what is left of it in the end |
//! | `names` | names as Rust takes them |

mod class;
mod context;
mod left;
mod live;
mod names;
mod notes;
mod property;
mod setting;
mod vector;

use context::{Context, Item};
pub use live::Live;
pub use notes::Unsaid;

/// Rust source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// One module: what it uses, then a struct for each class and each nested object.
    pub source: String,
    /// What the schema has and the structs do not say.
    pub unsaid: Vec<Unsaid>,
    /// The structs of collections, in the order of the source.
    pub collections: Vec<String>,
}

impl Live {
    /// Writes a struct for each class.
    pub fn generate(&self) -> Generated {
        let context = Context::new(self);
        let items: Vec<Item> = self.classes.iter().flat_map(|class| class::write(&context, class)).collect();
        let uses = context.used();
        let mut source = String::new();
        if items.iter().any(|item| item.source.contains("DateTime<Utc>")) {
            source.push_str("use chrono::{DateTime, Utc};\n");
        }
        match uses.as_slice() {
            [] => {}
            [one] => source.extend(["use weaviate::", one, ";\n"]),
            several => source.extend(["use weaviate::{", &several.join(", "), "};\n"]),
        }
        let mut unsaid = Vec::new();
        for item in &items {
            source.push('\n');
            for unsaid in &item.unsaid {
                source.extend(["// not said: ", &unsaid.to_string(), "\n"]);
            }
            source.push_str(&laid_out(&item.source));
            unsaid.extend(item.unsaid.iter().cloned());
        }
        let collections = items.into_iter().filter_map(|item| item.collection).collect();
        Generated { source, unsaid, collections }
    }
}

/// The source as `rustfmt` would lay it out, or near to it.
///
/// What does not parse is a mistake of this module; it goes out as it is, for the compiler to show.
fn laid_out(source: &str) -> String {
    syn::parse_file(source).map_or_else(|_| source.to_owned(), |file| prettyplease::unparse(&file))
}
