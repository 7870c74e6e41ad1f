//! Parties as they come in. What tells a person apart is digested here, so that nothing behind the edge
//! has to look into what is personal.

use async_graphql::{Enum, InputObject, OneofObject, Result};
use domain::{
    Personal,
    id::SubjectId,
    party::{
        Contact, NaturalPerson, Organisation, Party, PersonDetails, Registration, identity::masked,
    },
    rulebook::Quantity,
};
use jiff::civil::Date;

use super::{
    malformed,
    scalars::{IdNumber, RegistrationNumber},
};
use crate::App;

/// Against whom a case runs.
#[derive(OneofObject)]
pub enum PartyInput {
    /// 法人、非法人组织、个体工商户.
    Organisation(OrganisationInput),
    /// 自然人.
    NaturalPerson(NaturalPersonInput),
}

/// A legal person, an unincorporated organisation or an individual business.
#[derive(InputObject)]
pub struct OrganisationInput {
    /// What it is.
    kind: SubjectKind,
    /// As registered.
    name: String,
    /// 统一社会信用代码, 18 characters with both check characters; or a 15-digit registration number.
    registration: RegistrationNumber,
    /// Its registered address.
    address: String,
    /// 法定代表人 or 负责人.
    representative: Option<String>,
    /// 经营者 of an individual business.
    operator: Option<String>,
    /// Whom to reach.
    contact: Option<ContactInput>,
}

/// A person who can be reached for an organisation.
#[derive(InputObject)]
pub struct ContactInput {
    /// Their name.
    name: String,
    /// Their telephone.
    phone: String,
}

/// A natural person. Kept sealed but for the masked name.
#[derive(InputObject)]
pub struct NaturalPersonInput {
    /// The whole name.
    name: String,
    /// The resident identity number, 18 characters; absent for whoever has none.
    id_number: Option<IdNumber>,
    /// Otherwise the paper that the person is known by, with its number: 护照 E12345678.
    other_paper: Option<String>,
    /// Under eighteen on the day of the act; to be said where there is no identity number.
    minor: Option<bool>,
    /// Where the person lives.
    address: String,
    /// The telephone.
    phone: Option<String>,
}

/// What kind of organisation it is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::party::SubjectKind")]
pub enum SubjectKind {
    /// 法人.
    LegalPerson,
    /// 非法人组织.
    Unincorporated,
    /// 个体工商户.
    IndividualBusiness,
}

impl PartyInput {
    /// The party as events name it, on the day of the act.
    ///
    /// # Errors
    ///
    /// Where nothing tells whether a natural person is of age, or the code isn't one for that kind.
    pub fn party(self, app: &App, on: Date) -> Result<Party> {
        match self {
            Self::Organisation(it) => Ok(Party::Organisation(Box::new(it.organisation()?))),
            Self::NaturalPerson(it) => Ok(Party::NaturalPerson(Box::new(it.person(app, on)?))),
        }
    }
}

impl OrganisationInput {
    fn organisation(self) -> Result<Organisation> {
        let contact = |it: ContactInput| Contact { name: it.name, phone: it.phone };
        let (kind, registration) = (self.kind.into(), Registration::from(self.registration));
        if !registration.fits(kind) {
            let expected =
                "the kind that its code is issued to: 92 begins those of 个体工商户 alone";
            return Err(malformed("input.party.organisation.kind", expected));
        }
        Ok(Organisation {
            kind,
            name: self.name,
            registration,
            address: self.address,
            representative: self.representative.map(Personal::apart),
            operator: self.operator.map(Personal::apart),
            contact: self.contact.map(contact).map(Personal::apart),
        })
    }
}

impl NaturalPersonInput {
    fn person(self, app: &App, on: Date) -> Result<NaturalPerson> {
        let keys = app.store.keys();
        let number = self.id_number.map(|it| it.0);
        let known_by = match (&number, &self.other_paper) {
            (Some(number), _) => number.as_str().to_owned(),
            (None, Some(paper)) => paper.trim().to_owned(),
            (None, None) => format!("{} {}", self.name.trim(), self.address.trim()),
        };
        let id = person(app, &known_by);
        let minor = match &number {
            Some(number) => of_age_at(app, on).is_some_and(|age| number.is_minor(on, age)),
            None => self.minor.ok_or_else(|| {
                malformed(
                    "input.party.naturalPerson.minor",
                    "without an identity number, say whether the person is under eighteen",
                )
            })?,
        };
        let (shown, name_digest) = (masked(&self.name), keys.digest("name", &self.name));
        let details = PersonDetails {
            name: self.name,
            id_number: number,
            other_paper: self.other_paper,
            address: self.address,
            phone: self.phone,
        };
        let details = Personal::of(id.clone(), details);
        Ok(NaturalPerson { id, shown, minor, name_digest, details })
    }
}

/// The age from which the law treats everybody alike (APL 30).
fn of_age_at(app: &App, on: Date) -> Option<u32> {
    app.law.quantity(Quantity::FullAge, on, "").map(|it| it.amount)
}

/// The opaque id of the natural person who is known by this: an identity number, or another paper.
pub fn person(app: &App, known_by: &str) -> SubjectId {
    SubjectId::natural_person(&app.store.keys().digest("subject", known_by))
}
