/** Tags that Jinja2 or nunjucks know and prompt templates do not have, with the cure. */
export const unavailableTags: ReadonlyMap<string, string> = new Map([
  ["import", "write the macro into this template"],
  ["from", "write the macro into this template"],
  ["extends", "write the text into this template"],
  ["do", "use {% set %}"],
  ["autoescape", "values are never escaped; use the filter 'escape' where needed"],
  ["trans", "translate outside the template"],
  ["debug", "print the value instead"],
  ["break", "use {% for … if … %}"],
  ["continue", "use {% for … if … %} or {% if %}"],
  ["switch", "use {% if %} and {% elif %}"],
  ["asyncEach", "use {% for %}"],
  ["asyncAll", "use {% for %}"],
  ["ifAsync", "use {% if %}"],
  ["verbatim", "use {% raw %}"],
  // The tokenizer knows it by its whole tag.
  ["raw", "write it as '{% raw %}', without '+' at its end"],
]);

export const availableTags: readonly string[] = [
  "if",
  "for",
  "set",
  "with",
  "filter",
  "macro",
  "call",
  "raw",
  "block",
  "include",
  "print",
];

export const includeTakesText =
  "'{% include %}' needs the name of one partial in quotes; for a choice, put each include into a branch of {% if %}";
