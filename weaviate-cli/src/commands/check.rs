//! `weaviate check`

use std::time::Duration;

use serde_json::{Value, json};
use weaviate_migrate::{ObjectApi as _, SchemaApi as _};
use weaviate_query::check::Finding;
use weaviate_runtime::{Checker, Client};

use crate::{
    said::{Failure, Result, Said},
    table::{counted, table},
    terminal::Terminal,
};

/// So often it is said how far it is, where nothing is found.
const EVERY: Duration = Duration::from_millis(200);

pub(super) async fn run(
    all: &[Checker],
    asked: &[String],
    check: bool,
    show: usize,
    client: &Client,
    terminal: &mut dyn Terminal,
) -> Result {
    let chosen = chosen(all, asked)?;
    if chosen.is_empty() {
        let text = "no field has a rule (`validate`), so there is nothing to look for\n";
        return Ok(Said::new(text, json!([])));
    }
    let (mut found, mut shown, mut seen, mut json) = (0_u64, Vec::new(), 0, Vec::new());
    for checker in chosen {
        let name = checker.collection().name;
        let class = client.names().class(name).into_owned();
        let done = one(*checker, client, &class, show, terminal).await;
        let of = done.map_err(|error| error.context(format!("checking `{name}`")))?;
        let rows = of.shown.iter().flat_map(|(tenant, finding)| {
            let place = [tenant.clone().unwrap_or_default(), finding.id.to_string()];
            finding.broken.iter().map(move |broken| {
                let [tenant, id] = place.clone();
                [name.to_owned(), tenant, id, broken.to_string()]
            })
        });
        shown.extend(rows);
        (found, seen) = (found + of.found, seen + of.seen);
        json.push(of.json(name));
    }
    let mut text = String::new();
    if !shown.is_empty() {
        text = table(["collection", "tenant", "object", "what is wrong"], shown);
        text.push('\n');
    }
    let looked = counted(seen, "object");
    let verdict = match found {
        0 => format!("{looked} looked at: the rules allow all of them\n"),
        1 => format!("{looked} looked at: the rules do not allow 1 of them\n"),
        many => format!("{looked} looked at: the rules do not allow {many} of them\n"),
    };
    text.push_str(&verdict);
    let cold = json.iter().filter_map(|of| of["inactive"].as_u64()).sum::<u64>();
    let unseen = match cold {
        0 => String::new(),
        1 => "1 tenant is not active, and was not looked at\n".to_owned(),
        many => format!("{many} tenants are not active, and were not looked at\n"),
    };
    text.push_str(&unseen);
    Ok(Said::new(text, json!(json)).checked(check, found > 0))
}

/// Those that are asked for; if none is, those that have a rule.
fn chosen<'a>(all: &'a [Checker], asked: &[String]) -> Result<Vec<&'a Checker>> {
    if asked.is_empty() {
        return Ok(all.iter().filter(|checker| checker.has_rules()).collect());
    }
    let find = |name: &String| all.iter().find(|checker| checker.collection().name == name);
    let missing = |name: &String| Failure::Usage(format!("no struct declares a collection `{name}`"));
    asked.iter().map(|name| find(name).ok_or_else(|| missing(name))).collect()
}

/// What came of one collection.
#[derive(Default)]
struct Checked {
    seen: u64,
    found: u64,
    /// The first of them, each with its tenant.
    shown: Vec<(Option<String>, Finding)>,
    /// How many tenants nobody looked at.
    inactive: u64,
}

impl Checked {
    fn json(&self, name: &str) -> Value {
        let one = |(tenant, finding): &(Option<String>, Finding)| {
            let broken = finding.broken.iter().map(|broken| {
                json!({ "property": broken.property, "rule": broken.rule, "value": broken.value, "why": broken.why })
            });
            json!({ "tenant": tenant, "id": finding.id, "broken": broken.collect::<Vec<_>>() })
        };
        let shown: Vec<Value> = self.shown.iter().map(one).collect();
        json!({
            "collection": name, "objects": self.seen, "found": self.found, "inactive": self.inactive, "shown": shown,
        })
    }
}

async fn one(
    checker: Checker,
    client: &Client,
    class: &str,
    show: usize,
    terminal: &mut dyn Terminal,
) -> weaviate_query::Result<Checked> {
    let name = checker.collection().name;
    let aliases = client.schema_api().aliases().await?;
    let class =
        aliases.into_iter().find(|(alias, _)| alias == class).map_or_else(|| class.to_owned(), |(_, of)| of);
    let objects = client.schema_api().count(&class).await?;
    let tenants: Vec<(Option<String>, bool)> = if checker.collection().multi_tenancy.is_some() {
        let all = client.object_api().tenants(&class).await?;
        all.into_iter().map(|(name, active)| (Some(name), active)).collect()
    } else {
        vec![(None, true)]
    };
    let mut of = Checked::default();
    for (tenant, active) in tenants {
        if !active {
            of.inactive += 1;
            continue;
        }
        let mut walk = checker.start(client, tenant.as_deref())?;
        let before = of.seen;
        loop {
            let next = tokio::time::timeout(EVERY, walk.next()).await;
            of.seen = before + walk.seen();
            match next {
                Ok(Some(finding)) => {
                    let finding = finding?;
                    of.found += 1;
                    if of.shown.len() < show {
                        of.shown.push((tenant.clone(), finding));
                    }
                }
                Ok(None) => break,
                Err(_) => {}
            }
            terminal.progress(&format!("checking `{name}`"), Some((of.seen, objects)));
        }
    }
    Ok(of)
}
