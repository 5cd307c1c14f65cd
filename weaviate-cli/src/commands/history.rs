//! `weaviate history`

use serde_json::{Value as Json, json};
use weaviate_migrate::SchemaApi as _;
use weaviate_query::{
    ir::{self, Item, Metadata},
    wire::raw::{Object, Value},
};
use weaviate_runtime::Client;

use crate::{
    said::{Result, Said},
    table::table,
};

/// Where sync keeps what it did.
const STORE: &str = "WeaviateSync";

pub(super) async fn run(client: &Client, limit: u32) -> Result {
    let store = client.names().class(STORE).into_owned();
    if client.schema_api().class(&store).await?.is_none() {
        return Ok(Said::new("no sync has changed anything here\n", json!([])));
    }
    let mut question = ir::Query::new(STORE);
    question.limit = Some(1_000);
    question.selection.items.extend(
        ["kind", "state", "server", "plan", "error"]
            .map(|name| Item::Property(name.into()))
            .into_iter()
            .chain([Item::Metadata(Metadata::CreatedAt), Item::Metadata(Metadata::UpdatedAt)]),
    );
    let mut found: Vec<Object> = client.fetch_raw(&question).await?.into_iter().collect();
    found.retain(|object| text(object, "kind") == "sync");
    found.sort_by_key(|object| std::cmp::Reverse(object.created_at));
    found.truncate(limit as usize);
    let entries: Vec<Entry> = found.iter().map(Entry::of).collect();
    let rows = entries
        .iter()
        .map(|entry| [entry.when.clone(), entry.state.clone(), entry.server.clone(), entry.what.join("\n")]);
    let json = entries.iter().map(|entry| {
        json!({ "when": entry.when, "state": entry.state, "server": entry.server, "plan": entry.plan, "error": entry.error })
    });
    let json: Vec<Json> = json.collect();
    Ok(Said::new(table(["when", "state", "server", "what"], rows), json!(json)))
}

/// One sync.
struct Entry {
    when: String,
    state: String,
    server: String,
    what: Vec<String>,
    plan: Json,
    error: Option<String>,
}

impl Entry {
    fn of(object: &Object) -> Self {
        let plan: Json = serde_json::from_str(text(object, "plan")).unwrap_or_default();
        let changes = plan["changes"].as_array().into_iter().flatten();
        let mut what: Vec<String> = changes
            .map(|change| {
                let [on, what] = ["collection", "what"].map(|key| change[key].as_str().unwrap_or_default());
                format!("{on}: {what}")
            })
            .collect();
        let error = Some(text(object, "error")).filter(|error| !error.is_empty()).map(str::to_owned);
        what.extend(error.clone());
        let millis = object.created_at.unwrap_or_default();
        Self {
            when: moment(millis.div_euclid(1_000)),
            state: text(object, "state").to_owned(),
            server: text(object, "server").to_owned(),
            what,
            plan,
            error,
        }
    }
}

fn text<'a>(object: &'a Object, name: &str) -> &'a str {
    match object.properties.get(name) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// A moment by its seconds since 1970, in UTC: `2026-11-30 14:33:07 UTC`.
fn moment(seconds: i64) -> String {
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Howard Hinnant's `civil_from_days`: years begin with March, so that the day that some lack is the last.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
}

#[cfg(test)]
mod tests {
    use super::moment;

    // What `date -u -d @N` says.
    #[test]
    fn moments_are_those_of_the_calendar() {
        assert_eq!(moment(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(moment(951_782_399), "2000-02-28 23:59:59 UTC");
        assert_eq!(moment(951_782_400), "2000-02-29 00:00:00 UTC");
        assert_eq!(moment(1_796_049_187), "2026-11-30 14:33:07 UTC");
        assert_eq!(moment(4_107_542_400), "2100-03-01 00:00:00 UTC");
    }
}
