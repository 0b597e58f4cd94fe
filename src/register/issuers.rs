//! Who issued a document, and under which issuers of site.yaml it is filed.

use super::faults;
use crate::config::{Config, Issuer, Issuers};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Document;
use crate::number::DocNumber;
use crate::source::Spanned;
use pinyin::ToPinyin;

/// Returns the names of the issuers as the document bears them, the lead first: as typed, else by
/// the 代字 of its number, else those of the bundle that it lies in, else the first issuer of the
/// site.
pub(super) fn names(
    document: &Document,
    head: Option<&Document>,
    issuers: &Issuers,
) -> Vec<String> {
    let typed = typed_names(document, issuers);
    if !typed.is_empty() {
        return typed.into_iter().map(|name| name.value).collect();
    }
    match (by_code(document, issuers), head) {
        (Some(issuer), _) => vec![issuer.name.value.clone()],
        (None, Some(head)) => names(head, None, issuers),
        (None, None) => {
            issuers.first().map(|issuer| issuer.name.value.clone()).into_iter().collect()
        }
    }
}

/// Returns the current names under which a document of these issuers is filed: theirs, and that of
/// the issuer to whose series its number belongs.
pub(super) fn filed_under(document: &Document, names: &[String], issuers: &Issuers) -> Vec<String> {
    let by_code = by_code(document, issuers).map(|issuer| &issuer.name.value);
    let mut filed_under: Vec<String> = Vec::new();
    for name in names.iter().chain(by_code) {
        let current = issuers.named(name).map_or(name, |issuer| &issuer.name.value);
        if !filed_under.contains(current) {
            filed_under.push(current.clone());
        }
    }
    filed_under
}

/// Returns the issuer to whose series the number of a document belongs.
fn by_code<'a>(document: &Document, issuers: &'a Issuers) -> Option<&'a Issuer> {
    let number = document.front.number.as_ref()?;
    issuers.of_code(&number.value.code).map(|(issuer, _)| issuer)
}

/// Checks the typed issuers of a document, and its number against them.
pub(super) fn check(document: &Document, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    for text in &document.front.issuer {
        let parts = parts(&text.value, &config.issuers);
        if parts.len() > 1 {
            diagnostics.push(faults::issuers_in_one(text, &parts, document));
        }
    }
    let typed = typed_names(document, &config.issuers);
    for name in &typed {
        check_name(name, config, diagnostics);
    }
    if let Some(number) = &document.front.number {
        check_number(number, document, &typed, config, diagnostics);
    }
}

/// Returns the names as typed; several in one text are taken apart.
fn typed_names(document: &Document, issuers: &Issuers) -> Vec<Spanned<String>> {
    let typed = document.front.issuer.iter().flat_map(|text| {
        let parts = parts(&text.value, issuers).into_iter();
        parts.map(|part| Spanned::new(part, text.span.clone()))
    });
    typed.collect()
}

/// Splits a text into the names of its issuers. Spaces and the words between names, which occur
/// in names too, split them only where each part is known.
fn parts(text: &str, issuers: &Issuers) -> Vec<String> {
    let split = |separators: &[char]| -> Vec<String> {
        let parts = text.split(separators).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    if issuers.named(text).is_some() {
        return vec![text.to_owned()];
    }
    let by_marks = split(&['、', '，', ',', '；', ';']);
    if by_marks.len() > 1 {
        return by_marks;
    }
    let by_words = split(&[' ', '\u{3000}', '和', '与', '及', '/', '\n']);
    if by_words.len() > 1 && by_words.iter().all(|part| issuers.named(part).is_some()) {
        by_words
    } else {
        vec![text.to_owned()]
    }
}

/// Reports a name that is unknown but close to a known one: the document would be filed under a
/// body that does not exist.
fn check_name(name: &Spanned<String>, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let issuers = &config.issuers;
    if issuers.is_complete && issuers.named(&name.value).is_none() {
        let meant = similar_names(&name.value, issuers);
        if !meant.is_empty() {
            diagnostics.push(faults::issuer_misspelt(name, &meant, config));
        }
    }
}

/// Returns the known names of which one may be misspelt or shortened.
fn similar_names<'a>(typed: &str, issuers: &'a Issuers) -> Vec<&'a str> {
    let misspelt: Vec<&str> =
        issuers.names().filter(|known| is_misspelling(typed, known)).collect();
    if !misspelt.is_empty() {
        return misspelt;
    }
    let is_long_enough = typed.chars().count() >= 3;
    let is_shortened = |known: &str| known.ends_with(typed) || known.starts_with(typed);
    issuers.names().filter(|known| is_long_enough && is_shortened(known)).collect()
}

/// Returns whether one name is the other with one character too many, too few or wrong, or with
/// two neighbours swapped. A wrong character in the name of the place does not count unless it
/// sounds alike: it makes the body that of another place, as in 济南市 and 济宁市.
fn is_misspelling(typed: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.len() < 3 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    match (rest_a, rest_b) {
        ([], []) => false,
        ([wrong, after_a @ ..], [right, after_b @ ..]) if after_a == after_b => {
            let place = b.iter().position(|c| "省市县区州".contains(*c)).unwrap_or(1);
            same > place || sounds_alike(*wrong, *right)
        }
        ([x, y, after_a @ ..], [u, v, after_b @ ..]) if x == v && y == u => after_a == after_b,
        _ => rest_a.get(1..) == Some(rest_b) || rest_b.get(1..) == Some(rest_a),
    }
}

fn sounds_alike(a: char, b: char) -> bool {
    let sound = |c: char| c.to_pinyin().map(|pinyin| pinyin.plain());
    sound(a).is_some() && sound(a) == sound(b)
}

/// Checks a number against the issuers. The number of another body may stand where that body
/// issued the document; an unknown code may not stand with issuers of the site alone.
fn check_number(
    number: &Spanned<DocNumber>,
    document: &Document,
    typed: &[Spanned<String>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let issuers = &config.issuers;
    let code = &number.value.code;
    if let Some((lead, _)) = issuers.of_code(code) {
        let is_lead = |name: &Spanned<String>| {
            issuers.named(&name.value).is_some_and(|i| i.name.value == lead.name.value)
                || similar_names(&name.value, issuers).contains(&&*lead.name.value)
        };
        if let Some(first) = typed.first()
            && !typed.iter().any(is_lead)
        {
            diagnostics.push(faults::lead_not_issuer(number, first, &lead.name.value));
        }
        return;
    }
    let is_of_site = |name: &Spanned<String>| {
        issuers.named(&name.value).is_some() || !similar_names(&name.value, issuers).is_empty()
    };
    if issuers.is_complete && typed.iter().all(is_of_site) {
        let near = nearest(code, issuers.codes());
        diagnostics.push(faults::code_unknown(number, document, typed.first(), config, near));
    }
}

#[cfg(test)]
mod tests {
    use super::is_misspelling;

    #[test]
    fn misspelling_differs_from_the_name_of_another_body() {
        let known = "山东省医院协会";
        for misspelt in [
            "山东医院协会",
            "山东省医院协会会",
            "山东省医院会协",
            "山东省医院学会",
            "山冬省医院协会",
            "山东省 医院协会",
        ] {
            assert!(is_misspelling(misspelt, known), "{misspelt}");
        }
        for other in ["山东省医院协会", "山西省医院协会", "上海市医院协会", "山东省医学会", "协会"]
        {
            assert!(!is_misspelling(other, known), "{other}");
        }
        assert!(!is_misspelling("济宁市医院协会", "济南市医院协会"));
    }
}
