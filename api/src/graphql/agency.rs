//! Agencies, as the register of agencies has them on a day.

use async_graphql::SimpleObject;
use domain::agency;
use jiff::civil;

use super::{
    scalars::{AgencyCode, Date, DivisionCode},
    vocabulary::{AgencyLevel, AgencySystem},
};
use crate::App;

/// An agency as it is on a day.
#[derive(SimpleObject)]
pub struct Agency {
    /// By which others name it.
    code: AgencyCode,
    /// Its full official name.
    name: String,
    /// How people call it.
    short_name: String,
    /// Where it stands.
    level: AgencyLevel,
    /// Where it stands, in Chinese.
    level_label: &'static str,
    /// To which line of government it belongs.
    system: AgencySystem,
    /// To which line of government, in Chinese.
    system_label: &'static str,
    /// What it is responsible for (GB/T 2260); absent for those who are no agencies.
    division: Option<DivisionCode>,
    /// The division's name, where it is known here.
    division_name: Option<&'static str>,
    /// The agency above it, as far as the register goes.
    parent: Option<AgencyCode>,
    /// In whose name it acts: its own code, or for a sub-office its bureau's (PR 9). Absent where it can't
    /// act.
    acts_for: Option<AgencyCode>,
    /// The name that its acts bear. Absent where it can't act.
    acting_name: Option<String>,
    /// It may act at all: joint councils coordinate, and external parties do neither (APL 17).
    can_act: bool,
    /// Its first day.
    from: Date,
    /// Its last day, where it has one.
    to: Option<Date>,
    /// Who took over from it after that day.
    successor: Option<AgencyCode>,
}

impl Agency {
    /// The agency as the register has it on that day.
    #[must_use]
    pub fn new(app: &App, it: &agency::Agency, on: civil::Date) -> Self {
        let agencies = app.law.agencies();
        Self {
            code: it.code.clone().into(),
            name: it.name.clone(),
            short_name: it.short.clone(),
            level: it.level.into(),
            level_label: it.level.label(),
            system: it.system.into(),
            system_label: it.system.label(),
            division: it.division.clone().map(Into::into),
            division_name: it.division.as_ref().and_then(domain::division::Division::name),
            parent: it.parent.clone().map(Into::into),
            acts_for: agencies.in_whose_name(&it.code, on).cloned().map(Into::into),
            acting_name: agencies.acting_name(&it.code, on).map(str::to_owned),
            can_act: it.can_act(),
            from: it.from.into(),
            to: it.to.map(Into::into),
            successor: it.successor.clone().map(Into::into),
        }
    }
}
