import { relative } from "node:path";
import { isUnwritten } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import type { CommandResult } from "../../command-result.js";
import type { Printed } from "../../documents/command-documents.js";
import type { newDocument } from "../../documents/project-documents.js";
import { findRunner } from "../../project/find-package-tool.js";
import { findJudgesBy, type NamedJudge } from "../../project/judging/find-judges-by.js";
import type { AddedVersion } from "../../project/new-version/add-version.js";
import { rubricMember, toSpecifier } from "../../project/new-version/plan-listing.js";
import type { VersionPlan } from "../../project/new-version/plan-version.js";
import type { Terminal } from "../../terminal.js";

interface AddedFacts {
  readonly loaded: LoadedConfig;
  readonly planned: VersionPlan;
  readonly added: AddedVersion;
  readonly family: string;
}

/** Where a new version stands, and what its author does next. */
export function describeAdded(
  facts: AddedFacts,
  terminal: Terminal,
): CommandResult<Printed<typeof newDocument>> {
  const { planned, added } = facts;
  const { colors, folder } = terminal;
  const toShown = (path: string) => relative(folder, path) || path;
  const { copied } = planned;
  const origin = copied === null ? "" : `, a draft that copies ${copied.key}`;
  const listedIn = added.changed.map(toShown);
  const place =
    listedIn.length === 0 || !added.isListed ? "" : ` Listed in ${listedIn.join(", ")}.`;
  const missing = added.isListed ? [] : describeMissing(facts, toShown);
  return {
    text: [
      `${colors.green("✓")} ${toShown(added.path)} has ${added.key}${origin}.${place}`,
      ...missing,
      "",
      colors.bold("Next:"),
      ...listSteps(facts, terminal).map((step) => `  ${step}`),
    ].join("\n"),
    json: {
      prompt: added.key,
      copied: copied?.key ?? null,
      file: toShown(added.path),
      name: added.name,
      listed: added.isListed,
      changed: listedIn,
    },
  };
}

/** The lines that the config needs, for whoever lists its prompts in a way of their own. */
function describeMissing(
  { loaded, added }: AddedFacts,
  toShown: (path: string) => string,
): readonly string[] {
  const { file } = loaded;
  const name = added.name ?? "";
  const listed = added.isInRubric ? `${name}${rubricMember}` : name;
  const imported =
    added.path === file
      ? []
      : [`  import { ${name} } from "${toSpecifier({ path: file }, added.path)}";`];
  return [
    `It is not listed yet, because no list of versions was found that it could be added to for certain. Add it to ${toShown(file)}:`,
    ...imported,
    `  prompts: [ … , ${listed}],`,
  ];
}

function listSteps(
  { loaded, planned, added, family }: AddedFacts,
  { environment }: Terminal,
): readonly string[] {
  const { number, copied } = planned;
  const promptrail = `${findRunner(loaded.projectFolder, environment)}promptrail`;
  const judges = findJudgesBy(loaded.config, family);
  const isRubric = added.isInRubric || judges.length > 0;
  const written =
    copied === null ? "Write its texts" : isRubric ? "Change what it asks" : "Change its texts";
  const reason =
    planned.changelog === null || !isUnwritten(planned.changelog)
      ? ""
      : " and its changelog: why the version exists";
  return [
    `${written}${reason}.`,
    ...judges.map((judge) => describeGiving(judge, added)),
    `${promptrail} lock`,
    `${promptrail} check`,
    ...(copied === null || isRubric ? [] : [`${promptrail} eval ${family} --version ${number}`]),
    ...judges.map(({ suite, name }) => `${promptrail} judge calibrate ${suite} ${name}`),
  ];
}

/** A rubric is asked by no number: the suite names the version. */
function describeGiving({ suite, name }: NamedJudge, added: AddedVersion): string {
  const value = added.name ?? added.key;
  return `Give it to the judge "${name}" in the suite of ${suite}: rubric: ${value}.`;
}
