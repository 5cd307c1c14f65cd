//! Where a command says what it says, and who answers its questions.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    sync::{Mutex, PoisonError},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

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
    /// Says how far the command is, to a person who watches: what it is at, and how much of how much is done, where that is
    /// known. The next one takes its place. Nowhere else is it said.
    fn progress(&mut self, what: &str, at: Option<(u64, u64)>) {
        let _ = (what, at);
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

    fn progress(&mut self, what: &str, at: Option<(u64, u64)>) {
        progress(what, at);
    }
}

/// So many times a second a bar is drawn anew, at most.
const HERTZ: u8 = 10;
/// Without colours: what a terminal shows is what anybody reads.
const BAR: &str = "{msg} {wide_bar} {human_pos}/{human_len} {eta}";
const LINE: &str = "{wide_msg}";

/// The bar on the terminal.
static BARS: Mutex<Bars> = Mutex::new(Bars { shown: None });

/// Says how far it is, where a person watches.
pub(crate) fn progress(what: &str, at: Option<(u64, u64)>) {
    if !io::stderr().is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return;
    }
    let mut bars = BARS.lock().unwrap_or_else(PoisonError::into_inner);
    bars.show(what, at, || ProgressDrawTarget::stderr_with_hz(HERTZ));
}

/// Takes the bar away.
fn clear() {
    BARS.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// One bar at most: with a length where that is known, else the words alone.
struct Bars {
    shown: Option<(bool, ProgressBar)>,
}

impl Bars {
    fn show(&mut self, what: &str, at: Option<(u64, u64)>, on: impl FnOnce() -> ProgressDrawTarget) {
        let is_bar = at.is_some();
        if self.shown.as_ref().is_none_or(|(was_bar, _)| *was_bar != is_bar) {
            self.clear();
            let bar = ProgressBar::with_draw_target(None, on());
            // The templates are ours; one that is none would leave the look of before.
            if let Ok(style) = ProgressStyle::with_template(if is_bar { BAR } else { LINE }) {
                bar.set_style(style);
            }
            self.shown = Some((is_bar, bar));
        }
        let Some((_, bar)) = &self.shown else { return };
        bar.set_message(what.to_owned());
        if let Some((done, of)) = at {
            bar.set_length(of.max(done));
            bar.set_position(done);
        } else {
            bar.tick();
        }
    }

    fn clear(&mut self) {
        if let Some((_, bar)) = self.shown.take() {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use indicatif::TermLike;

    use super::*;

    /// A terminal of 60 columns that keeps what is written.
    #[derive(Debug, Clone, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            60
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            self.write_str("<clear>")
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_bar_has_a_length_and_no_colour_and_goes() {
        let screen = Screen::default();
        let seen = || std::mem::take(&mut *screen.0.lock().unwrap());
        let target = || ProgressDrawTarget::term_like(Box::new(screen.clone()));
        let mut bars = Bars { shown: None };
        bars.show("copying", Some((1_200, 4_800)), target);
        let first = seen();
        assert!(first.contains("copying █") && first.contains("1,200/4,800"), "{first:?}");
        assert!(!first.contains('\u{1b}'), "{first:?}");
        // More than was counted: programs write meanwhile.
        bars.show("copying", Some((5_000, 4_800)), target);
        bars.show("closing", None, target);
        let line = seen();
        assert!(line.ends_with("closing") || line.trim_end().ends_with("closing"), "{line:?}");
        bars.clear();
        assert!(seen().ends_with("<clear>") && bars.shown.is_none());
    }
}
