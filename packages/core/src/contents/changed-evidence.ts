import { cutText } from "../errors/list-some.js";
import type { Decision } from "../lifecycle/decision.js";
import type { ContentProblem } from "../ports/contents-page.js";

/** A decision that stands on evidence which is another one now. */
export function changedEvidence(
  found: { readonly id: string; readonly hash: string | null },
  decision: Pick<Decision, "revision" | "family"> & { readonly evidenceHash: string },
): ContentProblem {
  const { revision, family, evidenceHash } = decision;
  const now =
    found.hash === null
      ? "no longer exists"
      : `has the hash ${found.hash}, but had ${cutText(evidenceHash)} when the decision was made`;
  return {
    kind: "evidence",
    revision,
    family: cutText(family),
    message: `Revision ${revision} (${cutText(family)}): evidence ${cutText(found.id)}, on which this decision is based, ${now}.`,
  };
}
