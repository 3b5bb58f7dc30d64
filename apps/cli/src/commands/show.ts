import { findVersionVariables, type VersionVariable } from "@promptrail/check";
import type { PromptVersion } from "@promptrail/core";
import { createRegistry } from "@promptrail/core/lifecycle";
import { createRenderer } from "@promptrail/renderer";
import { showDocument } from "../documents/declared-documents.js";
import { implementCommand } from "../implement-command.js";
import { describeContent } from "../present/describe-content.js";
import { formatTable } from "../present/table.js";
import { loadCliProject } from "../project/load-cli-project.js";
import { parseVersion } from "../project/parse-options.js";

export const showCommand = implementCommand({
  documents: { show: showDocument },
  quotes: true,
  run: async (scope, [family = "", number]) => {
    const { config } = await loadCliProject(scope);
    const registry = createRegistry(config.prompts);
    const version =
      number === undefined
        ? registry.declaredActive(family)
        : registry.find(family, parseVersion(number));
    const variables = findVersionVariables(version, config.renderer ?? createRenderer());
    const { bold } = scope.terminal.colors;
    const text = [
      bold(`${version.key} (${version.status})`),
      version.changelog ?? "First version.",
      version.contentHash,
      "",
      await describeContent(version.content),
      bold("Variables"),
      formatVariables(variables, scope.terminal.columns),
    ].join("\n");
    return { text, json: toJson(version, variables) };
  },
});

const usesInWords = {
  always: "always",
  branch: "on some branches",
  optional: "optional",
} as const;

function formatVariables(variables: readonly VersionVariable[], columns: number): string {
  if (variables.length === 0) return "  none";
  const rows = variables.map(({ path, type, use, kinds }) => [
    `  ${path}`,
    type ?? "-",
    usesInWords[use],
    kinds.join(", "),
  ]);
  return formatTable({ head: ["  PATH", "TYPE", "READ", "AS"], rows }, columns);
}

function toJson(
  { family, version, key, status, changelog, content, contentHash }: PromptVersion,
  variables: readonly VersionVariable[],
) {
  return {
    family,
    version,
    key,
    status,
    changelog,
    content_hash: contentHash,
    content,
    variables: variables.map(({ reads, ...variable }) => ({
      ...variable,
      reads: reads.map(({ noneHandled, message, ...read }) => ({
        message: message + 1,
        ...read,
        none_handled: noneHandled,
      })),
    })),
  };
}
