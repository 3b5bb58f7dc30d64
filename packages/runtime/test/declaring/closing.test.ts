import { memory, PromptrailError, type Store } from "@promptrail/core";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { greetingV1, greetingV2 } from "../prompts.js";

/** A store that tells whether it was closed, changed in its parts. */
function watchedStore(change: (opened: OpenStore) => OpenStore) {
  const inner = memory();
  const seen = { closed: 0 };
  const store: Store = {
    ...inner,
    open: async (settings) => {
      const opened = await inner.open(settings);
      const close = async () => {
        seen.closed += 1;
        await opened.close();
      };
      return change({ ...opened, close });
    },
  };
  return { seen, store };
}

const open = (store: Store) =>
  createPromptrail(
    { prompts: [greetingV1, greetingV2], providers: [fakeProvider()], store, environment: "test" },
    { onProblem: () => {} },
  );

describe("a process", () => {
  test("closes its store whatever else cannot be stopped, and follows no more", async () => {
    const { seen, store } = watchedStore((opened) => ({
      ...opened,
      status: {
        ...opened.status,
        watch: async () => async () => {
          throw new Error("The watch hangs.");
        },
      },
    }));
    const promptrail = await open(store);
    expect(promptrail.status().isFollowing).toBe(true);
    await expect(promptrail.close()).rejects.toThrow("The watch hangs.");
    expect(seen.closed).toBe(1);
    expect(promptrail.status().isFollowing).toBe(false);
  });

  test("that does not start closes what it has opened", async () => {
    const refusal = new PromptrailError("not_supported", "It tells nothing.");
    const { seen, store } = watchedStore((opened) => ({
      ...opened,
      status: {
        ...opened.status,
        watch: async () => {
          throw refusal;
        },
      },
    }));
    await expect(open(store)).rejects.toBe(refusal);
    expect(seen.closed).toBe(1);
  });
});
