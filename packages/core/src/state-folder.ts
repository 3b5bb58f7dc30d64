export { encodeFileName } from "./state-folder/encode-file-name.js";
export {
  closeToOthers,
  makeFolder,
  stateFolderName,
} from "./state-folder/make-folder.js";
export { type PlainFile, readPlainFile, writePlainFile } from "./state-folder/plain-file.js";
export {
  isRunning,
  type ProcessIdentity,
  readOwnIdentity,
  readStartMark,
} from "./state-folder/process-identity.js";
