//! The lists that page, by the shapes of what is asked and answered.

use insta::assert_snapshot;
use openapi_loom_generator::ir::{Operation, Page, TypeRef};
use workspace_tests::snippet::Snippet;

const PETS: &str = "data: {type: array, items: {$ref: '#/components/schemas/Pet'}}";

/// Returns a list of pets with these query parameters and this answer.
fn pets(parameters: &[&str], answer: &str) -> Snippet {
    let parameters: String =
        parameters.iter().map(|parameter| format!("\n  - {{in: query, {parameter}}}")).collect();
    let parameters = if parameters.is_empty() { "[]" } else { &parameters };
    let content = format!("{{application/json: {{schema: {answer}}}}}");
    Snippet::get(&format!(
        "operationId: listPets\ntags: [pets]\nparameters: {parameters}\n\
         responses: {{'200': {{description: Pets., content: {content}}}}}"
    ))
    .schemas(
        "
        Pet: {type: object, required: [id], properties: {id: {type: string}, token: {type: string}}}
        Tag: {type: object, properties: {token: {type: string}, name: {type: string}}}
        ",
    )
}

/// Returns an object of these properties.
fn object(properties: &str) -> String {
    format!("{{type: object, properties: {{{properties}}}}}")
}

/// Says in words how a list pages.
#[track_caller]
fn words(parameters: &[&str], answer: &str) -> Option<String> {
    let api = pets(parameters, answer).api().unwrap_or_else(|failure| panic!("{failure}"));
    api.operations[0].page.as_ref().map(Page::words)
}

const TEXT: &str = "{type: string}";
const COUNT: &str = "{type: integer}";

fn text(name: &str) -> String {
    format!("name: '{name}', schema: {TEXT}")
}

fn count(name: &str) -> String {
    format!("name: '{name}', schema: {COUNT}")
}

#[test]
fn cursors() {
    let paged = |parameter: &str, properties: &str| {
        words(&[&text(parameter), &count("limit")], &object(&format!("{PETS}, {properties}")))
            .unwrap_or_else(|| panic!("{parameter}, {properties}"))
    };
    let more = "has_more: {type: boolean}";
    assert_eq!(paged("after", more), "by `after`, the `id` of the last item, while `has_more`");
    assert_eq!(
        paged("starting_after", &format!("{more}, last_id: {TEXT}")),
        "by `starting_after`, the `id` of the last item, while `has_more`"
    );
    assert_eq!(
        paged("after", &format!("{more}, next: {TEXT}")),
        "by `after`, the answer's `next`, while `has_more`"
    );
    assert_eq!(
        paged("cursor", &format!("next_cursor: {TEXT}")),
        "by `cursor`, the answer's `next_cursor`"
    );
    assert_eq!(paged("cursor", &format!("cursor: {TEXT}")), "by `cursor`, the answer's `cursor`");
    assert_eq!(paged("offset", &format!("offset: {TEXT}")), "by `offset`, the answer's `offset`");
    assert_eq!(
        paged("Marker", &format!("IsTruncated: {{type: boolean}}, NextMarker: {TEXT}")),
        "by `Marker`, the answer's `NextMarker`, while `IsTruncated`"
    );
    assert_eq!(
        paged("pageToken", &format!("nextPageToken: {TEXT}")),
        "by `pageToken`, the answer's `nextPageToken`"
    );
    assert_eq!(
        paged("page_token", "next-page-token: {type: [string, 'null']}"),
        "by `page_token`, the answer's `next-page-token`"
    );
    assert_eq!(
        paged("iterator", &format!("iterator: {TEXT}, done: {{type: boolean}}")),
        "by `iterator`, the answer's `iterator`, until `done`"
    );
    assert_eq!(
        paged("marker", &format!("next_marker: {TEXT}")),
        "by `marker`, the answer's `next_marker`"
    );
    assert_eq!(
        paged("continue", &format!("metadata: {}", object(&format!("continue: {TEXT}")))),
        "by `continue`, the answer's `metadata.continue`"
    );
    assert_eq!(paged("page", &format!("next_page: {TEXT}")), "by `page`, the answer's `next_page`");
    assert_eq!(
        paged(
            "page[cursor]",
            &format!("meta: {}", object(&format!("page: {}", object(&format!("after: {TEXT}")))))
        ),
        "by `page[cursor]`, the answer's `meta.page.after`"
    );
    assert_eq!(
        paged(
            "cursor",
            &format!("paging: {}", object("next: {type: string}, has_more: {type: boolean}"))
        ),
        "by `cursor`, the answer's `paging.next`, while `paging.has_more`"
    );
    let after = object(&format!("next: {}", object(&format!("starting_after: {TEXT}"))));
    assert_eq!(
        paged("starting_after", &format!("pages: {after}")),
        "by `starting_after`, the answer's `pages.next.starting_after`"
    );
    assert_eq!(
        paged("cursor", "next_cursor: {type: string}, has_more: {type: integer}"),
        "by `cursor`, the answer's `next_cursor`"
    );
}

/// Of several parameters that could be the cursor, the one that is the likeliest.
#[test]
fn several_parameters() {
    let next = object(&format!("{PETS}, next_page_token: {TEXT}"));
    let list = |parameters: [&str; 2]| {
        words(&parameters.map(text).each_ref().map(|it| it.as_str()), &next)
    };
    let by = |parameter: &str| Some(format!("by `{parameter}`, the answer's `next_page_token`"));
    assert_eq!(list(["page_token", "cursor"]), by("cursor"));
    assert_eq!(list(["pageToken", "page_token"]), by("pageToken"));
}

/// A parameter that takes up a cursor goes on with nothing else.
#[test]
fn properties_that_are_no_cursor() {
    let list = |parameter: &str, properties: &str| {
        words(&[&text(parameter), &count("limit")], &object(&format!("{PETS}, {properties}")))
    };
    let within = |name: &str, property: &str| format!("{name}: {}", object(property));
    for (parameter, properties) in [
        ("cursor", "has_more: {type: boolean}".to_owned()),
        ("cursor", "next_cursor: {type: integer}".to_owned()),
        ("cursor", format!("iterator: {TEXT}")),
        ("cursor", format!("offset: {TEXT}")),
        ("offset", format!("offset: {COUNT}")),
        ("marker", format!("marker: {TEXT}")),
        // `after` is what the next page is asked for with where it is about the page.
        ("cursor", format!("after: {TEXT}")),
        ("cursor", within("meta", &format!("version: {TEXT}"))),
        ("cursor", within("owner", &format!("next_cursor: {TEXT}"))),
        ("cursor", within("meta", &within("owner", &format!("next_cursor: {TEXT}")))),
        ("cursor", within("next", &format!("href: {TEXT}"))),
    ] {
        assert_eq!(list(parameter, &properties), None, "{parameter}, {properties}");
    }
}

