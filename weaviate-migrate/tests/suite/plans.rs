//! Where collections live, the order of steps, and how a plan reads.

use serde_json::json;
use weaviate_migrate::{Actual, Plan, Step, plan};
use weaviate_query::{
    Names, Version,
    schema::{Class, CollectionDef, InvertedDef, StopwordsDef},
};

use crate::defs::{
    INVERTED, TODAY, alpha, beta, c, collection, cosine, int, link, optional, plan_for, recorded, short, text,
};

fn named(name: &str) -> Class {
    let mut class = recorded("minimal");
    class.json_mut()["class"] = name.into();
    class
}

fn with(classes: &[&str], aliases: &[(&str, &str)]) -> Actual {
    Actual {
        classes: classes.iter().map(|name| named(name)).collect(),
        aliases: aliases.iter().map(|(alias, class)| ((*alias).to_owned(), (*class).to_owned())).collect(),
        counts: classes.iter().map(|name| ((*name).to_owned(), 0)).collect(),
        ..Actual::default()
    }
}

fn steps(plan: &Plan) -> Vec<String> {
    plan.steps().iter().map(ToString::to_string).collect()
}

fn now(wanted: &[&CollectionDef], actual: &Actual) -> Plan {
    plan(wanted, actual, &Names::new(), Some(TODAY))
}

#[test]
fn links_come_after_all_classes_and_names_last() {
    let a = collection("Alpha", vec![text("t"), link("b", beta), link("me", alpha)]);
    let b = collection("Beta", vec![link("a", alpha)]);
    let plan = now(&[&a, &b], &Actual::default());
    assert_eq!(
        steps(&plan),
        [
            "create the class `Alpha_v1`",
            "create the class `Beta_v1`",
            "add `b` to the class `Alpha_v1`",
            "add `me` to the class `Alpha_v1`",
            "add `a` to the class `Beta_v1`",
            "create the alias `Alpha` for the class `Alpha_v1`",
            "create the alias `Beta` for the class `Beta_v1`",
        ]
    );
    let Step::AddProperty { property, .. } = &plan.steps()[2] else { panic!("{plan}") };
    assert_eq!(property["dataType"], json!(["Beta_v1"]), "a link names a class and no alias");
    let Step::CreateClass { definition } = &plan.steps()[0] else { panic!("{plan}") };
    assert_eq!(definition.properties().map(|p| p.name().to_owned()).collect::<Vec<_>>(), ["t"]);
}

#[test]
fn the_class_behind_the_alias_is_compared() {
    let def = CollectionDef { description: Some("d"), ..collection("C", vec![]) };
    let plan = now(&[&def], &with(&["C_v3", "C_v1"], &[("C", "C_v3")]));
    assert_eq!(steps(&plan), ["change settings of the class `C_v3`: `description`"]);
    assert!(plan.notes().is_empty());
}

#[test]
fn a_class_of_the_name_is_adopted_and_the_gap_told() {
    let plan = now(&[&collection("C", vec![])], &with(&["C"], &[]));
    assert!(plan.is_empty() && plan.steps().is_empty(), "{plan}");
    assert!(plan.notes()[0].contains("`C` is a class and not an alias"), "{plan}");
    let asked = CollectionDef { versioned: false, ..collection("C", vec![]) };
    assert!(now(&[&asked], &with(&["C"], &[])).notes().is_empty());
}

#[test]
fn unversioned_means_a_class_of_the_name() {
    let def = CollectionDef { versioned: false, ..collection("C", vec![]) };
    assert_eq!(steps(&now(&[&def], &Actual::default())), ["create the class `C`"]);
    let old = plan(&[&collection("C", vec![])], &Actual::default(), &Names::new(), Some(Version::new(1, 31)));
    assert_eq!(steps(&old), ["create the class `C`"]);
    assert!(old.notes()[0].contains("1.32.0"), "{old}");
}

#[test]
fn a_class_whose_alias_was_never_made_is_gone_on_with() {
    let plan = now(&[&collection("C", vec![optional(int("i"))])], &with(&["C_v1"], &[]));
    assert_eq!(short(&plan), ["additive i", "additive "]);
    assert_eq!(steps(&plan), ["add `i` to the class `C_v1`", "create the alias `C` for the class `C_v1`"]);
}

