import { LateModule } from "@promptrail/core/provider-kit";

/** OpenAI's SDK, which is most of what a project would load to be checked. */
export const lateSdk = new LateModule(() => import("openai"));
