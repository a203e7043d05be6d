//! Who may ask, and what may a page do? A page in the same browser must reach neither what is shown here nor what
//! can be changed here, and nothing that a dispatch holds may run.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::options::Options;
use crate::problem::Problem;

/// What a page may load and do: nothing but its own scripts, styles, pictures and questions.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// The cookie that remembers that a reader knows the token.
const COOKIE: &str = "chancery";

/// Who is let in.
#[derive(Debug)]
pub(crate) struct Guard {
    /// What may stand in `Host`.
    hosts: Vec<String>,
    /// Hash of the token that readers must know, and of the cookie that says they do.
    token: Option<[blake3::Hash; 2]>,
    /// What the cookie holds.
    pass: String,
}

impl Guard {
    pub(crate) fn new(options: &Options, bound: SocketAddr, secret: &str) -> Self {
        let port = bound.port();
        let mut names = vec![bound.ip().to_string()];
        if let SocketAddr::V6(v6) = bound {
            names = vec![format!("[{}]", v6.ip())];
        }
        if bound.ip().is_loopback() {
            names.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
        }
        names.extend(options.hosts.iter().map(|h| h.to_lowercase()));
        let with_port = names.iter().map(|n| format!("{n}:{port}"));
        // Browsers leave the usual port out.
        let hosts = with_port.chain(names.iter().filter(|_| port == 80).cloned()).collect();
        let pass = blake3::hash(format!("pass {secret}").as_bytes()).to_hex().to_string();
        let token = options.token.as_ref().map(|t| [t, &pass].map(|s| blake3::hash(s.as_bytes())));
        Self { hosts, token, pass }
    }

    /// Why a request is turned away.
    fn refusal(&self, method: &Method, headers: &HeaderMap) -> Option<Problem> {
        let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
        // A name of somebody else's that was bent to this address must not be answered (DNS rebinding).
        let host = text(header::HOST).map(str::to_lowercase).unwrap_or_default();
        if !self.hosts.contains(&host) {
            return Some(Problem::new(StatusCode::MISDIRECTED_REQUEST, "This page is not served under that name.").with(
                "Open it under the address that `chancery serve` printed, or name another with --host.",
            ));
        }
        // What changes something must come from a page of this very site.
        let ours =
            |origin: &str| origin.strip_prefix("http://").or(origin.strip_prefix("https://")) == Some(&host);
        let origin = text(header::ORIGIN);
        let reads = matches!(*method, Method::GET | Method::HEAD);
        if origin.is_some_and(|o| !ours(o)) || (!reads && origin.is_none()) {
            return Some(Problem::new(StatusCode::FORBIDDEN, "Another site asked for this."));
        }
        None
    }

    /// Whether a request shows that its sender knows the token: in the address, a header or the cookie.
    fn knows(&self, query: Option<&str>, headers: &HeaderMap) -> Entry {
        let Some([token, pass]) = &self.token else { return Entry::In };
        let said = |given: &str, wanted: &blake3::Hash| blake3::hash(given.as_bytes()) == *wanted;
        let text = |name: HeaderName| headers.get_all(name).iter().filter_map(|v| v.to_str().ok());
        let bearer = text(header::AUTHORIZATION).filter_map(|v| v.strip_prefix("Bearer "));
        let cookies = text(header::COOKIE).flat_map(|v| v.split(';')).map(str::trim);
        let mut passes = cookies.filter_map(|c| c.strip_prefix(COOKIE)?.strip_prefix('='));
        if bearer.into_iter().any(|b| said(b, token)) || passes.any(|p| said(p, pass)) {
            return Entry::In;
        }
        let pairs = || form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        if pairs().any(|(k, v)| k == "token" && said(&v, token)) {
            let mut rest = form_urlencoded::Serializer::new(String::new());
            rest.extend_pairs(pairs().filter(|(k, _)| k != "token"));
            return Entry::Welcome(rest.finish());
        }
        Entry::Out
    }
}

/// Whether somebody comes in.
enum Entry {
    In,
    /// Comes in now: the rest of the query without the token.
    Welcome(String),
    Out,
}

