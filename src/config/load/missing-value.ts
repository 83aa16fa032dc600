import {selectFlag} from '../config-flags.js';
import {installationSchema} from '../schema/installation-schema.js';
import {selectDescription} from '../schema/schema-at.js';
import {type FieldPath, formatPath, type Problem} from './problem.js';

/** A needed value that nobody gave; `why` says what makes it needed. */
export function missingValue(path: FieldPath, why?: string): Problem {
  const field = formatPath(path);
  const flag = selectFlag(field);
  const others = flag === undefined ? '' : `, give --${flag.flag}, or set ${flag.env}`;
  const meaning = selectDescription(installationSchema, path);
  return {
    code: 'SHK_CONFIG_E0008',
    path,
    summary: `${field} is missing.`,
    detail: [...(why === undefined ? [] : [why]), ...(meaning === undefined ? [] : [`It is: ${meaning}.`])].join(' '),
    tries: [{text: `Set ${field} in the configuration${others}.`}],
    isAboutKey: true,
  };
}
