//! Lines for whoever runs the program.

use std::{fmt::Display, io::Write};

/// Prints a line. A reader that has seen enough closes the pipe, and that is no failure: the line is lost then.
pub fn say(line: impl Display) {
    let _closed = writeln!(std::io::stdout(), "{line}");
}
