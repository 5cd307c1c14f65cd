//! Cases.

use weaviate::{Collection as _, ir, query};

use super::{case::{Case, case}, collections::Article};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "bm25/title-0",
            query!(Article, bm25: "kettle", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("kettle").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-2",
            query!(Article, bm25: "KETTLE", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("KETTLE").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-3",
            query!(Article, bm25: "robot workshop river", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("robot workshop river").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-4",
            query!(Article, bm25: "the", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("the").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-5",
            query!(Article, bm25: "the kettle", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("the kettle").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-7",
            query!(Article, bm25: "   ", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("   ").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-8",
            query!(Article, bm25: "nosuchword", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("nosuchword").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-10",
            query!(Article, bm25: "kettle kettle kettle", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("kettle kettle kettle").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-11",
            query!(Article, bm25: "東京", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("東京").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-12",
            query!(Article, bm25: "Москва", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("Москва").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-13",
            query!(Article, bm25: "straße", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("straße").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-15",
            query!(Article, bm25: "🚀", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("🚀").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-17",
            query!(Article, bm25: "x2y", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("x2y").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-19",
            query!(Article, bm25: "rain again", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("rain again").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/title-21",
            query!(Article,
                bm25: "glacier river market archive lighthouse robot", on: [.title], limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("glacier river market archive lighthouse robot").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-0",
            query!(Article, bm25: "river", on: [.body], limit: 20, select: { id, score }),
            Article::query().bm25("river").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-1",
            query!(Article, bm25: "snow mountain", on: [.body], limit: 20, select: { id, score }),
            Article::query().bm25("snow mountain").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-2",
            query!(Article, bm25: "the and", on: [.body], limit: 20, select: { id, score }),
            Article::query().bm25("the and").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-3",
            query!(Article,
                bm25: "keeper counted each lamp twice", on: [.body], limit: 20, select: { id, score },
            ),
            Article::query().bm25("keeper counted each lamp twice").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-4",
            query!(Article, bm25: "barley", on: [.body], limit: 20, select: { id, score }),
            Article::query().bm25("barley").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-5",
            query!(Article, bm25: "Οδυσσέας", on: [.body], limit: 20, select: { id, score }),
            Article::query().bm25("Οδυσσέας").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/body-6",
            query!(Article, bm25: "jaźń", on: [.body], limit: 20, select: { id, score }),
            Article::query().bm25("jaźń").on(f.body).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/all-1",
            query!(Article, bm25: "copper kettle", limit: 20, select: { id, score }),
            Article::query().bm25("copper kettle").limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/all-2",
            query!(Article, bm25: "robot", limit: 20, select: { id, score }),
            Article::query().bm25("robot").limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/all-3",
            query!(Article, bm25: "opinion draft", limit: 20, select: { id, score }),
            Article::query().bm25("opinion draft").limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/all-4",
            query!(Article, bm25: "AB-12", limit: 20, select: { id, score }),
            Article::query().bm25("AB-12").limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/two-props",
            query!(Article, bm25: "river copper", on: [.title, .body], limit: 20, select: { id, score }),
            Article::query().bm25("river copper").on((f.title, f.body)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/two-props-boost",
            query!(Article,
                bm25: "river copper", on: [.title ^ 3, .body], limit: 20, select: { id, score },
            ),
            Article::query().bm25("river copper").on((f.title.weight(3), f.body)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/boost-2",
            query!(Article, bm25: "river copper", on: [.title ^ 2], limit: 20, select: { id, score }),
            Article::query().bm25("river copper").on(f.title.weight(2)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/gram-part",
            query!(Article, bm25: "lantern-1", on: [.gram], limit: 20, select: { id, score }),
            Article::query().bm25("lantern-1").on(f.gram).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/slug",
            query!(Article,
                bm25: "star*question?back\\slash", on: [.slug], limit: 20, select: { id, score },
            ),
            Article::query().bm25("star*question?back\\slash").on(f.slug).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/code",
            query!(Article, bm25: "ab-12 REV.3", on: [.code], limit: 20, select: { id, score }),
            Article::query().bm25("ab-12 REV.3").on(f.code).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/keywords",
            query!(Article, bm25: "river market", on: [.keywords], limit: 20, select: { id, score }),
            Article::query().bm25("river market").on(f.keywords).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/labels",
            query!(Article, bm25: "needs work", on: [.labels], limit: 20, select: { id, score }),
            Article::query().bm25("needs work").on(f.labels).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/searchOnly",
            query!(Article, bm25: "copper", on: [.search_only], limit: 20, select: { id, score }),
            Article::query().bm25("copper").on(f.search_only).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/dup-prop",
            query!(Article, bm25: "kettle", on: [.title, .title], limit: 20, select: { id, score }),
            Article::query().bm25("kettle").on((f.title, f.title)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/star",
            query!(Article, bm25: "*?!", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("*?!").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/long-query",
            query!(Article,
                bm25: "river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper",
                on: [.title], limit: 20, select: { id, score },
            ),
            Article::query().bm25("river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper river kettle robot copper").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/and-0",
            query!(Article,
                bm25: "copper kettle", on: [.title], operator: and, limit: 20, select: { id, score },
            ),
            Article::query().bm25("copper kettle").on(f.title).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/andcross-0",
            query!(Article,
                bm25: "copper kettle", on: [.title, .body], operator: and_cross, limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("copper kettle").on((f.title, f.body)).operator(ir::KeywordOperator::AndCross).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-0-0",
            query!(Article,
                bm25: "copper kettle", on: [.title], operator: or(0), limit: 20, select: { id, score },
            ),
            Article::query().bm25("copper kettle").on(f.title).operator(ir::KeywordOperator::Or(0)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-0-1",
            query!(Article,
                bm25: "copper kettle", on: [.title], operator: or(1), limit: 20, select: { id, score },
            ),
            Article::query().bm25("copper kettle").on(f.title).operator(ir::KeywordOperator::Or(1)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-0-2",
            query!(Article,
                bm25: "copper kettle", on: [.title], operator: or(2), limit: 20, select: { id, score },
            ),
            Article::query().bm25("copper kettle").on(f.title).operator(ir::KeywordOperator::Or(2)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/andcross-1",
            query!(Article,
                bm25: "the kettle soup", on: [.title, .body], operator: and_cross, limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("the kettle soup").on((f.title, f.body)).operator(ir::KeywordOperator::AndCross).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-1-0",
            query!(Article,
                bm25: "the kettle soup", on: [.title], operator: or(0), limit: 20, select: { id, score },
            ),
            Article::query().bm25("the kettle soup").on(f.title).operator(ir::KeywordOperator::Or(0)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-1-1",
            query!(Article,
                bm25: "the kettle soup", on: [.title], operator: or(1), limit: 20, select: { id, score },
            ),
            Article::query().bm25("the kettle soup").on(f.title).operator(ir::KeywordOperator::Or(1)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-1-3",
            query!(Article,
                bm25: "the kettle soup", on: [.title], operator: or(3), limit: 20, select: { id, score },
            ),
            Article::query().bm25("the kettle soup").on(f.title).operator(ir::KeywordOperator::Or(3)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/and-2",
            query!(Article,
                bm25: "robot workshop river", on: [.title], operator: and, limit: 20, select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on(f.title).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/and-two-2",
            query!(Article,
                bm25: "robot workshop river", on: [.title, .body], operator: and, limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on((f.title, f.body)).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/andcross-2",
            query!(Article,
                bm25: "robot workshop river", on: [.title, .body], operator: and_cross, limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on((f.title, f.body)).operator(ir::KeywordOperator::AndCross).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-2-0",
            query!(Article,
                bm25: "robot workshop river", on: [.title], operator: or(0), limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on(f.title).operator(ir::KeywordOperator::Or(0)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-2-1",
            query!(Article,
                bm25: "robot workshop river", on: [.title], operator: or(1), limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on(f.title).operator(ir::KeywordOperator::Or(1)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-2-2",
            query!(Article,
                bm25: "robot workshop river", on: [.title], operator: or(2), limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on(f.title).operator(ir::KeywordOperator::Or(2)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-2-3",
            query!(Article,
                bm25: "robot workshop river", on: [.title], operator: or(3), limit: 20,
                select: { id, score },
            ),
            Article::query().bm25("robot workshop river").on(f.title).operator(ir::KeywordOperator::Or(3)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/and-3",
            query!(Article,
                bm25: "kettle nosuch", on: [.title], operator: and, limit: 20, select: { id, score },
            ),
            Article::query().bm25("kettle nosuch").on(f.title).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/and-two-3",
            query!(Article,
                bm25: "kettle nosuch", on: [.title, .body], operator: and, limit: 20, select: { id, score },
            ),
            Article::query().bm25("kettle nosuch").on((f.title, f.body)).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-3-2",
            query!(Article,
                bm25: "kettle nosuch", on: [.title], operator: or(2), limit: 20, select: { id, score },
            ),
            Article::query().bm25("kettle nosuch").on(f.title).operator(ir::KeywordOperator::Or(2)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-3-3",
            query!(Article,
                bm25: "kettle nosuch", on: [.title], operator: or(3), limit: 20, select: { id, score },
            ),
            Article::query().bm25("kettle nosuch").on(f.title).operator(ir::KeywordOperator::Or(3)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/or-min-big",
            query!(Article,
                bm25: "copper kettle", on: [.title], operator: or(9), limit: 20, select: { id, score },
            ),
            Article::query().bm25("copper kettle").on(f.title).operator(ir::KeywordOperator::Or(9)).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
        case!(
            "bm25/and-with-min",
            query!(Article,
                bm25: "copper kettle", on: [.title], operator: and, limit: 20, select: { id, score },
            ),
            Article::query().bm25("copper kettle").on(f.title).operator(ir::KeywordOperator::And).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}
