//! The server: it listens on this machine only, and ends cleanly.

use crate::serve::answer::{Answer, answer};
use crate::serve::preview_site::PreviewSite;
use axum::Router;
use axum::extract::{Request, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// How many further ports are tried if the one asked for is in use.
const MAX_FURTHER_PORTS: u16 = 20;

/// Listens on a port of this machine: the one asked for, or the next that is free. Port 0 means
/// any.
pub fn bind(port: u16) -> io::Result<TcpListener> {
    let mut bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    for next in (port..=port.saturating_add(MAX_FURTHER_PORTS)).skip(1) {
        match &bound {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                bound = TcpListener::bind((Ipv4Addr::LOCALHOST, next));
            }
            _ => break,
        }
    }
    bound
}

/// Serves the site until Ctrl-C is pressed or the site is closed.
pub fn serve(listener: TcpListener, site: Arc<PreviewSite>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(handle).with_state(Arc::clone(&site));
        tokio::select! {
            served = axum::serve(listener, router) => served,
            pressed = tokio::signal::ctrl_c() => pressed,
            () = site.closing.notified() => Ok(()),
        }
    });
    // Browsers keep their event streams open for ever, so they are not waited for.
    runtime.shutdown_background();
    served
}

async fn handle(State(site): State<Arc<PreviewSite>>, request: Request) -> Response {
    loop {
        // Before the index is looked for, so that it cannot be shown unnoticed in between.
        let index_shown = site.index_shown.notified();
        match answer(&site, request.method(), request.uri(), request.headers()) {
            Answer::Response(response) => return response,
            Answer::Events => {
                let events = Sse::new(events(&site)).keep_alive(KeepAlive::default());
                return events.into_response();
            }
            Answer::NeedsIndex => {
                site.ask_index();
                index_shown.await;
            }
        }
    }
}

/// Returns an event with the version that is shown now, and one for each that follows.
fn events(site: &PreviewSite) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let event = |version: String| Ok(Event::default().event("version").data(version));
    // Subscribed first, so that a change between the two lines is reported twice rather than never.
    let changes = BroadcastStream::new(site.changes());
    let now = site.snapshot().version();
    // A listener that fell behind has missed some versions, but not the last one.
    let later = changes.filter_map(move |snapshot| Some(event(snapshot.ok()?.version())));
    tokio_stream::once(event(now)).chain(later)
}

#[cfg(test)]
mod tests;
