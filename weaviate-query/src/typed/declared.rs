//! Checks of declarations that the derive cannot make, as it does not know what a type means.
//!
//! The derive sees `#[weaviate(tokenization = field)] slug: Slug` and does not know what a `Slug` is. So it writes a call
//! of one of these functions inside a constant, with the span of the word in the attribute, and rustc does the rest:
//!
//! - A rule about *types* is a bound of an empty function: it fails with the rule's message, at that word.
//! - A rule about *numbers and versions* is an `assert!` in a `const fn`: its text is the compile error.
//!
//! The bounds are those of Weaviate 1.39.0, and each is checked because the server either refuses the schema with a
//! message about JSON, or stores it and does something else. `server` in an attribute is the oldest server that the
//! program must run on, 1.32 if it is left out: what came later does not compile without it.

use crate::{
    plain::{
        modules::{Settings, Value},
        schema::{DataType, FieldDef, Quantizer, TtlDef, VectorDef},
        sealed::Sealed,
        version::Version,
    },
    typed::{
        index::{Compresses, Keeps, Measures},
        marker::{Property, VectorProperty},
        property::{PropertyType, VectorType},
    },
};

/// `tokenization` stands on text: elsewhere a server refuses the class (422).
pub const fn tokenized<P: Property<Kind: Tokenizable<P>>>() {}

/// A kind that is cut into tokens.
#[diagnostic::on_unimplemented(message = "`{P}` is not text: it has no tokenization", label = "remove this")]
pub trait Tokenizable<P>: Sealed {}

impl<P> Tokenizable<P> for crate::typed::kind::text {}
impl<P> Tokenizable<P> for crate::typed::kind::list<crate::typed::kind::text> {}

/// `range` stands on numbers and dates, one each: a server answers 400 or 422 for a boolean, text or list.
pub const fn ranged<P: Property<Kind: Ranged<P>>>() {}

/// A kind that has a range index.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot have a range index",
    label = "`range` needs an int, number or date property"
)]
pub trait Ranged<P>: Sealed {}

impl<P> Ranged<P> for crate::typed::kind::int {}
impl<P> Ranged<P> for crate::typed::kind::number {}
impl<P> Ranged<P> for crate::typed::kind::date {}

/// `vector` stands on vectors.
pub const fn vector<P: Property<Type: VectorType>>() {}

/// `source = […]` stands beside a vectorizer that reads it: one of text. Those of media have settings of their own.
pub const fn sourced<P: VectorProperty<Vectorizer: crate::plain::modules::ReadsSource>>() {}

/// A vector's index measures by its distance: `hfresh` knows two of the five.
pub const fn measured<P: VectorProperty, I: Measures<P::Distance>>() {}

/// A vector's index keeps vectors of its type: multi-vectors need `hnsw`. On `flat` a server drops the setting in
/// silence and keeps single vectors (1.39.0).
pub const fn kept<P, V, I>()
where
    P: VectorProperty<Type: VectorType<Of = V>>,
    I: Keeps<V>,
{
}

/// The quantizer works on the index.
pub const fn compressed<Q: Compresses<I>, I>() {}

/// `encoding` stands on multi-vectors: it makes one vector of their rows.
pub const fn encoded<P: VectorProperty<Type: VectorType<Of: Encodable>>>() {}

/// A vector that can be encoded.
#[diagnostic::on_unimplemented(
    message = "`encoding` makes one vector of the rows of a multi-vector, `{Self}` has one row",
    label = "remove this, or make the field a `MultiVector`"
)]
pub trait Encodable: Sealed {}

impl<const N: usize> Encodable for crate::plain::value::MultiVector<N> {}

/// `ttl(after = …)` names a date property, `created_at` or `updated_at`.
pub const fn dated<P: Property<Kind: Dated<P>>>() {}

/// A kind that time can be counted from.
#[diagnostic::on_unimplemented(
    message = "`{P}` is no date: the time that an object is kept cannot be counted from it",
    label = "name a date, `created_at` or `updated_at`"
)]
pub trait Dated<P>: Sealed {}

impl<P> Dated<P> for crate::typed::kind::date {}

/// `analyzer` stands on text: it says how words are folded and which are stop words.
pub const fn analyzed<P: Property<Kind: Analyzable<P>>>() {}

/// A kind whose words can be folded.
#[diagnostic::on_unimplemented(message = "`{P}` is not text: it has no analyzer", label = "remove this")]
pub trait Analyzable<P>: Sealed {}

impl<P> Analyzable<P> for crate::typed::kind::text {}
impl<P> Analyzable<P> for crate::typed::kind::list<crate::typed::kind::text> {}

/// `searchable` stands on text: nothing else has an index of words.
pub const fn searchable<P: Property<Kind: Searchable<P>>>() {}

/// A kind that keyword search covers.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not text: keyword search does not cover it",
    label = "remove this"
)]
pub trait Searchable<P>: Sealed {}

impl<P> Searchable<P> for crate::typed::kind::text {}
impl<P> Searchable<P> for crate::typed::kind::list<crate::typed::kind::text> {}

/// `key` stands on text, an integer or a uuid: the id is made of its text, so it must have one form for ever.
pub const fn scalar_key<K: crate::plain::key::Key>() {}

