//! A question as Rust: a function that asks it and gives the answer back.

use std::fmt::Write as _;

use super::{How, Leaf, Op, Operator, Path, Pick, Question, Search, Test, Verb};
use crate::world::{Collection, Kind, Many, Value, World, date};

impl Question {
    /// The function, called after its number.
    pub(crate) fn rust(&self, world: &World) -> String {
        let collection = &world.collections[self.collection];
        let mut out =
            format!("pub fn q{}(client: &Client) -> Asked<'_> {{ Box::pin(async move {{\n", self.number);
        let tenant = if collection.tenants { ".tenant(\"ann\")?" } else { "" };
        let _ = writeln!(out, "    let handle = client.collection::<{}>(){tenant};", collection.name);
        match self.verb {
            Verb::Delete => {
                let filter = self.filter.as_ref().map(Test::rust).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "    let done = handle.delete_where(filter!({}, {filter})).dry_run().await?;\n    Ok(matched(done.matched))",
                    collection.name
                );
            }
            Verb::Aggregate => self.numbers(&mut out, world, collection),
            Verb::Fetch => self.rows(&mut out, world, collection),
        }
        out.push_str("}) }\n");
        out
    }

    fn rows(&self, out: &mut String, world: &World, collection: &Collection) {
        let mut clauses = self.clauses(world);
        let picks: Vec<String> = self.select.iter().map(Pick::rust).collect();
        clauses.push(format!("select: {{ id, {} }}", picks.join(", ")));
        let _ = writeln!(
            out,
            "    let found = handle.fetch(query!({}, {})).await?;",
            collection.name,
            clauses.join(", ")
        );
        if self.group_by.is_some() {
            out.push_str(
                "    Ok(groups(found.iter().map(|group| (show(&group.value), group.iter().map(|row| row.id).collect())).collect()))\n",
            );
            return;
        }
        let cells: Vec<String> = self.select.iter().map(|pick| pick.read(world, self.collection)).collect();
        let _ = writeln!(
            out,
            "    Ok(rows(found.iter().map(|row| (row.id, vec![{}])).collect()))",
            cells.join(", ")
        );
    }

    fn numbers(&self, out: &mut String, world: &World, collection: &Collection) {
        let mut clauses = self.clauses(world);
        let metrics = self.metrics.iter().map(|(path, metric)| {
            let top = if *metric == super::Metric::Top { "(20)" } else { "" };
            format!("{} {{ {}{top} }}", path.rust(), metric.name())
        });
        let metrics: Vec<String> = std::iter::once("count".to_owned()).chain(metrics).collect();
        clauses.push(format!("select: {{ {} }}", metrics.join(", ")));
        let _ = writeln!(
            out,
            "    let found = handle.aggregate(query!(aggregate {}, {})).await?;",
            collection.name,
            clauses.join(", ")
        );
        let cells = |of: &str| {
            let metrics = self
                .metrics
                .iter()
                .map(|(path, metric)| format!("show(&{of}.{}.{})", path.dotted(), metric.name()));
            std::iter::once(format!("show(&{of}.count)")).chain(metrics).collect::<Vec<_>>().join(", ")
        };
        if self.group_by.is_some() {
            let _ = writeln!(
                out,
                "    Ok(number_groups(&found.iter().map(|group| (show(&group.value), vec![{}])).collect::<Vec<_>>()))",
                cells("group")
            );
        } else {
            let _ = writeln!(out, "    Ok(numbers(&[{}]))", cells("found"));
        }
    }

    fn clauses(&self, world: &World) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(search) = &self.search {
            search.rust(&mut out);
        }
        if let Some(filter) = &self.filter {
            out.push(format!("filter: {}", filter.rust()));
        }
        if !self.sort.is_empty() {
            let keys: Vec<String> = self
                .sort
                .iter()
                .map(|(path, down)| format!("{}{}", path.rust(), if *down { " desc" } else { "" }))
                .collect();
            out.push(format!("sort: [{}]", keys.join(", ")));
        }
        if let Some(ids) = &self.ids {
            let ids: Vec<String> = ids.iter().map(|id| format!("id(\"{id}\")")).collect();
            out.push(format!("ids: [{}]", ids.join(", ")));
        }
        if let Some(after) = &self.after {
            out.push(format!("after: id(\"{after}\")"));
        }
        for (path, name) in [(&self.group_by, "group_by"), (&self.rerank, "rerank")] {
            if let Some(path) = path {
                out.push(format!("{name}: {}", path.rust()));
            }
        }
        for (number, name) in [
            (self.groups, "groups"),
            (self.objects_per_group, "objects_per_group"),
            (self.object_limit, "object_limit"),
            (self.limit, "limit"),
            (self.offset, "offset"),
        ] {
            if let Some(number) = number {
                out.push(format!("{name}: {number}"));
            }
        }
        if let Some(prompt) = &self.prompt {
            out.push(format!("prompt: {prompt:?}"));
        }
        if let Some(boost) = &self.boost {
            out.push(format!(
                "boost: Boost::filter(condition!({}, {}))",
                world.collections[self.collection].name,
                boost.rust()
            ));
        }
        if let Some(limit) = self.diversity {
            out.push(format!("diversity: Diversity::mmr({limit})"));
        }
        out
    }
}

