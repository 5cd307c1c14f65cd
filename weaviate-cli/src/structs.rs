//! What the structs declare: compiled in, or read from the schema file.

use std::path::Path;

use weaviate_query::schema::{CollectionDef, Snapshot};

use crate::{
    arguments::Reach,
    said::{Failure, Result},
    source,
};

/// Where the declarations come from.
#[derive(Debug, Clone)]
pub(crate) enum Structs {
    /// The program's own.
    Compiled(Vec<&'static CollectionDef>),
    /// A file that `assert_snapshot!` writes.
    File,
}

impl Structs {
    pub(crate) fn definitions(&self, reach: &Reach) -> Result<Vec<&'static CollectionDef>> {
        match (&reach.source, self) {
            (Some(folder), _) => source::read(folder).map_err(|why| Failure::Usage(why.to_string())),
            (None, Self::Compiled(definitions)) => Ok(definitions.clone()),
            (None, Self::File) => Ok(read(&reach.schema)?.definitions().to_vec()),
        }
    }

    /// What a schema file is made of: all but another file.
    pub(crate) fn of_structs(&self, reach: &Reach) -> Result<Vec<&'static CollectionDef>> {
        if reach.source.is_none() && matches!(self, Self::File) {
            return Err(Failure::Usage(
                "`snapshot` writes what structs declare, and this command has none compiled in: name their source with \
                 `--source src`, call `weaviate::cli::main::<(…)>()` in a program of yours, or keep the file with \
                 `weaviate::schema::assert_snapshot!` in a test"
                    .into(),
            ));
        }
        self.definitions(reach)
    }
}

/// Reads a schema file.
pub(crate) fn read(file: &Path) -> Result<Snapshot> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::Usage(format!(
            "the schema file `{shown}` cannot be read ({error}): read the structs themselves with `--source src`, write the \
             file with `weaviate::schema::assert_snapshot!` in a test, or name another with `--schema`"
        ))
    })?;
    text.parse()
        .map_err(|error: weaviate_query::Error| Failure::Failed(error.context(format!("reading `{shown}`"))))
}
