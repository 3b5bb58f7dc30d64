import { definePrompt, memory, type PromptVersion } from "@promptrail/core";
import type { KeyRequest } from "@promptrail/core/lifecycle";
import { createPromptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { createServerApp, type ServerAppSettings } from "../../src/index.js";

/** Version 2 is active and on the model that is ill; `c` has no other. */
const prompts = ["a", "b", "c"].flatMap((family): readonly PromptVersion[] => {
  const shared = { family, provider: "fake", maxTokens: 50, changelog: "Why." };
  const ill = { ...shared, model: "ill", status: "active", userTemplate: "Two {{ x }}" } as const;
  if (family === "c") return [definePrompt({ ...ill, version: 1 })];
  return [
    definePrompt({
      ...shared,
      version: 1,
      model: "well",
      status: "deprecated",
      userTemplate: "One {{ x }}",
    }),
    definePrompt({ ...ill, version: 2 }),
  ];
});

const asked = { model: "ill", reason: "It answers nonsense." };

async function openServer(settings: ServerAppSettings = {}) {
  const promptrail = await createPromptrail(
    { prompts, providers: [fakeProvider()], store: memory(), environment: "test" },
    { onProblem: () => {}, process: { name: "web-1", role: "server" } },
  );
  onTestFinished(() => promptrail.close());
  const app = createServerApp(promptrail, settings);
  const createKey = async (changes: Partial<KeyRequest> = {}) => {
    const wanted = { name: "ops", scopes: ["rollback"] as const, ...changes };
    return `Bearer ${(await promptrail.keys.add(wanted)).secret}`;
  };
  const key = await createKey();
  const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    app.request(path, {
      method: "POST",
      headers: { authorization: key, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return { promptrail, createKey, post };
}

/** An answer of any shape. */
const read = async (response: Response) => JSON.parse(await response.text());

const rolledBack = (revision: number, family: string) => ({
  family,
  rolled_back_from: `${family}_v2`,
  rolled_back_to: `${family}_v1`,
  revision,
});

describe("POST /admin/rollbacks", () => {
  test("tells what it would do, does it, and says who did it", async () => {
    const { promptrail, post } = await openServer();
    const preview = await post("/admin/rollbacks", { ...asked, dry_run: true });
    expect(preview.status).toBe(200);
    const left = [
      {
        family: "c",
        active: "c_v1",
        code: "not_eligible",
        reason:
          "c_v1 stays active: no other version was active here or is declared deprecated. Promote or deploy a version that is on another model.",
      },
    ];
    const beside = {
      remaining: 0,
      as_fallback: [],
      active_models: [{ provider: "fake", model: "ill", families: 3 }],
    };
    const of = (family: string) => {
      const { revision: _revision, ...told } = rolledBack(0, family);
      return told;
    };
    expect(await preview.json()).toEqual({
      dry_run: true,
      idempotency_key: null,
      revision: 3,
      rolled_back: [of("a"), of("b")],
      left,
      ...beside,
    });
    expect((await promptrail.history({ limit: 10 })).length).toBe(3);
    const actor = { "Promptrail-Actor": "ada" };
    const done = await post("/admin/rollbacks?wait=fleet", asked, actor);
    const report = await read(done);
    expect(report).toEqual({
      dry_run: false,
      idempotency_key: expect.any(String),
      revision: 5,
      rolled_back: [rolledBack(4, "a"), rolledBack(5, "b")],
      left,
      ...beside,
      fleet: expect.objectContaining({ missing: [] }),
    });
    const [decision] = await promptrail.history({ limit: 1 });
    expect(decision).toMatchObject({
      actor: "ada via key:ops",
      source: "http",
      reason: asked.reason,
    });
    expect(promptrail.resolve("b").version.version).toBe(1);
    const again = await post("/admin/rollbacks", asked, {
      "Idempotency-Key": report.idempotency_key,
    });
    const repeated = { already_applied: true };
    expect(await again.json()).toMatchObject({
      rolled_back: [
        { ...rolledBack(4, "a"), ...repeated },
        { ...rolledBack(5, "b"), ...repeated },
      ],
    });
  });

  test("is another run for another key's holder", async () => {
    const { createKey, post } = await openServer();
    const run = { "Idempotency-Key": "run-1" };
    await post("/admin/rollbacks", asked, run);
    const other = { ...run, authorization: await createKey({ name: "eve" }) };
    const response = await post("/admin/rollbacks", asked, other);
    expect(await response.json()).toMatchObject({ rolled_back: [], revision: 5 });
  });

  test.each([
    [{ reason: "Ill." }, /`?provider`?; name at least one of them/],
    [{ model: "ill" }, /reason/],
    [{ ...asked, families: [] }, /families/],
    [{ ...asked, to_version: 1 }, /to_version/],
  ])("refuses %j", async (body, reason) => {
    const { promptrail, post } = await openServer();
    const response = await post("/admin/rollbacks", body);
    expect(response.status).toBe(400);
    expect((await read(response)).detail).toMatch(reason);
    expect((await promptrail.history({ limit: 10 })).length).toBe(3);
  });

  test("is refused for a key that is limited to families, since it is about every one", async () => {
    const { createKey, post } = await openServer();
    const authorization = await createKey({ name: "team", families: ["a"] });
    const response = await post("/admin/rollbacks", asked, { authorization });
    expect(response.status).toBe(403);
    expect((await read(response)).detail).toMatch(/POST \/admin\/rollbacks is about every family/);
  });

  test("has a limit of its own, beside that of rollbacks of one family", async () => {
    const one = { burst: 1, perSecond: 0.001 };
    const { post } = await openServer({ limits: { rollback: one, rollbackAll: one } });
    const single = () => post("/admin/prompts/a/rollback", {});
    const many = () => post("/admin/rollbacks", { ...asked, dry_run: true });
    expect([(await single()).status, (await single()).status]).toEqual([200, 429]);
    expect([(await many()).status, (await many()).status]).toEqual([200, 429]);
  });
});
