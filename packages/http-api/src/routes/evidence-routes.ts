import { evidenceReportWire, evidenceRunWire } from "../wire/evidence/evidence-run.js";
import { largestAnswers, marginMs } from "./largest-answers.js";
import { noParameters } from "./parameters.js";
import { actorHeader } from "./request-headers.js";
import { type BodyBounds, defineRoute } from "./route.js";

/** About ten thousand cases of a suite with three evals. */
const evidenceBody: BodyBounds = { bytes: 8_000_000, values: 1_000_000 };

/** How long a server may take over it: it reads the dataset. */
export const evidenceMs = 30_000;

/** The route of evidence that is brought from where it ran. */
export const evidenceRoutes = {
  bringEvidence: defineRoute({
    name: "bringEvidence",
    method: "post",
    path: "/admin/evidence",
    scope: "evidence",
    // Its handler asks whether the key is for the family that the body names.
    openToLimitedKeys: true,
    summary:
      "Stores the evidence of a comparison that ran elsewhere, for the version that is active now: its scores are judged again.",
    params: noParameters,
    query: noParameters,
    body: evidenceRunWire,
    largestBody: evidenceBody,
    headers: [actorHeader],
    patienceMs: () => evidenceMs + marginMs,
    responses: {
      200: {
        description: "What became of it.",
        mediaType: "application/json",
        schema: evidenceReportWire,
      },
    },
    largestAnswer: largestAnswers.fact,
    problems: [
      ...([
        "evidence_refused",
        "stale_state",
        "unknown_version",
        "immutability_violation",
      ] as const),
      ...(["dataset_invalid", "unavailable", "store_unavailable", "not_supported"] as const),
    ],
  }),
};
