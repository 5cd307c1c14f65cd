//! Wrong programs, one mistake each: questions that are right but for one word.
//!
//! Each family takes one rule of the language and breaks it for every property, clause and search that it is about, beside
//! other clauses that are right. Whether rustc agrees that a program is wrong is the judge's to find out: what
//! compiles is listed and counted for nothing.

/// A program: which family, and its source, a function body.
pub struct Program {
    pub family: &'static str,
    pub source: String,
}

/// What grows: the programs so far, and a counter that picks what stands beside a mistake.
struct Writer {
    programs: Vec<Program>,
    turn: usize,
}

/// Clauses that are right beside any search, and those that are right beside none.
const BESIDE: [&str; 5] = [
    "",
    "limit: 5, ",
    "filter: .year > 3, ",
    "filter: .corked && .price < 2.5, limit: 3, ",
    "profile: true, ",
];
/// Searches of `Wine` that are right.
const SEARCHES: [&str; 4] = [
    "bm25: \"red\"",
    "near_vector: [0.1, 0.2, 0.3]",
    "hybrid: \"red\", vector: [0.1, 0.2, 0.3]",
    "near_object: id",
];
const SELECTS: [&str; 4] =
    ["", "select: { .name }", "select: { .name, .maker { .full_name }, id }", "select: { id }"];

/// Properties of `Wine` by kind.
const ALL: [(&str, &str); 17] = [
    ("name", "text"),
    ("grape", "exact"),
    ("region", "text"),
    ("note", "text"),
    ("memo", "text"),
    ("hidden", "int"),
    ("year", "int"),
    ("price", "number"),
    ("corked", "boolean"),
    ("pressed", "date"),
    ("owner", "uuid"),
    ("tags", "texts"),
    ("years", "ints"),
    ("spot", "place"),
    ("phone", "phone"),
    ("label", "blob"),
    ("maker", "object"),
];

impl Writer {
    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        self.turn = self.turn.wrapping_mul(31).wrapping_add(7);
        of[(self.turn >> 3) % of.len()]
    }

    fn add(&mut self, family: &'static str, source: String) {
        self.programs.push(Program { family, source });
    }

    /// A question about `Wine` with a clause that is wrong after whatever comes before it.
    fn ask(&mut self, family: &'static str, clauses: &str) {
        let (beside, select) = (self.pick(&BESIDE), self.pick(&SELECTS));
        self.add(family, format!("let _ = query!(Wine, {clauses}, {beside}{select});"));
    }

    fn filter(&mut self, family: &'static str, test: &str) {
        let source = match self.pick(&["a", "b", "c", "d"]) {
            "a" => format!("let _ = filter!(Wine, {test});"),
            "b" => format!("let _ = query!(Wine, filter: {test}, limit: 5);"),
            "c" => format!(
                "let _ = query!(Wine, bm25: \"red\", filter: .year > 3 && {test}, select: {{ .name, score }});"
            ),
            _ => {
                format!("let _ = query!(Wine, filter: !(.corked || {test}), limit: 5, select: {{ .name }});")
            }
        };
        self.add(family, source);
    }
}

/// All of them.
pub fn all() -> Vec<Program> {
    let mut w = Writer { programs: Vec::new(), turn: 1 };
    names(&mut w);
    operators(&mut w);
    operands(&mut w);
    searches(&mut w);
    vectors(&mut w);
    results(&mut w);
    selections(&mut w);
    numbers(&mut w);
    language_models(&mut w);
    values(&mut w);
    conditions(&mut w);
    syntax(&mut w);
    w.programs
}

