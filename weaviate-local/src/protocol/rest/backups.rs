//! Backups: `/v1/backups`.

mod asked;

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    common::{
        doc::text,
        error::{Refusal, Result},
        gotext::{self, quote},
    },
    operations::{
        backup::{self, BACKUP, CANCELED, Description, RESTORE, SUCCESS, Slot},
        context::Context,
    },
};
use asked::{check_id, config, expanded, selection, texts};

/// The answer to a path below a backend.
pub(super) fn answer(context: &Context, call: &mut Call<'_>, backend: &str, path: &[&str]) -> Result<Answer> {
    let backend = Backend { context, name: backend };
    match (call.method.as_str(), path) {
        ("GET", []) => list(&backend, call),
        ("GET", [id]) => status(&backend, call, id),
        ("DELETE", [id]) => cancel(&backend, call, id, BACKUP, "backup"),
        ("GET", [id, ..]) => restore_status(&backend, call, id),
        ("DELETE", [id, ..]) => cancel(&backend, call, id, RESTORE, "restore"),
        (_, []) => make(&backend, call),
        (_, [id, ..]) => restore(&backend, call, id),
    }
}

/// Where backups are, as a request names it.
struct Backend<'a> {
    context: &'a Context,
    name: &'a str,
}

impl Backend<'_> {
    /// The folder of the backups; `kind` is what the server calls the backend here.
    fn folder(&self, kind: &str, instead: &str) -> Result<PathBuf> {
        let module = matches!(self.name, "filesystem" | "backup-filesystem");
        match &self.context.settings().backups_path {
            Some(_) if module && !instead.is_empty() => Ok(instead.into()),
            Some(path) if module => Ok(path.clone()),
            _ => Err(Refusal::new(format!(
                "no backup {kind} {}: backup: {} not found, did you enable the right module?",
                quote(self.name),
                self.name
            ))),
        }
    }

    /// The folder of one backup, which `path` of the query may move.
    fn slot(&self, call: &Call<'_>, id: &str) -> Result<Slot> {
        Ok(Slot::new(&self.folder("provider", call.parameter("path"))?, id))
    }

    fn started(&self, slot: &Slot, classes: &[String]) -> Answer {
        Answer::ok(json!({
            "backend": self.name,
            "classes": classes,
            "id": slot.id,
            "path": slot.path.display().to_string(),
            "status": backup::STARTED,
        }))
    }
}

fn failed(why: impl Into<String>) -> Refusal {
    Refusal::with_status(500, why)
}

fn list(backend: &Backend<'_>, call: &Call<'_>) -> Result<Answer> {
    let mut all = backup::all(&backend.folder("backend", "")?).map_err(failed)?;
    all.sort_by_key(|backup| backup.started_at);
    if call.parameter("order") != "asc" {
        all.reverse();
    }
    let shown = |backup: &Description| {
        let mut out = json!({
            "classes": backup.classes(),
            "completedAt": backup::shown(&backup.completed_at),
            "id": backup.id,
            "startedAt": backup::shown(&backup.started_at),
            "status": backup.status,
        });
        show_size(&mut out, backup);
        out
    };
    Ok(Answer::ok(all.iter().map(shown).collect::<Vec<Json>>()))
}

fn show_size(out: &mut Json, backup: &Description) {
    if backup.size > 0 {
        out["size"] = json!(backup.size as f64 / f64::from(1 << 30));
    }
}

fn make(backend: &Backend<'_>, call: &mut Call<'_>) -> Result<Answer> {
    let doc = call.doc();
    let config = config(&doc);
    let (id, base) = (text(&doc, "id"), text(&doc, "incremental_base_backup_id"));
    let same = || format!("base backup cannot be the same as the new backup ID: {base}");
    if id == base {
        return Err(failed(same()));
    }
    let folder = backend.folder("backend", text(&config, "Path"))?;
    check_id(id)?;
    if !base.is_empty() {
        check_id(base).map_err(|refusal| refusal.within("base backup id"))?;
    }
    let (include, exclude) = selection(&doc)?;
    let all: Vec<String> =
        backend.context.catalog().all().iter().map(|collection| collection.class().name.clone()).collect();
    if all.is_empty() {
        return Err(Refusal::new("no available classes to backup, there's nothing to do here"));
    }
    let mut classes = expanded(&include, &all)?;
    if classes.is_empty() {
        classes.clone_from(&all);
    }
    let exclude = expanded(&exclude, &all)?;
    classes.retain(|class| !exclude.contains(class));
    if classes.is_empty() {
        return Err(Refusal::new(format!("empty class list: please choose from : {}", gotext::list(&all))));
    }
    if let Some(class) = classes.iter().find(|class| !all.contains(class)) {
        return Err(Refusal::new(format!("class {class} doesn't exist")));
    }
    if !texts(&doc, "includeUsers").is_empty() {
        return Err(Refusal::new("'includeUsers' was set but dynamic DB users are not enabled"));
    }
    let slot = Slot::new(&folder, id);
    let path = slot.path.display();
    match slot.read(BACKUP) {
        Ok(None) => {}
        Ok(Some(_)) => {
            return Err(Refusal::new(format!("backup {} already exists at \"{path}\"", quote(id))));
        }
        Err(why) => {
            return Err(Refusal::new(format!("check if backup {} exists at \"{path}\": {why}", quote(id))));
        }
    }
    if !base.is_empty() {
        let base = Slot::new(&folder, base);
        let place = "resolve base backup chain: could not fetch base backup";
        return match base.read(BACKUP) {
            Ok(Some(_)) => Err(Refusal::unsupported("incremental backups")),
            Ok(None) => Err(Refusal::new(format!("{place}: {}", base.not_found(BACKUP)))),
            Err(why) => Err(Refusal::new(format!("{place}: {why}"))),
        };
    }
    let busy = |other| Refusal::new(format!("backup {other} already in progress"));
    let _turn = backend.context.backups().made.begin(id).map_err(busy)?;
    backup::make(backend.context, &slot, &classes)?;
    Ok(backend.started(&slot, &classes))
}

