import { type AroundCall, type CallObserver, PromptrailError } from "@promptrail/core";
import { type StatusSource, toJsonResult } from "@promptrail/core/lifecycle";
import { loadVersion } from "../catalog/load-versions.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { Project } from "../project/load-project.js";
import type { LiveStatus } from "../state/live-status.js";
import type { Resolver } from "../state/resolver.js";
import { requireState } from "../state/resolver.js";
import { within } from "../within.js";
import type { CallPorts } from "./call-ports.js";
import type { CallUseCases } from "./call-use-cases.js";
import type { LimitShare } from "./lanes/lane-gate.js";
import { ProviderLanes } from "./lanes/provider-lanes.js";
import type { EvaluateOptions } from "./plan/call-options.js";
import { FamilyVariables } from "./prepare/family-variables.js";
import { type CallInput, prepareCall, renderMessages } from "./prepare/prepare-call.js";
import { validateContext } from "./prepare/validate-context.js";
import { runCall, streamCall, streamText } from "./production-call.js";
import type { Recorder } from "./record/recorder.js";
import { createProductionResend } from "./send/production-resend.js";
import { RetryBudgets } from "./send/retry-budget.js";
import { sendKept } from "./send-kept.js";
import { estimateCost } from "./shadows/estimate-cost.js";
import { ShadowBudgets } from "./shadows/shadow-budgets.js";
import { type ShadowLoss, ShadowRunner } from "./shadows/shadow-runner.js";
import { runTools } from "./tools/run-tools.js";
import { Traffic } from "./traffic/traffic.js";
import type { EarlierRatios } from "./window/ratios/read-earlier-ratios.js";
import { TokenCounter } from "./window/token-counter.js";
import { WindowGuard } from "./window/window-guard.js";

interface CallSettings {
  readonly project: Project;
  readonly catalog: VersionCatalog;
  readonly live: LiveStatus;
  readonly resolver: Resolver;
  readonly source: StatusSource;
  /** True while the source does not answer. */
  readonly isAway: () => boolean;
  /** All that watch calls; none of their functions throws. */
  readonly observers: CallObserver;
  readonly around: readonly AroundCall[];
  /** Brings the records of calls to the log, as one of the observers. */
  readonly recorder: Recorder;
  /** What calls of before were counted as, by the call log. */
  readonly readEarlier: () => Promise<EarlierRatios>;
  /** Counts shadow runs that were left out or ended. Never throws. */
  readonly onShadowLoss: (loss: ShadowLoss) => void;
  readonly onProblem: (error: unknown) => void;
  /** Where limits are taken from that other processes share. Default: they are this process's own. */
  readonly share?: LimitShare | undefined;
  /** Default: the clock of this process. */
  readonly now?: (() => Date) | undefined;
}

interface Calls {
  readonly useCases: CallUseCases;
  readonly flush: () => Promise<void>;
  /** Ends shadow runs and writes call records that wait, within seconds. */
  readonly close: () => Promise<void>;
}

/** A process that ends waits so long for its call records to be written. */
export const lastWriteMs = 3_000;

/** Wires everything that runs a prompt. */
export function createCalls(settings: CallSettings): Calls {
  const { recorder, live, project, onShadowLoss: onLoss, onProblem, resolver } = settings;
  const counter = new TokenCounter(settings);
  const ports = toCallPorts(settings, counter);
  const findShadow = (family: string) => {
    const shadow = live.current.families.get(family)?.shadow;
    return shadow != null && Math.random() < shadow.rate ? shadow.version : undefined;
  };
  const budgets = new RetryBudgets(ports.now);
  const shadows = new ShadowRunner(ports, {
    findShadow,
    onLoss,
    onProblem,
    budgets: toShadowBudgets(project, ports.now),
  });
  return {
    flush: async () => {
      await shadows.settle();
      await recorder.flush();
    },
    close: async () => {
      shadows.abort();
      await counter.close();
      if (!(await closeRecords(shadows, recorder))) onProblem(notWritten());
    },
    useCases: {
      resolve: resolver.resolve,
      abortShadows: () => shadows.abort(),
      call: (family, context, options = {}) => runCall(ports, shadows, family, context, options),
      stream: (family, context, options = {}) =>
        streamCall(ports, shadows, family, context, options),
      textStream: (family, context, options = {}) =>
        streamText(ports, shadows, family, context, options),
      runTools: (family, context, options) => runTools(ports, shadows, family, context, options),
      render: async (family, context, { version: pinned, signal } = {}) => {
        const { version } = await ports.resolve(family, pinned);
        const validated = await validateContext(version, context, ports.variables);
        return { version, messages: await renderMessages(version, validated, signal) };
      },
      ...toEvaluations(ports, budgets),
    },
  };
}

