import { afterEach, expect, test, vi } from "vitest";
import { withEnvironment } from "./with-environment.js";

afterEach(() => vi.unstubAllEnvs());

test("what is made sees the named variables and no others", () => {
  vi.stubEnv("NAMED", "yes");
  vi.stubEnv("UNNAMED", "no");
  expect(withEnvironment(["NAMED", "ABSENT"], () => ({ ...process.env }))).toEqual({
    NAMED: "yes",
  });
});

test("the environment is itself again, also after a failure", () => {
  const { env } = process;
  expect(() =>
    withEnvironment([], () => {
      throw new Error("No client.");
    }),
  ).toThrow("No client.");
  expect(process.env).toBe(env);
});
