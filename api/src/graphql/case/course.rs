//! The course of a case up to the conclusion of its investigation.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    Moment,
    case::{evidence, extension, filing, parts::FilePart, state, suspension},
    time::in_chinese,
};

use super::{
    super::{
        scalars::{Date, DateTime, PartId, PowerItem, Sha256},
        vocabulary::{
            AppraisalKind, EvidenceKind, FilingCondition, NotFiledReason, SuspensionGround,
        },
    },
    Shown,
    people::{CaseParty, Lead, NamedOfficer, Recusal},
    register::Document,
};

pub struct Course(pub(super) Arc<Shown>);

/// What a case was filed for (PR 19).
#[derive(SimpleObject)]
pub struct Filing {
    /// When.
    filed_at: DateTime,
    /// The item of the 权责清单 that the case is handled under.
    power_item: PowerItem,
    /// The evidence that prima facie shows a violation.
    evidence: String,
    /// The provision under which a penalty is due.
    provision: String,
    /// Why this agency is competent.
    jurisdiction: String,
    /// When the violation was committed, or ended (APL 36).
    violation_ended_on: Date,
    /// The violation lapses after five years instead of two (APL 36).
    long_limitation: bool,
    /// The act in law, where agencies agreed on a name for it.
    act_id: Option<String>,
}

/// Why a case was not filed (PR 20).
#[derive(SimpleObject)]
pub struct NotFiled {
    /// When that was decided.
    decided_at: DateTime,
    /// Why.
    reason: NotFiledReason,
    /// Why, in the words of the rules.
    reason_label: String,
    /// Which conditions of PR 19 are not met, where that is why.
    conditions: Vec<FilingCondition>,
    /// Which, in the words of PR 19.
    conditions_labels: Vec<String>,
    /// Why, in this case.
    explanation: String,
}

/// A piece of evidence. Who provided it is answered by `readSealed` alone.
#[derive(SimpleObject)]
pub struct Evidence {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Of which kind (APL 46).
    kind: EvidenceKind,
    /// The kind in Chinese.
    kind_label: String,
    /// What it is and what it shows.
    description: String,
    /// 证据出处.
    origin: String,
    /// It comes from the party itself.
    from_party: bool,
    /// 原件, 经核对的复制件 or 固定的电子数据.
    form: String,
    /// The digest of data that were fixed by copying.
    fixed_sha256: Option<Sha256>,
    /// Who collected it.
    officers: Vec<NamedOfficer>,
    /// The evidence itself, or the record of it.
    documents: Vec<Document>,
    /// The provider or the party refused to sign.
    signature_refused: bool,
    /// The party, told to be there, was not (PR 28, 43).
    party_absent: bool,
    /// What the record notes of an absence or a refusal to sign (PR 43).
    situation: Option<String>,
    /// What is said in a sound recording, in writing (PR 25).
    transcript: Option<Document>,
}

/// An appraisal (检测、检验、检疫、鉴定), while which the clock of the case stands still.
#[derive(SimpleObject)]
pub struct Appraisal {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// What is done.
    kind: AppraisalKind,
    /// What is done, in Chinese.
    kind_label: String,
    /// Who does it.
    institution: String,
    /// What is to be found out.
    question: String,
    /// Since when.
    commissioned_at: DateTime,
    /// By when it is to be done, as the party was told.
    until: Option<Date>,
    /// When the result came.
    result_at: Option<DateTime>,
    /// The party was told the result.
    told: bool,
}

/// A suspension of the investigation (中止调查).
#[derive(SimpleObject)]
pub struct Suspension {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// Why (PR 46).
    ground: SuspensionGround,
    /// Why, in the words of the rules.
    ground_label: String,
    /// Why, in this case.
    reason: String,
}

/// An extension of the time for deciding (PR 64).
#[derive(SimpleObject)]
pub struct Extension {
    /// By how many days.
    days: u32,
    /// Why.
    reason: String,
    /// The leaders who decided it together, where they had to.
    attendees: Vec<NamedOfficer>,
}

#[Object]
impl Course {
    /// Where it comes from. Main file: absent for whoever sees decisions alone.
    async fn lead(&self, ctx: &Context<'_>) -> Result<Option<Lead>> {
        let record = self.0.record(ctx).await?;
        Ok(record.lead.as_ref().map(|it| Lead::new(it, record.reporter_informed)))
    }

    /// Who verifies the lead, or did last. Main file: absent for whoever sees decisions alone.
    async fn verifiers(&self, ctx: &Context<'_>) -> Result<Option<Vec<NamedOfficer>>> {
        self.0.parts(ctx, (FilePart::Main, state::Record::verifying)).await
    }

    /// What it was filed for. Main file: absent for whoever sees decisions alone.
    async fn filing(&self, ctx: &Context<'_>) -> Result<Option<Filing>> {
        Ok(self.0.record(ctx).await?.filed.as_ref().map(Into::into))
    }

    /// Why it was not filed. Main file: absent for whoever sees decisions alone.
    async fn not_filed(&self, ctx: &Context<'_>) -> Result<Option<NotFiled>> {
        Ok(self.0.record(ctx).await?.not_filed.as_ref().map(Into::into))
    }

