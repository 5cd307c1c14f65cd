//! Which file of a crate imports which: read from the sources, with re-exports followed to the file that declares.
//!
//! An arrow goes from the file that names something to the file that declares it, whether in a `use`, in the middle of
//! an expression, or from a parent to its own child module. What is only for tests does not count, and a `pub use` is
//! no arrow: it is followed instead.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A module by its path from the crate's root, which is empty.
pub(super) type Module = Vec<String>;

/// The files of a crate and their arrows.
pub(super) struct Imports {
    files: BTreeMap<Module, File>,
}

struct File {
    /// The code without comments, texts, tests and `use`.
    body: String,
    /// Private imports.
    uses: Vec<Vec<String>>,
    /// Re-exports by the name they give.
    shown: BTreeMap<String, Vec<String>>,
    /// Modules all of whose names are re-exported.
    globs: Vec<Vec<String>>,
}

impl Imports {
    /// Reads the sources below `folder`.
    pub(super) fn read(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        for (path, text) in super::sources(folder) {
            let inside = Path::new(&path).strip_prefix(folder).unwrap().with_extension("");
            let mut module: Module = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if module == ["lib"] {
                module.clear();
            }
            let programs = module.first().is_some_and(|first| first == "bin" || first == "main");
            if !programs && !module.iter().any(|part| part == "tests") {
                files.insert(module, File::read(&text));
            }
        }
        Self { files }
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Every arrow.
    pub(super) fn arrows(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let mut arrows = BTreeMap::new();
        for (module, file) in &self.files {
            let named = file.uses.iter().cloned().chain(paths(&file.body));
            let to: BTreeSet<Module> = named
                .filter_map(|path| self.declares(&self.absolute(&path, module)?, 0))
                .filter(|to| to != module)
                .collect();
            arrows.insert(module.clone(), to);
        }
        arrows
    }

    /// The path from the root that `path` is in `module`; none for what other crates declare.
    fn absolute(&self, path: &[String], module: &Module) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                let above = module.get(..module.len().checked_sub(up)?)?;
                Some([above, path.get(up..)?].concat())
            }
            _ => {
                let child = [module.as_slice(), std::slice::from_ref(first)].concat();
                if self.files.contains_key(&child) {
                    return Some([child.as_slice(), rest].concat());
                }
                let shown = self.files.get(module)?.shown.get(first)?;
                if shown.first() == Some(first) {
                    return None;
                }
                Some([self.absolute(shown, module)?.as_slice(), rest].concat())
            }
        }
    }

    /// The module that declares what a path from the root leads to.
    fn declares(&self, path: &[String], depth: usize) -> Option<Module> {
        let is_module = |end: usize| path.get(..end).is_some_and(|module| self.files.contains_key(module));
        let end = (0..=path.len()).take_while(|end| is_module(*end)).last()?;
        let (module, rest) = (path[..end].to_vec(), &path[end..]);
        let Some(name) = rest.first().filter(|name| *name != "*" && *name != "self" && depth < 20) else {
            return Some(module);
        };
        let file = &self.files[&module];
        if let Some(shown) = file.shown.get(name) {
            // What another crate declares is no arrow.
            let shown = self.absolute(shown, &module)?;
            return self.declares(&[shown.as_slice(), &rest[1..]].concat(), depth + 1);
        }
        let found = file.globs.iter().find_map(|glob| {
            let inside = [self.absolute(glob, &module)?.as_slice(), std::slice::from_ref(name)].concat();
            let found = self.declares(&inside, depth + 1)?;
            self.files[&found].declares(name).then_some(found)
        });
        Some(found.unwrap_or(module))
    }
}

/// Groups of files that import each other, the largest first: the strongly connected components of the arrows.
pub(super) fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        arrows.keys().map(|from| (from, reachable(from, arrows))).collect();
    let mut circles = BTreeSet::new();
    for (from, to) in &reached {
        if to.contains(from) {
            let circle = to.iter().filter(|other| reached[**other].contains(from));
            circles.insert(circle.map(|module| (*module).clone()).collect::<BTreeSet<_>>());
        }
    }
    let mut circles: Vec<_> = circles.into_iter().collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    circles
}

