//! Recording how a remedy was concluded: the outcome fits the remedy, its grounds the outcome, and nothing becomes
//! heavier.

mod heavier;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    Applicant, Concluded, Effect, Ground, Matter, Outcome, PerformanceOrder, Redo, Remedy,
    RemedyKind, Touched,
    outcome::{authority, grounds, listed_in},
};
use crate::{
    Capability, Code, Context, Fen, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Needs,
        decision::Decided,
        guard::{Paper, filled, no_such_part, of_type},
        sanction::{Sanction, well_formed},
        state,
    },
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
    rejection::{word, words},
};

/// Records how a remedy was concluded.
#[derive(Debug, Clone)]
pub struct Conclude {
    /// Which remedy.
    pub remedy: PartId,
    /// How.
    pub outcome: Outcome,
    /// On which grounds.
    pub grounds: Vec<Ground>,
    /// The sanctions that it touches.
    pub touched: Vec<Touched>,
    /// The agency has to decide anew.
    pub redo: Option<Redo>,
    /// What it has to perform.
    pub order: Option<PerformanceOrder>,
    /// Somebody asked for the opposite.
    pub opposite_request: bool,
    /// The compensation that the agency has to pay.
    pub compensation: Option<Fen>,
    /// The agency was told to give back what it took.
    pub refund_ordered: bool,
    /// The day on which the agency was served.
    pub served_on: Date,
    /// The day on which the last of the others was served.
    pub last_served_on: Option<Date>,
    /// What was served.
    pub document: DocumentRef,
}

impl Act for Conclude {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.remedy)
    }

    /// The last service is what its effect hangs on.
    fn took_place(&self) -> Option<Date> {
        Some(self.last_served_on.map_or(self.served_on, |it| it.max(self.served_on)))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let remedy = case.open_remedy(&self.remedy)?;
        let kind = remedy.opened.kind;
        let mut refusals = Refusals::new();
        refusals.check(self.grounded(kind, context));
        refusals.check(self.unanswered(case, remedy, context));
        refusals.check(self.touching(case, remedy, context));
        refusals.check(self.never_worse(case, remedy, context));
        refusals.check(self.redoing(kind, context));
        refusals.check(self.performing(case, remedy, context));
        refusals.check(self.dated(remedy, context));
        let at = (context.law, self.served_on);
        let article = listed_in(kind, self.outcome, at);
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::RemedyDecision, article));
        refusals.verdict()?;
        Ok(vec![Event::RemedyConcluded(self.concluded(case, remedy, context)?)])
    }
}

/// The penalty decision that a remedy is over, where it is over one.
fn over<'a>(case: &'a Case, remedy: &Remedy) -> Option<&'a Decided> {
    let mut decided = case.record.decisions.iter().map(|(_, it)| it);
    decided.find(|it| it.id == remedy.opened.decision)
}

/// Each is a sanction of the decision, and named once.
pub(super) fn named_once<'a>(
    case: &Case,
    remedy: &Remedy,
    sanctions: impl Iterator<Item = &'a PartId>,
    field: impl Fn(usize) -> String,
) -> Result<(), Vec<Rejection>> {
    let decided = over(case, remedy);
    let (mut refusals, mut seen) = (Refusals::new(), BTreeSet::new());
    for (n, id) in sanctions.enumerate() {
        let known = decided.and_then(|it| it.sanction(id)).is_some();
        refusals.require(known && seen.insert(id), || {
            no_such_part(id, "处罚（或者重复列出）", &field(n))
        });
    }
    refusals.verdict()
}

impl Conclude {
    /// Such a remedy may end so, on each of the grounds (ARL 63–69; ALL 69–77, 89).
    fn grounded(&self, kind: RemedyKind, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let at = (context.law, self.served_on);
        let (admitted, article) =
            (grounds(kind, self.outcome, at), listed_in(kind, self.outcome, at));
        let mut refusals = Refusals::new();
        let (label, outcome) = (kind.label(), self.outcome.label());
        refusals.require(!admitted.is_empty(), || {
            Code::NotProvidedFor
                .refuse(
                    format!("{label}没有「{outcome}」这一结果"),
                    format!("{} does not end with {}", word(kind), word(self.outcome)),
                )
                .under(article.0, article.1)
                .at("outcome")
        });
        let fits = !self.grounds.is_empty() && self.grounds.iter().all(|it| admitted.contains(it));
        refusals.require(admitted.is_empty() || fits, || {
            let labels: Vec<_> = admitted.iter().map(|it| it.label()).collect();
            Code::Contradictory
                .refuse(
                    format!("「{outcome}」的理由应当为：{}", labels.join("；")),
                    format!("the grounds are one or more of {}", words(admitted.clone())),
                )
                .under(article.0, article.1)
                .at("grounds")
        });
        refusals.verdict()
    }

