//! Who may act: checked against the officers' register on the day of the act. A role in the token
//! that the register doesn't know grants nothing.

use crate::{
    Acting, Actor, Capability, Code, Context, Refusals, Rejection, Role,
    agency::Agency,
    id::{AgencyCode, PowerItem},
    rejection::{word, words},
    rulebook::{PowerKind, PowerRow},
};

/// Who may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// An officer whose role gives this; no exercise of public power. An item that is named all the same is one
    /// of the agency's, and of the kind that the record's acts exercise: see [`named_for`].
    Role(Capability),
    /// An officer whose role gives this, under an item of the 权责清单 of this kind.
    Power(Capability, PowerKind),
    /// The clock alone.
    Clock,
}

impl Needs {
    /// An officer whose role gives this, under an item of 行政处罚: each act of a penalty case that exercises
    /// public power.
    #[must_use]
    pub const fn penalty(capability: Capability) -> Self {
        Self::Power(capability, PowerKind::Penalty)
    }

    /// What a role must give, where an officer acts.
    #[must_use]
    pub fn capability(self) -> Option<Capability> {
        match self {
            Self::Role(capability) | Self::Power(capability, _) => Some(capability),
            Self::Clock => None,
        }
    }
}

/// The actor may do what is needed: on the day of the act, its agency can act, the register posts the
/// officer there and knows the role, the role gives the capability, who investigates or serves holds a
/// certificate, and the item of the list of powers is the agency's and of the kind that the act exercises.
///
/// # Errors
///
/// Everything that is missing.
pub fn permit(context: &Context<'_>, needs: Needs) -> Result<(), Vec<Rejection>> {
    match (context.actor, needs) {
        (Actor::Clock, Needs::Clock) => Ok(()),
        (Actor::Officer(acting), Needs::Role(capability)) => {
            let mut refusals = Refusals::new();
            refusals.check(officer(context, acting, capability));
            // What is named is recorded, needed or not.
            if let Some(item) = &acting.power_item {
                refusals.check(covered(context, acting, item).map(|_| ()));
            }
            refusals.verdict()
        }
        (Actor::Officer(acting), Needs::Power(capability, kind)) => {
            let mut refusals = Refusals::new();
            refusals.check(officer(context, acting, capability));
            refusals.check(empowered(context, acting, kind));
            refusals.verdict()
        }
        (Actor::Officer(_) | Actor::System { .. }, Needs::Clock)
        | (Actor::Clock | Actor::System { .. }, Needs::Role(_) | Needs::Power(..)) => Err(vec![
            Code::NotPermitted.refuse("该行为不由此主体作出", "this actor doesn't do this at all"),
        ]),
    }
}

/// APL 17, 42.
fn officer(
    context: &Context<'_>,
    acting: &Acting,
    capability: Capability,
) -> Result<(), Vec<Rejection>> {
    let day = context.occurred.day();
    let mut refusals = Refusals::new();
    refusals.check(principal(context, acting).map(|_| ()));
    let known = context.facts.officers.get(&acting.person).filter(|it| it.is_registered());
    let posted = known.and_then(|it| it.posting_on(day)).map(|it| &it.agency);
    refusals.require(posted == Some(&acting.agency), || {
        Code::UnknownOfficer
            .refuse(
                format!("执法人员名录中没有{}在{day}任职于{}的记录", acting.person, acting.agency),
                format!(
                    "the register has no post of {} at {} on {day}",
                    acting.person, acting.agency
                ),
            )
            .under("APL", "42.1")
    });
    refusals.require(known.is_some_and(|it| it.holds(acting.role, day)), || {
        Code::NotPermitted.refuse(
            format!("执法人员名录中没有{}在{day}担任{}的记录", acting.person, acting.role.label()),
            format!("{} does not hold {} on {day}", acting.person, word(acting.role)),
        )
    });
    let enforces = matches!(capability, Capability::Investigate | Capability::Serve);
    let certified = known.is_none_or(|it| it.certificate_on(day).is_some());
    refusals.require(!enforces || certified, || {
        Code::NotCertified
            .refuse(
                format!("{}在{day}没有有效的行政执法证件", acting.person),
                format!("{} holds no enforcement certificate on {day}", acting.person),
            )
            .under("APL", "42.1")
    });
    refusals.require(context.law.grants(acting.role, capability, day), || {
        let held = |it: &Role| known.is_some_and(|known| known.holds(*it, day));
        let roles = Role::ALL.into_iter().filter(|it| *it == acting.role || held(it));
        unable(context, roles.collect(), capability)
    });
    refusals.verdict()
}

