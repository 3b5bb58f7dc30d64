import type { Finding } from "@promptrail/check";
import { hasConfig } from "@promptrail/config";
import type { FamilyState, FleetMember, Snapshot } from "@promptrail/core/lifecycle";
import { fleetWire, statusWire, toWire } from "@promptrail/http-api";
import type { CommandScope } from "../../command-scope.js";
import { statusDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { formatTable } from "../../present/table.js";
import { toFindingJson } from "../../present/to-finding-json.js";
import { findRetiring, listLive } from "../../project/live/find-retiring.js";
import { readServed, type ServedStatus, toServedFamily } from "../../project/live/read-served.js";
import { withView } from "../../project/live/with-backend.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

export const statusCommand = implementCommand({
  documents: { status: statusDocument },
  run: async (scope) => {
    const served = await withView(scope, readServed);
    const { snapshot } = served.status;
    const drift = snapshot.families.some((state) => findReasons(served, state).length > 0);
    const retiring = await findRetiringModels(scope, snapshot);
    const isTroubled = isLost(served) || served.members.some(({ problems }) => problems.length > 0);
    return {
      text: [
        present(scope.terminal, served),
        ...retiring.map((one) => warn(scope.terminal, one)),
      ].join("\n"),
      json: {
        ...toWire(statusWire, served.status),
        fleet: toFleet(served),
        warnings: retiring.map(toFindingJson),
      },
      exitCode: drift || isTroubled ? 1 : 0,
    };
  },
});

/** A folder without a config knows no models. */
async function findRetiringModels(
  scope: CommandScope,
  snapshot: Snapshot,
): Promise<readonly Finding[]> {
  const { terminal, options } = scope;
  if (options.config === undefined && !hasConfig(terminal.folder)) return [];
  const { config } = await loadCliProject(scope);
  return findRetiring(config, listLive(snapshot), terminal.now());
}

function warn({ colors }: Terminal, { message }: Finding): string {
  return `${colors.yellow("!")} ${toOneLine(message)}`;
}

/** Who answers has a state that the store does not know any more. */
function isLost({ status: { problems } }: ServedStatus): boolean {
  return problems.some(({ code }) => code === "state_regression");
}

function present({ colors, columns }: Terminal, served: ServedStatus): string {
  const { status, members } = served;
  const { snapshot, stateSource, families } = status;
  const reports = new Map(families.map((report) => [report.family, report]));
  const head = ["FAMILY", "DECLARED", "LIVE", "SERVED", "SHADOW", "REVISION", ""].map(colors.bold);
  const rows = snapshot.families.map((state) => {
    const { family, activeVersion, shadow, revision } = state;
    const { declaredVersion = null } = reports.get(family) ?? {};
    return [
      family,
      declaredVersion === null ? "–" : `v${declaredVersion}`,
      colors.green(`v${activeVersion}`),
      describeServed(state, members),
      shadow === null ? "–" : `v${shadow.version} (${shadow.rate * 100} %)`,
      String(revision),
      colors.yellow(toOneLine(findReasons(served, state).join("; "))),
    ];
  });
  return [
    `${colors.bold(snapshot.environment)} at revision ${snapshot.revision}, from ${stateSource.replaceAll("_", " ")}`,
    formatTable({ head, rows }, columns),
    ...describeProblems(snapshot.environment, members).map(
      (line) => `${colors.yellow("!")} ${toOneLine(line)}`,
    ),
  ].join("\n");
}

function describeServed(state: FamilyState, members: readonly FleetMember[]): string {
  const { processes, serving } = toServedFamily(state, members);
  return processes === 0 ? "–" : `${serving} of ${processes}`;
}

/** Why declared, live and served differ; empty where all is well. */
function findReasons({ status, members }: ServedStatus, state: FamilyState): readonly string[] {
  const drift = status.families.find(({ family }) => family === state.family)?.drift ?? null;
  const { behind } = toServedFamily(state, members);
  return [
    ...(drift === null ? [] : [drift]),
    ...(behind.length === 0
      ? []
      : [`not served yet by ${behind.join(", ")}: see \`promptrail fleet\``]),
  ];
}

function describeProblems(environment: string, members: readonly FleetMember[]): readonly string[] {
  return members
    .filter(({ problems }) => problems.length > 0)
    .map(({ name, problems }) => {
      const isLost = problems.includes("state_regression");
      const cure = isLost ? "run `promptrail recover`" : "read its log";
      return `${name} reports ${problems.join(", ")} in ${environment}: ${cure}.`;
    });
}

function toFleet({ members }: ServedStatus) {
  return toWire(fleetWire, { members }).members;
}
