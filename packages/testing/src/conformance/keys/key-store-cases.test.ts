import { memory } from "@promptrail/core";
import { createMemoryKeyStore, type KeyStore } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { describeKeyStore } from "../describe-key-store.js";
import { runStoreCase } from "../store/store-case.js";
import { keyStoreCases } from "./key-store-cases.js";

const store = memory();
describeKeyStore("memory", (environment) => store.open({ environment, projectFolder: "." }));

const shared = createMemoryKeyStore();

describe("the key store's suite finds a store that", () => {
  test.each<[string, RegExp, (keys: KeyStore) => Partial<KeyStore>]>([
    [
      "takes a limited key for one that is for every family",
      /as they were saved/,
      (keys) => ({ save: (key) => keys.save({ ...key, families: ["*"] }) }),
    ],
    ["keeps a removed key", /as they were saved/, () => ({ remove: async () => {} })],
    [
      "lets another key take an id",
      /has an id already/,
      (keys) => ({
        save: async (key) => {
          await keys.remove(key.id);
          await keys.save(key);
        },
      }),
    ],
    [
      "lets a replaced key live on",
      /saves a key's successor and/,
      (keys) => ({
        replace: async (_id, successor) => {
          await keys.save(successor);
          return "replaced";
        },
      }),
    ],
    [
      "saves a successor of nothing",
      /no successor of a key that is not there/,
      (keys) => ({
        replace: async (id, successor, until) => {
          await keys.save(successor);
          return keys.replace(id, successor, until);
        },
      }),
    ],
    [
      "replaces a key again",
      /no successor of a key that is not there/,
      (keys) => ({
        replace: async (id, successor, until) => {
          const outcome = await keys.replace(id, successor, until);
          if (outcome === "refused" && (await keys.find(id)) !== null) await keys.save(successor);
          return outcome;
        },
      }),
    ],
    [
      "replaces a key twice at once",
      /one of the successors/,
      (keys) => ({
        replace: async (id, successor, until) => {
          const known = await keys.find(id);
          await Promise.resolve();
          if (known?.replacedAt !== null) return "refused";
          await keys.replace(id, successor, until);
          await keys.save(successor);
          return "replaced";
        },
      }),
    ],
    [
      "takes any name",
      /adds no key with the name/,
      (keys) => ({
        add: async (key) => {
          await keys.save(key);
          return "added";
        },
      }),
    ],
    [
      "looks at names before it saves",
      /one of the keys that come at once/,
      (keys) => ({
        add: async (key) => {
          const isTaken = (await keys.list()).some(({ name }) => name === key.name);
          await Promise.resolve();
          if (!isTaken) await keys.save(key);
          return isTaken ? "taken" : "added";
        },
      }),
    ],
    ["forgets uses", /once a minute/, () => ({ noteUse: async () => {} })],
    ["has one set of keys for every environment", /keeps environments apart/, () => shared],
  ])("%s", async (_name, title, change) => {
    const cases = keyStoreCases.filter((each) => title.test(each.title));
    expect(cases).toHaveLength(1);
    const sabotaged = memory();
    const open = async (environment: string) => {
      const opened = await sabotaged.open({ environment, projectFolder: "." });
      return { ...opened, keys: { ...opened.keys, ...change(opened.keys) } };
    };
    const failing = Promise.all(cases.map((each) => runStoreCase(each, open)));
    await expect(failing).rejects.toMatchObject({ name: "AssertionError" });
  });
});
