/** Byte order marks, and what they say of the bytes after them. */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** How the text that begins with these bytes is encoded: UTF-8, unless a byte order mark says UTF-16. */
export function findEncoding(start: Uint8Array): string {
  const found = marks.find(([mark]) => mark.every((byte, index) => start[index] === byte));
  return found?.[1] ?? "utf-8";
}

/**
 * The text of a file that a person or an editor wrote, without its byte order mark: Windows' editors put one before
 * UTF-8, and its PowerShell writes UTF-16.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(findEncoding(bytes)).decode(bytes);
}

/** A text without the byte order mark that was read as its first character. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
