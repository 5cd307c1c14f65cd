//! Filters to calls of free functions: `Option` has an `and` and an `or` of its own that would be taken in silence.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};

use super::{
    super::ast::{Else, Filter, If, Join, Operand, Path, Test},
    emit::{Emit, Root, borrowed},
};
use crate::token;

impl Emit<'_> {
    /// A filter that may be a gap, which has been said.
    pub(super) fn whole_filter(&self, filter: &Filter) -> TokenStream {
        match filter {
            Filter::Gap => self.nothing(self.here()),
            filter => self.filter(filter),
        }
    }

    /// Expands to: `and::<Article>(FIELDS.words.ge(integer(3)), not::<Article>(other))`
    fn filter(&self, filter: &Filter) -> TokenStream {
        match filter {
            Filter::Gap => self.nothing(self.here()),
            Filter::Rust(tokens) => self.rust(tokens),
            Filter::Test(path, test) => self.test(path, test),
            Filter::Not(bang, inner) => {
                let inner = self.filter(inner);
                self.combine("not", &quote!(_), *bang, &inner)
            }
            Filter::Join(join, at, left, right) => {
                let (left, right) = (self.filter(left), self.filter(right));
                let name = match join {
                    Join::And => "and",
                    Join::Or => "or",
                };
                self.combine(name, &quote!(_, _), *at, &quote_spanned!(*at=> #left, #right))
            }
            Filter::If(conditional) => self.conditional(conditional),
        }
    }

    /// Expands to: `and::<Article, _, _>(arguments)`
    fn combine(&self, name: &str, others: &TokenStream, span: Span, arguments: &TokenStream) -> TokenStream {
        let (function, collection) = (Self::private(name, span), self.collection());
        quote_spanned!(span=> #function::<#collection, #others>(#arguments))
    }

    /// Expands to: `absent::<Article>()`, a filter that is not there.
    fn nothing(&self, span: Span) -> TokenStream {
        let (function, collection) = (Self::private("absent", span), self.collection());
        quote_spanned!(span=> #function::<#collection>())
    }

    /// A filter that Rust gives. A lone `None` would not say of what filter.
    fn rust(&self, tokens: &[TokenTree]) -> TokenStream {
        if let [TokenTree::Ident(none)] = tokens
            && none == "None"
        {
            let (facade, collection) = (self.facade.at(none.span()), self.collection());
            return quote_spanned!(none.span()=> #none::<#facade::Filter<#collection>>);
        }
        tokens.iter().cloned().collect()
    }

    /// Expands to: `FIELDS.words.ge(integer(3))`
    fn test(&self, path: &Path, test: &Test) -> TokenStream {
        let left = self.path(path, Root::Collection);
        match test {
            Test::Alone => left,
            Test::Operator(operator, operand) => {
                let at = operator.span();
                let (operand, end) = match Self::pattern(operator, operand) {
                    Some(pattern) => pattern,
                    None => Self::operand(operand, at),
                };
                let arguments = token::parens(operand, end);
                quote_spanned!(at=> #left.#operator #arguments)
            }
            Test::Absent(..) | Test::Broken => {
                let at = path.steps.last().map_or_else(|| path.dot(), |step| step.dot);
                let (facade, collection) = (self.facade.at(at), self.collection());
                quote_spanned!(at=> #left.__incomplete::<::core::option::Option<#facade::Filter<#collection>>>())
            }
        }
    }

    /// A literal pattern that most tokenizations would cut: a type of its own, so that rustc can say of which it may be.
    ///
    /// Expands to: `blanks("a* b*")`, or with other signs than wildcards `signs("c++")`
    fn pattern(operator: &Ident, operand: &Operand) -> Option<(TokenStream, Span)> {
        let Operand::Rust(tokens) = operand else { return None };
        let [TokenTree::Literal(literal)] = tokens.as_slice() else { return None };
        let text =
            syn::parse2::<syn::LitStr>(literal.to_token_stream()).ok().filter(|_| operator == "like")?;
        let text = text.value();
        let name = if text.contains(char::is_whitespace) {
            "blanks"
        } else if text.contains(|c: char| !c.is_alphanumeric() && !matches!(c, '*' | '?')) {
            "signs"
        } else {
            return None;
        };
        let at = literal.span();
        let (function, arguments) = (Self::private(name, at), token::parens(literal.to_token_stream(), at));
        Some((quote_spanned!(at=> #function #arguments), at))
    }

    /// What the operator takes, and where it ends.
    fn operand(operand: &Operand, at: Span) -> (TokenStream, Span) {
        match operand {
            Operand::Rust(tokens) => {
                let end = token::ends(tokens, at).1;
                (if is_new(tokens) { tokens.iter().cloned().collect() } else { borrowed(tokens, at) }, end)
            }
            Operand::Integer(tokens) => {
                let (first, last) = token::ends(tokens, at);
                let integer = Self::integer(tokens, first, last);
                (integer, last)
            }
            Operand::Integers(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let marked = token::parts(&inner).into_iter().map(|part| {
                    let (first, last) = token::ends(part, at);
                    let integer = Self::integer(part, first, last);
                    quote_spanned!(last=> #integer,)
                });
                let mut list = Group::new(Delimiter::Bracket, marked.collect());
                list.set_span(group.span());
                (TokenTree::Group(list).into(), group.span_close())
            }
            Operand::Nothing(span) => {
                let nothing = Self::private("nothing", *span);
                (nothing, *span)
            }
        }
    }

    /// Expands to: `integer(3)`, whose parameter keeps a large literal from being read as an `i32`.
    fn integer(tokens: &[TokenTree], first: Span, last: Span) -> TokenStream {
        let function = Self::private("integer", first);
        let value: TokenStream = tokens.iter().cloned().collect();
        let arguments = token::parens(value, last);
        quote_spanned!(first=> #function #arguments)
    }

    /// Expands to: `if cond { then::<Article, _, _>(F) } else { dropped::<Article, _>() }`
    fn conditional(&self, conditional: &If) -> TokenStream {
        let If { word, condition, braces, then, otherwise } = conditional;
        let condition: TokenStream = match condition.as_slice() {
            [] => quote_spanned!(word.span()=> true),
            tokens => tokens.iter().cloned().collect(),
        };
        let then = self.block("then", then, *braces);
        let at = word.span();
        let otherwise = match otherwise {
            Else::None => {
                let dropped = self.combine("dropped", &quote!(_), at, &TokenStream::new());
                quote_spanned!(at=> else { #dropped })
            }
            Else::Block(word, braces, filter) => {
                let block = self.block("otherwise", filter, *braces);
                quote_spanned!(word.span()=> #word #block)
            }
            Else::If(word, next) => {
                let next = self.conditional(next);
                let next = self.combine("otherwise", &quote!(_, _), word.span(), &next);
                quote_spanned!(word.span()=> #word { #next })
            }
        };
        quote_spanned!(at=> #word #condition #then #otherwise)
    }

    /// Expands to: `{ then::<Article, _, _>(F) }`
    fn block(&self, name: &str, filter: &Filter, braces: Span) -> TokenStream {
        let filter = match filter {
            Filter::Gap => self.nothing(braces),
            filter => self.filter(filter),
        };
        let filter = self.combine(name, &quote!(_, _), braces, &filter);
        let mut block = Group::new(Delimiter::Brace, filter);
        block.set_span(braces);
        TokenStream::from(TokenTree::Group(block))
    }
}

/// A literal or an array belongs to nobody, and goes without the `&` by which all else stays where it is: rustc would name each
/// reference on the way to what does not fit. A range keeps it: what stands before the cursor must not depend on what
/// comes after, and `a` becomes `a..b` there.
fn is_new(operand: &[TokenTree]) -> bool {
    match operand {
        [TokenTree::Literal(_)] => true,
        [TokenTree::Punct(minus), TokenTree::Literal(_)] => minus.as_char() == '-',
        [TokenTree::Group(list)] => list.delimiter() == Delimiter::Bracket,
        _ => false,
    }
}
