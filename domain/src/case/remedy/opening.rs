//! A remedy is opened: the organ or the court sends the agency a copy of what was asked of it (ARL 48, 54; ALL 67).

mod order;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Applicant, Outcome, Procedure, Remedy, RemedyKind, Undone};
use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, no_such_part, of_type},
        phrase::until,
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
    text::is_blank,
    time::in_chinese,
};

/// A reconsideration or a suit over a decision was opened (收到行政复议申请书副本、起诉状副本).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Opened {
    /// `J1`, `J2`, …
    pub id: PartId,
    /// Which remedy.
    pub kind: RemedyKind,
    /// Over which decision.
    pub decision: PartId,
    /// At whose instance.
    pub by: Applicant,
    /// Which organ or court decides on it.
    pub body: String,
    /// Its file number there.
    pub file_number: String,
    /// The day of the application, from which on no surcharge accrues (APL 73.3).
    pub applied_on: Date,
    /// The day on which the organ admitted it, from which on it has its own time (ARL 62).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub admitted_on: Option<Date>,
    /// The day on which the agency received the copy, from which on it has to answer.
    pub received_on: Date,
    /// By which procedure.
    pub procedure: Procedure,
    /// The remedy after which it comes: a reconsideration, the judgment that is appealed from or tried again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub after: Option<PartId>,
    /// The last day of the time to ask for it, where it was asked for after that. Whether that bars it, the body
    /// decides.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub out_of_time: Option<Date>,
    /// Under which article the agency is asked to answer.
    pub authority: Citation,
    /// The copy that the agency received.
    pub document: DocumentRef,
    /// The agency's time to answer; the organ's to decide; to pay or to close, where it undoes a judgment.
    pub deadlines: Vec<Deadline>,
    /// What it undoes of a judgment that had been recorded as in force, as it was made in time.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub undoes: Option<Undone>,
}

/// Records that a remedy was opened. Out of time or not, it is not the agency's to refuse.
#[derive(Debug, Clone)]
pub struct Open {
    /// Which remedy.
    pub kind: RemedyKind,
    /// Over which decision.
    pub decision: PartId,
    /// At whose instance.
    pub by: Applicant,
    /// Which organ or court decides on it.
    pub body: String,
    /// Its file number there.
    pub file_number: String,
    /// The day of the application.
    pub applied_on: Date,
    /// The day on which the organ admitted it.
    pub admitted_on: Option<Date>,
    /// The day on which the agency received the copy.
    pub received_on: Date,
    /// By which procedure.
    pub procedure: Procedure,
    /// The remedy after which it comes.
    pub after: Option<PartId>,
    /// The copy.
    pub document: DocumentRef,
}

impl Act for Open {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// The decision; what the remedy comes after.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let earlier = self.after.as_ref().and_then(|it| case.last_on_part(it));
        case.decided_at(&self.decision).max(earlier)
    }

    fn took_place(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(case.record.decided_as().any(|(id, _)| *id == self.decision), || {
            no_such_part(&self.decision, "决定书", "decision")
        });
        refusals.check(self.alone(case, context.law));
        refusals.check(self.in_order(case, context));
        refusals.check(self.dated(case, context));
        refusals.require(self.by.may_open(self.kind), || {
            Code::Contradictory
                .refuse(
                    format!("{}不由{}提起", self.kind.label(), self.by.label()),
                    "such a remedy is not opened at this one's instance",
                )
                .at("by")
        });
        let article = self.procedure.answered_under(self.kind, (context.law, self.received_on));
        filled(&mut refusals, is_blank(&self.body), "body", "行政复议机关或者法院", article);
        let number = is_blank(&self.file_number);
        filled(&mut refusals, number, "fileNumber", "案号", article);
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::RemedyApplication, article));
        refusals.verdict()?;
        let opened = case.undoing(self.opened(case, context)?, context)?;
        Ok(vec![Event::RemedyOpened(opened)])
    }
}

