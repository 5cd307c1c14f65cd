//! Filters on numbers.

use weaviate::Collection as _;

use crate::asked::{
    case::{Case, found},
    collections::Article,
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!("filters/int-wordCount-eq", Article, { .word_count == 800 }, f.word_count.eq(800)),
        found!("filters/int-wordCount-ne", Article, { .word_count != 800 }, f.word_count.ne(800)),
        found!("filters/int-wordCount-gt", Article, { .word_count > 800 }, f.word_count.gt(800)),
        found!("filters/int-wordCount-gte", Article, { .word_count >= 800 }, f.word_count.ge(800)),
        found!("filters/int-wordCount-lt", Article, { .word_count < 800 }, f.word_count.lt(800)),
        found!("filters/int-priority-eq", Article, { .priority == 2 }, f.priority.eq(2)),
        found!("filters/int-priority-gt", Article, { .priority > 2 }, f.priority.gt(2)),
        found!("filters/int-priority-gte", Article, { .priority >= 2 }, f.priority.ge(2)),
        found!("filters/int-priority-lt", Article, { .priority < 2 }, f.priority.lt(2)),
        found!("filters/int-priority-lte", Article, { .priority <= 2 }, f.priority.le(2)),
        found!("filters/number-rating-eq", Article, { .rating == 2.5 }, f.rating.eq(2.5)),
        found!("filters/number-rating-gt", Article, { .rating > 2.5 }, f.rating.gt(2.5)),
        found!("filters/number-rating-lt", Article, { .rating < 2.5 }, f.rating.lt(2.5)),
        found!("filters/number-price-eq", Article, { .price == 12.5 }, f.price.eq(12.5)),
        found!("filters/number-price-ne", Article, { .price != 12.5 }, f.price.ne(12.5)),
        found!("filters/number-price-gte", Article, { .price >= 12.5 }, f.price.ge(12.5)),
        found!("filters/number-price-lt", Article, { .price < 12.5 }, f.price.lt(12.5)),
        found!("filters/number-price-lte", Article, { .price <= 12.5 }, f.price.le(12.5)),
        found!("filters/num-wordCount-any-1", Article, { .word_count in [5] }, f.word_count.is_in([5])),
        found!(
            "filters/num-scores-any-0",
            Article,
            { .scores contains_any [4, 9] },
            f.scores.contains_any([4, 9]),
        ),
        found!(
            "filters/num-scores-all-0",
            Article,
            { .scores contains_all [4, 9] },
            f.scores.contains_all([4, 9]),
        ),
        found!(
            "filters/num-scores-none-0",
            Article,
            { .scores contains_none [4, 9] },
            f.scores.contains_none([4, 9]),
        ),
        found!(
            "filters/num-scores-any-1",
            Article,
            { .scores contains_any [0, 11] },
            f.scores.contains_any([0, 11]),
        ),
        found!(
            "filters/num-scores-all-1",
            Article,
            { .scores contains_all [0, 11] },
            f.scores.contains_all([0, 11]),
        ),
        found!(
            "filters/num-scores-none-1",
            Article,
            { .scores contains_none [0, 11] },
            f.scores.contains_none([0, 11]),
        ),
        found!("filters/num-rating-any-0", Article, { .rating in [2.5, 0.25] }, f.rating.is_in([2.5, 0.25])),
        found!("filters/num-rating-any-1", Article, { .rating in [-0.5] }, f.rating.is_in([-0.5])),
        found!(
            "filters/num-ratings-any-0",
            Article,
            { .ratings contains_any [0.5, 0.75] },
            f.ratings.contains_any([0.5, 0.75]),
        ),
        found!(
            "filters/num-ratings-all-0",
            Article,
            { .ratings contains_all [0.5, 0.75] },
            f.ratings.contains_all([0.5, 0.75]),
        ),
        found!(
            "filters/num-ratings-none-0",
            Article,
            { .ratings contains_none [0.5, 0.75] },
            f.ratings.contains_none([0.5, 0.75]),
        ),
        found!("filters/num-priority-any-0", Article, { .priority in [0, 3] }, f.priority.is_in([0, 3])),
        found!("filters/num-price-any-0", Article, { .price in [12.5, 0.0] }, f.price.is_in([12.5, 0.0])),
        found!(
            "filters/num-coerce-9",
            Article,
            { .big == 9_007_199_254_740_991 },
            f.big.eq(9_007_199_254_740_991_i64),
        ),
        found!(
            "filters/num-coerce-10",
            Article,
            { .big == -9_007_199_254_740_991 },
            f.big.eq(-9_007_199_254_740_991_i64),
        ),
        found!("filters/num-coerce-16", Article, { .huge == 5e-324 }, f.huge.eq(5e-324)),
        found!("filters/num-coerce-18", Article, { .word_count == 0 }, f.word_count.eq(0)),
        found!(
            "filters/big-gt",
            Article,
            { .big > 9_007_199_254_740_991 },
            f.big.gt(9_007_199_254_740_991_i64),
        ),
        found!("filters/huge-gt", Article, { .huge > 0.0 }, f.huge.gt(0.0)),
        found!(
            "filters/big-gte",
            Article,
            { .big >= 9_007_199_254_740_991 },
            f.big.ge(9_007_199_254_740_991_i64),
        ),
        found!("filters/huge-gte", Article, { .huge >= 0.0 }, f.huge.ge(0.0)),
        found!(
            "filters/big-lt",
            Article,
            { .big < 9_007_199_254_740_991 },
            f.big.lt(9_007_199_254_740_991_i64),
        ),
        found!("filters/huge-lt", Article, { .huge < 0.0 }, f.huge.lt(0.0)),
        found!(
            "filters/big-lte",
            Article,
            { .big <= 9_007_199_254_740_991 },
            f.big.le(9_007_199_254_740_991_i64),
        ),
        found!("filters/huge-lte", Article, { .huge <= 0.0 }, f.huge.le(0.0)),
        found!("filters/int-gt-negative", Article, { .word_count > -43 }, f.word_count.gt(-43)),
        found!(
            "filters/range-and",
            Article,
            { .price >= 0.0 && .price < 10.0 },
            f.price.ge(0.0) & f.price.lt(10.0),
        ),
    ]
}
