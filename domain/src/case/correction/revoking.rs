//! A decision that was found wrong is revoked by the agency itself (APL 75.2), or by its superior (APL 75.1): wholly or in
//! part, to be decided anew or not.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::changing::{OWN, meanwhile, reasoned, received, told};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        decision::Decided,
        guard::{Paper, filled, no_such_part},
        performance::Settled,
        phrase::because,
        publicity::Withdraws,
        remedy::{Effect, Touched},
        service::{Service, announces, check},
    },
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType, Recording},
    id::PartId,
    text::is_blank,
    time::in_chinese,
};

/// The agency revoked its own decision, wholly or in part (自行撤销, APL 75.2). It counts from service on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokedByOwnMotion {
    /// `X1`, `X2`, …
    pub id: PartId,
    /// Which decision.
    pub decision: PartId,
    /// The sanctions that it touches: each is revoked.
    pub touched: Vec<Touched>,
    /// What was wrong.
    pub reason: Narrative,
    /// The remedies that were pending over the decision (ALL 62).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pending: Vec<PartId>,
    /// How the party was served.
    pub service: Service,
    /// 撤销行政处罚决定书.
    pub document: DocumentRef,
    /// The agency decides anew: the investigation is open again.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub begins_redo: bool,
    /// The sanctions and instalments that nobody has to pay any more, and the remedies whose order is about none that counts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relieved: Vec<PartId>,
    /// Those that are settled with it as of another act, or by what was entered late before.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// What is shown of the decision is to be withdrawn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdraws: Option<Withdraws>,
    /// The closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// The superior agency revoked the decision, wholly or in part (上级行政机关撤销, APL 75.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokedBySuperior {
    /// `X1`, `X2`, …
    pub id: PartId,
    /// Which decision.
    pub decision: PartId,
    /// The sanctions that it touches: each is revoked.
    pub touched: Vec<Touched>,
    /// Which agency revoked it.
    pub body: String,
    /// The day on which the agency received that, from which on it counts.
    pub received_on: Date,
    /// Why.
    pub reason: Narrative,
    /// The remedies that were pending over the decision (ALL 62).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pending: Vec<PartId>,
    /// The superior's decision.
    pub document: DocumentRef,
    /// The agency decides anew: the investigation is open again.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub begins_redo: bool,
    /// The sanctions and instalments that nobody has to pay any more, and the remedies whose order is about none that counts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relieved: Vec<PartId>,
    /// Those that are settled with it as of another act, or by what was entered late before.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// What is shown of the decision is to be withdrawn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdraws: Option<Withdraws>,
    /// The closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Revokes a decision of the agency itself.
#[derive(Debug, Clone)]
pub struct Revoke {
    /// Which decision.
    pub decision: PartId,
    /// Which sanctions; all that count, where none is named.
    pub sanctions: Vec<PartId>,
    /// The agency is to decide anew.
    pub anew: bool,
    /// What was wrong.
    pub reason: Narrative,
    /// How the party was served.
    pub service: Service,
    /// 撤销行政处罚决定书.
    pub document: DocumentRef,
}

/// Records that the superior agency revoked a decision.
#[derive(Debug, Clone)]
pub struct RecordRevocation {
    /// Which decision.
    pub decision: PartId,
    /// Which sanctions; all that count, where none is named.
    pub sanctions: Vec<PartId>,
    /// The agency is to decide anew.
    pub anew: bool,
    /// Which agency revoked it.
    pub body: String,
    /// The day on which the agency received that.
    pub received_on: Date,
    /// Why.
    pub reason: Narrative,
    /// The superior's decision.
    pub document: DocumentRef,
}

const SUPERIOR: (&str, &str) = ("APL", "75.1");

impl Act for Revoke {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        self.service.papers().chain([Paper::new(&self.document, "document")]).collect()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.correctable_since(&self.decision)
    }

    fn took_place(&self) -> Option<Date> {
        self.service.took_place()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let since = self.service.served_on;
        let decided = case.to_be_changed(&self.decision, since)?;
        let mut refusals = Refusals::new();
        let touched = refusals.check(case.revoking(decided, &self.sanctions, since));
        if self.anew {
            refusals.check(case.opened_anew(decided, touched.as_deref(), since));
        }
        refusals.check(reasoned(
            &self.reason,
            (&self.document, DocumentType::CorrectionDecision),
            OWN,
        ));
        refusals.check(announces(&self.service, DocumentType::CorrectionDecision, case));
        refusals.check(check(&self.service, self.rests_on(case), (case, context)));
        refusals.verdict()?;
        let revoked = RevokedByOwnMotion {
            id: case.next_correction(),
            decision: self.decision.clone(),
            touched: touched.unwrap_or_default(),
            reason: self.reason.clone(),
            pending: case.pending_then(&self.decision, since),
            service: self.service.overtaking(DocumentType::CorrectionDecision, case),
            document: self.service.numbering(&self.document, case),
            begins_redo: self.anew,
            relieved: vec![],
            settled: vec![],
            withdraws: None,
            deadlines: vec![],
        };
        let event = Event::DecisionRevokedByOwnMotion(revoked.clone());
        let what = (&self.decision, &revoked.touched[..]);
        let follows = case.following(&event, what, (since, context))?;
        Ok(vec![Event::DecisionRevokedByOwnMotion(RevokedByOwnMotion {
            relieved: follows.relieved,
            settled: follows.settled,
            withdraws: follows.withdraws,
            deadlines: follows.deadlines,
            ..revoked
        })])
    }
}

