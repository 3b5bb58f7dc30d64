import type { ListedDocument } from "@promptrail/cli";
import { type DocumentField, listFields } from "./list-fields.ts";

const head = (version: number) => `# What \`--json\` prints

Written by \`node tooling/handbook/json-page/write-json-pages.ts\` from the schemas that the commands print by: change those, not
this page. A test runs every command and holds its output against them.

- With \`--json\`, a command prints **one JSON document** on standard output, also where it fails or is used wrongly: then it is
  the [document of an error](#errors). Progress and notes go to standard error. The exit code is the same as without.
- Each document is an object, for one thing and for many. Names are in snake_case; a version's content, the lock file and own
  tools keep theirs.
- \`format_version\` comes first: **${version}**. It grows where a field goes or gets another meaning. New fields may come at any
  time, so read what you know and pass over the rest.
- Where a document is that of an HTTP route, it is the same, through a server and on the store itself.
- What is said after a decision ("Next:") is for people, and in no document.

\`[]\` stands for each item of a list, \`(name)\` for one of several forms, by the value that tells them apart. A field in
*italics* may be left out.
`;

/** The pages on the documents, from their schemas, by the names of their files. */
export function toJsonPages(
  documents: readonly ListedDocument[],
  version: number,
): ReadonlyMap<string, string> {
  const groups = Map.groupBy(documents, ({ group }) => group);
  const errors = groups.get(null) ?? [];
  groups.delete(null);
  const pages = [...groups].map(([title, listed]) => ({ title: title ?? "", listed }));
  const index = pages.map(({ title, listed }) => {
    const usages = listed.map(({ usage }) => `\`${usage}\``).join(" · ");
    return `| [${title}](${toFileName(title)}) | ${usages} |`;
  });
  return new Map([
    [
      "README.md",
      [
        head(version),
        "| page | documents |",
        "| --- | --- |",
        ...index,
        "",
        ...errors.map(toSection),
      ].join("\n"),
    ],
    ...pages.map(({ title, listed }): [string, string] => [
      toFileName(title),
      [
        `# ${title}: what \`--json\` prints\n\n[How to read it](README.md).\n`,
        ...listed.map(toSection),
      ].join("\n"),
    ]),
  ]);
}

/** `See what is live` → `see-what-is-live.md` */
function toFileName(title: string): string {
  return `${title.toLowerCase().replaceAll(/[^a-z]+/gu, "-")}.md`;
}

function toSection({ usage, schema }: ListedDocument): string {
  const title = usage === null ? "Errors" : usage;
  const rows = listFields(schema).map(toRow);
  return [`## ${title}`, "", "| field | what it is |", "| --- | --- |", ...rows, ""].join("\n");
}

function toRow({ path, type, isRequired, description }: DocumentField): string {
  const mark = isRequired ? "" : "*";
  const text = description === "" ? type : `${type}: ${description}`;
  return `| ${mark}\`${path}\`${mark} | ${text.replaceAll("|", "\\|")} |`;
}
