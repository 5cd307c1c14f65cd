//! Where a command says what it says, and who answers its questions.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

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
}

/// The streams of the process.
pub(crate) struct Streams;

impl Terminal for Streams {
    fn say(&mut self, text: &str) -> bool {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
    }

    fn complain(&mut self, text: &str) {
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
}
