//! What a restriction remembers in order to decide, and how it stands on a day.

use super::{
    Cause, Event, Fall, MeasureKind, Standing,
    answering::Declined,
    falling::SourceFell,
    imposing::Imposed,
    notifying::{Entry, Notified},
};
use crate::{
    Capability, Code, Context, Moment, Rejection,
    clock::Deadline,
    id::EventId,
    permit::{Needs, permit},
};
use jiff::civil::Date;

/// A pair of source and measure, towards one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Restriction {
    /// Nobody was told of anything.
    #[default]
    Unknown,
    /// An agency was told.
    Told(Box<Pair>),
}

/// What has happened since an agency was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What it was told.
    pub notified: Notified,
    /// When.
    pub since: Moment,
    /// How many events the stream has.
    events: u64,
    /// Which of the entries were acknowledged, by revision.
    pub acknowledged: Vec<u64>,
    /// What the agency answered, in the order in which it was entered.
    pub answers: Vec<(Moment, Answer)>,
    /// That the source fell.
    pub fallen: Option<Fallen>,
    /// The events by which the source was listed no longer, or restored, and which left the measure as it was.
    pub kept: Vec<EventId>,
    /// While a reorganisation plan is carried out, measures rest.
    pub pauses: Vec<Pause>,
    /// While one is carried out under which it was restored, the source rests.
    pub source_pauses: Vec<Pause>,
    /// The last day of the source, where that ends of itself.
    source_until: Option<Date>,
    /// The entries of the agency's inbox after the first: where each stands in the stream, and when it was sent.
    later_entries: Vec<(u64, Moment)>,
    /// What has ended it: the first by day counts.
    ends: Vec<(Date, Cause)>,
    /// By when its agency corrects what rests on a source that fell, where a rule sets a time.
    pub limit: Option<Deadline>,
}

/// What an agency answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It imposed the measure.
    Imposed(Box<Imposed>),
    /// It did not.
    Declined(Declined),
}

/// That a source fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallen {
    /// What the agency was told of it.
    pub told: SourceFell,
    /// When.
    pub since: Moment,
    /// Where that stands in the stream.
    pub revision: u64,
}

/// While a measure rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Its first day.
    pub from: Date,
    /// The day on which the measure goes on.
    pub to: Option<Date>,
}

impl Pause {
    fn holds(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on < to)
    }
}

/// The last pause is over.
fn close(pauses: &mut [Pause], on: Date) {
    if let Some(open) = pauses.last_mut() {
        open.to = Some(on);
    }
}

impl Restriction {
    /// The pair, where an agency was told.
    #[must_use]
    pub fn pair(&self) -> Option<&Pair> {
        match self {
            Self::Unknown => None,
            Self::Told(pair) => Some(pair),
        }
    }

    /// How it stands on a day; nothing before an agency was told.
    #[must_use]
    pub fn standing(&self, on: Date) -> Option<Standing> {
        self.pair().filter(|it| it.since.day() <= on).map(|it| it.standing(on))
    }

    pub(super) fn told(&self) -> Result<&Pair, Vec<Rejection>> {
        let none =
            || vec![Code::NotFound.refuse("没有这项通报", "no agency was told of such a pair")];
        self.pair().ok_or_else(none)
    }
}

impl Pair {
    /// How it stands on a day. Days alone decide: whether the clock has recorded the end of a term is not asked.
    #[must_use]
    pub fn standing(&self, on: Date) -> Standing {
        if let Some((_, cause)) = self.ended_by(on) {
            return Standing::Ended(cause);
        }
        match (self.answer_on(on), self.source_fell_by(on)) {
            (Some(Answer::Imposed(_)), Some((_, how))) if self.is_the_markets() => {
                Standing::Ended(how.cause())
            }
            (Some(Answer::Imposed(_)), Some(_)) => Standing::Unfounded,
            (Some(Answer::Imposed(it)), None) if on < it.start => Standing::Scheduled,
            (Some(Answer::Imposed(_)), None) if self.rests_on(on) => Standing::Suspended,
            (Some(Answer::Imposed(_)), None) => Standing::Active,
            (Some(Answer::Declined(_)), _) => Standing::Declined,
            (None, Some(_)) => Standing::Withdrawn,
            (None, None) => Standing::Notified,
        }
    }

