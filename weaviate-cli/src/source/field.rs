//! A field as a `FieldDef`: its type, by its name, and its words.

use syn::{Expr, ExprLit, Field, GenericArgument, ItemStruct, Lit, Pat, PathArguments, Type};
use weaviate_query::{
    modules::vectorizer,
    schema::{
        AnalyzerDef, Attribute, BackfillDef, CollectionDef, DataType, Distance, FieldDef, ObjectDef,
        Quantizer, Role, To, Tokenization, TypeDef, VectorDef, index,
    },
};

use super::{
    kept::{Structs, leak, text},
    names::{self, Case},
    refused::Refused,
    setting::{self, Properties},
    word::{Value, Word, docs, plain, words},
};

/// The fields of a collection or of an object.
pub(super) fn all(item: &ItemStruct, structs: &Structs) -> Result<&'static [FieldDef], Refused> {
    let owner = plain(&item.ident);
    let mut case = None;
    for word in words(&item.attrs, &owner)? {
        if word.name == "rename_all" {
            case = Some(Case::read(&word, &owner)?);
        }
    }
    let properties = |name: &str| {
        let field = item
            .fields
            .iter()
            .find(|field| field.ident.as_ref().is_some_and(|ident| plain(ident) == name))?;
        names::property(field, case, &owner).ok()
    };
    let fields = item.fields.iter().map(|field| read(&owner, field, case, structs, &properties));
    Ok(fields.collect::<Result<Vec<_>, Refused>>()?.leak())
}

/// Reads one field of `owner`.
fn read(
    owner: &str,
    field: &Field,
    case: Option<Case>,
    structs: &Structs,
    properties: &Properties<'_>,
) -> Result<FieldDef, Refused> {
    let rust_name = field.ident.as_ref().map(plain).unwrap_or_default();
    let place = format!("{owner}.{rust_name}");
    let mut def = FieldDef {
        rust_name: text(&rust_name),
        description: docs(&field.attrs).map(|docs| text(&docs)),
        ..FieldDef::new(names::property(field, case, &place)?, type_of(&field.ty, structs, &place)?)
    };
    let mut attributes = Vec::new();
    for word in words(&field.attrs, &place)? {
        apply(&mut def, &word, properties, structs, &place, &mut attributes)?;
    }
    def.attributes = attributes.leak();
    Ok(def)
}

fn apply(
    def: &mut FieldDef,
    word: &Word,
    properties: &Properties<'_>,
    structs: &Structs,
    place: &str,
    attributes: &mut Vec<Attribute>,
) -> Result<(), Refused> {
    match word.name.as_str() {
        "rename" => {}
        "id" => def.role = Role::Id,
        "created_at" => def.role = Role::CreatedAt,
        "updated_at" => def.role = Role::UpdatedAt,
        "key" => def.key = true,
        "default" => def.default = true,
        "renamed_from" => def.renamed_from = Some(word.text(place)?),
        "deprecated" => {}
        "validate" => {
            if let Value::Rules(rules) = &word.value {
                def.rules = rules.iter().map(|rule| text(rule)).collect::<Vec<_>>().leak();
            }
        }
        "backfill" => {
            // What a function takes that is only named stands elsewhere.
            if let Value::Function(function) = &word.value
                && let Expr::Closure(closure) = &**function
                && let Some(Pat::Type(argument)) = closure.inputs.first()
            {
                let of = type_of(&argument.ty, structs, place)?;
                def.backfill = Some(BackfillDef { from: of.wire_name(), apply: None });
            }
        }
        "tokenization" => def.tokenization = Some(tokenization(word.named(place)?.0, place)?),
        "filterable" => def.filterable = Some(word.flag(place)?),
        "searchable" => def.searchable = Some(word.flag(place)?),
        "range" => def.range = word.flag(place)?,
        "skip_vectorization" => def.skip_vectorization = word.flag(place)?,
        "vectorize_property_name" => def.vectorize_property_name = Some(word.flag(place)?),
        "analyzer" => {
            let mut analyzer =
                AnalyzerDef { ascii_fold: false, ascii_fold_ignore: &[], stopword_preset: None };
            for word in word.inside() {
                match word.name.as_str() {
                    "ascii_fold" => analyzer.ascii_fold = word.flag(place)?,
                    "ascii_fold_ignore" => analyzer.ascii_fold_ignore = word.texts(place)?,
                    "stopword_preset" => analyzer.stopword_preset = Some(word.text(place)?),
                    _ => return Err(word.unknown(place)),
                }
            }
            def.analyzer = Some(analyzer);
        }
        "vector" => {
            def.role = Role::Vector;
            def.description = None;
            def.vector = Some(vector(word, properties, place)?);
        }
        "meta" => {
            for word in word.inside() {
                attributes
                    .push(Attribute { name: text(&format!("meta.{}", word.name)), value: word.text(place)? });
            }
        }
        _ => return Err(word.unknown(place)),
    }
    Ok(())
}

fn tokenization(name: &str, place: &str) -> Result<Tokenization, Refused> {
    const ALL: [Tokenization; 9] = [
        Tokenization::Word,
        Tokenization::Lowercase,
        Tokenization::Whitespace,
        Tokenization::Field,
        Tokenization::Trigram,
        Tokenization::Gse,
        Tokenization::GseCh,
        Tokenization::KagomeJa,
        Tokenization::KagomeKr,
    ];
    let found = ALL.into_iter().find(|tokenization| tokenization.wire_name() == name);
    found.ok_or_else(|| Refused::at(place, format!("there is no tokenization `{name}`")))
}

