//! A recorded question as typed queries: written with `query!`, and by hand with the builder.

use std::{collections::HashMap, pin::Pin, sync::OnceLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use weaviate::{
    Aggregate, Client, Collection, Groups, Handle, Names, Query, Result, Rows, Uuid,
    answer::{AggregateGroup, Answer, GroupName, Grouped},
    ir, render,
    tenancy::{Chosen, Tenant, Whole},
};
use weaviate_conformance::{Rules, differences};

use super::{
    collections, recorded, request,
    shown::{self, Shown, ShownNumbers, ShownRow},
};

type Answers = Pin<Box<dyn Future<Output = Result<[Value; 2]>> + Send>>;

/// A recorded question, asked twice.
pub(crate) struct Case {
    /// Its id in the corpus.
    pub(crate) id: &'static str,
    /// What the macro and the builder make of it.
    asked: Asked,
    /// Reads a recorded reply with both decoders.
    read: Box<dyn Fn(&[u8]) -> Result<[Value; 2]> + Send + Sync>,
    /// Asks a server both.
    ask: Box<dyn Fn(Client) -> Answers + Send + Sync>,
}

#[expect(clippy::large_enum_variant, reason = "one a case")]
enum Asked {
    Rows { written: ir::Query, by_hand: ir::Query, whole: bool },
    Numbers { written: ir::Aggregate, by_hand: ir::Aggregate },
}

/// A collection of the data set where the cases ask it.
pub(crate) trait At: Collection {
    /// The limit of the recorded filters.
    const MANY: u32;
    /// Whether a tenant is chosen.
    type Tenancy: Chosen<Self> + 'static;

    /// Its handle, of this tenant if it has tenants.
    fn at(client: &Client, tenant: &str) -> Handle<Self, <Self as At>::Tenancy>;
}

macro_rules! at {
    ($($name:ident $many:literal)*) => { $(impl At for collections::$name {
        const MANY: u32 = $many;
        type Tenancy = Whole;

        fn at(client: &Client, _: &str) -> Handle<Self, Whole> {
            client.collection()
        }
    })* };
}
at! {
    Article 100 Author 100 Place 100 Gadget 100 Signal 100 Recipe 50 Quote 100 Headline 100 Blurb 100 Poster 100 Picture 100
}

impl At for collections::Ledger {
    const MANY: u32 = 100;
    type Tenancy = Tenant;

    fn at(client: &Client, tenant: &str) -> Handle<Self, Tenant> {
        client.collection::<Self>().tenant(tenant).expect("a tenant's name")
    }
}

/// A question for objects; `pick` makes a tuple of the macro's row, in the order of its selection.
pub(crate) fn rows<C, R, H, T>(
    id: &'static str,
    written: Query<C, R>,
    by_hand: Query<C, H>,
    pick: fn(R) -> T,
) -> Case
where
    C: At,
    R: Send + 'static,
    H: ShownRow + Send + 'static,
    T: ShownRow + 'static,
{
    listed(
        id,
        (written, by_hand),
        |rows: Rows<H>, selection| shown::rows(rows.generated(), &rows, |row| row.row(selection)),
        move |rows: Rows<R>, selection| {
            let generated = rows.generated().cloned();
            let rows: Vec<T> = rows.into_iter().map(pick).collect();
            shown::rows(generated.as_ref(), &rows, |row| row.row(selection))
        },
        H::WHOLE,
    )
}

/// A question for objects in groups; `pick` makes a tuple of the macro's row.
pub(crate) fn gathered_rows<C, K, R, H, T>(
    id: &'static str,
    written: Query<C, R, Grouped<K>>,
    by_hand: Query<C, H, Grouped<K>>,
    pick: fn(R) -> T,
) -> Case
where
    C: At,
    K: GroupName + Shown + Send,
    R: Send + 'static,
    H: ShownRow + Send + 'static,
    T: ShownRow + 'static,
{
    listed(
        id,
        (written, by_hand),
        |groups: Groups<K, H>, selection| {
            let generated = groups.generated().cloned();
            shown::groups(generated.as_ref(), groups.into_vec(), |row| row.row(selection))
        },
        move |groups: Groups<K, R>, selection| {
            let generated = groups.generated().cloned();
            shown::groups(generated.as_ref(), groups.into_vec(), |row| pick(row).row(selection))
        },
        false,
    )
}

fn listed<C: At, R, H, A: Answer>(
    id: &'static str,
    (written, by_hand): (Query<C, R, A>, Query<C, H, A>),
    show_by_hand: impl Fn(A::Of<H>, &ir::Selection) -> Value + Copy + Send + Sync + 'static,
    show_written: impl Fn(A::Of<R>, &ir::Selection) -> Value + Copy + Send + Sync + 'static,
    whole: bool,
) -> Case
where
    R: Send + 'static,
    H: Send + 'static,
    A::Of<R>: Send,
    A::Of<H>: Send,
{
    let selection = written.ir().selection.clone();
    let asked = Asked::Rows { written: written.ir().clone(), by_hand: by_hand.ir().clone(), whole };
    let (a, b, of) = (written.clone(), by_hand.clone(), selection.clone());
    Case {
        id,
        asked,
        read: Box::new(move |reply| {
            Ok([show_written(a.read(reply)?, &of), show_by_hand(b.read(reply)?, &of)])
        }),
        ask: Box::new(move |client| {
            let (written, by_hand, selection) = (written.clone(), by_hand.clone(), selection.clone());
            Box::pin(async move {
                let handle = C::at(&client, tenant(id));
                let (a, b) = (handle.fetch(written).await?, handle.fetch(by_hand).await?);
                Ok([show_written(a, &selection), show_by_hand(b, &selection)])
            })
        }),
    }
}

/// A question for numbers.
pub(crate) fn answer<C: At, R, H, T>(
    id: &'static str,
    written: Aggregate<C, R>,
    by_hand: Aggregate<C, H>,
    pick: fn(R) -> T,
) -> Case
where
    R: Send + 'static,
    H: ShownNumbers + Send + 'static,
    T: ShownNumbers + 'static,
{
    counted(id, written, by_hand, pick, |answer| json!({ "single_result": recorded::tidy(answer) }))
}

/// A group with its value.
pub(crate) struct Shared<K, R>(K, R);

impl<K: Shown, R: ShownNumbers> ShownNumbers for Vec<Shared<K, R>> {
    fn numbers(&self, items: &[ir::AggregateItem]) -> Value {
        let group = |Shared(value, row): &Shared<K, R>| {
            let mut answer = row.numbers(items);
            answer["value"] = value.shown(&ir::Item::Metadata(ir::Metadata::Id));
            answer
        };
        self.iter().map(group).collect()
    }
}

/// A question for numbers of each group; `pick` makes a tuple of the macro's row.
pub(crate) fn answers<C: At, K, R, H, T>(
    id: &'static str,
    written: Aggregate<C, Vec<AggregateGroup<K, R>>>,
    by_hand: Aggregate<C, Vec<AggregateGroup<K, H>>>,
    pick: fn(R) -> T,
) -> Case
where
    K: Shown + Clone + Send + 'static,
    R: Send + 'static,
    H: ShownNumbers + Send + 'static,
    T: ShownNumbers + 'static,
{
    let shared = move |groups: Vec<AggregateGroup<K, R>>| -> Vec<Shared<K, T>> {
        groups.into_iter().map(|group| Shared(group.value.clone(), pick(group.into_inner()))).collect()
    };
    counted(id, written, by_hand, shared, |groups| json!({ "grouped_results": { "groups": groups } }))
}

fn counted<C: At, R: Send + 'static, H: ShownNumbers + Send + 'static, T: ShownNumbers + 'static>(
    id: &'static str,
    written: Aggregate<C, R>,
    by_hand: Aggregate<C, H>,
    pick: impl Fn(R) -> T + Copy + Send + Sync + 'static,
    form: fn(Value) -> Value,
) -> Case {
    let shown = move |items: &[ir::AggregateItem], written: R, by_hand: &H| {
        [form(pick(written).numbers(items)), form(by_hand.numbers(items))]
    };
    let asked = Asked::Numbers { written: written.ir().clone(), by_hand: by_hand.ir().clone() };
    let (a, b) = (written.clone(), by_hand.clone());
    Case {
        id,
        asked,
        read: Box::new(move |reply| Ok(shown(&a.ir().items, a.read(reply)?, &b.read(reply)?))),
        ask: Box::new(move |client| {
            let (written, by_hand) = (written.clone(), by_hand.clone());
            Box::pin(async move {
                let (handle, items) = (C::at(&client, tenant(id)), written.ir().items.clone());
                let (a, b) = (handle.aggregate(written).await?, handle.aggregate(by_hand).await?);
                Ok(shown(&items, a, &b))
            })
        }),
    }
}

