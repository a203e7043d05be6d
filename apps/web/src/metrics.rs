//! How is the service itself doing? Counted in the terms of Prometheus.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// The route that was asked and the status of the answer.
type Asked = Vec<(&'static str, String)>;

/// Upper bounds in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 10.0];

/// Figures about the service.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    seconds: Family<Asked, Histogram>,
    cached: Counter,
    events: Gauge,
    dispatches: Gauge,
    snapshot: Gauge,
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("chancery");
        let requests = Family::<Asked, Counter>::default();
        let seconds = Family::<Asked, Histogram>::new_with_constructor(|| Histogram::new(BOUNDS));
        let (cached, events, dispatches, snapshot) =
            (Counter::default(), Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("requests", "Requests by route and status", requests.clone());
        registry.register("request_seconds", "Time to answer, by route", seconds.clone());
        registry.register("pages_cached", "Answers that were known already", cached.clone());
        registry.register("events", "Events of the store", events.clone());
        registry.register("dispatches", "Dispatches of the store", dispatches.clone());
        registry.register("snapshot", "How often the store was loaded", snapshot.clone());
        Self { registry, requests, seconds, cached, events, dispatches, snapshot }
    }
}

impl Metrics {
    /// Counts an answer.
    pub(crate) fn answered(&self, route: &str, status: u16, took: Duration) {
        let route = ("route", route.to_owned());
        self.seconds.get_or_create(&vec![route.clone()]).observe(took.as_secs_f64());
        self.requests.get_or_create(&vec![route, ("status", status.to_string())]).inc();
    }

    /// Counts an answer that was known.
    pub(crate) fn known(&self) {
        self.cached.inc();
    }

    /// All figures as text.
    pub(crate) fn text(&self, events: usize, dispatches: usize, snapshot: u64) -> String {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.events.set(number(events));
        self.dispatches.set(number(dispatches));
        self.snapshot.set(i64::try_from(snapshot).unwrap_or(i64::MAX));
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut out, &self.registry);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_counted_by_route_and_status() {
        let metrics = Metrics::default();
        metrics.answered("/dispatch/{number}", 200, Duration::from_millis(3));
        metrics.answered("/dispatch/{number}", 404, Duration::from_millis(1));
        let text = metrics.text(5, 2, 1);
        for line in [
            r#"chancery_requests_total{route="/dispatch/{number}",status="404"} 1"#,
            r#"chancery_request_seconds_count{route="/dispatch/{number}"} 2"#,
            r#"chancery_request_seconds_bucket{le="0.005",route="/dispatch/{number}"} 2"#,
            "chancery_events 5",
            "# EOF",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
