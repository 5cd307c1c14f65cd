//! A difference and its class, one row each. What is there is recorded from Weaviate 1.39.0; the classes are from
//! the rules that were observed on it.

use weaviate_query::{
    Version,
    schema::{
        CollectionDef, DataType, Distance, FieldDef, InvertedDef, MultiTenancyDef, ObjectDef, StopwordsDef,
        Tokenization, TypeDef, index,
    },
};

use crate::defs::{
    INVERTED, TODAY, alpha, c, collection, cosine, described, int, link, object, of, optional, plan_for,
    recorded, short, text, vector,
};

fn with(fields: Vec<FieldDef>) -> CollectionDef {
    collection("C", fields)
}

fn inverted(inverted: InvertedDef) -> CollectionDef {
    CollectionDef { inverted, ..with(vec![]) }
}

/// `z_text: String` and the like: one field of `all-property-types`, without the others.
#[track_caller]
#[expect(clippy::large_types_passed_by_value, reason = "declarations are put together from parts")]
fn one(field: FieldDef, version: Version, expected: &[&str]) {
    let plan = plan_for(&with(vec![field]), recorded("all-property-types"), 3, version).keep_undeclared();
    assert_eq!(short(&plan), expected, "{plan}");
}

#[track_caller]
fn check(def: &CollectionDef, on: &str, expected: &[&str]) {
    let plan = plan_for(def, recorded(on), 3, TODAY);
    assert_eq!(short(&plan), expected, "{on}\n{plan}");
}

#[test]
fn what_the_server_fills_in_is_no_difference() {
    fn nested() -> &'static ObjectDef {
        const DEF: ObjectDef = ObjectDef { rust_name: "O", fields: &[] };
        &DEF
    }
    let scalar = |name, data_type| of(name, TypeDef::scalar(data_type));
    let list = |name, data_type| of(name, TypeDef::scalar(data_type).list());
    let all = with(vec![
        scalar("z_text", DataType::Text),
        list("texts", DataType::Text),
        scalar("i", DataType::Int),
        list("is_", DataType::Int),
        scalar("num", DataType::Number),
        list("nums", DataType::Number),
        scalar("bo", DataType::Boolean),
        list("bos", DataType::Boolean),
        scalar("d", DataType::Date),
        list("ds", DataType::Date),
        scalar("u", DataType::Uuid),
        list("us", DataType::Uuid),
        scalar("geo", DataType::GeoCoordinates),
        scalar("phone", DataType::PhoneNumber),
        scalar("bl", DataType::Blob),
        scalar("blh", DataType::BlobHash),
        object("o", nested),
        FieldDef { of: TypeDef { many: true, ..object("os", nested).of }, ..object("os", nested) },
        link("self", c),
    ]);
    let plan = plan_for(&all, recorded("all-property-types"), 3, TODAY).keep_undeclared();
    assert!(plan.is_empty(), "{plan}");

    check(&with(vec![]), "minimal", &[]);
    check(&with(vec![]), "legacy-vector-hnsw", &[]);
    check(&with(vec![cosine("v")]), "named-vector-hnsw", &[]);
    check(&with(vec![cosine("v")]), "named-vector-hnsw-rq", &[]);
    check(&with(vec![text("alpha"), text("mid"), text("zed")]), "property-order-and-case", &[]);
    let tenants = MultiTenancyDef { auto_create: false, auto_activate: false };
    check(&CollectionDef { multi_tenancy: Some(tenants), ..with(vec![]) }, "minimal-multi-tenant", &[]);
    let words = StopwordsDef { preset: None, additions: &["the", "foo"], removals: &["a"] };
    let on = InvertedDef {
        null_state: true,
        property_length: true,
        timestamps: true,
        bm25: Some((1.5, 0.5)),
        stopwords: Some(words),
        ..INVERTED
    };
    check(&inverted(on), "inverted-index-all-on", &[]);
    check(&with(vec![]), "inverted-index-all-on", &[]);
}

#[test]
fn in_place() {
    check(&CollectionDef { description: Some("d"), ..with(vec![]) }, "minimal", &["in place description"]);
    one(described(text("z_text"), "d"), TODAY, &["in place z_text.description"]);
    check(
        &inverted(InvertedDef { bm25: Some((1.2, 0.5)), ..INVERTED }),
        "minimal",
        &["in place invertedIndexConfig.bm25"],
    );
    let words = StopwordsDef { preset: Some("none"), additions: &[], removals: &[] };
    check(
        &inverted(InvertedDef { stopwords: Some(words), ..INVERTED }),
        "minimal",
        &["in place invertedIndexConfig.stopwords"],
    );
    let ef = vector("v", Distance::Cosine, index::hnsw().ef(64).settings());
    check(&with(vec![ef]), "named-vector-hnsw", &["in place v.ef"]);
    let tenants = MultiTenancyDef { auto_create: true, auto_activate: false };
    check(
        &CollectionDef { multi_tenancy: Some(tenants), ..with(vec![]) },
        "minimal-multi-tenant",
        &["in place multiTenancyConfig.autoTenantCreation"],
    );
}

