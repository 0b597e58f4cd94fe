//! The declaration of a field: `{key: 批准日期, type: date, list: true}`.

use crate::document::faults;
use crate::document::keys::FRONT;
use crate::source::Spanned;
use crate::yaml::{Choice, Fields, Key, Shape};
use std::sync::Arc;

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    Text,
    Date,
    /// A number, perhaps with a unit behind it.
    Number,
    Link,
    /// One of the words that the declaration lists.
    Choice,
}

/// A key that the documents of a category may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredField {
    pub key: String,
    pub kind: FieldType,
    /// The words of a choice.
    pub choices: Vec<String>,
    /// Whether the search narrows down by it.
    pub is_facet: bool,
    /// Whether lists show it.
    pub is_listed: bool,
    pub is_required: bool,
}

pub(crate) const FIELD_KEYS: &[Key] = &[
    Key::new("key", "键", "批准日期")
        .required()
        .about("键的名字，也是页面上的名称", "The key, which is its name on pages too")
        .aliases(&["名称", "字段", "name"]),
    Key::new("type", "类型", "text")
        .shape(Shape::Choice(TYPES))
        .about("后面写什么；不写就是文字", "What its values are; text if not given")
        .zh_example("文字")
        .aliases(&["种类", "格式", "kind"]),
    Key::new("choices", "选项", "[现行, 废止]")
        .shape(Shape::Texts)
        .about("只能写其中之一，只用于“选项”", "The words of which a choice is one")
        .aliases(&["可选", "取值", "values", "options"]),
    Key::new("facet", "筛选", "true")
        .shape(Shape::Boolean)
        .about("搜索页可以按它筛选", "Whether the search narrows down by it")
        .zh_example("是")
        .aliases(&["可筛选", "filter"]),
    Key::new("list", "列出", "true")
        .shape(Shape::Boolean)
        .about("列表里也显示", "Whether lists show it")
        .zh_example("是")
        .aliases(&["列表显示", "listed"]),
    Key::new("required", "必填", "true")
        .shape(Shape::Boolean)
        .about("每份文件都要写", "Whether every document must have it")
        .zh_example("是")
        .aliases(&["必须", "必写"]),
];

const TYPES: &[Choice] = &[
    ("text", &["文字", "文本"]),
    ("date", &["日期"]),
    ("number", &["数字", "数值"]),
    ("link", &["链接", "网址"]),
    ("choice", &["选项", "单选"]),
];

/// How long a key may be, in characters: a name in a list of facts, not a sentence.
const MAX_KEY_CHARS: usize = 20;

/// A key of every document that categories declared before it was one. Theirs keeps its meaning: a field of
/// their own, whatever stands in it.
const DECLARED_BEFORE: &str = "标准编号";

/// Names that mean something else in the addresses of the search.
const TAKEN_BY_SEARCH: [&str; 12] = [
    "q", "sort", "from", "to", "page", "date", "kind", "category", "year", "issuer", "topic",
    "validity",
];

/// Reads `fields` of a category. A declaration with a fault that leaves open what it means is
/// reported and left out.
pub(crate) fn declarations(fields: &mut Fields) -> Vec<Arc<DeclaredField>> {
    let mut found: Vec<(Arc<DeclaredField>, Spanned<String>)> = Vec::new();
    for mut group in fields.groups("fields") {
        let declared = declaration(&mut group);
        if let Some((field, key)) = declared {
            match found.iter().find(|(known, _)| known.key == field.key) {
                Some((_, first)) => {
                    let first = first.span.clone();
                    group.diagnostics.push(faults::field_repeated(key.span, &field.key, first));
                }
                None => found.push((Arc::new(field), key)),
            }
        }
        fields.merge(group);
    }
    found.into_iter().map(|(field, _)| field).collect()
}

fn declaration(group: &mut Fields) -> Option<(DeclaredField, Spanned<String>)> {
    let key = group.text("key");
    let has_type = group.key_span("type").is_some();
    let typed = group.choice("type").map(|typed| typed.value);
    let choices = group.texts("choices");
    let facet = group.key_span("facet");
    let is_facet = group.boolean("facet").is_some_and(|facet| facet.value);
    let is_listed = group.boolean("list").is_some_and(|list| list.value);
    let is_required = group.boolean("required").is_some_and(|required| required.value);
    let key = key?;
    if has_type && typed.is_none() {
        // It is reported, and documents may have the key.
        return Some((field_of(&key.value, FieldType::Text, is_listed), key));
    }
    let kind = match typed {
        Some("date") => FieldType::Date,
        Some("number") => FieldType::Number,
        Some("link") => FieldType::Link,
        Some("choice") => FieldType::Choice,
        _ => FieldType::Text,
    };
    if let Some(known) = FRONT.known(&key.value).filter(|_| key.value != DECLARED_BEFORE) {
        let names = (known.zh, known.name);
        group.diagnostics.push(faults::field_key_known(key.span, &key.value, names));
        return None;
    }
    if !is_word(&key.value) {
        group.diagnostics.push(faults::field_key_form(key.span, &key.value, MAX_KEY_CHARS));
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    for choice in &choices {
        if words.contains(&choice.value) {
            group.diagnostics.push(faults::field_choice_repeated(
                choice.span.clone(),
                &key.value,
                &choice.value,
            ));
        } else {
            words.push(choice.value.clone());
        }
    }
    let mut field =
        DeclaredField { is_facet, is_required, ..field_of(&key.value, kind, is_listed) };
    match (kind, choices.first()) {
        (FieldType::Choice, None) => {
            let fault =
                faults::field_without_choices(key.span.clone(), &key.value, group.key_names);
            group.diagnostics.push(fault);
            // What its words are is unknown, so any is taken.
            field.kind = FieldType::Text;
        }
        (FieldType::Choice, Some(_)) => field.choices = words,
        (_, Some(first)) => {
            let fault =
                faults::field_choices_unused(first.span.clone(), &key.value, group.key_names);
            group.diagnostics.push(fault);
        }
        (_, None) => {}
    }
    let has_few_values = matches!(kind, FieldType::Choice | FieldType::Text);
    if let Some(span) = facet.filter(|_| is_facet) {
        if !has_few_values {
            group.diagnostics.push(faults::field_facet(span, &key.value, group.key_names));
            field.is_facet = false;
        } else if TAKEN_BY_SEARCH.contains(&&*field.key.to_lowercase()) {
            group.diagnostics.push(faults::field_facet_taken(span, &key.value));
            field.is_facet = false;
        }
    }
    Some((field, key))
}

fn field_of(key: &str, kind: FieldType, is_listed: bool) -> DeclaredField {
    DeclaredField {
        key: key.to_owned(),
        kind,
        choices: Vec::new(),
        is_facet: false,
        is_listed,
        is_required: false,
    }
}

/// Returns whether a key can be typed without quotation marks and read by everyone: letters, digits
/// and Han characters, with brackets, strokes or single spaces between them.
fn is_word(key: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "_-/（）·、 ".contains(c);
    let ends = key.chars().next().is_some_and(char::is_alphabetic);
    ends && key.chars().all(inside) && !key.contains("  ") && key.chars().count() <= MAX_KEY_CHARS
}
