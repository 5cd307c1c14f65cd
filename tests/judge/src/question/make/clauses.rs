//! Questions about groups and numbers, and clauses that do not go together.

use super::{ALL, Asker, How, Path, Pick, Question, Search, Verb};
use crate::{
    question::{Compare, Leaf, Metric, Op, Test},
    world::{Field, Kind, Many, Value},
};

impl Asker<'_, '_> {
    pub(super) fn group(&mut self, question: &mut Question) {
        let search = if self.chance.percent(90) { self.plain_search(question) } else { "no search" };
        let (path, title) = if self.chance.percent(60) {
            self.path_to(Field::is_property).unwrap_or_else(|| self.path())
        } else {
            self.path()
        };
        question.group_by = Some(path);
        let few = self.chance.percent(30) && search == "near_vector";
        question.groups = Some(if few { 3 } else { ALL });
        question.objects_per_group = Some(if few { 2 } else { ALL });
        question.shape = format!("group_by {title} with {search}");
    }

    pub(super) fn aggregate(&mut self, question: &mut Question) {
        question.verb = Verb::Aggregate;
        question.limit = None;
        let mut shape = String::new();
        if self.chance.percent(75) {
            let (path, title) = if self.chance.percent(75) {
                self.path_to(|_| true).unwrap_or_else(|| self.path())
            } else {
                self.path()
            };
            let kind = self.world.way(self.collection, &path).map(|way| way.field.kind.clone());
            let metric = if self.chance.percent(30) {
                *self.chance.pick(&Metric::ALL)
            } else {
                self.metric(kind.as_ref())
            };
            shape = format!("{title} {{ {} }}", metric.name());
            question.metrics.push((path, metric));
        }
        if self.chance.percent(30) {
            let (path, title) = if self.chance.percent(80) {
                self.path_to(|_| true).unwrap_or_else(|| self.path())
            } else {
                self.path()
            };
            question.group_by = Some(path);
            shape = format!("{shape} by {title}");
        }
        match self.chance.below(10) {
            0..3 => {
                question.filter = Some(self.plain_test());
                shape += ", filter";
            }
            3..5 => {
                let search = self.plain_search(question);
                if search == "bm25" {
                    question.search = None;
                } else {
                    shape += ", near_vector";
                    match self.chance.below(3) {
                        0 => question.object_limit = Some(self.chance.between(3, 20) as u32),
                        1 => {
                            if let Some(search) = &mut question.search {
                                search.distance = Some(self.chance.between(1, 30) as f32 / 8.0 + 0.007);
                                shape += " with a distance";
                            }
                        }
                        _ => shape += " without a limit",
                    }
                }
            }
            _ => {}
        }
        question.shape = format!("aggregate {shape}");
    }

    fn metric(&mut self, kind: Option<&Kind>) -> Metric {
        let some: &[Metric] = match kind {
            Some(Kind::Int | Kind::Number) => &[
                Metric::Count,
                Metric::Sum,
                Metric::Mean,
                Metric::Median,
                Metric::Mode,
                Metric::Min,
                Metric::Max,
            ],
            Some(Kind::Date) => &[Metric::Count, Metric::Median, Metric::Mode, Metric::Min, Metric::Max],
            Some(Kind::Text(_)) => &[Metric::Count, Metric::Top],
            Some(Kind::Bool) => &[Metric::Count, Metric::TrueCount, Metric::FalseShare],
            Some(Kind::Link(_)) => &[Metric::PointingTo],
            _ => &[Metric::Count],
        };
        *self.chance.pick(some)
    }

