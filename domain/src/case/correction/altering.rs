//! A decision that was found wrong is altered by the agency itself (APL 75.2). Nothing becomes heavier so: that wants a
//! notice and a decision of its own (APL 44, 62).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::changing::{OWN, meanwhile, reasoned, told};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        benchmark::{self, Deviation},
        decision::Decided,
        guard::{Paper, filled, no_such_part},
        performance::Settled,
        phrase::{because, until},
        publicity::Withdraws,
        remedy::{Applicant, Effect, Touched},
        sanction::{Sanction, well_formed},
        service::{Service, announces, check, signed},
    },
    clock::{Deadline, EnteredLate, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording},
    id::PartId,
    time::in_chinese,
};

/// The agency altered its own decision (自行变更, APL 75.2). It counts from service on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Altered {
    /// `X1`, `X2`, …
    pub id: PartId,
    /// Which decision.
    pub decision: PartId,
    /// 处罚 number of the decision that alters it.
    pub number: DocumentNumber,
    /// The sanctions that it touches, each with what became of it.
    pub touched: Vec<Touched>,
    /// What was wrong.
    pub reason: Narrative,
    /// What of it lies outside the benchmark in force (APL 34).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deviations: Vec<Deviation>,
    /// Why it lies outside, in the words of whoever decided (APL 34).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deviation_reasons: Option<Narrative>,
    /// The remedies that were pending over the decision (ALL 62).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pending: Vec<PartId>,
    /// How the party was served.
    pub service: Service,
    /// 变更行政处罚决定书.
    pub document: DocumentRef,
    /// The sanctions and instalments that nobody has to pay any more, and the remedies whose order is about none that counts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relieved: Vec<PartId>,
    /// Those that are settled with it as of another act, or by what was entered late before.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// The sanctions and instalments that are to be paid again.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reopened: Vec<PartId>,
    /// Something is to be performed again, or was meanwhile: the time to close that runs is over.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unfinished: bool,
    /// It was entered late.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entered_late: Option<EnteredLate>,
    /// What is shown of the decision is to be withdrawn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdraws: Option<Withdraws>,
    /// The party's time to ask for a remedy; the closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Alters a decision of the agency itself.
#[derive(Debug, Clone)]
pub struct Alter {
    /// Which decision.
    pub decision: PartId,
    /// The sanctions that change: altered, or revoked besides.
    pub touched: Vec<Touched>,
    /// What was wrong.
    pub reason: Narrative,
    /// Why a fine lies outside the benchmark, where one does.
    pub deviation_reasons: Option<Narrative>,
    /// How the party was served.
    pub service: Service,
    /// 变更行政处罚决定书.
    pub document: DocumentRef,
}

impl Act for Alter {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        self.service.papers().chain([Paper::new(&self.document, "document")]).collect()
    }

    fn number(&self) -> Option<NumberKind> {
        self.service.wants(NumberKind::Penalty)
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
        let decided = case.to_be_changed(&self.decision, self.service.served_on)?;
        let mut refusals = Refusals::new();
        refusals.check(self.touching(case, decided));
        let deviations = case.deviations_as_found(&self.altered(), context);
        refusals.check(benchmark::answered(&deviations, self.deviation_reasons.as_ref()));
        refusals.check(reasoned(
            &self.reason,
            (&self.document, DocumentType::CorrectionDecision),
            OWN,
        ));
        refusals.check(announces(&self.service, DocumentType::CorrectionDecision, case));
        refusals.check(check(&self.service, self.rests_on(case), (case, context)));
        let number = refusals.check(signed(
            &self.service,
            DocumentType::CorrectionDecision,
            (case, context),
        ));
        refusals.verdict()?;
        let altered = number.map(|number| Altered {
            id: case.next_correction(),
            decision: self.decision.clone(),
            touched: self.touched.clone(),
            reason: self.reason.clone(),
            deviation_reasons: self.deviation_reasons.clone().filter(|_| !deviations.is_empty()),
            deviations,
            pending: case.pending_then(&self.decision, self.service.served_on),
            service: self.service.overtaking(DocumentType::CorrectionDecision, case),
            document: self.document.numbered(&number),
            number,
            relieved: vec![],
            settled: vec![],
            reopened: vec![],
            unfinished: false,
            entered_late: context.entered_late_since(self.took_place()),
            withdraws: None,
            deadlines: vec![],
        });
        let Some(altered) = altered else { return Ok(vec![]) };
        let event = Event::DecisionAltered(altered.clone());
        let what = (&self.decision, &altered.touched[..]);
        let follows = case.following(&event, what, (self.service.served_on, context))?;
        let remedies = case.time_for_a_remedy(&self.decision, context, self.service.served_on)?;
        Ok(vec![Event::DecisionAltered(Altered {
            relieved: follows.relieved,
            settled: follows.settled,
            reopened: follows.again.reopened,
            unfinished: follows.again.unfinished,
            withdraws: follows.withdraws,
            deadlines: follows.deadlines.into_iter().chain(remedies).collect(),
            ..altered
        })])
    }
}