/// The recorded cases by id.
fn corpus(id: &str) -> &'static Value {
    static CORPUS: OnceLock<HashMap<String, Value>> = OnceLock::new();
    let all = CORPUS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance/cases");
        let files = std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").path());
        let texts = files.map(|file| std::fs::read_to_string(file).expect("a file of cases"));
        let parse = |line: &str| serde_json::from_str::<Value>(line).expect("a case a line");
        let cases = texts.flat_map(|text| text.lines().map(parse).collect::<Vec<_>>());
        cases.map(|case| (case["id"].as_str().expect("an id").to_owned(), case)).collect()
    });
    all.get(id).unwrap_or_else(|| panic!("there is no recorded case `{id}`"))
}

/// The tenant that a case asks.
fn tenant(id: &str) -> &'static str {
    corpus(id)["request"]["tenant"].as_str().unwrap_or_default()
}

impl Case {
    /// The area of the corpus.
    pub(crate) fn area(&self) -> &'static str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// What is asked for objects, or else for numbers.
    pub(crate) fn question(&self) -> std::result::Result<&ir::Query, &ir::Aggregate> {
        match &self.asked {
            Asked::Rows { written, .. } => Ok(written),
            Asked::Numbers { written, .. } => Err(written),
        }
    }

    /// The recorded case.
    pub(crate) fn recorded(&self) -> &'static Value {
        corpus(self.id)
    }

    /// Whether a server of the suite has the settings that the case was recorded with. A boost was recorded without the
    /// properties of its conditions, so that it changed nothing; ours does.
    pub(crate) fn can_be_asked(&self) -> bool {
        let case = corpus(self.id);
        if case["request"]["boost"].is_object() {
            return false;
        }
        let env = &case["server_env"];
        env.as_object().into_iter().flatten().all(|(name, _)| name == "WEAVIATE_PREVIEW_NESTED_FILTERING")
    }

    /// What differs without a server: the two ways of writing, the rendered request, the decoded reply.
    pub(crate) fn offline(&self) -> Vec<String> {
        let case = corpus(self.id);
        let (names, tenant) = (Names::new(), case["request"]["tenant"].as_str());
        let context = render::Context {
            tenant,
            consistency: consistency(&case["request"]),
            ..render::Context::new(&names)
        };
        let (same, rendered, message) = match &self.asked {
            Asked::Rows { written, by_hand, .. } => {
                let rendered = render::query(written, &context);
                (written == by_hand, rendered, "SearchRequest")
            }
            Asked::Numbers { written, by_hand } => {
                let rendered = render::aggregate(written, &context);
                (written == by_hand, rendered, "AggregateRequest")
            }
        };
        let mut problems = Vec::new();
        if !same {
            problems.push("`query!` and the builder make different questions".to_owned());
        }
        let bytes = |key: &str| STANDARD.decode(case[key].as_str().unwrap_or_default()).expect("base64");
        match rendered {
            // A whole object whose links lead to several collections is asked in several requests.
            Err(_) if matches!(self.asked, Asked::Rows { whole: true, .. }) => {}
            Err(error) => problems.push(format!("cannot be rendered: {error}")),
            Ok(rendered) => {
                let mut wanted = request::message_json(message, &bytes("request_b64"));
                let mut found = request::message_json(message, &rendered);
                request::allowed(&mut wanted, &mut found);
                problems.extend(differences(&Rules::of(&Value::Null), &["request"], &wanted, &found));
            }
        }
        // The recorded vector without a name is not where a named one is read, and a recorded answer with the
        // server's choice of properties is no whole object.
        let unnamed = case["request"].to_string().contains("\"vector\":true");
        let whole = matches!(self.asked, Asked::Rows { whole: true, .. });
        if !unnamed && !whole {
            match (self.read)(&bytes("reply_b64")) {
                Err(error) => problems.push(format!("the recorded reply cannot be read: {error}")),
                Ok(found) => problems.extend(self.compare(&found)),
            }
        }
        problems
    }

    /// What differs when a server is asked.
    pub(crate) async fn online(&self, client: Client) -> Vec<String> {
        match (self.ask)(client).await {
            Err(error) => vec![format!("failed: {error}")],
            Ok(found) => self.compare(&found),
        }
    }

    fn compare(&self, found: &[Value; 2]) -> Vec<String> {
        let case = corpus(self.id);
        let reply = &case["reply"];
        let wanted = match &self.asked {
            Asked::Rows { written, whole, .. } => recorded::rows(reply, written, *whole),
            Asked::Numbers { written, .. } => recorded::numbers(reply, written),
        };
        let rules = Rules::of(case);
        let ways = ["query!", "builder"].iter().zip(found);
        ways.flat_map(|(way, found)| {
            let problems = differences(&rules, &["reply"], &wanted, found);
            problems.into_iter().map(move |problem| format!("{way}: {problem}"))
        })
        .collect()
    }
}

