import threads from "node:worker_threads";
import { TemplateError } from "@promptrail/core";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { createRenderer, createRenderPool, type RenderPoolSettings } from "../../src/index.js";
import { quit, shout } from "../worker/fixtures/shop-filters.js";

const filterModules = [new URL("../worker/fixtures/shop-filters.ts", import.meta.url)];
const pools: { close(): Promise<void> }[] = [];

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
});

async function open(settings: RenderPoolSettings = {}, limits = {}) {
  const pool = await createRenderPool({ deadlineMs: 60_000, patienceMs: 120_000, ...settings });
  pools.push(pool);
  const renderer = createRenderer({ pool, limits });
  const compile = (source: string, filters = [shout, quit]) =>
    renderer.compile(source, { name: "t", filters });
  return { pool, compile };
}

const nested = "{% for a in list %}{% for b in list %}{{ b }}{% endfor %}{% endfor %}";
const unlimited = { loopSteps: 1e12, builtTotal: 1e15, outputSize: 1e12 };
const endless = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}";

/** True where the text was not made in the caller's own turn. */
async function isBeside(rendering: Promise<unknown>): Promise<boolean> {
  let made = false;
  const ended = rendering.then(() => {
    made = true;
  });
  // No message of another thread arrives between these.
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  const beside = !made;
  await ended;
  return beside;
}

test("a dear template renders beside its caller, and a cheap one where it is called", async () => {
  const { compile } = await open();
  const dear = compile(nested);
  const cheap = compile("{% for a in list %}{{ a }}{% endfor %}");
  expect(await dear.renderAsync({ list: [1, 2] })).toBe("1212");
  expect(await isBeside(dear.renderAsync({ list: [1] }))).toBe(true);
  expect(await isBeside(cheap.renderAsync({ list: [1] }))).toBe(false);
  expect(dear.render({ list: [1] })).toBe("1");
});

test("a context above 64 KB goes to the pool, whatever the template", async () => {
  const { compile } = await open();
  const template = compile("{{ x | length }}");
  expect(await isBeside(template.renderAsync({ x: "x".repeat(60_000) }))).toBe(false);
  expect(await isBeside(template.renderAsync({ x: "x".repeat(66_000) }))).toBe(true);
  const items = Array.from({ length: 40_000 }, (_, index) => index);
  expect(await isBeside(template.renderAsync({ x: items }))).toBe(true);
  expect(await template.renderAsync({ x: items })).toBe("40000");
});

test("what seems cheap and is not goes to the pool with its whole limits", async () => {
  const { compile } = await open();
  const template = compile("{% for a in list %}{% if text | wordcount %}{% endif %}{% endfor %}ok");
  const context = { list: Array.from({ length: 500 }, () => 1), text: "word ".repeat(5_000) };
  expect(await isBeside(template.renderAsync(context))).toBe(true);
  expect(await template.renderAsync(context)).toBe("ok");
  // Known from then on.
  expect(await isBeside(template.renderAsync({ list: [], text: "" }))).toBe(true);
});

