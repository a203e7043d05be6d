//! Which address gives what? All routes, and how the server starts and ends.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::Error;
use crate::guard::{self, Guard};
use crate::options::{Options, Pipeline};
use crate::pages::{self, forms};
use crate::problem::Problem;
use crate::reply::{answers, failed, measured, named};
use crate::site::Site;
use crate::{api, assets, live};

/// Bytes of the largest text or file that can be handed in.
const LARGEST: usize = 8 << 20;

/// After this an answer that is not there will not come. Longer than a question of SQL may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// Threads that may wait for a disk at the same time.
const BLOCKING: usize = 16;

/// Serves a store until it is interrupted. Calls `ready` with the page's address as soon as it answers.
pub fn serve(
    options: &Options,
    pipeline: Arc<dyn Pipeline>,
    ready: &mut dyn FnMut(&str),
) -> Result<(), Error> {
    options.check()?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(BLOCKING).build()?;
    runtime.block_on(async {
        let wanted = SocketAddr::new(options.address, options.port);
        let taken = |source| Error::Address { address: wanted, source };
        // Before the store is opened: a second page at the same port says so at once.
        let listener = TcpListener::bind(wanted).await.map_err(taken)?;
        let bound = listener.local_addr().map_err(taken)?;
        let secret = secret()?;
        let form_token = blake3::hash(format!("form {secret}").as_bytes()).to_hex().to_string();
        let site = Site::open(options.store.clone(), pipeline, form_token, options.watch.clone())?;
        let site = Arc::new(site);
        live::watch(&site, options.every);
        let app = routes(&site, Guard::new(options, bound, &secret));
        ready(&format!("http://{bound}/"));
        let ended = async {
            // Without a way to be interrupted it serves until it is killed.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        // Pages that listen for news never end by themselves: they are not waited for.
        tokio::select! {
            served = axum::serve(listener, app).into_future() => served.map_err(Error::from),
            () = ended => Ok(()),
        }
    })
}

/// What nobody else can know.
fn secret() -> Result<String, Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|e| Error::System(std::io::Error::other(e.to_string())))?;
    Ok(blake3::Hash::from(bytes).to_hex().to_string())
}

fn routes(site: &Arc<Site>, guard: Guard) -> Router {
    let router = Router::new()
        .route("/", answers(pages::start::page))
        .route("/search", answers(pages::search::page))
        .route("/download/{format}", get(forms::download))
        .route("/dispatch/{number}", named(pages::dispatch::page))
        .route("/dispatch/{number}/correct", post(forms::correct))
        .route("/incidents", answers(pages::incidents::list))
        .route("/incident/{number}", named(pages::incidents::one))
        .route("/actors", answers(pages::actors::list))
        .route("/actor", answers(pages::actors::one))
        .route("/dyad", answers(pages::dyad::page))
        .route("/outlets", answers(pages::outlets::list))
        .route("/outlet", answers(pages::outlets::one))
        .route("/sql", answers(pages::sql::page))
        .route("/read", answers(pages::read::form).post(forms::read))
        .route("/live", answers(pages::live::page))
        .route("/live/stream", get(live::stream))
        .route("/about", answers(pages::about::page))
        .route("/assets/{name}", get(assets::asset))
        .route("/metrics", get(metrics))
        .route("/healthz", get(|| async { "ok\n" }))
        .merge(api::routes())
        .fallback(|uri: Uri| async move {
            Problem::missing("There is no such page.").answer(uri.path().starts_with("/api/"))
        })
        .with_state(Arc::clone(site));
    router
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CatchPanicLayer::custom(|_| failed().answer(false)))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .layer(middleware::from_fn_with_state(Arc::new(guard), guard::guarded))
        .layer(middleware::from_fn_with_state(Arc::clone(site), measured))
}

type Shared = State<Arc<Site>>;

async fn metrics(State(site): Shared) -> Response {
    let snapshot = site.snapshot();
    let archive = &snapshot.archive;
    let text = site.metrics.text(archive.len(), archive.dispatch_count(), snapshot.number);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