/// What a boost cannot compare, what `and_cross` cannot search as one, and what a reranker has no text for.
fn conditions(w: &mut Writer) {
    for test in [
        ".name matches \"a\"",
        ".grape like \"a*\"",
        ".tags contains_any [\"a\"]",
        ".tags matches_any [\"a\"]",
        ".pressed == chrono::DateTime::UNIX_EPOCH",
        ".spot.within(place, 5.0)",
        ".cellar.city == \"a\"",
        ".maker.full_name like \"a*\"",
        ".id == id",
        ".cellar.count() > 1",
        ".corked > false",
        ".tags == \"a\"",
        ".year == \"a\"",
        ".grape == 3",
        ".name",
    ] {
        w.ask(
            "condition of a boost",
            &format!("bm25: \"red\", boost: Boost::filter(condition!(Wine, {test}))"),
        );
        w.add("condition of a boost", format!("let _ = condition!(Wine, .corked || {test});"));
    }
    w.ask("condition of a boost", "bm25: \"red\", boost: Boost::filter(filter!(Wine, .year > 3))");
    for search in ["bm25: \"red\"", "hybrid: \"red\", vector: [0.1, 0.2, 0.3]"] {
        for on in ["[.name, .grape]", "[.grape ^ 2, .region]", "[.name, .region, .grape]", "[.name, .year]"] {
            w.ask("and_cross", &format!("{search}, on: {on}, operator: and_cross"));
        }
        w.ask("and_cross", &format!("{search}, operator: and_cross"));
    }
    for search in ["near_vector: [0.1, 0.2, 0.3]", "near_object: id", "hybrid: none, vector: [0.1, 0.2, 0.3]"]
    {
        w.ask("rerank without a text", &format!("{search}, rerank: .name"));
    }
}

/// A name that is no property, everywhere a property is named.
fn names(w: &mut Writer) {
    for wrong in ["zz", "naem", "titles", "Year", "maker_name"] {
        w.filter("unknown property", &format!(".{wrong} == 3"));
        w.filter("unknown property", &format!(".{wrong} like \"a*\""));
        w.filter("unknown property", &format!(".{wrong}.is_null()"));
        w.filter("unknown property", &format!(".maker.{wrong} == \"a\""));
        w.filter("unknown property", &format!(".cellar.{wrong} == \"a\""));
        w.ask("unknown property", &format!("sort: .{wrong} desc"));
        w.ask("unknown property", &format!("sort: [.year, .{wrong}]"));
        for search in &SEARCHES[..2] {
            w.ask("unknown property", &format!("{search}, group_by: .{wrong}, groups: 3"));
            w.ask("unknown property", &format!("{search}, rerank: .{wrong}, rerank_query: \"a\""));
        }
        w.ask("unknown property", &format!("bm25: \"a\", on: .{wrong}"));
        w.ask("unknown property", &format!("bm25: \"a\", on: [.name ^ 2, .{wrong}]"));
        w.ask("unknown property", &format!("near_vector: [0.1, 0.2, 0.3], target: .{wrong}"));
        w.add("unknown property", format!("let _ = query!(Wine, select: {{ .{wrong} }});"));
        w.add(
            "unknown property",
            format!("let _ = query!(Wine, limit: 3, select: {{ .name, .{wrong} as other }});"),
        );
        w.add("unknown property", format!("let _ = query!(Wine, select: {{ .maker {{ .{wrong} }} }});"));
        w.add(
            "unknown property",
            format!("let _ = query!(Wine, select: {{ .cellar {{ .city, .{wrong} }} }});"),
        );
        w.add("unknown property", format!("let _ = query!(Wine, select: {{ vector(.{wrong}) }});"));
        w.add(
            "unknown property",
            format!("let _ = query!(aggregate Wine, select: {{ .{wrong} {{ count }} }});"),
        );
        w.add(
            "unknown property",
            format!("let _ = query!(aggregate Wine, group_by: .{wrong}, select: {{ count }});"),
        );
        w.add("unknown property", format!("let _ = query!(Barrel, prompt: \"of {{{wrong}}}\", limit: 2);"));
        w.add(
            "unknown property",
            format!("let _ = query!(Barrel, grouped_task: \"a\", grouped_on: [.wood, .{wrong}]);"),
        );
        w.add("unknown property", format!("let _ = sort!(Wine, .{wrong} desc);"));
    }
}

