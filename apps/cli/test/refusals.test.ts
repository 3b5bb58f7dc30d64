import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject, type StartedCommand } from "./cli-project.js";
import { greetingConfig, greetings } from "./greeting-config.js";

const unknownKey = "a-key-that-nobody-has-made";

/** The refusals of a running server, as its callers and the command line see them. */
describe("a rollback", () => {
  let project: CliProject;
  let server: StartedCommand;
  let url: string;
  let key: string;
  beforeAll(async () => {
    project = await createStoredProject();
    const prompts = greetings("deprecated", "active", "draft", "archived");
    await project.write("promptrail.config.ts", greetingConfig(prompts));
    server = project.start("serve", "--port", "0");
    url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    key = await server.waitFor(/pk_development_\S+/);
  });
  afterAll(async () => {
    server.signal("SIGTERM");
    await server.ended;
    await project.remove();
  });

  const rollBack = (family: string, body: object, bearer: string | null = key) =>
    fetch(`${url}/admin/prompts/${family}/rollback`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
    });

  test.each<[string, string, object, number, string]>([
    ["an unknown family", "greting", {}, 404, "unknown_family"],
    ["an unknown version", "greeting", { to_version: 9 }, 404, "unknown_version"],
    ["an archived version", "greeting", { to_version: 4 }, 400, "archived_version"],
    ["a draft that was never active", "greeting", { to_version: 3 }, 409, "not_eligible"],
    ["a state that changed", "greeting", { from_version: 1 }, 409, "stale_state"],
  ])("to %s is refused over HTTP", async (_what, family, body, status, code) => {
    const response = await rollBack(family, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
  });

  test.each<[string, string, number, RegExp]>([
    ["an unknown version", "9", 2, /has no version 9. It has: 1, 2, 3, 4/],
    ["an archived version", "4", 1, /greeting_v4.*archived/],
    ["a draft that was never active", "3", 1, /greeting_v3.*never|never.*greeting_v3/s],
  ])("to %s is refused on the command line", async (_what, to, code, message) => {
    const { exitCode, err } = await project.run("rollback", "greeting", "--to", to);
    expect(err).toMatch(message);
    expect(exitCode).toBe(code);
  });

  test("without a key, or with a wrong one, is refused alike", async () => {
    const answers = [
      await rollBack("greeting", {}, null),
      await rollBack("greeting", {}, unknownKey),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
    const [without, wrong] = await Promise.all(answers.map((answer) => answer.text()));
    expect(without).toBe(wrong);
  });

  test("that was refused changed nothing", async () => {
    const { decisions } = JSON.parse((await project.run("history", "greeting", "--json")).out);
    expect(decisions).toHaveLength(1);
  });
});
