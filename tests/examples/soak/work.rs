//! What the program does all day: four tasks, each with objects of its own.

use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::{Duration, Instant},
};

use tokio::task::JoinHandle;
use weaviate::{
    Client, Collection as _, Error, ErrorKind, Uuid, filter, query, report::Report, tenancy::TenantStatus,
};
use weaviate_tests::{apart::Failure, dice::Dice};

use crate::model::{Counts, Model, Note, Reading, id, reading};

/// How long a task that asks waits between two questions.
const PAUSE: Duration = Duration::from_millis(3);

/// After so many rounds a task compares its objects with the model.
const OFTEN: u64 = 20;

type Task = JoinHandle<Result<(), Failure>>;

pub(crate) fn start(client: &Client, direct: &Client, counts: &Arc<Counts>, until: Instant) -> Vec<Task> {
    let all = || (client.clone(), direct.clone(), counts.clone());
    let (a, b, c, d) = (all(), all(), all(), all());
    vec![
        tokio::spawn(async move { ingest(a.0, a.1, a.2, until).await }),
        tokio::spawn(async move { change(b.0, b.1, b.2, until).await }),
        tokio::spawn(async move { ask(c.0, c.1, c.2, until).await }),
        tokio::spawn(async move { tenants(d.0, d.1, d.2, until).await }),
    ]
}

/// Whether a call that failed so may have been carried out.
fn may_have_arrived(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unavailable | ErrorKind::Timeout | ErrorKind::Server | ErrorKind::Decode
    )
}

/// Passes what faults are for, and fails for anything else.
fn passing(counts: &Counts, error: Error) -> Result<(), Failure> {
    counts.failed.fetch_add(1, Relaxed);
    if may_have_arrived(&error) { Ok(()) } else { Err(error.into()) }
}

/// Ingests batches over those of before, and deletes them again.
async fn ingest(client: Client, direct: Client, counts: Arc<Counts>, until: Instant) -> Result<(), Failure> {
    const TASK: i64 = 1;
    let (mut model, mut round) = (Model::default(), 0);
    while Instant::now() < until {
        round += 1;
        let readings = client.collection::<Reading>();
        let mut ingest = readings.ingest().window(64 << 10);
        let ids: Vec<Uuid> = (0..400).map(|number| id(TASK, number)).collect();
        for number in 0..400 {
            let _ = ingest.push(reading(TASK, number, round)).await;
        }
        let report = ingest.finish().await;
        let rejected: BTreeSet<Uuid> = report.rejected().iter().map(|lost| lost.id).collect();
        let unknown: BTreeSet<Uuid> = report.unknown().iter().map(|lost| lost.id).collect();
        for id in ids {
            if unknown.contains(&id) {
                model.may_be(id, Some(round));
            } else if !rejected.contains(&id) {
                model.is(id, Some(round));
            }
        }
        counts.ingested.fetch_add(report.stored(), Relaxed);
        counts.unknown.fetch_add(unknown.len() as u64, Relaxed);
        if round % 7 == 0 {
            let gone = filter!(Reading, .task == TASK && .n == round);
            match readings.delete_where(gone).await {
                Ok(deleted) => {
                    counts.deleted.fetch_add(deleted.matched, Relaxed);
                    for number in 0..400 {
                        let id = id(TASK, number);
                        if !unknown.contains(&id) && !rejected.contains(&id) {
                            model.is(id, None);
                        } else {
                            model.may_be(id, None);
                        }
                    }
                }
                Err(error) => {
                    passing(&counts, error)?;
                    (0..400).for_each(|number| model.may_be(id(TASK, number), None));
                }
            }
        }
        if (round as u64).is_multiple_of(OFTEN) {
            counts.compared.fetch_add(model.compare(&direct, TASK).await?, Relaxed);
        }
    }
    counts.compared.fetch_add(model.compare(&direct, TASK).await?, Relaxed);
    Ok(())
}

/// Inserts, updates, replaces and deletes objects one by one.
async fn change(client: Client, direct: Client, counts: Arc<Counts>, until: Instant) -> Result<(), Failure> {
    const TASK: i64 = 2;
    let (mut model, mut dice, mut round) = (Model::default(), Dice::new(2), 0_u64);
    let readings = client.collection::<Reading>();
    while Instant::now() < until {
        round += 1;
        let number = dice.below(200) as u64;
        let (id, n) = (id(TASK, number), round as i64);
        let (done, to) = match dice.below(4) {
            0 => (
                readings
                    .insert_many([reading(TASK, number, n)])
                    .await
                    .and_then(Report::into_result)
                    .map(drop),
                Some(n),
            ),
            1 => (readings.update(id).set(Reading::FIELDS.n, n).await, Some(n)),
            2 => (readings.replace(id, &reading(TASK, number, n)).await, Some(n)),
            _ => (readings.delete(id).await.map(drop), None),
        };
        match done {
            Ok(()) => {
                model.is(id, to);
                counts.changed.fetch_add(1, Relaxed);
            }
            Err(error) if error.is_not_found() => {}
            Err(error) => {
                passing(&counts, error)?;
                model.may_be(id, to);
            }
        }
        if round.is_multiple_of(OFTEN * 20) {
            counts.compared.fetch_add(model.compare(&direct, TASK).await?, Relaxed);
        }
    }
    counts.compared.fetch_add(model.compare(&direct, TASK).await?, Relaxed);
    Ok(())
}