/// Operators on kinds that have them not.
fn operators(w: &mut Writer) {
    for (name, kind) in
        ALL.iter().chain(&[("cellar", "link"), ("rivals", "links"), ("taste", "vector"), ("id()", "id")])
    {
        for (test, fits) in [
            (format!(".{name} like \"a*\""), &["text", "exact"][..]),
            (format!(".{name} matches \"a\""), &["text", "exact"]),
            (format!(".{name} in 1..=3"), &["int", "number"]),
            (format!(".{name}.within(place, 10.0)"), &["place"]),
            (format!(".{name}.len() > 2"), &["text", "exact", "texts", "ints"]),
            (format!(".{name}.count() > 2"), &["link", "links"]),
            (format!(".{name}.is_null()"), &[]),
            (format!(".{name} contains_any [\"a\"]"), &["exact"]),
            (format!(".{name} contains_all [1, 2]"), &["int", "ints"]),
            (format!(".{name} == \"a\""), &["exact"]),
            (format!(".{name} > 2"), &["int"]),
            (format!(".{name}"), &["boolean"]),
        ] {
            // Without an index the operators of its kind are wrong; another one would be a second mistake.
            if fits.contains(kind) == (*name == "hidden") {
                w.filter("operator", &test);
            }
        }
    }
    for name in ["city", "depth", "above"] {
        for test in ["is_null()", "len() > 2", "is_not_null()"] {
            w.add("index not declared", format!("let _ = filter!(Cellar, .{name}.{test});"));
            w.add(
                "index not declared",
                format!("let _ = query!(Wine, filter: .cellar.{name}.{test}, limit: 3);"),
            );
        }
    }
    for time in ["created_at()", "updated_at()"] {
        w.add("index not declared", format!("let _ = filter!(Cellar, .{time} > chrono::Utc::now());"));
        w.add(
            "index not declared",
            format!("let _ = query!(Cellar, filter: .{time} > chrono::Utc::now(), limit: 2);"),
        );
    }
}

/// Values of another type than the property has.
fn operands(w: &mut Writer) {
    let values =
        ["\"a\"", "3", "2.5", "true", "chrono::Utc::now()", "id", "vec![1]", "None::<i64>", "'c'", "place"];
    for (name, fits) in [
        ("grape", &["\"a\""][..]),
        ("year", &["3"]),
        ("price", &["2.5", "3"]),
        ("corked", &["true"]),
        ("pressed", &["chrono::Utc::now()"]),
        ("owner", &["id"]),
        ("id()", &["id"]),
        ("cellar.depth", &["3"]),
    ] {
        for value in values.iter().filter(|value| !fits.contains(value)) {
            w.filter("operand", &format!(".{name} == {value}"));
        }
        w.filter("operand", &format!(".{name} == ()"));
        w.filter("operand", &format!(".{name} contains_any [()]"));
    }
    w.filter("operand", ".year > \"3\"");
    w.filter("operand", ".spot.within(\"here\", 10.0)");
    w.filter("operand", ".spot.within(place, \"far\")");
    w.filter("operand", ".name like 3");
    w.filter("operand", ".name matches 3");
    w.filter("operand", ".cellar.id() == 3");
    w.filter("operand", ".year == none");
}