#[test]
fn items_without_an_id_go_by_what_the_parameter_says() {
    let list = |item: &str, more: &str, says: &str| {
        let after = format!("name: after, description: '{says}', schema: {TEXT}");
        let items =
            format!("data: {{type: array, items: {{$ref: '#/components/schemas/{item}'}}}}");
        words(&[&after, &count("limit")], &object(&format!("{items}{more}")))
    };
    let more = ", has_more: {type: boolean}";
    let by = |property: &str| {
        Some(format!("by `after`, the `{property}` of the last item, while `has_more`"))
    };
    assert_eq!(list("Pet", more, "The token of an item."), by("id"));
    assert_eq!(list("Tag", more, "The token of an item."), by("token"));
    assert_eq!(list("Tag", more, "The name of an item."), by("name"));
    assert_eq!(list("Tag", more, "The name or the token of an item."), by("token"));
    assert_eq!(list("Tag", more, "The tokens of an item."), None);
    let numbered = object(
        "data: {type: array, items: {type: object, properties: {id: {type: integer}}}}, \
         has_more: {type: boolean}",
    );
    assert_eq!(words(&[&text("after"), &count("limit")], &numbered), None);
    assert_eq!(
        list("Tag", &format!("{more}, last_id: {TEXT}"), ""),
        Some("by `after`, the answer's `last_id`, while `has_more`".to_owned())
    );
    // Without a word of whether there is more, `after` could be a time.
    assert_eq!(list("Pet", "", "Only pets that came after it."), None);
    let last = list("Pet", "", "The last id of the previous page.");
    assert_eq!(last.as_deref(), Some("by `after`, the `id` of the last item"));
}

#[test]
fn numbers_and_offsets() {
    let list = |parameters: &[&str]| words(parameters, &object(PETS));
    let number =
        |schema: &str| list(&[&format!("name: page, schema: {schema}"), &count("per_page")]);
    let from = |first| Some(format!("by `page`, the number of the page, from {first} on"));
    assert_eq!(number("{type: integer, default: 1}"), from(1));
    assert_eq!(number("{type: integer, default: 0}"), from(0));
    assert_eq!(number("{type: integer, minimum: 1}"), from(1));
    // The number of the first page is not known.
    assert_eq!(number("{type: integer}"), None);
    assert_eq!(number("{type: integer, default: 2}"), None);
    // Neither how long a page is, nor whether there is more: it could be a page of a book.
    assert_eq!(list(&["name: page, schema: {type: integer, default: 1}"]), None);

    let offset = Some("by `offset`, counted in items".to_owned());
    assert_eq!(list(&[&count("offset"), &count("limit")]), offset);
    assert_eq!(list(&[&count("offset")]), None);
    assert_eq!(list(&[&text("offset"), &count("limit")]), None);
    let bare = "{type: array, items: {$ref: '#/components/schemas/Pet'}}";
    assert_eq!(words(&[&count("offset"), &count("limit")], bare), offset);
    let counted = |schema: &str| {
        list(&[&format!("name: skip, schema: {schema}"), &count("top")]).unwrap_or_default()
    };
    assert_eq!(counted("{type: integer, minimum: 0}"), "by `skip`, counted in items");
    assert_eq!(counted("{type: integer, minimum: 1}"), "by `skip`, counted in items from 1 on");
    assert_eq!(counted("{type: integer, default: 2}"), "");
}

/// Parameters that say by their words alone how long a page is, and others that do not.
#[test]
fn sizes_that_are_said() {
    let sized = |name: &str, says: &str| {
        let size = format!("name: {name}, description: '{says}', schema: {{type: integer}}");
        words(&[&count("offset"), &size], &object(PETS)).is_some()
    };
    for name in ["pageSize", "pagesize", "pagelen", "perPage", "maxCount", "itemsPerPage"] {
        assert!(sized(name, ""), "{name}");
    }
    for (name, says) in [
        ("number", "The maximum number of items to return (between 1 and 100)."),
        ("length", "Number of results to return per page"),
        ("num", "How many matching entries there are in a page."),
    ] {
        assert!(sized(name, says), "{name}: {says}");
    }
    for (name, says) in [
        ("number", ""),
        ("number", "Number to convert to octal"),
        ("number", "The number of the page."),
        ("number", "The number of an invoice, which has items."),
        ("number", "The number of results to skip."),
        ("number", "The number of records that were already shown."),
        ("number", "Page number of the results."),
        ("length", "The length of results in minutes."),
        ("legs", "The number of items."),
    ] {
        assert!(!sized(name, says), "{name}: {says}");
    }
}

/// Many documents have no other numbers than those that may have a fraction.
#[test]
fn numbers_of_any_kind_count() {
    let list = |parameters: &[&str]| words(parameters, &object(PETS));
    let number = |name: &str, more: &str| format!("name: {name}, schema: {{type: number{more}}}");
    let limit = number("limit", "");
    assert_eq!(
        list(&[&number("page", ", default: 1"), &limit]).as_deref(),
        Some("by `page`, the number of the page, from 1 on")
    );
    assert_eq!(list(&[&number("page", ""), &limit]), None);
    assert_eq!(list(&[&number("page", ", default: 1.5"), &limit]), None);
    let offset = number("offset", ", format: double");
    assert_eq!(list(&[&offset, &limit]).as_deref(), Some("by `offset`, counted in items"));
    let linked = object(&format!("{PETS}, links: {{type: object, properties: {{next: {TEXT}}}}}"));
    assert_eq!(
        words(&[&number("page", "")], &linked).as_deref(),
        Some("by `page`, the answer's `links.next`")
    );
    // The number in the address of the next page is not asked for as it is.
    let written = pets(&[&number("page", "")], &linked).file(&["pets/list_pets.rs"]);
    assert!(written.contains("pages_by_linked_number(\"page\")"), "{written}");
    // A start could be a time.
    assert_eq!(list(&[&number("start", ", default: 0"), &limit]), None);
}

/// A page says from where it is counted, where the document does not.
#[test]
fn numbers_that_pages_say() {
    let list = |parameter: &str, properties: &str| {
        words(&[parameter, &count("size")], &object(&format!("{PETS}, {properties}")))
    };
    let from = |path: &str, more: &str| {
        Some(format!("by `page`, the number of the page, from the answer's `{path}` on{more}"))
    };
    let integer = |name: &str| format!("{name}: {COUNT}");
    let page = count("page");
    assert_eq!(
        list(
            &page,
            &format!("{}, {}, last: {{type: boolean}}", integer("number"), integer("totalPages"))
        ),
        from("number", ", until `last`, up to `totalPages` pages")
    );
    let both = object(&format!("{}, {}", integer("current_page"), integer("total_pages")));
    assert_eq!(
        list(&page, &format!("meta: {}", object(&format!("pagination: {both}")))),
        from("meta.pagination.current_page", ", up to `meta.pagination.total_pages` pages")
    );
    assert_eq!(
        list(&page, &format!("{}, {}", integer("page"), integer("total"))),
        from("page", ", up to `total` items")
    );
    for other in [
        integer("current_page"),
        integer("total_pages"),
        format!("{}, {}", integer("number"), integer("total")),
        format!("{}, meta: {}", integer("number"), object(&integer("total_pages"))),
        format!("current_page: {TEXT}, {}", integer("total_pages")),
    ] {
        assert_eq!(list(&page, &other), None, "{other}");
    }
    // What the document says goes before.
    assert_eq!(
        list(
            "name: page, schema: {type: integer, default: 1}",
            &format!("{}, {}", integer("page"), integer("total"))
        ),
        Some("by `page`, the number of the page, from 1 on, up to `total` items".to_owned())
    );
    assert_eq!(
        list(
            "name: page, schema: {type: integer, default: 2}",
            &format!("{}, {}", integer("page"), integer("total"))
        ),
        None
    );
    let start = |name: &str, properties: &str| list(&count(name), properties);
    assert_eq!(
        start("startIndex", &format!("{}, {}", integer("startIndex"), integer("totalResults"))),
        Some("by `startIndex`, counted in items from the answer's `startIndex` on, up to `totalResults` items".to_owned())
    );
    assert_eq!(start("startIndex", &integer("startIndex")), None);
    assert_eq!(start("startIndex", &integer("totalResults")), None);
    // It could be a time.
    assert_eq!(start("start", &format!("{}, {}", integer("start"), integer("total"))), None);
}