test("errors are those of `render`, with name, place and path", async () => {
  const { compile } = await open();
  const template = compile(`\n${nested}{{ p.price }}`);
  const thrown = await template.renderAsync({ list: [], p: {} }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(TemplateError);
  expect(thrown).toMatchObject({ kind: "undefined", path: "p.price", line: 2, template: "t" });
  await expect(template.renderAsync(1)).rejects.toMatchObject({ kind: "context", template: "t" });
  const limited = compile("{{ 'x' * 2000000 }}").renderAsync({});
  await expect(limited).rejects.toMatchObject({ kind: "limit", line: 1 });
});

test("an own filter of the modules renders in the pool, and another one in the caller's thread", async () => {
  const { compile } = await open({ filterModules });
  expect(await isBeside(compile(`${nested}{{ 1 | shout }}`).renderAsync({ list: [] }))).toBe(true);
  const newer = { ...shout, version: 3 };
  const here = compile(`${nested}{{ 1 | shout }}`, [newer, quit]);
  expect(await isBeside(here.renderAsync({ list: [] }))).toBe(false);
  expect(await here.renderAsync({ list: [] })).toBe("1!");
});

test("a filter module that cannot be imported is told at once", async () => {
  const absent = createRenderPool({ filterModules: ["file:///nowhere/filters.js"] });
  await expect(absent).rejects.toThrow("The filter module file:///nowhere/filters.js");
  await expect(createRenderPool({ workers: 0 })).rejects.toThrow(
    "workers must be a number above 0",
  );
});

test("a render that is out of time fails with a limit, and its worker is replaced", async () => {
  const { compile } = await open({ workers: 1, deadlineMs: 1_000 }, unlimited);
  const bad = compile(endless).renderAsync({});
  const good = compile(nested).renderAsync({ list: ["after"] });
  await expect(bad).rejects.toMatchObject({
    kind: "limit",
    template: "t",
    reason: expect.stringContaining("more than 1000 ms in a render worker"),
  });
  expect(await good).toBe("after");
});

test("a worker that dies fails its render with a limit, and the others go on", async () => {
  const { compile } = await open({ workers: 2, filterModules });
  const leaving = compile(`${nested}{{ 1 | quit }}`);
  const good = compile(nested);
  for (let round = 0; round < 3; round += 1) {
    const died = leaving.renderAsync({ list: [] });
    const texts = Promise.all([1, 2, 3].map((n) => good.renderAsync({ list: [n] })));
    await expect(died).rejects.toMatchObject({
      kind: "limit",
      reason: expect.stringContaining("ended with exit code 3"),
    });
    expect(await texts).toEqual(["1", "2", "3"]);
  }
});

test("a render beyond the worker's memory fails with a limit", async () => {
  const { compile } = await open({ workers: 1, memoryMb: 32 }, unlimited);
  const bomb = `{% set l = [] %}${endless.replace("{% endfor %}", "{% set _ = l.append([a, b]) %}{% endfor %}")}`;
  await expect(compile(bomb).renderAsync({})).rejects.toMatchObject({
    kind: "limit",
    reason: expect.stringContaining("more than 32 MB"),
  });
  expect(await compile(nested).renderAsync({ list: [1] })).toBe("1");
});

test("a render that finds no free worker in time fails with a limit", async () => {
  const { compile } = await open({ workers: 1, deadlineMs: 60_000, patienceMs: 50 }, unlimited);
  const busy = compile(endless).renderAsync({});
  busy.catch(() => {});
  await expect(compile(nested).renderAsync({ list: [1] })).rejects.toMatchObject({
    kind: "limit",
    reason: expect.stringContaining("no render worker was free within 50 ms"),
  });
});

test.each([
  ["starts", 0],
  ["runs", 1],
])(
  "a render whose caller left gives its place to the next, in a worker that %s",
  async (_, warm) => {
    const { compile } = await open({ workers: 1 }, unlimited);
    for (let n = 0; n < warm; n += 1) await compile(nested).renderAsync({ list: [n] });
    const running = new AbortController();
    const waiting = new AbortController();
    const left = expect.objectContaining({ reason: "its caller cancelled before it was rendered" });
    const first = compile(endless).renderAsync({}, running.signal);
    const second = compile(endless).renderAsync({}, waiting.signal);
    const third = compile(nested).renderAsync({ list: ["after"] });
    waiting.abort();
    await expect(second).rejects.toEqual(left);
    running.abort();
    await expect(first).rejects.toEqual(left);
    // The deadline of each would have been a minute.
    expect(await third).toBe("after");
    await expect(compile(nested).renderAsync({ list: [1] }, waiting.signal)).rejects.toEqual(left);
  },
);

test("a render that ends soon after its caller left costs no worker", async () => {
  const { compile } = await open({ workers: 1, filterModules });
  const template = compile(nested);
  expect(await template.renderAsync({ list: [0] })).toBe("0");
  const started = vi.spyOn(threads, "Worker");
  const leave = new AbortController();
  const left = template.renderAsync({ list: [1] }, leave.signal);
  leave.abort();
  await expect(left).rejects.toMatchObject({ kind: "limit" });
  expect(await template.renderAsync({ list: [2] })).toBe("2");
  expect(started).not.toHaveBeenCalled();
});

test("a render that has ended is not held until it could have waited no longer", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { compile } = await open({ workers: 1 });
  const template = compile(nested);
  const texts = [1, 2, 3].map((n) => template.renderAsync({ list: [n] }));
  expect(await Promise.all(texts)).toEqual(["1", "2", "3"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("more renders than workers all end, in any number of templates", async () => {
  const { compile } = await open();
  const templates = Array.from({ length: 7 }, (_, index) => compile(`${index}:${nested}`));
  const texts = templates.flatMap((template, index) =>
    [1, 2, 3].map(async (n) =>
      expect(await template.renderAsync({ list: [n] })).toBe(`${index}:${n}`),
    ),
  );
  await Promise.all(texts);
});

test("closing ends what runs and what waits, and refuses what comes later", async () => {
  const { pool, compile } = await open({ workers: 1 }, unlimited);
  const outcomes = [compile(endless), compile(nested)].map((template) =>
    template.renderAsync({ list: [1] }).catch((error: unknown) => error),
  );
  await pool.close();
  outcomes.push(
    compile(nested)
      .renderAsync({ list: [1] })
      .catch((error: unknown) => error),
  );
  for (const outcome of await Promise.all(outcomes)) {
    expect(outcome).toMatchObject({
      kind: "limit",
      reason: "the render pool was closed before this was rendered",
    });
  }
});
