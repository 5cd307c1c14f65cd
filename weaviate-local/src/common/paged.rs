//! What belongs to document numbers, in pages: dense where documents are, nothing where they are gone.

use std::{ops::Range, sync::Arc};

/// How many numbers a page is for.
pub(crate) const PAGE: u32 = 256;

/// The values of a page, packed one behind the other.
pub(crate) trait Column: Clone + Default {
    /// A value, as it is put in and looked at.
    type Value<'a>
    where
        Self: 'a;

    fn get(&self, at: usize) -> Option<Self::Value<'_>>;
    /// Puts a value in front of the one that has this place, or behind all.
    fn insert(&mut self, at: usize, value: Self::Value<'_>);
    fn remove(&mut self, at: usize);
    /// Gives back what growing left over.
    fn shrink(&mut self);
}

/// A map by number that takes little more memory than its values, for numbers that mostly follow each other. A copy shares
/// the pages until one of the two is changed.
#[derive(Debug, Clone)]
pub(crate) struct Paged<C> {
    pages: Vec<Option<Arc<Page<C>>>>,
    len: usize,
}

/// The values of some numbers in their order, and which numbers these are.
#[derive(Debug, Clone, Default)]
struct Page<C> {
    present: [u64; 4],
    values: C,
}

impl<C> Default for Paged<C> {
    fn default() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }
}

fn place(number: u32) -> (usize, u32) {
    ((number / PAGE) as usize, number % PAGE)
}

impl<C> Page<C> {
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

    fn len(&self) -> usize {
        self.present.iter().map(|word| word.count_ones() as usize).sum()
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

impl<C: Column> Page<C> {
    fn entries(&self) -> impl Iterator<Item = (u32, C::Value<'_>)> + '_ {
        self.numbers().enumerate().filter_map(|(at, low)| Some((low, self.values.get(at)?)))
    }
}

impl<C: Column> Paged<C> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, number: u32) -> Option<C::Value<'_>> {
        let (page, low) = place(number);
        let page = self.pages.get(page)?.as_ref()?;
        page.values.get(page.find(low).ok()?)
    }

    /// Puts a value in, in place of the one that was there.
    pub(crate) fn insert(&mut self, number: u32, value: C::Value<'_>) {
        let (at, low) = place(number);
        if at >= self.pages.len() {
            // The page that was the last one is full, as a rule.
            self.shrink();
            self.pages.resize_with(at + 1, || None);
        }
        let Some(page) = self.pages.get_mut(at) else { return };
        let page = Arc::make_mut(page.get_or_insert_default());
        match page.find(low) {
            Ok(at) => {
                page.values.remove(at);
                page.values.insert(at, value);
            }
            Err(at) => {
                page.values.insert(at, value);
                page.mark(low);
                self.len += 1;
            }
        }
    }

    /// Takes a value out; whether there was one.
    pub(crate) fn remove(&mut self, number: u32) -> bool {
        let (at, low) = place(number);
        let Some(slot) = self.pages.get_mut(at) else { return false };
        let Some(page) = slot else { return false };
        let Ok(found) = page.find(low) else { return false };
        let page = Arc::make_mut(page);
        page.values.remove(found);
        page.mark(low);
        if page.present == [0; 4] {
            *slot = None;
        }
        self.len -= 1;
        true
    }

    /// Takes in values of numbers that all come after the ones of this.
    pub(crate) fn append(&mut self, later: Self) {
        self.shrink();
        for (at, page) in later.pages.into_iter().enumerate() {
            let Some(page) = page else { continue };
            if at >= self.pages.len() {
                self.pages.resize_with(at + 1, || None);
            }
            match self.pages.get_mut(at) {
                Some(known @ None) => {
                    self.len += page.len();
                    *known = Some(page);
                }
                _ => page.entries().for_each(|(low, value)| self.insert(at as u32 * PAGE + low, value)),
            }
        }
    }

    /// Gives back what growing left over; only the last page grows, as a rule.
    pub(crate) fn shrink(&mut self) {
        if let Some(Some(last)) = self.pages.last_mut() {
            Arc::make_mut(last).values.shrink();
        }
    }

    /// The values of each page, to be changed as they are.
    pub(crate) fn columns_mut(&mut self) -> impl Iterator<Item = &mut C> {
        self.pages.iter_mut().flatten().map(|page| &mut Arc::make_mut(page).values)
    }

