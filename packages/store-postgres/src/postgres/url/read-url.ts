import { type DatabaseUrl, parseUrl, readParameters } from "./parse-url.js";
import { requireTlsFiles } from "./require-tls-files.js";

/**
 * A URL that is about to be connected to, with the files that it names.
 *
 * @throws PromptrailError `config_invalid`.
 */
export function readUrl(written: string): DatabaseUrl {
  const parsed = parseUrl(written);
  requireTlsFiles(readParameters(parsed.url));
  return parsed;
}
