//! Questions by chance: in each one thing is tried, which may be wrong, and the rest of it is plain.

mod clauses;
mod filter;
mod search;

use super::{How, Path, Pick, Question, Search, Test, Verb};
use crate::{
    chance::Chance,
    world::{Collection, Distance, Field, Kind, Many, World, words},
};

/// So many questions about the worlds, in turns.
pub(crate) fn questions(seed: u64, worlds: &[World], many: usize) -> Vec<Question> {
    let mut chance = Chance::new(seed ^ 0x5eed);
    (0..many)
        .map(|number| {
            let world = &worlds[number % worlds.len()];
            let collection = chance.below(world.collections.len());
            Asker { chance: &mut chance, worlds, world, collection }.question(number)
        })
        .collect()
}

/// The areas, each with how often it is asked about.
const AREAS: [(usize, &str); 8] = [
    (34, "filter"),
    (9, "sort"),
    (9, "select"),
    (16, "search"),
    (8, "group"),
    (14, "aggregate"),
    (7, "clauses"),
    (3, "names"),
];

/// Enough for every object of a collection.
const ALL: u32 = 100;

struct Asker<'c, 'a> {
    chance: &'c mut Chance,
    worlds: &'a [World],
    world: &'a World,
    collection: usize,
}

impl Question {
    fn plain(number: usize, world: usize, collection: usize, area: &'static str) -> Self {
        Self {
            number,
            world,
            collection,
            area,
            shape: String::new(),
            verb: Verb::Fetch,
            search: None,
            filter: None,
            sort: Vec::new(),
            limit: Some(ALL),
            offset: None,
            after: None,
            ids: None,
            group_by: None,
            groups: None,
            objects_per_group: None,
            object_limit: None,
            rerank: None,
            prompt: None,
            boost: None,
            diversity: None,
            select: Vec::new(),
            metrics: Vec::new(),
        }
    }

    /// The same with other values, or a part of its filter with them: what is true of it by luck is mostly not true of
    /// this.
    pub(crate) fn again(&self, world: &World, chance: &mut Chance) -> Self {
        let mut other = self.clone();
        while let Some(Test::And(a, b) | Test::Or(a, b)) = &other.filter {
            if chance.percent(50) {
                break;
            }
            let part = if chance.percent(50) { a } else { b };
            other.filter = Some((**part).clone());
        }
        for test in other.filter.iter_mut().chain(&mut other.boost) {
            test.redraw(world, self.collection, chance);
        }
        if let Some(distance) = other.search.as_mut().and_then(|search| search.distance.as_mut()) {
            *distance = chance.between(1, 14) as f32 / 8.0 + 0.007;
        }
        other
    }
}

