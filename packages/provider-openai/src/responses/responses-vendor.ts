import type { ModelData } from "@promptrail/core/provider-kit";
import type { SettingsRules } from "../compatible/request/take-settings.js";
import type { SdkVendor } from "../compatible/sdk-vendor.js";
import { openaiVendor } from "../openai-vendor.js";

/** OpenAI, by the names that its Responses API has for failures beside those of Chat Completions. */
export const responsesVendor: SdkVendor = {
  ...openaiVendor,
  errorCodes: {
    ...openaiVendor.errorCodes,
    invalid_prompt: "bad_request",
    data_residency_mismatch: "bad_request",
    vector_store_timeout: "timeout",
    // Of what a prompt shows to the model.
    ...Object.fromEntries(
      [
        ...["invalid_image", "invalid_image_format", "invalid_base64_image", "invalid_image_url"],
        ...["invalid_image_mode", "image_too_large", "image_too_small", "image_parse_error"],
        ...["image_file_too_large", "unsupported_image_media_type", "empty_image_file"],
        ...["failed_to_download_image", "image_file_not_found"],
      ].map((code) => [code, "bad_request"] as const),
    ),
  },
};

/** Codes of a failed response that its content was stopped for: no failure of the vendor's, and no answer. */
export const contentCodes: ReadonlySet<string> = new Set([
  ...["bio_policy", "misalignment_policy_violation", "image_content_policy_violation"],
]);

export function toSettingsRules(models: Models): SettingsRules {
  return {
    models,
    findObstacle: (setting) =>
      setting === "stopSequences"
        ? "OpenAI's Responses API has no stop sequences; they were not sent. Ask through Chat Completions to use them."
        : null,
  };
}

type Models = Readonly<Record<string, ModelData>>;

function changeModels(models: Models, change: (data: ModelData) => ModelData): Models {
  return Object.fromEntries(Object.entries(models).map(([name, data]) => [name, change(data)]));
}

/** The same models as this API takes them. */
export function toResponsesModels(models: Models): Models {
  return changeModels(models, (data) => ({
    ...data,
    settings: data.settings.filter((setting) => setting !== "stopSequences"),
  }));
}

/**
 * The same models for this API, which fetches a file by its address:
 * https://developers.openai.com/api/docs/guides/file-inputs
 */
export function withFileAddresses(models: Models): Models {
  return changeModels(models, (data) =>
    data.inputs?.includes("pdf") === true ? { ...data, inputs: [...data.inputs, "pdf-url"] } : data,
  );
}
