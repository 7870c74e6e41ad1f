//! A remedy is concluded: what the organ or the court found, which sanctions it touches, and what follows from that
//! day on or once the judgment takes effect.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Effect, Ground, Matter, Outcome, Remedy, RemedyKind, Touched,
    outcome::{authority, grounds},
};
use crate::{
    Capability, Code, Context, Fen, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Main, Needs,
        guard::{Paper, filled, no_such_part, of_type},
        parts::FilePart,
        phrase::until,
        sanction::{Sanction, well_formed},
        state,
    },
    citation::Citation,
    clock::{Bound, Deadline, Due, Timer, Unit},
    document::{DocumentRef, DocumentType},
    id::PartId,
    rejection::{word, words},
    rulebook::{Confidence, OnExpiry},
    time::in_chinese,
};

/// A remedy was concluded (行政复议决定、行政裁判).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Concluded {
    /// Which remedy.
    pub remedy: PartId,
    /// Of which kind.
    pub kind: RemedyKind,
    /// How.
    pub outcome: Outcome,
    /// On which grounds.
    pub grounds: Vec<Ground>,
    /// The article of each.
    pub authorities: Vec<Citation>,
    /// The sanctions that it touches, each with what became of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub touched: Vec<Touched>,
    /// The agency has to decide anew.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub redo: Option<Redo>,
    /// Somebody asked for the opposite, so that a sanction could become heavier (ARL 63.2; ALL 77.2).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub opposite_request: bool,
    /// The compensation that the agency has to pay (ARL 72.1; ALL 76).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub compensation: Option<Fen>,
    /// The agency was told to give back what it took (ARL 72.2).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub refund_ordered: bool,
    /// The day on which the agency was served.
    pub served_on: Date,
    /// The day on which the last of the others was served, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_served_on: Option<Date>,
    /// 行政复议决定书, 判决书, 裁定书, 调解书.
    pub document: DocumentRef,
    /// What it finds counts at once and has the agency decide anew: the investigation is open again.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub begins_redo: bool,
    /// The decision over which nobody can sue directly any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bars_direct_suit: Option<PartId>,
    /// The sanctions and instalments that nobody has to pay any more.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub relieved: Vec<PartId>,
    /// The time to appeal or to sue; to decide anew; the closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// The agency has to decide anew (责令重新作出行政行为, ARL 64.1; ALL 70).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Redo {
    /// By when, where the organ or the court said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
}

impl Concluded {
    /// The last day on which somebody was served with it.
    #[must_use]
    pub fn served_last(&self) -> Date {
        self.last_served_on.map_or(self.served_on, |it| it.max(self.served_on))
    }

    /// Whether the decision was revoked for nothing but its procedure, so that the same may be decided again
    /// (ARL 64.2; of a suit, by the same reason).
    #[must_use]
    pub fn is_for_procedure(&self) -> bool {
        self.grounds.iter().all(|it| *it == Ground::Procedure)
    }
}

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

    fn concerns(&self) -> FilePart {
        FilePart::Main
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
        refusals.check(self.touching(case, remedy, context));
        refusals.check(self.never_worse(case, remedy, context));
        refusals.check(self.redoing(kind, context));
        refusals.check(self.dated(remedy, context));
        let at = (context.law, self.served_on);
        let article = kind.article(Matter::Find, at);
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::RemedyDecision, article));
        refusals.verdict()?;
        Ok(vec![Event::RemedyConcluded(self.concluded(case, remedy, context)?)])
    }
}

