//! What a collection is made of, whoever says so: the struct that declares it, or the server that has it.
//!
//! Whoever asks over a way that is typed, as GraphQL is, has to know of each property what it is. A struct says that
//! without a request; without a struct it is looked up in the server's JSON. Nothing is copied: a shape is a place in one
//! of the two, and a property is looked for when somebody asks about it.

use std::borrow::Cow;

use super::{
    Class, PropertyRef,
    def::{CollectionDef, DataType, FieldDef, ObjectDef, Role, To, TypeDef},
};
use crate::plain::names::Names;

/// The properties of a collection, or of a nested object.
///
/// ```
/// use weaviate_query::schema::{Class, CollectionDef, DataType, FieldDef, Shape, TypeDef};
///
/// const ARTICLE: CollectionDef = CollectionDef {
///     fields: &[FieldDef::new("words", TypeDef::scalar(DataType::Int).list())],
///     ..CollectionDef::new("Article")
/// };
/// let text = r#"{"class": "Article_v1", "properties": [{"name": "words", "dataType": ["int[]"]}]}"#;
/// let classes: Vec<Class> = vec![serde_json::from_str(text).unwrap()];
///
/// for shape in [Shape::declared(&ARTICLE), Shape::served(&classes[0], &classes)] {
///     let words = shape.property("words").unwrap();
///     assert_eq!((words.data_type(), words.is_list()), (DataType::Int, true));
///     assert!(shape.property("pages").is_none());
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a>(Of<'a>);

#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    Declared(&'a CollectionDef),
    DeclaredObject(&'static ObjectDef),
    /// With all classes of the server, as links lead to some of them.
    Served(&'a Class, &'a [Class]),
    ServedObject(PropertyRef<'a>),
}

/// What one property is.
#[derive(Debug, Clone, Copy)]
pub struct PropertyShape<'a> {
    data_type: DataType,
    many: bool,
    of: PropertyOf<'a>,
}

#[derive(Debug, Clone, Copy)]
enum PropertyOf<'a> {
    Declared(&'a TypeDef),
    Served(PropertyRef<'a>, &'a [Class]),
}

impl<'a> Shape<'a> {
    /// As the struct declares it.
    pub const fn declared(collection: &'a CollectionDef) -> Self {
        Self(Of::Declared(collection))
    }

    /// As the server has it, with all of its classes.
    pub const fn served(class: &'a Class, all: &'a [Class]) -> Self {
        Self(Of::Served(class, all))
    }

    /// Its name, for messages: that of the collection, the class, or the struct inside.
    pub fn name(self) -> &'a str {
        match self.0 {
            Of::Declared(collection) => collection.name,
            Of::DeclaredObject(object) => object.rust_name,
            Of::Served(class, _) => class.name(),
            Of::ServedObject(property) => property.name(),
        }
    }

    /// The property of this name; vectors and metadata are none.
    pub fn property(self, name: &str) -> Option<PropertyShape<'a>> {
        match self.0 {
            Of::Declared(collection) => declared(collection.fields, name),
            Of::DeclaredObject(object) => declared(object.fields, name),
            Of::Served(class, all) => class.property(name).and_then(|property| served(property, all)),
            Of::ServedObject(object) => {
                let found = object.nested().find(|property| property.name() == name);
                found.and_then(|property| served(property, &[]))
            }
        }
    }

    /// Whether it is split into tenants; a nested object is not.
    pub(crate) fn is_multi_tenant(self) -> bool {
        match self.0 {
            Of::Declared(collection) => collection.multi_tenancy.is_some(),
            Of::Served(class, _) => class.is_multi_tenant(),
            Of::DeclaredObject(_) | Of::ServedObject(_) => false,
        }
    }

    /// Whether the struct says so, and not the server.
    pub(crate) const fn is_declared(self) -> bool {
        matches!(self.0, Of::Declared(_) | Of::DeclaredObject(_))
    }
}

impl<'a> From<&'a CollectionDef> for Shape<'a> {
    fn from(collection: &'a CollectionDef) -> Self {
        Self::declared(collection)
    }
}

impl<'a> PropertyShape<'a> {
    /// The data type of one value.
    pub const fn data_type(self) -> DataType {
        self.data_type
    }

    /// Whether it is a list of them.
    pub const fn is_list(self) -> bool {
        self.many
    }

