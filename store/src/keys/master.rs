//! The master key: whoever has it can open the keys that a shared database keeps.

use std::{fs, io, path::Path};

use aes_gcm_siv::{
    Aes256GcmSiv, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use aws_lc_rs::rand;

use super::KeyError;

/// Wraps the keys of a log. Each node that works on the log is given the same one.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

/// Why there is no master key.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The file can't be read.
    #[error("the master key can't be read from {file}")]
    File {
        /// Which file.
        file: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It holds something else.
    #[error(
        "{file} does not hold a master key: 64 hexadecimal digits, as of `openssl rand -hex 32`"
    )]
    NotAKey {
        /// Which file.
        file: String,
    },
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey")
    }
}

impl MasterKey {
    /// The one that a file holds, as 64 hexadecimal digits.
    ///
    /// # Errors
    ///
    /// Where it can't be read, or holds something else.
    pub fn read(file: &Path) -> Result<Self, MasterKeyError> {
        let name = || file.display().to_string();
        let text = fs::read_to_string(file)
            .map_err(|source| MasterKeyError::File { file: name(), source })?;
        let mut key = [0; 32];
        hex::decode_to_slice(text.trim(), &mut key)
            .map_err(|_| MasterKeyError::NotAKey { file: name() })?;
        Ok(Self(key))
    }

    /// A key that can be kept where others see it: a nonce, then what is sealed. It opens under its name
    /// alone.
    pub(crate) fn wrap(&self, name: &str, key: &[u8; 32]) -> Result<Vec<u8>, KeyError> {
        let mut nonce = [0; 12];
        rand::fill(&mut nonce).map_err(|_| KeyError::NoRandomness)?;
        let payload = Payload { msg: key, aad: name.as_bytes() };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| KeyError::Unopened(name.to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The key that was wrapped.
    pub(crate) fn unwrap(&self, name: &str, wrapped: &[u8]) -> Result<[u8; 32], KeyError> {
        let (nonce, sealed) = wrapped.split_first_chunk::<12>().ok_or(KeyError::OtherMaster)?;
        let payload = Payload { msg: sealed, aad: name.as_bytes() };
        let key = self.cipher().decrypt(&Nonce::from(*nonce), payload);
        key.ok().and_then(|it| it.try_into().ok()).ok_or(KeyError::OtherMaster)
    }

    fn cipher(&self) -> Aes256GcmSiv {
        Aes256GcmSiv::new((&self.0).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_key_opens_under_its_name_with_the_same_master_alone() {
        let (one, other) = (MasterKey([1; 32]), MasterKey([2; 32]));
        let wrapped = one.wrap("p-1", &[7; 32]).unwrap();
        assert_eq!(one.unwrap("p-1", &wrapped).unwrap(), [7; 32]);
        assert!(!wrapped.windows(32).any(|it| it == [7; 32]));
        for refused in [
            one.unwrap("p-2", &wrapped),
            other.unwrap("p-1", &wrapped),
            one.unwrap("p-1", &wrapped[..20]),
            one.unwrap("p-1", b"short"),
        ] {
            assert!(matches!(refused, Err(KeyError::OtherMaster)), "{refused:?}");
        }
    }

    #[test]
    fn a_file_that_holds_something_else_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("master.key");
        let missing = MasterKey::read(&file).unwrap_err().to_string();
        assert!(missing.contains("master.key"), "{missing}");
        fs::write(&file, "not a key").unwrap();
        let wrong = MasterKey::read(&file).unwrap_err().to_string();
        assert!(wrong.contains("64 hexadecimal digits"), "{wrong}");
        fs::write(&file, format!("{}\n", "0a".repeat(32))).unwrap();
        assert_eq!(MasterKey::read(&file).unwrap().0, [10; 32]);
    }
}
