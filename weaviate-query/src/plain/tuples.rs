//! Impls for tuples of every length, from one table of names.

/// Calls `$each! { A OfA 0 B OfB 1 … }` for tuples of one member, of two, and so on up to `$most`: for each member a name,
/// a second one that belongs to it, and its place. `$most` is 6, 8, 10, 12 or 32.
///
/// The derive cuts longer lists into tuples, by numbers of its own: those must not be larger than `$most` here.
macro_rules! for_tuples {
    ($each:ident, $most:tt) => {
        for_tuples! { @ $each $most []
            [A OfA 0] [B OfB 1] [D OfD 2] [E OfE 3] [F OfF 4] [G OfG 5] [H OfH 6] [J OfJ 7]
            [K OfK 8] [L OfL 9] [M OfM 10] [N OfN 11] [O OfO 12] [P OfP 13] [Q OfQ 14] [R OfR 15]
            [S OfS 16] [T OfT 17] [U OfU 18] [V OfV 19] [W OfW 20] [X OfX 21] [Y OfY 22] [Z OfZ 23]
            [A1 OfA1 24] [B1 OfB1 25] [D1 OfD1 26] [E1 OfE1 27] [F1 OfF1 28] [G1 OfG1 29] [H1 OfH1 30] [J1 OfJ1 31]
        }
    };
    // Stops at the first entry beyond `$most`, or at the end of the table.
    (@ $each:ident 6 $done:tt [H OfH 6] $($rest:tt)*) => {};
    (@ $each:ident 8 $done:tt [K OfK 8] $($rest:tt)*) => {};
    (@ $each:ident 10 $done:tt [M OfM 10] $($rest:tt)*) => {};
    (@ $each:ident 12 $done:tt [O OfO 12] $($rest:tt)*) => {};
    (@ $each:ident 32 $done:tt) => {};
    (@ $each:ident $most:tt [$($done:tt)*] [$($next:tt)+] $($rest:tt)*) => {
        $each! { $($done)* $($next)+ }
        for_tuples! { @ $each $most [$($done)* $($next)+] $($rest)* }
    };
}
pub(crate) use for_tuples;
