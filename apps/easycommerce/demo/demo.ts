import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import pc from "picocolors";
import { openShop } from "./open-shop.ts";
import { shopFolder } from "./run-command.ts";
import { answerByFallback } from "./steps/answer-by-fallback.ts";
import { callFamilies } from "./steps/call-families.ts";
import { check } from "./steps/check.ts";
import { compare } from "./steps/compare.ts";
import { deploy } from "./steps/deploy.ts";
import { evaluate } from "./steps/evaluate.ts";
import { promote } from "./steps/promote.ts";
import { rollBack } from "./steps/roll-back.ts";
import { runShadow } from "./steps/run-shadow.ts";
import { showHistory } from "./steps/show-history.ts";
import { startUpstreams } from "./upstreams.ts";

/** `npm run demo [-- --live] [--store FOLDER]`: the life of a prompt in ten steps. */
const { values } = parseArgs({
  options: { live: { type: "boolean", default: false }, store: { type: "string" } },
});

const store = resolve(values.store ?? join(shopFolder, ".promptrail", "store"));
const upstreams = await startUpstreams(values.live);
const environment = {
  ...upstreams.environment,
  EASYCOMMERCE_STORE: store,
  PROMPTRAIL_ACTOR: "demo",
};
Object.assign(process.env, environment);
const story = { upstreams, environment };

try {
  console.log(pc.inverse(` ${upstreams.description} `));
  await check(story);
  await deploy(story);
  await evaluate(story);
  await promote(story);
  const shop = await openShop();
  let pairedCall: string;
  try {
    await callFamilies(story, shop);
    await answerByFallback(story);
    pairedCall = await runShadow(story, shop);
  } finally {
    await shop.close();
  }
  await compare(story, pairedCall);
  await rollBack(story);
  await showHistory(story);
  console.log(`\n${pc.green("All ten steps did what they show.")} The store is ${store}.`);
} catch (error) {
  console.error(
    `\n${pc.red("✗")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = 1;
} finally {
  await upstreams.close();
}
