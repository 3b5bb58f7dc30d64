import type { DatabaseCondition } from "./database-conditions.js";

const untrusted = (reason: string): DatabaseCondition => ({
  code: "store_unavailable",
  reason: `its certificate is not trusted: ${reason}`,
  cure: "Name the certificate of its authority in DATABASE_URL (`?sslmode=verify-full&sslrootcert=FILE`); `sslmode=no-verify` takes any server's word and is for a network that nobody else is in.",
});

const misused = (reason: string, cure: string): DatabaseCondition => ({
  code: "store_unavailable",
  reason: `its certificate is not valid: ${reason}`,
  cure,
});

const renew = "Renew the server's certificate, or correct the clock of whichever machine is wrong.";

const noTls: DatabaseCondition = {
  code: "store_unavailable",
  reason: "it broke off the TLS handshake, or what answers there speaks no TLS",
  cure: "Check that DATABASE_URL names the database's own host and port, and that both sides speak a common version of TLS.",
};

/** Codes of Node's TLS and of OpenSSL: the server is there, and no connection to it can be trusted. */
export const certificateConditions: Readonly<Record<string, DatabaseCondition>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted("it signed itself"),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted("an authority that signed itself stands in its chain"),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted("nobody known signed it"),
  UNABLE_TO_GET_ISSUER_CERT: untrusted("who signed it is not known"),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted("who signed it is not known"),
  CERT_UNTRUSTED: untrusted("its authority is not trusted for this"),
  CERT_REJECTED: untrusted("its authority rejects this use"),
  CERT_SIGNATURE_FAILURE: untrusted("its signature is wrong"),
  CERT_REVOKED: misused("it was revoked", "Give the server another certificate."),
  CERT_HAS_EXPIRED: misused("it has expired", renew),
  CERT_NOT_YET_VALID: misused("it is not valid yet", renew),
  ERR_TLS_CERT_ALTNAME_INVALID: misused(
    "it was made for another host",
    "Write the host in DATABASE_URL as the certificate names it.",
  ),
  HOSTNAME_MISMATCH: misused(
    "it was made for another host",
    "Write the host in DATABASE_URL as the certificate names it.",
  ),
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
};

/** Everything else of TLS, by the start of its code. */
export const tlsCodes: readonly (readonly [string, DatabaseCondition])[] = [
  ["ERR_SSL_", noTls],
  ["ERR_TLS_", noTls],
  ["CERT_", untrusted("it does not pass the checks")],
];
