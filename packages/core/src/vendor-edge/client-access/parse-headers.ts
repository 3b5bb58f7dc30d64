import { PromptrailError } from "../../errors/promptrail-error.js";
import { findHeaderFault } from "./header-text.js";

/** Further headers of every request to a vendor: a gateway's key, a tenant's name. */
export type ExtraHeaders = Readonly<Record<string, string>>;

/**
 * Checks headers that a team gives to a provider's factory, when it is called.
 *
 * @throws PromptrailError `config_invalid`, which names the header and never its value.
 */
export function parseHeaders(factory: string, headers: ExtraHeaders = {}): ExtraHeaders {
  for (const [name, value] of Object.entries(headers)) {
    const reason = findFault(name, value);
    if (reason === null) continue;
    const message = `${factory}() cannot send the header ${JSON.stringify(name)}: ${reason}.`;
    throw new PromptrailError("config_invalid", message);
  }
  return Object.freeze({ ...headers });
}

function findFault(name: string, value: unknown): string | null {
  if (typeof value !== "string")
    return "its value is no text; read the variable that is to hold it";
  try {
    new Headers([[name, ""]]);
  } catch {
    return "its name is none of HTTP; use letters, digits and hyphens";
  }
  const fault = findHeaderFault(value);
  return fault === null ? null : `its value ${fault}`;
}

/** What of headers may be secret: each part of a value that is long enough for a key. */
export function listSecrets(headers: ExtraHeaders): readonly string[] {
  return Object.values(headers)
    .flatMap((value) => value.split(/[\s,;]+/))
    .filter((part) => part.length >= 8);
}
