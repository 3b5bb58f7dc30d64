import { erasureWire, toWire } from "@promptrail/http-api";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { withBackend } from "../../project/live/with-backend.js";
import type { CallsOptions } from "./calls-options.js";
import { refuseTogether } from "./read-filter.js";

/** Erases every call of a subject. */
export async function eraseSubject(
  scope: CommandScope,
  subject: string,
  options: CallsOptions,
): Promise<CommandResult<Printed<typeof erasureWire>>> {
  refuseTogether("--erase erases all calls of a subject", options, ["erase"]);
  return withBackend(scope, async (backend) => {
    const erasure = await backend.eraseSubject(subject);
    const end =
      erasure.completedAt === null
        ? "They cannot be read any more, and calls that are still to come are not kept. The log's files are rewritten by its next upkeep (`promptrail serve` does it every hour; where no server runs on this store, `promptrail migrate` does it at once)."
        : "Nothing of them is left in the log's files.";
    return {
      text: `Erased ${erasure.calls} calls of this subject in ${backend.environment}. ${end}`,
      json: toWire(erasureWire, erasure),
    };
  });
}
