import { followServer } from "@promptrail/client/follow";
import { createPromptrail } from "@promptrail/runtime";
import config from "../promptrail.config.ts";
import { product } from "./inputs.ts";

/**
 * Another service: it has no store, and follows the server. It tells its parent each version that it
 * serves, as soon as a call has run on it.
 */
const { PROMPTRAIL_URL = "", PROMPTRAIL_KEY = "" } = process.env;

const promptrail = await createPromptrail(config, {
  statusSource: followServer({ url: PROMPTRAIL_URL, key: PROMPTRAIL_KEY }),
});
promptrail.watch(() => void serve());
await serve();

async function serve(): Promise<void> {
  const result = await promptrail.call("product_description", { product });
  process.send?.({ version: result.version, at: Date.now() });
}
