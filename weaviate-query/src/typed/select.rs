//! What of each object is selected, and the rows that come of it.
//!
//! An item is a token, metadata, or a selection inside a nested object or link. A tuple of items knows what to
//! ask the server for and how to read one object into the tuple of their values. One tuple does both, so what is asked
//! for and what is read cannot differ.
//!
//! | item | asks for | gives a row |
//! |---|---|---|
//! | a token, `.title` | the property; of an object all its properties; of a link the id | the field's own type |
//! | braces, `.author { .name }` | what the braces name | their row, wrapped by the field's type: see [`Shape`] |
//! | metadata, `score` | that word | its type, never an `Option`: a question that does not make it does not compile |
//!
//! Reading works as it does for a whole struct: the object is walked once, each item's value lands unparsed in a slot on
//! the stack, and each item parses its own. An item that fails is `Decode`, with the property's name and the object's id.
//!
//! The impls are for tuples of one to 32 items; what stands in braces of its own is one of them.

mod hit;
mod meta;

use std::marker::PhantomData;

use crate::{
    plain::{
        error::Result,
        ir,
        schema::DataType,
        sealed::Sealed,
        tuples::for_tuples,
        wire::{Key, ObjectBytes, Slot, find, named, shown},
    },
    typed::{
        fields::HasFields,
        marker::{Property, read, target},
        property::{PropertyType, Shape},
        search::Inside,
        token::{Below, Field, Id},
    },
};

#[cfg(feature = "chrono")]
use crate::typed::token::{CreatedAt, UpdatedAt};

pub use hit::Hit;
pub use meta::{Data, Meta, RefusedMeta};

/// One part of a selection: a token, a word of metadata, or braces.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    label = "expected a property, metadata, or a selection inside a nested object or link"
)]
pub trait Item: Sealed + Send + Sync + 'static {
    /// What it gives a row: a value that is owned, since the bytes of the reply do not outlive it.
    type Value: 'static;

    /// Where it stands in an object: what the walk over the bytes looks for.
    fn key(&self) -> Key;
    /// What the server is asked for; the first of it, where that is several things (a link to several collections).
    fn ir(&self) -> ir::Item;
    /// Adds all that the server is asked for.
    fn ask(&self, items: &mut Vec<ir::Item>) {
        items.push(self.ir());
    }
    /// Reads what was found for it.
    fn read(&self, slot: &Slot<'_>) -> Result<Self::Value>;
}

impl<R: 'static, Pa: 'static, P: Property> Item for Field<R, Pa, P> {
    type Value = P::Type;

    fn key(&self) -> Key {
        key::<P>()
    }

    fn ir(&self) -> ir::Item {
        ir::Item::of_type(P::NAME, &P::Type::TYPE)
    }

    fn ask(&self, items: &mut Vec<ir::Item>) {
        ir::Item::ask(P::NAME, &P::Type::TYPE, target::<P>(), items);
    }

    fn read(&self, slot: &Slot<'_>) -> Result<P::Type> {
        read::<P>(slot)
    }
}

/// Where a property stands in an object.
fn key<P: Property>() -> Key {
    if P::STEP { Key::object(P::NAME) } else { Key::of(P::NAME, P::Type::TYPE.data_type) }
}

/// A field of the struct that is metadata is selected as the word is: `.id` gives what `id` gives.
macro_rules! tokens {
    ($($token:ident => $value:ty, $word:ident;)*) => { $(
        impl<R: 'static, Pa: 'static> Item for $token<R, Pa> {
            type Value = $value;

            fn key(&self) -> Key {
                Meta::<R, Inside>::new().$word().key()
            }

            fn ir(&self) -> ir::Item {
                Meta::<R, Inside>::new().$word().ir()
            }

            fn read(&self, slot: &Slot<'_>) -> Result<$value> {
                Meta::<R, Inside>::new().$word().read(slot)
            }
        }
    )* };
}

tokens! { Id => uuid::Uuid, id; }
#[cfg(feature = "chrono")]
tokens! {
    CreatedAt => chrono::DateTime<chrono::Utc>, created_at;
    UpdatedAt => chrono::DateTime<chrono::Utc>, updated_at;
}

/// A selection inside the property `P` that has no items yet.
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "a step of an expansion")]
pub struct Nest<P>(PhantomData<fn() -> P>);

/// A selection inside the property `P`.
#[expect(missing_debug_implementations, reason = "a step of an expansion")]
pub struct Nested<P, I: Items, T> {
    items: I,
    row: fn(I::Row) -> T,
    of: PhantomData<fn() -> P>,
}

impl<P, I: Items, T> Sealed for Nested<P, I, T> {}

