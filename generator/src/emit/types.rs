//! Structs, enums, unions, aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::accumulate::way;
use super::layout::{self, Text};
use super::tokens::{
    Ways, converted, docs, ident, like_operator, many_arguments, marks, parsed, self_named, ty,
    undocumented,
};
use crate::ir::Hold;
use crate::rust::{
    Alias, Convert, DataEvents, EnumVariant, Events, Field, FieldInput, FieldSetter, OpenEnum,
    OpenEnumKind, OtherVariant, SharedField, Slot, Step, Struct, TerminalMethod, Test, TextMethod,
    Type, Union, UnionForm, Variant, VariantKey, holder,
};

/// Returns a struct in its macro, and its constructor and setters.
pub(super) fn structure(item: &Struct) -> Text {
    let Struct { docs: lines, name, fields, default, .. } = item;
    let of_fields = fields.iter().filter(|field| field.slot != Slot::Extra);
    let of_fields = of_fields.map(|field| &field.docs);
    let allowed = undocumented([lines].into_iter().chain(of_fields));
    let (lines, marks, name) = (docs(lines), marks(&item.marks), ident(name));
    let default = default.then(|| quote! { #[derive(Default)] });
    let rest = fields.iter().find(|field| field.slot == Slot::Rest).map(|field| ident(&field.name));
    let rest = rest.map(|rest| quote! { #[rest(#rest)] });
    let (extra, declared): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| field.slot == Slot::Extra);
    let extra = extra.iter().map(|field| ident(&field.name));
    let extra = quote! { #(#[extra(#extra)])* };
    let definitions = declared.into_iter().map(|field| self::field(field, &item.constants));
    let definition = quote! { #lines #marks #allowed #rest #extra #default pub struct #name { #(#definitions)* } };
    let mut text = layout::in_macro("object", &definition)?;
    let methods = methods(item);
    if !methods.is_empty() {
        text.push('\n');
        text.push_str(&layout::rust(&quote! { impl #name { #methods } })?);
    }
    if !item.texts.is_empty() {
        let methods = item.texts.iter().map(text_method);
        text.push('\n');
        text.push_str(&layout::rust(&quote! { impl #name { #(#methods)* } })?);
    }
    Ok(text)
}

/// Returns a method that joins the texts that are in a value.
fn text_method(method: &TextMethod) -> TokenStream {
    let (lines, name) = (docs(&method.docs), ident(&method.name));
    let texts = method.ways.iter().map(|steps| way(quote! { std::iter::once(self) }, steps));
    quote! {
        #lines
        pub fn #name(&self) -> String {
            #(#texts)*.collect()
        }
    }
}

/// Writes a method that joins the texts that are in whichever variant a union is.
fn text_of_variant(method: &TextMethod, is_open: bool) -> TokenStream {
    let (lines, name) = (docs(&method.docs), ident(&method.name));
    let arms = method.ways.iter().filter_map(|steps| match steps.as_slice() {
        [Step::Variant(_, variant), rest @ ..] => Some((ident(variant), text_of(rest))),
        _ => None,
    });
    let arms = arms.map(|(variant, text)| quote! { Self::#variant(value) => #text });
    let other = is_open.then(|| quote! { Self::Other(_) => String::new() });
    let arms = arms.chain(other);
    quote! {
        #lines
        pub fn #name(&self) -> String {
            match self { #(#arms),* }
        }
    }
}

/// Writes how some steps lead to a text, from `value` on.
fn text_of(steps: &[Step]) -> TokenStream {
    match steps {
        [] => quote! { value.clone() },
        [Step::Field(field, absent, false)] => {
            let field = ident(field);
            let or_empty = absent.then(|| quote! { .unwrap_or_default() });
            quote! { value.#field.clone() #or_empty }
        }
        steps => {
            let texts = way(quote! { std::iter::once(value) }, steps);
            quote! { #texts.collect() }
        }
    }
}

fn field(field: &Field, constants: &[String]) -> TokenStream {
    let (lines, name, ty, wire) =
        (docs(&field.docs), ident(&field.name), self::ty(&field.whole()), &field.wire);
    let presence = match field.slot {
        Slot::Plain if field.fixed.is_some() => quote! { #[wire(fixed = #wire)] },
        Slot::Plain if field.packed => quote! { #[wire(packed = #wire)] },
        Slot::Plain if field.corrected => quote! { #[wire(corrected = #wire)] },
        Slot::Plain => quote! { #[wire(required = #wire)] },
        Slot::OrNull => quote! { #[wire(nullable = #wire)] },
        Slot::Optional | Slot::Nullable => quote! { #[wire(optional = #wire)] },
        Slot::Rest | Slot::Extra => quote! { #[wire(rest = "")] },
    };
    let always = match field.ty {
        Type::Constant(number) => constants.get(number).map(|text| quote! { #[always = #text] }),
        _ => None,
    };
    let otherwise = field.fixed.as_ref().map(|value| {
        let value = parsed(value);
        quote! { #[otherwise = #value] }
    });
    let marks = marks(&field.marks);
    quote! { #lines #marks #presence #always #otherwise pub #name: #ty, }
}

/// Returns the constructor and the setters; nothing for a struct that callers only
/// read.
fn methods(item: &Struct) -> TokenStream {
    if !item.is_made() {
        return TokenStream::new();
    }
    let constructor = constructor(item);
    let setters = item.fields.iter().filter_map(field_setter);
    quote! { #constructor #(#setters)* }
}

fn constructor(item: &Struct) -> TokenStream {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut ways = Ways::of(item.fields.iter().filter_map(|field| match &field.input {
        FieldInput::Argument(convert, _) => Some((field.slot.given(), *convert)),
        _ => None,
    }));
    for field in &item.fields {
        let name = ident(&field.name);
        let value = match &field.input {
            FieldInput::Argument(convert, wanted) => {
                let (argument, value) = constructor_argument(field, *convert, wanted, &mut ways);
                arguments.push(quote! { #name: #argument });
                value
            }
            FieldInput::Fixed(expression) => parsed(expression),
            FieldInput::Setter(..) => match (field.slot, &field.preset) {
                (Slot::Nullable, Some(text)) => quote! { Nullable::Value(#text.into()) },
                (_, Some(text)) => quote! { Some(#text.into()) },
                (Slot::Nullable, None) => quote! { Nullable::Absent },
                (Slot::Rest, None) => quote! { Default::default() },
                (_, None) => quote! { None },
            },
        };
        values.push(if name == value.to_string() {
            quote! { #name }
        } else {
            quote! { #name: #value }
        });
    }
    let lines = docs(&item.constructor_docs);
    let many = many_arguments(arguments.len(), "schema");
    let body = if item.is_empty() && item.default {
        quote! { Self::default() }
    } else {
        quote! { Self { #(#values),* } }
    };
    let generics = ways.generics();
    let named = self_named(&item.name);
    quote! {
        #lines
        #many
        #named
        pub fn new #generics(#(#arguments),*) -> Self { #body }
    }
}

fn constructor_argument(
    field: &Field,
    convert: Convert,
    wanted: &Type,
    ways: &mut Ways,
) -> (TokenStream, TokenStream) {
    let (name, slot) = (ident(&field.name), field.slot.given());
    let argument = ways.argument(wanted, slot, convert);
    let value = converted(&name, slot, convert);
    let value = match (holding(field.hold), slot) {
        (Some(hold), Slot::OrNull) => quote! { #value.map(#hold) },
        (Some(hold), _) => quote! { #hold(#value) },
        (None, _) => value,
    };
    // What is required may be missing all the same in what was read.
    let value = match field.slot {
        Slot::Optional => quote! { Some(#value) },
        Slot::Nullable => quote! { #value.map_or(Nullable::Null, Nullable::Value) },
        _ => value,
    };
    (argument, value)
}

/// Writes the constructor of what holds a value.
fn holding(hold: Hold) -> Option<TokenStream> {
    let holder = ident(holder(hold)?);
    Some(quote! { #holder::new })
}

fn field_setter(field: &Field) -> Option<TokenStream> {
    let FieldInput::Setter(setter) = &field.input else { return None };
    let FieldSetter { docs: lines, name: setter_name, convert, ty: wanted } = setter;
    let (lines, name, method) = (docs(lines), ident(&field.name), ident(setter_name));
    let slot = field.slot.set();
    let mut ways = Ways::of([(slot, *convert)]);
    let argument = ways.argument(wanted, slot, *convert);
    let generics = ways.generics();
    let value = converted(&name, slot, *convert);
    let is_option = slot == Slot::Nullable || convert.takes_option();
    let value = match (holding(field.hold), is_option) {
        (Some(hold), true) => quote! { #value.map(#hold) },
        (Some(hold), false) => quote! { #hold(#value) },
        (None, _) => value,
    };
    let value = match (field.slot, is_option) {
        (Slot::Rest, true) => quote! { #value.unwrap_or_default() },
        (Slot::Rest, false) | (_, true) => value,
        (_, false) => quote! { Some(#value) },
    };
    let deprecated = field.marks.deprecated.then(|| quote! { #[deprecated] });
    let allowed = like_operator(setter_name);
    Some(quote! {
        #lines
        #deprecated
        #allowed
        #[must_use]
        pub fn #method #generics(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    })
}

/// Returns an enum of texts or integers in its macro, and whether a value of it is an end.
pub(super) fn open_enum(item: &OpenEnum) -> Text {
    let (lines, attributes, name) = (docs(&item.docs), marks(&item.marks), ident(&item.name));
    let variants = item.variants.iter().map(|EnumVariant { docs: lines, marks, name, value }| {
        let (lines, marks, variant) = (docs(lines), self::marks(marks), ident(name));
        let value = match item.of {
            OpenEnumKind::Texts => quote! { #value },
            OpenEnumKind::Integers => parsed(value),
        };
        quote! { #lines #marks #variant = #value }
    });
    let mut text = layout::in_macro(
        item.of.word(),
        &quote! { #lines #attributes pub enum #name { #(#variants),* } },
    )?;
    if let Some(TerminalMethod { docs: lines, texts }) = &item.terminal {
        let lines = docs(lines);
        text.push('\n');
        text.push_str(&layout::rust(&quote! {
            impl #name {
                #lines
                pub fn is_terminal(&self) -> bool {
                    [#(#texts),*].contains(&self.as_str())
                }
            }
        })?);
    }
    Ok(text)
}

/// Returns a union, in its macro.
pub(super) fn union(item: &Union) -> Text {
    let mut text = union_in_macro(item)?;
    if !item.texts.is_empty() {
        let is_open = item.form == UnionForm::Tagged || item.other.is_some();
        let name = ident(&item.name);
        let methods = item.texts.iter().map(|method| text_of_variant(method, is_open));
        text.push('\n');
        text.push_str(&layout::rust(&quote! { impl #name { #(#methods)* } })?);
    }
    Ok(text)
}

fn union_in_macro(item: &Union) -> Text {
    let (lines, marks, name) = (docs(&item.docs), marks(&item.marks), ident(&item.name));
    let tag = item.tag.as_ref().map(|tag| quote! { #[tag = #tag] });
    let variants = item.variants.iter().map(|variant| self::variant(variant, item.form));
    let shared = shared(item);
    let Some(expected) = &item.expected else {
        return layout::in_macro(
            item.form.word(),
            &quote! { #lines #marks #tag pub enum #name { #(#variants),* } #shared },
        );
    };
    let other = item.other.as_ref().map(|OtherVariant { docs: lines, kinds }| {
        let (lines, kinds) = (docs(lines), kinds.iter().map(|kind| ident(kind)));
        quote! { #lines Other(Value) = [#(#kinds),*] }
    });
    let variants = variants.chain(other);
    layout::in_macro(
        item.form.word(),
        &quote! {
            #lines #marks #[expected = #expected] #tag pub enum #name { #(#variants),* } #shared
        },
    )
}

/// Returns the methods of a union for what all of its variants have.
fn shared(item: &Union) -> Option<TokenStream> {
    let methods = item.shared.iter().map(|field| {
        let SharedField { docs: lines, name, property, ty } = field;
        let (lines, name, lent) = (docs(lines), ident(name), parsed(&SharedField::lent(ty)));
        quote! {
            #lines
            pub fn #name(&self) -> #lent { shared(#property) }
        }
    });
    let name = ident(&item.name);
    (!item.shared.is_empty()).then(|| quote! { impl #name { #(#methods)* } })
}

fn variant(variant: &Variant, form: UnionForm) -> TokenStream {
    let (lines, marks, name) = (docs(&variant.docs), marks(&variant.marks), ident(&variant.name));
    let payload = variant.payload.as_ref().map(ty).map(|payload| quote! { (#payload) });
    let key = match &variant.key {
        VariantKey::Texts(texts) if texts.len() > 1 && form != UnionForm::Tagged => {
            quote! { (#(#texts)|*) }
        }
        VariantKey::Texts(texts) => quote! { #(#texts)|* },
        VariantKey::TextEvent(name) => quote! { #name as text },
        VariantKey::Default => quote! { default },
        VariantKey::Kind(kind) => {
            let kind = ident(kind.word());
            quote! { #kind }
        }
        VariantKey::Rule(kind, sets) => {
            let kind = ident(kind.word());
            let rule = |tests: &Vec<Test>| {
                let tests = tests.iter().map(test);
                quote! { (#kind, #(#tests),*) }
            };
            // The rule that takes all the rest comes last.
            let rules: Vec<TokenStream> =
                sets.iter().filter(|tests| !tests.is_empty()).map(rule).collect();
            let rest = (rules.len() < sets.len()).then(|| quote! { #kind });
            match (rules.as_slice(), rest) {
                ([], _) => quote! { #kind },
                ([only], None) => quote! { #only },
                (rules, rest) => {
                    let rest = rest.into_iter();
                    quote! { (#(#rules),* #(, #rest)*) }
                }
            }
        }
    };
    let written = variant.written.as_ref().map(|text| quote! { #[written = #text] });
    quote! { #lines #marks #written #name #payload = #key }
}

fn test(test: &Test) -> TokenStream {
    let places = &test.places;
    let is = test.is.iter().map(|is| is.parse::<TokenStream>().unwrap_or_default());
    quote! { #(#places)|* = #(#is)|* }
}

/// Returns the events of a stream, inside of their macro.
pub(super) fn events(item: &Events) -> TokenStream {
    let Events { docs: lines, name, error, end, variants } = item;
    let (lines, name) = (docs(lines), ident(name));
    let variants = variants.iter().map(|variant| self::variant(variant, UnionForm::Tagged));
    quote! { #lines #[error = #error] #[end = #end] pub enum #name { #(#variants),* } }
}

/// Writes the macro by which a type's values are events.
pub(super) fn data_events(item: &DataEvents) -> String {
    let DataEvents { name, error, end, ping, assembled } = item;
    let end = end.as_ref().map(|end| format!(", end = {end:?}")).unwrap_or_default();
    let ping = if *ping { ", ping = \"\"" } else { "" };
    let assembly = if *assembled { ", assembly = ASSEMBLY" } else { "" };
    format!("data_events! {{ {name}, error = {error:?}{end}{ping}{assembly} }}\n")
}

/// Returns another name for a type.
pub(super) fn alias(item: &Alias) -> TokenStream {
    let (lines, name, ty) = (docs(&item.docs), ident(&item.name), ty(&item.ty));
    let marks = marks(&item.marks);
    let allowed = undocumented([&item.docs].into_iter());
    quote! { #lines #marks #allowed pub type #name = #ty; }
}
