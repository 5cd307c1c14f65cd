//! From a checked filter to lookups: values become keys, references become sets of ids.

use super::{
    clause::{CREATED, Clause, Comparison, ID, Operand, Operator, Path, UPDATED, length_of},
    evaluate::evaluate,
    keys::{ONLY_STOPWORDS, boolean, int, patterns, tokens, value_key},
    like::Pattern,
    nested,
    plan::Plan,
};
use crate::{
    catalog::Catalog,
    common::{
        error::{Refusal, Result, Within},
        gotext,
        sync::read,
    },
    indexes::inverted::has_index,
    schema::{Class, DataType, Property},
};

/// Plans a filter; filters behind references are evaluated here.
pub(crate) fn plan(catalog: &Catalog, class: &Class, clause: &Clause, tenant: &str) -> Result<Plan> {
    let planned = build(catalog, class, clause, tenant)?;
    Ok(nested::group(planned))
}

fn build(catalog: &Catalog, class: &Class, clause: &Clause, tenant: &str) -> Result<Plan> {
    Ok(match clause {
        Clause::And(children) => Plan::And(operands(catalog, class, children, tenant)?),
        Clause::Or(children) => Plan::Or(operands(catalog, class, children, tenant)?),
        Clause::Not(children) => Plan::Not(operands(catalog, class, children, tenant)?),
        Clause::Compare(comparison) if comparison.operator.is_contains() => {
            contains(catalog, class, comparison, tenant)?
        }
        Clause::Compare(comparison) => compare(catalog, class, comparison, tenant)?,
    })
}

fn operands(catalog: &Catalog, class: &Class, children: &[Clause], tenant: &str) -> Result<Vec<Plan>> {
    // The server looks at all of them at once, where the last one comes first.
    let mut plans = children
        .iter()
        .enumerate()
        .rev()
        .map(|(at, child)| {
            let built = build(catalog, class, child, tenant);
            // Where the server panics, it does not come to say at which of them.
            let panics = matches!(&built, Err(refusal) if refusal.panics());
            let built = if panics { built } else { built.within(format_args!("nested clause at pos {at}")) };
            built.within("nested query")
        })
        .collect::<Result<Vec<_>>>()?;
    plans.reverse();
    Ok(plans)
}

fn contains(catalog: &Catalog, class: &Class, comparison: &Comparison, tenant: &str) -> Result<Plan> {
    let values = items(comparison)?;
    let any = comparison.operator == Operator::ContainsAny;
    let mut children = Vec::with_capacity(values.len());
    // One comparison for all of them: to copy the one that was asked would copy its list for each of its values.
    let mut single = Comparison {
        operator: Operator::Equal,
        path: comparison.path.clone(),
        value: Operand::Bool(false),
        value_type: comparison.value_type,
    };
    for (at, value) in values.into_iter().enumerate().rev() {
        single.value = value;
        match compare(catalog, class, &single, tenant) {
            Ok(child) => children.push(child),
            // One stopword among other words is no reason to refuse.
            Err(refusal) if any && refusal.text == ONLY_STOPWORDS => {}
            Err(refusal) => {
                return Err(refusal.within(format!("nested clause at pos {at}")).within("nested query"));
            }
        }
    }
    children.reverse();
    if any && children.is_empty() {
        return Err(Refusal::new(ONLY_STOPWORDS));
    }
    if let Some(Plan::Nested(_)) = children.first() {
        return Ok(nested::contains(comparison.operator, children));
    }
    Ok(match comparison.operator {
        Operator::ContainsAll => Plan::And(children),
        Operator::ContainsNone => Plan::Not(vec![Plan::Or(children)]),
        _ => Plan::Or(children),
    })
}

fn items(comparison: &Comparison) -> Result<Vec<Operand>> {
    let wrong = |wanted: &str| {
        Err(Refusal::new(format!("value type should be {wanted} but is {}", comparison.value.go_type())))
    };
    let found = match &comparison.value {
        Operand::Texts(list) => list.iter().cloned().map(Operand::Text).collect(),
        Operand::Ints(list) => list.iter().copied().map(Operand::Int).collect(),
        Operand::Numbers(list) => list.iter().copied().map(Operand::Number).collect(),
        Operand::Bools(list) => list.iter().copied().map(Operand::Bool).collect(),
        _ => Vec::new(),
    };
    let fits = |wanted: &str| comparison.value.go_type() == wanted;
    if matches!(comparison.value_type, DataType::Geo | DataType::Phone | DataType::Blob | DataType::Object) {
        let number = comparison.operator.number();
        return Err(Refusal::new(format!("unsupported type 'schema.DataType' for '{number}' operator")));
    }
    let wanted = match comparison.value_type {
        DataType::Int => "[]int",
        DataType::Number => "[]float64",
        DataType::Boolean => "[]bool",
        _ => "[]string",
    };
    if fits(wanted) { Ok(found) } else { wrong(wanted) }
}

