import packageJson from "../package.json" with { type: "json" };

/** The CLI's version. */
export const version: string = packageJson.version;
