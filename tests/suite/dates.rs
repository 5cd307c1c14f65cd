//! Dates at the ends of what a server has: what an index cannot hold, and what cannot be written at all.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone as _, Utc};
use weaviate::{Collection, ErrorKind, Object, Uuid, filter, query};
use weaviate_tests::run;

#[derive(Debug, Clone, PartialEq, Collection)]
struct Event {
    #[weaviate(id)]
    id: Uuid,
    at: DateTime<Utc>,
    ended: Option<DateTime<FixedOffset>>,
    seen: Vec<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    told: DateTime<Utc>,
    #[weaviate(filterable = false)]
    retold: Vec<DateTime<Utc>>,
    source: Source,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Source {
    found: Option<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    written: DateTime<Utc>,
}

fn year(year: i32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, 6, 1, 12, 0, 0).unwrap()
}

fn leap() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2016, 12, 31).unwrap().and_hms_milli_opt(23, 59, 59, 1_500).unwrap().and_utc()
}

fn event(n: u128) -> Event {
    Event {
        id: Uuid::from_u128(n),
        at: year(2000),
        ended: None,
        seen: vec![year(1700), year(2200)],
        told: year(1),
        retold: vec![year(0), year(9999)],
        source: Source { found: None, written: year(1500) },
    }
}

#[test]
fn beyond_an_index_are_stored_where_there_is_none() {
    run(|world| async move {
        world.client.sync::<(Event,)>().await.unwrap();
        let h = world.client.collection::<Event>();
        h.insert(&event(1)).await.unwrap();
        h.insert_many([event(2)]).await.unwrap().into_result().unwrap();
        for n in [1, 2] {
            assert_eq!(h.get(Uuid::from_u128(n)).await.unwrap().unwrap().into_inner(), event(n));
        }
        // The last moments that an index has.
        let (first, last) =
            (DateTime::from_timestamp_nanos(i64::MIN), DateTime::from_timestamp_nanos(i64::MAX));
        h.insert_many([Event { at: first, ..event(3) }, Event { at: last, ..event(4) }])
            .await
            .unwrap()
            .into_result()
            .unwrap();
        for at in [first, last] {
            assert_eq!(h.fetch(query!(Event, filter: .at == at, select: { id })).await.unwrap().len(), 1);
        }
        let before = h.fetch(query!(Event, filter: .at < year(1700), select: { id })).await.unwrap();
        assert_eq!(before.iter().map(|row| row.id).collect::<Vec<_>>(), [Uuid::from_u128(3)]);
    });
}

#[test]
fn that_no_server_keeps_as_they_are_are_refused() {
    run(|world| async move {
        world.client.sync::<(Event,)>().await.unwrap();
        let h = world.client.collection::<Event>();
        let zoned = |at: DateTime<Utc>| Some(at.fixed_offset());
        let (no_index, no_year, no_second) =
            ("`#[weaviate(filterable = false)]`", "dates go from year 0 to 9999", "no second 60");
        for (wrong, property, why) in [
            (Event { at: year(1600), ..event(1) }, "`at`", no_index),
            (Event { at: year(2300), ..event(1) }, "`at`", "2300-06-01T12:00:00Z"),
            (Event { ended: zoned(year(1)), ..event(1) }, "`ended`", no_index),
            (Event { seen: vec![year(2000), year(9999)], ..event(1) }, "`seen`", no_index),
            (
                Event { source: Source { found: Some(year(1)), ..event(1).source }, ..event(1) },
                "`found`",
                no_index,
            ),
            (Event { told: year(10_000), ..event(1) }, "`told`", no_year),
            (Event { retold: vec![year(-1)], ..event(1) }, "`retold`", no_year),
            (Event { at: leap(), ..event(1) }, "`at`", no_second),
            (Event { told: leap(), ..event(1) }, "`told`", no_second),
        ] {
            let error = h.insert(&wrong).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains(property) && error.to_string().contains(why), "{error}");
            let report = h.insert_many([wrong]).await.unwrap();
            let said = report.rejected().next().unwrap().error().unwrap().to_string();
            assert!(said.contains(property) && said.contains(why), "{said}");
        }
        assert_eq!(h.count().await.unwrap(), 0);
    });
}

#[test]
fn that_no_server_compares_are_refused() {
    run(|world| async move {
        world.client.sync::<(Event,)>().await.unwrap();
        let h = world.client.collection::<Event>();
        let range = "1677-09-21 to 2262-04-11";
        for (at, why) in [
            (year(1600), range),
            (year(2300), range),
            (year(9999), range),
            (year(10_000), "the year 10000 cannot be written"),
            (year(-1), "the year -1 cannot be written"),
            (leap(), "no second 60"),
        ] {
            let questions = [
                ("`.at >=`", filter!(Event, .at >= at)),
                ("`.at <`", filter!(Event, .at in year(1990)..at)),
                ("`.at contains_any`", filter!(Event, .at in [year(1990), at])),
                ("`.seen contains_all`", filter!(Event, .seen contains_all [at])),
                ("`.ended !=`", filter!(Event, !(.ended != at))),
            ];
            for (place, filter) in questions {
                let error = h.fetch(query!(Event, filter: filter, select: { id })).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
                assert!(
                    error.to_string().contains(why) && error.to_string().contains(place),
                    "{place} {error}"
                );
            }
            let error = h.delete_where(filter!(Event, .at < at)).await.unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    });
}
