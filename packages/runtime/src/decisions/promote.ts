import { PromptrailError } from "@promptrail/core";
import type {
  DecisionResult,
  FamilyState,
  OpenStore,
  PromotionGround,
} from "@promptrail/core/lifecycle";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { requireReadyCallers } from "./callers/require-ready-callers.js";
import { findEveryRefusal } from "./find-every-refusal.js";
import { findGround, type GroundPorts } from "./find-ground.js";
import { type DecisionOptions, requireTarget, toCommandBase } from "./request/decision-options.js";

export interface PromoteRequest<Family extends string = string, Version = number>
  extends DecisionOptions {
  readonly family: Family;
  readonly toVersion: Version;
  readonly reason: string;
  /** Promotes without evidence; says why that is right. */
  readonly override?: string | undefined;
  /**
   * The callers give already what the version requires and no version that was live here did. Stands in
   * the reason then. Without it, such a promotion is refused: it would refuse every caller.
   */
  readonly callersReady?: boolean | undefined;
  /** True: answers or throws as the promotion would, and changes nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface PromotePorts extends GroundPorts {
  readonly catalog: VersionCatalog;
  /** What this process has applied of the family; undefined where it knows none. */
  readonly findState: (family: string) => FamilyState | undefined;
}

/**
 * Makes a version the active one, on evidence.
 *
 * @throws PromptrailError `not_eligible` where callers do not give what it requires; `gate_refused`,
 * `unknown_version`, `archived_version`, `stale_state`, `request_invalid`, `store_unavailable`.
 */
export async function promote(
  ports: PromotePorts,
  store: OpenStore,
  request: PromoteRequest,
): Promise<DecisionResult> {
  const { family, override, callersReady = false, dryRun = false } = request;
  requireWhy(override);
  const toVersion = requireTarget(request);
  const decide = () => decidePromotion(ports, store, request, toVersion);
  if (callersReady) return decide();
  const { catalog } = ports;
  const requireReady = () =>
    requireReadyCallers({ catalog, source: store.status }, ports.findState(family), toVersion);
  if (dryRun) return findEveryRefusal([requireReady], decide);
  await requireReady();
  return decide();
}

/** As a script makes one of a variable that is not set: the gate would be passed by, and nobody would know why. */
function requireWhy(override: string | undefined): void {
  if (override === undefined || override.trim() !== "") return;
  throw new PromptrailError(
    "request_invalid",
    "The override is empty, so the promotion was not decided. Say why the version may go live without evidence, or leave the override out.",
    { argument: "override" },
  );
}

async function decidePromotion(
  ports: PromotePorts,
  store: OpenStore,
  request: PromoteRequest,
  toVersion: number,
): Promise<DecisionResult> {
  const { family, override, callersReady = false } = request;
  const reason = callersReady ? `${request.reason} (callers ready)` : request.reason;
  const ground: PromotionGround =
    override === undefined
      ? await findGround(ports, store, family, toVersion)
      : { kind: "override", reason: override };
  const base = toCommandBase(family, reason, request);
  return store.status.decide({ ...base, kind: "promote", toVersion, ground });
}
