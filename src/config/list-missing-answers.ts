import type {Diagnostic} from '../model/diagnostic.js';
import type {PlainObject} from './load/plain-data.js';
import {loadConfig} from './load-config.js';

/** What still has to be said before an installation can be planned: a diagnostic a value, naming its key and its flag. */
export function listMissingAnswers(partial: PlainObject): readonly Diagnostic[] {
  return loadConfig({files: [], answers: partial}).diagnostics.filter(({code}) => code === 'SHK_CONFIG_E0008');
}
