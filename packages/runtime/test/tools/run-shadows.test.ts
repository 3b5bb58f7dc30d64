import { expect, test, vi } from "vitest";
import { startMetrics } from "../collected-metrics.js";
import { calls, find, openParcels, says } from "./parcels.js";

// Else each process asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");

test("the first step of a run has a shadow run, and the later ones are counted as without", async () => {
  const collect = startMetrics();
  const turns = [{ role: "user", content: [{ type: "text", text: "Quick!" }] }] as const;
  const { promptrail, provider, finished } = await openParcels(({ messages }) =>
    messages.length <= 1 + turns.length ? calls(find("c1")) : says('{"place":"Bonn"}'),
  );
  await promptrail.shadow({
    family: "parcel_help",
    version: 1,
    rate: 1,
    actor: "ada",
    reason: "Test.",
  });
  const { runId, steps } = await promptrail.runTools(
    "parcel_help",
    { question: "Where?" },
    { tools: { find_parcel: () => "Bonn", read_order: () => null }, turns },
  );
  await promptrail.flush();
  expect(steps).toHaveLength(2);
  const byLane = (lane: string) => finished.filter((record) => record.lane === lane);
  expect(byLane("production").map((record) => [record.runId, record.step])).toEqual([
    [runId, 1],
    [runId, 2],
  ]);
  expect(byLane("shadow")).toMatchObject([
    { version: 1, runId: null, step: null, shadowOf: steps[0]?.call.id, outcome: "tool_use" },
  ]);
  const first = provider.calls.filter(({ request }) => request.messages.length === 2);
  expect(first.map(({ request }) => request.messages.at(-1))).toEqual([turns[0], turns[0]]);
  const lost = (await collect()).filter(({ name }) => name === "promptrail.shadow.lost");
  expect(lost.map(({ attributes, value }) => [attributes["reason"], value])).toEqual([["step", 1]]);
  await promptrail.close();
});
