//! The words that settings take.
#![allow(non_upper_case_globals)]

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $word:ident $wire:literal)* })*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(&'static str);

        impl $name {
            /// As the server spells it.
            pub const fn wire_name(self) -> &'static str {
                self.0
            }
        }

        $(
            $(#[$of])*
            pub const $word: $name = $name($wire);
        )*
    )* };
}

words! {
    /// How a graph is searched under a filter.
    FilterStrategy {
        /// Along the edges of all, keeping what the filter lets through
        sweeping "sweeping"
        /// Along the edges of what the filter lets through
        acorn "acorn"
    }
    /// How product quantization makes its centroids.
    Encoder {
        /// By clusters
        kmeans "kmeans"
        /// By tiles
        tile "tile"
    }
    /// What the tiles of product quantization are spread like.
    Distribution {
        /// Log-normal
        log_normal "log-normal"
        /// Normal
        normal "normal"
    }
    /// What becomes of an object that one replica has and another has deleted.
    DeletionStrategy {
        /// It is deleted
        delete_on_conflict "DeleteOnConflict"
        /// Nothing
        no_automated_resolution "NoAutomatedResolution"
        /// What happened last
        time_based_resolution "TimeBasedResolution"
    }
}
