//! What the values of ten rows cost by themselves: the least that any client pays for structs.
//!
//! The bytes of each value stand where they are known. Nothing is looked for, no name is compared, no message is read and
//! nothing is sent: texts are checked and copied, dates and numbers are made, and the rows are put into a list and
//! dropped.

use std::hint::black_box;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use weaviate::Uuid;

use crate::{Result, instructions, model::ROWS};

/// The row of a `fetch`.
#[expect(dead_code, reason = "it is made and dropped")]
struct Row {
    id: Uuid,
    title: String,
    slug: String,
    author: String,
    summary: String,
    words: i64,
    rating: f64,
    draft: bool,
    published: DateTime<Utc>,
    edited: DateTime<Utc>,
    tags: Vec<String>,
}

/// Where the values of a row stand.
struct Values {
    texts: [Vec<u8>; 4],
    words: [u8; 2],
    rating: [u8; 8],
    draft: u8,
    dates: [Vec<u8>; 2],
    tags: [Vec<u8>; 3],
}

fn text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(black_box(bytes)).ok().map(str::to_owned)
}

/// `2026-11-21T09:30:00.123Z`, and no other form.
fn date(text: &[u8]) -> Option<DateTime<Utc>> {
    let number = |from: usize, to: usize| {
        text.get(from..to)?.iter().try_fold(0, |so_far, digit| {
            digit.is_ascii_digit().then(|| so_far * 10 + u32::from(digit - b'0'))
        })
    };
    let date = NaiveDate::from_ymd_opt(number(0, 4)? as i32, number(5, 7)?, number(8, 10)?)?;
    let time =
        NaiveTime::from_hms_milli_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 23)?)?;
    Some(date.and_time(time).and_utc())
}

fn row(values: &Values) -> Option<Row> {
    let [title, slug, author, summary] = &values.texts;
    let [published, edited] = &values.dates;
    Some(Row {
        id: Uuid::nil(),
        title: text(title)?,
        slug: text(slug)?,
        author: text(author)?,
        summary: text(summary)?,
        words: i64::from(u16::from_le_bytes(black_box(values.words))),
        rating: f64::from_le_bytes(black_box(values.rating)),
        draft: black_box(values.draft) != 0,
        published: date(black_box(published))?,
        edited: date(black_box(edited))?,
        tags: values.tags.iter().map(|tag| text(tag)).collect::<Option<_>>()?,
    })
}

/// Values of the lengths that those of the canned answer have.
fn values() -> Vec<Values> {
    let of = |letter: u8, length: usize| vec![letter; length];
    let date = || b"2026-11-21T09:30:15.123Z".to_vec();
    let one = |letter: u8| Values {
        texts: [of(letter, 40), of(letter, 20), of(letter, 16), of(letter, 160)],
        words: [letter, 1],
        rating: 0.5_f64.to_le_bytes(),
        draft: 1,
        dates: [date(), date()],
        tags: [of(letter, 8), of(letter, 8), of(letter, 8)],
    };
    (b'a'..).take(ROWS).map(one).collect()
}

/// Makes them so often.
pub(crate) fn run(times: usize) -> Result<()> {
    let values = values();
    for _ in 0..times {
        // Into a list of their number, as the client does.
        let mut rows = Vec::with_capacity(values.len());
        rows.extend(values.iter().map_while(row));
        if rows.len() < values.len() {
            return Err("a value is none".into());
        }
        black_box(&rows);
    }
    Ok(())
}

/// Prints the instructions of once.
pub(crate) fn instructions() -> Result<()> {
    println!("the values of ten rows by themselves: {} instructions", instructions::of_values()?);
    Ok(())
}
