//! Filters inside nested objects. `null-origin-cook-True`, `null-origin-codes-True` and `null-steps-tools-True` are asked
//! otherwise or not at all: what a server answers there is false, see `filters/places`.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, asked, found, numbers, time},
    collections::Recipe,
    vectors::FOUR_2,
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        found!(
            "filters_nested/origin-country-gt",
            Recipe,
            { .origin.country > "Norland" },
            f.origin.country.gt("Norland"),
        ),
        found!(
            "filters_nested/origin-country-lte",
            Recipe,
            { .origin.country <= "Norland" },
            f.origin.country.le("Norland"),
        ),
        found!("filters_nested/origin-year-eq", Recipe, { .origin.year == 1875 }, f.origin.year.eq(1875)),
        found!("filters_nested/origin-year-gte", Recipe, { .origin.year >= 1875 }, f.origin.year.ge(1875)),
        found!("filters_nested/origin-year-lt", Recipe, { .origin.year < 1875 }, f.origin.year.lt(1875)),
        found!("filters_nested/origin-year-lte", Recipe, { .origin.year <= 1875 }, f.origin.year.le(1875)),
        found!("filters_nested/origin-rank-eq", Recipe, { .origin.rank == 3.0 }, f.origin.rank.eq(3.0)),
        found!("filters_nested/origin-rank-gte", Recipe, { .origin.rank >= 3.0 }, f.origin.rank.ge(3.0)),
        found!("filters_nested/origin-rank-lt", Recipe, { .origin.rank < 3.0 }, f.origin.rank.lt(3.0)),
        found!(
            "filters_nested/origin-cook-age-eq",
            Recipe,
            { .origin.cook.age == 30 },
            f.origin.cook.age.eq(30),
        ),
        found!(
            "filters_nested/origin-cook-age-gt",
            Recipe,
            { .origin.cook.age > 30 },
            f.origin.cook.age.gt(30),
        ),
        found!(
            "filters_nested/origin-cook-age-lte",
            Recipe,
            { .origin.cook.age <= 30 },
            f.origin.cook.age.le(30),
        ),
        found!("filters_nested/steps-minutes-eq", Recipe, { .steps.minutes == 4 }, f.steps.minutes.eq(4)),
        found!("filters_nested/steps-minutes-gt", Recipe, { .steps.minutes > 4 }, f.steps.minutes.gt(4)),
        found!("filters_nested/steps-minutes-lt", Recipe, { .steps.minutes < 4 }, f.steps.minutes.lt(4)),
        found!("filters_nested/steps-minutes-lte", Recipe, { .steps.minutes <= 4 }, f.steps.minutes.le(4)),
        found!(
            "filters_nested/steps-tools-size-eq",
            Recipe,
            { .steps.tools.size == 5.0 },
            f.steps.tools.size.eq(5.0),
        ),
        found!(
            "filters_nested/steps-tools-size-gte",
            Recipe,
            { .steps.tools.size >= 5.0 },
            f.steps.tools.size.ge(5.0),
        ),
        found!(
            "filters_nested/eq-origin-cook-name-ada",
            Recipe,
            { .origin.cook.name matches "ada" },
            f.origin.cook.name.matches("ada"),
        ),
        found!(
            "filters_nested/eq-steps-text-chop",
            Recipe,
            { .steps.text matches "chop" },
            f.steps.text.matches("chop"),
        ),
        found!(
            "filters_nested/like-steps-text-chop",
            Recipe,
            { .steps.text like "ch*" },
            f.steps.text.like("ch*"),
        ),
        found!(
            "filters_nested/eq-steps-tools-name-Pot",
            Recipe,
            { .steps.tools.name == "Pot" },
            f.steps.tools.name.eq("Pot"),
        ),
        found!(
            "filters_nested/like-steps-tools-name-Pot",
            Recipe,
            { .steps.tools.name like "Po*" },
            f.steps.tools.name.like("Po*"),
        ),
        found!(
            "filters_nested/eq-origin-country-norland",
            Recipe,
            { .origin.country == "norland" },
            f.origin.country.eq("norland"),
        ),
        found!(
            "filters_nested/like-origin-country-norland",
            Recipe,
            { .origin.country like "no*" },
            f.origin.country.like("no*"),
        ),
        found!(
            "filters_nested/bool-origin-verified",
            Recipe,
            { .origin.verified },
            f.origin.verified.eq(true),
        ),
        found!(
            "filters_nested/bool-steps-optional",
            Recipe,
            { .steps.optional == false },
            f.steps.optional.eq(false),
        ),
        found!(
            "filters_nested/date",
            Recipe,
            { .origin.first > time("2005-01-01T00:00:00Z") },
            f.origin.first.gt(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters_nested/origin-country-any",
            Recipe,
            { .origin.country contains_any ["Norland", "Vest Isle"] },
            f.origin.country.contains_any(["Norland", "Vest Isle"]),
        ),
        found!(
            "filters_nested/origin-country-all",
            Recipe,
            { .origin.country contains_all ["Norland", "Vest Isle"] },
            f.origin.country.contains_all(["Norland", "Vest Isle"]),
        ),
        found!(
            "filters_nested/steps-minutes-any",
            Recipe,
            { .steps.minutes in [3, 4] },
            f.steps.minutes.is_in([3, 4]),
        ),
        found!(
            "filters_nested/steps-tools-name-all",
            Recipe,
            { .steps.tools.name contains_all ["Pot", "Knife"] },
            f.steps.tools.name.contains_all(["Pot", "Knife"]),
        ),
        found!(
            "filters_nested/origin-codes-any",
            Recipe,
            { .origin.codes contains_any [6, 7] },
            f.origin.codes.contains_any([6, 7]),
        ),
        found!(
            "filters_nested/origin-codes-all",
            Recipe,
            { .origin.codes contains_all [6, 7] },
            f.origin.codes.contains_all([6, 7]),
        ),
        found!(
            "filters_nested/null-origin-country-True",
            Recipe,
            { .origin.country.is_null() },
            f.origin.country.is_null(),
        ),
        found!(
            "filters_nested/null-origin-cook-name-False",
            Recipe,
            { .origin.cook.name.is_not_null() },
            f.origin.cook.name.is_not_null(),
        ),
        found!(
            "filters_nested/null-origin-first-True",
            Recipe,
            { .origin.first.is_null() },
            f.origin.first.is_null(),
        ),
        found!(
            "filters_nested/null-steps-tools-size-True",
            Recipe,
            { .steps.tools.size.is_null() },
            f.steps.tools.size.is_null(),
        ),
        found!(
            "filters_nested/and-same",
            Recipe,
            { .steps.minutes == 4 && .steps.optional },
            f.steps.minutes.eq(4) & f.steps.optional.eq(true),
        ),
        found!(
            "filters_nested/and-cross",
            Recipe,
            { .steps.text matches "chop" && .steps.tools.name == "Pot" },
            f.steps.text.matches("chop") & f.steps.tools.name.eq("Pot"),
        ),
        found!(
            "filters_nested/or",
            Recipe,
            { .origin.country == "Norland" || .origin.year > 1920 },
            f.origin.country.eq("Norland") | f.origin.year.gt(1920),
        ),
        found!(
            "filters_nested/with-top",
            Recipe,
            { .serves > 3 && .origin.country == "Norland" },
            f.serves.gt(3) & f.origin.country.eq("Norland"),
        ),
        asked!(
            "filters_nested/near",
            Recipe { near_vector: FOUR_2, filter: .origin.country == "Norland", limit: 5 },
            { near_vector(FOUR_2).filter(f.origin.country.eq("Norland")).limit(5) },
            [id, distance],
        ),
        numbers!(
            "filters_nested/agg",
            query!(aggregate Recipe, filter: .origin.country == "Norland", select: { count }),
            Recipe::aggregate().filter(f.origin.country.eq("Norland")).select(|_, t| (t.count(),)),
            [count],
        ),
    ]
}