/// None of the roles of an officer gives what others do: all of both are named.
fn unable(context: &Context<'_>, held: Vec<Role>, capability: Capability) -> Rejection {
    let day = context.occurred.day();
    let roles = context.law.roles_for(capability, day);
    if roles.is_empty() {
        return Code::NotPermitted.refuse(
            format!("{day}的规则没有授予任何角色作出该行为的权限"),
            format!("on {day} no role may do this"),
        );
    }
    let held: Vec<_> = held.into_iter().filter(|it| !roles.contains(it)).collect();
    let labels = |roles: &[Role]| roles.iter().map(|it| it.label()).collect::<Vec<_>>();
    let (has, wants) = (labels(&held).join("、"), labels(&roles).join("或者"));
    Code::NotPermitted.refuse(
        format!("{has}不能作出该行为，须由{wants}作出"),
        format!("{} may not do this; {} may", words(held), words(roles)),
    )
}

/// The item that the act names is one of the agency's, on the day, and of that kind (APL 17).
fn empowered(
    context: &Context<'_>,
    acting: &Acting,
    kind: PowerKind,
) -> Result<(), Vec<Rejection>> {
    let Some(item) = &acting.power_item else {
        return Err(vec![no_power(
            "请注明权责清单事项编码",
            "name the item of the list of powers",
        )]);
    };
    of_kind(covered(context, acting, item)?, item, kind)
}

/// An item that an act names, besides its own or as its own, is one of its agency's, on the day, and of that kind
/// (APL 17).
///
/// # Errors
///
/// It is not.
pub(crate) fn holds(
    context: &Context<'_>,
    item: &PowerItem,
    kind: PowerKind,
) -> Result<(), Vec<Rejection>> {
    let Some(acting) = context.actor.officer() else { return Ok(()) };
    of_kind(covered(context, acting, item)?, item, kind)
}

/// An item that an officer names though the act exercises no power is of the kind that the acts of the record
/// exercise: what is kept beside an act is never misleading.
pub(crate) fn named_for(context: &Context<'_>, kind: PowerKind) -> Result<(), Vec<Rejection>> {
    let acting = context.actor.officer();
    let named = acting.and_then(|it| Some((it, it.power_item.as_ref()?)));
    let Some((acting, item)) = named else { return Ok(()) };
    // That it isn't the agency's was told already.
    covered(context, acting, item).map_or(Ok(()), |row| of_kind(row, item, kind))
}

/// The row of an item that is the agency's on the day; none for whoever can't act at all, and was told so already.
fn covered<'a>(
    context: &Context<'a>,
    acting: &Acting,
    item: &PowerItem,
) -> Result<Option<&'a PowerRow>, Vec<Rejection>> {
    let Ok(agency) = principal(context, acting) else { return Ok(None) };
    let row = context.law.power(item, context.occurred.day());
    match row.filter(|it| it.covers(agency)) {
        Some(row) => Ok(Some(row)),
        None => Err(vec![uncovered(item, agency)]),
    }
}

fn of_kind(
    row: Option<&PowerRow>,
    item: &PowerItem,
    kind: PowerKind,
) -> Result<(), Vec<Rejection>> {
    match row.filter(|it| it.value.kind != kind) {
        Some(row) => Err(vec![misplaced(item, row.value.kind, kind)]),
        None => Ok(()),
    }
}

/// The record is kept by the agency in whose name the officer acts, or by one from which that has taken over;
/// whoever is no officer is no agency's.
///
/// # Errors
///
/// As `refused` says it of whoever keeps it on the day: it is another agency's.
pub(crate) fn kept_by(
    context: &Context<'_>,
    keeper: &AgencyCode,
    refused: impl FnOnce(&AgencyCode) -> Rejection,
) -> Result<(), Vec<Rejection>> {
    let heir = context.heir_of(keeper);
    if context.actor.officer().is_none() || context.in_whose_name() == Some(heir) {
        return Ok(());
    }
    Err(vec![refused(heir)])
}

/// The agency in whose name the actor acts.
fn principal<'a>(context: &Context<'a>, acting: &Acting) -> Result<&'a Agency, Vec<Rejection>> {
    let day = context.occurred.day();
    context.law.agencies().principal(&acting.agency, day).ok_or_else(|| {
        vec![
            Code::AgencyCannotAct
                .refuse(
                    format!("{}在{day}不能以行政机关名义作出该行为", acting.agency),
                    format!("{} can't act on {day}", acting.agency),
                )
                .under("APL", "17"),
        ]
    })
}

fn uncovered(item: &PowerItem, agency: &Agency) -> Rejection {
    no_power(
        &format!("权责清单事项{item}不属于{}", agency.name),
        &format!("{item} is not an item of {} on that day", agency.code),
    )
}

fn misplaced(item: &PowerItem, kind: PowerKind, wanted: PowerKind) -> Rejection {
    no_power(
        &format!("权责清单事项{item}属于{}，该行为须依据{}事项作出", kind.label(), wanted.label()),
        &format!("{item} is an item of {}; this act exercises one of {}", word(kind), word(wanted)),
    )
}

fn no_power(message: &str, message_en: &str) -> Rejection {
    Code::NoPowerItem.refuse(message, message_en).under("APL", "17").at("powerItem")
}

#[cfg(test)]
mod spec;
