//! Every message about the list of words, one function each. A list that is partly useless keeps no
//! site from being published, so they are warnings.

use crate::diagnostic::{Diagnostic, Text};
use crate::source::Span;
use crate::text;

fn fault(at: Span, message: Text) -> Diagnostic {
    Diagnostic::warning("word-list", message).at(at)
}

/// An entry that is neither a pair of words nor keys.
pub(super) fn no_pair(at: Span) -> Diagnostic {
    fault(at, text!("词表的这一条看不懂", "this entry of the list of words cannot be read"))
        .label(text!("不是“错词: 正词”", "not `wrong word: right word`"))
        .help(text!("写成：登陆网站: 登录网站", "for example: 登陆网站: 登录网站"))
}

pub(super) fn no_right(at: Span, wrong: &str) -> Diagnostic {
    fault(at, text!("“{wrong}”后面没有写正确的词", "no right word follows `{wrong}`"))
        .label(text!("这一条不起作用", "this entry is not used"))
        .help(text!(
            "写上应当用的词，或者删去这一条",
            "add the word to be used, or delete the entry"
        ))
}

pub(super) fn same(at: Span, wrong: &str) -> Diagnostic {
    fault(at, text!("“{wrong}”的正词还是它自己", "`{wrong}` is to be replaced by itself"))
        .label(text!("这一条不起作用", "this entry is not used"))
        .help(text!("改正其中一个，或者删去这一条", "correct one of the two, or delete the entry"))
}

pub(super) fn repeated(at: Span, wrong: &str, first: Span) -> Diagnostic {
    fault(at, text!("“{wrong}”在词表里写了两次", "`{wrong}` is listed twice"))
        .label(text!("这一条不起作用", "this entry is not used"))
        .also(first, text!("第一次在这里", "the first is here"))
        .help(text!("两条只留一条", "keep one of the two"))
}

/// A phrase in which the word would be right, but which does not have it.
pub(super) fn exception_without_word(at: Span, wrong: &str, phrase: &str) -> Diagnostic {
    fault(at, text!("“{phrase}”里没有“{wrong}”", "`{phrase}` does not contain `{wrong}`"))
        .label(text!("这里不起作用", "this has no effect"))
        .help(text!(
            "写成包含“{wrong}”的词语，这个词语里的“{wrong}”就不再提醒",
            "type a phrase that contains `{wrong}`: in it the word is not reported"
        ))
}

/// A word that is right in one entry and wrong in another.
pub(super) fn right_is_wrong(at: Span, right: &str, other: Span) -> Diagnostic {
    fault(at, text!("“{right}”又是另一条的错词", "`{right}` is the wrong word of another entry"))
        .label(text!("改成它以后又会有提醒", "what is typed so is reported again"))
        .also(other, text!("在这里是错词", "wrong here"))
        .help(text!("两条里改正一条", "correct one of the two"))
}
