//! Lists that come in pages, by the shapes of what is asked and answered.
//!
//! A guess that is wrong is worse than none: a list pages only where both a
//! parameter that goes on and what it goes on with are there, or where the
//! parameter counts and says where it begins.

mod lists;
mod parameters;
mod words;

use std::collections::HashMap;

use heck::ToSnakeCase;

use self::lists::list_of;
use self::parameters::{
    counts_another, default, first, has_word, is_integer, is_moment, is_number, is_signed,
    is_string, says_how_many,
};
use self::words::{
    ABOUT, ADDRESSES, AFTER, BEFORE, CURSORS, DONE, ENDS, IDS, INSIDE, LINKS, MORE, NEXT, NUMBERS,
    OFFSETS, PAGES, PLACE, PLACES, PREVIOUS, RELATION, RELATIONS, SAID, SAME, SAYS_CURSOR,
    SAYS_LINK, SIZES, SIZES_IN_WORDS, STARTS, TARGETS, TOTAL_HEADERS, TOTALS, VAGUE,
};
use crate::ir::{
    Api, Back, Content, CursorSource, Field, Linked, Location, More, NEXT_LINK, Object, Operation,
    Page, Parameter, Shape, Turn, TypeRef, Width,
};

/// The depth to which the description of a page may be in its answer.
const DEEPEST: usize = 2;

/// Finds the operations that page, but for those of the configuration, and
/// those that it says not to.
pub(super) fn infer(api: &mut Api, off: &[String]) {
    let found = |operation: &Operation| {
        let is_open = operation.page.is_none() && !off.contains(&operation.declared_id);
        is_open.then(|| Lister::new(api, operation)?.page()).flatten()
    };
    let found: Vec<Option<Page>> = api.operations.iter().map(found).collect();
    let answers: Vec<Option<TypeRef>> =
        api.operations.iter().map(|operation| answer(api, operation).cloned()).collect();
    // A type is the same page for all operations that answer with it.
    let mut known: HashMap<&TypeRef, Page> = HashMap::new();
    for (operation, answer) in api.operations.iter().zip(&answers) {
        if let (Some(page), Some(answer)) = (&operation.page, answer) {
            known.entry(answer).or_insert_with(|| page.clone());
        }
    }
    // One that has to be told by its pages from where it counts gives way to the others.
    for (page, answer) in found.iter().zip(&answers) {
        if let (Some(page), Some(answer)) = (page, answer)
            && page.number.is_none()
        {
            known.entry(answer).or_insert_with(|| page.clone());
        }
    }
    for ((operation, page), answer) in api.operations.iter_mut().zip(found).zip(&answers) {
        if let (Some(page), Some(answer)) = (page, answer)
            && known.entry(answer).or_insert_with(|| page.clone()).is_of_one_type_with(&page)
        {
            operation.page = Some(page);
        }
    }
}

/// Finds what an operation answers with, through other names for it.
fn answer<'a>(api: &'a Api, operation: &'a Operation) -> Option<&'a TypeRef> {
    operation.answer.json().map(|ty| api.target(ty))
}

/// Looks at an operation that answers with a list.
struct Lister<'a> {
    api: &'a Api,
    operation: &'a Operation,
    /// Object that it answers with, unless that is the list itself.
    object: Option<&'a Object>,
    /// The properties that lead to the list.
    items: Vec<&'a Field>,
    item: &'a TypeRef,
}

impl<'a> Lister<'a> {
    fn new(api: &'a Api, operation: &'a Operation) -> Option<Self> {
        if !matches!(operation.method.as_str(), "GET" | "POST") {
            return None;
        }
        let answer = answer(api, operation)?;
        if let TypeRef::List(item) = answer {
            return Some(Self { api, operation, object: None, items: Vec::new(), item });
        }
        let object = api.object(answer)?;
        let (items, item) = list_of(api, operation, object)?;
        Some(Self { api, operation, object: Some(object), items, item })
    }

