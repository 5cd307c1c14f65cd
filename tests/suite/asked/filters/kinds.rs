//! Filters on booleans, dates, uuids and places.

use weaviate::{Collection as _, GeoPoint};

use crate::asked::{
    case::{Case, found, id, time},
    collections::{Article, Author},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), authors()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!(
            "filters/date-publishedAt-gt",
            Article,
            { .published_at > time("2005-01-01T00:00:00Z") },
            f.published_at.gt(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-publishedAt-gte",
            Article,
            { .published_at >= time("2005-01-01T00:00:00Z") },
            f.published_at.ge(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-publishedAt-lt",
            Article,
            { .published_at < time("2005-01-01T00:00:00Z") },
            f.published_at.lt(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-publishedAt-lte",
            Article,
            { .published_at <= time("2005-01-01T00:00:00Z") },
            f.published_at.le(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-embargo-gt",
            Article,
            { .embargo > time("2005-01-01T00:00:00Z") },
            f.embargo.gt(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-embargo-gte",
            Article,
            { .embargo >= time("2005-01-01T00:00:00Z") },
            f.embargo.ge(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-embargo-lt",
            Article,
            { .embargo < time("2005-01-01T00:00:00Z") },
            f.embargo.lt(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-embargo-lte",
            Article,
            { .embargo <= time("2005-01-01T00:00:00Z") },
            f.embargo.le(time("2005-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-eq",
            Article,
            { .published_at == time("2012-04-16T03:27:03Z") },
            f.published_at.eq(time("2012-04-16T03:27:03Z")),
        ),
        found!(
            "filters/date-eq-offset",
            Article,
            { .published_at == time("2024-05-31T15:00:00Z") },
            f.published_at.eq(time("2024-05-31T15:00:00Z")),
        ),
        found!(
            "filters/date-ne",
            Article,
            { .published_at != time("2012-04-16T03:27:03Z") },
            f.published_at.ne(time("2012-04-16T03:27:03Z")),
        ),
        found!(
            "filters/date-before-1970",
            Article,
            { .published_at < time("1970-01-01T00:00:00Z") },
            f.published_at.lt(time("1970-01-01T00:00:00Z")),
        ),
        found!(
            "filters/date-any",
            Article,
            { .published_at in [time("2012-04-16T03:27:03Z"), time("2014-01-25T00:24:03Z")] },
            f.published_at.is_in([time("2012-04-16T03:27:03Z"), time("2014-01-25T00:24:03Z")]),
        ),
        found!(
            "filters/date-list-any",
            Article,
            { .revisions contains_any [time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")] },
            f.revisions.contains_any([time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")]),
        ),
        found!(
            "filters/date-list-none",
            Article,
            { .revisions contains_none [time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")] },
            f.revisions.contains_none([time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")]),
        ),
        found!(
            "filters/date-embargo-eq",
            Article,
            { .embargo == time("2012-05-09T16:52:14Z") },
            f.embargo.eq(time("2012-05-09T16:52:14Z")),
        ),
        found!("filters/bool-ne", Article, { .published != true }, f.published.ne(true)),
        found!("filters/bool-eq-false", Article, { .published == false }, f.published.eq(false)),
        found!(
            "filters/bool-list-any",
            Article,
            { .flags contains_any [true, false] },
            f.flags.contains_any([true, false]),
        ),
        found!(
            "filters/bool-list-all",
            Article,
            { .flags contains_all [true, false] },
            f.flags.contains_all([true, false]),
        ),
        found!(
            "filters/uuid-gt",
            Article,
            { .ticket > id("4cfba6c7-322a-5118-8ca3-832b4d64d091") },
            f.ticket.gt(id("4cfba6c7-322a-5118-8ca3-832b4d64d091")),
        ),
        found!(
            "filters/uuid-gte",
            Article,
            { .ticket >= id("4cfba6c7-322a-5118-8ca3-832b4d64d091") },
            f.ticket.ge(id("4cfba6c7-322a-5118-8ca3-832b4d64d091")),
        ),
        found!(
            "filters/uuid-lt",
            Article,
            { .ticket < id("4cfba6c7-322a-5118-8ca3-832b4d64d091") },
            f.ticket.lt(id("4cfba6c7-322a-5118-8ca3-832b4d64d091")),
        ),
        found!(
            "filters/uuid-lte",
            Article,
            { .ticket <= id("4cfba6c7-322a-5118-8ca3-832b4d64d091") },
            f.ticket.le(id("4cfba6c7-322a-5118-8ca3-832b4d64d091")),
        ),
        found!(
            "filters/uuid-list-any",
            Article,
            { .tickets contains_any [id("4cfba6c7-322a-5118-8ca3-832b4d64d091"), id("c8ea414d-65fd-54d6-a8c1-879e3023d001")] },
            f.tickets.contains_any([id("4cfba6c7-322a-5118-8ca3-832b4d64d091"), id("c8ea414d-65fd-54d6-a8c1-879e3023d001")]),
        ),
        found!(
            "filters/geo-0",
            Article,
            { .location.within(GeoPoint::new(0.0, -20.0), 100_000.0) },
            f.location.within(GeoPoint::new(0.0, -20.0), 100_000.0),
        ),
        found!(
            "filters/geo-2",
            Article,
            { .location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0) },
            f.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0),
        ),
        found!(
            "filters/geo-not",
            Article,
            { !(.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0)) },
            !f.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0),
        ),
        found!(
            "filters/geo-and",
            Article,
            { .location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0) && .title matches "kettle" },
            f.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0) & f.title.matches("kettle"),
        ),
    ]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![found!(
        "filters/geo-author",
        Author,
        { .home.within(GeoPoint::new(52.5, 13.25), 20_000.0) },
        f.home.within(GeoPoint::new(52.5, 13.25), 20_000.0),
    )]
}
