//! Lists that come in pages, by the shapes of what is asked and answered.
//!
//! A guess that is wrong is worse than none: a list pages only where both a
//! parameter that goes on and what it goes on with are there, or where the
//! parameter counts and says where it begins.

use std::collections::HashMap;

use heck::ToSnakeCase;

use crate::ir::{
    Api, Back, Content, CursorSource, Field, Linked, Location, More, NEXT_LINK, Object, Operation,
    Page, Parameter, Shape, Turn, TypeRef, Width,
};

/// Parameters after which item a page begins.
const AFTER: &[&str] = &["after", "starting_after", "after_id"];

/// Parameters that take what the page before gave, whatever that stands for.
const CURSORS: &[&str] = &[
    "cursor",
    "page_cursor",
    "next_cursor",
    "start_cursor",
    "page_token",
    "next_page_token",
    "next_token",
    "pagination_token",
    "continuation_token",
    "iterator",
    "bookmark",
    "marker",
    "continue",
    "page_after",
    "next_page",
    "next",
    "page",
    "offset",
];

/// Properties of a body that do so.
const FIELDS: &[&str] = &[
    "cursor",
    "page_cursor",
    "next_cursor",
    "start_cursor",
    "page_token",
    "next_page_token",
    "next_token",
    "pagination_token",
    "continuation_token",
    "marker",
];

/// Properties of an answer that are what the next page is asked for with.
const NEXT: &[&str] = &[
    "next_cursor",
    "next_page_token",
    "next_token",
    "next_page_cursor",
    "next_page",
    "next",
    "end_cursor",
    "next_iterator",
    "next_marker",
    "next_offset",
];

/// Properties that are what the next page is asked for with where the parameter
/// is called the same.
const SAME: &[&str] = &[
    "cursor",
    "iterator",
    "bookmark",
    "continue",
    "continuation_token",
    "pagination_token",
    "offset",
];

/// Properties of the description of a page that are what the next one is asked for with.
const INSIDE: &[&str] = &["after", "starting_after"];

/// Properties of an item by which lists go on where its parameter says so, for
/// want of an `id`.
const IDS: &[&str] = &["token", "uuid", "uid", "name", "key"];

/// Words by which the description of a parameter says that it is no point in time.
const SAYS_CURSOR: &[&str] = &["cursor", "pagination", "previous page"];

/// Objects of an answer that tell of the page.
const ABOUT: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "page_info",
    "page_metadata",
    "response_metadata",
    "cursors",
];

/// Objects of an answer that have the addresses of other pages.
const LINKS: &[&str] = &["links", "link", "paging", "pagination", "meta"];

/// Properties that are the address of the next page.
const ADDRESSES: &[&str] = &[
    "next",
    "next_url",
    "next_link",
    "odata_next_link",
    "next_page_url",
    "next_page_link",
    "next_href",
    "next_page_uri",
    "next_records_url",
];

/// Parameters before which item a page ends.
const BEFORE: &[&str] = &["before", "ending_before", "before_id"];

/// Properties of an answer that are what the page before is asked for with.
const PREVIOUS: &[&str] = &[
    "previous_cursor",
    "prev_cursor",
    "previous_page_token",
    "prev_page_token",
    "previous_token",
    "prev_token",
    "start_cursor",
];

/// Words by which the description of a `Link` header says that it is about pages.
const SAYS_LINK: &[&str] = &["next page", "pagination", "rel=\"next\"", "rel=next"];

/// Properties that are true while there is more.
const MORE: &[&str] = &[
    "has_more",
    "has_next",
    "has_next_page",
    "has_more_items",
    "more",
    "more_results",
    "is_truncated",
];

/// Properties that are true at the end.
const DONE: &[&str] = &["done", "is_last", "is_last_page", "last"];

/// Properties that are the number of pages of a list.
const PAGES: &[&str] =
    &["total_pages", "total_page_count", "num_pages", "number_of_pages", "last_page"];