    pub(super) fn clauses(&mut self, question: &mut Question) {
        let row = self.chance.pick(&self.of().rows).id.clone();
        let plain = |asker: &Self| Path::of(&asker.of().fields[1].name);
        question.shape = match self.chance.below(14) {
            0 => {
                question.sort = vec![(plain(self), false)];
                format!("sort beside {}", self.plain_search(question))
            }
            1 => {
                question.after = Some(row);
                question.limit = Some(7);
                question.filter = self.chance.percent(50).then(|| self.plain_test());
                format!("after{}", if question.filter.is_some() { " beside a filter" } else { "" })
            }
            2 => {
                question.after = Some(row);
                question.limit = self.chance.percent(50).then_some(7);
                question.sort = if self.chance.percent(50) { vec![(plain(self), false)] } else { Vec::new() };
                format!("after, limit {}, sort {}", question.limit.is_some(), !question.sort.is_empty())
            }
            3 => {
                let other = self.chance.pick(&self.of().rows).id.clone();
                question.ids = Some(vec![row, other]);
                if self.chance.percent(50) {
                    return question.shape = format!("ids beside {}", self.plain_search(question));
                }
                question.filter = self.chance.percent(50).then(|| self.plain_test());
                format!("ids{}", if question.filter.is_some() { " beside a filter" } else { "" })
            }
            4 | 5 => {
                let (path, title) = self
                    .path_to(|field| matches!(field.kind, Kind::Text(_)) || field.many == Many::List)
                    .unwrap_or_else(|| self.path());
                question.rerank = Some(path);
                question.select = vec![Pick::RerankScore];
                let search = if self.chance.percent(80) { self.plain_search(question) } else { "no search" };
                format!("rerank by {title} with {search}, module {}", self.of().ranker)
            }
            6..9 => {
                let (path, title) = self
                    .path_to(|field| {
                        field.is_property() && !matches!(field.kind, Kind::Link(_) | Kind::Object(_))
                    })
                    .unwrap_or_else(|| self.path());
                question.prompt = Some(format!("about {{{}}}", path.dotted()));
                question.select = vec![Pick::Generated];
                let around = match self.chance.below(3) {
                    0 => self.plain_search(question),
                    1 => {
                        question.sort = vec![(plain(self), false)];
                        "sort"
                    }
                    _ => "nothing else",
                };
                format!("prompt of {title} with {around}, module {}", self.of().model)
            }
            9 | 10 => {
                let (leaf, shape) = self.leaf();
                question.boost = Some(leaf);
                let around = match self.chance.below(3) {
                    0 => {
                        question.sort = vec![(plain(self), false)];
                        "sort"
                    }
                    1 => "nothing else",
                    _ => self.plain_search(question),
                };
                format!("boost by {shape} with {around}")
            }
            11 => {
                question.diversity = Some(*self.chance.pick(&[3, 5, 200]));
                let search = if self.chance.percent(85) { self.plain_search(question) } else { "no search" };
                question.limit = Some(10);
                format!("diversity {:?} of limit 10 with {search}", question.diversity.unwrap_or_default())
            }
            12 => {
                question.limit = Some(6);
                question.offset = Some(4);
                question.sort = vec![(plain(self), true), (Path::of(&self.of().fields[0].name), false)];
                "limit, offset, sort".into()
            }
            _ => {
                question.limit = Some(5);
                question.offset = Some(3);
                format!("limit, offset with {}", self.plain_search(question))
            }
        };
    }

    /// A name that is not there, in each place.
    pub(super) fn names(&mut self, question: &mut Question) {
        let other = &self.worlds[(self.world.number + 1) % self.worlds.len()];
        let foreign = self.chance.pick(&other.collections[0].fields).name.clone();
        let (mut name, mut of) = ("no_such".to_owned(), "an unknown name");
        if self.of().field(&foreign).is_none() && self.chance.percent(60) {
            (name, of) = (foreign, "a name of another collection");
        } else if self.chance.percent(40) {
            let neighbour = &self.world.collections[(self.collection + 1) % 4];
            (name, of) = (neighbour.fields[1].name.clone(), "a name of another collection");
        }
        let path = Path::of(&name);
        let place = match self.chance.below(8) {
            0 => {
                let leaf = Leaf { path, op: Op::Is(Compare::More), with: vec![Value::Int(1)] };
                question.filter = Some(Test::Leaf(leaf));
                "filter"
            }
            1 => {
                question.sort = vec![(path, false)];
                "sort"
            }
            2 => {
                question.select = vec![Pick::Path(path)];
                "select"
            }
            3 => {
                let mut search = Search::by(How::Bm25("red".into()));
                search.on = vec![path];
                question.search = Some(search);
                "on"
            }
            4 => {
                self.plain_search(question);
                question.group_by = Some(path);
                "group_by"
            }
            5 => {
                question.verb = Verb::Aggregate;
                question.limit = None;
                question.metrics = vec![(path, Metric::Count)];
                "metrics"
            }
            6 => {
                self.plain_search(question);
                if let Some(search) = &mut question.search {
                    search.target = vec![name];
                }
                "target"
            }
            _ => {
                let leaf = Leaf { path, op: Op::Matches, with: vec![Value::Text("red".into())] };
                question.filter = Some(Test::Leaf(leaf));
                question.verb = Verb::Delete;
                question.limit = None;
                "filter of a delete"
            }
        };
        question.shape = format!("{of} in {place}");
    }
}