#[test]
fn what_cannot_be_told_is_refused() {
    let def = collection("C", vec![]);
    for (actual, says) in [
        (with(&["C_v1", "C_v2"], &[]), "`C_v1` or `C_v2`"),
        (with(&[], &[("C", "C_v1")]), "which is not there"),
        (with(&["c"], &[]), "the same name to it"),
        (with(&["C_V1"], &[]), "the same name to it"),
        (with(&["Other"], &[("c", "Other")]), "the same name to it"),
    ] {
        let plan = now(&[&def], &actual);
        assert!(plan.is_refused() && plan.steps().is_empty(), "{plan}");
        assert!(plan.to_string().contains(says), "{says}\n{plan}");
    }
    let other = CollectionDef { rust_name: "Other", ..collection("C", vec![text("t")]) };
    assert!(now(&[&def, &other], &Actual::default()).is_refused());
    assert!(!now(&[&def, &def], &Actual::default()).is_refused());
    assert!(now(&[&collection("raft", vec![])], &Actual::default()).is_refused());
}

#[test]
fn values_that_a_server_refuses_are_refused_before_it_is_asked() {
    let words = StopwordsDef { preset: None, additions: &["a", "is"], removals: &["is"] };
    for (inverted, says) in [
        (InvertedDef { stopwords: Some(words), ..INVERTED }, "`is` is added and removed"),
        (InvertedDef { bm25: Some((-0.1, 0.5)), ..INVERTED }, "`b` is from 0 to 1"),
        (InvertedDef { bm25: Some((1.2, 1.5)), ..INVERTED }, "`b` is from 0 to 1"),
        (InvertedDef { bm25: Some((f32::NAN, 0.5)), ..INVERTED }, "`b` is from 0 to 1"),
    ] {
        let plan = now(&[&CollectionDef { inverted, ..collection("C", vec![]) }], &with(&["C"], &[]));
        assert!(plan.is_refused() && plan.to_string().contains(says), "{plan}");
    }
}

#[test]
fn a_link_needs_its_target() {
    let a = collection("Alpha", vec![link("b", beta)]);
    let plan = now(&[&a], &Actual::default());
    assert!(plan.is_refused(), "{plan}");
    assert!(plan.to_string().contains("add `Beta` to what is synced"), "{plan}");
    let there = now(&[&a], &with(&["Beta_v2"], &[("Beta", "Beta_v2")]));
    assert!(!there.is_refused(), "{there}");
    let Step::AddProperty { property, .. } = &there.steps()[1] else { panic!("{there}") };
    assert_eq!(property["dataType"], json!(["Beta_v2"]));
}

#[test]
fn a_new_class_is_one_for_all_that_link_to_it() {
    let mut actual = with(&["C", "Near", "Far", "Alone"], &[]);
    let refer = |class: &mut Class, to: &str| {
        class.json_mut()["properties"] = json!([{ "name": "to", "dataType": [to] }]);
    };
    refer(&mut actual.classes[1], "C");
    refer(&mut actual.classes[2], "Near");
    actual.counts = [("C", 1204), ("Near", 1), ("Far", 0)].map(|(name, n)| (name.to_owned(), n)).into();
    actual.classes[0].json_mut()["properties"] = json!([{ "name": "i", "dataType": ["text"] }]);
    let plan = now(&[&collection("C", vec![int("i")])], &actual);
    assert_eq!(
        plan.changes()[0].cost,
        "a new class and a copy of 1,204 objects; the same for what links to it: `Far` (no objects) and `Near` (1 object)"
    );
}

#[test]
fn a_class_is_called_empty_only_if_it_is_for_sure() {
    let says = |class, count| plan_for(&collection("C", vec![int("alpha")]), class, count, TODAY).to_string();
    let advice = "as `C` has no objects, delete it and sync makes it anew";
    assert!(says(recorded("property-order-and-case"), 0).contains(advice));
    assert!(!says(recorded("property-order-and-case"), 1).contains(advice));
    assert!(!says(recorded("minimal-multi-tenant"), 0).contains(advice), "tenants may be inactive");
}

#[test]
fn the_prefix_goes_before_everything() {
    let names = Names::new().with_prefix("T_").unwrap();
    let a = collection("Alpha", vec![link("me", alpha)]);
    let plan = plan(&[&a], &Actual::default(), &names, Some(TODAY));
    assert_eq!(
        steps(&plan),
        [
            "create the class `T_Alpha_v1`",
            "add `me` to the class `T_Alpha_v1`",
            "create the alias `T_Alpha` for the class `T_Alpha_v1`",
        ]
    );
}