fn vector(word: &Word, properties: &Properties<'_>, place: &str) -> Result<VectorDef, Refused> {
    let mut def = VectorDef::PLAIN;
    for word in word.inside() {
        match word.name.as_str() {
            "distance" => {
                def.distance = match word.named(place)?.0 {
                    "cosine" => Distance::Cosine,
                    "dot" => Distance::Dot,
                    "l2_squared" => Distance::L2Squared,
                    "manhattan" => Distance::Manhattan,
                    "hamming" => Distance::Hamming,
                    other => return Err(Refused::at(place, format!("there is no distance `{other}`"))),
                }
            }
            "source" => {
                let Value::Fields(names) = &word.value else {
                    return Err(word.wrong(place, "a list of properties"));
                };
                def.source = setting::sources(names, properties, place)?;
            }
            "quantizer" if word.named(place)?.0 == "none" => def.quantizer = Quantizer::None,
            _ => {
                let (name, words) = word.named(place)?;
                let made = |table| setting::module(table, name, words, properties, place);
                match word.name.as_str() {
                    "index" => def.index = Some(made(index::ALL)?),
                    "quantizer" => def.quantizer = Quantizer::By(made(index::quantizer::ALL)?),
                    "encoding" => def.encoding = Some(made(index::encoding::ALL)?),
                    "vectorizer" if name == "none" => {}
                    "vectorizer" => def.vectorizer = Some(made(vectorizer::ALL)?),
                    _ => return Err(word.unknown(place)),
                }
            }
        }
    }
    Ok(def)
}

/// Types by their names, with the data type of one value.
const TYPES: &[(&str, DataType)] = &[
    ("String", DataType::Text),
    ("i64", DataType::Int),
    ("i32", DataType::Int),
    ("i16", DataType::Int),
    ("u8", DataType::Int),
    ("u16", DataType::Int),
    ("u32", DataType::Int),
    ("f64", DataType::Number),
    ("f32", DataType::Number),
    ("bool", DataType::Boolean),
    ("DateTime", DataType::Date),
    ("Uuid", DataType::Uuid),
    ("GeoPoint", DataType::GeoCoordinates),
    ("PhoneNumber", DataType::PhoneNumber),
    ("Blob", DataType::Blob),
    ("BlobHash", DataType::BlobHash),
];

fn type_of(ty: &Type, structs: &Structs, place: &str) -> Result<TypeDef, Refused> {
    let unknown = |name: &str| {
        Refused::at(
            place,
            format!("the type `{name}` is known to rustc and not here, where aliases are not followed"),
        )
    };
    let Type::Path(path) = ty else { return Err(unknown("of this form")) };
    let Some(last) = path.path.segments.last() else { return Err(unknown("of no name")) };
    let (name, arguments) = (plain(&last.ident), &last.arguments);
    if let Some((_, data_type)) = TYPES.iter().find(|(known, _)| *known == name) {
        return Ok(TypeDef::scalar(*data_type));
    }
    match (name.as_str(), argument(arguments)) {
        ("Option", Some(GenericArgument::Type(inner))) => Ok(type_of(inner, structs, place)?.optional()),
        ("Vec", Some(GenericArgument::Type(inner))) => Ok(type_of(inner, structs, place)?.list()),
        ("Vector" | "MultiVector", Some(GenericArgument::Const(expr))) => {
            let dimensions = match expr {
                Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
                _ => None,
            };
            let data_type = if name == "Vector" { DataType::Vector } else { DataType::MultiVector };
            Ok(TypeDef { dimensions, ..TypeDef::scalar(data_type) })
        }
        ("Link", Some(GenericArgument::Type(target))) => links([target].into_iter(), structs, place),
        ("AnyLink", Some(GenericArgument::Type(Type::Tuple(tuple)))) => {
            links(tuple.elems.iter(), structs, place)
        }
        _ => {
            let item = structs.objects.get(&name).ok_or_else(|| unknown(&name))?;
            let fields = all(item, structs)?;
            let object = leak(ObjectDef { rust_name: text(&name), fields });
            Ok(TypeDef { object: Some(To::Read(object)), ..TypeDef::scalar(DataType::Object) })
        }
    }
}

fn argument(arguments: &PathArguments) -> Option<&GenericArgument> {
    match arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.first(),
        _ => None,
    }
}

/// A link to these collections; a plan needs their names alone.
fn links<'a>(
    targets: impl Iterator<Item = &'a Type>,
    structs: &Structs,
    place: &str,
) -> Result<TypeDef, Refused> {
    let targets = targets.map(|target| {
        let Type::Path(path) = target else { return Err(Refused::at(place, "it leads to no collection")) };
        let name = path.path.segments.last().map(|last| plain(&last.ident)).unwrap_or_default();
        let item = structs.collections.get(&name);
        let item =
            item.ok_or_else(|| Refused::at(place, format!("the collection `{name}` is not in this source")))?;
        let def = CollectionDef { rust_name: text(&name), ..CollectionDef::new(names::collection(item)?) };
        Ok(To::Read(leak(def)))
    });
    let targets = targets.collect::<Result<Vec<_>, Refused>>()?.leak();
    Ok(TypeDef { targets, ..TypeDef::scalar(DataType::Reference) })
}
