//! One mistake each: what is said, and where.

use super::{fine, helps, says};

#[test]
fn clauses() {
    says("Article, limt: 3", "there is no clause `limt`", "limt");
    helps("Article, limt: 3", "did you mean `limit`?");
    helps("Article, fliter: .a == 1", "did you mean `filter`?");
    helps("Article, where: .a == 1", "did you mean `filter`?");
    helps("Article, xyzzy: 1", "known are `hybrid`, `near_text`");
    says("Article, limit: 3, limit: 4", "`limit` is given twice", "limit: 4");
    says("Article, select: { .a }, select: { .b }", "`select` is given twice", "select: { .b }");
    says("Article, limit:, offset: 2", "`limit` has no value", "limit");
    says("Article, limit: 1, offset:", "`offset` has no value", "offset");
    says("Article, limit 10", "expected `:` after `limit`", "limit");
    says("Article, limit = 10", "expected `:` after `limit`", "limit");
    helps("Article, limit 10", "write `limit: 10`");
    says("Article, filter .a == 1", "expected `:` after `filter`", "filter");
    says("Article, limit", "expected `:` after `limit`", "limit");
    says("Article, 3, limit: 1", "expected a clause", "3");
    says("Article, object_limit: 3", "`object_limit` belongs to `query!(aggregate …)`", "object_limit");
    says("aggregate Article, sort: .a, select: { count }", "an aggregate has no `sort`", "sort");
    says(
        "Article, filter: .a == 1, bm25: \"x\"",
        "the search is the first clause: move `bm25` to the front",
        "bm25",
    );
    says(
        "Article, select: { .a }, bm25: \"x\"",
        "the search is the first clause: move `bm25` to the front",
        "bm25",
    );
    // A second search is for the builder's types to refuse.
    fine("Article, bm25: \"x\", near_vector: v");
    fine("Article, near_vector: v, target: .a, limit: 3,");
}

#[test]
fn collections() {
    says("", "expected a collection", "");
    says("limit: 10", "the collection stands first", "limit");
    fine("Article");
    fine("crate::blog::Article, limit: 1");
    fine("Page<String, i64>, limit: 1");
    fine("aggregate::Article, limit: 1");
    fine("aggregate, limit: 1");
    fine("crate = ::weaviate, Article, limit: 1");
    fine("crate = crate::db, Article, limit: 1");
    says("crate = db::weaviate, Article", "`crate` takes a path that means the same everywhere", "db");
    helps(
        "crate = db, Article",
        "write `crate = ::db` for a crate, or `crate = crate::db` for a module of this one",
    );
}

#[test]
fn filters() {
    fine(
        "Article, filter: .a >= 1 && (.b == x || !.c) && if let Some(y) = z { .d like y } else if q { .e } else { f }",
    );
    fine("Article, filter: .summary.is_null() && .tags.len() >= 3 && .category.count() > 2 && .id() == x");
    fine("Article, filter: .words in 1..=5 && .slug in [\"a\"] && .a == -3 && .b == f::<A, B>(x)");
    fine("Article, filter: (f(x)).clone() && (.a == 1) && (x) && match y { A => f, _ => g }");
    fine("Article, filter: .a == x as u32 && .b == &&y && .c == (a < b)");
    fine(
        "Article, filter: if a && b { .x == 1 } && if Foo { c: 1 } == y { .z } || if let Foo { c, .. } = y && c > 3 { .z }",
    );
    says("Article, filter: since <= .published", "a condition starts with the property", "since");
    helps("Article, filter: since <= .published", "write `.published >= since`");
    helps("Article, filter: \"x\" == .slug && .b", "write `.slug == \"x\"`");
    says("Article, filter: 1 < .a < 5", "comparisons do not chain", "1 <");
    helps("Article, filter: 1 < .a < 5", "write `.a > 1 && .a < 5`");
    says("Article, filter: .a > 1 < 5", "comparisons do not chain", "< 5");
    says("Article, filter: .a == .b", "a property is compared with a value, not with another property", ".b");
    says("Article, filter: .a = 1", "`=` does not compare: write `==`", "= 1");
    says("Article, filter: .a === 1", "`===` is no operator: write `==`", "===");
    says("Article, filter: .a <> 1", "`<>` is no operator: write `!=`", "<>");
    says("Article, filter: .a == 1 and .b == 2", "conditions are joined with `&&`", "and");
    says("Article, filter: .a == 1 or .b == 2", "conditions are joined with `||`", "or");
    says("Article, filter: .a == 1 & .b == 2", "conditions are joined with `&&`", "&");
    says(
        "Article, filter: .a == 1, .b == 2, limit: 3",
        "conditions are joined with `&&` or `||`, not with `,`",
        ", .b",
    );
    says("Article, filter: not .a == 1", "a condition is negated with `!`", "not");
    says("Article, filter: .a lke \"x\"", "there is no operator `lke`", "lke");
    helps("Article, filter: .a lke \"x\"", "did you mean `like`?");
    helps("Article, filter: .a containsAny [1]", "did you mean `contains_any`?");
    helps("Article, filter: .a is null", "ask for absence with `.property.is_null()`");
    says("Article, filter: .a ==", "expected a value after the operator", "==");
    says("Article, filter: .a == && .b", "expected a value after the operator", "==");
    says("Article, filter: .a == 1 &&", "expected a condition", "&&");
    says("Article, filter: && .a", "expected a condition", "&&");
    says("Article, filter: ()", "expected a condition", ")");
    says("Article, filter: .a == 1 && .", "expected a property name after `.`", ".");
    says("Article, filter: .a. == 1", "expected a property name after `.`", ". ==");
    says("Article, filter: .a.self == 1", "`self` cannot be the name of a property in Rust", "self");
    says("Article, filter: .a \"x\"", "expected an operator such as `==`, `>=` or `like`", "\"x\"");
    says("Article, filter: if { .a }", "this `if` has no condition", "if");
    says("Article, filter: if x", "this `if` has no block", "if");
    says(
        "Article, filter: if .a { .b }",
        "the condition of an `if` is Rust: it is asked once, before the query",
        ".a",
    );
    says(
        "Article, filter: if x { let y = 1; .b == y }",
        "the block of an `if` holds one filter, no statements",
        "let",
    );
    says("Article, filter: if x { f(); .b }", "the block of an `if` holds one filter, no statements", "; .b");
    says(
        "Article, filter: if x { match y { _ => f } }",
        "a `match` cannot stand in the block of an `if`",
        "match",
    );
}

