//! What an announcement makes of a document that is served by it, or handed over while it runs or after: its number,
//! its day, and that it is served once (PR 82.1(5); domain.md §8.4).

use jiff::civil::Date;

use super::{Announced, Service, ServiceMode, for_the_party::ForTheParty};
use crate::{
    Code, Context, Moment, Refusals, Rejection,
    case::{Case, guard::allotted},
    clock::Timer,
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind},
    id::PartId,
    rejection::word,
};

/// Where it rests on an announcement, that announcement serves this kind of document, and was published after
/// what the document rests on; where it does not, no announcement of the document has taken effect before.
///
/// # Errors
///
/// [`Code::Contradictory`] where it serves another, [`Code::AlreadyDone`] where it has served one or was the first
/// service of this one, and [`Code::BeforeItsBasis`] where it made something else known.
pub(in crate::case) fn announces(
    service: &Service,
    document: DocumentType,
    case: &Case,
) -> Result<(), Vec<Rejection>> {
    let announced = service.announced(case).map(|(_, it)| it.serves);
    let mut refusals = Refusals::new();
    refusals.require(announced.is_none_or(|it| it == document), || {
        Code::Contradictory
            .refuse(
                format!("所依据的公告不是{}的公告", document.label()),
                format!("the announcement that is named does not serve a {}", word(document)),
            )
            .under("PR", "82.1(5)")
            .at("service.announcement")
    });
    let used = service.announcement.as_ref().is_some_and(|it| case.has_served_by(it));
    refusals.require(!used, || {
        Code::AlreadyDone
            .refuse(
                "该公告已经用于送达其他文书，请另行公告",
                "that announcement has served another document: announce this one too",
            )
            .under("PR", "82.1(5)")
            .at("service.announcement")
    });
    if !used && announced == Some(document) {
        refusals.check(service.announced_what_it_serves(document, case));
    }
    if service.mode != ServiceMode::Announcement {
        refusals.check(service.is_the_first(document, case));
    }
    refusals.verdict()
}

impl Case {
    /// The announcements that make such a document known as it is to be served now, and have served nothing yet.
    pub(in crate::case) fn announced_as_it_is(
        &self,
        document: DocumentType,
    ) -> impl DoubleEndedIterator<Item = &(Moment, Announced)> {
        let since = ForTheParty::of(document, self).iter().map(|it| it.rests_on).min();
        self.record.announcements.iter().filter(move |(at, it)| {
            it.serves == document
                && since.is_some_and(|since| since <= *at)
                && it.is_signed_as_needed()
                && !self.has_served_by(&it.id)
        })
    }

    /// A document has been served by this announcement.
    pub(super) fn has_served_by(&self, announcement: &PartId) -> bool {
        let record = &self.record;
        let notices = record.notices.iter().map(|(_, it)| &it.service);
        let mut told = record.hearings.iter().flat_map(|it| &it.announcements);
        let refunds = record.refunds.iter().map(|it| &it.ordered.service);
        let decisions = record.services.iter().map(|it| &it.service);
        let deferrals = record.deferrals.iter().filter_map(|(_, it)| it.service.as_ref());
        let corrections = record.corrections.iter().filter_map(|(_, it)| it.service());
        let mut all = notices.chain(refunds).chain(decisions).chain(deferrals).chain(corrections);
        all.any(|it| it.announcement.as_ref() == Some(announcement))
            || told.any(|it| it == announcement)
    }
}

