import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { requireNode } from "./require-node.js";

test("takes the oldest Node that the package's engines name, and every newer one", () => {
  const oldest = packageJson.engines.node.slice(">=".length);
  expect(oldest).toMatch(/^\d+\.\d+$/);
  for (const version of [`${oldest}.0`, `${oldest}.7`, "22.100.0", "24.0.0"]) requireNode(version);
  requireNode();
});

test("refuses an older one in one line that names both", () => {
  for (const version of ["22.18.1", "22.9.0", "20.20.2", "8.0.0"]) {
    expect(() => requireNode(version)).toThrow(
      expect.objectContaining({
        code: "not_supported",
        message: `Promptrail needs Node 22.19 or newer, and this is Node ${version}. Install a newer Node: https://nodejs.org.`,
      }),
    );
  }
});
