//! The party (当事人): whom a case is about. Organisations stand in public registers and are named in
//! full; a natural person is an opaque id, a masked name, and details that are sealed.

pub mod identity;
mod kind;

use serde::{Deserialize, Serialize};

pub use self::kind::{OrganisationKind, SubjectKind};

use self::identity::IdNumber;
use crate::{
    Personal,
    id::{Malformed, SubjectId},
    uscc::{LegacyRegistrationNumber, Uscc},
};

/// Whom a case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Party {
    /// A registered organisation, individual businesses included.
    Organisation(Box<Organisation>),
    /// 自然人.
    NaturalPerson(Box<NaturalPerson>),
}

/// By which number the register knows an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Registration {
    /// 统一社会信用代码.
    Uscc(Uscc),
    /// 注册号, where no unified code was ever issued.
    Legacy(LegacyRegistrationNumber),
}

/// An organisation, as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// As registered; public.
    pub name: String,
    /// Its number.
    pub registration: Registration,
    /// Its registered address; public.
    pub address: String,
    /// 法定代表人 or 负责人.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub representative: Option<Personal<String>>,
    /// 经营者 of an individual business.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operator: Option<Personal<String>>,
    /// Whom to reach.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact: Option<Personal<Contact>>,
}

/// A person who can be reached for an organisation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Their telephone.
    pub phone: String,
}

/// A natural person. Whatever a rule or a list asks stands outside the sealed details, so that a
/// person whose key was destroyed still reads as a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NaturalPerson {
    /// `p-` and the keyed hash of the identity number, made at the edge; of the other paper, or of name
    /// and address, where there is none.
    pub id: SubjectId,
    /// 王某某: the name, [masked](identity::masked) at the edge.
    pub shown: String,
    /// Under eighteen on the day of the violation (APL 30).
    pub minor: bool,
    /// Under fourteen on that day.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub under14: bool,
    /// The keyed hash of the whole name, made at the edge: whoever knows the name finds the person.
    pub name_digest: String,
    /// Everything else.
    pub details: Personal<PersonDetails>,
}

/// How old a natural person was on the day of the violation, as far as the law asks (APL 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Age {
    /// 不满十四周岁: not penalised.
    Under14,
    /// 已满十四周岁不满十八周岁: penalised more lightly, or below the minimum.
    Under18,
    /// 已满十八周岁.
    Adult,
}

impl Age {
    /// Every age that the law tells apart.
    pub const ALL: [Self; 3] = [Self::Under14, Self::Under18, Self::Adult];

    /// As APL 30 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Under14 => "不满十四周岁",
            Self::Under18 => "已满十四周岁不满十八周岁",
            Self::Adult => "已满十八周岁",
        }
    }
}

/// What is known of a natural person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonDetails {
    /// The whole name.
    pub name: String,
    /// The resident identity number, where the person has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id_number: Option<IdNumber>,
    /// Otherwise the paper that the person is known by: 护照、港澳居民来往内地通行证, with its number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub other_paper: Option<String>,
    /// Where the person lives.
    pub address: String,
    /// The telephone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<String>,
}

impl Registration {
    /// The subject that it names.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        match self {
            Self::Uscc(code) => code.subject(),
            Self::Legacy(number) => number.subject(),
        }
    }

    /// Whether an organisation of this kind can bear it: 92 begins the codes of individual businesses and of
    /// nobody else (domain.md §8.1). What other registers' letters stand for is not known, and fits all.
    #[must_use]
    pub fn fits(&self, kind: OrganisationKind) -> bool {
        let Self::Uscc(code) = self else { return true };
        let individual = kind == OrganisationKind::IndividualBusiness;
        match code.as_str().as_bytes() {
            [b'9', b'2', ..] => individual,
            [b'1' | b'5' | b'9', ..] => !individual,
            _ => true,
        }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Uscc(code) => code.as_str(),
            Self::Legacy(number) => number.as_str(),
        }
    }
}

impl std::str::FromStr for Registration {
    type Err = Malformed;

    /// A unified code has 18 characters, an older number 15.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let number = text.trim();
        if number.len() == 15 {
            number.parse().map(Self::Legacy)
        } else {
            number.parse().map(Self::Uscc)
        }
    }
}

