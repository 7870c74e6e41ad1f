//! Whether enough of those who handle a case are left (APL 42.1; PR 19.2).

use jiff::civil::Date;

use super::Missing;
use crate::{
    Code, Officer, Rulebook,
    case::{Case, handlers::Handler},
};

impl Case {
    /// As far as the record tells.
    pub(super) fn lacks_handlers(&self) -> Option<Missing> {
        self.too_few("持有执法证件", |it| it.certificate.is_some())
    }

    /// The same as the register tells of them on a day: some of those whom the record has may have left their post since,
    /// or their certificates have run out.
    #[must_use]
    pub fn lacks_handlers_in(
        &self,
        register: &[Officer],
        (on, law): (Date, &Rulebook),
    ) -> Option<Missing> {
        if self.is_filed_and_open().is_err() || self.lacks_handlers().is_some() {
            return None;
        }
        let agencies = law.agencies();
        let agency = &self.record.lead.as_ref()?.agency;
        let heir = agencies.heir_on(agency, on).map(|it| &it.code);
        let able = |known: &Officer| {
            let posting = known.posting_on(on);
            let name = posting.and_then(|it| agencies.in_whose_name(&it.agency, on));
            name.is_some() && name == heir && known.certificate_on(on).is_some()
        };
        self.too_few("仍任职、持有有效执法证件", |it| {
            register.iter().any(|known| known.person.as_ref() == Some(&it.person) && able(known))
        })
    }

    fn too_few(&self, which: &str, able: impl Fn(&Handler) -> bool) -> Option<Missing> {
        let handlers = self.record.handling().iter();
        let able = handlers.filter(|it| able(it) && !self.is_recused(&it.person));
        let least = self.handlers_min();
        (able.count() < least).then(|| {
            Missing::new(
                Code::TooFewOfficers,
                format!("{which}且未被决定回避的办案人员不足{least}人，请先更换办案人员"),
                format!("fewer than {least} certified handlers are left: name others first"),
                ("APL", "42.1"),
            )
            .resting_on(self.least_handlers().map(|it| it.confidence))
        })
    }
}