/// Asks of objects that nobody changes: a question that is answered is answered rightly.
async fn ask(client: Client, direct: Client, counts: Arc<Counts>, until: Instant) -> Result<(), Failure> {
    const TASK: i64 = 3;
    const OBJECTS: u64 = 300;
    let fixed = (0..OBJECTS).map(|number| reading(TASK, number, number as i64));
    direct.collection::<Reading>().insert_many(fixed).await?.into_result()?;
    let mut dice = Dice::new(3);
    let readings = client.collection::<Reading>();
    while Instant::now() < until {
        tokio::time::sleep(PAUSE).await;
        let number = dice.below(OBJECTS as usize) as u64;
        let wrong = |what: &str| Failure::from(format!("{what} of reading {number} is wrong"));
        let asked = match dice.below(5) {
            0 => readings.get(id(TASK, number)).await.map(|found| {
                found.is_some_and(|found| found.n == number as i64).then_some(()).ok_or_else(|| wrong("get"))
            }),
            1 => {
                let words = format!("number{number}");
                let found =
                    readings.fetch(query!(Reading, bm25: words, filter: .task == TASK, select: { .n })).await;
                found.map(|rows| (rows.len() == 1).then_some(()).ok_or_else(|| wrong("bm25")))
            }
            2 => {
                let near = reading(TASK, number, 0).place;
                let question =
                    query!(Reading, near_vector: near, filter: .task == TASK, limit: 1, select: { distance });
                let found = readings.fetch(question).await;
                let is_near = |rows: &weaviate::Rows<_>| rows.len() == 1;
                found.map(|rows| is_near(&rows).then_some(()).ok_or_else(|| wrong("near_vector")))
            }
            3 => {
                let (from, to) = (number as i64, number as i64 + 9);
                let question =
                    query!(aggregate Reading, filter: .task == TASK && .n in from..=to, select: { count });
                let most = (OBJECTS as i64 - from).min(10);
                let counted = readings.aggregate(question).await;
                counted.map(|row| (row.count as i64 == most).then_some(()).ok_or_else(|| wrong("count")))
            }
            _ => {
                let ids = [number, (number + 1) % OBJECTS].map(|number| id(TASK, number));
                let found = readings.get_many(ids).await;
                found.map(|rows| (rows.len() == 2).then_some(()).ok_or_else(|| wrong("get_many")))
            }
        };
        match asked {
            Ok(right) => {
                right?;
                counts.asked.fetch_add(1, Relaxed);
            }
            Err(error) => passing(&counts, error)?,
        }
    }
    Ok(())
}

/// Makes tenants, writes to them, lets them rest, wakes them and removes them.
async fn tenants(client: Client, direct: Client, counts: Arc<Counts>, until: Instant) -> Result<(), Failure> {
    let mut round = 0;
    while Instant::now() < until {
        round += 1;
        let name = format!("t{}", round % 20);
        let notes = client.collection::<Note>();
        let done = async {
            notes.create_tenants([name.as_str()]).await?;
            let tenant = notes.tenant(&name)?;
            let texts = (0..20).map(|n| Note { text: format!("note {n} of {name}") });
            tenant.insert_many(texts).await?.into_result()?;
            notes.set_tenant_status([name.as_str()], TenantStatus::Inactive).await?;
            notes.set_tenant_status([name.as_str()], TenantStatus::Active).await?;
            let count = tenant.count().await?;
            notes.delete_tenants([name.as_str()]).await?;
            Ok::<u64, Error>(count)
        };
        match done.await {
            Ok(20) => {
                counts.tenants.fetch_add(1, Relaxed);
            }
            Ok(other) => return Err(format!("the tenant {name} has {other} notes of 20").into()),
            Err(error) => {
                passing(&counts, error)?;
                // What was half done is undone, by a way that does not fail.
                direct.collection::<Note>().delete_tenants([name.as_str()]).await?;
            }
        }
        tokio::time::sleep(PAUSE * 10).await;
    }
    Ok(())
}
