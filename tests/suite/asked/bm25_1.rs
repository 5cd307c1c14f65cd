//! Cases.

use weaviate::{Collection as _, ir, query};

use super::{case::{Case, case}, collections::{Article, Author, Gadget, Headline, Ledger, Quote, Recipe}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), quotes(), gadgets(), headlines(), recipes(), ledgers(), authors()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "bm25/and-all",
            query!(Article, bm25: "copper kettle", operator: and, limit: 20, select: { id, score }),
            Article::query().bm25("copper kettle").operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/filter",
            query!(Article,
                bm25: "river copper robot", on: [.title], filter: .published, limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("river copper robot").on(f.title).filter(f.published.eq(true)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/limit",
            query!(Article, bm25: "river copper", on: [.title, .body], limit: 3, select: { id, score }),
            Article::query().bm25("river copper").on((f.title, f.body)).limit(3).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/offset",
            query!(Article,
                bm25: "river copper", on: [.title, .body], limit: 3, offset: 2, select: { id, score },
            ),
            Article::query().bm25("river copper").on((f.title, f.body)).limit(3).offset(2).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/offset-past",
            query!(Article, bm25: "kettle", on: [.title], limit: 3, offset: 300, select: { id, score }),
            Article::query().bm25("kettle").on(f.title).limit(3).offset(300).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/default-limit",
            query!(Article, bm25: "the river", on: [.body], select: { id, score }),
            Article::query().bm25("the river").on(f.body).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/autocut-1",
            query!(Article,
                bm25: "copper kettle soup", on: [.title], limit: 20, auto_limit: 1, select: { id, score },
            ),
            Article::query().bm25("copper kettle soup").on(f.title).limit(20).auto_limit(1).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/autocut-2",
            query!(Article,
                bm25: "copper kettle soup", on: [.title], limit: 20, auto_limit: 2, select: { id, score },
            ),
            Article::query().bm25("copper kettle soup").on(f.title).limit(20).auto_limit(2).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/autocut-3",
            query!(Article,
                bm25: "copper kettle soup", on: [.title], limit: 20, auto_limit: 3, select: { id, score },
            ),
            Article::query().bm25("copper kettle soup").on(f.title).limit(20).auto_limit(3).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/explain",
            query!(Article,
                bm25: "copper kettle", on: [.title], limit: 4, select: { id, score, explain_score },
            ),
            Article::query().bm25("copper kettle").on(f.title).limit(4).select(|_, m| (m.id(), m.score(), m.explain_score())),
            [id, score, explain_score]
        ),
        case!(
            "bm25/explain-two",
            query!(Article,
                bm25: "river", on: [.title ^ 2, .body], limit: 4, select: { id, score, explain_score },
            ),
            Article::query().bm25("river").on((f.title.weight(2), f.body)).limit(4).select(|_, m| (m.id(), m.score(), m.explain_score())),
            [id, score, explain_score]
        ),
        case!(
            "bm25/no-score",
            query!(Article, bm25: "kettle", on: [.title], limit: 20, select: { id }),
            Article::query().bm25("kettle").on(f.title).limit(20).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "bm25/props",
            query!(Article,
                bm25: "kettle", on: [.title], limit: 3, select: { .title, .word_count, id, score },
            ),
            Article::query().bm25("kettle").on(f.title).limit(3).select(|a, m| (a.title, a.word_count, m.id(), m.score())),
            [title, word_count, id, score]
        ),
    ]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        case!(
            "bm25/quote-0",
            query!(Quote, bm25: "rain", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("rain").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-1",
            query!(Quote, bm25: "the", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("the").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-2",
            query!(Quote, bm25: "lantern", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("lantern").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-4",
            query!(Quote, bm25: "and", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("and").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-7",
            query!(Quote, bm25: "cafe", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("cafe").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-9",
            query!(Quote, bm25: "café", on: [.partly], limit: 20, select: { id, score }),
            Quote::query().bm25("café").on(f.partly).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-10",
            query!(Quote, bm25: "creme brulee", on: [.folded], limit: 20, select: { id, score }),
            Quote::query().bm25("creme brulee").on(f.folded).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-11",
            query!(Quote, bm25: "creme brulee", on: [.partly], limit: 20, select: { id, score }),
            Quote::query().bm25("creme brulee").on(f.partly).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-12",
            query!(Quote, bm25: "rain snow", on: [.weather], limit: 20, select: { id, score }),
            Quote::query().bm25("rain snow").on(f.weather).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-13",
            query!(Quote, bm25: "the", on: [.weather], limit: 20, select: { id, score }),
            Quote::query().bm25("the").on(f.weather).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-15",
            query!(Quote, bm25: "zebra", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("zebra").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-16",
            query!(Quote, bm25: "zebra", on: [.line ^ 2, .bare], limit: 20, select: { id, score }),
            Quote::query().bm25("zebra").on((f.line.weight(2), f.bare)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-17",
            query!(Quote, bm25: "x", on: [.raw], limit: 20, select: { id, score }),
            Quote::query().bm25("x").on(f.raw).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-19",
            query!(Quote, bm25: "café", on: [.lower], limit: 20, select: { id, score }),
            Quote::query().bm25("café").on(f.lower).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-20",
            query!(Quote, bm25: "lantern", on: [.tri], limit: 20, select: { id, score }),
            Quote::query().bm25("lantern").on(f.tri).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-21",
            query!(Quote, bm25: "夜", on: [.tri], limit: 20, select: { id, score }),
            Quote::query().bm25("夜").on(f.tri).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-23",
            query!(Quote, bm25: "東京の夜は静かです", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("東京の夜は静かです").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-25",
            query!(Quote, bm25: "resume", on: [.folded], limit: 20, select: { id, score }),
            Quote::query().bm25("resume").on(f.folded).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-27",
            query!(Quote, bm25: "WEIß", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("WEIß").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-28",
            query!(Quote, bm25: "smorgasbord", on: [.folded], limit: 20, select: { id, score }),
            Quote::query().bm25("smorgasbord").on(f.folded).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-29",
            query!(Quote, bm25: "aero", on: [.folded], limit: 20, select: { id, score }),
            Quote::query().bm25("aero").on(f.folded).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-30",
            query!(Quote, bm25: "ærø", on: [.folded], limit: 20, select: { id, score }),
            Quote::query().bm25("ærø").on(f.folded).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-32",
            query!(Quote, bm25: "i", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("i").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-33",
            query!(Quote, bm25: "η θάλασσα", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("η θάλασσα").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-36",
            query!(Quote, bm25: "10 30", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("10 30").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-37",
            query!(Quote, bm25: "snake_case", on: [.line], limit: 20, select: { id, score }),
            Quote::query().bm25("snake_case").on(f.line).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/quote-and",
            query!(Quote,
                bm25: "lantern rain", on: [.line], operator: and, limit: 20, select: { id, score },
            ),
            Quote::query().bm25("lantern rain").on(f.line).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "bm25/gadget",
            query!(Gadget, bm25: "brass lamp", on: [.label], limit: 20, select: { id, score }),
            Gadget::query().bm25("brass lamp").on(f.label).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}

fn headlines() -> Vec<Case> {
    let f = Headline::FIELDS;
    vec![
        case!(
            "bm25/headline",
            query!(Headline, bm25: "harbour storm", on: [.title], limit: 20, select: { id, score }),
            Headline::query().bm25("harbour storm").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}

fn recipes() -> Vec<Case> {
    vec![
        case!(
            "bm25/recipe",
            query!(Recipe, bm25: "barley honey", limit: 20, select: { id, score }),
            Recipe::query().bm25("barley honey").limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![
        case!(
            "bm25/tenant",
            query!(Ledger, bm25: "rent coal", on: [.note], limit: 20, select: { id, score }),
            Ledger::query().bm25("rent coal").on(f.note).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![
        case!(
            "bm25/author",
            query!(Author, bm25: "map stars", on: [.bio], limit: 20, select: { id, score }),
            Author::query().bm25("map stars").on(f.bio).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}
