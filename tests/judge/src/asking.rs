//! What the generated programs share: how they ask one question after the other, and how they write answers down.
//!
//! `judge` compiles each program against this library and `weaviate` alone, so that a question costs what it costs
//! rustc and no more.
#![forbid(unsafe_code)]

use std::{future::Future, pin::Pin};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::FixedOffset;
use chrono::SecondsFormat::AutoSi;
pub use chrono::{DateTime, Utc};
pub use serde_json::Value as Json;
use serde_json::json;
pub use weaviate::{
    AnyLink, Blob, Boost, Client, Collection, Diversity, GeoPoint, Link, Object, PhoneNumber, Uuid, Vector,
    condition, filter, query,
};
use weaviate::{answer::Top, sync::Collections};

/// A question that is being asked.
pub type Asked<'a> = Pin<Box<dyn Future<Output = weaviate::Result<Json>> + Send + 'a>>;

/// A question by its number.
pub type Ask = (usize, fn(&Client) -> Asked<'_>);

/// Says what a `sync` would change, then asks; a line each.
///
/// # Panics
///
/// Without the addresses of a server.
pub fn run<C: Collections>(asks: &[Ask]) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let client = Client::from_env().expect("`WEAVIATE_URL` and `WEAVIATE_GRPC_URL`");
        let plan = match client.plan::<C>().await {
            Ok(plan) if plan.is_empty() => String::new(),
            Ok(plan) => plan.to_string(),
            Err(error) => error.to_string(),
        };
        println!("plan\t{}", json!(plan));
        for (number, ask) in asks {
            let answer = ask(&client).await.unwrap_or_else(|error| {
                let by_library = error.server_message().is_none();
                json!({"refused": error.to_string(), "by_library": by_library})
            });
            println!("{number}\t{answer}");
        }
    });
}

/// An id.
///
/// # Panics
///
/// Of a text that is none: questions are written with those that are.
pub fn id(text: &str) -> Uuid {
    text.parse().expect("an id")
}

/// A date.
///
/// # Panics
///
/// Of a text that is none.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a date")
}

/// Objects by their ids and with what was selected of them.
pub fn rows(rows: Vec<(Uuid, Vec<Json>)>) -> Json {
    let rows: Vec<Json> = rows.into_iter().map(|(id, cells)| json!([id.to_string(), cells])).collect();
    json!({"rows": rows})
}

/// Groups by what they are of, with the ids of their objects.
pub fn groups(groups: Vec<(Json, Vec<Uuid>)>) -> Json {
    let ids = |ids: &[Uuid]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let groups: Vec<Json> = groups.into_iter().map(|(value, some)| json!([value, ids(&some)])).collect();
    json!({"groups": groups})
}

/// Numbers about all objects.
pub fn numbers(numbers: &[Json]) -> Json {
    json!({"numbers": numbers})
}

/// Numbers about each group.
pub fn number_groups(groups: &[(Json, Vec<Json>)]) -> Json {
    json!({"number_groups": groups})
}

/// How many a deletion would remove.
pub fn matched(matched: u64) -> Json {
    json!({"matched": matched})
}

/// A value as answers have it.
pub fn show<T: Show>(value: &T) -> Json {
    value.show()
}

/// What can be selected.
pub trait Show {
    /// As answers have it: numbers are `f64`, a place is a list of two, bytes are base64.
    fn show(&self) -> Json;
}

macro_rules! shown {
    ($($t:ty: |$value:ident| $json:expr;)*) => {
        $(impl Show for $t {
            fn show(&self) -> Json {
                let $value = self;
                json!($json)
            }
        })*
    };
}

shown! {
    i64: |number| *number as f64;
    u64: |number| *number as f64;
    f32: |number| f64::from(*number);
    f64: |number| number;
    String: |text| text;
    bool: |on| on;
    (): |_nothing| Json::Null;
    Json: |json| json;
    Uuid: |id| id.to_string();
    DateTime<Utc>: |date| date.to_rfc3339_opts(AutoSi, true);
    DateTime<FixedOffset>: |date| date.to_utc().to_rfc3339_opts(AutoSi, true);
    GeoPoint: |at| [f64::from(at.latitude), f64::from(at.longitude)];
    PhoneNumber: |phone| phone.input;
    Blob: |blob| BASE64_STANDARD.encode(&blob.0);
    Top: |top| [json!(top.value), json!(top.count as f64)];
}

impl<const N: usize> Show for Vector<N> {
    fn show(&self) -> Json {
        self.iter().map(|number| json!(f64::from(*number))).collect()
    }
}

impl<T: Show> Show for Vec<T> {
    fn show(&self) -> Json {
        self.iter().map(Show::show).collect()
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self) -> Json {
        self.as_ref().map_or(Json::Null, Show::show)
    }
}
