//! Where the objects of a collection are: on how many nodes, in how many shards; with every setting.
#![allow(non_camel_case_types)]

use crate::plain::modules::table;

table::modules! {
    /// How many nodes have each object.
    replication = "replicationConfig" [] {
        factor "factor" count,
        deletion_strategy "deletionStrategy" deletion_strategy,
        r#async "asyncConfig" inside,
    }
    /// How replicas are compared and brought together in the background.
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
    /// How many shards there are.
    sharding = "shardingConfig" [] {
        desired_count "desiredCount" count,
        virtual_per_physical "virtualPerPhysical" count,
        desired_virtual_count "desiredVirtualCount" count,
    }
}