/// Properties that are the number of items of a list, or of its page.
const TOTALS: &[&str] =
    &["total", "total_count", "total_items", "total_results", "total_elements", "total_records"];

/// Headers that are the number of items of a list.
const TOTAL_HEADERS: &[&str] =
    &["x-total-count", "x-total", "x-total-items", "x-pagination-total-count", "total-count"];

/// Parameters that count pages.
const NUMBERS: &[&str] = &["page", "page_number", "page_num", "page_no"];

/// Properties that are the number of a page, counted as its parameter does.
const PLACES: &[&str] = &["current_page", "page_number"];

/// The property that is the number of a page beside that of all pages, counted from 0.
const PLACE: &str = "number";

/// Parameters that count items.
const OFFSETS: &[&str] = &["offset", "skip", "page_offset"];

/// Parameters that do so where the default is 0 or 1: they could be times, too.
const STARTS: &[&str] = &["start_index", "start_at", "first_result", "start", "from"];

/// Those of them that the answer can say, each with the number of the first item by custom.
const SAID: &[(&str, u64)] = &[("start_index", 1), ("start_at", 0), ("first_result", 0)];

/// Parameters beside which those are the bounds of a range.
const ENDS: &[&str] = &["end_index", "end_at", "end", "until", "to"];

/// Parameters that say how long a page is.
const SIZES: &[&str] = &[
    "limit",
    "page_size",
    "per_page",
    "page_limit",
    "size",
    "count",
    "max_results",
    "max",
    "take",
    "top",
    "rows",
    "page_count",
];

/// Lists, of several in an answer, that it is about.
const ITEMS: &[&str] = &[
    "data", "items", "results", "entries", "records", "values", "elements", "content", "objects",
    "nodes", "list", "rows", "hits",
];

/// Lists that are beside what an answer is about.
const BESIDE: &[&str] = &["errors", "warnings", "included", "links", "link"];

/// Objects that an answer has nothing but lists in.
const LISTED: &[&str] = &["embedded", "hits"];

/// Objects that are an answer within the answer: one thing, or a list and what tells of it.
const WITHIN: &[&str] = &["data", "result", "results", "response", "payload"];

/// Texts beside a list that tell of it.
const TELLING: &[&str] = &["object", "type", "kind", "first_id", "last_id"];

/// Property of a link that says where it leads in bundles of FHIR, all of which have links.
const RELATION: &str = "relation";

/// Properties of a link that say where it leads.
const RELATIONS: &[&str] = &["rel", RELATION];

/// Properties of a link that are its address.
const TARGETS: &[&str] = &["href", "url"];

