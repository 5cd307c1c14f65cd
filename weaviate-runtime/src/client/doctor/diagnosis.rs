//! What the doctor found, as types and as a table.

use std::fmt;

/// What is looked at on the way to a server, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Check {
    /// The name of the host has addresses.
    Dns,
    /// A connection can be made; through the proxy, if there is one.
    Tcp,
    /// The two sides trust each other.
    Tls,
    /// What answers speaks HTTP, and is Weaviate.
    Http,
    /// The server takes this client's key, or wants none.
    SignIn,
    /// The server is one that this client knows.
    Version,
    /// Both clocks show the same time.
    Clock,
    /// What answers speaks HTTP/2, as gRPC needs it.
    Http2,
    /// gRPC answers.
    Grpc,
    /// gRPC-web answers.
    GrpcWeb,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Dns => "DNS",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
            Self::Http => "HTTP",
            Self::SignIn => "sign-in",
            Self::Version => "version",
            Self::Clock => "clock",
            Self::Http2 => "HTTP/2",
            Self::Grpc => "gRPC",
            Self::GrpcWeb => "gRPC-web",
        })
    }
}

/// What was found at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// It is as it should be.
    Good,
    /// It works, and something else may not because of it.
    Doubtful,
    /// It does not work.
    Bad,
    /// It could not be looked at, because of what was found before.
    Unknown,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Good => "good",
            Self::Doubtful => "hm",
            Self::Bad => "BAD",
            Self::Unknown => "-",
        })
    }
}

/// One step of the way to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub(super) address: String,
    pub(super) check: Check,
    pub(super) finding: Finding,
    pub(super) says: String,
}

impl Step {
    /// The address it is about, as in `gRPC http://localhost:50051`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What was looked at.
    pub fn check(&self) -> Check {
        self.check
    }

    /// How it is.
    pub fn finding(&self) -> Finding {
        self.finding
    }

    /// What was found, and behind a colon what to do about it.
    pub fn says(&self) -> &str {
        &self.says
    }
}

/// What [`Client::doctor`](crate::Client::doctor) found: the steps to a server, how each is, and what to do.
///
/// It prints as a table, with the first thing to do at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "it says what is wrong"]
pub struct Diagnosis {
    pub(super) steps: Vec<Step>,
}

impl Diagnosis {
    /// All steps, in the order in which they are gone.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether questions can be asked, by whichever way, and nothing needs mending.
    pub fn is_well(&self) -> bool {
        self.first_bad().is_none()
    }

    /// Where to begin: the first step that does not work.
    pub fn first_bad(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.finding == Finding::Bad)
    }

    fn works_by(&self, check: Check) -> bool {
        self.steps.iter().any(|step| step.check == check && step.finding == Finding::Good)
    }

    /// In one sentence.
    fn verdict(&self) -> String {
        let Some(bad) = self.first_bad() else {
            let by = if self.works_by(Check::Grpc) { Check::Grpc } else { Check::GrpcWeb };
            return format!("all is well; questions go by {by}");
        };
        let goes_on = if bad.address.starts_with("gRPC ") && self.works_by(Check::GrpcWeb) {
            "; until then questions go by gRPC-web, which has no streams"
        } else {
            ""
        };
        format!("begin with {} of {}{goes_on}", bad.check, bad.address)
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut address = "";
        for step in &self.steps {
            if step.address != address {
                address = &step.address;
                writeln!(f, "{address}")?;
            }
            writeln!(f, "  {:<8}  {:<4}  {}", step.check, step.finding, step.says)?;
        }
        write!(f, "in short: {}", self.verdict())
    }
}
