import { mostSavedRetries } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import fc from "fast-check";
import { afterAll, beforeEach, expect, test } from "vitest";
import { randomRuns } from "../../../tooling/test/run/random-runs.ts";
import { openaiEmbeddings } from "./openai-embeddings.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.openai;
const embeddings = openaiEmbeddings({ apiKey: "test-key", baseUrl: upstream.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => upstream.reset());

const call = (deadline = Date.now() + 60_000) =>
  ({ signal: new AbortController().signal, deadline, lane: "eval" }) as const;

const model = "text-embedding-3-small";

function similarity(first: readonly number[] = [], second: readonly number[] = []): number {
  return first.reduce((sum, value, index) => sum + value * (second[index] ?? 0), 0);
}

test("every text gets its vector, in order, and similar texts lie close together", async () => {
  const texts = ["a red kettle", "a red kettle for tea", "seven bicycles race downhill"];
  const { vectors, usage } = await embeddings.embed({ model, texts }, call());
  expect(vectors.map((vector) => vector.length)).toEqual([1536, 1536, 1536]);
  expect(similarity(vectors[0], vectors[1])).toBeGreaterThan(similarity(vectors[0], vectors[2]));
  expect(usage.input).toBeGreaterThan(0);
  expect(upstream.requests[0]?.headers["user-agent"]).toMatch(/^OpenAI\/JS /);
});

test("the stated dimensions are those of the vectors", async () => {
  for (const [name, { dimensions }] of Object.entries(embeddings.models)) {
    const { vectors } = await embeddings.embed({ model: name, texts: ["tea"] }, call());
    expect(vectors[0]).toHaveLength(dimensions);
  }
});

test("no texts need no request", async () => {
  expect((await embeddings.embed({ model, texts: [] }, call())).vectors).toEqual([]);
  expect(upstream.requests).toHaveLength(0);
});

test("more texts than one request may have are sent in batches", async () => {
  const texts = Array.from({ length: 514 }, (_, index) => `t${index % 3}`);
  const { vectors } = await embeddings.embed({ model, texts }, call());
  expect(vectors).toHaveLength(514);
  expect(vectors[513]).toEqual(vectors[0]);
  expect(upstream.requests).toHaveLength(2);
});

test("what the vendor asks to wait for longer than there is time fails now", async () => {
  upstream.script({ type: "status", status: 429, retryAfter: "3600" });
  await expect(embeddings.embed({ model, texts: ["tea"] }, call())).rejects.toMatchObject({
    kind: "rate_limited",
    retryAfterMs: 3_600_000,
  });
  expect(upstream.requests).toHaveLength(1);
});

test("the deadline is that of all attempts", async () => {
  upstream.repeat({ type: "silence" });
  const late = embeddings.embed({ model, texts: ["tea"] }, call(Date.now() + 100));
  await expect(late).rejects.toMatchObject({ kind: "timeout" });
  const hasty = openaiEmbeddings({ apiKey: "k", baseUrl: upstream.baseUrl, timeoutMs: 50 });
  const short = hasty.embed({ model, texts: ["tea"] }, call());
  await expect(short).rejects.toMatchObject({ kind: "timeout" });
  expect(upstream.requests).toHaveLength(2);
});

test("a caller that gives up while it waits gets what had failed, and nothing more is sent", async () => {
  upstream.script({ type: "status", status: 503, retryAfter: "30" });
  const leaving = new AbortController();
  const asked = embeddings.embed({ model, texts: ["tea"] }, { ...call(), signal: leaving.signal });
  await expect.poll(() => upstream.requests.length).toBe(1);
  setTimeout(() => leaving.abort(), 50);
  await expect(asked).rejects.toMatchObject({ name: "ProviderError" });
  expect(upstream.requests).toHaveLength(1);
});

test("of many batches only the one that failed is sent again, also where a connection was lost", async () => {
  upstream.script({ type: "none" }, { type: "drop" });
  const texts = Array.from({ length: 514 }, (_, index) => `t${index % 3}`);
  const { vectors, usage } = await embeddings.embed({ model, texts }, call());
  expect(vectors).toHaveLength(514);
  expect(usage.input).toBeGreaterThan(0);
  const sizes = upstream.requests.map(({ body }) => JSON.stringify(body).match(/"t\d"/g)?.length);
  expect(sizes).toEqual([512, 2, 2]);
});

const passing = [429, 500, 503, 504].map((status) => ({ status, passes: true }));
const lasting = [400, 401, 404].map((status) => ({ status, passes: false }));

test("what may be over soon is sent again, twice at most, and nothing else is", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...passing, ...lasting), { maxLength: 4 }),
      async (failures) => {
        upstream.reset();
        upstream.script(
          ...failures.map(({ status }) => ({ type: "status", status, retryAfter: "0" }) as const),
        );
        const fresh = openaiEmbeddings({ apiKey: "test-key", baseUrl: upstream.baseUrl });
        const end = await fresh.embed({ model, texts: ["tea"] }, call()).then(
          () => "answered",
          (error: unknown) => error,
        );
        const lastingAt = failures.findIndex(({ passes }) => !passes);
        const failed = lastingAt < 0 ? failures.length : lastingAt + 1;
        const isAnswered = lastingAt < 0 && failures.length < 3;
        expect(upstream.requests).toHaveLength(isAnswered ? failed + 1 : Math.min(failed, 3));
        if (isAnswered) expect(end).toBe("answered");
        else expect(end).toMatchObject({ status: failures[Math.min(failed, 3) - 1]?.status });
      },
    ),
    { numRuns: randomRuns({ usual: 25, long: 300 }) },
  );
});

test("who has spent what there is on sending again sends once, until there were answers", async () => {
  const fresh = openaiEmbeddings({ apiKey: "test-key", baseUrl: upstream.baseUrl });
  const ask = () => fresh.embed({ model, texts: ["tea"] }, call()).catch(() => {});
  upstream.repeat({ type: "status", status: 503, retryAfter: "0" });
  for (let asked = 0; asked < 8; asked += 1) await ask();
  expect(upstream.requests).toHaveLength(8 + mostSavedRetries);
});