/// Properties that a thing has, and a list of things has not.
const OF_ONE: &[&str] = &["id", "name", "key"];

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

    /// The next page of what is asked for by an address.
    fn asked_by_address(&self) -> Option<Turn> {
        let turn = self.cursor().or_else(|| self.address());
        let turn = turn.or_else(|| self.address_alone()).or_else(|| self.link());
        let turn = turn.or_else(|| self.number()).or_else(|| self.offset());
        turn.or_else(|| self.linked())
    }

    /// A cursor in the body, where the answer has the next one. Both are plainly so called:
    /// what is sent can have any meaning, and is not to be made twice.
    fn cursor_in_body(&self) -> Option<Turn> {
        let Content::Json(body) = &self.operation.body.as_ref()?.content else { return None };
        let takes = |field: &&Field| {
            let name = field.name.to_snake_case();
            let is_cursor = FIELDS.contains(&name.as_str()) && !field.name.contains('.');
            is_cursor && !field.presence.is_required() && self.is_text(field)
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

    /// A cursor, where the answer has the next one.
    fn cursor(&self) -> Option<Turn> {
        let (parameter, is_after) = match self.parameter(AFTER, is_text) {
            Some(parameter) => (parameter, true),
            None => (self.parameter(CURSORS, is_text)?, false),
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
            is_next(&field.name.to_snake_case(), !path.is_empty()) && self.is_text(field)
        };
        self.find(ABOUT, &is_cursor)
    }

    /// A parameter whose next value is in the address of the next page.
    fn address(&self) -> Option<Turn> {
        let parameter = self
            .parameter(CURSORS, is_text)
            .or_else(|| self.parameter(NUMBERS, is_integer))
            .or_else(|| self.parameter(OFFSETS, is_integer))?;
        let is_address = |field: &Field, path: &[String]| {
            let name = field.name.to_snake_case();
            let around = path.last().map(|name| name.to_snake_case());
            let is_link = around.is_some_and(|around| around != "meta");
            let says_so = is_link || name != "next" || is_uri(field);
            ADDRESSES.contains(&name.as_str()) && says_so && self.is_text(field)
        };
        let source = CursorSource::Page(self.find(LINKS, &is_address)?);
        Some(Turn::Cursor { parameter: parameter.name.clone(), source })
    }

    /// The address of the next page, which no parameter has a part of. What may be
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
            says_so && self.is_text(field)
        };
        let source = CursorSource::Page(self.find(LINKS, &is_address)?);
        Some(Turn::Address { source })
    }

    /// The address of the next page in a list of links, where the list has a parameter of
    /// pages, or the document says that one of the links is to the next page.
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
                _ => self.goes_on(),
            };
            (says_next && linked.is_of(link, &self.api.types)).then_some(linked)
        })?;
        Some(Turn::Address { source: CursorSource::Linked(source) })
    }

    /// The `Link` header, where the list has a parameter of pages, or the header's
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
        [NUMBERS, OFFSETS].iter().any(|names| takes(names, is_integer))
            || [AFTER, CURSORS].iter().any(|names| takes(names, is_text))
    }

    /// The way back of a list that goes on by a cursor: by a parameter of its own
    /// that takes what the first item has, or what the answer says of the page
    /// before; or by the same parameter, where the answer has a cursor for that.
    fn back(&self, turn: &Turn) -> Option<Back> {
        let Turn::Cursor { parameter, source } = turn else { return None };
        let is_after = AFTER.contains(&parameter.to_snake_case().as_str());
        let of_page = |names: &'static [&str]| {
            let is_it = |field: &Field, _: &[String]| is_named(field, names) && self.is_text(field);
            self.find(ABOUT, &is_it).map(CursorSource::Page)
        };
        if !is_after {
            let source = of_page(PREVIOUS)?;
            return Some(Back { parameter: parameter.clone(), source });
        }
        let parameter = self.parameter(BEFORE, is_text)?.name.clone();
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
        let property =
            |object: &'a Object, name: &str| object.field(name).filter(|field| self.is_text(field));
        let said =
            |name: &&&str| says.split(|c: char| !c.is_alphanumeric()).any(|word| word == **name);
        let item = self.api.object(self.item);
        let id = item.and_then(|item| property(item, "id"));
        let named = || IDS.iter().filter(said).find_map(|name| property(item?, name));
        let is_last = |field: &Field, _: &[String]| field.name == "last_id" && self.is_text(field);
        match (id, self.find(&[], &is_last)) {
            (Some(id), _) => Some(CursorSource::Item(id.name.clone())),
            (None, Some(last)) => Some(CursorSource::Page(last)),
            (None, None) => Some(CursorSource::Item(named()?.name.clone())),
        }
    }

    fn is_text(&self, field: &Field) -> bool {
        is_text(self.api.target(&field.ty))
    }

    /// The number of a page, if it is known which is the first.
    fn number(&self) -> Option<Turn> {
        let parameter = self.parameter(NUMBERS, is_integer)?;
        self.size().map(drop).or_else(|| self.more().map(drop))?;
        let first = first(parameter).filter(|first| *first <= 1)?;
        Some(Turn::Number { parameter: parameter.name.clone(), first })
    }

    /// The number of the first item of a page.
    fn offset(&self) -> Option<Turn> {
        self.size()?;
        let (parameter, first) = match self.parameter(OFFSETS, is_integer) {
            Some(parameter) => (parameter, first(parameter).unwrap_or(0)),
            None => {
                let parameter = self.parameter(STARTS, is_integer);
                let parameter = parameter.filter(|_| !self.is_range())?;
                (parameter, default(parameter)?)
            }
        };
        (first <= 1).then(|| Turn::Offset { parameter: parameter.name.clone(), first })
    }

    /// The number of a page, or of its first item, of a list that says how long it is, and in
    /// each page where it is: the way to that comes with it.
    fn told(&self) -> Option<(Turn, Vec<String>)> {
        let is_long = self.total(PAGES).or_else(|| self.total(TOTALS)).is_some();
        (self.size().is_some() && (is_long || self.more().is_some())).then_some(())?;
        self.told_number().or_else(|| self.told_offset())
    }

    fn told_number(&self) -> Option<(Turn, Vec<String>)> {
        let parameter = self.parameter(NUMBERS, is_integer).filter(|it| first(it).is_none())?;
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
            let parameter = self.parameter(&[name], is_integer)?;
            let turn = Turn::Offset { parameter: parameter.name.clone(), first: *first };
            default(parameter).is_none().then_some((turn, self.total(&[name])?))
        })
    }

    /// Tells whether there is a parameter by which a range ends.
    fn is_range(&self) -> bool {
        ENDS.iter().any(|end| self.called(end).next().is_some())
    }

    /// The query parameters of a name.
    fn called(&self, name: &str) -> impl Iterator<Item = &'a Parameter> {
        self.operation.parameters.iter().filter(move |parameter| {
            parameter.location == Location::Query && parameter.name.to_snake_case() == name
        })
    }

    fn size(&self) -> Option<&'a Parameter> {
        self.parameter(SIZES, is_integer)
    }

    /// The property that says whether there is more.
    fn more(&self) -> Option<More> {
        let named = |names: &'static [&str]| {
            move |field: &Field, _: &[String]| {
                is_named(field, names) && *self.api.target(&field.ty) == TypeRef::Boolean
            }
        };
        let more = self.find(ABOUT, &named(MORE)).map(|path| More { path, is_end: false });
        more.or_else(|| Some(More { path: self.find(ABOUT, &named(DONE))?, is_end: true }))
    }

    /// The way to a number of a list as a whole.
    fn total(&self, names: &[&str]) -> Option<Vec<String>> {
        let is_it = |field: &Field, _: &[String]| {
            is_named(field, names)
                && matches!(self.api.target(&field.ty), TypeRef::Integer(Width::I32 | Width::I64))
        };
        self.find(ABOUT, &is_it)
    }

    /// The header that has the number of items of a list as a whole.
    fn total_header(&self) -> Option<String> {
        let mut headers = TOTAL_HEADERS.iter().filter_map(|name| self.operation.header(name));
        Some(headers.find(|header| header.errors.is_empty())?.name.clone())
    }

    /// The first of a few optional query parameters that is there and fits.
    fn parameter(&self, names: &[&str], fits: fn(&TypeRef) -> bool) -> Option<&'a Parameter> {
        let named = |name: &&str| {
            self.called(name).find(|parameter| {
                !parameter.required
                    && parameter.docs.constraints.format.as_deref() != Some("date-time")
                    && fits(self.api.target(&parameter.ty))
            })
        };
        names.iter().find_map(named)
    }

    /// The way to the nearest property of a kind, in the answer and in some objects
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

