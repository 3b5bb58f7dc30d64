import { createServer, type Socket } from "node:net";
import type { OpenStore, Snapshot } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { type DatabaseProxy, startProxy } from "../../../../tooling/test/start-proxy.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { lockHead } from "../../src/decide/lock-head.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { type PostgresSettings, postgres } from "../../src/postgres.js";
import { statusLimit } from "../../src/sql/limits.js";
import { bringLive, promote, rollback } from "../commands.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("outages");

/** A port of this machine that nothing listens on. */
const deadUrl = "postgres://ada:secret-word@127.0.0.1:1/promptrail";

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let environments = 0;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    proxy = await startProxy(database.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await database?.drop();
  });

  const open = (url: string, settings: PostgresSettings = {}) => {
    environments += 1;
    const environment = `outage-${environments}`;
    return postgres(url, settings).open({ environment, projectFolder: "." });
  };
  const watch = async ({ status }: OpenStore) => {
    const told: Snapshot[] = [];
    const problems: unknown[] = [];
    const { revision } = await status.readSnapshot();
    await status.watch(
      revision,
      (snapshot) => told.push(snapshot),
      (error) => problems.push(error),
    );
    return { told, problems };
  };

  test("a decision against a frozen database fails in time, and works again after", async () => {
    const store = await open(proxy.url);
    await bringLive(store, "fraud_score", 3);
    proxy.freeze();
    const started = performance.now();
    const decisions = Array.from({ length: 15 }, () =>
      store.status.decide(rollback("fraud_score", 3)),
    );
    const results = await Promise.allSettled(decisions);
    // Promised are two seconds.
    expect(performance.now() - started).toBeLessThan(slack * 2_000);
    for (const result of results) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "store_unavailable" } });
    }
    proxy.thaw();
    const { state } = await store.status.decide(promote("fraud_score", 1));
    expect(state.activeVersion).toBe(1);
    await store.close();
  });

  test("a watch goes on after its connections were cut and after a freeze", async () => {
    const store = await open(proxy.url);
    const direct = await postgres(database.url).open({
      environment: `outage-${environments}`,
      projectFolder: ".",
    });
    await bringLive(store, "fraud_score", 4);
    const { told, problems } = await watch(store);
    proxy.cut();
    await direct.status.decide(rollback("fraud_score", 4));
    await expect.poll(() => told.at(-1)?.revision).toBe(5);
    proxy.freeze();
    const before = problems.length;
    await direct.status.decide(rollback("fraud_score", 3));
    await expect.poll(() => problems.length).toBeGreaterThan(before);
    expect(told.at(-1)?.revision).toBe(5);
    proxy.thaw();
    // At most 5 s after it answers again.
    await expect.poll(() => told.at(-1)?.revision).toBe(6);
    expect(problems).toContainEqual(expect.objectContaining({ code: "store_unavailable" }));
    await Promise.all([store.close(), direct.close()]);
  });

  test("a process that is cut off while it decides does not keep the others from deciding", async () => {
    const direct = await open(database.url);
    const environment = `outage-${environments}`;
    await bringLive(direct, "fraud_score", 3);
    const { url } = proxy;
    const cutOff = createPostgresPool({
      url,
      directUrl: url,
      maxConnections: 1,
      description: "cut off",
    });
    const deciding = cutOff.transaction(async (connection) => {
      await lockHead(connection, environment);
      proxy.freeze();
      await connection.query("select 1", []);
    }, statusLimit);
    await expect(deciding).rejects.toMatchObject({ code: "store_unavailable" });
    const decide = () => direct.status.decide(rollback("fraud_score", 3)).catch(() => null);
    await expect.poll(decide).toMatchObject({ state: { activeVersion: 2 } });
    proxy.thaw();
    await Promise.all([direct.close(), cutOff.close()]);
  });

  test("a closed store leaves a frozen database without waiting for it", async () => {
    const store = await open(proxy.url);
    await watch(store);
    // Leaves idle connections in the pool.
    await Promise.all([1, 2, 3].map(() => store.calls.read({ limit: 1 })));
    proxy.freeze();
    const started = performance.now();
    await store.close();
    expect(performance.now() - started).toBeLessThan(10_000);
    proxy.thaw();
  });

  test("polling finds a decision where no connection can listen, and says what is wrong", async () => {
    const store = await open(database.url, { directUrl: deadUrl });
    await bringLive(store, "fraud_score", 2);
    const { told, problems } = await watch(store);
    await store.status.decide(rollback("fraud_score"));
    await expect.poll(() => told.at(-1)?.revision, { timeout: slack * 500 }).toBe(3);
    expect(problems).toContainEqual(expect.objectContaining({ code: "store_unavailable" }));
    await store.close();
  });

  test("a decision reaches a watcher by notification before it would poll", async () => {
    const store = await open(database.url, { pollMs: 60_000 });
    await bringLive(store, "fraud_score", 2);
    const { told } = await watch(store);
    await store.status.decide(rollback("fraud_score"));
    await expect.poll(() => told.at(-1)?.revision, { timeout: slack * 500, interval: 5 }).toBe(3);
    await store.close();
  });

  test("a decision without notifications reaches a watcher by polling within half a second's fivefold", async () => {
    const store = await open(database.url, { listen: false });
    await bringLive(store, "fraud_score", 2);
    const { told } = await watch(store);
    await store.status.decide(rollback("fraud_score"));
    await expect.poll(() => told.at(-1)?.revision, { timeout: slack * 500, interval: 5 }).toBe(3);
    await store.close();
  });
});

describe("a server that accepts connections and never answers", () => {
  test("makes opening fail instead of waiting for ever", async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => void sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const store = postgres(`postgres://ada:secret-word@127.0.0.1:${port}/promptrail`);
    const opening = store.open({ environment: "production", projectFolder: "." });
    await expect(opening).rejects.toMatchObject({ code: "store_unavailable" });
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});

describe("a database that cannot be opened", () => {
  const settings = { environment: "production", projectFolder: "." };

  test("is named without its password when nothing listens there", async () => {
    const store = postgres(deadUrl);
    expect(store.description).toBe("postgres (127.0.0.1:1/promptrail)");
    const error: unknown = await store.open(settings).catch((each: unknown) => each);
    expect(error).toMatchObject({
      code: "store_unavailable",
      message:
        "The store postgres (127.0.0.1:1/promptrail) is not available: it refused the connection. Check that the database runs and that DATABASE_URL is its address.",
    });
    expect(JSON.stringify(error)).not.toContain("secret-word");
  });

  test("is asked for by name when no URL is set", async () => {
    for (const url of [undefined, ""]) {
      await expect(postgres(url).open(settings)).rejects.toMatchObject({
        code: "config_invalid",
        message: expect.stringContaining("DATABASE_URL is not set"),
      });
    }
  });

  test("is refused without repeating a URL that cannot be read", async () => {
    const store = postgres("postgres://ada:secret#word@host:port/promptrail");
    const error: unknown = await store.open(settings).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: "config_invalid" });
    expect(`${String(error)} ${store.description} ${JSON.stringify(error)}`).not.toContain(
      "secret",
    );
  });

  test.skipIf(adminUrl === null)(
    "is refused with the cure when the password is wrong",
    async () => {
      const url = new URL(adminUrl ?? "");
      url.password = "wrong-word";
      const error: unknown = await postgres(url.href)
        .open(settings)
        .catch((each: unknown) => each);
      expect(error).toMatchObject({ code: "store_unavailable", data: { database_code: "28P01" } });
      expect(String(error)).toContain("Check the password");
      expect(String(error)).not.toContain("wrong-word");
    },
  );
});
