//! 文种: what a document is called, and what follows from it.

/// The genres, as titles end with them; longer ones before their own endings. They are the fifteen of
/// 《党政机关公文处理工作条例》, art. 8, and others that associations use.
const GENRES: [&str; 32] = [
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "公示",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "复函",
    "函",
    "会议纪要",
    "纪要",
    "倡议书",
    "承诺书",
    "工作计划",
    "工作要点",
    "工作方案",
    "章程",
    "制度",
    "办法",
    "规定",
    "规则",
    "规程",
    "规范",
    "细则",
    "守则",
];

/// Returns the genre that a title ends with; a remark in brackets does not count: 办法（试行）.
pub fn of_title(title: &str) -> Option<&'static str> {
    let bare = title.trim_end_matches(['》', '”', '"', ' ']);
    let bare = match bare.rfind(['（', '(']) {
        Some(open) if bare.ends_with(['）', ')']) => bare[..open].trim_end(),
        _ => bare,
    };
    let bare = bare.trim_end_matches(['》', '”', '"']);
    GENRES.into_iter().find(|genre| bare.ends_with(genre))
}

/// The genres that lay down rules. They are the last of [`GENRES`].
const RULES: [&str; 9] = ["章程", "制度", "办法", "规定", "规则", "规程", "规范", "细则", "守则"];

/// Returns whether a document lays down rules, by its title: 办法, or the notice by which one is issued
/// (关于印发《办法》的通知).
pub fn is_rule(title: &str) -> bool {
    let is_named = |title: &str| of_title(title).is_some_and(|genre| RULES.contains(&genre));
    let issued = || {
        let (_, behind) = title.split_once("印发").or_else(|| title.split_once("公布"))?;
        let (inner, _) = behind.split_once('《')?.1.rsplit_once('》')?;
        Some(is_named(inner))
    };
    is_named(title) || issued() == Some(true)
}

/// 公文格式: how the head and the foot of a document are laid out (GB/T 9704-2012).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The general form of clause 7: 「×××文件」.
    Document,
    /// 信函格式, clause 10.1: the issuer's name alone between double lines.
    Letter,
    /// 纪要格式, clause 10.3: 「×××纪要」.
    Minutes,
}

impl Form {
    /// Returns the form of a genre: 函 and 批复 are letters, 纪要 minutes.
    pub fn of_genre(genre: Option<&str>) -> Form {
        let genre = genre.unwrap_or_default().trim().to_lowercase();
        let ends = |names: &[&str]| names.iter().any(|name| genre.ends_with(name));
        if ends(&["函", "批复", "letter", "reply"]) {
            Form::Letter
        } else if ends(&["纪要", "minutes"]) {
            Form::Minutes
        } else {
            Form::Document
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Form::Document => "document",
            Form::Letter => "letter",
            Form::Minutes => "minutes",
        }
    }
}

/// Returns whether a genre announces something for objections until a day (公示). Such a document
/// ends on that day; it does not lapse (失效).
pub fn is_public_notice(genre: Option<&str>) -> bool {
    let genre = genre.unwrap_or_default().trim().to_lowercase();
    genre.ends_with("公示") || genre.ends_with("public notice")
}

/// What the deadline of a document is for, as far as its title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// 征集, 征求意见, 征文: works, opinions or names are asked for.
    Collecting,
    /// 报名: a meeting or a course is open to those who enrol.
    Enrolling,
    /// Anything else that ends on a day: fees, surveys, forms.
    Other,
}

impl Call {
    pub fn of_title(title: &str) -> Call {
        let title = title.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
        if says(&["征集", "征求", "征文", "征稿", "call for"]) {
            return Call::Collecting;
        }
        let meeting = [
            "报名",
            "会议",
            "大会",
            "年会",
            "论坛",
            "研讨会",
            "座谈会",
            "培训",
            "研修",
            "讲座",
            "参会",
            "参训",
            "enrol",
            "registration",
            "conference",
            "training",
            "workshop",
        ];
        if says(&meeting) { Call::Enrolling } else { Call::Other }
    }

    pub fn key(self) -> &'static str {
        match self {
            Call::Collecting => "collecting",
            Call::Enrolling => "enrolling",
            Call::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Form, is_public_notice, of_title};

    #[test]
    fn genre_is_read_from_the_end_of_the_title() {
        for (title, genre) in [
            ("关于召开大会的通知", Some("通知")),
            ("关于商请调研的复函", Some("复函")),
            ("关于商请调研的函", Some("函")),
            ("管理办法（试行）", Some("办法")),
            ("关于印发《会费管理办法》", Some("办法")),
            ("《会费管理办法（试行）》", Some("办法")),
            ("关于拟表彰单位名单的公示", Some("公示")),
            ("关于团体标准发布的公告", Some("公告")),
            ("财务管理制度", Some("制度")),
            ("协会章程（2025年修订）", Some("章程")),
            ("印章使用规定", Some("规定")),
            ("选举办法实施细则", Some("细则")),
            ("会长办公会议纪要", Some("会议纪要")),
            ("会讯2025年第2期", None),
            ("（）", None),
            ("", None),
        ] {
            assert_eq!(of_title(title), genre, "{title}");
        }
    }

    #[test]
    fn longer_genres_come_before_their_endings() {
        for (index, genre) in super::GENRES.iter().enumerate() {
            let earlier = &super::GENRES[..index];
            assert!(!earlier.iter().any(|before| genre.ends_with(before)), "{genre}");
            assert_eq!(of_title(genre), Some(*genre));
        }
    }

    #[test]
    fn letters_and_minutes_have_their_own_forms() {
        for (genre, form) in [
            (Some("函"), Form::Letter),
            (Some("复函"), Form::Letter),
            (Some("批复"), Form::Letter),
            (Some("Letter"), Form::Letter),
            (Some("会议纪要"), Form::Minutes),
            (Some("纪要"), Form::Minutes),
            (Some("minutes"), Form::Minutes),
            (Some("通知"), Form::Document),
            (Some("请示"), Form::Document),
            (None, Form::Document),
        ] {
            assert_eq!(Form::of_genre(genre), form, "{genre:?}");
        }
    }

    #[test]
    fn only_gongshi_is_a_public_notice() {
        assert!(is_public_notice(Some("公示")));
        assert!(!is_public_notice(Some("通知")) && !is_public_notice(None));
    }

    #[test]
    fn call_is_recognised_by_its_title() {
        assert_eq!(Call::of_title("关于征集管理创新案例的通知"), Call::Collecting);
        assert_eq!(Call::of_title("关于征求会费标准意见的函"), Call::Collecting);
        assert_eq!(Call::of_title("关于召开2026年学术年会的通知"), Call::Enrolling);
        assert_eq!(Call::of_title("关于缴纳2026年度会费的通知"), Call::Other);
    }
}
