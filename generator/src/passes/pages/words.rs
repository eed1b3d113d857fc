//! Names by which the parameters and the answers of lists in pages are known.

/// Parameters after which item a page begins.
pub(super) const AFTER: &[&str] = &["after", "starting_after", "after_id"];

/// Parameters that take what the page before gave, whatever that stands for.
pub(super) const CURSORS: &[&str] = &[
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

/// Those of them that may mean anything, and are none in a body.
pub(super) const VAGUE: &[&str] =
    &["iterator", "bookmark", "continue", "page_after", "next_page", "next", "page", "offset"];

/// Properties of an answer that are what the next page is asked for with.
pub(super) const NEXT: &[&str] = &[
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
pub(super) const SAME: &[&str] = &[
    "cursor",
    "iterator",
    "bookmark",
    "continue",
    "continuation_token",
    "pagination_token",
    "offset",
];

/// Properties of the description of a page that are what the next one is asked for with.
pub(super) const INSIDE: &[&str] = &["after", "starting_after"];

/// Properties of an item by which lists go on where its parameter says so, for
/// want of an `id`.
pub(super) const IDS: &[&str] = &["token", "uuid", "uid", "name", "key"];

/// Words by which the description of a parameter says that it is no point in time.
pub(super) const SAYS_CURSOR: &[&str] = &["cursor", "pagination", "previous page"];

/// Objects of an answer that tell of the page.
pub(super) const ABOUT: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "page_info",
    "page_metadata",
    "pages",
    "response_metadata",
    "cursors",
];

/// Objects of an answer that have the addresses of other pages.
pub(super) const LINKS: &[&str] = &["links", "link", "paging", "pagination", "meta"];

/// Properties that are the address of the next page.
pub(super) const ADDRESSES: &[&str] = &[
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
pub(super) const BEFORE: &[&str] = &["before", "ending_before", "before_id"];

/// Properties of an answer that are what the page before is asked for with.
pub(super) const PREVIOUS: &[&str] = &[
    "previous_cursor",
    "prev_cursor",
    "previous_page_token",
    "prev_page_token",
    "previous_token",
    "prev_token",
    "start_cursor",
];

/// Words by which the description of a `Link` header says that it is about pages.
pub(super) const SAYS_LINK: &[&str] = &["next page", "pagination", "rel=\"next\"", "rel=next"];

/// Properties that are true while there is more.
pub(super) const MORE: &[&str] = &[
    "has_more",
    "has_next",
    "has_next_page",
    "has_more_items",
    "more",
    "more_results",
    "is_truncated",
];

/// Properties that are true at the end.
pub(super) const DONE: &[&str] = &["done", "is_last", "is_last_page", "last"];

/// Properties that are the number of pages of a list.
pub(super) const PAGES: &[&str] =
    &["total_pages", "total_page_count", "num_pages", "number_of_pages", "last_page"];

/// Properties that are the number of items of a list, or of its page.
pub(super) const TOTALS: &[&str] =
    &["total", "total_count", "total_items", "total_results", "total_elements", "total_records"];

/// Headers that are the number of items of a list.
pub(super) const TOTAL_HEADERS: &[&str] =
    &["x-total-count", "x-total", "x-total-items", "x-pagination-total-count", "total-count"];

/// Parameters that count pages.
pub(super) const NUMBERS: &[&str] = &["page", "page_number", "page_num", "page_no"];

/// Properties that are the number of a page, counted as its parameter does.
pub(super) const PLACES: &[&str] = &["current_page", "page_number"];

/// The property that is the number of a page beside that of all pages, counted from 0.
pub(super) const PLACE: &str = "number";

/// Parameters that count items.
pub(super) const OFFSETS: &[&str] = &["offset", "skip", "page_offset"];

/// Parameters that do so where the default is 0 or 1: they could be times, too.
pub(super) const STARTS: &[&str] = &["start_index", "start_at", "first_result", "start", "from"];

/// Those of them that the answer can say, each with the number of the first item by custom.
pub(super) const SAID: &[(&str, u64)] = &[("start_index", 1), ("start_at", 0), ("first_result", 0)];

/// Parameters beside which those are the bounds of a range.
pub(super) const ENDS: &[&str] = &["end_index", "end_at", "end", "until", "to"];

/// Parameters that say how long a page is.
pub(super) const SIZES: &[&str] = &[
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
    "pagesize",
    "pagelen",
    "perpage",
    "max_count",
    "results_per_page",
    "items_per_page",
];

/// Those that do so where their words say how many of what.
pub(super) const SIZES_IN_WORDS: &[&str] = &["number", "num", "length", "amount", "results", "n"];

/// Words before what is counted.
pub(super) const SAYS_MANY: &[(&str, &str)] =
    &[("number", "of"), ("amount", "of"), ("maximum", "of"), ("how", "many")];

/// Words for what a list has.
pub(super) const COUNTED: &[&str] =
    &["items", "results", "records", "entries", "elements", "objects", "rows"];

/// Words by which such a number is no size of a page.
pub(super) const SAYS_SKIPPED: &[&str] =
    &["skip", "skipped", "before", "omit", "ignore", "already"];

/// Lists, of several in an answer, that it is about.
pub(super) const ITEMS: &[&str] = &[
    "data", "items", "results", "entries", "records", "values", "elements", "content", "objects",
    "nodes", "list", "rows", "hits",
];

/// Lists that are beside what an answer is about.
pub(super) const BESIDE: &[&str] = &["errors", "warnings", "included", "links", "link"];

/// Objects that an answer has nothing but lists in.
pub(super) const LISTED: &[&str] = &["embedded", "hits"];

/// Objects that are an answer within the answer: one thing, or a list and what tells of it.
pub(super) const WITHIN: &[&str] = &["data", "result", "results", "response", "payload"];

/// Texts beside a list that tell of it.
pub(super) const TELLING: &[&str] = &["object", "type", "kind", "first_id", "last_id"];

/// Property of a link that says where it leads in bundles of FHIR, all of which have links.
pub(super) const RELATION: &str = "relation";

/// Properties of a link that say where it leads.
pub(super) const RELATIONS: &[&str] = &["rel", RELATION];

/// Properties of a link that are its address.
pub(super) const TARGETS: &[&str] = &["href", "url"];

/// Properties that a thing has, and a list of things has not.
pub(super) const OF_ONE: &[&str] = &["id", "name", "key"];

/// Words by which the description of a parameter says that it takes a point in time.
pub(super) const SAYS_MOMENT: &[&str] = &[
    "date",
    "datetime",
    "time",
    "timestamp",
    "iso",
    "iso8601",
    "rfc3339",
    "epoch",
    "unix",
    "yyyy",
];

/// Phrases in which such words say nothing of the kind.
pub(super) const SAYS_NO_MOMENT: &[&str] =
    &["at a time", "at one time", "at the same time", "each time", "every time", "up to date"];

/// Words by which it says that it takes what an item is known by.
pub(super) const SAYS_ID: &[&str] = &["id", "ids", "identifier", "token"];

/// Words by which the description of a parameter says that it counts something else than items.
pub(super) const SAYS_UNIT: &[&str] = &[
    "utc", "timezone", "zone", "byte", "bytes", "second", "seconds", "minute", "minutes", "hour",
    "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
];

/// Words by which it says that it counts items.
pub(super) const SAYS_ITEMS: &[&str] = &[
    "item",
    "items",
    "result",
    "results",
    "record",
    "records",
    "entry",
    "entries",
    "element",
    "elements",
    "object",
    "objects",
    "row",
    "rows",
    "list",
    "page",
    "pages",
    "pagination",
];

/// Words before the number from which a parameter counts.
pub(super) const SAYS_FIRST: &[&str] = &[
    "start",
    "starts",
    "starting",
    "begin",
    "begins",
    "beginning",
    "default",
    "defaults",
    "first",
];

/// Words between these and the number.
pub(super) const SAYS_TO: &[&str] =
    &["at", "from", "with", "to", "is", "value", "of", "page", "number", "index"];
