//! The lines of a file or a stream, read beside what is done with them.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use tokio::sync::mpsc;
use weaviate_query::{Error, ErrorKind, Result};

use super::files::failed;
use crate::stop::Stop;

/// A line as it stands in its source.
pub(crate) struct Raw {
    pub(crate) text: Vec<u8>,
    /// How many bytes of the source are behind it.
    pub(crate) end: u64,
}

/// So many lines are read ahead.
const AHEAD: usize = 256;
/// No line is longer: an object of a server is smaller by far.
const LONGEST: u64 = 256 << 20;

/// Lines on their way. Reading waits for its source, so it has a thread of its own, which ends with the process or
/// when nobody wants its lines.
pub(crate) struct Lines {
    lines: mpsc::Receiver<Result<Raw>>,
}

impl Lines {
    /// Those of a file, from `begin` on.
    pub(crate) fn of_file(path: &Path, begin: u64) -> Result<Self> {
        let mut file = File::open(path).map_err(|error| failed(path, "read", error))?;
        file.seek(SeekFrom::Start(begin)).map_err(|error| failed(path, "read", error))?;
        Self::of(path.display().to_string(), BufReader::with_capacity(1 << 20, file), begin)
    }

    /// Those of standard input.
    pub(crate) fn of_input() -> Result<Self> {
        Self::of("standard input".into(), BufReader::new(std::io::stdin()), 0)
    }

    fn of(name: String, mut from: impl BufRead + Send + 'static, begin: u64) -> Result<Self> {
        let (sender, lines) = mpsc::channel(AHEAD);
        let read = move || {
            let mut end = begin;
            loop {
                let mut text = Vec::new();
                let sent = match from.by_ref().take(LONGEST).read_until(b'\n', &mut text) {
                    Ok(0) => return,
                    Ok(read) => {
                        end += read as u64;
                        sender.blocking_send(Ok(Raw { text, end }))
                    }
                    Err(error) => {
                        let message = format!("`{name}` cannot be read: {error}");
                        let error = Error::new(ErrorKind::Config, message).with_source(error);
                        let _ = sender.blocking_send(Err(error));
                        return;
                    }
                };
                if sent.is_err() {
                    return;
                }
            }
        };
        let spawned = std::thread::Builder::new().name("lines".into()).spawn(read);
        spawned
            .map(|_| Self { lines })
            .map_err(|error| Error::new(ErrorKind::Config, "no thread can be begun").with_source(error))
    }

    /// The next one; none at the end, or when the command is to end.
    pub(crate) async fn next(&mut self, stop: &Stop) -> Result<Option<Raw>> {
        if stop.is_set() {
            return Ok(None);
        }
        tokio::select! {
            line = self.lines.recv() => line.transpose(),
            () = stop.wanted() => Ok(None),
        }
    }
}
