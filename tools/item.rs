//! An item with all that belongs to it, a line each: fields, variants, methods, implementations.

use std::collections::{BTreeMap, HashMap};

use rustdoc_types::{
    Attribute, Generics, Id, Impl, Item, ItemEnum, MacroKind, Path, StructKind, Type, VariantKind,
};

use crate::print;

/// What is derived mostly, and says no more than its name.
const STANDARD: [&str; 11] =
    ["Clone", "Copy", "Debug", "Default", "Display", "Eq", "Error", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// Prints one item at one path.
pub(crate) struct Print<'a> {
    /// The items of its crate.
    pub(crate) index: &'a HashMap<Id, Item>,
    pub(crate) path: &'a str,
}

impl Print<'_> {
    fn get(&self, id: Id) -> Option<&Item> {
        self.index.get(&id)
    }

    pub(crate) fn item(&self, item: &Item) -> Vec<String> {
        let path = self.path;
        let mark = if item.attrs.contains(&Attribute::NonExhaustive) { "#[non_exhaustive] " } else { "" };
        let head = |word: &str, generics: &Generics| {
            format!(
                "{mark}pub {word} {path}{}{}",
                print::parameters(generics),
                print::conditions(None, generics)
            )
        };
        match &item.inner {
            ItemEnum::Module(_) => vec![format!("pub mod {path}")],
            ItemEnum::Struct(this) => {
                let mut lines = vec![head("struct", &this.generics)];
                lines.extend(self.fields(&this.kind));
                lines.extend(self.impls(&this.impls));
                lines
            }
            ItemEnum::Union(this) => vec![head("union", &this.generics)],
            ItemEnum::Enum(this) => {
                let mut lines = vec![head("enum", &this.generics)];
                lines.extend(this.variants.iter().filter_map(|id| self.variant(self.get(*id)?)));
                lines.extend(self.impls(&this.impls));
                lines
            }
            ItemEnum::Trait(this) => {
                let above = print::bounds(&this.bounds);
                let above = if above.is_empty() { above } else { format!(": {above}") };
                let (params, limits) =
                    (print::parameters(&this.generics), print::conditions(None, &this.generics));
                let mut lines = vec![format!("{mark}pub trait {path}{params}{above}{limits}")];
                lines.extend(this.items.iter().filter_map(|id| self.inside(path, None, *id)));
                // Those of our types stand with the types.
                lines.extend(this.implementations.iter().filter_map(|id| self.foreign(*id)));
                lines
            }
            ItemEnum::Macro(_) => vec![format!("pub macro {path}!")],
            ItemEnum::ProcMacro(this) => match this.kind {
                MacroKind::Derive => vec![format!("pub derive {path} with {}", this.helpers.join(", "))],
                MacroKind::Bang => vec![format!("pub macro {path}!")],
                MacroKind::Attr => vec![format!("pub attribute {path}")],
            },
            _ => Self::member(path, None, item).into_iter().collect(),
        }
    }

    fn fields(&self, kind: &StructKind) -> Vec<String> {
        let ids: Vec<Id> = match kind {
            StructKind::Unit => Vec::new(),
            StructKind::Tuple(ids) => ids.iter().flatten().copied().collect(),
            StructKind::Plain { fields, .. } => fields.clone(),
        };
        ids.into_iter()
            .filter_map(|id| self.field(id))
            .map(|field| format!("pub {}::{field}", self.path))
            .collect()
    }

    fn field(&self, id: Id) -> Option<String> {
        let item = self.get(id)?;
        let ItemEnum::StructField(of) = &item.inner else { return None };
        Some(format!("{}: {}", item.name.as_deref()?, print::type_(of)))
    }

    fn variant(&self, item: &Item) -> Option<String> {
        let ItemEnum::Variant(this) = &item.inner else { return None };
        let name = format!("pub {}::{}", self.path, item.name.as_deref()?);
        Some(match &this.kind {
            VariantKind::Plain => name,
            VariantKind::Tuple(ids) => {
                let part = |id: &Option<Id>| match id.and_then(|id| self.get(id)).map(|item| &item.inner) {
                    Some(ItemEnum::StructField(of)) => print::type_(of),
                    _ => "_".to_owned(),
                };
                format!("{name}({})", ids.iter().map(part).collect::<Vec<_>>().join(", "))
            }
            VariantKind::Struct { fields, .. } => {
                let all: Vec<_> = fields.iter().filter_map(|id| self.field(*id)).collect();
                format!("{name} {{ {} }}", all.join(", "))
            }
        })
    }

    /// A function, constant or type by its name: one by itself, of a trait or of an implementation.
    fn member(name: &str, of: Option<&Impl>, item: &Item) -> Option<String> {
        let conditions = |own: &Generics| print::conditions(of.map(|of| &of.generics), own);
        Some(match &item.inner {
            ItemEnum::Function(this) => {
                format!("pub {}{}", print::function(name, this), conditions(&this.generics))
            }
            ItemEnum::Constant { type_, .. } | ItemEnum::AssocConst { type_, .. } => {
                format!("pub const {name}: {}", print::type_(type_))
            }
            ItemEnum::Static(this) => format!("pub static {name}: {}", print::type_(&this.type_)),
            ItemEnum::TypeAlias(this) => {
                format!(
                    "pub type {name}{} = {}",
                    print::parameters(&this.generics),
                    print::type_(&this.type_)
                )
            }
            ItemEnum::AssocType { generics, bounds, type_ } => {
                let limits = print::bounds(bounds);
                let limits = if limits.is_empty() { limits } else { format!(": {limits}") };
                let value = type_.as_ref().map_or_else(String::new, |of| format!(" = {}", print::type_(of)));
                format!("pub type {name}{}{limits}{value}", print::parameters(generics))
            }
            _ => return None,
        })
    }

    /// A member of a trait or of an implementation, behind the name of its owner.
    fn inside(&self, owner: &str, of: Option<&Impl>, id: Id) -> Option<String> {
        let item = self.get(id)?;
        Self::member(&format!("{owner}::{}", item.name.as_deref()?), of, item)
    }

    fn impls(&self, ids: &[Id]) -> Vec<String> {
        let mut lines = Vec::new();
        // `Clone`, `Debug` and their like stand on one line.
        let mut plain = BTreeMap::<String, Vec<String>>::new();
        for id in ids {
            let Some(ItemEnum::Impl(this)) = self.get(*id).map(|item| &item.inner) else { continue };
            if this.is_synthetic || this.blanket_impl.is_some() {
                continue;
            }
            let args = match &this.for_ {
                Type::ResolvedPath(path) => print::arguments(path.args.as_deref()),
                _ => String::new(),
            };
            let owner = format!("{}{args}", self.path);
            match &this.trait_ {
                None => {
                    lines.extend(this.items.iter().filter_map(|id| self.inside(&owner, Some(this), *id)));
                }
                Some(of)
                    if STANDARD.contains(&print::path(of).as_str())
                        && print::conditions(Some(&this.generics), &this.generics).is_empty() =>
                {
                    plain.entry(owner).or_default().push(print::path(of));
                }
                Some(of) if of.path == "StructuralPartialEq" => {}
                Some(of) => lines.push(self.implementation(this, of, &owner)),
            }
        }
        lines.extend(plain.into_iter().map(|(owner, mut traits)| {
            traits.sort();
            format!("impl {} for {owner}", traits.join(" + "))
        }));
        lines
    }

    /// `impl Trait for Owner`, with the types that it sets.
    fn implementation(&self, this: &Impl, of: &Path, owner: &str) -> String {
        let types: Vec<_> = this.items.iter().filter_map(|id| self.associated(*id)).collect();
        let types = if types.is_empty() { String::new() } else { format!(" {{ {} }}", types.join("; ")) };
        let not = if this.is_negative { "!" } else { "" };
        let (params, limits) = (print::parameters(&this.generics), print::conditions(None, &this.generics));
        format!("impl{params} {not}{} for {owner}{limits}{types}", print::path(of))
    }

    fn associated(&self, id: Id) -> Option<String> {
        let item = self.get(id)?;
        let ItemEnum::AssocType { type_: Some(of), .. } = &item.inner else { return None };
        Some(format!("type {} = {}", item.name.as_deref()?, print::type_(of)))
    }

    /// An implementation of this trait for a type that is not ours.
    fn foreign(&self, id: Id) -> Option<String> {
        let ItemEnum::Impl(this) = &self.get(id)?.inner else { return None };
        let ours = matches!(&this.for_, Type::ResolvedPath(path) if self.get(path.id).is_some());
        if ours || this.is_synthetic || this.blanket_impl.is_some() {
            return None;
        }
        Some(self.implementation(this, this.trait_.as_ref()?, &print::type_(&this.for_)))
    }
}
