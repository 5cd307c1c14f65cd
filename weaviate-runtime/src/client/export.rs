//! Objects in files, and the classes that are dropped once they are there.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use serde_json::Value;
use weaviate_migrate::{Begun, Dropped, Export, Moved, Options};
use weaviate_query::{Error, ErrorKind, Names, Result, wire};

use super::{Client, schema_api::Server};

/// What becomes of the objects of a class before it is dropped.
///
/// ```
/// use weaviate::sync::BeforeDrop;
///
/// let safe = BeforeDrop::Export("backup".into());
/// assert_ne!(safe, BeforeDrop::NoExport);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BeforeDrop {
    /// They are written into files in this folder, and read back, before anything is dropped.
    Export(PathBuf),
    /// Nothing: they are gone.
    NoExport,
}

impl Client {
    /// Writes all objects of a collection into a folder, with vectors and links: a file for the class, or for each of its
    /// tenants, with a line of JSON for each object, as `POST /v1/batch/objects` takes it. Says how many there were.
    ///
    /// `name` is what the collection is called on the server, with the prefix; an alias is followed. A file has its name
    /// once it is whole.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let folder = std::env::temp_dir().join(format!("weaviate-export-{}", std::process::id()));
    /// client.collection::<Note>().insert(&Note { text: "to buy: milk".into(), stars: 5 }).await?;
    /// assert_eq!(client.export("Note", &folder).await?, 1);
    /// let lines = std::fs::read_to_string(folder.join("Note_v1.ndjson")).unwrap();
    /// assert!(lines.contains("to buy: milk"));
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` for a collection that is not there, `Config` for a folder that cannot be written to, `Server` if another
    /// number came out than the server counts; else what [any call](crate::Client#errors-of-any-call) fails with.
    pub async fn export(&self, name: &str, folder: impl AsRef<Path>) -> Result<u64> {
        let doing = || format!("exporting `{name}`");
        let aliases = self.list_aliases(&self.options(self.timeouts().read)).await?;
        let class = aliases.into_iter().find(|(alias, _)| alias == name).map(|(_, class)| class);
        let class = class.unwrap_or_else(|| name.to_owned());
        let mut files = Files::new(folder.as_ref().to_owned());
        weaviate_migrate::export(&Server::new(self), &class, &mut files)
            .await
            .map_err(|error| error.context(doing()))
    }

    /// Drops the classes that rebuilds replaced, or that rollbacks gave up, and says which. There is no way back after it.
    /// Those that are to be kept for a while yet ([`Options::keep`]) stay.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let folder = std::env::temp_dir().join(format!("weaviate-drop-{}", std::process::id()));
    /// use weaviate::sync::{BeforeDrop, Options, Rebuild};
    ///
    /// #[derive(Collection)]
    /// #[weaviate(name = "Note", inverted(null_state))]
    /// struct Changed { text: String, stars: i64 }
    ///
    /// let mut options = Options::default();
    /// options.rebuild = Rebuild::Compatible;
    /// client.sync_with::<(Changed,)>(&options).await?;
    /// // Days later:
    /// let dropped = client.drop_replaced(BeforeDrop::Export(folder.clone()), &options).await?;
    /// assert_eq!((dropped[0].class.as_str(), dropped[0].exported), ("Note_v1", Some(0)));
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if nothing is left to drop, `SchemaMismatch` if a rebuild is under way or something leads to one of the
    /// classes, and those of [`export`](Self::export). Nothing was dropped then, unless a request failed while it was.
    pub async fn drop_replaced(&self, before: BeforeDrop, options: &Options) -> Result<Vec<Dropped>> {
        let (server, names) = (Server::new(self), self.names());
        let done = match before {
            BeforeDrop::Export(folder) => {
                let mut files = Files::new(folder);
                Box::pin(weaviate_migrate::drop_replaced(&server, &names, options, Some(&mut files))).await
            }
            BeforeDrop::NoExport => {
                Box::pin(weaviate_migrate::drop_replaced(&server, &names, options, None)).await
            }
        };
        done.map_err(|error| error.context("dropping the classes that a rebuild replaced"))
    }
}

/// Files in a folder.
struct Files {
    folder: PathBuf,
    open: Option<(PathBuf, BufWriter<File>)>,
    names: Names,
}

impl Files {
    fn new(folder: PathBuf) -> Self {
        Self { folder, open: None, names: Names::new() }
    }
}

fn part(path: &Path) -> PathBuf {
    path.with_extension("ndjson.part")
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Config, format!("`{}` cannot be written: {error}", path.display()))
        .with_source(error)
}

impl Export for Files {
    fn begin(&mut self, class: &str, tenant: Option<&str>) -> Result<Begun> {
        std::fs::create_dir_all(&self.folder).map_err(|error| failed(&self.folder, error))?;
        let name = match tenant {
            None => format!("{class}.ndjson"),
            Some(tenant) => format!("{class}.{tenant}.ndjson"),
        };
        let path = self.folder.join(name);
        let file = File::create(part(&path)).map_err(|error| failed(&path, error))?;
        self.open = Some((path, BufWriter::new(file)));
        Ok(Begun::default())
    }

    fn object(&mut self, class: &str, tenant: Option<&str>, object: &Moved) -> Result<()> {
        let id = object.object.id.unwrap_or_default();
        let json = wire::json::object(object, class, tenant, id, &self.names)?;
        let Some((path, file)) = &mut self.open else { return Ok(()) };
        writeln!(file, "{json}").map_err(|error| failed(path, error))
    }

    fn end(&mut self) -> Result<u64> {
        let Some((path, mut file)) = self.open.take() else { return Ok(0) };
        let written = part(&path);
        file.flush().and_then(|()| file.get_ref().sync_all()).map_err(|error| failed(&path, error))?;
        let back = File::open(&written).map_err(|error| failed(&path, error))?;
        let mut count = 0;
        for line in BufReader::new(back).lines() {
            let line = line.map_err(|error| failed(&path, error))?;
            let read: serde_json::Result<Value> = serde_json::from_str(&line);
            read.map_err(|error| {
                let message = format!("line {} of `{}` does not read back", count + 1, written.display());
                Error::decode(message).with_source(error)
            })?;
            count += 1;
        }
        std::fs::rename(&written, &path).map_err(|error| failed(&path, error))?;
        Ok(count)
    }
}