fn compare(catalog: &Catalog, class: &Class, comparison: &Comparison, tenant: &str) -> Result<Plan> {
    let Comparison { operator, path, value, .. } = comparison;
    if path.child.is_some() {
        return references(catalog, class, comparison, tenant);
    }
    let name = path.property.as_str();
    match name {
        ID => return id(*operator, value),
        CREATED | UPDATED => return time(name == CREATED, comparison),
        _ => {}
    }
    if let Some(name) = length_of(name) {
        let property = class.known_property(name)?;
        return Ok(Plan::Length {
            property: property.name.clone(),
            operator: *operator,
            length: length(value)?,
        });
    }
    let property = class.known_property(nested::path::root_name(name))?;
    if property.kind.is_nested() {
        return nested::leaf_plan(class, property, comparison).map(|subtree| Plan::Nested(Box::new(subtree)));
    }
    if property.kind == DataType::Reference && *operator != Operator::IsNull {
        return Ok(Plan::References {
            property: property.name.clone(),
            operator: *operator,
            count: int(value)?,
        });
    }
    if *operator == Operator::IsNull {
        return Ok(Plan::Null { property: property.name.clone(), null: boolean(value)? });
    }
    match property.kind {
        DataType::Geo => geo(property, *operator, value),
        kind if kind.is_text() => {
            check_index(property)?;
            text(class, property, *operator, value)
        }
        _ => {
            let key = value_key(property.kind, value)?;
            check_index(property)?;
            if *operator == Operator::Like {
                let pattern = Pattern::of_bytes(&key);
                return Ok(Plan::Like { property: property.name.clone(), pattern });
            }
            Ok(Plan::Key { property: property.name.clone(), operator: *operator, key })
        }
    }
}

fn check_index(property: &Property) -> Result<()> {
    if has_index(property) {
        return Ok(());
    }
    Err(Refusal::bare(format!(
        "Filtering by property '{name}' requires inverted index. Is `indexFilterable` option of property '{name}' \
         enabled? Set it to `true` or leave empty",
        name = property.name
    )))
}

// The server casts the value to a whole number without a check, and panics.
fn length(value: &Operand) -> Result<i64> {
    match value {
        Operand::Int(number) => Ok(*number),
        other => Err(Refusal::bare(format!(
            "panic occurred: interface conversion: interface {{}} is {}, not int",
            other.go_type()
        ))),
    }
}

fn geo(property: &Property, operator: Operator, value: &Operand) -> Result<Plan> {
    match value {
        Operand::Geo { .. } if operator != Operator::WithinGeoRange => {
            let why = format!("bucket for prop {} not found - is it indexed?", property.name);
            Err(Refusal::new(why).within("resolve doc ids for prop/value pair"))
        }
        Operand::Geo { latitude, longitude, distance } => Ok(Plan::Geo {
            property: property.name.clone(),
            latitude: *latitude,
            longitude: *longitude,
            distance: *distance,
        }),
        other => Err(Refusal::new(format!(
            "panic occurred: interface conversion: interface {{}} is {}, not filters.GeoRange",
            other.go_type()
        ))),
    }
}

fn text(class: &Class, property: &Property, operator: Operator, value: &Operand) -> Result<Plan> {
    let name = || property.name.clone();
    let mut plans: Vec<Plan> = if operator == Operator::Like {
        let patterns = patterns(property, value)?.into_iter();
        patterns.map(|pattern| Plan::Like { property: name(), pattern }).collect()
    } else {
        let tokens = tokens(class, property, value)?.into_iter();
        tokens.map(|token| Plan::Key { property: name(), operator, key: token.into_bytes() }).collect()
    };
    Ok(if plans.len() == 1 { plans.remove(0) } else { Plan::And(plans) })
}

fn id(operator: Operator, value: &Operand) -> Result<Plan> {
    match value {
        Operand::Text(text) if operator == Operator::Like => Ok(Plan::IdLike { pattern: Pattern::new(text) }),
        Operand::Text(text) => Ok(Plan::Id { operator, text: text.clone() }),
        other => Err(Refusal::new(format!("expected value to be string, got '{}'", other.go_type()))),
    }
}

fn time(created: bool, comparison: &Comparison) -> Result<Plan> {
    let operator = comparison.operator;
    match &comparison.value {
        // As a text it is the number of milliseconds.
        Operand::Text(text) if comparison.value_type == DataType::Text => {
            let millis = text
                .parse()
                .map_err(|_| Refusal::new(format!("expected value to be timestamp, got '{text}'")))?;
            Ok(Plan::Time { created, operator, millis })
        }
        Operand::Text(text) => {
            let time = gotext::parse_time(text)
                .map_err(|why| Refusal::new(format!("trying parse time as RFC3339 string: {why}")))?;
            Ok(Plan::Time { created, operator, millis: time.timestamp_millis() })
        }
        other => {
            Err(Refusal::new(format!("expected value to be string or time.Time, got '{}'", other.go_type())))
        }
    }
}

// Asks the collection behind the reference first; what it finds is then looked for here.
fn references(catalog: &Catalog, class: &Class, comparison: &Comparison, tenant: &str) -> Result<Plan> {
    let Some(child) = comparison.path.child.as_deref() else { return Ok(Plan::Or(Vec::new())) };
    let property = class.known_property(&comparison.path.property)?;
    let target = child.class.clone();
    let place = "nested request to fetch matching IDs";
    let inner = Clause::Compare(Comparison { path: Path::clone(child), ..comparison.clone() });
    let tenant = if target.multi_tenant { tenant } else { "" };
    let index = target.index_name();
    let collection = catalog.find(&target.name)?;
    let shard = collection.shard(tenant).within(format!("{place}: object search at index {index}"))?;
    let name = read(&shard).name.clone();
    let place = format!("{place}: object search at index {index}: local shard object search {index}_{name}");
    let plan = plan(catalog, &target, &inner, tenant).within(&place)?;
    let shard = read(&shard);
    let docs = evaluate(&plan, &target, &shard).within(&place)?;
    let ids = docs.iter().filter_map(|doc| shard.id(doc)).collect();
    Ok(Plan::PointsTo { property: property.name.clone(), collection: target.name.clone(), ids })
}
