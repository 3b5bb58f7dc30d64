import { expectTypeOf } from "vitest";
import type { z } from "zod";
import type { PromptSettings, promptSettingsSchema } from "./prompt-settings.js";

// What people read of the settings is what is checked.
type Checked = z.input<typeof promptSettingsSchema>;
expectTypeOf<keyof PromptSettings>().toEqualTypeOf<keyof Checked>();
expectTypeOf<Checked>().toExtend<PromptSettings>();
expectTypeOf<NonNullable<PromptSettings["fallbacks"]>[number]>().toEqualTypeOf<
  Readonly<NonNullable<Checked["fallbacks"]>[number]>
>();