    /// Against whom, once filed. Whoever sees decisions alone reads here whom the decision names.
    async fn party_details(&self, ctx: &Context<'_>) -> Result<Option<CaseParty>> {
        let record = self.0.record(ctx).await?;
        let filed = record.filed.as_ref().map(|(_, it)| &it.party);
        let decided = record.decisions.last().map(|(_, it)| &it.party);
        Ok(filed.or(decided).map(Into::into))
    }

    /// Who handles it. Main file: absent for whoever sees decisions alone.
    async fn handlers(&self, ctx: &Context<'_>) -> Result<Option<Vec<NamedOfficer>>> {
        self.0.parts(ctx, (FilePart::Main, state::Record::handling)).await
    }

    /// Requests that an officer withdraw. Main file: absent for whoever sees decisions alone.
    async fn recusals(&self, ctx: &Context<'_>) -> Result<Option<Vec<Recusal>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.recusals)).await
    }

    /// The evidence. Main file: absent for whoever sees decisions alone.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Option<Vec<Evidence>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.evidence)).await
    }

    /// Appraisals. Main file: absent for whoever sees decisions alone.
    async fn appraisals(&self, ctx: &Context<'_>) -> Result<Option<Vec<Appraisal>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.appraisals)).await
    }

    /// Suspensions. Main file: absent for whoever sees decisions alone.
    async fn suspensions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Suspension>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.suspensions)).await
    }

    /// Extensions of the time for deciding. Main file: absent for whoever sees decisions alone.
    async fn extensions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Extension>>> {
        self.0.parts(ctx, (FilePart::Main, |it| &it.extensions)).await
    }
}

impl From<&(Moment, filing::Filed)> for Filing {
    fn from((at, it): &(Moment, filing::Filed)) -> Self {
        Self {
            filed_at: (*at).into(),
            power_item: it.power_item.clone().into(),
            evidence: it.grounds.evidence.shown().to_owned(),
            provision: it.grounds.provision.clone(),
            jurisdiction: it.grounds.jurisdiction.shown().to_owned(),
            violation_ended_on: it.violation_ended_on.into(),
            long_limitation: it.long_limitation,
            act_id: it.act_id.clone(),
        }
    }
}

impl From<&(Moment, filing::NotFiled)> for NotFiled {
    fn from((at, it): &(Moment, filing::NotFiled)) -> Self {
        Self {
            decided_at: (*at).into(),
            reason: it.reason.into(),
            reason_label: it.reason.label().to_owned(),
            conditions: it.conditions.iter().copied().map(Into::into).collect(),
            conditions_labels: it.conditions.iter().map(|it| it.label().to_owned()).collect(),
            explanation: it.explanation.shown().to_owned(),
        }
    }
}

impl From<&evidence::Collected> for Evidence {
    fn from(it: &evidence::Collected) -> Self {
        let (form, fixed) = match &it.form {
            evidence::EvidenceForm::Original => ("原件".to_owned(), None),
            evidence::EvidenceForm::ConfirmedCopy { reason, provided_on } => {
                let on = provided_on.map(|it| format!("，{}出证", in_chinese(it)));
                let on = on.unwrap_or_default();
                (format!("经核对的复制件（{}{on}）", reason.shown()), None)
            }
            evidence::EvidenceForm::Fixed { method, made_at, sha256, .. } => (
                format!("固定的复制件（{method}，{}制作）", in_chinese(made_at.day())),
                Some(*sha256),
            ),
        };
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label().to_owned(),
            description: it.description.shown().to_owned(),
            origin: it.origin.shown().to_owned(),
            from_party: it.from_party,
            form,
            fixed_sha256: fixed.map(Into::into),
            officers: it.officers.iter().map(Into::into).collect(),
            documents: it.documents.iter().map(Into::into).collect(),
            signature_refused: it.signature_refused,
            party_absent: it.party_absent,
            situation: it.situation.as_ref().map(|it| it.shown().to_owned()),
            transcript: it.sound.as_ref().and_then(|it| it.transcript()).map(Into::into),
        }
    }
}

impl From<&state::Appraisal> for Appraisal {
    fn from(appraisal: &state::Appraisal) -> Self {
        let it = &appraisal.commissioned;
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label().to_owned(),
            institution: it.institution.clone(),
            question: it.question.shown().to_owned(),
            commissioned_at: appraisal.since.into(),
            until: it.until.map(Into::into),
            result_at: appraisal.result.map(Into::into),
            told: appraisal.told,
        }
    }
}

impl From<&suspension::Suspended> for Suspension {
    fn from(it: &suspension::Suspended) -> Self {
        Self {
            id: it.id.clone().into(),
            ground: it.ground.into(),
            ground_label: it.ground.label().to_owned(),
            reason: it.reason.shown().to_owned(),
        }
    }
}

impl From<&extension::Extended> for Extension {
    fn from(it: &extension::Extended) -> Self {
        Self {
            days: it.days,
            reason: it.reason.shown().to_owned(),
            attendees: it.attendees.iter().map(Into::into).collect(),
        }
    }
}
