import { definePrompt, type Status } from "@promptrail/core";
import type { Lock } from "@promptrail/core/lifecycle";
import { createRenderer } from "@promptrail/renderer";
import { fakeProvider, manualClock } from "@promptrail/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CheckSettings, checkProject } from "../../src/check-project.js";

const statuses: readonly Status[] = ["draft", "shadow", "active", "deprecated", "archived"];
const prices = { input: 1, output: 2 };
const known = { contextWindow: 1000, maxOutput: 1000, settings: ["maxTokens"] as const, prices };
const renderer = createRenderer();

/** A provider whose model "old" is retired on a day; "current" has no day. */
function provider(retiresAt: string) {
  return fakeProvider({ id: "fake", models: { old: { ...known, retiresAt }, current: known } });
}

function greeting(version: number, status: Status, model: string, fallback?: string) {
  return definePrompt({
    family: "greeting",
    version,
    status,
    provider: "fake",
    model,
    maxTokens: 10,
    changelog: "Why.",
    userTemplate: "Hello",
    ...(fallback === undefined ? {} : { fallbacks: [{ model: fallback }] }),
  });
}

/** What is said of retirements, in short and in whole. */
async function check(
  prompts: readonly ReturnType<typeof greeting>[],
  retiresAt: string,
  settings: Partial<CheckSettings>,
) {
  const families = { greeting: { gate: "none" as const } };
  const config = { prompts, providers: [provider(retiresAt)], families };
  const findings = await checkProject(config, { renderer, ...settings });
  return findings.filter(({ model, code }) => model !== undefined || code === "unreadable_date");
}

function lockOf(status: Status | undefined): Lock {
  const versions = status === undefined ? {} : { 2: { hash: "sha256-a", status } };
  const hashes = { suiteHash: null, datasetHash: null };
  const greeting = { generation: 1, acknowledgedRevisions: {}, ...hashes, versions };
  return { lockfileVersion: 1, hashScheme: 2, families: { greeting } };
}

const aDayMs = 86_400_000;

test("a warning within 30 days, an error by --sunset or where the branch adds or activates it", async () => {
  const day = fc.integer({ min: -400, max: 400 });
  const inputs = {
    daysLeft: fc.oneof(day, fc.integer({ min: -1, max: 32 })),
    secondOfDay: fc.integer({ min: 0, max: 86_399 }),
    status: fc.constantFrom(...statuses),
    sunsetDays: fc.option(fc.integer({ min: 0, max: 365 }), { nil: undefined }),
    // Not compared, a base without the version, or one that has it under a status.
    base: fc.constantFrom(null, undefined, ...statuses),
  };
  await fc.assert(
    fc.asyncProperty(fc.record(inputs), async (given) => {
      const { daysLeft, secondOfDay, status, sunsetDays, base } = given;
      const start = Date.parse("2026-11-29T00:00:00Z");
      const retiresAt = new Date(start + daysLeft * aDayMs).toISOString().slice(0, 10);
      const clock = manualClock(start + secondOfDay * 1000);
      // Another one is active where this one is not: a family has to have one.
      const other = status === "active" ? [] : [greeting(1, "active", "current")];
      const found = await check([...other, greeting(2, status, "old")], retiresAt, {
        now: new Date(clock.now()),
        sunsetDays,
        base: base === null ? null : { ref: "main", lock: lockOf(base) },
      });
      const short = found.map((one) => `${one.severity} ${one.code}`);
      expect(short).toEqual(isCalled(status) ? expectOf(given) : []);
    }),
    { numRuns: 300 },
  );
});

interface Given {
  readonly daysLeft: number;
  readonly status: Status;
  readonly sunsetDays: number | undefined;
  readonly base: Status | null | undefined;
}

const isCalled = (status: Status) => ["draft", "shadow", "active"].includes(status);

/** The rule once more, as a table is read. */
function expectOf({ daysLeft, status, sunsetDays = -1_000, base }: Given): readonly string[] {
  const code = daysLeft <= 0 ? "model_retired" : "model_retires";
  if (daysLeft <= sunsetDays) return [`error ${code}`];
  if (daysLeft > 30) return [];
  const isActivated = base !== null && status === "active" && base !== "active";
  return [`${base === undefined || isActivated ? "error" : "warning"} ${code}`];
}

test("follows the clock: nothing, a warning with the days, then a warning that says since when", async () => {
  const clock = manualClock(new Date("2026-05-15T23:59:59Z"));
  const messages = async () => {
    const now = new Date(clock.now());
    return (await check([greeting(1, "active", "old")], "2026-06-15", { now })).map(
      ({ message }) => message,
    );
  };
  const named = 'greeting_v1 (active) uses the model "old" of "fake"';
  const cure = "Use another model in the next version.";
  expect(await messages()).toEqual([]);
  clock.advance(1000);
  expect(await messages()).toEqual([
    `${named}, which the vendor retires on 2026-06-15, in 30 days. ${cure}`,
  ]);
  clock.advance(29 * aDayMs);
  expect(await messages()).toEqual([
    `${named}, which the vendor retires on 2026-06-15, in 1 day. ${cure}`,
  ]);
  clock.advance(aDayMs);
  expect(await messages()).toEqual([
    `${named}, which has been retired since 2026-06-15: the vendor refuses calls of it, or answers them with another model. ${cure}`,
  ]);
});

test("names the reason of an error, the base among them", async () => {
  const now = new Date("2026-06-16T12:00:00Z");
  const settings = { now, sunsetDays: 7, base: { ref: "origin/main", lock: lockOf(undefined) } };
  const [found] = await check([greeting(1, "active", "old")], "2026-06-15", settings);
  expect(found).toMatchObject({
    severity: "error",
    message: expect.stringContaining(
      "This is an error because origin/main does not have this version, and the limit is 7 days.",
    ),
    model: { prompt: "greeting_v1", provider: "fake", name: "old", retiresAt: "2026-06-15" },
  });
});

test("finds a fallback's model, and takes a first lock for a branch that adds everything", async () => {
  const now = new Date("2026-06-16T12:00:00Z");
  const prompts = [greeting(1, "active", "current", "old")];
  expect(await check(prompts, "2026-06-15", { now })).toMatchObject([{ severity: "warning" }]);
  const base = { ref: "main", lock: null };
  expect(await check(prompts, "2026-06-15", { now, base })).toMatchObject([{ severity: "error" }]);
});

test("says that a provider's date is none", async () => {
  const found = await check([greeting(1, "active", "old")], "soon", {});
  expect(found).toMatchObject([{ severity: "warning", code: "unreadable_date" }]);
});
