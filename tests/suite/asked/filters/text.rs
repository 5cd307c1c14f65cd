//! Filters on text.

use weaviate::Collection as _;

use crate::asked::{
    case::{Case, found},
    collections::{Article, Quote},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!(
            "filters/text-title-eq-2",
            Article,
            { .title matches "copper kettle" },
            f.title.matches("copper kettle"),
        ),
        found!(
            "filters/text-title-eq-3",
            Article,
            { .title matches "kettle copper" },
            f.title.matches("kettle copper"),
        ),
        found!(
            "filters/text-tagline-eq-0",
            Article,
            { .tagline matches "remembers, river; plain!" },
            f.tagline.matches("remembers, river; plain!"),
        ),
        found!(
            "filters/text-tagline-eq-2",
            Article,
            { .tagline matches "remembers" },
            f.tagline.matches("remembers"),
        ),
        found!("filters/text-code-eq-0", Article, { .code matches "AB-12" }, f.code.matches("AB-12")),
        found!("filters/text-code-eq-1", Article, { .code matches "ab-12" }, f.code.matches("ab-12")),
        found!("filters/text-slug-eq-1", Article, { .slug == "ünïcödé/straße" }, f.slug.eq("ünïcödé/straße")),
        found!("filters/text-slug-eq-2", Article, { .slug == "straße" }, f.slug.eq("straße")),
        found!("filters/text-gram-eq-0", Article, { .gram matches "river" }, f.gram.matches("river")),
        found!("filters/text-gram-eq-1", Article, { .gram matches "riv" }, f.gram.matches("riv")),
        found!(
            "filters/text-filterOnly-eq-0",
            Article,
            { .filter_only matches "copper" },
            f.filter_only.matches("copper"),
        ),
        found!("filters/text-slug-ne", Article, { .slug != "Ünïcödé/straße" }, f.slug.ne("Ünïcödé/straße")),
        found!("filters/text-slug-gte", Article, { .slug >= "our" }, f.slug.ge("our")),
        found!(
            "filters/text-title-none-0",
            Article,
            { .title matches_none ["kettle", "glacier"] },
            f.title.matches_none(["kettle", "glacier"]),
        ),
        found!(
            "filters/text-title-none-1",
            Article,
            { .title matches_none ["copper kettle", "violin"] },
            f.title.matches_none(["copper kettle", "violin"]),
        ),
        found!(
            "filters/text-title-any-3",
            Article,
            { .title matches_any ["nosuch"] },
            f.title.matches_any(["nosuch"]),
        ),
        found!(
            "filters/text-title-all-3",
            Article,
            { .title matches_all ["nosuch"] },
            f.title.matches_all(["nosuch"]),
        ),
        found!(
            "filters/text-slug-any-0",
            Article,
            { .slug contains_any ["Ünïcödé/straße", "nosuch"] },
            f.slug.contains_any(["Ünïcödé/straße", "nosuch"]),
        ),
        found!(
            "filters/text-slug-all-0",
            Article,
            { .slug contains_all ["Ünïcödé/straße", "nosuch"] },
            f.slug.contains_all(["Ünïcödé/straße", "nosuch"]),
        ),
        found!(
            "filters/text-slug-none-0",
            Article,
            { .slug contains_none ["Ünïcödé/straße", "nosuch"] },
            f.slug.contains_none(["Ünïcödé/straße", "nosuch"]),
        ),
        found!(
            "filters/text-keywords-any-0",
            Article,
            { .keywords matches_any ["river", "copper"] },
            f.keywords.matches_any(["river", "copper"]),
        ),
        found!(
            "filters/text-keywords-all-0",
            Article,
            { .keywords matches_all ["river", "copper"] },
            f.keywords.matches_all(["river", "copper"]),
        ),
        found!(
            "filters/text-keywords-none-0",
            Article,
            { .keywords matches_none ["river", "copper"] },
            f.keywords.matches_none(["river", "copper"]),
        ),
        found!(
            "filters/text-keywords-any-1",
            Article,
            { .keywords matches_any ["Robot"] },
            f.keywords.matches_any(["Robot"]),
        ),
        found!(
            "filters/text-keywords-all-1",
            Article,
            { .keywords matches_all ["Robot"] },
            f.keywords.matches_all(["Robot"]),
        ),
        found!(
            "filters/text-keywords-none-1",
            Article,
            { .keywords matches_none ["Robot"] },
            f.keywords.matches_none(["Robot"]),
        ),
        found!(
            "filters/text-labels-any-0",
            Article,
            { .labels contains_any ["Draft", "opinion"] },
            f.labels.contains_any(["Draft", "opinion"]),
        ),
        found!(
            "filters/text-labels-any-1",
            Article,
            { .labels contains_any ["needs work"] },
            f.labels.contains_any(["needs work"]),
        ),
        found!(
            "filters/text-labels-none-1",
            Article,
            { .labels contains_none ["needs work"] },
            f.labels.contains_none(["needs work"]),
        ),
        found!(
            "filters/text-code-any-0",
            Article,
            { .code matches_any ["AB-12", "rev.3"] },
            f.code.matches_any(["AB-12", "rev.3"]),
        ),
        found!(
            "filters/text-code-all-0",
            Article,
            { .code matches_all ["AB-12", "rev.3"] },
            f.code.matches_all(["AB-12", "rev.3"]),
        ),
        found!(
            "filters/text-code-none-0",
            Article,
            { .code matches_none ["AB-12", "rev.3"] },
            f.code.matches_none(["AB-12", "rev.3"]),
        ),
        found!(
            "filters/text-gram-any-0",
            Article,
            { .gram matches_any ["river", "salt"] },
            f.gram.matches_any(["river", "salt"]),
        ),
        found!(
            "filters/text-gram-all-0",
            Article,
            { .gram matches_all ["river", "salt"] },
            f.gram.matches_all(["river", "salt"]),
        ),
        found!(
            "filters/text-tagline-any-0",
            Article,
            { .tagline matches_any ["plain!", "maps,"] },
            f.tagline.matches_any(["plain!", "maps,"]),
        ),
        found!(
            "filters/text-body-eq-long",
            Article,
            { .body matches "Barley bends it does not break" },
            f.body.matches("Barley bends it does not break"),
        ),
        found!("filters/like-title-0", Article, { .title like "kett*" }, f.title.like("kett*")),
        found!("filters/like-title-2", Article, { .title like "*ett*" }, f.title.like("*ett*")),
        found!(
            "filters/like-slug-16",
            Article,
            { .slug like "star\\*question\\?back*" },
            f.slug.like("star\\*question\\?back*"),
        ),
        found!("filters/like-slug-17", Article, { .slug like "star*slash" }, f.slug.like("star*slash")),
        found!("filters/like-code-24", Article, { .code like "A*" }, f.code.like("A*")),
        found!("filters/like-code-25", Article, { .code like "a\\*b" }, f.code.like("a\\*b")),
        found!("filters/like-tagline-27", Article, { .tagline like "*ers," }, f.tagline.like("*ers,")),
    ]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        found!("filters/analyzer-0-line", Quote, { .line matches "the rain" }, f.line.matches("the rain")),
        found!("filters/analyzer-4-folded", Quote, { .folded matches "Café" }, f.folded.matches("Café")),
        found!("filters/analyzer-5-partly", Quote, { .partly matches "cafe" }, f.partly.matches("cafe")),
        found!("filters/analyzer-7-partly", Quote, { .partly matches "facade" }, f.partly.matches("facade")),
        found!("filters/analyzer-10-bare", Quote, { .bare matches "the" }, f.bare.matches("the")),
        found!("filters/analyzer-12-raw", Quote, { .raw == " x " }, f.raw.eq(" x ")),
        found!("filters/analyzer-14-lower", Quote, { .lower matches "CAFÉ" }, f.lower.matches("CAFÉ")),
        found!("filters/analyzer-15-tri", Quote, { .tri matches "lantern" }, f.tri.matches("lantern")),
        found!("filters/analyzer-16-folded", Quote, { .folded like "resum*" }, f.folded.like("resum*")),
        found!("filters/analyzer-17-folded", Quote, { .folded like "Résum*" }, f.folded.like("Résum*")),
        found!("filters/analyzer-18-line", Quote, { .line matches "ss" }, f.line.matches("ss")),
        found!(
            "filters/analyzer-21-folded",
            Quote,
            { .folded matches "oesterø" },
            f.folded.matches("oesterø"),
        ),
        found!(
            "filters/analyzer-any",
            Quote,
            { .folded matches_any ["cafe", "RÉSUMÉ"] },
            f.folded.matches_any(["cafe", "RÉSUMÉ"]),
        ),
        found!(
            "filters/analyzer-all",
            Quote,
            { .folded matches_all ["cafe", "RÉSUMÉ"] },
            f.folded.matches_all(["cafe", "RÉSUMÉ"]),
        ),
    ]
}