fn consistency(request: &Value) -> Option<render::Consistency> {
    match request["consistency_level"].as_str()? {
        "CONSISTENCY_LEVEL_ONE" => Some(render::Consistency::One),
        "CONSISTENCY_LEVEL_QUORUM" => Some(render::Consistency::Quorum),
        _ => Some(render::Consistency::All),
    }
}

/// `case!(id, query!(…), the builder's, [fields of the macro's row in the order of the selection])`, or a function
/// from the macro's row to the builder's tuple.
macro_rules! case {
    ($id:literal, $written:expr, $by_hand:expr, [$($field:ident),+ $(,)?] $(,)?) => {
        $crate::asked::case::rows($id, $written, $by_hand, |row| ($(row.$field,)+))
    };
    ($id:literal, $written:expr, $by_hand:expr, $pick:expr $(,)?) => {
        $crate::asked::case::rows($id, $written, $by_hand, $pick)
    };
}
pub(crate) use case;

/// [`case!`] of which nothing but metadata is selected: `asked!(id, Of { clauses }, { the builder's }, [metadata])`.
macro_rules! asked {
    ($id:literal, $of:ident { $($clauses:tt)+ }, { $($calls:tt)+ }, [$($word:ident),+] $(,)?) => {
        $crate::asked::case::rows(
            $id,
            weaviate::query!($of, $($clauses)+, select: { $($word),+ }),
            $of::query().$($calls)+.select(|_, m| ($(m.$word(),)+)),
            |row| ($(row.$word,)+),
        )
    };
}
pub(crate) use asked;

