//! Asking before what cannot be undone.

use crate::{
    said::{Failure, Result},
    terminal::Terminal,
};

/// Goes on if somebody said yes.
pub(crate) fn confirm(yes: bool, command: &str, question: &str, terminal: &mut dyn Terminal) -> Result<()> {
    if yes {
        return Ok(());
    }
    match terminal.ask(question) {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::Declined),
        None => Err(Failure::Usage(format!(
            "`{command}` asks before it does this, and there is no terminal to ask at: add `--yes`\n  {question}"
        ))),
    }
}
