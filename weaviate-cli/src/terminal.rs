//! Where a command says what it says, and who answers its questions.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Where a command says what it says, and who answers its questions.
///
/// The process has one; a test brings its own.
pub trait Terminal: Send {
    /// Writes to standard output. `false` if nobody reads any more, which ends the command.
    fn say(&mut self, text: &str) -> bool;
    /// Writes to standard error.
    fn complain(&mut self, text: &str);
    /// Asks a person; none if there is nobody to ask.
    fn ask(&mut self, question: &str) -> Option<bool>;
    /// Says how far the command is, to a person who watches: the next one takes its place. Nowhere else is it said.
    fn progress(&mut self, text: &str) {
        let _ = text;
    }
}

/// The streams of the process.
pub(crate) struct Streams;

impl Terminal for Streams {
    fn say(&mut self, text: &str) -> bool {
        clear();
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
    }

    fn complain(&mut self, text: &str) {
        clear();
        // Where nobody hears it, nothing can be done about it.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    fn ask(&mut self, question: &str) -> Option<bool> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        self.complain(&format!("{question} [y/N] "));
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).ok()?;
        Some(matches!(line.trim(), "y" | "Y" | "yes"))
    }

    fn progress(&mut self, text: &str) {
        progress(text);
    }
}

/// So often a line of progress is written anew, at most.
const EVERY: Duration = Duration::from_millis(100);
/// So wide it is at most: one that is broken into two cannot be written over.
const WIDTH: usize = 78;

/// The line of progress that stands on the terminal: its width, and when it was written.
static SHOWN: Mutex<Option<(usize, Instant)>> = Mutex::new(None);

/// Writes a line of progress over the last one, where a person watches.
pub(crate) fn progress(text: &str) {
    if !io::stderr().is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return;
    }
    let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if shown.is_some_and(|(_, when)| when.elapsed() < EVERY) {
        return;
    }
    let text: String = text.chars().take(WIDTH).collect();
    let width = text.chars().count();
    let before = shown.map_or(0, |(width, _)| width).max(width);
    let _ = write!(io::stderr().lock(), "\r{text:before$}");
    *shown = Some((width, Instant::now()));
}

/// Takes the line of progress away.
fn clear() {
    let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((width, _)) = shown.take() {
        let _ = write!(io::stderr().lock(), "\r{:width$}\r", "");
    }
}