/// The properties that lead to what an answer is about, a list, and the type of an item.
fn list_of<'a>(
    api: &'a Api,
    operation: &Operation,
    object: &'a Object,
) -> Option<(Vec<&'a Field>, &'a TypeRef)> {
    if let Some((list, item)) = list_in(api, operation, object) {
        return Some((vec![list], item));
    }
    let is_list = |field: &Field| matches!(api.target(&field.ty), TypeRef::List(_));
    let has_own = object.fields.iter().any(|field| is_list(field) && !is_named(field, BESIDE));
    let mut inside = object.fields.iter().filter_map(|field| {
        let is_around = is_named(field, LISTED) || is_named(field, WITHIN);
        Some((field, api.object(&field.ty).filter(|_| is_around)?))
    });
    let (around, within) = inside.next().filter(|_| !has_own && inside.next().is_none())?;
    let (list, item) = list_in(api, operation, within)?;
    let tells = |field: &Field| field.name == list.name || tells_of_list(api, field);
    let is_of_list = is_named(around, LISTED) || within.fields.iter().all(tells);
    is_of_list.then(|| (vec![around, list], item))
}

/// Tells whether a property beside a list tells of that, as a thing that has a list would not.
fn tells_of_list(api: &Api, field: &Field) -> bool {
    match api.target(&field.ty) {
        TypeRef::Integer(_) | TypeRef::Boolean | TypeRef::Any | TypeRef::FreeForm => true,
        _ => {
            let names = [ABOUT, LINKS, NEXT, SAME, INSIDE, PREVIOUS, ADDRESSES, BESIDE, TELLING];
            names.iter().any(|names| is_named(field, names))
        }
    }
}