    /// It touches sanctions of the decision, each once, in a way that comes of such an outcome.
    fn touching(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let has_any = over(case, remedy).is_some();
        let missing = self.outcome.touches() && has_any && self.touched.is_empty();
        let at = (context.law, self.served_on);
        let article = listed_in(remedy.opened.kind, self.outcome, at);
        filled(&mut refusals, missing, "touched", "所涉及的处罚", article);
        let named = self.touched.iter().map(|it| &it.sanction);
        refusals.check(named_once(case, remedy, named, |n| format!("touched.{n}.sanction")));
        for (n, touched) in self.touched.iter().enumerate() {
            refusals.require(self.outcome.may_have(&touched.effect), || {
                Code::Contradictory
                    .refuse(
                        format!(
                            "「{}」不能将处罚{}{}",
                            self.outcome.label(),
                            touched.sanction,
                            touched.effect.kind().label()
                        ),
                        "such an outcome has no such effect",
                    )
                    .at(&format!("touched.{n}.effect"))
            });
            if let Effect::Altered { to } = &touched.effect {
                refusals.require(to.id == touched.sanction, || {
                    Code::Contradictory
                        .refuse("变更后的处罚沿用原编号", "what is altered keeps its id")
                        .at(&format!("touched.{n}.to.id"))
                });
                refusals.check(well_formed(std::slice::from_ref(to)));
            }
        }
        refusals.check(self.changes_something(case, remedy));
        refusals.verdict()
    }

    /// What is altered says what counts instead; what is revoked falls, or counts as it was made again where another
    /// outcome had changed it (ARL 63, 64; ALL 70, 77).
    fn changes_something(&self, case: &Case, remedy: &Remedy) -> Result<(), Vec<Rejection>> {
        let any = |fits: &dyn Fn(&Touched) -> bool| self.touched.iter().any(fits);
        let standing = case.standing(self.served_on).into_iter();
        let of: Vec<_> = standing.filter(|it| it.decided.id == remedy.opened.decision).collect();
        let sanctions = || of.iter().flat_map(|it| &it.sanctions);
        let differs = |id: &PartId, other: Option<&Sanction>| {
            let mut same = sanctions().filter(|it| it.decided.id == *id);
            same.any(|it| it.counts() != Some(other.unwrap_or(it.decided)))
        };
        let restores = |it: &Touched| it.effect == Effect::Upheld && differs(&it.sanction, None);
        let alters = |it: &Touched| match &it.effect {
            Effect::Altered { to } => differs(&it.sanction, Some(to)),
            _ => false,
        };
        let (fits, zh, en) = match self.outcome {
            Outcome::Altered => (
                any(&alters),
                "变更应当载明变更后的处罚，且与现行处罚不同",
                "an alteration says what counts instead, which is not what counts already",
            ),
            Outcome::Revoked => (
                any(&|it| it.effect.fells() || restores(it)),
                "撤销应当载明被撤销的处罚",
                "a revocation says what falls",
            ),
            Outcome::Upheld
            | Outcome::ConfirmedIllegal
            | Outcome::ConfirmedVoid
            | Outcome::OrderedToPerform
            | Outcome::Dismissed
            | Outcome::Mediated
            | Outcome::Withdrawn
            | Outcome::Terminated
            | Outcome::JudgmentUpheld
            | Outcome::Remanded => return Ok(()),
        };
        let mut refusals = Refusals::new();
        refusals.require(fits || self.touched.is_empty(), || {
            Code::Contradictory.refuse(zh, en).at("touched")
        });
        refusals.verdict()
    }

    /// Without an answer in time the decision counts as having neither evidence nor basis (ARL 70; ALL 34.2); with one it
    /// does not, nor while the time runs, nor where none is owed.
    fn unanswered(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        if !self.grounds.contains(&Ground::NoReply) {
            return Ok(());
        }
        let Some((zh, en)) = case.is_not_silent(remedy, self.served_on) else { return Ok(()) };
        let on = (context.law, self.served_on);
        let authority = authority(remedy.opened.kind, (self.outcome, Ground::NoReply), on);
        let label = Ground::NoReply.label();
        let refusal = Code::Contradictory.refuse(format!("{zh}，理由不能是「{label}」"), en);
        Err(vec![Rejection { citation: authority, ..refusal }.at("grounds")])
    }

