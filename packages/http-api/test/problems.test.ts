import {
  isPromptrailError,
  type JsonObject,
  PromptrailError,
  ProviderError,
} from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fromProblem,
  isErrorCode,
  problemStatus,
  problemWire,
  toProblem,
  toProblemOfError,
} from "../src/index.js";

const overTheWire = (error: unknown) =>
  fromProblem(problemWire.parse(JSON.parse(JSON.stringify(toProblemOfError(error)))));

const codes = Object.keys(problemStatus).filter(isErrorCode);

const jsonData = fc
  .dictionary(
    fc.oneof(
      fc.constantFrom("type", "title", "status", "detail", "code", "instance", "error_status"),
      fc.stringMatching(/^[a-z][a-z_]{0,12}$/),
    ),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.integer())),
  )
  .map((data): JsonObject => ({ ...data }));

describe("problems", () => {
  test("an error arrives with its code, its message and all of its data", () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.string(), jsonData, (code, message, data) => {
        const arrived = overTheWire(new PromptrailError(code, message, data));
        expect(isPromptrailError(arrived)).toBe(true);
        expect({ ...arrived.data }).toEqual(data);
        expect(arrived).toMatchObject({ code, message });
      }),
    );
  });

  test("an upstream's status does not hide the problem's own", () => {
    const error = new ProviderError({
      kind: "rate_limited",
      provider: "openai",
      reason: "slow down",
      status: 429,
      retryAfterMs: 1500,
    });
    const problem = toProblemOfError(error);
    expect(problem).toMatchObject({ status: 502, error_status: 429, retryAfterMs: 1500 });
    expect(overTheWire(error).data).toEqual(error.data);
  });

  test("a problem has the members of RFC 9457", () => {
    const problem = toProblem({ code: "unknown_family", message: "There is no such family." });
    expect(problem).toEqual({
      type: "urn:promptrail:problem:unknown_family",
      title: "Unknown family",
      status: 404,
      detail: "There is no such family.",
      code: "unknown_family",
    });
  });

  test("a failure that nobody foresaw says nothing of itself", () => {
    const problem = toProblemOfError(new Error("secret: pk_live_123, context: 4111 1111"));
    expect(JSON.stringify(problem)).not.toMatch(/secret|pk_live|4111/);
    expect(problem.status).toBe(500);
  });

  test.each([
    [500, "store_unavailable"],
    [418, "request_invalid"],
  ] as const)("an unknown code with HTTP %i becomes %s and is kept", (status, code) => {
    const error = fromProblem({ type: "t", title: "T", status, detail: "d", code: "from_later" });
    expect(error.code).toBe(code);
    expect(error.data).toMatchObject({ code: "from_later", status });
  });
});
