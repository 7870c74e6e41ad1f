//! What every act on a case is checked for, whatever it is: who, when, which documents.

mod papers;

pub use self::papers::Paper;
pub(super) use self::papers::{each_of_kind, issued_before, recorded, recordings};
pub(crate) use self::papers::{of_kind, of_type, on_hand};

use std::{borrow::Cow, collections::BTreeSet};

use jiff::civil::Date;

use self::papers::{numbered_by_others, shown};
use super::{
    Case, Event, Main,
    handlers::{Handler, registered, separated},
    parts::FilePart,
    suspension::{possible_then, weighed_before_a_suspension},
};
use crate::{
    Code, Context, Moment, Refusals, Rejection,
    claim::{self, Thing},
    decider::FinedAct,
    document::{DocumentNumber, NumberKind, Recording},
    id::{PartId, PersonId, SubjectId},
    permit::{Needs, kept_by, named_for, permit},
    rejection::{word, words},
    rulebook::PowerKind,
    text::is_blank,
    timely::timely,
};

/// What every command on a case can tell about itself. Each stage's file says it of its own.
pub trait Act {
    /// Who may do it.
    fn needs(&self) -> Needs;

    /// The people that it names.
    fn people(&self) -> Vec<&PersonId> {
        vec![]
    }

    /// The documents that it names.
    fn papers(&self) -> Vec<Paper<'_>> {
        vec![]
    }

    /// How it was recorded in sound or picture, where it says so, and in which field.
    fn recording(&self) -> Option<(&Recording, &'static str)> {
        None
    }

    /// The kind of number that signing it wants.
    fn number(&self) -> Option<NumberKind> {
        None
    }

    /// Whether it fines, so that it claims the act in law where that has a name (APL 29).
    fn fines(&self) -> bool {
        false
    }

    /// Whether earlier cases of the same party bear on it (APL 33).
    fn looks_back(&self) -> bool {
        false
    }

    /// Whose earlier cases those are, where the case is against nobody yet.
    fn about(&self) -> Option<&SubjectId> {
        None
    }

    /// Whether those who handle the case must still be able to on the day (APL 42.1).
    fn wants_handlers(&self) -> bool {
        false
    }

    /// The part of the case that whoever asks for it has to see.
    fn concerns(&self) -> FilePart {
        FilePart::Main
    }

    /// The act on which it rests, and before which it can't have taken place: the one that opened
    /// the present stage, where nothing else is said.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since
    }

    /// The day on which that took place which counts for a deadline, where the act tells it as a day of its
    /// own, which may lie before the act: of service, of receipt.
    fn took_place(&self) -> Option<Date> {
        None
    }

    /// Whether it is what somebody did or gathered before it was decided what becomes of the case: it is entered at the
    /// stage of its day, also once that has come.
    fn is_of_its_day(&self) -> bool {
        false
    }

    /// Whether it weighs what the party has said by then, and nothing that it said afterwards.
    fn weighs_what_was_said(&self) -> bool {
        false
    }

    /// The rule itself.
    ///
    /// # Errors
    ///
    /// Every rule that it breaks.
    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>>;
}

pub(super) fn decide(
    case: &Case,
    act: &dyn Act,
    context: &Context<'_>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    weighed_before_a_suspension(case, context.occurred, |case| weighed(case, act, context))
}

fn weighed(
    case: &Case,
    act: &dyn Act,
    context: &Context<'_>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(permit(context, act.needs()));
    if let Needs::Role(_) = act.needs() {
        refusals.check(named_for(context, PowerKind::Penalty));
    }
    refusals.check(own(case, context));
    refusals.check(separated(case, act.needs(), context));
    let then = match (act.is_of_its_day(), act.weighs_what_was_said()) {
        (true, _) => case.as_it_stood(context.occurred),
        (false, true) => case.as_heard(context.occurred),
        (false, false) => Cow::Borrowed(case),
    };
    let then = &*then;
    refusals.check(timely(context, act.rests_on(then), act.took_place()));
    refusals.check(on_hand(act.papers(), context));
    refusals.check(act.recording().map_or(Ok(()), shown));
    refusals.check(numbered_by_others(case, act, context));
    refusals.check(still_held(case, context));
    let decided = act.decide(then, context);
    let refused = decided.as_ref().err().map_or(&[][..], Vec::as_slice);
    refusals.check(possible_then((case, act), context, refused));
    let events = refusals.check(decided);
    refusals.verdict()?;
    Ok(events.unwrap_or_default())
}

/// The case is the actor's own agency's, and the actor has not been recused from it (PR 4).
fn own(case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let (Some(acting), Some(lead)) = (context.actor.officer(), &case.record.lead) else {
        return Ok(());
    };
    let mut refusals = Refusals::new();
    refusals.check(kept_by(context, &lead.agency, |_| {
        Code::OtherAgency.refuse("案件属于其他行政机关", "the case is another agency's")
    }));
    refusals.require(!case.is_recused(&acting.person), || {
        Code::Recused
            .refuse("经办人已被决定回避本案", "the officer has been recused from the case")
            .under("PR", "4")
    });
    refusals.verdict()
}

