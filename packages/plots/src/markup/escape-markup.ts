const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What XML 1.0 cannot hold, not even as a reference: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const unspeakable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * A text for XML and HTML, in an element or in a quoted attribute. What XML cannot hold becomes U+FFFD; a carriage return is written as a
 * reference, because a parser would make a line end of it.
 */
export function escapeMarkup(text: string): string {
  return text
    .replace(unspeakable, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replaceAll("\r", "&#13;");
}
