//! A server with a command for it, and what is heard of it.

use std::path::PathBuf;

use weaviate::{
    cli::{Terminal, run as command},
    schema::CollectionDef,
};
use weaviate_tests::World;

/// What was said, and who answers.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) answer: Option<bool>,
}

impl Terminal for Heard {
    fn say(&mut self, text: &str) -> bool {
        self.out.push_str(text);
        true
    }

    fn complain(&mut self, text: &str) {
        self.err.push_str(text);
    }

    fn ask(&mut self, question: &str) -> Option<bool> {
        self.err.push_str(question);
        self.answer
    }
}

/// A server with a command for it.
pub(crate) struct Desk {
    /// The program's name, and which server.
    own: Vec<String>,
    pub(crate) prefix: String,
    pub(crate) url: String,
    _serving: Option<weaviate::local::Serving>,
}

impl Desk {
    pub(crate) async fn of(world: &World) -> Self {
        Self::named(world, "").await
    }

    /// With more behind the prefix of the test: another name space on the same server.
    pub(crate) async fn named(world: &World, more: &str) -> Self {
        let (rest, grpc, serving) = world.sockets().await;
        let (url, grpc) = (format!("http://{rest}"), format!("http://{grpc}"));
        let mut own: Vec<String> = ["weaviate", "--url", &url, "--grpc-url", &grpc].map(str::to_owned).into();
        let prefix = world.class(more);
        if !prefix.is_empty() {
            own.extend(["--prefix".to_owned(), prefix.clone()]);
        }
        Self { own, prefix, url, _serving: serving }
    }

    pub(crate) fn words(&self, words: &[&str]) -> Vec<String> {
        self.own.iter().cloned().chain(words.iter().map(|word| (*word).to_owned())).collect()
    }

    pub(crate) async fn ask(
        &self,
        def: &'static CollectionDef,
        words: &[&str],
        answer: Option<bool>,
    ) -> (u8, Heard) {
        self.ask_all(&[def], words, answer).await
    }

    pub(crate) async fn ask_all(
        &self,
        defs: &[&'static CollectionDef],
        words: &[&str],
        answer: Option<bool>,
    ) -> (u8, Heard) {
        let mut heard = Heard { answer, ..Heard::default() };
        let code = command(Some(defs.to_vec()), self.words(words), &mut heard).await;
        (code, heard)
    }

    /// What is said without an error.
    pub(crate) async fn said(&self, def: &'static CollectionDef, words: &[&str]) -> String {
        let (code, heard) = self.ask(def, words, None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""), "{words:?}: {}", heard.out);
        heard.out
    }
}

/// Holds a text to the one that is kept beside the tests.
pub(crate) fn kept(file: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/pages").join(file);
    // Names on a server that is shared have a prefix, and tables are laid out by it.
    if std::env::var_os("WEAVIATE_URL").is_some() {
        return;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "{file}: BLESS=1 writes it");
}

/// A folder that goes with the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("weaviate-cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
