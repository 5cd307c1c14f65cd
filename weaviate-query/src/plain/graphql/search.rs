//! A question for objects, asked step by step.
//!
//! One request is not always enough: of the objects of a group GraphQL tells the ids alone, and ints of more than 32 bits
//! it leaves out. [`Search`] knows what is still to be asked, and whoever sends only sends.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use bytes::Bytes;
use prost::Message as _;
use serde_json::Value as Json;
use weaviate_proto::{GroupByResult, RerankReply, SearchReply, SearchResult};

use super::{
    gaps::{self, Whose},
    json::{self, at, below, int, list, single},
    object::{self, told},
    profile,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Item, Metadata, Query, Selection},
    render::{self, Context, rounds},
    schema::Shape,
};

/// A question for objects on its way over GraphQL, and the `SearchReply` that its answers make.
///
/// ```
/// use serde_json::json;
/// use weaviate_query::{Names, graphql::{Ask, Search}, ir::{Item, Query, Selection}, render, wire::raw};
/// use weaviate_query::schema::{CollectionDef, DataType, FieldDef, Shape, TypeDef};
///
/// const ARTICLE: CollectionDef = CollectionDef {
///     fields: &[FieldDef::new("words", TypeDef::scalar(DataType::Int))],
///     ..CollectionDef::new("Article")
/// };
/// let query = Query { selection: Selection { items: vec![Item::Property("words".into())] }, ..Query::new("Article") };
/// let names = Names::new();
/// let mut search = Search::new(&query, Shape::declared(&ARTICLE), render::Context::new(&names))?;
///
/// // The question itself; its answer has no `words`, because there are more than 2^31.
/// let [Ask::Graphql(text)] = &search.next()?[..] else { panic!("one question") };
/// assert_eq!(text, "{ Get { Article(limit: 10) { words _additional { id } } } }");
/// let id = "00000000-0000-0000-0000-000000000001";
/// search.add(vec![Some(json!({ "Get": { "Article": [{ "words": null, "_additional": { "id": id } }] } }))])?;
///
/// // So the object is asked for over REST.
/// let [Ask::Object { class, .. }] = &search.next()?[..] else { panic!("one object") };
/// assert_eq!(class, "Article");
/// search.add(vec![Some(json!({ "class": "Article", "id": id, "properties": { "words": 3_000_000_000_u32 } }))])?;
///
/// assert!(search.next()?.is_empty());
/// let rows = raw::objects(&search.reply()?)?;
/// assert_eq!(rows[0].properties["words"], raw::Value::Int(3_000_000_000));
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug)]
pub struct Search<'q> {
    query: Cow<'q, Query>,
    of: Shape<'q>,
    cx: Context<'q>,
    class: String,
    next: Next,
    /// The results as they came, or one for each group.
    results: Vec<Json>,
    /// The objects of groups, by their ids.
    members: Vec<Json>,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ask {
    /// A query, for `POST /v1/graphql`; the answer is its `data`.
    Graphql(String),
    /// An object, for `GET /v1/objects/{class}/{id}`; the answer is none if there is no such object.
    Object {
        /// Its class, no alias.
        class: String,
        /// Its id.
        id: String,
        /// The tenant, if the class has tenants.
        tenant: Option<String>,
    },
}

#[derive(Debug)]
enum Next {
    Question(String),
    /// The objects of groups, by parts of their ids.
    Members(Vec<Vec<String>>),
    Whole(Vec<Whose>),
    Done,
}

/// So many objects of groups are asked for at once.
const MEMBERS: usize = 1_000;

impl<'q> Search<'q> {
    /// Renders the question.
    ///
    /// # Errors
    ///
    /// What [`render::graphql::query`] refuses.
    pub fn new(query: &'q Query, of: Shape<'q>, cx: Context<'q>) -> Result<Self> {
        let query = Cow::Borrowed(query);
        rounds(&query.selection)?;
        let text = render::graphql::query(&query, of, &cx)?;
        let class = cx.names.concrete(&query.collection).into_owned();
        Ok(Self {
            query,
            of,
            cx,
            class,
            next: Next::Question(text),
            results: Vec::new(),
            members: Vec::new(),
        })
    }

