//! What is counted, for Prometheus. No listener of its own: `/metrics` renders it.

use std::time::Duration;

use metrics::Gauge;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

use super::Closing;

/// How often histograms are compacted.
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

/// Makes this process count, once.
///
/// # Errors
///
/// It counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new().install_recorder()
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