/// Lets a request in or turns it away, and dresses the answer.
pub(crate) async fn guarded(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = match guard.refusal(request.method(), request.headers()) {
        Some(problem) => problem.answer(api),
        None => match guard.knows(request.uri().query(), request.headers()) {
            Entry::In => next.run(request).await,
            Entry::Welcome(query) => welcome(&guard, request.uri().path(), &query),
            Entry::Out => {
                let problem = Problem::new(StatusCode::UNAUTHORIZED, "A token is needed to enter here.");
                problem
                    .with("Open the address with ?token=… once; programs send it as a bearer token.")
                    .answer(api)
            }
        },
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The token goes out of the address bar, and a cookie takes its place.
fn welcome(guard: &Guard, path: &str, query: &str) -> Response {
    // A path that begins with two strokes would lead to another site.
    let path = format!("/{}", path.trim_start_matches('/'));
    let target = if query.is_empty() { path } else { format!("{path}?{query}") };
    let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", guard.pass);
    (StatusCode::SEE_OTHER, [(header::LOCATION, target), (header::SET_COOKIE, cookie)]).into_response()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn guard(token: Option<&str>) -> Guard {
        let options = Options { token: token.map(str::to_owned), ..Options::local(Path::new("store")) };
        Guard::new(&options, "127.0.0.1:8000".parse().unwrap(), "secret")
    }

    fn headers(all: &[(&str, &str)]) -> HeaderMap {
        all.iter().map(|(n, v)| (n.parse::<HeaderName>().unwrap(), v.parse().unwrap())).collect()
    }

    fn status(method: &Method, all: &[(&str, &str)]) -> Option<u16> {
        guard(None).refusal(method, &headers(all)).map(|p| p.status.as_u16())
    }

    #[test]
    fn only_own_names_are_answered() {
        for host in ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"] {
            assert_eq!(status(&Method::GET, &[("host", host)]), None, "{host}");
        }
        for host in ["127.0.0.1", "127.0.0.1:8001", "rebound.example:8000", ""] {
            assert_eq!(status(&Method::GET, &[("host", host)]), Some(421), "{host}");
        }
        assert_eq!(status(&Method::GET, &[]), Some(421));
    }

    #[test]
    fn a_change_comes_from_the_same_site_alone() {
        let host = ("host", "localhost:8000");
        assert_eq!(status(&Method::POST, &[host, ("origin", "http://localhost:8000")]), None);
        assert_eq!(status(&Method::POST, &[host]), Some(403), "who says not where it comes from");
        for origin in ["http://elsewhere.example", "http://localhost:8001", "null", "localhost:8000"] {
            assert_eq!(status(&Method::POST, &[host, ("origin", origin)]), Some(403), "{origin}");
            assert_eq!(status(&Method::GET, &[host, ("origin", origin)]), Some(403), "{origin}");
        }
    }

    #[test]
    fn a_token_opens_in_the_address_a_header_and_later_by_the_cookie() {
        let guard = guard(Some("a-long-enough-token"));
        let enters = |query: &str, all: &[(&str, &str)]| match guard.knows(Some(query), &headers(all)) {
            Entry::In => "in".to_owned(),
            Entry::Welcome(rest) => format!("welcome {rest}"),
            Entry::Out => "out".to_owned(),
        };
        assert_eq!(enters("", &[]), "out");
        assert_eq!(enters("token=wrong", &[("authorization", "Bearer wrong")]), "out");
        assert_eq!(enters("q=truce&token=a-long-enough-token", &[]), "welcome q=truce");
        assert_eq!(enters("", &[("authorization", "Bearer a-long-enough-token")]), "in");
        let cookie = format!("other=1; {COOKIE}={}", guard.pass);
        assert_eq!(enters("", &[("cookie", &cookie)]), "in");
        assert_eq!(enters("", &[("cookie", &format!("{COOKIE}=a-long-enough-token"))]), "out");
    }

    #[test]
    fn the_token_leaves_the_address_and_leads_nowhere_else() {
        let to = |path: &str| {
            let response = welcome(&guard(Some("a-long-enough-token")), path, "");
            response.headers()[header::LOCATION].to_str().unwrap().to_owned()
        };
        assert_eq!(to("/search"), "/search");
        assert_eq!(to("//elsewhere.example"), "/elsewhere.example");
    }
}
