//! Searches by text and by an image.

use weaviate::{
    Collection as _, Diversity, ir, query,
    search::{self, Move},
};

use crate::asked::{
    case::{Case, asked, case, gathered, numbers},
    collections::{Blurb, Picture, Poster},
};

pub(super) fn cases() -> Vec<Case> {
    [blurbs(), posters(), pictures()].into_iter().flatten().collect()
}

fn blurbs() -> Vec<Case> {
    let f = Blurb::FIELDS;
    vec![
        asked!(
            "near_text/certainty-back",
            Blurb { near_text: "harbour storm", limit: 6 },
            { near_text("harbour storm").limit(6) },
            [id, distance, certainty],
        ),
        asked!(
            "near_text/two",
            Blurb { near_text: ["harbour storm", "night train"], limit: 6 },
            { near_text(["harbour storm", "night train"]).limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/upper",
            Blurb { near_text: "HARBOUR STORM", limit: 6 },
            { near_text("HARBOUR STORM").limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/certainty",
            Blurb { near_text: "harbour storm", certainty: 0.6, limit: 40 },
            { near_text("harbour storm").certainty(0.6).limit(40) },
            [id, distance],
        ),
        asked!(
            "near_text/move-to",
            Blurb { near_text: "harbour storm", move_to: Move::new(0.8).concepts("night train"), limit: 6 },
            { near_text("harbour storm").move_to(Move::new(0.8).concepts("night train")).limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/move-away",
            Blurb { near_text: "harbour storm", move_away: Move::new(0.4).concepts("lighthouse"), limit: 6 },
            { near_text("harbour storm").move_away(Move::new(0.4).concepts("lighthouse")).limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/move-both",
            Blurb {
                near_text: "harbour storm",
                move_to: Move::new(0.5).concepts("goats"),
                move_away: Move::new(0.2).concepts("lights"),
                limit: 6
            },
            {
                near_text("harbour storm")
                    .move_to(Move::new(0.5).concepts("goats"))
                    .move_away(Move::new(0.2).concepts("lights"))
                    .limit(6)
            },
            [id, distance],
        ),
        asked!(
            "near_text/autocut",
            Blurb { near_text: "harbour storm", limit: 20, auto_limit: 1 },
            { near_text("harbour storm").limit(20).auto_limit(1) },
            [id, distance],
        ),
        asked!(
            "near_text/page",
            Blurb { near_text: "harbour storm", limit: 3, offset: 2 },
            { near_text("harbour storm").limit(3).offset(2) },
            [id, distance],
        ),
        case!(
            "near_text/props",
            query!(Blurb, near_text: "harbour storm", limit: 1, select: { .title, id, distance, .vector }),
            Blurb::query().near_text("harbour storm").limit(1).select(|a, m| (
                a.title,
                m.id(),
                m.distance(),
                a.vector
            )),
            [title, id, distance, vector],
        ),
        asked!(
            "near_text/mmr",
            Blurb { near_text: "harbour storm", diversity: Diversity::mmr(3).balance(0.5), limit: 6 },
            { near_text("harbour storm").diversity(Diversity::mmr(3).balance(0.5)).limit(6) },
            [id, distance],
        ),
        gathered!(
            "near_text/group",
            query!(Blurb,
                near_text: "harbour storm", limit: 20, group_by: .rank, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Blurb::query()
                .near_text("harbour storm")
                .limit(20)
                .group_by(f.rank)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        case!(
            "near_text/generative",
            query!(Blurb,
                near_text: "harbour storm", limit: 2, prompt: "About {title}",
                select: { .title, id, distance, generated },
            ),
            Blurb::query().near_text("harbour storm").limit(2).prompt("About {title}").select(|a, m| (
                a.title,
                m.id(),
                m.distance(),
                m.generated()
            )),
            [title, id, distance, generated],
        ),
        case!(
            "near_text/rerank",
            query!(Blurb,
                near_text: "harbour storm", limit: 3, rerank: .title, rerank_query: "x",
                select: { .title, id, distance, rerank_score },
            ),
            Blurb::query()
                .near_text("harbour storm")
                .limit(3)
                .rerank(f.title)
                .rerank_query("x")
                .select(|a, m| (a.title, m.id(), m.distance(), m.rerank_score())),
            [title, id, distance, rerank_score],
        ),
        asked!(
            "near_text/hybrid-plain",
            Blurb { hybrid: "harbour storm", alpha: 0.5, limit: 6 },
            { hybrid("harbour storm").alpha(0.5).limit(6) },
            [id, score],
        ),
        asked!(
            "near_text/hybrid-near-text",
            Blurb { hybrid: "harbour", alpha: 0.5, vector: near_text("night train"), limit: 6 },
            { hybrid("harbour").alpha(0.5).vector_by(search::near_text("night train")).limit(6) },
            [id, score],
        ),
        asked!(
            "near_text/hybrid-ranked",
            Blurb { hybrid: "harbour storm", alpha: 0.5, fusion: ranked, limit: 6 },
            { hybrid("harbour storm").alpha(0.5).fusion(ir::Fusion::Ranked).limit(6) },
            [id, score],
        ),
        numbers!(
            "near_text/agg-distance",
            query!(aggregate Blurb,
                near_text: "harbour storm", distance: 0.2, select: { count, .rank { count, sum } },
            ),
            Blurb::aggregate()
                .near_text("harbour storm")
                .distance(0.2)
                .select(|a, t| (t.count(), a.rank.pick_metrics(|m| (m.count(), m.sum())))),
            |row| (row.count, (row.rank.count, row.rank.sum)),
        ),
        numbers!(
            "near_text/agg-filter",
            query!(aggregate Blurb,
                near_text: "harbour storm", object_limit: 5, filter: .rank < 6,
                select: { count, .rank { count, sum } },
            ),
            Blurb::aggregate()
                .near_text("harbour storm")
                .object_limit(5)
                .filter(f.rank.lt(6))
                .select(|a, t| (t.count(), a.rank.pick_metrics(|m| (m.count(), m.sum())))),
            |row| (row.count, (row.rank.count, row.rank.sum)),
        ),
    ]
}

fn posters() -> Vec<Case> {
    let f = Poster::FIELDS;
    vec![
        asked!(
            "near_text/named",
            Poster { near_text: "river ferry", target: .title_vector, limit: 6 },
            { target(f.title_vector).near_text("river ferry").limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/named-body",
            Poster { near_text: "river ferry", target: .body_vector, limit: 6 },
            { target(f.body_vector).near_text("river ferry").limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/multi-type_sum",
            Poster { near_text: "river ferry", target: sum(.title_vector, .body_vector), limit: 6 },
            { target(search::sum((f.title_vector, f.body_vector))).near_text("river ferry").limit(6) },
            [id, distance],
        ),
        asked!(
            "near_text/multi-type_min",
            Poster { near_text: "river ferry", target: minimum(.title_vector, .body_vector), limit: 6 },
            { target(search::minimum((f.title_vector, f.body_vector))).near_text("river ferry").limit(6) },
            [id, distance],
        ),
    ]
}

fn pictures() -> Vec<Case> {
    vec![
        asked!(
            "near_text/image-plain",
            Picture { near_image: b"photo of a copper kettle", limit: 5 },
            { near_image(b"photo of a copper kettle").limit(5) },
            [id, distance, certainty],
        ),
        asked!(
            "near_text/image-distance",
            Picture { near_image: b"photo of a copper kettle", distance: 0.2, limit: 5 },
            { near_image(b"photo of a copper kettle").distance(0.2).limit(5) },
            [id, distance, certainty],
        ),
        numbers!(
            "near_text/agg-image",
            query!(aggregate Picture,
                near_image: b"photo of a copper kettle", object_limit: 4, select: { count },
            ),
            Picture::aggregate()
                .near_image(b"photo of a copper kettle")
                .object_limit(4)
                .select(|_, t| (t.count(),)),
            [count],
        ),
    ]
}
