import type { MediaType } from "../provider/media-types.js";

/** A content that begins with these texts, each at its place, in Latin-1. */
interface Signature {
  readonly mediaType: MediaType;
  readonly texts: readonly (readonly [place: number, text: string])[];
}

/** As the formats' own specifications have them. */
const signatures: readonly Signature[] = [
  { mediaType: "image/png", texts: [[0, "\u0089PNG\r\n\u001a\n"]] },
  { mediaType: "image/jpeg", texts: [[0, "\u00ff\u00d8\u00ff"]] },
  { mediaType: "image/gif", texts: [[0, "GIF87a"]] },
  { mediaType: "image/gif", texts: [[0, "GIF89a"]] },
  {
    mediaType: "image/webp",
    texts: [
      [0, "RIFF"],
      [8, "WEBP"],
    ],
  },
  { mediaType: "application/pdf", texts: [[0, "%PDF-"]] },
];

/**
 * The media type of a content, by its first bytes and never by a name; `text/plain` for text in UTF-8 that begins like
 * none of the others. Null where it is nothing that a call can have.
 */
export function findMediaType(data: Uint8Array): MediaType | null {
  const found = signatures.find(({ texts }) => texts.every((text) => holds(data, text)));
  if (found !== undefined) return found.mediaType;
  return isText(data) ? "text/plain" : null;
}

function holds(data: Uint8Array, [place, text]: readonly [place: number, text: string]): boolean {
  return [...text].every((letter, index) => data[place + index] === letter.charCodeAt(0));
}

/** A file of another kind may be UTF-8 by chance, but hardly one without a single zero byte. */
function isText(data: Uint8Array): boolean {
  if (data.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(data);
    return true;
  } catch {
    return false;
  }
}
