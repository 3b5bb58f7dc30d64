import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followServer } from "@promptrail/client/follow";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { afterEach, expect, test } from "vitest";
import { startServer } from "../../src/index.js";
import { context, openShop, prompts } from "../shop-project.js";

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const family = "product_description";

test("the calls of a process that follows a server are in the server's log, redacted there", async () => {
  const shop = await openShop();
  opened.push(shop.promptrail);
  const { authorization } = await shop.keyFor("read", "report");
  const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50 });
  opened.push(server);
  const projectFolder = mkdtempSync(join(tmpdir(), "promptrail-follower-"));
  opened.push({ close: async () => rmSync(projectFolder, { recursive: true, force: true }) });
  const follower: Promptrail = await createPromptrail(
    {
      prompts: [...prompts],
      providers: [fakeProvider({ answers: () => "Write to ada@example.com." })],
      projectFolder,
      // Neither a file of its own nor a database is there for what the server keeps.
      logging: { durability: "spool", ack: "fsync" },
      spool: { description: "none", open: () => expect.unreachable("A spool was opened") },
    },
    {
      statusSource: followServer({ url: server.url, key: authorization.slice("Bearer ".length) }),
      onProblem: (error) => expect.unreachable(String(error)),
    },
  );
  opened.push(follower);
  const { id } = await follower.call(family, context, { subject: "customer-7" });
  await follower.flush();
  const kept = await shop.promptrail.calls.find(id);
  expect(kept).toMatchObject({ text: "Write to [email].", context, version: 2, bodyLoss: null });
  expect(kept.subject).toMatch(/^[0-9a-f]{64}$/);
  expect(kept.shape).toContain("script:latin");
  // Its own log has it as well.
  expect(await follower.calls.find(id)).toMatchObject({ text: "Write to [email]." });
  await shop.promptrail.calls.erase("customer-7", { actor: "ada" });
  expect(await shop.promptrail.calls.read({ limit: 9 })).toEqual([]);
});
