//! What is shown to the public of a decision: the redacted copy, its summary, and where something was masked.

use async_graphql::SimpleObject;
use domain::{case::redaction, masking};

use super::super::{
    party::SubjectKind,
    scalars::{Date, DateTime, DocumentNumber, PartId, PersonId, Sha256},
    vocabulary::{MaskedDatum, MaskedPerson, ViolationType},
};

/// What is shown to the public of a decision (PUB 4–7).
#[derive(SimpleObject)]
pub struct RedactedCopy {
    /// By which other acts name it: `C1`.
    id: PartId,
    /// Of which decision.
    decision: PartId,
    /// The paper as it is served, from which it was made: the decision, or what altered it last.
    served: Sha256,
    /// The copy's bytes: `GET /cases/{id}/documents/{sha256}`.
    sha256: Sha256,
    /// 行政处罚信息摘要, which stands in front of it.
    summary: PublicitySummary,
    /// 法定代表人、负责人 of an organisation, as Credit China shows them; absent where the copy names nobody.
    representative: Option<String>,
    /// The version of the mask rules that it was made under.
    rules: String,
    /// Where something was masked, under which rule; never what.
    masked: Vec<MaskedRange>,
    /// Who prepared it.
    prepared_by: PersonId,
    /// When.
    prepared_at: DateTime,
    /// Who approved it; absent where nobody has.
    approved_by: Option<PersonId>,
    /// When.
    approved_at: Option<DateTime>,
}

/// A place of the served text at which something was masked or taken out.
#[derive(SimpleObject)]
pub struct MaskedRange {
    /// What kind of datum.
    datum: MaskedDatum,
    /// What kind of datum, in Chinese.
    datum_label: &'static str,
    /// Whose.
    whose: MaskedPerson,
    /// Whose, in Chinese.
    whose_label: &'static str,
    /// The first character, from 0.
    from: u32,
    /// The first one after it.
    to: u32,
}

/// 行政处罚信息摘要 (PUB 4).
#[derive(SimpleObject)]
pub struct PublicitySummary {
    /// 行政处罚决定书文号.
    number: DocumentNumber,
    /// 当事人, as it may be named.
    party: String,
    /// What kind of subject it is.
    party_kind: SubjectKind,
    /// What kind of subject it is, in Chinese.
    party_kind_label: &'static str,
    /// Its number in the register, where it stands in one.
    registration: Option<String>,
    /// 违法行为类型.
    violation: ViolationType,
    /// 违法行为类型, in Chinese.
    violation_label: &'static str,
    /// 行政处罚内容.
    content: String,
    /// 作出行政处罚决定的行政机关名称.
    agency: String,
    /// 作出决定的日期.
    decided_on: Date,
}

impl From<&redaction::Copy> for RedactedCopy {
    fn from(it: &redaction::Copy) -> Self {
        let redaction::Copy { prepared, since, approved } = it;
        Self {
            id: prepared.id.clone().into(),
            decision: prepared.decision.clone().into(),
            served: prepared.served.into(),
            sha256: prepared.document.sha256.into(),
            summary: (&prepared.summary).into(),
            representative: prepared.representative.as_ref().and_then(|it| it.open().cloned()),
            rules: prepared.rules.clone(),
            masked: prepared.masked.iter().map(Into::into).collect(),
            prepared_by: prepared.prepared_by.person.clone().into(),
            prepared_at: (*since).into(),
            approved_by: approved.as_ref().map(|(by, _)| by.person.clone().into()),
            approved_at: approved.as_ref().map(|(_, at)| (*at).into()),
        }
    }
}

impl From<&masking::MaskedRange> for MaskedRange {
    fn from(it: &masking::MaskedRange) -> Self {
        Self {
            datum: it.rule.datum.into(),
            datum_label: it.rule.datum.label(),
            whose: it.rule.whose.into(),
            whose_label: it.rule.whose.label(),
            from: it.from,
            to: it.to,
        }
    }
}

impl From<&redaction::Summary> for PublicitySummary {
    fn from(it: &redaction::Summary) -> Self {
        Self {
            number: it.number.clone().into(),
            party: it.party.clone(),
            party_kind: it.party_kind.into(),
            party_kind_label: it.party_kind.label(),
            registration: it.registration.clone(),
            violation: it.violation.into(),
            violation_label: it.violation.label(),
            content: it.content.clone(),
            agency: it.agency.clone(),
            decided_on: it.decided_on.into(),
        }
    }
}