impl Search {
    fn rust(&self, out: &mut Vec<String>) {
        out.push(match &self.how {
            How::Bm25(words) => format!("bm25: {words:?}"),
            How::Hybrid(Some(words)) => format!("hybrid: {words:?}"),
            How::Hybrid(None) => "hybrid: none".into(),
            How::NearVector(_) if !self.each.is_empty() => {
                let each: Vec<String> =
                    self.each.iter().map(|(name, vector)| format!(".{name}: {}", numbers(vector))).collect();
                format!("near_vector: {{ {} }}", each.join(", "))
            }
            How::NearVector(vector) => format!("near_vector: {}", numbers(vector)),
            How::NearObject(id) => format!("near_object: id(\"{id}\")"),
            How::NearText(words) => format!("near_text: {words:?}"),
        });
        if !self.on.is_empty() {
            out.push(format!("on: [{}]", self.on.iter().map(Path::rust).collect::<Vec<_>>().join(", ")));
        }
        if let Some(operator) = self.operator {
            out.push(match operator {
                Operator::And => "operator: and".into(),
                Operator::Or(least) => format!("operator: or({least})"),
                Operator::AndCross => "operator: and_cross".into(),
            });
        }
        if let Some(vector) = &self.vector {
            out.push(format!("vector: {}", numbers(vector)));
        }
        match self.target.as_slice() {
            [] => {}
            [one] => out.push(format!("target: .{one}")),
            several => {
                let several: Vec<String> = several.iter().map(|name| format!(".{name}")).collect();
                out.push(format!("target: {}({})", self.join, several.join(", ")));
            }
        }
        for (number, name) in [
            (self.alpha, "alpha"),
            (self.distance, "distance"),
            (self.certainty, "certainty"),
            (self.max_distance, "max_distance"),
        ] {
            if let Some(number) = number {
                out.push(format!("{name}: {number:?}"));
            }
        }
        if let Some(jumps) = self.auto_limit {
            out.push(format!("auto_limit: {jumps}"));
        }
    }
}

fn numbers(vector: &[f32]) -> String {
    format!("{vector:?}")
}

impl Path {
    pub(crate) fn rust(&self) -> String {
        format!(".{}", self.dotted())
    }
}

impl Test {
    pub(super) fn rust(&self) -> String {
        match self {
            Self::Leaf(leaf) => leaf.rust(),
            Self::Not(test) => format!("!({})", test.rust()),
            Self::And(a, b) => format!("({}) && ({})", a.rust(), b.rust()),
            Self::Or(a, b) => format!("({}) || ({})", a.rust(), b.rust()),
        }
    }
}

impl Leaf {
    fn rust(&self) -> String {
        let path = self.path.rust();
        let one = || self.with.first().map(literal).unwrap_or_default();
        let list = || format!("[{}]", self.with.iter().map(literal).collect::<Vec<_>>().join(", "));
        match self.op {
            Op::Is(compare) => format!("{path} {} {}", compare.sign(), one()),
            Op::In => format!("{path} in {}", list()),
            Op::InRange => {
                format!("{path} in {}..={}", one(), self.with.get(1).map(literal).unwrap_or_default())
            }
            Op::Like => format!("{path} like {}", one()),
            Op::Matches => format!("{path} matches {}", one()),
            Op::MatchesAny => format!("{path} matches_any {}", list()),
            Op::MatchesAll => format!("{path} matches_all {}", list()),
            Op::MatchesNone => format!("{path} matches_none {}", list()),
            Op::ContainsAny => format!("{path} contains_any {}", list()),
            Op::ContainsAll => format!("{path} contains_all {}", list()),
            Op::ContainsNone => format!("{path} contains_none {}", list()),
            Op::IsNull => format!("{path}.is_null()"),
            Op::IsNotNull => format!("{path}.is_not_null()"),
            Op::Flag => path,
            Op::Len(compare) => format!("{path}.len() {} {}", compare.sign(), one()),
            Op::Count(compare) => format!("{path}.count() {} {}", compare.sign(), one()),
            Op::Within(metres) => {
                let (latitude, longitude) = match self.with.first() {
                    Some(Value::Place(latitude, longitude)) => (*latitude, *longitude),
                    _ => (0.0, 0.0),
                };
                format!("{path}.within(GeoPoint::new({latitude:?}, {longitude:?}), {metres}.0)")
            }
            Op::IdIs => format!(".id() == {}", one()),
            Op::IdIsNot => format!(".id() != {}", one()),
            Op::CreatedAfter => format!(".created_at() > {}", one()),
        }
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Int(number) => number.to_string(),
        Value::Number(number) => format!("{number:?}"),
        Value::Bool(on) => on.to_string(),
        Value::Date(at) => format!("at(\"{}\")", date(*at)),
        Value::Uuid(id) => format!("id(\"{id}\")"),
        Value::Place(latitude, longitude) => format!("GeoPoint::new({latitude:?}, {longitude:?})"),
        _ => "()".into(),
    }
}