#[test]
fn a_collection_that_the_program_does_not_know_is_left_alone() {
    let mut actual = with(&["Stranger", "C_v1"], &[("C", "C_v1"), ("S", "Stranger")]);
    actual.classes[0].json_mut()["properties"] = json!([{ "name": "x", "dataType": ["text"] }]);
    assert!(now(&[&collection("C", vec![])], &actual).is_empty());
}

fn a_plan() -> Plan {
    let def = CollectionDef {
        description: Some("A note."),
        ..collection(
            "C",
            vec![int("alpha"), text("mid"), text("zed"), optional(int("words")), link("me", c), cosine("v")],
        )
    };
    plan_for(&def, recorded("property-order-and-case"), 1204, TODAY)
}

/// What a plan says, against a text that is indented as the code around it.
#[track_caller]
fn reads(plan: &Plan, text: &str) {
    let lines: Vec<_> = text.trim().lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    assert_eq!(plan.to_string().trim_end(), lines.join("\n"));
}

#[test]
fn it_reads_well() {
    reads(
        &a_plan(),
        r"
    5 changes to Weaviate 1.39.0, 1 of which sync refuses; so it makes none

    rebuild   C  data type of `alpha`: `text` to `int`  REFUSED
        why     the server fixes the data type when the property is made
        cost    a new class and a copy of 1,204 objects
        blocks  reads and writes, while a new class takes over the name
        refused `C` is a class and not an alias, and no other class can take its name while it is there: copy its objects into a collection of another name; or put the field's type back, or declare a new field under another name

    additive  C  add the property `words` (int)
        why     the struct declares it and the server has none
        cost    one request; 1,204 objects stay without it
        blocks  nothing

    additive  C  add the link `me` (C)
        why     the struct declares it and the server has none
        cost    one request; 1,204 objects stay without it
        blocks  nothing

    in place  C  description: nothing to `A note.`
        why     the server takes it over at once
        cost    one request
        blocks  writes to this collection, for a moment

    additive  C  add the named vector `v`
        why     the struct declares it and the server has none
        cost    one request; 1,204 objects stay without it until it is sent for each
        blocks  writes to this collection, for a moment

    note: `C` is a class and not an alias, so it is used as it is: sync refuses a change that needs a new class
    ",
    );
    let there = now(&[&collection("C", vec![])], &with(&["C_v1"], &[("C", "C_v1")]));
    reads(&there, "nothing to do: Weaviate 1.39.0 has all that the structs declare");
    let new = now(&[&collection("C", vec![text("t"), cosine("v")])], &Actual::default());
    reads(
        &new,
        r"
    1 change to Weaviate 1.39.0; sync makes it

    additive  C_v1  create the class `C_v1` behind the alias `C`, with 1 property and 1 named vector
        why     the struct declares it and the server has none
        cost    2 requests
        blocks  nothing
    ",
    );
}

#[test]
fn its_json_is_stable() {
    let def = CollectionDef { description: Some("A note."), ..collection("C", vec![optional(int("words"))]) };
    let mut class = recorded("minimal");
    class.json_mut().insert("description".into(), "An old note.".into());
    let json = serde_json::to_value(plan_for(&def, class, 2, TODAY)).unwrap();
    assert_eq!(
        json,
        json!({
            "format": 1,
            "server": "1.39.0",
            "changes": [
                {
                    "class": "additive", "collection": "C", "on": "C", "path": "words",
                    "what": "add the property `words` (int)",
                    "from": null, "to": { "name": "words", "dataType": ["int"] },
                    "why": "the struct declares it and the server has none",
                    "cost": "one request; 2 objects stay without it",
                    "blocks": "nothing",
                    "reversible": false,
                },
                {
                    "class": "in_place", "collection": "C", "on": "C", "path": "description",
                    "what": "description: `An old note.` to `A note.`",
                    "from": "An old note.", "to": "A note.",
                    "why": "the server takes it over at once",
                    "cost": "one request",
                    "blocks": "writes_for_a_moment",
                    "reversible": true,
                },
            ],
            "steps": [
                { "do": "add_property", "class": "C", "property": { "name": "words", "dataType": ["int"] } },
                { "do": "update_class", "class": "C", "edits": [{ "path": ["description"], "to": "A note." }] },
            ],
            "notes": [
                "`C` is a class and not an alias, so it is used as it is: sync refuses a change that needs a \
                 new class",
            ],
        })
    );
}
