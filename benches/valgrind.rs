//! Instructions, counted by valgrind: they do not depend on what else the machine does.

use std::{
    ffi::{OsStr, OsString},
    fs,
    process::{Command, Stdio},
};

/// Whether valgrind is there.
pub fn can_count() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The call that counts: `program` and its arguments come behind it, and valgrind says into `log` what it found.
pub fn counting(log: &OsStr) -> Command {
    let mut to_log = OsString::from("--log-file=");
    to_log.push(log);
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]).arg(to_log);
    valgrind
}

/// What it found.
///
/// # Errors
///
/// Where the log cannot be read or holds no count.
pub fn counted(log: &OsStr) -> Result<u64, String> {
    let said = fs::read_to_string(log).map_err(|error| format!("{}: {error}", log.display()))?;
    let line = said.lines().find(|line| line.contains("I   refs")).ok_or("valgrind counted nothing")?;
    let number: String =
        line.rsplit(':').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    number.parse().map_err(|_| format!("valgrind: {line}"))
}
