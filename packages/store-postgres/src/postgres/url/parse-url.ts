import { type ConnectionOptions, parse } from "pg-connection-string";
import { tlsFileNames } from "./require-tls-files.js";
import { wrongUrl } from "./wrong-url.js";

/** A connection URL as it was checked, without a look at the files that it names. */
export interface DatabaseUrl {
  /** For `pg`, which reads those files anew for each connection. */
  readonly url: string;
  /** `postgres (host:port/database)`: what may be shown, without user and password. */
  readonly description: string;
}

const tlsModes: readonly string[] = [
  ...["disable", "allow", "prefer", "require", "verify-ca", "verify-full", "no-verify"],
];

/**
 * Reads a URL as `pg` does, which takes forms that no URL has: `postgres://user:password@/database?host=/socket`.
 *
 * @throws PromptrailError `config_invalid`.
 */
export function parseUrl(written: string): DatabaseUrl {
  if (!/^(postgres|postgresql):\/\//.test(written)) throw notAUrl();
  const url = replaceSystemRoot(written);
  const { host, port, database } = parseAsDriver(url);
  return { url, description: `postgres (${host ?? ""}:${toPort(port)}/${database ?? ""})` };
}

function parseAsDriver(url: string): ConnectionOptions {
  const parameters = readParameters(url);
  const mode = parameters.get("sslmode");
  if (mode !== null && !tlsModes.includes(mode)) {
    throw wrongUrl({ reason: `its sslmode is none of ${tlsModes.join(", ")}` });
  }
  // Their files would be read.
  for (const name of tlsFileNames) parameters.delete(name);
  try {
    return parse(withParameters(url, parameters));
  } catch {
    throw notAUrl();
  }
}

function toPort(port: string | null | undefined): string {
  if (port === null || port === undefined || port === "") return "5432";
  if (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536) return port;
  throw wrongUrl({ reason: "its port is not a number from 1 to 65535" });
}

/** libpq's word for the authorities that the machine trusts. `pg` takes it for a file; without one, Node's count. */
function replaceSystemRoot(url: string): string {
  const parameters = readParameters(url);
  if (parameters.get("sslrootcert") !== "system") return url;
  parameters.delete("sslrootcert");
  const mode = parameters.get("sslmode");
  // As in libpq: whoever names authorities means them to be asked, also for the host's name.
  if (mode !== "disable" && mode !== "no-verify") parameters.set("sslmode", "verify-full");
  return withParameters(url, parameters);
}

/** Not by `URL`, which does not read every URL that `pg` does. */
export function readParameters(url: string): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1).replace(/#.*$/, ""));
}

function withParameters(url: string, parameters: URLSearchParams): string {
  const start = url.indexOf("?");
  return start < 0 ? url : `${url.slice(0, start)}?${parameters.toString()}`;
}

function notAUrl() {
  return wrongUrl({
    reason: "it is not a PostgreSQL connection URL",
    cure: "Write DATABASE_URL as postgres://user:password@host:5432/database, with special characters of the password percent-encoded; the folder of a socket is ?host=/folder.",
  });
}
