import type { Decision, Evidence, FleetAnswer, HistoryPage, PromptVersion } from "@promptrail/core";
import type { UpkeepReport, UpkeepSettings } from "@promptrail/core/call-log";
import type { SharedWork } from "@promptrail/core/jobs";
import type {
  ContentsPage,
  Drill,
  EvidenceStore,
  FleetMember,
  NamedFamily,
  NamedVersion,
  ProcessReport,
  RegisteredVersion,
  Snapshot,
} from "@promptrail/core/lifecycle";
import type { FleetWait } from "../fleet/wait-for-fleet.js";
import type { KeyReader, KeyUseCases } from "../keys/key-use-cases.js";
import type { HistoryRequest } from "./to-history-query.js";

/** The verdicts of eval runs that a store keeps. What is read and is not what was saved: `immutability_violation`. */
export type EvidenceReader = Pick<EvidenceStore, "find" | "read" | "list">;

export interface EvidenceUseCases extends EvidenceReader {
  /**
   * A declaration or a promotion may stand on it from then on, unless an earlier run of its key has decided: see
   * `changesNothing` of what is returned, which is it as it is stored.
   */
  save(evidence: Evidence): Promise<Evidence>;
  /** Throws what `save` would throw now, and saves nothing. */
  requireWritable(): Promise<void>;
}

/**
 * What a store can be asked by one who changes nothing in it. Throws PromptrailError `store_unavailable`, and
 * `not_supported` where this process follows a server.
 */
export interface StoreReader<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]> {
  readonly environment: string;
  /** What the store says that is live, whatever this process has applied. */
  readSnapshot(): Promise<Snapshot>;
  /** A version as it is registered; null for one that is not. `immutability_violation` for one that was changed there. */
  readVersion<Family extends string, Named extends number>(
    family: NamedFamily<Prompts, Family>,
    version: NamedVersion<Prompts, Family, Named>,
  ): Promise<RegisteredVersion | null>;
  /** Decisions, newest first; of every family where none is named. */
  history<Family extends string>(
    request?: HistoryRequest<NamedFamily<Prompts, Family>>,
  ): Promise<readonly Decision[]>;
  /** The same, and where the next older part begins. */
  historyPage<Family extends string>(
    request?: HistoryRequest<NamedFamily<Prompts, Family>>,
  ): Promise<HistoryPage>;
  /** Checks a part of what the store keeps beside the decisions; null begins, the answer's `next` goes on. */
  checkContents(after: string | null): Promise<ContentsPage>;
  /** The processes that reported within `withinMs` (default: 15,000). */
  fleet(query?: { readonly withinMs?: number }): Promise<readonly FleetMember[]>;
  /** Waits until every process that lives now serves a revision. */
  waitForFleet(wait: FleetWait): Promise<FleetAnswer>;
  /** How long decisions took to every process, as drills measured it; newest first, 50 by default. */
  drills(query?: { readonly limit?: number | undefined }): Promise<readonly Drill[]>;
  readonly evidence: EvidenceReader;
  readonly keys: KeyReader;
}

/** What can be done with a store beside deciding what is live. Throws what a `StoreReader` throws. */
export interface StoreUseCases<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]>
  extends StoreReader<Prompts> {
  readonly evidence: EvidenceUseCases;
  readonly keys: KeyUseCases;
  /** Looks after the store's call log: room ahead, days that were kept for their time, calls of earlier builds, erasures. */
  keepCallLog(settings?: Omit<UpkeepSettings, "now">): Promise<UpkeepReport>;
  /**
   * What work that outlives this process stands on: a queue's database, results that processes share. Throws PromptrailError
   * `not_supported` for a store in memory.
   */
  sharedWork(): Promise<SharedWork>;
  /** Takes what a process says that it serves. For servers, which other processes follow. */
  reportProcess(report: ProcessReport): Promise<void>;
  /** Forgets a process that ended. */
  removeProcess(processId: string): Promise<void>;
}