impl Case {
    /// The person has been recused from the case.
    #[must_use]
    pub fn is_recused(&self, person: &PersonId) -> bool {
        self.recused_since(person).is_some()
    }

    /// Everybody who has been recused from the case.
    pub fn recused(&self) -> impl Iterator<Item = &PersonId> {
        let granted = |it: &&super::state::Recusal| it.granted.is_some_and(|(granted, _)| granted);
        self.record.recusals.iter().filter(granted).map(|it| &it.request.officer.person)
    }

    /// The person was recused from the case by then. What they did in it before stands: the investigation goes
    /// on until the decision on their recusal (PR 4.2).
    #[must_use]
    pub fn was_recused(&self, person: &PersonId, at: Moment) -> bool {
        self.recused_since(person).is_some_and(|since| since <= at)
    }

    fn recused_since(&self, person: &PersonId) -> Option<Moment> {
        let of_theirs =
            self.record.recusals.iter().filter(|it| it.request.officer.person == *person);
        let granted = of_theirs.filter_map(|it| it.granted).filter(|(granted, _)| *granted);
        granted.map(|(_, at)| at).min()
    }

    /// The case is at one of these stages.
    pub(super) fn stands_at(&self, stages: &[Main]) -> Result<(), Vec<Rejection>> {
        if stages.contains(&self.main) {
            return Ok(());
        }
        let stages: BTreeSet<_> = stages.iter().copied().collect();
        let open = !matches!(self.main, Main::Unopened | Main::NotFiled);
        let to_resume =
            self.main == Main::Suspended && stages.iter().any(|it| *it > Main::NotFiled);
        let code = match self.main {
            Main::Unopened => Code::NotFound,
            Main::Closed | Main::Archived => Code::Closed,
            earlier if open && (to_resume || stages.iter().all(|it| earlier < *it)) => {
                Code::StepMissing
            }
            _ => Code::WrongStage,
        };
        let (mut zh, mut en) = (String::new(), String::new());
        if code != Code::WrongStage {
            let (step, step_en) = self.main.next_step();
            (zh, en) = (format!("：{step}"), format!(": {step_en}"));
        }
        let admitted: Vec<_> = stages.iter().map(|it| it.label()).collect();
        let (main, admitted) = (self.main.label(), admitted.join("、"));
        Err(vec![code.refuse(
            format!("案件处于「{main}」，该行为须在「{admitted}」时进行{zh}"),
            format!(
                "the case stands at {}; this act is possible at {}{en}",
                word(self.main),
                words(stages)
            ),
        )])
    }
}

impl Case {
    /// The person has given an opinion on the case as its reviewer.
    pub(super) fn has_reviewed(&self, person: &PersonId) -> bool {
        let opinions = self.record.reviews.iter().filter_map(|it| it.opinion.as_ref());
        opinions.map(|(_, reviewer, _)| reviewer).any(|it| it.person == *person)
    }

    /// The person hosts a hearing in the case.
    pub(super) fn hosts_a_hearing(&self, person: &PersonId) -> bool {
        let hosts = self.record.hearings.iter().filter_map(|it| it.host.as_ref());
        hosts.into_iter().any(|it| it.person == *person)
    }

    /// Filed, and its main line is not at an end.
    pub(super) fn is_filed_and_open(&self) -> Result<(), Vec<Rejection>> {
        self.stands_at(&[
            Main::Investigating,
            Main::Suspended,
            Main::Concluded,
            Main::InReview,
            Main::Supplementing,
            Main::Reviewed,
            Main::ApprovedForNotice,
            Main::Noticed,
        ])
    }
}

impl Main {
    /// It was decided there what becomes of the case, and nothing has been done with it since.
    pub(super) fn is_decision(self) -> bool {
        matches!(self, Self::PenaltyDecided | Self::NoPenaltyDecided | Self::NotEstablished)
    }

    /// The same, or the case is closed: nothing has begun anew since.
    pub(super) fn is_decided(self) -> bool {
        self.is_decision() || matches!(self, Self::Closed | Self::Archived)
    }

    /// Where facts are looked into: from the verification of the lead on (PR 18, 23), again in a supplement
    /// (PR 54), and after the notice, where what the party stated is checked or new facts come up (PR 58).
    pub(super) const INQUIRY: [Self; 4] =
        [Self::Verifying, Self::Investigating, Self::Supplementing, Self::Noticed];

