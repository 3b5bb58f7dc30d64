import { TemplateError } from "@promptrail/core";
import type { TemplateErrorDetails } from "@promptrail/core/lifecycle";
import { afterAll, expect } from "vitest";
import { createRenderer } from "../src/index.js";

export type Outcome =
  | string
  | (Pick<TemplateErrorDetails, "kind" | "path" | "line" | "column" | "concretePath"> & {
      readonly message: string;
    });

const here = createRenderer();

/** Renders in this thread and in a worker, and expects the same text or error of both. */
export function openBothWays(): (source: string, context: unknown) => Outcome {
  const there = createRenderer({ worker: { deadlineMs: 20_000 } });
  afterAll(() => there.close());
  const options = { name: "both", filters: [] };
  return (source, context) => {
    const [local, remote] = [here, there].map((renderer) =>
      outcomeOf(() => renderer.compile(source, options).render(context)),
    );
    expect(remote).toEqual(local);
    return local ?? "";
  };
}

function outcomeOf(render: () => string): Outcome {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { kind, path, line, column, concretePath, message } = error;
    return { kind, path, line, column, concretePath, message };
  }
}
