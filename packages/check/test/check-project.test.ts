import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePrompt, PromptrailError, type Suite } from "@promptrail/core";
import { createRegistry, type Lock } from "@promptrail/core/lifecycle";
import type { ModelData } from "@promptrail/core/provider-kit";
import { createRenderer } from "@promptrail/renderer";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { type CheckedConfig, type CheckSettings, checkProject } from "../src/check-project.js";
import { createLock } from "../src/locks/create-lock.js";
import { hashSuites } from "../src/locks/hash-suites.js";

const prices = { input: 1, output: 2 };
const data: ModelData = { contextWindow: 1000, maxOutput: 100, settings: ["maxTokens"], prices };
const provider = fakeProvider({ id: "fake", models: { m: data } });

const suite: Suite = {
  family: "greeting",
  dataset: { name: "greetings", read: async function* () {} },
  evals: [],
  gate: { margin: 0.05, alpha: 0.05 },
  repeats: 1,
  suiteHash: `sha256-${"a".repeat(64)}`,
  hashDataset: async () => `sha256-${"b".repeat(64)}`,
};

/** `definePrompt` refuses a setting that it does not know. */
function greeting(settings: object = {}) {
  return definePrompt({
    family: "greeting",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 10,
    changelog: "Why.",
    input: z.object({ name: z.string() }),
    userTemplate: "Hello {{ name }}",
    ...settings,
  });
}

const sound: CheckedConfig = { prompts: [greeting()], providers: [provider], suites: [suite] };
const renderer = createRenderer();

async function lockOf({ prompts, suites = [] }: CheckedConfig): Promise<Lock> {
  return createLock(createRegistry(prompts), await hashSuites(suites), null);
}

