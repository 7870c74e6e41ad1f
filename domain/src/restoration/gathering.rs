//! What is gathered of what would be restored: in its own stream, in those of its publicity, in the party's other cases,
//! entries and applications. Each reading stands in the envelope of the act that went by it; nothing in it is a
//! person's.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Application, Bar, Channel, Correction, Entry, Gravity, Penalised, Restorable, Restoration,
    Status, Window,
};
use crate::{
    case::sanction::SanctionKind,
    clock::Timer,
    id::{AgencyCode, MeasureCode, RestorationId},
    listing::{Listing, serious::Cause},
    party::Party,
    publicity::{Publicity, State, term::Grade},
    restriction::{Found, Pair, Source, SourceKind, Standing},
};

/// What one stream says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Gathered {
    /// The decision or the entry itself.
    Target(Box<Target>),
    /// Where, since when and until when it is shown.
    Shown(Shown),
    /// Another penalty of the party.
    Penalised(Penalised),
    /// An entry of the party in a register.
    Entry(Entry),
    /// Another application of the party.
    Application(Application),
    /// A measure that a statute sets a time for, on account of it.
    Statutory(Statutory),
}

/// What would be restored, as its own stream has it on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Target {
    /// The decision, or the entry.
    pub source: Source,
    /// How heavy a penalty is, as market supervision grades it since 2025.
    pub gravity: Gravity,
    /// How heavy it is for Credit China.
    pub gravity_on_credit_china: Gravity,
    /// A penalty in food, drugs or special equipment (CR21 6).
    pub concerns_safety: bool,
    /// What a penalty is made of, as it counts.
    pub sanctions: Vec<SanctionKind>,
    /// From which day on it counts no longer, where it has fallen.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fallen_on: Option<Date>,
    /// On which day all that it orders had been performed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub performed_on: Option<Date>,
    /// Something of what it makes the party pay is open, as its case has it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub owes: bool,
    /// The last day of a restriction that a statute sets, where one is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub statutory_until: Option<Date>,
    /// What of it the catalogue of measures answers.
    #[serde(skip_serializing_if = "Found::is_empty", default)]
    pub found: Found,
}

/// A measure with a time of its own under a statute, which runs (SDL; domain.md §6.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statutory {
    /// Which.
    pub measure: MeasureCode,
    /// Who imposed it.
    pub agency: AgencyCode,
    /// Its last day; none where it is for life.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
}

impl Statutory {
    /// A measure as it stands on a day; nothing where it runs no more, or no statute sets a time for it.
    #[must_use]
    pub fn of(pair: &Pair, on: Date) -> Option<Self> {
        let measure = &pair.notified.measure;
        let runs = matches!(
            pair.standing(on),
            Standing::Active | Standing::Scheduled | Standing::Suspended
        );
        let statutory = measure.runs_by_statute();
        (runs && statutory).then(|| Self {
            measure: measure.code.clone(),
            agency: pair.notified.agency.clone(),
            until: pair.imposed().and_then(|it| it.until),
        })
    }
}

impl Target {
    /// An entry of a register, with what its case says of the penalty on which it rests.
    #[must_use]
    pub fn of_entry(entry: &Listing, source: Source, penalty: Self, on: Date) -> Self {
        let found = entry.found();
        Self { source, fallen_on: entry.ended_on(on), found, ..penalty }
    }
}

/// How a decision or an entry is shown on a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Shown {
    /// Where.
    pub channel: Channel,
    /// From which day on its publicity counts, where it was shown.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
    /// From which day on it is shown no longer, where it isn't.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_on: Option<Date>,
    /// The last day on which it is shown, where its time ends of itself and has not yet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
}

impl Restorable {
    /// What was gathered, put together; nothing where the target itself is not among it.
    #[must_use]
    pub fn of(party: Party, gathered: impl IntoIterator<Item = Gathered>) -> Option<Self> {
        let (mut target, mut shown) = (None, vec![]);
        let (mut penalties, mut entries) = (vec![], vec![]);
        let (mut applications, mut measures) = (vec![], vec![]);
        for it in gathered {
            match it {
                Gathered::Target(it) => target = Some(*it),
                Gathered::Shown(it) => shown.push(it),
                Gathered::Penalised(it) => penalties.push(it),
                Gathered::Entry(it) => entries.push(it),
                Gathered::Application(it) => applications.push(it),
                Gathered::Statutory(it) => measures.push(it),
            }
        }
        let target = target?;
        Some(Self {
            party,
            gravity: target.gravity,
            gravity_on_credit_china: target.gravity_on_credit_china,
            concerns_safety: target.concerns_safety,
            sanctions: target.sanctions,
            shown,
            fallen_on: target.fallen_on,
            performed_on: target.performed_on,
            owes: target.owes,
            corrected: Correction::UponApplication,
            committed: None,
            cured_on: None,
            penalties,
            entries,
            statutory_until: target.statutory_until,
            measures,
            found: target.found,
            applications,
            source: target.source,
        })
    }

