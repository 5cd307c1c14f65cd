//! One mistake each: what is said, where, and what to write instead.

use super::{
    super::{Kind, derive},
    said, squeezed, tokens,
};

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
    on_struct("tokenization = field", "`tokenization` belongs to a field", "tokenization");
    on_struct("inverted(nullstate)", "did you mean `null_state`?", "nullstate");
    on_struct("inverted(bm25(k2 = 1))", "`bm25` has no `k2`", "k2");
    on_struct("inverted(stopwords(presets = \"en\"))", "did you mean `preset`?", "presets");
    on_struct("preview(x)", "`preview` has no `x`", "x");
    on_struct("multi_tenant(auto_crate)", "did you mean `auto_create`?", "auto_crate");
    on_field("tokenisation = field", "did you mean `tokenization`?", "tokenisation");
    on_field("tokenization = fields", "did you mean `field`?", "fields");
    on_field("tokenization = \"field\"", "write it without quotes: `tokenization = field`", "\"field\"");
    on_field("vector(distance = cos)", "there is no distance `cos`", "cos");
    on_field("vector(index = hsnw(ef = 1))", "did you mean `hnsw`?", "hsnw");
    on_field("vector(indx = hnsw)", "did you mean `index`?", "indx");
    on_field("vector(quantizer = bp)", "known are `pq`, `bq`, `sq`, `rq` and `none`", "bp");
    on_field("vector(encoding = muver)", "did you mean `muvera`?", "muver");
    on_field("vector(index = hnsw(flat(x = 1)))", "`hnsw` has no `flat(…)`", "flat");
    on_field("vector(index = dynamic(hsnw(ef = 1)))", "did you mean `hnsw`?", "hsnw");
    on_field("vector(name = a)", "`vector` has no `name`", "name");
    let analyzer = "#[weaviate(server = \"1.37\")] struct A { #[weaviate(analyzer(ascii))] a: String }";
    says(Kind::Collection, analyzer, "did you mean `ascii_fold`?", "ascii)");
    on_struct("replication(asyn(frequency = 3))", "did you mean `async`?", "asyn");
    on_struct(
        "server = \"1.36\", ttl(week = 3, days = 3, after = created_at)",
        "`ttl` has no `week`",
        "week",
    );
    on_struct(
        "server = \"1.36\", ttl(days = 3, after = createdat)",
        "did you mean `created_at`?",
        "createdat",
    );
    on_struct("vector(name = \"x\")", "`vector` belongs to a field", "vector");
    says(Kind::Object, "struct A { #[weaviate(id)] a: Uuid }", "an object has none", "id");
    says(
        Kind::Object,
        "struct A { #[weaviate(tokenization = trigram)] a: String }",
        "tokenizations there are `word`, `lowercase`, `whitespace` and `field`",
        "trigram",
    );
    says(Kind::Object, "struct A { #[weaviate(pii)] a: String }", "not there yet: remove it", "pii");
    says(Kind::Object, "#[weaviate(name = \"X\")] struct A { a: i64 }", "an object has none", "name");
}

/// What an attribute says happens, or it does not compile.
#[test]
fn words_for_later() {
    for word in ["subject", "pii"] {
        on_field(word, "not there yet: remove it", word);
        on_struct(word, "not there yet: remove it", word);
    }
    on_field("pii", "a note of your own is `meta(pii = \"…\")`", "pii");
}

#[test]
fn rules_of_values() {
    fine(
        Kind::Collection,
        "struct A {
            #[weaviate(validate(range(0..=10), one_of = [1, 2], with = crate::even, with = |n| odd::<A, B>(n)))] n: i64,
            #[weaviate(validate(len(..80)), deprecated = \"use `b`\")] a: String,
            #[weaviate(validate(range(-1.5..LARGEST)), deprecated)] b: f64,
         }",
    );
    fine(Kind::Object, "struct A { #[weaviate(validate(len(1..)))] a: String }");
    on_field("validate", "write `validate(…)`", "validate");
    on_field("validate()", "`validate` has no rule", "validate");
    on_field("validate(length(min = 1))", "did you mean `len`?", "length");
    on_field(
        "validate(pattern = \"x\")",
        "known are `range`, `len`, `regex`, `one_of` and `with`",
        "pattern",
    );
    on_field("validate(range = 3)", "`range` has its limits in parentheses", "range");
    on_field("validate(len(3))", "`len` has no `..` or `..=` between its limits", "len");
    on_field("validate(range(..))", "`range` has no limit", "range");
    on_field("validate(range(1..=))", "`range` has nothing behind `..=`", "range");
    on_field("validate(range(3..=2))", "`range(3..=2)` allows no value", "range");
    on_field("validate(range(3..3))", "`range(3..3)` allows no value", "range");
    on_field("validate(range(-1..=-2.5))", "allows no value", "range");
    on_field("validate(len(1..), len(..2))", "`len` is given twice", "len(..2)");
    on_field("validate(one_of = \"a\")", "`one_of` takes a list of values", "\"a\"");
    on_field("validate(one_of = [])", "`one_of` has no values", "[]");
    on_field("validate(with)", "`with` needs a function", "with");
    on_field("deprecated = 3", "`deprecated` takes a text in quotes", "3");
    on_field("id, validate(len(1..))", "`validate` has no meaning on a field marked `id`", "validate");
    on_struct("validate(len(1..))", "`validate` belongs to a field", "validate");
    if cfg!(feature = "regex") {
        on_field("validate(regex = \"(\")", "this is no regular expression", "\"(\"");
        fine(Kind::Collection, "struct A { #[weaviate(validate(regex = \"^a+$\"))] a: String }");
    } else {
        on_field("validate(regex = \"^a+$\")", "`regex` needs the feature `regex` of `weaviate`", "\"^a+$\"");
    }
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
fn malformed_settings() {
    on_struct("replication = 3", "write `replication(factor = 3)`", "replication");
    on_struct("sharding(3)", "a setting has a key and a value", "3");
    on_struct("server = \"new\"", "`new` is not a version", "\"new\"");
    on_struct("server = \"1.30\"", "the oldest that is supported is 1.32", "\"1.30\"");
    on_struct("server = 1.36", "`server` takes a text in quotes", "1.36");
    on_struct("server = \"1.36\", ttl(days = 3)", "`ttl` does not say after what", "ttl");
    on_struct("server = \"1.36\", ttl(after = created_at)", "`ttl` does not say how long", "ttl");
    on_struct(
        "server = \"1.36\", ttl(days = 3, hours = 2, after = created_at)",
        "`ttl` has `days` and `hours`",
        "hours",
    );
    on_struct("server = \"1.36\", ttl(days = \"3\", after = created_at)", "`days` takes a number", "\"3\"");
    on_struct("inverted(cleanup_interval_seconds = x)", "write `cleanup_interval_seconds = 60`", "x");
    on_field("vector(index)", "write `index = hnsw(ef = 64)`", "index");
    on_field("vector(index = \"hnsw\")", "`index` takes a name with its settings", "\"hnsw\"");
    on_field("vector(index = hnsw { ef = 64 })", "the settings stand in parentheses", "{");
    on_field("vector(index = hnsw(64))", "write `key = value`", "64");
    let analyzer = "#[weaviate(server = \"1.37\")] struct A { #[weaviate(analyzer)] a: String }";
    says(Kind::Collection, analyzer, "write `analyzer(…)`", "analyzer");
}