#[test]
fn numbers_of_first_items() {
    let start = |name: &str, schema: &str, more: &[&str]| {
        let start = format!("name: {name}, schema: {schema}");
        let rows = count("rows");
        words(&[&[start.as_str(), &rows], more].concat(), &object(PETS))
    };
    let from = |name: &str, first: &str| Some(format!("by `{name}`, counted in items{first}"));
    let begun = "{type: integer, default: 0}";
    assert_eq!(start("startAt", begun, &[]), from("startAt", ""));
    assert_eq!(
        start("startIndex", "{type: integer, default: 1}", &[]),
        from("startIndex", " from 1 on")
    );
    // It could be a time, or the bound of a range.
    assert_eq!(start("start", "{type: integer}", &[]), None);
    assert_eq!(start("start", "{type: integer, minimum: 0}", &[]), None);
    assert_eq!(start("start", begun, &[&count("end")]), None);
    assert_eq!(start("start", begun, &[]), from("start", ""));
}

#[test]
fn addresses_of_the_next_page() {
    let page = "name: page, schema: {type: integer}";
    let list = |properties: &str| words(&[page], &object(&format!("{PETS}, {properties}")));
    let by = |path: &str| Some(format!("by `page`, the answer's `{path}`"));
    assert_eq!(list("next: {type: string, format: uri}"), by("next"));
    assert_eq!(list("next: {type: string}"), None);
    assert_eq!(list("next: {type: string, format: date}"), None);
    assert_eq!(list("next_url: {type: integer}"), None);
    assert_eq!(list("next_url: {type: string}"), by("next_url"));
    assert_eq!(list(&format!("links: {}", object("next: {type: string}"))), by("links.next"));
    let meta = |property: &str| list(&format!("meta: {}", object(property)));
    assert_eq!(meta(&format!("next_page_url: {TEXT}")), by("meta.next_page_url"));
    assert_eq!(meta("next: {type: string, format: uri}"), by("meta.next"));
    assert_eq!(meta(&format!("next: {TEXT}")), None);
}

/// An address that no parameter has a part of is followed as it is; what could be
/// a cursor as well is none.
#[test]
fn addresses_alone() {
    let list =
        |properties: &str| words(&[&count("limit")], &object(&format!("{PETS}, {properties}")));
    let at = |path: &str| Some(format!("at the address that is the answer's `{path}`"));
    let next = object(&format!("next: {TEXT}"));
    assert_eq!(list(&format!("next_url: {TEXT}")), at("next_url"));
    assert_eq!(list(&format!("nextLink: {TEXT}")), at("nextLink"));
    assert_eq!(list(&format!("next_page_uri: {TEXT}")), at("next_page_uri"));
    assert_eq!(
        list(&format!("nextRecordsUrl: {TEXT}, done: {{type: boolean}}")),
        Some("at the address that is the answer's `nextRecordsUrl`, until `done`".to_owned())
    );
    assert_eq!(list("next: {type: string, format: uri}"), at("next"));
    assert_eq!(list(&format!("links: {next}")), at("links.next"));
    assert_eq!(list(&format!("_links: {next}")), at("_links.next"));
    let href = object(&format!("next: {}", object(&format!("href: {TEXT}"))));
    assert_eq!(list(&format!("_links: {href}")), at("_links.next.href"));
    assert_eq!(list(&format!("_links: {}", href.replace("href", "url"))), at("_links.next.url"));
    assert_eq!(
        list(&format!(
            "paging: {}",
            object("next: {type: string, format: uri}, has_more: {type: boolean}")
        )),
        Some(
            "at the address that is the answer's `paging.next`, while `paging.has_more`".to_owned()
        )
    );
    for other in [
        format!("next: {TEXT}"),
        format!("paging: {next}"),
        format!("self_url: {TEXT}"),
        // It can be without the part of the base URL that all addresses begin with.
        format!("nextUri: {TEXT}"),
        format!("next: {}", object(&format!("href: {TEXT}"))),
        format!("links: {}", object(&format!("href: {TEXT}, prev: {TEXT}"))),
        "next_url: {type: integer}".to_owned(),
    ] {
        assert_eq!(list(&other), None, "{other}");
    }
}

/// Says how a list pages whose answer has a `Link` header.
fn by_header(parameters: &[&str], header: &str, answer: &str) -> Option<String> {
    let parameters: String =
        parameters.iter().map(|parameter| format!("\n  - {{in: query, {parameter}}}")).collect();
    let parameters = if parameters.is_empty() { "[]" } else { &parameters };
    let api = Snippet::get(&format!(
        "operationId: listPets\ntags: [pets]\nparameters: {parameters}\n\
         responses: {{'200': {{description: Pets., headers: {{{header}}}, content: \
         {{application/json: {{schema: {answer}}}}}}}}}"
    ))
    .api()
    .unwrap();
    api.operations[0].page.as_ref().map(Page::words)
}

#[test]
fn addresses_in_a_header() {
    let bare = "{type: array, items: {type: string}}";
    let link = "Link: {schema: {type: string}}";
    let by_link = Some("at the address in the header `Link`".to_owned());
    assert_eq!(by_header(&[&count("per_page")], link, bare), by_link);
    assert_eq!(by_header(&[&count("page")], link, bare), by_link);
    assert_eq!(by_header(&[&text("cursor")], link, bare), by_link);
    // It says where the end is, as a count does not.
    let page = "name: page, schema: {type: integer, default: 1}";
    assert_eq!(by_header(&[page, &count("per_page")], link, bare), by_link);
    let says = "link: {description: 'Pagination, by `rel`.', schema: {type: string}}";
    assert_eq!(by_header(&[], says, bare), by_link);
    // A cursor in the answer goes before the header.
    let next = object(&format!(
        "{}, next_cursor: {TEXT}",
        PETS.replace("{$ref: '#/components/schemas/Pet'}", TEXT)
    ));
    assert_eq!(
        by_header(&[&text("cursor")], link, &next),
        Some("by `cursor`, the answer's `next_cursor`".to_owned())
    );
    // It links other things, too, and other headers link nothing.
    assert_eq!(by_header(&[], link, bare), None);
    assert_eq!(by_header(&[&text("name")], link, bare), None);
    assert_eq!(by_header(&[&count("per_page")], "X-Link: {schema: {type: string}}", bare), None);
    assert_eq!(by_header(&[&count("per_page")], link, "{type: string}"), None);
}

