//! The command line of the program.

use std::path::PathBuf;

/// How the program is called.
pub const USAGE: &str = "\
usage: conformance [DIR] [--list] [--area AREA] [--case ID] [--rename] [--known FILE]
                   [--target http://HOST:PORT --grpc HOST:PORT]
       conformance record DIR --target http://HOST:PORT --grpc HOST:PORT
                   [--seed N] [--count N] [--data DIR] [--questions FILE] [--settle SECONDS]

Loads the data set of DIR into a fresh embedded engine, sends it the recorded requests, and compares the answers with
those Weaviate 1.39.0 gave. It prints a line an area and a total. Without DIR it does so for `conformance` and for each
folder of `conformance/generated`.

  --list          every case, with whether it passed, and what differs where it failed
  --area AREA     only the cases of `cases/AREA.jsonl`
  --case ID       only this case, with everything that differs
  --rename        under other names of collections and properties, and in another order
  --target URL    asks this server instead of an engine; it must be empty
  --grpc ADDRESS  where the server of `--target` answers gRPC
  --known FILE    the cases that may fail, an id at the start of each line, `#` for a comment; without it
                  `known-failures.txt` of DIR, which `--target` leaves aside, since it speaks of the engine
  --help          this text

`record` asks a server that is empty, three times, and writes what it answers as cases into DIR.

  --seed N          what the questions are made of, 1 by default; the same seed makes the same questions
  --count N         about how many questions, 1500 by default
  --data DIR        asks of the data set of this folder; without it the seed makes one
  --questions FILE  asks these instead of generated ones: cases without answers, one a line
  --settle SECONDS  how long the server gets to put the data set to its disk before it is asked again, 75 by default

It ends with 0 when exactly the cases fail that may, with 1 when one newly fails or newly passes, and with 2 when it
could not be played.";

/// What to play, and on what.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The folder with the cases and the data set; `conformance` and what is generated beside it when there is none.
    pub folder: Option<PathBuf>,
    /// Only the cases of this file.
    pub area: Option<String>,
    /// Only this case.
    pub case: Option<String>,
    /// Whether every case is shown.
    pub list: bool,
    /// Whether collections and properties have other names.
    pub rename: bool,
    /// The file with the cases that may fail.
    pub known: Option<PathBuf>,
    /// The server to ask instead of an engine.
    pub target: Option<Target>,
}

/// What to ask, of whom, and where the answers go.
#[derive(Debug, PartialEq, Eq)]
pub struct Recording {
    /// The folder that is written.
    pub folder: PathBuf,
    /// The server, which must be empty.
    pub target: Target,
    /// What the questions, and the data set if none is given, are made of.
    pub seed: u64,
    /// How many questions.
    pub count: usize,
    /// A folder with the data set.
    pub data: Option<PathBuf>,
    /// A file of questions, in place of generated ones.
    pub questions: Option<PathBuf>,
    /// How many seconds the server gets to put what it has to its disk.
    pub settle: u64,
}

/// A server that is running.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    /// Where it answers REST.
    pub http: String,
    /// Where it answers gRPC.
    pub grpc: String,
}

/// What the program is asked to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// To play cases.
    Play(Options),
    /// To record some.
    Record(Recording),
    /// To say how it is called.
    Help,
}

impl Command {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    ///
    /// When the words are not what [`USAGE`] says.
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut words = words.into_iter().peekable();
        if words.next_if(|word| word == "record").is_none() {
            return Ok(Options::read(words)?.map_or(Self::Help, Self::Play));
        }
        recording(words).map(|recording| recording.map_or(Self::Help, Self::Record))
    }
}

