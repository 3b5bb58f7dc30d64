import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { findErrorCode } from "@promptrail/core/errors";
import { wrongUrl } from "./wrong-url.js";

/** The parameters of a URL that name a file, what it holds, and what reads it. */
const tlsFiles = {
  sslrootcert: {
    what: "certificates of authorities",
    read: (text: string) => new X509Certificate(text),
  },
  sslcert: { what: "a certificate", read: (text: string) => new X509Certificate(text) },
  sslkey: { what: "a private key without a passphrase", read: createPrivateKey },
} as const;

type TlsFile = keyof typeof tlsFiles;

export const tlsFileNames: readonly string[] = Object.keys(tlsFiles);

const readFaults: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "it does not exist"],
  ["EACCES", "this user may not read it"],
  ["EISDIR", "it is a folder"],
]);

/**
 * Looks into the files of certificates that a URL names before anything is connected: `pg` would tell of a
 * missing one as of a missing socket, and take a text that is no certificate for an authority that signs nothing.
 *
 * @throws PromptrailError `config_invalid` with the file's path and what is wrong with it.
 */
export function requireTlsFiles(parameters: URLSearchParams): void {
  requireFile("sslrootcert", parameters);
  const cert = requireFile("sslcert", parameters);
  const key = requireFile("sslkey", parameters);
  if (cert === undefined || key === undefined) return;
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    throw wrongUrl({
      reason: "the key in the file of sslkey does not belong to the certificate of sslcert",
      cure: "Name two files of one pair.",
      cause,
    });
  }
}

function requireFile(name: TlsFile, parameters: URLSearchParams): string | undefined {
  const path = parameters.get(name);
  if (path === null || path === "") return undefined;
  const { what, read } = tlsFiles[name];
  const refuse = (fault: string, cause: unknown) =>
    wrongUrl({
      reason: `the file ${path}, which ${name} names, ${fault}`,
      cure: `Correct ${name} in DATABASE_URL, or put the file there.`,
      cause,
    });
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = findErrorCode(error) ?? String(error);
    throw refuse(`cannot be read: ${readFaults.get(code) ?? code}`, error);
  }
  try {
    read(text);
    return text;
  } catch (error) {
    throw refuse(`does not contain ${what} in the PEM format`, error);
  }
}
