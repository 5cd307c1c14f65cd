//! Nothing that is secret is in what a program prints, logs or traces: all of it is listened to, at the finest level, while
//! each flow of signing in goes well and in each way badly.

use std::{
    error::Error as _,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{LazyLock, Mutex},
    time::Duration,
};

use serde_json::json;
use weaviate::{
    Client, ClientBuilder, Collection, Error,
    auth::{Oidc, Token},
    modules::provider,
    query,
};
use weaviate_tests::{
    issuer::{Account, Front, Told},
    run,
};

#[derive(Debug, Clone, Collection)]
struct Memo {
    text: String,
}

static HEARD: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(Mutex::default);

struct Ear;

impl io::Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        HEARD.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// reqwest, hyper and rustls say things to the `log` crate.
impl log::Log for Ear {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("LOG {}: {}\n", record.target(), record.args());
        HEARD.lock().unwrap().extend_from_slice(line.as_bytes());
    }

    fn flush(&self) {}
}

fn refused(error: Error) -> Result<(), Error> {
    Err(error)
}

fn listen() {
    log::set_boxed_logger(Box::new(Ear)).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let spans = tracing_subscriber::fmt::format::FmtSpan::FULL;
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(spans)
        .with_ansi(false)
        .with_writer(|| Ear)
        .init();
}

/// What a program may print of it.
fn print(text: impl std::fmt::Debug) {
    let text = format!("PRINTED {text:?} {text:#?}\n");
    HEARD.lock().unwrap().extend_from_slice(text.as_bytes());
}

fn print_error(error: &Error) {
    print(error);
    print(error.to_string());
    let mut source = error.source();
    while let Some(cause) = source {
        print(cause.to_string());
        print(format!("{cause:?}"));
        source = cause.source();
    }
    // What an `unwrap` says.
    let error = error.clone();
    let unwrap = AssertUnwindSafe(move || refused(error).unwrap());
    let said = catch_unwind(unwrap).unwrap_err();
    print(said.downcast_ref::<String>());
}

/// Calls of all sorts with it, and everything that can be printed of it.
async fn use_it(builder: ClientBuilder, times: u32) {
    print(&builder);
    let client: Client = match builder.build() {
        Ok(client) => client,
        Err(error) => return print_error(&error),
    };
    for _ in 0..times {
        print(&client);
        let memos = client.collection::<Memo>();
        print(&memos);
        let answers = [
            client.collections().await.map(|_| ()),
            memos.fetch(query!(Memo, limit: 1, select: { .text })).await.map(|_| ()),
            memos.insert(&Memo { text: "x".into() }).await.map(|_| ()),
            async {
                let mut ingest = memos.ingest();
                ingest.push(Memo { text: "y".into() }).await?;
                print(&ingest);
                ingest.finish().await.into_result().map(|_| ())
            }
            .await,
        ];
        for error in answers.into_iter().filter_map(Result::err) {
            print_error(&error);
        }
        if times > 1 {
            tokio::time::sleep(Duration::from_millis(1_100)).await;
        }
    }
    client.close().await.unwrap();
}

fn oidcs(account: &Account) -> [Oidc; 4] {
    [
        Oidc::client_credentials(account.secret()),
        Oidc::password("ann", account.password()),
        Oidc::refresh_token(account.refresh()),
        Oidc::refresh_token(account.refresh()).access_token(Token::new("hush-first")),
    ]
}