/// Searches, and the clauses that belong to them.
fn searches(w: &mut Writer) {
    let ranked = [
        "group_by: .grape",
        "groups: 3",
        "objects_per_group: 2",
        "auto_limit: 1",
        "rerank: .name",
        "rerank_query: \"a\"",
    ];
    // One missing search, and one to six clauses that want it.
    for first in 0..ranked.len() {
        for many in 1..=ranked.len() {
            let clauses: Vec<_> = ranked.iter().cycle().skip(first).take(many).copied().collect();
            w.add("search missing", format!("let _ = query!(Wine, {}, limit: 4);", clauses.join(", ")));
        }
    }
    for select in ["score", "distance", "certainty", "explain_score", "rerank_score"] {
        w.add(
            "search missing",
            format!("let _ = query!(Wine, filter: .year > 3, select: {{ .name, {select} }});"),
        );
        w.add("search missing", format!("let _ = query!(Wine, select: {{ {select} }});"));
    }
    let clauses = [
        ("alpha: 0.5", &["hybrid"][..]),
        ("fusion: ranked", &["hybrid"]),
        ("max_distance: 0.3", &["hybrid"]),
        ("vector: [0.1, 0.2, 0.3]", &["hybrid"]),
        ("on: .name", &["bm25", "hybrid"]),
        ("operator: and", &["bm25", "hybrid"]),
        ("distance: 0.3", &["near"]),
        ("certainty: 0.3", &["near"]),
        ("move_to: Move::new(0.5).concepts(\"a\")", &[]),
        ("move_away: Move::new(0.5).concepts(\"a\")", &[]),
        ("diversity: Diversity::mmr(2)", &["near", "hybrid"]),
        ("sort: .year", &[]),
        ("after: id", &[]),
        ("ids: [id]", &[]),
        ("near_object: id", &[]),
        ("bm25: \"a\"", &[]),
    ];
    for (clause, fits) in clauses {
        for search in SEARCHES {
            if !fits.iter().any(|word| search.starts_with(word)) {
                w.ask("clause of another search", &format!("{search}, {clause}"));
                let filter = format!("filter: .year > 3 && .corked, {search}, {clause}");
                w.ask(
                    "clause of another search",
                    filter.strip_prefix("filter: .year > 3 && .corked, ").unwrap_or(&filter),
                );
            }
        }
        if !["sort", "after", "ids", "near_object", "bm25"].iter().any(|word| clause.starts_with(word)) {
            w.add("search missing", format!("let _ = query!(Wine, {clause}, limit: 3);"));
            w.add(
                "search missing",
                format!("let _ = query!(Wine, filter: .year > 3, {clause}, select: {{ .name }});"),
            );
        }
    }
    for clause in ["filter: .year > 3", "sort: .year", "offset: 3", "bm25: \"a\"", "ids: [id]"] {
        if !clause.starts_with("bm25") {
            w.ask("walk", &format!("after: id, {clause}"));
        }
        w.ask("walk", &format!("{clause}, after: id"));
    }
    for (search, rest) in [
        ("hybrid: none", ""),
        ("hybrid: \"a\"", ""),
        ("hybrid: none", ", alpha: 0.5, vector: [0.1, 0.2, 0.3]"),
        ("hybrid: \"a\"", ", alpha: 0.5"),
        ("near_text: \"a\"", ""),
        ("near_image: bytes", ""),
        ("near_vector: [0.1, 0.2, 0.3]", ", distance: 0.2, certainty: 0.3"),
        ("bm25: \"a\"", ", target: .taste"),
        ("near_text: [\"a\", \"b\"]", ", distance: 0.3"),
    ] {
        for select in SELECTS {
            w.add("search incomplete", format!("let _ = query!(Wine, {search}{rest}, limit: 3, {select});"));
        }
    }
    for search in [
        "near_text: \"a\"",
        "near_vector: [0.1, 0.2]",
        "hybrid: \"a\", vector: [0.1, 0.2]",
        "near_object: id",
    ] {
        w.add("target missing", format!("let _ = query!(Barrel, {search}, limit: 3);"));
        w.add(
            "target missing",
            format!("let _ = query!(Barrel, {search}, filter: .size > 3, select: {{ .wood }});"),
        );
        w.add("no vector", format!("let _ = query!(Cellar, {search}, limit: 3);"));
        w.add("no vector", format!("let _ = query!(Cellar, {search}, select: {{ .city }});"));
        w.add(
            "target missing",
            format!("let _ = query!(aggregate Barrel, {search}, object_limit: 3, select: {{ count }});"),
        );
    }
}

