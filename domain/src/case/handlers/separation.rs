//! Who may have to do with a case, by person and never by role (PR 4, 19, 49; APL 42, 64).

use std::collections::BTreeSet;

use super::{Handler, named, officers_min, one_certified, registered};
use crate::{
    Capability, Code, Context, Refusals, Rejection, Role,
    case::{Case, Needs},
    id::PersonId,
};

/// Whoever reviewed the case or hosts its hearing does not handle it (PR 49.3; APL 64(4)).
pub(super) fn unprejudiced(case: &Case, officer: &Handler) -> Result<(), Vec<Rejection>> {
    let (person, shown) = (&officer.person, &officer.shown);
    let mut refusals = Refusals::new();
    refusals.require(!case.has_reviewed(person), || {
        Code::ConflictOfDuties
            .refuse(
                format!("{shown}（{person}）是本案审核人员，不得办理本案"),
                format!("{person} has reviewed the case and may not handle it"),
            )
            .under("PR", "49.3")
    });
    refusals.require(!case.hosts_a_hearing(person), || {
        Code::ConflictOfDuties
            .refuse(
                format!("{shown}（{person}）是本案听证主持人，不得办理本案"),
                format!("{person} hosts the hearing of the case and may not handle it"),
            )
            .under("APL", "64(4)")
    });
    refusals.verdict()
}

/// Duties are separated by person, whatever the role: whoever reviewed the case or hosts its hearing takes none
/// of the steps of those who handle it; and in the role of a handler an officer takes them in a case of their own
/// alone (PR 19.2). The head of the handling unit answers for its report (PR 48), and any officer may bring a
/// document that others signed (PR 81, 82).
pub(in crate::case) fn separated(
    case: &Case,
    needs: Needs,
    context: &Context<'_>,
) -> Result<(), Vec<Rejection>> {
    let Some(acting) = context.actor.officer() else { return Ok(()) };
    let of_the_unit = [Capability::Investigate, Capability::Conclude].map(Some);
    let handles = of_the_unit.contains(&needs.capability());
    if !handles && needs.capability() != Some(Capability::Serve) {
        return Ok(());
    }
    let mut refusals = Refusals::new();
    if let Ok(officer) = registered(context, &acting.person) {
        refusals.check(unprejudiced(case, &officer));
    }
    let named = case.record.in_charge_at(context.occurred);
    let stranger = acting.role == Role::Handler
        && !named.is_empty()
        && named.iter().all(|it| it.person != acting.person);
    refusals.require(!handles || !stranger, || unnamed(&acting.person, context));
    refusals.verdict()
}

pub(super) fn unnamed(person: &PersonId, context: &Context<'_>) -> Rejection {
    let at = context.occurred;
    Code::NotPermitted
        .refuse(
            format!("{person}在{at}不是本案的核查人员或者办案人员，请先指定"),
            format!("{person} was not named for this case at {at}: name them first"),
        )
        .under("PR", "19.2")
}

/// Somebody who withdrew from the case takes no part in it (PR 4).
pub(in crate::case) fn recused(officer: &Handler) -> Rejection {
    let person = &officer.person;
    Code::Recused
        .refuse(
            format!("{}（{person}）已被决定回避本案", officer.shown),
            format!("{person} has been recused"),
        )
        .under("PR", "4")
}

impl Case {
    /// As many of those who handle the case as the law wants could still do so on the day of the act: at their
    /// post, with a valid certificate, not recused (APL 42.1; PR 19.2).
    pub(in crate::case) fn still_handled(
        &self,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let least = officers_min(self, context)?;
        let handling = self.record.in_charge_at(context.occurred);
        let unable: Vec<_> = handling
            .iter()
            .filter(|it| one_certified(self, context, &it.person).is_err())
            .cloned()
            .collect();
        let able: BTreeSet<_> =
            handling.iter().filter(|it| !unable.contains(it)).map(|it| &it.person).collect();
        let n = least.amount;
        if able.len() >= n as usize {
            return Ok(());
        }
        let day = context.occurred.day();
        let who =
            if unable.is_empty() { String::new() } else { format!("，{}除外", named(&unable)) };
        Err(vec![
            Code::TooFewOfficers
                .refuse(
                    format!("在{day}仍任职、持有有效执法证件且未回避的办案人员不足{n}人{who}，请先更换办案人员"),
                    format!("fewer than {n} handlers could still act on {day}: name others first"),
                )
                .under("APL", "42.1")
                .resting_on([least.confidence]),
        ])
    }
}
