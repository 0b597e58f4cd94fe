//! Messages about fields that a category declares: the declarations, and what documents say.

use crate::date::TypedMoment;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

/// `names` are the Chinese and the English name of the key of every document.
pub(crate) fn field_key_known(span: Span, key: &str, names: (&str, &str)) -> Diagnostic {
    let (zh, en) = names;
    Diagnostic::error(
        "field-key",
        text!(
            "“{key}”是每份文件都可以写的键，不用声明",
            "`{key}` is a key of every document already"
        ),
    )
    .label(text!("题头的“{zh}”（{en}）", "`{en}` of front matter"))
    .help(text!(
        "去掉这一项，文件里直接写“{key}”；要的是别的内容，就换一个名字",
        "leave this field out and use `{key}` as it is; if you mean something else, give it another name"
    ))
    .at(span)
}

pub(crate) fn field_key_form(span: Span, key: &str, most: usize) -> Diagnostic {
    Diagnostic::error(
        "field-key",
        text!("“{key}”不能作键", "`{key}` cannot be a key"),
    )
    .label(text!("键的名字写不成这样", "no name of a key"))
    .help(text!(
        "以汉字或字母开头，只用汉字、字母、数字，不超过 {most} 个字，例如：批准日期",
        "begin with a letter or a Han character; letters, Han characters and digits only, {most} at most"
    ))
    .at(span)
}

pub(crate) fn field_repeated(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error("field-repeated", text!("“{key}”声明了两次", "`{key}` is declared twice"))
        .label(text!("这是第二次", "the second time"))
        .also(first, text!("第一次在这里", "the first is here"))
        .help(text!("两处只留一处", "keep one of the two"))
        .at(span)
}

pub(crate) fn field_without_choices(span: Span, key: &str, names: KeyNames) -> Diagnostic {
    let (choices, line) = (names.name("choices"), names.line("choices"));
    Diagnostic::error(
        "field-choices",
        text!("“{key}”没有“{choices}”", "`{key}` has no `{choices}`"),
    )
    .label(text!("可以写哪些？", "which words may it be?"))
    .help(text!("加上可以写的几种，例如：{line}", "add the words that it may be: {line}"))
    .at(span)
}

pub(crate) fn field_choices_unused(span: Span, key: &str, names: KeyNames) -> Diagnostic {
    let (choices, line) = (names.name("choices"), names.line_with("type", choice(names)));
    Diagnostic::error(
        "field-choices",
        text!(
            "“{key}”不是选项，“{choices}”用不上",
            "`{key}` is no choice: its `{choices}` are not used"
        ),
    )
    .label(text!("用不上", "not used"))
    .help(text!("加上 {line}，或去掉“{choices}”", "add {line}, or leave `{choices}` out"))
    .at(span)
}

fn choice(names: KeyNames) -> &'static str {
    names.language_of("type").pick("选项", "choice")
}

pub(crate) fn field_choice_repeated(span: Span, key: &str, choice: &str) -> Diagnostic {
    Diagnostic::error(
        "field-choices",
        text!("“{key}”的选项“{choice}”写了两次", "`{key}`: the choice `{choice}` is given twice"),
    )
    .label(text!("这是第二次", "the second time"))
    .help(text!("只留一个", "keep one"))
    .at(span)
}

pub(crate) fn field_facet(span: Span, key: &str, names: KeyNames) -> Diagnostic {
    let facet = names.name("facet");
    Diagnostic::error(
        "field-facet",
        text!(
            "“{key}”不能“{facet}”：每份文件的值都不一样",
            "`{key}` cannot be a `{facet}`: every document has another value"
        ),
    )
    .label(text!("日期、数字、链接不能筛选", "no facet of dates, numbers or links"))
    .help(text!(
        "去掉“{facet}”；要筛选，改用选项或文字",
        "leave `{facet}` out, or make it a choice or a text"
    ))
    .at(span)
}

pub(crate) fn field_facet_taken(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error(
        "field-facet",
        text!(
            "搜索的网址里“{key}”另有用处",
            "`{key}` means something else in addresses of the search"
        ),
    )
    .label(text!("不能按它筛选", "no facet of this name"))
    .help(text!("键换一个名字，例如用中文", "give the field another name, as a Chinese one"))
    .at(span)
}