type Leaf<P> = <<P as Property>::Type as Shape<P>>::Leaf;
type Tokens<R, Pa, P> = <Leaf<P> as HasFields>::Fields<R, Below<Pa, P>>;

impl<R: 'static, Pa: 'static, P: Property<Type: Shape<P>>> Field<R, Pa, P> {
    /// Selects inside a nested object or link: the row is the tuple of what `pick` returns, wrapped as [`Shape`] says. A
    /// link gives an `Option`, because its object may have been deleted.
    ///
    /// It does for one property by hand what `.property { … }` does in the macro: `a.author.pick(|author, _| (author.name,))`.
    pub fn pick<I: Items>(
        self,
        pick: impl FnOnce(&'static Tokens<R, Pa, P>, Meta<Leaf<P>, Inside>) -> I,
    ) -> Nested<P, I, I::Row> {
        Nested { items: pick(Leaf::<P>::fields(), Meta::new()), row: |row| row, of: PhantomData }
    }

    /// What `query!` writes for `.property { … }`, with [`Nest::rows`].
    #[doc(hidden)]
    pub fn open(self) -> (Nest<P>, &'static Tokens<R, Pa, P>, Meta<Leaf<P>, Inside>) {
        (Nest(PhantomData), Leaf::<P>::fields(), Meta::new())
    }
}

impl<P: Property<Type: Shape<P>>> Nest<P> {
    /// The items and what becomes of each row.
    #[doc(hidden)]
    pub fn rows<I: Items, T>(self, items: I, row: fn(I::Row) -> T) -> Nested<P, I, T> {
        Nested { items, row, of: PhantomData }
    }
}

impl<P: Property<Type: Shape<P>>, I: Items, T: 'static> Item for Nested<P, I, T> {
    type Value = <P::Type as Shape<P>>::Of<T>;

    fn key(&self) -> Key {
        key::<P>()
    }

    fn ir(&self) -> ir::Item {
        let (name, selection) = (P::NAME.into(), self.items.selection());
        match P::Type::TYPE.data_type {
            DataType::Reference => {
                ir::Item::Link { name, collection: target::<P>().map(str::to_owned), selection }
            }
            _ => ir::Item::Object { name, selection },
        }
    }

    fn ask(&self, items: &mut Vec<ir::Item>) {
        match P::Type::TYPE.targets {
            // Of a link to several collections each is asked for by itself.
            targets @ [_, _, ..] => items.extend(self.items.selection().of_targets(P::NAME, targets)),
            _ => items.push(self.ir()),
        }
    }

    fn read(&self, slot: &Slot<'_>) -> Result<Self::Value> {
        let mut row = |object: ObjectBytes<'_>| self.items.read(object).map(self.row);
        if let Some(default) = P::DEFAULT
            && slot.is_empty()?
        {
            let default = shown(|sink| default().write(P::NAME, sink))?;
            let (object, key) = (ObjectBytes::of_nested(&default), key::<P>());
            let [found] = find(object, &[key])?;
            return <P::Type as Shape<P>>::each(&Slot::new(&key, found, object.metadata()), &mut row);
        }
        <P::Type as Shape<P>>::each(slot, &mut row)
    }
}

/// A tuple of items: one to 32.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a selection",
    label = "expected a tuple of one to 32 properties, metadata and selections inside them"
)]
pub trait Items: Sealed + Send + Sync + 'static {
    /// The tuple of their values.
    type Row: 'static;

    /// What the server is asked for.
    fn selection(&self) -> ir::Selection;
    /// Reads an object.
    fn read(&self, object: ObjectBytes<'_>) -> Result<Self::Row>;
}

macro_rules! tuples {
    ($($i:ident $of:ident $n:tt)+) => {
        impl<$($i: Item),+> Items for ($($i,)+) {
            type Row = ($($i::Value,)+);

            fn selection(&self) -> ir::Selection {
                let mut items = Vec::with_capacity(const { [$($n),+].len() });
                $(self.$n.ask(&mut items);)+
                ir::Selection { items }
            }

            fn read(&self, object: ObjectBytes<'_>) -> Result<Self::Row> {
                let keys = [$(self.$n.key()),+];
                let found = find(object, &keys)?;
                Ok(($(read_item(&self.$n, &Slot::new(&keys[$n], found[$n], object.metadata()))?,)+))
            }
        }
    };
}

/// Reads one item, naming its property in what goes wrong.
fn read_item<I: Item>(item: &I, slot: &Slot<'_>) -> Result<I::Value> {
    item.read(slot).map_err(|error| named(error, slot))
}

for_tuples!(tuples, 32);
