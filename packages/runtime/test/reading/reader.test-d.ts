import { expectTypeOf } from "vitest";
import { createPromptrail, type PromptReader, type Promptrail } from "../../src/index.js";
import { project } from "../prompts.js";

// Whoever only looks is handed a reader, which every Promptrail is, whatever its prompts.
expectTypeOf(await createPromptrail(project())).toExtend<PromptReader>();
expectTypeOf<Promptrail>().toExtend<PromptReader>();
expectTypeOf<PromptReader>().not.toExtend<Promptrail>();

// A reader runs no prompt, decides nothing and closes nothing.
type Deciding = "promote" | "rollback" | "shadow" | "archive" | "resume" | "recover" | "deploy";
type Running = "call" | "stream" | "evaluate" | "drill" | "abortShadows" | "flush" | "close";
expectTypeOf<keyof PromptReader & (Deciding | Running)>().toBeNever();
expectTypeOf<Deciding | Running>().toExtend<keyof Promptrail>();

// Nor does it write anything.
expectTypeOf<keyof PromptReader["calls"] & ("report" | "erase" | "upkeep")>().toBeNever();
expectTypeOf<keyof PromptReader["evidence"]>().toEqualTypeOf<"find" | "read" | "list">();
expectTypeOf<keyof PromptReader["keys"]>().toEqualTypeOf<"list" | "isKnown">();
expectTypeOf<keyof PromptReader & ("reportProcess" | "removeProcess")>().toBeNever();

// What a process stands on is its own.
expectTypeOf<Extract<keyof Promptrail, "store">>().toBeNever();
