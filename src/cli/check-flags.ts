import {Flags} from '@oclif/core';
import {type ReportFormat, reportFormats} from './format-report-as.js';

/** How a command that judges is asked to look and to speak. */
export interface CheckRequest {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly isStrict: boolean;
  readonly isWatching: boolean;
  /** Whether changes are told as lines, although there is a terminal. */
  readonly isAccessible: boolean;
  readonly intervalMs: number;
  /** A recorded look to judge in place of the world. */
  readonly factsFile: string | undefined;
  /** An earlier look that this one is compared with. */
  readonly baseline: string | undefined;
  /** Where this look is recorded. */
  readonly savedFactsFile: string | undefined;
  readonly format: ReportFormat;
}

/** Flags of the commands that judge: preflight and doctor. */
export const checkFlags = {
  only: Flags.string({
    description: 'run only checks whose id matches, and what they need; * and ? allowed',
    env: 'SHAKINSTALL_ONLY',
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
  }),
  skip: Flags.string({
    description: 'leave out checks whose id matches',
    env: 'SHAKINSTALL_SKIP',
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
  }),
  strict: Flags.boolean({
    description: 'let warnings and unknowns fail too',
    env: 'SHAKINSTALL_STRICT',
    default: false,
  }),
  watch: Flags.boolean({
    description: 'look again and again, until nothing fails',
    env: 'SHAKINSTALL_WATCH',
    default: false,
    exclusive: ['facts'],
  }),
  accessible: Flags.boolean({
    description: 'with --watch: lines of what changed instead of a screen, for screen readers and logs',
    env: 'SHAKINSTALL_ACCESSIBLE',
    default: false,
  }),
  interval: Flags.integer({
    description:
      'seconds between two looks of --watch at everything; what a cluster tells of itself is looked at at once',
    env: 'SHAKINSTALL_INTERVAL',
    default: 10,
    min: 1,
    helpValue: 'SECONDS',
  }),
  facts: Flags.string({
    aliases: ['from'],
    description: 'judge a recorded look or a support bundle instead of the world',
    env: 'SHAKINSTALL_FACTS',
    helpValue: 'FILE',
  }),
  since: Flags.string({
    description: 'tell new, old and fixed findings apart from those of an earlier look: its JSON, facts or bundle',
    env: 'SHAKINSTALL_SINCE',
    helpValue: 'FILE',
  }),
  'save-facts': Flags.string({
    description: 'record this look, for --facts',
    env: 'SHAKINSTALL_SAVE_FACTS',
    helpValue: 'FILE',
    exclusive: ['facts'],
  }),
  format: Flags.string({
    description: 'how findings are written',
    env: 'SHAKINSTALL_FORMAT',
    options: [...reportFormats],
    default: 'text',
  }),
  json: Flags.boolean({description: 'the same as --format json', env: 'SHAKINSTALL_JSON', default: false}),
};

/** The flags as the use case wants them. */
export function selectCheckRequest(flags: Readonly<Record<string, unknown>>): CheckRequest {
  const list = (name: string) => (Array.isArray(flags[name]) ? (flags[name] as readonly string[]) : []);
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  return {
    only: list('only'),
    skip: list('skip'),
    isStrict: flags.strict === true,
    isWatching: flags.watch === true,
    isAccessible: flags.accessible === true,
    intervalMs: Number(flags.interval) * 1000,
    factsFile: text('facts'),
    baseline: text('since'),
    savedFactsFile: text('save-facts'),
    format: flags.json === true ? 'json' : ((text('format') ?? 'text') as ReportFormat),
  };
}