impl Conclude {
    /// Such a remedy may end so, on each of the grounds (ARL 63–69; ALL 69–77, 89).
    fn grounded(&self, kind: RemedyKind, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let admitted = grounds(kind, self.outcome);
        let mut refusals = Refusals::new();
        let (label, outcome) = (kind.label(), self.outcome.label());
        let article = kind.article(Matter::Find, (context.law, self.served_on));
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
        let decided = case.record.decisions.iter().map(|(_, it)| it);
        let decided = decided.into_iter().find(|it| it.id == remedy.opened.decision);
        let has_any = decided.is_some();
        let mut refusals = Refusals::new();
        let missing = self.outcome.touches() && has_any && self.touched.is_empty();
        let at = (context.law, self.served_on);
        let article = remedy.opened.kind.article(Matter::Find, at);
        filled(&mut refusals, missing, "touched", "所涉及的处罚", article);
        let mut seen = BTreeSet::new();
        for (n, touched) in self.touched.iter().enumerate() {
            let field = format!("touched.{n}.sanction");
            let known = decided.and_then(|it| it.sanction(&touched.sanction)).is_some();
            refusals.require(known && seen.insert(&touched.sanction), || {
                no_such_part(&touched.sanction, "处罚（或者重复列出）", &field)
            });
            refusals.require(self.outcome.may_have(&touched.effect), || {
                Code::Contradictory
                    .refuse(
                        format!(
                            "「{}」不能将处罚{}{}",
                            self.outcome.label(),
                            touched.sanction,
                            touched.effect.label()
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
        let altered = self.touched.iter().any(|it| matches!(it.effect, Effect::Altered { .. }));
        let nothing = self.outcome == Outcome::Altered && !self.touched.is_empty() && !altered;
        refusals.require(!nothing, || {
            Code::Contradictory
                .refuse("变更应当载明变更后的处罚", "an alteration says what counts instead")
                .at("touched")
        });
        refusals.verdict()
    }

    /// Nothing becomes heavier than it was, unless somebody with the opposite interest asked for that (ARL 63.2;
    /// ALL 77.2).
    fn never_worse(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        if self.opposite_request {
            return Ok(());
        }
        let at = (context.law, self.served_on);
        let article = remedy.opened.kind.article(Matter::NeverWorse, at);
        let standing = case.standing(self.served_on);
        let standing = standing.iter().find(|it| it.decided.id == remedy.opened.decision);
        let mut refusals = Refusals::new();
        for (n, touched) in self.touched.iter().enumerate() {
            let Effect::Altered { to } = &touched.effect else { continue };
            let before = standing.iter().flat_map(|it| it.counting());
            let before: Vec<_> = before.filter(|it| it.id == touched.sanction).collect();
            let worse = !before.iter().any(|it| to.is_no_heavier_than(it));
            refusals.require(!worse, || {
                Code::WorseForApplicant
                    .refuse(
                        format!("处罚{}变更为{}，对申请人更为不利；存在第三人或者其他原告的相反请求的，请注明", touched.sanction, to.text()),
                        format!("{} would become heavier; where somebody asked for the opposite, say so", touched.sanction),
                    )
                    .under(article.0, article.1)
                    .at(&format!("touched.{n}.to"))
            });
        }
        refusals.verdict()
    }

    /// Only what is revoked is decided anew (ARL 64.1; ALL 70), by a day to come.
    fn redoing(&self, kind: RemedyKind, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let Some(redo) = &self.redo else { return Ok(()) };
        let article = kind.article(Matter::Redo, (context.law, self.served_on));
        let mut refusals = Refusals::new();
        refusals.require(self.outcome == Outcome::Revoked, || {
            Code::Contradictory
                .refuse("只有撤销后才责令重新作出行政行为", "only what was revoked is decided anew")
                .under(article.0, article.1)
                .at("redo")
        });
        refusals.require(redo.until.is_none_or(|it| it > self.served_on), || {
            Code::Contradictory
                .refuse("重新作出行政行为的期限应当在送达之后", "the last day lies before service")
                .under(article.0, article.1)
                .at("redo.until")
        });
        refusals.verdict()
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
        let decided = self.outcome.is_a_decision() && kind == RemedyKind::Reconsideration;
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
            opposite_request: self.opposite_request,
            compensation: self.compensation,
            refund_ordered: self.refund_ordered,
            served_on: self.served_on,
            last_served_on: self.last_served_on.filter(|it| *it != self.served_on),
            document: self.document.clone(),
            begins_redo: false,
            bars_direct_suit: decided.then(|| remedy.opened.decision.clone()),
            relieved: vec![],
            deadlines: self.to_go_on(case, remedy, context)?,
        };
        // What follows hangs on what counts once this is recorded.
        let event = Event::RemedyConcluded(concluded.clone());
        let after = state::evolve(case.clone(), &event, context.occurred);
        let ended = after.remedy(id).and_then(|it| after.takes_effect(it).map(|on| (it, on)));
        if let Some((ended, on)) = ended.filter(|(_, on)| *on <= context.occurred.day()) {
            let follows = after.follows(ended, (on, context))?;
            concluded.begins_redo = follows.begins_redo;
            concluded.relieved = follows.relieved;
            concluded.deadlines.extend(follows.deadlines);
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

/// What follows once an outcome counts.
pub(super) struct Follows {
    /// The investigation is open again.
    pub begins_redo: bool,
    /// What nobody has to pay any more.
    pub relieved: Vec<PartId>,
    /// The time to decide anew; the closing form.
    pub deadlines: Vec<Deadline>,
}

impl Case {
    /// What follows from the outcome of a remedy, in a case that knows it and in which it counts since then.
    pub(super) fn follows(
        &self,
        ended: &Remedy,
        (since, context): (Date, &Context<'_>),
    ) -> Result<Follows, Vec<Rejection>> {
        let binding = self.binding(ended);
        let concluded = binding.and_then(|it| it.concluded.as_ref()).map(|(_, it)| it);
        let redo = concluded.and_then(|it| Some((it, it.redo.as_ref()?)));
        let last = self.decided_as().last().map(|(id, _)| id);
        let begins_redo =
            redo.is_some() && last == Some(&ended.opened.decision) && self.is_decided();
        let mut deadlines: Vec<_> = redo
            .filter(|_| begins_redo)
            .and_then(|(it, redo)| Some(it.time_to_redo(context, (since, redo.until?))))
            .into_iter()
            .collect();
        if !begins_redo {
            deadlines.extend(self.to_close_now(context, Moment::midnight(since))?);
        }
        Ok(Follows { begins_redo, relieved: self.relieved(context.occurred.day()), deadlines })
    }

    /// The outcome that binds once this one is in force: its own, or that of the judgment which an appeal left as it
    /// is. A retrial that changed nothing brings nothing new.
    fn binding<'a>(&'a self, ended: &'a Remedy) -> Option<&'a Remedy> {
        if !ended.outcome()?.leaves_the_judgment() {
            return Some(ended);
        }
        let before = ended.opened.after.as_ref()?;
        self.remedy(before).filter(|_| ended.opened.kind == RemedyKind::SecondInstance)
    }

    /// A decision was made, and nothing has begun anew since.
    fn is_decided(&self) -> bool {
        matches!(
            self.main,
            Main::PenaltyDecided
                | Main::NoPenaltyDecided
                | Main::NotEstablished
                | Main::Closed
                | Main::Archived
        )
    }

    /// The sanctions, and the instalments of fines, that somebody was to pay and of which nothing is left by what
    /// counts on that day.
    fn relieved(&self, on: Date) -> Vec<PartId> {
        let decided = self.record.decisions.iter().flat_map(|(_, it)| &it.sanctions);
        let paid = decided.filter(|it| it.kind.is_paid());
        let nothing_left = |it: &&Sanction| {
            let counts = self.sanction_in_force(&it.id, on).map(|(_, it)| it);
            counts.is_none_or(|it| self.open_principal(it) == Fen::ZERO)
        };
        let parts = paid.filter(nothing_left).flat_map(|it| {
            let instalments = self.record.deferrals.iter().filter(|(_, d)| d.sanction == it.id);
            let instalments = instalments.flat_map(|(_, d)| d.instalments.iter().map(|i| &i.id));
            std::iter::once(&it.id).chain(instalments)
        });
        let open = |it: &&PartId| self.open_deadline(Timer::PayFine, Some(it)).is_some();
        parts.filter(open).cloned().collect()
    }
}

impl Concluded {
    /// The time to decide anew, which the organ or the court set: no rule has a figure.
    fn time_to_redo(&self, context: &Context<'_>, (since, until): (Date, Date)) -> Deadline {
        let days = since.until(until).map_or(0, |it| it.get_days());
        let authority = self.kind.authority(Matter::Redo, (context.law, since));
        Deadline {
            timer: Timer::Redo,
            of: Some(self.remedy.clone()),
            bound: Bound::Agency,
            start: Moment::midnight(since),
            length: u32::try_from(days).unwrap_or(0),
            unit: Unit::CalendarDays,
            on_expiry: OnExpiry::Alert,
            rolls: false,
            stopped_by: BTreeSet::new(),
            extendable: None,
            extensions: vec![],
            authority,
            confidence: Confidence::OfficerStated,
            source: Some(self.document.document_type.label().to_owned()),
            pauses: vec![],
            skipped: vec![],
            calendar: None,
            due: Due::Fixed { raw_date: until, due_date: until, rolled_because: None, at: None },
            without_late_entries: None,
        }
    }
}

impl Sanction {
    /// It does no more harm than the other: of the same kind no larger amount and no longer term; of another kind it
    /// opens no hearing that the other does not (APL 63), and takes no money that the other does not.
    fn is_no_heavier_than(&self, other: &Self) -> bool {
        if self.kind != other.kind {
            let graver = self.kind.opens_a_hearing() && !other.kind.opens_a_hearing();
            let dearer = self.kind.is_paid() && !other.kind.is_paid();
            return !graver && !dearer && self.amount <= other.amount.or(self.amount);
        }
        let dearer = self.amount.unwrap_or_default() > other.amount.unwrap_or_default();
        let longer = match (self.months, other.months) {
            (Some(months), Some(before)) => months > before,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        !dearer && !longer
    }
}

impl Fact for Concluded {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[])
            .citing(&self.authorities)
            .on(Some(self.served_last()))
            .timing(&self.deadlines)
            .settling(Timer::ReconDecide, Some(&self.remedy))
            .settling(Timer::ReconSimple, Some(&self.remedy))
            .replacing(Timer::ReconReply, Some(&self.remedy))
            .replacing(Timer::ReconReplySimple, Some(&self.remedy))
            .replacing(Timer::SuitReply, Some(&self.remedy))
            .relieving(&self.relieved)
            .filing([&self.document]);
        let facets = match &self.bars_direct_suit {
            Some(decision) => facets.replacing(Timer::SuitDirect, Some(decision)),
            None => facets,
        };
        if self.begins_redo { facets.redoing() } else { facets }
    }

    fn sentence(&self) -> String {
        let grounds: Vec<_> = self.grounds.iter().map(|it| it.label()).collect();
        let touched: Vec<_> = self.touched.iter().map(|it| it.text(None)).collect();
        let touched =
            if touched.is_empty() { String::new() } else { format!("：{}", touched.join("、")) };
        let redo = match self.redo.as_ref().map(|it| it.until) {
            None => String::new(),
            Some(None) => "，责令重新作出行政行为".to_owned(),
            Some(Some(until)) => {
                format!("，责令于{}前（含当日）重新作出行政行为", in_chinese(until))
            }
        };
        let paid = self.compensation.map(|it| format!("，责令赔偿{it}")).unwrap_or_default();
        let refund = if self.refund_ordered { "，责令返还财产" } else { "" };
        let again = if self.begins_redo { "，恢复调查" } else { "" };
        let appeal = [Timer::SuitAppeal, Timer::SuitAppealRuling];
        let appeal = appeal.map(|it| until(&self.deadlines, it, "上诉期限")).concat();
        format!(
            "收到{}（编号{}）的结果：{}{touched}，理由为{}{redo}{paid}{refund}，送达日期为{}{again}{appeal}{}",
            self.kind.label(),
            self.remedy,
            self.outcome.label(),
            grounds.join("、"),
            in_chinese(self.served_on),
            until(&self.deadlines, Timer::SuitAfter, "起诉期限")
        )
    }
}