    /// The same question of a class that is not replicated: GraphQL has neither levels of consistency for it nor the
    /// field that tells whether replicas agree, and refuses a question that names them. gRPC tells nothing of it there
    /// either.
    ///
    /// # Errors
    ///
    /// What [`render::graphql::query`] refuses.
    pub fn of_one_replica(mut self) -> Result<Self> {
        self.cx.consistency = None;
        self.query.to_mut().selection = self.query.selection.without(&[Metadata::IsConsistent]);
        self.next = Next::Question(render::graphql::query(&self.query, self.of, &self.cx)?);
        Ok(self)
    }

    /// What is to be asked now, all at once; nothing if all is known.
    ///
    /// # Errors
    ///
    /// What [`render::graphql::query`] refuses.
    pub fn next(&self) -> Result<Vec<Ask>> {
        match &self.next {
            Next::Question(text) => Ok(vec![Ask::Graphql(text.clone())]),
            Next::Members(parts) => parts.iter().map(|ids| self.members_by(ids).map(Ask::Graphql)).collect(),
            Next::Whole(whose) => {
                let tenant = |has: bool| self.cx.tenant.filter(|_| has).map(str::to_owned);
                let asked = whose.iter().cloned();
                Ok(asked.map(|(class, has, id)| Ask::Object { class, id, tenant: tenant(has) }).collect())
            }
            Next::Done => Ok(Vec::new()),
        }
    }

    /// Takes the answers to what [`Search::next`] said, in its order.
    ///
    /// # Errors
    ///
    /// `Decode` for what is no such answer.
    pub fn add(&mut self, answers: Vec<Option<Json>>) -> Result<()> {
        let found = |answer: Option<Json>, class: &str| {
            let answer = answer.unwrap_or_default();
            Ok::<_, Error>(list(below(&answer, &["Get", class])?, "a list of objects")?.to_vec())
        };
        self.next = match std::mem::replace(&mut self.next, Next::Done) {
            Next::Question(_) => {
                for answer in answers {
                    self.results.extend(found(answer, &self.class)?);
                }
                let parts = self.member_ids()?;
                if parts.is_empty() { self.whole()? } else { Next::Members(parts) }
            }
            Next::Members(_) => {
                for answer in answers {
                    self.members.extend(found(answer, &self.class)?);
                }
                self.whole()?
            }
            Next::Whole(asked) => {
                let whole: HashMap<Whose, Json> = asked
                    .into_iter()
                    .zip(answers)
                    .filter_map(|(whose, answer)| Some((whose, answer?)))
                    .collect();
                let place = (&self.query.selection, self.of, &*self.class);
                let rows = if self.is_grouped() { &mut self.members } else { &mut self.results };
                gaps::fill(rows, place, &whole, &self.cx)?;
                Next::Done
            }
            Next::Done => Next::Done,
        };
        Ok(())
    }

    fn is_grouped(&self) -> bool {
        self.query.group_by.is_some()
    }

    /// The step that asks for whole objects, if values were left out of some.
    fn whole(&mut self) -> Result<Next> {
        let place = (&self.query.selection, self.of, &*self.class);
        let rows = if self.is_grouped() { &mut self.members } else { &mut self.results };
        let whose = gaps::find(rows, place, &self.cx)?;
        Ok(if whose.is_empty() { Next::Done } else { Next::Whole(whose) })
    }

    /// The ids of the objects of all groups, if more of them is wanted than that.
    fn member_ids(&self) -> Result<Vec<Vec<String>>> {
        let known = |item: &Item| matches!(item, Item::Metadata(_));
        if !self.is_grouped() || self.query.selection.items.iter().all(known) {
            return Ok(Vec::new());
        }
        let mut ids = BTreeSet::new();
        for result in &self.results {
            for hit in hits(result)? {
                ids.extend(object::id(hit).map(str::to_owned));
            }
        }
        let ids: Vec<String> = ids.into_iter().collect();
        Ok(ids.chunks(MEMBERS).map(<[String]>::to_vec).collect())
    }

    fn members_by(&self, ids: &[String]) -> Result<String> {
        let query = Query {
            ids: Some(ids.to_vec()),
            selection: self.query.selection.without(&[Metadata::Distance, Metadata::Score]),
            ..Query::new(self.query.collection.clone())
        };
        render::graphql::query(&query, self.of, &self.cx)
    }

