//! Who asks: a bearer token, verified against the keys that this node trusts. What the person may
//! do is not in the token; the officers' register and the domain decide that.

mod key;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use async_graphql::Request;
use domain::{
    Role,
    id::{AgencyCode, PersonId},
    uscc::Uscc,
};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, errors::ErrorKind};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Number;

pub use self::key::{DevelopmentKey, KeyError, TrustedKey};
use crate::clock::machine_seconds;

/// How many seconds the clocks of issuer and node may differ.
const LEEWAY_SECONDS: u64 = 30;

/// How many verified tokens are remembered.
const REMEMBERED_MAX: usize = 4096;

/// A verified person, with the agency and the roles that the token names. A role that the
/// officers' register doesn't know on the day of the act grants nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub person: PersonId,
    /// For which agency.
    pub agency: AgencyCode,
    /// In which roles; those that we don't know are left out.
    pub roles: Vec<Role>,
}

/// A party that looks at its own record (当事人, domain.md §9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRecord {
    /// Its 统一社会信用代码, which it has proved elsewhere.
    pub uscc: Uscc,
}

/// Whose a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bearer {
    /// Somebody who acts and reads for an agency.
    Officer(Viewer),
    /// A party.
    Party(OwnRecord),
}

impl Bearer {
    /// A request as whoever bears the token sends it.
    #[must_use]
    pub fn sends(&self, request: Request) -> Request {
        match self {
            Self::Officer(viewer) => request.data(viewer.clone()),
            Self::Party(party) => request.data(party.clone()),
        }
    }

    /// Who, where it is somebody who reads for an agency.
    #[must_use]
    pub fn officer(&self) -> Option<&Viewer> {
        match self {
            Self::Officer(viewer) => Some(viewer),
            Self::Party(_) => None,
        }
    }
}

/// A token that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Whose it is.
    pub bearer: Bearer,
    /// The last second, since 1970 and by the machine's clock, in which it holds.
    pub until_seconds: u64,
}

/// Why nobody is let in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// None was sent.
    #[error("no token: send `Authorization: Bearer …` (`anjuan token` mints one for development)")]
    Missing,
    /// A socket was opened without saying one.
    #[error("no token: send `{{\"token\": \"…\"}}` as the payload of `connection_init`")]
    Unsaid,
    /// It is not a JSON Web Token with the claims that we read.
    #[error("the token is malformed: {0}")]
    Malformed(String),
    /// It is signed in a way that is not accepted.
    #[error("the token is signed with {0}; EdDSA and RS256 are accepted")]
    Algorithm(String),
    /// No trusted key has signed it.
    #[error("no trusted key has signed the token")]
    Signature,
    /// Its time is over.
    #[error("the token has expired")]
    Expired,
    /// Its time has not come.
    #[error("the token is not valid yet")]
    TooEarly,
    /// A trusted key has signed it, but not for us or not for this issuer.
    #[error("the token's `{0}` is not the one that goes with its key")]
    Claim(&'static str),
}

/// What a token says: an officer's has `agency`, a party's `uscc`.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    sub: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<AgencyCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uscc: Option<Uscc>,
    roles: Vec<String>,
    /// In seconds, of which parts are allowed (RFC 7519 §2).
    #[serde(deserialize_with = "seconds")]
    exp: u64,
}

/// Seconds, whose parts are left out.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let said = Number::deserialize(deserializer)?;
    let whole = || {
        let since = SignedDuration::try_from_secs_f64(said.as_f64()?).ok()?;
        u64::try_from(since.as_secs()).ok()
    };
    said.as_u64().or_else(whole).ok_or_else(|| de::Error::custom("seconds since 1970"))
}

/// The role that a party's token claims.
const PARTY: &str = "PARTY";

/// One audience, or several.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// The keys that are trusted, and the tokens that were found to hold.
#[derive(Debug)]
pub struct Authenticator {
    keys: Vec<TrustedKey>,
    remembered: RwLock<HashMap<Box<str>, Arc<Verified>>>,
}

impl Authenticator {
    /// Trusts `keys`.
    #[must_use]
    pub fn new(keys: Vec<TrustedKey>) -> Self {
        Self { keys, remembered: RwLock::default() }
    }

