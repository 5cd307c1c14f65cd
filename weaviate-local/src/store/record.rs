//! An object as bytes: its properties in one record, its vectors in another.

use chrono::{DateTime, FixedOffset, TimeZone as _};
use uuid::Uuid;

use super::bytes::{Broken, Read, Reader, Writer};
use crate::common::{
    named::Named,
    object::{Object, Vector},
    value::{Beacon, Date, Fields, Geo, Phone, Value},
};

/// Everything of an object but its vectors.
pub(crate) fn write_object(object: &Object) -> Vec<u8> {
    let mut out = Writer::new();
    out.raw(object.id.as_bytes());
    out.number(u64::from(object.epoch));
    out.signed(object.created);
    out.signed(object.updated);
    fields(&mut out, &object.fields);
    out.finish()
}

/// The vectors of an object; nothing when it has none.
pub(crate) fn write_vectors(vectors: &Named<Vector>) -> Option<Vec<u8>> {
    if vectors.is_empty() {
        return None;
    }
    let mut out = Writer::new();
    out.list(vectors.iter(), |out, (name, vector)| {
        out.text(name);
        match vector {
            Vector::Single(vector) => {
                out.byte(0);
                out.floats(vector);
            }
            Vector::Multi(rows) => {
                out.byte(1);
                out.list(rows.iter(), |out, row| out.floats(row));
            }
        }
    });
    Some(out.finish())
}

/// What stands before the properties.
pub(crate) struct Head {
    pub(crate) id: Uuid,
    pub(crate) epoch: u32,
    pub(crate) created: i64,
    pub(crate) updated: i64,
}

fn head(from: &mut Reader<'_>) -> Read<Head> {
    let id = Uuid::from_bytes(from.array()?);
    let epoch = small(from)?;
    Ok(Head { id, epoch, created: from.signed()?, updated: from.signed()? })
}

/// An object without its vectors.
pub(crate) fn read_object(bytes: &[u8]) -> Read<Object> {
    let mut from = Reader::checked(bytes)?;
    let Head { id, epoch, created, updated } = head(&mut from)?;
    Ok(Object { id, epoch, created, updated, fields: read_fields(&mut from)?, vectors: Named::new() })
}

/// Whether bytes are an object's: of all of them, and as [`read_object`] reads them.
pub(crate) fn check_object(bytes: &[u8]) -> Read<()> {
    let mut from = Reader::new(bytes)?;
    head(&mut from)?;
    for _ in 0..from.length()? {
        from.passed_text()?;
        pass_value(&mut from)?;
    }
    Ok(())
}

/// What stands before the properties of a record that was checked before.
pub(crate) fn read_head(bytes: &[u8]) -> Read<Head> {
    head(&mut Reader::checked(bytes)?)
}

/// The id of a record that was checked before.
pub(crate) fn read_id(bytes: &[u8]) -> Read<Uuid> {
    Ok(Uuid::from_bytes(Reader::checked(bytes)?.array()?))
}

/// One property of a record that was checked before.
pub(crate) fn read_field(bytes: &[u8], name: &str) -> Read<Option<Value>> {
    let mut from = Reader::checked(bytes)?;
    head(&mut from)?;
    for _ in 0..from.length()? {
        if from.passed_text()? == name {
            return read_value(&mut from).map(Some);
        }
        pass_value(&mut from)?;
    }
    Ok(None)
}

/// A vector as it is read.
pub(crate) enum ReadVector<'a> {
    /// Its numbers, until the next one is read.
    Single(&'a [f32]),
    Multi(Vec<Vec<f32>>),
}

