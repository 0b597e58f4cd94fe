//! Paper: an installed browser prints the pages of the site as PDF files.
//!
//! The browser never reaches a network: whatever a page asks for is answered from the files of
//! the site, and everything else is refused. So a page is printed under its own address, its links
//! lead where they will lead, and nothing has to be published first.

mod browser;
mod devtools;
mod pdf;

pub use browser::{BROWSER_NAMES, browser_paths};
pub use pdf::{fingerprint_of, with_fingerprint};

use crate::failure;
use crate::failure::Explain;
use anyhow::bail;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use browser::Browser;
use devtools::Conversation;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// The files of the site by their whole address; `None` if there is no such file.
pub type Files<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// A page may name a module in `data-paper` of its `<body>` that completes it before it is printed. Only there: other
/// elements may come from the text of a document.
const COMPLETE: &str = "(async () => {
  const module = document.body.dataset.paper;
  if (module) await import(module);
  await document.fonts.ready;
})()";

/// A browser that prints, one page after the other; it ends when it is dropped.
pub struct Printer {
    // Declared first: the browser is asked to close before it is waited for.
    conversation: Conversation,
    _browser: Browser,
}

impl Printer {
    /// Starts the browser at `program`. It keeps its files in `profile`, and no step of the work
    /// may last longer than `patience`.
    pub fn open(program: &Path, profile: &Path, patience: Duration) -> anyhow::Result<Printer> {
        let start = || -> anyhow::Result<Printer> {
            let (browser, address) = Browser::start(program, profile, patience)?;
            let conversation = Conversation::open(&address, patience)?;
            Ok(Printer { conversation, _browser: browser })
        };
        let mut printer = start().explain(|| {
            failure!(
                "无法用浏览器 {path} 打印",
                "cannot print with the browser {path}",
                path = program.display()
            )
        })?;
        printer
            .conversation
            .attach()
            .explain(|| failure!("浏览器打不开页面", "the browser opens no page"))?;
        Ok(printer)
    }

    /// Prints the page at `url`. The result carries no moment of printing.
    pub fn print(&mut self, url: &str, files: &Files) -> anyhow::Result<Vec<u8>> {
        self.paper(url, files).explain(|| failure!("无法打印 {url}", "cannot print {url}"))
    }

    fn paper(&mut self, url: &str, files: &Files) -> anyhow::Result<Vec<u8>> {
        let page = &mut self.conversation;
        page.go(url, files)?;
        let completed = page.ask(
            "Runtime.evaluate",
            json!({ "expression": COMPLETE, "awaitPromise": true }),
            files,
        )?;
        if let Some(thrown) = completed.get("exceptionDetails") {
            bail!(failure!(
                "页面没有排好：{why}",
                "the page could not be completed: {why}",
                why = thrown["exception"]["description"]
            ));
        }
        let settings = json!({
            "preferCSSPageSize": true,
            "printBackground": true,
            "generateTaggedPDF": true,
            "generateDocumentOutline": true,
        });
        let printed = page.ask("Page.printToPDF", settings, files)?;
        let data = printed["data"].as_str().unwrap_or_default();
        let bytes = BASE64_STANDARD
            .decode(data)
            .explain(|| failure!("浏览器没有给出 PDF", "the browser sent no PDF"))?;
        Ok(pdf::without_timestamps(bytes))
    }
}

#[cfg(test)]
mod tests;