    /// Whose `token` (the text after `Bearer `) is, where it holds now.
    ///
    /// # Errors
    ///
    /// It doesn't hold.
    pub fn verify(&self, token: &str) -> Result<Arc<Verified>, TokenError> {
        let now = machine_seconds();
        let remembered = self.remembered.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = remembered.get(token).filter(|it| it.until_seconds >= now) {
            return Ok(Arc::clone(known));
        }
        drop(remembered);
        let verified = Arc::new(self.check(token)?);
        self.remember(token, &verified, now);
        Ok(verified)
    }

    /// Whose token an `Authorization` header carries.
    ///
    /// # Errors
    ///
    /// There is none, or it doesn't hold.
    pub fn verify_header(&self, header: Option<&str>) -> Result<Arc<Verified>, TokenError> {
        self.verify(header.and_then(bearer).ok_or(TokenError::Missing)?)
    }

    fn check(&self, token: &str) -> Result<Verified, TokenError> {
        let algorithm = jsonwebtoken::decode_header(token).map_err(|it| refused(&it))?.alg;
        if !matches!(algorithm, Algorithm::EdDSA | Algorithm::RS256) {
            return Err(TokenError::Algorithm(format!("{algorithm:?}")));
        }
        for key in self.keys.iter().filter(|it| it.algorithm() == algorithm) {
            match key.open::<Claims>(token) {
                Ok(claims) => return verified(claims),
                Err(error) if matches!(error.kind(), ErrorKind::InvalidSignature) => {}
                Err(error) => return Err(refused(&error)),
            }
        }
        Err(TokenError::Signature)
    }

    fn remember(&self, token: &str, verified: &Arc<Verified>, now: u64) {
        let mut remembered = self.remembered.write().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= REMEMBERED_MAX {
            remembered.retain(|_, it| it.until_seconds >= now);
        }
        if remembered.len() >= REMEMBERED_MAX {
            remembered.clear();
        }
        remembered.insert(token.into(), Arc::clone(verified));
    }
}

/// The token in `Bearer …`; the word may be in any case (RFC 9110 §11.1).
pub(crate) fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.trim().split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn verified(claims: Claims) -> Result<Verified, TokenError> {
    let until_seconds = claims.exp.saturating_add(LEEWAY_SECONDS);
    Ok(Verified { bearer: bears(claims)?, until_seconds })
}

fn bears(Claims { sub, agency, uscc, roles, .. }: Claims) -> Result<Bearer, TokenError> {
    let malformed = |why: String| TokenError::Malformed(why);
    match (agency, uscc) {
        (Some(agency), None) => {
            let person = sub.parse().map_err(|error| malformed(format!("`sub`: {error}")))?;
            let roles = roles.iter().filter_map(|it| role(it)).collect();
            Ok(Bearer::Officer(Viewer { person, agency, roles }))
        }
        (None, Some(uscc)) if roles.iter().any(|it| it == PARTY) => {
            Ok(Bearer::Party(OwnRecord { uscc }))
        }
        _ => Err(malformed(format!("it says either `agency`, or `uscc` with the role {PARTY}"))),
    }
}

/// The role of this name (`LEGAL_REVIEWER`), where there is one.
fn role(name: &str) -> Option<Role> {
    serde_json::from_value(name.into()).ok()
}

/// What a token calls `role`.
fn name(role: Role) -> Option<String> {
    serde_json::to_value(role).ok()?.as_str().map(str::to_owned)
}

fn refused(error: &jsonwebtoken::errors::Error) -> TokenError {
    match error.kind() {
        ErrorKind::ExpiredSignature => TokenError::Expired,
        ErrorKind::ImmatureSignature => TokenError::TooEarly,
        ErrorKind::InvalidIssuer => TokenError::Claim("iss"),
        ErrorKind::InvalidAudience => TokenError::Claim("aud"),
        ErrorKind::Base64(_) | ErrorKind::Utf8(_) | ErrorKind::InvalidToken => {
            TokenError::Malformed("not a JSON Web Token".to_owned())
        }
        _ => TokenError::Malformed(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
