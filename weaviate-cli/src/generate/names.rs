//! Names as Rust takes them: of structs, each its own, and of fields.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use super::live::Live;

/// What a struct cannot be called, because the source says something else by it.
const TAKEN: &[&str] = &[
    "AnyLink",
    "Blob",
    "BlobHash",
    "Box",
    "Clone",
    "Collection",
    "Copy",
    "DateTime",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "GeoPoint",
    "Into",
    "Iterator",
    "Link",
    "MultiVector",
    "None",
    "Object",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "PhoneNumber",
    "Result",
    "Select",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Utc",
    "Uuid",
    "Vec",
    "Vector",
];

/// Words of the language, of all editions.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The structs of a schema.
pub(super) struct Structs {
    /// Class to the collection's name and the struct's.
    classes: BTreeMap<String, (String, String)>,
    taken: RefCell<BTreeSet<String>>,
}

impl Structs {
    pub(super) fn of(live: &Live) -> Self {
        let mut classes = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for class in &live.classes {
            let name = collection(live, class.name());
            let plain = camel(&name);
            let suits = !TAKEN.contains(&plain.as_str()) && !is_of_the_derive(&plain);
            let plain = if suits { plain } else { format!("{plain}Collection") };
            let ident = unique(&plain, &mut taken);
            classes.insert(class.name().to_owned(), (name, ident));
        }
        Self { classes, taken: taken.into() }
    }

    /// The collection's name: the alias where the class is a version of it, without the prefix.
    pub(super) fn collection<'a>(&'a self, class: &'a str) -> &'a str {
        self.classes.get(class).map_or(class, |(name, _)| name)
    }

    /// The struct of a class, if it has one.
    pub(super) fn of_class(&self, class: &str) -> Option<&str> {
        self.classes.get(class).map(|(_, ident)| ident.as_str())
    }

    /// A name for the struct of a nested object: the outer struct's with the property's.
    pub(super) fn nested(&self, outer: &str, property: &str) -> String {
        let plain = format!("{outer}{}", camel(property));
        let plain = if is_of_the_derive(&plain) { format!("{plain}Object") } else { plain };
        unique(&plain, &mut self.taken.borrow_mut())
    }
}

/// Names that the derive makes beside a struct's own.
fn is_of_the_derive(name: &str) -> bool {
    name.ends_with("Fields") || name.ends_with("Targets")
}

/// The name, with a number behind it if it is taken.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let found = std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{name}{n}")));
    let found = found.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(found.clone());
    found
}

/// What the struct of a class is called on the server.
fn collection(live: &Live, class: &str) -> String {
    let bare = |name: &str| name.strip_prefix(&live.prefix).unwrap_or(name).to_owned();
    version_of(live, class).map_or_else(|| bare(class), |alias| bare(&alias))
}

/// The alias whose version a class is: `Article` of `Article_v1`.
pub(super) fn version_of(live: &Live, class: &str) -> Option<String> {
    let of = live.aliases.iter().filter(|(_, of)| *of == class).map(|(alias, _)| alias);
    of.into_iter()
        .find(|alias| {
            let digits = class.strip_prefix(alias.as_str()).and_then(|rest| rest.strip_prefix("_v"));
            digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
        })
        .cloned()
}

/// How the fields of one struct are called.
pub(super) struct Fields {
    /// Name on the server, whether it is a vector, and the field.
    names: Vec<(String, bool, String)>,
    /// `rename_all = "camelCase"` says all names.
    pub(super) camel_case: bool,
}

