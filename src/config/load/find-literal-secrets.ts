import {isSecret} from './is-secret.js';
import {listLeaves, selectAt} from './plain-data.js';
import {formatPath, type Problem} from './problem.js';

/** Texts that look like secrets, wherever they stand; what they are is never repeated. */
export function findLiteralSecrets(value: unknown): Problem[] {
  return listLeaves(value).flatMap((path) => {
    const text = selectAt(value, path);
    if (typeof text !== 'string' || !isSecret(text)) return [];
    const field = path.some((part) => isSecret(String(part))) ? 'A key' : formatPath(path);
    return [
      {
        code: 'SHK_CONFIG_E0013',
        path,
        summary: `${field} holds a secret.`,
        detail:
          'Allowed: references only. A configuration is copied, committed and printed; a secret must not be in it.',
        tries: [
          {text: 'Put it into a file of mode 0600 or an environment variable and refer to it: file:PATH or env:NAME.'},
          {text: 'If the file was ever shared or committed, replace the secret.'},
        ],
      },
    ];
  });
}
