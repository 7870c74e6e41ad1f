//! What an event does to the case as a whole.

use jiff::civil::Date;

use super::{
    Main,
    benchmark::{Deviation, confidences},
    performance::Settled,
    publicity::Withdraws,
    remedy::CalledAnew,
    service::Service,
};
use crate::{
    Moment,
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::DocumentRef,
    id::PartId,
    rulebook::Confidence,
};

/// What an event does to the case as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets<'a> {
    /// The articles that it rests on, the most specific first: instrument and article.
    pub basis: &'static [(&'static str, &'static str)],
    /// The articles that it names itself, where which they are hangs on what was found.
    pub cited: &'a [Citation],
    /// The stage that it opens, where it opens one.
    pub leads_to: Option<Main>,
    /// The deadlines that it started, paused, resumed, extended or fixed.
    pub deadlines: &'a [Deadline],
    /// How sure the rulebook was of the figures that it used, those of its deadlines apart.
    pub used: Vec<Confidence>,
    /// The deadlines that it meets, in time or late.
    pub settles: Vec<(Timer, Option<PartId>)>,
    /// The day that counts for what it meets, where that is another one than that of the act.
    pub met_on: Option<Date>,
    /// Nobody but the act itself tells of that day: where it came too late, what it meets is only stated to be in time.
    pub states: bool,
    /// The deadlines that it ends without meeting them, as what they waited for is owed otherwise now, or no more: of
    /// every part, where none is named.
    pub replaces: Vec<(Timer, Option<PartId>)>,
    /// The deadlines that somebody had met or nobody owed any more, and that are to be met again.
    pub reopens: Vec<(Timer, Option<PartId>)>,
    /// What is to be paid and is settled as of another act than this one, or by what was entered late; a right that the
    /// party had used before its time began.
    pub settled: &'a [Settled],
    /// What is shown of a decision, and is to be withdrawn because of it.
    pub withdraws: Option<&'a Withdraws>,
    /// What a decision calls for anew because of it.
    pub called_anew: Option<&'a CalledAnew>,
    /// What of it lies outside the benchmark in force.
    pub deviations: &'a [Deviation],
    /// The documents that it put on file.
    pub documents: Vec<&'a DocumentRef>,
    /// The day on which that took place which counts for a deadline, where it is told as a day of its own: of
    /// service, of receipt.
    pub took_place: Option<Date>,
}

impl<'a> Facets<'a> {
    /// An act under these articles.
    #[must_use]
    pub fn under(basis: &'static [(&'static str, &'static str)]) -> Self {
        let (used, settles, replaces, documents) = (vec![], vec![], vec![], vec![]);
        let reopens = vec![];
        let (leads_to, took_place, met_on, withdraws) = (None, None, None, None);
        Self {
            basis,
            cited: &[],
            leads_to,
            deadlines: &[],
            used,
            settles,
            met_on,
            states: false,
            replaces,
            reopens,
            settled: &[],
            withdraws,
            called_anew: None,
            deviations: &[],
            documents,
            took_place,
        }
    }

    /// An act under the article that it names itself.
    #[must_use]
    pub fn under_own(article: &'a Citation) -> Self {
        Self::under(&[]).citing(std::slice::from_ref(article))
    }

    /// It opens a stage.
    #[must_use]
    pub fn opening(mut self, main: Main) -> Self {
        self.leads_to = Some(main);
        self
    }

    /// It changes deadlines.
    #[must_use]
    pub fn timing(mut self, deadlines: &'a [Deadline]) -> Self {
        self.deadlines = deadlines;
        self
    }

    /// It used figures of the rulebook.
    #[must_use]
    pub fn using(mut self, figures: impl IntoIterator<Item = Confidence>) -> Self {
        self.used.extend(figures);
        self
    }

    /// It lies outside benchmarks, and so used them.
    #[must_use]
    pub fn deviating(mut self, deviations: &'a [Deviation]) -> Self {
        self.deviations = deviations;
        self.using(confidences(deviations))
    }

    /// How sure the rulebook was of each figure that it used.
    pub fn confidences(&self) -> impl Iterator<Item = Confidence> {
        self.deadlines.iter().flat_map(Deadline::confidences).chain(self.used.iter().copied())
    }

