import type { CommonOptions } from "../command-scope.js";
import { newDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
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

export const newCommand = implementCommand({
  documents: { new: newDocument },
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
