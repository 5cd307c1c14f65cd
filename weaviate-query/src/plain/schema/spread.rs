//! Where the objects of a collection are: on how many nodes, in how many shards; with every setting.
//!
//! | setting | the server's own (1.39.0) | once the collection is there |
//! |---|---|---|
//! | `replication.factor` | 1 | down, or up when the replicas were copied |
//! | `replication.deletion_strategy` | `time_based_resolution` from 1.36 | can be changed |
//! | `replication.async` | on with a factor above 1, from 1.38 | can be changed |
//! | `sharding.desired_count` | one a node, or `DEFAULT_SHARDING_COUNT` | fixed |
//! | `sharding.virtual_per_physical` | 128 | fixed |
//!
//! A multi-tenant collection has a shard a tenant, and no use for `sharding`.
//!
//! ```
//! use weaviate_query::schema::{index::choice, spread};
//!
//! const LIVELY: weaviate_query::modules::Settings = spread::r#async().propagation_concurrency(4).settings();
//! let three = spread::replication()
//!     .factor(3)
//!     .deletion_strategy(choice::delete_on_conflict)
//!     .r#async(&LIVELY)
//!     .settings();
//! assert_eq!(three.name(), "replicationConfig");
//! assert_eq!(
//!     serde_json::Value::from(three.to_json()),
//!     serde_json::json!({
//!         "factor": 3,
//!         "deletionStrategy": "DeleteOnConflict",
//!         "asyncConfig": { "propagationConcurrency": 4 },
//!     })
//! );
//! ```
#![allow(non_camel_case_types)]

use crate::plain::modules::table;

table::modules! {
    /// How many nodes have each object.
    ///
    /// A factor above the number of nodes is refused when the collection is made; an update to 0 is answered with 200 and not
    /// done (1.39.0).
    replication = "replicationConfig" [] {
        factor "factor" count,
        deletion_strategy "deletionStrategy" deletion_strategy,
        r#async "asyncConfig" inside,
    }
    /// How replicas are compared and brought together in the background, from 1.36 on.
    ///
    /// Keys that the server does not know it drops in silence.
    r#async = "async" since(1, 36, 0) [] {
        hashtree_height "hashtreeHeight" count,
        frequency "frequency" count,
        frequency_while_propagating "frequencyWhilePropagating" count,
        logging_frequency "loggingFrequency" count,
        diff_batch_size "diffBatchSize" count,
        diff_per_node_timeout "diffPerNodeTimeout" count,
        pre_propagation_timeout "prePropagationTimeout" count,
        propagation_timeout "propagationTimeout" count,
        propagation_limit "propagationLimit" count,
        propagation_delay "propagationDelay" count,
        propagation_concurrency "propagationConcurrency" count,
        propagation_batch_size "propagationBatchSize" count,
    }
    /// How many shards there are. Only when the collection is made: a server has no way to share objects out anew.
    sharding = "shardingConfig" [] {
        desired_count "desiredCount" count,
        virtual_per_physical "virtualPerPhysical" count,
        desired_virtual_count "desiredVirtualCount" count,
    }
}