    fn page(&self) -> Option<Page> {
        let (turn, number) = match self.operation.method.as_str() {
            "POST" => (self.cursor_in_body()?, None),
            _ => match self.asked_by_address() {
                Some(turn) => (turn, None),
                None => self.told().map(|(turn, path)| (turn, Some(path)))?,
            },
        };
        let is_counted = matches!(turn, Turn::Number { .. } | Turn::Offset { .. });
        let total = |names| self.total(names).filter(|_| is_counted);
        Some(Page {
            back: self.back(&turn),
            size: self.size().map(|size| size.name.clone()),
            items: self.items.iter().map(|field| field.name.clone()).collect(),
            item: self.item.clone(),
            more: self.more(),
            number,
            total_pages: total(PAGES).filter(|_| matches!(turn, Turn::Number { .. })),
            total_items: total(TOTALS),
            total_header: self.total_header().filter(|_| is_counted),
            turn,
            is_configured: false,
        })
    }

    /// Returns the next page of what is asked for by an address.
    fn asked_by_address(&self) -> Option<Turn> {
        let turn = self.cursor().or_else(|| self.address());
        let turn = turn.or_else(|| self.address_alone()).or_else(|| self.link());
        let turn = turn.or_else(|| self.number()).or_else(|| self.offset());
        turn.or_else(|| self.linked())
    }

    /// Returns a cursor in the body, where the answer has the next one. Both are plainly so called:
    /// what is sent can have any meaning, and is not to be made twice.
    fn cursor_in_body(&self) -> Option<Turn> {
        let Content::Json(body) = &self.operation.body.as_ref()?.content else { return None };
        let takes = |field: &&Field| {
            let is_plain = !is_named(field, VAGUE) && !field.name.contains('.');
            let is_cursor = is_named(field, CURSORS) && is_plain;
            is_cursor && !field.presence.is_required() && self.is_string(field)
        };
        let within = |object: &'a Object| object.fields.iter().find(takes);
        let body = self.api.object(body)?;
        let about = |field: &&Field| is_named(field, ABOUT);
        let way = within(body).map(|field| vec![field]).or_else(|| {
            let mut objects = body.fields.iter().filter(about);
            objects.find_map(|field| Some(vec![field, within(self.api.object(&field.ty)?)?]))
        })?;
        let name = way.last()?.name.to_snake_case();
        let source = CursorSource::Page(self.next_after(&name)?);
        Some(Turn::Field { way: way.into_iter().map(|field| field.name.clone()).collect(), source })
    }

    /// Returns a cursor, where the answer has the next one.
    fn cursor(&self) -> Option<Turn> {
        let (parameter, is_after) = match self.parameter(AFTER, is_string) {
            Some(parameter) => (parameter, true),
            None => (self.parameter(CURSORS, is_string)?, false),
        };
        let source = match self.next_after(&parameter.name.to_snake_case()) {
            Some(path) => CursorSource::Page(path),
            None if is_after => self.last(parameter)?,
            None => return None,
        };
        Some(Turn::Cursor { parameter: parameter.name.clone(), source })
    }

    /// Finds the cursor of the next page in the answer, for what is called so in the request.
    fn next_after(&self, name: &str) -> Option<Vec<String>> {
        let is_next = |field: &str, is_inside: bool| {
            NEXT.contains(&field)
                || (field == name && SAME.contains(&field))
                || (is_inside && INSIDE.contains(&field))
        };
        let is_cursor = |field: &Field, path: &[String]| {
            is_next(&field.name.to_snake_case(), !path.is_empty()) && self.is_string(field)
        };
        self.find(ABOUT, &is_cursor)
    }

    /// Returns a parameter whose next value is in the address of the next page.
    fn address(&self) -> Option<Turn> {
        let parameter = self
            .parameter(CURSORS, is_string)
            .or_else(|| self.parameter(NUMBERS, is_number))
            .or_else(|| self.parameter(OFFSETS, is_number))?;
        let is_address = |field: &Field, path: &[String]| {
            let name = field.name.to_snake_case();
            let around = path.last().map(|name| name.to_snake_case()).unwrap_or_default();
            let is_link = LINKS.contains(&around.as_str()) && around != "meta";
            let says_so = is_link || name != "next" || is_uri(field);
            ADDRESSES.contains(&name.as_str()) && says_so && self.is_string(field)
        };
        let source = CursorSource::Page(self.find(LINKS, &is_address)?);
        Some(Turn::Cursor { parameter: parameter.name.clone(), source })
    }

