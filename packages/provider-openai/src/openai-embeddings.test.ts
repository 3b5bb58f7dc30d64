import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
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

test("failures are ProviderErrors", async () => {
  upstream.script({ type: "status", status: 429, retryAfter: "2" });
  await expect(embeddings.embed({ model, texts: ["tea"] }, call())).rejects.toMatchObject({
    kind: "rate_limited",
    retryAfterMs: 2000,
  });
  upstream.script({ type: "silence" });
  const late = embeddings.embed({ model, texts: ["tea"] }, call(Date.now() + 100));
  await expect(late).rejects.toMatchObject({ kind: "timeout" });
});
