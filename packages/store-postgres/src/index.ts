export { type EmbeddedSettings, embedded } from "./embedded.js";
export { isStoreLost } from "./lock/folder-lock.js";
export { type PostgresSettings, postgres } from "./postgres.js";
export { postgresBounds } from "./postgres-bounds.js";
