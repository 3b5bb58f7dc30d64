import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import { suggest } from "@promptrail/core/errors";
import { describeIssues } from "@promptrail/core/portable";
import { configKeys, configSchema } from "./config-schema.js";

/** @throws PromptrailError `config_invalid`, which names each wrong key. `where` names the config. */
export function parseConfig(value: unknown, where: string): PromptrailConfig {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const unknown = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [],
  );
  const hints = unknown.map((key) => suggest(key, configKeys)).join("");
  throw new PromptrailError(
    "config_invalid",
    `${where} is not a Promptrail config: ${describeIssues(parsed.error.issues)}.${hints} Known keys: ${configKeys.join(", ")}.`,
    { keys: unknown },
  );
}