#[test]
fn additive() {
    one(optional(int("new")), TODAY, &["additive new"]);
    one(FieldDef { default: true, ..int("new") }, TODAY, &["additive new"]);
    one(of("new", TypeDef::scalar(DataType::Int).list()), TODAY, &["additive new"]);
    one(link("new", c), TODAY, &["additive new"]);
    check(&with(vec![cosine("a"), cosine("v")]), "named-vector-hnsw", &["additive a"]);
    check(&with(vec![cosine("a")]), "legacy-vector-hnsw", &["additive a"]);
}

#[test]
fn additive_and_still_refused() {
    one(int("new"), TODAY, &["additive new!"]);
    one(link("new", alpha), TODAY, &["additive new!"]);
    one(
        FieldDef { of: TypeDef { optional: false, ..link("new", c).of }, ..link("new", c) },
        TODAY,
        &["additive new!"],
    );
    // The same property to the server, which tells `iS_` from `is_` but does not let both be.
    one(optional(int("iS_")), TODAY, &["additive iS_!"]);
    check(&with(vec![cosine("default")]), "legacy-vector-hnsw", &["additive default!"]);
    let required = FieldDef { of: TypeDef { optional: false, ..cosine("a").of }, ..cosine("a") };
    check(&with(vec![required, cosine("v")]), "named-vector-hnsw", &["additive a!"]);

    let plan = plan_for(&with(vec![int("new")]), recorded("minimal"), 0, TODAY);
    assert_eq!(short(&plan), ["additive new"], "without objects nothing can lack it\n{plan}");
}

#[test]
fn the_server_rebuilds_an_index() {
    let field = FieldDef { tokenization: Some(Tokenization::Field), ..text("z_text") };
    one(field, TODAY, &["reindex z_text.tokenization!"]);
    one(field, Version::new(1, 38), &["rebuild z_text.tokenization!"]);
    one(FieldDef { range: true, ..int("i") }, TODAY, &["reindex i.indexRangeFilters!"]);
    one(FieldDef { range: true, ..int("i") }, Version::new(1, 38), &["rebuild i.indexRangeFilters!"]);
    let off = FieldDef { filterable: Some(false), ..int("i") };
    one(off, Version::new(1, 36), &["reindex i.indexFilterable!"]);
    one(off, Version::new(1, 35), &["rebuild i.indexFilterable!"]);
    one(FieldDef { searchable: Some(false), ..text("z_text") }, TODAY, &["reindex z_text.indexSearchable!"]);
}

