//! 发文机关 and their series of numbers, as site.yaml lists them.

use super::entries::entries;
use super::faults;
use super::slug::is_slug;
use crate::diagnostic::Diagnostic;
use crate::number;
use crate::source::{Span, Spanned};
use crate::yaml::{Fields, Key, Keys, Node, Shape, Value};
use std::collections::{BTreeMap, BTreeSet};

/// 发文机关: who issues documents.
#[derive(Clone, Debug)]
pub struct Issuer {
    pub name: Spanned<String>,
    /// Former names; a document that gives one belongs to this issuer.
    pub former_names: Vec<Spanned<String>>,
    /// The slug of the issuer's own page.
    pub slug: Spanned<String>,
    /// Its series of numbers; none if it does not number its documents.
    pub series: Vec<Series>,
}

/// A series of numbers: one 代字 with a register of its own.
#[derive(Clone, Debug)]
pub struct Series {
    pub code: Spanned<String>,
    /// The slug of its register; that of the issuer if this is its only series.
    pub slug: Spanned<String>,
    /// Serials that were assigned but are not published, by year.
    pub withheld: BTreeMap<u16, BTreeSet<u32>>,
    /// 起始年份: no documents are expected from the years before it.
    pub since: Option<u16>,
}

/// All issuers in the order of the site, found by any of their names and codes.
#[derive(Clone, Debug, Default)]
pub struct Issuers {
    list: Vec<Issuer>,
    by_name: BTreeMap<String, usize>,
    /// Indices of the issuer and of the series within it.
    by_code: BTreeMap<String, (usize, usize)>,
    /// Whether site.yaml exists and its issuers could be read. If not, an unknown code or name is
    /// no fault.
    pub is_complete: bool,
}

impl Issuer {
    /// Returns whether the issuer's page is another than the register of its only series.
    pub fn has_own_page(&self) -> bool {
        !matches!(&*self.series, [only] if only.slug.value == self.slug.value)
    }
}

impl Issuers {
    pub fn iter(&self) -> std::slice::Iter<'_, Issuer> {
        self.list.iter()
    }

    /// Returns the first issuer of site.yaml, which is the site's own.
    pub fn first(&self) -> Option<&Issuer> {
        self.list.first()
    }

    /// Returns the issuer with this name, current or former.
    pub fn named(&self, name: &str) -> Option<&Issuer> {
        self.list.get(*self.by_name.get(name)?)
    }

    /// Returns the series with this code, and its issuer.
    pub fn of_code(&self, code: &str) -> Option<(&Issuer, &Series)> {
        let (issuer, series) = *self.by_code.get(code)?;
        let issuer = self.list.get(issuer)?;
        Some((issuer, issuer.series.get(series)?))
    }

    /// Returns every series, in the order of the site.
    pub fn series(&self) -> impl Iterator<Item = (&Issuer, &Series)> {
        self.list.iter().flat_map(|issuer| issuer.series.iter().map(move |series| (issuer, series)))
    }

    /// Returns every code, in the order of the site.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.series().map(|(_, series)| &*series.code.value)
    }

    /// Returns every name, former ones included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    fn push(&mut self, issuer: Issuer) {
        let index = self.list.len();
        for name in std::iter::once(&issuer.name).chain(&issuer.former_names) {
            self.by_name.entry(name.value.clone()).or_insert(index);
        }
        for (position, series) in issuer.series.iter().enumerate() {
            self.by_code.entry(series.code.value.clone()).or_insert((index, position));
        }
        self.list.push(issuer);
    }
}

