//! Types, bounds and signatures as Rust writes them, on one line.

use rustdoc_types::{
    AssocItemConstraintKind, Function, GenericArg, GenericArgs, GenericBound, GenericParamDef,
    GenericParamDefKind, Generics, Path, PolyTrait, PreciseCapturingArg, Term, TraitBoundModifier, Type,
    WherePredicate,
};

/// A name without the modules before it: those depend on who says it.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

fn list<T>(items: &[T], print: impl Fn(&T) -> String) -> String {
    items.iter().map(print).collect::<Vec<_>>().join(", ")
}

pub(crate) fn path(path: &Path) -> String {
    format!("{}{}", last(&path.path), arguments(path.args.as_deref()))
}

/// What stands in the angle brackets of a name, or in the parentheses of `Fn`.
pub(crate) fn arguments(args: Option<&GenericArgs>) -> String {
    match args {
        Some(GenericArgs::AngleBracketed { args, constraints }) => {
            let mut all: Vec<_> = args.iter().map(argument).collect();
            all.extend(constraints.iter().map(|constraint| {
                let name = format!("{}{}", constraint.name, arguments(constraint.args.as_deref()));
                match &constraint.binding {
                    AssocItemConstraintKind::Equality(value) => format!("{name} = {}", term(value)),
                    AssocItemConstraintKind::Constraint(all) => format!("{name}: {}", bounds(all)),
                }
            }));
            if all.is_empty() { String::new() } else { format!("<{}>", all.join(", ")) }
        }
        Some(GenericArgs::Parenthesized { inputs, output }) => {
            format!("({}){}", list(inputs, type_), returned(output.as_ref()))
        }
        Some(GenericArgs::ReturnTypeNotation) => "(..)".to_owned(),
        None => String::new(),
    }
}

fn argument(argument: &GenericArg) -> String {
    match argument {
        GenericArg::Lifetime(name) => name.clone(),
        GenericArg::Type(inner) => type_(inner),
        GenericArg::Const(value) => value.expr.clone(),
        GenericArg::Infer => "_".to_owned(),
    }
}

fn term(term: &Term) -> String {
    match term {
        Term::Type(inner) => type_(inner),
        Term::Constant(value) => value.expr.clone(),
    }
}

pub(crate) fn bounds(all: &[GenericBound]) -> String {
    all.iter().map(bound).collect::<Vec<_>>().join(" + ")
}

fn bound(bound: &GenericBound) -> String {
    match bound {
        GenericBound::TraitBound { trait_, generic_params, modifier } => {
            let mark = match modifier {
                TraitBoundModifier::None => "",
                TraitBoundModifier::Maybe => "?",
                TraitBoundModifier::MaybeConst => "[const] ",
            };
            format!("{mark}{}{}", higher(generic_params), path(trait_))
        }
        GenericBound::Outlives(lifetime) => lifetime.clone(),
        GenericBound::Use(captured) => {
            let name = |arg: &PreciseCapturingArg| match arg {
                PreciseCapturingArg::Lifetime(name) | PreciseCapturingArg::Param(name) => name.clone(),
            };
            format!("use<{}>", list(captured, name))
        }
    }
}

fn higher(params: &[GenericParamDef]) -> String {
    if params.is_empty() {
        String::new()
    } else {
        format!("for<{}> ", list(params, |param| param.name.clone()))
    }
}

fn returned(output: Option<&Type>) -> String {
    output.map_or_else(String::new, |output| format!(" -> {}", type_(output)))
}

