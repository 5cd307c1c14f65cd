//! An issuer of tokens by `OpenID` Connect, as small as one can be: its document, its keys (RS256, as a real server wants
//! it) and its token endpoint. What it does with whom is said by accounts.
//!
//! A real server knows one issuer from its start on: run it with `AUTHENTICATION_OIDC_ISSUER` and
//! `AUTHENTICATION_OIDC_JWKS_URL` (`…/jwks`) below an address, and the suite with `WEAVIATE_ISSUER` set to the same. The
//! engine has one for each test.

mod account;
mod front;
mod jwt;

use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use weaviate::local::{Engine, Oidc, Serve, Serving, Settings};

pub use account::{Account, Told};
pub use front::Front;

use crate::World;

/// A key beside the tokens: of the engine, and of a real server for the suite.
pub const KEY: &str = "suite-key";

/// The client that programs are at the issuer.
pub const CLIENT: &str = "weaviate-suite";

/// An issuer, on a thread of its own. It ends with the process: the threads of tests come and go.
#[derive(Clone)]
pub struct Issuer(Arc<Realm>);

struct Realm {
    /// What its tokens say of where they come from.
    name: String,
    addr: SocketAddr,
    /// Where its document says that tokens are had.
    endpoint: Mutex<String>,
    accounts: Mutex<Vec<Account>>,
}

impl Issuer {
    /// One at this address, which may be a port of nobody's choosing, whose tokens say that `name` made them: its own
    /// address if there is none.
    ///
    /// # Panics
    ///
    /// If the port is taken.
    pub fn start(addr: &str, name: Option<&str>) -> Self {
        let listener = TcpListener::bind(addr).expect("a port for the issuer");
        listener.set_nonblocking(true).expect("a socket that does not block");
        let addr = listener.local_addr().expect("the port of the issuer");
        let url = format!("http://{addr}");
        let realm = Arc::new(Realm {
            name: name.unwrap_or(&url).to_owned(),
            addr,
            endpoint: Mutex::new(format!("{url}/token")),
            accounts: Mutex::default(),
        });
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/jwks", get(async || json_answer(StatusCode::OK, &jwt::keys())))
            .route("/token", post(token))
            .with_state(realm.clone());
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("tokio");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a socket of tokio's");
                axum::serve(listener, routes).await.expect("the issuer serves");
            });
        });
        Self(realm)
    }

    /// The one that the real server knows.
    fn of_server() -> Option<&'static Self> {
        static ONE: OnceLock<Option<Issuer>> = OnceLock::new();
        let start = || {
            let url = std::env::var("WEAVIATE_ISSUER").ok()?;
            Some(Self::start(url.trim_start_matches("http://"), Some(&url)))
        };
        ONE.get_or_init(start).as_ref()
    }

    /// Where it is.
    pub fn addr(&self) -> SocketAddr {
        self.0.addr
    }

    /// Its document.
    pub fn href(&self) -> String {
        format!("http://{}/.well-known/openid-configuration", self.0.addr)
    }

    /// Says in its document that tokens are had elsewhere: of a proxy before it.
    pub fn move_endpoint(&self, url: &str) {
        *lock(&self.0.endpoint) = format!("{url}/token");
    }

    /// Another issuer with the same keys, whose tokens a server takes for those of this one.
    pub fn twin(&self) -> Self {
        Self::start("127.0.0.1:0", Some(&self.0.name))
    }

    /// Somebody new.
    pub fn account(&self) -> Account {
        let account = Account::new();
        lock(&self.0.accounts).push(account.clone());
        account
    }

    /// For the engine: the same that a server does with the address.
    fn settings(&self) -> Oidc {
        let name = self.0.name.clone();
        Oidc::new(self.href(), CLIENT, move |token| jwt::check(token, &name, CLIENT)).scopes(["openid"])
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn document(State(realm): State<Arc<Realm>>) -> Response {
    let document = json!({
        "issuer": realm.name,
        "token_endpoint": *lock(&realm.endpoint),
        "jwks_uri": format!("http://{}/jwks", realm.addr),
        "id_token_signing_alg_values_supported": ["RS256"],
    });
    json_answer(StatusCode::OK, &document)
}

async fn token(State(realm): State<Arc<Realm>>, body: Bytes) -> Response {
    let form = form(&body);
    let accounts = lock(&realm.accounts).clone();
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let account = accounts.iter().find(|account| account.is(field));
    let Some(account) = account else {
        let error = match field("grant_type") {
            "client_credentials" => "invalid_client",
            _ => "invalid_grant",
        };
        // Some issuers say what they were told.
        let text =
            format!("nobody is {}{}{}", field("client_secret"), field("password"), field("refresh_token"));
        return json_answer(StatusCode::BAD_REQUEST, &json!({"error": error, "error_description": text}));
    };
    let (wait, answer) = account.answer(&realm.name, field);
    tokio::time::sleep(wait).await;
    match answer {
        Told::Json(status, body) => {
            json_answer(StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT), &body)
        }
        Told::Page(status, page) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT);
            (status, [(header::CONTENT_TYPE, "text/html")], page).into_response()
        }
    }
}

fn json_answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// `application/x-www-form-urlencoded`.
fn form(body: &[u8]) -> BTreeMap<String, String> {
    let text = |part: &str| {
        let (mut out, bytes) = (Vec::new(), part.as_bytes());
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let digits = part.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            match (byte, digits) {
                (b'%', Some(byte)) => {
                    out.push(byte);
                    at += 2;
                }
                (b'+', _) => out.push(b' '),
                (byte, _) => out.push(*byte),
            }
            at += 1;
        }
        String::from_utf8_lossy(&out).into_owned()
    };
    let body = String::from_utf8_lossy(body);
    body.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (text(key), text(value)))
        .collect()
}

/// A server that wants tokens, and the issuer that it knows.
pub struct Signed {
    /// The issuer.
    pub issuer: Issuer,
    /// Where the server answers REST.
    pub rest: String,
    /// Where it answers gRPC.
    pub grpc: String,
    _serving: Option<Serving>,
}

impl World {
    /// The same data behind a server that wants tokens; `None` if the real one knows no issuer.
    ///
    /// # Panics
    ///
    /// Without a free port.
    pub async fn signed(&self) -> Option<Signed> {
        let Some(engine) = &self.engine else {
            let (rest, grpc, _) = self.sockets().await;
            let (rest, grpc) = (format!("http://{rest}"), format!("http://{grpc}"));
            let Some(issuer) = Issuer::of_server() else {
                crate::leave_out("real server", "it knows no issuer of the suite: set `WEAVIATE_ISSUER`");
                return None;
            };
            return Some(Signed { issuer: issuer.clone(), rest, grpc, _serving: None });
        };
        let issuer = Issuer::start("127.0.0.1:0", None);
        Some(serve(engine, issuer).await)
    }
}

async fn serve(engine: &Engine, issuer: Issuer) -> Signed {
    let engine =
        engine.clone().with_settings(Settings::default().oidc(issuer.settings()).api_key("suite", KEY));
    let serving = engine.serve(Serve::default()).await.expect("a port for the engine");
    Signed {
        issuer,
        rest: format!("http://{}", serving.http_addr()),
        grpc: format!("http://{}", serving.grpc_addr()),
        _serving: Some(serving),
    }
}

/// So long a token is good where no test says otherwise.
pub const LIFE: Duration = Duration::from_secs(300);
