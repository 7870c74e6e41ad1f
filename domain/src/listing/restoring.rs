//! What the restoration of credit does to an entry of the list of serious violations: it is removed before its years are
//! over, rests while a plan of reorganisation is carried out, and counts again where the restoration counts no more (SDL;
//! SC22; domain.md §6.4, §6.6). Whether it is due is decided on the application: [`crate::restoration`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Event, Listing, Register, Standing,
    guard::{in_register, start},
};
use crate::{
    Context, Moment, Narrative, Rejection,
    case::phrase::{text, until},
    citation::Citation,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef},
    id::RestorationId,
    time::in_chinese,
};

/// It was removed before its years were over (提前移出), as its credit was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemovedEarly {
    /// Who, as the decision names it.
    pub shown: String,
    /// How every obligation was performed and the harm eliminated.
    pub finding: Narrative,
    /// What shows it, where that is not kept with the application.
    pub evidence: Vec<DocumentRef>,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// The decision.
    pub document: DocumentRef,
    /// The restoration from which it follows; older events were decisions of their own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub restoration: Option<RestorationId>,
    /// From which day on it counts no more; older events count from their own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub on: Option<Date>,
}

/// It rests while a plan of reorganisation is carried out (重整期间暂停).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suspended {
    /// The rules under which this was done.
    pub basis: Citation,
    /// The restoration from which it follows.
    pub restoration: RestorationId,
    /// From which day on.
    pub on: Date,
    /// The number of the decision that granted it.
    pub number: DocumentNumber,
    /// The decision.
    pub document: DocumentRef,
}

/// It counts again (恢复列入), since the restoration that had ended it, or let it rest, counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reinstated {
    /// The rules under which this was done.
    pub basis: Citation,
    /// Which restoration.
    pub restoration: RestorationId,
    /// From which day on.
    pub on: Date,
    /// Its years and the time before it may be removed, where they count anew; and its publicity, where it was never
    /// shown.
    pub deadlines: Vec<Deadline>,
}

/// Removes it, as an application was granted, or the plan under which it was granted was carried out; once done, it
/// records nothing more.
#[derive(Debug, Clone)]
pub struct RemoveEarly {
    /// The application.
    pub restoration: RestorationId,
    /// From which day on.
    pub on: Date,
    /// What was found, in a sentence.
    pub finding: Narrative,
    /// The number of the decision that granted it.
    pub number: DocumentNumber,
    /// The decision.
    pub document: DocumentRef,
}

/// Lets it rest, as an application was granted under a plan; once done, it records nothing more.
#[derive(Debug, Clone)]
pub struct Suspend {
    /// The rules of the grant.
    pub basis: Citation,
    /// The application.
    pub restoration: RestorationId,
    /// From which day on.
    pub on: Date,
    /// The number of the decision that granted it.
    pub number: DocumentNumber,
    /// The decision.
    pub document: DocumentRef,
}

/// Lets it count again; once done, it records nothing more.
#[derive(Debug, Clone)]
pub struct Reinstate {
    /// The rules under which the restoration counts no more.
    pub basis: Citation,
    /// The application.
    pub restoration: RestorationId,
    /// From which day on.
    pub on: Date,
    /// Its years count anew: the restoration was obtained by fraud.
    pub anew: bool,
}

impl RemoveEarly {
    pub(super) fn decide(&self, listing: &Listing) -> Result<Vec<Event>, Vec<Rejection>> {
        if !listing.may_be_restored()? || listing.is_at(self.restoration, Standing::RemovedEarly) {
            return Ok(vec![]);
        }
        let opened = listing.opened()?;
        Ok(vec![Event::RemovedEarly(RemovedEarly {
            shown: opened.party.shown().to_owned(),
            finding: self.finding.clone(),
            evidence: vec![],
            number: self.number.clone(),
            document: self.document.clone(),
            restoration: Some(self.restoration),
            on: Some(self.on),
        })])
    }
}

impl Suspend {
    pub(super) fn decide(&self, listing: &Listing) -> Result<Vec<Event>, Vec<Rejection>> {
        if !listing.may_be_restored()? || listing.is_at(self.restoration, Standing::Suspended) {
            return Ok(vec![]);
        }
        Ok(vec![Event::Suspended(Suspended {
            basis: self.basis.clone(),
            restoration: self.restoration,
            on: self.on,
            number: self.number.clone(),
            document: self.document.clone(),
        })])
    }
}

impl Reinstate {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let ended = listing.ends.iter().any(|it| it.is_open_by(self.restoration));
        if !listing.may_be_restored()? || !ended {
            return Ok(vec![]);
        }
        let of_the_years = [Timer::ListExpire, Timer::ListEarly].into_iter().filter(|_| self.anew);
        let unshown = !listing.hidden && listing.shown_since.is_none();
        let to_show = Some(Timer::ListPublish).filter(|_| self.anew && unshown);
        let agency = &listing.opened()?.agency;
        let from = |it| start(context, it, agency, Moment::midnight(self.on));
        Ok(vec![Event::Reinstated(Reinstated {
            basis: self.basis.clone(),
            restoration: self.restoration,
            on: self.on,
            deadlines: to_show.into_iter().chain(of_the_years).flat_map(from).collect(),
        })])
    }
}

impl Listing {
    /// It is an entry that a restoration bears on; what was revoked never comes back, and nothing is left of it to be
    /// removed.
    fn may_be_restored(&self) -> Result<bool, Vec<Rejection>> {
        in_register(self.opened()?, &[Register::SeriousViolation])?;
        Ok(!self.is_revoked())
    }

    fn is_at(&self, restoration: RestorationId, standing: Standing) -> bool {
        self.ends.iter().any(|it| it.by == Some(restoration) && it.standing == standing)
    }
}

impl RemovedEarly {
    /// From which day on it counts no more.
    #[must_use]
    pub fn removed_on(&self, occurred: Moment) -> Date {
        self.on.unwrap_or(occurred.day())
    }

    pub(super) fn sentence(&self) -> String {
        let (shown, number, finding) = (&self.shown, &self.number, text(&self.finding));
        let from = self.on.map(|it| format!("自{}起", in_chinese(it))).unwrap_or_default();
        format!("决定将{shown}{from}提前移出严重违法失信名单（{number}），理由：{finding}")
    }
}

impl Suspended {
    pub(super) fn sentence(&self) -> String {
        let on = in_chinese(self.on);
        format!("准予信用修复（{}），重整计划执行期间自{on}起暂停列入", self.number)
    }
}

impl Reinstated {
    pub(super) fn sentence(&self) -> String {
        format!(
            "信用修复不再有效，自{}起恢复列入严重违法失信名单{}{}",
            in_chinese(self.on),
            until(&self.deadlines, Timer::ListPublish, "公示期限"),
            until(&self.deadlines, Timer::ListExpire, "列入期"),
        )
    }
}
