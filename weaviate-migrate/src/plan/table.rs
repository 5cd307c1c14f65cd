//! Every field of a class as JSON, and what a change of it takes: the one table of it.
//!
//! The planner, the page `docs/schema-changes.md` and a test against engine and server read it. The test makes a class for each
//! row, changes the field as the row says, and holds the answer against the row.

use serde::Serialize;
use weaviate_query::Version;

use super::change::ChangeClass;

/// What a server does when the field is changed by a request for the class (`PUT`), or by the field's own one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Answer {
    /// It takes it over, and goes by it.
    Takes,
    /// It works in its background.
    Works,
    /// It refuses.
    Refuses,
    /// It says yes and changes nothing.
    Ignores,
    /// It stores the new value and does not go by it, or loses the collection over it.
    Stores,
}

/// One way in which one field of a class may change.
///
/// ```
/// use weaviate::sync::{ChangeClass, TABLE};
///
/// let row = TABLE.iter().find(|row| row.part == "hnsw" && row.field == "ef").expect("it is there");
/// assert_eq!(row.class, ChangeClass::InPlace);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Of what: `collection`, `property`, `nested property`, `vector`, or the kind of an index.
    pub part: &'static str,
    /// The field, as the server's JSON spells it.
    pub field: &'static str,
    /// What happens to it: `changed`, `added`, `removed`, `on`, `off`, `longer`, `shorter`.
    pub change: &'static str,
    /// What that takes.
    pub class: ChangeClass,
    /// Since when a server can do it; before, it takes a new class.
    #[serde(serialize_with = "spelled")]
    pub since: Version,
    /// What a server does if the field is changed by a request.
    pub answer: Answer,
    /// Why it is of this class.
    pub why: &'static str,
}

const LIVE: &str = "the server takes it over at once";
const RELOAD: &str = "the server stores it at once and goes by it when it loads the shard again";
const FIXED: &str = "the server fixes it when the class is made";
const NESTED: &str = "nested properties are fixed when they are made";
const DISTANCE: &str = "every index of the vector is built by its distance";
const MODULE: &str = "the server fixes what makes a vector, and a try to change it can damage the class";
const COMPRESSES: &str = "the server compresses the vectors that are there, and it is one way";
const QUANTIZER: &str = "an enabled quantizer cannot be changed: some of these changes lose the collection when the server starts again";
const BUILDS: &str = "the server builds the index";
const DROPS: &str = "the server drops the index";
const DELETES: &str = "a server deletes what is older than the lifetime, and nothing brings it back";
const UNNAMED: &str = "no struct declares a vector without a name";

const fn row(
    part: &'static str,
    field: &'static str,
    change: &'static str,
    class: ChangeClass,
    answer: Answer,
    why: &'static str,
) -> Row {
    Row { part, field, change, class, since: Version::OLDEST, answer, why }
}

impl Row {
    const fn since(self, major: u16, minor: u16) -> Self {
        Self { since: Version::new(major, minor), ..self }
    }
}

use self::{
    Answer::{Ignores, Refuses, Stores, Takes, Works},
    ChangeClass::{Additive, Destructive, InPlace, Rebuild, Reindex},
};

