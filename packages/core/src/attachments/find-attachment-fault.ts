import { cutText } from "../errors/list-some.js";
import { suggest } from "../errors/suggest.js";
import { fileMediaTypes, imageMediaTypes } from "../provider/media-types.js";
import { largestFile, largestImage, longestName, longestUrl } from "./attachment-limits.js";
import { findMediaType } from "./find-media-type.js";

const mediaTypesOf = { image: imageMediaTypes, file: fileMediaTypes } as const;
const largestOf = { image: largestImage, file: largestFile } as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Why a call cannot have this attachment, and what to do; null where it can. Looks at the content itself, so that a
 * wrong label is found here, and trusts no type: the value may come from code without any.
 */
export function findAttachmentFault(given: unknown): string | null {
  if (!isFields(given)) return "it is not an object. Give `{ type, mediaType, data }`.";
  const { type } = given;
  if (type !== "image" && type !== "file") {
    return `its \`type\` is ${show(type)}. Give "image" or "file".`;
  }
  return (
    findUnknownField(given, type) ??
    findMediaTypeFault(given, type) ??
    (type === "file" ? findNameFault(given["name"]) : null) ??
    findContentFault(given, type)
  );
}

function findUnknownField(given: Fields, type: keyof typeof mediaTypesOf): string | null {
  const known = ["type", "mediaType", "data", "url", ...(type === "file" ? ["name"] : [])];
  const unknown = Object.keys(given).find((field) => !known.includes(field));
  if (unknown === undefined) return null;
  return `it has a field \`${cutText(unknown)}\`, which no ${type} has.${suggest(unknown, known)} Its fields are: ${known.join(", ")}.`;
}

function findMediaTypeFault({ mediaType }: Fields, type: keyof typeof mediaTypesOf): string | null {
  const known: readonly unknown[] = mediaTypesOf[type];
  if (known.includes(mediaType)) return null;
  return `its \`mediaType\` is ${show(mediaType)}. The type "${type}" takes ${known.join(", ")}.`;
}

/** A folder, a control, a line break, or what turns the direction of writing: `cod.exe` can then look like `exe.doc`. */
const hiding = /[/\\\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

function findNameFault(name: unknown): string | null {
  if (typeof name !== "string" || name.trim() === "") {
    return "a file needs a `name`, which the model sees. Give one such as `invoice.pdf`.";
  }
  if (name.length > longestName) {
    return `its \`name\` has more than ${longestName} characters. Give a shorter one.`;
  }
  const isPlain = name.isWellFormed() && !hiding.test(name);
  return isPlain
    ? null
    : "its `name` contains a slash or an invisible character. Give only the file's name, without its folder.";
}

function findContentFault(
  { mediaType, data, url }: Fields,
  type: keyof typeof mediaTypesOf,
): string | null {
  if (data !== undefined && url !== undefined) {
    return "it has both `data` and `url`. Give one of them.";
  }
  if (url !== undefined) return findUrlFault(url);
  if (!isBytes(data)) {
    return "it has neither bytes nor an address. Give `data` as a Uint8Array, or `url`.";
  }
  if (data.byteLength === 0) return "it is empty. Give a content of at least one byte.";
  if (data.byteLength > largestOf[type]) {
    return `it has ${data.byteLength} bytes, and the largest ${type} has ${largestOf[type]}. Make it smaller, or give it by \`url\`.`;
  }
  const found = findMediaType(data);
  if (found === mediaType) return null;
  return found === null
    ? `its \`mediaType\` is ${show(mediaType)}, but it does not begin like one. Look whether the content is whole, and was decoded.`
    : `its \`mediaType\` is ${show(mediaType)}, but its content is ${found}. State the type of the content.`;
}

/**
 * An address as every reader reads it: the URL standard also takes blanks, line breaks and backslashes, or no slashes,
 * of which each vendor may make something else than what was checked and is recorded here.
 */
const written = /^https:\/\/[^/?#\s\p{Cc}\\][^\s\p{Cc}\\]*$/iu;

function findUrlFault(url: unknown): string | null {
  const isAddress =
    typeof url === "string" && url.length <= longestUrl && written.test(url) && URL.canParse(url);
  if (isAddress) return null;
  // It is not repeated: an address may hold a key.
  return `its \`url\` is not an https address of at most ${longestUrl} characters. Give one that the vendor can reach, or the bytes as \`data\`.`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Also of another realm, as in Jest. */
function isBytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(cutText(value)) : `of the type ${typeof value}`;
}