/// A header may say how many items there are, where they are counted.
#[test]
fn totals_in_a_header() {
    let bare = "{type: array, items: {type: string}}";
    let counted = [count("offset"), count("limit")];
    let counted: Vec<&str> = counted.iter().map(String::as_str).collect();
    let total = "X-Total-Count: {schema: {type: string}}";
    assert_eq!(
        by_header(&counted, total, bare).as_deref(),
        Some("by `offset`, counted in items, up to as many items as `X-Total-Count` says")
    );
    let other = "X-Result-Count: {schema: {type: integer}}";
    assert_eq!(by_header(&counted, other, bare).as_deref(), Some("by `offset`, counted in items"));
    assert_eq!(by_header(&[], total, bare), None);
    let cursor = object(&format!(
        "{}, next_cursor: {TEXT}",
        PETS.replace("{$ref: '#/components/schemas/Pet'}", TEXT)
    ));
    assert_eq!(
        by_header(&[&text("cursor")], total, &cursor).as_deref(),
        Some("by `cursor`, the answer's `next_cursor`")
    );
}

#[test]
fn both_directions() {
    let list = |parameters: &[&str], properties: &str| {
        words(parameters, &object(&format!("{PETS}, {properties}"))).unwrap()
    };
    let more = "has_more: {type: boolean}";
    let [after, before] = ["after", "before"].map(text);
    let (starting, ending) = (text("starting_after"), text("ending_before"));
    assert_eq!(
        list(&[&after, &before], more),
        "by `after`, the `id` of the last item, while `has_more`; back by `before`, the `id` of \
         the first item"
    );
    assert_eq!(
        list(&[&starting, &ending], more),
        "by `starting_after`, the `id` of the last item, while `has_more`; back by \
         `ending_before`, the `id` of the first item"
    );
    assert_eq!(
        list(&[&after, &before], &format!("next: {TEXT}, prev_cursor: {TEXT}")),
        "by `after`, the answer's `next`; back by `before`, the answer's `prev_cursor`"
    );
    let cursor = text("cursor");
    assert_eq!(
        list(&[&cursor], &format!("next_cursor: {TEXT}, previous_cursor: {TEXT}")),
        "by `cursor`, the answer's `next_cursor`; back by `cursor`, the answer's `previous_cursor`"
    );
    let tags = |own: &str| {
        let tags = format!(
            "data: {{type: array, items: {{$ref: '#/components/schemas/Tag'}}}}, {more}, {own}"
        );
        words(&[&after, &before], &object(&tags)).unwrap()
    };
    assert_eq!(
        tags(&format!("first_id: {TEXT}, last_id: {TEXT}")),
        "by `after`, the answer's `last_id`, while `has_more`; back by `before`, the answer's \
         `first_id`"
    );
    assert_eq!(
        tags(&format!("first_id: {TEXT}, next: {TEXT}")),
        "by `after`, the answer's `next`, while `has_more`"
    );
    // One direction is one.
    assert_eq!(list(&[&after], more), "by `after`, the `id` of the last item, while `has_more`");
    let dated = "name: before, schema: {type: string, format: date-time}";
    assert_eq!(
        list(&[&after, dated], more),
        "by `after`, the `id` of the last item, while `has_more`"
    );
    assert_eq!(
        list(&[&after, &before], &format!("next: {TEXT}")),
        "by `after`, the answer's `next`"
    );
    assert_eq!(
        list(&[&cursor, &before], &format!("next_cursor: {TEXT}")),
        "by `cursor`, the answer's `next_cursor`"
    );
}

#[test]
fn lists_that_say_how_long_they_are() {
    let list = |parameters: &[&str], properties: &str| {
        words(parameters, &object(&format!("{PETS}, {properties}"))).unwrap()
    };
    let (page, size) = ("name: page, schema: {type: integer, default: 1}", count("per_page"));
    let number = "by `page`, the number of the page, from 1 on";
    let integer = "{type: integer}";
    assert_eq!(
        list(&[page, &size], &format!("total_pages: {integer}, total: {integer}")),
        format!("{number}, up to `total_pages` pages")
    );
    assert_eq!(
        list(&[page, &size], &format!("meta: {{type: object, properties: {{total: {integer}}}}}")),
        format!("{number}, up to `meta.total` items")
    );
    let offset = count("offset");
    assert_eq!(
        list(&[&offset, &size], &format!("last_page: {integer}, totalCount: {integer}")),
        "by `offset`, counted in items, up to `totalCount` items"
    );
    // Neither a text nor what may be the items of the page.
    for other in [format!("total_pages: {TEXT}"), format!("count: {integer}")] {
        assert_eq!(list(&[page, &size], &other), number, "{other}");
    }
    assert_eq!(
        list(&[&text("cursor")], "next_cursor: {type: string}, prev_cursor: {type: integer}"),
        "by `cursor`, the answer's `next_cursor`"
    );
    // A cursor is enough.
    assert_eq!(
        list(&[&text("cursor")], &format!("next_cursor: {TEXT}, total_pages: {integer}")),
        "by `cursor`, the answer's `next_cursor`"
    );
    assert_eq!(
        list(&[&text("cursor")], &format!("next_cursor: {TEXT}, total: {integer}")),
        "by `cursor`, the answer's `next_cursor`"
    );
    // An address goes before the count.
    assert_eq!(
        list(&[&count("skip"), &count("top")], "'@odata.nextLink': {type: string}"),
        "by `skip`, the answer's `@odata.nextLink`"
    );
}

#[test]
fn what_is_no_list_in_pages() {
    let list = object(&format!("{PETS}, has_more: {{type: boolean}}, next_cursor: {TEXT}"));
    let by = |parameter: &str| words(&[parameter], &list);
    assert!(by(&text("cursor")).is_some());
    assert_eq!(words(&[], &list), None);
    for other in [
        // A parameter that is required gives no place to begin at.
        "name: cursor, required: true, schema: {type: string}",
        "name: after, schema: {type: string, format: date-time}",
        "name: after, schema: {type: integer}",
        "name: Cursor-Name, schema: {type: string}",
    ] {
        assert_eq!(by(other), None, "{other}");
    }
    // The cursor is about one of several lists, and it is not known which, or there
    // is no list.
    let two = PETS.replace("data", "cats") + ", " + &PETS.replace("data", "dogs");
    let next = format!("next_cursor: {TEXT}");
    assert_eq!(words(&[&text("cursor")], &object(&format!("{two}, {next}"))), None);
    assert_eq!(words(&[&text("cursor")], &object(&next)), None);
    let named = PETS.replace("data", "pets") + ", " + &PETS.replace("data", "dogs");
    assert!(words(&[&text("cursor")], &object(&format!("{named}, {next}"))).is_some());
    let beside = format!("{PETS}, errors: {{type: array, items: {TEXT}}}, {next}");
    assert!(words(&[&text("cursor")], &object(&beside)).is_some());
}