    fn dated(&self, remedy: &Remedy, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let (day, opened) = (context.occurred.day(), remedy.opened.applied_on);
        let within = |it: Date| opened <= it && it <= day;
        let mut refusals = Refusals::new();
        let last = self.last_served_on.unwrap_or(self.served_on);
        for (on, field) in [(self.served_on, "servedOn"), (last, "lastServedOn")] {
            refusals.require(within(on), || {
                Code::Contradictory
                    .refuse(
                        "送达日期应当在申请之后，且不晚于登记日期",
                        "it was served after it was asked for, and not after this act",
                    )
                    .at(field)
            });
        }
        refusals.verdict()
    }

    fn concluded(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<Concluded, Vec<Rejection>> {
        let (id, kind) = (&remedy.opened.id, remedy.opened.kind);
        let authorities = self.grounds.iter();
        // Another person's reconsideration leaves the party its own time to sue (ALL 46).
        let decided = self.outcome.is_a_decision()
            && kind == RemedyKind::Reconsideration
            && remedy.opened.by == Applicant::Party;
        let mut concluded = Concluded {
            remedy: id.clone(),
            kind,
            outcome: self.outcome,
            grounds: self.grounds.clone(),
            authorities: authorities
                .filter_map(|it| {
                    authority(kind, (self.outcome, *it), (context.law, self.served_on))
                })
                .collect(),
            touched: self.touched.clone(),
            redo: self.redo.clone(),
            order: self.order.clone(),
            ends_order: self.ends_an_order(case, remedy),
            opposite_request: self.opposite_request,
            compensation: self.compensation,
            refund_ordered: self.refund_ordered,
            served_on: self.served_on,
            last_served_on: self.last_served_on.filter(|it| *it != self.served_on),
            document: self.document.clone(),
            begins_redo: false,
            returns_to: None,
            bars_direct_suit: decided.then(|| remedy.opened.decision.clone()),
            relieved: vec![],
            settled: vec![],
            reopened: vec![],
            unfinished: false,
            entered_late: context.entered_late_since(self.took_place()),
            withdraws: None,
            called_anew: None,
            will_withdraw: None,
            deadlines: self.to_go_on(case, remedy, context)?,
        };
        // What follows hangs on what counts once this is recorded.
        let event = Event::RemedyConcluded(concluded.clone());
        let after = state::evolve(case.clone(), &event, context.occurred);
        // Where an appeal was withdrawn, the judgment is what counts; what follows from it may have followed already.
        let counts = after.remedy(id).map(|it| after.binding(it).unwrap_or(it));
        let followed =
            |it: &Remedy| case.remedy(&it.opened.id).is_some_and(|it| it.in_force.is_some());
        let counts = counts.filter(|it| !followed(it));
        let ended = counts.and_then(|it| after.takes_effect(it).map(|on| (it, on)));
        let Some((ended, on)) = ended else { return Ok(concluded) };
        if on <= context.occurred.day() {
            return Ok(concluded.followed_by(after.follows(ended, (on, context))?));
        }
        concluded.will_withdraw = after.withdraws_with(ended, on);
        if ended.opened.id != *id {
            concluded.deadlines.extend(after.time_to_appeal(ended).cloned());
        }
        Ok(concluded)
    }

    /// The time to appeal from a judgment, or to sue over a decision on reconsideration (ALL 45, 85).
    fn to_go_on(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let served = self.last_served_on.map_or(self.served_on, |it| it.max(self.served_on));
        let inadmissible = self.grounds.contains(&Ground::Inadmissible);
        let mediated = self.outcome == Outcome::Mediated;
        let timer = match remedy.opened.kind {
            _ if !self.outcome.is_a_decision() || mediated => return Ok(vec![]),
            RemedyKind::Reconsideration => Timer::SuitAfter,
            RemedyKind::FirstInstance if inadmissible => Timer::SuitAppealRuling,
            RemedyKind::FirstInstance => Timer::SuitAppeal,
            RemedyKind::SecondInstance | RemedyKind::Retrial => return Ok(vec![]),
        };
        case.start(context, timer, Some(&remedy.opened.id), Moment::midnight(served))
    }
}
