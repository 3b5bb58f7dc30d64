import { planted, type Violation } from "./violation.ts";

const page = "tooling/handbook/planted.md";

export const pageViolations: readonly Violation[] = [
  planted("links", "a link to a file that is not there", page, "\n[a](operate/planted.md)\n", 2),
  planted("links", "a link to a title of another page", page, "\n[a](keys.md#planted)\n", 2),
  planted("links", "a link to a title of its own", page, "# A title\n\n[a](#another)\n", 3),
  planted(
    "links",
    "a link in a row of a table",
    page,
    "| a |\n| --- |\n| [a](planted-b.md) |\n",
    3,
  ),
  planted("links", "an anchor of what is no page", page, "[a](../run/check.ts#run)\n", 1),
  planted("links", "a picture", page, "![a](planted.svg)\n", 1),
  planted("links", "a link above the repository", page, "[a](../../../planted)\n", 1),
];