fn restore(backend: &Backend<'_>, call: &mut Call<'_>, id: &str) -> Result<Answer> {
    let doc = call.doc();
    let config = config(&doc);
    let slot = Slot::new(&backend.folder("backend", text(&config, "Path"))?, id);
    let path = slot.path.display().to_string();
    let (include, exclude) = selection(&doc)?;
    let description = match slot.read(BACKUP) {
        Ok(Some(description)) => description,
        Ok(None) => {
            let why = slot.not_found(BACKUP);
            let text = format!("backup id {} does not exist: {why}: metadata not found", quote(id));
            return Err(Refusal::with_status(404, text));
        }
        Err(why) => return Err(Refusal::new(format!("find backup {path}: {why}"))),
    };
    if description.status != SUCCESS {
        let text = format!("invalid backup in scheduler {path} status: {}", description.status);
        return Err(Refusal::new(text));
    }
    let all = description.classes();
    let (include, exclude) = (expanded(&include, &all)?, expanded(&exclude, &all)?);
    if let Some(class) = include.iter().find(|class| !all.contains(class)) {
        let all = gotext::list(&all);
        return Err(Refusal::new(format!(
            "class {class} doesn't exist in the backup, but does have {all}: "
        )));
    }
    let wanted = |class: &&String| {
        if include.is_empty() { !exclude.contains(class) } else { include.contains(class) }
    };
    let classes: Vec<String> = all.iter().filter(wanted).cloned().collect();
    if classes.is_empty() {
        let all = gotext::list(&all);
        return Err(Refusal::new(format!("nothing left to restore: please choose from : {all}")));
    }
    if doc.get("node_mapping").and_then(Json::as_object).is_some_and(|map| !map.is_empty()) {
        return Err(Refusal::unsupported("other names of nodes on restoring"));
    }
    let busy = |other| Refusal::new(format!("restoration {other} already in progress"));
    let _turn = backend.context.backups().restored.begin(id).map_err(busy)?;
    let overwrite = doc.get("overwriteAlias").and_then(Json::as_bool).unwrap_or_default();
    backup::restore(backend.context, &slot, backup::contents(&slot)?, &classes, overwrite)?;
    Ok(backend.started(&slot, &classes))
}

fn status(backend: &Backend<'_>, call: &Call<'_>, id: &str) -> Result<Answer> {
    let slot = backend.slot(call, id)?;
    let backup = known(&slot, BACKUP, &backend.context.backups().made)?;
    let mut out = shown_status(backend, &slot, &backup);
    out["startedAt"] = json!(backup::shown(&backup.started_at));
    out["completedAt"] = json!(backup::shown(&backup.completed_at));
    show_size(&mut out, &backup);
    Ok(Answer::ok(out))
}

fn restore_status(backend: &Backend<'_>, call: &Call<'_>, id: &str) -> Result<Answer> {
    let slot = backend.slot(call, id).map_err(|refusal| failed(refusal.text))?;
    let done = known(&slot, RESTORE, &backend.context.backups().restored)?;
    Ok(Answer::ok(shown_status(backend, &slot, &done)))
}

fn shown_status(backend: &Backend<'_>, slot: &Slot, found: &Description) -> Json {
    let path = slot.path.display().to_string();
    let mut out = json!({"backend": backend.name, "id": slot.id, "path": path, "status": found.status});
    if !found.error.is_empty() {
        out["error"] = json!(found.error);
    }
    out
}

fn known(slot: &Slot, file: &str, work: &backup::Work) -> Result<Description> {
    let place = "coordinator cannot get status";
    match slot.read(file) {
        Ok(Some(found)) => Ok(found),
        Ok(None) => {
            let (why, state) = (slot.not_found(file), work.state());
            Err(Refusal::with_status(404, format!("{place}: metadata not found: \"\": {why} store: {state}")))
        }
        Err(why) => Err(failed(format!("{place}: \"\": {why} store: {}", work.state()))),
    }
}

/// There is never anything to stop: the work is done when it is answered.
fn cancel(backend: &Backend<'_>, call: &Call<'_>, id: &str, file: &str, what: &str) -> Result<Answer> {
    let slot = backend.slot(call, id)?;
    check_id(id)?;
    match slot.read(file) {
        Ok(Some(found)) if found.status == SUCCESS => {
            Err(Refusal::new(format!("{what} {} already succeeded", quote(id))))
        }
        Ok(Some(mut found)) if file == RESTORE && found.status != CANCELED => {
            found.status = CANCELED.to_owned();
            found.error = "restore canceled by user".to_owned();
            slot.write(file, &found).map_err(failed)?;
            Ok(Answer::empty(204))
        }
        _ => Ok(Answer::empty(204)),
    }
}
