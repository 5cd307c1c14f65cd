//! The words that settings take.
//!
//! Each is a constant in lower case, so that an attribute can write the word as it is: `filter_strategy =
//! acorn`. Another word is an unknown name to rustc, which lists those that there are.
#![allow(non_upper_case_globals)]

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $word:ident $wire:literal)* })*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(&'static str);

        impl $name {
            /// Every word, each with how the server spells it.
            pub const ALL: &'static [(&'static str, &'static str)] = &[$((stringify!($word), $wire)),*];

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
    /// How a graph is searched under a filter. The server's default is `acorn` (1.39.0).
    ///
    /// It can be changed while the collection is there, and counts at once.
    FilterStrategy {
        /// Along the edges of all, keeping what the filter lets through
        sweeping "sweeping"
        /// Along the edges of what the filter lets through
        acorn "acorn"
    }
    /// How product quantization makes its centroids; `kmeans`, if nothing is said.
    Encoder {
        /// By clusters
        kmeans "kmeans"
        /// By tiles
        tile "tile"
    }
    /// What the tiles of product quantization are spread like; `log_normal`, if nothing is said.
    Distribution {
        /// Log-normal
        log_normal "log-normal"
        /// Normal
        normal "normal"
    }
    /// What becomes of an object that one replica has and another has deleted.
    ///
    /// Without a word it is `time_based_resolution` from 1.36 on, and was `no_automated_resolution` before.
    DeletionStrategy {
        /// It is deleted
        delete_on_conflict "DeleteOnConflict"
        /// Nothing: the replicas stay as they are
        no_automated_resolution "NoAutomatedResolution"
        /// What happened last, the write or the deletion
        time_based_resolution "TimeBasedResolution"
    }
}
