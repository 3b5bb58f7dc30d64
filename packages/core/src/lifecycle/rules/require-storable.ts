import { PromptrailError } from "../../errors/promptrail-error.js";
import type { Command } from "../command.js";

/** In a `u` pattern only a surrogate without its partner counts as one. */
const halfPair = /\p{Surrogate}/u;

/**
 * @throws PromptrailError `request_invalid` for texts that neither every database nor the
 * decision's hash can hold: NUL and half of a surrogate pair.
 */
export function requireStorable(command: Command): void {
  const { actor, reason, idempotencyKey } = command;
  const override =
    "ground" in command && command.ground.kind === "override" ? command.ground : null;
  const hold = command.kind === "recover" ? command.kept?.hold?.reason : undefined;
  const texts = {
    actor,
    reason,
    idempotency_key: idempotencyKey,
    override: override?.reason,
    "hold's reason": hold,
  };
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text !== "string" || !(text.includes("\0") || halfPair.test(text))) continue;
    throw new PromptrailError(
      "request_invalid",
      `The ${name} of a decision on family "${command.family}" holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.`,
      { family: command.family, field: name },
    );
  }
}

/** A text of ours that repeats someone else's, with what cannot be stored replaced. */
export function toStorable(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