fn reachable<'a>(from: &Module, arrows: &'a BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Module> = arrows[from].iter().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(arrows.get(module).into_iter().flatten());
        }
    }
    reached
}

impl File {
    fn read(text: &str) -> Self {
        let text = without_tests(&without_texts(text));
        let (mut body, mut rest) = (String::new(), text.as_str());
        let mut file =
            Self { body: String::new(), uses: Vec::new(), shown: BTreeMap::new(), globs: Vec::new() };
        while let Some((before, statement, after)) = next_use(rest) {
            let public = before.trim_end().rsplit(['\n', ';', '}', '{']).next().unwrap_or_default();
            let public = public.trim_start().starts_with("pub");
            body.push_str(before);
            for (path, name) in flat(statement, &[]) {
                match (public, path.last().map(String::as_str)) {
                    (true, Some("*")) => file.globs.push(path[..path.len() - 1].to_vec()),
                    (true, _) => _ = file.shown.insert(name, path),
                    (false, _) => file.uses.push(path),
                }
            }
            rest = after;
        }
        file.body = body + rest;
        file
    }

    fn declares(&self, name: &str) -> bool {
        ["fn", "struct", "enum", "trait", "type", "const", "static", "macro_rules!"]
            .iter()
            .any(|word| super::contains_word(&self.body, &format!("{word} {name}")))
    }
}

/// What stands before the next `use`, what it imports, and what stands behind its `;`.
fn next_use(text: &str) -> Option<(&str, &str, &str)> {
    let starts = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == ')')
    };
    let at = text.match_indices("use ").map(|(at, _)| at).find(|at| starts(*at))?;
    let (statement, after) = text[at + 4..].split_once(';')?;
    Some((&text[..at], statement, after))
}

/// The paths of a `use`, each with the name that it gives.
fn flat(tree: &str, above: &[String]) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    if let Some((head, body)) = tree.split_once('{') {
        let head = head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        let above: Vec<String> = above.iter().cloned().chain(head).collect();
        let body = body.rsplit_once('}').map_or(body, |(body, _)| body);
        return parts(body).iter().flat_map(|part| flat(part, &above)).collect();
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias)));
    let mut path: Vec<String> =
        above.iter().cloned().chain(path.split("::").map(|part| part.trim().to_owned())).collect();
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let name =
        alias.map_or_else(|| path.last().cloned().unwrap_or_default(), |alias| alias.trim().to_owned());
    vec![(path, name)]
}

/// The parts between the commas that stand in no braces.
fn parts(list: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&list[start..]);
    found.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// The paths of several parts in code: `a::b::C`, `$crate::a` and `crate::a` alike.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.split(|c| !is_part(c))
        .map(|path| path.trim_matches(':'))
        .filter(|path| path.contains("::") && path.starts_with(|c: char| c.is_lowercase() || c == '_'))
        .map(|path| path.split("::").map(str::to_owned).collect())
        .collect()
}

/// Without comments and without what stands in quotes.
fn without_texts(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = line.replace("\\\\", "").replace("\\\"", "").replace("'\"'", "");
        let mut inside = false;
        let mut kept = String::new();
        for c in line.chars() {
            match c {
                '"' => inside = !inside,
                c if !inside => kept.push(c),
                _ => {}
            }
        }
        out.push_str(kept.split("//").next().unwrap_or_default());
        out.push('\n');
    }
    out
}

/// Without the modules and imports that stand under `#[cfg(test)]`.
fn without_tests(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        let end = after.find([';', '{']).unwrap_or(after.len());
        rest = match after.get(end..end + 1) {
            Some("{") => &after[end + closing(&after[end..])..],
            _ => after.get(end + 1..).unwrap_or_default(),
        };
    }
    out + rest
}

/// The length of a block up to its closing brace.
fn closing(block: &str) -> usize {
    let mut depth = 0;
    for (at, c) in block.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    block.len()
}
