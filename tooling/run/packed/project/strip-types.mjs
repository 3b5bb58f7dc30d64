import { stripTypeScriptTypes } from "node:module";

export default { process: (text) => ({ code: stripTypeScriptTypes(text) }) };
