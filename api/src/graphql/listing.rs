//! An entry of a register, as clients see it: folded from its stream, as it is now or as it was known earlier.

mod parts;

use async_graphql::{Context, Object, Result};
use domain::{
    clock::{Deadline as Period, Done},
    id,
    listing::{Event, Standing, serious::SeriousEntered},
};
use jiff::civil;
use projections::{dossier::Dossier, listings::ListingFile, versions::Times};

use self::parts::{
    ExitApplication, ListingCall, ListingCure, ListingDecision, ListingEnd, ListingGround,
    ListingPublicity, ListingReExamination,
};
use super::{
    case::{Case, register::Document, serious_list::SeriousListDecision},
    deadline::Deadline,
    payload::{fault, reader},
    record_act::RecordAct,
    restriction::named,
    scalars::{AgencyCode, Date, DocumentNumber, EventId, ListingId, PartId, SubjectId},
    vocabulary::{ListingRegister, ListingStanding},
};
use crate::{App, app::case_in};

/// An entry of a register of credit (名录列入记录): of one subject in one register, on one ground or one decision.
pub struct Listing {
    file: ListingFile,
    times: Times,
}

impl Listing {
    /// One that the reader may see, read as far as the one time goes, and shown as of the other.
    #[must_use]
    pub fn new(file: ListingFile, times: Times) -> Self {
        Self { file, times }
    }

    /// The entry of that id as it is now; nothing where there is none that the viewer may see.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(ctx: &Context<'_>, id: id::ListingId) -> Result<Option<Self>> {
        Self::read_as_of(ctx, (id, ctx.data::<App>()?.as_it_is())).await
    }

    /// The same as of two times.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read_as_of(
        ctx: &Context<'_>,
        (id, times): (id::ListingId, Times),
    ) -> Result<Option<Self>> {
        let (app, reader) = (ctx.data::<App>()?, reader(ctx)?);
        let at = (id, times.until);
        let file = ListingFile::read(&app.store, &reader, at).await.map_err(fault)?;
        Ok(file.map(|it| Self::new(it, times)))
    }

    /// The entries that the decisions of a case carry, as of whenever the case is told.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of_case(ctx: &Context<'_>, dossier: &Dossier) -> Result<Vec<Self>> {
        let app = ctx.data::<App>()?;
        let files = dossier.listings(&app.store, &reader(ctx)?).await.map_err(fault)?;
        let times = dossier.times(app.clock.now());
        Ok(files.into_iter().map(|it| Self::new(it, times)).collect())
    }

    /// What one of its events says, the last one that says so.
    fn said<'a, T>(&'a self, of: impl Fn(&'a Event) -> Option<T>) -> Option<T> {
        self.file.acts.iter().rev().find_map(|it| of(&it.event))
    }

    /// The penalty decision on which it rests, where it rests on one.
    fn penalised(&self) -> Option<&SeriousEntered> {
        self.said(|it| match it {
            Event::SeriousEntered(it) => Some(&**it),
            _ => None,
        })
    }

    /// The day that is asked about; that of the answer, where nothing is said.
    fn day(&self, on: Option<Date>) -> civil::Date {
        on.map_or(self.times.on, Into::into)
    }

    fn standing_on(&self, on: Option<Date>) -> Option<Standing> {
        self.file.listing.standing(self.day(on))
    }
}

/// An entry of a register of credit (名录列入记录): of one subject in one register, on one ground or one decision. Its
/// documents, for its own agency: `PUT` and `GET /listings/{id}/documents/{sha256}`.
#[Object]
impl Listing {
    /// Its id.
    async fn id(&self) -> ListingId {
        self.file.id.into()
    }

    /// In which register.
    async fn register(&self) -> ListingRegister {
        self.file.opened.register.into()
    }