pub(crate) fn field_no_text(span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("value-type", text!("“{key}”后面要写一个值", "`{key}` wants one value"))
        .label(text!("这里不是一个值", "this is not one"))
        .help(text!(
            "只写一个，不用方括号、花括号；true、false 这样的字加引号",
            "type one, without brackets or braces; words such as true in quotation marks"
        ))
        .at(span)
}

pub(crate) fn field_no_choice(
    span: Span,
    key: &str,
    typed: &str,
    choices: &[String],
    near: Option<&str>,
) -> Diagnostic {
    let (zh, en) = (choices.join("、"), choices.join(", "));
    let fault = Diagnostic::error(
        "field-choice",
        text!("“{key}”没有“{typed}”这个选项", "`{key}` has no choice `{typed}`"),
    )
    .help(text!("只能写：{zh}", "the choices are: {en}"))
    .at(span);
    match near {
        Some(near) => fault.label(text!("是不是“{near}”？", "did you mean `{near}`?")),
        None => fault.label(text!("没有这个选项", "there is no such choice")),
    }
}

pub(crate) fn field_no_number(span: Span, key: &str, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "field-number",
        text!("“{key}”要写一个数，这里写的是“{typed}”", "`{key}` wants a number, not `{typed}`"),
    )
    .label(text!("读不成一个数", "this is no single number"))
    .help(text!(
        "用阿拉伯数字写一个数，后面可以写单位：{key}: 5000元",
        "type one number, perhaps with a unit behind it: {key}: 5000元"
    ))
    .at(span)
}

pub(crate) fn field_no_link(span: Span, key: &str, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "link-form",
        text!("“{key}”要写网址，这里写的是“{typed}”", "`{key}` wants an address, not `{typed}`"),
    )
    .label(text!("不是可以打开的网址", "no address that can be opened"))
    .help(text!(
        "写 https:// 开头的网址、站内的文号或路径，或同一文件夹里的文件名",
        "type an address that begins with https://, a number or a path of this site, or a file beside the document"
    ))
    .at(span)
}

pub(crate) fn field_time_of_day(span: Span, key: &str, read: TypedMoment) -> Diagnostic {
    let date = read.moment.date;
    let fault = Diagnostic::warning(
        "date-time",
        text!("“{key}”只要日期，不要时刻", "`{key}` wants a day, no time of day"),
    )
    .label(text!("时刻不会用到", "the time is not used"))
    .help(text!("写成 {date}", "type {date}"));
    // In the time zone of the site it may be the day before or after.
    let fault = match read.offset {
        None => fault.fix(span.clone(), date.to_string()),
        Some(_) => fault,
    };
    fault.at(span)
}

pub(crate) fn field_given_twice(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error("key-repeated", text!("“{key}”写了两次", "`{key}` is given twice"))
        .label(text!("这是第二次", "the second time"))
        .also(first, text!("第一次在这里", "the first is here"))
        .help(text!("两处只留一处", "keep one of the two"))
        .at(span)
}

/// A key that documents of another category may have.
pub(crate) fn field_of_other_category(span: Span, key: &str, category: &str) -> Diagnostic {
    Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
        .label(text!("只有“{category}”的文件有这个键", "only documents of {category} have this key"))
        .help(text!(
            "去掉这一行，或把文件移到“{category}”；这个分类也要用，就写进它 _index.md 的 fields",
            "leave the line out, or move the file to {category}; if this category needs the key too, add it to `fields` of its _index.md"
        ))
        .at(span)
}

/// A key that is nearly one that the category declares.
pub(crate) fn field_meant(span: Span, key: &str, meant: &str) -> Diagnostic {
    Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
        .label(text!("是不是“{meant}”？", "did you mean `{meant}`?"))
        .help(text!("把“{key}”改成“{meant}”", "replace `{key}` by `{meant}`"))
        .fix(span.clone(), meant)
        .at(span)
}

/// A field that every document of the category must have. A draft may wait for it.
pub(crate) fn field_missing(span: Span, key: &str, is_draft: bool) -> Diagnostic {
    let mut fault = Diagnostic::error("key-missing", text!("缺少“{key}”", "`{key}` is missing"))
        .label(text!("这个分类的文件都要写", "every document of this category has it"))
        .help(text!("加一行：{key}: …", "add a line: {key}: …"))
        .at(span);
    if is_draft {
        fault.severity = Severity::Warning;
    }
    fault
}
