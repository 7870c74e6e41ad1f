//! Keeping the register: who may enter what about whom, and from which day on.

use jiff::civil::Date;

use super::{
    ActingHead, Certificate, CertificateWithdrawn, Event, Left, Officer, Posting,
    QualificationRecorded, Registered, RoleEnded, RoleHeld, Transferred, within,
};
use crate::{
    Actor, Capability, Code, Context, Refusals, Rejection, Role,
    id::AgencyCode,
    permit::{Needs, permit},
    text::is_blank,
    timely::timely,
};

/// What can be asked of the register, about one person. Each names the entry that is wanted.
#[derive(Debug, Clone)]
pub enum Command {
    /// 入册.
    Register(Registered),
    /// 调任.
    Transfer(Posting),
    /// 发证.
    IssueCertificate(Certificate),
    /// 收回执法证件.
    WithdrawCertificate(CertificateWithdrawn),
    /// 授予岗位.
    GrantRole(RoleHeld),
    /// 免去岗位.
    EndRole(RoleEnded),
    /// 登记法律职业资格.
    RecordQualification(QualificationRecorded),
    /// 指定主持工作.
    AppointActingHead(ActingHead),
    /// 不再主持工作.
    EndActingHead(RoleEnded),
    /// 离任.
    Leave(Left),
}

type Entries = Result<Vec<Event>, Vec<Rejection>>;

pub(super) fn decide(officer: &Officer, command: &Command, context: &Context<'_>) -> Entries {
    let mut refusals = Refusals::new();
    refusals.check(timely(context, officer.last, None));
    if !officer.is_registered() && !matches!(command, Command::Register(_)) {
        refusals.refuse(
            Code::NotFound
                .refuse("执法人员名录中没有此人", "the register doesn't know this person"),
        );
        return refusals.verdict().map(|()| vec![]);
    }
    refusals.check(officer.kept(command, context));
    let entries = refusals.check(match command {
        Command::Register(it) => officer.register(it, context),
        Command::Transfer(it) => officer.transfer(it, context),
        Command::IssueCertificate(it) => officer.issue(it, context),
        Command::WithdrawCertificate(it) => officer.withdraw(it, context),
        Command::GrantRole(it) => officer.grant(it, context),
        Command::EndRole(it) => officer.end_role(it, context),
        Command::RecordQualification(it) => officer.qualify(it, context),
        Command::AppointActingHead(it) => officer.appoint(it, context),
        Command::EndActingHead(it) => officer.end_acting(it, context),
        Command::Leave(it) => officer.leave(it, context),
    });
    refusals.verdict()?;
    Ok(entries.unwrap_or_default())
}

impl Officer {
    /// The agencies whose registrar keeps what is asked: the person's, and the one that receives them.
    fn kept(&self, command: &Command, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let day = context.occurred.day();
        let present = self.posting_on(day).map(|it| &it.agency);
        let latest = self.postings.last().map(|it| &it.agency);
        let agencies: Vec<&AgencyCode> = match command {
            Command::Register(it) => vec![&it.posting.agency],
            Command::Transfer(it) => present.into_iter().chain([&it.agency]).collect(),
            _ => present.or(latest).into_iter().collect(),
        };
        let mut refusals = Refusals::new();
        if let Some(acting) = context.actor.officer() {
            refusals.check(permit(context, Needs::Role(Capability::KeepOfficers)));
            refusals.require(self.person.as_ref() != Some(&acting.person), || {
                Code::ConflictOfDuties.refuse("不得登记本人事项", "nobody keeps their own entry")
            });
        }
        refusals.require(agencies.into_iter().all(|it| keeps(context, it)), || {
            Code::OtherAgency.refuse(
                "须由其任职机关或者上级机关的人事管理人员登记",
                "a registrar of the person's agency, or of one above it, is to enter this",
            )
        });
        refusals.verdict()
    }

    fn register(&self, wanted: &Registered, context: &Context<'_>) -> Entries {
        if self.is_registered() {
            let same = self.person.as_ref() == Some(&wanted.person)
                && self.shown == wanted.shown
                && self.postings.contains(&wanted.posting);
            return if same { Ok(vec![]) } else { Err(vec![done("已经列入名录")]) };
        }
        let mut refusals = Refusals::new();
        refusals.require(!is_blank(&wanted.shown), || empty("shown", "显示姓名"));
        refusals.require(!wanted.name.is_blank(), || empty("name", "姓名"));
        refusals.check(possible(&wanted.posting, context));
        refusals.check(prospective(context, wanted.posting.from, "posting.from"));
        refusals.verdict()?;
        Ok(vec![Event::Registered(wanted.clone())])
    }

