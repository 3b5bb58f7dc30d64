import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { newDocument } from "../documents/project-documents.js";
import { describeAdded } from "../present/written/describe-added.js";
import { loadCliProject } from "../project/load-cli-project.js";
import { addVersion } from "../project/new-version/add-version.js";
import { planVersion } from "../project/new-version/plan-version.js";
import { parseVersion } from "../project/parse-options.js";

interface NewOptions extends CommonOptions {
  readonly from?: string;
  readonly changelog?: string;
  readonly first?: boolean;
  readonly provider?: string;
  readonly model?: string;
}

export function addNew(host: CommandHost): void {
  addCommand(host, {
    usage: "new <family>",
    summary:
      "write the next version of a family as a draft that copies the newest one, or the first version of a new family",
    documents: { new: newDocument },
    examples: [
      "new fraud_score --changelog 'Asks for a reason'",
      "new greeting --provider claude --model claude-sonnet-5-5",
    ],
    flags: [
      ["--from <n>", "copy this version; default: the newest"],
      ["--changelog <text>", "why the version exists; default: a text to be written"],
      ["--first", "begin a new family, also if its name is close to that of another"],
      ["--provider <id>", "for a new family: the provider; default: that of the last prompt"],
      ["--model <name>", "for a new family: the model; default: that of the last prompt"],
    ],
    run: async (scope, [family = ""], { from, first = false, ...options }: NewOptions) => {
      const { changelog, provider, model } = options;
      const request = {
        family,
        changelog,
        provider,
        model,
        from: from === undefined ? undefined : parseVersion(from, "--from"),
        isFirst: first,
      };
      const loaded = await loadCliProject(scope);
      const planned = await planVersion(loaded, request);
      const added = await addVersion(loaded, planned);
      return describeAdded({ loaded, planned, added, family }, scope.terminal);
    },
  });
}
