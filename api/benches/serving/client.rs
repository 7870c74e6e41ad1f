//! Whoever asks a server over HTTP, with a token.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::Server;

/// The pause between two paced reads: far below what the server can do.
const PACE: Duration = Duration::from_millis(3);

pub struct Client {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Client {
    pub fn of(server: &Server, token: &str) -> Self {
        let url = format!("{}/graphql", server.origin);
        Self { http: reqwest::Client::new(), url, token: token.to_owned() }
    }

    pub async fn ask(&self, request: &Value) -> Value {
        let request = self.http.post(&self.url).bearer_auth(&self.token).json(request);
        request.send().await.unwrap().json().await.unwrap()
    }
}

/// How long reads take, one at a time, the shortest first; each is told which it is.
pub async fn paced(length: Duration, mut read: impl AsyncFnMut(usize)) -> Vec<Duration> {
    let (start, mut took) = (Instant::now(), vec![]);
    while start.elapsed() < length {
        let begun = Instant::now();
        read(took.len()).await;
        took.push(begun.elapsed());
        tokio::time::sleep(PACE).await;
    }
    took.sort_unstable();
    took
}

/// What 99 of 100 take at most.
pub fn p99(took: &[Duration]) -> Duration {
    took[took.len() * 99 / 100]
}

pub fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
