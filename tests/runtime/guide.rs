//! The tables of the guide and what they are about.

use std::collections::BTreeSet;
use std::fs;

use openapi_loom_runtime::http::transport::testing::errors;
use workspace_tests::shared::{read_workspace, workspace};

/// Returns the cells of the table below a header row, a list for each row.
fn table(page: &str, header: &str) -> Vec<Vec<String>> {
    let text = read_workspace(page);
    let lines = text.lines().map(|line| line.trim_start_matches("//! "));
    let rows = lines.skip_while(|line| *line != header).skip(2);
    let cells = |row: &str| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    let rows: Vec<_> = rows.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "{page}: {header}");
    rows
}

/// Returns the names in backquotes.
fn quoted(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// Returns the variants of an enum in a file of the runtime.
fn variants(file: &str, name: &str) -> BTreeSet<String> {
    let text = read_workspace(&format!("generator/runtime/src/{file}"));
    let (_, body) = text.split_once(&format!("pub enum {name} {{\n")).unwrap();
    let lines = body.lines().take_while(|line| *line != "}").map(str::trim);
    lines.filter_map(|line| line.strip_suffix(',')).map(str::to_owned).collect()
}

/// Returns the value of a constant in a file of the runtime: of a time, its seconds.
fn constant(file: &str, name: &str) -> String {
    let text = read_workspace(&format!("generator/runtime/src/http/{file}"));
    let (_, after) = text.split_once(&format!("const {name}: ")).unwrap();
    let (_, value) = after.split(';').next().unwrap().split_once(" = ").unwrap();
    value.trim_start_matches("Duration::from_secs(").trim_end_matches(')').to_owned()
}

const ERRORS: &str = "generator/runtime/src/guide/errors.rs";
const RETRIES: &str = "generator/runtime/src/guide/retries.rs";

#[test]
fn each_kind_of_errors_has_a_row() {
    let rows = table(ERRORS, "| Kind | What happened | What helps |");
    let named: Vec<String> = rows.iter().flat_map(|row| quoted(&row[0])).collect();
    assert_eq!(
        named.iter().cloned().collect::<BTreeSet<_>>(),
        variants("http/error.rs", "ErrorKind")
    );
    assert_eq!(named.len(), named.iter().collect::<BTreeSet<_>>().len(), "{named:?}");
}

#[test]
fn each_kind_of_refusals_has_its_statuses() {
    let rows = table(ERRORS, "| Kind | Status |");
    let rows: Vec<[&str; 2]> =
        rows.iter().map(|row| [row[0].trim_matches('`'), row[1].as_str()]).collect();
    let named: BTreeSet<String> = rows.iter().map(|[kind, _]| (*kind).to_owned()).collect();
    assert_eq!(named, variants("http/api_error.rs", "ApiErrorKind"));
    for status in 400..600 {
        let row = rows.iter().find(|[_, told]| match told.split_once(' ') {
            None => told.parse() == Ok(status),
            Some((least, "and above")) => least.parse().is_ok_and(|least: u16| least <= status),
            Some(_) => *told == "any other",
        });
        let kind = errors::api(status, "").api().unwrap().kind;
        assert_eq!(format!("{kind:?}"), row.unwrap()[0], "{status}");
    }
}

#[test]
fn limits_have_their_defaults() {
    let limits = [
        (".connect_timeout(…)", constant("transport/over_reqwest.rs", "CONNECT_TIMEOUT")),
        (".timeout(…)", constant("client.rs", "TIMEOUT")),
        (".idle_timeout(…)", constant("client.rs", "IDLE_TIMEOUT")),
        (".poll().deadline(…)", constant("poll.rs", "DEADLINE")),
    ];
    let rows = table(RETRIES, "| Limit | Of | By default |");
    for (limit, seconds) in &limits {
        let row = rows.iter().find(|row| row[0] == format!("`{limit}`")).unwrap();
        assert_eq!(row[2], format!("{seconds} s"), "{limit}");
    }
    let unlimited: Vec<&str> =
        rows.iter().filter(|row| row[2] == "none").map(|row| row[0].as_str()).collect();
    assert_eq!((unlimited, rows.len()), (vec!["`.deadline(…)`"], limits.len() + 1));
    let text = read_workspace(RETRIES);
    for told in [
        format!("more than {} s;", constant("retry.rs", "LONGEST_ASKED")),
        format!("and so on to {} s,", constant("retry.rs", "LONGEST")),
        format!("one budget of {},", constant("budget.rs", "RETRIES")),
    ] {
        assert!(text.contains(&told), "{told}");
    }
    assert_eq!(constant("client.rs", "MAX_RETRIES"), "2");
    assert!(text.contains("A call is tried again up to twice,"));
}

/// The methods that wait are those of the page about them.
#[test]
fn each_blocking_method_has_its_row() {
    let rows = table(
        "generator/runtime/src/guide/blocking.rs",
        "| In async code | On a thread that waits |",
    );
    let is_of_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let names = |text: &str| {
        let words = text.split(|c| !is_of_name(c)).filter(|word| word.ends_with("_blocking"));
        words.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let told: BTreeSet<String> = rows.iter().flat_map(|row| names(&row[1])).collect();
    let mut defined = BTreeSet::new();
    let mut pending = vec![workspace("generator/runtime/src")];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let functions = text.split("pub fn ").skip(1);
        defined.extend(functions.flat_map(|after| names(after.split(['(', '<']).next().unwrap())));
    }
    assert_eq!(told, defined);
}
