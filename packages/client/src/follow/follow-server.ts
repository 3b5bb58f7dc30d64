import { isPromptrailError } from "@promptrail/core";
import type { FollowedSource, HistorySource, Snapshot } from "@promptrail/core/lifecycle";
import { createServer } from "../ask.js";
import type { ClientSettings } from "../connection.js";
import { readHistoryPage } from "../read-history.js";
import { readVersion } from "../read-version.js";
import { readStatusAnswer } from "./read-status-answer.js";
import { createServerCalls } from "./server-calls.js";
import { createServerFleet } from "./server-fleet.js";
import { watchServer } from "./watch-server.js";

export interface FollowSettings extends Omit<ClientSettings, "actor"> {
  /** How often the server is asked; default 450. A rollback must land within a second. */
  readonly pollMs?: number;
  /**
   * How often it is asked while its event stream gives signs of life; default: as `pollMs`. More is
   * cheaper, and is also how late a change may come when the stream dies without a word.
   */
  readonly streamingPollMs?: number;
  /** After how long without a sign of life the event stream counts as dead; default 12,000. */
  readonly silenceMs?: number;
}

/** Two heartbeats of the server, and some. */
const defaultSilenceMs = 12_000;
/** A server that is frozen is a server that is away. */
const historyMs = 3_000;

/**
 * A live status that follows a server instead of a store:
 * `createPromptrail(config, { statusSource: followServer({ url, key }) })`.
 * It listens to the server's events, asks at an interval whatever happens to them, goes on through every
 * failure, and gives the process a way to tell the server what it serves.
 *
 * @throws PromptrailError `request_invalid` for a URL or a key that cannot be one.
 */
export function followServer(settings: FollowSettings): FollowedSource {
  const server = createServer(settings);
  const { pollMs = 450, streamingPollMs = pollMs, silenceMs = defaultSilenceMs } = settings;
  const history: HistorySource = {
    readHistory: async ({ family, limit, before }) => {
      const asked = { family: family ?? undefined, limit, before: before ?? undefined };
      return (await readHistoryPage(server, asked, { timeoutMs: historyMs })).decisions;
    },
  };
  let known: Snapshot | null = null;
  return {
    fleet: createServerFleet(server),
    calls: createServerCalls(server),
    history,
    readSnapshot: async () => {
      const { snapshot } = await readStatusAnswer(server, {});
      if (snapshot === null)
        throw new TypeError("The server answered 304 to a request without an ETag.");
      known = snapshot;
      return snapshot;
    },
    readVersion: async (family, version) => {
      try {
        return await readVersion(server, family, version);
      } catch (error) {
        if (isPromptrailError(error) && isAbsent(error.code)) return null;
        throw error;
      }
    },
    watch: async (revision, onSnapshot, onProblem) =>
      watchServer(server, {
        pollMs,
        streamingPollMs,
        silenceMs,
        known,
        revision,
        onSnapshot,
        onProblem,
      }),
  };
}

function isAbsent(code: string): boolean {
  return code === "unknown_version" || code === "unknown_family";
}
