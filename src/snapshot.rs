//! A test's word that a file says what the structs say.

use std::{fs, path::Path};

use weaviate_query::schema::{CollectionDef, Snapshot};

/// Asserts that `weaviate.schema.json`, beside the package's `Cargo.toml`, says what these structs declare.
///
/// The file shows in a review what a change of the structs is to the server, and is what the command `weaviate` plans by. A
/// test keeps it in step; `WEAVIATE_SNAPSHOT=write cargo test` writes it.
///
/// ```no_run
/// # use weaviate::Collection;
/// # #[derive(Collection)] struct Article { title: String }
/// # #[derive(Collection)] struct Category { name: String }
/// #[test]
/// fn the_schema_file_is_in_step() {
///     weaviate::schema::assert_snapshot!(Article, Category);
/// }
/// ```
///
/// # Panics
///
/// If it does not, with a line for each difference; or if the file cannot be read or written.
#[macro_export]
#[doc(hidden)] // it is `schema::assert_snapshot!`
macro_rules! __assert_snapshot {
    ($($collection:ty),+ $(,)?) => {
        $crate::schema::__assert_snapshot(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/weaviate.schema.json"),
            &[$(<$collection as $crate::Collection>::SCHEMA),+],
        )
    };
}

/// What the macro calls.
#[doc(hidden)]
#[track_caller]
pub fn __assert_snapshot(file: &str, definitions: &[&'static CollectionDef]) {
    if let Err(why) = compare(Path::new(file), definitions) {
        panic!("{why}");
    }
}

fn compare(file: &Path, definitions: &[&'static CollectionDef]) -> Result<(), String> {
    let now = Snapshot::of(definitions);
    let shown = file.display();
    if std::env::var("WEAVIATE_SNAPSHOT").is_ok_and(|word| word == "write") {
        return fs::write(file, now.to_string())
            .map_err(|error| format!("`{shown}` cannot be written: {error}"));
    }
    let write = "`WEAVIATE_SNAPSHOT=write cargo test` writes it";
    let text =
        fs::read_to_string(file).map_err(|error| format!("`{shown}` cannot be read ({error}): {write}"))?;
    let kept: Snapshot = text.parse().map_err(|error| format!("`{shown}`: {error}; {write}"))?;
    let differences = kept.differences(&now);
    if differences.is_empty() {
        return Ok(());
    }
    let lines = differences.join("\n  ");
    Err(format!("`{shown}` does not say what the structs say, {write}:\n  {lines}"))
}

#[cfg(test)]
mod tests {
    use weaviate_query::schema::{DataType, FieldDef, TypeDef};

    use super::*;

    const OLD: CollectionDef = CollectionDef::new("Note");
    const NEW: CollectionDef = CollectionDef {
        fields: &[FieldDef::new("text", TypeDef::scalar(DataType::Text))],
        ..CollectionDef::new("Note")
    };

    #[test]
    fn a_file_that_is_not_in_step_is_told_with_what_differs() {
        let file = std::env::temp_dir().join(format!("weaviate-snapshot-{}.json", std::process::id()));
        let missing = compare(&file, &[&OLD]).unwrap_err();
        assert!(
            missing.contains("cannot be read") && missing.contains("WEAVIATE_SNAPSHOT=write"),
            "{missing}"
        );
        fs::write(&file, Snapshot::of(&[&OLD]).to_string()).unwrap();
        assert_eq!(compare(&file, &[&OLD]), Ok(()));
        let differs = compare(&file, &[&NEW]).unwrap_err();
        assert!(differs.ends_with("\n  Note.fields.text: nothing to {}\n  Note.class.properties.text: nothing to {\"name\":\"text\",\"dataType\":[\"text\"]}"), "{differs}");
        fs::write(&file, "no JSON").unwrap();
        assert!(compare(&file, &[&OLD]).unwrap_err().contains("this is no snapshot of a schema"));
        fs::remove_file(&file).unwrap();
    }
}
