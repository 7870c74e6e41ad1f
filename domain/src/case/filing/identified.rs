//! Who the party is (当事人的基本情况): what a case that is filed, and a decision that is made, say of it at
//! least (PR 48.1(1), 62.1(1)).

use crate::{
    Personal, Refusals, Rejection,
    case::guard::filled,
    party::{NaturalPerson, Organisation, OrganisationKind, Party},
    text::is_blank,
};

/// The party has a name and an address, and an organisation has somebody who answers for it.
///
/// # Errors
///
/// All that is missing.
pub(crate) fn identified(party: &Party, article: (&str, &str)) -> Result<(), Vec<Rejection>> {
    match party {
        Party::Organisation(it) => organisation(it, article),
        Party::NaturalPerson(it) => person(it, article),
    }
}

fn organisation(it: &Organisation, article: (&str, &str)) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let mut want = |blank, field, what| filled(&mut refusals, blank, field, what, article);
    want(is_blank(&it.name), "party.organisation.name", "当事人的名称");
    want(is_blank(&it.address), "party.organisation.address", "当事人的地址");
    let nobody = |it: &Option<Personal<String>>| it.as_ref().is_none_or(Personal::is_blank);
    match it.kind {
        OrganisationKind::LegalPerson => {
            let field = "party.organisation.representative";
            want(nobody(&it.representative), field, "法定代表人");
        }
        OrganisationKind::Unincorporated => {
            let field = "party.organisation.representative";
            want(nobody(&it.representative), field, "负责人");
        }
        OrganisationKind::IndividualBusiness => {
            want(nobody(&it.operator), "party.organisation.operator", "经营者");
        }
    }
    refusals.verdict()
}

/// What is sealed was checked before it was stored.
fn person(it: &NaturalPerson, article: (&str, &str)) -> Result<(), Vec<Rejection>> {
    let Some(details) = it.details.open() else { return Ok(()) };
    let mut refusals = Refusals::new();
    let mut want = |blank, field, what| filled(&mut refusals, blank, field, what, article);
    want(is_blank(&details.name), "party.naturalPerson.name", "当事人的姓名");
    want(is_blank(&details.address), "party.naturalPerson.address", "当事人的住址");
    refusals.verdict()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::Code;

    fn wanting(party: Value) -> Vec<String> {
        let party: Party = serde_json::from_value(party).unwrap();
        let refused = identified(&party, ("PR", "48.1(1)")).err().unwrap_or_default();
        assert!(refused.iter().all(|it| it.code == Code::Incomplete));
        refused.iter().map(|it| it.field.join(".")).collect()
    }

    fn organised(kind: &str, name: &str, people: &Value) -> Vec<String> {
        let mut party = json!({
            "type": "ORGANISATION", "kind": kind, "name": name, "address": name,
            "registration": { "legacy": "510100000012345" },
        });
        for (field, person) in people.as_object().unwrap() {
            party[field] = json!({ "$personal": { "apart": true, "value": person } });
        }
        wanting(party)
    }

    /// PR 48.1(1), 62.1(1).
    #[test]
    fn an_organisation_has_name_address_and_somebody_who_answers_for_it() {
        let blank = organised("LEGAL_PERSON", " ", &json!({}));
        let wanted =
            ["name", "address", "representative"].map(|it| format!("party.organisation.{it}"));
        assert_eq!(blank, wanted);
        let (head, owner) = (json!({ "representative": "刘某" }), json!({ "operator": "刘某" }));
        for kind in ["LEGAL_PERSON", "UNINCORPORATED"] {
            assert!(organised(kind, "某公司", &head).is_empty());
            assert_eq!(organised(kind, "某公司", &owner), ["party.organisation.representative"]);
        }
        assert!(organised("INDIVIDUAL_BUSINESS", "某店", &owner).is_empty());
        let nobody = organised("INDIVIDUAL_BUSINESS", "某店", &json!({ "operator": " " }));
        assert_eq!(nobody, ["party.organisation.operator"]);
    }

    /// The same; an erased person still reads as a party.
    #[test]
    fn a_natural_person_has_name_and_address() {
        let person = |details: Value| {
            json!({
                "type": "NATURAL_PERSON", "id": "p-3f2a", "shown": "某", "minor": false,
                "nameDigest": "77aa", "details": details,
            })
        };
        let open = |name: &str| {
            let value = json!({ "name": name, "address": name });
            person(json!({ "$personal": { "of": "p-3f2a", "value": value } }))
        };
        assert_eq!(wanting(open(" ")), ["party.naturalPerson.name", "party.naturalPerson.address"]);
        assert!(wanting(open("王五")).is_empty());
        let sealed = json!({ "$sealed": { "k": "p-3f2a", "n": "AA", "c": "AA" } });
        assert!(wanting(person(sealed)).is_empty());
    }
}
