import { afterEach, beforeEach, expect, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { type CliProject, createStoredProject } from "../cli-project.js";

const healthLimitMs = 500;

// Each turn of the inner loop reads a long text: it ends at what a template may do, and not before.
const dear =
  "{% for a in range(400) %}{% for b in range(400) %}{% if text.title() %}{% endif %}{% endfor %}{% endfor %}";

const filters = `
  export const shout = { name: "shout", version: 1, apply: (value) => value + "!" };
`;

function config(filterModules: string): string {
  return `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { simulatedProvider } from "@promptrail/testing";
    import { shout } from "./filters.ts";
    const common = { version: 1, status: "active", provider: "simulated", model: "simulated-small", maxTokens: 50 };
    export default defineConfig({
      prompts: [
        definePrompt({ ...common, family: "dear", userTemplate: ${JSON.stringify(dear)} }),
        definePrompt({ ...common, family: "cheap", userTemplate: "Greet {{ name }}" }),
        definePrompt({
          ...common, family: "loud", filters: [shout],
          userTemplate: "{% for a in names %}{% for b in names %}{{ b | shout }}{% endfor %}{% endfor %}",
        }),
      ],
      providers: [simulatedProvider()],
      families: { dear: { gate: "none" }, cheap: { gate: "none" }, loud: { gate: "none" } },
      filterModules: ${filterModules},
    });`;
}

let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject();
  await project.write("filters.ts", filters);
  await project.write("promptrail.config.ts", config('["./filters.ts"]'));
});
afterEach(() => project.remove());

async function serve() {
  const server = project.start("serve", "--port", "0");
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const key = await server.waitFor(/pk_development_\S+/);
  const render = async (family: string, context: object) => {
    const response = await fetch(`${url}/v1/prompts/${family}/render`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ context }),
    });
    return { status: response.status, body: await response.text() };
  };
  return { server, url, render };
}

/** Asks for the server's health until the work is done; gives the longest time that it took. */
async function slowestHealth(url: string, work: Promise<unknown>): Promise<number> {
  let done = false;
  const end = () => {
    done = true;
  };
  work.then(end, end);
  let slowest = 0;
  do {
    const asked = performance.now();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - asked);
  } while (!done);
  return slowest;
}

test("the server answers while renders use all that a template may, and renders others after them", async () => {
  const { server, url, render } = await serve();
  const context = { text: "word ".repeat(10_000) };
  const renders = Promise.all([1, 2, 3].map(() => render("dear", context)));
  expect(await slowestHealth(url, renders)).toBeLessThan(slack * healthLimitMs);
  for (const { status, body } of await renders) {
    expect(status).toBe(422);
    expect(body).toContain("template reads and makes more than 20000000");
  }
  expect(await render("cheap", { name: "Ada" })).toMatchObject({ status: 200 });
  const large = await render("cheap", { name: "x".repeat(200_000) });
  expect(large.status).toBe(200);
  const loud = await render("loud", { names: ["a", "b"] });
  expect(loud.body).toContain("a!b!a!b!");
  server.signal("SIGTERM");
  expect(await server.ended).toMatchObject({ exitCode: 0 });
});

test("a server ends while a render is running", async () => {
  const { server, render } = await serve();
  const rendering = render("dear", { text: "word ".repeat(10_000) }).catch(() => {});
  expect(await render("cheap", { name: "Ada" })).toMatchObject({ status: 200 });
  server.signal("SIGTERM");
  expect(await server.ended).toMatchObject({ exitCode: 0 });
  await rendering;
});

test("check names the versions whose own filters are in no filter module", async () => {
  await project.run("lock");
  const named = await project.run("check", "--json");
  expect(named.out).not.toContain("filter_in_process");
  await project.write("promptrail.config.ts", config("[]"));
  const { out } = await project.run("check", "--json");
  expect(out).toContain("filter_in_process");
  expect(out).toContain('loud_v1 uses its own filter \\"shout\\" (version 1)');
  expect(out).not.toContain("cheap_v1 uses");
});

test("a filter module that is not there is told by check and by serve", async () => {
  await project.write("promptrail.config.ts", config('["./absent.ts"]'));
  const checked = await project.run("check");
  expect(checked.exitCode).toBe(1);
  expect(checked.out + checked.err).toContain("absent.ts cannot be imported");
  const served = await project.run("serve", "--port", "0");
  expect(served.exitCode).toBe(2);
  expect(served.err).toContain("absent.ts cannot be imported");
});
