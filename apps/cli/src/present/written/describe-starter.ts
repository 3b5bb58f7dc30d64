import { relative } from "node:path";
import type { CommandResult } from "../../command-result.js";
import type { Printed } from "../../documents/command-documents.js";
import type { initDocument } from "../../documents/project-documents.js";
import type { PackageTool } from "../../project/find-package-tool.js";
import type { WrittenStarter } from "../../starter/write-starter.js";
import type { Terminal } from "../../terminal.js";

interface StarterFacts {
  /** Absolute. */
  readonly folder: string;
  readonly written: WrittenStarter;
  readonly tool: PackageTool;
  /** That of the command, and of the packages that are to be installed. */
  readonly version: string;
}

/** What `init` wrote, what it left, and what comes next. */
export function describeStarter(
  facts: StarterFacts,
  terminal: Terminal,
): CommandResult<Printed<typeof initDocument>> {
  const { folder, written } = facts;
  const { files, completed, left, config, hasExample } = written;
  const { bold } = terminal.colors;
  const text = [
    ...(files.length === 0 && completed.length === 0 ? ["Nothing was missing."] : []),
    ...files.map((file) => `  ${file}`),
    ...completed.map(({ file, added }) => `  ${file}: added ${added.join(", ")}`),
    ...(left.length === 0
      ? []
      : ["", "Left as they are:", ...left.map(({ file, reason }) => `  ${file}: ${reason}.`)]),
    ...(hasExample
      ? [
          "",
          `The prompt runs on the simulated provider of @promptrail/testing: its answers are made up, and it needs no API key. ${config} shows how to use a real provider.`,
        ]
      : []),
    "",
    bold("Next:"),
    ...listSteps(facts, terminal).map((step) => `  ${step}`),
    "",
    "A version that is deployed never changes. To change its text, write the next version with `promptrail new FAMILY`.",
  ].join("\n");
  const json = { folder, files, completed, left, missing: written.missing };
  return { text, json };
}

function listSteps(
  { folder, written, tool, version }: StarterFacts,
  { folder: here, colors }: Terminal,
): readonly string[] {
  const { files, missing, hasExample } = written;
  const place = relative(here, folder);
  const promptrail = `${tool.run} promptrail`;
  const { usual, dev } = missing;
  const needsOurs = files.includes("package.json") || usual.some((name) => name.startsWith("@"));
  return [
    ...(place === "" ? [] : [`cd ${/\s/.test(place) ? JSON.stringify(place) : place}`]),
    ...(needsOurs && version === unpublished ? [colors.dim(unpublishedNote)] : []),
    ...(files.includes("package.json") ? [tool.install] : []),
    ...(usual.length > 0 ? [`${tool.add} ${usual.join(" ")}`] : []),
    ...(dev.length > 0 ? [`${tool.add} -D ${dev.join(" ")}`] : []),
    `${promptrail} check`,
    ...(hasExample ? [`${promptrail} eval ticket_summary`] : []),
    `${promptrail} deploy`,
  ];
}

/** The packages have another one as soon as they are published. */
const unpublished = "0.0.0";
const unpublishedNote =
  "# The packages are not on npm yet. To install them from a clone: npm run pack, there.";
