/**
 * What a terminal takes for a command instead of a text: the controls of C0 and C1 and DEL, and the marks that
 * turn the order in which letters are shown. A line break and a tab stay; a carriage return only before a line break.
 */
const controls = /(?!\r\n|[\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as a terminal may be given it: each control as `\u001b`, so that people see it and nothing obeys it.
 * JSON stays JSON of the same value: there a control can stand in a string only, where this is how it is written.
 */
export function showControls(text: string): string {
  return text.replace(controls, (control) => {
    return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