fn recording(mut words: impl Iterator<Item = String>) -> Result<Option<Recording>, String> {
    let (mut folder, mut http, mut grpc) = (None, None, None);
    let (mut seed, mut count, mut settle) = (1, 1500, 75);
    let (mut data, mut questions) = (None, None);
    while let Some(word) = words.next() {
        let (name, given) = match word.split_once('=').filter(|_| word.starts_with("--")) {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let mut value = || {
            let value = given.clone().or_else(|| words.next());
            value.filter(|value| !value.starts_with("--")).ok_or(format!("`{name}` needs a value"))
        };
        let number =
            |text: String| text.parse::<u64>().map_err(|_| format!("`{name}` needs a number, not `{text}`"));
        match name {
            "--target" => http = Some(address(&value()?)),
            "--grpc" => grpc = Some(address(&value()?)),
            "--seed" => seed = number(value()?)?,
            "--count" => count = usize::try_from(number(value()?)?).unwrap_or(usize::MAX),
            "--settle" => settle = number(value()?)?,
            "--data" => data = Some(PathBuf::from(value()?)),
            "--questions" => questions = Some(PathBuf::from(value()?)),
            "--help" | "-h" => return Ok(None),
            option if option.starts_with('-') => return Err(format!("`record` has no option `{option}`")),
            word if folder.is_none() => folder = Some(PathBuf::from(word)),
            other => return Err(format!("one folder is recorded at a time: leave `{other}` away")),
        }
    }
    let folder = folder.ok_or("`record` needs the folder that it writes")?;
    let (Some(http), Some(grpc)) = (http, grpc) else {
        return Err(
            "`record` asks a server: say where with `--target http://HOST:PORT --grpc HOST:PORT`".to_owned()
        );
    };
    if questions.is_some() && data.is_none() {
        return Err("`--questions` needs `--data DIR` as well, the data set that they are about".to_owned());
    }
    Ok(Some(Recording { folder, target: Target { http, grpc }, seed, count, data, questions, settle }))
}

impl Options {
    /// Reads the words after the program's name; none when the user asks for help.
    ///
    /// # Errors
    ///
    /// When the words are not what [`USAGE`] says.
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Option<Self>, String> {
        let mut out = Self::default();
        let mut words = words.into_iter();
        let (mut http, mut grpc) = (None, None);
        while let Some(word) = words.next() {
            let (name, given) = match word.split_once('=').filter(|_| word.starts_with("--")) {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            if let (Some(value), "--list" | "--rename" | "--help") = (&given, name) {
                return Err(format!("`{name}` takes no value: leave `={value}` away"));
            }
            let mut value = || {
                let value = given.clone().or_else(|| words.next());
                value.filter(|value| !value.starts_with("--")).ok_or(format!("`{name}` needs a value"))
            };
            match name {
                "--area" => out.area = Some(value()?),
                "--case" => out.case = Some(value()?),
                "--list" => out.list = true,
                "--rename" => out.rename = true,
                "--known" => out.known = Some(value()?.into()),
                "--target" => http = Some(address(&value()?)),
                "--grpc" => grpc = Some(address(&value()?)),
                "--help" | "-h" => return Ok(None),
                option if option.starts_with('-') => return Err(format!("there is no option `{option}`")),
                folder if out.folder.is_none() => out.folder = Some(folder.into()),
                other => return Err(format!("one folder is played at a time: leave `{other}` away")),
            }
        }
        out.target = match (http, grpc) {
            (Some(http), Some(grpc)) => Some(Target { http, grpc }),
            (Some(_), None) => return Err("`--target` needs `--grpc HOST:PORT` as well".to_owned()),
            (None, Some(_)) => return Err("`--grpc` needs `--target http://HOST:PORT` as well".to_owned()),
            (None, None) => None,
        };
        Ok(Some(out))
    }
}

fn address(text: &str) -> String {
    let text = text.replacen("grpc://", "http://", 1);
    let text = if text.contains("://") { text } else { format!("http://{text}") };
    text.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Option<Options>, String> {
        Options::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_read() {
        let expected = Options {
            folder: Some("cases".into()),
            area: Some("sort".into()),
            case: None,
            list: true,
            rename: true,
            known: Some("known.txt".into()),
            target: Some(Target { http: "http://a:1".into(), grpc: "http://b:2".into() }),
        };
        let line = "cases --list --rename --area sort --known=known.txt --target http://a:1/ --grpc b:2";
        assert_eq!(asked(line), Ok(Some(expected)));
        assert_eq!(asked(""), Ok(Some(Options::default())));
        assert_eq!(asked("cases --help"), Ok(None));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, part) in [
            ("--case", "`--case` needs a value"),
            ("--area --list", "`--area` needs a value"),
            ("--cases x", "`--cases`"),
            ("--list=all", "`=all`"),
            ("--target http://a:1", "`--grpc HOST:PORT`"),
            ("--grpc a:1", "`--target http://HOST:PORT`"),
            ("one two", "`two`"),
            ("record", "the folder"),
            ("record x", "`--target"),
            ("record x --seed many --target a --grpc b", "`many`"),
            ("record x --questions q --target a --grpc b", "`--data DIR`"),
        ] {
            let why = Command::read(line.split_whitespace().map(str::to_owned)).unwrap_err();
            assert!(why.contains(part), "{line}: {why}");
        }
    }
}
