//! What is counted, for Prometheus. No listener of its own: `/metrics` renders it.

use std::time::Duration;

use metrics::Gauge;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use super::Closing;
use crate::counted;

/// How often histograms are compacted.
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

/// Where the bars of a histogram end, in seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];

/// What counts, in this process or in a test.
///
/// # Errors
///
/// Never: the histograms have bars.
pub fn recorder() -> Result<PrometheusBuilder, BuildError> {
    PrometheusBuilder::new().set_buckets(&SECONDS)
}

/// Makes this process count, once.
///
/// # Errors
///
/// It counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = recorder()?.install_recorder()?;
    counted::describe();
    Ok(handle)
}

/// Keeps histograms small until the program ends.
pub async fn upkeep(handle: PrometheusHandle, closing: Closing) {
    loop {
        tokio::select! {
            () = closing.begins() => return,
            () = tokio::time::sleep(UPKEEP_EVERY) => handle.run_upkeep(),
        }
    }
}

/// One open stream or socket, counted while it exists.
pub(super) struct Open(Gauge);

impl Open {
    pub(super) fn over(transport: &'static str) -> Self {
        let gauge = metrics::gauge!("subscription_connections", "transport" => transport);
        gauge.increment(1.0);
        Self(gauge)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}