/// [`case!`] of a filter alone: which objects of a collection pass.
macro_rules! found {
    ($id:literal, $of:ident, { $($filter:tt)+ }, $by_hand:expr $(,)?) => {
        $crate::asked::case::rows(
            $id,
            weaviate::query!($of, filter: $($filter)+, limit: <$of as $crate::asked::case::At>::MANY, select: { id }),
            $of::query().filter($by_hand).limit(<$of as $crate::asked::case::At>::MANY).select(|_, m| (m.id(),)),
            |row| (row.id,),
        )
    };
}
pub(crate) use found;

/// [`case!`] of a question for objects in groups.
macro_rules! gathered {
    ($id:literal, $written:expr, $by_hand:expr, [$($field:ident),+ $(,)?] $(,)?) => {
        $crate::asked::case::gathered_rows($id, $written, $by_hand, |row| ($(row.$field,)+))
    };
    ($id:literal, $written:expr, $by_hand:expr, $pick:expr $(,)?) => {
        $crate::asked::case::gathered_rows($id, $written, $by_hand, $pick)
    };
}
pub(crate) use gathered;

/// [`case!`] of a question for numbers.
macro_rules! numbers {
    ($id:literal, $written:expr, $by_hand:expr, [$($field:ident),+ $(,)?] $(,)?) => {
        $crate::asked::case::answer($id, $written, $by_hand, |row| ($(row.$field,)+))
    };
    ($id:literal, $written:expr, $by_hand:expr, $pick:expr $(,)?) => {
        $crate::asked::case::answer($id, $written, $by_hand, $pick)
    };
}
pub(crate) use numbers;

/// [`case!`] of a question for numbers of groups.
macro_rules! groups {
    ($id:literal, $written:expr, $by_hand:expr, [$($field:ident),+ $(,)?] $(,)?) => {
        $crate::asked::case::answers($id, $written, $by_hand, |row| ($(row.$field,)+))
    };
    ($id:literal, $written:expr, $by_hand:expr, $pick:expr $(,)?) => {
        $crate::asked::case::answers($id, $written, $by_hand, $pick)
    };
}
pub(crate) use groups;

/// An id as it is written.
pub(crate) fn id(text: &str) -> Uuid {
    text.parse().expect("an id")
}

/// A moment as it is written.
pub(crate) fn time(text: &str) -> DateTime<Utc> {
    text.parse().expect("a date")
}
