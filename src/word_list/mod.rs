//! `words.yaml` (词表): the words that a site writes otherwise, 登陆网站 for 登录网站, and where they
//! stand in a text.
//!
//! What a list says is the site's own; this module only reads and finds. The checks of the text report what is
//! found in documents.

mod faults;
mod list;
mod read;

pub use list::{Hit, Word, WordList};
pub use read::read;

/// The name of the file beside `site.yaml`.
pub const FILE: &str = "words.yaml";

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::{SitePath, Source};

    fn found(list: &str, text: &str) -> Vec<String> {
        let source = Source::decode(SitePath::new("words.yaml"), list.as_bytes()).into();
        let words = read(Some(&source)).value;
        let hits = words.find(text).map(|hit| format!("{} {}", hit.range.start, hit.word.wrong));
        hits.collect()
    }

    #[test]
    fn longest_of_the_words_at_a_place_is_found() {
        let list = "登陆: 登录\n登陆网站: 登录网站\n陆网站点: 甲\n";
        assert_eq!(found(list, "请登陆网站点击，登陆邮箱"), ["3 登陆网站", "24 登陆"]);
    }

    #[test]
    fn phrases_with_a_word_that_is_right_in_them_are_left_alone() {
        let list = "- {wrong: 登陆, right: 登录, except: [登陆作战, 台风登陆]}\n- {wrong: 省医协, right: 山东省医协}\n";
        assert_eq!(found(list, "登陆作战，台风登陆，山东省医协"), [] as [&str; 0]);
        assert_eq!(found(list, "登陆作，风登陆，省医协"), ["0 登陆", "15 登陆", "24 省医协"]);
    }

    #[test]
    fn latin_words_are_whole_words() {
        assert_eq!(found("app: 应用\n", "请用app报名，apple、myapp2、App"), ["6 app"]);
    }
}