    /// Where evidence is collected, and the party told its rights before: from the verification of the lead on
    /// (PR 21, 23) at every stage until the decision. A suspended investigation is resumed first (PR 46).
    pub(super) const EVIDENCE: [Self; 8] = [
        Self::Verifying,
        Self::Investigating,
        Self::Concluded,
        Self::InReview,
        Self::Supplementing,
        Self::Reviewed,
        Self::ApprovedForNotice,
        Self::Noticed,
    ];

    /// What comes next on the main line, for whoever tries a later act.
    #[must_use]
    pub fn next_step(self) -> (&'static str, &'static str) {
        match self {
            Self::Unopened => ("没有这个案件", "there is no such case"),
            Self::Lead => ("尚未分送核查，请先指定核查人员", "name its verifiers first"),
            Self::Verifying => (
                "尚未决定是否立案，请先作出立案或者不予立案决定",
                "decide first whether to file it",
            ),
            Self::NotFiled => ("案件已经决定不予立案", "it was decided not to file it"),
            Self::Investigating => ("尚缺调查终结报告，请先提交", "hand in the report first"),
            Self::Suspended => ("调查已经中止，请先恢复调查", "resume the investigation first"),
            Self::Concluded => ("尚未送审，请先送交审核", "send it to review first"),
            Self::Supplementing => (
                "案件经审核退回，请先重新提交调查终结报告，或者说明如何处理审核意见后送审",
                "a review returned it: hand in the report again, or send it back with an explanation",
            ),
            Self::InReview => ("尚缺审核意见，请先完成审核", "the review comes first"),
            Self::Reviewed => {
                ("尚缺负责人对处理意见的审查决定", "a leader decides on what is proposed first")
            }
            Self::ApprovedForNotice => (
                "尚未告知当事人，请先送达行政处罚告知书",
                "serve the prior notice on the party first",
            ),
            Self::Noticed => ("尚未作出处理决定", "the decision comes first"),
            Self::Terminated => {
                ("调查已经终止，请办理结案", "the investigation was terminated: close the case")
            }
            Self::PenaltyDecided | Self::NoPenaltyDecided | Self::NotEstablished => {
                ("尚未结案，请先填报结案审批表", "close it first")
            }
            Self::Closed => ("案件已经结案", "it is closed"),
            Self::Archived => ("案件已经归档", "it is archived"),
        }
    }
}

/// A field that the law wants is filled.
pub(crate) fn filled(
    refusals: &mut Refusals,
    blank: bool,
    field: &'static str,
    what: &str,
    article: (&str, &str),
) {
    refusals.require(!blank, || unfilled(field, what, article));
}

/// A list names nothing, or something blank.
pub(super) fn none_or_blank(items: &[String]) -> bool {
    items.is_empty() || items.iter().any(|it| is_blank(it))
}

/// What must be filled in was left blank.
pub(crate) fn unfilled(field: &'static str, what: &str, article: (&str, &str)) -> Rejection {
    Code::Incomplete
        .refuse(format!("请填写{what}"), format!("`{field}` is empty"))
        .under(article.0, article.1)
        .at(field)
}

/// The number that was claimed for the document that the act signs.
pub(super) fn allotted(context: &Context<'_>) -> Result<DocumentNumber, Vec<Rejection>> {
    context.facts.number.clone().ok_or_else(|| vec![claim::lost()])
}

/// What was claimed for the act has not been given up meanwhile.
fn still_held(case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let number = context.facts.number.clone().map(Thing::Number);
    let act = match &context.facts.fined_act {
        Some(FinedAct::Taken(taking)) => Some(Thing::FinedAct(*taking)),
        Some(FinedAct::By(_)) | None => None,
    };
    let lost = |it: Thing| case.record.abandoned.contains(&it);
    if number.into_iter().chain(act).any(lost) {
        return Err(vec![claim::lost()]);
    }
    Ok(())
}

/// No part of the case has this id.
pub(super) fn no_such_part(part: &PartId, what: &str, field: &str) -> Rejection {
    Code::UnknownPart
        .refuse(format!("本案没有编号为{part}的{what}"), format!("the case has no part {part}"))
        .at(field)
}

/// What `part` names, or that it names nothing.
pub(super) fn find<'a, T>(
    mut parts: impl Iterator<Item = &'a T>,
    (part, what, field): (&PartId, &str, &str),
    is: impl Fn(&T) -> &PartId,
) -> Result<&'a T, Vec<Rejection>> {
    parts.find(|it| is(it) == part).ok_or_else(|| vec![no_such_part(part, what, field)])
}

/// The officer who acts, as the register has them: reviewers and hosts act in person.
pub(super) fn acting(context: &Context<'_>) -> Result<Handler, Vec<Rejection>> {
    let nobody = || vec![Code::NotPermitted.refuse("须由执法人员本人办理", "only an officer may")];
    let person = context.actor.person().ok_or_else(nobody)?;
    registered(context, person)
}
