//! Generated questions, each asked twice: through the language and by hand. What compiles must be answered rightly,
//! what does not compile must not be; what is right an oracle says, from the objects alone.
//!
//! | file | what it owns |
//! |---|---|
//! | `chance` | numbers that a seed decides |
//! | `world` | declarations and objects: by chance, as Rust, as a server's schema |
//! | `question` | questions: by chance, as `query!`, as messages written by hand |
//! | `oracle` | the right answer, or that there is none |
//! | `answer`, `reply` | what came back, and whether it is right |
//! | `program` | what rustc says, and the programs of what compiles |
//! | `verdict`, `known` | how both compare, the report, and the disagreements that stay |
#![forbid(unsafe_code)]

mod answer;
mod chance;
mod known;
mod oracle;
mod program;
mod question;
mod reply;
#[cfg(test)]
mod tests;
mod verdict;
mod world;

use std::{process::ExitCode, time::Duration};

use weaviate_conformance::Wire;
use weaviate_local::{Engine, Serve, Serving, Settings};

use answer::{Answer, differs};
use chance::Chance;
use program::Programs;
use question::{Question, questions};
use verdict::{Judged, Verdict, report};
use world::{World, load, remove, worlds};

const USAGE: &str = "\
usage: judge [--questions N] [--seed N] [--worlds N] [--all] [--target http://HOST:PORT --grpc HOST:PORT]

Makes collections, objects and questions by chance, asks each question through the language and by hand, and compares
both with what the data says: on an embedded engine, and on the server of `--target` as well.

  --questions N   how many; 2000
  --seed N        other ones for another number; 1
  --worlds N      how many declarations, four collections and two objects each; 11
  --all           disagreements by their whole shape
  --only N        the question of this number by hand alone: how it is written, what is right, what is answered
  --target URL    a server whose collections `J…` may be replaced; what it answers is the measure
  --grpc ADDRESS  where the server of `--target` answers gRPC

It ends with 0 when all agree but those of the list in `tests/judge/src/known.rs`.";

struct Options {
    questions: usize,
    seed: u64,
    worlds: usize,
    all: bool,
    only: Option<usize>,
    target: Option<(String, String)>,
}

