//! Tokens: signed, and checked as a server does it.

use std::{
    sync::OnceLock,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, RsaPublicKeyComponents},
};
use serde_json::{Value, json};

/// Of the suite alone: nobody else takes what it signs.
const KEY: &[u8] = include_bytes!("key.pk8");

fn key() -> &'static RsaKeyPair {
    static ONE: OnceLock<RsaKeyPair> = OnceLock::new();
    ONE.get_or_init(|| RsaKeyPair::from_pkcs8(KEY).expect("the key of the suite"))
}

fn parts() -> RsaPublicKeyComponents<Vec<u8>> {
    RsaPublicKeyComponents::from(key().public())
}

/// What `/jwks` answers.
pub(super) fn keys() -> Value {
    let RsaPublicKeyComponents { n, e } = parts();
    json!({"keys": [{
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "suite", "n": BASE64.encode(n), "e": BASE64.encode(e),
    }]})
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() as i64
}

/// A token that is good for so long, from `not_before` seconds on.
pub(super) fn sign(issuer: &str, client: &str, life: Duration, not_before: i64) -> String {
    let now = now();
    let claims = json!({
        "iss": issuer, "aud": client, "sub": "ann", "iat": now, "nbf": now + not_before,
        "exp": now + life.as_secs() as i64,
        // Two of one second are two.
        "jti": weaviate::Uuid::new_v4().to_string(),
    });
    let part = |part: Value| BASE64.encode(part.to_string());
    let text = format!("{}.{}", part(json!({"alg": "RS256", "typ": "JWT", "kid": "suite"})), part(claims));
    let mut signature = vec![0; key().public().modulus_len()];
    key()
        .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
        .expect("a signature");
    format!("{text}.{}", BASE64.encode(signature))
}

/// Who the bearer of a token is; else the words of a real server (1.39.0).
pub(super) fn check(token: &str, issuer: &str, client: &str) -> Result<String, String> {
    let malformed = || "unauthorized: oidc: malformed jwt: oidc: malformed jwt payload".to_owned();
    let count = token.split('.').count();
    if count != 3 {
        return Err(format!(
            "unauthorized: oidc: malformed jwt: oidc: malformed jwt, expected 3 parts got {count}"
        ));
    }
    let (text, signature) = token.rsplit_once('.').ok_or_else(malformed)?;
    let claims = text.rsplit_once('.').and_then(|(_, claims)| BASE64.decode(claims).ok());
    let claims: Value =
        claims.and_then(|claims| serde_json::from_slice(&claims).ok()).ok_or_else(malformed)?;
    let signature = BASE64.decode(signature).map_err(|_| malformed())?;
    if claims["iss"] != issuer {
        return Err("unauthorized: oidc: id token issued by a different provider".to_owned());
    }
    if claims["aud"] != client {
        return Err("unauthorized: oidc: expected audience".to_owned());
    }
    let at = |claim: &str| claims[claim].as_i64().unwrap_or_default();
    if at("exp") < now() {
        return Err(format!("unauthorized: oidc: token is expired (Token Expiry: {})", at("exp")));
    }
    // Five minutes of grace, as the library of the server has it.
    if at("nbf") > now() + 300 {
        return Err("unauthorized: oidc: current time before the nbf (not before) time".to_owned());
    }
    parts()
        .verify(&RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &signature)
        .map_err(|_| "unauthorized: failed to verify signature".to_owned())?;
    Ok(claims["sub"].as_str().unwrap_or_default().to_owned())
}
