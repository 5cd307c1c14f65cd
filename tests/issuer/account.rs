//! Somebody at the issuer: what signs them in, and what they get.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::{Value, json};
use weaviate::Uuid;

use super::{CLIENT, LIFE, jwt};

/// A client's secret, a user with a password, and refresh tokens, all for one. Clones are the same.
#[derive(Clone)]
pub struct Account(Arc<Mutex<Inner>>);

/// What the token endpoint answers.
#[derive(Clone)]
pub enum Told {
    /// As OAuth 2 has it, with this status.
    Json(u16, Value),
    /// As what stands before an issuer has it.
    Page(u16, String),
}

struct Inner {
    secret: String,
    password: String,
    refresh: String,
    /// Refresh tokens that were used or revoked.
    dead: BTreeSet<String>,
    rotates: bool,
    life: Duration,
    expires_in: Option<u64>,
    not_before: i64,
    wait: Duration,
    instead: Option<Told>,
    /// The forms that came, without what is secret.
    asked: Vec<String>,
    /// Everything that nobody may see.
    secrets: Vec<String>,
}

fn random(what: &str) -> String {
    format!("{what}-{}", Uuid::new_v4().simple())
}

impl Account {
    pub(super) fn new() -> Self {
        let (secret, password, refresh) = (random("secret"), random("password"), random("refresh"));
        Self(Arc::new(Mutex::new(Inner {
            secrets: vec![secret.clone(), password.clone(), refresh.clone()],
            secret,
            password,
            refresh,
            dead: BTreeSet::new(),
            rotates: false,
            life: LIFE,
            expires_in: Some(LIFE.as_secs()),
            not_before: 0,
            wait: Duration::ZERO,
            instead: None,
            asked: Vec::new(),
        })))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The secret of the client.
    pub fn secret(&self) -> String {
        self.lock().secret.clone()
    }

    /// The password of the user `ann`.
    pub fn password(&self) -> String {
        self.lock().password.clone()
    }

    /// The refresh token that is good now.
    pub fn refresh(&self) -> String {
        self.lock().refresh.clone()
    }

    /// How long tokens are good for a server, and what a client is told of it.
    pub fn life(&self, life: Duration, expires_in: Option<u64>) {
        let mut inner = self.lock();
        (inner.life, inner.expires_in) = (life, expires_in);
    }

    /// Tokens are good from so many seconds on: the clock of the server is behind the issuer's.
    pub fn not_before(&self, seconds: i64) {
        self.lock().not_before = seconds;
    }

    /// Each refresh token is good once, and brings the next one.
    pub fn rotate(&self) {
        self.lock().rotates = true;
    }

    /// The refresh token is good no more.
    pub fn revoke(&self) {
        let mut inner = self.lock();
        let (old, new) = (inner.refresh.clone(), random("refresh"));
        inner.dead.insert(old);
        inner.secrets.push(new.clone());
        inner.refresh = new;
    }

    /// An answer takes so long.
    pub fn wait(&self, wait: Duration) {
        self.lock().wait = wait;
    }

    /// The token endpoint answers this instead.
    pub fn instead(&self, told: Option<Told>) {
        self.lock().instead = told;
    }

    /// How often a token was asked for, and by which grant and scopes.
    pub fn asked(&self) -> Vec<String> {
        self.lock().asked.clone()
    }

    /// Everything that nobody may see, each token that was given among it.
    pub fn secrets(&self) -> Vec<String> {
        self.lock().secrets.clone()
    }

    /// Whether who asks so is this one.
    pub(super) fn is<'f>(&self, field: impl Fn(&str) -> &'f str) -> bool {
        let inner = self.lock();
        field("client_id") == CLIENT
            && match field("grant_type") {
                "client_credentials" => field("client_secret") == inner.secret,
                "password" => (field("username"), field("password")) == ("ann", &*inner.password),
                "refresh_token" => {
                    let token = field("refresh_token");
                    token == inner.refresh || inner.dead.contains(token)
                }
                _ => false,
            }
    }

    /// What who asks so gets, and after which time.
    pub(super) fn answer<'f>(&self, issuer: &str, field: impl Fn(&str) -> &'f str) -> (Duration, Told) {
        let mut inner = self.lock();
        let grant = field("grant_type");
        inner.asked.push(format!("{grant} {}", field("scope")).trim_end().to_owned());
        let wait = inner.wait;
        if let Some(told) = &inner.instead {
            return (wait, told.clone());
        }
        if inner.dead.contains(field("refresh_token")) {
            let text = format!("token {} is not active", field("refresh_token"));
            let error = json!({"error": "invalid_grant", "error_description": text});
            return (wait, Told::Json(400, error));
        }
        let token = jwt::sign(issuer, CLIENT, inner.life, inner.not_before);
        inner.secrets.push(token.clone());
        let mut answer = json!({"access_token": token, "token_type": "Bearer"});
        if let Some(seconds) = inner.expires_in {
            answer["expires_in"] = seconds.into();
        }
        if grant != "client_credentials" {
            if inner.rotates && grant == "refresh_token" {
                let (old, new) = (inner.refresh.clone(), random("refresh"));
                inner.dead.insert(old);
                inner.secrets.push(new.clone());
                inner.refresh = new;
            }
            answer["refresh_token"] = inner.refresh.clone().into();
        }
        (wait, Told::Json(200, answer))
    }
}