    /// What is inside a nested object.
    pub fn object(self) -> Option<Shape<'a>> {
        match self.of {
            PropertyOf::Declared(of) => of.object.map(|object| Shape(Of::DeclaredObject(object.get()))),
            PropertyOf::Served(property, _) => {
                (self.data_type == DataType::Object).then_some(Shape(Of::ServedObject(property)))
            }
        }
    }

    /// To how many collections it leads; none if it is no link.
    pub(crate) fn target_count(self) -> usize {
        match self.of {
            PropertyOf::Declared(of) => of.targets.len(),
            PropertyOf::Served(property, _) => property.targets().count(),
        }
    }

    /// The collection behind a link and its class: the one of this name, or the only one there is.
    pub(crate) fn target<'n>(
        self,
        wanted: Option<&str>,
        names: &'n Names,
    ) -> Option<(Shape<'a>, Cow<'n, str>)> {
        match self.of {
            PropertyOf::Declared(of) => {
                let mut targets = of.targets.iter().map(To::get);
                let found = match wanted {
                    Some(wanted) => targets.find(|target| target.name == wanted),
                    None => targets.next().filter(|_| of.targets.len() == 1),
                }?;
                Some((Shape::declared(found), names.concrete(found.name)))
            }
            PropertyOf::Served(property, all) => {
                let class: Cow<'n, str> = match wanted {
                    Some(wanted) => Cow::Owned(names.concrete(wanted).into_owned()),
                    None if self.target_count() == 1 => Cow::Owned(property.targets().next()?.to_owned()),
                    None => return None,
                };
                property.targets().find(|target| *target == class)?;
                let behind = all.iter().find(|other| other.name() == class)?;
                Some((Shape::served(behind, all), class))
            }
        }
    }
}

fn declared<'a>(fields: &'a [FieldDef], name: &str) -> Option<PropertyShape<'a>> {
    let found = fields.iter().find(|field| field.role == Role::Property && field.name == name)?;
    let of = &found.of;
    Some(PropertyShape { data_type: of.data_type, many: of.many, of: PropertyOf::Declared(of) })
}

fn served<'a>(property: PropertyRef<'a>, all: &'a [Class]) -> Option<PropertyShape<'a>> {
    let (data_type, many) = if property.is_reference() {
        (DataType::Reference, false)
    } else {
        DataType::of_wire_name(property.data_types().next()?)?
    };
    Some(PropertyShape { data_type, many, of: PropertyOf::Served(property, all) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: ObjectDef =
        ObjectDef { rust_name: "Inner", fields: &[FieldDef::new("count", TypeDef::scalar(DataType::Int))] };
    const CATEGORY: CollectionDef = CollectionDef::new("Category");
    const ARTICLE: CollectionDef = CollectionDef {
        fields: &[
            FieldDef::new(
                "inner",
                TypeDef { object: Some(To::Written(|| &INNER)), ..TypeDef::scalar(DataType::Object) },
            ),
            FieldDef::new(
                "by",
                TypeDef { targets: &[To::Written(|| &CATEGORY)], ..TypeDef::scalar(DataType::Reference) },
            ),
        ],
        ..CollectionDef::new("Article")
    };

    #[test]
    fn both_lead_to_what_is_inside_and_behind() {
        let classes: Vec<Class> = serde_json::from_str(
            r#"[{"class": "Category"}, {"class": "Article", "properties": [
                {"name": "inner", "dataType": ["object"], "nestedProperties": [{"name": "count", "dataType": ["int"]}]},
                {"name": "by", "dataType": ["Category"]}]}]"#,
        )
        .unwrap();
        let names = Names::new();
        for shape in [Shape::declared(&ARTICLE), Shape::served(&classes[1], &classes)] {
            let inner = shape.property("inner").and_then(PropertyShape::object).unwrap();
            assert_eq!(inner.property("count").unwrap().data_type(), DataType::Int);
            let by = shape.property("by").unwrap();
            for wanted in [None, Some("Category")] {
                let (behind, class) = by.target(wanted, &names).unwrap();
                assert_eq!((behind.name(), &*class), ("Category", "Category"));
            }
            assert!(by.target(Some("Nope"), &names).is_none() && by.object().is_none());
        }
    }
}