    fn transfer(&self, posting: &Posting, context: &Context<'_>) -> Entries {
        if self.postings.contains(posting) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.check(possible(posting, context));
        refusals.check(prospective(context, posting.from, "posting.from"));
        let later = self.postings.iter().all(|it| it.from < posting.from);
        refusals.require(later, || {
            contradictory("posting.from", "新任职不得早于现任职", "not after the present post")
        });
        refusals.verdict()?;
        let until = posting.from.yesterday().unwrap_or(posting.from);
        Ok(vec![Event::Transferred(Transferred { posting: posting.clone(), until })])
    }

    /// What the paper says of earlier days counts no more than a role that is granted backwards.
    fn issue(&self, wanted: &Certificate, context: &Context<'_>) -> Entries {
        if self.certificates.contains(wanted) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.require(!is_blank(&wanted.number), || empty("number", "执法证号"));
        refusals.check(ordered(wanted.from, Some(wanted.to), "to"));
        refusals.check(prospective(context, wanted.from, "from"));
        refusals.require(self.certificates.iter().all(|it| it.number != wanted.number), || {
            done("该证号已经登记").under("APL", "55.1").at("number")
        });
        refusals.verdict()?;
        Ok(vec![Event::CertificateIssued(wanted.clone())])
    }

    fn withdraw(&self, wanted: &CertificateWithdrawn, context: &Context<'_>) -> Entries {
        let certificate = self.certificates.iter().find(|it| it.number == wanted.number);
        let Some(certificate) = certificate else {
            return Err(vec![missing("没有该证号的执法证件").under("APL", "42.1").at("number")]);
        };
        if certificate.to <= wanted.last_day {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.require(!wanted.reason.is_blank(), || empty("reason", "理由"));
        refusals.check(last_day(context, wanted.last_day));
        refusals.verdict()?;
        Ok(vec![Event::CertificateWithdrawn(wanted.clone())])
    }

    fn grant(&self, wanted: &RoleHeld, context: &Context<'_>) -> Entries {
        if self.roles.contains(wanted) {
            return Ok(vec![]);
        }
        self.may_hold(wanted, &self.roles, context)?;
        Ok(vec![Event::RoleGranted(wanted.clone())])
    }

    fn appoint(&self, wanted: &ActingHead, context: &Context<'_>) -> Entries {
        let held = wanted.held();
        if self.acting_heads.contains(&held) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.check(self.may_hold(&held, &self.acting_heads, context));
        refusals.require(!wanted.reason.is_blank(), || empty("reason", "理由"));
        let is_head =
            matches!(wanted.role, Role::UnitHead | Role::AgencyLeader | Role::PrincipalHead);
        refusals.require(is_head, || {
            contradictory("role", "只有负责人职责可以代行", "only a head is acted for")
        });
        refusals.verdict()?;
        Ok(vec![Event::ActingHeadAppointed(wanted.clone())])
    }

    /// A role is held in a post, from the day of the entry on, and once at a time.
    fn may_hold(
        &self,
        wanted: &RoleHeld,
        held: &[RoleHeld],
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(ordered(wanted.from, wanted.to, "to"));
        refusals.check(prospective(context, wanted.from, "from"));
        refusals.require(self.posting_on(wanted.from).is_some(), || {
            Code::StepMissing
                .refuse("该日没有任职，请先登记任职", "no post on that day: enter it first")
                .under("PR", "19")
                .at("from")
        });
        let overlaps = |it: &RoleHeld| {
            let began = it.to.is_none_or(|to| it.from <= to);
            let meet =
                within(wanted.from, it.from, it.to) || within(it.from, wanted.from, wanted.to);
            it.role == wanted.role && began && meet
        };
        refusals.require(!held.iter().any(overlaps), || done("该期间已经担任").at("from"));
        refusals.verdict()
    }

    fn end_role(&self, wanted: &RoleEnded, context: &Context<'_>) -> Entries {
        let ends = may_end(&self.roles, wanted, context)?;
        Ok(if ends { vec![Event::RoleEnded(wanted.clone())] } else { vec![] })
    }

    fn end_acting(&self, wanted: &RoleEnded, context: &Context<'_>) -> Entries {
        let ends = may_end(&self.acting_heads, wanted, context)?;
        Ok(if ends { vec![Event::ActingHeadEnded(wanted.clone())] } else { vec![] })
    }

    fn qualify(&self, wanted: &QualificationRecorded, context: &Context<'_>) -> Entries {
        if self.qualified_since == Some(wanted.since) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.require(self.qualified_since.is_none(), || {
            done("法律职业资格已经登记").under("PR", "51")
        });
        refusals.require(wanted.since <= context.occurred.day(), || {
            Code::InTheFuture
                .refuse("取得资格的日期晚于登记日期", "qualified only after the entry")
                .under("PR", "51")
                .at("since")
        });
        refusals.verdict()?;
        Ok(vec![Event::QualificationRecorded(wanted.clone())])
    }

    fn leave(&self, wanted: &Left, context: &Context<'_>) -> Entries {
        if self.postings.iter().all(|it| it.to.is_some_and(|to| to <= wanted.last_day)) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.require(!wanted.reason.is_blank(), || empty("reason", "理由"));
        refusals.check(last_day(context, wanted.last_day));
        refusals.verdict()?;
        Ok(vec![Event::Left(wanted.clone())])
    }
}

/// Whether the actor keeps the register of `agency`: the agency's own system or registrar, or one
/// of an agency above it.
fn keeps(context: &Context<'_>, agency: &AgencyCode) -> bool {
    match context.actor {
        Actor::Officer(acting) => {
            context.law.agencies().governs(&acting.agency, agency, context.occurred.day())
        }
        Actor::System { agency: own } => own == agency,
        Actor::Clock => false,
    }
}

/// Whether there is something left to end.
fn may_end(
    held: &[RoleHeld],
    wanted: &RoleEnded,
    context: &Context<'_>,
) -> Result<bool, Vec<Rejection>> {
    let mut of_role = held.iter().filter(|it| it.role == wanted.role).peekable();
    let mut refusals = Refusals::new();
    refusals.require(of_role.peek().is_some(), || missing("没有担任该岗位").at("role"));
    refusals.require(!wanted.reason.is_blank(), || empty("reason", "理由"));
    if of_role.all(|it| it.to.is_some_and(|to| to <= wanted.last_day)) {
        return refusals.verdict().map(|()| false);
    }
    refusals.check(last_day(context, wanted.last_day));
    refusals.verdict().map(|()| true)
}

/// A post in an agency that exists and can act on its first day.
fn possible(posting: &Posting, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(ordered(posting.from, posting.to, "posting.to"));
    refusals.require(!is_blank(&posting.unit), || empty("posting.unit", "任职机构"));
    let day = posting.from.max(context.occurred.day());
    let agency = context.law.agencies().in_whose_name(&posting.agency, day);
    refusals.require(agency.is_some(), || {
        Code::AgencyCannotAct
            .refuse("该机关不存在或者没有执法职能", "the agency doesn't exist or can't act")
            .under("APL", "17")
            .at("posting.agency")
    });
    refusals.verdict()
}

/// Nothing is granted backwards, so that nobody's past act becomes valid in hindsight. Only an
/// agency's own system, which takes over an older register, may state what already was.
fn prospective(context: &Context<'_>, from: Date, field: &str) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let takes_over = matches!(context.actor, Actor::System { .. });
    refusals.require(takes_over || from >= context.at.day(), || {
        Code::TooEarly
            .refuse("不得溯及登记之日以前", "an entry doesn't reach back before its own day")
            .at(field)
    });
    refusals.verdict()
}

/// Nor is anything ended backwards: a last day may be the day before the entry, not an earlier one.
fn last_day(context: &Context<'_>, day: Date) -> Result<(), Vec<Rejection>> {
    prospective(context, day.tomorrow().unwrap_or(day), "lastDay")
}

fn ordered(from: Date, to: Option<Date>, field: &str) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.require(to.is_none_or(|to| from <= to), || {
        contradictory(field, "截止日期早于起始日期", "the last day lies before the first")
    });
    refusals.verdict()
}

fn done(message: &str) -> Rejection {
    Code::AlreadyDone.refuse(message, "the register has another entry for this already")
}

fn missing(message: &str) -> Rejection {
    Code::NotFound.refuse(message, "the register has no such entry")
}

fn empty(field: &str, what: &str) -> Rejection {
    Code::Incomplete.refuse(format!("请填写{what}"), format!("`{field}` is empty")).at(field)
}

fn contradictory(field: &str, message: &str, message_en: &str) -> Rejection {
    Code::Contradictory.refuse(message, message_en).at(field)
}
