import type {Diagnostic} from '../model/diagnostic.js';

/** A disk that takes no more, as the operator reads it. */
export function formatStorageFailure({message}: Error): Diagnostic {
  return {
    code: 'SHK_RUN_E0707',
    summary: 'A file of this machine cannot be written.',
    detail: message,
    tries: [{text: 'Make room, or let whoever runs this write there; then run it again.', command: 'df -h .'}],
    blame: 'user',
  };
}
