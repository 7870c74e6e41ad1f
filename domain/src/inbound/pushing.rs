//! Pushing a record (推送): an agency hands over what it decided itself, and nobody else's (EIP 7, 11; item 十六).

use serde::{Deserialize, Serialize};

use super::{
    Event, Inbound,
    statement::{Kind, Said, Statement, Subject},
};
use crate::{
    Agencies, Code, Context, Refusals, Rejection,
    agency::{Agency, System},
    case::{guard::filled, phrase::until},
    clock::{Deadline, Timer},
    document::DocumentNumber,
    id::AgencyCode,
    masking::{fit_for_all, never_shown},
    restriction::Call,
    text::is_blank,
    time::in_chinese,
    uscc::Uscc,
};
use jiff::civil::Date;

/// It was handed over, and is to be shown as its agency's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pushed {
    /// Who decided it, and alone may correct or withdraw it.
    pub agency: AgencyCode,
    /// The bureau of market supervision whose credit unit shows it.
    pub host: AgencyCode,
    /// What it is.
    pub kind: Kind,
    /// Its number, as its agency gave it.
    pub number: DocumentNumber,
    /// Whose record it is.
    pub subject: Subject,
    /// What it says.
    pub says: Statement,
    /// The measures of the catalogue that it calls for, agency by agency (LIST24).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
    /// The time to show it.
    pub deadlines: Vec<Deadline>,
}

/// Hands it over, in the name of whoever acts.
#[derive(Debug, Clone)]
pub struct Push {
    /// What it is.
    pub kind: Kind,
    /// Its number.
    pub number: DocumentNumber,
    /// 统一社会信用代码 of whom it concerns.
    pub uscc: Uscc,
    /// Their name, as registered.
    pub name: String,
    /// What it says.
    pub said: Said,
}

impl Push {
    pub(super) fn decide(
        &self,
        inbound: &Inbound,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(inbound.opened.is_none(), || self.twice());
        refusals.check(self.of_an_enterprise());
        filled(&mut refusals, is_blank(&self.name), "name", "行政相对人名称", ("DUAL", "0"));
        refusals.check(fit_for_all(never_shown(&self.name), "name", ("GIR", "15")));
        let says = refusals.check(self.said.checked((self.kind, &self.number), context));
        refusals.check(self.not_numbered_here(context));
        let day = context.occurred.day();
        let own = context.in_whose_name().and_then(|it| context.law.agencies().on(it, day));
        let host = own.and_then(|it| host(context.law.agencies(), it, day));
        refusals.require(own.is_none_or(|it| it.system != System::Amr), own_information);
        refusals.verdict()?;
        let pushed = own.zip(host).zip(says).map(|((own, host), says)| {
            Event::Pushed(Box::new(Pushed {
                agency: own.code.clone(),
                kind: self.kind,
                number: self.number.clone(),
                subject: Subject { uscc: self.uscc.clone(), name: self.name.trim().to_owned() },
                calls: says.calls(says.found.iter().copied(), (&own.code, context)),
                deadlines: says.to_be_shown(&host, context),
                says,
                host,
            }))
        });
        Ok(pushed.into_iter().collect())
    }

    /// One number is one record of its agency and kind.
    fn twice(&self) -> Rejection {
        Code::AlreadyDone
            .refuse(
                format!("{}（{}）已经推送，请更正原记录", self.kind.label(), self.number),
                format!("{} was pushed already: correct that record", self.number),
            )
            .under("EIP", "11")
            .at("number")
    }

    /// GSXT shows businesses that market supervision registers: their codes begin with 9 (EIP 2; PUB 2; domain.md §8.1).
    fn of_an_enterprise(&self) -> Result<(), Vec<Rejection>> {
        if self.uscc.as_str().starts_with('9') {
            return Ok(());
        }
        Err(vec![
            Code::NotProvidedFor
                .refuse(
                    "该主体不由市场监督管理部门登记，其信息不通过企业信用信息公示系统公示",
                    "it isn't registered with market supervision, and has no page there",
                )
                .under("EIP", "2")
                .at("subject"),
        ])
    }

    /// What was numbered by this system is made public with its own case (PUB 9).
    fn not_numbered_here(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let ours = |it: &&Agency| {
            let organ = it.organ_characters.as_deref();
            matches!(it.system, System::Amr | System::Mpa)
                && organ.is_some_and(|organ| self.number.is_allotted_to(organ))
        };
        let mut agencies = context.law.agencies().all_on(self.said.decided_on);
        let Some(by) = agencies.find(ours) else { return Ok(()) };
        Err(vec![
            Code::OtherAgency
                .refuse(
                    format!("文号{}由{}在本系统分配，其决定随案件公示", self.number, by.name),
                    format!(
                        "{} numbered {} here: it is published with its case",
                        by.code, self.number
                    ),
                )
                .under("EIP", "11")
                .at("number"),
        ])
    }
}

/// Market supervision shows what is its own by other acts.
fn own_information() -> Rejection {
    Code::NotProvidedFor
        .refuse(
            "市场监督管理部门自身产生的信息由其直接公示，不经推送",
            "market supervision publishes what is its own; others push theirs",
        )
        .under("EIP", "6.1")
}

/// Who shows it: the bureau of market supervision in whose division its agency lies, or the province's.
fn host(agencies: &Agencies, agency: &Agency, day: Date) -> Option<AgencyCode> {
    let bureaus = || {
        let bureau =
            |it: &&Agency| it.system == System::Amr && it.can_act() && it.acts_for.is_none();
        agencies.all_on(day).filter(bureau)
    };
    let here = bureaus().find(|it| it.division == agency.division);
    let province = || bureaus().find(|it| it.parent.is_none());
    here.or_else(province).map(|it| it.code.clone())
}

impl Pushed {
    pub(super) fn sentence(&self) -> String {
        format!(
            "推送{}信息（{}）：{}，{}，作出日期为{}{}{}",
            self.kind.label(),
            self.number,
            self.subject.name,
            self.says.title,
            in_chinese(self.says.decided_on),
            self.says.stating(),
            until(&self.deadlines, Timer::InboundPublish, "公示期限")
        )
    }
}