    /// Returns the address of the next page, which no parameter has a part of. What may be
    /// a cursor as well is none.
    fn address_alone(&self) -> Option<Turn> {
        let is_address = |field: &Field, path: &[String]| {
            let name = field.name.to_snake_case();
            let around = path.last().map(|name| name.to_snake_case()).unwrap_or_default();
            let says_so = match name.as_str() {
                "next" => around == "links" || is_uri(field),
                "href" | "url" => around == "next",
                name => ADDRESSES.contains(&name),
            };
            says_so && self.is_string(field)
        };
        let source = CursorSource::Page(self.find(LINKS, &is_address)?);
        Some(Turn::Address { source })
    }

    /// Finds the address of the next page in a list of links, where the document says that
    /// one of the links is to that: servers have other words for it, too.
    fn linked(&self) -> Option<Turn> {
        let link_of = |field: &'a Field| match self.api.target(&field.ty) {
            TypeRef::List(link) => self.api.object(link),
            _ => None,
        };
        let among = |link: &'a Object, names: &[&str]| {
            link.fields.iter().find(|field| is_named(field, names))
        };
        let source = self.object?.fields.iter().find_map(|field| {
            let link = link_of(field).filter(|_| is_named(field, LINKS))?;
            let (relation, address) = (among(link, RELATIONS)?, among(link, TARGETS)?);
            let linked = Linked {
                list: vec![field.name.clone()],
                relation: relation.name.clone(),
                address: address.name.clone(),
            };
            let says_next = match self.api.shape(&relation.ty) {
                Some(Shape::Enum(known)) => known.iter().any(|known| known.value == NEXT_LINK),
                _ if relation.name == RELATION => self.size().is_some() || self.goes_on(),
                _ => [field, relation].iter().any(|said| {
                    has_word(&said.docs.text.to_lowercase(), &[NEXT_LINK])
                        || said.docs.shown.value().is_some_and(|value| value == NEXT_LINK)
                }),
            };
            (says_next && linked.is_of(link, &self.api.types)).then_some(linked)
        })?;
        Some(Turn::Address { source: CursorSource::Linked(source) })
    }

    /// Returns the `Link` header, where the list has a parameter of pages, or the header's
    /// words speak of them: it links other things, too.
    fn link(&self) -> Option<Turn> {
        let link = self.operation.header("link").filter(|header| header.errors.is_empty())?;
        let says = link.docs.text.to_lowercase();
        let is_of_pages = SAYS_LINK.iter().any(|word| says.contains(word));
        let is_of_pages = is_of_pages || self.size().is_some() || self.goes_on();
        is_of_pages.then_some(Turn::Link)
    }

    /// Tells whether there is a parameter by which lists go on.
    fn goes_on(&self) -> bool {
        let takes = |names: &[&str], fits| self.parameter(names, fits).is_some();
        [NUMBERS, OFFSETS].iter().any(|names| takes(names, is_number))
            || [AFTER, CURSORS].iter().any(|names| takes(names, is_string))
    }

    /// Returns the way back of a list that goes on by a cursor: by a parameter of its own
    /// that takes what the first item has, or what the answer says of the page
    /// before; or by the same parameter, where the answer has a cursor for that.
    fn back(&self, turn: &Turn) -> Option<Back> {
        let Turn::Cursor { parameter, source } = turn else { return None };
        let is_after = AFTER.contains(&parameter.to_snake_case().as_str());
        let of_page = |names: &'static [&str]| {
            let is_it =
                |field: &Field, _: &[String]| is_named(field, names) && self.is_string(field);
            self.find(ABOUT, &is_it).map(CursorSource::Page)
        };
        if !is_after {
            let source = of_page(PREVIOUS)?;
            return Some(Back { parameter: parameter.clone(), source });
        }
        let parameter = self.parameter(BEFORE, is_string)?.name.clone();
        let source = match source {
            CursorSource::Item(_) => source.clone(),
            CursorSource::Page(path) if path.last().is_some_and(|name| name == "last_id") => {
                of_page(&["first_id"])?
            }
            CursorSource::Page(_) | CursorSource::Linked(_) => of_page(PREVIOUS)?,
        };
        Some(Back { parameter, source })
    }

    /// Finds what says which item is the last of a page. A list that says nowhere whether
    /// there is more has a parameter that says what it takes: it could be a time.
    fn last(&self, parameter: &Parameter) -> Option<CursorSource> {
        let says = parameter.docs.text.to_lowercase();
        if self.more().is_none() && !SAYS_CURSOR.iter().any(|word| says.contains(word)) {
            return None;
        }
        let property = |object: &'a Object, name: &str| {
            object.field(name).filter(|field| self.is_string(field))
        };
        let said = |name: &&&str| has_word(&says, &[**name]);
        let item = self.api.object(self.item);
        let id = item.and_then(|item| property(item, "id"));
        let named = || IDS.iter().filter(said).find_map(|name| property(item?, name));
        let is_last =
            |field: &Field, _: &[String]| field.name == "last_id" && self.is_string(field);
        match (id, self.find(&[], &is_last)) {
            (Some(id), _) => Some(CursorSource::Item(id.name.clone())),
            (None, Some(last)) => Some(CursorSource::Page(last)),
            (None, None) => Some(CursorSource::Item(named()?.name.clone())),
        }
    }

    fn is_string(&self, field: &Field) -> bool {
        is_string(self.api.target(&field.ty))
    }

    /// Returns the number of a page, if it is known which is the first.
    fn number(&self) -> Option<Turn> {
        let parameter = self.count(NUMBERS, is_number)?;
        self.size().map(drop).or_else(|| self.more().map(drop))?;
        let first = first(parameter).filter(|first| *first <= 1 && !is_signed(parameter))?;
        Some(Turn::Number { parameter: parameter.name.clone(), first })
    }

    /// Returns the number of the first item of a page.
    fn offset(&self) -> Option<Turn> {
        self.size()?;
        let (parameter, first) = match self.count(OFFSETS, is_number) {
            Some(parameter) => (parameter, first(parameter).unwrap_or(0)),
            None => {
                let parameter = self.count(STARTS, is_integer);
                let parameter = parameter.filter(|_| !self.is_range())?;
                (parameter, default(parameter)?)
            }
        };
        let counts_items = first <= 1 && !is_signed(parameter) && !counts_another(parameter);
        counts_items.then(|| Turn::Offset { parameter: parameter.name.clone(), first })
    }

    /// Returns the number of a page, or of its first item, of a list that says how long it is, and
    /// in each page where it is: the way to that comes with it.
    fn told(&self) -> Option<(Turn, Vec<String>)> {
        let is_long = self.total(PAGES).or_else(|| self.total(TOTALS)).is_some();
        (self.size().is_some() && (is_long || self.more().is_some())).then_some(())?;
        self.told_number().or_else(|| self.told_offset())
    }

    fn told_number(&self) -> Option<(Turn, Vec<String>)> {
        let parameter = self.count(NUMBERS, is_number).filter(|it| first(it).is_none())?;
        let pages = self.total(PAGES);
        let is_beside_pages = |path: &Vec<String>| {
            let around = |path: &[String]| path.split_last().map(|(_, around)| around.to_vec());
            pages.as_ref().is_some_and(|pages| around(pages) == around(path))
        };
        let said = self.total(PLACES).or_else(|| self.total(&[&parameter.name.to_snake_case()]));
        let (path, first) = match said {
            Some(path) => (path, 1),
            None => (self.total(&[PLACE]).filter(is_beside_pages)?, 0),
        };
        Some((Turn::Number { parameter: parameter.name.clone(), first }, path))
    }

    fn told_offset(&self) -> Option<(Turn, Vec<String>)> {
        (!self.is_range()).then_some(())?;
        SAID.iter().find_map(|(name, first)| {
            let parameter = self.count(&[name], is_integer)?;
            let turn = Turn::Offset { parameter: parameter.name.clone(), first: *first };
            default(parameter).is_none().then_some((turn, self.total(&[name])?))
        })
    }

    /// Tells whether there is a parameter by which a range ends.
    fn is_range(&self) -> bool {
        ENDS.iter().any(|end| self.called(end).next().is_some())
    }

    /// Returns the query parameters of a name.
    fn called(&self, name: &str) -> impl Iterator<Item = &'a Parameter> {
        self.operation.parameters.iter().filter(move |parameter| {
            parameter.location == Location::Query && parameter.name.to_snake_case() == name
        })
    }

    fn size(&self) -> Option<&'a Parameter> {
        let said = || self.count(SIZES_IN_WORDS, is_number).filter(|it| says_how_many(it));
        self.count(SIZES, is_number).or_else(said)
    }

    /// Returns the property that says whether there is more.
    fn more(&self) -> Option<More> {
        let named = |names: &'static [&str]| {
            move |field: &Field, _: &[String]| {
                is_named(field, names) && *self.api.target(&field.ty) == TypeRef::Boolean
            }
        };
        let more = self.find(ABOUT, &named(MORE)).map(|path| More { path, is_end: false });
        more.or_else(|| Some(More { path: self.find(ABOUT, &named(DONE))?, is_end: true }))
    }

    /// Returns the way to a number of a list as a whole.
    fn total(&self, names: &[&str]) -> Option<Vec<String>> {
        let is_it = |field: &Field, _: &[String]| {
            is_named(field, names)
                && matches!(self.api.target(&field.ty), TypeRef::Integer(Width::I32 | Width::I64))
        };
        self.find(ABOUT, &is_it)
    }

    /// Returns the header that has the number of items of a list as a whole.
    fn total_header(&self) -> Option<String> {
        let mut headers = TOTAL_HEADERS.iter().filter_map(|name| self.operation.header(name));
        Some(headers.find(|header| header.errors.is_empty())?.name.clone())
    }

    /// Returns the first of a few optional query parameters that is there and fits.
    fn parameter(&self, names: &[&str], fits: fn(&TypeRef) -> bool) -> Option<&'a Parameter> {
        self.first_called(names, |parameter| {
            let ty = self.api.target(&parameter.ty);
            let is_place = !(is_string(ty) && is_moment(parameter));
            !parameter.required && is_place && fits(ty)
        })
    }

    /// Returns the first of a few query parameters that is there and counts. If it is required,
    /// callers say where the first page begins.
    fn count(&self, names: &[&str], fits: fn(&TypeRef) -> bool) -> Option<&'a Parameter> {
        self.first_called(names, |parameter| fits(self.api.target(&parameter.ty)))
    }

    fn first_called(
        &self,
        names: &[&str],
        is_it: impl Fn(&Parameter) -> bool,
    ) -> Option<&'a Parameter> {
        names.iter().find_map(|name| self.called(name).find(|parameter| is_it(parameter)))
    }

    /// Returns the way to the nearest property of a kind, in the answer and in some objects
    /// there. The kind is told the way to what the property is in.
    fn find(
        &self,
        inside: &[&str],
        is_it: &impl Fn(&Field, &[String]) -> bool,
    ) -> Option<Vec<String>> {
        let mut level = vec![(Vec::new(), self.object?)];
        if let [around, _] = self.items[..] {
            level.push((vec![around.name.clone()], self.api.object(&around.ty)?));
        }
        for depth in 0..=DEEPEST {
            let mut below = Vec::new();
            for (path, object) in level {
                let at =
                    |field: &Field| [path.as_slice(), std::slice::from_ref(&field.name)].concat();
                if let Some(field) = object.fields.iter().find(|field| is_it(field, &path)) {
                    return Some(at(field));
                }
                let about = object.fields.iter().filter(|field| {
                    is_named(field, inside) || (depth > 0 && is_named(field, &["next"]))
                });
                below.extend(
                    about.filter_map(|field| Some((at(field), self.api.object(&field.ty)?))),
                );
            }
            level = below;
        }
        None
    }
}

/// Tells whether a property is called so, however its words are joined.
fn is_named(field: &Field, names: &[&str]) -> bool {
    names.contains(&field.name.to_snake_case().as_str())
}

/// Tells whether a text is an address by its format.
fn is_uri(field: &Field) -> bool {
    let format = field.docs.constraints.format.as_deref();
    format.is_some_and(|format| format.starts_with("uri"))
}
