//! What is compiled many times.
//!
//! No two queries of a program select the same properties in the same order: what the compiler does once for a shape
//! would otherwise be shared, as it is not in programs that people write.

use std::{fmt::Write as _, ops::Range};

/// One thing whose cost is told.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// Whether those after it are told as multiples of it.
    pub(crate) is_floor: bool,
    once: fn() -> String,
    each: fn(usize) -> String,
}

impl Program {
    const fn new(
        name: &'static str,
        what: &'static str,
        once: fn() -> String,
        each: fn(usize) -> String,
    ) -> Self {
        Self { name, what, is_floor: false, once, each }
    }

    const fn floor(self) -> Self {
        Self { is_floor: true, ..self }
    }

    /// A crate with as many uses of it.
    pub(crate) fn source(&self, uses: usize) -> String {
        let mut source =
            "#![allow(dead_code, unused_variables, unused_imports)]\n".to_owned() + &(self.once)();
        for i in 0..uses {
            source += &(self.each)(i);
        }
        source
    }
}

pub(crate) const PROGRAMS: &[Program] = &[
    Program::new(
        "floor_10",
        "a struct of ten fields with `Debug` and a closure that fills it",
        collections,
        |i| floor(i, 10),
    )
    .floor(),
    Program::new("query_10", "`query!`: ten fields, mixed clauses, four terms", collections, |i| {
        query(i, 10, KEPT)
    }),
    Program::new("hand_10", "  by hand, with a tuple", collections, |i| hand(i, 10)),
    Program::new("read_10", "  and its answer read", collections, |i| {
        query(i, 10, "let _ = black_box(query.read(reply))")
    }),
    Program::new(
        "floor_5",
        "a struct of five fields with `Debug` and a closure that fills it",
        collections,
        |i| floor(i, 5),
    )
    .floor(),
    Program::new("query_5", "`query!`: five fields, two terms", collections, |i| query(i, 5, KEPT)),
    Program::new("hand_5", "  by hand, with a tuple", collections, |i| hand(i, 5)),
    Program::new(
        "serde",
        "`derive(Serialize, Deserialize)`: ten fields",
        || "use serde::{Serialize, Deserialize};\n".to_owned(),
        |i| structure(i, "Serialize, Deserialize"),
    )
    .floor(),
    Program::new(
        "derive",
        "`derive(Collection)`: ten properties",
        || "use weaviate::Collection;\n".to_owned(),
        |i| structure(i, "Collection"),
    ),
    Program::new("debug", "  `derive(Debug, Clone, PartialEq)` instead", String::new, |i| {
        structure(i, "Debug, Clone, PartialEq")
    }),
];

/// What is done with a query so that it is compiled.
const KEPT: &str = "black_box(&query)";

const TYPES: [&str; 5] = ["String", "i64", "f64", "bool", "Vec<String>"];

/// A struct with properties `p0` to `p9`, of the types in turn.
fn structure(i: usize, derives: &str) -> String {
    format!("#[derive({derives})]\npub struct C{i} {{\n{}}}\n", properties(0..10))
}

fn properties(which: Range<usize>) -> String {
    which
        .map(|p| format!("    /// The property.\n    pub p{p}: {},\n", TYPES[p % 5]))
        .collect::<Vec<_>>()
        .concat()
}

/// Four collections of twenty properties and a vector to ask about.
fn collections() -> String {
    let mut out = "use std::hint::black_box;\nuse weaviate::{Collection, Vector, query};\n".to_owned();
    for i in 0..4 {
        let _ = writeln!(
            out,
            "#[derive(Collection)]\npub struct C{i} {{\n    #[weaviate(tokenization = field)]\n{}    #[weaviate(vector)]\n    pub v: Vector<3>,\n}}",
            properties(0..20)
        );
    }
    out
}

