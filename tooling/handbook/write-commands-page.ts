import { writeFile } from "node:fs/promises";
import { openFolders } from "./commands-page/open-folders.ts";
import { runSection } from "./commands-page/run-section.ts";
import { runServerSection } from "./commands-page/run-server-section.ts";
import { shownSections } from "./commands-page/shown-sections.ts";

/** `node tooling/handbook/write-commands-page.ts`: runs every command on the example shop and writes `commands.md`. */
const head = `# The commands

Each command below was run on a copy of the example shop (\`apps/easycommerce\`), against simulated
upstreams, by \`node tooling/handbook/write-commands-page.ts\`, which writes this page: change the script,
not the page. \`…\` marks what is left out; progress on standard error is left out, too.

Every command takes \`--json\`, \`--config FILE\` and \`--help\`. Exit codes: **0** done · **1** a check, the gate
or drift said no, \`inconclusive\` included · **2** wrong use or configuration · **3** something else failed.

Commands about the live state (\`status\`, \`promote\`, \`rollback\`, \`history\`) ask the server that
\`PROMPTRAIL_SERVER\` names, else the one that runs on this folder, else the store itself.
`;

const folders = await openFolders();
try {
  const sections: string[] = [];
  for (const section of shownSections) sections.push(await runSection(section, folders));
  sections.push(await runServerSection(folders));
  const page = new URL("commands.md", import.meta.url);
  await writeFile(page, [head, ...sections].join("\n"));
} finally {
  await folders.close();
}