impl<'a> Asker<'_, 'a> {
    fn of(&self) -> &'a Collection {
        &self.world.collections[self.collection]
    }

    fn question(&mut self, number: usize) -> Question {
        let area = self.chance.weighted(&AREAS);
        let mut question = Question::plain(number, self.world.number, self.collection, area);
        match area {
            "filter" => self.filter(&mut question),
            "sort" => self.sort(&mut question),
            "select" => self.select(&mut question),
            "search" => self.search(&mut question),
            "group" => self.group(&mut question),
            "aggregate" => self.aggregate(&mut question),
            "clauses" => self.clauses(&mut question),
            _ => self.names(&mut question),
        }
        question
    }

    /// A path to anything, shorter ones more often; a name for reports beside it.
    fn path(&mut self) -> (Path, String) {
        self.path_from(self.of().fields.clone())
    }

    /// A path that begins with one of these.
    fn path_from(&mut self, mut fields: Vec<Field>) -> (Path, String) {
        let mut names = Vec::new();
        let mut title = String::new();
        loop {
            let field = self.chance.pick(&fields).clone();
            names.push(field.name.clone());
            let deeper = self.chance.percent(80) && names.len() < 4;
            match &field.kind {
                Kind::Object(at) if deeper => fields.clone_from(&self.world.objects[*at].fields),
                Kind::Link(to) if deeper => {
                    let to = if to.len() > 1 {
                        let to = *self.chance.pick(to);
                        names.push(self.world.collections[to].step());
                        to
                    } else {
                        to[0]
                    };
                    fields.clone_from(&self.world.collections[to].fields);
                }
                _ => return (Path(names), title + &field.title()),
            }
            let many = if field.many == Many::List { "Vec<" } else { "" };
            let close = if field.many == Many::List { ">" } else { "" };
            let maybe = if field.many == Many::Maybe && matches!(field.kind, Kind::Object(_)) {
                "Option "
            } else {
                ""
            };
            title = format!("{title}{maybe}{many}{}{close}.", field.kind.name());
        }
    }

    /// A path to one of these kinds.
    fn path_to(&mut self, fits: impl Fn(&Field) -> bool) -> Option<(Path, String)> {
        let fields: Vec<Field> = self.of().fields.iter().filter(|field| fits(field)).cloned().collect();
        if fields.is_empty() {
            return None;
        }
        let field = self.chance.pick(&fields);
        Some((Path::of(&field.name), field.title()))
    }

    /// A search that is right, if the collection has vectors; else by words.
    fn plain_search(&mut self, question: &mut Question) -> &'static str {
        let vectors: Vec<(String, usize, Distance)> = self
            .of()
            .vectors()
            .map(|(field, length, distance)| (field.name.clone(), length, distance))
            .collect();
        if vectors.is_empty() || self.chance.percent(35) {
            let mut search = Search::by(How::Bm25(words(self.chance, 1, 3)));
            search.on = vec![Path::of(&self.of().fields[2].name)];
            question.search = Some(search);
            return "bm25";
        }
        let (name, length, distance) = self.chance.pick(&vectors).clone();
        let mut search = Search::by(How::NearVector(self.vector(length, distance)));
        if vectors.len() > 1 {
            search.target = vec![name];
        }
        question.search = Some(search);
        "near_vector"
    }

    fn vector(&mut self, length: usize, distance: Distance) -> Vec<f32> {
        (0..length)
            .map(|_| match distance {
                Distance::Hamming => self.chance.between(0, 3) as f32,
                _ => self.chance.between(-40, 40) as f32 / 16.0 + 0.015_625,
            })
            .collect()
    }

    fn sort(&mut self, question: &mut Question) {
        let (path, title) = self.path();
        let down = self.chance.percent(50);
        question.sort = vec![(path.clone(), down)];
        question.select = vec![Pick::CreatedAt];
        if self.chance.percent(30) {
            question.sort.push((Path::of(&self.of().fields[1].name), self.chance.percent(50)));
        }
        let mut around = "";
        if self.chance.percent(35) {
            question.filter = Some(self.plain_test());
            around = " beside a filter";
        }
        if self.chance.percent(40) {
            question.limit = Some(5);
        }
        let second = if question.sort.len() > 1 { " and a second key" } else { "" };
        let way = if down { "desc" } else { "asc" };
        question.shape = format!("sort {title} {way}{second}{around}");
        question.select.clear();
    }

    fn select(&mut self, question: &mut Question) {
        let mut shape = Vec::new();
        if self.chance.percent(35) {
            let search = self.plain_search(question);
            shape.push(format!("{search}:"));
        }
        for _ in 0..self.chance.between(1, 3) {
            if self.chance.percent(22) {
                let several = self.of().vectors().count() > 1;
                let name = self.of().vectors().next().map(|(field, ..)| field.name.clone());
                let (pick, word) = self
                    .chance
                    .pick(&[
                        (Pick::Distance, "distance"),
                        (Pick::Score, "score"),
                        (Pick::Certainty, "certainty"),
                        (Pick::CreatedAt, "created_at"),
                        (Pick::RerankScore, "rerank_score"),
                        (Pick::Generated, "generated"),
                        (Pick::Vector(None), if several { "vector of several" } else { "vector" }),
                        (Pick::Vector(name), "vector(.name)"),
                    ])
                    .clone();
                if !matches!((&pick, question.select.contains(&pick)), (Pick::Vector(Some(_)), _) | (_, true))
                    || matches!(&pick, Pick::Vector(Some(_))) && !question.select.contains(&pick)
                {
                    if word.starts_with("vector")
                        && self.of().vectors().count() == 0
                        && pick == Pick::Vector(None)
                    {
                        shape.push("vector of none".into());
                    } else {
                        shape.push(word.into());
                    }
                    question.select.push(pick);
                }
                continue;
            }
            let (path, title) = self.path();
            let taken = question
                .select
                .iter()
                .any(|pick| matches!(pick, Pick::Path(other) if other.0[0] == path.0[0]));
            let Some(way) = self.world.way(self.collection, &path) else { continue };
            if taken || matches!(way.field.kind, Kind::Object(_) | Kind::Link(_)) {
                continue;
            }
            question.select.push(Pick::Path(path));
            shape.push(title);
        }
        question.shape = format!("select {}", shape.join(", "));
    }
}