#[test]
fn lists() {
    fine("Article, sort: .a");
    fine("Article, sort: [.a desc, .b asc, .created_at() desc,], limit: 2");
    fine("Article, sort: mine");
    says("Article, sort: .a down", "there is no order `down`", "down");
    helps("Article, sort: .a des", "did you mean `desc`?");
    says("Article, sort: .a desc, .b", "several properties stand in a list", ".b");
    says("Article, sort: -.a", "`-` does not reverse an order", "-");
    fine("Article, bm25: \"x\", on: [.a ^ 2, .b ^ n]");
    fine("Article, bm25: \"x\", on: .a");
    says("Article, bm25: \"x\", on: [a]", "expected a property", "a]");
    says("Article, bm25: \"x\", on: [.a ^]", "expected a weight after `^`, such as `.name ^ 2`", "^");
    says("Article, bm25: \"x\", on: []", "`on` names no property", "[");
    says("Article, limit: .a", "expected a value here, not a property", ".a");
    says("Article, bm25: \"x\", operator: or", "`or` needs a number", "or");
    says("Article, bm25: \"x\", operator: andcross", "there is no operator `andcross`", "andcross");
}

#[test]
fn selections() {
    fine(
        "Article, select: { .title, .author as writer { .name, .city { .zip } }, .editors { id }, score as s, }",
    );
    fine("Article, select: my::Card<A, B>, limit: 3");
    fine("aggregate Article, select: { count, .words { mean, top(5) as five }, .a { count } }");
    says("Article, select: {}", "nothing is selected", "{");
    says("Article, select: { .author {} }", "nothing is selected", "{} }");
    says("Article, select: .title", "a selection stands in braces", ".title");
    says("Article, select: { .author.name }", "what is inside a property is selected in its braces", ".name");
    helps("Article, select: { .a.b.c }", "write `.a { .b { .c } }`");
    says("Article, select: { title }", "there is nothing called `title` to select", "title");
    helps("Article, select: { title }", "write `.title` for a property");
    helps("Article, select: { scor }", "did you mean `score`?");
    says("Article, select: { .a, .b as a }", "two fields of the row are called `a`", "a }");
    says("Article, select: { score, .score }", "two fields of the row are called `score`", "score }");
    says("Article, select: { score .b }", "expected `,` before this", ".b");
    says("Article, select: { .a, . }", "expected a property name after `.`", ". }");
    says("Article, select: { .a as }", "expected a name after `as`", "as");
    says("Article, select: { .id() }", "`.id()` cannot be selected", "id");
    helps("Article, select: { .id() }", "write `id`");
    fine("Article, select: { vector, vector(.a), vector(.b) as b, generated, rerank_score }");
    says("Article, select: { vector(.a, .b) }", "`vector` takes the name of one vector", "(.a");
    says(
        "Article, select: { vector(.a), .a_vector }",
        "two fields of the row are called `a_vector`",
        "a_vector",
    );
    says("Article, select: { * }", "there is no `*`", "*");
    says("Article, select: *", "there is no `*`", "*");
    says("Article, select: { scor, .title }", "there is nothing called `scor` to select", "scor");
    says("aggregate Article, select: { .a { avg } }", "there is nothing called `avg` to select", "avg");
    helps("aggregate Article, select: { .a { avg } }", "did you mean `mean`?");
    says("aggregate Article, group_by: [.a, .b], select: { count }", "`group_by` takes one property", ".a,");
    says("Article, filter: .a != None", "`None` is not a value to compare with", "None");
    helps("Article, filter: .a.b != None", "write `.a.b.is_not_null()`");
    helps("Article, filter: .a == null", "write `.a.is_null()`");
    says("Article, filter: .a > 3 limit: 3", "expected `,` before `limit`", "limit");
    says("Article limit: 3", "expected `,` after the collection", "limit");
    says("Article; limit: 3", "expected `,` after the collection", ";");
    let many: Vec<String> = (0..34).map(|n| format!(".p{n}")).collect();
    let many = format!("Article, select: {{ {} }}", many.join(", "));
    says(&many, "a selection has at most 32 parts", "p32");
    says("aggregate Article, select: { .words }", "`words` has no metrics", "words");
    says("aggregate Article, select: { cont }", "there is nothing called `cont` to select", "cont");
    says("aggregate Article, select: Card", "an aggregate has no rows of a type", "Card");
}