impl Act for RecordRevocation {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.correctable_since(&self.decision)
    }

    fn took_place(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let since = self.received_on;
        let decided = case.to_be_changed(&self.decision, since)?;
        let mut refusals = Refusals::new();
        let touched = refusals.check(case.revoking(decided, &self.sanctions, since));
        if self.anew {
            refusals.check(case.opened_anew(decided, touched.as_deref(), since));
        }
        let paper = (&self.document, DocumentType::SuperiorDecision);
        refusals.check(reasoned(&self.reason, paper, SUPERIOR));
        let body = is_blank(&self.body);
        filled(&mut refusals, body, "body", "作出撤销决定的上级行政机关", SUPERIOR);
        refusals.check(received((since, self.rests_on(case)), context));
        refusals.verdict()?;
        let revoked = RevokedBySuperior {
            id: case.next_correction(),
            decision: self.decision.clone(),
            touched: touched.unwrap_or_default(),
            body: self.body.trim().to_owned(),
            received_on: since,
            reason: self.reason.clone(),
            pending: case.pending_then(&self.decision, since),
            document: self.document.clone(),
            begins_redo: self.anew,
            relieved: vec![],
            settled: vec![],
            withdraws: None,
            deadlines: vec![],
        };
        let event = Event::DecisionRevokedBySuperior(revoked.clone());
        let what = (&self.decision, &revoked.touched[..]);
        let follows = case.following(&event, what, (since, context))?;
        Ok(vec![Event::DecisionRevokedBySuperior(RevokedBySuperior {
            relieved: follows.relieved,
            settled: follows.settled,
            withdraws: follows.withdraws,
            deadlines: follows.deadlines,
            ..revoked
        })])
    }
}

impl Case {
    /// Each of these sanctions is revoked; all that count, where none is named.
    fn revoking(
        &self,
        decided: &Decided,
        sanctions: &[PartId],
        on: Date,
    ) -> Result<Vec<Touched>, Vec<Rejection>> {
        let counting: Vec<_> = self.counting_of(decided, on).into_iter().map(|it| &it.id).collect();
        let mut refusals = Refusals::new();
        for (n, sanction) in sanctions.iter().enumerate() {
            let named_before = sanctions[..n].contains(sanction);
            refusals.require(counting.contains(&sanction) && !named_before, || {
                let field = format!("sanctions.{n}");
                no_such_part(sanction, "有效的处罚（或者重复列出）", &field)
            });
        }
        refusals.verdict()?;
        let meant =
            counting.into_iter().filter(|it| sanctions.is_empty() || sanctions.contains(it));
        Ok(meant.map(|it| Touched { sanction: it.clone(), effect: Effect::Revoked }).collect())
    }

    /// Only the last decision is made anew, and only where nothing of it is left.
    fn opened_anew(
        &self,
        decided: &Decided,
        touched: Option<&[Touched]>,
        on: Date,
    ) -> Result<(), Vec<Rejection>> {
        let counting = self.counting_of(decided, on).len();
        let whole = touched.is_none_or(|it| it.len() == counting);
        let last = self.record.last_decision() == Some(&decided.id);
        let mut refusals = Refusals::new();
        refusals.require(whole && last && self.is_decided(), || {
            Code::Contradictory
                .refuse(
                    "只有全部撤销最后一次决定后才重新作出决定",
                    "only the last decision is made anew, once all of it is revoked",
                )
                .at("anew")
        });
        refusals.verdict()
    }
}

fn anew(begins: bool) -> &'static str {
    if begins { "，恢复调查，重新作出决定" } else { "" }
}

impl Fact for RevokedByOwnMotion {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[OWN])
            .timing(&self.deadlines)
            .relieving(&self.relieved)
            .settled(&self.settled)
            .withdrawing(self.withdraws.as_ref())
            .filing([&self.document])
            .serving(&self.service)
            .replacing(Timer::ReconForward, None);
        if self.begins_redo { facets.redoing() } else { facets }
    }

    fn sentence(&self) -> String {
        format!(
            "发现行政处罚决定（{}）有错误，主动改正{}，作出撤销决定（编号{}）：{}{}，{}，送达日期为{}，自该日起生效{}",
            self.decision,
            meanwhile(&self.pending),
            self.id,
            told(&self.touched),
            because(&self.reason),
            self.service.mode.on_the_party(),
            in_chinese(self.service.served_on),
            anew(self.begins_redo)
        )
    }
}

impl Fact for RevokedBySuperior {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[SUPERIOR])
            .on(Some(self.received_on))
            .timing(&self.deadlines)
            .relieving(&self.relieved)
            .settled(&self.settled)
            .withdrawing(self.withdraws.as_ref())
            .filing([&self.document])
            .replacing(Timer::ReconForward, None);
        if self.begins_redo { facets.redoing() } else { facets }
    }

    fn sentence(&self) -> String {
        format!(
            "于{}收到上级行政机关{}撤销行政处罚决定（{}）的决定{}（编号{}）：{}{}{}",
            in_chinese(self.received_on),
            self.body,
            self.decision,
            meanwhile(&self.pending),
            self.id,
            told(&self.touched),
            because(&self.reason),
            anew(self.begins_redo)
        )
    }
}
