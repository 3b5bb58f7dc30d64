import { randomUUID } from "node:crypto";
import { isPromptrailError, type PromptrailError } from "@promptrail/core";
import type { OpenStore, OpenStoreSettings } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { declare, promote } from "../sample-commands.js";
import { sampleVersion } from "../sample-versions.js";

/** A store in which nothing was ever opened. */
export interface EmptyStore {
  readonly open: (
    settings: Pick<OpenStoreSettings, "environment" | "create">,
  ) => Promise<OpenStore>;
  readonly remove: () => Promise<void>;
}

/** Opens the store, closes it, and gives what `look` found there. */
type Visit = <Result>(
  environment: string,
  create: boolean,
  look: (store: OpenStore) => Promise<Result>,
) => Promise<Result>;

/** One thing that every store must do when it is opened. */
export interface OpeningCase {
  /** A plain sentence in the present tense. */
  readonly title: string;
  readonly run: (visit: Visit) => Promise<void>;
}

const listEnvironments = (store: OpenStore) => store.environments();

/** The store's refusal. Throws where it refuses nothing, or with an error that is none of ours. */
async function refused(opening: Promise<unknown>): Promise<PromptrailError> {
  const error = await opening.then(
    () => new Error("Nothing was refused."),
    (reason: unknown) => reason,
  );
  if (isPromptrailError(error)) return error;
  throw error;
}

export const openingCases: readonly OpeningCase[] = [
  {
    title: "makes nothing without create where there is nothing, however often it is asked",
    run: async (visit) => {
      for (const _again of [1, 2]) {
        const { code } = await refused(visit("production", false, listEnvironments));
        expect(["store_missing", "unknown_environment"]).toContain(code);
      }
      expect(await visit("staging", true, listEnvironments)).toEqual(["staging"]);
    },
  },
  {
    title: "refuses an environment that does not exist, names the existing ones, and adds none",
    run: async (visit) => {
      for (const environment of ["staging", "production"]) {
        await visit(environment, true, listEnvironments);
      }
      const { code, data, message } = await refused(visit("prodution", false, listEnvironments));
      expect(code).toBe("unknown_environment");
      expect(data).toMatchObject({ environment: "prodution", known: ["production", "staging"] });
      expect(message).toContain('Did you mean "production"?');
      expect(await visit("production", false, listEnvironments)).toEqual(["production", "staging"]);
    },
  },
  {
    title: "refuses to make an environment whose name could be a path or a line of its own",
    run: async (visit) => {
      for (const environment of ["../other", "a/b", "a\nb", ""]) {
        const { code } = await refused(visit(environment, true, listEnvironments));
        expect(code).toBe("config_invalid");
      }
      expect(await visit("Prod.eu-1", true, listEnvironments)).toEqual(["Prod.eu-1"]);
    },
  },
  {
    title: "opens without create what is there, with its state, and takes decisions",
    run: async (visit) => {
      const family = `family_${randomUUID().slice(0, 8)}`;
      const made = await visit("production", true, async ({ status }) => {
        await status.registerVersions([sampleVersion(family, 1)]);
        await status.decide(declare(family, 1));
        return await status.readSnapshot();
      });
      const found = await visit("production", false, async ({ status }) => {
        const before = await status.readSnapshot();
        await status.registerVersions([sampleVersion(family, 2)]);
        return { before, decided: await status.decide(promote(family, 2)) };
      });
      expect(found.before).toEqual(made);
      expect(found.decided.decision?.revision).toBe(made.revision + 1);
    },
  },
];

/** Runs one case on a store of its own. Throws where the store fails it. */
export async function runOpeningCase(
  each: OpeningCase,
  makeEmpty: () => Promise<EmptyStore>,
): Promise<void> {
  const { open, remove } = await makeEmpty();
  // What is kept in memory is gone with the last who has it open.
  const opened: OpenStore[] = [];
  try {
    await each.run(async (environment, create, look) => {
      const store = await open({ environment, create });
      opened.push(store);
      return await look(store);
    });
  } finally {
    for (const store of opened.reverse()) await store.close();
    await remove();
  }
}
