import type { ApiKey } from "@promptrail/core";
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
    ...changes,
  };
}

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
    title: "saves a key's successor and ends the key, at its own time where that is earlier",
    run: async ({ store: { keys } }) => {
      await keys.save(keyOf("endless"));
      await keys.save(keyOf("short", { expiresAt: minutesLater(5) }));
      const until = minutesLater(30);
      const next = keyOf("next", { createdAt: minutesLater(1), families: ["fraud_*"] });
      expect(await keys.replace("endless", next, until)).toBe("replaced");
      expect(await keys.replace("short", keyOf("other"), until)).toBe("replaced");
      expect(await keys.find("endless")).toEqual(keyOf("endless", { expiresAt: until }));
      expect(await keys.find("short")).toEqual(keyOf("short", { expiresAt: minutesLater(5) }));
      expect(await keys.find("next")).toEqual(next);
    },
  },
  {
    title: "saves no successor of a key that is not there",
    run: async ({ store: { keys } }) => {
      expect(await keys.replace("gone", keyOf("next"), start)).toBe("missing");
      expect(await keys.list()).toEqual([]);
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
      expect(await other.keys.replace("a", keyOf("next"), start)).toBe("missing");
      expect(await other.keys.list()).toEqual([]);
      expect(await keys.list()).toEqual([keyOf("a")]);
    },
  },
];
