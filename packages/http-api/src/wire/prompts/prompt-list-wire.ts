import { type Status, statuses } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, versionNumber } from "../../schemas/fields.js";

/** One version in a list of prompts. What the build does not know of it is null. */
export interface ListedVersion {
  readonly version: number;
  readonly key: string;
  /** What it is here and now. */
  readonly status: Status;
  readonly contentHash: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly changelog: string | null;
}

export interface ListedPrompt {
  readonly family: string;
  readonly activeVersion: number;
  readonly versions: readonly ListedVersion[];
}

/** Every family with its versions. */
export const promptListWire = z
  .object({
    prompts: z.array(
      z.object({
        family: familyName,
        active_version: versionNumber,
        versions: z.array(
          z.object({
            version: versionNumber,
            key: z.string(),
            status: z.enum(statuses),
            content_hash: z.string().nullable(),
            provider: z.string().nullable(),
            model: z.string().nullable(),
            changelog: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .register(components, { id: "PromptList" });

export type PromptListWire = z.infer<typeof promptListWire>;

export function toPromptListWire(prompts: readonly ListedPrompt[]): PromptListWire {
  return {
    prompts: prompts.map(({ family, activeVersion, versions }) => ({
      family,
      active_version: activeVersion,
      versions: versions.map(({ contentHash, ...version }) => ({
        ...version,
        content_hash: contentHash,
      })),
    })),
  };
}

export function fromPromptListWire(wire: PromptListWire): readonly ListedPrompt[] {
  return wire.prompts.map(({ family, active_version: activeVersion, versions }) => ({
    family,
    activeVersion,
    versions: versions.map(({ content_hash: contentHash, ...version }) => ({
      ...version,
      contentHash,
    })),
  }));
}