/// Of counts that are required callers say where the first page begins, and how long it is.
#[test]
fn counts_that_are_required() {
    let required = |name: &str| format!("name: {name}, required: true, schema: {COUNT}");
    let list = object(PETS);
    let by = |first: &str, second: &str| words(&[first, second], &list);
    for limit in [count("limit"), required("limit")] {
        for offset in [count("offset"), required("offset")] {
            let told = Some("by `offset`, counted in items".to_owned());
            assert_eq!(by(&offset, &limit), told, "{offset} {limit}");
        }
        let page = "name: page, required: true, schema: {type: integer, minimum: 1}";
        assert_eq!(
            by(page, &limit),
            Some("by `page`, the number of the page, from 1 on".to_owned()),
            "{limit}"
        );
    }
}

/// A text that is a time or an address is no place in a list.
#[test]
fn moments_are_no_cursors() {
    let list = object(&format!("{PETS}, has_more: {{type: boolean}}"));
    let by = |parameter: &str| words(&[parameter, &count("limit")], &list);
    let described = |text: &str| format!("name: after, description: '{text}', schema: {TEXT}");
    assert!(by(&text("after")).is_some());
    for format in ["date", "time", "date-time", "unix-timestamp", "uri", "uri-reference"] {
        let after = format!("name: after, schema: {{type: string, format: {format}}}");
        assert_eq!(by(&after), None, "{format}");
    }
    for format in ["uuid", "byte"] {
        let after = format!("name: after, schema: {{type: string, format: {format}}}");
        assert!(by(&after).is_some(), "{format}");
    }
    for moment in [
        "An ISO 8601 timestamp. Only pets born after it.",
        "Pets born after this date (YYYY-MM-DD).",
        "Unix time.",
    ] {
        assert_eq!(by(&described(moment)), None, "{moment}");
    }
    for place in [
        "The id of a pet. Only those that came after it, at any time.",
        "Goes through the pets, one page at a time.",
        "A cursor, which is good for some time.",
        "Pets that come after this one in the alphabet.",
    ] {
        assert!(by(&described(place)).is_some(), "{place}");
    }
    let shown =
        |key: &str, value: &str| format!("name: after, schema: {{type: string, {key}: '{value}'}}");
    assert_eq!(by(&shown("example", "2026-01-01T00:00:00Z")), None);
    assert_eq!(by(&shown("default", "2026-01-01")), None);
    assert!(by(&shown("example", "pet_2026-01-01")).is_some());
    // The other parameter is the cursor.
    let both = words(
        &[&described("Pets born after this date."), &text("cursor")],
        &object(&format!("{PETS}, next_cursor: {TEXT}")),
    );
    assert_eq!(both.as_deref(), Some("by `cursor`, the answer's `next_cursor`"));
}

/// The words of a parameter say from where it counts, where nothing else does.
#[test]
fn counted_from_where_the_words_say() {
    let by = |text: &str| {
        let page = format!("name: page, description: '{text}', schema: {COUNT}");
        words(&[&page, &count("limit")], &object(PETS))
    };
    let from = |first: u64| Some(format!("by `page`, the number of the page, from {first} on"));
    for text in [
        "The page, 1-based.",
        "The number of the page (one-indexed).",
        "The page. Starts at 1.",
        "The page to read, starting from page 1. One page at a time.",
        "The first page is 1.",
        "The page (default 1).",
        "The page. The default value is 1.",
    ] {
        assert_eq!(by(text), from(1), "{text}");
    }
    for text in ["Zero-based number of the page.", "The page. Defaults to 0.", "Begins with 0."] {
        assert_eq!(by(text), from(0), "{text}");
    }
    for text in [
        "The page.",
        "One page of pets.",
        "The page to get; without it, the first one.",
        "The list starts with one of the pages.",
        "The page; 1 is fine.",
        "Defaults to 10.",
        "The page, 1-based; defaults to 0.",
        "Starts the list at the page. 1",
    ] {
        assert_eq!(by(text), None, "{text}");
    }
    let default = "name: page, description: 1-based., schema: {type: integer, default: 0}";
    assert_eq!(words(&[default, &count("limit")], &object(PETS)), from(0));
}

/// A number that can be negative, or counts something else, counts no items.
#[test]
fn what_counts_no_items() {
    let list = object(PETS);
    let by = |offset: &str| words(&[offset, &count("limit")], &list);
    let number = |limits: &str, text: &str| {
        format!("name: offset, description: '{text}', schema: {{type: integer, {limits}}}")
    };
    let counted = Some("by `offset`, counted in items".to_owned());
    assert_eq!(by(&number("default: 0, minimum: 0", "Pets to skip.")), counted);
    assert_eq!(by(&number("minimum: -0.0", "Pets to skip.")), counted);
    for (limits, text) in [
        ("default: 0, minimum: -52", "Pages from now on."),
        ("minimum: -12, maximum: 14", ""),
        ("default: -1", ""),
        ("default: 0", "Weeks from now on."),
        ("default: 0", "Offset from UTC."),
        ("default: 0", "Byte offset into the file."),
        ("default: 0", "Days to skip."),
    ] {
        assert_eq!(by(&number(limits, text)), None, "{limits} {text}");
    }
    assert_eq!(by(&number("default: 0", "Results to skip, of the last 30 days.")), counted);
    // How many there are at one time is no time.
    let limit =
        format!("name: limit, description: How many at one time (max 100)., schema: {COUNT}");
    let page = "name: page, schema: {type: integer, default: 1}";
    assert!(words(&[page, &limit], &list).is_some());
    // A size may be negative for all of them.
    let all = "name: limit, schema: {type: integer, default: -1}";
    assert!(words(&[page, all], &list).is_some());
    let page = "name: page, schema: {type: integer, default: 0, minimum: -1}";
    assert_eq!(words(&[page, &count("limit")], &list), None);
}

/// Texts beside a list of objects are about it; those of one object are a list as well as
/// the other one is.
#[test]
fn lists_of_texts_beside_the_items() {
    let list = |properties: &str| {
        let properties = format!("{properties}, nextPageToken: {TEXT}");
        words(&[&text("pageToken"), &count("pageSize")], &object(&properties))
    };
    let dogs = PETS.replace("data", "dogs");
    let texts = |name: &str| format!("{name}: {{type: array, items: {TEXT}}}");
    let by = Some("by `pageToken`, the answer's `nextPageToken`".to_owned());
    assert_eq!(list(&format!("{dogs}, {}", texts("unreachable"))), by);
    assert_eq!(list(&format!("{dogs}, {}, {}", texts("unreachable"), texts("schemas"))), by);
    for other in [
        format!("{}, {}", texts("dogs"), texts("cats")),
        format!("{dogs}, {}, {}", PETS.replace("data", "cats"), texts("unreachable")),
        format!("{dogs}, cats: {{type: array, items: {COUNT}}}"),
        format!("{dogs}, {}", texts("catIds")),
        format!("{dogs}, {}, id: {TEXT}", texts("tags")),
        format!("{dogs}, {}, name: {TEXT}", texts("tags")),
    ] {
        assert_eq!(list(&other), None, "{other}");
    }
}