pub(crate) fn type_(this: &Type) -> String {
    match this {
        Type::ResolvedPath(name) => path(name),
        Type::DynTrait(object) => {
            let one = |part: &PolyTrait| format!("{}{}", higher(&part.generic_params), path(&part.trait_));
            let mut parts: Vec<_> = object.traits.iter().map(one).collect();
            parts.extend(object.lifetime.clone());
            format!("dyn {}", parts.join(" + "))
        }
        Type::Generic(name) | Type::Primitive(name) => name.clone(),
        Type::FunctionPointer(pointer) => {
            let inputs = list(&pointer.sig.inputs, |(_, input)| type_(input));
            let params = higher(&pointer.generic_params);
            format!("{params}fn({inputs}){}", returned(pointer.sig.output.as_ref()))
        }
        Type::Tuple(parts) => match parts.as_slice() {
            [one] => format!("({},)", type_(one)),
            all => format!("({})", list(all, type_)),
        },
        Type::Slice(inner) => format!("[{}]", type_(inner)),
        Type::Array { type_: inner, len } => format!("[{}; {len}]", type_(inner)),
        Type::Pat { type_: inner, .. } => type_(inner),
        Type::ImplTrait(all) => format!("impl {}", bounds(all)),
        Type::Infer => "_".to_owned(),
        Type::RawPointer { is_mutable, type_: inner } => {
            format!("*{} {}", if *is_mutable { "mut" } else { "const" }, type_(inner))
        }
        Type::BorrowedRef { lifetime, is_mutable, type_: inner } => {
            let lifetime = lifetime.as_ref().map_or_else(String::new, |name| format!("{name} "));
            format!("&{lifetime}{}{}", if *is_mutable { "mut " } else { "" }, type_(inner))
        }
        Type::QualifiedPath { name, args, self_type, trait_ } => {
            let owner = type_(self_type);
            let args = arguments(args.as_deref());
            match trait_.as_ref().filter(|_| owner != "Self") {
                Some(of) if !of.path.is_empty() => format!("<{owner} as {}>::{name}{args}", path(of)),
                _ => format!("{owner}::{name}{args}"),
            }
        }
    }
}

/// The parameters in angle brackets, with what they are bound by and what they are by default.
pub(crate) fn parameters(generics: &Generics) -> String {
    let mut all = Vec::new();
    for param in &generics.params {
        match &param.kind {
            GenericParamDefKind::Lifetime { outlives } if outlives.is_empty() => all.push(param.name.clone()),
            GenericParamDefKind::Lifetime { outlives } => {
                all.push(format!("{}: {}", param.name, outlives.join(" + ")));
            }
            // `impl Trait` as an argument: it is printed there.
            GenericParamDefKind::Type { is_synthetic: true, .. } => {}
            GenericParamDefKind::Type { bounds: limits, default, .. } => {
                let limits = if limits.is_empty() { String::new() } else { format!(": {}", bounds(limits)) };
                let default =
                    default.as_ref().map_or_else(String::new, |value| format!(" = {}", type_(value)));
                all.push(format!("{}{limits}{default}", param.name));
            }
            GenericParamDefKind::Const { type_: kind, .. } => {
                all.push(format!("const {}: {}", param.name, type_(kind)));
            }
        }
    }
    if all.is_empty() { String::new() } else { format!("<{}>", all.join(", ")) }
}

/// ` where …`: what an implementation asks, its parameters included, and what a member of it asks.
pub(crate) fn conditions(around: Option<&Generics>, own: &Generics) -> String {
    let mut all = Vec::new();
    if let Some(generics) = around {
        all.extend(generics.params.iter().filter_map(limit));
        all.extend(generics.where_predicates.iter().map(condition));
    }
    all.extend(own.where_predicates.iter().map(condition));
    if all.is_empty() { String::new() } else { format!(" where {}", all.join(", ")) }
}

fn limit(param: &GenericParamDef) -> Option<String> {
    let GenericParamDefKind::Type { bounds: limits, .. } = &param.kind else { return None };
    (!limits.is_empty()).then(|| format!("{}: {}", param.name, bounds(limits)))
}

fn condition(condition: &WherePredicate) -> String {
    match condition {
        WherePredicate::BoundPredicate { type_: of, bounds: limits, generic_params } => {
            format!("{}{}: {}", higher(generic_params), type_(of), bounds(limits))
        }
        WherePredicate::LifetimePredicate { lifetime, outlives } => {
            format!("{lifetime}: {}", outlives.join(" + "))
        }
        WherePredicate::EqPredicate { lhs, rhs } => format!("{} = {}", type_(lhs), term(rhs)),
    }
}

/// `const async unsafe fn`, then the name, then all behind it but the conditions.
pub(crate) fn function(name: &str, function: &Function) -> String {
    let header = &function.header;
    let mut words = String::new();
    for (word, said) in
        [("const ", header.is_const), ("async ", header.is_async), ("unsafe ", header.is_unsafe)]
    {
        words += if said { word } else { "" };
    }
    let inputs = list(&function.sig.inputs, |(name, input)| match type_(input).as_str() {
        "Self" if name == "self" => "self".to_owned(),
        "&Self" if name == "self" => "&self".to_owned(),
        "&mut Self" if name == "self" => "&mut self".to_owned(),
        written => format!("{name}: {written}"),
    });
    let parameters = parameters(&function.generics);
    format!("{words}fn {name}{parameters}({inputs}){}", returned(function.sig.output.as_ref()))
}