    /// In the order of numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, C::Value<'_>)> + '_ {
        self.from(0)
    }

    /// In the order of numbers, from this one on.
    pub(crate) fn from(&self, first: u32) -> impl Iterator<Item = (u32, C::Value<'_>)> + '_ {
        let page = place(first).0;
        let pages = (0_u32..).zip(&self.pages).skip(page).filter_map(|(at, page)| Some((at, page.as_ref()?)));
        pages
            .flat_map(|(at, page)| page.entries().map(move |(low, value)| (at * PAGE + low, value)))
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

/// Puts items into a list at a place. It grows by an eighth, so that little is left over.
pub(crate) fn put<T: Copy>(list: &mut Vec<T>, at: usize, items: &[T]) {
    if list.capacity() - list.len() < items.len() {
        list.reserve_exact(items.len().max(list.len() / 8));
    }
    if at == list.len() {
        list.extend_from_slice(items);
    } else {
        list.splice(at..at, items.iter().copied());
    }
}

/// Takes items out of a list, and gives back the room of many.
pub(crate) fn cut<T>(list: &mut Vec<T>, items: Range<usize>) {
    list.drain(items);
    if list.capacity() - list.len() > list.len() / 4 {
        list.shrink_to_fit();
    }
}

/// A number for each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers(Vec<u32>);

impl Column for Numbers {
    type Value<'a> = u32;

    fn get(&self, at: usize) -> Option<u32> {
        self.0.get(at).copied()
    }

    fn insert(&mut self, at: usize, value: u32) {
        put(&mut self.0, at, &[value]);
    }

    fn remove(&mut self, at: usize) {
        cut(&mut self.0, at..at + 1);
    }

    fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn mixed() -> (Paged<Numbers>, BTreeMap<u32, u32>) {
        let (mut paged, mut map) = (Paged::default(), BTreeMap::new());
        for at in 0..20_000_u32 {
            let number = at.wrapping_mul(2_654_435_761) >> 18;
            paged.insert(number, at);
            map.insert(number, at);
            if at % 3 == 0 {
                let other = number ^ 5;
                assert_eq!(paged.remove(other), map.remove(&other).is_some());
            }
        }
        (paged, map)
    }

    #[test]
    fn as_a_map_by_number() {
        let (mut paged, map) = mixed();
        assert_eq!(paged.len(), map.len());
        assert!(paged.iter().eq(map.clone()));
        for first in [0, 1, 255, 256, 257, 9_999, 16_383, 70_000] {
            assert!(paged.from(first).eq(map.range(first..).map(|(n, at)| (*n, *at))));
            assert_eq!(paged.get(first), map.get(&first).copied());
        }
        assert_eq!(paged.ends(), Some((*map.keys().next().unwrap(), *map.keys().last().unwrap())));
        let copy = paged.clone();
        for number in 0..20_000 {
            assert_eq!(paged.remove(number), map.contains_key(&number));
        }
        assert_eq!((paged.len(), paged.ends()), (0, None));
        assert!(paged.pages.iter().all(Option::is_none), "no page is left behind");
        assert!(copy.iter().eq(map), "a copy stays what it was");
    }

    #[test]
    fn what_comes_later_is_appended() {
        let (all, map) = mixed();
        for cut in [0, 1, 200, 256, 300, 5_120, 16_000, 20_000] {
            let part = |range: Range<u32>| {
                let mut part = Paged::<Numbers>::default();
                map.range(range).for_each(|(number, at)| part.insert(*number, *at));
                part
            };
            let mut whole = part(0..cut);
            whole.append(part(cut..u32::MAX));
            assert_eq!(whole.len(), all.len());
            assert!(whole.iter().eq(all.iter()), "cut at {cut}");
        }
    }

    // Growing by an eighth leaves no more than that over, and less in pages that are full.
    #[test]
    fn little_is_left_over() {
        let mut paged = Paged::<Numbers>::default();
        (0..10_000).for_each(|number| paged.insert(number, number));
        let room =
            |paged: &mut Paged<Numbers>| paged.columns_mut().map(|column| column.0.capacity()).sum::<usize>();
        assert!((10_000..10_000 + PAGE as usize / 4).contains(&room(&mut paged)), "{}", room(&mut paged));
        (0..10_000).filter(|number| number % 4 > 0).for_each(|number| assert!(paged.remove(number)));
        assert!(room(&mut paged) < 2_500 * 5 / 4 + PAGE as usize, "{}", room(&mut paged));
    }
}
