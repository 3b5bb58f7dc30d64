import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync, rmSync } from "node:fs";
import { startPostgres } from "../test/postgres-server.ts";
import { createTestDatabase } from "../test/test-database.ts";
import { postgres } from "@promptrail/store-postgres";
import { declareMany, manyConfig } from "../../apps/cli/test/live/many-families.ts";
const pg = await startPostgres();
const { url } = await createTestDatabase(pg!.adminUrl);
const groups = [{ name: "shop", model: "ill-model", count: 1000 }];
const store = await postgres(url).open({ environment: "development", projectFolder: "." });
console.time("declare");
await declareMany(store, groups);
console.timeEnd("declare");
const folder = "/tmp/many/p";
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
symlinkSync("/work/w/many/apps/cli/node_modules", folder + "/node_modules");
writeFileSync(folder + "/package.json", '{"type":"module"}');
writeFileSync(folder + "/promptrail.config.ts", manyConfig(groups));
for (const extra of [["--dry-run"], ["--yes"]]) {
  const before = process.resourceUsage();
  const r = spawnSync("bash", ["-c", `time node ${process.env.NODEFLAGS ?? ""} /work/w/many/apps/cli/bin/promptrail.mjs rollback --all --model ill-model --reason x ${extra.join(" ")} | tail -1`], { cwd: folder, env: { ...process.env, DATABASE_URL: url }, encoding: "utf8" });
  console.log(extra, r.stdout, r.stderr);
}
console.log((await store.status.readSnapshot()).revision);
await store.close();
await pg!.stop();