    /// An entry of the list of abnormal operations, or a mark, on a day: it is left once its ground is gone, and bears on
    /// nothing but that (EIP 17.2). By which event it was made, under which number; nothing where it never counted.
    #[must_use]
    pub fn to_be_left(entry: &Listing, (by, number): (Cause, String), on: Date) -> Option<Self> {
        let (opened, decided_on) = entry.opened.as_ref().zip(entry.entered_on)?;
        let source = Source {
            event: by.event,
            stream: by.stream,
            revision: by.revision,
            kind: SourceKind::AbnormalList,
            number,
            agency: opened.agency.clone(),
            decided_on,
            sanctions: vec![],
        };
        Some(Self {
            source,
            party: opened.party.clone(),
            gravity: Gravity::Minor,
            gravity_on_credit_china: Gravity::Minor,
            concerns_safety: false,
            sanctions: vec![],
            shown: Shown::of_entry(entry, on).into_iter().collect(),
            fallen_on: entry.ended_on(on),
            performed_on: None,
            owes: false,
            corrected: Correction::UponApplication,
            committed: None,
            cured_on: entry.cured.map(crate::Moment::day),
            penalties: vec![],
            entries: vec![],
            statutory_until: None,
            measures: vec![],
            found: entry.found(),
            applications: vec![],
        })
    }

    /// How it is shown where a window receives applications: each one ends the publicity of its own channel (PUB 14.1;
    /// NDRC36).
    fn shown_on(&self, window: Window) -> Option<&Shown> {
        self.shown.iter().find(|it| it.channel == window.channel())
    }

    /// From which day on its publicity counts on the channel of a window.
    #[must_use]
    pub fn published_on(&self, window: Window) -> Option<Date> {
        self.shown_on(window)?.since
    }

    /// From which day on it is shown on the channel of a window no longer, or counts no longer.
    #[must_use]
    pub fn ended_on(&self, window: Window) -> Option<Date> {
        let ended = self.shown_on(window).and_then(|it| it.ended_on);
        self.fallen_on.into_iter().chain(ended).min()
    }

    /// The last day on which it is shown on the channel of a window, where that ends of itself.
    #[must_use]
    pub fn shown_until(&self, window: Window) -> Option<Date> {
        self.shown_on(window)?.until
    }

    /// The last day by `on` on which it was found that a restoration of it had been obtained by deceit, where one was.
    #[must_use]
    pub fn counted_anew(&self, on: Date) -> Option<Date> {
        let of_it = self.applications.iter().filter(|it| it.source == self.source.event);
        of_it.filter_map(|it| it.revoked_on).filter(|it| *it <= on).max()
    }

    /// The application about it that stands: it waits for a decision, or was granted.
    #[must_use]
    pub fn application(&self) -> Option<&Application> {
        self.applications.iter().find(|it| it.stands && it.source == self.source.event)
    }

    /// Where it is shown.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        let still = |it: &&Shown| it.since.is_some() && it.ended_on.is_none();
        self.shown.iter().filter(still).map(|it| it.channel).collect()
    }
}

impl Shown {
    /// How that stands on a day; nothing where it is not made public there at all.
    #[must_use]
    pub fn of(publicity: &Publicity, on: Date) -> Option<Self> {
        let (_, channel) = publicity.opened()?;
        let counts_since = publicity.shown_since.and(publicity.counts_since);
        let since = counts_since.map(crate::Moment::day);
        let ended_on = match publicity.state_on(on) {
            State::Unopened | State::NotPublishable => return None,
            State::Due | State::Published | State::Corrected => None,
            State::Expired => publicity.shown_until().and_then(|(last, _)| last.tomorrow().ok()),
            // What counts of the decision is to be shown in its place.
            State::Withdrawn if publicity.is_to_be_shown() => None,
            State::Withdrawn | State::StoppedByRestoration => publicity.hidden_on,
        };
        let last = since.and(publicity.shown_until()).map(|(last, _)| last);
        Some(Self { channel, since, ended_on, until: last.filter(|_| ended_on.is_none()) })
    }
}

impl Shown {
    /// How an entry is shown on GSXT on a day, which is where registers are public; nothing where it isn't.
    #[must_use]
    pub fn of_entry(listing: &Listing, on: Date) -> Option<Self> {
        let since = listing.shown_since.filter(|it| *it <= on);
        let ended_on = listing.ended_on(on);
        let until = listing.last_day().filter(|_| ended_on.is_none());
        since.map(|_| Self { channel: Channel::Gsxt, since, ended_on, until })
    }
}

impl Entry {
    /// An entry as it stands on a day; nothing where it never counted.
    #[must_use]
    pub fn of(listing: &Listing, on: Date) -> Option<Self> {
        let register = listing.opened.as_ref()?.register;
        let since = listing.entered_on.filter(|it| *it <= on)?;
        let ended_on = listing.ended_on(on);
        Some(Self { register, since, ended_on })
    }
}

impl Application {
    /// An application, and whether it bars another; nothing where nobody applied.
    #[must_use]
    pub fn of(id: RestorationId, of: &Restoration) -> Option<Self> {
        let source = of.opened.as_ref()?.source.event;
        let revoked = of.steps.iter().find(|it| it.1 == Status::Reinstated);
        let bar = of.open_deadline(Timer::RestoreBar, None);
        Some(Self {
            id,
            source,
            stands: of.status().is_some_and(Status::stands),
            revoked_on: revoked.map(|it| it.0),
            barred_until: bar.and_then(Bar::of),
        })
    }
}

impl Gravity {
    /// As a regime of publicity grades it.
    #[must_use]
    pub fn of(grade: Grade) -> Self {
        match grade {
            Grade::Light | Grade::Minor => Self::Minor,
            Grade::Other | Grade::Moderate => Self::Moderate,
            Grade::OverThreeYears | Grade::Serious => Self::Serious,
        }
    }
}
