//! What an answer warns of: what no rule forbids, and whoever reads it is to notice.

use async_graphql::{Context, Result, SimpleObject};
use domain::{
    case::{Command, benchmark::Deviation},
    id::CaseId,
};
use projections::dossier::AsOf;
use uuid::Uuid;

use super::case::folded;
use crate::App;

/// Something that no rule forbids, and that whoever acts is to notice: the act took effect.
#[derive(SimpleObject)]
pub struct Warning {
    /// For the officer.
    message: String,
    /// The same in English.
    message_en: String,
    /// The sanction that it concerns.
    field: Vec<String>,
    /// The article: `《中华人民共和国行政处罚法》第三十四条`.
    citation: String,
}

impl Warning {
    /// Whether such a command may be followed by any.
    pub(super) fn may_follow(command: &Command) -> bool {
        matches!(
            command,
            Command::ConcludeInvestigation(_)
                | Command::ApproveProposal(_)
                | Command::ServePriorNotice(_)
                | Command::DecidePenalty(_)
        )
    }

    /// What a command on a case has proposed outside the benchmark in force (APL 34).
    pub(super) async fn of(ctx: &Context<'_>, case: CaseId, command: Uuid) -> Result<Vec<Self>> {
        let law = &ctx.data::<App>()?.law;
        let Some(dossier) = folded(ctx, case, AsOf::Now).await? else { return Ok(vec![]) };
        let recorded = dossier.entries().filter(|it| it.metadata.command_id == command);
        let deviations = recorded.flat_map(|it| it.event.fact().facets().deviations);
        Ok(deviations.map(|it| Self::deviating(it, law)).collect())
    }

    fn deviating(it: &Deviation, law: &domain::Rulebook) -> Self {
        let mark = it.confidence.mark().map(|it| format!("（{it}）")).unwrap_or_default();
        Self {
            message: format!("{}{mark}，作出处罚决定时应当说明理由", it.text()),
            message_en: format!("{}: whoever decides so says why", it.text_en()),
            field: vec!["sanctions".into(), it.sanction.to_string()],
            citation: law.cite(&it.authority),
        }
    }
}