impl<'a> IntoIterator for &'a Issuers {
    type Item = &'a Issuer;
    type IntoIter = std::slice::Iter<'a, Issuer>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

pub(super) const ISSUER_KEYS: &[Key] = &[
    Key::new("name", "名称", "山东省医院协会")
        .required()
        .about("机关的名称", "The name of the issuer")
        .aliases(&["标题", "全称", "机关名称", "title"]),
    Key::new("slug", "短名", "lyx").required().about("网址里的名字", "Its name in addresses"),
    Key::new("former_names", "曾用名", "[山东省医院管理协会]")
        .shape(Shape::Texts)
        .about("曾用的名称", "Its former names")
        .aliases(&["原名", "旧名", "former_name"]),
    Key::new("codes", "代字列表", "[{code: 鲁医协发, slug: lyxf}, {code: 鲁医协函, slug: lyxh}]")
        .shape(Shape::Maps(Keys::new(SERIES_KEYS)))
        .about("有几个代字时，逐个列出", "Its codes, if there are several")
        .zh_example("[{代字: 鲁医协发, 短名: lyxf}, {代字: 鲁医协函, 短名: lyxh}]"),
    Key::new("code", "代字", "鲁医协发")
        .about("机关代字，不含年份和号", "The code that begins its numbers")
        .aliases(&["机关代字", "发文代字", "字号"]),
    Key::new("withheld", "不公开", "{2026: \"2-6\"}")
        .shape(Shape::Entries(&Shape::Text))
        .about("编了号而不公开的，按年份写", "Serials that were given and not published, by year"),
    Key::new("since", "起始年份", "2026").shape(Shape::Integer(FIRST_YEAR, LAST_YEAR)).about(
        "从哪年起登记；更早的不提醒缺号",
        "The first year that the register is expected to cover",
    ),
];

const SERIES_KEYS: &[Key] = &[
    Key::new("code", "代字", "鲁医协函")
        .required()
        .about("机关代字，不含年份和号", "The code that begins its numbers")
        .aliases(&["机关代字", "发文代字", "字号"]),
    Key::new("slug", "短名", "lyxh")
        .about("登记册在网址里的名字", "The name of its register in addresses"),
    Key::new("withheld", "不公开", "{2026: \"2-6\"}")
        .shape(Shape::Entries(&Shape::Text))
        .about("编了号而不公开的，按年份写", "Serials that were given and not published, by year"),
    Key::new("since", "起始年份", "2026").shape(Shape::Integer(FIRST_YEAR, LAST_YEAR)).about(
        "从哪年起登记；更早的不提醒缺号",
        "The first year that the register is expected to cover",
    ),
];

/// The years that a document number may have.
const FIRST_YEAR: i64 = 1900;
const LAST_YEAR: i64 = 2100;

/// Reads `issuers`. What cannot be read or repeats another is left out and reported.
pub(super) fn read(fields: &mut Fields) -> Issuers {
    let diagnostics = fields.diagnostics.len();
    let mut issuers = Issuers::default();
    let mut taken = Taken::default();
    for mut group in fields.groups("issuers") {
        let name = group.text("name");
        let former_names = group.texts("former_names");
        let slug = group.text("slug").and_then(|typed| slug(&mut group, typed));
        let series = series(&mut group, slug.as_ref());
        fields.merge(group);
        let (Some(name), Some(slug)) = (name, slug) else { continue };
        let issuer = Issuer { name, former_names, slug, series };
        if let Some(issuer) = taken.admit(issuer, &mut fields.diagnostics) {
            issuers.push(issuer);
        }
    }
    issuers.is_complete =
        fields.diagnostics[diagnostics..].iter().all(|diagnostic| !diagnostic.is_error());
    issuers
}

/// The names, codes and slugs found so far. Each may be used once.
#[derive(Default)]
struct Taken {
    names: BTreeMap<String, Span>,
    codes: BTreeMap<String, Span>,
    slugs: BTreeMap<String, Span>,
}

impl Taken {
    /// Returns an issuer without what repeats another; `None` if its own name or slug does.
    fn admit(&mut self, mut issuer: Issuer, diagnostics: &mut Vec<Diagnostic>) -> Option<Issuer> {
        let own = issuer.slug.value.clone();
        let shares_slug = !issuer.has_own_page();
        let is_new = is_first(&mut self.names, &issuer.name, diagnostics)
            & is_first(&mut self.slugs, &issuer.slug, diagnostics);
        issuer.former_names.retain(|name| is_first(&mut self.names, name, diagnostics));
        issuer.series.retain(|series| {
            let has_slug = (shares_slug && series.slug.value == own)
                || is_first(&mut self.slugs, &series.slug, diagnostics);
            is_first(&mut self.codes, &series.code, diagnostics) && has_slug
        });
        is_new.then_some(issuer)
    }
}

fn is_first(
    taken: &mut BTreeMap<String, Span>,
    given: &Spanned<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    match taken.get(&given.value) {
        Some(first) => {
            diagnostics.push(faults::issuer_twice(given.clone(), first.clone()));
            false
        }
        None => {
            taken.insert(given.value.clone(), given.span.clone());
            true
        }
    }
}

/// Reads `codes: […]`, or the short form: `code` and `withheld` of the issuer itself.
fn series(issuer: &mut Fields, slug: Option<&Spanned<String>>) -> Vec<Series> {
    if issuer.key_span("codes").is_none() {
        let code = code(issuer);
        let (withheld, since) = (withheld(issuer), since(issuer));
        let series = code.zip(slug);
        return series
            .map(|(code, slug)| Series { code, slug: slug.clone(), withheld, since })
            .into_iter()
            .collect();
    }
    for key in ["code", "withheld", "since"] {
        if let Some(span) = issuer.key_span(key) {
            let diagnostic = faults::beside_codes(span, &issuer.key_names, key);
            issuer.diagnostics.push(diagnostic);
            issuer.take(key);
        }
    }
    let groups = issuer.groups("codes");
    let is_only = groups.len() == 1;
    let mut all = Vec::new();
    for mut group in groups {
        let diagnostics = group.diagnostics.len();
        let code = code(&mut group);
        if code.is_none() && group.diagnostics.len() == diagnostics {
            group.missing("code");
        }
        let own = match group.text("slug") {
            Some(typed) => self::slug(&mut group, typed),
            None if is_only => slug.cloned(),
            None => {
                group.missing("slug");
                None
            }
        };
        let (withheld, since) = (withheld(&mut group), since(&mut group));
        issuer.merge(group);
        if let (Some(code), Some(slug)) = (code, own) {
            all.push(Series { code, slug, withheld, since });
        }
    }
    all
}

fn slug(fields: &mut Fields, typed: Spanned<String>) -> Option<Spanned<String>> {
    if is_slug(&typed.value) {
        return Some(typed);
    }
    let diagnostic = faults::slug(typed.span, &fields.key_names, "slug", &typed.value);
    fields.diagnostics.push(diagnostic);
    None
}

fn code(fields: &mut Fields) -> Option<Spanned<String>> {
    let node = fields.take("code")?;
    let Value::Text(typed) = node.value else {
        let diagnostic = faults::one_code(node.span, &fields.key_names);
        fields.diagnostics.push(diagnostic);
        return None;
    };
    let code = number::canonical_code(&typed);
    if code.is_none() {
        let diagnostic = faults::code(node.span.clone(), &fields.key_names, &typed);
        fields.diagnostics.push(diagnostic);
    }
    code.map(|code| Spanned::new(code, node.span))
}

fn since(fields: &mut Fields) -> Option<u16> {
    fields.integer("since").and_then(|year| u16::try_from(year.value).ok())
}

/// How many serials one series can withhold in all; each is a line of the register.
const MAX_WITHHELD: usize = 20_000;

/// Reads `withheld: {2026: "2-6, 9"}`.
fn withheld(fields: &mut Fields) -> BTreeMap<u16, BTreeSet<u32>> {
    let mut years = BTreeMap::new();
    let mut given = 0;
    for (year, Node { value, span }) in entries(fields, "withheld") {
        let serials = match &value {
            Value::Text(text) | Value::Number(text) => serials(text),
            _ => None,
        };
        let year = year.value.trim().trim_end_matches('年').parse().ok();
        let count = serials.as_ref().map_or(0, BTreeSet::len);
        match (year.filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(&i64::from(*year))), serials) {
            (Some(year), Some(serials)) if given + count <= MAX_WITHHELD => {
                given += count;
                years.insert(year, serials);
            }
            _ => fields.diagnostics.push(faults::withheld(span, &fields.key_names)),
        }
    }
    years
}

/// Parses `2-6, 9, 12-13` into numbers, none above 99,999.
fn serials(text: &str) -> Option<BTreeSet<u32>> {
    let mut serials = BTreeSet::new();
    for part in text.split([',', '，', '、', ' ']).map(str::trim).filter(|part| !part.is_empty())
    {
        let (from, to) = part.split_once(['-', '—', '–', '至']).unwrap_or((part, part));
        let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        if from == 0 || to < from || to > 99_999 {
            return None;
        }
        serials.extend(from..=to);
    }
    Some(serials)
}
