import { createRegistry, type PromptVersion, type TemplateVariable } from "@promptrail/core";
import { createRenderer } from "@promptrail/renderer";
import { addCommand, type CommandHost } from "../add-command.js";
import { describeContent } from "../present/describe-content.js";
import { formatTable } from "../present/table.js";
import { loadCliProject } from "../project/load-cli-project.js";
import { parseVersion } from "../project/parse-number.js";

export function addShow(host: CommandHost): void {
  addCommand(host, {
    usage: "show <family> [version]",
    summary: "show a version: its texts, settings and variables; default: the declared active one",
    run: async (scope, [family = "", number]) => {
      const { config } = await loadCliProject(scope);
      const registry = createRegistry(config.prompts);
      const version =
        number === undefined
          ? registry.declaredActive(family)
          : registry.find(family, parseVersion(number));
      const variables = findVariables(version);
      const { bold } = scope.terminal.colors;
      const text = [
        bold(`${version.key} (${version.status})`),
        version.changelog ?? "First version.",
        version.contentHash,
        "",
        describeContent(version.content),
        bold("Variables"),
        formatTable(variables.map(({ path, use, kinds }) => [`  ${path}`, use, kinds.join(", ")])),
      ].join("\n");
      return { text, json: toJson(version, variables) };
    },
  });
}

function findVariables({ key, content, filters }: PromptVersion): readonly TemplateVariable[] {
  const renderer = createRenderer();
  const found = content.messages.flatMap(
    ({ template }) => renderer.compile(template, { name: key, filters }).variables,
  );
  return [...new Map(found.map((variable) => [variable.path, variable])).values()];
}

function toJson(
  { family, version, key, status, changelog, content, contentHash }: PromptVersion,
  variables: readonly TemplateVariable[],
) {
  return {
    ...{ family, version, key, status, changelog, content_hash: contentHash },
    ...{ content, variables },
  };
}