/// A list within an object that is called after the answer, and what that says of the page.
#[test]
fn lists_within_an_object() {
    let by = |parameters: &[&str], properties: &str| words(parameters, &object(properties));
    let limit = count("limit");
    let next = format!("next_cursor: {TEXT}");
    let dogs = PETS.replace("data", "dogs");
    let cursor = |properties: &str| by(&[&text("cursor"), &limit], properties);
    // Resources of HAL.
    let to_next = object(&format!("href: {TEXT}"));
    let links = format!("_links: {}", object(&format!("next: {to_next}")));
    assert_eq!(
        by(&[&count("page")], &format!("_embedded: {}, {links}", object(&dogs))).as_deref(),
        Some("at the address that is the answer's `_links.next.href`")
    );
    // Hits of a search.
    let total = "total: {type: integer}";
    let hits = format!(
        "took: {COUNT}, hits: {}",
        object(&format!(
            "{total}, hits: {{type: array, items: {{$ref: '#/components/schemas/Pet'}}}}"
        ))
    );
    let from = "name: from, schema: {type: integer, default: 0}";
    assert_eq!(
        by(&[from, &count("size")], &hits).as_deref(),
        Some("by `from`, counted in items, up to `hits.total` items")
    );
    // An envelope around all of it, or around the list alone.
    let inside = object(&format!("{PETS}, {next}"));
    assert_eq!(
        cursor(&format!("code: {COUNT}, data: {inside}")).as_deref(),
        Some("by `cursor`, the answer's `data.next_cursor`")
    );
    assert_eq!(
        cursor(&format!("result: {}, meta: {}", object(PETS), object(&next))).as_deref(),
        Some("by `cursor`, the answer's `meta.next_cursor`")
    );
    // What is called `next` there may be a cursor.
    assert_eq!(
        by(
            &["name: page, schema: {type: integer, default: 1}", &limit],
            &format!("data: {}", object(&format!("{PETS}, next: {TEXT}")))
        )
        .as_deref(),
        Some("by `page`, the number of the page, from 1 on")
    );
    let last = object(&format!(
        "data: {{type: array, items: {TEXT}}}, last_id: {TEXT}, has_more: {{type: boolean}}"
    ));
    assert_eq!(
        by(&[&text("after")], &format!("data: {last}")).as_deref(),
        Some("by `after`, the answer's `data.last_id`, while `data.has_more`")
    );
    for other in [
        // One thing that has a list.
        format!("data: {}, {next}", object(&format!("{PETS}, id: {TEXT}"))),
        format!("data: {}, {next}", object(&format!("{PETS}, ownerId: {TEXT}"))),
        format!("data: {}, {next}", object(&format!("{PETS}, owner: {}", object(&next)))),
        // Two objects that could have it.
        format!("data: {}, result: {}, {next}", object(PETS), object(PETS)),
        // The answer has a list of its own.
        format!(
            "cats: {{type: array, items: {COUNT}}}, dogs: {{type: array, items: {COUNT}}}, data: {inside}"
        ),
        format!("owner: {inside}"),
        format!("data: {}", object(&format!("data: {inside}"))),
    ] {
        assert_eq!(cursor(&other), None, "{other}");
    }
    let within = format!("hits: {}, next_cursor: {TEXT}", object(&PETS.replace("data", "hits")));
    let within = object(&within);
    assert_snapshot!(pets(&[&text("cursor")], &within).file(&["types/list_pets.rs"]));
    let required = within.replace("type: object,", "type: object, required: [hits],");
    assert_snapshot!(pets(&[&text("cursor")], &required).file(&["types/list_pets.rs"]));
}

/// A list of links, each of which says where it leads, has the address of the next page.
#[test]
fn lists_of_links() {
    let links = |name: &str, link: &str| {
        format!("{PETS}, {name}: {{type: array, items: {}}}", object(link))
    };
    let plain = format!("rel: {TEXT}, href: {{type: string, format: uri}}");
    let at = |way: &str| Some(format!("at the address that is the answer's `{way}`"));
    let by_size = |properties: &str| words(&[&count("limit")], &object(properties));
    let said = format!("rel: {{type: string, description: 'self, next or last'}}, href: {TEXT}");
    let shown = format!("rel: {{type: string, example: next}}, href: {TEXT}");
    assert_eq!(by_size(&links("_links", &said)), at("_links[rel=next].href"));
    assert_eq!(by_size(&links("links", &shown)), at("links[rel=next].href"));
    // Servers have other words for it, say `page.next`.
    assert_eq!(words(&[&count("page")], &object(&links("links", &plain))), None);
    assert_eq!(
        by_size(&links("link", &format!("relation: {TEXT}, url: {TEXT}"))),
        at("link[relation=next].url")
    );
    let known = |values: &str| format!("rel: {{type: string, enum: [{values}]}}, href: {TEXT}");
    assert_eq!(
        words(&[], &object(&links("links", &known("self, next")))),
        at("links[rel=next].href")
    );
    // What counts pages needs no address.
    let page = "name: page, schema: {type: integer, default: 1}";
    assert_eq!(
        words(&[page, &count("limit")], &object(&links("links", &said))).as_deref(),
        Some("by `page`, the number of the page, from 1 on")
    );
    assert_eq!(
        words(&[], &object(&links("link", &format!("relation: {TEXT}, url: {TEXT}")))),
        None
    );
    for other in [
        links("links", &known("self, edit")),
        links("links", &said.replace("string, description", "integer, description")),
        links("links", &said.replace(TEXT, COUNT)),
        links("links", &said.replace("href", "address")),
        links("others", &said),
    ] {
        assert_eq!(by_size(&other), None, "{other}");
    }
    let written = |properties: &str| {
        pets(&[&count("limit")], &object(properties))
            .file(&["pets/list_pets.rs", "types/list_pets.rs"])
    };
    assert_snapshot!(written(&links("links", &known("self, next"))));
    let required = object(&links("links", &said))
        .replace("type: object,", "type: object, required: [links, data, rel, href],");
    assert_snapshot!(pets(&[&count("limit")], &required).file(&["types/list_pets.rs"]));
}

/// The configuration leads to both in the same way.
#[test]
fn ways_of_the_configuration() {
    let link = object(&format!("rel: {TEXT}, href: {TEXT}, size: {COUNT}"));
    let answer = object(&format!(
        "found: {}, ways: {{type: array, items: {link}}}",
        object(&PETS.replace("data", "pets"))
    ));
    let paged = |config: &str| {
        let config = format!("pages: [{{operations: [listPets], {config}}}]");
        let api = pets(&[], &answer).config(&config).api();
        api.map(|api| api.operations[0].page.as_ref().map(Page::words))
    };
    let by = "at the address that is the answer's `ways[rel=next].href`";
    let found = paged("address: 'ways[rel=next].href', items: found.pets");
    assert_eq!(found.ok().flatten().as_deref(), Some(by));
    for other in [
        "address: 'ways[rel=next].href', items: found.dogs",
        "address: 'ways[rel=next].href', items: found",
        "address: 'ways[rel=last].href', items: found.pets",
        "address: 'ways[rel=next].size', items: found.pets",
        "address: 'ways[size=next].href', items: found.pets",
        "address: 'found[rel=next].href', items: found.pets",
        "address: 'ways.href', items: found.pets",
    ] {
        assert!(paged(other).is_err(), "{other}");
    }
}

