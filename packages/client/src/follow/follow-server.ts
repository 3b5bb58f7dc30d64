import { isPromptrailError, type StatusSource } from "@promptrail/core";
import { readVersion } from "../calls/read-version.js";
import type { ClientSettings } from "../connection/client-settings.js";
import { createConnection } from "../connection/connection.js";
import { pollStatus } from "./poll-status.js";
import { readStatusAnswer } from "./read-status-answer.js";

export interface FollowSettings extends Omit<ClientSettings, "actor"> {
  /** How often the server is asked; default 400. A rollback must land within a second. */
  readonly pollMs?: number;
}

/**
 * A live status that follows a server instead of a store:
 * `createPromptrail(config, { statusSource: followServer({ url, key }) })`.
 * It asks at an interval, and goes on through every failure.
 *
 * @throws PromptrailError `request_invalid` for a URL or a key that cannot be one.
 */
export function followServer({ pollMs = 400, ...settings }: FollowSettings): StatusSource {
  const connection = createConnection(settings);
  return {
    readSnapshot: async () => {
      const { snapshot } = await readStatusAnswer(connection, {});
      if (snapshot === null)
        throw new TypeError("A request without an ETag is never answered by 304.");
      return snapshot;
    },
    readVersion: async (family, version) => {
      try {
        return await readVersion(connection, family, version);
      } catch (error) {
        if (isPromptrailError(error) && isAbsent(error.code)) return null;
        throw error;
      }
    },
    watch: async (revision, onSnapshot, onProblem) =>
      pollStatus(connection, { pollMs, revision, onSnapshot, onProblem }),
  };
}

function isAbsent(code: string): boolean {
  return code === "unknown_version" || code === "unknown_family";
}
