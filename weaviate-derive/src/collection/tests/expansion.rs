//! Parts of expansions, written by hand from the contract with the facade.

use super::{
    super::{Kind, derive},
    squeezed, tokens,
};

/// `expected` is a part of what `text` becomes, and the whole are items.
#[track_caller]
fn has(kind: Kind, text: &str, expected: &[&str]) {
    let out = derive(kind, tokens(text));
    syn::parse2::<syn::File>(out.clone()).unwrap_or_else(|error| panic!("{error}\n{out}"));
    let out = squeezed(&out);
    for part in expected {
        let part = part.replace("SOME", "__Some");
        let part = part.replace("W::", "__weaviate::");
        let part: String = part.split_whitespace().collect();
        assert!(out.contains(&part), "{part}\nis no part of\n{out}");
    }
}

#[test]
fn markers() {
    has(
        Kind::Collection,
        "pub(crate) struct Article { #[weaviate(tokenization = field, filterable = false)] r#type: String,
            #[weaviate(vector(distance = dot))] v: Vector<3> }",
        &[
            "use ::weaviate::__private as __weaviate;",
            "pub(crate) mod __Article_properties { pub(in crate) enum Article_type {} pub(in crate) enum Article_v {} }",
            "impl W::Property for __Article_properties::Article_type {
                type Owner = Article; type Key = W::no; type Type = String; type Kind = <String as W::PropertyType>::Kind;
                type Filterable = W::no; type Searchable = W::yes; type Valued = W::no; type Defaulted = W::no; type Tokenization = W::tokenization::field; type Analyzer = W::no;
                const NAME: &'static str = \"type\"; }",
            "impl W::VectorProperty for __Article_properties::Article_v { type Distance = W::distance::dot; type Vectorizer = W::modules::no_vectorizer; }",
            "type Vectors = W::One<__Article_properties::Article_v>;",
            "const _: fn() = || { W::check::tokenized::<__Article_properties::Article_type>(); };",
        ],
    );
}

