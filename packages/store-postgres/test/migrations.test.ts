import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyMigrations } from "../src/migrations/apply-migrations.js";
import { listMigrations } from "../src/migrations/list-migrations.js";
import { type EngineDatabase, engines } from "./engines.js";

describe.for(engines)("migrations on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  beforeAll(async () => {
    if (!isMissing) database = await open();
  });
  afterAll(() => database?.drop());

  test.skipIf(isMissing)("are applied once by several processes that start together", async () => {
    const migrations = listMigrations();
    const pools = [database.pool, ...Array.from({ length: 4 }, () => database.openAnother())];
    const applied = await Promise.all(pools.map((pool) => applyMigrations(pool, migrations)));
    // PGlite has them already.
    expect([migrations.length, 0]).toContain(applied.flat().length);
    expect(await applyMigrations(database.pool, migrations)).toEqual([]);
  });

  test.skipIf(isMissing)(
    "are refused when one that was applied has been edited since",
    async () => {
      const edited = listMigrations().map((each, index) =>
        index === 1 ? { ...each, checksum: "sha256-edited" } : each,
      );
      await expect(applyMigrations(database.pool, edited)).rejects.toMatchObject({
        code: "immutability_violation",
        data: { migration: "0002-decisions" },
      });
    },
  );

  test.skipIf(isMissing)("leave the steps of a newer build alone", async () => {
    const migrations = listMigrations();
    const newer = {
      name: "9999-newer",
      script: "create table promptrail.newer (id int)",
      checksum: "n",
    };
    expect(await applyMigrations(database.pool, [...migrations, newer])).toEqual(["9999-newer"]);
    expect(await applyMigrations(database.pool, migrations)).toEqual([]);
  });

  test.skipIf(isMissing)("leave nothing behind when a step fails", async () => {
    const migrations = listMigrations();
    const half = {
      name: "9999-zz-half",
      script: "create table promptrail.half (id int); select * from promptrail.no_such_table;",
      checksum: "h",
    };
    await expect(applyMigrations(database.pool, [...migrations, half])).rejects.toThrow(
      /is not available: a table is missing|no_such_table/,
    );
    const again = { ...half, script: "create table promptrail.half (id int)" };
    expect(await applyMigrations(database.pool, [...migrations, again])).toEqual(["9999-zz-half"]);
  });
});

test("shipped migrations stay as they were released", async () => {
  const shipped = listMigrations().map(({ name, checksum }) => `${name} ${checksum}`);
  expect(shipped).toMatchInlineSnapshot(`
    [
      "0001-evidence-and-versions sha256-e76463e026a3aaf84c0d284b0f86e5e9c398634aeddbfb1bc279de3523bf27c0",
      "0002-decisions sha256-cef4ae11686f6daa5e2c3cb6e6a905114dec087e9091384a7e0fb0219e9610c1",
      "0003-calls-and-keys sha256-9945d876e44948537ab9b0453450a315a079660abd0ee7b89d261c478ba1dcb0",
      "0004-fleet sha256-b8c6b33cddca96a7a8fc00931fb0c9364261af70f5d92430d12d5778cc4d9063",
      "0005-announcements sha256-32033f268942d4b76ff64062c2b77d4043de8c8d34e12f520163e88e9144c5fa",
      "0006-key-families sha256-1ba000f9c487744c250ca81f18ffb14399487146fc3b2e213741f7e3697d3076",
      "0007-activations sha256-a7719d1b13cf2f0ef524b7afeb68ceb7f90fe5b5b539983022e8ad86ba99cf43",
      "0008-evidence-in-decisions sha256-b7b8809f8007660eb48e05c8343677d5bbedd16730db4934fd1cd12303f4408d",
      "0009-replaced-keys sha256-64d7375237eedcb18eb9a79ccb4a253ecc901399edb770a167b01c2aabe5d1cd",
      "0010-keys-that-report sha256-93c0006e645e13360c5c6a84c9229556a6c1f84d00d2ec32931f66eae6d2ea99",
      "0011-decisions-together sha256-5a5747fce75e714c05d46d40974ca4f9dd76f094d3820884793b7fbca6bcfb5e",
      "0012-evidence-actors sha256-05207ac22721d041b2c136e4e3b5b760b40390578f07bdfde2a57b55c816a5a8",
      "0013-call-log sha256-f4f8680e773920a525b8f9062ba7dc82a7b7d48792623552aa098ab85bc7960c",
      "0014-first-runs-decide sha256-4ce38cfd560711727d7ea4880c4f97a78e557a8722d3fcddac01e84b854fd1e8",
      "0015-shared-runs sha256-7eed142537a4c57b1cbbc2a6e7a55ff9309b55cb5bba9d00b34a674c9dd6060c",
    ]
  `);
});
