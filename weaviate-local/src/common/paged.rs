//! Values by document number: dense where documents are, nothing where they are gone.

/// How many numbers a page is for.
const PAGE: u32 = 256;

/// A map by number that takes little more memory than its values, for numbers that mostly follow each other.
#[derive(Debug)]
pub(crate) struct Paged<T> {
    pages: Vec<Option<Box<Page<T>>>>,
    len: usize,
}

/// The values of some numbers in their order, and which numbers these are.
#[derive(Debug)]
struct Page<T> {
    present: [u64; 4],
    values: Vec<T>,
}

impl<T> Default for Paged<T> {
    fn default() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { present: [0; 4], values: Vec::new() }
    }
}

fn place(number: u32) -> (usize, u32) {
    ((number / PAGE) as usize, number % PAGE)
}

impl<T> Page<T> {
    /// Where the value of a number is, or would be.
    fn find(&self, low: u32) -> Result<usize, usize> {
        let (word, bit) = ((low / 64) as usize, low % 64);
        let before = self.present.iter().take(word).map(|word| word.count_ones()).sum::<u32>();
        let word = self.present.get(word).copied().unwrap_or(0);
        let at = (before + (word & ((1 << bit) - 1)).count_ones()) as usize;
        if word >> bit & 1 == 1 { Ok(at) } else { Err(at) }
    }

    fn mark(&mut self, low: u32) {
        if let Some(word) = self.present.get_mut((low / 64) as usize) {
            *word ^= 1 << (low % 64);
        }
    }

    fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(self.present).flat_map(|(at, word)| {
            // Each bit that is set, the lowest one first.
            let some = |word: u64| (word != 0).then_some(word);
            std::iter::successors(some(word), move |word| some(word & (word - 1)))
                .map(move |word| at * 64 + word.trailing_zeros())
        })
    }
}

impl<T> Paged<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, number: u32) -> Option<&T> {
        let (page, low) = place(number);
        let page = self.pages.get(page)?.as_ref()?;
        page.values.get(page.find(low).ok()?)
    }

    /// Puts a value in, and gives back the one that was there.
    pub(crate) fn insert(&mut self, number: u32, value: T) -> Option<T> {
        let (at, low) = place(number);
        if at >= self.pages.len() {
            self.pages.resize_with(at + 1, || None);
        }
        let page = self.pages.get_mut(at)?.get_or_insert_default();
        match page.find(low) {
            Ok(at) => page.values.get_mut(at).map(|known| std::mem::replace(known, value)),
            Err(at) => {
                page.values.insert(at, value);
                page.mark(low);
                self.len += 1;
                None
            }
        }
    }

    pub(crate) fn remove(&mut self, number: u32) -> Option<T> {
        let (at, low) = place(number);
        let page = self.pages.get_mut(at)?;
        let known = page.as_mut()?;
        let value = known.values.remove(known.find(low).ok()?);
        known.mark(low);
        if known.values.is_empty() {
            *page = None;
        }
        self.len -= 1;
        Some(value)
    }

    /// Takes in values of numbers that all come after the ones of this.
    pub(crate) fn append(&mut self, later: Self) {
        for (at, page) in (0_u32..).zip(later.pages) {
            let Some(page) = page else { continue };
            let lows: Vec<u32> = page.numbers().collect();
            self.extend(lows.into_iter().map(|low| at * PAGE + low).zip(page.values));
        }
    }

    /// In the order of numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> + '_ {
        self.from(0)
    }

    /// In the order of numbers, from this one on.
    pub(crate) fn from(&self, first: u32) -> impl Iterator<Item = (u32, &T)> + '_ {
        let page = place(first).0;
        let pages = (0_u32..).zip(&self.pages).skip(page).filter_map(|(at, page)| Some((at, page.as_ref()?)));
        pages
            .flat_map(|(at, page)| page.numbers().map(move |low| at * PAGE + low).zip(&page.values))
            .skip_while(move |(number, _)| *number < first)
    }

    /// The first and the last number.
    pub(crate) fn ends(&self) -> Option<(u32, u32)> {
        let mut pages = (0_u32..).zip(&self.pages).filter_map(|(at, page)| Some((at, page.as_ref()?)));
        let (first, page) = pages.next()?;
        let first_low = page.numbers().next()?;
        let (last, page) = pages.last().unwrap_or((first, page));
        Some((first * PAGE + first_low, last * PAGE + page.numbers().last()?))
    }
}

impl<T> Extend<(u32, T)> for Paged<T> {
    fn extend<I: IntoIterator<Item = (u32, T)>>(&mut self, entries: I) {
        for (number, value) in entries {
            self.insert(number, value);
        }
    }
}

impl<T> FromIterator<(u32, T)> for Paged<T> {
    fn from_iter<I: IntoIterator<Item = (u32, T)>>(entries: I) -> Self {
        let mut out = Self::default();
        out.extend(entries);
        out
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn as_a_map_by_number() {
        let (mut paged, mut map) = (Paged::default(), BTreeMap::new());
        let numbers = || (0..20_000_u32).map(|at| at.wrapping_mul(2_654_435_761) >> 18);
        for (at, number) in numbers().enumerate() {
            assert_eq!(paged.insert(number, at), map.insert(number, at));
            if at % 3 == 0 {
                let other = number ^ 5;
                assert_eq!(paged.remove(other), map.remove(&other));
            }
        }
        assert_eq!(paged.len(), map.len());
        assert!(paged.iter().map(|(number, at)| (number, *at)).eq(map.clone()));
        for first in [0, 1, 255, 256, 257, 9_999, 16_383, 70_000] {
            assert!(
                paged
                    .from(first)
                    .map(|(number, at)| (number, *at))
                    .eq(map.range(first..).map(|(n, at)| (*n, *at)))
            );
            assert_eq!(paged.get(first), map.get(&first));
        }
        assert_eq!(paged.ends(), Some((*map.keys().next().unwrap(), *map.keys().last().unwrap())));
        for number in numbers() {
            assert_eq!(paged.remove(number), map.remove(&number));
        }
        assert_eq!((paged.len(), paged.ends()), (0, None));
        assert!(paged.pages.iter().all(Option::is_none), "no page is left behind");
    }
}