#[test]
fn fields() {
    has(
        Kind::Collection,
        "pub struct Article { #[weaviate(id)] id: Uuid, #[doc = \" The headline.\"] title: String }",
        &[
            "pub struct ArticleFields<Root = Article, Path = ()> {
                #[allow(missing_docs)] pub id: ::weaviate::__private::Id<Root, Path>,
                #[doc = \" The headline.\"] pub title: ::weaviate::__private::Field<Root, Path, __Article_properties::Article_title>, }",
            "impl<Root, Path> ArticleFields<Root, Path> {",
            "const __ALL: Self = Self { id: W::Id::NEW, title: W::Field::NEW };",
            "const { &ArticleFields::__ALL }",
            "const FIELDS: ArticleFields = ArticleFields::__ALL;",
            "impl<__T> W::Declares<__T> for Article { type Whole = W::CollectionDef;",
            "__all[0usize] = W::metadata_field(\"id\", \"\", <Uuid as W::PropertyType>::TYPE, W::Role::Id);
                W::fields::<(__Article_properties::Article_title,)>(&mut __all, 1usize, &[(\"title\", \"The headline.\")]);",
            "const WHOLE: &'static W::CollectionDef = &W::schema(\"Article\", \"Article\", <Self as W::Declares<__T>>::TABLE);",
        ],
    );
}

#[test]
fn records() {
    has(
        Kind::Collection,
        "struct Article { #[weaviate(id)] key: Uuid, #[weaviate(default)] a: i64, #[weaviate(default = f(1, 2))] b: T,
            #[weaviate(created_at)] at: D, #[weaviate(rename = \"wire\", range, searchable, meta(owner = \"me\"))] c: i32 }",
        &[
            "let __0 = __row.id()?;
                let (__1, __2,) = W::read::<(__Article_properties::Article_a, __Article_properties::Article_b,)>(__row)?;
                let __3 = __row.created_at()?;
                let __4 = __row.get::<__Article_properties::Article_c>()?; __Ok(Self { key: __0, a: __1, b: __2, at: __3, c: __4 })",
            "const DEFAULT: __Option<fn() -> T> = SOME(<Article as W::Defaults<__Article_properties::Article_b>>::default);",
            "impl W::Defaults<__Article_properties::Article_a> for Article { fn default() -> i64 { <i64 as ::core::default::Default>::default() } }",
            "impl W::Defaults<__Article_properties::Article_b> for Article { fn default() -> T { f(1, 2) } }",
            "{ W::write::<(__Article_properties::Article_a, __Article_properties::Article_b,)>((&self.a, &self.b,), __sink)?;
                W::write::<(__Article_properties::Article_c,)>((&self.c,), __sink) }",
            "fn id(&self) -> __Option<W::Uuid> { SOME(W::IdType::to_id(&self.key)) }",
            "__all[4usize].searchable = SOME(true); __all[4usize].range = true;
                __all[4usize].attributes = &[W::Attribute { name: \"meta.owner\", value: \"me\" }];",
            "impl W::Plain for __Article_properties::Article_c { type Owner = Article; type Type = i32; const NAME: &'static str = \"wire\"; }",
            "const TABLE: &'static [W::FieldDef] = &{ let mut __all = W::no_fields::<5usize>();",
        ],
    );
    has(Kind::Collection, "struct A { #[weaviate(key)] code: String }", &["{ SOME(W::key_id(&self.code)) }"]);
    has(Kind::Collection, "struct A { code: String }", &["__sink) } } impl ::weaviate::Collection for A"]);
}

/// What searches all text as one asks whether it is cut in one way, and a search by words covers none that is not
/// searchable.
#[test]
fn texts() {
    has(
        Kind::Collection,
        "struct A { a: String, #[weaviate(tokenization = field)] b: String, c: Option<String>,
            #[weaviate(searchable = false)] d: String, #[weaviate(analyzer(ascii_fold))] e: String, f: i64 }",
        &[
            "type Texts = W::Apart<W::Apart<((__A_properties::A_a, __A_properties::A_c), __A_properties::A_f), __A_properties::A_b>, __A_properties::A_e>;",
        ],
    );
    has(Kind::Collection, "struct A { #[weaviate(id)] id: Uuid }", &["type Texts = ();"]);
}

/// The same settings are the same number, and no others are.
#[test]
fn analyzers() {
    let of = |declared: &str| {
        let model = squeezed(&derive(
            Kind::Collection,
            tokens(&format!("struct A {{ #[weaviate({declared})] a: String }}")),
        ));
        let (_, after) = model.split_once("typeAnalyzer=__weaviate::").expect("an analyzer");
        after.split(';').next().unwrap_or_default().to_owned()
    };
    let ignoring = of("analyzer(ascii_fold, ascii_fold_ignore = [\"é\", \"ñ\"])");
    assert_eq!(ignoring, of("analyzer(ascii_fold_ignore = [\"ñ\", \"é\"], ascii_fold)"));
    let others = [
        "analyzer(ascii_fold)",
        "analyzer(stopword_preset = \"en\")",
        "analyzer(ascii_fold, stopword_preset = \"en\")",
    ];
    let mut all: Vec<String> =
        others.iter().map(|declared| of(declared)).chain([ignoring, of("tokenization = word")]).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 5, "{all:?}");
    assert_eq!(of("tokenization = word"), "no");
}

/// rustc checks one call for many fields faster than one call for each.
#[test]
fn fields_together() {
    let fields = (0..14).map(|i| format!("p{i}: i64")).collect::<Vec<_>>().join(", ");
    let markers = |range: std::ops::Range<usize>| -> String {
        range.map(|i| format!("__A_properties::A_p{i}, ")).collect::<Vec<_>>().concat()
    };
    has(
        Kind::Collection,
        "struct A { a: i64, b: String }",
        &[
            "{ W::read::<(__A_properties::A_a, __A_properties::A_b,)>(__row).map(|(__0, __1,)| Self { a: __0, b: __1 }) }",
        ],
    );
    let (first, rest) = (markers(0..12), markers(12..14));
    has(
        Kind::Collection,
        &format!("struct A {{ {fields} }}"),
        &[
            &format!(
                "= W::read::<({first})>(__row)?; let (__12, __13,) = W::read::<({rest})>(__row)?; __Ok(Self {{ p0: __0,"
            ),
            &format!("&self.p11,), __sink)?; W::write::<({rest})>((&self.p12, &self.p13,), __sink) }}"),
        ],
    );
}

#[test]
fn schemas() {
    has(
        Kind::Collection,
        "/// First.\n///\n///   Second.\n#[weaviate(name = \"Essay\", rename_all = camelCase, multi_tenant(auto_create), preview(nested_filters), versioned = false)]
         #[weaviate(inverted(null_state, bm25(b = 1), stopwords(preset = \"en\", add = [\"a\", \"b\"])))]
         struct Article { first_name: String, #[weaviate(vector(index = hnsw(ef = 64, max_connections = 8)))] v: V, #[weaviate(vector)] w: V }",
        &[
            "impl ::weaviate::Collection for Article { type Tenancy = W::PerTenant; type Vectors = W::Several; type Texts = __Article_properties::Article_first_name; type Generative = W::modules::none; type Reranker = W::modules::none;",
            "&W::CollectionDef { description: SOME(\"First.\\n\\n  Second.\"),
             inverted: W::InvertedDef { bm25: SOME((1.2, 1.0)),
                stopwords: SOME(W::StopwordsDef { preset: SOME(\"en\"), additions: &[\"a\", \"b\"], removals: &[] }),
                null_state: true, timestamps: false, ..W::InvertedDef::NONE },
             multi_tenancy: SOME(W::MultiTenancyDef { auto_create: true, auto_activate: false }),
             versioned: false, nested_filters: true,
             ..W::schema(\"Article\", \"Essay\", <Self as W::Declares<__T>>::TABLE) }",
            "type NullState = W::yes; type Lengths = W::no; type Timestamps = W::no; type NestedFilters = W::yes; type Indexed = W::yes;",
            "const NAME: &'static str = \"firstName\";",
            "index: SOME(&const { W::index::hnsw().ef(64).max_connections(8).settings() }), ..W::VectorDef::PLAIN",
        ],
    );
    has(
        Kind::Collection,
        "struct A { a: i64 }",
        &[
            "type Tenancy = W::Whole; type Vectors = W::NoVector;",
            "const WHOLE: &'static W::CollectionDef = &W::schema(\"A\", \"A\", <Self as W::Declares<__T>>::TABLE);",
        ],
    );
}

#[test]
fn modules_and_indexes() {
    has(
        Kind::Collection,
        "#[weaviate(server = \"1.38.2\", ttl(days = 30, after = expires, hide_expired), replication(factor = 3, async(frequency = F)),
            generative(openai(model = M)), reranker(custom(\"reranker-mine\", a = 1, b(c = true))))]
         struct Article { #[weaviate(rename = \"heading\", skip_vectorization)] title: String, expires: D,
            #[weaviate(vector(vectorizer = openai(model = \"m\", title_property = title, stop = [\"a\"]), source = [title],
                index = dynamic(hnsw(filter_strategy = acorn)), quantizer = rq(bits = 8)))] v: V,
            #[weaviate(vector(vectorizer = clip(text_fields = [title * 0.3]), quantizer = none, encoding = muvera))] w: V }",
        &[
            "type Vectorizer = ::weaviate::modules::vectorizer::openai;",
            "type Generative = ::weaviate::modules::generative::openai; type Reranker = ::weaviate::modules::reranker::custom;",
            "vectorizer: SOME(&const { <<__Article_properties::Article_v as W::VectorProperty>::Vectorizer as W::Module>::NEW
                .model(\"m\").title_property(W::Source::new(\"heading\")).stop(&[\"a\"]).settings() }),
             source: const { &[W::Source::new(\"heading\")] },",
            "index: SOME(&const { W::index::dynamic().hnsw(&const { W::inside::hnsw()
                .filter_strategy(::weaviate::schema::index::choice::acorn).settings() }).settings() }),
             quantizer: W::Quantizer::By(&const { W::index::quantizer::rq().bits(8).settings() }),",
            ".text_fields(const { &[W::Source::new(\"heading\").weight(0.3)] })",
            "quantizer: W::Quantizer::None, encoding: SOME(&const { W::index::encoding::muvera().settings() }),",
            "server: W::Version { major: 1u16, minor: 38u16, patch: 2u16 },
             ttl: SOME(W::TtlDef { after: \"expires\", seconds: 86400i64 * (30), hide_expired: true }),
             replication: SOME(&const { W::inside::replication().factor(3).r#async(&const { W::inside::r#async().frequency(F).settings() }).settings() }),
             generative: SOME(&const { <<Article as ::weaviate::Collection>::Generative as W::Module>::NEW.model(M).settings() }),
             reranker: SOME(&const { W::modules::reranker::custom(\"reranker-mine\", &[
                W::Setting { key: \"a\", value: W::SettingValue::Int(1) },
                W::Setting { key: \"b\", value: W::SettingValue::Nested(&[W::Setting { key: \"c\", value: W::SettingValue::Flag(true) }]) }]).settings() }),",
            "__all[0usize].skip_vectorization = true;",
            "W::check::dated::<__Article_properties::Article_expires>();",
        ],
    );
}

#[test]
fn objects() {
    has(
        Kind::Object,
        "#[weaviate(crate = crate::w)] struct Author { name: String }",
        &[
            "use crate::w::__private as __weaviate;",
            "type NullState = W::yes; type Lengths = W::no; type Timestamps = W::no; type NestedFilters = W::yes; type Indexed = W::yes;",
            "type Whole = W::ObjectDef;",
            "const WHOLE: &'static W::ObjectDef = &W::ObjectDef { rust_name: \"Author\", fields: <Self as W::Declares<__T>>::TABLE };",
            "impl W::Nested for Author {}",
            "const TYPE: W::TypeDef = W::TypeDef::object::<Author>();",
            "impl W::Element for Author {}",
            "W::each_object(__slot, __row)",
        ],
    );
}

#[test]
fn links_to_several() {
    has(
        Kind::Collection,
        "pub struct Feed { n: i64, related: Vec<AnyLink<(blog::Article, Type)>> }",
        &[
            "pub mod __Feed_properties { pub enum Feed_n {} pub enum Feed_related {}
                pub enum Feed_related_article {} pub enum Feed_related_type {} }",
            "pub struct FeedRelatedTargets<Root = Feed, Path = ()> {
                #[doc = \"The objects of `Article` behind the link.\"]
                pub article: ::weaviate::__private::Field<Root, Path, __Feed_properties::Feed_related_article>,
                #[doc = \"The objects of `Type` behind the link.\"]
                pub r#type: ::weaviate::__private::Field<Root, Path, __Feed_properties::Feed_related_type>, }",
            "impl W::HasFields for __Feed_properties::Feed_related {",
            "const { &FeedRelatedTargets { article: W::Field::NEW, r#type: W::Field::NEW } }",
            "impl W::Property for __Feed_properties::Feed_related_article {
                type Owner = Feed; type Key = W::no; type Type = W::Toward<blog::Article>; type Kind = W::collection;",
            "const NAME: &'static str = \"related\"; const STEP: bool = true;",
            "const _: () = W::check::property::<__Feed_properties::Feed_related>(true);",
        ],
    );
}

/// A type is repeated where `Self` is another type than the struct.
#[test]
fn own_name() {
    has(
        Kind::Collection,
        "struct Folder { parent: Option<Link<Self>>, near: Vec<AnyLink<(Self, m::Shelf)>> }",
        &[
            "type Owner = Folder; type Type = Option<Link<Folder>>;",
            "type Type = Vec<AnyLink<(Folder, m::Shelf)>>;",
            "pub(super) enum Folder_near_folder {} pub(super) enum Folder_near_shelf {}",
            "type Type = W::Toward<Folder>;",
        ],
    );
}

/// What cannot be derived from has its impls all the same.
#[test]
fn fallbacks() {
    has(
        Kind::Collection,
        "enum A { B, C(i64) }",
        &[
            "struct AFields<Root, Path> { _none: ::core::marker::PhantomData<fn() -> (Root, Path)> }",
            "impl W::HasFields for A {",
            "impl W::Owner for A {",
            "{ ::core::unreachable!() }",
            "impl ::weaviate::Collection for A {",
            "const __ALL: Self = Self { _none: ::core::marker::PhantomData };",
            "impl<__T> W::Declares<__T> for A {",
            "const FIELDS: AFields<Self, ()> = AFields::__ALL;",
        ],
    );
    has(
        Kind::Object,
        "struct A<'a, T: Clone = i64> where T: Copy { a: &'a T }",
        &[
            "impl<'a, T: Clone> W::Nested for A<'a, T>
             where T: Copy, Self: ::core::marker::Send + ::core::marker::Sync + 'static {",
            "impl<'a, T: Clone, __P> W::Shape<__P> for A<'a, T> where T: Copy,",
            "type Leaf = A<'a, T>;",
        ],
    );
}
