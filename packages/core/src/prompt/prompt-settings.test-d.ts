import { expectTypeOf } from "vitest";
import type { z } from "zod";
import type { PromptSettings, promptSettingsSchema } from "./prompt-settings.js";

// What people read of the settings is what is checked, name by name and value by value.
type Checked = z.input<typeof promptSettingsSchema>;
type Names<Listed extends "messages" | "fallbacks" | "tools"> = keyof NonNullable<
  PromptSettings[Listed]
>[number];
expectTypeOf<Checked>().toExtend<PromptSettings>();
expectTypeOf<keyof PromptSettings>().toEqualTypeOf<keyof Checked>();
expectTypeOf<Names<"messages">>().toEqualTypeOf<keyof NonNullable<Checked["messages"]>[number]>();
expectTypeOf<Names<"fallbacks">>().toEqualTypeOf<keyof NonNullable<Checked["fallbacks"]>[number]>();
expectTypeOf<Names<"tools">>().toEqualTypeOf<keyof NonNullable<Checked["tools"]>[number]>();
