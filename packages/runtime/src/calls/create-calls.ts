import {
  type CallLog,
  type CallRecord,
  PromptrailError,
  type StatusSource,
  toJsonResult,
} from "@promptrail/core";
import { loadVersion } from "../catalog/load-versions.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { Project } from "../load-project.js";
import type { Promptrail } from "../promptrail.js";
import type { LiveStatus } from "../state/live-status.js";
import { requireState } from "../state/require-state.js";
import type { Resolver } from "../state/resolver.js";
import { within } from "../store/within.js";
import type { CallPorts } from "./call-ports.js";
import { FamilyVariables } from "./prepare/family-variables.js";
import { prepareCall } from "./prepare/prepare-call.js";
import { renderMessages } from "./prepare/render-messages.js";
import { validateContext } from "./prepare/validate-context.js";
import { CallRecorder } from "./record/call-recorder.js";
import { runCall } from "./run-call.js";
import { runPlan } from "./run-plan.js";
import { type ShadowLoss, ShadowRunner } from "./shadow-runner.js";
import { streamCall } from "./stream-call.js";

interface CallSettings {
  readonly project: Project;
  readonly catalog: VersionCatalog;
  readonly live: LiveStatus;
  readonly resolver: Resolver;
  readonly source: StatusSource;
  /** True while the source does not answer. */
  readonly isAway: () => boolean;
  readonly log: CallLog;
  /** Sees each call's record as it is made. Never throws. */
  readonly onRecord: (record: CallRecord) => void;
  /** Counts shadow runs that were left out or ended. Never throws. */
  readonly onShadowLoss: (loss: ShadowLoss) => void;
  readonly onProblem: (error: unknown) => void;
  readonly now: () => Date;
}

interface Calls {
  readonly useCases: Pick<
    Promptrail,
    "call" | "stream" | "render" | "evaluate" | "resolve" | "abortShadows"
  >;
  readonly flush: () => Promise<void>;
  /** Writes what waited for the store. */
  readonly flushRecords: () => Promise<void>;
  /** Ends shadow runs and writes call records that wait, within seconds. */
  readonly close: () => Promise<void>;
}

/** A process that ends waits so long for its call records to be written. */
export const lastWriteMs = 3_000;

/** Wires everything that runs a prompt. */
export function createCalls(settings: CallSettings): Calls {
  const { log, onRecord, onShadowLoss: onLoss, onProblem } = settings;
  const recorder = new CallRecorder({ log, onRecord, onProblem });
  const ports = toCallPorts(settings, recorder);
  const shadows = new ShadowRunner(ports, { onLoss, onProblem });
  const flush = async () => {
    await shadows.settle();
    await recorder.flush();
  };
  return {
    flush,
    flushRecords: () => recorder.flush(),
    close: async () => {
      shadows.abort();
      if (!(await within(flush(), lastWriteMs))) onProblem(notWritten());
    },
    useCases: {
      resolve: ports.resolve,
      abortShadows: () => shadows.abort(),
      call: (family, context, options = {}) => runCall(ports, shadows, family, context, options),
      stream: (family, context, options = {}) =>
        streamCall(ports, shadows, family, context, options),
      render: async (family, context, { version: pinned, signal } = {}) => {
        const { version } = await ports.resolveOrFetch(family, pinned);
        const validated = await validateContext(version, context, ports.variables);
        return { version, messages: await renderMessages(version, validated, signal) };
      },
      evaluate: async (family, version, context, options = {}) => {
        const origin = { lane: "eval", shadowOf: null } as const;
        const input = { family, context, origin, options: { ...options, version } };
        return toJsonResult(await runPlan(ports, await prepareCall(ports, input)));
      },
    },
  };
}

function notWritten(): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `The store did not take the last call records within ${lastWriteMs} ms, and this process ends: those that were not written are lost.`,
    { waited_ms: lastWriteMs },
  );
}

function toCallPorts(settings: CallSettings, recorder: CallRecorder): CallPorts {
  const { project, catalog, live, source, isAway, onProblem, now } = settings;
  const { registry } = project;
  const { resolve } = settings.resolver;
  return {
    recorder,
    now,
    providers: project.providers,
    resolve,
    resolveOrFetch: async (family, pinned) => {
      if (pinned === undefined) requireState(live.current, project.families, family);
      if (
        pinned !== undefined &&
        live.current.families.has(family) &&
        !catalog.has(family, pinned)
      ) {
        await loadVersion(source, family, pinned, catalog, onProblem);
      }
      return resolve(family, pinned);
    },
    findShadow: (family) => {
      const shadow = live.current.families.get(family)?.shadow;
      return shadow != null && Math.random() < shadow.rate ? shadow.version : undefined;
    },
    variables: new FamilyVariables({ registry, catalog, live, source, isAway, now }),
  };
}