    /// Since when the source counts no more, as far as that was so on a day, and how it fell: as its own record told, or
    /// by the end of its time, whether or not the clock has recorded that.
    pub(super) fn source_fell_by(&self, on: Date) -> Option<(Date, Fall)> {
        let told = self.fallen.as_ref().map(|it| (it.told.on, it.told.how));
        let until = self.source_until.filter(|_| !self.notified.measure.end.runs_on());
        let over = until.and_then(|it| Some((it.tomorrow().ok()?, Fall::Delisted)));
        told.into_iter().chain(over).filter(|(day, _)| *day <= on).min_by_key(|(day, _)| *day)
    }

    /// What has ended it by a day, and the first day on which it was on no more.
    #[must_use]
    pub fn end(&self, on: Date) -> Option<(Date, Cause)> {
        let Standing::Ended(cause) = self.standing(on) else { return None };
        let fell = self.source_fell_by(on).map(|(day, _)| (day, cause));
        self.ended_by(on).or(fell)
    }

    /// What had ended it by a day: an act, or the end of its term.
    fn ended_by(&self, on: Date) -> Option<(Date, Cause)> {
        let over = self.imposed().and_then(|it| it.until?.tomorrow().ok());
        let term = over.map(|day| (day, Cause::Expired));
        let ends = self.ends.iter().copied().chain(term).filter(|(day, _)| *day <= on);
        ends.min_by_key(|(day, _)| *day)
    }

    /// Its agency was told by then and has answered nothing.
    #[must_use]
    pub fn awaits_an_answer(&self, on: Date) -> bool {
        self.standing(on) == Standing::Notified
    }

    /// The answer that counts on a day. Days alone decide: of one day a measure that was imposed counts.
    pub(super) fn answer_on(&self, on: Date) -> Option<&Answer> {
        let given = self.answers.iter().filter(|(at, _)| at.day() <= on);
        let rank = |(at, it): &&(Moment, Answer)| (at.day(), matches!(it, Answer::Imposed(_)));
        given.max_by_key(rank).map(|(_, answer)| answer)
    }

    /// When its agency answered last, where it did.
    pub(super) fn last_answered(&self) -> Option<Moment> {
        self.answers.iter().map(|(at, _)| *at).max()
    }

    /// The measure as it was imposed, where it was.
    #[must_use]
    pub fn imposed(&self) -> Option<&Imposed> {
        self.answers.iter().find_map(|(_, answer)| match answer {
            Answer::Imposed(it) => Some(&**it),
            Answer::Declined(_) => None,
        })
    }

    /// Whoever gives credit decides, and no agency lifts what it has not imposed.
    #[must_use]
    pub fn is_the_markets(&self) -> bool {
        self.notified.measure.kind == MeasureKind::K3
    }

    /// The last day of the source, where that ends of itself.
    #[must_use]
    pub fn source_until(&self) -> Option<Date> {
        self.source_until
    }

    /// It rests on a day, by its agency's act or with its source.
    fn rests_on(&self, on: Date) -> bool {
        self.pauses.iter().any(|it| it.holds(on)) || self.source_rests_on(on)
    }

    /// Its source rests on a day.
    pub(super) fn source_rests_on(&self, on: Date) -> bool {
        self.source_pauses.iter().any(|it| it.holds(on))
    }

    /// Its source rests, and nothing has said yet until when.
    pub(super) fn source_rests(&self) -> bool {
        self.source_pauses.last().is_some_and(|it| it.to.is_none())
    }

    /// When an entry was sent: that of the notice, or of what became of the source.
    pub(super) fn sent(&self, entry: Entry) -> Option<Moment> {
        let notice = (0, self.since);
        let mut entries = [notice].into_iter().chain(self.later_entries.iter().copied());
        entries.find(|(revision, _)| *revision == entry.revision).map(|(_, at)| at)
    }

    /// The entry is one of the pair's.
    pub(super) fn has_entry(&self, entry: Entry) -> Result<(), Vec<Rejection>> {
        self.sent(entry).map(|_| ()).ok_or_else(Entry::unknown)
    }

    /// Whoever acts is of the agency that was told, or of the one that has taken over from it.
    pub(super) fn addresses(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let (agencies, day) = (context.law.agencies(), context.occurred.day());
        // Who can't act at all was told so already.
        let name = context.in_whose_name();
        let told = agencies.heir_on(&self.notified.agency, day);
        let (Some(name), Some(told)) = (name, told) else { return Ok(()) };
        if told.code == *name {
            return Ok(());
        }
        Err(vec![Code::OtherAgency.refuse(
            format!("该事项通报的是{}，须由其答复、实施和解除", told.name),
            format!("{} was told of this, and answers, imposes and lifts", told.code),
        )])
    }

