//! The decision that is made public, as its case has it. Whatever is decided here goes by this alone: it is read
//! in the case by the edge and kept in the envelope. Nothing in it is a person's.

use serde::{Deserialize, Serialize};

use super::{Channel, NotPublic};
use crate::{
    Code, Context, Fen, Moment, Narrative, Refusals, Rejection, Rulebook,
    case::sanction::{Sanction, SanctionKind},
    document::{DocumentNumber, Sha256},
    id::{AgencyCode, CaseId, PartId, SubjectId},
    party::SubjectKind,
};

/// A decision, as far as it matters for its publicity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Matter {
    /// In which case.
    pub case: CaseId,
    /// Which decision of it.
    pub decision: PartId,
    /// Whose.
    pub agency: AgencyCode,
    /// 处罚决定书文号.
    pub number: DocumentNumber,
    /// When it was decided: every limit counts from that day (PUB 9, 10).
    pub decided_at: Moment,
    /// Against whom.
    pub subject: SubjectId,
    /// How the party may be named in public: in full, or 王某某.
    pub party: String,
    /// What kind of subject it is.
    pub party_kind: SubjectKind,
    /// The first two digits of the division where it is registered, where it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub province: Option<String>,
    /// What was imposed.
    pub penalties: Vec<Penalty>,
}

/// A sanction, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Penalty {
    /// What it does.
    pub kind: SanctionKind,
    /// How much, where it is about money or goods.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Fen>,
    /// For how many months, where it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<u16>,
}

/// The redacted copy that was approved (PUB 6, 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Copy {
    /// Its id in the case.
    pub id: PartId,
    /// Its bytes.
    pub sha256: Sha256,
    /// The version of the mask rules that it was made under.
    pub rules: String,
}

/// What the case has of the decision at the time of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnFile {
    /// The decision.
    pub matter: Matter,
    /// When it was served on the party, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub served_on: Option<jiff::civil::Date>,
    /// The copy that had been approved last by then, where one was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub copy: Option<Copy>,
}

impl Penalty {
    /// A sanction as it was imposed, or as it was altered since.
    #[must_use]
    pub fn of(it: &Sanction) -> Self {
        Self { kind: it.kind, amount: it.amount, months: it.months }
    }
}

impl Matter {
    /// Why it is not made public on a channel, where the law of the day of the decision says so: what was decided before
    /// Credit China had rules of its own is shown there as it was to be then.
    #[must_use]
    pub fn barred_from(&self, channel: Channel, law: &Rulebook) -> Option<NotPublic> {
        let kinds = || self.penalties.iter().map(|it| it.kind);
        let minor =
            || kinds().all(|it| matches!(it, SanctionKind::Warning | SanctionKind::Criticism));
        let ruled = || law.in_force(&NotPublic::MinorSanction.citation(), self.decided_at.day());
        channel.bars(kinds(), self.party_kind).or_else(|| {
            let unshown = channel == Channel::CreditChina && minor() && ruled();
            unshown.then_some(NotPublic::MinorSanction)
        })
    }

    /// Whether the party is registered in another province than the division `here`.
    #[must_use]
    pub fn is_elsewhere(&self, here: &str) -> bool {
        match (self.province.as_deref(), here.get(..2)) {
            (Some(theirs), Some(ours)) => theirs != ours,
            _ => false,
        }
    }
}

/// The copy that was approved by then, which is made public: without one nothing is (PUB 4, 7), and before the party has the decision
/// only with a reason.
pub(super) fn copy(
    context: &Context<'_>,
    reason: Option<&Narrative>,
) -> Result<Copy, Vec<Rejection>> {
    let OnFile { copy, served_on, .. } = super::on_file(context)?;
    let mut refusals = Refusals::new();
    refusals.require(copy.is_some(), || {
        Code::StepMissing
            .refuse(
                "公示时尚无经复核批准的公示文本，请先制作并由他人复核批准",
                "no redacted copy had been approved by then: prepare one, and let somebody else approve it",
            )
            .under("PUB", "6")
    });
    let served = served_on.is_some_and(|it| it <= context.occurred.day());
    let explained = reason.is_some_and(|it| !it.is_blank());
    refusals.require(served || explained, || {
        Code::Incomplete
            .refuse(
                "决定书尚未送达当事人，送达前公示的，请说明理由",
                "the party does not have the decision yet: say why it is made public before",
            )
            .under("PUB", "8")
            .at("beforeService")
    });
    refusals.require(!(served && explained), || {
        Code::Contradictory
            .refuse(
                "当事人已经收到决定书，不是送达前公示，无需说明理由",
                "the party had the decision by then: it is not made public before that",
            )
            .under("PUB", "8")
            .at("beforeService")
    });
    refusals.verdict()?;
    copy.clone().ok_or_else(Vec::new)
}