    /// The answer, as gRPC would have sent it.
    ///
    /// # Errors
    ///
    /// `Decode` for values that are not what the question asked for.
    pub fn reply(&self) -> Result<Bytes> {
        let mut reply = SearchReply::default();
        if self.is_grouped() {
            let members: HashMap<&str, &Json> =
                self.members.iter().filter_map(|member| Some((object::id(member)?, member))).collect();
            for result in &self.results {
                reply.group_by_results.push(self.group(result, &members)?);
            }
        } else {
            for row in &self.results {
                reply.results.push(object::result(row, &self.query.selection, self.of, &self.cx)?);
            }
        }
        // What is said of all of them stands at the first.
        if let Some(first) = self.results.first() {
            let told = told(first)?;
            reply.generative_grouped_results = object::generated(told, "groupedResult")?;
            if self.query.profile {
                reply.query_profile = at(told, "queryProfile").map(profile::read).transpose()?;
            }
        }
        for result in &self.results {
            refused(told(result)?)?;
        }
        Ok(reply.encode_to_vec().into())
    }

    fn group(&self, result: &Json, members: &HashMap<&str, &Json>) -> Result<GroupByResult> {
        let told = told(result)?;
        let group = json::object(below(result, &["_additional", "group"])?, "a group")?;
        let distance = |name| at(group, name).map_or(Ok(0.0), single);
        let name = json::text(below(result, &["_additional", "group", "groupedBy", "value"])?, "text")?;
        let objects = hits(result)?.iter().map(|hit| self.member(hit, members));
        Ok(GroupByResult {
            name: name.to_owned(),
            min_distance: distance("minDistance")?,
            max_distance: distance("maxDistance")?,
            number_of_objects: at(group, "count").map_or(Ok(0), int)?,
            objects: objects.collect::<Result<_>>()?,
            rerank: object::rerank_score(told)?.map(|score| RerankReply { score }),
            generative_result: object::generated(told, "singleResult")?,
            ..GroupByResult::default()
        })
    }

    /// An object of a group: as it was told by its id, with its distance. One that is gone by then is told by its id alone.
    fn member(&self, hit: &Json, members: &HashMap<&str, &Json>) -> Result<SearchResult> {
        let known = object::id(hit).and_then(|id| members.get(id)).copied();
        let Some(member) = known else {
            return object::result(hit, &self.query.selection.metadata_alone(), self.of, &self.cx);
        };
        let mut result = object::result(member, &self.query.selection, self.of, &self.cx)?;
        if let (Some(distance), Some(metadata)) = (at(told(hit)?, "distance"), &mut result.metadata) {
            (metadata.distance, metadata.distance_present) = (single(distance)?, true);
        }
        Ok(result)
    }
}

/// The objects of a group.
fn hits(result: &Json) -> Result<&[Json]> {
    list(below(result, &["_additional", "group", "hits"])?, "the objects of a group")
}

/// What a language model, or a prompt that could not be made, says instead of an answer.
fn refused(told: &serde_json::Map<String, Json>) -> Result<()> {
    let said = at(told, "generate").and_then(|generate| generate.get("error")).and_then(Json::as_str);
    match said {
        None => Ok(()),
        Some(text) => Err(Error::server(crate::ErrorKind::Rejected, plain(text))),
    }
}

/// A server prints the error as Go has it: `{text 0xc000123}`.
fn plain(text: &str) -> &str {
    let inside = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    match inside.rsplit_once(" 0x") {
        Some((text, address)) if address.bytes().all(|byte| byte.is_ascii_hexdigit()) => text,
        _ => inside.strip_suffix(" <nil>").unwrap_or(inside),
    }
}

impl Selection {
    /// Without these words of the metadata.
    fn without(&self, words: &[Metadata]) -> Self {
        let wanted = |item: &&Item| !matches!(item, Item::Metadata(word) if words.contains(word));
        Self { items: self.items.iter().filter(wanted).cloned().collect() }
    }

    fn metadata_alone(&self) -> Self {
        let wanted = |item: &&Item| matches!(item, Item::Metadata(_));
        Self { items: self.items.iter().filter(wanted).cloned().collect() }
    }
}
