//! Approving the closing form, which the handling unit has filled in (批准结案, PR 77).

use jiff::civil::Date;

use super::{Closed, ClosingGround};
use crate::{
    Capability, Code, Context, Fen, Moment, Narrative, Refusals, Rejection, Role,
    case::{
        Act, Case, Event, Main, Needs,
        basis::Basis,
        guard::{Paper, filled, issued_before, of_type, unfilled},
        handlers::{Handler, recused, registered},
        missing::{self, Missing},
    },
    document::{DocumentRef, DocumentType},
    id::PersonId,
    rejection::word,
};

/// Approves the closing of the main line (批准结案). Publicity and late payments go on beside it.
#[derive(Debug, Clone)]
pub struct Close {
    /// On which ground.
    pub ground: ClosingGround,
    /// Why, on another ground; or why a surcharge that is open is not levied.
    pub explanation: Option<Narrative>,
    /// Who filled in the form: one of those who handled the case, or somebody who heads a unit; never whoever
    /// approves it.
    pub prepared_by: PersonId,
    /// The day on which it was filled in; that of the approval where left out.
    pub prepared_on: Option<Date>,
    /// 结案审批表.
    pub form: DocumentRef,
    /// What must be on file and is not yet.
    pub documents: Vec<DocumentRef>,
}

impl ClosingGround {
    fn stage(self) -> Main {
        match self {
            Self::Performed | Self::Other => Main::PenaltyDecided,
            Self::Terminated => Main::Terminated,
            Self::NotPenalised => Main::NoPenaltyDecided,
            Self::NotEstablished => Main::NotEstablished,
        }
    }
}

impl Act for Close {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn people(&self) -> Vec<&PersonId> {
        vec![&self.prepared_by]
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let others = Paper::all(&self.documents, "documents");
        std::iter::once(Paper::new(&self.form, "form")).chain(others).collect()
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let paid = case.last_on(&Basis::Payment);
        let sanctions = case.record.decisions.iter().flat_map(|(_, it)| &it.sanctions);
        let carried_out = case.last_on_parts(sanctions.map(|it| &it.id));
        let reached = case.decision_reached().max(case.changed());
        case.since.max(paid).max(reached).max(carried_out)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let ends = ClosingGround::ALL.map(ClosingGround::stage);
        if refusals.check(case.stands_at(&ends)).is_some() {
            refusals.check(self.grounded(case, context));
            refusals.check(missing::complete(self.missing_ends(case, context)));
            refusals.check(self.explained(case, context));
            refusals.check(self.completes(case));
        }
        refusals.check(of_type((&self.form, "form"), DocumentType::ClosingForm, ("PR", "77")));
        refusals.check(self.prepared(case, context));
        refusals.verdict()?;
        Ok(vec![Event::CaseClosed(Closed {
            ground: self.ground,
            explanation: self.explanation.clone(),
            prepared_by: self.prepared_by.clone(),
            prepared_on: self.prepared_on.filter(|it| *it != context.occurred.day()),
            meets: case.open_form().and_then(|it| it.of.clone()),
            form: self.form.clone(),
            documents: self.documents.clone(),
        })])
    }
}

/// Whoever fills in the form handled the case or heads a unit (PR 77).
fn at_the_handling_unit(
    preparer: &Handler,
    case: &Case,
    context: &Context<'_>,
) -> Result<(), Vec<Rejection>> {
    let (person, day) = (&preparer.person, context.occurred.day());
    let register = context.facts.officers.get(person);
    let heads = register.is_some_and(|it| it.holds(Role::UnitHead, day));
    let mut refusals = Refusals::new();
    refusals.require(heads || case.record.handled_by.contains(person), || {
        Code::NotPermitted
            .refuse(
                format!("结案审批表由办案机构填写，{}（{person}）未参与办理本案", preparer.shown),
                format!("the handling unit fills in the form; {person} never handled the case"),
            )
            .under("PR", "77")
            .at("preparedBy")
    });
    refusals.verdict()
}

impl Close {
    /// What must have come before: the decision has reached the party whatever the ground, and but for another one, which
    /// says why, it was performed (APL 61; PR 77.1, 81).
    fn missing_ends(&self, case: &Case, context: &Context<'_>) -> Vec<Missing> {
        match self.ground {
            ClosingGround::Other => case.lacks_service().into_iter().collect(),
            _ => case.missing_ends(context.occurred.day()),
        }
    }

