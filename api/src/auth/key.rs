//! The keys that tokens are verified against, and the one with which a data folder mints its own.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;

use super::{Audience, Claims, LEEWAY_SECONDS, OwnRecord, Viewer};
use crate::clock::machine_seconds;

/// Who issues development tokens.
const DEVELOPMENT_ISSUER: &str = "anjuan-development";

/// Whom development tokens are for.
const DEVELOPMENT_AUDIENCE: &str = "anjuan";

/// The development key in a data folder.
const FILE_NAME: &str = "token-key.pem";

/// Why a key can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file can't be read or written.
    #[error("{file}: {source}")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("{file} is not {expected}")]
    Unusable {
        /// Which.
        file: PathBuf,
        /// What is expected, in a phrase.
        expected: &'static str,
    },
    /// No key came out of the machine's randomness, or signing failed.
    #[error("the cryptographic library refused: {0}")]
    Cryptography(&'static str),
}

/// A public key, and whose tokens it vouches for.
#[derive(Debug)]
pub struct TrustedKey {
    key: DecodingKey,
    validation: Validation,
}

impl TrustedKey {
    /// The Ed25519 or RSA public key in the PEM file `file`; its tokens come from `issuer` and are
    /// meant for `audience`.
    ///
    /// # Errors
    ///
    /// The file can't be read, or holds no such key.
    pub fn read(file: &Path, issuer: &str, audience: &str) -> Result<Self, KeyError> {
        let pem =
            fs::read(file).map_err(|source| KeyError::File { file: file.to_owned(), source })?;
        let unusable = || KeyError::Unusable {
            file: file.to_owned(),
            expected: "an Ed25519 or RSA public key in PEM form (`-----BEGIN PUBLIC KEY-----`)",
        };
        if String::from_utf8_lossy(&pem).contains("PRIVATE KEY") {
            return Err(unusable());
        }
        let (key, algorithm) = match DecodingKey::from_ed_pem(&pem) {
            Ok(key) => (key, Algorithm::EdDSA),
            Err(_) => (DecodingKey::from_rsa_pem(&pem).map_err(|_| unusable())?, Algorithm::RS256),
        };
        Ok(Self::new(key, algorithm, issuer, audience))
    }

    fn new(key: DecodingKey, algorithm: Algorithm, issuer: &str, audience: &str) -> Self {
        let mut validation = Validation::new(algorithm);
        validation.leeway = LEEWAY_SECONDS;
        validation.validate_nbf = true;
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        Self { key, validation }
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        self.validation.algorithms[0]
    }

    pub(super) fn open<T: DeserializeOwned>(
        &self,
        token: &str,
    ) -> Result<T, jsonwebtoken::errors::Error> {
        jsonwebtoken::decode(token, &self.key, &self.validation).map(|it| it.claims)
    }
}

/// The key of a data folder, with which `anjuan token` and the demonstration mint tokens.
#[derive(Debug)]
pub struct DevelopmentKey {
    signing: EncodingKey,
    pub(super) public: Vec<u8>,
}

impl DevelopmentKey {
    /// The key in the folder `data`, made at first use and readable by its owner alone.
    ///
    /// # Errors
    ///
    /// It can't be read or made.
    pub fn open(data: &Path) -> Result<Self, KeyError> {
        let file = data.join(FILE_NAME);
        let pem = match fs::read(&file) {
            Ok(pem) => pem,
            Err(error) if error.kind() == io::ErrorKind::NotFound => create(data, &file)?,
            Err(source) => return Err(KeyError::File { file, source }),
        };
        Self::from_pem(&pem).ok_or(KeyError::Unusable {
            file,
            expected: "an Ed25519 private key in PEM form; delete it to have a new one made",
        })
    }

    fn from_pem(pem: &[u8]) -> Option<Self> {
        let signing = EncodingKey::from_ed_pem(pem).ok()?;
        let pair = Ed25519KeyPair::from_pkcs8(signing.as_bytes()).ok()?;
        Some(Self { signing, public: pair.public_key().as_ref().to_vec() })
    }

    /// What verifies the tokens that it mints.
    #[must_use]
    pub fn trusted(&self) -> TrustedKey {
        let key = DecodingKey::from_ed_der(&self.public);
        TrustedKey::new(key, Algorithm::EdDSA, DEVELOPMENT_ISSUER, DEVELOPMENT_AUDIENCE)
    }

    /// A token for `viewer` that holds for `hours` of the machine's time.
    ///
    /// # Errors
    ///
    /// Signing fails.
    pub fn mint(&self, viewer: &Viewer, hours: u32) -> Result<String, KeyError> {
        self.mint_until(viewer, until(hours))
    }

    /// A token for a party that looks at its own record, which holds for `hours` of the machine's time.
    ///
    /// # Errors
    ///
    /// Signing fails.
    pub fn mint_own(&self, OwnRecord { uscc }: &OwnRecord, hours: u32) -> Result<String, KeyError> {
        let who = (uscc.to_string(), vec![super::PARTY.to_owned()]);
        self.sign(&Claims { uscc: Some(uscc.clone()), ..claims(who, until(hours)) })
    }

    pub(crate) fn mint_until(&self, viewer: &Viewer, exp: u64) -> Result<String, KeyError> {
        let roles = viewer.roles.iter().filter_map(|it| super::name(*it)).collect();
        let who = (viewer.person.to_string(), roles);
        self.sign(&Claims { agency: Some(viewer.agency.clone()), ..claims(who, exp) })
    }

    fn sign(&self, claims: &Claims) -> Result<String, KeyError> {
        jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), claims, &self.signing)
            .map_err(|_| KeyError::Cryptography("the token was not signed"))
    }
}

fn until(hours: u32) -> u64 {
    machine_seconds() + u64::from(hours) * 3600
}

fn claims((sub, roles): (String, Vec<String>), exp: u64) -> Claims {
    Claims {
        iss: DEVELOPMENT_ISSUER.to_owned(),
        aud: Audience::One(DEVELOPMENT_AUDIENCE.to_owned()),
        sub,
        agency: None,
        uscc: None,
        roles,
        exp,
    }
}

/// Writes a new key beside `file` and links it there, so that nobody reads half a key; where
/// another process was faster, its key stands.
fn create(data: &Path, file: &Path) -> Result<Vec<u8>, KeyError> {
    let failed = |source| KeyError::File { file: file.to_owned(), source };
    let key = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new())
        .map_err(|_| KeyError::Cryptography("no key was generated"))?;
    fs::create_dir_all(data).map_err(failed)?;
    let fresh = data.join(format!("{FILE_NAME}.{}", std::process::id()));
    write_private(&fresh, pem(key.as_ref()).as_bytes()).map_err(failed)?;
    let linked = fs::hard_link(&fresh, file);
    fs::remove_file(&fresh).map_err(failed)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(failed(error)),
        Ok(()) | Err(_) => fs::read(file).map_err(failed),
    }
}

fn write_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file)?;
    io::Write::write_all(&mut opened, bytes)?;
    opened.sync_all()
}

fn pem(der: &[u8]) -> String {
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
}
