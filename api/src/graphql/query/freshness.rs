//! How old what is asked here may be.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::super::{
    payload::fault,
    scalars::{DateTime, Position},
};
use crate::App;

#[derive(Default)]
pub struct FreshnessQuery;

/// How far this node has read the log, and since when it could not read on.
#[derive(SimpleObject)]
pub struct Freshness {
    /// Up to this place in the log; what was recorded after it is in no answer yet.
    position: Option<Position>,
    /// When the last act that it has read was recorded.
    recorded_at: Option<DateTime>,
    /// For how many seconds it has not been able to read on: so old may answers be. Absent while it reads on.
    stale_seconds: Option<u64>,
    /// That answers may be old, for the officer; absent while it reads on.
    message: Option<String>,
    /// The same in English.
    message_en: Option<String>,
}

#[Object]
impl FreshnessQuery {
    /// How fresh the answers of this node are. Beside other questions it says so of their answers.
    async fn freshness(&self, ctx: &Context<'_>) -> Result<Freshness> {
        let app = ctx.data::<App>()?;
        let progress = app.progress.borrow().clone();
        let recorded_at = app.read_model.last_known().map_err(fault)?;
        let stale_seconds = progress.waiting.map(|it| it.since.elapsed().as_secs());
        let message = stale_seconds.map(|seconds| {
            format!("案卷记录暂时无法读取，查询结果停留在{seconds}秒以前；恢复后自动更新")
        });
        let message_en = stale_seconds.map(|seconds| {
            format!("the log can't be read at present; answers are up to {seconds} seconds old")
        });
        Ok(Freshness {
            position: progress.position.map(Into::into),
            recorded_at: recorded_at.map(Into::into),
            stale_seconds,
            message,
            message_en,
        })
    }
}
