import { writeFile } from "node:fs/promises";
import { openFolders } from "./commands-page/open-folders.ts";
import { runSection } from "./commands-page/run-section.ts";
import { runServerSection } from "./commands-page/run-server-section.ts";
import { shownSections } from "./commands-page/shown-sections.ts";

/** `node tooling/handbook/write-commands-page.ts`: runs every command on the example shop and writes the three pages of commands. */
const head = `# The commands

Here are those about a project's files; [the live commands](live-commands.md) are those about what is live, and
[those of who operates](deploy/commands.md) about processes, keys and the server.

Each command below was run on a copy of the example shop (\`apps/easycommerce\`), against simulated
upstreams, by \`node tooling/handbook/write-commands-page.ts\`, which writes all three pages: change the script,
not the pages. \`…\` marks what is left out; progress on standard error is left out, too.

Every command takes \`--json\` ([what it prints](json-output/README.md)), \`--config FILE\`, \`--env NAME\` and \`--help\`. Exit codes: **0** done · **1** a check, the gate
or drift said no, \`inconclusive\` included · **2** wrong use or configuration · **3** something else failed.
`;

const liveHead = `# The live commands

Commands about the live state ask the server that \`PROMPTRAIL_SERVER\` names, else the one that runs on this
folder, else the store itself. They change nothing but what they are asked to: only \`deploy\`, \`serve\` and the
application declare what the code says. How these outputs were made: [the commands](commands.md).
`;

const operateHead = `# The commands of who operates

Who serves what, drills, lost decisions, keys and the server. How these outputs were made: [the commands](../commands.md).
`;

/** The first section about what is live; those before it are about the project's files. */
const firstLive = "migrate";
/** The first one of who operates. */
const firstOperated = "fleet";

const folders = await openFolders();
try {
  const sections: string[] = [];
  for (const section of shownSections) sections.push(await runSection(section, folders));
  sections.push(await runServerSection(folders));
  const find = (first: string) => shownSections.findIndex(({ title }) => title === first);
  const [live, operated] = [find(firstLive), find(firstOperated)];
  await writePage("commands.md", [head, ...sections.slice(0, live)]);
  await writePage("live-commands.md", [liveHead, ...sections.slice(live, operated)]);
  await writePage("deploy/commands.md", [
    operateHead,
    ...sections.slice(operated).map(toLinksFromDeploy),
  ]);
} finally {
  await folders.close();
}

/** Sections link from the handbook's own folder. */
function toLinksFromDeploy(section: string): string {
  return section.replaceAll(/\]\((?!https?:|#)/g, "](../");
}

async function writePage(name: string, parts: readonly string[]): Promise<void> {
  await writeFile(new URL(name, import.meta.url), parts.join("\n"));
}