/// Returns the operation of a path and a method whose answer has pages by a cursor.
fn listed(path: &str, method: &str, place: &str, lists: &[&str]) -> Option<String> {
    let lists: String = lists
        .iter()
        .map(|name| format!("{name}: {{type: array, items: {{type: string}}}}, "))
        .collect();
    let answer = object(&format!("{lists}next_cursor: {{type: string}}"));
    let api = Snippet::paths(&format!(
        "{path}: {{{method}: {{operationId: listPets, tags: [pets], \
         parameters: [{{in: {place}, name: cursor, schema: {{type: string}}}}], \
         responses: {{'200': {{description: Pets., content: {{application/json: {{schema: {answer}}}}}}}}}}}}}"
    ))
    .api()
    .unwrap_or_else(|failure| panic!("{failure}"));
    Some(api.operations[0].page.as_ref()?.items.join("."))
}

/// Of several lists, the one that is usually called so, or as the resource is.
#[test]
fn the_list_that_an_answer_is_about() {
    let of = |path: &str, lists: &[&str]| listed(path, "get", "query", lists);
    let is = |name: &str| Some(name.to_owned());
    assert_eq!(of("/pets", &["animals"]), is("animals"));
    assert_eq!(of("/pets", &["animals", "warnings"]), is("animals"));
    assert_eq!(of("/pets", &["animals", "items"]), is("items"));
    assert_eq!(of("/rooms/pets", &["rooms", "pets"]), is("pets"));
    assert_eq!(of("/pets/", &["rooms", "pets"]), is("pets"));
    assert_eq!(of("/pets", &["items", "results"]), None);
}

/// A list that is mostly beside another one is what is asked for where the path says so.
#[test]
fn lists_that_are_mostly_beside_others() {
    let of = |path: &str, lists: &[&str]| listed(path, "get", "query", lists);
    let is = |name: &str| Some(name.to_owned());
    assert_eq!(of("/errors", &["errors"]), is("errors"));
    assert_eq!(of("/apps/1/Errors/search", &["errors"]), is("errors"));
    assert_eq!(of("/links", &["links", "warnings"]), is("links"));
    assert_eq!(of("/pets", &["errors"]), None);
    assert_eq!(of("/errors", &["pets", "errors"]), is("pets"));
}

/// Asking for the next page is asking again, by the address.
#[test]
fn what_is_sent_or_in_a_header_has_no_pages() {
    assert!(listed("/pets", "get", "query", &["data"]).is_some());
    assert_eq!(listed("/pets", "post", "query", &["data"]), None);
    assert_eq!(listed("/pets", "get", "header", &["data"]), None);
}

/// Returns a list that is asked for with a body of these properties.
fn posted(body: &str, answer: &str) -> Snippet {
    Snippet::paths(&format!(
        "/pets/query: {{post: {{operationId: queryPets, tags: [pets], requestBody: {{content: \
         {{application/json: {{schema: {}}}}}}}, responses: {{'200': {{description: Pets., \
         content: {{application/json: {{schema: {answer}}}}}}}}}}}}}",
        object(body)
    ))
}

