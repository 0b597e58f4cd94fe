use super::*;

fn os(arguments: &[&str]) -> Vec<OsString> {
    arguments.iter().map(OsString::from).collect()
}

#[test]
fn language_is_that_of_the_option_then_of_the_locale_then_chinese() {
    for (arguments, locale, expected) in [
        (&["--lang", "en"][..], Some("zh_CN.UTF-8"), Language::English),
        (&["build", "--lang=zh"], Some("en_US.UTF-8"), Language::Chinese),
        (&["build"], Some("en_US.UTF-8"), Language::English),
        (&["build"], Some("C.UTF-8"), Language::Chinese),
        (&["build"], None, Language::Chinese),
        (&["search", "--", "--lang", "en"], None, Language::Chinese),
    ] {
        assert_eq!(language(&os(arguments), locale), expected, "{arguments:?} {locale:?}");
    }
}

/// The help of a command and of all commands below it.
fn helps(command: &mut Command) -> Vec<String> {
    let mut all = vec![command.render_help().to_string()];
    all.extend(command.get_subcommands_mut().flat_map(helps));
    all
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

/// Returns whether two English words stand side by side.
fn has_english_sentence(help: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let words: Vec<&str> = help.split_whitespace().collect();
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

#[test]
fn help_of_every_command_is_in_one_language() {
    let mut english = command(Language::English);
    english.build();
    let helps_in_english = helps(&mut english);
    assert_eq!(helps_in_english.len(), 29);
    for help in helps_in_english {
        assert!(!help.contains(is_han), "{help}");
        assert!(has_english_sentence(&help), "{help}");
    }
    let mut chinese = command(Language::Chinese);
    chinese.build();
    for help in helps(&mut chinese) {
        // In the usage the names of commands stand side by side.
        let rest: Vec<&str> = help.lines().filter(|line| !line.starts_with("用法")).collect();
        assert!(!has_english_sentence(&rest.join("\n")), "{help}");
        for line in help.lines().filter(|line| !line.trim().is_empty()) {
            assert!(line.contains(is_han), "{line} in {help}");
        }
    }
}