impl Options {
    fn read(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut out = Self { questions: 2000, seed: 1, worlds: 11, all: false, only: None, target: None };
        let (mut http, mut grpc) = (None, None);
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("`{word}` needs a value"));
            let number = |text: String| text.parse::<usize>().map_err(|_| format!("`{text}` is no number"));
            match word.as_str() {
                "--questions" => out.questions = number(value()?)?,
                "--seed" => out.seed = number(value()?)? as u64,
                "--worlds" => out.worlds = number(value()?)?.max(2),
                "--all" => out.all = true,
                "--only" => out.only = Some(number(value()?)?),
                "--target" => http = Some(value()?),
                "--grpc" => grpc = Some(format!("http://{}", value()?.trim_start_matches("http://"))),
                other => return Err(format!("there is no option `{other}`")),
            }
        }
        out.target = match (http, grpc) {
            (Some(http), Some(grpc)) => Some((http, grpc)),
            (None, None) => None,
            _ => return Err("`--target` and `--grpc` go together".into()),
        };
        Ok(out)
    }
}

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(why) => {
            eprintln!("judge: {why}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("judge: {error}");
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(judge(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("judge: {why}");
            ExitCode::from(2)
        }
    }
}

/// A server that has the worlds.
struct Server {
    http: String,
    grpc: String,
    wire: Wire,
    _serving: Option<Serving>,
}

impl Server {
    async fn engine() -> Result<Self, String> {
        let engine =
            Engine::in_memory().with_settings(Settings::default().auto_schema(false).nested_filtering(true));
        let serving = engine.serve(Serve::default()).await.map_err(|error| error.to_string())?;
        let (http, grpc) =
            (format!("http://{}", serving.http_addr()), format!("http://{}", serving.grpc_addr()));
        let wire = Wire::to(&http, &grpc)?;
        Ok(Self { http, grpc, wire, _serving: Some(serving) })
    }

    fn at(http: &str, grpc: &str) -> Result<Self, String> {
        let wire = Wire::to(http, grpc)?;
        Ok(Self { http: http.to_owned(), grpc: grpc.to_owned(), wire, _serving: None })
    }

    async fn load(&self, worlds: &[World]) -> Result<(), String> {
        for world in worlds {
            load(&self.wire, world).await?;
        }
        Ok(())
    }
}

async fn judge(options: &Options) -> Result<bool, String> {
    let worlds = worlds(options.seed, options.worlds);
    let asked = questions(options.seed, &worlds, options.questions);
    let engine = Server::engine().await?;
    engine.load(&worlds).await?;
    let server = options.target.as_ref().map(|(http, grpc)| Server::at(http, grpc)).transpose()?;
    if let Some(server) = &server {
        server.load(&worlds).await?;
    }
    if let Some(number) = options.only {
        let question = asked.get(number).ok_or(format!("there is no question {number}"))?;
        let (world, server) = (&worlds[question.world], server.as_ref().unwrap_or(&engine));
        println!("{}\n{}", question.shape, question.rust(world));
        println!("right: {:#?}", oracle::answer(world, question));
        println!("answered by hand: {:#?}", reply::ask(&server.wire, world, question).await);
        let mut chance = Chance::new(number as u64);
        for _ in 0..AGAIN {
            let other = question.again(world, &mut chance);
            println!("with other values: {:?}", truth(server, world, &other).await);
        }
        return Ok(true);
    }
    let loaded = std::time::Instant::now();
    let programs = Programs::compile(&worlds, &asked)?;
    if server.is_some() {
        // A server forgets where values are absent when it writes its memory to disk, after a minute.
        tokio::time::sleep(Duration::from_secs(75).saturating_sub(loaded.elapsed())).await;
    }
    let (on_engine, mut plans) = programs.run(&engine.http, &engine.grpc)?;
    let on_server = match &server {
        Some(server) => {
            let (answers, more) = programs.run(&server.http, &server.grpc)?;
            plans.extend(more);
            Some(answers)
        }
        None => None,
    };
    for plan in &plans {
        println!("a plan that is not empty: {plan}");
    }
    let measure = server.as_ref().unwrap_or(&engine);
    let mut judged = Vec::new();
    for question in &asked {
        let world = &worlds[question.world];
        let said = programs.refused.get(&question.number);
        let answers = said.is_none().then(|| {
            let nothing = Answer::Refused { by_library: false, text: "the program printed nothing".into() };
            let of = |answers: &std::collections::BTreeMap<usize, Answer>| {
                answers.get(&question.number).cloned().unwrap_or_else(|| nothing.clone())
            };
            (of(on_server.as_ref().unwrap_or(&on_engine)), of(&on_engine))
        });
        let (verdict, why) = decide(measure, world, question, said, answers.as_ref()).await;
        judged.push(Judged { question, verdict, why, written: question.rust(world).replace('\n', " ") });
    }
    report(&judged, options.all);
    if let Some(server) = &server {
        for world in &worlds {
            remove(&server.wire, world).await?;
        }
    }
    Ok(judged.iter().all(Judged::is_explained) && plans.is_empty())
}

/// Whether the answer to what was written by hand is the right one; and whether something came.
async fn truth(server: &Server, world: &World, question: &Question) -> Result<bool, String> {
    let expected = oracle::answer(world, question).map_err(|why| format!("it means nothing: {why}"))?;
    let answer = reply::ask(&server.wire, world, question).await;
    differs(&expected, &answer).map_or_else(|| Ok(!answer.is_empty()), Err)
}

/// How often a question is asked with other values before its truth counts as no luck.
const AGAIN: usize = 8;

async fn decide(
    server: &Server,
    world: &World,
    question: &Question,
    said: Option<&String>,
    answers: Option<&(Answer, Answer)>,
) -> (Verdict, String) {
    let by_hand = truth(server, world, question).await;
    let Some((on_server, on_engine)) = answers else {
        let said = said.cloned().unwrap_or_default();
        let mut something = match by_hand {
            Ok(something) => something,
            Err(why) => return (Verdict::RightlyRefused, why),
        };
        let mut chance = Chance::new(question.number as u64);
        for _ in 0..AGAIN {
            match truth(server, world, &question.again(world, &mut chance)).await {
                Ok(more) => something |= more,
                Err(why) => return (Verdict::RightlyRefused, format!("with other values: {why}")),
            }
        }
        if !something {
            return (Verdict::RightlyRefused, "it finds nothing, whatever the values are".into());
        }
        return (Verdict::TooStrict, said);
    };
    let expected = oracle::answer(world, question);
    let against = |answer: &Answer| match &expected {
        Ok(expected) => differs(expected, answer),
        Err(why) => Some(format!("it means nothing: {why}")),
    };
    match (against(on_server), against(on_engine)) {
        (None, None) => (Verdict::Right, String::new()),
        (None, Some(why)) => (Verdict::EngineDiffers, why),
        (Some(why), _) => match (on_server, by_hand) {
            (Answer::Refused { by_library: true, text }, Err(by_hand)) => {
                let mut chance = Chance::new(question.number as u64);
                for _ in 0..AGAIN {
                    let other = question.again(world, &mut chance);
                    if truth(server, world, &other).await.is_ok() {
                        return (Verdict::RefusedByValue, text.clone());
                    }
                }
                (Verdict::TooLax, format!("refused when it is asked: {text}; by hand: {by_hand}"))
            }
            (_, Err(by_hand)) => (Verdict::TooLax, format!("{why}; by hand: {by_hand}")),
            (_, Ok(_)) => (Verdict::AskedWrongly, why),
        },
    }
}