impl Pick {
    /// As it stands in `select`.
    fn rust(&self) -> String {
        match self {
            Self::Path(path) => braces(path),
            Self::Distance => "distance".into(),
            Self::Score => "score".into(),
            Self::Certainty => "certainty".into(),
            Self::CreatedAt => "created_at".into(),
            Self::RerankScore => "rerank_score".into(),
            Self::Generated => "generated".into(),
            Self::Vector(None) => "vector".into(),
            Self::Vector(Some(name)) => format!("vector(.{name})"),
        }
    }

    /// How the value is read off a row.
    fn read(&self, world: &World, collection: usize) -> String {
        match self {
            Self::Path(path) => format!("show(&{})", reading(world, collection, &path.0, "row")),
            Self::Generated => "show(&row.generated.text().to_owned())".into(),
            Self::Vector(Some(name)) => format!("show(&row.{name}_vector)"),
            other => format!("show(&row.{})", other.rust()),
        }
    }
}

/// `.a { .b { .c } }`
fn braces(path: &Path) -> String {
    let mut out = String::new();
    for (at, name) in path.0.iter().enumerate() {
        if at > 0 {
            out.push_str(" { ");
        }
        let _ = write!(out, ".{name}");
    }
    out.push_str(&" }".repeat(path.0.len() - 1));
    out
}

/// The value at the end of a path, in lists and options as they come on the way.
fn reading(world: &World, collection: usize, names: &[String], of: &str) -> String {
    let Some((first, rest)) = names.split_first() else { return of.to_owned() };
    if rest.is_empty() {
        return format!("{of}.{first}");
    }
    let Some(way) = world.way(collection, &Path::of(first)) else { return format!("{of}.{first}") };
    let at = format!("{of}.{first}");
    match &way.field.kind {
        Kind::Object(object) => wrap(&at, way.field.many, false, &|of| nested(world, *object, rest, of)),
        Kind::Link(to) if to.len() > 1 => wrap(&at, way.field.many, true, &|of| {
            let target = to.iter().copied().find(|to| world.collections[*to].step() == rest[0]);
            let inner = reading(world, target.unwrap_or(to[0]), &rest[1..], "of");
            format!("{of}.{}.as_ref().map(|of| show(&{inner}))", rest[0])
        }),
        Kind::Link(to) => wrap(&at, way.field.many, true, &|of| reading(world, to[0], rest, of)),
        _ => format!("{at}.{}", rest.join(".")),
    }
}

fn nested(world: &World, object: usize, names: &[String], of: &str) -> String {
    let Some((first, rest)) = names.split_first() else { return of.to_owned() };
    let field = world.objects[object].fields.iter().find(|field| field.name == *first);
    match (field, rest) {
        (Some(field), [_, ..]) => {
            let Kind::Object(at) = field.kind else { return format!("{of}.{first}.missing") };
            wrap(&format!("{of}.{first}"), field.many, false, &|of| nested(world, at, rest, of))
        }
        _ => format!("{of}.{first}"),
    }
}

fn wrap(of: &str, many: Many, link: bool, inner: &dyn Fn(&str) -> String) -> String {
    match many {
        Many::One if !link => inner(of),
        Many::One | Many::Maybe => format!("{of}.as_ref().map(|of| show(&{}))", inner("of")),
        Many::List => format!("{of}.iter().map(|of| show(&{})).collect::<Vec<_>>()", inner("of")),
    }
}
