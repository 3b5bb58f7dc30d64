import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { PromptReader } from "@promptrail/runtime";

/** A version of a family; undefined: the one that is live. */
export interface WantedVersion {
  readonly family: string;
  readonly version: number | undefined;
}

/** Why what is live is not known; null where the store told it. */
export function findAbsence(promptrail: PromptReader): string | null {
  const { stateSource, problems } = promptrail.status();
  if (stateSource === "store") return null;
  const away = problems.find(({ code }) => code === "store_unavailable");
  return away?.message ?? "The store has not answered yet.";
}

/**
 * What runs while the store is away, and where from; null where the store told what is live.
 *
 * @throws PromptrailError `store_unavailable` where what is known does not have it.
 */
export function describeKnown(promptrail: PromptReader, wanted: WantedVersion): string | null {
  const absence = findAbsence(promptrail);
  if (absence === null) return null;
  const { stateSource, revision } = promptrail.status();
  const origin =
    stateSource === "last_known_good"
      ? `from the last-known-good file (revision ${revision})`
      : "from what the code declares";
  return `${absence} Until it answers, this command uses ${findKey(promptrail, wanted, absence)} ${origin}; the live version may be a different one now, and no call is recorded.`;
}

function findKey(
  promptrail: PromptReader,
  { family, version }: WantedVersion,
  absence: string,
): string {
  try {
    return promptrail.resolve(family, version).version.key;
  } catch (error) {
    const reason = toErrorText(error);
    throw new PromptrailError("store_unavailable", `${absence} ${reason}`, { family }, error);
  }
}
