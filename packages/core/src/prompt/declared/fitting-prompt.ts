import type { PromptSettings } from "../prompt-settings.js";
import type { FittingSettings } from "./fitting-settings.js";

/** The settings of a prompt, or what is wrong with them. */
export type FittingPrompt<Settings> = FittingSettings<Settings, JudgedPrompt<Settings>>;

interface JudgedPrompt<Settings> {
  readonly known: PromptSettings;
  readonly needed: NeedsTemplate<Settings> | NeedsChangelog<Settings>;
  readonly own: Pick<
    Settings,
    keyof Settings & ("family" | "version" | "status" | "input" | "output")
  >;
  readonly places: ["family", "version", "status"];
  readonly taker: "A prompt";
}

type NeedsTemplate<Settings> = "messages" extends keyof Settings ? never : "userTemplate";

/** From version 2 on. */
type NeedsChangelog<Settings> = Settings extends { readonly version: infer Version }
  ? number extends Version
    ? never
    : Version extends 1
      ? never
      : "changelog"
  : never;
