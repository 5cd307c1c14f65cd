//! `weaviate completions` and `weaviate man`

use clap::CommandFactory as _;
use serde_json::json;
use weaviate_query::{Error, ErrorKind};

use crate::{
    arguments::Arguments,
    said::{Failure, Result, Said},
};

pub(super) fn completions(shell: clap_complete::Shell) -> Said {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "weaviate", &mut out);
    of(&out)
}

pub(super) fn man() -> Result {
    let mut out = Vec::new();
    clap_mangen::Man::new(Arguments::command())
        .render(&mut out)
        .map_err(|error| Failure::Failed(Error::new(ErrorKind::Config, error.to_string())))?;
    Ok(of(&out))
}

fn of(page: &[u8]) -> Said {
    let text = String::from_utf8_lossy(page).into_owned();
    Said::new(text.clone(), json!(text))
}
