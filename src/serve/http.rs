//! The server: it bounds what clients can hold, and ends cleanly.

use crate::serve::answer::{Answer, answer};
use crate::serve::preview_site::PreviewSite;
use axum::body::Body;
use axum::extract::Request;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// How many further ports are tried if the one asked for is in use.
const MAX_FURTHER_PORTS: u16 = 20;

/// What clients can hold. Slower ones would keep their connections from others.
#[derive(Clone, Copy)]
struct Limits {
    /// How many are open at a time; further ones wait. A browser has up to six, one of them for each page that waits for
    /// changes.
    connections: usize,
    /// How long a client may take for the head of a request, counted from the answer before.
    head: Duration,
    /// How long it may take nothing of an answer.
    write: Duration,
}

const LIMITS: Limits =
    Limits { connections: 512, head: Duration::from_secs(20), write: Duration::from_secs(30) };

/// How long is waited where the system has no more sockets to give.
const PAUSE: Duration = Duration::from_millis(200);

/// Listens at an address of this machine on the port asked for, or on the next that is free. Port 0 means any.
pub fn bind(address: IpAddr, port: u16) -> io::Result<TcpListener> {
    let mut bound = TcpListener::bind((address, port));
    for next in (port..=port.saturating_add(MAX_FURTHER_PORTS)).skip(1) {
        match &bound {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                bound = TcpListener::bind((address, next));
            }
            _ => break,
        }
    }
    bound
}

/// Serves the site until Ctrl-C is pressed or the site is closed.
pub fn serve(listener: TcpListener, site: Arc<PreviewSite>) -> io::Result<()> {
    serve_within(LIMITS, listener, site)
}

fn serve_within(limits: Limits, listener: TcpListener, site: Arc<PreviewSite>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            () = accept(limits, &listener, &site) => Ok(()),
            pressed = tokio::signal::ctrl_c() => pressed,
            () = site.closing.notified() => Ok(()),
        }
    });
    // Browsers keep their event streams open for ever, so they are not waited for.
    runtime.shutdown_background();
    served
}

/// Accepts connections for ever.
async fn accept(limits: Limits, listener: &tokio::net::TcpListener, site: &Arc<PreviewSite>) {
    let free = Arc::new(Semaphore::new(limits.connections));
    loop {
        // Never closed, so there is always a permit at last.
        let Ok(permit) = Arc::clone(&free).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let site = Arc::clone(site);
                tokio::spawn(async move {
                    // What goes wrong concerns this client alone, which has gone or is too slow.
                    let _ = connection(limits, stream, site).await;
                    drop(permit);
                });
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Answers the requests of one connection.
async fn connection(
    limits: Limits,
    stream: TcpStream,
    site: Arc<PreviewSite>,
) -> hyper::Result<()> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write));
    let answers = service_fn(move |request: hyper::Request<Incoming>| {
        let site = Arc::clone(&site);
        async move { Ok::<_, Infallible>(respond(&site, request.map(Body::new)).await) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), answers)
        .await
}

async fn respond(site: &PreviewSite, request: Request) -> Response {
    loop {
        // Before the index is looked for, so that it cannot be shown unnoticed in between.
        let index_shown = site.index_shown.notified();
        match answer(site, request.method(), request.uri(), request.headers()) {
            Answer::Response(response) => return response,
            Answer::Events => {
                let events = Sse::new(events(site)).keep_alive(KeepAlive::default());
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
