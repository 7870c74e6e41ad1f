//! Serving, and stopping: what was begun is finished, streams and sockets are told to come back,
//! and nobody waits longer than the bound.

use std::{future::Future, io, panic, time::Duration};

use axum::{Router, serve::ListenerExt as _};
use tokio::{net::TcpListener, signal, time};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long requests, streams and sockets may take to end.
const DRAIN_MAX: Duration = Duration::from_secs(10);

/// The end of the program: announced once, awaited by whoever has something to finish.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    begun: CancellationToken,
    tasks: TaskTracker,
}

impl Closing {
    /// Nothing ends yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Announces the end.
    pub fn begin(&self) {
        self.begun.cancel();
    }

    /// Announces the end when the machine asks for it: SIGTERM, or Ctrl-C.
    ///
    /// # Errors
    ///
    /// The machine doesn't pass its signals on.
    pub async fn begin_when_asked(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
            tokio::select! {
                interrupted = signal::ctrl_c() => interrupted?,
                _ = terminate.recv() => {}
            }
        }
        #[cfg(not(unix))]
        signal::ctrl_c().await?;
        tracing::info!("asked to stop: what was begun is finished first");
        self.begin();
        Ok(())
    }

    /// Whether the end was announced.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.begun.is_cancelled()
    }

    /// Waits until the end is announced.
    pub async fn begins(&self) {
        self.begun.cancelled().await;
    }

    /// Runs `task` so that the end waits for it, within its bound.
    pub fn track(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(task);
    }

    /// Runs `work` to its end, even if whoever waits for it goes away: a command that was begun is
    /// finished when its client hangs up.
    pub async fn complete<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> T {
        match self.tasks.spawn(work).await {
            Ok(done) => done,
            Err(failed) => panic::resume_unwind(failed.into_panic()),
        }
    }

    async fn tasks_done(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Serves `router` until the end is announced, then until all that was begun is finished, or ten
/// seconds are over.
///
/// # Errors
///
/// The listener fails.
pub async fn serve(listener: TcpListener, router: Router, closing: &Closing) -> io::Result<()> {
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let begun = closing.begun.clone().cancelled_owned();
    let serving = async {
        axum::serve(listener, router).with_graceful_shutdown(begun).await?;
        closing.tasks_done().await;
        Ok(())
    };
    let overdue = async {
        closing.begins().await;
        time::sleep(DRAIN_MAX).await;
    };
    tokio::select! {
        served = serving => served,
        () = overdue => {
            tracing::warn!("some requests were cut off: they took longer than {DRAIN_MAX:?}");
            Ok(())
        }
    }
}
