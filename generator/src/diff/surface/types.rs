//! The public items of types.

use super::super::change::Aspect;
use super::super::types::REST;
use super::{Place, Public, PublicArgument, SurfaceBuilder};
use crate::ir::JsonKind;
use crate::rust::{
    AccumulatedObject, Accumulation, Alias, Assembly, EnumVariant, Events, Field, FieldInput,
    FieldSetter, OpenEnum, OpenEnumKind, Page, SharedField, Slot, Struct, TextMethod, Type, Union,
    Variant, VariantKey, joined_sets,
};

impl<'a> SurfaceBuilder<'a> {
    /// Returns the type itself.
    fn head(&mut self, name: &str, head: &str) -> (String, Place) {
        let name = self.type_name(name);
        let place = Place::Type(name.clone());
        self.put(format!("types::{name}"), Public::of(place.clone(), Aspect::Whole, head));
        (name, place)
    }

    pub(super) fn structure(&mut self, item: &'a Struct) {
        let Struct { docs: _, marks: _, name, fields, .. } = item;
        let Struct { constants: _, default, constructor_docs: _, texts, .. } = item;
        let (name, place) = self.head(name, "struct");
        if *default {
            let item = Public::of(place.clone(), Aspect::Whole, "impl Default");
            self.put(format!("types::{name}: Default"), item);
        }
        let mut constructor = Public::of(place.clone(), Aspect::Whole, "fn new(…) -> Self");
        for field in fields {
            self.field(&name, field, &mut constructor);
        }
        if item.is_made() {
            self.put(format!("types::{name}::new"), constructor);
        }
        self.texts(&name, &place, texts);
    }

    /// Adds the methods for the text that is in values of a type.
    fn texts(&mut self, name: &str, place: &Place, texts: &[TextMethod]) {
        for TextMethod { docs: _, name: method, ways: _ } in texts {
            let signature = Public::of(place.clone(), Aspect::Itself, "fn() -> String");
            self.put(format!("types::{name}::{method}"), signature);
        }
    }

    fn field(&mut self, owner: &str, field: &'a Field, constructor: &mut Public) {
        let Field {
            docs: _,
            marks: _,
            name,
            wire,
            ty,
            slot,
            corrected: _,
            fixed: _,
            packed: _,
            hold,
            input,
            preset: _,
        } = field;
        let wire = if matches!(slot, Slot::Rest | Slot::Extra) { REST } else { wire };
        let place = Place::Member(owner.to_owned(), wire.to_owned());
        let mut mentions = Vec::new();
        let inner = self.ty(ty, &mut mentions).held(*hold);
        let whole = slot.of(inner).to_string();
        self.surface.members.insert((owner.to_owned(), wire.to_owned()), whole.clone());
        let public = |head: String, mentions: Vec<String>| {
            let owner = Place::Type(owner.to_owned());
            let item = Public::of(place.clone(), Aspect::Itself, head).owners([owner]);
            item.mentions(mentions).means([wire.to_owned()])
        };
        self.put(format!("types::{owner}.{name}"), public(whole, mentions));
        let mut mentions = Vec::new();
        match input {
            FieldInput::Argument(convert, ty) => {
                let ty = self.argument(ty, slot.given(), *convert, &mut mentions);
                constructor.mentions.extend(mentions);
                let source = (place.clone(), Aspect::Itself);
                constructor.arguments.push(PublicArgument { source, ty });
            }
            FieldInput::Setter(FieldSetter { docs: _, name, convert, ty }) => {
                let ty = self.argument(ty, slot.set(), *convert, &mut mentions);
                let item = public(format!("fn {name}(self, {ty}) -> Self"), mentions);
                self.put(format!("types::{owner}::{name}"), item);
            }
            FieldInput::Fixed(_) => {}
        }
    }

    pub(super) fn open_enum(&mut self, item: &OpenEnum) {
        let OpenEnum { docs: _, marks: _, name, of, variants, terminal } = item;
        let head = match of {
            OpenEnumKind::Texts => "enum of texts",
            OpenEnumKind::Integers => "enum of integers",
        };
        let (name, place) = self.head(name, head);
        for EnumVariant { docs: _, marks: _, name: variant, value } in variants {
            let member = Place::Member(name.clone(), value.clone());
            let item = Public::of(member, Aspect::Itself, "variant").owners([place.clone()]);
            self.put(format!("types::{name}::{variant}"), item.means([value.clone()]));
        }
        if terminal.is_some() {
            let item = Public::of(place.clone(), Aspect::Poll, "fn is_terminal").owners([place]);
            self.put(format!("types::{name}::is_terminal"), item);
        }
    }

    pub(super) fn union(&mut self, item: &Union) {
        let Union { docs: _, marks: _, name, tag: _, form: _, expected, .. } = item;
        let Union { variants, other, shared, texts, .. } = item;
        let (name, place) = self.head(name, "union");
        self.texts(&name, &place, texts);
        for variant in variants {
            self.variant(&name, &place, variant);
        }
        if expected.is_none() || other.is_some() {
            let item = Public::of(place.clone(), Aspect::Whole, "variant (Value)");
            self.put(format!("types::{name}::Other"), item);
        }
        let of_text = |variant: &Variant| match variant.key {
            VariantKey::Kind(of) => of.kind == JsonKind::String,
            _ => false,
        };
        let keeps_text = other.as_ref().is_some_and(|other| other.kinds.contains(&"string"));
        if keeps_text || variants.iter().any(of_text) {
            let text = Place::Member(name.clone(), "string".to_owned());
            let item = Public::of(text, Aspect::Itself, "impl From<&str>").owners([place]);
            self.put(format!("types::{name}: From<&str>"), item);
        }
        for SharedField { docs: _, name: method, property, ty } in shared {
            let mut mentions = Vec::new();
            let lent = SharedField::lent(&self.ty(ty, &mut mentions));
            let member = Place::Type(name.clone());
            let item = Public::of(member, Aspect::Itself, format!("fn(&self) -> {lent}"));
            let item = item.mentions(mentions).means([property.clone()]);
            self.put(format!("types::{name}::{method}"), item);
        }
    }

