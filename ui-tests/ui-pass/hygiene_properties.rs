//! Properties called like operators, methods, words of the language and keywords.
#![allow(dead_code)]

use weaviate::{Collection, Link, Object, filter, query};

#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state, property_length), preview(nested_filters))]
pub struct Odd {
    #[weaviate(tokenization = field)]
    pub r#type: String,
    pub r#match: Option<i64>,
    pub len: i64,
    pub count: i64,
    pub like: String,
    pub filter: i64,
    pub select: i64,
    pub score: f64,
    pub distance: f64,
    pub eq: bool,
    pub limit: i64,
    pub open: Inner,
    pub rows: Vec<Inner>,
    pub new: i64,
    pub clone: i64,
    pub links: Vec<Link<Odd>>,
    pub __b: i64,
    pub r#self_: i64,
}

#[derive(Debug, Clone, Object)]
pub struct Inner {
    pub r#in: String,
    pub r#as: i64,
    pub pick: i64,
}

pub fn ask() {
    let _ = filter!(
        Odd,
        .type == "a" && .match > 3 && .len > 3 && .count == 1 && .like like "x*" && .filter >= 2 && .eq && .limit in 1..3
            && .type.len() > 2 && .links.count() > 1 && .links.links.len < 3 && .open.in like "a*" && .rows.as > 3 && .match.is_null()
            && .new == 1 && .clone == 2 && .__b == 1
    );
    let q = query!(Odd, filter: .score > 0.5, sort: .type desc, limit: 3, select: {
        .type, .match, .len, .count, .like, .filter, .select, .score, .open { .in, .as as number }, .rows { .pick }, .links { .type, id },
        .distance as far, .new, .clone,
    });
    let _ = q;
    let _ = query!(aggregate Odd, group_by: .type, select: { count, .len { mean }, .count as counted { sum }, .match { max } });
    let _ = Odd::FIELDS.r#type;
}
