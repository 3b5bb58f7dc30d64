import { describe, expect, onTestFinished, test } from "vitest";
import { engines, openMigrated } from "../test/engines.js";
import { applyMigrations } from "./migrations/apply-migrations.js";
import { listMigrations } from "./migrations/list-migrations.js";
import { dataLimit } from "./sql/limits.js";

describe.each(engines)("on $name", ({ isMissing, open }) => {
  test.skipIf(isMissing)(
    "an environment with a name that none is given today is not made, and served where it is there",
    async () => {
      const { pool, drop } = await open();
      onTestFinished(drop);
      await applyMigrations(pool, listMigrations());
      const name = "../../Ümgebung 1";
      await expect(openMigrated(pool, name)).rejects.toMatchObject({
        code: "config_invalid",
        data: { environment: name },
      });
      const insert = "insert into promptrail.environment_head (environment) values ($1)";
      await pool.query(insert, [name], dataLimit);
      const store = await openMigrated(pool, name);
      expect(await store.environments()).toEqual([name]);
      await store.close();
    },
  );
});