    fn variant(&mut self, owner: &str, place: &Place, variant: &Variant) {
        let Variant { docs: _, marks: _, name, arm: _, payload, key, written: _ } = variant;
        let (key, meaning) = match key {
            VariantKey::Texts(texts) => (texts.join("|"), texts.clone()),
            VariantKey::TextEvent(name) => (name.clone(), vec![name.clone()]),
            // Its values depend on the variants beside it.
            VariantKey::Default => ("default".to_owned(), Vec::new()),
            VariantKey::Kind(of) => (of.kind.word().to_owned(), vec![of.kind.word().to_owned()]),
            // Tests change with the arms beside it.
            VariantKey::Rule(_, sets) => (joined_sets(sets), Vec::new()),
        };
        let mut mentions = Vec::new();
        let head = match payload {
            Some(payload) => format!("variant ({})", self.ty(payload, &mut mentions)),
            None => "variant".to_owned(),
        };
        let item = Public::of(Place::Member(owner.to_owned(), key), Aspect::Itself, head);
        let item = item.owners([place.clone()]).mentions(mentions).means(meaning);
        self.put(format!("types::{owner}::{name}"), item);
    }

    pub(super) fn events(&mut self, item: &Events) {
        let Events { docs: _, name, error: _, end: _, variants } = item;
        let (name, place) = self.head(name, "events");
        for variant in variants {
            self.variant(&name, &place, variant);
        }
    }

    pub(super) fn accumulation(&mut self, item: &Accumulation) {
        // How events add up has no signature.
        let Accumulation { docs: _, name, events, id: _, id_field: _, delta: _, .. } = item;
        let Accumulation { rules: _, objects, text_docs: _, .. } = item;
        let (name, place) = self.head(name, "what events add up to");
        let events = self.type_name(events);
        let state = format!("impl Accumulate<State = {name}>");
        let state = Public::of(place.clone(), Aspect::Whole, state);
        self.put(format!("types::{events}: Accumulate"), state);
        for object in objects {
            let AccumulatedObject { docs: _, name: field, ty, wholes: _, parts: _, text } = object;
            let mut mentions = Vec::new();
            let head = self.ty(ty, &mut mentions).inside("Snapshots").to_string();
            let member = Place::Member(name.clone(), field.trim_start_matches("r#").to_owned());
            let public = Public::of(member, Aspect::Itself, head).owners([place.clone()]);
            self.put(format!("types::{name}.{field}"), public.mentions(mentions));
            if !text.is_empty() {
                let method = Public::of(place.clone(), Aspect::Itself, "fn text_deltas(&self)");
                self.put(format!("types::{events}::text_deltas"), method);
            }
        }
    }

    pub(super) fn assembly(&mut self, item: &Assembly) {
        // How events add up has no signature.
        let Assembly { docs: _, name, events, whole, parts: _, text, text_docs: _ } = item;
        let (name, place) = self.head(name, "what events add up to");
        let events = self.type_name(events);
        let mut mentions = Vec::new();
        let whole = self.ty(whole, &mut mentions).inside("Assembled").to_string();
        self.put(
            format!("types::{name} is"),
            Public::of(place.clone(), Aspect::Itself, whole).mentions(mentions),
        );
        let state = format!("impl Accumulate<State = {name}>");
        self.put(
            format!("types::{events}: Accumulate"),
            Public::of(place.clone(), Aspect::Whole, state),
        );
        if !text.is_empty() {
            let method = Public::of(place, Aspect::Itself, "fn text_deltas(&self)");
            self.put(format!("types::{events}::text_deltas"), method);
        }
    }

    pub(super) fn alias(&mut self, item: &Alias) {
        let Alias { docs: _, marks: _, name, ty } = item;
        let mut mentions = Vec::new();
        let target: Type = self.ty(ty, &mut mentions);
        let name = self.type_name(name);
        let head = format!("type = {target}");
        let item = Public::of(Place::Type(name.clone()), Aspect::Whole, head).mentions(mentions);
        self.put(format!("types::{name}"), item);
    }

    pub(super) fn page(&mut self, item: &Page) {
        let Page {
            name,
            item,
            list: _,
            items: _,
            holds: _,
            more: _,
            said: _,
            more_is_end: _,
            number: _,
            total_pages: _,
            total_items: _,
            cursor: _,
            back: _,
        } = item;
        let of = self.pages.get(name.as_str()).map(|id| Place::Operation(self.operation_id(id)));
        let name = self.type_name(name);
        let of = of.unwrap_or_else(|| Place::Type(name.clone()));
        let mut mentions = Vec::new();
        let head = format!("impl Page<Item = {}>", self.ty(item, &mut mentions));
        let item = Public::of(of, Aspect::Pages, head).mentions(mentions);
        let item = item.owners([Place::Type(name.clone())]);
        self.put(format!("types::{name}: Page"), item);
    }
}
