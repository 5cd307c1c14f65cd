//! Lines become objects, a part of them at a time: of a part it is known what became of each line before the next begins.
//!
//! Links are written when the objects of a part are. What they lead to may come later, or be in another file: a server
//! takes a link by itself to what is not there (1.39.0).

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use serde_json::Value;
use uuid::Uuid;
use weaviate_query::{Error, ErrorKind, tenancy::Tenant};
use weaviate_runtime::{Client, ClientIngest};

use super::targets::Targets;
use crate::{
    data::{Checkpoint, Line, Lines, Place, Raw, Rejected, unwrapped},
    said::{Failure, Result},
    stop::Stop,
    table::counted,
    terminal::Terminal,
};

/// So many lines, or bytes of them, are accounted for at once: what an import that is killed sends again.
const LINES: usize = 10_000;
const BYTES: usize = 32 << 20;

/// Where lines come from.
pub(super) enum Source {
    File(PathBuf),
    Input,
}

/// An import at work.
pub(super) struct Pass<'a> {
    pub(super) client: &'a Client,
    pub(super) stop: &'a Stop,
    pub(super) targets: Targets<'a>,
    pub(super) rejected: Rejected,
    pub(super) checkpoint: Option<&'a Checkpoint>,
    /// So many lines of standard input were accounted for by an earlier import.
    pub(super) skip: u64,
    /// Whether an earlier import may have been killed in the part that is the next one.
    pub(super) resumed: bool,
    /// Whether it is written down that it began.
    pub(super) begun: bool,
    pub(super) at: Place,
    pub(super) terminal: &'a mut dyn Terminal,
}

/// Some of the lines, while it is not known what became of them.
struct Part {
    ingest: ClientIngest,
    at: Place,
    /// As they came, by their numbers.
    texts: HashMap<u64, Vec<u8>>,
    bytes: usize,
    /// Which line an object is.
    lines: HashMap<Uuid, u64>,
    /// What is not stored: the line, and why.
    lost: Vec<(u64, String)>,
}

