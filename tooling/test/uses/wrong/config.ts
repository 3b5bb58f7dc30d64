import { defineConfig } from "@promptrail/config";
import { memory } from "@promptrail/core";
import { cases, defineSuite, maxWords } from "@promptrail/evals";
import { createPromptrail } from "@promptrail/runtime";
import { prompts, provider } from "../shop.js";

const dataset = cases("rows", [{ id: "a", context: {} }]);
const suite = defineSuite({ family: "newsleter", dataset, evals: [maxWords(3)] });

//! a misspelt setting
//! at: observer
//! told: 'observer' does not exist in type 'PromptrailConfig
defineConfig({ prompts, providers: [provider], observer: [] });

//! a misspelt setting that is needed
//! at: provider
//! told: Did you mean to write 'providers'?
defineConfig({ prompts, provider: [provider] });

//! no providers
//! at: store
//! told: A config needs \"providers\", which is missing.
defineConfig({ prompts, store: memory() });

//! no prompts
//! at: providers
//! told: A config needs \"prompts\", which is missing.
defineConfig({ providers: [provider] });

//! a provider that is none
//! at: { id
//! told: is missing the following properties from type 'Provider'
defineConfig({ prompts, providers: [{ id: "claude" }] });

//! a provider by its name
//! at: "claude"
//! told: Type 'string' is not assignable to type 'Provider'
defineConfig({ prompts, providers: ["claude"] });

//! a store that is none
//! at: store
//! told: Type 'string' is not assignable to type 'Store
defineConfig({ prompts, providers: [provider], store: "postgres://127.0.0.1" });

//! a prompt that definePrompt did not make
//! at: { family
//! told: is missing the following properties from type 'PromptVersion
defineConfig({ prompts: [{ family: "newsletter", version: 1 }], providers: [provider] });

//! a suite for a family that does not exist
//! at: suite
//! told: No prompt of this config has the family \"newsleter\".
defineConfig({ prompts, providers: [provider], suites: [suite] });

//! settings of a family that does not exist
//! at: newsleter
//! told: No prompt of this config has the family \"newsleter\".
defineConfig({ prompts, providers: [provider], families: { newsleter: { gate: "none" } } });

//! a gate that does not exist
//! at: gate
//! told: Type '"off"' is not assignable to type '"none"
defineConfig({ prompts, providers: [provider], families: { newsletter: { gate: "off" } } });

//! a misspelt setting of a family
//! at: withoutstate
//! told: Did you mean to write 'withoutState'?
defineConfig({
  prompts,
  providers: [provider],
  families: { newsletter: { withoutstate: "serve" } },
});

//! an observer that does not watch all
//! at: { finished
//! told: is missing the following properties from type 'CallObserver': started, attempted
defineConfig({ prompts, providers: [provider], observers: [{ finished: () => {} }] });

//! an environment that is no text
//! at: environment
//! told: Type 'number' is not assignable to type 'string
defineConfig({ prompts, providers: [provider], environment: 7 });

//! a misspelt setting where a process starts
//! at: stor
//! told: Did you mean to write 'store'?
await createPromptrail({ prompts, providers: [provider], stor: memory() });

//! a provider that is none where a process starts
//! at: { id
//! told: is missing the following properties from type 'Provider'
await createPromptrail({ prompts, providers: [{ id: "claude" }] });