/// Every field of a class as JSON, and what a change of it takes, in the order of the JSON.
#[rustfmt::skip] // One line a row.
pub const TABLE: &[Row] = &[
    row("collection", "class", "changed", Rebuild, Refuses, "the server fixes the name, and an alias stands for it"),
    row("collection", "description", "changed", InPlace, Takes, LIVE),
    row("collection", "properties", "added", Additive, Takes, "the server adds a property, and the objects that are there lack it"),
    row("collection", "properties", "removed", Rebuild, Refuses, "the server cannot remove a property"),
    row("collection", "vectorConfig", "added", Additive, Takes, "the server adds a vector, and the objects that are there lack it").since(1, 31),
    row("collection", "vectorConfig", "removed", Rebuild, Refuses, "a vector can be taken out on few servers, and only by hand"),
    row("collection", "vectorizer", "changed", Rebuild, Refuses, UNNAMED),
    row("collection", "vectorIndexType", "changed", Rebuild, Refuses, UNNAMED),
    row("collection", "vectorIndexConfig.distance", "changed", Rebuild, Refuses, UNNAMED),
    row("collection", "invertedIndexConfig.bm25", "changed", InPlace, Takes, LIVE),
    row("collection", "invertedIndexConfig.stopwords", "changed", InPlace, Takes, LIVE),
    row("collection", "invertedIndexConfig.stopwordPresets", "changed", InPlace, Takes, LIVE).since(1, 37),
    row("collection", "invertedIndexConfig.tokenizerUserDict", "changed", InPlace, Takes, LIVE).since(1, 35),
    row("collection", "invertedIndexConfig.cleanupIntervalSeconds", "changed", InPlace, Takes, LIVE),
    row("collection", "invertedIndexConfig.indexNullState", "changed", Rebuild, Refuses, FIXED),
    row("collection", "invertedIndexConfig.indexPropertyLength", "changed", Rebuild, Refuses, FIXED),
    row("collection", "invertedIndexConfig.indexTimestamps", "changed", Rebuild, Refuses, FIXED),
    row("collection", "invertedIndexConfig.usingBlockMaxWAND", "changed", Reindex, Ignores, "the searchable indexes are rebuilt with the other algorithm"),
    row("collection", "multiTenancyConfig.enabled", "changed", Rebuild, Refuses, "tenancy cannot be switched on or off for a class"),
    row("collection", "multiTenancyConfig.autoTenantCreation", "changed", InPlace, Takes, LIVE),
    row("collection", "multiTenancyConfig.autoTenantActivation", "changed", InPlace, Takes, LIVE),
    row("collection", "replicationConfig.factor", "raised", Reindex, Refuses, "copies of the shards have to be there before the factor goes up"),
    row("collection", "replicationConfig.deletionStrategy", "changed", InPlace, Takes, LIVE),
    row("collection", "replicationConfig.asyncConfig", "changed", InPlace, Takes, LIVE).since(1, 36),
    row("collection", "shardingConfig.desiredCount", "changed", Rebuild, Refuses, "the server does not split a class anew"),
    row("collection", "shardingConfig.virtualPerPhysical", "changed", Rebuild, Refuses, "the server does not split a class anew"),
    row("collection", "moduleConfig.generative", "changed", InPlace, Takes, LIVE),
    row("collection", "moduleConfig.reranker", "changed", InPlace, Takes, LIVE),
    row("collection", "objectTtlConfig", "added", Destructive, Takes, DELETES).since(1, 35),
    row("collection", "objectTtlConfig", "removed", InPlace, Takes, "objects of a struct without `ttl` stay; the server takes it over at once"),
    row("collection", "objectTtlConfig.defaultTtl", "longer", InPlace, Takes, LIVE),
    row("collection", "objectTtlConfig.defaultTtl", "shorter", Destructive, Takes, DELETES),
    row("collection", "objectTtlConfig.deleteOn", "changed", Destructive, Takes, DELETES),
    row("collection", "objectTtlConfig.filterExpiredObjects", "changed", InPlace, Takes, LIVE),
    row("property", "name", "changed", Rebuild, Refuses, "the server fixes the name when the property is made"),
    row("property", "dataType", "changed", Rebuild, Refuses, "the server fixes the data type when the property is made"),
    row("property", "dataType of a link", "changed", Rebuild, Refuses, "a link names classes, and the server fixes them when it is made"),
    row("property", "description", "changed", InPlace, Takes, LIVE),
    row("property", "tokenization", "changed", Reindex, Works, "the server builds the indexes again").since(1, 39),
    row("property", "indexFilterable", "on", Reindex, Works, BUILDS).since(1, 39),
    row("property", "indexFilterable", "off", Reindex, Works, DROPS).since(1, 36),
    row("property", "indexSearchable", "on", Reindex, Works, BUILDS).since(1, 39),
    row("property", "indexSearchable", "off", Reindex, Works, DROPS).since(1, 36),
    row("property", "indexRangeFilters", "on", Reindex, Works, BUILDS).since(1, 39),
    row("property", "indexRangeFilters", "off", Reindex, Works, DROPS).since(1, 36),
    row("property", "textAnalyzer", "changed", Rebuild, Refuses, "of a property that is there the server changes nothing but its description and indexes"),
    row("property", "moduleConfig", "added", InPlace, Takes, LIVE),
    row("property", "moduleConfig", "changed", Rebuild, Refuses, "the server fixes what a vectorizer does with a property"),
    row("nested property", "nestedProperties", "added", Rebuild, Refuses, "the server adds no property to a nested object that is there"),
    row("nested property", "nestedProperties", "removed", Rebuild, Refuses, "the server cannot remove a property"),
    row("nested property", "name", "changed", Rebuild, Refuses, NESTED),
    row("nested property", "dataType", "changed", Rebuild, Refuses, NESTED),
    row("nested property", "description", "changed", InPlace, Takes, LIVE),
    row("nested property", "tokenization", "changed", Rebuild, Refuses, NESTED),
    row("nested property", "indexFilterable", "changed", Rebuild, Refuses, NESTED),
    row("nested property", "indexSearchable", "changed", Rebuild, Refuses, NESTED),
    row("nested property", "indexRangeFilters", "changed", Rebuild, Refuses, NESTED),
    row("vector", "vectorizer", "changed", Rebuild, Refuses, MODULE),
    row("vector", "vectorizer settings", "changed", Rebuild, Refuses, MODULE),
    row("vector", "vectorIndexType", "changed", Rebuild, Ignores, "the server fixes it when the vector is made"),
    row("hnsw", "distance", "changed", Rebuild, Refuses, DISTANCE),
    row("hnsw", "ef", "changed", InPlace, Takes, LIVE),
    row("hnsw", "dynamicEfMin", "changed", InPlace, Takes, LIVE),
    row("hnsw", "dynamicEfMax", "changed", InPlace, Takes, LIVE),
    row("hnsw", "dynamicEfFactor", "changed", InPlace, Takes, LIVE),
    row("hnsw", "flatSearchCutoff", "changed", InPlace, Takes, LIVE),
    row("hnsw", "filterStrategy", "changed", InPlace, Takes, LIVE),
    row("hnsw", "vectorCacheMaxObjects", "changed", InPlace, Takes, RELOAD),
    row("hnsw", "efConstruction", "changed", Rebuild, Refuses, FIXED),
    row("hnsw", "maxConnections", "changed", Rebuild, Refuses, FIXED),
    row("hnsw", "cleanupIntervalSeconds", "changed", Rebuild, Refuses, FIXED),
    row("hnsw", "multivector.enabled", "changed", Rebuild, Refuses, FIXED),
    row("hnsw", "multivector.muvera.enabled", "changed", Rebuild, Refuses, FIXED),
    row("hnsw", "multivector.muvera.ksim", "changed", InPlace, Takes, RELOAD),
    row("hnsw", "pq", "on", Reindex, Works, COMPRESSES),
    row("hnsw", "bq", "on", Reindex, Works, COMPRESSES),
    row("hnsw", "sq", "on", Reindex, Works, COMPRESSES),
    row("hnsw", "rq", "on", Reindex, Works, COMPRESSES),
    row("hnsw", "pq", "off", Rebuild, Stores, QUANTIZER),
    row("hnsw", "bq", "off", Rebuild, Stores, QUANTIZER),
    row("hnsw", "sq", "off", Rebuild, Stores, QUANTIZER),
    row("hnsw", "rq", "off", Rebuild, Stores, QUANTIZER),
    row("hnsw", "another quantizer", "on", Rebuild, Stores, QUANTIZER),
    row("hnsw", "rq.bits", "changed", Rebuild, Refuses, QUANTIZER),
    row("hnsw", "rescoreLimit", "changed", InPlace, Takes, LIVE),
    row("flat", "distance", "changed", Rebuild, Refuses, DISTANCE),
    row("flat", "vectorCacheMaxObjects", "changed", InPlace, Takes, RELOAD),
    row("flat", "bq", "on", Rebuild, Refuses, FIXED),
    row("flat", "rq", "on", Rebuild, Refuses, FIXED),
    row("flat", "rescoreLimit", "changed", InPlace, Takes, LIVE),
    row("dynamic", "distance", "changed", Rebuild, Refuses, DISTANCE),
    row("dynamic", "threshold", "changed", InPlace, Takes, RELOAD),
    row("hfresh", "distance", "changed", Rebuild, Refuses, DISTANCE),
    row("hfresh", "replicas", "changed", Rebuild, Refuses, FIXED).since(1, 36),
    row("hfresh", "searchProbe", "changed", InPlace, Takes, LIVE).since(1, 36),
    row("hfresh", "maxPostingSizeKB", "changed", InPlace, Takes, RELOAD).since(1, 36),
    row("hfresh", "rescoreLimit", "changed", InPlace, Takes, LIVE).since(1, 36),
];

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn spelled<S: serde::Serializer>(version: &Version, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(version)
}

/// The row of a field, and of what happens to it.
pub(crate) fn find(part: &str, field: &str, change: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.part == part && row.field == field && row.change == change)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_row_stands_once() {
        let keys: BTreeSet<_> = TABLE.iter().map(|row| (row.part, row.field, row.change)).collect();
        assert_eq!(keys.len(), TABLE.len());
    }

    /// What is done by a request the server takes, and what it does not take needs more than a request.
    #[test]
    fn the_answer_fits_the_class() {
        for row in TABLE {
            let fits = match row.class {
                InPlace | Additive | Destructive => row.answer == Takes,
                Reindex => row.answer != Takes,
                Rebuild => !matches!(row.answer, Takes | Works),
            };
            assert!(fits, "{row:?}");
        }
    }
}
