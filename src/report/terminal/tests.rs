//! What an editor sees, line by line. Carets must stand under the marked characters, and a Han
//! character is two columns wide.

use super::*;
use crate::report::place::tests::{span, tree};
use crate::text;

fn shown(diagnostic: Diagnostic, tree: &Tree) -> String {
    text(&[diagnostic], tree, Language::Chinese, Extent::Few, Paint::Plain)
}

fn fault(at: Span) -> Diagnostic {
    Diagnostic::error("fault", text!("有误", "wrong")).at(at).label(text!("这里", "here"))
}

fn range(start: usize, end: usize) -> Span {
    Span::new(&SitePath::new("a.md"), start..end)
}

/// The lines of the snippet alone: what is after the place and before the empty line.
fn snippet(text: &str, at: Range<usize>) -> Vec<String> {
    let shown = shown(fault(range(at.start, at.end)), &tree(&[("a.md", text)]));
    let lines = shown.lines().skip(1).take_while(|line| !line.is_empty());
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn diagnostic_is_shown_with_its_line_carets_and_help() {
    let tree = tree(&[
        ("content/notices/a.md", "---\nnumber: 鲁医协发〔2026〕3号\n---\n"),
        ("content/notices/b.md", "---\ntitle: 甲\nnumber: 鲁医协发〔2026〕3号\n---\n"),
    ]);
    let number = "鲁医协发〔2026〕3号";
    let taken = Diagnostic::error(
        "number-taken",
        text!("发文字号重复：{number}", "the number {number} is taken"),
    )
    .at(span(&tree, "content/notices/a.md", number))
    .label(text!("此号已被使用", "taken"))
    .also(span(&tree, "content/notices/b.md", number), text!("先用于此", "first used here"))
    .help(text!("改用 4 号", "use 4"));
    let gap = Diagnostic::warning("number-gap", text!("缺 2 号", "2 is missing"));
    let both = [taken, gap];
    assert_eq!(
        text(&both, &tree, Language::Chinese, Extent::Few, Paint::Plain),
        "\
警告[number-gap]: 缺 2 号

错误[number-taken]: 发文字号重复：鲁医协发〔2026〕3号
  --> content/notices/a.md:2:9
  |
2 | number: 鲁医协发〔2026〕3号
  |         ^^^^^^^^^^^^^^^^^^^ 此号已被使用
  |
  --> content/notices/b.md:3:9
  |
3 | number: 鲁医协发〔2026〕3号
  |         ------------------- 先用于此
  |
  = 帮助: 改用 4 号

发现 1 个错误、1 个警告
"
    );
    let english = text(&both, &tree, Language::English, Extent::Few, Paint::Plain);
    assert!(english.contains("\n\nerror[number-taken]: the number 鲁医协发〔2026〕3号 is taken\n"));
    assert!(english.contains("^ taken\n") && english.contains("= help: use 4\n"));
    assert!(english.starts_with("warning[number-gap]: 2 is missing\n\n"), "errors come last");
    assert!(english.ends_with("found 1 error, 1 warning\n"));
}

#[test]
fn sixth_of_a_kind_is_only_counted_and_the_last_line_counts_what_can_be_fixed() {
    let tree = tree(&[("a.md", "甲")]);
    let diagnostic = Diagnostic::warning("many", text!("多", "many")).fix(range(0, 3), "乙");
    let diagnostic = vec![diagnostic; 8];
    let few = text(&diagnostic, &tree, Language::Chinese, Extent::Few, Paint::Plain);
    assert_eq!(few.matches("警告[many]").count(), 5);
    let end = "另有 3 处相同（gongbao check --all 全部列出）\n\n发现 8 个警告\n其中 8 处可以自动改好：gongbao check --fix\n";
    assert!(few.ends_with(end), "{few}");
    let all = text(&diagnostic, &tree, Language::Chinese, Extent::All, Paint::Plain);
    assert_eq!(all.matches("警告[many]").count(), 8);
    assert!(!all.contains("另有"));
}

#[test]
fn carets_stand_under_han_and_tabs() {
    assert_eq!(
        snippet("标题：关于“会议”的通知", 9..15),
        ["  --> a.md:1:4", "  |", "1 | 标题：关于“会议”的通知", "  |       ^^^^ 这里"]
    );
    assert_eq!(
        snippet("a\t标\tb", 6..7),
        ["  --> a.md:1:5", "  |", "1 | a   标  b", "  |         ^ 这里"]
    );
    assert_eq!(
        snippet("ａ：𠮷（e\u{301}）x", 16..17),
        ["  --> a.md:1:7", "  |", "1 | ａ：𠮷（e\u{301}）x", "  |          ^^ 这里"]
    );
}

#[test]
fn byte_order_mark_and_carriage_returns_are_not_shown() {
    assert_eq!(
        snippet("\u{feff}标题：甲\r\n日期：乙\r\n", 3..9),
        ["  --> a.md:1:1", "  |", "1 | 标题：甲", "  | ^^^^ 这里"]
    );
    // The whole line with its end.
    assert_eq!(
        snippet("标题：甲\r\n日期：乙\r\n", 14..28),
        ["  --> a.md:2:1", "  |", "2 | 日期：乙", "  | ^^^^^^^^ 这里"]
    );
    // The end of the line alone.
    assert_eq!(
        snippet("标题\r\n日期\r\n", 6..8),
        ["  --> a.md:1:3", "  |", "1 | 标题", "  |     ^ 这里"]
    );
}

#[test]
fn span_at_the_end_of_a_file_or_in_an_empty_file_is_shown() {
    assert_eq!(snippet("", 0..0), ["  --> a.md:1:1", "  |", "1 |", "  | ^ 这里"]);
    assert_eq!(snippet("\u{feff}", 0..0), ["  --> a.md:1:1", "  |", "1 |", "  | ^ 这里"]);
    assert_eq!(snippet("标题", 6..6), ["  --> a.md:1:3", "  |", "1 | 标题", "  |     ^ 这里"]);
    assert_eq!(snippet("标题\n", 7..7), ["  --> a.md:2:1", "  |", "2 |", "  | ^ 这里"]);
    assert_eq!(snippet("标题", 99..120), ["  --> a.md:1:3", "  |", "1 | 标题", "  |     ^ 这里"]);
    assert_eq!(snippet("标题", 1..2), ["  --> a.md:1:1", "  |", "1 | 标题", "  | ^^ 这里"]);
}

#[test]
fn span_of_several_lines_has_a_frame() {
    assert_eq!(
        snippet("一\n二：三\n四\n五六\n七\n", 4..24),
        ["  --> a.md:2:1", "  |", "2 | / 二：三", "3 | | 四", "4 | | 五六", "  | \\----^ 这里",]
            .map(str::to_owned)
    );
    // Of many lines the first and the last are shown.
    let long = snippet(&"行\n".repeat(120), 0..440);
    assert!(long.len() < 12, "{long:#?}");
    assert_eq!(long.last().map(String::as_str), Some("    | \\--^ 这里"));
}

#[test]
fn two_places_near_each_other_share_a_snippet() {
    let tree = tree(&[("a.md", "标题: 甲\n日期: 乙\n标题: 丙\n")]);
    let twice = Diagnostic::error("key-twice", text!("重复", "twice"))
        .at(range(24, 30))
        .also(range(0, 6), text!("先见于此", "first here"));
    assert_eq!(
        shown(twice, &tree),
        "\
错误[key-twice]: 重复
  --> a.md:3:1
  |
1 | 标题: 甲
  | ---- 先见于此
2 | 日期: 乙
3 | 标题: 丙
  | ^^^^

发现 1 个错误
"
    );
}

#[test]
fn long_line_is_shortened_around_the_mark() {
    let text = format!("{}错字{}", "字".repeat(3_000), "字".repeat(3_000));
    let lines = snippet(&text, 9_000..9_006);
    let row = format!("1 | …{}错字{}…", "字".repeat(40), "字".repeat(40));
    let carets = format!("  | {}^^^^ 这里", " ".repeat(81));
    assert_eq!(lines, ["  --> a.md:1:3001".to_owned(), "  |".to_owned(), row, carets]);
    // A mark that is itself too long is cut as well.
    let lines = snippet(&text, 0..18_000);
    assert!(lines.iter().all(|line| line.chars().count() < 220), "{lines:#?}");
}

#[test]
fn control_characters_are_shown_as_pictures() {
    let shown = snippet("a\u{1b}[31m标\u{202e}\u{200b}\rx", 16..17);
    assert_eq!(shown[2], "1 | a␛[31m标��␍x");
    assert_eq!(shown[3], "  |            ^ 这里");
    let tree = tree(&[]);
    let diagnostic = Diagnostic::error("x", text!("坏\u{1b}[2J", "bad")).help(text!("\u{1b}", "x"));
    assert!(
        !super::text(&[diagnostic], &tree, Language::Chinese, Extent::Few, Paint::Plain)
            .contains('\u{1b}')
    );
}

#[test]
fn file_that_is_no_text_is_named_without_a_line() {
    let tree = tree(&[("a.md", "图")]);
    let picture = Span::new(&SitePath::new("content/图.png"), 0..0);
    let diagnostic = Diagnostic::warning("picture", text!("太大", "too large")).at(picture.clone());
    assert_eq!(
        shown(diagnostic, &tree),
        "警告[picture]: 太大\n  --> content/图.png\n\n发现 1 个警告\n"
    );
    let diagnostic = fault(range(0, 3)).also(picture, text!("此图", "this picture"));
    assert_eq!(
        shown(diagnostic, &tree),
        "\
错误[fault]: 有误
  --> content/图.png 此图
  --> a.md:1:1
  |
1 | 图
  | ^^ 这里

发现 1 个错误
"
    );
}

#[test]
fn colours_change_nothing_but_colours() {
    let tree = tree(&[("a.md", "标题：甲\n")]);
    let diagnostics = [fault(range(0, 6)).help(text!("改", "fix"))];
    let plain = text(&diagnostics, &tree, Language::Chinese, Extent::Few, Paint::Plain);
    let coloured = text(&diagnostics, &tree, Language::Chinese, Extent::Few, Paint::Ansi);
    let carets = coloured.lines().find(|line| line.contains('^'));
    assert!(carets.is_some_and(|line| line.contains("\u{1b}[31m^^^^")), "{coloured}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_and_any_spans_can_be_shown(text in "[a标\u{feff}\r\n\t“𠮷\u{301}]{0,60}", a in 0..200_usize, b in 0..200_usize, c in 0..200_usize) {
            let tree = tree(&[("a.md", &text)]);
            let diagnostics = fault(range(a.min(b), b)).also(range(c, c + 3), text!("乙", "b"));
            let shown = shown(diagnostics, &tree);
            prop_assert!(shown.contains("这里") && shown.contains("乙"), "{}", shown);
        }
    }
}