/// Which properties the i-th query selects: no two have the same ones in the same order.
fn selected(i: usize, fields: usize) -> Vec<usize> {
    let mut seed = i as u64 + 1;
    let mut left: Vec<usize> = (0..20).collect();
    let picked = (0..fields).map(|_| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        left.remove((seed >> 33) as usize % left.len())
    });
    picked.collect()
}

/// The clauses differ from one query to the next.
fn query(i: usize, fields: usize, then: &str) -> String {
    let c = i % 4;
    let (search, end) = match i % 3 {
        0 => ("bm25: text, ", "limit: 10, "),
        1 => ("hybrid: text, vector: at, alpha: 0.5, ", "limit: n as u32, offset: 5, "),
        _ => ("", "sort: [.p1 desc, .p0], limit: 20, "),
    };
    let filter = match (fields, i % 2) {
        (10, 0) => ".p1 >= n && .p0 == text && (.p3 || .p2 < 2.5)",
        (10, _) => ".p4 matches_any [\"a\", text] && !(.p1 > 3 && .p5 like \"x*\") && .p6 in 1..n",
        (_, 0) => ".p1 >= n && .p0 == text",
        (_, _) => ".p3 || .p2 < 2.5",
    };
    let select = selected(i, fields).iter().map(|p| format!(".p{p}, ")).collect::<Vec<_>>().concat();
    format!(
        "pub fn query{i}(text: &str, at: [f32; 3], n: i64, reply: &[u8]) {{\n    let query = query!(C{c}, {search}filter: {filter}, {end}select: {{ {select} }});\n    {then};\n}}\n"
    )
}

/// The same questions, by the builder.
fn hand(i: usize, fields: usize) -> String {
    let c = i % 4;
    let (search, end) = match i % 3 {
        0 => (".bm25(text)", ".limit(10)"),
        1 => (".hybrid(text).vector(&at).alpha(0.5)", ".limit(n as u32).offset(5)"),
        _ => ("", ".sort((f.p1.desc(), f.p0.asc())).limit(20)"),
    };
    let filter = match (fields, i % 2) {
        (10, 0) => "f.p1.ge(n) & f.p0.eq(text) & (f.p3.eq(true) | f.p2.lt(2.5))",
        (10, _) => "f.p4.matches_any([\"a\", text]) & !(f.p1.gt(3) & f.p5.like(\"x*\")) & f.p6.is_in(1..n)",
        (_, 0) => "f.p1.ge(n) & f.p0.eq(text)",
        (_, _) => "f.p3.eq(true) | f.p2.lt(2.5)",
    };
    let select = selected(i, fields).iter().map(|p| format!("f.p{p}, ")).collect::<Vec<_>>().concat();
    format!(
        "pub fn hand{i}(text: &str, at: [f32; 3], n: i64, reply: &[u8]) {{\n    let f = C{c}::FIELDS;\n    let query = C{c}::query(){search}.filter({filter}){end}.select(|f, _| ({select}));\n    {KEPT};\n}}\n"
    )
}

/// What a question costs that is none: the row as a person would write it, and what fills it.
fn floor(i: usize, fields: usize) -> String {
    let selected = selected(i, fields);
    let types = selected.iter().map(|p| format!("{}, ", TYPES[p % 5])).collect::<Vec<_>>().concat();
    let members = selected.iter().map(|p| format!("p{p}: {}, ", TYPES[p % 5])).collect::<Vec<_>>().concat();
    let given = (0..fields).map(|at| format!("f{at}, ")).collect::<Vec<_>>().concat();
    let filled =
        selected.iter().enumerate().map(|(at, p)| format!("p{p}: f{at}, ")).collect::<Vec<_>>().concat();
    format!(
        "pub fn floor{i}(text: &str, at: [f32; 3], n: i64, reply: &[u8]) {{\n    #[derive(Debug)]\n    struct Row {{ {members} }}\n    let row: fn(({types})) -> Row = |({given})| Row {{ {filled} }};\n    black_box(&row);\n}}\n"
    )
}
