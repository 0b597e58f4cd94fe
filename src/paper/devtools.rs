//! A client of the DevTools protocol, over a WebSocket on this machine: the few commands that
//! printing needs, and the requests of a page answered from the files of the site.

use crate::failure::Explain;
use crate::paper::messages;
use anyhow::bail;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};
use tungstenite::protocol::{WebSocket, WebSocketConfig};
use tungstenite::{Error, Message};

/// Returns a file of the site by its full address; `None` if there is no such file.
pub type Files<'a> = dyn Fn(&str) -> Option<Vec<u8>> + 'a;

/// The connection to a browser, and to one page of it.
pub struct DevTools {
    socket: WebSocket<TcpStream>,
    /// How many commands were sent; the number of the last one is its id.
    sent: u64,
    session: Option<String>,
    /// The ids of the documents that have loaded with all their resources.
    loaded: BTreeSet<String>,
    timeout: Duration,
}

impl DevTools {
    /// Connects to the browser at `ws://host:port/…`.
    pub fn connect(address: &str, timeout: Duration) -> anyhow::Result<DevTools> {
        let host = address.strip_prefix("ws://").and_then(|rest| rest.split('/').next());
        let host = host.explain(|| messages::unusable_address(address))?;
        let stream = TcpStream::connect(host).explain(messages::does_not_listen)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(timeout))?;
        stream.set_write_timeout(Some(timeout))?;
        // A long document with pictures exceeds the default limits.
        let config = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        let (socket, _) = tungstenite::client::client_with_config(address, stream, Some(config))
            .map_err(|error| messages::no_devtools().because(error))?;
        Ok(DevTools { socket, sent: 0, session: None, loaded: BTreeSet::new(), timeout })
    }

    /// Opens a page, and asks the browser to report every request that it makes.
    pub fn open_page(&mut self) -> anyhow::Result<()> {
        let none = |_: &str| None;
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" }), &none)?;
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.call("Target.attachToTarget", target, &none)?;
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        self.call("Page.enable", json!({}), &none)?;
        self.call("Page.setLifecycleEventsEnabled", json!({ "enabled": true }), &none)?;
        self.call("Fetch.enable", json!({ "patterns": [{ "urlPattern": "*" }] }), &none)?;
        Ok(())
    }

    /// Navigates to an address and waits until the page has loaded with all its resources.
    pub fn navigate(&mut self, url: &str, files: &Files) -> anyhow::Result<()> {
        self.loaded.clear();
        let navigated = self.call("Page.navigate", json!({ "url": url }), files)?;
        if let Some(error) = navigated["errorText"].as_str() {
            bail!(messages::cannot_open_page(error));
        }
        let loader = navigated["loaderId"].as_str().unwrap_or_default().to_owned();
        let deadline = Instant::now() + self.timeout;
        while !self.loaded.contains(&loader) {
            self.receive(files, deadline)?;
        }
        Ok(())
    }

    /// Sends a command and waits for its result; requests of the page that come meanwhile are
    /// answered from `files`.
    pub fn call(&mut self, method: &str, params: Value, files: &Files) -> anyhow::Result<Value> {
        let id = self.send(method, params)?;
        let deadline = Instant::now() + self.timeout;
        loop {
            let mut message =
                self.receive(files, deadline).explain(|| messages::command(method))?;
            if message["id"].as_u64() != Some(id) {
                continue;
            }
            if let Some(error) = message["error"]["message"].as_str() {
                bail!(messages::command_failed(method, error));
            }
            return Ok(message["result"].take());
        }
    }

    /// Sends a command; returns its id.
    fn send(&mut self, method: &str, params: Value) -> anyhow::Result<u64> {
        self.sent += 1;
        let mut command = json!({ "id": self.sent, "method": method, "params": params });
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(command.to_string())).explain(messages::browser_gone)?;
        Ok(self.sent)
    }

    /// Receives one message. If it reports a request of the page, that is answered at once.
    fn receive(&mut self, files: &Files, deadline: Instant) -> anyhow::Result<Value> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            bail!(messages::no_answer(self.timeout));
        }
        self.socket.get_ref().set_read_timeout(Some(left))?;
        let message = match self.socket.read() {
            Ok(message) => message,
            Err(Error::Io(error))
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
            {
                bail!(messages::no_answer(self.timeout));
            }
            Err(error) => return Err(error).explain(messages::browser_gone),
        };
        let Message::Text(text) = message else { return Ok(Value::Null) };
        let message: Value = serde_json::from_str(&text).explain(messages::not_json)?;
        let params = &message["params"];
        match message["method"].as_str() {
            Some("Fetch.requestPaused") => self.answer_request(params, files)?,
            Some("Page.lifecycleEvent") if params["name"] == "load" => {
                self.loaded.extend(params["loaderId"].as_str().map(str::to_owned));
            }
            Some("Inspector.targetCrashed") => bail!(messages::page_crashed()),
            _ => {}
        }
        Ok(message)
    }

    /// Answers a request of the page with a file of the site; any other request is refused.
    fn answer_request(&mut self, request: &Value, files: &Files) -> anyhow::Result<()> {
        let url = request["request"]["url"].as_str().unwrap_or_default();
        let id = &request["requestId"];
        match files(url) {
            Some(bytes) => {
                let header = json!({ "name": "content-type", "value": content_type(url) });
                self.send(
                    "Fetch.fulfillRequest",
                    json!({
                        "requestId": id,
                        "responseCode": 200,
                        "responseHeaders": [header],
                        "body": BASE64_STANDARD.encode(bytes),
                    }),
                )?;
            }
            None => {
                let reason = json!({ "requestId": id, "errorReason": "BlockedByClient" });
                self.send("Fetch.failRequest", reason)?;
            }
        }
        Ok(())
    }
}

impl Drop for DevTools {
    fn drop(&mut self) {
        // Without a session the command goes to the browser rather than to the page.
        self.session = None;
        let _ = self.send("Browser.close", json!({}));
    }
}

/// Returns the content type of a resource that a printed page may have.
fn content_type(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
        None | Some((_, "html" | "htm")) => "text/html; charset=utf-8",
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js" | "mjs")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml; charset=utf-8",
        // Browsers recognise pictures and fonts by their first bytes.
        Some(_) => "application/octet-stream",
    }
}
