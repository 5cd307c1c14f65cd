//! `weaviate doctor`

use serde_json::{Value, json};
use weaviate_runtime::{Client, Finding, Step};

use crate::said::{Result, Said};

pub(super) async fn run(client: &Client) -> Result {
    let diagnosis = client.doctor().await?;
    let step = |step: &Step| -> Value {
        let finding = match step.finding() {
            Finding::Good => "good",
            Finding::Doubtful => "doubtful",
            Finding::Bad => "bad",
            Finding::Unknown => "unknown",
        };
        json!({
            "address": step.address(), "check": step.check().to_string(), "finding": finding, "says": step.says(),
        })
    };
    let steps: Vec<Value> = diagnosis.steps().iter().map(step).collect();
    let json = json!({ "well": diagnosis.is_well(), "steps": steps });
    Ok(Said::new(format!("{diagnosis}\n"), json).failed(!diagnosis.is_well()))
}