/// Reads the vectors of an object, each with its name.
pub(crate) fn read_vectors(bytes: &[u8], mut each: impl FnMut(&str, ReadVector<'_>)) -> Read<()> {
    let mut from = Reader::new(bytes)?;
    let mut numbers = Vec::new();
    for _ in 0..from.length()? {
        let name = from.passed_text()?;
        match from.byte()? {
            0 => {
                from.floats_into(&mut numbers)?;
                each(name, ReadVector::Single(&numbers));
            }
            1 => each(name, ReadVector::Multi(from.list(Reader::floats)?)),
            _ => return Err(Broken("a vector is of no known kind")),
        }
    }
    Ok(())
}

fn small(from: &mut Reader<'_>) -> Read<u32> {
    u32::try_from(from.number()?).map_err(|_| Broken("a number is too large"))
}

fn fields(out: &mut Writer, fields: &Fields) {
    out.list(fields.iter(), |out, (name, value)| {
        out.text(name);
        write_value(out, value);
    });
}

fn read_fields(from: &mut Reader<'_>) -> Read<Fields> {
    from.list(|from| Ok((from.text()?, read_value(from)?)))
}

// The numbers are the format: a new kind gets a new one, none is used again.
fn kind(value: &Value) -> u8 {
    match value {
        Value::Text(_) => 1,
        Value::Int(_) => 2,
        Value::Number(_) => 3,
        Value::Bool(_) => 4,
        Value::Date(_) => 5,
        Value::Uuid(_) => 6,
        Value::Geo(_) => 7,
        Value::Phone(_) => 8,
        Value::Blob(_) => 9,
        Value::Object(_) => 10,
        Value::Texts(_) => 11,
        Value::Ints(_) => 12,
        Value::Numbers(_) => 13,
        Value::Bools(_) => 14,
        Value::Dates(_) => 15,
        Value::Uuids(_) => 16,
        Value::Objects(_) => 17,
        Value::Refs(_) => 18,
    }
}

fn write_value(out: &mut Writer, value: &Value) {
    out.byte(kind(value));
    match value {
        Value::Text(text) | Value::Blob(text) => out.text(text),
        Value::Int(number) | Value::Number(number) => out.float(*number),
        Value::Bool(value) => out.byte(u8::from(*value)),
        Value::Date(value) => date(out, *value),
        Value::Uuid(id) => out.raw(id.as_bytes()),
        Value::Geo(place) => geo(out, *place),
        Value::Phone(number) => phone(out, number),
        Value::Object(inner) => fields(out, inner),
        Value::Texts(list) => out.list(list.iter(), |out, text| out.text(text)),
        Value::Ints(list) | Value::Numbers(list) => out.list(list.iter(), |out, n| out.float(*n)),
        Value::Bools(list) => out.list(list.iter(), |out, b| out.byte(u8::from(*b))),
        Value::Dates(list) => out.list(list.iter(), |out, value| date(out, *value)),
        Value::Uuids(list) => out.list(list.iter(), |out, id| out.raw(id.as_bytes())),
        Value::Objects(list) => out.list(list.iter(), fields),
        Value::Refs(list) => out.list(list.iter(), beacon),
    }
}

fn read_value(from: &mut Reader<'_>) -> Read<Value> {
    let kind = from.byte()?;
    read_value_of(kind, from)
}

fn read_value_of(kind: u8, from: &mut Reader<'_>) -> Read<Value> {
    Ok(match kind {
        1 => Value::Text(from.text()?),
        2 => Value::Int(from.float()?),
        3 => Value::Number(from.float()?),
        4 => Value::Bool(from.byte()? != 0),
        5 => Value::Date(read_date(from)?),
        6 => Value::Uuid(Uuid::from_bytes(from.array()?)),
        7 => Value::Geo(Geo {
            latitude: f32::from_le_bytes(from.array()?),
            longitude: f32::from_le_bytes(from.array()?),
        }),
        8 => Value::Phone(Box::new(read_phone(from)?)),
        9 => Value::Blob(from.text()?),
        10 => Value::Object(read_fields(from)?),
        11 => Value::Texts(from.list(Reader::text)?),
        12 => Value::Ints(from.list(Reader::float)?),
        13 => Value::Numbers(from.list(Reader::float)?),
        14 => Value::Bools(from.list(|from| Ok(from.byte()? != 0))?),
        15 => Value::Dates(from.list(read_date)?),
        16 => Value::Uuids(from.list(|from| from.array().map(Uuid::from_bytes))?),
        17 => Value::Objects(from.list(read_fields)?),
        18 => Value::Refs(
            from.list(|from| Ok(Beacon { collection: from.text()?, id: Uuid::from_bytes(from.array()?) }))?,
        ),
        _ => return Err(Broken("a value is of no known kind")),
    })
}

/// Reads over a value, and copies none of its texts and lists of numbers.
fn pass_value(from: &mut Reader<'_>) -> Read<()> {
    match from.byte()? {
        1 | 9 => from.passed_text().map(drop),
        2 | 3 => from.pass(1, 8),
        4 => from.pass(1, 1),
        6 => from.pass(1, 16),
        7 => from.pass(1, 8),
        11 => {
            let length = from.length()?;
            (0..length).try_for_each(|_| from.passed_text().map(drop))
        }
        12 | 13 => from.length().and_then(|length| from.pass(length, 8)),
        14 => from.length().and_then(|length| from.pass(length, 1)),
        16 => from.length().and_then(|length| from.pass(length, 16)),
        // The others are few, or small: they are read as they are.
        kind => read_value_of(kind, from).map(drop),
    }
}

fn date(out: &mut Writer, date: Date) {
    out.signed(date.0.timestamp());
    out.number(u64::from(date.0.timestamp_subsec_nanos()));
    out.signed(i64::from(date.0.offset().local_minus_utc()));
}

fn read_date(from: &mut Reader<'_>) -> Read<Date> {
    const WRONG: Broken = Broken("a date is none");
    let (seconds, nanos) = (from.signed()?, small(from)?);
    let offset = i32::try_from(from.signed()?).ok().and_then(FixedOffset::east_opt).ok_or(WRONG)?;
    let utc = DateTime::from_timestamp(seconds, nanos).ok_or(WRONG)?;
    Ok(Date(offset.from_utc_datetime(&utc.naive_utc())))
}

fn geo(out: &mut Writer, place: Geo) {
    out.raw(&place.latitude.to_le_bytes());
    out.raw(&place.longitude.to_le_bytes());
}

fn phone(out: &mut Writer, phone: &Phone) {
    for text in
        [&phone.input, &phone.default_country, &phone.international_formatted, &phone.national_formatted]
    {
        out.text(text);
    }
    out.number(phone.country_code);
    out.number(phone.national);
    out.byte(u8::from(phone.valid));
}

fn read_phone(from: &mut Reader<'_>) -> Read<Phone> {
    Ok(Phone {
        input: from.text()?,
        default_country: from.text()?,
        international_formatted: from.text()?,
        national_formatted: from.text()?,
        country_code: from.number()?,
        national: from.number()?,
        valid: from.byte()? != 0,
    })
}

fn beacon(out: &mut Writer, beacon: &Beacon) {
    out.text(&beacon.collection);
    out.raw(beacon.id.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_kind() -> Fields {
        let date = |text| Date(DateTime::parse_from_rfc3339(text).unwrap());
        let id = Uuid::from_u128(7);
        let inner = Fields::from([("x".to_owned(), Value::Bool(true))]);
        let geo = Geo { latitude: 52.37, longitude: -4.9 };
        let phone = Phone {
            input: "020 1234567".into(),
            country_code: 31,
            national: 201_234_567,
            valid: true,
            ..Phone::default()
        };
        let values = [
            Value::Text("a".into()),
            Value::Int(-5.0),
            Value::Number(f64::MIN_POSITIVE),
            Value::Bool(false),
            Value::Date(date("2024-02-29T23:59:59.123456789-11:30")),
            Value::Uuid(id),
            Value::Geo(geo),
            Value::Phone(Box::new(phone)),
            Value::Blob("aGk=".into()),
            Value::Object(inner.clone()),
            Value::Texts(vec![String::new(), "ž".into()]),
            Value::Ints(vec![]),
            Value::Numbers(vec![0.1, -0.0]),
            Value::Bools(vec![true, false]),
            Value::Dates(vec![date("0001-01-01T00:00:00Z"), date("9999-12-31T23:59:59Z")]),
            Value::Uuids(vec![id]),
            Value::Objects(vec![inner, Fields::new()]),
            Value::Refs(vec![Beacon { collection: "Other".into(), id }]),
        ];
        values.into_iter().enumerate().map(|(at, value)| (format!("p{at}"), value)).collect()
    }

    #[test]
    fn an_object_of_every_kind_comes_back() {
        let vectors = Named::from([
            (String::new(), vec![0.5, f32::MAX].into()),
            ("many".to_owned(), Vector::Multi([vec![1.0], vec![]].into())),
        ]);
        let object = Object {
            id: Uuid::from_u128(9),
            epoch: 3,
            created: -1,
            updated: i64::MAX,
            fields: every_kind(),
            vectors: vectors.clone(),
        };
        let record = write_object(&object);
        assert_eq!(check_object(&record), Ok(()));
        assert_eq!(read_id(&record), Ok(object.id));
        for (name, value) in &object.fields {
            assert_eq!(read_field(&record, name).unwrap().as_ref(), Some(value));
        }
        assert_eq!(read_field(&record, "other").unwrap(), None);
        let mut read = read_object(&record).unwrap();
        assert!(read.vectors.is_empty());
        let keep = |name: &str, vector: ReadVector<'_>| {
            let vector = match vector {
                ReadVector::Single(numbers) => numbers.to_vec().into(),
                ReadVector::Multi(rows) => rows.into(),
            };
            assert_eq!(read.vectors.insert(name.to_owned(), vector), None);
        };
        read_vectors(&write_vectors(&vectors).unwrap(), keep).unwrap();
        assert_eq!(read, object);
        assert_eq!(write_vectors(&Named::new()), None);
    }
}