#[test]
fn targets() {
    fine("Article, near_vector: v, target: sum(.a, .b)");
    fine("Article, near_vector: v, target: weighted(.a * 0.3, .b * (1.0 - x),)");
    fine("Article, near_vector: { .b: w, .a: f(v)?, }, target: relative(.a * 1, .b * 2)");
    fine("Article, near_vector: v, target: choose(a)");
    fine("Article, hybrid: none, vector: near_text(\"x\").move_to(m), fusion: ranked");
    fine("Article, hybrid: \"x\", vector: { .a: v }, fusion: chosen");
    says("Article, near_vector: v, target: [.a, .b]", "several targets are joined", ".a");
    says("Article, near_vector: v, target: { .a: 1 }", "`target` takes no braces", "{");
    says("Article, near_vector: v, target: avg(.a, .b)", "distances cannot be joined by `avg`", "avg");
    helps("Article, near_vector: v, target: avg(.a, .b)", "did you mean `average`?");
    helps("Article, near_vector: v, target: manual_weights(.a * 1, .b * 2)", "did you mean `weighted`?");
    says("Article, near_vector: v, target: sum(.a)", "`sum` joins several vectors", "sum");
    helps("Article, near_vector: v, target: sum(.a)", "write `target: .a`");
    says("Article, near_vector: v, target: weighted(.a, .b * 2)", "`.a` has no weight in `weighted`", ".a");
    says("Article, near_vector: v, target: sum(.a * 2, .b)", "expected `,`", "*");
    says(
        "Article, near_vector: v, target: weighted(.a *, .b * 2)",
        "expected a weight after `*`, such as `.name * 2`",
        "*,",
    );
    says("Article, near_vector: { .a, .b: w }", "the target has no vector", ".a");
    says("Article, near_vector: { .a: , .b: w }", "expected a vector after `:`", ": ,");
    says("Article, near_vector: { .a: v, b: w }", "expected a target", "b:");
    fine("Article, near_vector: none");
    says("Article, hybrid: \"x\", fusion: rankd", "there is no fusion `rankd`", "rankd");
}

#[test]
fn prompts() {
    fine("Article, bm25: \"x\", prompt: \"Say {title} and {r#type} in {{ [braces] }} }}\"");
    fine("Article, bm25: \"x\", prompt: format!(\"{x}\")");
    fine("Article, bm25: \"x\", prompt: r#\"{title} \"as\" JSON: {{\"a\": 1}}\"#");
    fine("Article, bm25: \"x\", grouped_task: task, grouped_on: [.a, .b], provider: openai().model(\"x\")");
    let literal = |inside: &str| format!("Article, bm25: 1, prompt: \"{inside}\"");
    says(&literal("a { b"), "there is a `{` without its `}` in the prompt", "\"a");
    says(&literal("a } b"), "there is a `}` without its `{` in the prompt", "\"a");
    says(
        &literal("{author.name}"),
        "`{author.name}` in the prompt is not the name of a property of the object",
        "\"{",
    );
    says(&literal("{}"), "`{}` in the prompt is not the name of a property of the object", "\"{");
    says(
        &literal("{{title}}"),
        "the server reads `{title}` in a prompt as a property, and has no way to write it as text",
        "\"{",
    );
    says("Article, bm25: 1, grouped_on: [.a ^ 2]", "expected `,`", "^");
    says("Article, bm25: 1, grouped_on: []", "`grouped_on` names no property", "[");
}
