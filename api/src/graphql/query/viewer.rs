//! Who asks.

use async_graphql::{Context, Object, Result};
use jiff::civil;
use projections::{Unit, Viewer as Reader, officers::OfficerRow};
use store::LogKind;

use super::super::{
    officer::{Certificate, HeldRole},
    payload::{fault, viewer},
    scalars::{AgencyCode, Date, DateTime, PersonId},
};
use crate::App;

#[derive(Default)]
pub struct ViewerQuery;

/// Whoever asks, and what the register knows of them.
pub struct Viewer {
    reader: Reader,
    /// What the register knows of them at the agency of the token.
    known: Option<OfficerRow>,
    today: civil::Date,
}

impl Viewer {
    /// What an agency is called today.
    fn named(&self, app: &App, code: &domain::id::AgencyCode) -> Option<String> {
        app.law.agencies().on(code, self.today).map(|it| it.name.clone())
    }
}

#[Object]
impl ViewerQuery {
    /// You: what the officers' register knows of the person of your token today, and the day and the log that
    /// answers are of.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Viewer> {
        let (app, reader) = (ctx.data::<App>()?, viewer(ctx)?);
        let known = app.read_model.officer(&reader, &reader.person).map_err(fault)?;
        Ok(Viewer { reader, known, today: app.clock.now().day() })
    }
}

/// You, as your token says and the officers' register bears out on the legal day on which the clock stands.
#[Object]
impl Viewer {
    /// Who, as acts and lists name you: `P-0001`.
    async fn person(&self) -> PersonId {
        self.reader.person.clone().into()
    }

    /// How your name is shown: `王某`. Absent where the register bears out none of your roles.
    async fn name(&self) -> Option<&str> {
        self.known.as_ref().map(|it| it.officer.shown.as_str())
    }

    /// For which agency you ask.
    async fn agency(&self) -> AgencyCode {
        self.reader.agency.clone().into()
    }

    /// The agency's name today.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Ok(self.named(ctx.data::<App>()?, &self.reader.agency))
    }

    /// Whose cases you read: the same agency's, or those of the bureau in whose name it acts (PR 9).
    async fn reads_for(&self) -> AgencyCode {
        self.reader.reads_for.clone().into()
    }

    /// The name of the agency whose cases you read.
    async fn reads_for_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        Ok(self.named(ctx.data::<App>()?, &self.reader.reads_for))
    }

    /// In which unit of it you work today: the internal files of its cases are open to its handlers.
    async fn unit(&self) -> Option<&str> {
        match &self.reader.unit {
            Unit::Of(unit) => Some(unit),
            Unit::Unposted | Unit::Whichever => None,
        }
    }

    /// Those of the roles in your token that the register has for you today; another grants nothing.
    async fn roles(&self) -> Vec<HeldRole> {
        let known = self.known.as_ref().map(|it| &it.officer);
        let held = |role| known.and_then(|it| it.held_on(role, self.today));
        self.reader.roles.iter().filter_map(|it| held(*it)).map(Into::into).collect()
    }

    /// The certificate of enforcement that is valid today; without one nobody investigates or serves (APL 42).
    async fn certificate(&self) -> Option<Certificate> {
        let known = self.known.as_ref();
        known.and_then(|it| it.officer.certificate_on(self.today)).map(Into::into)
    }

    /// Since when you hold the national legal-profession qualification (PR 51).
    async fn qualified_since(&self) -> Option<Date> {
        self.known.as_ref().and_then(|it| it.officer.qualified_since).map(Into::into)
    }

    /// The legal day on which the clock stands; the law goes by it.
    async fn today(&self) -> Date {
        self.today.into()
    }

    /// What the clock says now. The machine's, or in a demonstration the time at which it stands.
    async fn now(&self, ctx: &Context<'_>) -> Result<DateTime> {
        Ok(ctx.data::<App>()?.clock.now().into())
    }

    /// 演示数据: the log is a demonstration's, and whatever it says is made up.
    async fn demonstration(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(ctx.data::<App>()?.store.kind() == LogKind::Demo)
    }
}
