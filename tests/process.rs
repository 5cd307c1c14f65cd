//! A server as a process, which is killed and started again.

use std::{
    io,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use weaviate::Client;

/// A server that is started by a command of the shell, in a process group of its own.
#[derive(Debug)]
pub struct Server(Child);

impl Server {
    /// Starts it, and waits until it is ready.
    ///
    /// # Errors
    ///
    /// If it cannot be started, or is not ready after a minute.
    pub async fn start(command: &str, client: &Client) -> io::Result<Self> {
        let mut shell = Command::new("setsid");
        let server = Self(shell.args(["sh", "-c", command]).stdout(Stdio::null()).spawn()?);
        let began = Instant::now();
        while !client.ready().await.unwrap_or(false) {
            if began.elapsed() > Duration::from_secs(60) {
                return Err(io::Error::other("the server is not ready after a minute"));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(server)
    }

    fn signal(&self, signal: &str) -> io::Result<()> {
        let group = format!("-{}", self.0.id());
        let done = Command::new("kill").args([signal, "--", &group]).status()?;
        if done.success() { Ok(()) } else { Err(io::Error::other(format!("kill {signal} {group} failed"))) }
    }

    /// Kills it: it has no time to write anything down.
    ///
    /// # Errors
    ///
    /// If it is gone already.
    pub fn kill(mut self) -> io::Result<()> {
        self.signal("-KILL")?;
        self.0.wait().map(|_| ())
    }

    /// Stops it for so long, while its connections stay open.
    ///
    /// # Errors
    ///
    /// If it is gone already.
    pub fn stop_for(&self, time: Duration) -> io::Result<()> {
        self.signal("-STOP")?;
        let group = format!("-{}", self.0.id());
        std::thread::spawn(move || {
            std::thread::sleep(time);
            Command::new("kill").args(["-CONT", "--", &group]).status()
        });
        Ok(())
    }
}
