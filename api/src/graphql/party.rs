//! Parties as they come in. What tells a person apart is digested here, so that nothing behind the edge
//! has to look into what is personal.

use async_graphql::{Enum, InputObject, OneofObject, Result};
use domain::{
    Personal,
    id::SubjectId,
    party::{
        self, Contact, NaturalPerson, Organisation, Party, PersonDetails,
        identity::{self, masked},
    },
    rulebook::Quantity,
    text::is_hidden,
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
    kind: OrganisationKind,
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
    /// How old the person was on the day of the violation; to be said where there is no identity number.
    age: Option<Age>,
    /// Where the person lives.
    address: String,
    /// The telephone.
    phone: Option<String>,
}

/// What kind of subject a party is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::party::SubjectKind")]
pub enum SubjectKind {
    /// 自然人.
    NaturalPerson,
    /// 法人.
    LegalPerson,
    /// 非法人组织.
    Unincorporated,
    /// 个体工商户.
    IndividualBusiness,
}

/// What kind of organisation it is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::party::OrganisationKind")]
pub enum OrganisationKind {
    /// 法人.
    LegalPerson,
    /// 非法人组织.
    Unincorporated,
    /// 个体工商户.
    IndividualBusiness,
}

/// How old a natural person was on the day of the violation, as far as the law asks (APL 30).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::party::Age")]
pub enum Age {
    /// 不满十四周岁: not penalised.
    Under14,
    /// 已满十四周岁不满十八周岁: penalised more lightly, or below the minimum.
    Under18,
    /// 已满十八周岁.
    Adult,
}

/// The days that tell how old a natural person was: APL 30 as of the act asks how old it was when it broke
/// the law.
#[derive(Debug, Clone, Copy)]
pub struct AgeOn {
    /// The day of the act.
    pub act: Date,
    /// The day on which the violation was committed, or ended.
    pub violation: Date,
}

impl PartyInput {
    /// The party as events name it.
    ///
    /// # Errors
    ///
    /// Where nothing tells how old a natural person was, or the code isn't one for that kind.
    pub fn party(self, app: &App, on: AgeOn) -> Result<Party> {
        match self {
            Self::Organisation(it) => Ok(Party::Organisation(Box::new(it.organisation()?))),
            Self::NaturalPerson(it) => Ok(Party::NaturalPerson(Box::new(it.person(app, on)?))),
        }
    }
}

impl OrganisationInput {
    fn organisation(self) -> Result<Organisation> {
        let at = "input.party.organisation";
        let kind = self.kind.into();
        let registration = self.registration.at(&format!("{at}.registration"))?;
        if !registration.fits(kind) {
            let expected =
                "the kind that its code is issued to: 92 begins those of 个体工商户 alone";
            return Err(malformed("input.party.organisation.kind", expected));
        }
        Ok(Organisation {
            kind,
            name: line(at, "name", &self.name)?,
            registration,
            address: line(at, "address", &self.address)?,
            representative: line_of(at, "representative", self.representative)?
                .map(Personal::apart),
            operator: line_of(at, "operator", self.operator)?.map(Personal::apart),
            contact: self.contact.map(ContactInput::contact).transpose()?.map(Personal::apart),
        })
    }
}

impl ContactInput {
    fn contact(self) -> Result<Contact> {
        let at = "input.party.organisation.contact";
        Ok(Contact { name: line(at, "name", &self.name)?, phone: line(at, "phone", &self.phone)? })
    }
}

impl NaturalPersonInput {
    fn person(self, app: &App, on: AgeOn) -> Result<NaturalPerson> {
        let keys = app.store.keys();
        let at = "input.party.naturalPerson";
        let number = self.id_number.map(|it| it.0);
        if number.is_some() && self.other_paper.is_some() {
            let expected = "left out where there is an identity number";
            return Err(malformed(&format!("{at}.otherPaper"), expected));
        }
        let (name, address) = (line(at, "name", &self.name)?, line(at, "address", &self.address)?);
        let other_paper = line_of(at, "otherPaper", self.other_paper)?;
        let other_paper = other_paper.filter(|it| !it.is_empty());
        let known_by = match (&number, &other_paper) {
            (Some(number), _) => number.as_str().to_owned(),
            (None, Some(paper)) => paper.clone(),
            (None, None) => format!("{name} {address}"),
        };
        let id = person(app, &known_by);
        let age = number.as_ref().map(|it| age(app, it, on));
        let age = one_age(age, self.age.map(Into::into))?;
        let (minor, under14) = (age < party::Age::Adult, age == party::Age::Under14);
        let (shown, name_digest) = (masked(&name), keys.digest("name", &name));
        let phone = line_of(at, "phone", self.phone)?.filter(|it| !it.is_empty());
        let details = PersonDetails { name, id_number: number, other_paper, address, phone };
        let details = Personal::of(id.clone(), details);
        Ok(NaturalPerson { id, shown, minor, under14, name_digest, details })
    }
}

/// How old a natural person was: as the identity number tells, which what is said may not contradict; as it is
/// said where there is none.
fn one_age(told: Option<party::Age>, said: Option<party::Age>) -> Result<party::Age> {
    let expected = match (told, said) {
        (Some(told), Some(said)) if told != said => "as the identity number says, or left out",
        (None, None) => {
            "without an identity number, say how old the person was on the day of the violation"
        }
        (Some(age), _) | (None, Some(age)) => return Ok(age),
    };
    Err(malformed("input.party.naturalPerson.age", expected))
}

/// How long what stands in a line of a document may be.
const LINE_CHARACTERS: usize = 200;

/// What stands in a line of lists and documents: a name, an address, a telephone.
pub(super) fn line(at: &str, field: &str, text: &str) -> Result<String> {
    if text.chars().any(is_hidden) || text.chars().count() > LINE_CHARACTERS {
        let expected = format!(
            "one line: at most {LINE_CHARACTERS} characters, none of which breaks it, hides or changes the direction"
        );
        return Err(malformed(&format!("{at}.{field}"), expected));
    }
    Ok(text.trim().to_owned())
}

/// The same, where it is given.
fn line_of(at: &str, field: &str, text: Option<String>) -> Result<Option<String>> {
    text.map(|it| line(at, field, &it)).transpose()
}

/// How old the law of the day of the act says that somebody was on the day of the violation.
fn age(app: &App, number: &identity::IdNumber, on: AgeOn) -> party::Age {
    let under = |age: Quantity| {
        let years = app.law.quantity(age, on.act, "").map(|it| it.amount);
        years.is_some_and(|years| number.is_under(years, on.violation))
    };
    match (under(Quantity::LiableAge), under(Quantity::FullAge)) {
        (true, _) => party::Age::Under14,
        (false, true) => party::Age::Under18,
        (false, false) => party::Age::Adult,
    }
}

/// The opaque id of the natural person who is known by this: an identity number, or another paper.
pub fn person(app: &App, known_by: &str) -> SubjectId {
    SubjectId::natural_person(&app.store.keys().digest("subject", known_by))
}
