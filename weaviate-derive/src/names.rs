//! Names as the server takes them. One that it would rewrite or refuse never leaves the compiler.

/// The longest class name, less the room for a version such as `_v12345`.
const LONGEST_CLASS: usize = 255 - 8;
const LONGEST_PROPERTY: usize = 231;
const LONGEST_VECTOR: usize = 230;
const RESERVED: &[&str] = &["_additional", "_id", "id"];
const SUFFIXES: &[&str] =
    &["_searchable", "_rangeable", "_temp", "__meta_count", "_propertyLength", "_nullState"];

/// Why the server does not take `name` for a class as it is.
pub(crate) fn class_problem(name: &str) -> Option<String> {
    if name.eq_ignore_ascii_case("raft") {
        return Some(format!("the server keeps the name `{name}` for itself"));
    }
    if let Some(problem) = letters(name, "collection") {
        return Some(problem);
    }
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(format!("the name of a collection starts with a capital letter, `{name}` does not"));
    }
    too_long(name, LONGEST_CLASS, "collection")
}

/// Why the server does not take `name` for a property of a collection as it is.
pub(crate) fn property_problem(name: &str) -> Option<String> {
    if RESERVED.contains(&name) {
        return Some(format!("the server keeps the name `{name}` for itself"));
    }
    if let Some(suffix) = SUFFIXES.iter().find(|suffix| name.ends_with(*suffix)) {
        return Some(format!("the server refuses names that end in `{suffix}`"));
    }
    if let Some(problem) = letters(name, "property") {
        return Some(problem);
    }
    if name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some(format!("the server would write `{name}` with a small first letter"));
    }
    too_long(name, LONGEST_PROPERTY, "property")
}

/// Why the server does not take `name` for a property inside an object as it is.
pub(crate) fn nested_problem(name: &str) -> Option<String> {
    letters(name, "property")
}

/// Why the server does not take `name` for a vector as it is.
pub(crate) fn vector_problem(name: &str) -> Option<String> {
    letters(name, "vector").or_else(|| too_long(name, LONGEST_VECTOR, "vector"))
}

fn letters(name: &str, what: &str) -> Option<String> {
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if begins && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    Some(format!(
        "the name of a {what} is made of ASCII letters, digits and `_`, not beginning with a digit, `{name}` is not"
    ))
}

fn too_long(name: &str, longest: usize, what: &str) -> Option<String> {
    (name.len() > longest).then(|| {
        format!("the name of a {what} has at most {longest} characters, `{name}` has {}", name.len())
    })
}

/// `author_name` as `AuthorName`
pub(crate) fn camel(name: &str) -> String {
    name.split('_').map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `author_name` as `authorName`
pub(crate) fn lower_camel(name: &str) -> String {
    let rest = name.trim_start_matches('_');
    let camel = camel(rest);
    let mut chars = camel.chars();
    let small: String =
        chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default();
    format!("{}{small}", "_".repeat(name.len() - rest.len()))
}

/// `authorName` as `author_name`
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{camel, class_problem, lower_camel, nested_problem, property_problem, snake, vector_problem};

    // The rules of the server's `entities/schema/validation.go`.
    #[test]
    fn classes() {
        for good in ["Article", "A", "A_1", &format!("A{}", "a".repeat(246))] {
            assert_eq!(class_problem(good), None, "{good}");
        }
        for bad in
            ["article", "_A", "1A", "Ärger", "A-b", "", "Raft", "RAFT", &format!("A{}", "a".repeat(247))]
        {
            assert!(class_problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn properties() {
        for good in ["title", "_t", "t1", "metaCount", "temp", &"a".repeat(231)] {
            assert_eq!(property_problem(good), None, "{good}");
        }
        for bad in [
            "Title",
            "id",
            "_id",
            "_additional",
            "x_temp",
            "a_nullState",
            "a__meta_count",
            "ä",
            "",
            "1a",
            &"a".repeat(232),
        ] {
            assert!(property_problem(bad).is_some(), "{bad}");
        }
        assert_eq!(nested_problem(&"a".repeat(300)), None);
        assert!(vector_problem(&"a".repeat(231)).is_some());
    }

    #[test]
    fn cases() {
        assert_eq!(camel("born_in"), "BornIn");
        assert_eq!(lower_camel("born_in"), "bornIn");
        assert_eq!(lower_camel("_born"), "_born");
        assert_eq!(snake("bornIn"), "born_in");
    }
}
