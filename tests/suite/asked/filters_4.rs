//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, found}, collections::{Article, Quote}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [quotes(), articles()].into_iter().flatten().collect()
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        found!("filters/analyzer-12-raw", Quote, 100, { .raw == " x " }, f.raw.eq(" x ")),
        found!("filters/analyzer-14-lower", Quote, 100, { .lower matches "CAFÉ" }, f.lower.matches("CAFÉ")),
        found!("filters/analyzer-15-tri", Quote, 100, { .tri matches "lantern" }, f.tri.matches("lantern")),
        found!("filters/analyzer-16-folded", Quote, 100, { .folded like "resum*" }, f.folded.like("resum*")),
        found!("filters/analyzer-17-folded", Quote, 100, { .folded like "Résum*" }, f.folded.like("Résum*")),
        found!("filters/analyzer-18-line", Quote, 100, { .line matches "ss" }, f.line.matches("ss")),
        found!("filters/analyzer-19-line", Quote, 100, { .line matches "weiss" }, f.line.matches("weiss")),
        found!("filters/analyzer-21-folded", Quote, 100, { .folded matches "oesterø" }, f.folded.matches("oesterø")),
        found!("filters/analyzer-22-folded", Quote, 100, { .folded matches "Osterø" }, f.folded.matches("Osterø")),
        found!("filters/analyzer-24-line", Quote, 100, { .line matches "東京の夜は静かです" }, f.line.matches("東京の夜は静かです")),
        found!("filters/analyzer-any", Quote, 100, { .folded contains_any ["cafe", "RÉSUMÉ"] }, f.folded.contains_any(["cafe", "RÉSUMÉ"])),
        found!("filters/analyzer-all", Quote, 100, { .folded contains_all ["cafe", "RÉSUMÉ"] }, f.folded.contains_all(["cafe", "RÉSUMÉ"])),
    ]
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "filters/limit-offset",
            query!(Article, filter: .published, limit: 5, offset: 3, select: { id }),
            Article::query().filter(f.published.eq(true)).limit(5).offset(3).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "filters/limit-zero",
            query!(Article, filter: .published, select: { id }),
            Article::query().filter(f.published.eq(true)).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}
