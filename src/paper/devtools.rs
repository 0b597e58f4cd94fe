//! The conversation with the browser, by the DevTools protocol over a WebSocket on this machine.

use super::Files;
use crate::failure;
use crate::failure::Explain;
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

/// A browser that listens, and one page of it.
pub(super) struct Conversation {
    socket: WebSocket<TcpStream>,
    asked: u64,
    session: Option<String>,
    /// The documents that have loaded with all that belongs to them.
    loaded: BTreeSet<String>,
    patience: Duration,
}

impl Conversation {
    /// Calls the browser at `ws://host:port/…`.
    pub fn open(address: &str, patience: Duration) -> anyhow::Result<Conversation> {
        let host = address.strip_prefix("ws://").and_then(|rest| rest.split('/').next());
        let host =
            host.explain(|| failure!("它的地址 {address} 用不上", "it listens on {address}"))?;
        let stream =
            TcpStream::connect(host).explain(|| failure!("连不上它", "it does not listen"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(patience))?;
        stream.set_write_timeout(Some(patience))?;
        // A long document with pictures is longer than what is usual between strangers.
        let config = WebSocketConfig::default().max_message_size(None).max_frame_size(None);
        let (socket, _) = tungstenite::client::client_with_config(address, stream, Some(config))
            .map_err(|error| {
                failure!("它不懂 DevTools 协议", "it does not speak the DevTools protocol")
                    .because(error)
            })?;
        let loaded = BTreeSet::new();
        Ok(Conversation { socket, asked: 0, session: None, loaded, patience })
    }

    /// Opens a page and asks to be told of whatever it wants to fetch.
    pub fn attach(&mut self) -> anyhow::Result<()> {
        let none = |_: &str| None;
        let target = self.ask("Target.createTarget", json!({ "url": "about:blank" }), &none)?;
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = self.ask("Target.attachToTarget", target, &none)?;
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        self.ask("Page.enable", json!({}), &none)?;
        self.ask("Page.setLifecycleEventsEnabled", json!({ "enabled": true }), &none)?;
        self.ask("Fetch.enable", json!({ "patterns": [{ "urlPattern": "*" }] }), &none)?;
        Ok(())
    }

    /// Goes to an address and waits until the page with all its parts is there.
    pub fn go(&mut self, url: &str, files: &Files) -> anyhow::Result<()> {
        self.loaded.clear();
        let gone = self.ask("Page.navigate", json!({ "url": url }), files)?;
        if let Some(error) = gone["errorText"].as_str() {
            bail!(failure!("页面打不开：{error}", "the page does not open: {error}"));
        }
        let loader = gone["loaderId"].as_str().unwrap_or_default().to_owned();
        let until = Instant::now() + self.patience;
        while !self.loaded.contains(&loader) {
            self.hear(files, until)?;
        }
        Ok(())
    }

    /// Gives a command and waits for its answer; what the page fetches meanwhile it gets from
    /// `files`.
    pub fn ask(&mut self, method: &str, with: Value, files: &Files) -> anyhow::Result<Value> {
        let id = self.say(method, with)?;
        let until = Instant::now() + self.patience;
        loop {
            let mut heard = self.hear(files, until).explain(|| failure!("{method}", "{method}"))?;
            if heard["id"].as_u64() != Some(id) {
                continue;
            }
            if let Some(error) = heard["error"]["message"].as_str() {
                bail!(failure!("{method}：{error}", "{method}: {error}"));
            }
            return Ok(heard["result"].take());
        }
    }

    fn say(&mut self, method: &str, with: Value) -> anyhow::Result<u64> {
        self.asked += 1;
        let mut command = json!({ "id": self.asked, "method": method, "params": with });
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        self.socket
            .send(Message::text(command.to_string()))
            .explain(|| failure!("浏览器已经关闭", "the browser is gone"))?;
        Ok(self.asked)
    }

    /// Hears one message. What is fetched is answered at once.
    fn hear(&mut self, files: &Files, until: Instant) -> anyhow::Result<Value> {
        let left = until.saturating_duration_since(Instant::now());
        let late = || {
            failure!(
                "{seconds} 秒内没有回答",
                "no answer within {seconds} seconds",
                seconds = self.patience.as_secs_f32()
            )
        };
        if left.is_zero() {
            return Err(late().into());
        }
        self.socket.get_ref().set_read_timeout(Some(left))?;
        let message = match self.socket.read() {
            Ok(message) => message,
            Err(Error::Io(error))
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
            {
                return Err(late().into());
            }
            Err(error) => {
                return Err(error).explain(|| failure!("浏览器已经关闭", "the browser is gone"));
            }
        };
        let Message::Text(text) = message else { return Ok(Value::Null) };
        let heard: Value = serde_json::from_str(&text)
            .explain(|| failure!("浏览器的回答读不懂", "the browser says what is no JSON"))?;
        let with = &heard["params"];
        match heard["method"].as_str() {
            Some("Fetch.requestPaused") => self.answer(with, files)?,
            Some("Page.lifecycleEvent") if with["name"] == "load" => {
                self.loaded.extend(with["loaderId"].as_str().map(str::to_owned));
            }
            Some("Inspector.targetCrashed") => bail!(failure!("页面崩溃了", "the page crashed")),
            _ => {}
        }
        Ok(heard)
    }

    /// Gives the page a file of the site; what is none of it is refused.
    fn answer(&mut self, paused: &Value, files: &Files) -> anyhow::Result<()> {
        let url = paused["request"]["url"].as_str().unwrap_or_default();
        let id = &paused["requestId"];
        match files(url) {
            Some(bytes) => {
                let header = json!({ "name": "content-type", "value": content_type(url) });
                self.say(
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
                self.say("Fetch.failRequest", reason)?;
            }
        }
        Ok(())
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        self.session = None;
        let _ = self.say("Browser.close", json!({}));
    }
}

/// The content types that a page on paper is made of.
fn content_type(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
        None | Some((_, "html" | "htm")) => "text/html; charset=utf-8",
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js" | "mjs")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml; charset=utf-8",
        // Pictures and fonts tell their kind by their first bytes.
        Some(_) => "application/octet-stream",
    }
}
