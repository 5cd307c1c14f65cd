//! One property that struct and server both have: what of it differs.

use serde_json::{Map, Value, json};
use weaviate_query::schema::{BackfillDef, PropertyRef};

use crate::plan::{
    change::{Change, ChangeClass},
    draft::Draft,
    edit::Edit,
    normal,
    rules::{has, since},
    scene::Scene,
    step::Step,
    table, undeclared, words,
};

/// Two documents of one property.
pub(super) struct Comparison<'a> {
    pub(super) scene: &'a Scene<'a>,
    /// Where it is in the JSON of the class.
    pub(super) path: Vec<String>,
    /// What it is called in messages.
    pub(super) label: String,
    /// How values of another type become its own.
    pub(super) backfill: Option<BackfillDef>,
}

impl Comparison<'_> {
    /// Key by key of what the struct declares; keys that it does not say are the server's.
    pub(super) fn compare(&self, wanted: &Map<String, Value>, actual: PropertyRef<'_>, draft: &mut Draft) {
        if let Some(change) = self.data_type(wanted, actual) {
            // What hangs on the data type differs with it; saying it once is enough.
            draft.changes.push(change);
            return;
        }
        for (key, value) in wanted {
            let found = actual.json().get(key);
            match key.as_str() {
                "name" | "dataType" => {}
                "nestedProperties" => self.nested(value, actual, draft),
                "description" if value.as_str() != Some(actual.description().unwrap_or_default()) => {
                    self.description(value, found, draft);
                }
                "description" => {}
                "tokenization" | "indexFilterable" | "indexSearchable" | "indexRangeFilters"
                    if self.is_nested() =>
                {
                    if !same_index(key, value, actual) {
                        let why = why("nested property", key, "changed");
                        draft.changes.push(self.differs(key, value, found, why));
                    }
                }
                "tokenization" | "indexFilterable" | "indexSearchable" | "indexRangeFilters" => {
                    if !same_index(key, value, actual) {
                        let change = self.index(key, wanted, actual, draft);
                        draft.changes.push(change);
                    }
                }
                "moduleConfig" => self.modules(value, found, draft),
                _ if normal::covers(value, found) => {}
                _ => {
                    let why = why("property", "textAnalyzer", "changed");
                    draft.changes.push(self.differs(key, value, found, why));
                }
            }
        }
    }

    /// Whether it is a property of an object inside of another property.
    fn is_nested(&self) -> bool {
        self.path.len() > 2
    }

    /// Another data type, or for a link another target: both are fixed.
    fn data_type(&self, wanted: &Map<String, Value>, actual: PropertyRef<'_>) -> Option<Change> {
        let types =
            wanted.get("dataType").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let found: Vec<&str> = actual.data_types().collect();
        if normal::data_types(types.clone()) == normal::data_types(found.iter().copied()) {
            return None;
        }
        let links = actual.is_reference()
            && types.clone().all(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
        let (of, why) = if links {
            ("target of the link", why("property", "dataType of a link", "changed"))
        } else {
            ("data type", why("property", "dataType", "changed"))
        };
        let to = json!(types.clone().collect::<Vec<_>>());
        let from = json!(found);
        let what = format!("{of} of `{}`: {} to {}", self.label, words::value(&from), words::value(&to));
        let fix = "put the field's type back, or declare a new field under another name";
        let path = format!("{}.dataType", self.label);
        let change = if links || self.is_nested() {
            self.scene.fixed(&path, why, fix)
        } else {
            self.scene.shadow(&path, why, fix)
        };
        let (was, is) = (found.join(", "), types.collect::<String>());
        let lacks = match self.backfill {
            None => {
                Some(format!("say with `#[weaviate(backfill = …)]` how `{was}` becomes `{is}`; or {fix}"))
            }
            Some(backfill) if backfill.from != was => Some(format!(
                "its `backfill` takes `{}`, and the server has `{was}`: give it a function that takes that",
                backfill.from
            )),
            Some(BackfillDef { apply: None, .. }) => Some(
                "its `backfill` is a function, and a file holds none: plan and apply with a program that has the \
                 struct (`weaviate::cli::main`)"
                    .into(),
            ),
            Some(_) => None,
        };
        let change = match lacks.filter(|_| change.rebuilds) {
            Some(lacks) => Change { rebuilds: false, refused: Some(lacks), ..change },
            None => change,
        };
        Some(Change { what, from, to, breaks: true, ..change })
    }

    /// The one text of a property that changes in place.
    fn description(&self, to: &Value, from: Option<&Value>, draft: &mut Draft) {
        draft.changes.push(Change {
            what: format!(
                "description of `{}`: {} to {}",
                self.label,
                words::value(from.unwrap_or(&Value::Null)),
                words::value(to)
            ),
            from: from.cloned().unwrap_or_default(),
            to: to.clone(),
            why: why("property", "description", "changed").into(),
            ..self.scene.change(ChangeClass::InPlace, &format!("{}.description", self.label))
        });
        let mut path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        path.push("description");
        draft.edits.push(Edit::new(&path, to.clone()));
    }

    /// A key that the server fixes when it makes a property.
    fn differs(&self, key: &str, to: &Value, from: Option<&Value>, why: &str) -> Change {
        let from = from.cloned().unwrap_or_default();
        Change {
            what: format!("{key} of `{}`: {} to {}", self.label, words::value(&from), words::value(to)),
            from,
            to: to.clone(),
            ..self.scene.shadow(
                &format!("{}.{key}", self.label),
                why,
                "put the attribute back, or declare a new field under another name",
            )
        }
    }

    /// What vectorizers do with the property: one that has nothing on it yet can be added, nothing can be changed.
    fn modules(&self, wanted: &Value, actual: Option<&Value>, draft: &mut Draft) {
        for (module, to) in wanted.as_object().into_iter().flatten() {
            let from = actual.and_then(|actual| actual.get(module));
            if normal::covers(to, from) {
                continue;
            }
            let key = format!("moduleConfig.{module}");
            if from.is_some_and(|from| !from.is_null()) {
                let why = why("property", "moduleConfig", "changed");
                draft.changes.push(self.differs(&key, to, from, why));
                continue;
            }
            draft.changes.push(Change {
                what: format!("{key} of `{}`: nothing to {}", self.label, words::value(to)),
                to: to.clone(),
                why: why("property", "moduleConfig", "added").into(),
                ..self.scene.change(ChangeClass::InPlace, &format!("{}.{key}", self.label))
            });
            let mut path: Vec<&str> = self.path.iter().map(String::as_str).collect();
            path.extend(["moduleConfig", module]);
            draft.edits.push(Edit::new(&path, to.clone()));
        }
    }

    /// An index that is switched, or another tokenization: the server does it in the background, by a request that the
    /// refusal names. Older servers cannot, and then it takes a new class.
    fn index(
        &self,
        key: &str,
        wanted: &Map<String, Value>,
        actual: PropertyRef<'_>,
        draft: &mut Draft,
    ) -> Change {
        let to = wanted.get(key).unwrap_or(&Value::Null);
        let version = self.scene.version;
        let from = actual.json().get(key);
        let off = to == &Value::Bool(false);
        let change = if key == "tokenization" {
            "changed"
        } else if off {
            "off"
        } else {
            "on"
        };
        let row = table::find("property", key, change);
        let needs = row.map_or(since::REINDEX, |row| row.since);
        let switched = ["indexFilterable", "indexSearchable"]
            .into_iter()
            .any(|key| wanted.get(key).is_some_and(|value| !same_index(key, value, actual)));
        if key == "tokenization" && switched {
            let why = "the server changes a tokenization or switches an index, and not both of one property";
            return self.differs(key, to, from, why);
        }
        let index = match key {
            "indexFilterable" => "filterable",
            "indexRangeFilters" => "rangeFilters",
            "indexSearchable" => "searchable",
            // The searchable index first: it rewrites both, the other way round breaks keyword search.
            _ if is_on("indexSearchable", actual) => "searchable",
            _ if is_on("indexFilterable", actual) => "filterable",
            _ => {
                return self.differs(
                    key,
                    to,
                    from,
                    "without an index there is nothing that the server could rebuild",
                );
            }
        };
        if !off && key != "tokenization" && self.breaks_writes(actual) {
            let why = "with `null_state` or `property_length` a server takes no more writes once the first index of a \
                       property is there";
            return self.differs(key, to, from, why);
        }
        if !has(version, needs) {
            return self.differs(
                key,
                to,
                from,
                &format!("the server can change it in place from {needs} on"),
            );
        }
        let (class, property) = (&self.scene.place.class, actual.name());
        let at = format!("/v1/schema/{class}/properties/{property}/index/{index}");
        let body = match key {
            _ if off => Value::Null,
            "tokenization" => json!({ "tokenization": to }),
            "indexSearchable" => {
                let tokenization =
                    actual.json().get("tokenization").and_then(Value::as_str).unwrap_or("word");
                json!({ "tokenization": tokenization })
            }
            _ => json!({}),
        };
        let request = if off { format!("`DELETE {at}`") } else { format!("`PUT {at}` with `{body}`") };
        let step = Step::Reindex {
            class: class.clone(),
            property: property.to_owned(),
            index: index.into(),
            to: body,
        };
        // The first patch release after 1.39.0 put it behind a switch, which is off.
        let is_behind_switch = !off && version != Some(since::REINDEX);
        let switch =
            if is_behind_switch { " (it may need `RUNTIME_REINDEX_ENABLED=true` on the server)" } else { "" };
        let change = Change {
            what: format!(
                "{key} of `{}`: {} to {}",
                self.label,
                words::value(from.unwrap_or(&Value::Null)),
                words::value(to)
            ),
            from: from.cloned().unwrap_or_default(),
            to: to.clone(),
            why: row.map_or("", |row| row.why).into(),
            refused: Some(format!(
                "sync lets the server build indexes only if `reindex` says so: put the attribute back, or send {request} and sync again{switch}"
            )),
            ..self.scene.change(ChangeClass::Reindex, &format!("{}.{key}", self.label))
        };
        draft.tasks.push((change.clone(), step));
        change
    }

    /// Whether a server that builds an index of a property that has none would refuse all writes from then on: it has no
    /// place for nulls or lengths of a property that had no index when it was loaded (1.39.0).
    fn breaks_writes(&self, actual: PropertyRef<'_>) -> bool {
        let indexes = ["indexFilterable", "indexSearchable", "indexRangeFilters"];
        let flag = |name: &str| {
            self.scene.on.and_then(|class| class.at(&["invertedIndexConfig", name]))
                == Some(&Value::Bool(true))
        };
        !indexes.into_iter().any(|index| is_on(index, actual))
            && (flag("indexNullState") || flag("indexPropertyLength"))
    }

    /// The properties inside of an object, each compared like one of the collection; the server adds none.
    fn nested(&self, wanted: &Value, actual: PropertyRef<'_>, draft: &mut Draft) {
        let wanted: Vec<&Map<String, Value>> =
            wanted.as_array().into_iter().flatten().filter_map(Value::as_object).collect();
        let name = |json: &Map<String, Value>| {
            json.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        for json in &wanted {
            let label = format!("{}.{}", self.label, name(json));
            let mut path = self.path.clone();
            match actual.nested().find(|property| property.name() == name(json)) {
                Some(found) => {
                    path.extend(["nestedProperties".into(), found.name().into()]);
                    Comparison { scene: self.scene, path, label, backfill: None }.compare(json, found, draft);
                }
                None => draft.changes.push(Change {
                    what: format!("add the nested property `{label}`"),
                    to: Value::Object((*json).clone()),
                    ..self.scene.shadow(
                        &label,
                        why("nested property", "nestedProperties", "added"),
                        "take the field out, or declare it in the collection itself",
                    )
                }),
            }
        }
        for found in actual.nested() {
            if !wanted.iter().any(|json| name(json) == found.name()) {
                undeclared::property(self.scene, found, &format!("{}.{}", self.label, found.name()), draft);
            }
        }
    }
}

/// Why a change is of its class, by the table of all.
fn why(part: &str, field: &str, change: &str) -> &'static str {
    table::find(part, field, change).map_or("", |row| row.why)
}

/// Whether an index is switched as declared.
fn same_index(key: &str, wanted: &Value, actual: PropertyRef<'_>) -> bool {
    match wanted.as_bool() {
        Some(on) => on == is_on(key, actual),
        None => actual.json().get(key) == Some(wanted),
    }
}

/// Whether an index is on; where the document does not say, by the server's default.
fn is_on(key: &str, actual: PropertyRef<'_>) -> bool {
    let default = match key {
        "indexFilterable" => true,
        "indexSearchable" => {
            actual.data_types().any(|name| matches!(name, "text" | "text[]" | "string" | "string[]"))
        }
        _ => false,
    };
    actual.json().get(key).and_then(Value::as_bool).unwrap_or(default)
}
