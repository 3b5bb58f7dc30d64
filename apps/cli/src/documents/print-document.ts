/** Grows where a field goes or gets another meaning. New fields may come at any time. */
export const formatVersion = 1;

/** A document as `--json` prints it. */
export function printDocument(document: object): string {
  return `${JSON.stringify({ format_version: formatVersion, ...document }, null, 2)}\n`;
}
