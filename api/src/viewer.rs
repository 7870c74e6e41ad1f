//! Who reads: whoever a token names, in the roles that the officers' register has for them today.

use domain::Role;
use projections::{ReadModelError, Unit, Viewer};

use crate::{App, auth};

/// Whoever a token names, in all the roles that it claims. Acts go out in one of them: the law of the act
/// asks the register about the day of the act.
#[must_use]
pub fn claimed(token: &auth::Viewer) -> Viewer {
    Viewer {
        person: token.person.clone(),
        agency: token.agency.clone(),
        unit: Unit::Unposted,
        reads_for: token.agency.clone(),
        heir_of: vec![],
        roles: token.roles.clone(),
    }
}

impl App {
    /// The same person in those of the roles that the register has for them today, at the agency that is
    /// claimed. A role that the register doesn't know grants nothing. Whoever works at a sub-office reads its
    /// bureau's cases (PR 9).
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn borne_out(&self, claimed: &Viewer) -> Result<Viewer, ReadModelError> {
        let today = self.clock.now().day();
        let known = self.read_model.registered(&claimed.person)?;
        let posted = known.filter(|it| {
            it.posting_on(today).is_some_and(|posting| posting.agency == claimed.agency)
        });
        let holds = |role: &Role| posted.as_ref().is_some_and(|it| it.holds(*role, today));
        let roles = claimed.roles.iter().copied().filter(holds).collect();
        let name = self.law.agencies().in_whose_name(&claimed.agency, today);
        let reads_for = name.unwrap_or(&claimed.agency).clone();
        let heir_of = self.law.agencies().predecessors(&reads_for, today).cloned().collect();
        let posting = posted.as_ref().and_then(|it| it.posting_on(today));
        let unit = posting.map_or(Unit::Unposted, |it| Unit::Of(it.unit.clone()));
        Ok(Viewer { roles, reads_for, heir_of, unit, ..claimed.clone() })
    }
}