function toEvaluations(
  ports: CallPorts,
  budgets: RetryBudgets,
): Pick<CallUseCases, "evaluate" | "estimateCost"> {
  return {
    evaluate: async (family, version, context, given = {}) => {
      const input = toEvaluated({ family, version, context, given });
      const resend = budgets.find(given.ofCase);
      return toJsonResult(await sendKept(ports, await prepareCall(ports, { ...input, resend })));
    },
    estimateCost: async (family, version, context, given = {}) => {
      const input = toEvaluated({ family, version, context, given });
      return estimateCost((await prepareCall(ports, input)).routes[0]);
    },
  };
}

interface EvaluatedCall {
  readonly family: string;
  readonly version: number;
  readonly context: unknown;
  readonly given: EvaluateOptions;
}

function toEvaluated({ family, version, context, given }: EvaluatedCall): CallInput {
  const { ofCase: _, earlierTurns = [], ...options } = given;
  const origin = { lane: "eval", shadowOf: null } as const;
  return { family, context, earlierTurns, origin, options: { ...options, version } };
}

/** False where something may not be written. */
async function closeRecords(shadows: ShadowRunner, recorder: Recorder): Promise<boolean> {
  const end = performance.now() + lastWriteMs;
  await within(shadows.settle(), lastWriteMs);
  return recorder.close(Math.max(0, end - performance.now()));
}

function toShadowBudgets({ shadowBudget, families }: Project, now: () => Date): ShadowBudgets {
  return new ShadowBudgets({
    shared: shadowBudget,
    ofFamily: (family) => families[family]?.shadowBudget,
    now,
  });
}

function notWritten(): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The store did not accept the last call records within ${lastWriteMs} ms, and this process is ending: the records that were not written are lost. The calls themselves were answered. Check that the store can be reached from here.`,
    { waited_ms: lastWriteMs },
  );
}

function toCallPorts(settings: CallSettings, counter: TokenCounter): CallPorts {
  const { project, catalog, live, source, isAway, onProblem, observers, around } = settings;
  const { recorder: records } = settings;
  const { now = () => new Date() } = settings;
  const { registry, providers, families, contextWindow: policy } = project;
  const { resolve } = settings.resolver;
  const traffic = new Traffic(onProblem);
  const lanes = new ProviderLanes(project.limits, now, settings.share);
  return {
    observers,
    around,
    records,
    traffic,
    lanes,
    window: new WindowGuard({ families, policy, counter, now }),
    resend: createProductionResend(traffic, now),
    declaredOf: (family) => (catalog.declares(family) ? registry.versionsOf(family) : []),
    now,
    providers,
    isStrict: project.isStrict,
    resolve: (family, pinned) => {
      if (pinned === undefined) requireState(live.current, families, family);
      else if (live.current.families.has(family) && !catalog.has(family, pinned)) {
        return loadVersion(source, family, pinned, catalog, onProblem).then(() =>
          resolve(family, pinned),
        );
      }
      return resolve(family, pinned);
    },
    variables: new FamilyVariables({ registry, catalog, live, source, isAway, now }),
  };
}
