import {type ConfigFlag, configFlags} from '../config-flags.js';
import type {Layer} from './layer.js';
import {type PlainObject, withAt} from './plain-data.js';
import {type FieldPath, formatPath, parsePath} from './problem.js';

/** What the command line gave, by field path: `{'project.id': 'acme'}`. */
export function flagLayer(flags: Readonly<Record<string, string | undefined>>): Layer {
  return {
    source: 'flag',
    value: collect((flag) => flags[flag.path]),
    origin: (path) => `--${flagOf(path)?.flag}`,
    locate: () => undefined,
  };
}

/** What `SHAKINSTALL_PROJECT_ID` and its like say; an empty variable says nothing. */
export function environmentLayer(environment: Readonly<Record<string, string | undefined>>): Layer {
  return {
    source: 'env',
    value: collect((flag) => environment[flag.env] || undefined),
    origin: (path) => flagOf(path)?.env ?? 'the environment',
    locate: () => undefined,
  };
}

/** What was answered on the terminal. */
export function answerLayer(answers: PlainObject): Layer {
  return {source: 'answer', value: answers, origin: () => 'the answers', locate: () => undefined};
}

function collect(read: (flag: ConfigFlag) => string | undefined): PlainObject {
  return configFlags.reduce<unknown>((value, flag) => {
    const given = read(flag);
    return given === undefined ? value : withAt(value, parsePath(flag.path), given);
  }, {}) as PlainObject;
}

function flagOf(path: FieldPath): ConfigFlag | undefined {
  const field = formatPath(path);
  return configFlags.find((flag) => flag.path === field);
}
