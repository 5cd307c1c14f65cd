//! Many links at once, each of them with an outcome.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use weaviate_query::{Error, ErrorKind, Names, Result};

use crate::{
    client::{self, to_json},
    op::{Verb, WriteKind},
    refusal,
    report::{Outcome, Report},
    scope::Scope,
};

/// A request has so many links: a server goes through them one after another.
const LINKS: usize = 1_000;

/// A link to be added: from an object to what stands in `to`, which was refused where it is an error.
pub(crate) struct NewLink {
    pub(crate) from: Uuid,
    pub(crate) to: Result<Value>,
}

/// What a server says of one link.
#[derive(Deserialize)]
struct Said {
    result: Option<Outcomes>,
}

#[derive(Deserialize)]
struct Outcomes {
    errors: Option<Errors>,
}

#[derive(Deserialize)]
struct Errors {
    error: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    message: String,
}

impl Scope {
    /// Adds the links that `made` makes with the names that are known, all to the property `name`.
    ///
    /// It fails as a whole only if the first request did and surely nothing is stored.
    pub(crate) async fn add_links(
        &self,
        name: &str,
        made: impl FnOnce(&Names) -> Vec<NewLink>,
    ) -> Result<Report> {
        let known = self.known(&self.writing()).await?;
        let class = known.names.concrete(&self.collection).into_owned();
        let mut report = Report::of_links();
        let mut bodies = Vec::new();
        for link in made(&known.names) {
            let position = report.add(link.from);
            match link.to {
                Ok(to) => bodies.push((position, link.from, self.body(&class, name, link.from, &to))),
                Err(error) => report.fail(position, Outcome::Rejected(error)),
            }
        }
        let mut lost = None;
        for (number, some) in bodies.chunks(LINKS).enumerate() {
            let positions = some.iter().map(|(position, ..)| *position);
            if let Some(why) = &lost {
                positions.for_each(|position| report.fail(position, Outcome::Rejected(Error::clone(why))));
                continue;
            }
            let body: Vec<&Value> = some.iter().map(|(.., body)| body).collect();
            let path = format!("batch/references{}", self.parameters(false));
            let call = self.client.rest(Verb::Post, path, to_json(&body)?, &self.writing());
            let sent = call.sent.clone();
            let ids = some.iter().map(|(_, from, _)| *from).collect();
            // Sent twice, an object would have its link twice.
            let reply = self.write(WriteKind::Links, &class, ids, false, call).await;
            match reply.and_then(|reply| client::json::<Vec<Said>>(&reply.body)) {
                Ok(said) => self.settle(&mut report, positions.zip(said)),
                Err(error) => {
                    let error = self.warmer(error);
                    let sure = error.server_message().is_some() || !sent.has_arrived();
                    if sure && number == 0 {
                        return Err(error);
                    }
                    let outcome = if sure { Outcome::Rejected } else { Outcome::Unknown };
                    positions.for_each(|position| report.fail(position, outcome(error.clone())));
                    let why = format!("not sent, because an earlier request failed: {error}");
                    lost = Some(Error::new(error.kind(), why));
                }
            }
        }
        Ok(report.finish())
    }

    fn body(&self, class: &str, name: &str, from: Uuid, to: &Value) -> Value {
        let mut body = json!({
            "from": format!("weaviate://localhost/{class}/{from}/{name}"),
            "to": to.get("beacon").cloned().unwrap_or_default(),
        });
        if let Some(tenant) = &self.tenant {
            body["tenant"] = Value::from(&**tenant);
        }
        body
    }

    fn settle(&self, report: &mut Report, said: impl Iterator<Item = (usize, Said)>) {
        for (position, said) in said {
            let errors = said.result.and_then(|result| result.errors).map(|errors| errors.error);
            let Some(errors) = errors.filter(|errors| !errors.is_empty()) else { continue };
            let texts: Vec<String> = errors.into_iter().map(|error| error.message).collect();
            let text = texts.join("; ");
            let kind = refusal::kind_of(&text).unwrap_or(ErrorKind::Rejected);
            report.fail(position, Outcome::Rejected(self.warmer(Error::server(kind, text))));
        }
    }
}
