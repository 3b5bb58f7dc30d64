import type { Case, JsonObject, PromptVersion, Suite, Verdict } from "@promptrail/core";
import type { GateVerdict } from "../gate/gate-verdict.js";
import type { RunJudge } from "../judge/ask/ask-judge.js";
import type { NamedModel } from "../judge/run/model-family.js";
import type { EvalAids } from "../runner/evaluator/eval-aids.js";
import type { CaseCall, RunAnswer, RunCase } from "../runner/run-answer.js";
import type { PairedRun } from "../runner/run-paired-eval.js";

/** A version as an evaluation knows it. */
export interface EvaluatedVersion {
  readonly family: string;
  readonly version: number;
  /** `product_description_v2` */
  readonly key: string;
  readonly contentHash: string;
}

/** What a comparison found, once every case has a result. */
export interface FoundComparison {
  readonly run: PairedRun;
  readonly verdict: GateVerdict;
  readonly candidate: EvaluatedVersion;
  readonly baseline: EvaluatedVersion;
  /** Who asked for it. */
  readonly actor: string;
  /** Why it takes the place of an earlier run of the same comparison. */
  readonly supersede?: string | undefined;
}

/** What a keeper made of a comparison. */
export interface KeptEvidence {
  readonly id: string;
  /** Null where no store has it yet, which would count it. */
  readonly standing: EvidenceStanding | null;
}

/** Where a run stands among those of the same content, baseline, dataset and suite. */
export interface EvidenceStanding {
  /** Its number, from 1. */
  readonly run: number;
  /** The run that decides: this one, or an earlier one, which this one does not change. */
  readonly deciding: { readonly id: string; readonly verdict: Verdict };
  /**
   * How many complete runs compared the same content with the same baseline before, on another dataset or with another suite, by
   * their verdicts: such a run counts as a first one. Absent where there are none, and where no store was asked.
   */
  readonly others?: Readonly<Partial<Record<Verdict, number>>> | undefined;
}

/** Where evidence goes. */
export interface EvidenceKeeper {
  /** The environment whose promotions it is for. */
  readonly environment: string;
  /** Throws where `save` would not be done, before anything is paid for. */
  readonly requireWritable: () => Promise<void>;
  readonly save: (found: FoundComparison) => Promise<KeptEvidence>;
}

/** The answers of a run that others ask for. */
export interface TakenAnswers {
  readonly candidate: RunCase;
  readonly baseline: RunCase;
}

/** What an evaluation stands on. It knows no store, no vendor and no config. */
export interface EvaluatePorts<Version extends EvaluatedVersion> {
  /** A version of a family; without a number the one that is active. Throws PromptrailError for one that is not there. */
  readonly resolve: (family: string, version?: number) => Version;
  /** Runs a version on a case: any outcome is an answer. What it throws is an error of the case. */
  readonly run: (version: Version, testCase: Case, call: CaseCall) => Promise<RunAnswer>;
  /**
   * Takes the answers from elsewhere, as from workers, in the place of `run` and of what is kept here. The baseline is null
   * for a version alone.
   */
  readonly takeAnswers?: (compared: {
    readonly suite: Suite;
    readonly candidate: Version;
    readonly baseline: Version | null;
    /** No answer of before may be taken: it is a day old, or a fresh run has begun since. */
    readonly since: Date;
  }) => Promise<TakenAnswers>;
  /** Whether what it costs can be told. */
  readonly isPriced: (version: Version) => boolean;
  /** What an answer to a case costs at most, in US dollars; null where nobody knows. Left out: nobody does. */
  readonly mostCostOf?: (version: Version, testCase: Case) => Promise<number | null>;
  /** By their families. */
  readonly suites: ReadonlyMap<string, Suite>;
  /** Null where nothing is kept. */
  readonly evidence: EvidenceKeeper | null;
  /** What evals may ask: other prompts and embeddings. Left out: an eval that asks is an error of its case. */
  readonly aids?: EvalAids;
  /** Asks the suites' judges. Left out: nothing asks them, and each is an error of its case. */
  readonly judging?: {
    readonly run: RunJudge;
    /** What a verdict costs at most, in US dollars; null where nobody knows. Left out: nobody does. */
    readonly mostCostOf?: (prompt: PromptVersion, context: JsonObject) => Promise<number | null>;
    readonly modelOf: (version: Version) => NamedModel;
  };
}