    /// In which register, in Chinese.
    async fn register_label(&self) -> &'static str {
        self.file.opened.register.label()
    }

    /// Whose.
    async fn subject(&self) -> SubjectId {
        self.file.opened.party.subject().into()
    }

    /// How the party is shown: an organisation in full, a natural person as 王某某.
    async fn party(&self) -> &str {
        self.file.opened.party.shown()
    }

    /// The agency that keeps it, and decides on it.
    async fn agency(&self) -> AgencyCode {
        self.file.opened.agency.clone().into()
    }

    /// Its name, or that of the agency which has taken over from it.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.file.opened.agency)
    }

    /// The number of the decision that entered it, once it was; of the list of serious violations, that of the penalty.
    async fn number(&self) -> Option<DocumentNumber> {
        self.said(Event::number).cloned().map(Into::into)
    }

    /// Since which day it counts; absent while it was not entered.
    async fn entered_on(&self) -> Option<Date> {
        self.file.listing.entered_on.map(Into::into)
    }

    /// The event that entered it: what restrictions name as their source, and an application for restoration.
    async fn source(&self) -> Option<EventId> {
        let mut acts = self.file.acts.iter();
        let entered = acts.find(|it| it.event.number().is_some());
        entered.map(|it| id::EventId::new(it.recorded.id).into())
    }

    /// The ground that was verified; absent of an entry that rests on a penalty.
    async fn ground(&self, ctx: &Context<'_>) -> Result<Option<ListingGround>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.file.acts.iter().find_map(|it| ListingGround::of(it, law)))
    }

    /// The decision to enter or to mark; absent of an entry that rests on a penalty, and before it was made.
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<ListingDecision>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.file.acts.iter().find_map(|it| ListingDecision::of(it, law)))
    }

    /// What was decided of the list of serious violations, together with the penalty (SDL 13); absent of another register.
    async fn serious_list(&self) -> Option<SeriousListDecision> {
        self.penalised().map(|it| (&it.listing).into())
    }

    /// The case of the penalty on which it rests; absent where it rests on none, or on one of another
    /// agency. As it was known then.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        match self.penalised().and_then(|it| case_in(&it.cause.stream)) {
            Some(case) => Case::known(ctx, (case, self.times.until)).await,
            None => Ok(None),
        }
    }

    /// Which decision of that case.
    async fn penalty(&self) -> Option<PartId> {
        self.penalised().map(|it| it.decision.clone().into())
    }

    /// How it stands on a day: by days alone, whether or not the clock has recorded that its years are over; absent before
    /// its first day.
    async fn standing(
        &self,
        #[graphql(desc = "On which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> Option<ListingStanding> {
        self.standing_on(on).map(Into::into)
    }

    /// How it stands, in Chinese.
    async fn standing_label(
        &self,
        #[graphql(desc = "On which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> Option<&'static str> {
        self.standing_on(on).map(Standing::label)
    }

    /// What ended it, and why; absent while it has not ended.
    async fn end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By which day; that of the answer, where nothing is said.")] on: Option<
            Date,
        >,
    ) -> Result<Option<ListingEnd>> {
        Ok(ListingEnd::of(&self.file, self.day(on), &ctx.data::<App>()?.law))
    }

    /// The articles under which something follows from it by itself: what it weighs in, what it bars (EIP 18; REG 33; SDL
    /// 15). None speaks of a mark.
    async fn effects(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        let said = self.said(|it| match it {
            Event::Entered(it) => Some(&it.effects),
            Event::SeriousEntered(it) => Some(&it.effects),
            _ => None,
        });
        Ok(said.into_iter().flatten().map(|it| law.cite(it)).collect())
    }

    /// The measures of the catalogue that it called for, agency by agency (LIST24); each is a restriction of its own.
    async fn calls(&self, ctx: &Context<'_>) -> Result<Vec<ListingCall>> {
        self.file.acts.iter().flat_map(|it| ListingCall::all(ctx, it)).collect()
    }

    /// When it was made public on GSXT, and when that ended (公示), oldest first.
    async fn publicity(&self) -> Vec<ListingPublicity> {
        ListingPublicity::all(&self.file)
    }

    /// The party's applications to be let out (移出申请), oldest first.
    async fn exit_applications(&self) -> Vec<ExitApplication> {
        self.file.acts.iter().filter_map(ExitApplication::of).collect()
    }

    /// That the ground is gone, as it was verified; absent while it wasn't.
    async fn cure(&self) -> Option<ListingCure> {
        self.file.acts.iter().find_map(ListingCure::of)
    }

    /// Why it was to be examined again, as the decision on which it rests was altered, and what came of that (重新审核).
    async fn re_examinations(&self) -> Vec<ListingReExamination> {
        ListingReExamination::all(&self.file)
    }

    /// Its limits, each with how it was kept: to enter it, to publish it, to let it leave; how long it lasts, and before
    /// which day it is not removed early.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let (app, on) = (ctx.data::<App>()?, self.times.on);
        let told = |(it, done): (&Period, Option<Done>)| Deadline::new(app, it, (done, on));
        Ok(self.file.deadlines().map(told).collect())
    }

    /// Every document that its acts put on record, oldest first.
    async fn documents(&self) -> Vec<Document> {
        let acts = self.file.acts.iter();
        acts.flat_map(|it| it.event.documents()).map(Into::into).collect()
    }

    /// Its last revision.
    async fn revision(&self) -> u64 {
        self.file.revision()
    }

    /// What happened to it, oldest first.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<RecordAct>> {
        let law = &ctx.data::<App>()?.law;
        let acts = self.file.acts.iter();
        Ok(acts.map(|it| RecordAct::new(law, it, &it.event.sentence())).collect())
    }
}
