//! What the structs declare: compiled in, or read from the schema file.

use std::path::Path;

use weaviate_query::schema::{CollectionDef, Snapshot};
use weaviate_runtime::{Checker, Collections};

use crate::{
    arguments::Reach,
    said::{Failure, Result},
    source,
};

/// Where the declarations come from.
#[derive(Debug, Clone)]
pub(crate) enum Structs {
    /// The program's own, and what asks the rules of their values.
    Compiled(Vec<&'static CollectionDef>, Vec<Checker>),
    /// A file that `assert_snapshot!` writes.
    File,
}

impl Structs {
    /// Those of a program.
    pub(crate) fn of<C: Collections>() -> Self {
        Self::Compiled(C::definitions(), C::checkers())
    }

    pub(crate) fn definitions(&self, reach: &Reach) -> Result<Vec<&'static CollectionDef>> {
        match (&reach.source, self) {
            (Some(folder), _) => source::read(folder).map_err(|why| Failure::Usage(why.to_string())),
            (None, Self::Compiled(definitions, _)) => Ok(definitions.clone()),
            (None, Self::File) => Ok(read(&reach.schema)?.definitions().to_vec()),
        }
    }

    /// What asks the rules of values. They are functions, so no file has them.
    pub(crate) fn checkers(&self, reach: &Reach) -> Result<&[Checker]> {
        match (&reach.source, self) {
            (None, Self::Compiled(_, all)) if !all.is_empty() => Ok(all),
            _ => Err(Failure::Usage(
                "`check` asks the rules of values (`validate`), which are functions of a program, and neither a schema file \
                 nor `--source` has them: call `weaviate::cli::main::<(…)>()` in a program that has the structs"
                    .into(),
            )),
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