/// Query vectors and targets that do not fit.
fn vectors(w: &mut Writer) {
    for vector in [
        "[0.1]",
        "[0.1, 0.2]",
        "[0.1; 4]",
        "[0.1_f32; 7]",
        "[0.1_f64; 3]",
        "[1, 2, 3]",
        "\"a\"",
        "3",
        "vec![1, 2, 3]",
        "vec![vec![0.1]]",
        "[[0.1, 0.2, 0.3]]",
        "Some([0.1, 0.2, 0.3])",
        "(0.1, 0.2, 0.3)",
        "Vector::<4>::from([0.1; 4])",
    ] {
        w.ask("query vector", &format!("near_vector: {vector}"));
        w.ask("query vector", &format!("hybrid: \"a\", vector: {vector}"));
        w.ask("query vector", &format!("near_vector: {vector}, distance: 0.4, group_by: .grape"));
        w.add(
            "query vector",
            format!("let _ = query!(Barrel, near_vector: {vector}, target: .back, limit: 3);")
                .replace("[0.1; 4]", "[0.1; 5]")
                .replace("<4>", "<5>"),
        );
        w.add(
            "query vector",
            format!(
                "let _ = query!(aggregate Wine, near_vector: {vector}, distance: 0.4, select: {{ count }});"
            ),
        );
    }
    for target in [
        ".wood",
        ".size",
        "sum(.front, .wood)",
        "sum(.front)",
        "summ(.front, .back)",
        "weighted(.front, .back)",
        "\"front\"",
        "[.front, .back]",
        "sum(.front, .zz)",
    ] {
        w.add("target", format!("let _ = query!(Barrel, near_object: id, target: {target}, limit: 3);"));
        w.add(
            "target",
            format!(
                "let _ = query!(Barrel, near_object: id, target: {target}, select: {{ .wood, distance }});"
            ),
        );
        w.add(
            "target",
            format!(
                "let _ = query!(Barrel, hybrid: \"a\", alpha: 0.0, target: {target}, select: {{ .wood }});"
            ),
        );
    }
    for (target, vectors) in [
        ("sum(.front, .back)", "{ .front: [0.1, 0.2] }"),
        ("sum(.front, .back)", "{ .front: [0.1, 0.2], .back: [0.1; 3] }"),
        ("sum(.front, .back)", "{ .front: [0.1, 0.2], .words: [0.1; 4] }"),
        (".front", "{ .back: [0.1; 4] }"),
        ("sum(.front, .back)", "[0.1; 4]"),
    ] {
        w.add(
            "vectors of targets",
            format!("let _ = query!(Barrel, near_vector: {vectors}, target: {target}, limit: 3);"),
        );
        w.add(
            "vectors of targets",
            format!("let _ = query!(Barrel, hybrid: \"a\", vector: {vectors}, target: {target}, limit: 3);"),
        );
    }
}

/// What is done with results.
fn results(w: &mut Writer) {
    for (name, kind) in ALL {
        for search in SEARCHES {
            if !["text", "exact", "date", "uuid", "texts"].contains(&kind) {
                w.ask("group by", &format!("{search}, group_by: .{name}"));
            }
        }
        if !["text", "exact"].contains(&kind) {
            w.ask("rerank", &format!("bm25: \"a\", rerank: .{name}"));
        }
        if !["text", "exact", "texts"].contains(&kind) {
            w.ask("keywords", &format!("bm25: \"a\", on: .{name}"));
            w.ask("keywords", &format!("hybrid: \"a\", vector: [0.1, 0.2, 0.3], on: [.name, .{name} ^ 2]"));
            w.ask("keywords", &format!("bm25: \"a\", on: [.name, .grape, .tags, .note, .{name}]"));
        }
        if !["text", "exact", "int", "number", "boolean", "date"].contains(&kind) {
            w.ask("sort", &format!("sort: .{name}"));
            w.ask("sort", &format!("sort: [.year desc, .{name} asc]"));
        }
        w.ask("sort", &format!("sort: .cellar.{name}"));
    }
    w.ask("keywords", "bm25: \"a\", on: .memo");
    w.ask("sort", "sort: .maker.full_name");
    w.ask("sort", "sort: .cellar.city desc");
    w.ask("sort", "sort: .cellar");
    w.ask("sort", "sort: .taste");
    w.ask("sort", "sort: 3");
    w.ask("sort", "sort: \"year\"");
    w.ask("sort", "sort: .year down");
    w.ask("sort", "sort: .score");
    w.add("rerank", "let _ = query!(Barrel, bm25: \"a\", rerank: .wood);".to_owned());
    w.add("rerank", "let _ = query!(Cellar, bm25: \"a\", rerank: .city, limit: 3);".to_owned());
}