/// Tells whether a property is called so, however its words are joined.
fn is_named(field: &Field, names: &[&str]) -> bool {
    names.contains(&field.name.to_snake_case().as_str())
}

/// The property of an object that lists what an answer is about, and the type of an item.
fn list_in<'a>(
    api: &'a Api,
    operation: &Operation,
    object: &'a Object,
) -> Option<(&'a Field, &'a TypeRef)> {
    let lists = object.fields.iter().filter_map(|field| match api.target(&field.ty) {
        TypeRef::List(item) => Some((field, &**item)),
        _ => None,
    });
    let lists: Vec<_> = lists.filter(|(list, _)| !is_named(list, BESIDE)).collect();
    let the_one = |fits: &dyn Fn(&str, &TypeRef) -> bool| {
        let mut found = lists.iter().copied().filter(|(list, item)| fits(&list.name, item));
        found.next().filter(|_| found.next().is_none())
    };
    let last = operation.path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    let resource = last.to_snake_case();
    let is_about = |name: String| ITEMS.contains(&name.as_str()) || name == resource;
    // Texts beside objects are about these: places that cannot be reached, names of schemas.
    // What has an id or a name is one thing with several lists, and ids are a list of things.
    let is_one = OF_ONE.iter().any(|name| object.field(name).is_some());
    let objects = || {
        let is_object = |item: &TypeRef| api.object(item).is_some();
        let is_text = |name: &str, item: &TypeRef| {
            is_text(api.target(item)) && !name.to_snake_case().ends_with("ids")
        };
        let is_clear = !is_one
            && lists.iter().all(|(list, item)| is_object(item) || is_text(&list.name, item));
        the_one(&|_, item| is_object(item)).filter(|_| is_clear)
    };
    the_one(&|_, _| true)
        .or_else(|| the_one(&|name, _| is_about(name.to_snake_case())))
        .or_else(objects)
}

/// The number from which a parameter counts: its default, or its least value.
fn first(parameter: &Parameter) -> Option<u64> {
    let least = parameter.docs.constraints.limits.minimum.as_ref();
    default(parameter).or_else(|| least.and_then(serde_json::Number::as_u64))
}

fn default(parameter: &Parameter) -> Option<u64> {
    parameter.docs.default.as_ref().and_then(serde_json::Value::as_u64)
}

fn is_text(ty: &TypeRef) -> bool {
    *ty == TypeRef::String
}

/// Tells whether a text is an address by its format.
fn is_uri(field: &Field) -> bool {
    let format = field.docs.constraints.format.as_deref();
    format.is_some_and(|format| format.starts_with("uri"))
}

fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Integer(_))
}
