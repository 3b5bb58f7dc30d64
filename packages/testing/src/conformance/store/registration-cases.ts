import { hashContent } from "@promptrail/core/lifecycle";
import { expect } from "vitest";
import { declare } from "./sample-commands.js";
import { sampleVersion } from "./sample-versions.js";
import type { StoreCase } from "./store-case.js";

export const registrationCases: readonly StoreCase[] = [
  {
    title: "gives a registered version back whole, so that its content hash comes out again",
    run: async ({ store: { status }, family }) => {
      const { status: _status, ...registered } = sampleVersion(family, 2);
      expect(await status.registerVersions([sampleVersion(family, 2)])).toEqual([]);
      const read = await status.readVersion(family, 2);
      expect(read).toEqual(registered);
      expect(read && hashContent(read.content)).toBe(registered.contentHash);
    },
  },
  {
    title: "gives back a version whose output schema was sent by an earlier hash scheme",
    run: async ({ store: { status }, family }) => {
      const { content, ...version } = sampleVersion(family, 2);
      const schema = { type: "object", required: ["tags"], additionalProperties: false };
      const sent = { ...content, output: { name: "text", schema } };
      const contentHash = hashContent(sent);
      await status.registerVersions([{ ...version, content: sent, contentHash }]);
      expect(await status.readVersion(family, 2)).toMatchObject({ content: sent, contentHash });
    },
  },
  {
    title: "does not return a body that does not match its hash",
    run: async ({ store: { status }, family }) => {
      const { contentHash } = sampleVersion(family, 1);
      await status.registerVersions([{ ...sampleVersion(family, 2), contentHash }]);
      const reading = status.readVersion(family, 2);
      await expect(reading).rejects.toMatchObject({ code: "immutability_violation" });
      await expect(reading).rejects.toThrow(`${family}_v2`);
    },
  },
  {
    title: "answers null for a version that was never registered",
    run: async ({ store: { status }, family }) => {
      await status.registerVersions([sampleVersion(family, 1)]);
      expect(await status.readVersion(family, 2)).toBeNull();
      expect(await status.readVersion(`${family}_other`, 1)).toBeNull();
    },
  },
  {
    title: "registers the same version twice without a conflict",
    run: async ({ store: { status }, family }) => {
      const versions = [sampleVersion(family, 1), sampleVersion(family, 2)];
      await status.registerVersions(versions);
      expect(await status.registerVersions(versions)).toEqual([]);
    },
  },
  {
    title:
      "reports a number that is already registered with different content, and keeps the first",
    run: async ({ store: { status }, family }) => {
      const first = sampleVersion(family, 1, "active");
      const second = sampleVersion(family, 1, "active", "Something else.");
      await status.registerVersions([first]);
      const conflicts = await status.registerVersions([sampleVersion(family, 2), second]);
      const { contentHash: registeredHash } = first;
      const { contentHash: declaredHash } = second;
      expect(conflicts).toEqual([{ family, version: 1, registeredHash, declaredHash }]);
      expect((await status.readVersion(family, 1))?.contentHash).toBe(registeredHash);
      expect(await status.readVersion(family, 2)).not.toBeNull();
    },
  },
  {
    title:
      "finds a number that is already registered with different content, and registers nothing",
    environment: "development",
    run: async ({ store: { status }, family }) => {
      const first = sampleVersion(family, 1, "draft");
      const second = sampleVersion(family, 1, "draft", "Something else.");
      await status.registerVersions([first]);
      expect(await status.findConflicts([sampleVersion(family, 2), first])).toEqual([]);
      const { contentHash: registeredHash } = first;
      const { contentHash: declaredHash } = second;
      expect(await status.findConflicts([sampleVersion(family, 2), second])).toEqual([
        { family, version: 1, registeredHash, declaredHash },
      ]);
      expect((await status.readVersion(family, 1))?.contentHash).toBe(registeredHash);
      expect(await status.readVersion(family, 2)).toBeNull();
    },
  },
  {
    title: "lists what is registered of some families, in the order of families and numbers",
    run: async ({ store: { status }, family }) => {
      const other = `${family}_other`;
      const versions = [10, 2, 1].map((version) => sampleVersion(family, version, "draft"));
      const active = sampleVersion(other, 3, "active");
      await status.registerVersions([active, ...versions, sampleVersion(`${family}_third`, 1)]);
      await status.decide(declare(other, 3));
      const toKnown = (version: (typeof versions)[number], wasActive: boolean) => ({
        family: version.family,
        version: version.version,
        contentHash: version.contentHash,
        status: version.status,
        wasActive,
      });
      const expected = [
        ...versions.toReversed().map((version) => toKnown(version, false)),
        toKnown(active, true),
      ];
      const asked = [other, family, `${family}_unknown`];
      expect(await status.listRegistered(asked)).toEqual(expected);
      expect(await status.listRegistered([])).toEqual([]);
    },
  },
  {
    title: "replaces a draft that was never active in the environment development",
    environment: "development",
    run: async ({ store: { status }, family }) => {
      const changed = sampleVersion(family, 1, "draft", "Something else.");
      await status.registerVersions([sampleVersion(family, 1, "draft")]);
      expect(await status.registerVersions([changed])).toEqual([]);
      expect((await status.readVersion(family, 1))?.contentHash).toBe(changed.contentHash);
    },
  },
  {
    title: "keeps a draft in development once it was active",
    environment: "development",
    run: async ({ store: { status }, family }) => {
      const first = sampleVersion(family, 1, "draft");
      await status.registerVersions([first]);
      await status.decide(declare(family, 1));
      const changed = sampleVersion(family, 1, "draft", "Something else.");
      expect(await status.registerVersions([changed])).toHaveLength(1);
      expect((await status.readVersion(family, 1))?.contentHash).toBe(first.contentHash);
    },
  },
  {
    title: "keeps what was registered as more than a draft in development",
    environment: "development",
    run: async ({ store: { status }, family }) => {
      await status.registerVersions([sampleVersion(family, 1, "draft")]);
      await status.registerVersions([sampleVersion(family, 1, "active")]);
      const changed = sampleVersion(family, 1, "draft", "Something else.");
      expect(await status.registerVersions([changed])).toHaveLength(1);
    },
  },
  {
    title: "keeps a draft in any other environment",
    run: async ({ store: { status }, family }) => {
      await status.registerVersions([sampleVersion(family, 1, "draft")]);
      const changed = sampleVersion(family, 1, "draft", "Something else.");
      expect(await status.registerVersions([changed])).toHaveLength(1);
    },
  },
];
