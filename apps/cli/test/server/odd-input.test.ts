import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, type StartedCommand } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const key = "an-admin-key-of-the-operator";

const admin = "/admin/prompts/greeting";
const prompt = "/v1/prompts/greeting";
const report = {
  name: "web-1",
  revision: 1,
  applied_ago_ms: 0,
  state_source: "store",
  problems: [],
};

const tooLarge = [2 ** 31, 2 ** 32, 2 ** 53 - 1];
const halves = ["\ud83d", "cut \ude00 here"];

interface Sent {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
}

const strange: readonly Sent[] = [
  { path: "/admin/keys/%00", method: "DELETE" },
  { path: "/admin/keys/%00/rotate", body: {} },
  { path: "/admin/keys/%ED%A0%80/rotate", body: {} },
  { path: "/v1/prompts/%00/versions/1", method: "GET" },
  { path: "/v1/prompts/%ED%A0%80/call", body: { context: {} } },
  { path: "/v1/prompts/gree%ZZting/versions/1", method: "GET" },
  { path: `${admin}/history?before=999999999&limit=1000`, method: "GET" },
  { path: `${prompt}/versions/999999999`, method: "GET" },
  ...[2 ** 31, 2 ** 53, "9".repeat(400), "-1", "1e400", "%00"].flatMap((number) =>
    [
      `${prompt}/versions/${number}`,
      `${admin}/history?before=${number}`,
      `/admin/history?limit=${number}`,
      `/admin/drills?limit=${number}`,
      `/admin/history/contents?after=bodies:${number}:greeting`,
      `/admin/history/contents?after=evidence:${number}`,
    ].map((path) => ({ path, method: "GET" as const })),
  ),
  ...["%00", "%ED%A0%80", "a".repeat(9_000)].map((after) => ({
    path: `/admin/history/contents?after=bodies:1:${after}`,
    method: "GET" as const,
  })),
  { path: `${admin}/rollback?wait=fleet&timeout_ms=1e400`, body: {} },
  { path: `${admin}/drill`, body: { timeout_ms: 2 ** 53 } },
  { path: "/v1/processes/%00", body: report, method: "PUT" },
  { path: "/v1/processes/%ED%A0%80", method: "DELETE" },
  ...["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"].map((end) => ({
    path: "/admin/keys",
    body: { name: `until ${end.slice(0, 4)}`, scopes: ["read"], expires_at: end },
  })),
  ...[1e308, 5e-324, 2 ** 53].map((ago) => ({
    path: "/v1/processes/web",
    body: { ...report, applied_ago_ms: ago },
    method: "PUT" as const,
  })),
];

const withNumber = (number: number): readonly Sent[] => [
  { path: `${prompt}/call`, body: { context: { name: "Ada" }, version: number } },
  { path: `${prompt}/stream`, body: { context: { name: "Ada" }, version: number } },
  { path: `${prompt}/render`, body: { context: { name: "Ada" }, version: number } },
  { path: `${admin}/rollback`, body: { to_version: number } },
  { path: `${admin}/rollback`, body: { from_version: number } },
  { path: `${admin}/rollback`, body: { expected_revision: number } },
  { path: `${admin}/promote`, body: { version: number, reason: "x", override: "x" } },
  { path: `${admin}/promote`, body: { version: 1, reason: "x", expected_revision: number } },
  { path: `${admin}/shadow`, body: { version: number, reason: "x" } },
  { path: `${admin}/archive`, body: { version: number, reason: "x" } },
  { path: `${admin}/resume`, body: { reason: "x", from_version: number } },
  { path: "/v1/processes/web", body: { ...report, revision: number }, method: "PUT" },
];

const withText = (text: string): readonly Sent[] => [
  ...["call", "stream", "render"].flatMap((use) => [
    { path: `${prompt}/${use}`, body: { context: { name: text } } },
    { path: `${prompt}/${use}`, body: { context: { name: "Ada", [text]: 1 } } },
  ]),
  { path: `${admin}/rollback`, body: { reason: text } },
  { path: `${admin}/promote`, body: { version: 1, reason: text, override: "x" } },
  { path: `${admin}/promote`, body: { version: 1, reason: "x", override: text } },
  { path: `${admin}/shadow`, body: { version: 1, reason: text } },
  { path: `${admin}/archive`, body: { version: 1, reason: text } },
  { path: `${admin}/resume`, body: { reason: text } },
  { path: `${admin}/drill`, body: { reason: text } },
  { path: "/admin/recover", body: { keep: "store", reason: text } },
  { path: "/admin/keys", body: { name: text, scopes: ["read"] } },
  { path: "/v1/processes/web", body: { ...report, name: text }, method: "PUT" },
  { path: "/v1/processes/web", body: { ...report, problems: [text] }, method: "PUT" },
];

describe.skipIf(adminUrl === null)(titleOnPostgres("odd input to a server"), () => {
  let database: TestDatabase;
  let project: CliProject;
  let server: StartedCommand;
  let url: string;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    project = await createCliProject({ DATABASE_URL: database.url, PROMPTRAIL_ADMIN_KEY: key });
    await project.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
    await project.run("lock");
    server = project.start("serve", "--port", "0");
    url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  });
  afterAll(async () => {
    await project.remove();
    await database.drop();
  });

  const send = async ({ path, body, method = "POST" }: Sent) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, { method, headers, ...sent });
    const { status } = response;
    return { path, body, status, text: await response.text() };
  };

  test.each(tooLarge)(
    "the number %d of a version or revision is the sender's fault",
    async (number) => {
      for (const sent of withNumber(number)) {
        const { status, text } = await send(sent);
        expect({ text, isRefused: [400, 404, 409].includes(status) }).toEqual({
          text,
          isRefused: true,
        });
      }
    },
  );

  test.each(halves)("half of a surrogate pair is the sender's fault: %j", async (text) => {
    for (const sent of withText(text)) {
      const { status, text: told } = await send(sent);
      expect({ path: sent.path, told }).toMatchObject({ told: expect.stringMatching("surrogate") });
      expect([400, 422]).toContain(status);
    }
  });

  test("a NUL is never a failure of the server", async () => {
    for (const sent of withText("\0")) {
      const { status, path } = await send(sent);
      expect({ path, isFailure: status >= 500 }).toEqual({ path, isFailure: false });
    }
  });

  test.each(strange)("$path with $body is no failure of the server", async (sent) => {
    const { status, text } = await send(sent);
    expect({ text, isFailure: status >= 500 }).toEqual({ text, isFailure: false });
  });

  test.each(["2147483648", "999999999999999", '"999999999999999"'])(
    "a revision of %s that nobody can have seen is refused",
    async (revision) => {
      const response = await fetch(`${url}${admin}/rollback`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "if-match": revision },
      });
      expect([400, 409]).toContain(response.status);
    },
  );

  test("whole pairs are texts as others", async () => {
    const answer = await send({ path: `${prompt}/render`, body: { context: { name: "😀" } } });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("😀") });
  });

  test("leaves nothing in the log", async () => {
    server.signal("SIGTERM");
    const { exitCode, err } = await server.ended;
    expect(exitCode).toBe(0);
    expect(err).not.toMatch(/unforeseen|\n\s+at /);
  });
});
