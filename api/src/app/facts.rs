//! What a decision reads outside its own stream: officers, which documents are here, earlier cases.

use domain::{
    Acting, Facts, Moment, Officer, Reading, Role, Source, Wants,
    case::{self, Case, redaction::Found},
    document::DocumentType,
    id::{PersonId, SubjectId},
    officer,
    permit::Needs,
};
use jiff::civil::Date;
use projections::Viewer;
use store::{Position, StoreError};

use super::{App, Failure, Sent, case_in, restrictions, stream_of};
use crate::blocking::blocking;

impl App {
    /// The officer in the role of theirs that allows the act and that the register has for them on its day; in one that
    /// would allow it, or in their first one, where there is none, so that the refusal says what is missing.
    pub(super) fn acting(
        &self,
        viewer: &Viewer,
        sent: &Sent,
        (needs, facts): (Option<Needs>, &Facts),
    ) -> Acting {
        let day = sent.occurred.day();
        let wanted = needs.and_then(Needs::capability);
        let allows = |role: &&Role| wanted.is_some_and(|it| self.law.grants(**role, it, day));
        let known = facts.officers.get(&viewer.person);
        let held = |role: &&Role| known.is_some_and(|it| it.holds(**role, day));
        let allowing = || viewer.roles.iter().filter(allows);
        let role = allowing().find(held).or(allowing().next()).or(viewer.roles.first());
        Acting {
            person: viewer.person.clone(),
            agency: viewer.agency.clone(),
            role: role.copied().unwrap_or(Role::Intake),
            power_item: sent.power_item.clone(),
        }
    }

    /// Reads what a command on the record `stream` wants to be decided.
    pub(super) async fn gather(
        &self,
        viewer: &Viewer,
        occurred: Moment,
        (stream, wants): (&str, &Wants<'_>),
    ) -> Result<Facts, Failure> {
        let day = occurred.day();
        let mut facts = Facts::default();
        for person in wants.people.iter().copied().chain([&viewer.person]) {
            self.look_up(person, day, &mut facts).await?;
        }
        if wants.handlers {
            let case: Case = store::fold(&self.store.read(stream).await?)?;
            for handler in case.record.in_charge_at(occurred) {
                self.look_up(&handler.person, day, &mut facts).await?;
            }
        }
        let named = wants.documents.iter().map(|it| it.sha256);
        facts.documents = named.filter(|it| self.documents.has(stream, it)).collect();
        self.read_copies((stream, wants), &mut facts).await?;
        self.read_receipts(viewer, wants, &mut facts).await?;
        self.read_decision((wants, occurred), &mut facts).await?;
        if wants.source {
            restrictions::read_source(&self.store, (stream, day), &mut facts).await?;
        }
        self.read_restorable((stream, wants), day, &mut facts).await?;
        if wants.looks_back {
            self.look_back((stream, wants.about), day, &mut facts).await?;
        }
        Ok(facts)
    }

    /// An officer, as the register has them; each once.
    async fn look_up(
        &self,
        person: &PersonId,
        day: Date,
        facts: &mut Facts,
    ) -> Result<(), Failure> {
        if facts.officers.contains_key(person) {
            return Ok(());
        }
        let stream = officer::stream_of(person);
        let history = self.store.read(&stream).await?;
        let officer: Officer = store::fold(&history)?;
        if let Some((last, named)) = history.last().zip(officer.named_on(day)) {
            let (revision, read) = (last.revision, Reading::Officer(named));
            facts.sources.push(Source { stream, revision, read });
            facts.officers.insert(person.clone(), officer);
        }
        Ok(())
    }

    /// Officers as the register has them, or had them by a place in the log.
    ///
    /// # Errors
    ///
    /// Where the log fails.
    pub async fn officers(
        &self,
        people: impl Iterator<Item = &PersonId>,
        until: Option<Position>,
    ) -> Result<Vec<Officer>, StoreError> {
        let mut officers = vec![];
        for person in people {
            let mut history = self.store.read(&officer::stream_of(person)).await?;
            history.retain(|it| until.is_none_or(|end| it.position <= end));
            officers.push(store::fold(&history)?);
        }
        Ok(officers)
    }

    /// What is not for everybody and stands in the redacted copies that the command names, where their bytes are
    /// text. What the case knows of people is opened for that, and nobody reads it: a refusal names the kind of datum
    /// alone.
    async fn read_copies(
        &self,
        (stream, wants): (&str, &Wants<'_>),
        facts: &mut Facts,
    ) -> Result<(), Failure> {
        if case_in(stream).is_none() {
            return Ok(());
        }
        let copies = wants.documents.iter();
        for copy in copies.filter(|it| it.document_type == DocumentType::RedactedCopy) {
            let (documents, of, sha256) = (self.documents.clone(), stream.to_owned(), copy.sha256);
            let bytes = blocking(move || documents.get(&of, &sha256)).await?;
            if let Some(text) = bytes.and_then(|it| String::from_utf8(it).ok()) {
                let history = self.store.read(stream).await?;
                let opened = history.iter().map(|it| it.unseal_all::<case::Event>(&self.store));
                let opened: Vec<_> = opened.collect::<Result<_, _>>()?;
                facts.copies.insert(copy.sha256, Found::in_copy(&text, &opened));
            }
        }
        Ok(())
    }

    /// Which of the receipts of service that the command names have the number of another one of the agency.
    async fn read_receipts(
        &self,
        viewer: &Viewer,
        wants: &Wants<'_>,
        facts: &mut Facts,
    ) -> Result<(), Failure> {
        let receipts = wants.documents.iter();
        let receipts = receipts.filter(|it| it.document_type == DocumentType::ServiceReceipt);
        let numbered: Vec<_> = receipts.filter_map(|it| Some((it, it.number.as_ref()?))).collect();
        if !numbered.is_empty() {
            // One that was filed a moment ago counts too.
            self.all_seen().await?;
        }
        for (receipt, number) in numbered {
            if self.read_model.numbers_another_receipt(&viewer.agency, receipt)? {
                facts.receipts.insert(number.clone());
            }
        }
        Ok(())
    }

    /// Earlier cases of the same party that were decided on, or not filed as its first, as they count on a day, whichever
    /// agency's: of the case's own, or of whom the command names where it has none yet.
    async fn look_back(
        &self,
        (stream, party): (&str, Option<&SubjectId>),
        day: Date,
        facts: &mut Facts,
    ) -> Result<(), Failure> {
        let Some(case) = stream.strip_prefix("case-").and_then(|it| it.parse().ok()) else {
            return Ok(());
        };
        // One that was decided a moment ago counts too.
        self.all_seen().await?;
        let others = match party {
            Some(party) => self.read_model.cases_against(party)?,
            None => self.read_model.others_against(case)?,
        };
        for other in others {
            let stream = stream_of(other);
            let history = self.store.read(&stream).await?;
            let decided = store::fold::<Case>(&history)?.as_earlier(other, day);
            if let Some((last, earlier)) = history.last().zip(decided) {
                let (revision, read) = (last.revision, Reading::Earlier(earlier.clone()));
                facts.sources.push(Source { stream, revision, read });
                facts.earlier.push(earlier);
            }
        }
        Ok(())
    }
}