/// What is selected.
fn selections(w: &mut Writer) {
    for word in ["score", "explain_score", "distance", "certainty", "rerank_score", "generated"] {
        for search in SEARCHES {
            let fits = match word {
                "score" | "explain_score" => search.starts_with("bm25") || search.starts_with("hybrid"),
                "distance" | "certainty" => search.starts_with("near"),
                _ => false,
            };
            if !fits {
                w.add(
                    "metadata",
                    format!("let _ = query!(Wine, {search}, limit: 3, select: {{ .name, {word} }});"),
                );
            }
            if !(fits && word == "distance") {
                w.add(
                    "metadata",
                    format!("let _ = query!(Wine, {search}, group_by: .grape, select: {{ .name, {word} }});"),
                );
            }
        }
        w.add(
            "metadata",
            format!("let _ = query!(Wine, bm25: \"a\", select: {{ .cellar {{ .city, {word} }} }});"),
        );
    }
    for word in ["created_at", "updated_at", "is_consistent"] {
        w.add(
            "metadata",
            format!("let _ = query!(Wine, bm25: \"a\", group_by: .grape, select: {{ .name, {word} }});"),
        );
    }
    for select in [
        "{ .maker }",
        "{ .cellar }",
        "{ .rivals }",
        "{ .name { .x } }",
        "{ .maker {} }",
        "{ .maker.full_name }",
        "{ .name, .name }",
        "{ .name as id, id }",
        "{ name }",
        "{ *.name }",
        "{ .id }",
        "{ .name() }",
        "{ count }",
        "{ \"name\" }",
        "{ 3 }",
        "{}",
        "{ .cellar { .above } }",
        "{ .maker { id } }",
        "{ .maker { .full_name, score } }",
        "{ vector(.name) }",
        "{ vector(taste) }",
        "{ .name, scoer }",
        "Cellar",
        "String",
        "{ .name like \"a\" }",
        "{ .cellar.id }",
        "{ .name as }",
    ] {
        w.add("select", format!("let _ = query!(Wine, select: {select});"));
        w.add("select", format!("let _ = query!(Wine, filter: .year > 3, limit: 3, select: {select});"));
        w.add("select", format!("let _ = query!(Wine, bm25: \"a\", select: {select});"));
    }
    w.add("select", "let _ = query!(Barrel, limit: 3, select: { vector });".to_owned());
    w.add("select", "let _ = query!(Cellar, limit: 3, select: { vector });".to_owned());
}

