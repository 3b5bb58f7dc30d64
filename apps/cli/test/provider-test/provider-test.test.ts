import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.ts";

const example = fileURLToPath(
  new URL("../../../../tooling/handbook/example-provider/line-harness.ts", import.meta.url),
);

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  // The example with one fault: it takes every failure for one that may be tried again.
  await project.write(
    "careless.ts",
    `import harness from ${JSON.stringify(example)};
    export default {
      ...harness,
      createProvider: (upstream) => {
        const provider = harness.createProvider(upstream);
        const complete = (request, call) =>
          provider.complete(request, call).catch((error) => {
            Object.defineProperty(error, "retryable", { value: true });
            throw error;
          });
        return { ...provider, complete };
      },
    };`,
  );
});
afterAll(() => project.remove());

test("a provider that keeps every promise is told so, with the counts", async () => {
  const { exitCode, out, err } = await project.run("provider-test", example);
  expect({ exitCode, out }).toEqual({
    exitCode: 0,
    out: expect.stringMatching(
      /^✓ \d+ checks \(\d+ of them not applicable\) and \d{3} cells: every/,
    ),
  });
  expect(err).toMatch(/\d+ of \d+ checks and cells/);
});

test("each broken promise is one line with what was expected and what came", async () => {
  const { exitCode, out } = await project.run("provider-test", "careless.ts");
  expect(exitCode).toBe(1);
  expect(out).toContain(
    "✗ complete, 404, whole: expected not_found (not retryable); came not_found (retryable)\n",
  );
  expect(out).toMatch(/\n✗ \d+ promises are broken; \d+ checks .* cells were run\.\n$/);
  expect(out).not.toContain("stream, 404");
});

test("the same as JSON", async () => {
  const { exitCode, out } = await project.run("provider-test", "careless.ts", "--json");
  expect(exitCode).toBe(1);
  const document: unknown = JSON.parse(out);
  expect(document).toMatchObject({ ok: false, module: "careless.ts", stopped: false });
  expect(document).toHaveProperty(
    "failures",
    expect.arrayContaining([
      {
        title: "complete, 401, whole, Retry-After 1",
        expected: "auth (not retryable, retryAfterMs 1000)",
        came: "auth (retryable, retryAfterMs 1000)",
      },
    ]),
  );
});

test("Ctrl-C ends the run with what was found so far", async () => {
  const command = project.start("provider-test", example, "--long");
  await command.waitFor(/\d+ of \d+ checks and cells/);
  command.signal("SIGINT");
  const { exitCode, out } = await command.ended;
  expect({ exitCode, out }).toEqual({
    exitCode: 1,
    out: expect.stringContaining("The run was stopped before its end."),
  });
});

const unusable: readonly [what: string, module: string, text: string | null, told: RegExp][] = [
  ["is not there", "./missing.ts", null, /was found neither as a file nor as a package/],
  ["does not load", "./broken.mjs", "throw new Error('out of paint');", /out of paint/],
  ["exports nothing", "./empty.mjs", "export {};", /neither `default` nor `harness`/],
  ["exports no object", "./text.mjs", "export default 'x';", /exports a string for a harness/],
  [
    "exports half a harness",
    "./half.mjs",
    "export const harness = { model: 'm', wire: { vendor: 'v' } };",
    /without `createProvider` \(function\), `wire\.basePath` \(string\), /,
  ],
  [
    "makes no provider",
    "./promise.mjs",
    "const wire = { vendor: 'v', basePath: '', requestIdHeader: 'x', failures: {}, answer() {}, toErrorBody() {}, toErrorEvent: null };\nexport const harness = { model: 'm', wire, createProvider: async () => ({}) };",
    /makes a provider without `id`, .* not as a promise/,
  ],
];

test.each(unusable)("a module that %s is wrong use, with the cure", async (...row) => {
  const [, module, text, told] = row;
  if (text !== null) await project.write(module, text);
  const { exitCode, out, err } = await project.run("provider-test", module);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toMatch(told);
  expect(err).toContain("add-a-provider");
});
