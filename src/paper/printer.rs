//! Prints pages one after the other: starts the browser, lets a page complete itself, takes its
//! PDF.

use crate::failure::Explain;
use crate::paper::browser::Browser;
use crate::paper::devtools::{DevTools, Files};
use crate::paper::messages;
use crate::paper::pdf;
use anyhow::bail;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// A page may name a module in `data-paper` of its `<body>` that completes it before it is
/// printed. Only there, because other elements may come from the text of a document. The module may
/// say which typefaces it wants and the machine lacks.
const COMPLETE: &str = "(async () => {
  const module = document.body.dataset.paper;
  const { missing = [] } = module ? await import(module) : {};
  await document.fonts.ready;
  return missing.map(String);
})()";

/// A page as PDF.
pub struct Printed {
    pub pdf: Vec<u8>,
    /// Names of typefaces that the page asks for and the machine does not have.
    pub missing_typefaces: Vec<String>,
}

/// A browser that prints. It ends when this is dropped.
pub struct Printer {
    // Declared first: the browser is asked to close before it is waited for.
    devtools: DevTools,
    _browser: Browser,
}

impl Printer {
    /// Starts the browser at `program`. It keeps its files in `profile`, and no step may take
    /// longer than `timeout`.
    pub fn open(program: &Path, profile: &Path, timeout: Duration) -> anyhow::Result<Printer> {
        let start = || -> anyhow::Result<Printer> {
            let (browser, address) = Browser::start(program, profile, timeout)?;
            let devtools = DevTools::connect(&address, timeout)?;
            Ok(Printer { devtools, _browser: browser })
        };
        let mut printer = start().explain(|| messages::cannot_print_with(program))?;
        printer.devtools.open_page().explain(messages::cannot_open_pages)?;
        Ok(printer)
    }

    /// Returns the page at `url` as PDF, without the time of printing: equal pages give equal
    /// bytes.
    pub fn print(&mut self, url: &str, files: &Files) -> anyhow::Result<Printed> {
        self.printed(url, files).explain(|| messages::cannot_print(url))
    }

    fn printed(&mut self, url: &str, files: &Files) -> anyhow::Result<Printed> {
        self.devtools.navigate(url, files)?;
        let complete =
            json!({ "expression": COMPLETE, "awaitPromise": true, "returnByValue": true });
        let completed = self.devtools.call("Runtime.evaluate", complete, files)?;
        if let Some(thrown) = completed.get("exceptionDetails") {
            bail!(messages::not_completed(&thrown["exception"]["description"]));
        }
        let settings = json!({
            "preferCSSPageSize": true,
            "printBackground": true,
            "generateTaggedPDF": true,
            "generateDocumentOutline": true,
        });
        let printed = self.devtools.call("Page.printToPDF", settings, files)?;
        let data = printed["data"].as_str().unwrap_or_default();
        let bytes = BASE64_STANDARD.decode(data).explain(messages::no_pdf)?;
        let missing = completed["result"]["value"].as_array();
        let names = missing.into_iter().flatten().filter_map(|name| name.as_str());
        let missing_typefaces = names.map(str::to_owned).collect();
        Ok(Printed { pdf: pdf::reproducible(bytes), missing_typefaces })
    }
}