#[test]
fn what_servers_have() {
    on_struct("ttl(days = 3, after = created_at)", "`ttl` came with Weaviate 1.35", "ttl");
    on_struct(
        "inverted(stopword_presets(a = [\"b\"]))",
        "declare `server = \"1.37\"` on the struct",
        "stopword_presets",
    );
    on_field("analyzer(ascii_fold)", "`analyzer` came with Weaviate 1.37", "analyzer");
    on_field("vector(quantizer = none)", "`quantizer = none` came with Weaviate 1.32.4", "none");
    let none = "#[weaviate(server = \"1.32.4\")] struct A { #[weaviate(vector(quantizer = none))] a: V }";
    fine(Kind::Collection, none);
}

// Rules 12 to 14 of the server's, and what hangs on them.
#[test]
fn analyzers() {
    let analyzer = |field: &str, message: &str, at: &str| {
        let text = format!(
            "#[weaviate(server = \"1.37\", inverted(stopword_presets(mine = [\"a\"])))] struct A {{ #[weaviate({field})] a: String }}"
        );
        if message.is_empty() {
            fine(Kind::Collection, &text);
        } else {
            says(Kind::Collection, &text, message, at);
        }
    };
    analyzer(
        "analyzer(ascii_fold, ascii_fold_ignore = [\"é\", \"e\\u{301}\"], stopword_preset = \"mine\")",
        "",
        "",
    );
    analyzer("analyzer(stopword_preset = \"none\"), filterable = false", "", "");
    analyzer("analyzer(ascii_fold), tokenization = trigram", "", "");
    analyzer(
        "analyzer(ascii_fold_ignore = [\"é\"])",
        "add `ascii_fold`, or remove this",
        "ascii_fold_ignore",
    );
    analyzer(
        "analyzer(ascii_fold, ascii_fold_ignore = [\"éé\"])",
        "`éé` in `ascii_fold_ignore` is not one letter",
        "[",
    );
    analyzer(
        "analyzer(ascii_fold, ascii_fold_ignore = \"é\")",
        "write `ascii_fold_ignore = [\"é\"]`",
        "\"é\"",
    );
    analyzer("analyzer(stopword_preset = \"min\")", "did you mean `mine`?", "\"min\"");
    analyzer(
        "analyzer(stopword_preset = \"xyz\")",
        "declare `inverted(stopword_presets(xyz = [\"…\"]))`",
        "\"xyz\"",
    );
    analyzer(
        "analyzer(stopword_preset = \"en\"), tokenization = field",
        "text with `tokenization = field` has no stop words",
        "\"en\"",
    );
    analyzer(
        "analyzer(ascii_fold), tokenization = gse",
        "text with `tokenization = gse` has no analyzer",
        "analyzer",
    );
    analyzer(
        "analyzer(ascii_fold), searchable = false, filterable = false",
        "`a` has no index that an analyzer could work for",
        "analyzer",
    );
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
    says(
        Kind::Collection,
        two,
        "only one field can be marked `key`: an id made of several is not there yet",
        "key)] b",
    );
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
    on_field("skip_vectorization", "`skip_vectorization` is for vectorizers, and no vector has one", "skip");
    let expires =
        "#[weaviate(server = \"1.36\", ttl(after = at))] struct A { #[weaviate(filterable = false)] at: D }";
    says(Kind::Collection, expires, "`at` has no index to find expired objects by", "at)");
    let ranged = "#[weaviate(server = \"1.36\", ttl(after = at))] struct A { #[weaviate(filterable = false, range)] at: D }";
    fine(Kind::Collection, ranged);
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
