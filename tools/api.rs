//! The public surface of the facade, one item a line: `docs/api.txt`. `BLESS=1` writes it anew.
//!
//! The facade is made of `pub use`, so rustdoc's JSON of each crate of ours is read, and what stands behind a name is
//! printed under the shortest path at which users find it. Hidden items are left out.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    env, fs,
    process::Command,
};

use rustdoc_types::{Crate, Id, Item, ItemEnum, ItemKind};

use crate::{Said, item::Print, root};

/// The crates that the facade shows parts of.
const CRATES: [&str; 6] = [
    "weaviate",
    "weaviate-derive",
    "weaviate-local",
    "weaviate-migrate",
    "weaviate-query",
    "weaviate-runtime",
];

pub(crate) fn run() -> Said {
    let surface = Surface::read()?.walk();
    let path = root().join("docs/api.txt");
    let items = surface.lines().count();
    if env::var_os("BLESS").is_some() {
        fs::write(&path, surface).map_err(|error| error.to_string())?;
        return Ok(format!("docs/api.txt has {items} lines"));
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if kept == surface {
        return Ok(format!("{items} lines, as in docs/api.txt"));
    }
    let set = |text: &str| text.lines().map(str::to_owned).collect::<HashSet<_>>();
    let (old, new) = (set(&kept), set(&surface));
    let gone = kept.lines().filter(|line| !new.contains(*line)).map(|line| format!("- {line}"));
    let come = surface.lines().filter(|line| !old.contains(*line)).map(|line| format!("+ {line}"));
    let lines: Vec<_> = gone.chain(come).collect();
    Err(format!(
        "{}\nthe public surface is not what docs/api.txt says: if that is right, BLESS=1",
        lines.join("\n")
    ))
}

/// One of our crates, with its items by the path at which they are defined.
struct Library {
    json: Crate,
    defined: HashMap<(Vec<String>, ItemKind), Id>,
}

/// An item: the index of its crate, and its number there.
type At = (usize, Id);

/// The order in which modules are walked: the shortest path first, and what only gathers names last.
type Rank = (usize, bool, String);

fn rank(path: &str) -> Rank {
    (path.matches("::").count(), path.ends_with("::prelude"), path.to_owned())
}

/// What is found on the way through the modules.
struct Surface {
    libraries: Vec<Library>,
    /// The path under which an item was printed.
    printed: HashMap<At, String>,
    /// Those that are still to be walked.
    modules: BTreeMap<Rank, At>,
    /// The lines of each item, by its path.
    lines: BTreeMap<String, Vec<String>>,
}

/// What a `pub use` leads to.
enum Behind {
    Ours(At),
    /// Another's, or hidden: the path that it has there.
    Other(String),
}

impl Surface {
    /// Has rustdoc write its JSON. Only rustdoc is told to take unstable flags, so that nothing is compiled twice.
    fn read() -> Result<Self, String> {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
        let mut cargo = Command::new(env!("CARGO"));
        // All crates and features, though less would do: that is what clippy has compiled before.
        cargo.args(["doc", "--workspace", "--all-features", "--no-deps", "-q"]);
        cargo.current_dir(root()).env("RUSTDOC", root().join(".ci/rustdoc"));
        cargo.env("RUSTDOCFLAGS", "-Zunstable-options --output-format=json");
        if !cargo.status().map_err(|error| format!("cargo doc: {error}"))?.success() {
            return Err("cargo doc failed".to_owned());
        }
        let mut libraries = Vec::new();
        for name in CRATES {
            let path = target.join(format!("doc/{}.json", name.replace('-', "_")));
            let text = crate::read(&path)?;
            let json: Crate =
                serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            if json.format_version != rustdoc_types::FORMAT_VERSION {
                return Err(format!(
                    "rustdoc writes format {}, `rustdoc-types` reads {}",
                    json.format_version,
                    rustdoc_types::FORMAT_VERSION
                ));
            }
            let own = json.paths.iter().filter(|(_, summary)| summary.crate_id == 0);
            let defined = own.map(|(id, summary)| ((summary.path.clone(), summary.kind), *id)).collect();
            libraries.push(Library { json, defined });
        }
        Ok(Self { libraries, printed: HashMap::new(), modules: BTreeMap::new(), lines: BTreeMap::new() })
    }

    fn walk(mut self) -> String {
        self.modules.insert(rank("weaviate"), (0, self.libraries[0].json.root));
        while let Some(((.., path), at)) = self.modules.pop_first() {
            self.members(at, &path);
        }
        let all = self.lines.into_values().flat_map(|mut lines| {
            lines[1..].sort();
            lines
        });
        all.map(|line| line + "\n").collect()
    }

    fn item(&self, (library, id): At) -> Option<Item> {
        self.libraries[library].json.index.get(&id).cloned()
    }

    /// The members of a module, at the path where they are seen.
    fn members(&mut self, (library, id): At, path: &str) {
        let members = match self.item((library, id)).map(|item| item.inner) {
            Some(ItemEnum::Module(module)) => module.items,
            Some(ItemEnum::Enum(choices)) => choices.variants,
            _ => return,
        };
        let mut members: Vec<_> =
            members.into_iter().filter_map(|id| Some((id, self.item((library, id))?))).collect();
        // What a module has by itself is printed before what it takes from others.
        members.sort_by_key(|(_, item)| matches!(&item.inner, ItemEnum::Use(used) if used.is_glob));
        for (id, item) in members {
            match item.inner {
                ItemEnum::Use(used) => {
                    let behind = used.id.map(|id| self.behind(library, id));
                    let seen = format!("{path}::{}", used.name);
                    match behind {
                        Some(Behind::Ours(at)) if used.is_glob => self.members(at, path),
                        Some(Behind::Ours(at)) => self.visit(at, seen),
                        Some(Behind::Other(other)) if used.is_glob => {
                            self.say(format!("{path}::*"), format!("pub use {path}::* = {other}::*"));
                        }
                        Some(Behind::Other(other)) => {
                            self.say(seen.clone(), format!("pub use {seen} = {other}"));
                        }
                        None => self.say(seen.clone(), format!("pub use {seen} = {}", used.source)),
                    }
                }
                _ => {
                    if let Some(name) = &item.name {
                        self.visit((library, id), format!("{path}::{name}"));
                    }
                }
            }
        }
    }

    fn behind(&self, library: usize, id: Id) -> Behind {
        let json = &self.libraries[library].json;
        if json.index.get(&id).is_some_and(|item| item.crate_id == 0) {
            return Behind::Ours((library, id));
        }
        let Some(summary) = json.paths.get(&id) else { return Behind::Other("what is hidden".to_owned()) };
        let key = (summary.path.clone(), summary.kind);
        let found = self.libraries.iter().enumerate().find_map(|(library, other)| {
            other.defined.get(&key).filter(|id| other.json.index.contains_key(id)).map(|id| (library, *id))
        });
        found.map_or_else(|| Behind::Other(summary.path.join("::")), Behind::Ours)
    }

    fn say(&mut self, path: String, line: String) {
        self.lines.entry(path).or_default().push(line);
    }

    /// Prints an item, or, when it stands at another path already, where.
    fn visit(&mut self, at: At, path: String) {
        if let Some(first) = self.printed.get(&at) {
            let line = format!("pub use {path} = {first}");
            return self.say(path, line);
        }
        let Some(item) = self.item(at) else { return };
        self.printed.insert(at, path.clone());
        if matches!(item.inner, ItemEnum::Module(_)) {
            self.modules.insert(rank(&path), at);
        }
        let lines = Print { index: &self.libraries[at.0].json.index, path: &path }.item(&item);
        self.lines.entry(path).or_default().extend(lines);
    }
}