/// A body with a cursor, and an answer with the next one, are those of a list.
#[test]
fn cursors_in_a_body() {
    let list = |body: &str, properties: &str| {
        let items = "data: {type: array, items: {type: string}}";
        let api = posted(body, &object(&format!("{items}, {properties}"))).api();
        let api = api.unwrap_or_else(|failure| panic!("{failure}"));
        api.operations[0].page.as_ref().map(Page::words)
    };
    let field = |name: &str| format!("{name}: {TEXT}");
    let by = |way: &str, next: &str| Some(format!("by `{way}` of the body, the answer's `{next}`"));
    let next = field("next_cursor");
    assert_eq!(list(&field("cursor"), &next), by("cursor", "next_cursor"));
    assert_eq!(list(&field("start_cursor"), &next), by("start_cursor", "next_cursor"));
    assert_eq!(list("cursor: {type: [string, 'null']}", &next), by("cursor", "next_cursor"));
    assert_eq!(list(&field("NextToken"), &field("NextToken")), by("NextToken", "NextToken"));
    let page = |property: &str| format!("page: {}", object(&field(property)));
    assert_eq!(
        list(&page("cursor"), &format!("meta: {}", object(&page("after")))),
        by("page.cursor", "meta.page.after")
    );
    for (body, properties) in [
        (field("cursor"), field("cursor_of_another")),
        (field("cursor"), "next_cursor: {type: integer}".to_owned()),
        (field("cursor"), "has_more: {type: boolean}".to_owned()),
        ("cursor: {type: integer}".to_owned(), next.clone()),
        // It can be anything.
        (field("next"), field("next")),
        (field("after"), next.clone()),
        (field("offset"), field("offset")),
        (field("page"), field("next_page")),
        // A dot in it would lead into an object.
        (field("page.token"), field("next_page_token")),
        (format!("owner: {}", object(&field("cursor"))), next.clone()),
    ] {
        assert_eq!(list(&body, &properties), None, "{body}, {properties}");
    }
    let answer = object(&format!("data: {{type: array, items: {{type: string}}}}, {next}"));
    assert_snapshot!(
        posted(&field("cursor"), &answer)
            .file(&["pets/query_pets.rs"])
            .lines()
            .filter(|line| line.contains("pages"))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let config = "pages: [{operations: [queryPets], cursor: page.after, items: data, \
                  next: next_cursor}]";
    let api = posted(&page("after"), &answer).config(config).api();
    let api = api.unwrap_or_else(|failure| panic!("{failure}"));
    let words = api.operations[0].page.as_ref().map(Page::words);
    assert_eq!(words, by("page.after", "next_cursor"));
}

/// One type is one page: two operations that answer with it page in one way, and the one
/// that the configuration speaks of, or that comes first, decides.
#[test]
fn lists_of_one_type() {
    let list = |id: &str, parameters: &str| {
        format!(
            "/{id}: {{get: {{operationId: {id}, tags: [pets], parameters: [{parameters}], \
             responses: {{'200': {{description: Pets., content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/Pets'}}}}}}}}}}}}}}"
        )
    };
    let query =
        |name: &str, kind: &str| format!("{{in: query, name: {name}, schema: {{type: {kind}}}}}");
    let offset = [query("offset", "integer"), query("limit", "integer")].join(", ");
    let cursor = query("cursor", "string");
    let pets = Snippet::paths(&[list("listCats", &offset), list("listDogs", &cursor)].join("\n"))
        .schemas(
            "Pets: {type: object, properties: {data: {type: array, items: {type: string}}, \
             total: {type: integer}, next_cursor: {type: string}}}",
        );
    let words = |config: &str| {
        let api = pets.clone().config(config).api().unwrap_or_else(|failure| panic!("{failure}"));
        let page = |operation: &Operation| operation.page.as_ref().map(Page::words);
        api.operations.iter().map(page).collect::<Vec<_>>()
    };
    let by_offset = Some("by `offset`, counted in items, up to `total` items".to_owned());
    let by_cursor = Some("by `cursor`, the answer's `next_cursor`".to_owned());
    assert_eq!(words(""), [by_offset, None]);
    let config =
        "pages: [{operations: [listDogs], cursor: cursor, items: data, next: next_cursor}]";
    assert_eq!(words(config), [None, by_cursor]);
}

#[test]
fn what_is_written() {
    let next = object(&format!(
        "{PETS}, meta: {}",
        object(&format!("next: {TEXT}, has_more: {{type: boolean}}"))
    ));
    assert_snapshot!(
        pets(&[&text("cursor")], &next).file(&["pets/list_pets.rs", "types/list_pets.rs"])
    );
    let number = "name: page, schema: {type: integer, default: 1}";
    let done = object(&format!("{PETS}, done: {{type: boolean}}"))
        .replace("type: object,", "type: object, required: [data, done],");
    assert_snapshot!(pets(&[number], &done).file(&["pets/list_pets.rs", "types/list_pets.rs"]));
    let bare = "{type: array, items: {$ref: '#/components/schemas/Pet'}}";
    assert_snapshot!(pets(&[&count("offset"), &count("limit")], bare).file(&["pets/list_pets.rs"]));
    let calls = |parameters: &[&str], answer: &str| {
        let text = pets(parameters, answer).file(&["pets/list_pets.rs", "types/list_pets.rs"]);
        text.lines()
            .filter(|line| line.contains("pages") || line.contains("_cursor"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_snapshot!(calls(&[], &object(&format!("{PETS}, next_url: {TEXT}"))));
    assert_snapshot!(calls(
        &[&text("after"), &text("before")],
        &object(&format!("{PETS}, has_more: {{type: boolean}}"))
    ));
    // What is no number is an address.
    let addresses = object(&format!("{PETS}, '@odata.nextLink': {TEXT}"));
    assert_snapshot!(calls(&[&count("$skip"), &count("$top")], &addresses));
    let total = "responses: {'200': {description: Pets., headers: {X-Total-Count: {schema: \
                 {type: string}}}, content: {application/json: {schema: {type: array, items: \
                 {type: string}}}}}}";
    let counted = Snippet::get(&format!(
        "operationId: listPets\ntags: [pets]\nparameters: [{{in: query, {}}}, {{in: query, \
         {}}}]\n{total}",
        count("offset"),
        count("limit")
    ));
    assert!(counted.file(&["pets/list_pets.rs"]).contains(".total_in(\"X-Total-Count\")"));
}

#[test]
fn the_configuration_goes_over_the_shapes() {
    let list = object(&format!("{PETS}, next_cursor: {TEXT}, more: {{type: boolean}}"));
    let pets = pets(&[&text("cursor"), &count("offset"), &count("limit")], &list);
    let paged = |config: &str| {
        let api = pets.clone().config(config).api().unwrap_or_else(|failure| panic!("{failure}"));
        api.operations[0].page.as_ref().map(Page::words)
    };
    assert_eq!(paged("").as_deref(), Some("by `cursor`, the answer's `next_cursor`, while `more`"));
    assert_eq!(paged("no_pages: [listPets]"), None);
    assert_eq!(
        paged("pages: [{operations: [listPets], offset: offset, items: data}]").as_deref(),
        Some("by `offset`, counted in items")
    );
    assert_eq!(
        paged("pages: [{operations: [listPets], offset: offset, first: 1, items: data}]")
            .as_deref(),
        Some("by `offset`, counted in items from 1 on")
    );
    assert_eq!(
        paged(
            "pages: [{operations: [listPets], number: offset, first: 0, items: data, done: more}]"
        )
        .as_deref(),
        Some("by `offset`, the number of the page, from 0 on, until `more`")
    );
    assert_eq!(
        paged("pages: [{operations: [listPets], cursor: cursor, items: data, item_cursor: id}]")
            .as_deref(),
        Some("by `cursor`, the `id` of the last item")
    );
    assert_eq!(
        paged("pages: [{operations: [listPets], link: true, items: data}]").as_deref(),
        Some("at the address in the header `Link`")
    );
    assert_eq!(
        paged("pages: [{operations: [listPets], address: next_cursor, items: data, more: more}]")
            .as_deref(),
        Some("at the address that is the answer's `next_cursor`, while `more`")
    );
    assert_eq!(
        paged("pages: [{operations: [listPets], cursor: cursor, items: data, item_cursor: id, before: cursor}]").as_deref(),
        Some("by `cursor`, the `id` of the last item; back by `cursor`, the `id` of the first item")
    );
    assert_eq!(
        paged("pages: [{operations: [listPets], link: true, items: data, before: cursor, previous: next_cursor}]").as_deref(),
        Some("at the address in the header `Link`; back by `cursor`, the answer's `next_cursor`")
    );
    assert_snapshot!([
        "pages: [{operations: [listPets], link: true, address: next_cursor, items: data}]",
        "pages: [{operations: [listPets], address: next_page, items: data}]",
        "pages: [{operations: [listPets], offset: offset, items: data, before: cursor}]",
        "pages: [{operations: [listPets], offset: offset, items: data, previous: next_cursor}]",
        "pages: [{operations: [listPets], offset: offset, items: data, before: skip, previous: next_cursor}]",
        "no_pages: [listDogs]",
        "pages: [{operations: [listPets], items: data}]",
        "pages: [{operations: [listPets], cursor: cursor, offset: offset, items: data}]",
        "pages: [{operations: [listPets], cursor: cursor, items: data}]",
        "pages: [{operations: [listPets], offset: offset, items: data, next: next_cursor}]",
        "pages: [{operations: [listPets], link: true, first: 1, items: data}]",
        "pages: [{operations: [listPets], offset: offset, items: data, more: more, done: more}]",
        "pages: [{operations: [listPets], offset: skip, items: data, more: more}]",
        "pages: [{operations: [listPets], cursor: cursor, items: data, next: meta.next}]",
        "pages: [{operations: [listPets], offset: offset}]",
    ]
    .map(|config| pets.clone().config(config).refusal())
    .join("\n"));
}

/// Bytes outside of forms are text, the items of a page included: whether the shapes say
/// that the list pages, or the configuration.
#[test]
fn items_that_are_bytes() {
    let answer = object(
        "results: {type: array, items: {type: string, format: binary}}, \
         has_more: {type: boolean}, next_cursor: {type: string}",
    );
    let list = pets(&[&text("cursor")], &answer);
    let config = "pages: [{operations: [listPets], cursor: cursor, items: results, \
                  more: has_more, next: next_cursor}]";
    for list in [list.clone(), list.config(config)] {
        let api = list.api().unwrap_or_else(|failure| panic!("{failure}"));
        let page = api.operations[0].page.as_ref();
        assert_eq!(page.map(|page| &page.item), Some(&TypeRef::String));
    }
}
