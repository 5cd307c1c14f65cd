//! Who may implement the public traits of the language: nobody outside, unless this list says why.

use std::collections::BTreeMap;

/// What the derive implements for a user's struct or for the markers that it makes: a person never does.
const DERIVED: [(&str, &str); 16] = [
    ("Collection", "a struct with `#[derive(Collection)]`"),
    ("HasFields", "a struct with tokens for its fields"),
    ("Owner", "what a struct declares as a whole"),
    ("Record", "the codec of a struct"),
    ("Declares", "what a struct declares, as data"),
    ("Nested", "a struct with `#[derive(Object)]`"),
    ("Property", "the marker of a field"),
    ("Plain", "the marker of a field that declares nothing beyond its type"),
    ("VectorProperty", "the marker of a vector"),
    ("Defaults", "a struct of which a field has a default"),
    ("Rules", "a struct of which a field has rules"),
    ("Choice", "the marker of a link to several collections"),
    ("PropertyType", "a struct with `#[derive(Object)]` is the type of a property"),
    ("Element", "and of a list"),
    ("Shape", "and is selected from"),
    ("SelectRow", "a struct with `#[derive(Select)]`"),
];

/// What anybody may implement, and why that does no harm.
const OPEN: [(&str, &str); 14] = [
    ("Encode", "an object of another kind than ours visits its fields, as `wire::raw::Object` does"),
    ("Sink", "where fields go: columns of a table, a format of the user's"),
    ("SearchText", "whatever becomes a `String`: a blanket impl that nobody can add to usefully"),
    ("MaybeId", "whatever becomes an `Option<Uuid>`, likewise"),
    ("Ids", "every iterator of ids, likewise"),
    ("MediaBytes", "whatever is bytes, likewise"),
    ("Given", "a type of the user's may be made into the value of a field"),
    ("Unwrapped", "a blanket impl takes every type of a property"),
    ("Names", "a blanket impl takes every type where a target was refused already"),
    ("Searched", "a blanket impl takes every marker, which the derive makes"),
    ("Spread", "only what `On` takes, which is sealed"),
    ("OneOf", "collections of the user's are what it is about; its parameter is a tuple, which is sealed"),
    ("Passed", "written for a closure of an expansion"),
    ("Incomplete", "every type has it: it stands for the rest of an unfinished expression"),
];

#[test]
fn every_public_trait_is_sealed_or_has_a_reason() {
    let mut traits = BTreeMap::new();
    for (file, text) in super::sources(&super::root().join("weaviate-query/src")) {
        for (_, after) in text.match_indices("pub trait ").map(|(at, found)| text.split_at(at + found.len()))
        {
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let head = after.split('{').next().unwrap_or_default();
            // Aliases of bounds have a blanket impl, and names of a table start with `$`.
            let alias = head.contains("Property<Kind");
            traits.insert((file.clone(), name), alias || super::contains_word(head, "Sealed"));
        }
    }
    let reason = |name: &str| DERIVED.iter().chain(&OPEN).any(|(known, _)| *known == name);
    let sealed = traits.values().filter(|sealed| **sealed).count();
    println!("public traits: {sealed} sealed, {} derived, {} open", DERIVED.len(), OPEN.len());
    for ((file, name), sealed) in &traits {
        assert!(
            *sealed != reason(name),
            "`{name}` in {file} is {}",
            if *sealed { "sealed and has a reason to be open" } else { "open without a reason" },
        );
    }
    for (name, _) in DERIVED.iter().chain(&OPEN) {
        assert!(traits.keys().any(|(_, known)| known == name), "there is no trait `{name}`");
    }
}