impl Fields {
    /// Properties first, then vectors.
    pub(super) fn of<'a>(
        properties: impl Iterator<Item = &'a str>,
        vectors: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut taken = BTreeSet::new();
        let all = properties.map(|name| (name, false)).chain(vectors.map(|name| (name, true)));
        let names: Vec<(String, bool, String)> = all
            .map(|(name, vector)| {
                let plain = plain(name);
                // A vector is mostly made of the property that is called like it.
                let plain = if vector && taken.contains(&plain) { format!("{plain}_vector") } else { plain };
                (name.to_owned(), vector, unique(&plain, &mut taken))
            })
            .collect();
        let all_camel = names.iter().all(|(name, _, field)| lower_camel(field) == *name);
        let any = names.iter().any(|(name, _, field)| field != name);
        Self { camel_case: all_camel && any, names }
    }

    /// The field of a property or vector, as it is written, and whether it has to say the name on the server.
    pub(super) fn field(&self, name: &str, vector: bool) -> (String, bool) {
        let found = self.names.iter().find(|(of, is, _)| of == name && *is == vector);
        let field = found.map_or(name, |(_, _, field)| field);
        (raw(field), !self.camel_case && field != name)
    }

    /// A field name that nothing has yet.
    pub(super) fn free(&self, name: &str) -> String {
        let mut taken = self.names.iter().map(|(_, _, field)| field.clone()).collect();
        unique(name, &mut taken)
    }

    /// Whether a field is called so.
    pub(super) fn has(&self, field: &str) -> bool {
        self.names.iter().any(|(_, _, name)| name == field)
    }

    /// Property to field, for settings that name properties.
    pub(super) fn property(&self, name: &str) -> Option<String> {
        let found = self.names.iter().find(|(of, vector, _)| of == name && !vector);
        found.map(|(_, _, field)| raw(field))
    }
}

/// A name of the server's as a field: `wordCount` is `word_count`.
fn plain(name: &str) -> String {
    let snake = snake(name);
    match snake.as_str() {
        "self" | "super" | "crate" => format!("{snake}_"),
        // No name, but a pattern.
        _ if snake.bytes().all(|b| b == b'_') => format!("{snake}field"),
        _ => snake,
    }
}

fn raw(field: &str) -> String {
    if KEYWORDS.contains(&field) { format!("r#{field}") } else { field.to_owned() }
}

/// `wordCount` as `word_count`, and `HTMLBody` as `html_body`: what rustc calls snake case.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i));
        let after = chars.get(i + 1);
        let begins = c.is_ascii_uppercase()
            && before.is_some_and(|b| {
                *b != '_' && (!b.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase))
            });
        if begins {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    while out.contains("__") {
        out = out.replace("__", "_");
    }
    // A single one in front stays, and none behind: neither is what rustc warns of.
    out
}

/// `word_count` as `wordCount`, exactly as the derive does it.
fn lower_camel(name: &str) -> String {
    let rest = name.trim_start_matches('_');
    let camel = joined(rest);
    let mut chars = camel.chars();
    let small: String = chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default();
    format!("{}{small}", "_".repeat(name.len() - rest.len()))
}

fn joined(name: &str) -> String {
    name.split('_').map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A name of a type, as rustc calls it: `Old_articles` is `OldArticles`, and digits stay apart.
fn camel(name: &str) -> String {
    let mut out = String::new();
    for word in name.split('_').filter(|word| !word.is_empty()) {
        if out.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        out.push_str(&capital(word));
    }
    if out.is_empty() { "Unnamed".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_what_rustc_does_not_warn_of() {
        for (name, field) in [
            ("wordCount", "word_count"),
            ("HTMLBody", "html_body"),
            ("ID2", "id2"),
            ("type", "r#type"),
            ("self", "self_"),
            ("__", "_field"),
            ("a__b", "a_b"),
            ("_x", "_x"),
        ] {
            let fields = Fields::of([name].into_iter(), std::iter::empty());
            assert_eq!(fields.field(name, false).0, field, "{name}");
        }
        for (name, ident) in [("Old_articles", "OldArticles"), ("T1_2", "T1_2"), ("A", "A"), ("X__y", "XY")] {
            assert_eq!(camel(name), ident);
        }
    }

    #[test]
    fn fields_are_each_their_own() {
        let fields = Fields::of(["fooBar", "foo_bar"].into_iter(), ["fooBar"].into_iter());
        assert_eq!(fields.field("fooBar", false), ("foo_bar".to_owned(), true));
        assert_eq!(fields.field("foo_bar", false), ("foo_bar2".to_owned(), true));
        assert_eq!(fields.field("fooBar", true), ("foo_bar_vector".to_owned(), true));
        assert!(!fields.camel_case);
    }
}
