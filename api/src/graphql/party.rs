//! Parties as they come in. What tells a person apart is digested here, so that nothing behind the edge
//! has to look into what is personal.

use async_graphql::{Enum, InputObject, OneofObject, Result};
use domain::{
    Personal,
    id::SubjectId,
    party::{
        self, Contact, NaturalPerson, Organisation, Party, PersonDetails, Registration,
        identity::{IdNumber, masked},
    },
};
use jiff::civil::Date;

use super::bad_input;
use crate::App;

/// Against whom a case runs.
#[derive(OneofObject)]
pub enum PartyInput {
    /// 法人、非法人组织、个体工商户.
    Organisation(OrganisationInput),
    /// 自然人.
    NaturalPerson(NaturalPersonInput),
}