impl Alter {
    /// What counts instead.
    fn altered(&self) -> Vec<Sanction> {
        let to = self.touched.iter().filter_map(|it| match &it.effect {
            Effect::Altered { to } => Some(to.clone()),
            Effect::Revoked | Effect::ConfirmedIllegal | Effect::Void | Effect::Upheld => None,
        });
        to.collect()
    }

    /// It changes sanctions that count, each once, at least one into another one, and none into a heavier one.
    fn touching(&self, case: &Case, decided: &Decided) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let altered = self.touched.iter().any(|it| matches!(it.effect, Effect::Altered { .. }));
        filled(&mut refusals, !altered, "touched", "变更后的处罚", OWN);
        let mut seen = BTreeSet::new();
        for (n, touched) in self.touched.iter().enumerate() {
            let before = case.counting_of(decided, self.service.served_on);
            let before = before.into_iter().find(|it| it.id == touched.sanction);
            let field = format!("touched.{n}.sanction");
            refusals.require(before.is_some() && seen.insert(&touched.sanction), || {
                no_such_part(&touched.sanction, "有效的处罚（或者重复列出）", &field)
            });
            let Some(before) = before else { continue };
            match &touched.effect {
                Effect::Altered { to } => refusals.check(no_heavier((n, to), before)),
                Effect::Revoked => Some(()),
                Effect::ConfirmedIllegal | Effect::Void | Effect::Upheld => {
                    refusals.refuse(
                        Code::Contradictory
                            .refuse(
                                format!(
                                    "行政机关自行纠正不能将处罚{}{}",
                                    touched.sanction,
                                    touched.effect.kind().label()
                                ),
                                "the agency itself alters or revokes",
                            )
                            .under(OWN.0, OWN.1)
                            .at(&format!("touched.{n}.effect")),
                    );
                    None
                }
            };
        }
        refusals.verdict()
    }
}

/// What counts instead keeps its id, says what it has to, and does no more harm (APL 44, 62).
fn no_heavier((n, to): (usize, &Sanction), before: &Sanction) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.require(to.id == before.id, || {
        Code::Contradictory
            .refuse("变更后的处罚沿用原编号", "what is altered keeps its id")
            .at(&format!("touched.{n}.to.id"))
    });
    refusals.check(well_formed(std::slice::from_ref(to)));
    refusals.require(to.is_no_heavier_than(before), || {
        Code::WorseForApplicant
            .refuse(
                format!(
                    "处罚{}变更为{}，重于现行有效的{}；加重处罚应当撤销原决定，重新告知后另行作出决定",
                    before.id,
                    to.text(),
                    before.text()
                ),
                format!("{} would become heavier, which wants a notice and a decision of its own", before.id),
            )
            .under("APL", "62")
            .at(&format!("touched.{n}.to"))
    });
    refusals.verdict()
}

impl Case {
    /// The time in which the party may ask for reconsideration of what was altered, or sue over it (ARL 20; ALL 46), where it
    /// has done neither before: then that goes on.
    fn time_for_a_remedy(
        &self,
        decision: &PartId,
        context: &Context<'_>,
        served_on: Date,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let mut asked = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        if asked.any(|it| it.opened.by == Applicant::Party) {
            return Ok(vec![]);
        }
        let mut deadlines = vec![];
        for timer in [Timer::ReconApply, Timer::SuitDirect] {
            let start = Moment::midnight(served_on);
            deadlines.extend(self.start(context, timer, Some(decision), start)?);
        }
        Ok(deadlines)
    }
}

impl Fact for Altered {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[OWN])
            .timing(&self.deadlines)
            .relieving(&self.relieved)
            .settled(&self.settled)
            .reopening(&self.reopened, self.unfinished)
            .withdrawing(self.withdraws.as_ref())
            .deviating(&self.deviations)
            .filing([&self.document])
            .serving(&self.service)
            .replacing(Timer::ReconForward, None)
    }

    fn sentence(&self) -> String {
        format!(
            "发现行政处罚决定（{}）有错误，主动改正{}，作出变更决定（{}，编号{}）：{}{}，{}，送达日期为{}，自该日起生效{}{}",
            self.decision,
            meanwhile(&self.pending),
            self.number,
            self.id,
            told(&self.touched),
            because(&self.reason),
            self.service.mode.on_the_party(),
            in_chinese(self.service.served_on),
            until(&self.deadlines, Timer::ReconApply, "申请行政复议期限"),
            benchmark::noting_why(&self.deviations, self.deviation_reasons.as_ref())
        )
    }
}
