import {
  type CallGap,
  type CallLog,
  type LoggedCall,
  lostInCrash,
  readLoggedCall,
  type StoredCall,
} from "@promptrail/core/call-log";
import { PromptrailError } from "@promptrail/core/errors";

/** A call log that keeps each id once, the first that comes, and answers as it is told. */
export class CountingLog implements Pick<CallLog, "append" | "appendGaps" | "erasures"> {
  readonly calls = new Map<string, LoggedCall>();
  readonly gaps = new Map<string, CallGap>();
  readonly erased = new Set<string>();
  /** Calls that it refuses for good. */
  readonly poison = new Set<string>();
  answer: "takes" | "fails" | "takes and fails" = "takes";
  appends = 0;

  readonly append = async (calls: readonly LoggedCall[]): Promise<void> => {
    this.appends += 1;
    if (this.answer === "fails") throw unavailable();
    const poison = calls.find(({ id }) => this.poison.has(id));
    if (poison !== undefined) throw new PromptrailError("call_rejected", `${poison.id} is poison.`);
    for (const call of calls) {
      const isKept = call.subject === null || !this.erased.has(call.subject);
      if (isKept && !this.calls.has(call.id)) this.calls.set(call.id, call);
    }
    if (this.answer === "takes and fails") throw unavailable();
  };

  readonly appendGaps = async (gaps: readonly CallGap[]): Promise<void> => {
    if (this.answer === "fails") throw unavailable();
    for (const gap of gaps) if (!this.gaps.has(gap.id)) this.gaps.set(gap.id, gap);
    if (this.answer === "takes and fails") throw unavailable();
  };

  readonly erasures = async () => {
    if (this.answer === "fails") throw unavailable();
    const now = new Date(0);
    const asked = { askedAt: now, actor: "ada", calls: 0, completedAt: null };
    return [...this.erased].map((subject) => ({ subject, ...asked }));
  };

  /** Rows as JSON, from another process; whether they were taken. */
  async takeJson(what: string, rows: string): Promise<boolean> {
    try {
      if (what === "calls") await this.append(readStored(rows).map(readLoggedCall));
      else await this.appendGaps(readGaps(rows));
      return true;
    } catch {
      return false;
    }
  }

  isOrphan(id: string): boolean {
    return this.calls.get(id)?.error?.["code"] === lostInCrash;
  }

  get orphans(): number {
    return [...this.calls.keys()].filter((id) => this.isOrphan(id)).length;
  }

  /** How many calls the gaps say are lost: as a whole, or their bodies. */
  countLost(lost: CallGap["lost"] = "calls"): number {
    return [...this.gaps.values()]
      .filter((gap) => gap.lost === lost)
      .reduce((sum, { count }) => sum + count, 0);
  }
}

function unavailable(): PromptrailError {
  return new PromptrailError("store_unavailable", "The log takes nothing now.");
}

function readStored(rows: string): readonly StoredCall[] {
  return JSON.parse(rows) as readonly StoredCall[];
}

function readGaps(rows: string): readonly CallGap[] {
  return JSON.parse(rows) as readonly CallGap[];
}
