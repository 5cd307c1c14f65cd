//! Records cases: asks a real server questions, three times, and keeps what it answers.
//!
//! The first time the data set is freshly loaded, the second time the server has had the time to put it to its disk, the
//! third time it is loaded anew. What differs from one time to another is marked as `conformance/README.md` says, or the
//! question is left out.

mod merge;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    arguments::Recording,
    generate::{self, dataset::Data, world::World},
    player::{Found, Player},
    say,
};

/// What a question gave at one time, once or twice: the answer and those of the steps after it, or why there is none.
type Answers = Result<Vec<Vec<Found>>, String>;

/// Records, and says what came of it.
///
/// # Errors
///
/// When the server cannot be asked, or the folder cannot be written.
pub async fn record(recording: &Recording) -> Result<(), String> {
    let data = if let Some(data) = &recording.data {
        write_link(&recording.folder, data)?;
        World::read(data)?
    } else {
        let data = generate::data::data(recording.seed);
        write_data(&recording.folder, &data)?;
        World::of(&data)
    };
    let questions = match &recording.questions {
        Some(file) => given(file)?,
        None => generate::questions(&data, recording.seed, recording.count),
    };
    say(format!("{} questions", questions.len()));
    let folder = recording.data.as_deref().unwrap_or(&recording.folder);
    let mut passes = Vec::new();
    let mut player = fresh(recording, folder, true).await?;
    passes.push(ask(&player, &questions).await);
    tokio::time::sleep(Duration::from_secs(recording.settle)).await;
    passes.push(ask(&player, &questions).await);
    player = fresh(recording, folder, false).await?;
    passes.push(ask(&player, &questions).await);
    player.wipe(folder).await?;
    keep(&recording.folder, questions, passes)
}

async fn fresh(recording: &Recording, folder: &Path, first: bool) -> Result<Player, String> {
    let player = Player::to(&recording.target)?;
    if first {
        player.must_be_empty().await?;
    } else {
        player.wipe(folder).await?;
    }
    player.load(folder, "load_order", None).await?;
    Ok(player)
}

async fn ask(player: &Player, questions: &[Value]) -> Vec<Answers> {
    let mut out = Vec::new();
    for question in questions {
        let mut answers = player.answers(question).await.map(|answers| vec![answers]);
        // What only reads is quickly asked again: an order that is random shows itself.
        if let (Ok(answers), true) = (&mut answers, question["cleanup"].is_null()) {
            answers.extend(player.answers(question).await);
        }
        out.push(answers);
    }
    out
}

fn given(file: &Path) -> Result<Vec<Value>, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("`{}` cannot be read: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).map_err(|error| wrong(&error))).collect()
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}

fn lines(values: &[Value]) -> String {
    values.iter().map(|value| value.to_string() + "\n").collect()
}

// Where the data set is, from the folder of the cases.
fn write_link(folder: &Path, data: &Path) -> Result<(), String> {
    if folder == data {
        return Ok(());
    }
    let up: PathBuf = folder.strip_prefix(data).unwrap_or(folder).components().map(|_| "..").collect();
    let link = if folder.starts_with(data) { up } else { data.to_path_buf() };
    write(
        &folder.join("data.json"),
        &format!("{}\n", json!({"data": link, "server_env": generate::data::settings()})),
    )
}

fn write_data(folder: &Path, data: &Data) -> Result<(), String> {
    write(&folder.join("schema/_order.json"), &format!("{}\n", data.order))?;
    for (name, class) in &data.schema {
        write(&folder.join(format!("schema/{name}.json")), &format!("{class}\n"))?;
        let objects = data.objects.get(name).map(Vec::as_slice).unwrap_or_default();
        write(&folder.join(format!("dataset/{name}.jsonl")), &lines(objects))?;
    }
    Ok(())
}

// Puts the answers of all times together, and writes the cases that have one.
fn keep(folder: &Path, questions: Vec<Value>, passes: Vec<Vec<Answers>>) -> Result<(), String> {
    let mut passes: Vec<_> = passes.into_iter().map(Vec::into_iter).collect();
    let mut areas: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut left_out = 0;
    for mut case in questions {
        let times: Vec<Answers> = passes.iter_mut().filter_map(Iterator::next).collect();
        match times
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .and_then(|times| merge::merge(&mut case, times.into_iter().flatten().collect()))
        {
            Ok(()) => {
                let area =
                    case["id"].as_str().and_then(|id| id.split('/').next()).unwrap_or("given").to_owned();
                areas.entry(area).or_default().push(case);
            }
            Err(why) => {
                left_out += 1;
                say(format!("left out {}: {why}", case["id"]));
            }
        }
    }
    for (area, cases) in &areas {
        say(format!("{area:18} {:4} recorded", cases.len()));
        write(&folder.join(format!("cases/{area}.jsonl")), &lines(cases))?;
    }
    say(format!(
        "{:18} {:4} recorded, {left_out} left out",
        "all",
        areas.values().map(Vec::len).sum::<usize>()
    ));
    Ok(())
}