impl std::fmt::Display for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Party {
    /// The subject that it is.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        match self {
            Self::Organisation(it) => it.registration.subject(),
            Self::NaturalPerson(it) => it.id.clone(),
        }
    }

    /// How it is named in a list or a sentence: in full, or 王某某.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Organisation(it) => &it.name,
            Self::NaturalPerson(it) => &it.shown,
        }
    }

    /// Its number in the register, where it stands in one.
    #[must_use]
    pub fn registration(&self) -> Option<&Registration> {
        match self {
            Self::Organisation(it) => Some(&it.registration),
            Self::NaturalPerson(_) => None,
        }
    }

    /// Whether it is a natural person. An individual business is not.
    #[must_use]
    pub fn is_natural_person(&self) -> bool {
        matches!(self, Self::NaturalPerson(_))
    }

    /// How old it was on the day of the violation, where it is a natural person (APL 30).
    #[must_use]
    pub fn age(&self) -> Option<Age> {
        match self {
            Self::Organisation(_) => None,
            Self::NaturalPerson(it) if it.under14 => Some(Age::Under14),
            Self::NaturalPerson(it) if it.minor => Some(Age::Under18),
            Self::NaturalPerson(_) => Some(Age::Adult),
        }
    }

    /// What kind of organisation it is, if it is one.
    #[must_use]
    pub fn organisation_kind(&self) -> Option<OrganisationKind> {
        match self {
            Self::Organisation(it) => Some(it.kind),
            Self::NaturalPerson(_) => None,
        }
    }

    /// What kind of party it is.
    #[must_use]
    pub fn kind(&self) -> SubjectKind {
        self.organisation_kind().map_or(SubjectKind::NaturalPerson, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_organisation_is_named_in_full_and_its_people_are_sealed() {
        let stored = json!({
            "type": "ORGANISATION",
            "kind": "INDIVIDUAL_BUSINESS",
            "name": "成都市锦江区好味小吃店",
            "registration": {"uscc": "92510104MA6T0X1D7T"},
            "address": "成都市锦江区东大街1号",
            "operator": {"$personal": {"value": "王五"}},
        });
        let party: Party = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(serde_json::to_value(&party).unwrap(), stored);
        assert_eq!(party.subject().as_str(), "92510104MA6T0X1D7T");
        assert_eq!((party.shown(), party.kind().label()), ("成都市锦江区好味小吃店", "个体工商户"));
        assert!(!party.is_natural_person());
        assert!(!format!("{party:?}").contains("王五"));
    }

    #[test]
    fn an_erased_person_still_reads_as_a_party() {
        let stored = json!({
            "type": "NATURAL_PERSON",
            "id": "p-3f2a",
            "shown": "王某某",
            "minor": true,
            "nameDigest": "77aa",
            "details": {"$sealed": {"k": "p-3f2a", "n": "AA", "c": "AA"}},
        });
        let party: Party = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(serde_json::to_value(&party).unwrap(), stored);
        assert_eq!((party.shown(), party.kind().label()), ("王某某", "自然人"));
        assert!(party.is_natural_person());
        assert_eq!(party.age(), Some(Age::Under18));
    }

    /// APL 30.
    #[test]
    fn the_law_tells_three_ages_apart() {
        let aged = |minor, under14| {
            let person = NaturalPerson {
                id: "p-3f2a".parse().unwrap(),
                shown: "王某某".into(),
                minor,
                under14,
                name_digest: "77aa".into(),
                details: serde_json::from_value(
                    json!({"$sealed": {"k": "p-3f2a", "n": "AA", "c": "AA"}}),
                )
                .unwrap(),
            };
            let party = Party::NaturalPerson(Box::new(person));
            let stored = serde_json::to_value(&party).unwrap();
            assert_eq!(serde_json::from_value::<Party>(stored).unwrap(), party);
            party.age().unwrap().label()
        };
        let told = [aged(true, true), aged(true, false), aged(false, false)];
        assert_eq!(told, ["不满十四周岁", "已满十四周岁不满十八周岁", "已满十八周岁"]);
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused() {
        let stored = json!({
            "type": "ORGANISATION", "kind": "LEGAL_PERSON", "name": "某公司", "address": "成都市",
            "registration": {"legacy": "510100000012345"}, "phone": "028-1",
        });
        assert!(serde_json::from_value::<Party>(stored).is_err());
    }

    /// domain.md §8.1.
    #[test]
    fn a_code_that_begins_with_92_is_an_individual_business() {
        let uscc = |head: &str| {
            let sixteen = format!("{head}510104MA6T0X1D");
            let (inner, outer) = crate::uscc::check_characters(&sixteen).unwrap();
            Registration::Uscc(format!("{sixteen}{inner}{outer}").parse().unwrap())
        };
        let fitting = |it: &Registration| OrganisationKind::ALL.map(|kind| it.fits(kind));
        assert_eq!(fitting(&uscc("92")), [false, false, true]);
        for others in ["91", "93", "12", "52"] {
            assert_eq!(fitting(&uscc(others)), [true, true, false], "{others}");
        }
        let legacy = Registration::Legacy("510100000012345".parse().unwrap());
        assert_eq!((fitting(&uscc("A1")), fitting(&legacy)), ([true; 3], [true; 3]));
    }
}