    /// 演示数据: it used a figure that was made up for a demonstration.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.confidences().any(Confidence::is_demonstration)
    }

    /// What is shown of a decision is to be withdrawn because of it (APL 48.2; PUB 11); a decision of which nothing is
    /// left need not be served any more either, and no announcement serves it (PR 81, 82).
    #[must_use]
    pub fn withdrawing(mut self, what: Option<&'a Withdraws>) -> Self {
        self.withdraws = what;
        let Some(fallen) = what.filter(|it| it.ground.ends_the_decision()) else { return self };
        let served_no_more = self.replacing(Timer::DecisionServe, Some(&fallen.decision));
        served_no_more.overtaking(&fallen.announcements)
    }

    /// What a decision calls for anew because of it (LIST24; SC49).
    #[must_use]
    pub fn calling_anew(mut self, what: Option<&'a CalledAnew>) -> Self {
        self.called_anew = what;
        self
    }

    /// It meets a deadline.
    #[must_use]
    pub fn settling(mut self, timer: Timer, of: Option<&PartId>) -> Self {
        self.settles.push((timer, of.cloned()));
        self
    }

    /// A deadline that was met, or that nobody owed any more, is to be met again.
    #[must_use]
    pub fn awaiting_again(mut self, timer: Timer, of: Option<&PartId>) -> Self {
        self.reopens.push((timer, of.cloned()));
        self
    }

    /// It ends a deadline that nobody has met, of one part or of every one.
    #[must_use]
    pub fn replacing(mut self, timer: Timer, of: Option<&PartId>) -> Self {
        self.replaces.push((timer, of.cloned()));
        self
    }

    /// It tells what is settled as of another act than this one.
    #[must_use]
    pub fn settled(mut self, settled: &'a [Settled]) -> Self {
        self.settled = settled;
        self
    }

    /// What it meets is met as of another day than that of the act: an application by the day on which it was made.
    #[must_use]
    pub fn meeting_on(mut self, day: Date) -> Self {
        self.met_on = Some(day);
        self
    }

    /// The same, where nothing but the act tells of that day.
    #[must_use]
    pub fn stating(self, day: Option<Date>) -> Self {
        let Some(day) = day else { return self };
        Self { states: true, ..self.meeting_on(day) }
    }

    /// Nobody has to pay these sanctions and instalments any more, to perform what was ordered in these remedies, or to
    /// make these decisions in the place of others.
    #[must_use]
    pub fn relieving(self, parts: &[PartId]) -> Self {
        let owed = [Timer::PayFine, Timer::Perform, Timer::Redo];
        let relieve = |facets: Self, it| {
            owed.iter().fold(facets, |facets, timer| facets.replacing(*timer, Some(it)))
        };
        parts.iter().fold(self, relieve)
    }

    /// These sanctions and instalments are to be paid again; where something is unfinished again, or was meanwhile, the
    /// time to close that runs is over.
    #[must_use]
    pub fn reopening(self, parts: &[PartId], unfinished: bool) -> Self {
        let pay = |facets: Self, it| facets.awaiting_again(Timer::PayFine, Some(it));
        let facets = parts.iter().fold(self, pay);
        if unfinished { facets.replacing(Timer::CloseForm, None) } else { facets }
    }

    /// It has the agency decide anew, so that there is nothing to close for now.
    #[must_use]
    pub fn redoing(self) -> Self {
        self.opening(Main::Investigating).replacing(Timer::CloseForm, None)
    }

    /// An outcome has the case decided anew, or no more.
    #[must_use]
    pub fn moved(self, begins_redo: bool, returns_to: Option<Main>) -> Self {
        match returns_to {
            Some(main) => self.returning(main),
            None if begins_redo => self.redoing(),
            None => self,
        }
    }

    /// The main line stands where it stood before: where that was decided, nothing is decided anew any more.
    #[must_use]
    pub fn returning(self, main: Main) -> Self {
        let facets = self.opening(main);
        if main.is_decided() { facets.replacing(Timer::Redo, None) } else { facets }
    }

    /// It is the decision that was to be made anew, where one was: the time for the first one that is has no name.
    #[must_use]
    pub fn deciding_anew(self, decision: &PartId) -> Self {
        self.settling(Timer::Redo, None).settling(Timer::Redo, Some(decision))
    }

    /// It names articles itself.
    #[must_use]
    pub fn citing(mut self, articles: &'a [Citation]) -> Self {
        self.cited = articles;
        self
    }

    /// When that took place by which it meets what it meets.
    #[must_use]
    pub fn met_at(&self, occurred: Moment) -> Moment {
        match self.met_on {
            Some(day) if day != occurred.day() => Moment::midnight(day),
            Some(_) | None => occurred,
        }
    }

    /// What counts for a deadline took place on a day that it tells.
    #[must_use]
    pub fn on(mut self, day: Option<Date>) -> Self {
        self.took_place = day;
        self
    }

    /// A document was served, which puts the proof of that on file; it was served on the day that this tells, and what
    /// announces the document serves nothing any more (PR 82).
    #[must_use]
    pub fn serving(self, service: &'a Service) -> Self {
        let took_place = service.took_place();
        let served = self.on(took_place).filing(service.documents());
        let served = took_place.into_iter().fold(served, Self::meeting_on);
        served.overtaking(&service.overtakes)
    }

    /// What these announce has reached the party in another way.
    #[must_use]
    pub fn overtaking(self, announcements: &[PartId]) -> Self {
        let each = announcements.iter();
        each.fold(self, |facets, it| facets.replacing(Timer::ServiceAnnounce, Some(it)))
    }

    /// It puts documents on file.
    #[must_use]
    pub fn filing(mut self, documents: impl IntoIterator<Item = &'a DocumentRef>) -> Self {
        self.documents.extend(documents);
        self
    }

    /// The articles as citations.
    #[must_use]
    pub fn citations(&self) -> Vec<Citation> {
        let basis = self.basis.iter().map(|(instrument, article)| cite(instrument, article));
        self.cited.iter().cloned().chain(basis).collect()
    }
}
