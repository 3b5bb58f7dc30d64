import { LateModule } from "@promptrail/core/provider-kit";

/** Anthropic's SDK. */
export const lateSdk = new LateModule(() => import("@anthropic-ai/sdk"));
