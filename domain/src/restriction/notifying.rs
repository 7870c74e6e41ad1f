//! 通报: an agency is told of a source that a measure of the catalogue answers. It imposes nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Measure, Restriction, Source, Subject, Trigger, plain::name};
use crate::{
    Code, Context, Refusals, Rejection, Rulebook,
    citation::Citation,
    id::{AgencyCode, EventId, MeasureCode},
    permit::{Needs, permit},
    time::in_chinese,
    timely::timely,
};

/// An agency was told (LIST24; SC49). It is an entry of that agency's inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notified {
    /// Which agency.
    pub agency: AgencyCode,
    /// Whom it concerns.
    pub subject: Subject,
    /// What it rests on.
    pub source: Source,
    /// What in the source the measure answers.
    pub answers: BTreeSet<Trigger>,
    /// The measure, as the catalogue has it on that day.
    pub measure: Measure,
    /// The last day of what it rests on, where that ends of itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source_until: Option<Date>,
}

/// An entry of an agency's inbox, named by whoever answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// The event that is the entry.
    pub event: EventId,
    /// Where it stands in its stream.
    pub revision: u64,
}

impl Entry {
    /// Its inbox has it not.
    pub(crate) fn unknown() -> Vec<Rejection> {
        vec![
            Code::UnknownPart
                .refuse("收件箱中没有这一条目", "the inbox has no such entry")
                .at("entry"),
        ]
    }
}

/// Tells an agency of a source; what the catalogue says of the measure is looked up.
#[derive(Debug, Clone)]
pub struct Notify {
    /// Which agency.
    pub agency: AgencyCode,
    /// Whom it concerns.
    pub subject: Subject,
    /// What it rests on.
    pub source: Source,
    /// What was found in the source.
    pub found: BTreeSet<Trigger>,
    /// Which measure.
    pub measure: MeasureCode,
    /// The last day of the source, where that ends of itself.
    pub source_until: Option<Date>,
}

impl Notify {
    pub(super) fn decide(
        &self,
        restriction: &Restriction,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(permit(context, Needs::Clock));
        refusals.check(timely(context, None, None));
        if restriction.pair().is_some() {
            return refusals.verdict().map(|()| vec![]);
        }
        let day = context.occurred.day();
        let row = context.law.measure(&self.measure, day);
        let answers: BTreeSet<_> = row
            .into_iter()
            .flat_map(|it| it.value.answers.intersection(&self.found).copied())
            .collect();
        refusals.require(row.is_none() || !answers.is_empty(), || {
            Code::NoBasis
                .refuse(
                    format!("来源中没有{}所针对的事项", self.measure),
                    format!("nothing that was found in the source is answered by {}", self.measure),
                )
                .under("LIST24", "0")
        });
        let addressed = row.map(|it| context.law.addressees(it, &self.source.agency, day));
        refusals.require(addressed.is_none_or(|it| it.contains(&&self.agency)), || {
            Code::NotProvidedFor.refuse(
                format!("限制措施目录没有将{}列为该措施的通报对象", self.agency),
                format!("the catalogue does not address {} with this measure", self.agency),
            )
        });
        refusals.check(self.personal(row.is_some_and(|it| it.value.is_person_level())));
        let Some(row) = row else {
            refusals.refuse(unlisted(&self.measure));
            return refusals.verdict().map(|()| vec![]);
        };
        refusals.verdict()?;
        Ok(vec![Event::Notified(Box::new(Notified {
            agency: self.agency.clone(),
            subject: self.subject.clone(),
            source: self.source.clone(),
            answers,
            measure: Measure::of(row),
            source_until: self.source_until,
        }))])
    }

    /// A measure that bars a person is against one: the party itself, or somebody who is named, and on account of which
    /// company.
    fn personal(&self, person_level: bool) -> Result<(), Vec<Rejection>> {
        let named = self.subject.name.is_some() && self.subject.through.is_some();
        let is_the_party = self.subject.id.is_natural_person() && self.subject.through.is_none();
        if !person_level || named || is_the_party {
            return Ok(());
        }
        Err(vec![Code::Incomplete.refuse(
            "该措施针对个人，须注明其姓名和所涉企业",
            "the measure bars a person: name them, and the company",
        )])
    }
}

/// The catalogue has no such measure on that day: none is invented (SC49, LIST24).
pub(super) fn unlisted(measure: &MeasureCode) -> Rejection {
    Code::NoBasis
        .refuse(
            format!("限制措施目录没有{measure}：不得在目录之外实施失信惩戒措施"),
            format!("the catalogue has no measure {measure}: nothing beyond it may be imposed"),
        )
        .under("SC49", "0")
        .at("measure")
}

impl Notified {
    pub(super) fn basis(&self) -> Vec<Citation> {
        let own = [self.measure.authority.clone()];
        let others = self.measure.basis.iter().filter(|it| **it != self.measure.authority);
        own.into_iter().chain(others.cloned()).collect()
    }

    pub(super) fn sentence(&self, law: &Rulebook) -> String {
        let Source { agency, kind, number, decided_on, .. } = &self.source;
        let name = |code: &AgencyCode| name(code, *decided_on, law);
        let (told, decider) = (name(&self.agency), name(agency));
        let answers: Vec<_> = self.answers.iter().map(|it| it.label()).collect();
        format!(
            "向{told}通报{decider}{}{}（{number}）：{}，对应措施「{}」",
            in_chinese(*decided_on),
            kind.as_decided(),
            answers.join("、"),
            self.measure.name,
        )
    }
}