/// Questions for numbers.
fn numbers(w: &mut Writer) {
    let metrics = [
        "count",
        "sum",
        "mean",
        "median",
        "mode",
        "min",
        "max",
        "top(3)",
        "true_count",
        "false_share",
        "pointing_to",
        "averge",
    ];
    for (name, kind) in ALL.iter().chain(&[("cellar", "link"), ("taste", "vector")]) {
        for metric in metrics {
            let fits = match *kind {
                "int" | "number" | "ints" => {
                    ["count", "sum", "mean", "median", "mode", "min", "max"].contains(&metric)
                }
                "date" => ["count", "median", "mode", "min", "max"].contains(&metric),
                "text" | "exact" | "texts" => ["count", "top(3)"].contains(&metric),
                "boolean" => ["count", "true_count", "false_share"].contains(&metric),
                "link" => metric == "pointing_to",
                _ => false,
            };
            if !fits || *name == "hidden" {
                let group = w.pick(&["", "group_by: .grape, ", "filter: .year > 3, "]);
                w.add(
                    "metric",
                    format!(
                        "let _ = query!(aggregate Wine, {group}select: {{ count, .{name} {{ {metric} }} }});"
                    ),
                );
            }
        }
        if ["place", "phone", "blob", "object", "vector"].contains(kind) {
            w.add(
                "group of numbers",
                format!("let _ = query!(aggregate Wine, group_by: .{name}, select: {{ count }});"),
            );
        }
    }
    for clauses in [
        "bm25: \"a\"",
        "near_vector: [0.1, 0.2, 0.3]",
        "near_object: id",
        "sort: .year",
        "rerank: .name",
        "prompt: \"a\"",
        "offset: 3",
        "hybrid: \"a\", object_limit: 3",
        "near_text: \"a\", object_limit: 3",
        "after: id",
        "ids: [id]",
        "filter: .spot.within(place, 3.0)",
        "filter: .year > 3, group_by: .cellar",
        "near_vector: [0.1; 3], distance: 0.3, group_by: .cellar",
        "auto_limit: 1",
        "boost: 3",
    ] {
        w.add(
            "clause of numbers",
            format!("let _ = query!(aggregate Wine, {clauses}, select: {{ count }});"),
        );
        w.add(
            "clause of numbers",
            format!("let _ = query!(aggregate Wine, {clauses}, select: {{ count, .year {{ mean }} }});"),
        );
    }
    for select in [
        "{}",
        "{ .year }",
        "{ .name {} }",
        "{ year }",
        "{ .year { mean, mean } }",
        "{ mean }",
        "{ .maker { .born { mean } } }",
        "{ score }",
        "{ .year.mean }",
    ] {
        w.add("select of numbers", format!("let _ = query!(aggregate Wine, select: {select});"));
    }
    w.add("select of numbers", "let _ = query!(aggregate Wine, group_by: .grape);".to_owned());
}

/// Prompts and their models.
fn language_models(w: &mut Writer) {
    for name in ["label", "spot", "maker", "cellar", "taste", "phone"] {
        w.ask("prompt", &format!("provider: generative::openai(), prompt: \"about {{{name}}}\""));
        w.ask(
            "prompt",
            &format!(
                "provider: generative::openai(), grouped_task: \"sum up\", grouped_on: [.name, .{name}]"
            ),
        );
    }
    for text in [
        "about {toast}",
        "{wood} and {toast}",
        "about {wood",
        "about wood}",
        "{wood.name}",
        "{ wood }",
        "{}",
        "{{wood}}",
    ] {
        w.add("prompt", format!("let _ = query!(Barrel, prompt: \"{text}\", limit: 3);"));
        w.add(
            "prompt",
            format!(
                "let _ = query!(Barrel, bm25: \"oak\", prompt: \"{text}\", select: {{ .wood, generated }});"
            ),
        );
    }
    for clauses in [
        "prompt: \"about {name}\"",
        "grouped_task: \"sum up\"",
        "prompt: \"{name}\", grouped_task: \"sum up\"",
    ] {
        for rest in ["", "bm25: \"a\", ", "near_object: id, "] {
            w.add("model missing", format!("let _ = query!(Wine, {rest}{clauses}, limit: 3);"));
            w.add("model missing", format!("let _ = query!(Wine, {rest}{clauses}, select: {{ .name }});"));
        }
        w.add(
            "model beside sort",
            format!("let _ = query!(Wine, sort: .year, {clauses}, provider: generative::openai());"),
        );
        w.add(
            "model beside sort",
            format!("let _ = query!(Wine, {clauses}, provider: generative::openai(), sort: .year desc);"),
        );
    }
    for wrong in [
        "prompt: 3",
        "grouped_task: 3",
        "grouped_on: [.wood]",
        "provider: \"openai\", prompt: \"a\"",
        "provider: generative::openai()",
        "provider: generative::openai().modell(\"x\"), prompt: \"a\"",
        "full_prompt: 3, prompt: \"a\"",
        "prompt: none",
    ] {
        w.add("prompt", format!("let _ = query!(Barrel, {wrong}, limit: 3);"));
    }
}