    /// An officer of the agency acts under an item of the kind that the measure wants.
    pub(super) fn empowers(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let capability = Capability::ImposeRestrictions;
        permit(context, Needs::Power(capability, self.notified.measure.imposer))
    }

    /// The measure as it is imposed and not ended on the day of the act.
    pub(super) fn in_place(&self, context: &Context<'_>) -> Result<&Imposed, Vec<Rejection>> {
        let day = context.occurred.day();
        if let Some((_, cause)) = self.ended_by(day) {
            let label = cause.label();
            return Err(vec![Code::AlreadyDone.refuse(
                format!("该措施已经终止（{label}）"),
                format!("the measure has ended ({cause:?})"),
            )]);
        }
        self.imposed().ok_or_else(|| {
            vec![Code::StepMissing.refuse(
                "该措施尚未实施；不予实施的（包括主体已经终止的），请答复不予实施（declineRestriction）",
                "the measure was not imposed: where it won't be, as the subject has ended, say, decline it",
            )]
        })
    }

    /// What an act that names no other one rests on: that the measure was imposed.
    pub(super) fn imposed_at(&self) -> Moment {
        let imposed = self.answers.iter().find(|(_, it)| matches!(it, Answer::Imposed(_)));
        imposed.map_or(self.since, |(at, _)| *at)
    }

    /// The measure ended in this way already.
    pub(super) fn was_ended(&self, cause: Cause) -> bool {
        self.ends.iter().any(|(_, it)| *it == cause)
    }
}

pub(super) fn evolve(restriction: Restriction, event: &Event, at: Moment) -> Restriction {
    match (restriction, event) {
        (Restriction::Unknown, Event::Notified(it)) => {
            Restriction::Told(Box::new(Pair::told(it, at)))
        }
        (Restriction::Unknown, _) => Restriction::Unknown,
        (Restriction::Told(mut pair), event) => {
            pair.note(event, at);
            pair.events += 1;
            Restriction::Told(pair)
        }
    }
}

impl Pair {
    fn told(notified: &Notified, since: Moment) -> Self {
        Self {
            notified: notified.clone(),
            since,
            events: 1,
            acknowledged: vec![],
            answers: vec![],
            fallen: None,
            kept: vec![],
            pauses: vec![],
            source_pauses: vec![],
            source_until: notified.source_until,
            later_entries: vec![],
            ends: vec![],
            limit: None,
        }
    }

    fn note(&mut self, event: &Event, at: Moment) {
        let day = at.day();
        if event.is_entry() {
            self.later_entries.push((self.events, at));
        }
        if let Some(limit) = event.deadline() {
            self.limit = Some(limit.clone());
        }
        match event {
            Event::Notified(_) | Event::DeadlineFixed(_) => {}
            Event::Acknowledged(it) => self.acknowledged.push(it.entry.revision),
            Event::Imposed(it) => self.answers.push((at, Answer::Imposed(it.clone()))),
            Event::Declined(it) => self.answers.push((at, Answer::Declined(it.clone()))),
            Event::SourceFell(it) => {
                let told = (**it).clone();
                self.fallen = Some(Fallen { told, since: at, revision: self.events });
            }
            Event::SourceSuspended(it) => {
                self.source_pauses.push(Pause { from: it.on, to: None });
            }
            Event::SourceResumed(it) => {
                close(&mut self.source_pauses, it.on);
                self.source_until = it.source_until.or(self.source_until);
            }
            Event::Kept(it) => self.kept.push(it.by),
            Event::Lifted(it) => self.ends.push((day, it.cause.cause())),
            Event::Expired(it) => {
                let first = it.last_day.tomorrow().unwrap_or(it.last_day);
                self.ends.push((first, Cause::Expired));
            }
            Event::Voided(it) => self.ends.push((day, it.reason.cause())),
            Event::Closed(it) => self.ends.push((it.ended_on, Cause::SubjectEnded)),
            Event::Suspended(_) => self.pauses.push(Pause { from: day, to: None }),
            Event::Resumed(_) => close(&mut self.pauses, day),
        }
    }

    /// The deadline for correcting what rests on a source that fell, while nothing has met it.
    #[must_use]
    pub fn correction(&self) -> Option<&Deadline> {
        self.limit.as_ref().filter(|_| self.ends.is_empty())
    }
}
