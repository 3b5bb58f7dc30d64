export { encodeFileName } from "./state-folder/encode-file-name.js";
export {
  describeFileError,
  describeReadError,
  fileUnwritable,
  writing,
} from "./state-folder/file-unwritable.js";
export {
  closeToOthers,
  makeFolder,
  makeProjectFolders,
  stateFolderName,
} from "./state-folder/make-folder.js";
export {
  makeProjectFile,
  type PlainFile,
  readPlainFile,
  requireWritablePath,
  writePlainFile,
  writeProjectFile,
} from "./state-folder/plain-file.js";
export {
  isRunning,
  type ProcessIdentity,
  readOwnIdentity,
  readStartMark,
} from "./state-folder/process-identity.js";