#[test]
fn nothing_that_is_secret_is_told() {
    // Before any client is there: what is not enabled then stays so.
    listen();
    std::panic::set_hook(Box::new(|_| {}));
    run(|world| async move {
        world.client.sync::<(Memo,)>().await.unwrap();
        let Some(signed) = world.signed().await else { return };
        let account = signed.issuer.account();
        let at = || world.client_at(&signed.rest, &signed.grpc).timeout(Duration::from_secs(2));
        let hush = |what: &str| format!("hush-{what}");
        // All goes well, with renewals in between; then the server refuses what the issuer gives.
        for life in [2, 0] {
            account.life(Duration::from_secs(life), Some(2 + 1_000 * (2 - life)));
            for oidc in oidcs(&account) {
                print(&oidc);
                use_it(at().oidc(oidc), 3).await;
            }
        }
        account.life(Duration::from_secs(60), Some(60));
        // Keys that nobody knows.
        for oidc in [
            Oidc::client_credentials(hush("secret")),
            Oidc::password("ann", hush("password")),
            Oidc::refresh_token(hush("refresh")),
        ] {
            use_it(at().oidc(oidc), 1).await;
        }
        use_it(at().api_key(hush("key")), 1).await;
        use_it(at().bearer(hush("bearer")), 1).await;
        use_it(at().api_key(hush("key")).oidc(Oidc::client_credentials(hush("secret"))), 1).await;
        use_it(at().bearer_with(async || Ok::<_, Error>(Token::new("hush-given"))), 1).await;
        use_it(at().bearer_with(async || Ok::<_, Error>(Token::new("hush-given\n"))), 1).await;
        use_it(at().api_key("hush-key\n"), 1).await;
        use_it(at().provider(&provider::openai(hush("openai")).organization("o")), 1).await;
        use_it(at().provider(&provider::aws(hush("aws"), "hush-aws\r\n")), 1).await;
        // What an issuer answers when it does not sign in anybody, or thinks that it does.
        for told in [
            Told::Json(
                200,
                json!({"access_token": 17, "refresh_token": hush("answer"), "token_type": "Bearer"}),
            ),
            Told::Json(200, json!({"access_token": hush("answer"), "token_type": ["hush-type"]})),
            Told::Json(
                200,
                json!({"access_token": hush("answer"), "token_type": "Bearer", "expires_in": "hush-end"}),
            ),
            Told::Page(200, hush("page")),
            Told::Page(500, hush("page")),
            Told::Page(404, hush("page")),
        ] {
            account.instead(Some(told));
            for oidc in oidcs(&account) {
                use_it(at().oidc(oidc), 1).await;
            }
        }
        account.instead(None);
        let dead = account.refresh();
        account.revoke();
        use_it(at().oidc(Oidc::refresh_token(dead)), 1).await;
        // An issuer that is elsewhere, or nowhere.
        for href in [
            "http://ann:hush-href@127.0.0.1:1/doc?key=hush-href",
            "hush-href",
            &format!("{}?hush-href", signed.issuer.href()),
        ] {
            let front = Front::start(&signed.rest, Some(href)).await;
            let builder = world.client_at(&front.url(), &signed.grpc).timeout(Duration::from_secs(1));
            use_it(builder.oidc(Oidc::client_credentials(account.secret())), 1).await;
        }
        signed.issuer.move_endpoint("http://ann:hush-endpoint@127.0.0.1:1");
        use_it(at().oidc(Oidc::client_credentials(account.secret())), 1).await;
        let url = signed.rest.replace("http://", "http://ann:hush-url@");
        use_it(Client::builder(&url).oidc(Oidc::client_credentials(account.secret())), 1).await;

        drop(std::panic::take_hook());
        let heard = String::from_utf8_lossy(&HEARD.lock().unwrap()).into_owned();
        // It hears: the spans of calls, HTTP/2 below gRPC, HTTP/1 below REST, and what it printed itself.
        for known in [
            "signed in",
            "weaviate.request.id",
            "h2::",
            "LOG reqwest::",
            "PRINTED",
            "does not take the refresh token",
        ] {
            assert!(heard.contains(known), "nothing was heard of `{known}`");
        }
        let secrets = account.secrets();
        assert!(secrets.len() > 10);
        let told =
            secrets.iter().map(String::as_str).chain(["hush"]).filter(|secret| heard.contains(*secret));
        let told: Vec<&str> = told
            .filter_map(|secret| {
                let at = heard.find(secret)?;
                let line = heard[..at].rfind('\n').map_or(0, |at| at + 1);
                heard.get(line..(at + 80).min(heard.len()))
            })
            .collect();
        assert!(told.is_empty(), "{} secrets are told: {told:#?}", told.len());
    });
}