impl Pass<'_> {
    /// All lines, from where it is.
    pub(super) async fn all(&mut self, sources: &[Source]) -> Result<()> {
        let begin = self.at.file;
        for (file, source) in sources.iter().enumerate().skip(begin) {
            if file > begin {
                self.at = Place { file, bytes: 0, line: 0, ..self.at };
            }
            let (mut lines, shown, size) = match source {
                Source::File(path) => {
                    let size = path.metadata().ok().map(|file| file.len());
                    (Lines::of_file(path, self.at.bytes)?, name(path), size)
                }
                Source::Input => (Lines::of_input()?, "standard input".to_owned(), None),
            };
            for _ in 0..self.skip {
                // Nothing but the number of these is of interest.
                let Some(_) = lines.next(self.stop).await? else { break };
                self.at.line += 1;
            }
            while self.part(&mut lines, &shown, size).await? {}
        }
        Ok(())
    }

    /// The next lines, and what became of each; whether there are more.
    async fn part(&mut self, lines: &mut Lines, shown: &str, size: Option<u64>) -> Result<bool> {
        let ingest = self.client.ingest();
        let ingest = if std::mem::take(&mut self.resumed) { ingest.resumed() } else { ingest };
        let mut part = Part {
            ingest,
            at: self.at,
            texts: HashMap::new(),
            bytes: 0,
            lines: HashMap::new(),
            lost: Vec::new(),
        };
        let mut end = None;
        while part.texts.len() < LINES && part.bytes < BYTES {
            let Some(raw) = lines.next(self.stop).await? else {
                end = Some(Ok(()));
                break;
            };
            if let Err(failure) = self.line(&mut part, raw).await {
                end = Some(Err(failure));
                break;
            }
            if part.at.line.is_multiple_of(100) {
                let (line, rate) = (counted(part.at.line, "line"), part.ingest.progress().rate);
                let what = format!("{shown}: {line} read, {rate:.0} a second");
                self.terminal.progress(&what, size.map(|size| (part.at.bytes, size)));
            }
        }
        self.account(part).await?;
        match end {
            None => Ok(true),
            Some(Err(failure)) => Err(failure),
            Some(Ok(())) if self.stop.is_set() => Err(Failure::Stopped(String::new())),
            Some(Ok(())) => Ok(false),
        }
    }

    /// Reads a line and sends its object. A failure is one of the import: of the line it is not accounted for.
    async fn line(&mut self, part: &mut Part, raw: Raw) -> Result<()> {
        let Raw { text, end } = raw;
        let mut at = Place { line: part.at.line + 1, bytes: end, ..part.at };
        if text.trim_ascii().is_empty() {
            part.at = at;
            return Ok(());
        }
        at.counts.read += 1;
        part.bytes += text.len();
        match self.object(at.line, &text).await? {
            Err(error) => part.lost.push((at.line, error.to_string())),
            Ok((collection, tenant, id, line)) => {
                if let (false, Some(checkpoint)) = (self.begun, self.checkpoint) {
                    // One that is killed in its first part has begun as well.
                    checkpoint.write(&self.at)?;
                    self.begun = true;
                }
                part.ingest.push_raw(collection, tenant.as_ref(), id, line).await?;
                part.lines.insert(id, at.line);
            }
        }
        part.texts.insert(at.line, text);
        part.at = at;
        Ok(())
    }

    /// The object of a line and where it goes, or why there is none.
    async fn object(
        &mut self,
        number: u64,
        text: &[u8],
    ) -> Result<std::result::Result<(String, Option<Tenant>, Uuid, Line), Error>> {
        let json: Value = match serde_json::from_slice(text) {
            Ok(json) => unwrapped(json),
            Err(error) => return Ok(Err(Error::invalid(format!("the line is no JSON: {error}")))),
        };
        let target = self.targets.of(&json, self.terminal).await?;
        Ok(target.and_then(|target| {
            let (id, line) = Line::read(number, &json, target.class, target.called)?;
            let tenant = target.tenant.map(Tenant::new).transpose()?;
            Ok((target.collection.to_owned(), tenant, id, line))
        }))
    }

    /// Waits until it is known what became of each line, and writes it down.
    async fn account(&mut self, part: Part) -> Result<()> {
        let Part { ingest, mut at, texts, lines, mut lost, .. } = part;
        let report = ingest.finish().await;
        let again = report.rejected().iter().filter(|lost| lost.error.is_retryable());
        let open: Vec<_> = report.unknown().iter().chain(again).collect();
        if let Some(first) = open.first() {
            let count = counted(open.len() as u64, "object");
            let message =
                format!("{count} behind line {} may be stored or not: {}", self.at.line, first.error);
            return Err(Failure::Failed(Error::new(ErrorKind::Unavailable, message)));
        }
        at.counts.stored += report.stored();
        at.counts.unlinked += report.unlinked().len() as u64;
        let mut unlinked: Vec<(u64, String)> = Vec::new();
        for link in report.unlinked() {
            let line = lines.get(&link.from).copied().unwrap_or_default();
            let why = format!("the link `{}` to {} is not written: {}", link.name, link.to, link.error);
            unlinked.push((line, why));
        }
        for object in report.into_lost() {
            let why = object.error.to_string();
            lost.extend(object.object.downcast::<Line>().ok().map(|line| (line.number, why)));
        }
        at.counts.rejected += lost.len() as u64;
        lost.append(&mut unlinked);
        lost.sort_by_key(|(line, _)| *line);
        for (line, why) in lost {
            let text = texts.get(&line).map(Vec::as_slice).unwrap_or_default();
            let object: serde_json::Result<Value> = serde_json::from_slice(text);
            self.rejected.add(line, &why, object.map(unwrapped).map_err(|_| text))?;
        }
        if at == self.at {
            return Ok(());
        }
        at.rejected = self.rejected.kept()?;
        self.at = at;
        match self.checkpoint {
            Some(checkpoint) => Ok(checkpoint.write(&self.at)?),
            None => Ok(()),
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
