//! The server's process.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use crate::Result;

/// A server that ends with this.
pub(crate) struct Server {
    /// None of one that runs already.
    child: Option<Child>,
    pub(crate) rest: String,
    pub(crate) grpc: String,
}

impl Server {
    pub(crate) fn start() -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("the server has no output")?;
        BufReader::new(out).read_line(&mut line)?;
        let (rest, grpc) = line.trim().split_once(' ').ok_or("the server did not start")?;
        Ok(Self { rest: format!("http://{rest}"), grpc: format!("http://{grpc}"), child: Some(child) })
    }

    /// A server that runs already.
    pub(crate) fn at(rest: &str, grpc: &str) -> Self {
        Self { child: None, rest: rest.to_owned(), grpc: grpc.to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends by itself when its input does; nobody is there to hear that it did not.
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
