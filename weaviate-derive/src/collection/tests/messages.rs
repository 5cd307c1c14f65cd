//! One mistake each: what is said, where, and what to write instead.

use super::super::{Kind, derive};
use super::{said, squeezed, tokens};

#[track_caller]
fn says(kind: Kind, text: &str, message: &str, place: &str) {
    let said = said(kind, text);
    let [(found, at)] = said.as_slice() else { panic!("{text}\none message expected, found {said:#?}") };
    assert!(found.contains(message), "{text}\n{found}");
    assert!(at.starts_with(place), "{text}\nexpected at `{place}`, found at `{at}`");
}

/// About `#[weaviate(attribute)] struct Article { title: String }`
#[track_caller]
fn on_struct(attribute: &str, message: &str, place: &str) {
    says(
        Kind::Collection,
        &format!("#[weaviate({attribute})] struct Article {{ title: String }}"),
        message,
        place,
    );
}

/// About `struct Article { #[weaviate(attribute)] title: String }`
#[track_caller]
fn on_field(attribute: &str, message: &str, place: &str) {
    says(
        Kind::Collection,
        &format!("struct Article {{ #[weaviate({attribute})] title: String }}"),
        message,
        place,
    );
}

#[track_caller]
fn fine(kind: Kind, text: &str) {
    let said = said(kind, text);
    assert!(said.is_empty(), "{text}\n{said:#?}");
}

