//! Searches by words.

mod operators;

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, asked, case},
    collections::{Article, Author, Gadget, Headline, Ledger, Recipe},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), gadgets(), headlines(), recipes(), ledgers(), authors(), operators::cases()]
        .into_iter()
        .flatten()
        .collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!(
            "bm25/title-0",
            Article { bm25: "kettle", on: [.title], limit: 20 },
            { bm25("kettle").on(f.title).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/title-2",
            Article { bm25: "KETTLE", on: [.title], limit: 20 },
            { bm25("KETTLE").on(f.title).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/title-3",
            Article { bm25: "robot workshop river", on: [.title], limit: 20 },
            { bm25("robot workshop river").on(f.title).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/body-0",
            Article { bm25: "river", on: [.body], limit: 20 },
            { bm25("river").on(f.body).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/body-1",
            Article { bm25: "snow mountain", on: [.body], limit: 20 },
            { bm25("snow mountain").on(f.body).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/body-2",
            Article { bm25: "the and", on: [.body], limit: 20 },
            { bm25("the and").on(f.body).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/all-1",
            Article { bm25: "copper kettle", limit: 20 },
            { bm25("copper kettle").limit(20) },
            [id, score],
        ),
        asked!("bm25/all-2", Article { bm25: "robot", limit: 20 }, { bm25("robot").limit(20) }, [id, score]),
        asked!(
            "bm25/all-3",
            Article { bm25: "opinion draft", limit: 20 },
            { bm25("opinion draft").limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/two-props",
            Article { bm25: "river copper", on: [.title, .body], limit: 20 },
            { bm25("river copper").on((f.title, f.body)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/two-props-boost",
            Article { bm25: "river copper", on: [.title ^ 3, .body], limit: 20 },
            { bm25("river copper").on((f.title.weight(3), f.body)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/boost-2",
            Article { bm25: "river copper", on: [.title ^ 2], limit: 20 },
            { bm25("river copper").on(f.title.weight(2)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/gram-part",
            Article { bm25: "lantern-1", on: [.gram], limit: 20 },
            { bm25("lantern-1").on(f.gram).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/slug",
            Article { bm25: "star*question?back\\slash", on: [.slug], limit: 20 },
            { bm25("star*question?back\\slash").on(f.slug).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/code",
            Article { bm25: "ab-12 REV.3", on: [.code], limit: 20 },
            { bm25("ab-12 REV.3").on(f.code).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/keywords",
            Article { bm25: "river market", on: [.keywords], limit: 20 },
            { bm25("river market").on(f.keywords).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/labels",
            Article { bm25: "needs work", on: [.labels], limit: 20 },
            { bm25("needs work").on(f.labels).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/searchOnly",
            Article { bm25: "copper", on: [.search_only], limit: 20 },
            { bm25("copper").on(f.search_only).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/dup-prop",
            Article { bm25: "kettle", on: [.title, .title], limit: 20 },
            { bm25("kettle").on((f.title, f.title)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/filter",
            Article { bm25: "river copper robot", on: [.title], filter: .published, limit: 20 },
            { bm25("river copper robot").on(f.title).filter(f.published.eq(true)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/limit",
            Article { bm25: "river copper", on: [.title, .body], limit: 3 },
            { bm25("river copper").on((f.title, f.body)).limit(3) },
            [id, score],
        ),
        asked!(
            "bm25/offset",
            Article { bm25: "river copper", on: [.title, .body], limit: 3, offset: 2 },
            { bm25("river copper").on((f.title, f.body)).limit(3).offset(2) },
            [id, score],
        ),
        asked!(
            "bm25/offset-past",
            Article { bm25: "kettle", on: [.title], limit: 3, offset: 300 },
            { bm25("kettle").on(f.title).limit(3).offset(300) },
            [id, score],
        ),
        asked!(
            "bm25/default-limit",
            Article { bm25: "the river", on: [.body] },
            { bm25("the river").on(f.body) },
            [id, score],
        ),
        asked!(
            "bm25/autocut-1",
            Article { bm25: "copper kettle soup", on: [.title], limit: 20, auto_limit: 1 },
            { bm25("copper kettle soup").on(f.title).limit(20).auto_limit(1) },
            [id, score],
        ),
        asked!(
            "bm25/autocut-2",
            Article { bm25: "copper kettle soup", on: [.title], limit: 20, auto_limit: 2 },
            { bm25("copper kettle soup").on(f.title).limit(20).auto_limit(2) },
            [id, score],
        ),
        asked!(
            "bm25/autocut-3",
            Article { bm25: "copper kettle soup", on: [.title], limit: 20, auto_limit: 3 },
            { bm25("copper kettle soup").on(f.title).limit(20).auto_limit(3) },
            [id, score],
        ),
        asked!(
            "bm25/explain",
            Article { bm25: "copper kettle", on: [.title], limit: 4 },
            { bm25("copper kettle").on(f.title).limit(4) },
            [id, score, explain_score],
        ),
        asked!(
            "bm25/explain-two",
            Article { bm25: "river", on: [.title ^ 2, .body], limit: 4 },
            { bm25("river").on((f.title.weight(2), f.body)).limit(4) },
            [id, score, explain_score],
        ),
        asked!(
            "bm25/no-score",
            Article { bm25: "kettle", on: [.title], limit: 20 },
            { bm25("kettle").on(f.title).limit(20) },
            [id],
        ),
        case!(
            "bm25/props",
            query!(Article,
                bm25: "kettle", on: [.title], limit: 3, select: { .title, .word_count, id, score },
            ),
            Article::query().bm25("kettle").on(f.title).limit(3).select(|a, m| (
                a.title,
                a.word_count,
                m.id(),
                m.score()
            )),
            [title, word_count, id, score],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![asked!(
        "bm25/gadget",
        Gadget { bm25: "brass lamp", on: [.label], limit: 20 },
        { bm25("brass lamp").on(f.label).limit(20) },
        [id, score],
    )]
}

fn headlines() -> Vec<Case> {
    let f = Headline::FIELDS;
    vec![asked!(
        "bm25/headline",
        Headline { bm25: "harbour storm", on: [.title], limit: 20 },
        { bm25("harbour storm").on(f.title).limit(20) },
        [id, score],
    )]
}

fn recipes() -> Vec<Case> {
    vec![asked!(
        "bm25/recipe",
        Recipe { bm25: "barley honey", limit: 20 },
        { bm25("barley honey").limit(20) },
        [id, score],
    )]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![asked!(
        "bm25/tenant",
        Ledger { bm25: "rent coal", on: [.note], limit: 20 },
        { bm25("rent coal").on(f.note).limit(20) },
        [id, score],
    )]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![asked!(
        "bm25/author",
        Author { bm25: "map stars", on: [.bio], limit: 20 },
        { bm25("map stars").on(f.bio).limit(20) },
        [id, score],
    )]
}