#[test]
fn retokenizing_goes_through_the_searchable_index_where_there_is_one() {
    let def = with(vec![FieldDef { tokenization: Some(Tokenization::Field), ..text("alpha") }]);
    let plan = plan_for(&def, recorded("property-order-and-case"), 3, TODAY).keep_undeclared();
    let said = plan.changes()[0].refused.clone().unwrap();
    assert!(said.contains("`PUT /v1/schema/C/properties/alpha/index/searchable`"), "{said}");
    assert!(said.contains(r#"`{"tokenization":"field"}`"#), "{said}");
}

#[test]
fn a_new_class_beside_the_old() {
    one(int("z_text"), TODAY, &["rebuild z_text.dataType!"]);
    one(of("i", TypeDef::scalar(DataType::Int).list()), TODAY, &["rebuild i.dataType!"]);
    one(link("self", alpha), TODAY, &["rebuild self.dataType!"]);
    check(
        &inverted(InvertedDef { null_state: true, property_length: true, timestamps: true, ..INVERTED }),
        "minimal",
        &[
            "rebuild invertedIndexConfig.indexNullState!",
            "rebuild invertedIndexConfig.indexPropertyLength!",
            "rebuild invertedIndexConfig.indexTimestamps!",
        ],
    );
    let tenants = MultiTenancyDef { auto_create: true, auto_activate: true };
    check(
        &CollectionDef { multi_tenancy: Some(tenants), ..with(vec![]) },
        "minimal",
        &["rebuild multiTenancyConfig.enabled!"],
    );
    check(&with(vec![]), "minimal-multi-tenant", &["rebuild multiTenancyConfig.enabled!"]);
    let dot = vector("v", Distance::Dot, index::hnsw().ef_construction(64).max_connections(16).settings());
    check(
        &with(vec![dot]),
        "named-vector-hnsw",
        &["rebuild v.distance!", "rebuild v.efConstruction!", "rebuild v.maxConnections!"],
    );
    for other in ["named-vector-flat", "named-vector-dynamic", "named-vector-hfresh"] {
        check(&with(vec![cosine("v")]), other, &["rebuild v.vectorIndexType!"]);
    }
    check(&with(vec![text("t"), cosine("v")]), "named-vector-text2vec-bigram", &["rebuild v.vectorizer!"]);
}

#[test]
fn nested_properties_change_in_nothing_but_their_description() {
    fn nested() -> &'static ObjectDef {
        static DEF: std::sync::LazyLock<ObjectDef> = std::sync::LazyLock::new(|| ObjectDef {
            rust_name: "O",
            fields: crate::defs::leak(vec![
                FieldDef { tokenization: Some(Tokenization::Field), ..text("t") },
                described(text("n"), "d"),
                described(of("bl", TypeDef::scalar(DataType::Blob)), "bytes"),
                optional(int("new")),
            ]),
        });
        &DEF
    }
    one(
        object("o", nested),
        TODAY,
        &[
            "rebuild o.t.tokenization!",
            "rebuild o.n.dataType!",
            "in place o.bl.description",
            "rebuild o.new!",
        ],
    );
}

#[test]
fn what_no_struct_declares_is_refused_unless_it_may_stay() {
    let def = with(vec![text("alpha"), text("mid")]);
    let plan = plan_for(&def, recorded("property-order-and-case"), 3, TODAY);
    assert_eq!(short(&plan), ["rebuild zed!"]);
    let kept = plan.keep_undeclared();
    assert!(kept.is_empty() && kept.notes().iter().any(|note| note.contains("`zed`")), "{kept}");
    check(&with(vec![cosine("b")]), "two-named-vectors", &["rebuild a!"]);
}

/// The mistake that loses sight of data: a field gets another name and nothing says so.
#[test]
fn a_new_property_may_be_one_that_went() {
    let said = |def: &CollectionDef, count| {
        plan_for(def, recorded("property-order-and-case"), count, TODAY).keep_undeclared().notes().join("\n")
    };
    let renamed = with(vec![text("alpha"), text("mid"), optional(text("method"))]);
    assert!(said(&renamed, 3).contains("`#[weaviate(renamed_from = \"zed\")]`"), "{}", said(&renamed, 3));
    // Where nothing is, nothing is lost; and an int was no text.
    assert!(!said(&renamed, 0).contains("renamed_from"));
    assert!(
        !said(&with(vec![text("alpha"), text("mid"), optional(int("method"))]), 3).contains("renamed_from")
    );
    // Said too late: both are there.
    let late = FieldDef { renamed_from: Some("zed"), ..text("mid") };
    let said = said(&with(vec![text("alpha"), late]), 3);
    assert!(said.contains("`renamed_from` of `mid` does nothing"), "{said}");
}

#[test]
fn what_auto_schema_made_is_told_and_nothing_else() {
    let mut class = recorded("property-order-and-case");
    let properties = class.json_mut()["properties"].as_array_mut().unwrap();
    properties[0]["description"] =
        "This property was generated by Weaviate's auto-schema feature on Sat Nov 21 15:00:00 2026".into();
    let plan = plan_for(&with(vec![text("alpha"), text("mid")]), class, 3, TODAY);
    assert!(plan.is_empty(), "{plan}");
    assert!(plan.notes().iter().any(|note| note.contains("auto-schema") && note.contains("`zed`")), "{plan}");
}

#[test]
fn a_vector_that_is_being_dropped_cannot_come_back() {
    let mut class = recorded("named-vector-hnsw");
    class.json_mut()["vectorConfig"]["v"]["vectorIndexType"] = "none".into();
    let plan = plan_for(&with(vec![cosine("v")]), class.clone(), 3, TODAY);
    assert_eq!(short(&plan), ["rebuild v!"]);
    assert!(plan_for(&with(vec![]), class, 3, TODAY).is_empty());
}

#[test]
fn an_old_server_adds_no_vector() {
    let def = with(vec![cosine("a"), cosine("v")]);
    let plan = plan_for(&def, recorded("named-vector-hnsw"), 3, Version::new(1, 30));
    assert_eq!(short(&plan), ["rebuild a!"]);
}