/// A property is no vector, which would be marked as one, and no link to several collections, unless it is written out:
/// then it is `named`.
pub const fn property<P: Property>(named: bool) {
    let of = <P::Type as PropertyType>::TYPE;
    assert!(
        !matches!(of.data_type, DataType::Vector | DataType::MultiVector),
        "a field of type `Vector<N>` is a named vector: mark it with `#[weaviate(vector)]`"
    );
    assert!(
        of.targets.len() < 2 || named,
        "a field that links to several collections names them: write its type as `AnyLink<(Article, Author)>`, not as an alias of it"
    );
}

/// What is declared of a module or an index is in the oldest server that the program must run on. Else the compile error
/// says which version has it, and to declare `#[weaviate(server = "…")]`.
pub const fn since(settings: &Settings, server: Version) {
    let since = settings.since();
    assert!(!server.is_before(since.version), "{}", since.refusal);
}

/// The vectorizer is in the oldest server, with all settings that are given to it.
pub const fn vectorizer(vector: &VectorDef, server: Version) {
    if let Some(vectorizer) = vector.vectorizer {
        since(vectorizer, server);
    }
}

/// The vector that the field of this number is; of a field that is none the defaults, because another check says so.
pub const fn vector_of(fields: &[FieldDef], at: usize) -> VectorDef {
    match fields[at].vector {
        Some(vector) => vector,
        None => VectorDef::PLAIN,
    }
}

/// The numbers of an index are in the server's bounds, those of the indexes inside a `dynamic` one too.
pub const fn index(vector: &VectorDef, server: Version) {
    let Some(index) = vector.index else { return };
    since(index, server);
    let mut inside = ["hnsw", "flat"].as_slice();
    while let [part, rest @ ..] = inside {
        if let Some(Value::Inside(part)) = index.get(part) {
            bounds(part);
        }
        inside = rest;
    }
    bounds(index);
}

const fn bounds(index: &Settings) {
    if index.is("hnsw") {
        assert!(within(index, "maxConnections", 4, 2047), "`max_connections` is from 4 to 2047");
        assert!(within(index, "efConstruction", 4, i64::MAX), "`ef_construction` is 4 or more");
    }
    if index.is("hfresh") {
        assert!(within(index, "maxPostingSizeKB", 8, 1024), "`max_posting_size_kb` is from 8 to 1024");
        assert!(within(index, "replicas", 0, 10), "`replicas` is at most 10");
    }
}

/// The quantizer's settings fit the index, and the server has them.
///
/// | index | `rq(bits = …)` | from |
/// |---|---|---|
/// | `hnsw` | 8 / 1 / 4 | 1.32 / 1.34 / 1.39 |
/// | `flat`, `dynamic` | 8, 1 | 1.34 |
/// | `hfresh` | 1 | 1.36 |
pub const fn quantizer(vector: &VectorDef, server: Version) {
    let Quantizer::By(quantizer) = vector.quantizer else { return };
    let index = match vector.index {
        Some(index) => index,
        None => VectorDef::HNSW,
    };
    since(quantizer, server);
    if quantizer.get("cache").is_some() {
        assert!(index.is("flat"), "`cache` is a setting of quantizers on a `flat` index");
    }
    if quantizer.is("rq") {
        let bits = quantizer.int("bits");
        if index.is("hfresh") {
            assert!(matches!(bits, None | Some(1)), "`rq` on `hfresh` has 1 bit");
            return;
        }
        if index.is("hnsw") {
            assert!(matches!(bits, None | Some(1 | 4 | 8)), "`rq` has 1, 4 or 8 bits");
        } else {
            assert!(matches!(bits, None | Some(1 | 8)), "`rq` on `flat` and `dynamic` has 1 or 8 bits");
        }
        assert!(
            !matches!(bits, Some(4)) || !server.is_before(Version::new(1, 39)),
            "`rq` with 4 bits came with Weaviate 1.39: declare `#[weaviate(server = \"1.39\")]` if no older server is used"
        );
        assert!(
            !server.is_before(Version::new(1, 34)) || !matches!(bits, Some(1)) && index.is("hnsw"),
            "`rq` with 1 bit, and on `flat` and `dynamic`, came with Weaviate 1.34: declare `#[weaviate(server = \"1.34\")]` if no older server is used"
        );
    }
}

/// The encoding's numbers are in the server's bounds: `ksim` is at most 10.
pub const fn encoding(vector: &VectorDef, server: Version) {
    let Some(encoding) = vector.encoding else { return };
    since(encoding, server);
    assert!(within(encoding, "ksim", 0, 10), "`ksim` is at most 10");
}

/// The numbers of `replication(…)` and `sharding(…)` make sense: a server stores a factor of 0 as if nothing had been
/// said (1.39.0).
pub const fn spread(spread: &Settings, server: Version) {
    since(spread, server);
    assert!(within(spread, "factor", 1, i64::MAX), "`factor` is 1 or more");
    assert!(within(spread, "desiredCount", 1, i64::MAX), "`desired_count` is 1 or more");
    if let Some(Value::Inside(inside)) = spread.get("asyncConfig") {
        since(inside, server);
    }
}

/// The time that an object is kept, counted from its creation or its last write, is at least the 60 seconds that a server
/// takes. Counted from a date of its own it may be anything.
pub const fn ttl(ttl: TtlDef, of_the_object: bool) {
    assert!(!of_the_object || ttl.seconds >= 60, "objects are kept 60 seconds or longer");
}

const fn within(settings: &Settings, key: &str, least: i64, most: i64) -> bool {
    match settings.int(key) {
        Some(value) => value >= least && value <= most,
        None => true,
    }
}
