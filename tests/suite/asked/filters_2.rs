//! Cases.

use weaviate::{Collection as _, GeoPoint, query};

use super::{case::{Case, found, id, time}, collections::{Article, Author, Quote, Recipe}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), authors(), recipes(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!("filters/range-and", Article, 100, { .price >= 0.0 && .price < 10.0 }, f.price.ge(0.0) & f.price.lt(10.0)),
        found!("filters/date-publishedAt-gt", Article, 100, { .published_at > time("2005-01-01T00:00:00Z") }, f.published_at.gt(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-publishedAt-gte", Article, 100, { .published_at >= time("2005-01-01T00:00:00Z") }, f.published_at.ge(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-publishedAt-lt", Article, 100, { .published_at < time("2005-01-01T00:00:00Z") }, f.published_at.lt(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-publishedAt-lte", Article, 100, { .published_at <= time("2005-01-01T00:00:00Z") }, f.published_at.le(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-embargo-gt", Article, 100, { .embargo > time("2005-01-01T00:00:00Z") }, f.embargo.gt(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-embargo-gte", Article, 100, { .embargo >= time("2005-01-01T00:00:00Z") }, f.embargo.ge(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-embargo-lt", Article, 100, { .embargo < time("2005-01-01T00:00:00Z") }, f.embargo.lt(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-embargo-lte", Article, 100, { .embargo <= time("2005-01-01T00:00:00Z") }, f.embargo.le(time("2005-01-01T00:00:00Z"))),
        found!("filters/date-eq", Article, 100, { .published_at == time("2012-04-16T03:27:03Z") }, f.published_at.eq(time("2012-04-16T03:27:03Z"))),
        found!("filters/date-eq-offset", Article, 100, { .published_at == time("2024-05-31T15:00:00Z") }, f.published_at.eq(time("2024-05-31T15:00:00Z"))),
        found!("filters/date-ne", Article, 100, { .published_at != time("2012-04-16T03:27:03Z") }, f.published_at.ne(time("2012-04-16T03:27:03Z"))),
        found!("filters/date-before-1970", Article, 100, { .published_at < time("1970-01-01T00:00:00Z") }, f.published_at.lt(time("1970-01-01T00:00:00Z"))),
        found!("filters/date-any", Article, 100, { .published_at in [time("2012-04-16T03:27:03Z"), time("2014-01-25T00:24:03Z")] }, f.published_at.is_in([time("2012-04-16T03:27:03Z"), time("2014-01-25T00:24:03Z")])),
        found!("filters/date-list-any", Article, 100, { .revisions contains_any [time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")] }, f.revisions.contains_any([time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")])),
        found!("filters/date-list-none", Article, 100, { .revisions contains_none [time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")] }, f.revisions.contains_none([time("2011-04-08T15:51:43Z"), time("2010-08-28T07:55:21Z")])),
        found!("filters/date-embargo-eq", Article, 100, { .embargo == time("2012-05-09T16:52:14Z") }, f.embargo.eq(time("2012-05-09T16:52:14Z"))),
        found!("filters/bool-ne", Article, 100, { .published != true }, f.published.ne(true)),
        found!("filters/bool-eq-false", Article, 100, { .published == false }, f.published.eq(false)),
        found!("filters/bool-list-any", Article, 100, { .flags contains_any [true, false] }, f.flags.contains_any([true, false])),
        found!("filters/bool-list-all", Article, 100, { .flags contains_all [true, false] }, f.flags.contains_all([true, false])),
        found!("filters/uuid-gt", Article, 100, { .ticket > id("4cfba6c7-322a-5118-8ca3-832b4d64d091") }, f.ticket.gt(id("4cfba6c7-322a-5118-8ca3-832b4d64d091"))),
        found!("filters/uuid-gte", Article, 100, { .ticket >= id("4cfba6c7-322a-5118-8ca3-832b4d64d091") }, f.ticket.ge(id("4cfba6c7-322a-5118-8ca3-832b4d64d091"))),
        found!("filters/uuid-lt", Article, 100, { .ticket < id("4cfba6c7-322a-5118-8ca3-832b4d64d091") }, f.ticket.lt(id("4cfba6c7-322a-5118-8ca3-832b4d64d091"))),
        found!("filters/uuid-lte", Article, 100, { .ticket <= id("4cfba6c7-322a-5118-8ca3-832b4d64d091") }, f.ticket.le(id("4cfba6c7-322a-5118-8ca3-832b4d64d091"))),
        found!("filters/uuid-list-any", Article, 100, { .tickets contains_any [id("4cfba6c7-322a-5118-8ca3-832b4d64d091"), id("c8ea414d-65fd-54d6-a8c1-879e3023d001")] }, f.tickets.contains_any([id("4cfba6c7-322a-5118-8ca3-832b4d64d091"), id("c8ea414d-65fd-54d6-a8c1-879e3023d001")])),
        found!("filters/geo-0", Article, 100, { .location.within(GeoPoint::new(0.0, -20.0), 100_000.0) }, f.location.within(GeoPoint::new(0.0, -20.0), 100_000.0)),
        found!("filters/geo-2", Article, 100, { .location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0) }, f.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0)),
        found!("filters/geo-3", Article, 100, { .location.within(GeoPoint::new(73.5, 163.75), 1000.0) }, f.location.within(GeoPoint::new(73.5, 163.75), 1000.0)),
        found!("filters/geo-4", Article, 100, { .location.within(GeoPoint::new(0.0, 0.0), 0.0) }, f.location.within(GeoPoint::new(0.0, 0.0), 0.0)),
        found!("filters/geo-5", Article, 100, { .location.within(GeoPoint::new(-60.0, -170.0), 1.0) }, f.location.within(GeoPoint::new(-60.0, -170.0), 1.0)),
        found!("filters/geo-7", Article, 100, { .location.within(GeoPoint::new(100.0, 500.0), 1000.0) }, f.location.within(GeoPoint::new(100.0, 500.0), 1000.0)),
        found!("filters/geo-not", Article, 100, { !(.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0)) }, !f.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0)),
        found!("filters/geo-and", Article, 100, { .location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0) && .title matches "kettle" }, f.location.within(GeoPoint::new(0.0, -20.0), 5_000_000.0) & f.title.matches("kettle")),
        found!("filters/null-title-true", Article, 100, { .title.is_null() }, f.title.is_null()),
        found!("filters/null-body-true", Article, 100, { .body.is_null() }, f.body.is_null()),
        found!("filters/null-tagline-true", Article, 100, { .tagline.is_null() }, f.tagline.is_null()),
        found!("filters/null-slug-true", Article, 100, { .slug.is_null() }, f.slug.is_null()),
        found!("filters/null-keywords-true", Article, 100, { .keywords.is_null() }, f.keywords.is_null()),
        found!("filters/null-wordCount-true", Article, 100, { .word_count.is_null() }, f.word_count.is_null()),
        found!("filters/null-rating-true", Article, 100, { .rating.is_null() }, f.rating.is_null()),
        found!("filters/null-published-true", Article, 100, { .published.is_null() }, f.published.is_null()),
        found!("filters/null-flags-true", Article, 100, { .flags.is_null() }, f.flags.is_null()),
        found!("filters/null-tickets-true", Article, 100, { .tickets.is_null() }, f.tickets.is_null()),
        found!("filters/null-location-true", Article, 100, { .location.is_null() }, f.location.is_null()),
        found!("filters/null-cover-true", Article, 100, { .cover.is_null() }, f.cover.is_null()),
        found!("filters/null-priority-true", Article, 100, { .priority.is_null() }, f.priority.is_null()),
        found!("filters/null-embargo-true", Article, 100, { .embargo.is_null() }, f.embargo.is_null()),
        found!("filters/null-wordCount-false", Article, 100, { .word_count.is_not_null() }, f.word_count.is_not_null()),
        found!("filters/null-publishedAt-false", Article, 100, { .published_at.is_not_null() }, f.published_at.is_not_null()),
        found!("filters/null-location-false", Article, 100, { .location.is_not_null() }, f.location.is_not_null()),
        found!("filters/len-title-ne", Article, 100, { .title.len() != 40 }, f.title.len().ne(40)),
        found!("filters/len-title-lt", Article, 100, { .title.len() < 40 }, f.title.len().lt(40)),
        found!("filters/len-keywords-eq", Article, 100, { .keywords.len() == 2 }, f.keywords.len().eq(2)),
        found!("filters/len-keywords-ne", Article, 100, { .keywords.len() != 2 }, f.keywords.len().ne(2)),
        found!("filters/len-keywords-gt", Article, 100, { .keywords.len() > 2 }, f.keywords.len().gt(2)),
    ]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![
        found!("filters/geo-author", Author, 100, { .home.within(GeoPoint::new(52.5, 13.25), 20_000.0) }, f.home.within(GeoPoint::new(52.5, 13.25), 20_000.0)),
    ]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        found!("filters/null-recipe-photo", Recipe, 100, { .photo.is_null() }, f.photo.is_null()),
        found!("filters/null-recipe-summary", Recipe, 100, { .summary.is_null() }, f.summary.is_null()),
    ]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        found!("filters/null-quote-folded", Quote, 100, { .folded.is_null() }, f.folded.is_null()),
    ]
}