    /// The handling unit fills in the form, a leader approves it afterwards (PR 77): somebody else, who handled
    /// the case or heads a unit, not recused from it (PR 4), and once there was something to close.
    fn prepared(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if context.actor.person() == Some(&self.prepared_by) {
            refusals.refuse(
                Code::ConflictOfDuties
                    .refuse(
                        "结案审批表由办案机构填写，批准人不得为填写人",
                        "whoever approves the form did not fill it in",
                    )
                    .under("PR", "77")
                    .at("preparedBy"),
            );
        } else {
            let named = registered(context, &self.prepared_by);
            if let Some(preparer) = refusals.check_at("preparedBy", named) {
                let withdrew = case.was_recused(&preparer.person, context.occurred);
                refusals.require(!withdrew, || recused(&preparer).at("preparedBy"));
                refusals.check(at_the_handling_unit(&preparer, case, context));
            }
        }
        refusals.check(self.dated(case, context));
        refusals.verdict()
    }

    /// Filled in once there was something to close, and not after it was approved (PR 77).
    fn dated(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let Some(on) = self.prepared_on else { return Ok(()) };
        let approved = context.occurred.day();
        let mut refusals = Refusals::new();
        refusals.require(on <= approved, || {
            Code::Contradictory
                .refuse(
                    format!("结案审批表填写日期{on}晚于批准日期{approved}，批准不得早于填写"),
                    format!("the form was filled in on {on}, after its approval ({approved})"),
                )
                .under("PR", "77")
                .at("preparedOn")
        });
        if let Some(ended) = self.rests_on(case).map(Moment::day).filter(|it| on < *it) {
            refusals.refuse(
                Code::BeforeItsBasis
                    .refuse(
                        format!("结案审批表填写日期{on}早于结案事由发生之日（{ended}）"),
                        format!(
                            "the form was filled in on {on}, before the case had ended ({ended})"
                        ),
                    )
                    .under("PR", "77")
                    .at("preparedOn"),
            );
        }
        refusals.verdict()
    }

    /// It is how the case ended; what has wholly fallen was not performed (PR 77.1(1), (5)).
    fn grounded(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let counts = case.counting_decision(context.occurred.day()).is_some();
        let nothing_left = case.main == Main::PenaltyDecided && !counts;
        refusals.require(self.ground != ClosingGround::Performed || !nothing_left, || {
            let other = ClosingGround::Other;
            Code::Contradictory
                .refuse(
                    format!(
                        "行政处罚决定已经全部失去效力，不属于「{}」，请以「{}」结案并说明情形",
                        self.ground.label(),
                        other.label()
                    ),
                    format!("nothing of the decision counts any more: close it as {}", word(other)),
                )
                .under("PR", "77.1(5)")
                .at("ground")
        });
        refusals.require(self.ground.stage() == case.main, || {
            Code::Contradictory
                .refuse(
                    format!(
                        "结案理由「{}」与案件现状「{}」不符",
                        self.ground.label(),
                        case.main.label()
                    ),
                    format!(
                        "{} is not how this case ended ({})",
                        word(self.ground),
                        word(case.main)
                    ),
                )
                .under("PR", "77")
                .at("ground")
        });
        refusals.verdict()
    }

    /// Another ground is said (PR 77.1(5)), and so is why a surcharge that has grown is not levied
    /// (PR 75: 可以).
    fn explained(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let owed = case.owed(context.occurred.day(), context.law);
        let open: Fen = owed.iter().map(|it| it.surcharge_open).sum();
        let said = self.explanation.as_ref().is_some_and(|it| !it.is_blank());
        let mut refusals = Refusals::new();
        let other = self.ground == ClosingGround::Other;
        let what = "其他应予结案的情形";
        filled(&mut refusals, other && !said, "explanation", what, ("PR", "77.1(5)"));
        let unlevied = format!("不收取逾期加处罚款{open}的理由");
        let done = case.missing_ends(context.occurred.day()).is_empty();
        let growing = !other && done && open > Fen::ZERO && !said;
        refusals.require(!growing, || {
            let sure = owed.iter().flat_map(|it| case.sure_of_surcharge(it));
            unfilled("explanation", &unlevied, ("PR", "75")).resting_on(sure)
        });
        refusals.verdict()
    }

    /// With what comes with the form, the file holds every document that such a case must have; what was issued and is
    /// not among these is on file already.
    fn completes(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let missing = case.missing_documents();
        let others = Paper::all(&self.documents, "documents")
            .filter(|it| !missing.contains(&it.document.document_type));
        refusals.check(issued_before(others, case));
        for kind in missing {
            refusals.require(self.documents.iter().any(|it| it.document_type == kind), || {
                Code::DocumentMissing
                    .refuse(
                        format!("案卷缺少{}，请随结案审批表补充", kind.label()),
                        format!("the file has no {}: add it with the closing form", word(kind)),
                    )
                    .under("PR", "77")
                    .at("documents")
            });
        }
        refusals.verdict()
    }
}