impl Open {
    /// Asked for after the decision was made, and before the agency knew of it.
    fn dated(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let decided = case.decided_at(&self.decision).map(Moment::day);
        let asked =
            decided.is_none_or(|it| it <= self.applied_on) && self.applied_on <= self.received_on;
        let admitted =
            self.admitted_on.is_none_or(|it| self.applied_on <= it && it <= self.received_on);
        let faults = [
            (!asked, "appliedOn", "申请日期应当不早于决定日期、不晚于收到副本的日期"),
            (!admitted, "admittedOn", "受理日期应当在申请日期与收到副本的日期之间"),
            (self.received_on > context.occurred.day(), "receivedOn", "收到副本的日期晚于登记日期"),
        ];
        let mut refusals = Refusals::new();
        for (fault, field, message) in faults {
            refusals.require(!fault, || {
                Code::Contradictory
                    .refuse(message, format!("`{field}` does not fit the other days"))
                    .at(field)
            });
        }
        refusals.verdict()
    }

    fn opened(&self, case: &Case, context: &Context<'_>) -> Result<Opened, Vec<Rejection>> {
        let id = PartId::nth('J', case.record.remedies.len() + 1);
        let article = self.procedure.answered_under(self.kind, (context.law, self.received_on));
        let met = met((self.kind, self.by), (&self.decision, self.after.as_ref()));
        let limit = met.iter().find_map(|it| case.record.timers.get(it)).map(|it| &it.deadline);
        let limit = limit.and_then(Deadline::latest).or_else(|| self.after_silence(case, context));
        Ok(Opened {
            kind: self.kind,
            decision: self.decision.clone(),
            by: self.by,
            body: self.body.trim().to_owned(),
            file_number: self.file_number.trim().to_owned(),
            applied_on: self.applied_on,
            admitted_on: self.admitted_on,
            received_on: self.received_on,
            procedure: self.procedure,
            after: self.after.clone(),
            authority: cite(article.0, article.1),
            out_of_time: limit.filter(|last| *last < self.applied_on),
            document: self.document.clone(),
            deadlines: self.starting(case, context, &id)?,
            undoes: None,
            id,
        })
    }

    /// The last day to sue where the organ let its time pass, fifteen days from its end (ALL 45).
    fn after_silence(&self, case: &Case, context: &Context<'_>) -> Option<Date> {
        let of = (self.kind == RemedyKind::FirstInstance && self.by == Applicant::Party)
            .then(|| self.after.as_ref().and_then(|it| case.remedy(it)))
            .flatten()
            .filter(|it| it.is_open())?;
        let over = Moment::midnight(case.time_to_decide(of)?.latest()?);
        let limit = case.start_where_owed(context, Timer::SuitAfter, Some(&of.opened.id), over);
        limit.first()?.latest()
    }

    /// Where the organ changed the decision, it alone is the defendant (ALL 26.2). Whether confirming it illegal is such a
    /// change, the article leaves open: then the agency answers.
    fn is_the_organs_to_defend(&self, case: &Case) -> bool {
        let mut asked_before = case.remedies_before(self.after.as_ref());
        let organ = asked_before.find(|it| it.opened.kind == RemedyKind::Reconsideration);
        organ.and_then(Remedy::outcome).is_some_and(|it| {
            matches!(it, Outcome::Altered | Outcome::Revoked | Outcome::ConfirmedVoid)
        })
    }

    /// It is tried anew: the time to answer runs since the copy of the complaint, once (ALL 67).
    fn is_tried_anew(&self, case: &Case) -> bool {
        let mut asked_before = case.remedies_before(self.after.as_ref());
        asked_before.any(|it| it.opened.kind == RemedyKind::FirstInstance)
    }

    /// The agency's time to answer (ARL 48, 54; ALL 67), and the organ's to decide (ARL 62).
    fn starting(
        &self,
        case: &Case,
        context: &Context<'_>,
        id: &PartId,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let (answer, decide) = self.procedure.times();
        let received = Moment::midnight(self.received_on);
        let reply = match self.kind {
            RemedyKind::Reconsideration => answer,
            RemedyKind::FirstInstance
                if self.is_the_organs_to_defend(case) || self.is_tried_anew(case) =>
            {
                return Ok(vec![]);
            }
            RemedyKind::FirstInstance => Timer::SuitReply,
            RemedyKind::SecondInstance | RemedyKind::Retrial => return Ok(vec![]),
        };
        let mut deadlines = case.start(context, reply, Some(id), received)?;
        let admitted = self.admitted_on.filter(|_| self.kind == RemedyKind::Reconsideration);
        deadlines.extend(
            admitted.into_iter().flat_map(|on| {
                case.start_where_owed(context, decide, Some(id), Moment::midnight(on))
            }),
        );
        Ok(deadlines)
    }
}

