import { isPromptrailError } from "@promptrail/core";
import { shapeVersion } from "@promptrail/core/shape";
import type { ShapedCall } from "@promptrail/evals/datasets";
import type { CommandScope } from "../../command-scope.js";
import { withView } from "../live/with-backend.js";
import { createProgressLine } from "../progress-line.js";
import { clusterOf, readProductionCalls } from "./read-calls.js";

/** What production's inputs look like. */
export interface Traffic {
  readonly environment: string;
  readonly since: Date;
  readonly calls: readonly ShapedCall[];
  /** Calls without a shape that can be compared: nobody looked, or another release did. */
  readonly unshaped: number;
  /** True where the newest calls alone were read. */
  readonly isCapped: boolean;
}

/** What there is of production, or in words why nothing is known of it. */
export type FoundTraffic = Traffic | { readonly why: string };

interface TrafficRequest {
  readonly family: string;
  readonly since: Date;
  readonly most: number;
}

/** Reads the shapes of production's calls. A log that cannot be read takes nothing from what the dataset itself says. */
export async function readTraffic(
  scope: CommandScope,
  { family, since, most }: TrafficRequest,
): Promise<FoundTraffic> {
  const line = createProgressLine<{ done: number; total: number }>(
    scope.terminal,
    ({ done, total }) => `${done} calls read, at most ${total}`,
  );
  try {
    return await withView(scope, async (view) => {
      const onProgress = (done: number) => line.show({ done, total: most });
      const read = await readProductionCalls(view, { family, since, most, onProgress });
      const calls = read.calls.flatMap((call): readonly ShapedCall[] => {
        const { shape } = call;
        if (shape === null || call.shapeVersion !== shapeVersion) return [];
        return [{ shape, cluster: clusterOf(call) }];
      });
      const unshaped = read.calls.length - calls.length;
      const { environment } = view;
      return { environment, since, calls, unshaped, isCapped: read.isCapped };
    });
  } catch (error) {
    if (isPromptrailError(error)) return { why: error.message };
    throw error;
  } finally {
    line.end();
  }
}