/// Rust values of another type than a clause takes.
fn values(w: &mut Writer) {
    let clauses = [
        ("limit", "3"),
        ("offset", "3"),
        ("ids", "[id]"),
        ("after", "id"),
        ("filter", "f"),
        ("boost", "b"),
        ("profile", "true"),
    ];
    let wrongs =
        ["\"a\"", "3.5", "-1", "None", "()", "Some(\"a\")", "vec![\"a\"]", "id", "true", "[id]", "3"];
    for (clause, right) in clauses {
        for wrong in wrongs {
            let fits = wrong == right
                || (clause == "ids" && wrong == "[id]")
                || (["after", "filter", "boost"].contains(&clause) && wrong == "None")
                || (clause == "filter" && wrong == "()");
            if !fits {
                w.add("value", format!("let _ = query!(Wine, {clause}: {wrong}, select: {{ .name }});"));
            }
        }
    }
    for search in ["bm25", "near_object", "near_vector", "hybrid"] {
        for wrong in ["3", "()", "None::<i64>", "[\"a\"]", "b'a'"] {
            let rest = if search == "hybrid" { ", vector: [0.1, 0.2, 0.3]" } else { "" };
            w.add("value", format!("let _ = query!(Wine, {search}: {wrong}{rest}, limit: 3);"));
        }
    }
    for clause in [
        "alpha",
        "fusion",
        "operator",
        "max_distance",
        "distance",
        "auto_limit",
        "groups",
        "objects_per_group",
        "rerank_query",
        "diversity",
        "certainty",
    ] {
        for wrong in ["\"a\"", "()", "[1]"] {
            if clause == "rerank_query" && wrong == "\"a\"" {
                continue;
            }
            let search = match clause {
                "distance" | "certainty" | "diversity" => "near_object: id",
                _ => "hybrid: \"a\", vector: [0.1, 0.2, 0.3]",
            };
            let more = match clause {
                "groups" | "objects_per_group" => ", group_by: .grape",
                "rerank_query" => ", rerank: .name",
                _ => "",
            };
            w.add("value", format!("let _ = query!(Wine, {search}, {clause}: {wrong}{more}, limit: 3);"));
        }
    }
}

/// What cannot be read.
fn syntax(w: &mut Writer) {
    for wrong in [
        "where: .year > 3",
        "order_by: .year",
        "fields: { .name }",
        "limt: 3",
        "limit",
        "limit:",
        "limit 3",
        "limit = 3",
        "bm25: \"a\" limit: 3",
        "limit: 3, limit: 4",
        "filter: ",
        "filter: .year",
        "filter: .year >",
        "filter: .year => 3",
        "filter: year > 3",
        "filter: .year > 3 && ",
        "filter: .year > 3 and .corked",
        "filter: (.year > 3",
        "filter: .year = 3",
        "filter: .name ~ \"a\"",
        "filter: .corked = true",
        "filter: 3 < .year",
        "filter: .year > 3, filter: .corked",
        "sort: ",
        "sort: .year desc asc",
        "sort: year",
        "select: .name",
        "filter: .year > 3 || .corked && .price > 1.0 or .corked",
        "filter: .tags contains [\"a\"]",
        "filter: .name.like(\"a\")",
        "filter: .year between 1 and 3",
        "filter: !.year",
        "filter: .year == null",
        "filter: .note != none",
        "filter: .year in [1, 2]",
        "limit: 3, bm25: \"a\"",
        "query: \"a\"",
        "target_vector: .taste, near_object: id",
        "autocut: 1, bm25: \"a\"",
    ] {
        if wrong.contains("(.year > 3") && !wrong.contains(')') {
            continue; // rustc's own, before any macro
        }
        w.add("syntax", format!("let _ = query!(Wine, {wrong});"));
        if !wrong.starts_with("select") {
            w.add("syntax", format!("let _ = query!(Wine, {wrong}, select: {{ .name }});"));
        }
        w.add("syntax", format!("let _ = query!(Wine, {wrong}, profile: true);"));
    }
    for wrong in [
        "",
        "Wine limit: 3",
        "wine",
        "Maker, limit: 3",
        "Wien, limit: 3",
        "3",
        "String",
        "aggregate",
        "Wine; limit: 3",
    ] {
        w.add("syntax", format!("let _ = query!({wrong});"));
    }
}
