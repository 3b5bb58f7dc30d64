import { definePrompt, type Store } from "@promptrail/core";
import { expect } from "vitest";
import { greetingV1, greetingV2 } from "../prompts.js";
import { type FailoverStore, failoverStore } from "./failover-store.js";
import { activeOf, type StartedRuntime, startRuntime } from "./start-runtime.js";
import { temporaryFolder } from "./temporary-folder.js";

export const by = { actor: "ada", reason: "The database failed over." } as const;
const reply = { family: "reply", provider: "fake", model: "m", maxTokens: 5 } as const;
const replies = [
  definePrompt({ ...reply, version: 1, status: "deprecated", userTemplate: "Reply." }),
  definePrompt({
    ...reply,
    version: 2,
    status: "active",
    changelog: "Kinder.",
    userTemplate: "Reply kindly.",
  }),
];
export const build = { prompts: [greetingV1, greetingV2, ...replies] };
export const codesOf = ({ promptrail }: StartedRuntime) =>
  promptrail.status().problems.map(({ code }) => code);

interface Failover {
  readonly store: FailoverStore;
  /** A process that runs on since before it. */
  readonly running: StartedRuntime;
  /** Of a process that ended before it, with the last-known-good file of the lost history. */
  readonly projectFolder: string;
}

/**
 * Two rollbacks are lost, and the file and a running process have them. The database that took over
 * is at revision 2, where both families are on version 2.
 */
export async function failOver(): Promise<Failover> {
  const store = failoverStore();
  const projectFolder = temporaryFolder();
  const running = await startRuntime({ ...build, store, projectFolder: temporaryFolder() });
  const ended = await startRuntime({ ...build, store, projectFolder });
  for (const family of ["greeting", "reply"]) await ended.promptrail.rollback({ ...by, family });
  await expect.poll(() => running.promptrail.status().revision).toBe(4);
  await ended.promptrail.close();
  await decideAfter(store.promoted);
  store.failOver();
  await expect.poll(() => codesOf(running)).toEqual(["state_regression"]);
  return { store, running, projectFolder };
}

/** Decisions of a process that started after the failover. */
export async function decideAfter(promoted: Store, ...versions: readonly number[]): Promise<void> {
  const { promptrail } = await startRuntime({ ...build, store: promoted });
  for (const version of versions) {
    await promptrail.promote({ ...by, family: "greeting", toVersion: version, override: "Tried." });
  }
  await promptrail.close();
}

/** What a process serves of `greeting` and of `reply`. */
export const served = (started: StartedRuntime) => [activeOf(started), activeOf(started, "reply")];
