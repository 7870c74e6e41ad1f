//! Which tokens are let in.

use std::fs;

use aws_lc_rs::{
    encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der},
    rsa,
    signature::KeyPair as _,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jsonwebtoken::{EncodingKey, Header};

use super::*;

fn viewer() -> Viewer {
    Viewer {
        person: "P-0001".parse().unwrap(),
        agency: "SC_AMR".parse().unwrap(),
        roles: vec![Role::Handler, Role::LegalReviewer],
    }
}

fn folder() -> (tempfile::TempDir, DevelopmentKey) {
    let folder = tempfile::tempdir().unwrap();
    let key = DevelopmentKey::open(folder.path()).unwrap();
    (folder, key)
}

#[test]
fn a_development_token_names_person_agency_and_roles() {
    let (folder, key) = folder();
    let token = key.mint(&viewer(), 1).unwrap();
    let again = DevelopmentKey::open(folder.path()).unwrap();
    let tokens = Authenticator::new(vec![again.trusted()]);
    let verified = tokens.verify_header(Some(&format!("bearer {token}"))).unwrap();
    assert_eq!(verified.bearer, Bearer::Officer(viewer()));
    assert!(Arc::ptr_eq(&verified, &tokens.verify(&token).unwrap()), "verified once, remembered");
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_development_key() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _key) = folder();
    let mode = fs::metadata(folder.path().join("token-key.pem")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_expired_forged_or_torn_is_refused() {
    let (_folder, key) = folder();
    let (_other_folder, other) = folder();
    let tokens = Authenticator::new(vec![key.trusted()]);
    let late = key.mint_until(&viewer(), machine_seconds() - LEEWAY_SECONDS - 5).unwrap();
    assert_eq!(tokens.verify(&late), Err(TokenError::Expired));
    let forged = other.mint(&viewer(), 1).unwrap();
    assert_eq!(tokens.verify(&forged), Err(TokenError::Signature));
    assert!(matches!(tokens.verify("not.a.token"), Err(TokenError::Malformed(_))));
    assert_eq!(tokens.verify_header(None), Err(TokenError::Missing));
    assert_eq!(tokens.verify_header(Some("Basic abc")), Err(TokenError::Missing));
}

#[test]
fn a_token_signed_with_a_shared_secret_or_not_at_all_is_refused() {
    let (_folder, key) = folder();
    let tokens = Authenticator::new(vec![key.trusted()]);
    let secret = EncodingKey::from_secret(b"public key as a secret");
    let claims = serde_json::json!({ "sub": "P-0001", "exp": u32::MAX });
    let shared = jsonwebtoken::encode(&Header::default(), &claims, &secret).unwrap();
    assert_eq!(tokens.verify(&shared), Err(TokenError::Algorithm("HS256".to_owned())));
    let none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJQLTAwMDEifQ.";
    assert!(matches!(tokens.verify(none), Err(TokenError::Malformed(_))));
}

#[test]
fn a_trusted_key_vouches_only_for_its_own_issuer_and_audience() {
    let (folder, key) = folder();
    let prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    let spki = [&prefix[..], &key.public].concat();
    let file = folder.path().join("public.pem");
    fs::write(&file, pem("PUBLIC KEY", &spki)).unwrap();

    let token = key.mint(&viewer(), 1).unwrap();
    let trusting = |issuer, audience| {
        Authenticator::new(vec![TrustedKey::read(&file, issuer, audience).unwrap()]).verify(&token)
    };
    assert_eq!(trusting("https://id.example", "anjuan"), Err(TokenError::Claim("iss")));
    assert_eq!(trusting("anjuan-development", "another"), Err(TokenError::Claim("aud")));
    assert_eq!(trusting("anjuan-development", "anjuan").unwrap().bearer, Bearer::Officer(viewer()));

    let private = folder.path().join("token-key.pem");
    let refused = TrustedKey::read(&private, "anjuan-development", "anjuan").unwrap_err();
    assert!(refused.to_string().contains("public key in PEM form"), "{refused}");
}

#[test]
fn a_role_that_nobody_knows_is_left_out() {
    let claims = serde_json::json!({
        "iss": "i", "aud": ["a", "b"], "sub": "P-0001", "agency": "SC_AMR",
        "roles": ["HANDLER", "EMPEROR"], "exp": 1.5,
    });
    let verified = verified(serde_json::from_value(claims).unwrap());
    assert_eq!(verified.unwrap().bearer.officer().unwrap().roles, [Role::Handler]);
}

#[test]
fn an_rsa_key_of_the_authoritys_own_issuer_is_accepted() {
    let pair = rsa::KeyPair::generate(rsa::KeySize::Rsa2048).unwrap();
    let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rsa.pem");
    fs::write(&file, pem("PUBLIC KEY", public.as_ref())).unwrap();

    let claims = serde_json::json!({
        "iss": "https://id.example", "aud": ["anjuan"], "sub": "P-0001", "agency": "SC_AMR",
        "roles": ["HANDLER", "LEGAL_REVIEWER"], "exp": u32::MAX,
    });
    let signing =
        EncodingKey::from_rsa_pem(pem("PRIVATE KEY", private.as_ref()).as_bytes()).unwrap();
    let token = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &signing).unwrap();
    let trusted = TrustedKey::read(&file, "https://id.example", "anjuan").unwrap();
    let verified = Authenticator::new(vec![trusted]).verify(&token).unwrap();
    assert_eq!(verified.bearer, Bearer::Officer(viewer()));
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
}

#[test]
fn a_party_is_told_by_its_code() {
    let (_folder, key) = folder();
    let own = OwnRecord { uscc: "92510104MA6T0X1D7T".parse().unwrap() };
    let token = key.mint_own(&own, 1).unwrap();
    let verified = Authenticator::new(vec![key.trusted()]).verify(&token).unwrap();
    assert_eq!(verified.bearer, Bearer::Party(own));
    assert_eq!(verified.bearer.officer(), None);
}

/// Nobody is both, and a code alone makes no party.
#[test]
fn a_token_is_one_thing() {
    let claims = |agency: Option<&str>, uscc: Option<&str>, role: &str| Claims {
        iss: "anjuan-development".to_owned(),
        aud: Audience::One("anjuan".to_owned()),
        sub: "P-0001".to_owned(),
        agency: agency.map(|it| it.parse().unwrap()),
        uscc: uscc.map(|it| it.parse().unwrap()),
        roles: vec![role.to_owned()],
        exp: 0,
    };
    let code = Some("92510104MA6T0X1D7T");
    for claims in [
        claims(Some("SC_AMR"), code, "PARTY"),
        claims(None, code, "HANDLER"),
        claims(None, None, "PARTY"),
    ] {
        assert!(matches!(bears(claims), Err(TokenError::Malformed(_))));
    }
}
