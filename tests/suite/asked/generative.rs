//! Text written about the results.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, asked, case},
    collections::{Headline, Recipe},
    vectors::FOUR,
};

pub(super) fn cases() -> Vec<Case> {
    [headlines(), recipes()].into_iter().flatten().collect()
}

fn headlines() -> Vec<Case> {
    vec![
        case!(
            "generative/single",
            query!(Headline, limit: 2, prompt: "Write about {title}", select: { .title, id, generated }),
            Headline::query().limit(2).prompt("Write about {title}").select(|a, m| (
                a.title,
                m.id(),
                m.generated()
            )),
            [title, id, generated],
        ),
        asked!(
            "generative/single-noprops",
            Headline { limit: 2, prompt: "Write about {title}" },
            { limit(2).prompt("Write about {title}") },
            [id, generated],
        ),
        case!(
            "generative/single-noplace",
            query!(Headline, limit: 2, prompt: "Write a poem", select: { .title, id, generated }),
            Headline::query().limit(2).prompt("Write a poem").select(|a, m| (a.title, m.id(), m.generated())),
            [title, id, generated],
        ),
        case!(
            "generative/bm25",
            query!(Headline,
                bm25: "harbour", limit: 2, prompt: "{title}", select: { .title, id, score, generated },
            ),
            Headline::query().bm25("harbour").limit(2).prompt("{title}").select(|a, m| (
                a.title,
                m.id(),
                m.score(),
                m.generated()
            )),
            [title, id, score, generated],
        ),
    ]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        case!(
            "generative/grouped-props",
            query!(Recipe,
                limit: 2, grouped_task: "Sum up", grouped_on: [.name], select: { .name, .summary, id },
            ),
            Recipe::query().limit(2).grouped_task("Sum up").grouped_on(f.name).select(|a, m| (
                a.name,
                a.summary,
                m.id()
            )),
            [name, summary, id],
        ),
        case!(
            "generative/nv",
            query!(Recipe,
                near_vector: FOUR, limit: 2, grouped_task: "Sum up", grouped_on: [.name],
                select: { .name, id, distance },
            ),
            Recipe::query()
                .near_vector(FOUR)
                .limit(2)
                .grouped_task("Sum up")
                .grouped_on(f.name)
                .select(|a, m| (a.name, m.id(), m.distance())),
            [name, id, distance],
        ),
    ]
}
