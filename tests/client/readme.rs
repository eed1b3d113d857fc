//! The code of the READMEs compiles: each block stands in `readme/code.rs`, with what it
//! takes for granted around it.

#[rustfmt::skip]
#[expect(dead_code, unused_variables, reason = "it is read, and compiled")]
mod code;

use workspace_tests::shared::read_workspace;

/// Returns the blocks of Rust in a text of Markdown, a list of lines for each.
fn blocks(markdown: &str) -> Vec<Vec<&str>> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while lines.any(|line| line == "```rust") {
        blocks.push(lines.by_ref().take_while(|line| *line != "```").map(str::trim).collect());
    }
    blocks
}

/// Returns the blocks that are not in `code`, whatever their indentation.
fn missing<'a>(markdown: &'a str, code: &str) -> Vec<Vec<&'a str>> {
    let code: Vec<&str> = code.lines().map(str::trim).collect();
    let mut blocks = blocks(markdown);
    blocks.retain(|block| !code.windows(block.len()).any(|lines| lines == block));
    blocks
}

#[test]
fn all_code_is_compiled() {
    for (path, number) in
        [("README.md", 1), ("generated/README.md", 12), ("generated/fake/README.md", 1)]
    {
        let (markdown, code) =
            (read_workspace(path), read_workspace("tests/client/readme/code.rs"));
        assert_eq!(blocks(&markdown).len(), number, "{path}");
        let missing = missing(&markdown, &code);
        assert!(missing.is_empty(), "{path}: not in tests/client/readme/code.rs: {missing:#?}");
    }
}

#[test]
fn changed_code_is_missing() {
    let markdown =
        "Text\n\n```rust\nlet a = 1;\n  a;\n```\n\n```toml\nb = 1\n```\n\n```rust\nc();\n```\n";
    assert_eq!(blocks(markdown), [vec!["let a = 1;", "a;"], vec!["c();"]]);
    assert!(missing(markdown, "    let a = 1;\n    a;\nc();").is_empty());
    assert_eq!(missing(markdown, "let a = 1;\n\na;\nc();"), [["let a = 1;", "a;"]]);
    assert_eq!(missing(markdown, "let a = 1;\na;"), [["c();"]]);
}

/// A first call to the vendor's own address fails, so that each page with one says so.
#[test]
fn each_front_page_says_who_speaks_the_protocol() {
    let pages =
        ["README.md", "generated/README.md", "generated/reference.md", "generated/src/lib.rs"];
    let told = ["on 2026-08-26", "Foundry Agents (classic) until 2027-03-31", "such as LiteLLM"];
    for page in pages {
        let text = read_workspace(page);
        let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "//!").collect();
        let text = words.join(" ");
        for told in told {
            assert!(text.contains(told), "{page}: {told}");
        }
    }
}
