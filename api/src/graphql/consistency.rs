//! How much of the log an answer has to hold: nodes read on each by itself.

use async_graphql::{Context, ErrorExtensions as _, InputObject, Result};

use super::scalars::Position;
use crate::{App, fault::Fault};

/// How much an answer has to hold.
#[derive(InputObject)]
pub struct Consistency {
    /// All up to this place in the log, as a payload has answered it: whoever wrote by another node sees what
    /// they wrote. The answer waits for two seconds; if it does not come, the error is `NOT_YET`.
    at_least: Position,
}

impl Consistency {
    /// Waits until readers see as much as is asked for.
    ///
    /// # Errors
    ///
    /// Where they don't in time.
    pub async fn kept(ctx: &Context<'_>, asked: Option<Self>) -> Result<()> {
        let Some(Self { at_least }) = asked else { return Ok(()) };
        let (app, wanted) = (ctx.data::<App>()?, store::Position::from(at_least));
        if app.visible(wanted).await {
            return Ok(());
        }
        let reached = app.progress.borrow().position.map(|it| it.to_string());
        let at = reached.as_deref().unwrap_or("none");
        let message = format!("this node has read the log up to {at}, and not yet up to {wanted}");
        let error = Fault::NotYet.error(message);
        Err(error.extend_with(|_, extensions| extensions.set("position", reached.as_deref())))
    }
}
