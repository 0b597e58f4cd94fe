//! The theme: how a page looks, not what it says.
//!
//! A theme is a folder of Tera templates and a folder of static files. The official theme is
//! embedded in the binary; `themes/<name>/` of a site lies over it, and the site's own
//! `templates/` and `static/` over both, file by file. Templates see the values of
//! [`crate::view`] and nothing else, so that a page depends on exactly what is in its view.

mod faults;
mod files;
mod filters;
#[cfg(test)]
mod handbook;
mod layers;
#[cfg(test)]
mod sample;
mod template;
#[cfg(test)]
mod tests;
mod translations;

pub use files::{ThemeFiles, files};

use crate::diagnostic::{Checked, Diagnostic};
use crate::output::OutPath;
use crate::source::{Fingerprint, Tree};
use crate::view::{Head, SiteView, View};
use layers::{Layers, Statics};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use template::Template;
use tera::{Context, Tera, TeraResult, Value};
use translations::Translations;

/// Templates, and the files that pages made with them refer to.
pub struct Theme {
    tera: Arc<Tera>,
    templates: Arc<BTreeMap<String, Template>>,
    files: BTreeMap<OutPath, Cow<'static, [u8]>>,
    assets: BTreeMap<String, String>,
}

/// Parsed templates with the fingerprint of what they were parsed from. Parsing is the longest part
/// of the build of a small site, so the next build takes them again if it can.
pub struct Parsed {
    tera: Arc<Tera>,
    fingerprint: Fingerprint,
}

/// Loads the theme `name` of a site in its language; `None` if a template cannot be understood.
/// `last` holds what the last build parsed, and then what this one did.
pub fn load(
    tree: &Tree,
    name: &str,
    language: &str,
    last: &mut Option<Parsed>,
) -> Checked<Option<Theme>> {
    let mut diagnostics = Vec::new();
    let Some(mut layers) = Layers::collect(tree, name, language).collect_into(&mut diagnostics)
    else {
        return Checked::new(None, diagnostics);
    };
    let translations = std::mem::take(&mut layers.translations);
    let fingerprint = fingerprint(&layers.templates, &translations);
    let parsed = match last.take_if(|last| last.fingerprint == fingerprint) {
        Some(parsed) => Ok(parsed),
        None => parse(&layers.templates, translations)
            .map(|tera| Parsed { tera: Arc::new(tera), fingerprint }),
    };
    match parsed {
        Ok(parsed) => {
            let tera = Arc::clone(&last.insert(parsed).tera);
            let Statics { files, assets } = layers.statics(&mut diagnostics);
            let templates = Arc::new(layers.templates);
            let theme = Theme { tera, templates, files, assets };
            Checked::new(Some(theme), diagnostics)
        }
        Err(faults) => {
            diagnostics.extend(faults);
            Checked::new(None, diagnostics)
        }
    }
}

impl Theme {
    /// The published address of each static file, relative to the root of the site, by its name:
    /// `site.css` → `assets/1a2b3c4d/site.css`. All files lie in one folder whose name is a digest
    /// of them all: they can be kept for ever, and refer to each other by relative paths.
    pub fn assets(&self) -> &BTreeMap<String, String> {
        &self.assets
    }

    /// The static files to publish.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, Cow<'_, [u8]>)> {
        self.files.iter().map(|(path, bytes)| (path, Cow::Borrowed(&**bytes)))
    }

    /// Returns whether there is a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Prepares the templates for one site: what is the same on every page becomes `config` and
    /// `lang`, and the templates below `shared/` are rendered with these, once.
    pub fn renderer(&self, site: &SiteView) -> Result<Renderer, Box<Diagnostic>> {
        let mut tera = (*self.tera).clone();
        // Plain data always becomes a value; if it did not, templates would say what is missing.
        if let Ok(config) = Value::try_from_serializable(site) {
            tera.global_context().insert_value("config", config);
        }
        tera.global_context().insert("lang", &site.language);
        let templates = Arc::clone(&self.templates);
        let mut renderer = Renderer { tera, templates };
        let shared = renderer.shared()?;
        renderer.tera.global_context().insert_value("shared", shared);
        Ok(renderer)
    }
}

/// What a page of a usual length takes, so that few grow while they are rendered.
const PAGE_BYTES: usize = 16 * 1024;
/// The folder of the templates that see nothing of a page.
const SHARED: &str = "shared/";

/// The templates of a theme with the site that they show.
pub struct Renderer {
    tera: Tera,
    templates: Arc<BTreeMap<String, Template>>,
}

impl Renderer {
    /// Renders a page. `path` and `permalink` are its own address, as `current_path` and
    /// `current_url`.
    pub fn render(
        &self,
        template: &str,
        view: &View,
        head: &Head,
        path: &str,
        permalink: &str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context = || {
            let mut context = Context::from_serialize(view)?;
            context.insert_value("head", Value::try_from_serializable(head)?);
            context.insert("current_path", path);
            context.insert("current_url", permalink);
            Ok(context)
        };
        self.render_template(template, context())
    }

    /// Renders the templates below `shared/`: HTML by name, `footer` for `shared/footer.html`.
    fn shared(&self) -> Result<Value, Box<Diagnostic>> {
        let names = self.templates.keys().filter_map(|template| {
            Some((template, template.strip_prefix(SHARED)?.trim_end_matches(".html")))
        });
        let mut shared = BTreeMap::new();
        for (template, name) in names {
            let html = self.render_template(template, Ok(Context::new()))?;
            shared.insert(name.to_owned(), Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        Ok(Value::from(shared))
    }

    /// Renders a template to UTF-8. Bytes, because a `String` would be looked through once more.
    fn render_template(
        &self,
        template: &str,
        context: TeraResult<Context>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let render = || {
            let mut html = Vec::with_capacity(PAGE_BYTES);
            self.tera.render_to(template, &context?, &mut html)?;
            Ok(html)
        };
        render().map_err(|error| Box::new(faults::rendering(&error, template, &self.templates)))
    }
}

/// Parses all templates; every one that has a fault is reported, not only the first.
fn parse(
    templates: &BTreeMap<String, Template>,
    translations: Translations,
) -> Result<Tera, Vec<Diagnostic>> {
    let broken: Vec<Diagnostic> = templates
        .iter()
        .filter_map(|(name, template)| {
            let alone = Tera::default().add_raw_template(name, template.text());
            faults::syntax(&alone.err()?, templates)
        })
        .collect();
    if !broken.is_empty() {
        return Err(broken);
    }
    let mut tera = Tera::default();
    filters::register(&mut tera);
    translations.register(&mut tera);
    tera.add_raw_templates(templates.iter().map(|(name, template)| (name, template.text())))
        .map_err(|error| faults::references(&error, templates))?;
    Ok(tera)
}

fn fingerprint(templates: &BTreeMap<String, Template>, translations: &Translations) -> Fingerprint {
    let translations = translations.fingerprint();
    let parts: Vec<&[u8]> = templates
        .iter()
        .flat_map(|(name, template)| [name.as_bytes(), template.text().as_bytes()])
        .chain([translations.bytes().as_slice()])
        .collect();
    Fingerprint::of_parts(&parts)
}