#[test]
fn words_that_are_known() {
    fine(
        Kind::Collection,
        "#[weaviate(name = \"Essay\", description = \"d\", rename_all = \"camelCase\", crate = ::w, versioned = false)]
         #[weaviate(multi_tenant(auto_create, auto_activate = false), preview(nested_filters))]
         #[weaviate(inverted(null_state, property_length, timestamps = false, bm25(k1 = 1.2, b = 1),
            stopwords(preset = \"en\", add = [\"a\"], remove = [\"b\"])))]
         struct Article {
            #[weaviate(id)] id: Uuid, #[weaviate(created_at)] at: D, #[weaviate(updated_at)] up: D,
            #[weaviate(rename = \"x\", tokenization = kagome_ja, searchable = false, filterable = true, range, default)] a: String,
            #[weaviate(default = f::<A, B>(|a, b| a), meta(k = \"v\", l = \"w\"), meta(m = \"x\"))] b: String,
            #[weaviate(renamed_from = \"old\", backfill = empty, validate(length(min = 1)), subject, pii, deprecated = \"no\")] c: String,
            #[weaviate(vector)] v: Vector<3>,
            #[weaviate(vector(distance = l2_squared, index = hnsw(ef = 64, max_connections = 32)))] w: Vector<3>,
         }",
    );
    fine(Kind::Collection, "struct A { #[weaviate(key)] code: String }");
    fine(
        Kind::Object,
        "struct A { #[weaviate(rename = \"b\", tokenization = field)] code: String, Id: i64 }",
    );
}

#[test]
fn unknown_words() {
    on_struct("nam = \"X\"", "did you mean `name`?", "nam");
    on_struct("replication(factor = 3)", "`replication` is not supported yet", "replication");
    on_struct("tokenization = field", "`tokenization` belongs to a field", "tokenization");
    on_struct("inverted(nullstate)", "did you mean `null_state`?", "nullstate");
    on_struct("inverted(bm25(k2 = 1))", "`bm25` has no `k2`", "k2");
    on_struct("inverted(stopwords(presets = \"en\"))", "did you mean `preset`?", "presets");
    on_struct("preview(x)", "`preview` has no `x`", "x");
    on_struct("multi_tenant(auto_crate)", "did you mean `auto_create`?", "auto_crate");
    on_field("tokenisation = field", "did you mean `tokenization`?", "tokenisation");
    on_field("analyzer(x)", "`analyzer` is not supported yet", "analyzer");
    on_field("tokenization = fields", "did you mean `field`?", "fields");
    on_field("tokenization = \"field\"", "write it without quotes: `tokenization = field`", "\"field\"");
    on_field("vector(distance = cos)", "there is no distance `cos`", "cos");
    on_field("vector(quantizer = pq)", "`quantizer` is not supported yet", "quantizer");
    on_field("vector(index = flat)", "the index `flat` is not supported yet", "flat");
    on_field("vector(index = hsnw(ef = 1))", "did you mean `hnsw`?", "hsnw");
    says(Kind::Object, "struct A { #[weaviate(id)] a: Uuid }", "an object has none", "id");
    says(Kind::Object, "#[weaviate(name = \"X\")] struct A { a: i64 }", "an object has none", "name");
}

#[test]
fn malformed_words() {
    on_struct("name", "write `name = \"…\"`", "name");
    on_struct("name = Article", "`name` takes a text in quotes", "Article");
    on_struct("name = ", "expected a value after `name =`", "=");
    on_struct("name \"X\"", "expected `=`, `(` or `,` after `name`", "\"X\"");
    on_struct("\"X\"", "expected a word", "\"X\"");
    on_struct("name = \"A\", name = \"B\"", "`name` is given twice", "name = \"B\"");
    on_struct("inverted", "write `inverted(…)`", "inverted");
    on_struct("versioned = 3", "`versioned` is `true` or `false`", "3");
    on_struct("rename_all = kebab", "`rename_all` is `snake_case` or `camelCase`", "kebab");
    on_struct("crate = w", "write `crate = ::w` for a crate", "w");
    on_field("range = maybe", "`range` is `true` or `false`", "maybe");
    on_field("default(3)", "write `default` or `default = value`", "default");
    on_field("tokenization", "write `tokenization = field`", "tokenization");
    on_field("id = 3", "`id` takes no value", "3");
}

#[test]
fn names_of_the_server() {
    says(Kind::Collection, "struct article { title: String }", "starts with a capital letter", "article");
    on_struct("name = \"raft\"", "the server keeps the name `raft` for itself", "\"raft\"");
    on_struct("name = \"Ärger\"", "ASCII letters", "\"Ärger\"");
    on_field("rename = \"Title\"", "the server would write `Title` with a small first letter", "\"Title\"");
    on_field("rename = \"x_temp\"", "the server refuses names that end in `_temp`", "\"x_temp\"");
    says(Kind::Collection, "struct A { id: Uuid }", "mark the field `#[weaviate(id)]`", "id");
    says(
        Kind::Collection,
        "struct A { a: i64, #[weaviate(rename = \"a\")] b: i64 }",
        "two fields are called `a`",
        "\"a\"",
    );
    says(Kind::Collection, "struct A { ab: i64, aB: i64 }", "differ only in case", "aB");
    fine(
        Kind::Collection,
        "struct A { title: String, #[weaviate(vector, rename = \"title\")] v: Vector<3> }",
    );
}

#[test]
fn rules_between_words() {
    let two = "struct A { #[weaviate(key)] a: String, #[weaviate(key)] b: String }";
    says(Kind::Collection, two, "several fields marked `key` wait until their rule is fixed", "key)] b");
    let both = "struct A { #[weaviate(id)] a: Uuid, #[weaviate(key)] b: String }";
    says(Kind::Collection, both, "a struct has an `id` or a `key`, not both", "key");
    let ids = "struct A { #[weaviate(id)] a: Uuid, #[weaviate(id)] b: Uuid }";
    says(Kind::Collection, ids, "only one field can be marked `id`", "b: Uuid");
    on_field("id, created_at", "a field cannot be `id` and `created_at`", "created_at");
    on_field(
        "id, tokenization = field",
        "`tokenization` has no meaning on a field marked `id`",
        "tokenization",
    );
    on_field("vector, range", "`range` has no meaning on a field marked `vector`", "range");
}

#[test]
fn shapes() {
    says(Kind::Collection, "struct A<T> { a: T }", "takes no type parameters", "A<T>");
    says(Kind::Collection, "struct A where B: C { a: i64 }", "no `where`", "A where");
    says(Kind::Collection, "struct A(i64);", "needs a struct with named fields", "A(");
    says(Kind::Object, "enum A { B }", "needs a struct with named fields", "A {");
    says(Kind::Collection, "struct A {}", "a collection has at least one property", "A {");
    says(Kind::Collection, "#[weaviate = 3] struct A { a: i64 }", "write `#[weaviate(…)]`", "weaviate");
}

/// Whatever is wrong with a struct, nothing else breaks because of it: all its impls are there, mistakes come last.
#[test]
fn mistakes_take_nothing_away() {
    let right = squeezed(&derive(Kind::Collection, tokens("struct A { title: String, words: i64 }")));
    let wrong = "#[weaviate(nam = 3)] struct A { #[weaviate(tokenisation = x)] title: String, #[weaviate(q)] words: i64 }";
    let wrong = squeezed(&derive(Kind::Collection, tokens(wrong)));
    let mistakes = wrong.strip_prefix(&right).expect("the impls are the same");
    assert_eq!(mistakes.matches("compile_error!").count(), 3, "{mistakes}");
}