/// The number of a document that is signed by serving it: the one that it was announced with, where it was, or the one
/// that was claimed for this act.
///
/// # Errors
///
/// Where none was claimed.
pub(in crate::case) fn signed(
    service: &Service,
    document: DocumentType,
    (case, context): (&Case, &Context<'_>),
) -> Result<DocumentNumber, Vec<Rejection>> {
    match service.signed_with(document, case) {
        // Without a number, the announcement is of something else or unsigned, which is refused already.
        Some((_, it)) => it.number.clone().ok_or_else(Vec::new),
        None if service.announcement.is_some() => Err(vec![]),
        None => allotted(context),
    }
}

impl Service {
    /// The kind of number that a document of this kind may want when it is served so: none, where it turns out to have
    /// been announced.
    pub(in crate::case) fn wants(&self, kind: NumberKind) -> Option<NumberKind> {
        self.announcement.is_none().then_some(kind)
    }

    /// The day on which a document that is signed by serving it was signed: that of its announcement, where it
    /// was announced.
    pub(in crate::case) fn signed_on(
        &self,
        document: DocumentType,
        (case, context): (&Case, &Context<'_>),
    ) -> Date {
        let announced = self.signed_with(document, case);
        announced.map_or(context.occurred.day(), |(at, _)| at.day())
    }

    /// A document with the number that its announcement gave it, where it was announced.
    pub(in crate::case) fn numbering(&self, document: &DocumentRef, case: &Case) -> DocumentRef {
        let announced = self.signed_with(document.document_type, case);
        let number = announced.and_then(|(_, it)| it.number.as_ref());
        number.map_or_else(|| document.clone(), |number| document.numbered(number))
    }

    /// The announcement with which the document was signed: the one that serves it or, where it is handed over instead,
    /// the last one of it that it overtakes.
    fn signed_with<'a>(
        &self,
        document: DocumentType,
        case: &'a Case,
    ) -> Option<&'a (Moment, Announced)> {
        if self.announcement.is_some() {
            return self.announced(case);
        }
        let overtaken = case.running(self.served_on, |it| it.serves == document);
        let mut signed = case.announced_as_it_is(document);
        signed.rfind(|(_, it)| it.number.is_some() && overtaken.contains(&it.id))
    }

    /// Whatever reaches the party after the thirty days is no second service: the document counted as served by then.
    fn is_the_first(&self, document: DocumentType, case: &Case) -> Result<(), Vec<Rejection>> {
        let effective = case.announced_as_it_is(document).find_map(|(_, it)| {
            let counted = case.open_deadline(Timer::ServiceAnnounce, Some(&it.id))?;
            Some((it, counted, counted.due_date().filter(|it| *it <= self.served_on)?))
        });
        let Some((announced, counted, effective)) = effective else { return Ok(()) };
        let (id, label, wanted) = (&announced.id, document.label(), word(document));
        Err(vec![
            Code::AlreadyDone
                .refuse(
                    format!("{label}已经公告（编号{id}），自{effective}起视为送达，此后交付不是再次送达，请以该公告记录送达"),
                    format!("the {wanted} was announced ({id}) and has counted as served since {effective}: record its service by that announcement"),
                )
                .under("PR", "82.1(5)")
                .resting_on(counted.confidences())
                .at("service.servedOn"),
        ])
    }

    /// The announcement that it names, and when that was published.
    pub(super) fn announced<'a>(&self, case: &'a Case) -> Option<&'a (Moment, Announced)> {
        let id = self.announcement.as_ref()?;
        case.record.announcements.iter().find(|(_, it)| it.id == *id)
    }

    /// The announcement was published, and signed where the document is signed with it, after what the document
    /// rests on.
    fn announced_what_it_serves(
        &self,
        document: DocumentType,
        case: &Case,
    ) -> Result<(), Vec<Rejection>> {
        let Some((published, announced)) = self.announced(case) else { return Ok(()) };
        let papers = ForTheParty::of(document, case);
        let since = papers.iter().map(|it| it.rests_on).min();
        let mut refusals = Refusals::new();
        let timely = since.is_none_or(|it| it <= *published);
        refusals.require(timely && announced.is_signed_as_needed(), || {
            let (id, label) = (&announced.id, document.label());
            Code::BeforeItsBasis
                .refuse(
                    format!("公告{id}发布在{label}所依据的行为之前，请另行公告"),
                    format!("{id} was published before the acts that this document rests on: announce it anew"),
                )
                .under("PR", "82.1(5)")
                .at("service.announcement")
        });
        refusals.verdict()
    }
}
