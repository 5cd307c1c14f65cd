//! An export onto a stream.

use std::collections::BTreeMap;

use weaviate_migrate::{Begun, Export, Moved};
use weaviate_query::{Error, ErrorKind, Result};

use super::line;
use crate::terminal::Terminal;

/// So many bytes are handed on at once.
const BYTES: usize = 64 << 10;

/// Standard output, as it is written.
pub(crate) struct Pipe<'t> {
    terminal: &'t mut dyn Terminal,
    collections: BTreeMap<String, String>,
    waiting: String,
    count: u64,
    pub(crate) written: u64,
}

impl<'t> Pipe<'t> {
    pub(crate) fn new(terminal: &'t mut dyn Terminal, collections: BTreeMap<String, String>) -> Self {
        Self { terminal, collections, waiting: String::new(), count: 0, written: 0 }
    }

    fn flush(&mut self) -> Result<()> {
        if !self.terminal.say(&std::mem::take(&mut self.waiting)) {
            let message = format!("nobody reads standard output any more, after {} objects", self.written);
            return Err(Error::new(ErrorKind::Closed, message));
        }
        Ok(())
    }
}

impl Export for Pipe<'_> {
    fn begin(&mut self, _: &str, _: Option<&str>) -> Result<Begun> {
        self.count = 0;
        Ok(Begun::default())
    }

    fn object(&mut self, class: &str, tenant: Option<&str>, object: &Moved) -> Result<()> {
        self.waiting.push_str(&line::write(object, class, tenant, &self.collections)?);
        self.waiting.push('\n');
        self.count += 1;
        self.written += 1;
        if self.waiting.len() >= BYTES { self.flush() } else { Ok(()) }
    }

    fn end(&mut self) -> Result<u64> {
        self.flush()?;
        Ok(self.count)
    }

    fn is_live(&self) -> bool {
        true
    }
}