/// The periods that such a remedy meets, by the decision and the remedy that it comes after. What is asked over a decision
/// within times that run since its service the party alone asks: another person's run since they knew of it (ARL 20; ALL
/// 46).
fn met(
    (kind, by): (RemedyKind, Applicant),
    (decision, after): (&PartId, Option<&PartId>),
) -> Vec<(Timer, Option<PartId>)> {
    match (kind, after) {
        (RemedyKind::Reconsideration | RemedyKind::FirstInstance, _) if by != Applicant::Party => {
            vec![]
        }
        (RemedyKind::Reconsideration, _) => vec![(Timer::ReconApply, Some(decision.clone()))],
        (RemedyKind::FirstInstance, None) => {
            // Whoever sues directly asks for no reconsideration any more (ARL 29.2).
            let of = Some(decision.clone());
            vec![(Timer::SuitDirect, of.clone()), (Timer::ReconApply, of)]
        }
        (RemedyKind::FirstInstance, Some(it)) => vec![(Timer::SuitAfter, Some(it.clone()))],
        (RemedyKind::SecondInstance, Some(it)) => {
            vec![(Timer::SuitAppeal, Some(it.clone())), (Timer::SuitAppealRuling, Some(it.clone()))]
        }
        (RemedyKind::SecondInstance | RemedyKind::Retrial, _) => vec![],
    }
}

impl Case {
    /// A remedy and those after which it came, the last one first.
    pub(super) fn remedies_before(&self, last: Option<&PartId>) -> impl Iterator<Item = &Remedy> {
        let before = |it: &&Remedy| it.opened.after.as_ref().and_then(|it| self.remedy(it));
        std::iter::successors(last.and_then(|it| self.remedy(it)), before)
    }

    /// When a decision was made, with a penalty or without.
    pub(in crate::case) fn decided_at(&self, decision: &PartId) -> Option<Moment> {
        let mut all = self.record.decided_when();
        all.find(|(_, id)| *id == decision).map(|(at, _)| at)
    }
}

impl Opened {
    /// An appeal that was made once the time for it was over: the judgment is in force all the same, unless the court takes
    /// it in and finds otherwise (ALL 85).
    #[must_use]
    pub fn is_late_appeal(&self) -> bool {
        self.kind == RemedyKind::SecondInstance && self.out_of_time.is_some()
    }
}

impl Fact for Opened {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(match self.kind {
            RemedyKind::Reconsideration | RemedyKind::FirstInstance => &[],
            RemedyKind::SecondInstance => &[("ALL", "85")],
            RemedyKind::Retrial => &[("ALL", "90")],
        });
        let facets = facets
            .citing(std::slice::from_ref(&self.authority))
            .on(Some(self.received_on))
            .timing(&self.deadlines)
            .filing([&self.document])
            .meeting_on(self.applied_on);
        let judgment = self.after.as_ref();
        let facets = self
            .undoes
            .iter()
            .fold(facets, |facets, it| it.told_in(facets).replacing(Timer::Perform, judgment));
        if self.is_late_appeal() {
            return facets;
        }
        let met = met((self.kind, self.by), (&self.decision, self.after.as_ref()));
        met.iter().fold(facets, |facets, (timer, of)| facets.settling(*timer, of.as_ref()))
    }

    fn sentence(&self) -> String {
        let after = self.after.as_ref().map(|it| format!("（针对{it}）")).unwrap_or_default();
        let late =
            self.out_of_time.map(|it| format!("，提出日期晚于期限届满之日（{}）", in_chinese(it)));
        let reply = [Timer::ReconReply, Timer::ReconReplySimple, Timer::SuitReply];
        let reply = reply.map(|it| until(&self.deadlines, it, "答复期限")).concat();
        let undone = self.undoes.as_ref().map(Undone::sentence).unwrap_or_default();
        format!(
            "收到{}送达的{}材料副本（案号{}，编号{}）：{}于{}对决定（{}）提起{}{after}，适用{}，收到日期为{}{}{reply}{undone}",
            self.body,
            self.kind.label(),
            self.file_number,
            self.id,
            self.by.label(),
            in_chinese(self.applied_on),
            self.decision,
            self.kind.label(),
            self.procedure.label(),
            in_chinese(self.received_on),
            late.unwrap_or_default()
        )
    }
}
