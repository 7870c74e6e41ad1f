//! A case as clients see it: what lists show at once, and what is folded from its stream when it is
//! asked for, as of now or of an earlier time.

mod answerable;
pub mod as_of;
pub mod audit;
mod benchmark;
mod closing;
mod correction;
mod course;
mod entered;
mod entry;
mod filing;
mod head;
mod hearing;
mod inquiry;
mod internal;
mod interruption;
mod like;
mod outcome;
pub mod people;
mod performance;
mod publicity;
mod readings;
mod refund;
pub mod register;
mod remedy;
pub mod replay;
mod review;
mod rights;
mod sanction;
pub mod serious_list;
mod service;
pub mod standing;
mod statement;
mod voided;
pub mod volumes;

use std::sync::Arc;

use async_graphql::{Context, ID, MergedObject, Result};
use domain::{
    case::{Event, Record, parts::FilePart},
    id::CaseId,
};
use jiff::civil::Date;
use projections::{
    Viewer,
    cases::CaseRow,
    dossier::{AsOf, Dossier},
};
use store::Position;
use tokio::sync::OnceCell;

pub use self::entry::LateEntry;

use self::entered::Entered;
use super::payload::{fault, viewer};
use crate::{App, auth::OwnRecord};

/// A penalty case.
#[derive(MergedObject)]
pub struct Case(
    head::Head,
    course::Course,
    rights::Rights,
    internal::Internal,
    outcome::Outcome,
    register::Register,
);

/// A case that the viewer may see: its row, and its fold once that is asked for.
struct Shown {
    row: CaseRow,
    viewer: Viewer,
    dossier: OnceCell<Arc<Dossier>>,
}

impl Case {
    /// A case that the viewer may see, as it is now.
    #[must_use]
    pub fn new(row: CaseRow, viewer: Viewer) -> Self {
        Self::shown(Shown { row, viewer, dossier: OnceCell::new() })
    }

    /// A case as of some time; nothing where the viewer may not see it, as a party may not, or nobody knew of it then.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn read(ctx: &Context<'_>, id: CaseId, as_of: AsOf) -> Result<Option<Self>> {
        if ctx.data_opt::<OwnRecord>().is_some() {
            return Ok(None);
        }
        let viewer = viewer(ctx)?;
        if as_of == AsOf::Now {
            let row = ctx.data::<App>()?.read_model.case(&viewer, id).map_err(fault)?;
            return Ok(row.map(|row| Self::new(row, viewer)));
        }
        let Some(dossier) = folded(ctx, id, as_of).await? else { return Ok(None) };
        let row = dossier.row.clone();
        let dossier = OnceCell::new_with(Some(dossier));
        Ok(Some(Self::shown(Shown { row, viewer, dossier })))
    }

    /// The case as it was known up to a place of the log; as it is now, where none is named.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn known(
        ctx: &Context<'_>,
        (id, until): (CaseId, Option<Position>),
    ) -> Result<Option<Self>> {
        Self::read(ctx, id, until.map_or(AsOf::Now, AsOf::Position)).await
    }

    /// Its id, as a `Node`.
    ///
    /// # Errors
    ///
    /// Never.
    pub async fn id(&self, _: &Context<'_>) -> Result<ID> {
        Ok(self.0.0.row.id.to_string().into())
    }

    fn shown(shown: Shown) -> Self {
        let shown = Arc::new(shown);
        Self(
            head::Head(Arc::clone(&shown)),
            course::Course(Arc::clone(&shown)),
            rights::Rights(Arc::clone(&shown)),
            internal::Internal(Arc::clone(&shown)),
            outcome::Outcome(Arc::clone(&shown)),
            register::Register(shown),
        )
    }
}

impl Shown {
    /// The fold, made when it is first asked for.
    async fn dossier(&self, ctx: &Context<'_>) -> Result<&Arc<Dossier>> {
        let app = ctx.data::<App>()?;
        let read = async || {
            let asked = (&self.row, AsOf::Now);
            let read = Dossier::of_row(&app.store, &app.read_model, &self.viewer, asked);
            let found = read.await.map_err(fault)?;
            found.map(Arc::new).ok_or_else(|| "the case has no events".into())
        };
        self.dossier.get_or_try_init(read).await
    }

    /// The fold, where the case is told as of an earlier time.
    fn then(&self) -> Option<&Dossier> {
        self.dossier.get().map(|it| &**it).filter(|it| !it.is_now())
    }

    /// The record, as far as the viewer may see it.
    async fn record(&self, ctx: &Context<'_>) -> Result<&Record> {
        Ok(&self.dossier(ctx).await?.case.record)
    }

    /// What the acts of one kind recorded, oldest first, each as clients see it; absent for whoever may not see
    /// that part of the case (domain.md §9).
    async fn entered<'a, T: 'a, O: From<Entered<'a, &'a T>>>(
        &'a self,
        ctx: &Context<'_>,
        part: FilePart,
        recorded: impl Fn(&'a Event) -> Option<&'a T>,
    ) -> Result<Option<Vec<O>>> {
        let dossier = self.dossier(ctx).await?;
        let entered = || Entered::all(dossier, recorded).map(O::from).collect();
        Ok(dossier.sees(part).then(entered))
    }

    /// What the last act of one kind recorded; absent where there was none that the viewer may see.
    async fn last<'a, T: 'a, O: From<Entered<'a, &'a T>>>(
        &'a self,
        ctx: &Context<'_>,
        recorded: impl Fn(&'a Event) -> Option<&'a T>,
    ) -> Result<Option<O>> {
        Ok(Entered::all(self.dossier(ctx).await?, recorded).next_back().map(O::from))
    }

    /// Parts of the record, each as clients see it; absent for whoever may not see that part of the case
    /// (domain.md §9).
    async fn parts<'a, T: 'a, O: From<&'a T>>(
        &'a self,
        ctx: &Context<'_>,
        part: FilePart,
        of: impl FnOnce(&'a Record) -> &'a [T],
    ) -> Result<Option<Vec<O>>> {
        let dossier = self.dossier(ctx).await?;
        let seen = dossier.sees(part).then(|| of(&dossier.case.record));
        Ok(seen.map(|it| it.iter().map(O::from).collect()))
    }

    /// The day by which the answer counts: today, or that of an earlier time.
    async fn on(&self, ctx: &Context<'_>) -> Result<Date> {
        let now = ctx.data::<App>()?.clock.now();
        Ok(self.dossier(ctx).await?.known_at(now).0.day())
    }
}

/// A case that the viewer may see, folded; nothing where there is none, or nobody knew of it then.
///
/// # Errors
///
/// Where tables or log can't be read.
pub async fn folded(ctx: &Context<'_>, id: CaseId, as_of: AsOf) -> Result<Option<Arc<Dossier>>> {
    let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
    let read = Dossier::read(&app.store, &app.read_model, &viewer, (id, as_of));
    Ok(read.await.map_err(fault)?.map(Arc::new))
}