/** Each finding in short. */
async function check(changes: Partial<CheckedConfig>, settings: Partial<CheckSettings> = {}) {
  const findings = await checkProject({ ...sound, ...changes }, { renderer, ...settings });
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

test("has nothing to say of a sound project with its lock", async () => {
  expect(await check({})).toEqual([]);
  const lock = await lockOf(sound);
  expect(await check({}, { lock, base: { ref: "main", lock } })).toEqual([]);
});

test.each<[string, Partial<CheckedConfig>, readonly string[]]>([
  [
    "a family without a suite",
    { suites: [], families: { fare: {} } },
    ["error unknown_family", "warning no_suite"],
  ],
  [
    "a rubric that a suite's judge asks",
    {
      prompts: [greeting({}), greeting({ family: "rubric" })],
      suites: [
        {
          ...suite,
          evals: [
            Object.assign({}, suite.evals[0], {
              judge: { rubric: { prompt: { family: "rubric" } } },
            }),
          ],
        },
      ],
    },
    [],
  ],
  ["a family that asks for no gate", { suites: [], families: { greeting: { gate: "none" } } }, []],
  [
    "a suite of a family that nobody declares",
    { suites: [suite, { ...suite, family: "fare" }] },
    ["error unknown_family"],
  ],
  ["a provider that is not in the config", { providers: [] }, ["error unknown_provider"]],
  [
    "a model that the provider does not know",
    { prompts: [greeting({ model: "n" })] },
    ["warning unknown_model"],
  ],
  [
    "settings that the model does not take, and a fallback's",
    {
      prompts: [
        greeting({
          temperature: 1,
          maxTokens: 101,
          fallbacks: [
            { provider: "fake", model: "n" },
            { provider: "fake", model: "m", topP: 1 },
          ],
        }),
      ],
    },
    [
      ...["error too_many_tokens", "error too_many_tokens"],
      ...["setting_ignored", "unknown_model", "setting_ignored"].map((code) => `warning ${code}`),
    ],
  ],
  [
    "settings that the provider leaves out for another reason",
    {
      prompts: [greeting({ model: "all", temperature: 1.5, topP: 0.5 })],
      providers: [
        fakeProvider({
          id: "fake",
          models: { all: { ...data, settings: ["maxTokens", "temperature", "topP"] } },
          findIgnored: ({ settings: { temperature = 0 } }) =>
            temperature > 1 ? [{ setting: "temperature", reason: "It is above 1." }] : [],
        }),
      ],
    },
    ["warning setting_ignored"],
  ],
  [
    "what the provider cannot do at all",
    {
      prompts: [
        greeting({
          tools: [{ name: "find", description: "Finds.", inputSchema: { type: "object" } }],
          output: z.object({ text: z.string() }),
          userTemplate: undefined,
          messages: [{ role: "user", template: "Hello {{ name }}", cache: { ttl: "5m" } }],
        }),
      ],
      providers: [
        fakeProvider({
          id: "fake",
          models: { m: data },
          capabilities: {
            tools: false,
            output: "none",
            outputRoot: "any",
            cacheHints: false,
            reasoning: false,
          },
        }),
      ],
    },
    Array.from({ length: 3 }, () => "warning setting_ignored"),
  ],
  [
    "settings that the model does not take, where that is an error",
    {
      strictSettings: true,
      prompts: [
        greeting({
          version: 2,
          temperature: 1,
          fallbacks: [{ provider: "fake", model: "m", topP: 1 }],
        }),
        greeting({ status: "deprecated", temperature: 1 }),
      ],
    },
    ["error setting_ignored", "error setting_ignored", "warning setting_ignored"],
  ],
  [
    "settings that the model does not take, in a family that is left out",
    {
      strictSettings: true,
      families: { greeting: { strictSettings: false } },
      prompts: [greeting({ temperature: 1 })],
    },
    ["warning setting_ignored"],
  ],
  [
    "an output limit of a version that was replaced",
    {
      prompts: [
        greeting({ version: 2 }),
        greeting({ status: "deprecated", maxTokens: 101, fallbacks: [{ model: "m" }] }),
      ],
    },
    ["warning too_many_tokens", "warning too_many_tokens"],
  ],
  [
    "settings that are never asked for again",
    {
      prompts: [
        greeting({ version: 2 }),
        greeting({ status: "archived", temperature: 1, model: "n", providerOptions: { a: 1 } }),
      ],
    },
    [],
  ],
  [
    "options that the provider does not take",
    { prompts: [greeting({ providerOptions: { a: 1 } })] },
    ["error invalid_definition"],
  ],
  [
    "a template and its schema",
    { prompts: [greeting({ userTemplate: "Hello {{ nmae }}" })] },
    ["error unknown_variable", "info unread_field"],
  ],
  [
    "versions that no context fits",
    {
      prompts: [
        greeting({ status: "deprecated" }),
        greeting({ version: 2, input: z.object({ name: z.number() }) }),
      ],
    },
    ["error context_conflict"],
  ],
])("finds what is wrong with %s, errors first", async (_what, changes, found) => {
  expect(await check(changes)).toEqual(found);
});

test("finds a lock that is missing or stale, and does not look for one that is not given", async () => {
  const lock = await lockOf({ ...sound, suites: [] });
  expect(await check({}, { lock: null })).toEqual(["error lock_stale"]);
  expect(await check({}, { lock })).toEqual(["error lock_stale"]);
  expect(await check({}, { base: { ref: "main", lock } })).toEqual([]);
});

test("finds what a lock may not change of its base, and what callers of the base do not give", async () => {
  const before = await lockOf(sound);
  const edited = {
    prompts: [
      greeting({
        input: z.object({ name: z.string(), tone: z.string() }),
        userTemplate: "{{ name }} {{ tone }}",
      }),
    ],
  };
  const lock = await lockOf({ ...sound, ...edited });
  const base = { ref: "main", lock: before };
  expect(await check(edited, { lock, base })).toEqual(["error immutability_violation"]);
  const added = {
    prompts: [
      greeting({ status: "deprecated" }),
      greeting({
        version: 2,
        input: z.object({ name: z.string(), tone: z.string() }),
        userTemplate: "{{ name }} {{ tone }}",
      }),
    ],
  };
  expect(await check(added, { base })).toEqual(["warning new_requirement"]);
});

test("compares no lock while the declarations or a dataset are broken, and tells those", async () => {
  const broken = async (): Promise<string> => {
    throw new PromptrailError("dataset_invalid", "greetings.csv cannot be read.");
  };
  const suites = [{ ...suite, hashDataset: broken }];
  expect(await check({ suites }, { lock: null })).toEqual(["error dataset_invalid"]);
  expect(await check({ prompts: [greeting(), greeting()] }, { lock: null })).toEqual([
    "error version_conflict",
  ]);
});

test("names the place in the project's files where it is given the folder", async () => {
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-check-"));
  onTestFinished(() => rm(projectFolder, { recursive: true, force: true }));
  await writeFile(
    join(projectFolder, "greeting.ts"),
    'export const text =\n  "Hello {{ nmae }}";\n',
  );
  const prompts = [greeting({ userTemplate: "Hello {{ nmae }}" })];
  const [found] = await checkProject({ ...sound, prompts }, { renderer, projectFolder });
  expect(found?.template).toMatchObject({
    file: "greeting.ts",
    line: 2,
    column: 13,
    templateColumn: 10,
  });
  const [placeless] = await checkProject({ ...sound, prompts }, { renderer });
  expect(placeless?.template).toMatchObject({
    prompt: "greeting_v1",
    templateLine: 1,
    path: "nmae",
  });
  expect(placeless?.template?.file).toBeUndefined();
});
