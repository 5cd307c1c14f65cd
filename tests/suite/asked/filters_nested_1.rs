//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, found, numbers}, collections::Recipe, vectors::FOUR_2};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        found!("filters_nested/or", Recipe, 50, { .origin.country == "Norland" || .origin.year > 1920 }, f.origin.country.eq("Norland") | f.origin.year.gt(1920)),
        found!("filters_nested/not", Recipe, 50, { !(.origin.country == "Norland") }, !f.origin.country.eq("Norland")),
        found!("filters_nested/not-list", Recipe, 50, { !(.steps.text matches "chop") }, !f.steps.text.matches("chop")),
        found!("filters_nested/with-top", Recipe, 50, { .serves > 3 && .origin.country == "Norland" }, f.serves.gt(3) & f.origin.country.eq("Norland")),
        case!(
            "filters_nested/near",
            query!(Recipe,
                near_vector: FOUR_2, filter: .origin.country == "Norland", limit: 5,
                select: { id, distance },
            ),
            Recipe::query().near_vector(FOUR_2).filter(f.origin.country.eq("Norland")).limit(5).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        numbers!(
            "filters_nested/agg",
            query!(aggregate Recipe, filter: .origin.country == "Norland", select: { count }),
            Recipe::aggregate().filter(f.origin.country.eq("Norland")).select(|_, t| (t.count(),)),
            [count]
        ),
    ]
}
