import type { ApiKey } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import type { StoreCase } from "../store/store-case.js";

const minuteMs = 60_000;
const start = new Date("2026-03-04T05:06:07.089Z");

function minutesLater(minutes: number): Date {
  return new Date(start.getTime() + minutes * minuteMs);
}

function keyOf(id: string, changes: Partial<ApiKey> = {}): ApiKey {
  return {
    id,
    name: `key ${id}`,
    secretHash: id.padEnd(64, "0"),
    scopes: ["read"],
    families: ["*"],
    createdAt: start,
    expiresAt: null,
    lastUsedAt: null,
    replacedAt: null,
    ...changes,
  };
}

/** Of keys that come at once. */
const ids = Array.from({ length: 8 }, (_each, at) => `one-${at}`);

/** What every key store must do. */
export const keyStoreCases: readonly StoreCase[] = [
  {
    title: "gives keys back as they were saved, oldest first, until they are removed",
    run: async ({ store: { keys } }) => {
      expect(await keys.list()).toEqual([]);
      expect(await keys.find("a")).toBeNull();
      const newer = keyOf("a", {
        name: 'grace\'s "laptop" 🛒',
        scopes: ["rollback", "report", "evidence", "keys"],
        families: ["fraud_*", "product_description"],
        createdAt: minutesLater(1),
        expiresAt: minutesLater(60),
      });
      const older = keyOf("b");
      for (const key of [newer, older]) await keys.save(key);
      expect(await keys.find("a")).toEqual(newer);
      expect(await keys.list()).toEqual([older, newer]);
      await keys.remove("b");
      await keys.remove("never-there");
      expect(await keys.list()).toEqual([newer]);
    },
  },
  {
    title: "keeps the key that has an id already",
    run: async ({ store: { keys } }) => {
      await keys.save(keyOf("a"));
      await keys.save(keyOf("a", { name: "another", scopes: ["keys"] }));
      expect(await keys.find("a")).toEqual(keyOf("a"));
    },
  },
  {
    title: "adds no key with the name of one that is neither expired nor replaced",
    run: async ({ store: { keys } }) => {
      const first = keyOf("a", { name: "ci", expiresAt: minutesLater(5) });
      expect(await keys.add(first)).toBe("added");
      const early = keyOf("b", { name: "ci", createdAt: minutesLater(4) });
      expect(await keys.add(early)).toBe("taken");
      const late = keyOf("c", { name: "ci", createdAt: minutesLater(5) });
      expect(await keys.add(late)).toBe("added");
      expect(await keys.add(keyOf("a", { createdAt: minutesLater(6) }))).toBe("taken");
      const next = keyOf("d", { name: "ci", createdAt: minutesLater(6) });
      await keys.replace("c", next, minutesLater(60));
      await keys.remove("d");
      const again = keyOf("e", { name: "ci", createdAt: minutesLater(7) });
      expect(await keys.add(again)).toBe("added");
      expect((await keys.list()).map(({ id }) => id)).toEqual(["a", "c", "e"]);
    },
  },
  {
    title: "adds one of the keys that come at once with one name",
    run: async ({ store: { keys } }) => {
      const added = ids.map((id) => keys.add(keyOf(id, { name: "ci" })));
      expect((await Promise.all(added)).filter((outcome) => outcome === "added")).toHaveLength(1);
      expect(await keys.list()).toHaveLength(1);
    },
  },
  {
    title: "saves a key's successor and ends the key, at its own time where that is earlier",
    run: async ({ store: { keys } }) => {
      await keys.save(keyOf("endless"));
      await keys.save(keyOf("short", { expiresAt: minutesLater(5) }));
      const until = minutesLater(30);
      const next = keyOf("next", { createdAt: minutesLater(1), families: ["fraud_*"] });
      expect(await keys.replace("endless", next, until)).toBe("replaced");
      expect(await keys.replace("short", keyOf("other"), until)).toBe("replaced");
      expect(await keys.find("endless")).toEqual(
        keyOf("endless", { expiresAt: until, replacedAt: minutesLater(1) }),
      );
      expect(await keys.find("short")).toEqual(
        keyOf("short", { expiresAt: minutesLater(5), replacedAt: start }),
      );
      expect(await keys.find("next")).toEqual(next);
    },
  },
  {
    title: "saves no successor of a key that is not there, was replaced before or has expired",
    run: async ({ store: { keys } }) => {
      const until = minutesLater(30);
      expect(await keys.replace("gone", keyOf("next"), until)).toBe("refused");
      expect(await keys.list()).toEqual([]);
      await keys.save(keyOf("a", { expiresAt: minutesLater(5) }));
      const late = keyOf("late", { createdAt: minutesLater(5) });
      expect(await keys.replace("a", late, until)).toBe("refused");
      expect(await keys.list()).toEqual([keyOf("a", { expiresAt: minutesLater(5) })]);
      await keys.replace("a", keyOf("next"), minutesLater(2));
      expect(await keys.replace("a", keyOf("other"), minutesLater(1))).toBe("refused");
      const replaced = keyOf("a", { expiresAt: minutesLater(2), replacedAt: start });
      expect(await keys.list()).toEqual([replaced, keyOf("next")]);
    },
  },
  {
    title: "saves one of the successors that come at once",
    run: async ({ store: { keys } }) => {
      await keys.save(keyOf("a"));
      const saved = ids.map((id) => keys.replace("a", keyOf(id), minutesLater(30)));
      const outcomes = (await Promise.all(saved)).filter((outcome) => outcome === "replaced");
      expect(outcomes).toHaveLength(1);
      expect(await keys.list()).toHaveLength(2);
    },
  },
  {
    title: "notes the use of a key once a minute",
    run: async ({ store: { keys } }) => {
      await keys.save(keyOf("a"));
      await keys.save(keyOf("idle"));
      const readUse = async (at: Date) => {
        await keys.noteUse("a", at);
        return (await keys.find("a"))?.lastUsedAt;
      };
      expect(await readUse(start)).toEqual(start);
      expect(await readUse(minutesLater(0.9))).toEqual(start);
      expect(await readUse(minutesLater(1))).toEqual(minutesLater(1));
      expect(await readUse(minutesLater(0.5))).toEqual(minutesLater(1));
      await keys.noteUse("never-there", start);
      expect(await keys.list()).toEqual([
        keyOf("a", { lastUsedAt: minutesLater(1) }),
        keyOf("idle"),
      ]);
    },
  },
  {
    title: "keeps environments apart",
    run: async ({ store: { keys }, family, openOther }) => {
      await keys.save(keyOf("a"));
      const other = await openOther(`${family}-elsewhere`);
      await other.keys.remove("a");
      await other.keys.noteUse("a", start);
      expect(await other.keys.replace("a", keyOf("next"), start)).toBe("refused");
      expect(await other.keys.list()).toEqual([]);
      expect(await keys.list()).toEqual([keyOf("a")]);
    },
  },
];
